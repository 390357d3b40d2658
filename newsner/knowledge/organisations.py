"""Organisations: the well-known ones, metonyms, and the nouns that make a name one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .inflection import Nouns, plural
from .loader import DATA, Entry, read


class _Known(Entry):
    names: dict[str, tuple[tuple[str, ...], ...]]  # by kind
    ambiguous: frozenset[str]
    without_article: frozenset[str]
    makers: frozenset[str]


class _Words(Entry):
    words: Nouns


class _Seated(Entry):
    words: frozenset[str]
    forces: frozenset[str]
    staffed: frozenset[str]
    posts: frozenset[str]
    provincial: frozenset[str]
    administrations: frozenset[str]
    capitalised: frozenset[str]
    bare: frozenset[str]
    fields: Nouns


class _Complemented(Entry):
    portfolios: frozenset[str]
    reaching: frozenset[str]
    reach: frozenset[str]


class _Nouns(_Words):
    shops: Nouns
    partnerships: frozenset[str]
    partners: frozenset[str]
    kinds: Nouns


class _Organisations(Entry):
    known: _Known
    metonyms: dict[str, str]
    nouns: _Nouns
    seated: _Seated
    complemented: _Complemented
    state_bodies: _Words


@dataclass(frozen=True, slots=True)
class OrganisationTable:
    """Names as written in the data; nouns as lower-case lemmas.

    known
        name to the canonical name of its organisation
    kind_of
        name to the kind of organisation that it is: "party", "armed", "press" …
    ambiguous
        names that are also something else
    without_article
        names that are something else after an article
    makers
        teams that make what bears their name
    metonyms
        palace, street or city to the organisation it stands for
    kinds
        forms of nouns of organisations that are never part of the name behind them
    shops
        those of ``nouns`` that are often called by their owner's name
    partnerships, partners
        nouns of firms that two owners call, and what stands for the second: "Tosi e figli"
    forces
        units and offices in small letters, called after their place
    staffed
        nouns of buildings that are an institution to those who work in them
    posts
        nouns of what is a unit of a force to those who serve there
    provincial
        those of ``seated`` that only Italian provinces have
    administrations
        bodies that share their name with their land, capitalised
    capitalised
        nouns that open an institution's name like ``seated``, but only when capitalised
    bare
        nouns that with a capital and an article name an institution by themselves ("il Comune")
    fields
        nouns that behind "di" say what an institution is for, not where it is
    plurals
        plurals of ``seated`` and ``forces`` to what one of them is called; to itself where it has
        but the plural ("carabinieri")
    portfolios, reaching
        nouns of bodies that "di" and what they are for, or an adjective of ``reach``, makes one of
        a kind ("il ministero della Giustizia", "l'agenzia nazionale")
    reach
        adjectives of how far a body reaches
    nouns, seated, state_bodies
        lemmas: of organisations, of institutions named after their seat, of a state's bodies
    """

    known: dict[str, str]
    kind_of: dict[str, str]
    ambiguous: frozenset[str]
    without_article: frozenset[str]
    makers: frozenset[str]
    metonyms: dict[str, str]
    kinds: frozenset[str]
    shops: frozenset[str]
    partnerships: frozenset[str]
    partners: frozenset[str]
    nouns: frozenset[str]
    seated: frozenset[str]
    forces: frozenset[str]
    staffed: frozenset[str]
    posts: frozenset[str]
    provincial: frozenset[str]
    administrations: frozenset[str]
    capitalised: frozenset[str]
    bare: frozenset[str]
    fields: frozenset[str]
    plurals: dict[str, str]
    portfolios: frozenset[str]
    reaching: frozenset[str]
    reach: frozenset[str]
    state_bodies: frozenset[str]


@cache
def organisations() -> OrganisationTable:
    """Give the organisations.

    Raises
    ------
    DataFileError
        ``data/organisations.toml`` does not fit its format.
    """
    data = read(DATA / "organisations.toml", _Organisations)
    lists = data.known.names
    return OrganisationTable(
        known={name: names[0] for listed in lists.values() for names in listed for name in names},
        kind_of={
            name: kind for kind, listed in lists.items() for names in listed for name in names
        },
        ambiguous=data.known.ambiguous,
        without_article=data.known.without_article,
        makers=data.known.makers,
        metonyms=data.metonyms,
        kinds=data.nouns.kinds,
        nouns=data.nouns.words | data.nouns.shops,
        shops=data.nouns.shops,
        partnerships=data.nouns.partnerships,
        partners=data.nouns.partners,
        seated=data.seated.words,
        forces=data.seated.forces,
        staffed=data.seated.staffed,
        posts=data.seated.posts,
        provincial=data.seated.provincial,
        administrations=data.seated.administrations,
        capitalised=data.seated.capitalised,
        bare=data.seated.bare,
        fields=data.seated.fields,
        portfolios=data.complemented.portfolios,
        reaching=data.complemented.reaching,
        reach=data.complemented.reach,
        plurals=_plurals(data.seated.words | data.seated.forces),
        state_bodies=data.state_bodies.words,
    )


def _plurals(bodies: frozenset[str]) -> dict[str, str]:
    """Give the plurals of bodies to their singulars: "giunte comunali" to "giunta comunale"."""
    every = {" ".join(map(plural, body.split())): body for body in bodies}
    first = {plural(body): body for body in bodies}
    forms = {form: body for form, body in {**every, **first}.items() if form not in bodies}
    return forms | {body: body for body in bodies if body.split()[0].endswith("i")}
