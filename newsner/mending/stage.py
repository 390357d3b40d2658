"""The mending stage: names, mentions and the parse in, edits of the parse out."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

from ..layers import EditRow, EntityRow, MentionRow
from ..syntax import hand_on, take_over
from .names import Names
from .rules import Driver
from .table import SWEEPS


class Mender:
    """Write the layer of edits; the parse in the Doc stays as it is.

    Parameters
    ----------
    without
        Names of rules to leave out.
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        self.without = frozenset(without)

    def __call__(self, doc: Doc) -> Doc:
        """Mend the tree of the Doc."""
        EditRow.write(doc, [])  # those of an earlier run are no part of the parse
        tree = take_over(doc)
        names = Names(tree, EntityRow.read(doc), MentionRow.read(doc))
        driver = Driver(tree, names, self.without)
        driver.run(SWEEPS)
        EditRow.write(
            doc,
            [
                EditRow(
                    applied.rule,
                    edit.token,
                    -1 if edit.head is None else edit.head,
                    edit.dep or "",
                    edit.pos or "",
                    edit.lemma or "",
                    None if edit.features is None else dict(edit.features),
                )
                for applied in driver.log
                for edit in applied.edits
            ],
        )
        hand_on(doc, tree)
        return doc
