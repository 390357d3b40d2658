"""Annotated texts as the stages leave them, up to the propositions, for later decisions to learn.

An article may be read with coreference weights that have not seen it: with those that have, what
learns from it would trust antecedents too much (``python -m training coreference --apart``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from newsner.components import STAGES
from newsner.coreference import CoreferenceResolver
from newsner.items import prepare

PARTS = 3  # of the articles
Record = Mapping[str, Any]


def number_of(text: str) -> int:
    """Give a number that parts of texts are drawn by."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) // 5


def part_of_article(id_: str) -> int:
    """Give the part of `PARTS` that an article belongs to."""
    return number_of(f"fold {id_}") % PARTS


def parses(nlp: Language, records: Iterable[Record]) -> Iterator[Doc]:
    """Give the bare parses of articles and of marked sentences."""
    items = (
        {"text": "\n".join(r["sentences"]) if "sentences" in r else r["text"]}
        | {"published": r.get("published")}
        for r in records
    )
    with nlp.select_pipes(disable=list(STAGES)):
        yield from nlp.pipe((prepare(i).make_doc(nlp) for i in items), batch_size=32)


def staged(
    nlp: Language,
    records: Iterable[Record],
    docs: Iterable[Doc],
    apart: Path | None = None,
) -> Iterator[Doc]:
    """Run the stages over bare parses, up to the propositions.

    ``apart`` is a folder of coreference weights, ``N.npz`` of what has not seen part N: each
    article is read with those of its own part, and all else with the bundled ones.
    """
    stages = [nlp.get_pipe(stage) for stage in STAGES[:-1]]
    resolving: Any = nlp.get_pipe("newsner_coreference")
    bundled = resolving.parts["coreference"]
    resolvers = [_resolver(apart / f"{part}.npz") for part in range(PARTS)] if apart else []
    try:
        for record, doc in zip(records, docs, strict=True):
            known = resolvers and "sentences" in record
            own = resolvers[part_of_article(record["id"])] if known else bundled
            resolving.parts["coreference"] = own
            yield reduce(lambda so_far, stage: stage(so_far), stages, doc)
    finally:
        resolving.parts["coreference"] = bundled


def _resolver(path: Path) -> CoreferenceResolver:
    with np.load(path) as arrays:
        return CoreferenceResolver(
            {name: array.astype(np.float32) for name, array in arrays.items()}
        )
