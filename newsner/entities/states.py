"""Mentions of countries that are no names: demonyms, national teams, bodies of a state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from ..knowledge.countries import countries
from ..knowledge.organisations import organisations
from ..knowledge.places import places
from ..knowledge.titles import Title, titles
from ..knowledge.usage import metonymy, prepositions, usage
from ..layers import MentionRow
from ..words import Word, WordTree
from .syntax import NOMINAL, has_article, is_among, preposition

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
    doc: WordTree, taken: Collection[int]
) -> Iterator[tuple[int, int, list[list[str]], str]]:
    """Yield (start, end, countries of each part, rule) of the demonyms in ``doc``.

    ``taken`` are the tokens that belong to names. The rule is "demonym" where the adjective stands
    for the state, "side" for "i russi", "nationality" where it only says whose citizen someone is.
    """
    words = [word.text for word in doc]
    hyphens = {i for i, word in enumerate(words) if word == "-"}
    apart = countries().apart
    i = 0
    while i < len(words):
        end = _compound_end(doc, i) if i + 1 in hyphens else i + 1
        if end == i + 1 and words[i].casefold() in apart:
            end = _several_words_end(words, i)
        form = words[i] if end == i + 1 else doc.written(i, end)
        parts = demonym_keys(form)
        if not parts or _any_taken(taken, i, end) or _is_prefixed(doc, i):
            i += 1
            continue
        if not form[0].isupper() or _begins_speech(doc, i):
            rule = _demonym_rule(doc, doc[end - 1])
            if rule:
                yield i, end, parts, rule
        i = end


def _several_words_end(words: Sequence[str], i: int) -> int:
    """End of a demonym in two or more words: "sud coreano", "macedoni del nord"."""
    demonyms = countries().demonyms
    ends = (i + length for length in (3, 2))
    return next((e for e in ends if " ".join(words[i:e]).casefold() in demonyms), i + 1)


def _is_prefixed(doc: WordTree, i: int) -> bool:
    """Whether a prefix is hyphened to the token ("anti-russo"): then it is no state's adjective."""
    return (
        i > 1
        and doc[i - 1].text == "-"
        and not doc[i - 1].whitespace_
        and not doc[i - 2].whitespace_
    )


def _any_taken(taken: Collection[int], start: int, end: int) -> bool:
    """Whether any token of [start, end) belongs to a name."""
    return any(i in taken for i in range(start, end))


def _begins_speech(doc: WordTree, i: int) -> bool:
    """Whether token ``i`` begins a sentence or a quotation."""
    return i == 0 or doc[i].is_sent_start or doc[i - 1].is_punct


def _compound_end(doc: WordTree, i: int) -> int:
    """End of a compound that the tokeniser split at its hyphens."""
    end = i + 1
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        end += 2
    return end


def _demonym_rule(doc: WordTree, token: Word) -> str:
    head = token.head
    if token.dep_ == "conj" and token.pos_ == "ADJ" and demonym_keys(head.text):
        return _demonym_rule(doc, head)
    if token.pos_ == "ADJ" or token.dep_ == "amod":
        noun = head if token.dep_ == "amod" else _modified(doc, token)
        if noun is None:
            return _as_noun(doc, token)
        if is_among(noun, usage().not_state):
            return ""
        title = _title(noun)
        if title and not _STATE_OFFICES.intersection(title.groups):
            return _NATIONALITY
        return "demonym"
    return _as_noun(doc, token)


def _modified(doc: WordTree, token: Word) -> Word | None:
    """Noun that an adjective modifies though the parse does not say so: its neighbour."""
    for i in (token.i - 1, token.i + 1):
        if 0 <= i < len(doc) and doc[i].pos_ == "NOUN":
            return doc[i]
    return None


def _title(noun: Word) -> Title | None:
    return titles().get(noun.text) or titles().get(noun.lemma_)


def _as_noun(doc: WordTree, token: Word) -> str:
    """Rule of a demonym that stands as a noun, "" for a language."""
    number = token.features.get("Number", "")
    if is_among(token.head, usage().language) and not _names_someone(token):
        return ""
    if not has_article(doc, token.i):
        marker = preposition(doc, token)
        if marker and number == "Sing":
            return ""  # "in italiano", "dal francese" has an article but "in" none
        return _NATIONALITY if _names_someone(token) or number == "Sing" else "side"
    if number == "Sing" or _names_someone(token):
        return _NATIONALITY
    return "side"


def _names_someone(token: Word) -> bool:
    """Whether a name follows in apposition ("l'americano Antony Blinken")."""
    return any(c.pos_ == "PROPN" and c.i > token.i for c in token.children)


def find_city_demonyms(
    doc: WordTree, taken: Collection[int], bodies: Collection[int]
) -> Iterator[tuple[int, str]]:
    """Yield (token, city) of adjectives that say which city something belongs to.

    ``bodies`` are the tokens that organisations' names begin with.
    """
    for word in doc:
        i, city = word.i, places().demonyms.get(word.text)
        if not city or i in taken:
            continue
        before_body = i + 1 in bodies and has_article(doc, i)
        modified = word.head if word.pos_ == "ADJ" and word.dep_ == "amod" else None
        behind = doc[i - 1] if i and word.text.islower() else None  # whatever the parser made of it
        if before_body or _may_be_of_town(modified) or _may_be_of_town(behind) or _is_land(doc, i):
            yield i, city


def _may_be_of_town(noun: Word | None) -> bool:
    """Whether a noun is of a body, a place or an office, which may be a town's."""
    if noun is None or noun.pos_ not in NOMINAL:
        return False
    held = is_among(noun, organisations().nouns) or is_among(noun, places().nouns)
    return held or titles().get(noun.text) is not None


def _is_land(doc: WordTree, i: int) -> bool:
    """Whether the adjective of a town stands for the land around it: "a Ficarolo, nel rodigino"."""
    if i == 0 or usage().preposition(doc[i - 1].text) != prepositions().inside:
        return False
    noun = i + 1 < len(doc) and doc[i + 1].pos_ in NOMINAL
    return has_article(doc, i) and not noun and doc[i].head.i <= i


def find_teams(doc: WordTree, taken: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield (token, country) of national teams by nickname; for articles about sport."""
    for token in doc:
        key = metonymy().teams.get(token.text.casefold())
        if key and token.i not in taken and token.pos_ in {"NOUN", "PROPN"}:
            yield token.i, key


def find_quoted_states(doc: WordTree) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of polities named only in quotation marks: “repubbliche popolari”."""
    for i, quote in enumerate(doc.flags("IS_QUOTE")[:-1]):
        if not quote:
            continue
        if is_among(doc[i + 1], usage().state_forms):
            end = i + 2
            while end < len(doc) and doc[end].pos_ == "ADJ":
                end += 1
            if end < len(doc) and doc[end].is_quote and doc[i + 1].text.islower():
                yield i + 1, end


def find_state_bodies(
    doc: WordTree, mentions: list[MentionRow], taken: Collection[int]
) -> list[MentionRow]:
    """Mentions of a country by one of its bodies: "le forze russe", "il governo di Pechino".

    ``mentions`` are those of countries, ``taken`` the tokens of names. The root of each is the
    noun of the body.
    """
    bodies = organisations().state_bodies
    found: dict[int, MentionRow] = {}
    for mention in mentions:
        token = doc[mention.root]
        head = token.head
        if head.i == token.i or not is_among(head, bodies) or head.pos_ not in NOMINAL:
            continue
        by_adjective = mention.kind == "demonym" and mention.rule == "demonym"
        by_genitive = (
            mention.kind in {"name", "metonym"} and preposition(doc, token) == prepositions().of
        )
        if (
            head.i not in found
            and head.i not in taken
            and head.i < mention.start
            and (by_adjective or by_genitive)
        ):
            found[head.i] = MentionRow(
                head.i, mention.end, "nominal", mention.entity, head.i, "state body"
            )
    return list(found.values())
