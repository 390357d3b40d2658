"""Which stretches of a page are its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..knowledge.furniture import furniture
from .head import PageDate, dateline, is_bare_name, is_place, is_time, read_byline, read_dates
from .lines import (
    Line,
    breadcrumb,
    is_furniture,
    is_navigation,
    is_share_bar,
    key,
    same,
    split,
)
from .offsets import Edit
from .wraps import unwrap

MAX_HEAD = 40  # lines above the first sentence in which headline and byline are looked for
MAX_TITLE_WORDS = 40


@dataclass(slots=True)
class Page:
    """What a page says of itself, and the stretches that are not its article."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    edits: list[Edit] = field(default_factory=list)
    dropped: list[tuple[int, int]] = field(default_factory=list)


def read_page(text: str, title: str | None = None) -> Page:
    """Find headline, byline and date of ``text`` and what to drop of it."""
    lines = split(text)
    page = Page(title=title)
    for line in lines:
        line.dropped = is_furniture(line)
    _drop_share_buttons(lines)
    prose = [i for i, line in enumerate(lines) if line.is_prose and not line.dropped]
    cuts: list[tuple[int, int]] = []
    if prose:
        _drop_after_end(lines, prose)
        _drop_links(lines)
        first = prose[0]
        cuts += _read_head(lines[:first], page)
        # a headline is not repeated between the sentences: what stands there is a sentence
        _drop_copies(lines[:first] + lines[prose[-1] + 1 :], page.title)
        _drop_doubles(lines[: first + 2])
        cuts += _cut_dateline(lines[first], page)
        _read_tail(lines[prose[-1] + 1 :], page)
        for line in lines:
            if not line.dropped and 0 < line.length < len(line.text):
                cuts.append((line.start + line.length, line.end))
    cuts += [(line.start, line.end) for line in lines if line.dropped]
    page.dropped = sorted(set(cuts))
    page.edits = list(_edits(text, lines, page.dropped))
    return page


def _drop_share_buttons(lines: list[Line]) -> None:
    """Drop a share bar of a button a line; one line alone may be a crosshead."""
    for above, below in pairwise(lines):
        if max(above.words, below.words) <= 3 and is_share_bar(f"{above.text} {below.text}"):
            above.dropped = below.dropped = True


def _drop_after_end(lines: list[Line], prose: list[int]) -> None:
    """Drop all that follows the end of the article, once most of the text has been read."""
    total = sum(len(lines[i].text) for i in prose)
    read = 0
    for i, line in enumerate(lines):
        if line.is_prose and not line.dropped:
            read += len(line.text)
        elif line.key in furniture().end and 2 * read > total:
            for rest in lines[i:]:
                rest.dropped = True
            prose[:] = [k for k in prose if k < i]
            return


def _drop_links(lines: list[Line]) -> None:
    """Drop the links under "Potrebbe interessarti": one block of lines that are no sentences."""
    i = 0
    while i < len(lines):
        heading = lines[i]
        i += 1
        if heading.key not in furniture().related:
            continue
        block = lines[i].block if i < len(lines) else -1
        while i < len(lines) and lines[i].block == block and not lines[i].is_prose:
            lines[i].dropped = True
            i += 1


def _read_head(head: list[Line], page: Page) -> list[tuple[int, int]]:
    """Read what stands above the first sentence; drop it but for the headline and its like."""
    dates: list[PageDate] = []
    names: list[str] = []
    rest: list[Line] = []
    desks = furniture().byline.desks
    beside = False  # next to a byline or a date, where a bare name is a byline too
    for line in head[-MAX_HEAD:]:
        if line.dropped or (is_navigation(line) and line.key not in desks):
            line.dropped = True
            continue
        found, remainder = read_dates(line.text)
        byline = read_byline(remainder) if remainder else None
        if byline is None and is_bare_name(remainder) and (found or (rest and beside)):
            byline = remainder
        is_date = (found and (not remainder or is_place(remainder, line.text))) or is_time(
            line.text
        )
        if is_date or byline:
            if len(rest) > 1 and is_bare_name(rest[-1].text) and not beside:
                names.append(rest[-1].text)
                rest.pop().dropped = True
            dates += found
            names += [byline] if byline else []
            line.dropped = beside = True
        else:
            rest.append(line)
            beside = False
    page.byline = _best_name(names)
    page.published = _best_date(dates)
    return _read_title(rest, page)


def _best_name(names: list[str]) -> str | None:
    """Choose the fullest name; a desk ("Redazione") only where there is no person."""
    desks = furniture().byline.desks
    people = [n for n in names if key(n) not in desks and len(n.split()) > 1]
    return next(iter(people or names), None)


def _best_date(dates: list[PageDate]) -> str | None:
    """Choose the date of publication; that of an update only where there is no other."""
    if not dates:
        return None
    return min(dates, key=lambda d: (d.is_update, not d.is_marked)).value


def _read_title(head: list[Line], page: Page) -> list[tuple[int, int]]:
    """Find the headline, drop the copy after a breadcrumb, cut off other breadcrumbs."""
    known = [line for line in head if line.words >= 3]
    copies = {same(line.text) for line in known}
    cuts: list[tuple[int, int]] = []
    candidates: list[Line] = []
    for line in known:
        lead = breadcrumb(line.text)
        rest = line.text[lead:]
        if lead and same(rest) in copies:
            line.dropped = True
            continue
        if lead and line.words - _words(rest) >= 2:
            cuts.append((line.start, line.start + lead))
            line.text = rest
        candidates.append(line)
    if page.title is None:
        page.title = _headline(candidates)
    return cuts


def _words(text: str) -> int:
    return len(key(text).split())


def _headline(candidates: list[Line]) -> str | None:
    """Choose the line that stands twice, else the first of four words or more, else the first."""
    seen: set[str] = set()
    fit = [c for c in candidates if c.words <= MAX_TITLE_WORDS and not c.text.endswith((".", ":"))]
    for line in fit:
        if same(line.text) in seen:
            return line.text
        seen.add(same(line.text))
    for line in fit:
        if any(_is_page_title(other, line.text) for other in fit):
            return line.text
    whole = [c for c in fit if c.words >= 4]
    # a site's name ("Il Corriere di Vela") and a kicker in capitals have no such word
    spoken = [c for c in whole if any(w.islower() and len(w) >= 4 for w in c.text.split())]
    return next((c.text for c in (*spoken, *whole, *fit)), None)


def _drop_copies(lines: list[Line], title: str | None) -> None:
    """Drop the copies of the headline, but for the first."""
    if not title:
        return
    headline = same(title)
    stands = any(same(line.text) == headline and not line.dropped for line in lines)
    seen = False
    for line in lines:
        if line.dropped:
            continue
        if same(line.text) == headline and line.words >= 3:
            line.dropped, seen = seen, True
        elif _is_page_title(line, title):
            line.dropped = stands


def _drop_doubles(lines: list[Line]) -> None:
    """Drop a line that stands there twice running: a headline that reads as a sentence."""
    left = [line for line in lines if not line.dropped and line.words >= 4]
    for before, line in pairwise(left):
        line.dropped = same(before.text) == same(line.text)


def _is_page_title(line: Line, title: str) -> bool:
    """Whether it is the headline with the site's name: "Putin scrive a Kim - Il Corriere"."""
    if not line.text.startswith(title) or line.is_prose:
        return False
    rest = line.text[len(title) :]
    return bool(re.match(r"\s*[|–—»-]\s", rest)) and _words(rest) <= 5


def _cut_dateline(line: Line, page: Page) -> list[tuple[int, int]]:
    length = dateline(line.text)
    page.published = page.published or _best_date(read_dates(line.text[:length])[0])
    return [(line.start, line.start + length)] if length else []


def _read_tail(tail: list[Line], page: Page) -> None:
    """Drop what follows the last sentence and is signature, date or navigation."""
    for line in tail:
        if line.dropped:
            continue
        found, remainder = read_dates(line.text)
        if found and not remainder:
            page.published = page.published or _best_date(found)
            line.dropped = True
        elif is_navigation(line) or line.length == 0:
            line.dropped = True
        elif (byline := read_byline(line.text)) and line.words <= 8:
            page.byline = page.byline or byline
            line.dropped = True


def _edits(text: str, lines: list[Line], dropped: list[tuple[int, int]]) -> Iterator[Edit]:
    """Give the deletions, and the line breaks inside sentences as spaces, in order."""
    whole = {(line.start, line.end) for line in lines if line.dropped}
    edits: list[Edit] = [(at, at + 1, " ") for at in unwrap(lines)]
    for start, end in dropped:
        # with a line goes its line break
        stop = text.find("\n", end) + 1 or len(text) if (start, end) in whole else end
        edits.append((start, stop, ""))
    done = 0
    for start, end, new in sorted(edits):
        if start >= done:
            yield start, end, new
            done = end
