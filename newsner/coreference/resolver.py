"""The coreference stage: one pass over the sentences."""

from __future__ import annotations

from spacy.tokens import Doc

from ..deadline import check
from ..layers import GAZETTEER, EntityRow, MentionRow
from .classes import BY_NATION
from .discourse import Discourse
from .kin import Kin
from .nominals import Nominals
from .possessives import homelands
from .pronouns import pronouns_of_region
from .subjects import subjects_of_region


class CoreferenceResolver:
    """Add pronoun, null and nominal mentions to the mention layer.

    Reads the entity and mention layers and the parse. Every row it adds says which rule resolved
    it and how certain that is; what is less certain than `choice.THRESHOLD` is left out. Quotations
    are read after the text around them, which says who speaks.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the anaphora of ``doc``."""
        entities = EntityRow.read(doc)
        mentions = [m for m in MentionRow.read(doc) if m.kind in _GIVEN or m.rule == GAZETTEER]
        if not entities or not mentions:
            return doc
        discourse = Discourse(doc, entities, mentions)
        sentences = [(s.start, s.end) for s in doc.sents]
        nominals, kin = Nominals(discourse), Kin(discourse)
        for start, end in sentences:
            check()
            nominals.read(start, end)
            discourse.read_sentence(start, end)
            subjects_of_region(discourse, start, end, -1)
            pronouns_of_region(discourse, start, end, -1)
            kin.read(start, end)
            nominals.note(discourse.found)
        for quotation, (start, end) in enumerate(discourse.quotations):
            check()
            subjects_of_region(discourse, start, end, quotation)
            pronouns_of_region(discourse, start, end, quotation)
        homelands(discourse)
        again = {m.root for m in discourse.found if m.rule == BY_NATION}  # no longer the state
        kept = [m for m in mentions if m.root not in again or m.kind != "demonym"]
        MentionRow.write(doc, [*kept, *_once(discourse.found)])
        return doc


_GIVEN = ("name", "demonym", "metonym")


def _once(rows: list[MentionRow]) -> list[MentionRow]:
    """Rows without repeats of one entity at one place."""
    return list({(m.start, m.end, m.entity): m for m in rows}.values())
