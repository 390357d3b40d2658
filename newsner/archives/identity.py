"""Decides whether an entity of one article is one of another: by ids, names and what is said.

Two people of one name are kept apart where what the articles say of them cannot be true of one
person, and where it is open which of two an article means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from ..export.graph import normalise
from ..export.tables import value_text
from ..schema import Article, DateExpression, Entity, Relation

OFFICES = frozenset(("HEADS", "MEMBER_OF", "AMBASSADOR_OF", "TOOK_OFFICE"))
SEATS = frozenset(("HEADS",))  # one body is headed in one role by one person at a time
KIN = frozenset(("SPOUSE_OF", "RELATIVE_OF"))
DATES = {"BORN_ON": "born", "DIED_ON": "died"}
_YEAR = 366  # days

# How surely two of one name are one, by what else agrees.
SAME_ID = 1.0
SHARED = 0.97  # an office, kin, a day of birth or death
COMPANY = 0.9  # somebody or something else that both have to do with
COUNTRY = 0.87
LONG_NAME = 0.85  # three words or more
NAME_ALONE = 0.75
BODY = 0.9  # an organisation or place of the same full name


@dataclass(slots=True)
class Profile:
    """What one article, or all so far, say of an entity; names are normalised, countries codes."""

    type: str
    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)  # "scheme:value"
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)  # bodies it belongs to
    seats: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # role: body: published
    kin: set[str] = field(default_factory=set)
    born: set[str] = field(default_factory=set)
    born_in: set[str] = field(default_factory=set)
    died: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)  # full names it has relations with

    def add(self, other: Profile) -> None:
        """Take in what another article says."""
        for name in ("names", "ids", "countries", "offices", "kin", "born", "born_in", "died"):
            getattr(self, name).update(getattr(other, name))
        self.company |= other.company
        for role, bodies in other.seats.items():
            for body, days in bodies.items():
                known = self.seats.setdefault(role, {}).setdefault(body, [])
                months = {day[:7] for day in known}  # one day of each month is enough
                known.extend(day for day in days if day[:7] not in months)

    def to_json(self) -> dict[str, Any]:
        """Give what is known, as JSON has it."""
        known = {k: sorted(v) if isinstance(v, set) else v for k, v in asdict(self).items()}
        return {name: value for name, value in known.items() if value}

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> Profile:
        """Read what `to_json` gave."""
        known: dict[str, Any] = {k: set(v) if isinstance(v, list) else v for k, v in data.items()}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely two profiles are of one entity, 0 where they cannot be, and why."""

    certainty: float
    why: str


def profiles(article: Article) -> dict[str, Profile]:
    """Give what an article says of each of its entities, by their ids."""
    found = {e.id: _own(e) for e in article.entities}
    names = {e.id: e for e in article.entities}
    day = article.published.isoformat()[:10] if article.published else ""
    for r in article.relations:
        if r.status != "asserted":
            continue
        for one, other in ((r.subject, r.object), (r.object, r.subject)):
            if one in found and other in names and is_full(names[other]):
                found[one].company.add(_call(names[other]))
        if r.subject in found:
            _note(found[r.subject], r, article[r.object], day)
        if r.type in KIN and r.object in found and r.subject in names:
            found[r.object].kin.add(_call(names[r.subject]))
    return found


def _own(entity: Entity) -> Profile:
    profile = Profile(entity.type, names={normalise(entity.name)})
    country = entity.country
    if country and country.alpha_2 and entity.type != "COUNTRY":
        profile.countries.add(country.alpha_2)
    if country and country.wikidata and entity.type == "COUNTRY":
        profile.ids.add(f"wikidata:{country.wikidata}")
    profile.ids |= {f"{scheme}:{value}" for scheme, value in entity.ids.items()}
    return profile


def _note(profile: Profile, r: Relation, target: object, day: str) -> None:
    if isinstance(target, DateExpression):
        if r.type in DATES and (value := value_text(target)):
            getattr(profile, DATES[r.type]).add(value)
        return
    if not isinstance(target, Entity):
        return
    name = _call(target)
    if r.type in OFFICES:
        profile.offices.add(name)
        if r.type in SEATS and r.role:
            profile.seats.setdefault(normalise(r.role), {}).setdefault(name, []).append(day)
    elif r.type in KIN:
        profile.kin.add(name)
    elif r.type == "CITIZEN_OF" and target.country and target.country.alpha_2:
        profile.countries.add(target.country.alpha_2)
    elif r.type == "BORN_IN":
        profile.born_in.add(name)


def _call(entity: Entity) -> str:
    """Give the name by which articles are compared: a country's code, else the plain name."""
    code = entity.country.alpha_2 if entity.country and entity.type == "COUNTRY" else None
    return code or normalise(entity.name)


def is_full(entity: Entity) -> bool:
    """Whether its name says who it is outside the article: of people, not a surname alone."""
    return entity.type != "PERSON" or " " in normalise(entity.name)


def compare(one: Profile, other: Profile) -> Verdict:
    """Say how surely two of one name (or of a surname that is part of it) are one."""
    if shared := one.ids & other.ids:
        return Verdict(SAME_ID, f"same id {', '.join(sorted(shared))}")
    if against := "; ".join(_contradictions(one, other)):
        return Verdict(0.0, against)
    if one.type != "PERSON":
        return Verdict(BODY, "same name" + (_both("country", one.countries & other.countries)))
    reasons = [
        (SHARED, _both("office at", one.offices & other.offices)),
        (SHARED, _both("kin", one.kin & other.kin)),
        (SHARED, _both("day of birth", one.born & other.born)),
        (SHARED, _both("day of death", one.died & other.died)),
        (COMPANY, _both("company", one.company & other.company)),
        (COUNTRY, _both("country", one.countries & other.countries)),
    ]
    known = [(certainty, why) for certainty, why in reasons if why]
    name = max(one.names & other.names, key=len, default="")
    if not known:
        alone = LONG_NAME if name.count(" ") >= 2 else NAME_ALONE
        return Verdict(alone if name else 0.0, "same name, and nothing else is known of both")
    first = "same name" if name else "surname"
    return Verdict(max(c for c, _ in known), first + "".join(why for _, why in known))


def _both(what: str, shared: Iterable[str]) -> str:
    names = ", ".join(sorted(shared)[:3])
    return f", same {what} {names}" if names else ""


def _contradictions(one: Profile, other: Profile) -> Iterable[str]:
    """Say what cannot be true of one entity."""
    for scheme in {i.partition(":")[0] for i in one.ids}:
        a, b = ({i for i in p.ids if i.startswith(f"{scheme}:")} for p in (one, other))
        if a and b:
            yield f"ids differ: {', '.join(sorted(a))} and {', '.join(sorted(b))}"
    if one.countries and other.countries and not one.countries & other.countries:
        yield f"countries differ: {_list(one.countries)} and {_list(other.countries)}"
    if one.type != "PERSON":
        return
    for what, name in (("born", "births"), ("died", "deaths")):
        a, b = ({v[:4] for v in getattr(p, what) if v[:4].isdigit()} for p in (one, other))
        if a and b and not a & b:
            yield f"{name} differ: {_list(a)} and {_list(b)}"
    for first, second in ((one, other), (other, one)):
        born, died = min(first.born, default="")[:4], max(second.died, default="")[:4]
        if born and died and born.isdigit() and died.isdigit() and born > died:
            yield f"one was born in {born}, the other died in {died}"
    if one.born_in and other.born_in and not one.born_in & other.born_in:
        yield f"birth places differ: {_list(one.born_in)} and {_list(other.born_in)}"
    if one.kin & other.names or other.kin & one.names:
        yield "one is kin of the other"
    for role in one.seats.keys() & other.seats.keys():
        here, there = one.seats[role], other.seats[role]
        if not here.keys() & there.keys() and _near(here.values(), there.values()):
            yield f"{role} of {_list(here)} and of {_list(there)} within a year"


def _near(one: Iterable[Iterable[str]], other: Iterable[Iterable[str]]) -> bool:
    """Whether two articles, each of a known day, are of less than a year apart."""
    first, second = ([d for days in side for d in days if d] for side in (one, other))
    apart = (abs((_day(a) - _day(b)).days) for a in first for b in second)
    return any(days < _YEAR for days in apart)


def _day(iso: str) -> date:
    return datetime.fromisoformat(iso).date()


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:3])
