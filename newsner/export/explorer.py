"""An archive as one self-contained page to search, filter, look at and correct.

The page itself is built from ``explorer/`` (JavaScript, bundled with its licences); here the
articles are packed for it: entities of one name once, phrases and dates already in words.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..knowledge.countries import countries, numeric_code
from ..knowledge.relations import lexicon
from ..knowledge.wording import phrase
from ..schema import Article, DateExpression, Entity, Relation
from .graph import normalise
from .telling import Language, Teller, interface, sentence_of

if TYPE_CHECKING:
    from ..archives import Archive

#: Sources of the page in the folder ``explorer``, beside all of ``explorer/src``.
SOURCES = ("build.mjs", "package-lock.json", "package.json", "page.html")


class Page:
    """A page: save it, or let a notebook show it."""

    def __init__(self, html: str) -> None:
        self.html = html

    def save(self, path: str | Path) -> Path:
        """Write the page to a file; gives its path."""
        path = Path(path)
        path.write_text(self.html, encoding="utf-8", newline="\n")
        return path

    def _repr_html_(self) -> str:
        return (
            '<iframe style="width:100%;height:760px;border:1px solid #8888" '
            'sandbox="allow-scripts allow-downloads allow-modals" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )


def explore(
    articles: Article | Iterable[Article],
    *,
    title: str | None = None,
    language: Language = "it",
) -> Page:
    """Make the explorer of one or several articles: a page that needs no server and no network.

    Parameters
    ----------
    articles
        An article or any iterable of them; an archive shows two people of one name as two.
    title
        What the page is called; None takes the article's title, or "newsner".
    language
        Of the interface at first, "it" or "en"; the reader can switch.

    Returns
    -------
    Page
        Shows itself in a notebook; ``.save(path)`` writes it.

    Raises
    ------
    InputError
        No such language.
    """
    if isinstance(articles, Article):
        articles = [articles]
        title = title or articles[0].title
    packed = pack(articles, title=title or "newsner", language=language)
    raw = json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()
    data = b64encode(zlib.compress(raw, 9)).decode("ascii")
    return Page(fill(data, title=title or "newsner"))


def fill(data: str, *, title: str, connect: str = "'none'") -> str:
    """Give the page with its data, base64 of deflated JSON, or "live" to ask the server."""
    page = template()
    for name, value in (("@title@", escape(title)), ("@connect@", connect), ("@data@", data)):
        page = page.replace(name, value, 1)
    return page


@cache
def template() -> str:
    """Give the built page."""
    return resources.files(__package__).joinpath("explorer.html").read_text(encoding="utf-8")


def digest(folder: Path) -> str:
    """Hash the page's sources as the build does, to tell whether it is up to date."""
    found = sha256()
    names = [*SOURCES, *(f"src/{path.name}" for path in (folder / "src").iterdir())]
    for name in sorted(names):
        text = (folder / name).read_text(encoding="utf-8").replace("\r\n", "\n")
        found.update(f"{name}\n{len(text.encode())}\n{text}".encode())
    return found.hexdigest()


def pack(articles: Iterable[Article], *, title: str, language: Language = "it") -> dict[str, Any]:
    """Give what the page reads, as plain data.

    Raises
    ------
    InputError
        No such language.
    """
    interface(language)
    from ..archives import Archive

    packer = _Packer(articles if isinstance(articles, Archive) else None)
    rows = [packer.article(article, i) for i, article in enumerate(articles)]
    identity = sha256(json.dumps([(a["id"], a["x"]) for a in rows]).encode()).hexdigest()[:16]
    return {
        "newsner": __version__,
        "title": title,
        "language": language,
        "hash": identity,
        "types": packer.types(),
        "phrases": list(packer.phrases),
        "entities": packer.entities(),
        "articles": rows,
    }


class _Packer:
    """Gathers entities and phrases over articles; rows refer to them by number."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive = archive
        self.phrases: dict[str, int] = {}
        self._rows: dict[str, dict[str, Any]] = {}  # entities by key, in order
        self._aliases: list[dict[str, int]] = []
        self._numbers: dict[str, int] = {}
        self._own: dict[str, Relation] = {}  # a relation of each type that is seen
        self._ids: set[str] = set()

    def types(self) -> dict[str, Any]:
        """Every bundled type and every other that is seen, in words."""
        known = lexicon().types
        return {
            name: {
                language: phrase(name, language, given=self._own[name].phrases if own else None)
                for language in ("it", "en")
            }
            | {"symmetric": name in known and known[name].symmetric}
            for name in sorted({*known, *self._own})
            for own in [name in self._own]
        }

    def entities(self) -> list[dict[str, Any]]:
        """Entities, the most frequent spellings of each as its aliases."""
        for row, aliases in zip(self._rows.values(), self._aliases, strict=True):
            names = sorted(aliases, key=lambda name: (-aliases[name], name))
            row["a"] = [name for name in names if name != row["n"]][:8]
        return list(self._rows.values())

    def _in_archive(self, article: Article, entity: Entity) -> str | None:
        """Key of an entity in the archive, where there is one."""
        if self._archive is None or entity.type == "COUNTRY":
            return None
        from ..archives import key_of

        return f"{entity.type}:{self._archive.entity_of(key_of(article), entity.id)}"

    def entity(self, entity: Entity, key: str | None = None) -> int:
        """Give the number of an entity; those of one type and name, or one country, are one."""
        code = entity.country.alpha_2 if entity.country else None
        country = entity.type == "COUNTRY"
        key = key or f"{entity.type}:{(country and code) or normalise(entity.name)}"
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._rows)
            self._rows[key] = {"k": key, "n": entity.name, "t": entity.type, "m": 0, "a": []}
            self._aliases.append({})
            if country:
                self._rows[key] |= {"c": code, "i": _numeric(code)}
        row, aliases = self._rows[key], self._aliases[number]
        row["m"] += len(entity.mentions)
        if not country and code and "o" not in row:
            row["o"] = self._home(code)
        if len(entity.name) > len(row["n"]) and not country:
            row["n"] = entity.name
        for mention in entity.mentions:
            if mention.kind == "name":
                text = " ".join(mention.text.split())
                aliases[text] = aliases.get(text, 0) + 1
        return number

    def _home(self, code: str) -> int:
        """Give the number of the country that somebody or something belongs to."""
        key = f"COUNTRY:{code}"
        if key not in self._numbers:
            name = next((c.name for c in countries().records.values() if c.alpha_2 == code), code)
            self._numbers[key] = len(self._rows)
            self._aliases.append({})
            self._rows[key] = {"k": key, "n": name, "t": "COUNTRY", "m": 0, "a": []}
            self._rows[key] |= {"c": code, "i": _numeric(code)}
        return self._numbers[key]

    def article(self, article: Article, place: int) -> dict[str, Any]:
        """Row of an article."""
        numbers = {e.id: self.entity(e, self._in_archive(article, e)) for e in article.entities}
        dates = {d.id: i for i, d in enumerate(article.dates)}
        tellers = (Teller(article, "it"), Teller(article, "en"))
        row: dict[str, Any] = {
            "id": self._id(article, place),
            "x": article.text,
            "m": [
                [numbers[e.id], m.start, m.end, m.kind]
                for e in article.entities
                for m in e.mentions
            ],
            "d": [_date(date, tellers) for date in article.dates],
            "r": [self._relation(r, article, numbers, dates, tellers) for r in article.relations],
        }
        published = article.published
        known = {
            "t": article.title,
            "p": published.isoformat()[:10] if published else None,
            "b": article.byline,
            "e": article.error and f"{article.error.type}: {article.error.message}",
        }
        return row | {name: value for name, value in known.items() if value}

    def _id(self, article: Article, place: int) -> str:
        """Id of an article, made different where two have the same or none."""
        wanted = article.id or str(place)
        while wanted in self._ids:
            wanted += "′"
        self._ids.add(wanted)
        return wanted

    def _relation(
        self,
        r: Relation,
        article: Article,
        numbers: dict[str, int],
        dates: dict[str, int],
        tellers: tuple[Teller, Teller],
    ) -> dict[str, Any]:
        self._own.setdefault(r.type, r)
        spans = sorted({(s.start, s.end) for s in (r.trigger, *r.evidence)})
        said = [t.phrase(r, passive=passive) for t in tellers for passive in (False, True)]
        row: dict[str, Any] = {
            "i": r.id,
            "t": r.type,
            "a": r.status,
            "c": round(r.confidence, 3),
            "e": sentence_of(article, r),
            "v": spans,
            "g": [r.trigger.start, r.trigger.end],
            "p": [self.phrases.setdefault(text, len(self.phrases)) for text in said],
            "f": " ".join(filter(None, (r.rule, r.construction and f"({r.construction})"))),
        }
        known = {
            "s": numbers.get(r.subject or ""),
            "o": numbers.get(r.object),
            "d": dates.get(r.object),
            "w": dates.get(r.when or ""),
            "l": numbers.get(r.where or ""),
            "u": numbers.get(r.source or ""),
            "b": " ".join(r.by.text.split()) if r.by else None,
            "r": r.role,
            "n": [" ".join(amount.text.split()) for amount in r.amounts] or None,
        }
        return row | {name: value for name, value in known.items() if value is not None}


def _date(date: DateExpression, tellers: tuple[Teller, Teller]) -> list[Any]:
    """In words, first and last day, in words after a phrase, characters."""
    days = [moment and moment.date().isoformat() for moment in (date.earliest, date.latest)]
    words = [teller.name(date.id) for teller in tellers]
    after = [teller.after_phrase(date.id) for teller in tellers]
    return [*words, *days, *after, date.start, date.end]


@cache
def _numeric(code: str | None) -> str | None:
    """ISO 3166-1 numeric code, by which the map knows a country."""
    if code == "XK":  # which has no code of its own in ISO 3166
        return code
    return numeric_code(code) if code else None
