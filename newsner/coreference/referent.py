"""A thing spoken of at one place of the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Referent:
    """A thing spoken of at one place: one entity, several that are coordinated, or none.

    A common noun without entity competes too: "La mossa ... . Segue ..." must not go to a person.
    """

    token: int
    sentence: int
    entities: tuple[int, ...]
    type: str
    gender: str
    number: str
    weight: float
    animate: bool
    role: str
    anaphoric: bool = False
    topic: bool = False  # what its sentence is about, though not its subject

    def agrees(self, gender: str, number: str) -> bool:
        """Whether nothing contradicts the gender and number wanted ("" = any)."""
        return (not gender or not self.gender or gender == self.gender) and (
            not number or not self.number or number == self.number
        )
