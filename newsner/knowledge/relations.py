"""The relation lexicon: which words say which relation, and which slot gives which side.

``data/relations/*.toml`` declares the relation types and their frames, ``data/wordlists.toml``
the word lists that frames share (written ``"@name"``). A user's file has the form of ours, with
its own ``[wordlists]`` if it likes, and adds types, or frames to our types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ..errors import DataFileError
from . import loader
from .loader import Source, did_you_mean
from .relation_files import FrameEntry, RelationEntry, RelationFile, Side, WordLists

KINDS = ("verb", "noun", "adjective", "link")
WILDCARD = "*"  # any filler
ENTITY = "+"  # any filler that is an entity
OWNER = ("genitive", "adj", "poss")  # what "owner" stands for
# Every other slot is a preposition of the word list "prepositions".
NOUN_SLOTS = ("bearer", "genitive", "adj", "poss", "bare", "owner", "head", "understood")
VERB_SLOTS = ("agent", "patient", "date", "where", "mod", "predicative", "comp", "clause")
# Looked up in the article, see docs/relation-lexicon.md.
ARTICLE_SLOTS = ("office", "topic", "source")
UNNAMED = "nobody"  # slot of a subject that a frame never names
SLOTS = frozenset((*NOUN_SLOTS, *VERB_SLOTS, *ARTICLE_SLOTS, UNNAMED))


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of the catalogue."""

    type: str
    description: str
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool
    subject_optional: bool  # news tells it also where nobody is named who does it
    alike: bool  # a person is set against a person, a body or state against a body or state
    plover: str | None
    cameo: str | None
    wikidata: str | None
    replaces: frozenset[str]  # types that are left out where this one says the same two
    # by language: active, its infinitive, passive, its infinitive
    phrases: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """One of ``slots`` is filled by one of ``words``; by anything where that is the wildcard."""

    slots: tuple[str, ...]
    words: frozenset[str]

    def accepts(self, lemma: str) -> bool:
        """Whether a filler with this lemma meets the condition."""
        return WILDCARD in self.words or lemma in self.words


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to say a relation: trigger words, conditions, and the slots of its two sides."""

    name: str  # "INVADED.invade", the rule of a relation; "INVADED#2" where the file gives no name
    relation: RelationType
    kind: str  # verb noun adjective link
    triggers: frozenset[str]
    excluded: frozenset[str]  # lemmas that do not trigger it: of a wildcard, or reflexive ones
    with_: tuple[Condition, ...]  # all must hold
    without: tuple[Condition, ...]  # none may hold
    through: frozenset[str]  # nouns in the object's slot whose owner is the object
    subject: tuple[str, ...]  # slots, in order of preference
    object: tuple[str, ...]
    subject_types: frozenset[str]
    object_types: frozenset[str]
    genitive: str
    status: str | None
    role: bool
    constructions: frozenset[str]  # of the proposition; empty: any
    office_of: tuple[str, ...]  # slots of whose office "office" is; empty: the subject's
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    asked: frozenset[str] = field(init=False, repr=False)
    marked: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what tells at a glance that the frame cannot fit.

        ``asked`` are words of which a filler must be one, empty where anything may do; ``marked``
        prepositions of which one must be there, a set for a side that has no other slot.
        """
        words = frozenset(w for c in self.with_ for w in c.words)
        any_entity = all(ENTITY in c.words for c in self.with_)  # also where there is no condition
        asked = frozenset() if any_entity or WILDCARD in words else words
        sides = () if self.with_ else (self.subject, self.object)
        marked = tuple(frozenset(side) for side in sides if SLOTS.isdisjoint(side))
        object.__setattr__(self, "asked", asked)
        object.__setattr__(self, "marked", marked)


@dataclass(frozen=True)
class Lexicon:
    """Relation types and frames, indexed by kind and trigger."""

    types: Mapping[str, RelationType]
    all_frames: tuple[Frame, ...]
    wordlists: Mapping[str, frozenset[str]]
    _index: dict[tuple[str, str], tuple[Frame, ...]] = field(repr=False)
    _multiwords: dict[str, tuple[tuple[str, int], ...]] = field(repr=False)

    def frames(self, kind: str, lemma: str) -> tuple[Frame, ...]:
        """Give the frames that ``lemma`` triggers.

        Wildcard frames are included, and for a reflexive verb ("allearsi") the frames of the
        plain verb.
        """
        found = self._index.get((kind, lemma), ())
        if kind == "verb" and lemma.endswith("si"):
            stem = lemma[:-2]  # alzar-si: alzare; ridur-si: ridurre
            for plain in (stem + "e", stem + "re"):
                found += self._index.get((kind, plain), ())
        found += self._index.get((kind, WILDCARD), ())
        return tuple(frame for frame in found if lemma not in frame.excluded)

    def has(self, kind: str, lemma: str) -> bool:
        """Whether a frame (a wildcard aside) is triggered by ``lemma``."""
        return (kind, lemma) in self._index

    def longest(self, words: Sequence[tuple[str, str]], i: int) -> str | None:
        """Find the longest multiword noun trigger whose head is word ``i``.

        Parameters
        ----------
        words
            Lower-cased form and lemma of each word of the sentence or Doc.
        """
        candidates = dict.fromkeys(w for key in words[i] for w in self._multiwords.get(key, ()))
        best: str | None = None
        for trigger, head in candidates:
            parts, start = trigger.split(), i - head
            if start < 0 or start + len(parts) > len(words):
                continue
            if all(p in words[start + k] for k, p in enumerate(parts)) and (
                best is None or len(parts) > len(best.split())
            ):
                best = trigger
        return best


@cache
def lexicon() -> Lexicon:
    """Give the bundled lexicon."""
    return load()


def load(sources: Iterable[str | Path | Source] = (), *, extend: bool = True) -> Lexicon:
    """Load lexicon files.

    Parameters
    ----------
    sources
        The user's files, as paths or already read.
    extend
        Whether they add to the bundled lexicon, or stand alone.

    Raises
    ------
    DataFileError
        A file cannot be read, or an entry is wrong; names file, type and frame.
    """
    builder = _Builder(loader.read(loader.DATA / "wordlists.toml", WordLists).wordlists)
    bundled = sorted((loader.DATA / "relations").glob("*.toml")) if extend else []
    for given in [*bundled, *sources]:
        source = given if isinstance(given, Source) else Source.of(Path(given))
        builder.add(source.name, loader.parse(source, RelationFile))
    return builder.build()


class _Builder:
    """Checks files one by one and gathers their frames."""

    def __init__(self, wordlists: dict[str, tuple[str, ...]]) -> None:
        self.wordlists = dict(wordlists)
        self.types: dict[str, RelationType] = {}
        self.frames: list[Frame] = []
        self.names: set[str] = set()
        self.count: dict[str, int] = {}  # by type, frames without a name
        self.where = ""  # file, type and frame being read: what an error names

    def add(self, path: str, content: RelationFile) -> None:
        self.where = path
        for name in content.wordlists:
            if name in self.wordlists:
                raise self._error(f"word list {name!r} exists already: give it another name")
        self.wordlists |= content.wordlists
        for entry in content.relation:
            self.where = f"{path}: {entry.type}"
            relation = self._relation(entry)
            for number, frame in enumerate(entry.frame, 1):
                self.where = f"{path}: {entry.type}: frame {frame.name or number}"
                self.frames.append(self._frame(self._name(entry.type, frame), relation, frame))

    def _name(self, type_: str, frame: FrameEntry) -> str:
        """Name of a frame; a file may leave it out, which numbers those without by type."""
        if frame.name is None:
            self.count[type_] = self.count.get(type_, 0) + 1
            return f"{type_}#{self.count[type_]}"
        name = f"{type_}.{frame.name}"
        if name in self.names:
            raise self._error(f"there is a frame {name} already: give it another name")
        self.names.add(name)
        return name

    def _error(self, problem: str) -> DataFileError:
        return DataFileError(f"{self.where}: {problem}")

    def _relation(self, entry: RelationEntry) -> RelationType:
        known = self.types.get(entry.type)
        declares = entry.model_fields_set - {"type", "frame"}
        if known is not None:
            if declares:
                raise self._error(f"declared before; leave out {', '.join(sorted(declares))}")
            return known
        if not (entry.subject and entry.object and entry.description):
            lacks = [n for n in ("description", "subject", "object") if not getattr(entry, n)]
            raise self._error(
                f"a new type needs {', '.join(lacks)}: write, for example, "
                'description = "who writes to whom", subject = ["PERSON"], object = ["PERSON"]'
                f"{_or_meant(entry.type, self.types)}"
            )
        self.types[entry.type] = RelationType(
            entry.type,
            entry.description,
            frozenset(entry.subject),
            frozenset(entry.object),
            entry.symmetric,
            entry.subject_optional,
            entry.alike,
            entry.plover,
            entry.cameo,
            entry.wikidata,
            frozenset(entry.replaces),
            {str(language): forms for language, forms in entry.phrases.items()},
        )
        return self.types[entry.type]

    def _frame(self, name: str, relation: RelationType, entry: FrameEntry) -> Frame:
        kinds = [kind for kind in KINDS if getattr(entry, kind)]
        if len(kinds) != 1:
            raise self._error(
                f"needs exactly one of {', '.join(KINDS)}, and has "
                f"{' and '.join(kinds) or 'none'}: make a frame of each"
            )
        if not entry.examples:
            raise self._error(
                'needs at least one example: examples = ["<s>Ada Verdi</s> ha scritto a '
                '<o>Ugo Neri</o>."]'
            )
        unnamed = entry.subject == (UNNAMED,)
        if unnamed and not relation.subject_optional:
            raise self._error("the type is not declared with subject_optional = true")
        marks = ("<o>", "</o>") if unnamed else ("<s>", "</s>", "<o>", "</o>")
        for text in entry.examples:
            if not all(text.count(mark) == 1 for mark in marks):
                raise self._error(f"mark one {' and one '.join(marks[::2])} in {text!r}")
        triggers = self._expand(getattr(entry, kinds[0]))
        return Frame(
            name=name,
            relation=relation,
            kind=kinds[0],
            triggers=triggers,
            excluded=self._expand(entry.except_),
            with_=tuple(self._condition(key, words) for key, words in entry.with_.items()),
            without=tuple(self._condition(key, words) for key, words in entry.without.items()),
            through=self._expand(entry.through),
            subject=self._slots(entry.subject),
            object=self._slots(entry.object),
            subject_types=self._narrow(relation.subjects, entry.subject_types),
            object_types=self._narrow(relation.objects, entry.object_types),
            genitive=entry.genitive,
            status=entry.status,
            role=entry.role,
            constructions=frozenset(entry.construction),
            office_of=self._slots(entry.office_of),
            examples=entry.examples,
            counterexamples=entry.counterexamples,
        )

    def _expand(self, words: Iterable[str], within: tuple[str, ...] = ()) -> frozenset[str]:
        expanded: set[str] = set()
        for word in words:
            if not word.startswith("@"):
                expanded.add(word)
            elif word[1:] in self.wordlists:
                if word in within:
                    chain = " → ".join((*within[within.index(word) :], word))
                    raise self._error(f"the word list {word[1:]!r} holds itself: {chain}")
                expanded |= self._expand(self.wordlists[word[1:]], (*within, word))
            else:
                close = did_you_mean(word[1:], self.wordlists)
                raise self._error(f"there is no word list {word[1:]!r}{close}")
        return frozenset(expanded)

    def _condition(self, key: str, words: Iterable[str]) -> Condition:
        return Condition(self._slots(key.split("|")), self._expand(words))

    def _slots(self, slots: Iterable[str]) -> tuple[str, ...]:
        for slot in slots:
            if slot not in SLOTS and slot not in self.wordlists["prepositions"]:
                raise self._error(
                    f"unknown slot {slot!r}{did_you_mean(slot, SLOTS)} (or a preposition of "
                    "the word list 'prepositions')"
                )
        return tuple(s for slot in slots for s in (OWNER if slot == "owner" else (slot,)))

    def _narrow(self, allowed: frozenset[str], types: Iterable[Side]) -> frozenset[str]:
        if not allowed.issuperset(types):
            raise self._error(f"{types} are not all among the type's {sorted(allowed)}")
        return frozenset(types) or allowed

    def build(self) -> Lexicon:
        for type_ in self.types.values():
            for name in type_.replaces - self.types.keys():
                close = did_you_mean(name, self.types)
                raise DataFileError(f"{type_.type} replaces {name}, which is no type{close}")
        index: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            for trigger in frame.triggers:
                index.setdefault((frame.kind, trigger), []).append(frame)
        return Lexicon(
            types=self.types,
            all_frames=tuple(self.frames),
            wordlists={name: self._expand(words) for name, words in self.wordlists.items()},
            _index={key: tuple(frames) for key, frames in index.items()},
            _multiwords=self._multiwords(),
        )

    def _multiwords(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Multiword noun triggers by the word that heads them: the first that is no modifier."""
        prenominal = set(self.wordlists["prenominal"])
        by_head: dict[str, dict[tuple[str, int], None]] = {}
        nouns = (t for f in self.frames if f.kind == "noun" for t in f.triggers | f.excluded)
        for trigger in nouns:
            parts = trigger.split()
            if len(parts) > 1:
                head = next((k for k, part in enumerate(parts) if part not in prenominal), 0)
                by_head.setdefault(parts[head], {})[trigger, head] = None
        return {head: tuple(triggers) for head, triggers in by_head.items()}


def _or_meant(type_: str, known: Iterable[str]) -> str:
    """Name the known type that is spelt nearly like a new one."""
    close = get_close_matches(type_, [*known], n=1)
    return f"; or did you mean the type {close[0]}?" if close else ""
