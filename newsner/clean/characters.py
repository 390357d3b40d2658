"""Characters that hide words from the parser: what they stand for, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from ..knowledge.furniture import furniture
from .offsets import Edit, Mapped

_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_LETTER = r"[^\W\d_]"
# What the second and third bytes of a letter in UTF-8 look like, read as windows-1252 or latin-1.
_SECOND = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)

# Whatever needs a closer look, by kind. Soft hyphens and control characters of C1, which no text
# means, are in: the latter are mostly windows-1252 read as latin-1.
_SPECIAL = re.compile(
    rf"""
    (?P<hyphen>(?<={_LETTER})[-\u2010\u00ac\u00ad][ ]*\r?\n[ ]*(?={_LETTER}))
  | (?P<invisible>[{_INVISIBLE}]+)
  | (?P<mojibake>[\u00c2\u00c3][{_SECOND}]|\u00e2[\u20ac\u0080][{_SECOND}]|\u00ef\u00bb\u00bf)
  | (?P<windows>[\x80-\x9f])
  | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,8}});)
  | (?P<line>\r\n?|[\x0b\x0c\u2028\u2029])
  | (?P<space>[ {_SPACES}]{{2,}}|[{_SPACES}])
  | (?P<accent>{_LETTER}[\u0300-\u036f]+)
  | (?P<form>[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff])
  | (?P<apostrophe>(?<={_LETTER})[\u0060\u00b4\u02bc\u2032])
  | (?P<symbols>(?:[^\w\s]|_){{32,}})
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(rf"{_LETTER}{{1,24}}$")


def normalise(mapped: Mapped) -> Mapped:
    """Mend what scanners, copy and paste, and wrong encodings do to characters."""
    return mapped.edit(_edits(mapped.text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _SPECIAL.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "hyphen":
            new = _hyphen(text, match)
        elif kind == "mojibake":
            new = _mojibake(found)
        elif kind == "windows":
            new = found.encode("latin-1").decode("windows-1252", "ignore")
        elif kind == "entity":
            new = _entity(found)
        elif kind == "line":
            new = "\n"
        elif kind in ("accent", "form"):
            new = unicodedata.normalize("NFC" if kind == "accent" else "NFKC", found)
        elif kind == "apostrophe":
            new = "'"
        else:
            # "symbols": rules of dashes and the like; tokenisers need quadratic time for them
            new = " " if kind in ("space", "symbols") else ""
        if new != found:
            yield match.start(), match.end(), new


def _hyphen(text: str, match: re.Match[str]) -> str:
    """Say what is left of a hyphen at a line end: "go-/verno" is one word, "ex-/premier" two."""
    if match.group()[0] in "\u00ac\u00ad":
        return ""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    compound = before and before.group().casefold() in furniture().hyphen.prefixes
    return "-" if compound or text[match.end()].isupper() else ""


def _mojibake(found: str) -> str:
    """Give the character whose bytes in UTF-8 were read as windows-1252: "Ã¨" is "è"."""
    try:
        raw = b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("windows-1252") for c in found)
        new = raw.decode("utf-8")
    except UnicodeError:
        return found
    return {"\u00a0": " ", "\ufeff": ""}.get(new, new)


def _entity(found: str) -> str:
    """Give the character of an HTML entity; anything else ("AT&T;") as it is."""
    new = unescape(found)
    if new == "\u00a0":
        return " "
    return new if len(new) == 1 and new.isprintable() else found
