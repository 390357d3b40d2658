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
    norm = source.norms[start]
    if not norm[0].isdigit():
        return False
    return bool(source.lexicon.guards["numbering"].ends_at(source.norms, start))


def _street(source: Source, start: int) -> bool:
    named = source.norms[start][0].isdigit() or source.capitalised(start)
    return named and bool(source.lexicon.guards["streets"].ends_at(source.norms, start))


def _name(source: Source, node: Node, start: int, end: int) -> bool:
    guards = source.lexicon.guards
    before = source.norms[start - 1] if start else ""
    if not source.capitalised(start):
        return False
    if before and guards["names_before"].ends_at(source.norms, start):
        return True
    if end - start > 1:
        return False
    holiday = bool(source.lexicon.holidays.match(source.norms, start))
    if guards["never_holiday_after"].ends_at(source.norms, start):
        return True
    person = _in_person(source, start)
    if holiday:
        introduced = bool(before) and before.isalpha() and not source.capitalised(start - 1)
        preposed = source.preceded("before_holiday", start)
        surname = (
            start > 0 and source.capitalised(start - 1) and not source.opens_sentence(start - 1)
        )
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
    token = source.token(at)
    if token is None or source.capitalised(at + 1) or source.norms[at] in source.surnames:
        return False
    month = isinstance(node, InYear) and node.what.unit == "month"
    person = token.ent_type_ == "PER"
    if month and source.preceded("before_month", at):
        return not (person and source.preceded("before_person", at))
    if person or not (month or isinstance(node, Weekday)):
        return False
    if month:
        return token.head.lemma_ in source.lexicon.lists["dated"].first_words
    if source.preceded("articles", at):
        return False
    return token.dep_ not in _NAMES and not source.preceded("by_name", at)


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


def _in_person(source: Source, at: int) -> bool:
    token = source.token(at)
    return token is not None and token.ent_type_ == "PER"


def _quantity(source: Source, node: Node, end: int) -> bool:
    year = isinstance(node, Fixed) and node.period.unit == "year"
    if not year or not source.norms[end - 1].isdecimal():
        return False
    return bool(source.lexicon.guards["counted_after"].match(source.norms, end))


_OF_NOUNS = frozenset(("det", "det:poss", "amod", "nummod"))


def _no_adverb(source: Source, node: Node, start: int, end: int) -> bool:
    """Whether "ora" is the noun: "un'ora dopo", "l'ora della verità", "alla stessa ora"."""
    if not isinstance(node, Plain) or node.timex != "PRESENT_REF" or end - start > 1:
        return False
    if not source.lexicon.singular_units.match(source.norms, start):
        return False
    elided = start > 0 and source.norms[start - 1].endswith("'")
    if elided and not source.lexicon.guards["elided_before_adverb"].ends_at(source.norms, start):
        return True
    if source.lexicon.ordinals.ends_at(source.norms, start) or any(
        source.preceded(name, start) for name in ("next", "last", "this", "same", "one_of", "other")
    ):
        return True
    token = source.token(start)
    return token is not None and (
        token.pos_ == "NOUN" and any(c.dep_ in _OF_NOUNS for c in token.lefts)
    )


def _in_phrase(source: Source, start: int, end: int) -> bool:
    """Whether a phrase that is no time begins in the expression: "questo venerdì nero"."""
    phrases = source.lexicon.guards["phrases"]
    found = (phrases.match(source.norms, at) for at in range(start + 1, end))
    return any(match is not None and match[1] > end for match in found)


def _early(source: Source, start: int) -> bool:
    """Whether "presto" is early and not soon: only a verb in the future makes it soon."""
    token = source.token(start)
    if not source.listed("soon", start) or token is None:
        return False
    verbs = [token.head, *token.head.children]
    return not any("Fut" in verb.morph.get("Tense", []) for verb in verbs)
