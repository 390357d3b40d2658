"""Texts of our own to learn from: examples of the lexicon, written articles, written passages.

All are fiction in our words, annotated here. Models learn ways of saying from them; no record,
decision, threshold or figure is of them, since who writes the rules wrote them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsner.checking import read_marks, without_marks
from newsner.knowledge.relations import lexicon

ARTICLES, PASSAGES = (Path(__file__).parent / name for name in ("articles", "passages"))
ATTRIBUTED = frozenset(("attributes.txt",))  # passages with date, place and source
STATUSES = frozenset(("negated", "future", "uncertain"))
FLAGS = STATUSES | {"optional", "date"}
ANAPHORS = frozenset(("null", "nom", "poss", "clitic", "pron"))
NOBODY = "-"  # subject of what nobody named has done


def lexicon_examples() -> list[dict[str, Any]]:
    """Give the examples of the bundled frames, as marked sentences."""
    found = []
    for frame in lexicon().all_frames:
        for example in frame.examples:
            marks = read_marks(example)
            if marks.subject and marks.object:
                found.append(
                    {
                        "text": marks.text,
                        "type": frame.relation.type,
                        "subject": marks.subject,
                        "object": marks.object,
                        "status": "asserted",
                    }
                )
    return found


_MARK = re.compile(r"<(/?)([sotwpq])>")


def own_passages(folder: Path = PASSAGES) -> list[dict[str, Any]]:
    """Give the written passages: ``TYPE | text`` a line, ``! TYPE | text`` what only seems so.

    In the text ``<s>``, ``<o>`` and ``<t>`` mark subject, object and trigger; without ``<s>``
    nobody is named who does it. A status other than asserted follows the type. In files of
    `ATTRIBUTED` date, place and source are marked where there are any: ``<w>``, ``<p>``, ``<q>``.

    Raises
    ------
    ValueError
        A line is none; it is named with its file and number.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    attributed = path.name in ATTRIBUTED
                    found.append(_passage(line) | {"attributed": attributed})
                except (LookupError, ValueError) as error:
                    raise ValueError(f"{path}:{number}: no passage: {line} ({error})") from error
    return found


def _passage(line: str) -> dict[str, Any]:
    head, _, marked = line.partition("|")
    seems = head.strip().startswith("!")
    name, status = (*head.replace("!", " ").split(), "asserted")[:2]
    if name not in lexicon().types:
        raise ValueError("its type is unknown")
    if status not in STATUSES | {"asserted"}:
        raise ValueError("its status is unknown")
    text, spans = without_marks(marked.strip(), _MARK)
    return {
        "text": text,
        "type": None if seems else name,
        "not": name if seems else None,
        "subject": spans.get("s"),
        "object": spans["o"],
        "trigger": spans["t"],
        "when": spans.get("w"),
        "where": spans.get("p"),
        "source": spans.get("q"),
        "status": status,
    }


def own_articles(folder: Path = ARTICLES) -> list[dict[str, Any]]:
    """Give the written articles: files of ``# id``, a sentence a line, and lines of three kinds.

    ``= Name | other name`` and ``@ TYPE | subject | object | number of the sentence | flags``: a
    status other than asserted, ``optional``, ``date`` where the object is one. A subject ``-`` is a
    doer whom nobody names. ``& kind | number of the sentence | words | referent ; referent``: an
    anaphor, its words as written; an article without such lines is not annotated with anaphora.

    Raises
    ------
    ValueError
        A line is none of these; it is named with its file and number.
    """
    return [a for path in sorted(folder.glob("*.txt")) for a in read_articles(path)]


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Give the written articles of a file, as `own_articles` does."""
    article: dict[str, Any] = {}
    also: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, rest = line[:1], [part.strip() for part in line[1:].split("|")]
        if kind == "#":
            if article:
                yield article
            also = {}
            lists = ("sentences", "relations", "agentless", "anaphora")
            article = {"id": rest[0], **{name: [] for name in lists}}
        elif kind == "=":
            also |= {name: [other for other in rest if other != name] for name in rest}
        elif kind == "@":
            try:
                told = article["agentless" if rest[1] == NOBODY else "relations"]
                told.append(_relation(rest, also, len(article["sentences"])))
            except (LookupError, ValueError) as error:
                raise ValueError(f"{path}:{number}: no relation: {line} ({error})") from error
        elif kind == "&":
            try:
                article["anaphora"].append(_anaphor(rest, article["sentences"]))
            except (LookupError, ValueError) as error:
                raise ValueError(f"{path}:{number}: no anaphor: {line} ({error})") from error
        elif line.strip():
            article["sentences"].append(line.strip())
    if article:
        yield article


def _anaphor(parts: list[str], sentences: list[str]) -> dict[str, Any]:
    kind, place, words, meant = parts
    referents = [name.strip() for name in meant.split(";")]
    if kind not in ANAPHORS or not all(referents):
        raise ValueError("its kind or a referent is unknown")
    if not words or int(place) < 0 or words not in sentences[int(place)]:
        raise ValueError("its sentence has no such words")
    return {
        "sent": int(place),
        "text": words,
        "kind": kind,
        "referent": referents[0] if len(referents) == 1 else referents,
        "referents": referents,
    }


def _relation(parts: list[str], also: dict[str, list[str]], sentences: int) -> dict[str, Any]:
    name, subject, object_, place, *flags = parts
    if (
        name not in lexicon().types
        or not 0 <= int(place) < sentences
        or not FLAGS.issuperset(flags)
    ):
        raise ValueError("its type, its sentence or a flag is unknown")
    dated = {"type": "DATE"} if "date" in flags else {}
    return {
        "type": name,
        "subject": {"name": subject, "also": also.get(subject, [])},
        "object": {"name": object_, "also": also.get(object_, []), **dated},
        "sent": int(place),
        "status": next((flag for flag in flags if flag in STATUSES), "asserted"),
        "optional": "optional" in flags,
    }
