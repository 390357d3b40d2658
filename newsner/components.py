"""spaCy factories and extensions: what makes the stages a pipeline.

spaCy imports this module for every pipeline it makes, of any language: whatever is heavy is
imported when a factory is called. Annotations are not postponed: earlier releases of spaCy 3.8
read those of a factory as they stand.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from .errors import ModelError

if TYPE_CHECKING:
    from .schema import Article, DateExpression, Entity, Relation

KEY = "newsner"  # as layers.KEY, which is not imported here to keep this module light

STAGES = (
    "newsner_entities",
    "newsner_dates",
    "newsner_coreference",
    "newsner_propositions",
    "newsner_relations",
)

#: What the stages read of the pipeline before them, and which component usually sets it.
NEEDS = {
    "DEP": "dependencies (a parser)",
    "POS": "parts of speech (a morphologizer or tagger)",
    "LEMMA": "lemmas (a lemmatizer)",
    "ENT_IOB": "names (an entity recogniser with PER, LOC, ORG)",
}
_REQUIRES = ["token.dep", "token.head", "token.pos", "token.morph", "token.lemma", "doc.ents"]


def set_extensions() -> None:
    """Declare what the stages add to ``Doc._`` and ``Span._``.

    ``Doc._.newsner`` is the Article; ``Doc._.newsner_published`` (ISO 8601, settable before the
    stages run) the date that relative expressions are anchored to. ``Span._.newsner_entities``,
    ``newsner_dates`` and ``newsner_relations`` are the results that touch the span.
    """
    if Doc.has_extension("newsner"):
        return
    Doc.set_extension("newsner", getter=read_article)
    Doc.set_extension("newsner_published", getter=_get_published, setter=_set_published)
    Span.set_extension("newsner_entities", getter=_entities_in)
    Span.set_extension("newsner_dates", getter=_dates_in)
    Span.set_extension("newsner_relations", getter=_relations_in)


def read_article(doc: Doc) -> "Article":
    """Assemble the Article of ``doc``, with the model its pipeline noted."""
    from .assemble import assemble
    from .schema import Model

    name, version = doc.user_data.get(KEY, {}).get("model", ["unknown", ""])
    return assemble(doc, Model(name=name, version=version))


def _get_published(doc: Doc) -> str | None:
    from .layers import get_input

    return get_input(doc).get("published")


def _set_published(doc: Doc, value: str | None) -> None:
    from .layers import get_input

    get_input(doc)["published"] = value


def _raw_bounds(span: Span) -> tuple[int, int]:
    """Characters of ``span`` in the text as given."""
    from .assemble import Offsets

    where = Offsets(span.doc)(span.start_char, span.end_char)
    return where["start"], where["end"]


def _entities_in(span: Span) -> list["Entity"]:
    start, end = _raw_bounds(span)
    return [
        e
        for e in span.doc._.newsner.entities
        if any(m.start < end and start < m.end for m in e.mentions)
    ]


def _dates_in(span: Span) -> list["DateExpression"]:
    start, end = _raw_bounds(span)
    return [d for d in span.doc._.newsner.dates if d.start < end and start < d.end]


def _relations_in(span: Span) -> list["Relation"]:
    start, end = _raw_bounds(span)
    return [
        r
        for r in span.doc._.newsner.relations
        if any(s.start < end and start < s.end for s in (r.trigger, *r.evidence))
    ]


class Stage:
    """Stages as one spaCy component: checks the Doc, notes its pipeline, runs them in order."""

    def __init__(
        self, nlp: Language, name: str, stages: Sequence[Callable[[Doc], Doc]], rules: str = ""
    ) -> None:
        if nlp.lang != "it":
            raise ModelError(
                f"{name} reads Italian, and this pipeline is for {nlp.lang!r}: "
                "add it to an Italian pipeline, such as spacy.load('it_newsner_md')"
            )
        set_extensions()
        self.name = name
        self.stages = list(stages)
        self.rules = rules  # digest of the user's own data files
        self._model = [f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"])]

    def __call__(self, doc: Doc) -> Doc:
        """Run the stages on ``doc``.

        Raises
        ------
        ModelError
            The pipeline before gives no parse or names; the message says what is missing.
        """
        set_extensions()  # a worker that unpickled this component has not declared them yet
        self._check(doc)
        layers = doc.user_data.setdefault(KEY, {})
        layers["model"] = self._model
        if self.rules:
            layers.setdefault("rules", {})[self.name] = self.rules
        for stage in self.stages:
            doc = stage(doc)
        return doc

    def _check(self, doc: Doc) -> None:
        if all(token.is_space for token in doc):
            return
        missing = [what for attribute, what in NEEDS.items() if not doc.has_annotation(attribute)]
        if missing:
            raise ModelError(
                f"{self.name} needs {', '.join(missing)}, which {self._model[0]} does not give: "
                "add the missing components before it, or start from spacy.load('it_newsner_md')"
            )


def _factory(name: str, **config: Any) -> Callable[[Callable[..., Stage]], Callable[..., Stage]]:
    """Register a factory with what it reads and writes, for ``nlp.analyze_pipes``."""
    return Language.factory(
        name, requires=_REQUIRES, assigns=["doc._.newsner"], default_config=config
    )


@_factory("newsner_entities", gazetteer={})
def make_entities(nlp: Language, name: str, gazetteer: dict[str, str]) -> Stage:
    """Entities: people, countries, organisations, places.

    ``gazetteer`` holds the user's own files, name to contents, as ``relations`` does.
    """
    from .entities import EntityRecogniser

    if not gazetteer:
        return Stage(nlp, name, [EntityRecogniser()])
    from .knowledge.gazetteer import load_gazetteer
    from .knowledge.loader import Source

    own = load_gazetteer(Source(n, text) for n, text in gazetteer.items())
    return Stage(nlp, name, [EntityRecogniser(own)], rules=_digest(gazetteer))


def _digest(own: object) -> str:
    """Digest of the user's own data, as it goes into the version of what was known."""
    from hashlib import sha256

    return f"+{sha256(repr(own).encode()).hexdigest()[:8]}"


@_factory("newsner_dates", expressions={})
def make_dates(nlp: Language, name: str, expressions: dict[str, str]) -> Stage:
    """Dates: temporal expressions with values.

    ``expressions`` holds the user's own files, name to contents, as ``relations`` does.
    """
    from .dates import DateTagger

    if not expressions:
        return Stage(nlp, name, [DateTagger()])
    from .knowledge.dates import load_expressions
    from .knowledge.loader import Source

    own = load_expressions(Source(n, text) for n, text in expressions.items())
    return Stage(nlp, name, [DateTagger(own)], rules=_digest(expressions))


@_factory("newsner_coreference")
def make_coreference(nlp: Language, name: str) -> Stage:
    """Coreference: null subjects, pronouns, nominals."""
    from .coreference import CoreferenceResolver

    return Stage(nlp, name, [CoreferenceResolver()])


@_factory("newsner_propositions")
def make_propositions(nlp: Language, name: str) -> Stage:
    """Propositions: who did what to whom."""
    from .propositions import PropositionExtractor

    return Stage(nlp, name, [PropositionExtractor()])


@_factory("newsner_relations", relations={}, extend=True)
def make_relations(nlp: Language, name: str, relations: dict[str, str], extend: bool) -> Stage:
    """Relations: the lexicon's types over propositions.

    ``relations`` holds the user's own files, name to contents, so that the pipeline's config
    carries them; ``extend`` says whether they add to the bundled lexicon or stand alone.
    """
    from .layers import drop_vectors
    from .relations import RelationMatcher

    if not relations and extend:
        return Stage(nlp, name, [RelationMatcher(), drop_vectors])
    from .knowledge.loader import Source
    from .knowledge.relations import load

    known = load([Source(n, text) for n, text in relations.items()], extend=extend)
    both = (RelationMatcher(known), drop_vectors)
    return Stage(nlp, name, both, rules=_digest((relations, extend)))


@_factory("newsner", gazetteer={}, expressions={}, relations={}, extend=True)
def make_newsner(
    nlp: Language,
    name: str,
    gazetteer: dict[str, str],
    expressions: dict[str, str],
    relations: dict[str, str],
    extend: bool,
) -> Stage:
    """All stages in one component; the config is that of the stages."""
    makers = (make_coreference, make_propositions)
    first = make_entities(nlp, name, gazetteer)
    dates = make_dates(nlp, name, expressions)
    last = make_relations(nlp, name, relations, extend)
    middle = [s for make in makers for s in make(nlp, name).stages]
    stages = [*first.stages, *dates.stages, *middle, *last.stages]
    return Stage(nlp, name, stages, rules=first.rules + dates.rules + last.rules)
