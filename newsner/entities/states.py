"""Mentions of countries that are no names: demonyms, national teams, bodies of a state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import metonymy, prepositions, usage
from ..layers import MentionRow
from .syntax import NOMINAL, has_article, is_among, preposition, title_of
from .text import Text

# Titles whose bearer acts for a state: with a demonym, it is the state they hold office of.
_STATE_OFFICES = frozenset(
    {"head_of_state", "head_of_government", "minister", "diplomat", "legislator", "military"}
)
_NATIONALITY = "nationality"


def resolve(keys: Sequence[str], present: Collection[str], *, sport: bool) -> str:
    """Choose among the countries that share a name, demonym or capital.

    Constituent countries count in sport only, and are preferred there; states of the past only
    where none of the present is among ``keys``. Of the rest the one that the article names
    (``present``) is taken; the first where it names none, none ("") where it names several.
    """
    table = countries()
    options = [k for k in keys if sport or not table[k].part_of]
    if sport:
        options.sort(key=lambda k: not table[k].part_of)
        return options[0] if options else ""
    options = [k for k in options if table[k].status != "historical"] or options
    named = [k for k in options if k in present]
    if len(named) > 1:
        return ""
    return next(iter(named or options), "")


@lru_cache(maxsize=1 << 16)
def demonym_keys(form: str) -> list[list[str]]:
    """Countries of a demonym, one list for each part of a compound ("italo-francese"); or empty."""
    table = countries()
    form = form.casefold()
    if form in table.demonyms:
        return [table.demonyms[form]]
    first, dash, rest = form.partition("-")
    parts: list[list[str]] = []
    while dash:
        keys = table.prefixes.get(first) or table.demonyms.get(first)
        if not keys:
            return []
        parts.append(keys)
        if rest in table.demonyms:
            return [*parts, table.demonyms[rest]]
        first, dash, rest = rest.partition("-")
    return []


def find_demonyms(
    doc: Text, taken: Collection[int]
) -> Iterator[tuple[int, int, list[list[str]], str]]:
    """Yield (start, end, countries of each part, rule) of the demonyms in ``doc``.

    ``taken`` are the tokens that belong to names. The rule is "demonym" where the adjective stands
    for the state, "side" for "i russi", "nationality" where it only says whose citizen someone is.
    """
    words, apart = doc.words, countries().apart
    i = 0
    while i < doc.size:
        end = _compound_end(doc, i) if words[i + 1] == "-" else i + 1
        if end == i + 1 and doc.lower[i] in apart:
            end = _several_words_end(words, i)
        form = words[i] if end == i + 1 else doc.written(i, end)
        parts = demonym_keys(form)
        if not parts or any(k in taken for k in range(i, end)) or _is_prefixed(doc, i):
            i += 1
            continue
        if not form[0].isupper() or _begins_speech(doc, i):
            rule = _demonym_rule(doc, end - 1)
            if rule:
                yield i, end, parts, rule
        i = end


def _several_words_end(words: Sequence[str], i: int) -> int:
    """End of a demonym in two or more words: "sud coreano", "macedoni del nord"."""
    demonyms = countries().demonyms
    ends = (i + length for length in (3, 2))
    return next((e for e in ends if " ".join(words[i:e]).casefold() in demonyms), i + 1)


def _is_prefixed(doc: Text, i: int) -> bool:
    """Whether a prefix is hyphened to the token ("anti-russo"): then it is no state's adjective."""
    return i > 1 and doc.words[i - 1] == "-" and all(doc.tree.glued[i - 2 : i])


def _begins_speech(doc: Text, i: int) -> bool:
    """Whether token ``i`` begins a sentence or a quotation."""
    return doc.tree.begins_sentence(i) or doc.is_punct[i - 1]


def _compound_end(doc: Text, i: int) -> int:
    """End of a compound that the tokeniser split at its hyphens."""
    end = i + 1
    while end + 1 < doc.size and doc.words[end] == "-" and all(doc.tree.glued[end - 1 : end + 1]):
        end += 2
    return end


def _demonym_rule(doc: Text, token: int) -> str:
    head = doc.head[token]
    if doc.dep[token] == "conj" and doc.pos[token] == "ADJ" and demonym_keys(doc.words[head]):
        return _demonym_rule(doc, head)
    amod = doc.dep[token] == "amod"
    noun = head if amod else _modified(doc, token) if doc.pos[token] == "ADJ" else -1
    if noun < 0:
        return _as_noun(doc, token)
    if is_among(doc, noun, usage().not_state):
        return ""
    title = title_of(doc, noun) or titles().get(doc.lemma[noun])
    citizen = title and _STATE_OFFICES.isdisjoint(title.groups)
    return _NATIONALITY if citizen else "demonym"


def _modified(doc: Text, token: int) -> int:
    """Noun that an adjective modifies though the parse does not say so: its neighbour."""
    return next((i for i in (token - 1, token + 1) if doc.pos[i] == "NOUN"), -1)


def _as_noun(doc: Text, token: int) -> str:
    """Rule of a demonym that stands as a noun, "" for a language."""
    number = doc.tree.feature(token, "Number")
    if is_among(doc, doc.head[token], usage().language) and not _names_someone(doc, token):
        return ""
    if number == "Sing" and not has_article(doc, token) and preposition(doc, token):
        return ""  # "in italiano", "dal francese" has an article but "in" none
    return _NATIONALITY if number == "Sing" or _names_someone(doc, token) else "side"


def _names_someone(doc: Text, token: int) -> bool:
    """Whether a name follows in apposition ("l'americano Antony Blinken")."""
    return any(doc.pos[c] == "PROPN" and c > token for c in doc.tree.kids[token])


def find_city_demonyms(
    doc: Text, taken: Collection[int], bodies: Collection[int]
) -> Iterator[tuple[int, str]]:
    """Yield (token, city) of adjectives that say which city something belongs to.

    ``bodies`` are the tokens that organisations' names begin with.
    """
    for i, word in enumerate(doc.words):
        city = places().demonyms.get(word)
        if not city or i in taken:
            continue
        before_body = i + 1 in bodies and has_article(doc, i)
        modified = doc.head[i] if doc.pos[i] == "ADJ" and doc.dep[i] == "amod" else -1
        before = i - 1 if word.islower() else -1  # whatever the parser made of it
        town = _may_be_of_town(doc, modified) or _may_be_of_town(doc, before)
        if before_body or town or _is_land(doc, i):
            yield i, city


def _may_be_of_town(doc: Text, noun: int) -> bool:
    """Whether a noun is of a body, a place or an office, which may be a town's."""
    if doc.pos[noun] not in NOMINAL:
        return False
    held = is_among(doc, noun, organisations().nouns) or is_among(doc, noun, places().nouns)
    return held or title_of(doc, noun) is not None


def _is_land(doc: Text, i: int) -> bool:
    """Whether the adjective of a town stands for the land around it: "a Ficarolo, nel rodigino"."""
    inside = usage().preposition(doc.words[i - 1]) == prepositions().inside
    return inside and has_article(doc, i) and doc.pos[i + 1] not in NOMINAL and doc.head[i] <= i


def find_teams(doc: Text, taken: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield (token, country) of national teams by nickname; for articles about sport."""
    for i, word in enumerate(doc.lower):
        key = metonymy().teams.get(word)
        if key and i not in taken and doc.pos[i] in NOMINAL:
            yield i, key


def find_quoted_states(doc: Text) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of polities named only in quotation marks: “repubbliche popolari”."""
    for start, before in enumerate(doc.is_quote, 1):
        if not before or not is_among(doc, start, usage().state_forms):
            continue
        end = start + 1
        while doc.pos[end] == "ADJ":
            end += 1
        if doc.is_quote[end] and doc.words[start].islower():
            yield start, end


def find_state_bodies(
    doc: Text, mentions: list[MentionRow], taken: Collection[int]
) -> list[MentionRow]:
    """Mentions of a country by one of its bodies: "le forze russe", "il governo di Pechino".

    ``mentions`` are those of countries, ``taken`` the tokens of names. The root of each is the
    noun of the body.
    """
    bodies = organisations().state_bodies
    found: dict[int, MentionRow] = {}
    for mention in mentions:
        token, head = mention.root, doc.head[mention.root]
        if head == token or not is_among(doc, head, bodies) or doc.pos[head] not in NOMINAL:
            continue
        by_adjective = mention.kind == "demonym" and mention.rule == "demonym"
        by_name = mention.kind in {"name", "metonym"}
        owned = by_adjective or (by_name and preposition(doc, token) == prepositions().of)
        if owned and head < mention.start and head not in taken and head not in found:
            end, entity = mention.end, mention.entity
            found[head] = MentionRow(head, end, "nominal", entity, head, "state body")
    return list(found.values())
