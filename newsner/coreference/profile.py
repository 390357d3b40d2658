"""What the article says of its entities: how it calls them, their gender, whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..knowledge.anaphora import anaphora
from ..knowledge.names import first_names
from ..knowledge.titles import titles
from ..layers import EntityRow, MentionRow
from ..syntax import AUXILIARY, SUBJECTS
from .grammar import (
    NAME_PARTS,
    feature,
    gender_of,
    is_copular,
    is_definite,
    is_indefinite,
    number_of,
)
from .nouns import Nouns, Words, contradict

REGNAL = re.compile(r"(.+) [IVXLC]+")
STEM = 5  # letters that kindred words share: "vincere", "il vincitore"


@dataclass(slots=True)
class Profile:
    """What is known of one entity.

    roles
        lemmas of the titles and class nouns the article gives it, each with the entities that
        its complements name ("presidente russo": {Russia}) and the other words beside it
        ("ministro degli Esteri": {(False, "esteri")})
    nations
        countries that a demonym beside the name gives it ("lo sloveno X", "la tedesca Y")
    nouns
        tokens of the nouns that say what it is: titles, appositions, predicates
    one_of
        it is called one of those who have held an office ("un Papa, X")
    deeds
        nouns for its part in the events that the article tells ("vittima": X is killed), and
        for whom it is of another ("figlio": after "il padre di X")
    stems
        beginnings of the verbs and nouns that its names hang on
    """

    type: str
    gender: str = ""
    number: str = "Sing"
    roles: dict[str, tuple[set[int], Words]] = field(default_factory=dict)
    nations: set[int] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    nouns: list[int] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    one_of: bool = False
    groups: frozenset[str] = frozenset()  # of its titles
    owned: frozenset[int] = frozenset()  # whose its roles are, and its nations

    def add(self, role: str, owners: set[int], words: Words) -> None:
        """Note a role with what stands beside it."""
        known = self.roles.setdefault(role, (set(), set()))
        known[0].update(owners)
        known[1].update(words)

    def is_called(self, roles: set[str], owners: set[int], words: Words) -> bool:
        """Whether it has one of ``roles``, with complements that nothing contradicts."""
        known_owners: set[int] = set()
        known_words: Words = set()
        for role in roles:
            its_owners, its_words = self.roles.get(role, (set(), set()))
            known_owners |= its_owners
            known_words |= its_words
        if owners and not owners & (known_owners or self.owned):
            return False
        return not contradict(words, known_words)

    def owners(self) -> set[int]:
        """Every entity that a role of this one names."""
        return {owner for owners, _ in self.roles.values() for owner in owners}

    def settle(self) -> None:
        """Work out what its roles say, once they are all known."""
        held = (titles().get(role) for role in self.roles)
        self.groups = frozenset(g for title in held if title is not None for g in title.groups)
        self.owned = frozenset(self.owners() | self.nations)


def build_profiles(
    nouns: Nouns, entities: list[EntityRow], mentions: list[MentionRow]
) -> list[Profile]:
    """Profiles of all entities, in their order."""
    profiles = [_blank(e) for e in entities]
    titled: list[set[str]] = [set() for _ in entities]
    shown: list[set[str]] = [set() for _ in entities]
    for m in mentions:
        if m.kind == "name":
            _read_name(nouns, m, profiles[m.entity], titled[m.entity], shown[m.entity], entities)
    for row, profile, by_title, by_form in zip(entities, profiles, titled, shown, strict=True):
        by_title.discard("")
        by_form.discard("")
        if profile.type == "PERSON":
            profile.gender = _of_person(row, by_title, by_form) or profile.gender
            profile.settle()
            _regnal(row, profile)
        elif not profile.gender and len(by_form) == 1:
            profile.gender = by_form.pop()
        profile.settle()
    return profiles


def _read_name(
    nouns: Nouns,
    m: MentionRow,
    profile: Profile,
    titled: set[str],
    shown: set[str],
    entities: list[EntityRow],
) -> None:
    """Read what stands beside one mention by name."""
    t, root, person = nouns.tree, m.root, profile.type == "PERSON"
    head = nouns.head_of_name(root, person)
    beside = [head] if head != root else []
    loose = t.dep[root] in ("nmod", "appos") or t.dep[root] in NAME_PARTS
    loose = loose and (profile.type == "PLACE" or not t.has(root, "case"))
    if head == root and not person and loose and t.pos[t.head[root]] == "NOUN":
        beside.append(t.head[root])  # "l'isola di X", "il quartiere di X"
    for k in dict.fromkeys((*t.kids[root], *t.kids[head])):
        if t.dep[k] in ("appos", "nmod") and t.pos[k] == "NOUN" and not t.has(k, "case"):
            beside.append(k)
    beside += nouns.predicates(head)
    profile.nations |= _nations(nouns, root, head, entities)
    _note_deeds(nouns, head, profile)
    profile.nouns += [n for n in beside if t.pos[n] == "NOUN"]
    for n in beside:
        owners, words = nouns.complements(n)
        roles = nouns.roles(n)
        if not roles.isdisjoint(anaphora().unique.nouns) and is_indefinite(t, n):
            profile.one_of, roles = True, set()
        if not roles and _says_what(nouns, n, root, person):
            roles = {t.lemma[n]}
        for role in roles:
            types = anaphora().types_of(role)
            if not types or profile.type in types:
                profile.add(role, owners - {m.entity}, words)
        if person:
            titled.add(_title_gender(nouns, n))
    shown.add(_shown_gender(nouns, head, profile.type))


def _nations(nouns: Nouns, root: int, head: int, entities: list[EntityRow]) -> set[int]:
    """Countries of the demonyms beside a name, or which the name is in apposition to."""
    t = nouns.tree
    beside = [k for n in (root, head) for k in t.kids[n] if t.dep[k] in ("amod", "det", "compound")]
    if (t.dep[root] in ("nmod", "appos") or t.dep[root] in NAME_PARTS) and not t.has(root, "case"):
        beside.append(t.head[root])
    found = {nouns.owner_at[i] for i in beside if i in nouns.owner_at}
    return {e for e in found if entities[e].type == "COUNTRY"}


def _of_person(entity: EntityRow, titled: set[str], shown: set[str]) -> str:
    """Settle the gender of a person: by title, first name, then agreement; "" where unknown.

    A feminine title decides ("la premier Andrea Verdi"); a masculine one does not against a
    woman's first name: "il questore Ada Verdi" is a woman.
    """
    first = first_names().get(entity.name.split(" ")[0], "")
    if titled == {"Fem"}:
        return "Fem"
    if first or titled:
        return first or (titled.pop() if len(titled) == 1 else "")
    return shown.pop() if len(shown) == 1 else ""


def _blank(entity: EntityRow) -> Profile:
    """Give the profile that the name alone shows."""
    number = entity.number or "Sing"
    if entity.type != "COUNTRY":
        return Profile(entity.type, entity.gender, number)
    grammar = anaphora().country_gender
    plural = entity.name in grammar.plural
    return Profile(
        entity.type, entity.gender or grammar.gender(entity.name), "" if plural else number
    )


def _regnal(row: EntityRow, profile: Profile) -> None:
    """Note the office that the name of its holder tells: "Benedetto XVI", who is no king."""
    unique, found = anaphora().unique, REGNAL.fullmatch(row.name)
    if found is None or found[1] not in unique.names or profile.one_of:
        return
    if unique.ranks.isdisjoint(profile.groups):
        for noun in unique.nouns:
            profile.add(noun, set(), set())


def _says_what(nouns: Nouns, n: int, name: int, person: bool) -> bool:
    """Whether a noun of no list says what a name is of, before the name or after it."""
    t = nouns.tree
    if number_of(t, n) == "Plur":
        return False
    if n < name:
        return nouns.is_trade(n, name) if person else n == name - 1 and is_definite(t, n)
    return t.dep[n] == "appos" and not t.has(n, "nummod")  # "X, 54 anni"


def _title_gender(nouns: Nouns, n: int) -> str:
    """Gender that a title shows, by its form or its article."""
    title = nouns.title(n)
    if title is None or title.number == "Plur" or title.lemma in anaphora().epicene.nouns:
        return ""
    return title.gender or gender_of(nouns.tree, n)


def _shown_gender(nouns: Nouns, head: int, kind: str) -> str:
    """Gender that the words around a name show: its article, or a participle that agrees."""
    t = nouns.tree
    for k in t.kids[head]:
        if t.dep[k] in ("det", "acl", "amod") and feature(t, k, "Gender"):
            return feature(t, k, "Gender")
        if kind != "PERSON" and t.dep[k] == "case" and feature(t, k, "Gender"):
            return feature(t, k, "Gender")  # "della Cina"
    over = t.head[head]
    if t.dep[head] not in SUBJECTS or feature(t, over, "VerbForm") != "Part":
        return ""
    linked = any(t.dep[k] in AUXILIARY and is_copular(t, k) for k in t.kids[over])
    shows = t.dep[head] == "nsubj:pass" or linked
    return feature(t, over, "Gender") if shows and feature(t, over, "Number") != "Plur" else ""


def _note_deeds(nouns: Nouns, head: int, profile: Profile) -> None:
    """Note the part that somebody has in an event, by the verb or noun that the name hangs on.

    "X ha ucciso Y", "Y, ucciso ieri", "l'omicidio di Y": Y is a victim. After "il padre di X",
    X is a "figlio".
    """
    t, over = nouns.tree, nouns.tree.head[head]
    verb = t.lemma[over] if over != head and t.pos[over] == "VERB" else ""
    noun = t.lemma[over] if t.dep[head] == "nmod" else ""
    suffered = {t.lemma[k] for k in t.having(head, "acl") if feature(t, k, "VerbForm") == "Part"}
    profile.stems |= {w[:STEM] for w in (verb, noun, *suffered) if len(w) > STEM}
    if profile.type != "PERSON":
        return
    for deed in anaphora().deed:
        if verb in deed.verbs:
            if t.dep[head] == "obl:agent" or (t.dep[head] == "nsubj" and not t.is_passive(over)):
                profile.deeds |= deed.subject
            elif t.dep[head] in ("obj", "nsubj:pass"):
                profile.deeds |= deed.object
        if noun in deed.nouns or not suffered.isdisjoint(deed.verbs):
            profile.deeds |= deed.object
    if noun and t.has(head, "case"):
        title = nouns.title(over)
        profile.deeds |= _called_back(title.lemma if title is not None else noun)


def _called_back(noun: str) -> set[str]:
    """Nouns of relation that call back whose relative ``noun`` names."""
    return {other for other, nouns in anaphora().converse.items() if noun in nouns}
