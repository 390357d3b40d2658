"""The country table: codes, names, demonyms, capitals and seats of government.

Names and codes come from ``data/iso3166.toml``, which is built at release from Babel (CLDR) and
pycountry (ISO 3166-1 and 3166-3); the rest, and what CLDR calls otherwise than the news do, from
``data/countries.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import Field

from .inflection import inflect
from .loader import DATA, Entry, read

Status = Literal["current", "historical", "disputed"]


class _State(Entry):
    name: str = ""
    part_of: str = ""
    disputed: bool = False
    city_state: bool = False
    homonyms: dict[str, str] = Field(default_factory=dict)
    wikidata: str | None = Field(None, pattern=r"^Q[1-9][0-9]*$")
    variants: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class _Countries(Entry):
    state: dict[str, _State]
    former: dict[str, _State]
    declared: dict[str, _State]
    constituent: dict[str, _State]


class _Codes(Entry):
    """``data/iso3166.toml``: names, alpha-3 and number of a state; both codes of a former one."""

    present: dict[str, tuple[str, str, str, str]]
    former: dict[str, tuple[str, str]]


@cache
def _codes() -> _Codes:
    return read(DATA / "iso3166.toml", _Codes)


def numeric_code(alpha_2: str) -> str | None:
    """Give the number of a state in ISO 3166-1, as maps know it; None where it has none."""
    _, _, _, number = _codes().present.get(alpha_2, ("", "", "", ""))
    return number or None


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """A state, past or present, or a constituent country with teams of its own."""

    key: str
    name: str
    alpha_2: str | None
    alpha_3: str | None
    wikidata: str | None
    status: Status
    part_of: str = ""
    city_state: bool = False
    homonyms: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryTable:
    """All records by key, and what leads to them: lower-cased form to keys, most likely first."""

    records: dict[str, CountryRecord]
    names: dict[str, list[str]] = field(default_factory=dict)
    demonyms: dict[str, list[str]] = field(default_factory=dict)
    prefixes: dict[str, list[str]] = field(default_factory=dict)
    capitals: dict[str, list[str]] = field(default_factory=dict)
    seats: dict[str, list[str]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)  # first words of demonyms written in several

    def __getitem__(self, key: str) -> CountryRecord:
        return self.records[key]

    def get(self, key: str) -> CountryRecord | None:
        """Record of ``key``, None where there is none."""
        return self.records.get(key)


@cache
def countries() -> CountryTable:
    """Give the country table.

    Raises
    ------
    DataFileError
        ``data/countries.toml`` does not fit its format.
    """
    data = read(DATA / "countries.toml", _Countries)
    records = [
        *(_present(key, state) for key, state in data.state.items()),
        *(_past(key, state) for key, state in data.former.items()),
        *(_record(key, state, "disputed", None, None) for key, state in data.declared.items()),
        *(_constituent(key, state, data.state) for key, state in data.constituent.items()),
    ]
    table = CountryTable({record.key: record for record in records})
    for record in records:
        _index(table.names, (n.casefold() for n in record.names), record.key)
        forms = [f.casefold() for d in record.demonyms for f in inflect(d)]
        _index(table.demonyms, (way for f in forms for way in _written(f)), record.key)
        table.apart.update(f.partition("-")[0] for f in forms if "-" in f)
        table.apart.update(f.partition(" ")[0] for f in forms if " " in f)
        _index(table.prefixes, record.prefixes, record.key)
        if record.status != "historical" or any(
            c.casefold() in table.capitals for c in record.capitals
        ):
            _index(table.capitals, (c.casefold() for c in record.capitals), record.key)
        _index(table.seats, (s.casefold() for s in record.seats), record.key)
    return table


def _written(form: str) -> tuple[str, ...]:
    """Give the ways to write a demonym: "sud-coreano", "sudcoreano", "sud coreano"."""
    return (form, form.replace("-", ""), form.replace("-", " ")) if "-" in form else (form,)


def _index(index: dict[str, list[str]], forms: object, key: str) -> None:
    for form in forms:  # type: ignore[attr-defined]
        keys = index.setdefault(form, [])
        if key not in keys:
            keys.append(key)


def _record(
    key: str, state: _State, status: Status, alpha_2: str | None, alpha_3: str | None
) -> CountryRecord:
    return CountryRecord(
        key=key,
        name=state.name,
        alpha_2=alpha_2,
        alpha_3=alpha_3,
        wikidata=state.wikidata,
        status=status,
        part_of=state.part_of,
        city_state=state.city_state,
        homonyms=tuple(state.homonyms.items()),
        names=tuple(dict.fromkeys((state.name, *state.variants))),
        demonyms=state.demonyms,
        prefixes=state.prefixes,
        capitals=state.capitals,
        seats=state.seats,
    )


def _present(key: str, state: _State) -> CountryRecord:
    common, official, alpha_3, _ = _codes().present[key]
    names = (*state.variants, common, official)
    variants = tuple(name for name in names if _plain(name) and name not in state.not_names)
    named = state.model_copy(update={"name": state.name or common, "variants": variants})
    return _record(key, named, "disputed" if state.disputed else "current", key, alpha_3)


def _plain(name: str) -> bool:
    """Whether CLDR's name is one a text would use: no bracketed or dashed explanation."""
    return bool(name) and not any(mark in name for mark in "(,–") and " - " not in name


def _past(key: str, state: _State) -> CountryRecord:
    codes = _codes().former.get(key, (None, None))
    return _record(key, state, "historical", *codes)


def _constituent(key: str, state: _State, states: dict[str, _State]) -> CountryRecord:
    whole = _present(state.part_of, states[state.part_of])
    return _record(key, state, whole.status, whole.alpha_2, whole.alpha_3)
