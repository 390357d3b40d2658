"""Noun phrases: the title or class noun in them, their complements, the head of a name's."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..knowledge.titles import Title, title_lengths, titles
from ..layers import MentionRow
from ..syntax import SUBJECTS, Tree
from .grammar import ABOVE, NAME_PARTS, NOMINAL, feature, number_of

DEPTH = 4  # how far below a noun its complements are looked for
Words = set[tuple[bool, str]]  # whether it is an adjective, lemma


class Nouns:
    """What the nouns of a text call people and things. Titles are read once for each token."""

    def __init__(self, tree: Tree, mentions: list[MentionRow], people: set[int]) -> None:
        self.tree = tree
        self.named = {i for m in mentions for i in range(m.start, m.end)}
        self.demonyms = {m.root for m in mentions if m.kind == "demonym"}
        self.owner_at = {m.root: m.entity for m in mentions if m.entity not in people}
        self._titles: dict[int, Title | None] = {}

    def title(self, n: int) -> Title | None:
        """Longest title that ``n`` is part of ("primo ministro", "presidente del Consiglio")."""
        if n not in self._titles:
            self._titles[n] = self._title(n)
        return self._titles[n]

    def _title(self, n: int) -> Title | None:
        form = self.tree.form
        phrases = [(length, n) for length in title_lengths(form[n])]
        if n:
            phrases += [(length, n - 1) for length in title_lengths(form[n - 1]) if length > 1]
        for length, start in sorted(phrases, key=lambda phrase: (-phrase[0], phrase[1])):
            found = titles().get(self._written(start, start + length))
            if found is not None:
                return found
        return None

    def _written(self, start: int, end: int) -> str:
        t = self.tree
        end = min(end, len(t.form))
        words = (t.form[i] + ("" if t.glued[i] or i == end - 1 else " ") for i in range(start, end))
        return "".join(words)

    def roles(self, n: int) -> set[str]:
        """Lemmas by which a noun phrase may be called: its title, its class noun."""
        found = set()
        title = self.title(n)
        if title is not None:
            found.add(title.lemma)
            own = titles().get(self.tree.form[n])
            if own is not None and title.form.startswith(own.form):
                found.add(own.lemma)  # "presidente del consiglio" is a "presidente" as well
        lemma = self.tree.lemma[n]
        if anaphora().types_of(lemma):
            found.add(lemma)
        return found

    def complements(self, n: int) -> tuple[set[int], Words]:
        """Entities and other words that complete the noun: adjectives and phrases."""
        t, owner_at = self.tree, self.owner_at
        owners: set[int] = set()
        words: Words = set()
        todo = [(k, 1) for k in t.kids[n]]
        while todo:
            i, depth = todo.pop()
            dep = t.dep[i]
            if dep in ("appos", "acl:relcl", "acl", "conj", "advcl", "cop") or depth > DEPTH:
                continue
            if i in owner_at and (dep not in NAME_PARTS or i in self.demonyms):
                owners.add(owner_at[i])
                continue
            if dep in NAME_PARTS or (dep == "nmod" and not t.has(i, "case")):
                continue  # the name itself
            before = dep == "amod" and i < n  # "la nuova repubblica" tells none apart
            word = t.pos[i] in NOMINAL or t.pos[i] == "ADJ"
            if word and dep in ("amod", "nmod", "obl") and not before:
                words.add((dep == "amod", t.lemma[i]))
            todo += [(k, depth + 1) for k in t.kids[i]]
        return owners, words

    def head_of_name(self, root: int, person: bool) -> int:
        """Head of the noun phrase that names it: "ministro" in "il primo ministro Abela".

        A phrase that another name heads is another's; but a demonym may head it ("lo sloveno X").
        """
        t, n = self.tree, root
        for _ in range(ABOVE):
            up = t.head[n]
            if up == n or t.has(n, "case"):
                break
            bare = t.dep[n] in NAME_PARTS or t.dep[n] in ("nmod", "appos")
            if bare and up in self.demonyms and t.dep[up] != "amod":
                n = up
                continue
            if not bare or up in self.named or t.pos[up] != "NOUN" or self._lists(up, root):
                break
            calls = self.title(up) is not None or self.is_trade(up, n) if person else self.roles(up)
            if not calls or (person and self._completes_title(up)):
                break
            n = up
        above = self._title_above(n) if person and t.dep[n] in ("nmod", "appos") else -1
        return above if above >= 0 else n

    def _completes_title(self, n: int) -> bool:
        """Whether a noun only says of what somebody is the head: "il capo dell'opposizione X"."""
        t = self.tree
        complement = t.dep[n] == "nmod" and t.has(n, "case") and self.title(n) is None
        return complement and t.pos[t.head[n]] == "NOUN" and self.title(t.head[n]) is not None

    def _lists(self, noun: int, name: int) -> bool:
        """Whether several names after a comma are not one noun's: "i genitori di lei, A e B"."""
        t = self.tree
        several = any(k in self.named for k in t.having(name, "conj"))
        set_off = name > 0 and t.form[name - 1] == ","
        return several and set_off and noun < name and number_of(t, noun) == "Sing"

    def is_trade(self, noun: int, name: int) -> bool:
        """Whether a noun right before a full name says what the person is: "il falegname X".

        Of a surname alone it may be what is called after the person: "il caso X".
        """
        t = self.tree
        return (
            t.pos[noun] == "NOUN"
            and noun < name
            and all(t.head[i] == noun and t.dep[i] == "amod" for i in range(noun + 1, name))
            and any(t.dep[k] in NAME_PARTS for k in t.kids[name])
            and number_of(t, noun) != "Plur"
            and any(feature(t, k, "Definite") for k in t.kids[noun])
            and t.lemma[noun] not in anaphora().eponym.nouns
        )

    def _title_above(self, n: int) -> int:
        """Give the title on whose complement the parse has hung its bearer.

        "Il presidente ad interim maliano, X"; "la moglie di Y, X".
        """
        t, up = self.tree, self.tree.head[n]
        for _ in range(DEPTH):
            hangs = t.has(up, "case") or t.dep[up] == "appos"
            noun = t.pos[up] in NOMINAL or t.pos[up] == "X"  # "ad interim"
            if t.has(n, "case") or not noun or t.head[up] == up or not hangs:
                return -1
            up = t.head[up]
            if t.pos[up] == "NOUN" and self.title(up) is not None:
                borne = any(
                    k in self.named and not t.has(k, "case") and t.pos[k] == "PROPN"
                    for k in t.kids[up]
                )
                return -1 if borne or number_of(t, up) == "Plur" else up
        return -1

    def predicates(self, head: int) -> list[int]:
        """Nouns predicated of ``head``: "X è il presidente di Y", "X resta presidente"."""
        t, over = self.tree, self.tree.head[head]
        if t.dep[head] not in SUBJECTS or over == head:
            return []
        if t.pos[over] == "NOUN" and t.has(over, "cop"):
            return [over]
        elected = t.dep[head] == "nsubj:pass" and t.verbs.has("predicative", t.lemma[over])
        if not elected and not t.verbs.has("copular", t.lemma[over]):
            return []
        below = t.having(over, "xcomp", "obj", "advcl", "obl")
        return [k for k in below if t.pos[k] == "NOUN" and not t.has(k, "case")]


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
