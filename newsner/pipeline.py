"""load, extract, extract_many: the composition root."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from . import __version__
from .assemble import assemble
from .clean import clean
from .components import STAGES
from .errors import InputError, InputTypeError, ModelError, NewsnerError
from .knowledge.loader import Source
from .knowledge.relations import RelationEntry as RelationType
from .knowledge.relations import RelationFile
from .layers import KEY, get_input, warn
from .schema import Article, Failure, Model

logger = logging.getLogger("newsner")

PREFERRED = ("it_core_news_lg", "it_core_news_md", "it_core_news_sm")
BUNDLED = "it_newsner_md"

Rules = str | Path | RelationType
Item = str | dict[str, Any] | tuple[str, Any]


def load(
    model: str | Path | Language | None = None,
    *,
    relations: Rules | Iterable[Rules] = (),
    extend: bool = True,
) -> Language:
    """Load a spaCy pipeline and add the stages it lacks.

    Parameters
    ----------
    model
        Name, path or a loaded pipeline. None takes the first installed of `PREFERRED`, else
        the bundled pipeline.
    relations
        Relation types of one's own: a file in the format of newsner's lexicon, a
        `RelationType`, or several of them.
    extend
        Whether they add to the bundled types, or stand alone.

    Raises
    ------
    ModelError
        The pipeline is not installed; the message says how to install it. Or relations are
        given with a pipeline that has its stages already.
    DataFileError
        A relation file does not fit the format; names file, type and frame.
    """
    if isinstance(model, Language):
        nlp = model
    else:
        name = model or next((m for m in PREFERRED if is_package(m)), BUNDLED)
        nlp = _load(name)
        logger.info("newsner uses %s %s", name, nlp.meta["version"])
    own = _rules([relations] if isinstance(relations, Rules) else relations)
    config = {"relations": own, "extend": extend} if own or not extend else {}
    present = {"newsner", STAGES[-1]} & set(nlp.pipe_names)
    if config and present:
        raise ModelError(
            "this pipeline has its relations already: give load a model by name, or a pipeline "
            f"without {' and '.join(sorted(present))}"
        )
    if "newsner" not in nlp.pipe_names:
        for stage in STAGES:
            if stage not in nlp.pipe_names:
                nlp.add_pipe(stage, config=config if stage == STAGES[-1] else {})
    return nlp


def _load(name: str | Path) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        how = "pip install 'newsner[lg]'" if name == PREFERRED[0] else f"spacy download {name}"
        raise ModelError(
            f"the pipeline {str(name)!r} is not installed ({how} installs one of spaCy's); "
            f"newsner.load() would use {next((m for m in PREFERRED if is_package(m)), BUNDLED)}"
        ) from error


def _rules(given: Iterable[Rules]) -> dict[str, str]:
    """Give the user's relation files as the config of a pipeline carries them."""
    rules: dict[str, str] = {}
    for number, rule in enumerate(given, 1):
        if isinstance(rule, RelationType):
            content = RelationFile(relation=[rule]).model_dump_json(
                by_alias=True, exclude_defaults=True
            )
            rules[f"relation {number}.json"] = content
        else:
            source = Source.of(Path(rule))
            rules[source.name] = source.text
    return rules


@cache
def _default() -> Language:
    return load()


def extract(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    id: str | None = None,
    nlp: Language | None = None,
) -> Article:
    """Extract entities, dates and relations from one article."""
    if not isinstance(text, str):
        raise InputTypeError(f"extract takes the text as str, not {type(text).__name__}")
    nlp = nlp or _default()
    item = {"text": text, "published": published, "title": title, "id": id}
    doc, context = _prepare(nlp, item)
    return assemble(nlp(doc), _model(nlp), context)


def extract_many(
    items: Iterable[Item],
    *,
    nlp: Language | None = None,
    n_process: int = 1,
    batch_size: int | None = None,
) -> Iterator[Article]:
    """Extract from many articles: streams, keeps order, never stops on a bad one.

    Parameters
    ----------
    items
        Texts, dicts with ``text`` and optionally ``published``, ``title``, ``id`` and whatever
        else is to be carried through, or (text, context) pairs.

    Yields
    ------
    Article
        One per item; where the item could not be read, with its ``error`` set.
    """
    nlp = nlp or _default()
    model = _model(nlp)
    prepared = (_try_prepare(nlp, item) for item in items)
    for doc, context in nlp.pipe(
        prepared, as_tuples=True, n_process=n_process, batch_size=batch_size
    ):
        yield context if isinstance(context, Article) else assemble(doc, model, context)


def _model(nlp: Language) -> Model:
    return Model(name=f"{nlp.meta['lang']}_{nlp.meta['name']}", version=str(nlp.meta["version"]))


def _try_prepare(nlp: Language, item: Item) -> tuple[Doc, dict[str, Any] | Article]:
    try:
        return _prepare(nlp, item)
    except NewsnerError as error:
        fields = item if isinstance(item, dict) else {}
        text, id_ = fields.get("text"), fields.get("id")
        return nlp.make_doc(""), Article(
            id=None if id_ is None else str(id_),
            text=text if isinstance(text, str) else "",
            model=_model(nlp),
            newsner_version=__version__,
            error=Failure(type=type(error).__name__, message=str(error)),
        )


def _prepare(nlp: Language, item: Item) -> tuple[Doc, dict[str, Any]]:
    fields = _fields(item)
    text = fields.pop("text", None)
    if not isinstance(text, str):
        raise InputTypeError(
            f"an item needs its text as str, not {type(text).__name__}: "
            "give a str, a dict with 'text', or a (text, context) pair"
        )
    published = _published(fields.pop("published", None))
    title, id_ = fields.pop("title", None), fields.pop("id", None)
    cleaned = clean(text)
    doc = nlp.make_doc(cleaned.text)
    given = {
        "id": None if id_ is None else str(id_),
        "title": title or cleaned.title,
        "byline": cleaned.byline,
        "published": published or cleaned.published,
        "dropped": cleaned.dropped,
    }
    if cleaned.text != text:
        given |= {"raw": text, "segments": cleaned.segments}
    get_input(doc).update(given)
    for warning in cleaned.warnings:
        warn(doc, warning)
    return doc, fields


def _fields(item: Item) -> dict[str, Any]:
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, dict):
        return dict(item)
    if isinstance(item, tuple) and len(item) == 2:
        text, context = item
        return {"text": text} | (
            dict(context) if isinstance(context, dict) else {"context": context}
        )
    raise InputTypeError(
        "an item is a str, a dict with 'text', or a (text, context) pair, "
        f"not {type(item).__name__}"
    )


def _published(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, str):
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise InputError(
                f"published must be an ISO 8601 date such as 2022-08-15, not {value!r}"
            ) from error
        return value
    raise InputTypeError(f"published is a date or an ISO 8601 str, not {type(value).__name__}")


__all__ = ["BUNDLED", "KEY", "PREFERRED", "extract", "extract_many", "load"]
