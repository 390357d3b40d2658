"""Gazetteers: a user's own people, organisations and places, in TOML files.

```toml
[[organisation]]
names = ["Fondazione Delta Verde", "Fdv"]   # the first is what results call it
country = "IT"

[[person]]
names = ["Livia Sartori", "la Signora dei parchi"]
gender = "Fem"
role = ["presidente"]                        # as a text may write it
of = "Fondazione Delta Verde"                # an organisation of the same gazetteer
wikidata = "Q4115189"                        # ids go into results and exports
ids = {isni = "0000000000000000"}

[[place]]
names = ["Borgo Alto"]
country = "IT"
```
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..errors import DataFileError
from .countries import countries
from .loader import Entry, Source, parse, parse_plain, where
from .phrases import PhraseIndex


def _with_letters(text: str) -> str:
    if text != text.strip() or not any(c.isalnum() for c in text):
        raise ValueError("a name has letters, and no space around them")
    return text


_Text = Annotated[str, AfterValidator(_with_letters)]
_Texts = Annotated[tuple[_Text, ...], Field(min_length=1)]


_Id = Annotated[str, Field(min_length=1, pattern=r"^\S+$")]
_Scheme = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Named(Entry):
    names: _Texts
    wikidata: str | None = Field(None, pattern=r"^Q[1-9][0-9]*$")
    ids: dict[_Scheme, _Id] = Field(default_factory=dict)

    def all_ids(self) -> tuple[tuple[str, str], ...]:
        """Give its ids by scheme, that of Wikidata first."""
        ids = {"wikidata": self.wikidata} if self.wikidata else {}
        return tuple((ids | self.ids).items())


class _Person(_Named):
    gender: Literal["Masc", "Fem", ""] = ""
    role: tuple[_Text, ...] = ()
    of: str = ""


class _Located(_Named):
    country: str = ""


class _File(Entry):
    person: tuple[_Person, ...] = ()
    organisation: tuple[_Located, ...] = ()
    place: tuple[_Located, ...] = ()


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One of the user's own entities.

    name
        what results call it: the first of ``names``
    country
        key in the country table, "" where the file gives none
    gender
        of a person, as in UD; "" where the file gives none
    roles, of
        titles in small letters that a person bears in the organisation ``of``
    ids
        (scheme, value) pairs, such as ("wikidata", "Q42")
    source, line
        where it is written; line 0 in a file that is no TOML
    """

    type: str
    names: tuple[str, ...]
    country: str = ""
    gender: str = ""
    roles: tuple[str, ...] = ()
    of: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    source: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        """Canonical name."""
        return self.names[0]


@dataclass(frozen=True)
class Gazetteer:
    """The user's own entities.

    index
        their names, to be found in a text
    by_name
        entry by its canonical name
    bearers
        people with a role, by the canonical name of the organisation
    """

    entries: tuple[GazetteerEntry, ...]
    index: PhraseIndex[GazetteerEntry] = field(init=False, repr=False)
    by_name: dict[str, GazetteerEntry] = field(init=False, repr=False)
    bearers: dict[str, list[GazetteerEntry]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_any = {name: entry for entry in self.entries for name in entry.names}
        bearers: dict[str, list[GazetteerEntry]] = {}
        for entry in self.entries:
            if entry.roles:
                bearers.setdefault(by_any[entry.of].name, []).append(entry)
        object.__setattr__(self, "index", PhraseIndex(by_any.items()))
        object.__setattr__(self, "by_name", {entry.name: entry for entry in self.entries})
        object.__setattr__(self, "bearers", bearers)


NOTHING = Gazetteer(())
_TABLES = frozenset(_File.model_fields)


def is_gazetteer(source: Source) -> bool:
    """Whether a file holds entities, and not relation types.

    Raises
    ------
    DataFileError
        The text is no TOML.
    """
    return not _TABLES.isdisjoint(parse_plain(source))


def load_gazetteer(sources: Iterable[Source]) -> Gazetteer:
    """Read gazetteers.

    Raises
    ------
    DataFileError
        A file does not fit the format, two entries share a name, a country code is unknown, or a
        person's ``of`` names no organisation of these files; names file, line and entry.
    """
    entries = [entry for source in sources for entry in _entries(source)]
    bodies = {name for e in entries if e.type == "ORGANISATION" for name in e.names}
    owners: dict[str, GazetteerEntry] = {}
    for entry in entries:
        at = f"{entry.source}:{entry.line}" if entry.line else entry.source
        if entry.country and entry.country not in countries().records:
            raise DataFileError(f"{at}: {entry.name}: no country has the code {entry.country!r}")
        if bool(entry.of) != bool(entry.roles) or (entry.of and entry.of not in bodies):
            raise DataFileError(
                f"{at}: {entry.name}: role and of go together, and of is the name of an "
                f"organisation of the gazetteer (got {entry.of!r})"
            )
        for name in dict.fromkeys(entry.names):
            other = owners.setdefault(name.casefold(), entry)
            if other is not entry:
                raise DataFileError(
                    f"{at}: {name!r} is a name of {other.name!r} already ({other.source}:"
                    f"{other.line})"
                )
    return Gazetteer(tuple(entries))


def _entries(source: Source) -> list[GazetteerEntry]:
    data = parse(source, _File)
    found = [
        GazetteerEntry(
            "PERSON",
            p.names,
            gender=p.gender,
            roles=tuple(role.casefold() for role in p.role),
            of=p.of,
            ids=p.all_ids(),
            source=source.name,
            line=where(source, ("person", k)),
        )
        for k, p in enumerate(data.person)
    ]
    located = {"organisation": data.organisation, "place": data.place}
    found += [
        GazetteerEntry(
            table.upper(),
            e.names,
            e.country,
            ids=e.all_ids(),
            source=source.name,
            line=where(source, (table, k)),
        )
        for table, items in located.items()
        for k, e in enumerate(items)
    ]
    return found
