"""What the article says of its entities: how it calls them, their gender, whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..knowledge.anaphora import anaphora
from ..knowledge.names import first_names
from ..knowledge.verbs import verbs
from ..layers import EntityRow, MentionRow
from ..words import Word, WordTree
from .deeds import deeds_of
from .phrases import (
    Words,
    complements,
    contradict,
    demonym_tokens,
    head_of_name,
    is_trade,
    name_tokens,
    roles_of,
    title_at,
)
from .tree import (
    AUXILIARY,
    FLAT,
    SUBJECT,
    child,
    gender_of,
    has_case,
    is_definite,
    is_indefinite,
    morph,
    number_of,
)


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
        nouns for its part in the events that the article tells ("vittima": X is killed)
    """

    type: str
    gender: str = ""
    number: str = "Sing"
    roles: dict[str, tuple[set[int], Words]] = field(default_factory=dict)
    nations: set[int] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    nouns: list[int] = field(default_factory=list)
    one_of: bool = False

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
        if owners and not owners & (known_owners or self.owners() | self.nations):
            return False
        return not contradict(words, known_words)

    def owners(self) -> set[int]:
        """Every entity that a role of this one names."""
        return {owner for owners, _ in self.roles.values() for owner in owners}


def build_profiles(
    doc: WordTree, entities: list[EntityRow], mentions: list[MentionRow]
) -> list[Profile]:
    """Profiles of all entities, in their order."""
    profiles = [_blank(e) for e in entities]
    titled: list[set[str]] = [set() for _ in entities]
    shown: list[set[str]] = [set() for _ in entities]
    owner_at = {m.root: m.entity for m in mentions if entities[m.entity].type != "PERSON"}
    named, demonyms = name_tokens(mentions), demonym_tokens(mentions)
    for mention in mentions:
        if mention.kind != "name":
            continue
        profile = profiles[mention.entity]
        root = doc[mention.root]
        head = head_of_name(root, profile.type == "PERSON", named, demonyms)
        nouns = [head] if head != root else []
        if head == root and profile.type != "PERSON" and root.dep_ in ("nmod", "appos", *FLAT):
            nouns += [root.head] if root.head.pos_ == "NOUN" and not has_case(root) else []
        nouns += [c for c in (*root.children, *head.children) if _describes(c)]
        nouns += _predicates(head)
        if profile.type == "PLACE" and root.dep_ == "nmod" and root.head.pos_ == "NOUN":
            nouns.append(root.head)  # "l'isola di X", "il quartiere di X"
        profile.nations |= _nations(root, head, owner_at, entities)
        profile.deeds |= deeds_of(head)
        profile.nouns += [noun.i for noun in nouns if noun.pos_ == "NOUN"]
        for noun in nouns:
            owners, words = complements(noun, owner_at)
            roles = roles_of(noun)
            if not roles.isdisjoint(anaphora().unique.nouns) and is_indefinite(noun):
                profile.one_of, roles = True, set()
            if not roles and _says_what(noun, root, profile.type == "PERSON"):
                roles = {noun.lemma_.casefold()}
            for role in roles:
                types = anaphora().types_of(role)
                if not types or profile.type in types:
                    profile.add(role, owners - {mention.entity}, words)
            if profile.type == "PERSON":
                titled[mention.entity].add(_title_gender(noun))
        shown[mention.entity].add(_shown_gender(head, profile.type))
    for e, profile in enumerate(profiles):
        by_title, by_form = titled[e] - {""}, shown[e] - {""}
        if profile.type == "PERSON":
            profile.gender = _of_person(entities[e], by_title, by_form) or profile.gender
        elif not profile.gender and len(by_form) == 1:
            profile.gender = by_form.pop()
    return profiles


def _nations(
    root: Word, head: Word, owner_at: dict[int, int], entities: list[EntityRow]
) -> set[int]:
    """Countries of the demonyms beside a name, or which the name is in apposition to."""
    beside = [c for c in (*root.children, *head.children) if c.dep_ in ("amod", "det", "compound")]
    if root.dep_ in ("nmod", "appos", *FLAT) and not has_case(root):
        beside.append(root.head)
    found = {owner_at[t.i] for t in beside if t.i in owner_at}
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
    gender = entity.gender or grammar.gender(entity.name)
    return Profile(entity.type, gender, "" if plural else number)


def _describes(token: Word) -> bool:
    """Whether ``token`` is an apposition by a common noun."""
    return token.dep_ in ("appos", "nmod") and token.pos_ == "NOUN" and not has_case(token)


def _says_what(noun: Word, name: Word, person: bool) -> bool:
    """Whether a noun of no list says what a name is of, before the name or after it."""
    if noun.i < name.i:
        beside = noun.i == name.i - 1 and is_definite(noun) and number_of(noun) != "Plur"
        return is_trade(noun, name) if person else beside
    counted = child(noun, "nummod") is not None  # "X, 54 anni"
    return noun.dep_ == "appos" and number_of(noun) != "Plur" and not counted


def _predicates(head: Word) -> list[Word]:
    """Nouns predicated of ``head``: "X è il presidente di Y", "X resta presidente"."""
    over = head.head
    if head.dep_ not in SUBJECT:
        return []
    if over.pos_ == "NOUN" and any(c.dep_ == "cop" for c in over.children):
        return [over]
    elected = head.dep_ == "nsubj:pass" and verbs().has("predicative", over.lemma_)
    if not elected and not verbs().has("copular", over.lemma_):
        return []
    return [
        c
        for c in over.children
        if c.dep_ in ("xcomp", "obj", "advcl", "obl") and c.pos_ == "NOUN" and not has_case(c)
    ]


def _title_gender(noun: Word) -> str:
    """Gender that a title shows, by its form or its article."""
    title = title_at(noun)
    if title is None or title.number == "Plur" or title.lemma in anaphora().epicene.nouns:
        return ""
    return title.gender or gender_of(noun)


def _shown_gender(head: Word, kind: str) -> str:
    """Gender that the words around a name show: its article, or a participle that agrees."""
    for c in head.children:
        if c.dep_ in ("det", "acl", "amod") and c.i != head.i and morph(c, "Gender"):
            return morph(c, "Gender")
        if kind != "PERSON" and c.dep_ == "case" and morph(c, "Gender"):
            return morph(c, "Gender")  # "della Cina"
    over = head.head
    if head.dep_ not in SUBJECT or morph(over, "VerbForm") != "Part":
        return ""
    links = [c for c in over.children if c.dep_ in AUXILIARY]
    shows = head.dep_ == "nsubj:pass" or any(verbs().has("copular", c.lemma_) for c in links)
    return morph(over, "Gender") if shows and morph(over, "Number") != "Plur" else ""
