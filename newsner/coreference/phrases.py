"""Noun phrases: the title or class noun in them, their complements, the head of a name's."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import Title, title_lengths, titles
from ..layers import MentionRow
from ..words import Word
from .tree import FLAT, NOMINAL, has_case, morph, number_of

DEPTH = 4  # how far below a noun its complements are looked for


def title_at(head: Word) -> Title | None:
    """Longest title that ``head`` is part of ("primo ministro", "presidente del Consiglio")."""
    known: dict[int, Title | None] = head.doc.memo.setdefault("title", {})
    if head.i not in known:
        known[head.i] = _read_title(head)
    return known[head.i]


def _read_title(head: Word) -> Title | None:
    doc, i = head.doc, head.i
    phrases = [(length, i) for length in title_lengths(head.text)]
    if i:
        phrases += [(length, i - 1) for length in title_lengths(doc[i - 1].text) if length > 1]
    for length, start in sorted(phrases, key=lambda phrase: (-phrase[0], phrase[1])):
        if start + length > len(doc):
            continue
        found = titles().get(doc.written(start, start + length))
        if found is not None:
            return found
    return None


def roles_of(head: Word) -> set[str]:
    """Lemmas by which a noun phrase may be called: its title, its class noun."""
    found = set()
    title = title_at(head)
    if title is not None:
        found.add(title.lemma)
        own = titles().get(head.text)
        if own is not None and title.form.startswith(own.form):
            found.add(own.lemma)  # "presidente del consiglio" is a "presidente" as well
    lemma = head.lemma_.casefold()
    if anaphora().types_of(lemma):
        found.add(lemma)
    return found


Words = set[tuple[bool, str]]  # whether it is an adjective, lemma


def contradict(words: Words, known: Words) -> bool:
    """Whether two sets of complements tell apart: by their adjectives, or by their nouns.

    "Ministro degli Esteri" is not "ministro della Difesa", but may be "ministro uscente".
    """
    return any(
        (mine := {w for a, w in words if a == adjective})
        and (theirs := {w for a, w in known if a == adjective})
        and mine.isdisjoint(theirs)
        for adjective in (True, False)
    )


def complements(head: Word, owner_at: dict[int, int]) -> tuple[set[int], Words]:
    """Entities and other words that complete the noun ``head``: adjectives and phrases."""
    owners: set[int] = set()
    words: Words = set()
    todo = [(c, 1) for c in head.children]
    while todo:
        token, depth = todo.pop()
        if token.dep_ in ("appos", "acl:relcl", "acl", "conj", "advcl", "cop") or depth > DEPTH:
            continue
        bare = token.dep_ in FLAT and token.i not in owner_at
        if bare or (token.dep_ == "nmod" and not has_case(token)):
            continue  # the name itself
        if token.i in owner_at:
            owners.add(owner_at[token.i])
            continue
        before = token.dep_ == "amod" and token.i < head.i  # "la nuova repubblica" tells none apart
        if token.pos_ in (*NOMINAL, "ADJ") and token.dep_ in ("amod", "nmod", "obl") and not before:
            words.add((token.dep_ == "amod", token.lemma_.casefold()))
        todo += [(c, depth + 1) for c in token.children]
    return owners, words


def head_of_name(root: Word, person: bool, named: set[int], demonyms: set[int]) -> Word:
    """Head of the noun phrase that the name names: "ministro" in "il primo ministro Abela".

    ``named`` are the tokens of all names: a phrase that another name heads is another's; but a
    demonym may head it ("lo sloveno Zupan").
    """
    head = root
    while head.head != head and not has_case(head):
        up = head.head
        bare = head.dep_ in FLAT or head.dep_ in ("nmod", "appos")
        if bare and up.i in demonyms and up.dep_ != "amod":
            head = up
            continue
        if not bare or up.i in named or up.pos_ != "NOUN" or _lists_others(up, root, named):
            break
        if not (_calls(up, head) if person else roles_of(up)):
            break
        if person and _completes_title(up):
            break
        head = up
    above = _title_above(head, named) if person and head.dep_ in ("nmod", "appos") else None
    return above if above is not None else head


def _completes_title(noun: Word) -> bool:
    """Whether a noun only says of what somebody is the head: "il capo dell'opposizione X"."""
    complement = noun.dep_ == "nmod" and has_case(noun) and title_at(noun) is None
    return complement and noun.head.pos_ == "NOUN" and title_at(noun.head) is not None


def _lists_others(noun: Word, name: Word, named: set[int]) -> bool:
    """Whether several names after a comma are not one noun's: "i genitori di lei, A e B"."""
    several = any(c.dep_ == "conj" and c.i in named for c in name.children)
    set_off = name.i > 0 and name.doc[name.i - 1].text == ","
    return several and set_off and noun.i < name.i and number_of(noun) == "Sing"


def _calls(noun: Word, name: Word) -> bool:
    """Whether a noun calls the person whose name hangs on it: by a title, or right before it."""
    return title_at(noun) is not None or is_trade(noun, name)


def is_trade(noun: Word, name: Word) -> bool:
    """Whether a noun right before a full name says what the person is: "il falegname X".

    Of a surname alone it may be what is called after the person: "il caso X".
    """
    between = noun.doc[noun.i + 1 : name.i]
    return (
        noun.pos_ == "NOUN"
        and noun.i < name.i
        and all(t.head == noun and t.dep_ == "amod" for t in between)
        and any(c.dep_ in FLAT for c in name.children)
        and number_of(noun) != "Plur"
        and any(morph(c, "Definite") for c in noun.children)
        and noun.lemma_.casefold() not in anaphora().eponym.nouns
    )


def _title_above(head: Word, named: set[int]) -> Word | None:
    """Give the title on whose complement the parse has hung its bearer.

    "Il presidente ad interim maliano, X"; "la moglie di Y, X".
    """
    up = head.head
    for _ in range(DEPTH):
        hangs = has_case(up) or up.dep_ == "appos"
        noun = up.pos_ in NOMINAL or up.pos_ == "X"  # "ad interim"
        if has_case(head) or not noun or up.head == up or not hangs:
            return None
        up = up.head
        if up.pos_ == "NOUN" and title_at(up) is not None:
            borne = any(c.i in named and not has_case(c) and c.pos_ == "PROPN" for c in up.children)
            return None if borne or number_of(up) == "Plur" else up
    return None


def demonym_tokens(mentions: list[MentionRow]) -> set[int]:
    """Tokens of the demonyms."""
    return {m.root for m in mentions if m.kind == "demonym"}


def name_tokens(mentions: list[MentionRow]) -> set[int]:
    """Tokens of all mentions by name, demonym or metonym."""
    return {i for m in mentions for i in range(m.start, m.end)}
