"""The lines of a page, and which of them are furniture by their words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..knowledge.furniture import furniture

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_TERMINAL = re.compile(r"""[.!?…:;][\s"”»’')\]]*$""")
_SEPARATOR = r"\s*[:|»>–—-]\s*"

PROSE_WORDS = 8  # with a full stop; a line of fewer is a headline, a caption or furniture
LONG_WORDS = 30  # prose even without a full stop


def key(text: str) -> str:
    """``text`` as furniture.toml compares it: lower case, digits as 0, the rest as spaces."""
    return " ".join(_WORD.findall(_NUMBER.sub("0", text.casefold()).replace("_", " ")))


def same(text: str) -> str:
    """``text`` as a headline is compared with its copies: in lower case, with single spaces."""
    return " ".join(text.casefold().split())


@dataclass(slots=True)
class Line:
    """A line that is not blank."""

    start: int
    end: int
    text: str
    key: str
    words: int
    block: int  # lines between two blank lines share a number
    length: int  # of the text without a signature: "(ANSA)", "© Riproduzione riservata"
    dropped: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence or more."""
        if self.words < PROSE_WORDS or self.words >= LONG_WORDS:
            return self.words >= LONG_WORDS
        return bool(_TERMINAL.search(self.text, max(0, self.length - 8), self.length))


def split(text: str) -> list[Line]:
    """All lines of ``text`` that are not blank."""
    lines: list[Line] = []
    block = at = 0
    for whole in text.split("\n"):
        stripped = whole.strip()
        if stripped:
            start = at + len(whole) - len(whole.lstrip())
            k = key(stripped)
            end, length = start + len(stripped), signature(stripped)
            lines.append(Line(start, end, stripped, k, len(k.split()), block, length))
        else:
            block += 1
        at += len(whole) + 1
    return lines


def is_furniture(line: Line) -> bool:
    """Whether no news article has this line."""
    known = furniture()
    if line.words == 1 and line.text.endswith((".", "!", "?")):
        return False  # a button is no sentence: "(Commenti)." in a record of parliament is
    return (
        line.key in known.furniture
        or line.key in known.end
        or line.key in known.related
        or is_share_bar(line.text)
        or (line.text.startswith("©") and line.words <= PROSE_WORDS)
        or (line.words >= 3 and is_navigation(line))
        or (not line.is_prose and bool(_openings().match(line.text)))
        or is_banner(line.text)
    )


def is_share_bar(text: str) -> bool:
    """Whether it names two or more buttons to share with, and nothing else."""
    if len(text) > 300:
        return False
    found = _share().findall(text.casefold())
    rest = _share().sub("", text.casefold())
    return sum(len(name) > 2 for name in found) >= 2 and not _WORD.search(_NUMBER.sub("", rest))


def is_navigation(line: Line) -> bool:
    """Whether it names sections of a site, and nothing else."""
    if not line.key or line.text.endswith((".", "!", "?")):
        return False
    return not _navigation().sub("", line.key).strip()


def breadcrumb(text: str) -> int:
    """Length of the breadcrumb that ``text`` begins with: "Home > Esteri > "; 0 for none."""
    match = _breadcrumb().match(text)
    return match.end() if match else 0


def is_banner(text: str) -> bool:
    """Whether it asks the visitor for consent, or for a subscription."""
    low = text.casefold()
    return sum(phrase in low for phrase in furniture().banner) >= 2


def _any(phrases: frozenset[str] | tuple[str, ...]) -> str:
    """Alternation of ``phrases``, longest first, with any space between their words."""
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"[\s'’]+") for p in longest)


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_any(furniture().openings)}){_SEPARATOR}", re.IGNORECASE)


@cache
def _share() -> re.Pattern[str]:
    names = furniture().share
    short = frozenset(n for n in names if len(n) <= 2)
    return re.compile(rf"{_any(names - short)}|\b(?:{_any(short)})\b")


@cache
def _navigation() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(furniture().sections)})\b")


@cache
def _breadcrumb() -> re.Pattern[str]:
    known = furniture()
    join = r"[\s>/|»›·\-–—:]+"
    sections = rf"(?:(?:{_any(known.sections)})\b{join})*"
    return re.compile(rf"(?:{_any(known.home)})\b{join}{sections}", re.IGNORECASE)


def signature(text: str) -> int:
    """Where the words begin that end a line but not its article; the length where none do."""
    match = _signature().search(text, max(0, len(text) - 160))
    return match.start() if match else len(text)


@cache
def _signature() -> re.Pattern[str]:
    trailing = "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in furniture().trailing)
    return re.compile(
        rf"(?:(?<=[.!?…»”\"])|^)[\s©®–—-]*(?:\(\s*(?:{agencies()})(?:[/ ][\w.]+)?\s*\)|"
        rf"(?:\([A-Z]\w{{1,4}}(?:/\w{{2,5}})?\)\s*)?(?:©[^.]{{0,40}})?[©®(–—\s-]*"
        rf"(?:{trailing})[\s©®)]*(?:copyright\s[^.]{{0,30}})?)\.?\s*$",
        re.IGNORECASE,
    )


def agencies() -> str:
    """Alternation of the names of news agencies, for a regular expression."""
    names = sorted(furniture().agencies, key=lambda a: (-len(a), a))
    return "|".join(re.escape(name) for name in names)
