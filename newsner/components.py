"""spaCy factories and extensions: what makes the stages a pipeline.

spaCy imports this module for every pipeline it makes, of any language: whatever is heavy is
imported when a factory is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from .schema import Article

KEY = "newsner"  # as layers.KEY

STAGES = (
    "newsner_entities",
    "newsner_dates",
    "newsner_coreference",
    "newsner_propositions",
    "newsner_relations",
)


def set_extensions() -> None:
    """Declare ``Doc._.newsner``: the Article of a Doc that went through the stages."""
    if not Doc.has_extension("newsner"):
        Doc.set_extension("newsner", getter=read_article)


def read_article(doc: Doc) -> Article:
    """Assemble the Article of ``doc``, with the model its pipeline noted."""
    from .assemble import assemble
    from .schema import Model

    name, version = doc.user_data.get(KEY, {}).get("model", ["unknown", ""])
    return assemble(doc, Model(name=name, version=version))


class Stage:
    """A stage as a spaCy component: calls it, and notes which pipeline parsed the Doc."""

    def __init__(self, nlp: Language, name: str, stage: Callable[[Doc], Doc]) -> None:
        set_extensions()
        self.name = name
        self.stage = stage
        meta = nlp.meta
        self._model = [f"{meta['lang']}_{meta['name']}", str(meta["version"])]

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on ``doc``."""
        doc.user_data.setdefault(KEY, {})["model"] = self._model
        return self.stage(doc)


@Language.factory("newsner_entities")
def make_entities(nlp: Language, name: str) -> Stage:
    """Entities: people, countries, organisations, places."""
    from .entities import EntityRecogniser

    return Stage(nlp, name, EntityRecogniser())


@Language.factory("newsner_dates")
def make_dates(nlp: Language, name: str) -> Stage:
    """Dates: temporal expressions with values."""
    from .dates import DateTagger

    return Stage(nlp, name, DateTagger())


@Language.factory("newsner_coreference")
def make_coreference(nlp: Language, name: str) -> Stage:
    """Coreference: null subjects, pronouns, nominals."""
    from .coreference import CoreferenceResolver

    return Stage(nlp, name, CoreferenceResolver())


@Language.factory("newsner_propositions")
def make_propositions(nlp: Language, name: str) -> Stage:
    """Propositions: who did what to whom."""
    from .propositions import PropositionExtractor

    return Stage(nlp, name, PropositionExtractor())


@Language.factory("newsner_relations")
def make_relations(nlp: Language, name: str) -> Stage:
    """Relations: the lexicon's types over propositions."""
    from .relations import RelationMatcher

    return Stage(nlp, name, RelationMatcher())


@Language.factory("newsner")
def make_newsner(nlp: Language, name: str) -> Stage:
    """All stages in one component."""
    makers: tuple[Callable[[Language, str], Any], ...] = (
        make_entities,
        make_dates,
        make_coreference,
        make_propositions,
        make_relations,
    )
    stages = [make(nlp, f"{name}_{make.__name__}") for make in makers]

    def run(doc: Doc) -> Doc:
        for stage in stages:
            doc = stage(doc)
        return doc

    return Stage(nlp, name, run)
