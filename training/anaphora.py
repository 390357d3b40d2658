"""Training items of the coreference ranker, from annotated articles.

An item is a candidate anaphor with its candidates, as the stage sees them, and which of them the
annotation says. What is not annotated is not surely a negative: it counts less. Every article is
read twice, as the stage does: the second time with what networks that have not seen it have found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from newsner.coreference.anaphors import Anaphor
from newsner.coreference.candidates import Question
from newsner.coreference.evidence import Facts
from newsner.coreference.ranker import LIKENESS, Ranker, Weights, likeness
from newsner.coreference.resolver import Reading, as_rows, given, settle
from newsner.coreference.text import Text
from newsner.evaluate.relations import alike
from newsner.layers import EntityRow, MentionRow, read_vectors

KINDS = {
    "null": ("null",),
    "nom": ("nominal", "pronoun"),
    "poss": ("pronoun",),
    "clitic": ("pronoun",),
    "pron": ("pronoun", "nominal"),
}
ALL = ("null", "nominal", "pronoun")
CLITICS = ("object", "dative", "genitive")
THINNED = 4  # of the nouns that nothing speaks for, one in so many is kept
UNMARKED = 0.3  # weight of what nobody has annotated
NULL = 0.15  # the same of null subjects, which annotators pass over more often


@dataclass
class Item:
    """One candidate anaphor; the last row of ``pairs`` is "none of them"."""

    article: int
    again: bool  # of the second reading
    sort: str
    own: NDArray[np.bool_]
    pairs: NDArray[np.float16]
    tokens: NDArray[np.int64]  # [candidates + 1, 3]: the anaphor's, last and first mention's
    right: NDArray[np.bool_]
    weight: float
    marked: bool  # annotated
    called: bool  # a word of the article points from the noun to a candidate


@dataclass
class Mark:
    """An annotated expression: characters of the text, kind, whom it means."""

    start: int
    end: int
    kind: str
    names: Sequence[str]


def marks(article: Mapping[str, Any]) -> Iterator[Mark]:
    """Give what is annotated: anaphora, and the words that stand for a relation's arguments."""
    sentences = article["sentences"]
    bases = np.cumsum([0, *(len(s) + 1 for s in sentences)]).tolist()
    used: dict[tuple[int, str], int] = {}
    for a in article.get("anaphora", ()):
        at = a.get("start")
        if at is None:
            at = _find(sentences[a["sent"]], a["text"], used, a["sent"])
        refs = a.get("referents") or a["referent"]
        start = bases[a["sent"]] + at
        names = [refs] if isinstance(refs, str) else refs
        yield Mark(start, start + len(a["text"]), a["kind"], names)
    for r in article["relations"]:
        for side in (r["subject"], r["object"]):
            words = (side or {}).get("as", "-")
            if words == "-" or words[:1].isupper():
                continue
            null = words.startswith("0:")
            text = words.removeprefix("0:").strip()
            at = _find(sentences[r["sent"]], text, {}, 0) if text else -1
            if at >= 0:
                start = bases[r["sent"]] + at
                yield Mark(start, start + len(text), "null" if null else "nom", [side["name"]])


def _find(sentence: str, text: str, used: dict[tuple[int, str], int], number: int) -> int:
    hay, pattern = (s.replace("’", "'").lower() for s in (sentence, text))
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(pattern)}(?!\w)", hay)]
    found = found or [hay.find(pattern)]
    key = (number, pattern)
    at = found[min(used.get(key, 0), len(found) - 1)]
    used[key] = used.get(key, 0) + 1
    return at


def items_of(
    number: int, article: Mapping[str, Any], doc: Doc, offset: int, first: Weights | None = None
) -> Iterator[Item]:
    """Give the items of a Doc that has its entities; ``offset`` is added to its token numbers.

    With networks for the ``first`` reading they are those of the second as well.
    """
    entities, mentions = EntityRow.read(doc), given(doc)
    if not entities or not mentions:
        return
    names: dict[int, set[str]] = {k: {e.name} for k, e in enumerate(entities)}
    for m in mentions:
        names[m.entity].add(doc[m.start : m.end].text)
    x, vectors = Text(doc, entities, mentions), read_vectors(doc)
    reading, marked = Reading(x, None), list(marks(article))
    told: list[MentionRow] = []
    for again in (False, True) if first is not None else (False,):
        facts = reading.ask(told)
        meant = _align([q.anaphor for q in facts.questions], marked, doc)
        if vectors is not None:
            facts.pairs[:, LIKENESS] = likeness(x, facts, vectors)
        for k, q in enumerate(facts.questions):
            called = q.context.is_called
            spread = number * 7 + q.anaphor.start
            if k not in meant and ((again and spread % 2) or (not called and spread % THINNED)):
                continue
            yield _item(number, again, facts, k, meant.get(k), names, called, offset)
        if first is not None and not again:
            links = settle(x, facts, Ranker(vectors, first).answer(x, facts))
            told = [row for link in links for row in as_rows(link)]


def _item(
    number: int,
    again: bool,
    facts: Facts,
    k: int,
    wanted: Sequence[str] | None,
    names: Mapping[int, set[str]],
    called: bool,
    offset: int,
) -> Item:
    q = facts.questions[k]
    here = slice(facts.starts[k], facts.starts[k] + facts.sizes[k])
    tokens = facts.tokens[here].copy()
    tokens[tokens >= 0] += offset
    anaphor = np.full((len(tokens), 1), q.anaphor.token + offset)
    right, weight = _answer(q, wanted, names)
    return Item(
        number,
        again,
        q.anaphor.sort,
        facts.own[k].astype(np.bool_),
        facts.pairs[here].astype(np.float16),
        np.hstack([anaphor, tokens]),
        right,
        weight,
        wanted is not None,
        called,
    )


def _align(
    anaphors: Sequence[Anaphor], marked: Sequence[Mark], doc: Doc
) -> dict[int, Sequence[str]]:
    found: dict[int, Sequence[str]] = {}
    for mark in marked:
        hits = []
        for k, a in enumerate(anaphors):
            first, last = (doc[a.start], doc[a.end - 1]) if a.kind == "null" else [doc[a.token]] * 2
            inside = first.idx < mark.end and mark.start < last.idx + len(last)
            if not inside or a.kind not in KINDS.get(mark.kind, ALL):
                continue
            if mark.kind in ("poss", "possessive") and a.sort != "possessive":
                continue
            if mark.kind == "clitic" and a.sort not in CLITICS:
                continue
            hits.append(k)
        tops = [k for k in hits if not _below(anaphors[k], doc, mark)] or hits
        for k in tops[:1]:
            found.setdefault(k, mark.names)
    return found


def _below(a: Anaphor, doc: Doc, mark: Mark) -> bool:
    """Whether it hangs on another word of the annotated expression."""
    head = doc[a.token].head
    return head.i != a.token and mark.start <= head.idx < mark.end


def _answer(
    q: Question, wanted: Sequence[str] | None, names: Mapping[int, set[str]]
) -> tuple[NDArray[np.bool_], float]:
    """Say which candidates are right (the last entry: none is), and how much the item counts."""
    right = np.zeros(len(q.candidates) + 1, np.bool_)
    if wanted is None:
        right[-1] = True
        return right, NULL if q.anaphor.kind == "null" else UNMARKED
    for k, members in enumerate(q.candidates):
        meant = [[w for w in wanted if alike(w, names[e])] for e in members]
        covered = {w for found in meant for w in found}
        right[k] = len(covered) == len(set(wanted)) and all(meant)
    if right.any():
        return right, 1.0
    right[-1] = True
    known = all(any(alike(w, n) for n in names.values()) for w in wanted)
    return right, 0.0 if known else 0.5
