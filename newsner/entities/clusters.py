"""One entity for all the names of one person, organisation or place."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

from ..knowledge.organisations import organisations
from ..knowledge.titles import Title
from ..knowledge.usage import usage
from .cluster import Cluster
from .genders import gender_of, title_before, title_gender
from .known import known_names
from .spellings import Words, bare_words, initials, is_respelled, spelling, words_of
from .syntax import FLAT, Name, article_gender
from .text import Text


def cluster_names(doc: Text, names: list[Name]) -> tuple[list[Cluster], dict[int, int]]:
    """Cluster people, organisations and places.

    Returns
    -------
    tuple
        The clusters, and for the index of each name in ``names`` its cluster's.
    """
    return _Clusterer(doc, names).run()


class _Clusterer:
    """Clusters with an index from the words of their names, so that no name meets all others."""

    def __init__(self, doc: Text, names: list[Name]) -> None:
        self.doc = doc
        self.names = names
        self.words = [words_of(n.text(doc)) for n in names]
        self.clusters: list[Cluster] = []
        self.member: dict[int, int] = {}
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        # of people, by two of their words; of bodies, by their bare words, beginnings, last word
        self.by_pair: dict[frozenset[str], set[int]] = defaultdict(set)
        self.by_bare: dict[Words, set[int]] = defaultdict(set)
        self.by_canonical: dict[tuple[str, str], int] = {}
        self.ends = {n.end: k for k, n in enumerate(names)}
        self.begins = {n.start: k for k, n in enumerate(names)}

    def run(self) -> tuple[list[Cluster], dict[int, int]]:
        """People by full name, then by one word; places; organisations, the longest first."""
        of_type: dict[str, list[int]] = defaultdict(list)
        for k, name in enumerate(self.names):
            of_type[name.type].append(k)
        people = of_type["PERSON"]
        for k in (k for k in people if len(self.words[k]) > 1):
            self._add(k, self._of_canonical(k, self._same_person))
        for k in (k for k in people if len(self.words[k]) <= 1):
            self._add(k, self._of_canonical(k, self._bearer))
        for k in of_type["PLACE"]:
            self._add(k, self._of_canonical(k, self._same_words))
        for k in sorted(of_type["ORGANISATION"], key=lambda k: -len(self.words[k])):
            self._add(k, self._of_canonical(k, self._same_body))
        return self.clusters, self.member

    def _of_canonical(self, k: int, find: Callable[[int], int | None]) -> int | None:
        """Cluster that already has the name's canonical one, else the one that ``find`` gives."""
        at = self.by_canonical.get((self.names[k].type, self.names[k].canonical))
        at = self._alias(k) if at is None else at
        at = self._with_alias(k) if at is None else at
        return find(k) if at is None else at

    def _alias(self, k: int) -> int | None:
        """Person of whom it is another name: "Ugo Neri, detto Nerone", "Ugo Neri (Nerone)"."""
        doc, name = self.doc, self.names[k]
        at = name.start
        if name.type != "PERSON" or at < 2:
            return None
        in_brackets = doc.words[at - 1] == "("
        if in_brackets and doc.words[name.end] != ")":
            return None
        words, said = usage().naming | usage().naming_small, False
        while doc.lower[at - 1] in words or doc.is_quote[at - 1]:
            at -= 1
            said = said or doc.lower[at] in usage().naming or doc.is_quote[at]
        if not said:
            return None
        if at and at < name.start and not in_brackets and doc.words[at - 1] == ",":
            at -= 1
        other = self.ends.get(at, -1)
        if at == name.start or other < 0 or self.names[other].type != "PERSON":
            return None
        found = self.member.get(other)
        if found is not None and len(self.words[other]) > 1:
            self.clusters[found].other.add(name.text(doc))
        return found

    def _with_alias(self, k: int) -> int | None:
        """Person whose full name is given right behind: "Fedez, vero nome Federico Lucia"."""
        doc, name = self.doc, self.names[k]
        at = name.end
        if name.type != "PERSON" or doc.words[at] not in {",", "("}:
            return None
        words = usage().naming | usage().naming_small
        behind = at + 1
        while doc.lower[behind] in words:
            behind += 1
        said = not usage().naming.isdisjoint(doc.lower[at + 1 : behind])
        other = self.begins.get(behind, -1) if said else -1
        found = self.member.get(other) if other >= 0 else None
        if found is None or self.clusters[found].type != "PERSON":
            return None
        self.clusters[found].other.add(self.names[other].text(doc))
        return found

    def _add(self, k: int, at: int | None) -> None:
        name, words = self.names[k], self.words[k]
        if at is None:
            at = len(self.clusters)
            self.clusters.append(Cluster(name.type, words))
        cluster = self.clusters[at]
        cluster.names.append(name.text(self.doc))
        insort(cluster.starts, name.start)
        cluster.bare.add(bare_words(words))
        if name.canonical:
            cluster.canonical = name.canonical
            self.by_canonical[name.type, name.canonical] = at
        if name.type == "PERSON":
            cluster.genders.append(gender_of(self.doc, name))
        if len(words) > len(cluster.words):
            cluster.words = words
        for word in {*words, *map(spelling, words), initials(words)}:
            known = self.by_word[name.type, word]
            if at not in known[-1:]:
                known.append(at)
        if name.type == "PERSON":
            for pair in _pairs(words):
                self.by_pair[pair].add(at)
        elif name.type == "ORGANISATION":
            bare = bare_words(words)
            beginnings = (bare[:n] for n in range(1, len(bare) + 1))
            for key in (*beginnings, bare[-1:], (initials(bare),)):
                self.by_bare[key].add(at)
        self.member[k] = at

    def _sharing(self, k: int, words: Words) -> list[int]:
        """Clusters of the name's type that share a word with it, in the order of the article."""
        kind = self.names[k].type
        keys = {*words, *map(spelling, words)}
        return sorted({at for word in keys for at in self.by_word.get((kind, word), ())})

    def _sharing_two(self, k: int, words: Words) -> list[int]:
        """Clusters of people that share two words with a full name, in the order of the article.

        Whose words are all in the other's does, but for a name of one word twice.
        """
        pairs = _pairs(words)
        if len(pairs) == 1 and len(next(iter(pairs))) == 1:
            return self._sharing(k, words)
        keys = (*pairs, *(frozenset((spelling(word),)) for word in words))
        return sorted({at for key in keys for at in self.by_pair.get(key, ())})

    def _same_person(self, k: int) -> int | None:
        """Cluster of the same full name: equal, contained in it, or respelled."""
        words = self.words[k]
        for at in self._sharing_two(k, words):
            theirs = self.clusters[at].words
            contained = set(words) <= set(theirs) or set(theirs) <= set(words)
            if contained and (words[-1] == theirs[-1] or words[0] == theirs[0]):
                return at
        return None

    def _bearer(self, k: int) -> int | None:
        """Person whose surname, or first name, stands alone: the last before that fits."""
        name, words = self.names[k], self.words[k]
        if not words:
            return None
        word = words[-1]
        people = self._sharing(k, words)
        fitting = [at for at in people if is_respelled(word, self.clusters[at].words[-1])]
        fitting = fitting or [at for at in people if word in self.clusters[at].words[1:]]
        title = title_before(self.doc, name)
        if not fitting and not _is_kin(title) and not _shares_surname(self.doc, name):
            fitting = [at for at in people if word == self.clusters[at].words[0]]
        gender = article_gender(self.doc, name.start) or title_gender(self.doc, name)
        fitting = [at for at in fitting if not gender or self.clusters[at].gender in {"", gender}]
        return self._nearest(fitting, name.start)

    def _nearest(self, clusters: list[int], start: int) -> int | None:
        """Cluster last mentioned before ``start``, else the first one mentioned after it."""
        if not clusters:
            return None
        before = {at: self.clusters[at].last_before(start) for at in clusters}
        last = max(clusters, key=lambda at: before[at])
        return last if before[last] >= 0 else min(clusters, key=lambda at: self.clusters[at].starts)

    def _same_words(self, k: int) -> int | None:
        """Cluster of the same place: the same words but for articles and prepositions."""
        bare = bare_words(self.words[k])
        sharing = self._sharing(k, self.words[k])
        return next((at for at in sharing if bare_words(self.clusters[at].words) == bare), None)

    def _same_body(self, k: int) -> int | None:
        """Cluster of an organisation: same name, known alias, acronym, or a name's beginning."""
        name, words = self.names[k], bare_words(self.words[k])
        shorter = []
        for at in sorted(self.by_bare.get(words, ())) if words else ():
            theirs = bare_words(self.clusters[at].words)
            if theirs == words or words in self.clusters[at].bare:
                return at
            if words == (initials(theirs),):
                return at
            begins = theirs[: len(words)] == words and _is_short(self.doc, name)
            if begins or (theirs[-1:] == words and name.text(self.doc) not in known_names()):
                shorter.append(at)  # "la Sannita" of "Credito Sannita", but Monaco is not Bayern
        outer = self._bracketed_after(k)
        return outer if outer is not None else self._nearest(shorter, name.start)

    def _bracketed_after(self, k: int) -> int | None:
        """Cluster of the organisation whose acronym stands in brackets right behind it."""
        name = self.names[k]
        if self.doc.words[name.start - 1] != "(":
            return None
        outer = self.ends.get(name.start - 1)
        if self.doc.words[name.end] != ")" or outer is None:
            return None
        return self.member.get(outer) if self.names[outer].type == "ORGANISATION" else None


def _pairs(words: Words) -> set[frozenset[str]]:
    """Pairs of a name's words as spelled; of one word alone where it has no other."""
    keys = {spelling(word) for word in words}
    return set(map(frozenset, combinations(sorted(keys), min(2, len(keys)))))


def _is_kin(title: Title | None) -> bool:
    """Whether kinship introduces a first name, a person of its own ("la moglie Lucia")."""
    return title is not None and "kinship" in title.groups


def _shares_surname(doc: Text, name: Name) -> bool:
    """Whether a first name is coordinated with a full name ("i fratelli Aldo e Piero Sereno")."""
    return any(
        doc.pos[k] == "PROPN" and doc.tree.having(k, *FLAT)
        for k in doc.tree.having(name.start, "conj")
    )


def _is_short(doc: Text, name: Name) -> bool:
    """Whether a name could be the short form of a longer one: one word, or a common noun first."""
    known = organisations()
    first = doc.lower[name.start]
    return name.end == name.start + 1 or first in known.nouns or first in known.seated
