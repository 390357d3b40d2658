"""Which side of the telling a bare date lies on: the tense of its clause decides.

From the date up the tree to the first verb that tells: a finite verb, a compound tense, a
participle, an infinitive that hangs on a verb of intention. UD labels only, so that any Italian
pipeline's parse will do.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..knowledge.date_files import Tense
from .periods import Side
from .source import Source

Told = tuple[Side, bool]  # the side, and whether the text tells it
_GUESS: Told = ("past", False)
_MAX_STEPS = 12


class TenseReader:
    """Reads the side of a date from the parse of a Doc."""

    def __init__(self, source: Source, words: Tense) -> None:
        self._source = source
        self._doc: Doc = source.doc
        self._scheduling = frozenset(words.scheduling)
        self._intending = frozenset(words.intending)
        self._ahead = frozenset(words.pointing_ahead)
        self._coming = frozenset(words.coming)
        self._staying = frozenset(words.staying)
        self._stative = frozenset(words.stative)
        self._inchoative = frozenset(words.inchoative)
        self._parsed = self._doc.has_annotation("DEP") and self._doc.has_annotation("MORPH")

    def side(self, start: int, end: int) -> Told:
        """Side of the expression in the atoms ``start`` to ``end``."""
        if not self._parsed:
            return _GUESS
        since = self._source.preceded("since", start)
        term = self._source.preceded("deadline", start)
        appointed = self._source.preceded("appointing", start)
        token = _top(self._doc, self._span(start, end))
        for _ in range(_MAX_STEPS):
            head = token.head
            told = self._of(token, appointed)
            if told is not None:
                if told[0] == "past" and term:
                    return "near", True
                if told[0] == "present" and since and self._lasting(token, start):
                    return "since", True
                return told
            if head is token:
                break
            token = head
        return ("future", False) if term else _GUESS

    def _lasting(self, verb: Token, start: int) -> bool:
        """Whether what the verb tells has lasted since the date."""
        date = self._source.token(start)
        if date is None:
            return False
        if date.i < verb.i:
            return verb.lemma_ in self._staying
        return verb.lemma_ not in self._inchoative

    def remote(self, start: int, end: int) -> bool:
        """Whether the date is what came before or after something told in the remote past."""
        verb = self.verb(start, end) if self._source.preceded("around", start) else None
        if verb is None or _finite(verb) is not verb:
            return False
        return _feature(verb, "Mood") == "Ind" and _feature(verb, "Tense") == "Past"

    def verb(self, start: int, end: int) -> Token | None:
        """Verb that the expression hangs on, however deep."""
        if not self._parsed:
            return None
        token = _top(self._doc, self._span(start, end))
        for _ in range(_MAX_STEPS):
            if token.pos_ == "VERB" or _feature(token, "VerbForm"):
                return token
            if token.head is token:
                return None
            token = token.head
        return None

    def nowadays(self, start: int, end: int) -> bool:
        """Whether "oggi" is the times we live in: "oggi in pensione", "oggi vive a Roma"."""
        if not self._parsed:
            return False
        token = _top(self._doc, self._span(start, end))
        head = token.head
        if head.i <= token.i or any(c.dep_ == "case" for c in token.children):
            return False
        present = _feature(head, "Tense") == "Pres" and _feature(head, "VerbForm") == "Fin"
        if head.pos_ in ("VERB", "AUX"):
            return present and head.lemma_ in self._stative
        return not _verbal(head)

    def present(self, start: int, end: int) -> bool:
        """Whether the verb of the clause is in the simple present."""
        token = _top(self._doc, self._span(start, end))
        for _ in range(_MAX_STEPS):
            finite = _finite(token)
            if finite is not None:
                return finite is token and _feature(token, "Tense") == "Pres"
            if token.head is token:
                return False
            token = token.head
        return False

    def _span(self, start: int, end: int) -> list[Token]:
        first, last = self._source.token(start), self._source.token(end - 1)
        if first is None or last is None:
            return []
        return [self._doc[i] for i in range(first.i, last.i + 1)]

    def _of(self, token: Token, appointed: bool) -> Told | None:
        if appointed and token.lemma_ in self._scheduling:
            return "future", True
        form = _feature(token, "VerbForm")
        if token.pos_ not in ("VERB", "AUX") and not form:
            return self._of_predicate(token)
        finite = _finite(token)
        if finite is not None and finite is not token:
            if token.lemma_ in self._scheduling and _simple(finite)[0] == "present":
                return "future" if form == "Part" and not _perfect(token, finite) else "past", True
            return self._compound(token, finite)
        if finite is not None:
            return _simple(finite)
        if form == "Part" and token.dep_ in ("xcomp", "ccomp"):
            return None  # "resterà chiusa": the verb above it tells
        if form == "Part":
            if token.lemma_ in self._scheduling or token.lemma_ in self._ahead:
                return ("future", True) if appointed else ("near", True)
            return "past", True
        if form == "Inf" and token.head is not token and token.head.lemma_ in self._intending:
            return "future", True
        return None

    def _of_predicate(self, token: Token) -> Told | None:
        """Read a noun or adjective: its copula tells, or its meaning ("in programma")."""
        finite = next((c for c in token.children if c.dep_ == "cop"), None)
        if token.lemma_ in self._coming and token.dep_ == "ROOT" and finite is None:
            return "future", True
        if token.lemma_ in self._ahead and (finite is None or _feature(finite, "Tense") == "Pres"):
            return "future", True
        if finite is not None:
            if _feature(finite, "VerbForm") == "Part":
                return "past", True
            return _simple(finite)
        return None

    def _compound(self, verb: Token, finite: Token) -> Told:
        """Read a participle or infinitive with its auxiliaries."""
        mood, tense = _feature(finite, "Mood"), _feature(finite, "Tense")
        if tense == "Fut":
            return "future", True
        if _feature(verb, "VerbForm") == "Inf":
            if tense in ("Imp", "Past"):
                return "past", True
            return "future", True
        if mood == "Cnd":
            return "reported", True
        passive = finite.dep_ == "aux:pass" and tense == "Pres"
        if passive and not any(_feature(c, "VerbForm") == "Part" for c in _auxiliaries(verb)):
            return "present", True
        return "past", True


def _simple(finite: Token) -> Told:
    mood, tense = _feature(finite, "Mood"), _feature(finite, "Tense")
    if tense == "Fut" or mood in ("Cnd", "Imp"):
        return "future", True
    if tense in ("Past", "Imp"):
        return "past", True
    return "present", True


def _perfect(verb: Token, finite: Token) -> bool:
    """Whether "ha", or "è stato", makes the participle a past one: "ha fissato" but "è fissato"."""
    auxiliaries = _auxiliaries(verb)
    if any(_feature(c, "VerbForm") == "Part" for c in auxiliaries):
        return True
    return not any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children) and any(
        c.dep_ in ("obj", "ccomp") for c in verb.children
    )


def _finite(token: Token) -> Token | None:
    """Give the finite verb of a verb: itself or an auxiliary."""
    if _feature(token, "VerbForm") == "Fin":
        return token
    for child in _auxiliaries(token):
        if _feature(child, "VerbForm") == "Fin":
            return child
    return None


def _auxiliaries(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("aux", "aux:pass")]


def _verbal(token: Token) -> bool:
    return bool(_feature(token, "VerbForm")) or any(
        c.dep_ in ("cop", "aux", "aux:pass") for c in token.children
    )


def _feature(token: Token, name: str) -> str:
    values: list[str] = token.morph.get(name, [])
    return values[0] if values else ""


def _top(doc: Doc, tokens: list[Token]) -> Token:
    """Give the token through which the expression hangs in the tree."""
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside), tokens[0])
