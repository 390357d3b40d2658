"""What speaks for it that a sentence tells what was done to somebody, as features.

In: the parse, mentions and propositions of a Doc. Out: its candidates, a mention each, with
named features, and the token that each stands on: the words above and beside the mention in the
tree, around it in the sentence, what propositions it fills and what else fills them. Beside its
lemma a word counts as its classes: the relation types among whose triggers, and the word lists of
the lexicon in which, it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from ..knowledge.relations import Lexicon
from ..layers import EntityRow, MentionRow, Proposition, column

NOWHERE = -1  # token of a feature that stands on none
HEIGHT = 3  # words above a mention that are read
FAR = 40  # tokens of a long sentence, before and after the mention, that are read
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "ADV"))
Feature = tuple[str, int]  # name, token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention of somebody to whom something may have been done."""

    entity: int
    at: int  # token through which it hangs in the tree
    start: int
    end: int
    sentence: tuple[int, int]  # tokens
    features: tuple[Feature, ...]


def classes_of(known: Lexicon, types: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the classes of a lexicon's words: which of ``types`` they trigger, their word lists."""
    found: dict[str, set[str]] = {}
    wanted = set(types)
    for frame in known.all_frames:
        if frame.relation.type in wanted:
            for trigger in frame.triggers:
                found.setdefault(trigger, set()).add(frame.relation.type)
            for condition in frame.with_:
                for word in condition.words:
                    found.setdefault(word, set()).add(f"{frame.relation.type} with")
    for name, listed in known.wordlists.items():
        for word in listed:
            found.setdefault(word, set()).add(f"@{name}")
    return {word: tuple(sorted(names)) for word, names in found.items()}


class Patients:
    """Reads the candidates of one Doc; ``classes`` as `classes_of` gives them."""

    def __init__(self, doc: Doc, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.doc = doc
        self.entities = EntityRow.read(doc)
        forms, self.lemma = column(doc, "LOWER"), [w.lower() for w in column(doc, "LEMMA")]
        self.dep, self.pos = column(doc, "DEP"), column(doc, "POS")
        self.classes = [
            tuple(dict.fromkeys((*classes.get(a, ()), *classes.get(b, ()))))
            for a, b in zip(self.lemma, forms, strict=True)
        ]
        self.head = [t.head.i for t in doc]
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self.fills: dict[int, list[tuple[Proposition, int]]] = {}
        for p in Proposition.read(doc):
            for k, a in enumerate(p.arguments):
                for e in a.entities:
                    self.fills.setdefault(e, []).append((p, k))

    def read(self) -> Iterator[Candidate]:
        """Give the candidates in the order of the mentions."""
        starts = sorted({t.sent.start for t in self.doc})
        bounds = [*starts, len(self.doc)]
        rows = sorted(MentionRow.read(self.doc), key=lambda m: m.start)
        k = 0
        for m in rows:
            if m.entity < 0:
                continue
            while bounds[k + 1] <= m.start:
                k += 1
            sentence = (bounds[k], bounds[k + 1])
            yield Candidate(
                m.entity, m.root, m.start, m.end, sentence, tuple(self._features(m, sentence))
            )

    def _word(self, prefix: str, i: int) -> Iterator[Feature]:
        yield f"{prefix} {self.lemma[i]}", i
        for name in self.classes[i]:
            yield f"{prefix} {name}", i

    def _features(self, m: MentionRow, sentence: tuple[int, int]) -> Iterator[Feature]:
        kind = self.entities[m.entity].type
        yield f"type {kind}", NOWHERE
        yield f"kind {m.kind}", NOWHERE
        yield from self._above(m)
        yield from self._beside(m, sentence)
        yield from self._filled(m, sentence)
        marker = self._written_marker(m, sentence)
        yield f"marker {marker} {kind}", NOWHERE
        first, last = max(sentence[0], m.start - FAR), min(sentence[1], m.end + FAR)
        nearest: dict[str, int] = {}
        for i in range(first, last):
            if self.pos[i] not in CONTENT or m.start <= i < m.end:
                continue
            yield from self._word("in", i)
            side = "before" if i < m.start else "after"
            form = self.doc[i].morph.get("VerbForm", [])
            for name in self.classes[i]:
                yield f"in {name} {side} {marker}", i
                if form:
                    yield f"in {name} {side} {marker} {form[0]}", i
                if i < m.start or f"{name} after" not in nearest:
                    nearest[f"{name} {side}"] = i
        for name, i in nearest.items():
            gap = m.start - i if i < m.start else i - m.end + 1
            yield f"near {name} {min(gap, 12) // 3} {marker}", i
            between = self.lemma[min(i + 1, m.end) : max(m.start, i)]
            cut = any(w in (",", ":", ";") for w in between)
            yield f"near {name} {cut} {marker}", i
        for n, i in enumerate(range(sentence[0], min(sentence[0] + 2, sentence[1]))):
            if not m.start <= i < m.end:
                yield from self._word(f"first{n}", i)

    def _written_marker(self, m: MentionRow, sentence: tuple[int, int]) -> str:
        """Give the preposition right before the mention's phrase, or how it stands without one."""
        for i in range(m.start - 1, max(sentence[0], m.start - 4) - 1, -1):
            if self.pos[i] == "ADP":
                return self.lemma[i]
            if self.pos[i] not in ("DET", "ADJ", "NOUN", "PROPN"):
                return self.lemma[i] if self.pos[i] in ("PUNCT", "VERB", "AUX", "CCONJ") else ""
        return "start" if m.kind != "null" else "null"

    def _above(self, m: MentionRow) -> Iterator[Feature]:
        """Words above the mention, with the way to them, and what else hangs on them."""
        at = m.root
        case = " ".join(self.lemma[k] for k in self.kids[at] if self.dep[k] == "case")
        yield f"case {case}", NOWHERE
        way = "null" if m.kind == "null" else ""
        node, seen = at, {at}
        for height in range(HEIGHT + 1):
            if height or m.kind == "null":
                yield from self._word("up", node)
                yield from self._word(f"up {way} {case if height == 1 else ''}", node)
            for k in self.kids[node]:
                if k not in seen and not m.start <= k < m.end:
                    yield from self._word(f"kid{height} {self.dep[k]}", k)
                    if not height and self.dep[k] in ("acl", "acl:relcl", "appos", "amod"):
                        for below in self.kids[k]:
                            yield from self._word(f"below {self.dep[k]}", below)
            if self.head[node] in seen:
                break
            way = f"{way} {self.dep[node]}"
            node = self.head[node]
            seen.add(node)

    def _beside(self, m: MentionRow, sentence: tuple[int, int]) -> Iterator[Feature]:
        for n in (1, 2, 3):
            if m.start - n >= sentence[0]:
                yield from self._word(f"left{n}", m.start - n)
                yield from self._word("left", m.start - n)
            if m.end - 1 + n < sentence[1]:
                yield from self._word(f"right{n}", m.end - 1 + n)
                yield from self._word("right", m.end - 1 + n)
        if m.start - 2 >= sentence[0]:
            yield f"before {self.lemma[m.start - 2]} {self.lemma[m.start - 1]}", m.start - 2
        if m.end + 1 < sentence[1]:
            yield f"after {self.lemma[m.end]} {self.lemma[m.end + 1]}", m.end

    def _filled(self, m: MentionRow, sentence: tuple[int, int]) -> Iterator[Feature]:
        """Propositions of the sentence that the entity fills, and what else fills them."""
        for p, own in self.fills.get(m.entity, ()):
            if not sentence[0] <= p.predicate < sentence[1]:
                continue
            a = p.arguments[own]
            role = f"{a.role} {a.marker}"
            yield from self._word(f"fills {role}", p.predicate)
            yield from self._word(f"fills {role} {p.construction}", p.predicate)
            for k, b in enumerate(p.arguments):
                if k == own:
                    continue
                yield from self._word(f"fills {role} with {b.role} {b.marker}", b.head)
                if b.entities and b.role == "agent" and b.marker != "understood":
                    yield f"fills {role} beside an agent", p.predicate
