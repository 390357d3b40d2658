"""Training items of the coreference ranker, from annotated articles.

An item is a candidate anaphor with its candidates, as the stage sees them, and which of them the
annotation says. What is not annotated is not surely a negative: it counts less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from newsner.coreference.anaphors import Anaphor
from newsner.coreference.ranker import LIKENESS, Question, Questions, Ranker, likeness, rows
from newsner.coreference.resolver import GIVEN, read, settle
from newsner.layers import GAZETTEER, EntityRow, MentionRow, read_vectors

KINDS = {
    "null": ("null",),
    "nom": ("nominal", "pronoun"),
    "poss": ("pronoun",),
    "clitic": ("pronoun",),
    "pron": ("pronoun", "nominal"),
}
ALL = ("null", "nominal", "pronoun")
CLITICS = ("object", "dative", "genitive", "place")
THINNED = 4  # of the nouns that nothing speaks for, one in so many is kept
UNMARKED = 0.3  # weight of what nobody has annotated
STOP = frozenset(
    [
        "il",
        "lo",
        "la",
        "i",
        "gli",
        "le",
        "l",
        "un",
        "uno",
        "una",
        "di",
        "del",
        "dello",
        "della",
        "dei",
        "degli",
        "delle",
        "d",
        "e",
    ]
)
Floats = NDArray[np.float32]


@dataclass
class Item:
    """One candidate anaphor; the last row of ``pairs`` is "none of them"."""

    article: int
    anaphor: Anaphor
    own: Floats
    pairs: Floats
    tokens: NDArray[np.int64]  # [candidates + 1, 3]: the anaphor's, last and first mention's
    right: NDArray[np.bool_]
    weight: float
    marked: bool  # annotated
    called: bool  # a word of the article points from the noun to a candidate
    rule: str


def _words(name: str) -> frozenset[str]:
    plain = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    found = re.findall(r"\w+", plain)
    return frozenset(w for w in found if w not in STOP) or frozenset(found)


def agree(gold: str, names: Iterable[str]) -> bool:
    """Whether a name is one of those, or its words are among the words of one, or the reverse."""
    wanted = _words(gold)
    return any(wanted == w or (w and (wanted <= w or w <= wanted)) for w in map(_words, names))


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
    number: int, article: Mapping[str, Any], doc: Doc, offset: int, *, again: bool = False
) -> Iterator[Item]:
    """Give the items of a Doc that has its entities; ``offset`` is added to its token numbers.

    With ``again`` they are those of the second reading, by the ranker as it is packaged.
    """
    entities = EntityRow.read(doc)
    names: dict[int, set[str]] = {k: {e.name} for k, e in enumerate(entities)}
    for m in MentionRow.read(doc):
        if m.kind in ("name", "demonym", "metonym"):
            names[m.entity].add(doc[m.start : m.end].text)
    mentions = [m for m in MentionRow.read(doc) if m.kind in GIVEN or m.rule == GAZETTEER]
    vectors = read_vectors(doc)
    if not entities or not mentions:
        return
    d, memory = read(doc, entities, mentions)
    first = settle(d, Ranker(d, vectors), Questions(d, memory).ask(d.found)) if again else d.found
    asked = Questions(d, memory).ask(first)
    if not asked:
        return
    meant = _align(asked, list(marks(article)), doc)
    facts = rows(asked)
    pairs, own, tokens = facts.pairs, facts.own, facts.tokens
    if vectors is not None:
        pairs[:, LIKENESS] = likeness(d, asked, vectors)
    tokens[tokens >= 0] += offset
    at = 0
    for k, q in enumerate(asked):
        here = slice(at, at + len(q.candidates) + 1)
        at = here.stop
        if not q.called and k not in meant and (number * 7 + q.anaphor.start) % THINNED:
            continue
        right, weight = _answer(q, meant.get(k), names)
        anaphor = np.full((len(right), 1), q.anaphor.token.i + offset)
        yield Item(
            number,
            q.anaphor,
            own[k],
            pairs[here],
            np.hstack([anaphor, tokens[here]]),
            right,
            weight,
            k in meant,
            q.called,
            q.rule,
        )


def _align(asked: Sequence[Question], marked: Sequence[Mark], doc: Doc) -> dict[int, Sequence[str]]:
    found: dict[int, Sequence[str]] = {}
    for mark in marked:
        hits = []
        for k, question in enumerate(asked):
            a = question.anaphor
            first, last = (
                (doc[a.start], doc[a.end - 1]) if a.kind == "null" else [doc[a.token.i]] * 2
            )
            inside = first.idx < mark.end and mark.start < last.idx + len(last)
            if not inside or a.kind not in KINDS.get(mark.kind, ALL):
                continue
            if mark.kind in ("poss", "possessive") and a.sort != "possessive":
                continue
            if mark.kind == "clitic" and a.sort not in CLITICS:
                continue
            hits.append(k)
        tops = [k for k in hits if not _below(asked[k].anaphor, doc, mark)] or hits
        for k in tops[:1]:
            found.setdefault(k, mark.names)
    return found


def _below(a: Anaphor, doc: Doc, mark: Mark) -> bool:
    """Whether it hangs on another word of the annotated expression."""
    head = a.token.head
    return head != a.token and mark.start <= head.idx < mark.end and head.i != a.token.i


def _answer(
    q: Question, wanted: Sequence[str] | None, names: Mapping[int, set[str]]
) -> tuple[NDArray[np.bool_], float]:
    """Say which candidates are right (the last entry: none is), and how much the item counts."""
    right = np.zeros(len(q.candidates) + 1, np.bool_)
    if wanted is None:
        right[-1] = True
        resolved = 0.0 if q.anaphor.kind == "null" else UNMARKED / 2  # it may well be right
        return right, resolved if q.rule else UNMARKED
    for k, candidate in enumerate(q.candidates):
        meant = [[w for w in wanted if agree(w, names[e])] for e in candidate.entities]
        covered = {w for found in meant for w in found}
        right[k] = len(covered) == len(set(wanted)) and all(meant)
    if right.any():
        return right, 1.0
    right[-1] = True
    known = all(any(agree(w, n) for n in names.values()) for w in wanted)
    return right, 0.0 if known else 0.5
