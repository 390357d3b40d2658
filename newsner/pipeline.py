"""load, extract, extract_many: the composition root."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sized
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language

from .collector import seldom
from .components import STAGES
from .deadline import as_seconds
from .errors import InputError, InputTypeError, ModelError
from .items import WANTED, Item, as_share, items_of
from .knowledge.loader import Source
from .knowledge.relation_files import RelationEntry as RelationType
from .knowledge.relation_files import RelationFile
from .layers import KEY
from .schema import Article
from .stream import IN_HAND, Stream, run_item

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

logger = logging.getLogger("newsner")

BUNDLED = "it_newsner_md"
TIMEOUT = 60.0  # seconds that an item of many may take

Rules = str | Path | RelationType


def load(
    model: str | Path | Language | None = None,
    *,
    gazetteer: str | Path | Iterable[str | Path] = (),
    expressions: str | Path | Iterable[str | Path] = (),
    relations: Rules | Iterable[Rules] = (),
    extend: bool = True,
    unnamed: bool = True,
    min_confidence: float | None = None,
    blis: bool = True,
) -> Language:
    """Load a spaCy pipeline and add the stages it lacks.

    Parameters
    ----------
    model
        Name, path or a loaded pipeline. None takes the bundled pipeline, with which every figure
        is measured, whatever else is installed.
    gazetteer
        People, organisations and places of one's own: a file, or several of them.
    expressions
        Expressions of time of one's own, such as local feasts: a file, or several of them.
    relations
        Relation types of one's own: a file in the format of newsner's lexicon, a
        `RelationType`, or several of them.
    extend
        Whether they add to the bundled types, or stand alone.
    unnamed
        Whether facts of which nobody is named who did them ("Ugo Zanetti è stato arrestato") are
        relations too, with None as their subject.
    min_confidence
        What a relation must reach to come out, from 0 to 1: lower finds more, higher errs less.
        None for the default of each type (docs/relations.md has the curve).
    blis
        False lets the networks of this pipeline multiply with NumPy instead of BLIS, which is
        faster on some processors: of use to spaCy's pipelines, not to the bundled one.

    Raises
    ------
    ModelError
        The pipeline is not installed; the message says how to install it. Or files of one's own
        are given with a pipeline that has its stages already.
    InputError
        min_confidence is no number from 0 to 1.
    DataFileError
        A file does not fit its format; names file, line and entry.
    """
    if isinstance(model, Language):
        nlp = model
    else:
        name = model or BUNDLED
        nlp = _load(name)
        logger.info("newsner uses %s %s", name, nlp.meta["version"])
    own = _rules([relations] if isinstance(relations, Rules) else relations)
    config: dict[str, dict[str, object]] = {}
    if own or not extend:
        config[STAGES[-1]] = {"relations": own, "extend": extend}
    if not unnamed:
        config.setdefault(STAGES[-1], {})["unnamed"] = False
    if min_confidence is not None:
        config.setdefault(STAGES[-1], {})["min_confidence"] = as_share(min_confidence)
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
        with seldom:
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
        raise ModelError(
            f"the pipeline {str(name)!r} is not installed (python -m spacy download {name} "
            f"installs one of spaCy's); newsner.load() uses the bundled {BUNDLED}"
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
    timeout: float | None = None,
    min_confidence: float | None = None,
) -> Article:
    """Extract entities, dates and relations from one article.

    Parameters
    ----------
    text
        The article, or the page it stands on, as it was copied.
    published
        When it was published: what "ieri" and "il 24 febbraio" are reckoned from. A date, or a
        str such as "2024-03-04", "04/03/2024" (day first) or "4 marzo 2024"; what cannot be read
        costs a warning.
    title
        Its headline, where ``text`` is without it or it is known.
    id
        Whatever names it; given back in the result.
    nlp
        A pipeline of `load`; None for the default one.
    clean
        False reads ``text`` as it is: no page furniture is dropped, no character mended.
    timeout
        Seconds that it may take; None: as long as it takes.
    min_confidence
        As `load` takes it, for this text alone.

    Returns
    -------
    Article
        A stage that fails on the text costs what it would have found: its name is in ``failed``,
        and ``warnings`` say why.

    Raises
    ------
    InputTypeError, InputError
        An argument is of the wrong type or cannot be read.
    ModelError
        The pipeline lacks what the stages need.
    StageError
        Another component of the pipeline crashed on the text.
    TimeLimitError
        It took longer than ``timeout``.
    """
    if not isinstance(text, str):
        raise InputTypeError(f"extract takes the text as str, not {type(text).__name__}")
    item: dict[str, object] = {"text": text, "published": published, "title": title, "id": id}
    if min_confidence is not None:
        item["min_confidence"] = min_confidence
    return extract_item(item, nlp=nlp, clean=clean, timeout=timeout)


def extract_item(
    item: Item,
    *,
    nlp: Language | None = None,
    clean: bool = True,
    timeout: float | None = None,
) -> Article:
    """Extract from one item, as `extract_many` takes them; raises as `extract` does."""
    return run_item(_pipeline(nlp), item, clean=clean, timeout=as_seconds(timeout))


def _pipeline(nlp: object) -> Language:
    """Give the pipeline that a caller hands in, or the default one."""
    if nlp is None:
        return _default()
    if not isinstance(nlp, Language):
        raise InputTypeError(
            f"nlp is a loaded pipeline, not {nlp!r}: give newsner.load({nlp!r})"
            if isinstance(nlp, (str, Path))
            else f"nlp is a pipeline of newsner.load(), not {type(nlp).__name__}"
        )
    return nlp


def extract_many(
    items: Iterable[Item] | pandas.DataFrame | polars.DataFrame | pyarrow.Table,
    *,
    nlp: Language | None = None,
    n_process: int = 1,
    batch_size: int | None = None,
    clean: bool = True,
    progress: bool = False,
    timeout: float | None = TIMEOUT,
) -> Iterator[Article]:
    """Extract from many articles: streams, keeps order, never stops on a bad one.

    Parameters
    ----------
    items
        Texts, dicts with ``text`` and optionally ``published``, ``title``, ``byline``, ``id`` and
        whatever else is to be carried through, or (text, context) pairs; or a table of pandas,
        polars or Arrow with such columns. ``min_confidence`` in a dict is what `extract` takes.
    nlp, clean
        As in `extract`.
    n_process
        Processes to extract in; -1: one a core. With 1, the default, this one, whose encoder uses
        all cores already.
    batch_size
        Items that are in hand at the same time, a process: 64 by default with one process, and 32
        with more.
    progress
        Show a progress bar on stderr.
    timeout
        Seconds that an item may take, besides those of the encoder; None: as long as it takes.

    Yields
    ------
    Article
        One per item, in order; with its ``error`` set where the item could not be read, took too
        long, or the process that had it died. A stage that fails on a text costs what it would
        have found: its name is in ``failed``, and ``warnings`` say why.

    Raises
    ------
    InputTypeError
        ``items`` is a single text or dict, or another argument is of the wrong type.
    InputError
        n_process, batch_size or timeout is out of range.
    WorkerError
        No process can be started.
    """
    total = len(items) if isinstance(items, Sized) else None
    rows: Any = items_of(items)
    rows = items if rows is None else rows
    if isinstance(rows, (str, bytes, dict)) or not isinstance(rows, Iterable):
        raise InputTypeError(
            f"extract_many takes an iterable of items, each {WANTED}, not {type(items).__name__}: "
            "use extract for a single text"
        )
    processes = _as_number("n_process", n_process, all_cores=True)
    in_hand = None if batch_size is None else _as_number("batch_size", batch_size)
    seconds, nlp = as_seconds(timeout), _pipeline(nlp)
    if processes == 1:
        articles = Stream(nlp, iter(rows), clean=clean, timeout=seconds).run(in_hand or IN_HAND)
    else:
        from . import workers

        crew = workers.Crew(nlp, iter(rows), clean=clean, timeout=seconds, size=processes)
        articles = crew.run(in_hand or workers.IN_HAND)
    return _with_progress(articles, total) if progress else articles


def _as_number(name: str, value: object, *, all_cores: bool = False) -> int:
    """Check a number of things that a caller gives: 1 or more, or -1 for all cores."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputTypeError(f"{name} is a whole number, not {value!r}")
    if value == -1 and all_cores:
        from .it_newsner_md.component import usable_cores

        return usable_cores()
    if value < 1:
        also = ", or -1 for one a core" if all_cores else ""
        raise InputError(f"{name} is 1 or more{also}, not {value}")
    return value


def _with_progress(articles: Iterator[Article], total: int | None) -> Iterator[Article]:
    from tqdm import tqdm

    return iter(tqdm(articles, total=total, unit=" articles"))


__all__ = ["BUNDLED", "KEY", "extract", "extract_item", "extract_many", "load"]
