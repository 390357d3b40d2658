"""``newsner evaluate``: scores of pipelines, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from newsner.errors import InputError

from . import scores
from .corpora import read_names, read_wikineural
from .spelling import SPELLINGS

Paths = tuple[Path, ...]


@dataclass(frozen=True)
class Corpora:
    """What to score on, by what is annotated there."""

    treebank: Paths = ()
    names: Paths = ()
    wikineural: Paths = ()
    relations: Paths = ()
    articles: Paths = ()
    corrections: Paths = ()


def evaluate(
    models: Iterable[str],
    corpora: Corpora,
    spelling: str | None = None,
    by_kind: bool = False,
    as_json: bool = False,
) -> Iterator[str]:
    """Give the scores of each pipeline on each corpus as lines to print.

    Raises
    ------
    InputError
        No corpus is given, or there is no such spelling.
    """
    if not any(astuple(corpora)):
        raise InputError(f"give at least one of {', '.join(f'--{n}' for n in asdict(corpora))}")
    if spelling and spelling not in SPELLINGS:
        raise InputError(f"--spelling is one of {', '.join(sorted(SPELLINGS))}, not {spelling!r}")
    for model in models:
        for result in _results(spacy.load(model), corpora, spelling):
            yield from _show(model, result, by_kind, as_json)


def _results(nlp: Language, corpora: Corpora, spelling: str | None) -> Iterator[scores.Result]:
    spell = SPELLINGS.get(spelling) if spelling else None
    for path in corpora.treebank:
        yield scores.syntax(nlp, path, spell)
    for path in corpora.names:
        yield scores.names(nlp, path, read_names(path), spell)
    for path in corpora.wikineural:
        yield scores.names(nlp, path, read_wikineural(path), spell)
    if corpora.relations or corpora.articles or corpora.corrections:
        import newsner

        from .articles import articles
        from .corrections import corrections
        from .relations import relations

        whole = newsner.load(nlp)
        for path in corpora.articles:
            yield articles(whole, path)
        for path in (*corpora.articles, *corpora.relations):
            yield relations(whole, path)
        for path in corpora.corrections:
            yield corrections(whole, path)


def _show(model: str, result: scores.Result, by_kind: bool, as_json: bool) -> Iterator[str]:
    if as_json:
        yield json.dumps({"model": model} | asdict(result))
        return
    figures = "  ".join(f"{k} {v:.2f}" for k, v in result.figures.items())
    yield f"{model}  {result.corpus}  {figures}  {result.words_per_second:.0f} words/s"
    if by_kind:
        yield from (f"    {kind} {value:.2f}" for kind, value in sorted(result.by_kind.items()))
