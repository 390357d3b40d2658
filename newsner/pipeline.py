"""load, extract, extract_many: the composition root."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sized
from datetime import date
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from .components import STAGES
from .errors import InputTypeError, ModelError
from .items import WANTED, Item, prepare
from .knowledge.loader import Source
from .knowledge.relation_files import RelationEntry as RelationType
from .knowledge.relation_files import RelationFile
from .layers import KEY
from .schema import Article
from .stream import Stream, run_alone

logger = logging.getLogger("newsner")

PREFERRED = ("it_core_news_lg", "it_core_news_md", "it_core_news_sm")
BUNDLED = "it_newsner_md"

Rules = str | Path | RelationType


def load(
    model: str | Path | Language | None = None,
    *,
    gazetteer: str | Path | Iterable[str | Path] = (),
    expressions: str | Path | Iterable[str | Path] = (),
    relations: Rules | Iterable[Rules] = (),
    extend: bool = True,
    blis: bool = True,
) -> Language:
    """Load a spaCy pipeline and add the stages it lacks.

    Parameters
    ----------
    model
        Name, path or a loaded pipeline. None takes the first installed of `PREFERRED`, else
        the bundled pipeline.
    gazetteer
        People, organisations and places of one's own: a file, or several of them.
    expressions
        Expressions of time of one's own, such as local feasts: a file, or several of them.
    relations
        Relation types of one's own: a file in the format of newsner's lexicon, a
        `RelationType`, or several of them.
    extend
        Whether they add to the bundled types, or stand alone.
    blis
        False lets the networks of this pipeline multiply with NumPy instead of BLIS, which is
        faster on some processors: of use to spaCy's pipelines, not to the bundled one.

    Raises
    ------
    ModelError
        The pipeline is not installed; the message says how to install it. Or files of one's own
        are given with a pipeline that has its stages already.
    DataFileError
        A file does not fit its format; names file, line and entry.
    """
    if isinstance(model, Language):
        nlp = model
    else:
        name = model or next((m for m in PREFERRED if is_package(m)), BUNDLED)
        nlp = _load(name)
        logger.info("newsner uses %s %s", name, nlp.meta["version"])
    own = _rules([relations] if isinstance(relations, Rules) else relations)
    config: dict[str, dict[str, object]] = {}
    if own or not extend:
        config[STAGES[-1]] = {"relations": own, "extend": extend}
    names = _rules([gazetteer] if isinstance(gazetteer, (str, Path)) else gazetteer)
    if names:
        config[STAGES[0]] = {"gazetteer": names}
    times = _rules([expressions] if isinstance(expressions, (str, Path)) else expressions)
    if times:
        config[STAGES[1]] = {"expressions": times}
    present = {"newsner", *config} & set(nlp.pipe_names)
    if config and present:
        raise ModelError(
            "this pipeline has its stages already: give load a model by name, or a pipeline "
            f"without {' and '.join(sorted(present))}"
        )
    if "newsner" not in nlp.pipe_names:
        for stage in STAGES:
            if stage not in nlp.pipe_names:
                nlp.add_pipe(stage, config=config.get(stage, {}))
    if not blis:
        _without_blis(nlp)
    return nlp


def _without_blis(nlp: Language) -> None:
    """Take BLIS from the layers of a pipeline's networks that have it: from no others."""
    from thinc.api import Model, NumpyOps

    plain = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if isinstance(layer.ops, NumpyOps) and layer.ops.use_blis:
                layer.ops = plain


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
    """Give the user's files as the config of a pipeline carries them."""
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
    clean: bool = True,
) -> Article:
    """Extract entities, dates and relations from one article.

    Parameters
    ----------
    text
        The article, or the page it stands on, as it was copied.
    published
        When it was published: what "ieri" and "il 24 febbraio" are reckoned from.
    title
        Its headline, where ``text`` is without it or it is known.
    id
        Whatever names it; given back in the result.
    nlp
        A pipeline of `load`; None for the default one.
    clean
        False reads ``text`` as it is: no page furniture is dropped, no character mended.

    Raises
    ------
    InputTypeError, InputError
        An argument is of the wrong type or cannot be read.
    StageError
        A stage of the pipeline crashed on the text.
    """
    if not isinstance(text, str):
        raise InputTypeError(f"extract takes the text as str, not {type(text).__name__}")
    item = {"text": text, "published": published, "title": title, "id": id}
    return extract_item(item, nlp=nlp, clean=clean)


def extract_item(item: Item, *, nlp: Language | None = None, clean: bool = True) -> Article:
    """Extract from one item, as `extract_many` takes them; raises as `extract` does."""
    nlp = nlp or _default()
    return run_alone(nlp, prepare(item, cleaning=clean, max_length=nlp.max_length))


def extract_many(
    items: Iterable[Item],
    *,
    nlp: Language | None = None,
    n_process: int = 1,
    batch_size: int | None = None,
    clean: bool = True,
    progress: bool = False,
) -> Iterator[Article]:
    """Extract from many articles: streams, keeps order, never stops on a bad one.

    Parameters
    ----------
    items
        Texts, dicts with ``text`` and optionally ``published``, ``title``, ``byline``, ``id`` and
        whatever else is to be carried through, or (text, context) pairs.
    nlp, clean
        As in `extract`.
    n_process, batch_size
        As in spaCy's ``nlp.pipe``, but for the batch size, which is 64 by default with one
        process, and 32 with more.
    progress
        Show a progress bar on stderr.

    Yields
    ------
    Article
        One per item, in order; with its ``error`` set where the item could not be read, or a
        stage crashed on it.

    Raises
    ------
    InputTypeError
        ``items`` is a single text or dict, or n_process is no number of processes.
    """
    if isinstance(items, (str, bytes, dict)) or not isinstance(items, Iterable):
        raise InputTypeError(
            f"extract_many takes an iterable of items, each {WANTED}, not {type(items).__name__}: "
            "use extract for a single text"
        )
    if not isinstance(n_process, int) or (n_process < 1 and n_process != -1):
        raise InputTypeError(f"n_process is 1 or more, or -1 for one a core, not {n_process!r}")
    stream = Stream(nlp or _default(), iter(items), clean)
    articles = stream.run(n_process, batch_size)
    return _with_progress(articles, items) if progress else articles


def _with_progress(articles: Iterator[Article], items: Iterable[Item]) -> Iterator[Article]:
    from tqdm import tqdm

    total = len(items) if isinstance(items, Sized) else None
    return iter(tqdm(articles, total=total, unit=" articles"))


__all__ = ["BUNDLED", "KEY", "PREFERRED", "extract", "extract_item", "extract_many", "load"]
