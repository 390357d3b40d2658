"""HTML pages: text, headline, author and date through trafilatura and htmldate."""

from __future__ import annotations

import codecs
import copy
import re
from typing import TYPE_CHECKING, Any

from .clean.head import read_byline
from .errors import InputError, InputTypeError, MissingDependencyError
from .items import is_missing
from .pipeline import extract_item
from .plain import encodable

if TYPE_CHECKING:
    from datetime import date

    from spacy.language import Language

    from .schema import Article

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)

_NESTED = 500  # tags: what has fewer has no more levels than a parser takes by itself

_BLOCK = re.compile(r"<(?:p|div|h[1-6]|li|figcaption|blockquote|td)\b", re.IGNORECASE)

# a date that stands somewhere in the text is none of the page's
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def extract_html(
    html: str | bytes,
    url: str | None = None,
    *,
    published: str | date | None = None,
    title: str | None = None,
    id: str | None = None,
    nlp: Language | None = None,
    clean: bool = True,
) -> Article:
    """Extract from an HTML page.

    Parameters
    ----------
    html
        The page; as bytes in the encoding that it declares, UTF-8, or one that is guessed.
    url
        Its address: helps to find the date of publication, and is carried through.
    published, title
        What is known better than the page says it.
    id, nlp, clean
        As in `extract`.

    Returns
    -------
    Article
        ``text`` is the text of the page's article, and all offsets are into it.

    Raises
    ------
    InputError
        The page has no article text.
    MissingDependencyError
        trafilatura is not installed.
    """
    given = {"published": published, "title": title, "id": id}
    page = read_html(html, url)
    item = page | {name: value for name, value in given.items() if not is_missing(value)}
    return extract_item(item, nlp=nlp, clean=clean)


def read_html(html: str | bytes, url: str | None = None) -> dict[str, Any]:
    """Read the article of an HTML page: an item with text, title, byline, published, url, site.

    Raises
    ------
    InputTypeError, InputError, MissingDependencyError
        As `extract_html`.
    """
    if not isinstance(html, (str, bytes)):
        raise InputTypeError(f"html is a str or bytes, not {type(html).__name__}")
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import use_config
    except ImportError as error:
        raise MissingDependencyError(
            "HTML pages need trafilatura: pip install 'newsner[html]'"
        ) from error
    source = _without_open_comment(encodable(_decode(html) if isinstance(html, bytes) else html))

    def read(parsed: Any, config: Any = None) -> Any:
        return bare_extraction(
            parsed,
            config=config or use_config(),
            url=url,
            include_comments=False,
            include_tables=False,
            favor_recall=True,
            with_metadata=True,
            as_dict=False,
            date_extraction_params=_DATES,
        )

    try:
        page = read(source)
        if (page is None or not page.text) and source.count("<") > _NESTED:
            page = read(_parsed_deep(source))
        if page is not None and "\n" not in (page.text or "") and len(_BLOCK.findall(source)) > 1:
            # of a short page trafilatura joins all: byline and caption would become one person
            lines = read(source, _of_any_length())
            page = lines if lines is not None and "\n" in (lines.text or "") else page
    except Exception as error:
        raise InputError(f"the page cannot be parsed: {type(error).__name__}: {error}") from error
    if page is None or isinstance(page, dict) or not page.text:
        raise InputError("the page has no article text: give the page of a single article")
    found = {
        "text": page.text,
        "title": page.title,
        "byline": page.author and (read_byline(page.author) or page.author),
        "published": page.date if page.date and _is_stated(page.date, source) else None,
        "url": url or page.url,
        "site": page.sitename,
    }
    return {name: value for name, value in found.items() if value}


def _of_any_length() -> Any:
    """Give trafilatura's settings, with which no text is too short to keep its lines."""
    from trafilatura.settings import use_config

    config = copy.deepcopy(use_config())
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", name, "1")
    return config


def _without_open_comment(source: str) -> str:
    """Page without the opening of a comment that never ends, which would hide all behind it."""
    opened = source.rfind("<!--")
    if opened < 0 or "-->" in source[opened:]:
        return source
    return source[:opened] + source[opened + len("<!--") :]


def _parsed_deep(source: str) -> Any:
    """Parse a page with more levels than lxml takes by itself (256)."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    return document_fromstring(source.encode(), parser=parser)


def _is_stated(day: str, source: str) -> bool:
    """Whether the page gives this day: htmldate makes the first of the month of a 31 February."""
    y, m, d = day.split("-")
    by_year = rf"{y}[-/.]?0?{int(m)}[-/.]?0?{int(d)}"
    by_day = rf"0?{int(d)}(?:[-/.]0?{int(m)}[-/.]|[°º]?\s+\w+\.?,?\s+){y}"
    return re.search(rf"(?<!\d)(?:{by_year}|{by_day})(?!\d)", source) is not None


def _decode(raw: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, as declared, or as windows-1252."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    declared = _CHARSET.search(raw[:4096])
    names = ["utf-8-sig", declared[1].decode("ascii", "ignore") if declared else "", "cp1252"]
    for name in names:
        try:
            # browsers read latin-1 as windows-1252
            codec = codecs.lookup(name).name
            return raw.decode("cp1252" if codec == "iso8859-1" else name)
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")
