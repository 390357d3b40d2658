"""How well names and sentences are found in styles the treebanks lack.

    python tests/it_newsner_md/test_robustness.py

prints the scores as a table.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

STYLES = tomllib.loads(Path(__file__).with_name("robustness.toml").read_text(encoding="utf-8"))
MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]|¶")


def read(marked: str) -> tuple[str, set[tuple[int, int, str]], set[int]]:
    """Text, names as character spans, characters where sentences start."""
    text, names, starts, at = "", set(), set(), 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        if mark[1]:
            names.add((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
        else:
            starts.add(len(text))
        at = mark.end()
    return text + marked[at:], names, starts


def f_score(found: list[set[Any]], gold: list[set[Any]]) -> float:
    right = sum(len(f & g) for f, g in zip(found, gold, strict=True))
    return 200 * right / max(1, sum(map(len, found)) + sum(map(len, gold)))


def scores(parser: Language, texts: list[str]) -> dict[str, float]:
    """F1 of names (by characters and kind) and of sentence starts, in percent."""
    plain, names, starts = zip(*map(read, texts), strict=True)
    docs = list(parser.pipe(plain))
    found = [{(e.start_char, e.end_char, e.label_) for e in d.ents} for d in docs]
    sents = [{s.start_char for s in d.sents} for d in docs]
    return {
        "names_f": round(f_score(found, list(names)) if any(names) else 100, 1),
        "starts_f": round(f_score(sents, list(starts)), 1),
    }


@pytest.mark.parametrize("style", STYLES["style"], ids=lambda s: s["name"])
def test_style(parser: Language, style: dict[str, Any]) -> None:
    for key, score in scores(parser, style["texts"]).items():
        assert score >= style[key], key


def main() -> None:
    from newsner.it_newsner_md import load

    parser = load()
    print("| style | texts | names, F1 | sentence starts, F1 |\n| --- | --- | --- | --- |")
    for style in STYLES["style"]:
        score = scores(parser, style["texts"])
        print(
            f"| {style['name']} | {len(style['texts'])} | {score['names_f']} | {score['starts_f']} |"
        )


if __name__ == "__main__":
    main()
