"""One entity for all the names of one person, organisation or place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..knowledge.names import first_names
from ..knowledge.organisations import organisations
from ..knowledge.titles import titles
from ..knowledge.usage import usage
from ..layers import EntityRow
from .syntax import Name, article_gender, noun_before, root_of

_WORD = re.compile(r"\w+")
_SPELLINGS = (
    ("sh", "s"),
    ("kh", "h"),
    ("ph", "f"),
    ("ch", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("k", "c"),
)


@dataclass(slots=True)
class Cluster:
    """An entity in the making: its names with the mentions that carry them."""

    type: str
    words: tuple[str, ...]  # of its fullest name, normalised
    names: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    canonical: str = ""

    def row(self) -> EntityRow:
        """Build the entity row."""
        name = max(self.names, key=lambda n: (len(_WORD.findall(n)), len(n)))
        gender = next((g for g in self.genders if g), "")
        aliases = [n for n in dict.fromkeys(self.names) if n != name]
        return EntityRow(self.type, name, "", gender, "Sing", aliases)


def words_of(text: str) -> tuple[str, ...]:
    """Words of a name without case, diacritics and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.replace("ł", "l").replace("ı", "i").replace("đ", "d")))


def spelling(word: str) -> str:
    """Key that the usual transliterations of one foreign name share ("Zelensky", "Zelenskij")."""
    for variant, plain in _SPELLINGS:
        word = word.replace(variant, plain)
    word = re.sub(r"(.)\1+", r"\1", word)
    return re.sub(r"i+$", "i", word)


def cluster_names(doc: Doc, names: list[Name]) -> tuple[list[Cluster], dict[int, int]]:
    """Cluster people, organisations and places.

    Returns
    -------
    tuple
        The clusters, and for the index of each name in ``names`` its cluster's.
    """
    clusters: list[Cluster] = []
    member: dict[int, int] = {}
    full = [k for k, n in enumerate(names) if n.type == "PERSON" and _length(doc, n) > 1]
    short = [k for k, n in enumerate(names) if n.type == "PERSON" and _length(doc, n) == 1]
    for k in full:
        member[k] = _add(doc, names[k], clusters, _same_person(doc, names[k], clusters))
    for k in short:
        member[k] = _add(doc, names[k], clusters, _bearer(doc, names[k], clusters))
    for k, name in enumerate(names):
        if name.type == "PLACE":
            member[k] = _add(doc, name, clusters, _same_words(doc, name, clusters))
    bodies = [k for k, n in enumerate(names) if n.type == "ORGANISATION"]
    for k in sorted(bodies, key=lambda k: -_length(doc, names[k])):
        member[k] = _add(doc, names[k], clusters, _same_body(doc, names, k, member, clusters))
    return clusters, member


def _length(doc: Doc, name: Name) -> int:
    return (
        len([w for w in words_of(doc[name.start : name.end].text)]) if name.end > name.start else 0
    )


def _add(doc: Doc, name: Name, clusters: list[Cluster], found: int | None) -> int:
    text = doc[name.start : name.end].text
    if found is None:
        clusters.append(Cluster(name.type, words_of(text)))
        found = len(clusters) - 1
    cluster = clusters[found]
    cluster.names.append(text)
    cluster.starts.append(name.start)
    cluster.canonical = cluster.canonical or name.canonical
    if name.type == "PERSON":
        cluster.genders.append(gender_of(doc, name))
    words = words_of(text)
    if len(words) > len(cluster.words):
        cluster.words = words
    return found


def gender_of(doc: Doc, name: Name) -> str:
    """Gender that a person's first name, title or article shows at this place."""
    first = doc[name.start].text
    gender = ""
    if name.end - name.start > 1 or first in first_names():
        gender = first_names().get(first) or ""
    noun = noun_before(doc, name.start)
    title = titles().get(noun.text) if noun is not None else None
    head = root_of(doc, name.start, name.end).head
    title = title or titles().get(head.text)
    if title and title.gender and title.number != "Plur":
        return title.gender if not gender or noun is not None else gender
    return gender or article_gender(doc, name.start)


def _same_person(doc: Doc, name: Name, clusters: list[Cluster]) -> int | None:
    """Cluster of the same full name: equal, contained with the same surname, or respelled."""
    words = words_of(doc[name.start : name.end].text)
    for k, cluster in enumerate(clusters):
        if cluster.type != "PERSON":
            continue
        if set(words) <= set(cluster.words) or set(cluster.words) <= set(words):
            if words[-1] == cluster.words[-1] or words[0] == cluster.words[0]:
                return k
        if len(words) == len(cluster.words) and all(
            a == b or (len(a) > 3 and spelling(a) == spelling(b))
            for a, b in zip(words, cluster.words, strict=True)
        ):
            return k
    return None


def _bearer(doc: Doc, name: Name, clusters: list[Cluster]) -> int | None:
    """Person whose surname, or first name, stands alone at ``name``: the last that fits."""
    word = words_of(doc[name.start : name.end].text)[-1]
    people = [k for k, c in enumerate(clusters) if c.type == "PERSON"]
    by_surname = [k for k in people if _respelled(word, clusters[k].words[-1])]
    if not by_surname and len(word) > 2:
        by_surname = [k for k in people if word in clusters[k].words[1:]]
    if not by_surname and not _is_relative(doc, name) and not _shares_surname(doc, name):
        by_surname = [k for k in people if word == clusters[k].words[0]]
    gender = article_gender(doc, name.start) or _title_gender(doc, name)
    fitting = [k for k in by_surname if not gender or _gender(clusters[k]) in {"", gender}]
    if not fitting:
        return None
    before = [k for k in fitting if min(clusters[k].starts) < name.start]
    if before:
        return max(before, key=lambda k: max(s for s in clusters[k].starts if s < name.start))
    return min(fitting, key=lambda k: min(clusters[k].starts))


def _respelled(one: str, other: str) -> bool:
    return one == other or (len(one) > 4 and spelling(one) == spelling(other))


def _gender(cluster: Cluster) -> str:
    return next((g for g in cluster.genders if g), "")


def _title_gender(doc: Doc, name: Name) -> str:
    noun = noun_before(doc, name.start)
    title = titles().get(noun.text) if noun is not None else None
    return title.gender if title else ""


def _is_relative(doc: Doc, name: Name) -> bool:
    """Whether kinship introduces a first name, a person of its own ("la moglie Lucia")."""
    noun = noun_before(doc, name.start)
    title = titles().get(noun.text) if noun is not None else None
    return title is not None and "kinship" in title.groups


def _shares_surname(doc: Doc, name: Name) -> bool:
    """Whether a first name is coordinated with a full name ("i fratelli Aldo e Piero Sereno")."""
    root = doc[name.start]
    return any(
        c.dep_ == "conj"
        and c.pos_ == "PROPN"
        and any(g.dep_.startswith("flat") for g in c.children)
        for c in root.children
    )


def _same_words(doc: Doc, name: Name, clusters: list[Cluster]) -> int | None:
    words = words_of(doc[name.start : name.end].text)
    return next(
        (
            k
            for k, c in enumerate(clusters)
            if c.type == name.type and _bare(c.words) == _bare(words)
        ),
        None,
    )


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a name without its articles and prepositions."""
    small = {w for forms in usage().contracted.values() for w in forms}
    articles = usage().articles
    small |= articles.feminine | articles.masculine | articles.plural | {"l", "d", "dell", "all"}
    return tuple(w for w in words if w not in small) or words


def _same_body(
    doc: Doc, names: list[Name], k: int, member: dict[int, int], clusters: list[Cluster]
) -> int | None:
    """Cluster of an organisation: same name, known alias, acronym, or the beginning of a name."""
    name = names[k]
    words = _bare(words_of(doc[name.start : name.end].text))
    found = None
    for at, cluster in enumerate(clusters):
        if cluster.type != "ORGANISATION":
            continue
        theirs = _bare(cluster.words)
        if theirs == words or (name.canonical and cluster.canonical == name.canonical):
            return at
        if len(words) == 1 and (
            _is_acronym(words[0], theirs) or any(words == _bare(words_of(n)) for n in cluster.names)
        ):
            found = at
        elif len(theirs) > len(words) and theirs[: len(words)] == words and _is_short(doc, name):
            if found is None or min(cluster.starts) < name.start:
                found = at
    if found is None:
        outer = _bracketed_after(doc, names, k)
        found = member.get(outer) if outer is not None else None
    return found


def _is_short(doc: Doc, name: Name) -> bool:
    """Whether a name could be the short form of a longer one: it begins with a common noun."""
    lemma = doc[name.start].text.casefold()
    known = organisations()
    return lemma in known.nouns | known.seated | known.state_bodies or name.end == name.start + 1


def _is_acronym(word: str, words: tuple[str, ...]) -> bool:
    return len(words) > 1 and len(word) > 1 and word == "".join(w[0] for w in words)


def _bracketed_after(doc: Doc, names: list[Name], k: int) -> int | None:
    """Index of the organisation whose acronym stands in brackets right behind it."""
    name = names[k]
    if name.start < 2 or doc[name.start - 1].text != "(" or name.end >= len(doc):
        return None
    if doc[name.end].text != ")":
        return None
    return next(
        (
            j
            for j, other in enumerate(names)
            if other.end == name.start - 1 and other.type == "ORGANISATION"
        ),
        None,
    )
