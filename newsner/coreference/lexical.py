"""What the words of a noun phrase say for or against an entity that it may take up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..knowledge.anaphora import anaphora
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import Title
from ..layers import EntityRow
from .facts import OF
from .grammar import is_definite, number_of
from .nouns import Words, contradict
from .profile import STEM
from .text import Text


@dataclass(frozen=True, slots=True)
class Sense:
    """What a noun means by itself: see data/anaphora.toml for the lists."""

    other_names: frozenset[str]
    fields: frozenset[str]
    exclusive: bool
    sole: bool
    types: frozenset[str]
    kin: frozenset[str]
    nature: frozenset[str]
    clubs: frozenset[str]
    epicene: bool
    closed: bool
    fighters: bool


@lru_cache(maxsize=1 << 12)
def _sense(lemma: str, form: str, title: Title | None, roles: frozenset[str]) -> Sense:
    table = anaphora()
    groups = frozenset(title.groups) if title is not None else frozenset()
    fields = groups & set(table.trades.groups)
    return Sense(
        other_names=frozenset(o for r in roles for o in table.takes_up.get(r, ())),
        fields=fields.union(*(table.genus.get(r, ()) for r in roles)),
        exclusive=not groups.isdisjoint(table.exclusive.groups),
        sole=not groups.isdisjoint(table.sole.groups),
        types=table.types_of(lemma),
        kin=table.kin_of(lemma),
        nature=table.nature.get(lemma, frozenset()),
        clubs=table.byname.get(form, frozenset()),
        epicene=lemma in table.epicene.nouns,
        closed=lemma in table.officials.nouns
        or (title is not None and title.lemma in table.unique.nouns),
        fighters=lemma in table.fighters.nouns,
    )


_SPECIFIED = ("nmod", "amod", "nummod", "det:poss", "det:predet", "appos", "flat", "flat:name")


def _only(x: Text, n: int) -> int:
    """Give the only unit named here of those who serve ("i militari"), or the only capital.

    Not of some of them ("tre militari", "gli agenti segreti"), nor of another sort ("la capitale
    economica"); but "la capitale francese" is that of France.
    """
    t, table = x.tree, anaphora()
    lemma, plural = t.lemma[n], number_of(t, n) == "Plur"
    city = lemma in table.capital.nouns
    if (not city and lemma not in table.force) or plural == city or not is_definite(t, n):
        return -1
    apart = [k for k in t.kids[n] if t.dep[k] in _SPECIFIED]
    told = (x.entities[e] for k in apart for e in x.denotes.get(k, ()))
    lands = {row.country for row in told if row.type == "COUNTRY"} if city else set()
    found = x.capitals(lands) if city else x.units(lemma)
    return found[0] if len(found) == 1 and (not apart or lands) else -1


class Noun:
    """The noun of an anaphor, with all names by which the article may call whom it means.

    called
        entities that the article calls so, or by another name of the office
    only
        the only entity of its kind named here: in which those serve whom the noun calls, or the
        capital; -1 for none
    """

    def __init__(self, x: Text, n: int) -> None:
        t = x.tree
        self.x, self._token = x, n
        self.lemma = t.lemma[n]
        self.form = t.form[n]
        self.title = x.nouns.title(n)
        self.roles = x.nouns.roles(n) | {self.lemma}
        sense = _sense(self.lemma, self.form, self.title, frozenset(self.roles))
        self.other_names, self.fields = sense.other_names, sense.fields
        self.exclusive, self.sole = sense.exclusive, sense.sole
        self.types, self.kin, self.nature = sense.types, sense.kin, sense.nature
        self.clubs, self.epicene = sense.clubs, sense.epicene
        self.closed, self.fighters = sense.closed, sense.fighters
        self.headed = x.headed.get(self.form, set())
        self.nation = set(x.denotes[n]) if n in x.denotes else set()
        self.called = {e for r in self.roles for e in x.called.get(r, ())}
        others = self.called.union(*(x.called.get(o, ()) for o in self.other_names))
        self.known = others | self.headed
        self.only = _only(x, n)
        self._facts: dict[int, list[int]] = {}
        self._excludes: dict[int, bool] = {}

    @cached_property
    def _complements(self) -> tuple[set[int], Words]:
        return self.x.nouns.complements(self._token)

    @property
    def speaks_of_any(self) -> bool:
        """Whether a word of the article points from the noun to an entity."""
        kindred = any(k in self.x.called for k in self.kin)
        lists = self.known or self.nature or kindred or self.fields or self.nation
        return bool(lists) or self.only >= 0

    def facts(self, e: int) -> list[int]:
        """Give the columns of `PAIR` that hold of the noun and an entity."""
        if e not in self._facts:
            self._facts[e] = self._read(e)
        return self._facts[e]

    def excludes(self, e: int) -> bool:
        """Whether the noun itself says that it is not the entity."""
        if e not in self._excludes:
            self._excludes[e] = self._is_other(e)
        return self._excludes[e]

    def _is_other(self, e: int) -> bool:
        on, table, row = self.facts(e), anaphora(), self.x.entities[e]
        called = OF["called so"] in on or OF["other name of the office"] in on
        if self.lemma in table.force and row.type in ("ORGANISATION", "PLACE"):
            foreign = bool(self._complements[0] - self.x.profiles[e].owned)
            return foreign or e not in self.x.units(self.lemma)  # in no firm; "i militari russi"
        if self.closed and not called and e not in self.headed:
            return True
        if self.sole and not called and OF["holds another office"] in on:
            return True  # who is "assessore" is not "il sindaco"
        if OF["of another owner"] in on and (self.title is not None or self.types):
            return True  # "il presidente tedesco", of a French one
        if called or not (self.types or self.clubs):
            return False
        if self.clubs:
            return OF["byname"] not in on
        if row.type not in self.types or self.lemma in self.x.profiles[e].roles:
            return False
        kinds = (organisations().kind_of.get(name, "") for name in (row.name, *row.aliases))
        if not all(table.fits_kind(self.lemma, kind) for kind in kinds if kind):
            return True  # Hamas is no "banca"
        return self._is_named_otherwise(e)

    def _is_named_otherwise(self, e: int) -> bool:
        """Whether a name begins with a noun of another kind: "monte Nero" is no city."""
        first = self.x.entities[e].name.casefold().split()[0]
        if first in anaphora().institution.nouns:
            return True  # no "azienda" is a court
        tells = first in places().opening or first in organisations().nouns
        return tells and first != self.lemma and first not in self.kin

    def _read(self, e: int) -> list[int]:
        x = self.x
        own_owners, own_words = self._complements
        profile, row = x.profiles[e], x.entities[e]
        roles, owners = profile.roles.keys(), profile.owned
        mine = self.roles & roles
        known: Words = set().union(*(profile.roles[r][1] for r in mine))
        facts = (
            ("called so", bool(mine)),
            (
                "called so with its complements",
                bool(mine) and profile.is_called(self.roles, own_owners, own_words),
            ),
            ("other name of the office", not self.other_names.isdisjoint(roles)),
            ("same field", not self.fields.isdisjoint(profile.groups)),
            ("part in the event", not self.roles.isdisjoint(profile.deeds)),
            ("of the same owner", not own_owners.isdisjoint(owners)),
            ("of another owner", bool(own_owners and owners and not own_owners & owners)),
            ("other complements", bool(known) and contradict(own_words, known)),
            ("of the noun's type", row.type in self.types),
            ("not of the noun's type", bool(self.types) and row.type not in self.types),
            ("kindred noun", not self.kin.isdisjoint(roles)),
            ("kindred word", self.lemma[:STEM] in profile.stems),
            ("by nature", row.name in self.nature or (self.fighters and self._is_armed(e))),
            ("name begins so", e in self.headed),
            ("byname", bool(self.clubs) and self._is_club(row)),
            ("owner", e in own_owners),
            ("the nation", e in self.nation),
            ("of the nation", not self.nation.isdisjoint(profile.nations)),
            ("holds another office", self.exclusive and self._holds_other(roles)),
            ("holds an office", not x.exclusive.isdisjoint(profile.groups)),
            ("only one called so", self.called == {e}),
            (
                "name has the noun",
                row.type != "PERSON" and self.lemma in row.name.casefold().split()[1:],
            ),
        )
        return [OF[name] for name, holds in facts if holds]

    def _is_club(self, row: EntityRow) -> bool:
        names, known = {row.name, *row.aliases}, organisations().known
        return not self.clubs.isdisjoint(names | {known[n] for n in names if n in known})

    def _holds_other(self, roles: Iterable[str]) -> bool:
        lemma = self.title.lemma if self.title is not None else ""
        same = {lemma, *anaphora().takes_up.get(lemma, ())}
        return any(
            (title := self.x.title_of(role)) is not None
            and not self.x.exclusive.isdisjoint(title.groups)
            and title.lemma not in same
            for role in roles
        )

    def _is_armed(self, e: int) -> bool:
        row = self.x.entities[e]
        if row.type != "ORGANISATION":
            return False
        first = row.name.casefold().split()[0]
        kinds = {organisations().kind_of.get(name, "") for name in (row.name, *row.aliases)}
        return "armed" in kinds or first in anaphora().fighters.names
