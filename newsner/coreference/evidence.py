"""The facts that hold of anaphors and their candidates, as matrices of all a text's questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..deadline import check
from ..knowledge.anaphora import anaphora
from .candidates import Candidates, Question, Rows
from .context import Context
from .facts import (
    AWAY,
    COUNT,
    FAR,
    LAST,
    OF,
    OWN,
    PAIR,
    RECENT,
    RECENT_OF_TYPE,
    ROLE_AT,
    TYPE,
    WAS,
)
from .text import Text
from .told import Told

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
COLUMNS = len(PAIR) + 3  # after the facts two for `likeness` and one for "none"
CODES = {"": 0, "Masc": 1, "Fem": 2, "Sing": 1, "Plur": 2}


@dataclass(slots=True)
class Facts:
    """The facts of a text's questions as matrices: a row per candidate, and one for "none".

    pairs
        [rows, COLUMNS]: after the facts the columns of likeness and one for "none"
    own
        [questions, OWN]
    tokens
        [rows, 2]: of the last and the first mention, -1 for none
    sizes, starts
        rows of each question, and the first of them
    """

    questions: list[Question]
    pairs: Floats
    own: Floats
    tokens: Ints
    sizes: Ints
    starts: Ints


def ask(x: Text, told: Told, contexts: Sequence[Context]) -> Facts:
    """Give the questions that a text asks, in order, with all facts."""
    told.stand()
    candidates = Candidates(x, told)
    rows, sizes = candidates.rows, list[int]()
    asked: list[Question] = []
    for context in contexts:
        check()
        before = len(rows.last)
        found = candidates.find(context, len(asked))
        if found:
            rows.add(len(asked), -1, -1)  # none of them
            sizes.append(len(rows.last) - before)
            asked.append(Question(context, found))
    return _tabulate(x, told, asked, rows, np.array(sizes, np.int64))


def _tabulate(x: Text, told: Told, asked: list[Question], rows: Rows, sizes: Ints) -> Facts:
    count = len(rows.last)
    pairs = np.zeros((count, COLUMNS), np.float32)
    own = np.zeros((len(asked), len(OWN)), np.float32)
    for k, q in enumerate(asked):
        own[k, q.context.own] = 1
    tokens = np.full((count, 2), -1)
    starts = np.cumsum(sizes) - sizes
    facts = Facts(asked, pairs, own, tokens, sizes, starts)
    if not count:
        return facts
    entity, last = np.array(rows.entity), np.array(rows.last)
    anaphor = np.array(rows.anaphor)
    ends = starts + sizes - 1
    pairs[ends, -1] = 1
    on = np.array(rows.on, np.int64).reshape(-1, 2)
    pairs[on[:, 0], on[:, 1]] = 1
    named = np.flatnonzero(entity >= 0)
    _of_entities(x, pairs, named, entity[named], last[named])
    _of_agreement(x, facts, rows, named)
    ranked = np.flatnonzero(last >= 0)
    _of_mentions(x, told, facts, ranked, last[ranked], anaphor[ranked])
    return facts


def _of_entities(x: Text, pairs: Floats, rows: Ints, entity: Ints, last: Ints) -> None:
    """Set what holds of an entity in the whole text."""
    types = np.array([TYPE[row.type] for row in x.entities])
    pairs[rows, types[entity]] = 1
    with_role = np.array([OF["has a role" if p.roles else "has none"] for p in x.profiles])
    pairs[rows, with_role[entity]] = 1
    officials = anaphora().officials.nouns
    official = np.array([not officials.isdisjoint(p.roles) for p in x.profiles])
    pairs[rows, OF["official"]] = official[entity]
    total = np.array([x.count[e] for e in range(len(x.entities))])
    pairs[rows, OF["most named"]] = (total == x.most)[entity]
    pairs[rows, OF["half as named as the most"]] = (2 * total >= x.most)[entity]
    pairs[rows, OF["still to come"]] = last < 0


def _of_agreement(x: Text, facts: Facts, every: Rows, rows: Ints) -> None:
    """Set the columns of number, gender and rank."""
    pairs, asked = facts.pairs, [q.context for q in facts.questions]
    anaphor, entity = np.array(every.anaphor)[rows], np.array(every.entity)[rows]
    members = np.array(every.members)[rows]
    several = members > 1
    counted = np.array([c.counted for c in asked])[anaphor]
    noun = np.array([c.noun is not None for c in asked])[anaphor]
    epicene = [c.noun is not None and c.noun.epicene for c in asked]
    genders = (c.anaphor.gender for c in asked)
    wanted = np.array([0 if e else CODES[g] for g, e in zip(genders, epicene, strict=True)])
    shown, held = wanted[anaphor], np.array([CODES[p.gender] for p in x.profiles])[entity]
    person = np.array([p.type == "PERSON" for p in x.profiles])[entity]
    gendered = ~several & (shown > 0) & (held > 0) & (~noun | person)
    number = np.array([CODES[c.anaphor.number] for c in asked])[anaphor]
    told = np.array([CODES[p.number] for p in x.profiles])[entity]
    told = np.where(several, CODES["Plur"], told)
    numbered = (number > 0) & (told > 0)
    for name, holds in (
        ("several", several),
        ("of two", members == 2),
        ("as many as counted", (counted > 0) & (members == counted)),
        ("not as many", (counted > 0) & (members != counted)),
        ("same gender", gendered & (shown == held)),
        ("other gender", gendered & (shown != held)),
        ("same number", numbered & (number == told)),
        ("other number", numbered & (number != told)),
    ):
        pairs[rows, OF[name]] = holds
    for ranks, columns in ((every.rank, RECENT), (every.type_rank, RECENT_OF_TYPE)):
        rank = np.array(ranks)
        ranked = np.flatnonzero(rank >= 0)
        pairs[ranked, columns[np.minimum(rank[ranked], len(columns) - 1)]] = 1


def _of_mentions(x: Text, told: Told, facts: Facts, r: Ints, m: Ints, anaphor: Ints) -> None:
    """Set what holds by the last mention ``m`` of a candidate in row ``r``."""
    pairs, tokens, asked = facts.pairs, facts.tokens, facts.questions
    begins = np.array([row.start for row in told.rows])
    roots = np.array([row.root for row in told.rows])
    first = np.array(told.first)
    tokens[r, 0], tokens[r, 1] = roots[m], roots[first[m]]
    start = np.array([q.anaphor.start for q in asked])[anaphor]
    period, quoted = np.array(x.tree.period), np.array(x.quoted)
    here, then = period[start], period[begins[m]]
    pairs[r, AWAY[np.clip(here - then, 0, len(AWAY) - 1)]] = 1
    pairs[r, FAR[np.clip(start - begins[m], 0, len(FAR) - 1)]] = 1
    counts, subjects = np.array(told.count)[m], np.array(told.subject)[m]
    pairs[r, COUNT[np.clip(counts, 0, len(COUNT) - 1)]] = 1
    roles = np.array(told.role)[m]
    pairs[r, WAS[roles]] = 1
    pairs[r, LAST[np.array(told.kind)[m]]] = 1
    subject_in, main_in, spoke_in = (
        np.array(column)[m] for column in (told.subject_in, told.main_in, told.spoke_in)
    )
    begun = period[begins[first[m]]]
    own_quotation = np.array([q.context.quotation for q in asked])[anaphor]
    voice = quoted[begins[m]]
    like = np.array([ROLE_AT.get(_like(x, q), -1) for q in asked])[anaphor]
    for name, holds in (
        ("mostly subject", 2 * subjects >= counts),
        ("subject here", subject_in == here),
        ("subject before", subject_in == here - 1),
        ("main subject here", main_in == here),
        ("main subject before", main_in == here - 1),
        ("spoke", spoke_in >= here - 1),
        ("named first", begun <= 1),
        ("in the headline", begun == 0),
        ("from a quotation", (voice != -1) & (voice != own_quotation)),
        ("in a like role", roles == like),
    ):
        pairs[r, OF[name]] = holds


def _like(x: Text, q: Question) -> str:
    """Role in which the antecedent would stand as the anaphor does."""
    a = q.anaphor
    if a.kind == "null":
        return "nsubj"
    return x.tree.dep[a.token] if a.kind == "pronoun" else ""
