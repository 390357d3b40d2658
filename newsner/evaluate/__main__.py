"""``newsner evaluate``: scores of pipelines, side by side."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import spacy
from spacy.language import Language

from newsner.errors import NewsnerError

from . import scores
from .corpora import read_names, read_wikineural
from .spelling import SPELLINGS


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="newsner evaluate", description="Scores of pipelines, side by side."
    )
    parser.add_argument("models", nargs="*", default=["it_newsner_md"], help="names or paths")
    parser.add_argument(
        "--treebank", type=Path, action="append", default=[], help="CoNLL-U, for syntax"
    )
    parser.add_argument(
        "--names", type=Path, action="append", default=[], help="lines of word, BIO tag"
    )
    parser.add_argument(
        "--wikineural",
        type=Path,
        action="append",
        default=[],
        help="lines of number, word, BIO tag",
    )
    parser.add_argument(
        "--relations", type=Path, action="append", default=[], help="annotated articles, JSON lines"
    )
    parser.add_argument(
        "--articles",
        type=Path,
        action="append",
        default=[],
        help="the same with entities, dates and anaphora",
    )
    parser.add_argument(
        "--spelling", choices=sorted(SPELLINGS), help="the texts (not articles) spelt like this"
    )
    parser.add_argument("--by-kind", action="store_true", help="a row per label too")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    options = parser.parse_args(arguments)
    given = ("treebank", "names", "wikineural", "relations", "articles")
    if not any(getattr(options, name) for name in given):
        parser.error(f"give at least one of {', '.join(f'--{name}' for name in given)}")
    try:
        for model in options.models:
            for result in _results(spacy.load(model), options):
                _show(model, result, options)
    except (NewsnerError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _results(nlp: Language, options: argparse.Namespace) -> Iterator[scores.Result]:
    spelling = SPELLINGS.get(options.spelling)
    for path in options.treebank:
        yield scores.syntax(nlp, path, spelling)
    for path in options.names:
        yield scores.names(nlp, path, read_names(path), spelling)
    for path in options.wikineural:
        yield scores.names(nlp, path, read_wikineural(path), spelling)
    if options.relations or options.articles:
        import newsner

        from .articles import articles
        from .relations import relations

        whole = newsner.load(nlp)
        for path in options.articles:
            yield articles(whole, path)
        for path in [*options.articles, *options.relations]:
            yield relations(whole, path)


def _show(model: str, result: scores.Result, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"model": model} | asdict(result)), flush=True)
        return
    figures = "  ".join(f"{k} {v:.2f}" for k, v in result.figures.items())
    print(f"{model}  {result.corpus}  {figures}  {result.words_per_second:.0f} words/s", flush=True)
    if options.by_kind:
        for kind, value in sorted(result.by_kind.items()):
            print(f"    {kind} {value:.2f}")


if __name__ == "__main__":
    sys.exit(main())
