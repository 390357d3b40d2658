"""``newsner evaluate``: scores of pipelines, side by side."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from difflib import get_close_matches
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
    without: Collection[str] = (),
) -> Iterator[str]:
    """Give the scores of each pipeline on each corpus as lines to print.

    ``without`` names mending rules to leave out where relations and articles are scored.

    Raises
    ------
    InputError
        No corpus is given, or there is no such spelling or rule.
    """
    if not any(astuple(corpora)):
        raise InputError(f"give at least one of {', '.join(f'--{n}' for n in asdict(corpora))}")
    if spelling and spelling not in SPELLINGS:
        raise InputError(f"--spelling is one of {', '.join(sorted(SPELLINGS))}, not {spelling!r}")
    for model in models:
        for result in _results(spacy.load(model), corpora, spelling, without):
            yield from _show(model, result, by_kind, as_json)


def _results(
    nlp: Language, corpora: Corpora, spelling: str | None, without: Collection[str]
) -> Iterator[scores.Result]:
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
        leave_out(whole, without)
        for path in corpora.articles:
            yield articles(whole, path)
        for path in (*corpora.articles, *corpora.relations):
            yield relations(whole, path)
        for path in corpora.corrections:
            yield corrections(whole, path)


def leave_out(nlp: Language, rules: Collection[str]) -> None:
    """Have a pipeline mend parses without some of the rules.

    Raises
    ------
    InputError
        There is no such rule.
    """
    from newsner.mending import Mender
    from newsner.mending.table import RULES

    unknown = sorted(set(rules) - RULES.keys())
    if unknown:
        near = get_close_matches(unknown[0], RULES, cutoff=0.4)
        raise InputError(f"there is no rule {unknown[0]!r}: is it one of {', '.join(near)}?")
    for _, component in nlp.pipeline:
        mender = getattr(component, "parts", {}).get("mending")
        if isinstance(mender, Mender):
            mender.without = frozenset(rules)


def _show(model: str, result: scores.Result, by_kind: bool, as_json: bool) -> Iterator[str]:
    if as_json:
        yield json.dumps({"model": model} | asdict(result))
        return
    figures = "  ".join(f"{k} {v:.2f}" for k, v in result.figures.items())
    yield f"{model}  {result.corpus}  {figures}  {result.words_per_second:.0f} words/s"
    if by_kind:
        yield from (f"    {kind} {value:.2f}" for kind, value in sorted(result.by_kind.items()))
