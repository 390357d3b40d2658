"""Which side of the telling a bare date lies on: the tense of its clause decides.

From the date up the tree to the first verb that tells: a finite verb, a compound tense, a
participle, an infinitive that hangs on a verb of intention. UD labels only, so that any Italian
pipeline's parse will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from ..syntax import VERBAL_POS
from .periods import Side
from .source import Source

_MAX_STEPS = 12  # so that dates deep in a tree take no square of its depth


def side_of(source: Source, start: int, end: int) -> tuple[Side, bool]:
    """Side of the expression in the atoms ``start`` to ``end``, and whether the text tells it."""
    term = source.preceded("deadline", start)
    appointed = bool(source.preceded("appointing", start))
    for i in _upwards(source, start, end):
        side = _told(source, i, appointed)
        if side == "past" and term:
            return "near", True
        if side == "present" and source.preceded("since", start) and _lasts(source, i, start):
            return "since", True
        if side:
            return side, True
    return "future" if term else "past", False


def _upwards(source: Source, start: int, end: int) -> Iterator[int]:
    """Give the token through which the expression hangs in the tree, and those above it."""
    top = source.top(start, end)
    return chain((top,), islice(source.tree.above(top), _MAX_STEPS - 1))


def _lasts(source: Source, verb: int, start: int) -> bool:
    """Whether what the verb tells has lasted since the date."""
    words, lemma = source.lexicon.tense, source.tree.lemma[verb]
    return lemma in words.staying if source.token(start) < verb else lemma not in words.inchoative


def is_remote(source: Source, start: int, end: int) -> bool:
    """Whether the date is what came before or after something told in the remote past."""
    if not source.preceded("around", start):
        return False
    tree, verb = source.tree, source.clause(start, end)
    told = tree.feature(verb, "Mood"), tree.feature(verb, "Tense")
    return tree.finite(verb) == verb and told == ("Ind", "Past")


def is_nowadays(source: Source, start: int, end: int) -> bool:
    """Whether "oggi" is the times we live in: "oggi in pensione", "oggi vive a Roma"."""
    tree, i = source.tree, source.top(start, end)
    head = tree.head[i]
    if head <= i or tree.has(i, "case"):
        return False
    if tree.pos[head] in VERBAL_POS:
        return _is_present(source, head) and tree.lemma[head] in source.lexicon.tense.stative
    return not (tree.feature(head, "VerbForm") or tree.auxiliaries(head))


def is_present(source: Source, start: int, end: int) -> bool:
    """Whether the first finite verb above the expression is in the simple present."""
    above = _upwards(source, start, end)
    verb = next((i for i in above if source.tree.finite(i) >= 0), -1)
    return verb >= 0 and _is_present(source, verb)


def _is_present(source: Source, verb: int) -> bool:
    tree, v = source.tree, source.tree.finite(verb)
    return v >= 0 and (v == verb or tree.dep[v] == "cop") and tree.feature(v, "Tense") == "Pres"


def _told(source: Source, i: int, appointed: bool) -> Side | None:
    """Side that a word tells, None where it leaves that to the word above it."""
    tree, words = source.tree, source.lexicon.tense
    lemma, form, finite = tree.lemma[i], tree.feature(i, "VerbForm"), tree.finite(i)
    if appointed and lemma in words.scheduling:
        return "future"
    ahead = lemma in words.scheduling or lemma in words.pointing_ahead
    if finite >= 0:
        appoints = ahead and tree.feature(finite, "Tense") == "Pres" and _only_is(source, i)
        return "future" if appoints else _by_tense(source, i, finite)
    if not form and tree.pos[i] not in VERBAL_POS:
        announced = lemma in words.coming and tree.dep[i] == "root"
        return "future" if ahead or announced else None
    if form == "Part" and tree.dep[i] not in ("xcomp", "ccomp"):  # of "resterà chiusa" above it
        return ("future" if appointed else "near") if ahead else "past"
    intended = form == "Inf" and tree.head[i] != i and tree.lemma[tree.head[i]] in words.intending
    return "future" if intended else None


def _only_is(source: Source, i: int) -> bool:
    """Whether "è" alone goes with a word: "è fissato", but not "ha", "è stato fissato"."""
    tree = source.tree
    return [tree.lemma[a] in tree.words.nouns.being for a in tree.auxiliaries(i)] == [True]


def _by_tense(source: Source, i: int, finite: int) -> Side:
    tree = source.tree
    mood, tense = tree.feature(finite, "Mood"), tree.feature(finite, "Tense")
    if mood == "Cnd" and finite != i and tree.is_participle(i):
        return "reported"
    if tense == "Fut" or mood in ("Cnd", "Imp"):
        return "future"
    if tree.is_past(i):
        return "past"
    return "future" if tree.feature(i, "VerbForm") == "Inf" else "present"  # "deve partire"
