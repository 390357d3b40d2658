"""Who holds, takes or leaves which office, so that "le sue dimissioni" finds the body left.

In: relations as they are found; out: the body or state whose office a person holds.
"""

from __future__ import annotations

from ..layers import RelationRow
from .parse import Parse
from .slots import UNDERSTOOD, Side, Slots
from .topic import COUNTRY

HOLDING = frozenset(("HEADS", "MEMBER_OF"))  # what the slot "office" looks up
OFFICES = HOLDING | {"TOOK_OFFICE", "LEFT_OFFICE"}
NEW = "new"  # for the type of an office one is made to hold: not yet whose place another takes
PREDICATIVE = "predicative"
# What a successor takes, where the predecessor's office is told by how it ended; what one is
# a mere member of is not handed on (a player is replaced on the field).
HANDED_ON = frozenset(("HEADS", "LEFT_OFFICE"))
BY_BODY = frozenset(("DISMISSED",))  # the same, told of the body whose office it was


class Offices:
    """The offices that the relations of one Doc tell of."""

    def __init__(self, parse: Parse) -> None:
        self.parse, self.entities, self.words = parse, parse.entities, parse.words
        self.of_person: dict[int, list[tuple[int, int, str]]] = {}  # trigger, body, type

    def note(self, row: RelationRow) -> None:
        """Note whose office in which body a relation tells of."""
        if row.status == "negated":
            return
        if row.type in HOLDING | HANDED_ON:
            person, body = row.subject, row.object
        elif row.type in BY_BODY:
            person, body = row.object, row.subject
        else:
            return
        to_come = row.construction == PREDICATIVE or UNDERSTOOD in [a[0] for a in row.arguments[:1]]
        type_ = NEW if to_come and row.type in HOLDING else row.type
        self.of_person.setdefault(person, []).append((row.trigger[0], body, type_))

    def look_up(self, person: int, view: Slots) -> list[Side]:
        """Body, state or place whose office the person holds, by the nearest title.

        A frame may name slots of whose office it is instead: "X succede a Y" is about what Y
        heads or has left.
        """
        at, frame = view.p.predicate, view.frame
        others = [e for slot in frame.office_of for a in view.fill(slot, None) for e in a.entities]
        held = [
            (trigger > at, abs(at - trigger), body, trigger)  # what was told before comes first
            for holder in (others if frame.office_of else [person])
            for trigger, body, type_ in self.of_person.get(holder, ())
            if self.entities[body].type in frame.object_types
            and type_ in (HANDED_ON | BY_BODY if frame.office_of else HOLDING | {NEW})
        ]
        if not frame.office_of:
            held = [h for h in held if self._may_be_of(view, h[3])]
        return [(min(held)[2], None)] if held else []

    def _may_be_of(self, view: Slots, trigger: int) -> bool:
        """Whether a post may be of the body of the title at ``trigger``.

        "Il giudice della Consulta X è eletto presidente della Repubblica": what has an owner of
        its own is of no other body, unless the title is the same.
        """
        posts = view.fill("predicative", None)
        kids = ((a.head, k) for a in posts for k in self.parse.kids[a.head])
        owned = any(self.parse.dep[k] == "nmod" and k > head for head, k in kids)
        return not owned or any(a.lemma == self.words[trigger][1] for a in posts)

    def is_of_another(self, person: int, at: int, owner: int) -> bool:
        """Whether the article says that the title at ``at`` is of another country or body."""
        return any(
            body != owner
            and (self.entities[body].type == COUNTRY or self.words[trigger] == self.words[at])
            for trigger, body, _ in self.of_person.get(person, ())
        )
