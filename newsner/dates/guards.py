"""False friends: what reads like a date and is a name, a street, an article of law, a quantity."""

from __future__ import annotations

import re

from .nodes import Fixed, InYear, Node, Plain, Weekday
from .source import Source

# A number that goes on: "3.500", "24/7", "12:30:15", "25%", "Covid-19".
_GOES_ON = re.compile(r"[.,:/\-–]\d|\s?[%€$£‰]|[°º'’](?!\w)|[^\W\d_]|-[^\W\d_]")
_COMES_FROM = re.compile(r"(?:\d[.,:/\-–]|[^\W\d_][\-/]?|[€$£#]\s?|[+])$")


def false_friend(source: Source, node: Node, start: int, end: int) -> bool:
    """Whether the atoms from ``start`` to ``end`` only look like the expression ``node``."""
    return (
        _part_of_number(source, start, end)
        or _numbered(source, start)
        or _street(source, start)
        or _name(source, node, start, end)
        or _quantity(source, node, end)
        or _title(source, start, end)
        or _no_adverb(source, node, start, end)
        or _early(source, start)
        or _in_phrase(source, start, end)
    )


def _part_of_number(source: Source, start: int, end: int) -> bool:
    first, last = source.norms[start], source.norms[end - 1]
    begins, ends = source.starts[start], source.ends[end - 1]
    if first[0].isdigit() and _COMES_FROM.search(source.text[max(0, begins - 2) : begins]):
        return True
    return last[-1].isdigit() and bool(_GOES_ON.match(source.text[ends : ends + 3]))


def _numbered(source: Source, start: int) -> bool:
    return source.norms[start][0].isdigit() and bool(source.preceded("numbering", start))


def _street(source: Source, start: int) -> bool:
    named = source.norms[start][0].isdigit() or source.capitalised(start)
    return named and bool(source.preceded("streets", start))


def _name(source: Source, node: Node, start: int, end: int) -> bool:
    if not source.capitalised(start):
        return False
    if source.preceded("names_before", start):
        return True
    if end - start > 1:
        return False
    if source.preceded("never_holiday_after", start):
        return True
    person = source.in_person(start)
    if source.lexicon.holidays.match(source.norms, start):
        introduced = source.raw(start - 1).isalpha() and not source.capitalised(start - 1)
        preposed = source.preceded("before_holiday", start)
        surname = source.capitalised(start - 1) and not source.opens_sentence(start - 1)
        first_name = source.capitalised(end) and not preposed and source.raw(end)[:1].isalpha()
        return surname or first_name or (person and not introduced)
    if isinstance(node, Fixed):  # "Novecento"
        return False
    if not source.opens_sentence(start):
        return not source.raw(start).isupper() and not _written_large(source, node, start)
    if source.raw(end) == "In" and isinstance(node, Weekday):  # "Domenica In"
        return True
    return isinstance(node, Weekday | InYear) and person and source.capitalised(end)


def _written_large(source: Source, node: Node, at: int) -> bool:
    """Whether a capitalised month or weekday is one, by what stands before: "a Gennaio"."""
    if source.capitalised(at + 1) or source.norms[at] in source.surnames:
        return False
    month = isinstance(node, InYear) and node.what.unit == "month"
    person, tree, token = source.in_person(at), source.tree, source.token(at)
    if month and source.preceded("before_month", at):
        return not (person and source.preceded("before_person", at))
    if person or not (month or isinstance(node, Weekday)):
        return False
    if month:
        return tree.lemma[tree.head[token]] in source.lexicon.lists["dated"].by_first
    if source.preceded("articles", at):
        return False
    return tree.dep[token] not in _NAMES and not source.preceded("by_name", at)


_NAMES = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "appos", "flat", "flat:name", "obl:agent")
)


def _title(source: Source, start: int, end: int) -> bool:
    """Whether the second word bears a capital that no date has: "il Sole 24 Ore"."""
    if source.lexicon.holidays.match(source.norms, start):
        return False
    units = source.lexicon.plural_units
    return any(
        source.capitalised(i) and units.match(source.norms, i) for i in range(start + 1, end)
    )


def _quantity(source: Source, node: Node, end: int) -> bool:
    year = isinstance(node, Fixed) and node.period.unit == "year"
    if not year or not source.norms[end - 1].isdecimal():
        return False
    return bool(source.listed("counted_after", end))


def _no_adverb(source: Source, node: Node, start: int, end: int) -> bool:
    """Whether "ora" is the noun: "un'ora dopo", "l'ora della verità", "alla stessa ora"."""
    if not isinstance(node, Plain) or node.timex != "PRESENT_REF" or end - start > 1:
        return False
    if not source.lexicon.singular_units.match(source.norms, start):
        return False
    elided = source.norms[start - 1].endswith("'")
    if elided and not source.preceded("elided_before_adverb", start):
        return True
    if source.lexicon.ordinals.ends_at(source.norms, start) or any(
        source.preceded(name, start) for name in ("next", "last", "this", "same", "one_of", "other")
    ):
        return True
    tree, token = source.tree, source.token(start)
    left = any(k < token for k in tree.having(token, "det", "det:poss", "amod", "nummod"))
    return tree.pos[token] == "NOUN" and left


def _in_phrase(source: Source, start: int, end: int) -> bool:
    """Whether a phrase that is no time begins in the expression: "questo venerdì nero"."""
    return any(source.listed("phrases", at) > end for at in range(start + 1, end))


def _early(source: Source, start: int) -> bool:
    """Whether "presto" is early and not soon: only a verb in the future makes it soon."""
    if not source.listed("soon", start):
        return False
    tree, token = source.tree, source.token(start)
    v = tree.finite(tree.clause(token))
    return v < 0 or tree.feature(v, "Tense") != "Fut"
