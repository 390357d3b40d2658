"""What a text has said of its entities so far: the mentions, taken notice of in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..layers import MentionRow
from ..words import Word
from .discourse import Discourse
from .facts import WAS
from .prominence import role_of
from .speakers import reports
from .tree import SUBJECT, clause_of, is_passive


@dataclass(slots=True)
class Seen:
    """What the text has said of an entity so far."""

    last: MentionRow
    role: str
    first: MentionRow
    count: int = 0
    subject: int = 0
    subject_in: int = -9  # last sentence in which it was a subject
    main_in: int = -9  # last sentence of whose main clause it was the subject
    spoke_in: int = -9  # last sentence in which it was the subject of a verb of saying
    nouns: set[str] = field(default_factory=set)  # by which noun phrases have taken it up


class Timeline:
    """The mentions of a text, taken notice of in order."""

    def __init__(self, d: Discourse, mentions: Iterable[MentionRow]) -> None:
        self.d = d
        self.seen: dict[int, Seen] = {}
        self.groups: list[tuple[int, tuple[int, ...]]] = []
        self.in_sentence: dict[int, dict[int, None]] = {}
        self._rows = sorted(mentions, key=lambda m: (m.start, m.end))
        self._next = 0
        self.total = [0] * len(d.entities)
        self.ahead: dict[int, dict[int, None]] = {}  # sentence -> entities named in it
        for m in d.named:
            self.total[m.entity] += 1
            self.ahead.setdefault(d.sentence_of[m.root], {})[m.entity] = None
        self.most = max(self.total, default=0)

    def advance(self, upto: int) -> None:
        """Take notice of the mentions that begin before token ``upto``."""
        rows = self._rows
        while self._next < len(rows) and rows[self._next].start < upto:
            together = [rows[self._next]]
            self._next += 1
            while self._next < len(rows) and rows[self._next].start == together[0].start:
                together.append(rows[self._next])
                self._next += 1
            self.note(together)

    def note(self, together: Sequence[MentionRow]) -> None:
        """Take notice of the mentions at one place."""
        for row in together:
            self._note(row)
        first = together[0]
        if len(together) > 1 and first.kind not in ("name", "demonym"):
            members = tuple(dict.fromkeys(m.entity for m in together))
            self.groups.append((first.start, members))
        group = self.d.group_at.get(first.root)
        if group is not None and first.kind == "name":
            self.groups.append((first.start, group.entities))

    def _note(self, row: MentionRow) -> None:
        d = self.d
        sentence, token = d.sentence_of[row.start], d.doc[row.root]
        role, clause = _role(row, token)
        known = self.seen.get(row.entity)
        if known is None:
            known = self.seen[row.entity] = Seen(row, role, row)
        known.last, known.role = row, role
        known.count += 1
        if row.kind == "nominal":
            known.nouns.add(token.lemma_.casefold())
        self.in_sentence.setdefault(sentence, {})[row.entity] = None
        if role in SUBJECT:
            known.subject += 1
            known.subject_in = sentence
            if clause is not None and clause.dep_ in ("ROOT", "conj", "parataxis"):
                known.main_in = sentence
            if clause is not None and reports(clause):
                known.spoke_in = sentence


def _role(row: MentionRow, token: Word) -> tuple[str, Word | None]:
    """Give the grammatical role of a mention and, of a subject, the head of its clause."""
    if row.kind == "null":
        return ("nsubj:pass" if is_passive(token) else "nsubj"), token
    top = token
    for _ in range(4):
        name = top.dep_ in ("flat", "flat:name", "compound", "appos", "nmod")
        if not name or any(c.dep_ == "case" for c in top.children):
            break
        top = top.head
    role = role_of(top)
    if role not in WAS:
        role = "other"
    return role, clause_of(top.head) if role in SUBJECT and top.head != top else None
