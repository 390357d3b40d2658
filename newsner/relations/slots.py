"""The slots of a proposition, as a frame of the lexicon names them."""

from __future__ import annotations

from collections.abc import Iterator

from ..knowledge.relations import ENTITY, WILDCARD, Frame
from ..layers import LENT, Argument, Proposition

PLAIN_ROLES = frozenset(("bearer", "mod", "clause", "comp", "predicative", "bare"))
OBLIQUE_NAMES = frozenset(("adj", "poss"))
LINK = "link"
# Marker of an agent that the noun leaves to its clause: what it does may be to come.
UNDERSTOOD = "understood"
Side = tuple[int, Argument | None]  # entity (or date) and the argument it comes from


class Fillers:
    """Arguments of a proposition by role and by marker, for all frames that read it.

    ``words`` are form and lemma of every token; ``demonym`` is the country of a predicate that
    is itself a demonym.
    """

    def __init__(
        self, p: Proposition, words: list[tuple[str, str]], demonym: list[Argument]
    ) -> None:
        self.p, self.words, self.demonym = p, words, demonym
        self.of_role: dict[str, list[Argument]] = {}
        self.of_marker: dict[str, list[Argument]] = {}
        for a in p.arguments:
            self.of_role.setdefault(a.role, []).append(a)
            self.of_marker.setdefault(a.marker, []).append(a)
        self.listed = {name for a in (*p.arguments, *demonym) for name in self.names(a)}

    def may_fit(self, frame: Frame) -> bool:
        """Whether a frame is worth a look: most are not, by what is listed and marked here.

        Where no filler is among the words asked for, no noun lends its arguments either.
        """
        if frame.asked and self.listed.isdisjoint(frame.asked):
            return False
        return not any(self.of_marker.keys().isdisjoint(side) for side in frame.marked)

    def names(self, a: Argument) -> tuple[str, ...]:
        """Give what a filler may be listed as.

        That is its lemma, its form (lemmas err), either with the next word ("lista nera"), and
        the first word of a name.
        """
        form, lemma = self.words[a.head]
        names = [a.lemma, form]
        for after in self.words[a.head + 1 : a.head + 2]:
            names += [f"{form} {after[0]}", f"{lemma} {after[1]}"]
        if a.entities:
            names.append(self.words[a.start][0])
        return tuple(names)


class Slots:
    """A proposition as one frame reads it: slots by name."""

    def __init__(
        self,
        own: Fillers,
        frame: Frame,
        predicates: dict[str, dict[int, Proposition]],
    ) -> None:
        p = own.p
        self.p, self.own, self.frame = p, own, frame
        self.nouns, self.verbs = predicates["noun"], predicates["verb"]
        self.lent = list(own.demonym)
        if p.kind != LINK:
            for a in self._asked_for():
                if a.head in self.nouns and a.head != p.predicate:
                    self.lent += [b for b in self.nouns[a.head].arguments if _is_lent(b)]

    def meets(self, slots: tuple[str, ...], words: frozenset[str]) -> bool:
        """Whether one of the slots is filled by one of the words."""
        wild = WILDCARD in words
        if ENTITY in words and any(a.entities for slot in slots for a in self.fill(slot, None)):
            return True
        if wild and "date" in slots and self.p.when >= 0:
            return True
        return any(
            wild or not words.isdisjoint(self.own.names(a))
            for slot in slots
            for a in self.fill(slot, None)
        )

    def asked_for(self) -> Argument | None:
        """Give the argument that the frame's conditions ask for: the office of "eletto sindaco"."""
        return next(self._asked_for(), None)

    def _asked_for(self) -> Iterator[Argument]:
        for condition in self.frame.with_:
            for slot in condition.slots:
                for a in self.fill(slot, None):
                    if any(map(condition.accepts, self.own.names(a))):
                        yield a

    def fill(self, slot: str, used: set[int] | None) -> list[Argument]:
        """Arguments in the slot; those in ``used`` (by identity) are taken by the other side."""
        return [a for a in self._candidates(slot) if used is None or id(a) not in used]

    def reach(self, slot: str) -> list[Argument]:
        """Arguments in the slot, and who is behind them: "critica *la scelta* di X" meets X.

        Behind a complement clause is whom its verb concerns, as its patient or in another slot
        of the object: "minaccia *di invadere* X", "minaccia *di uscire* dalla X".
        """
        found = self.fill(slot, None)
        if slot == "comp":
            wanted = ("patient", *self.frame.object)
            below = [self.verbs[a.head] for a in found if a.head in self.verbs]
            found = [b for p in below for b in p.arguments if (b.marker or b.role) in wanted]
        behind = [
            owner
            for a in found
            if not a.entities and not self.frame.through.isdisjoint(self.own.names(a))
            for owner in self._owners(a)
        ]
        return found + behind

    def _owners(self, a: Argument) -> list[Argument]:
        """Whose the noun of the argument is: who does it if it says so, else its genitive."""
        noun = self.nouns.get(a.head)
        if noun is None:
            return []
        doers = [
            b
            for b in noun.arguments
            if b.marker in OBLIQUE_NAMES or (b.role == "agent" and " " in b.marker)
        ]
        return doers or [b for b in noun.arguments if b.role == "genitive"]

    def _candidates(self, slot: str) -> list[Argument]:
        if slot in ("agent", "patient"):
            found = self._of_role(slot)
            if self.p.kind == "noun":
                own = self._of_noun(slot)
                if slot == self.frame.genitive and any(a.entities for a in own):
                    found = [a for a in found if not a.how.startswith(LENT)]
                return (found and _explicit(found)) or own or found
            return found
        if slot in PLAIN_ROLES:
            return self._of_role(slot)
        if slot == "head":
            return self._of_role("bearer")
        if slot == "genitive":
            deep = self._of_role("deep") + [a for a in self.lent if a.role == "deep"]
            near = self._of_role("genitive") + [a for a in self.lent if a.role == "genitive"]
            return near + [a for a in deep if a.marker != "adj"]
        named = self.own.of_marker.get(slot, [])
        if slot == "adj" and WILDCARD in self.frame.triggers:  # any noun: only its own adjective
            named = [a for a in named if a.role != "deep"]
        if slot != "adj" and any(a.entities for a in named):
            return named
        return named + [a for a in self.lent if a.marker == slot]

    def _of_role(self, role: str) -> list[Argument]:
        return self.own.of_role.get(role, [])

    def _in_trigger(self, a: Argument) -> bool:
        """Whether a genitive is a part of the trigger: "visita di stato"."""
        trigger = f"{self.p.lemma} {a.marker} {self.own.words[a.head][0]}"
        return not a.entities and trigger in self.frame.triggers

    def _of_noun(self, slot: str) -> list[Argument]:
        """Agent or patient of a noun among its genitive, demonym and possessive."""
        genitive = [a for a in self._of_role("genitive") if not self._in_trigger(a)]
        if not any(a.entities for a in genitive):  # "avviso di garanzia della Procura"
            genitive = genitive + [a for a in self._of_role("deep") if a.marker != "adj"]
        others = [a for a in self._of_role("oblique") if a.marker in OBLIQUE_NAMES]
        if slot == self.frame.genitive:
            if slot == "agent":
                return [*others, *genitive]
            return genitive or others
        if slot == "agent":
            patient_filled = any(a.entities for a in genitive) or "patient" not in self.frame.object
            return others if patient_filled else []
        return []


def _is_lent(a: Argument) -> bool:
    """Whether an argument of the noun in a multiword trigger counts as the trigger's."""
    return a.role in ("oblique", "genitive", "deep") or (a.role == "agent" and " " in a.marker)


def _explicit(arguments: list[Argument]) -> list[Argument]:
    return [a for a in arguments if a.marker != UNDERSTOOD]
