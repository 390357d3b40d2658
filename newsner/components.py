"""spaCy factories and extensions: what makes the stages a pipeline.

spaCy imports this module for every pipeline it makes, of any language: whatever is heavy is
imported when a factory is called. Annotations are not postponed: earlier releases of spaCy 3.8
read those of a factory as they stand.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any
from weakref import ReferenceType, ref

from spacy.language import Language
from spacy.tokens import Doc, Span

from .errors import ModelError, NewsnerError

if TYPE_CHECKING:
    from .schema import Article, DateExpression, Entity, Relation

logger = logging.getLogger("newsner")

KEY = "newsner"  # as layers.KEY, which is not imported here to keep this module light

STAGES = (
    "newsner_entities",
    "newsner_dates",
    "newsner_coreference",
    "newsner_propositions",
    "newsner_relations",
)

SHOWN = ("entities", "dates", "coreference")  # change what `show` shows

#: What the stages read of the pipeline before them, and which component usually sets it.
NEEDS = {
    "DEP": "dependencies (a parser)",
    "POS": "parts of speech (a morphologizer or tagger)",
    "LEMMA": "lemmas (a lemmatizer)",
    "ENT_IOB": "names (an entity recogniser with PER, LOC, ORG)",
}
SENTENCES = {"SENT_START": "sentences (a sentencizer or parser)"}  # enough for dates alone
_REQUIRES = ["token.dep", "token.head", "token.pos", "token.morph", "token.lemma", "doc.ents"]


def set_extensions() -> None:
    """Declare what the stages add to ``Doc._`` and ``Span._``.

    ``Doc._.newsner`` is the Article; ``Doc._.newsner_published`` (ISO 8601, settable before the
    stages run) the date that relative expressions are anchored to. ``Span._.newsner_entities``,
    ``newsner_dates`` and ``newsner_relations`` are the results that touch the span.
    """
    if Span.has_extension("newsner_relations"):
        return
    published: dict[str, Any] = {"getter": _get_published, "setter": _set_published}
    # by force: two threads may do it at the same time
    Doc.set_extension("newsner", getter=read_article, force=True)
    Doc.set_extension("newsner_published", force=True, **published)
    Span.set_extension("newsner_entities", getter=_entities_in, force=True)
    Span.set_extension("newsner_dates", getter=_dates_in, force=True)
    Span.set_extension("newsner_relations", getter=_relations_in, force=True)


class _LastArticle(threading.local):
    """The Article that this thread assembled last, and the layers it was assembled of."""

    doc: "ReferenceType[Doc] | None" = None
    layers: dict[str, Any]
    article: "Article"

    def of(self, doc: Doc) -> "Article":
        layers = doc.user_data.get(KEY, {})
        same = self.doc is not None and self.doc() is doc and self.layers.keys() == layers.keys()
        if not same or any(value != self.layers[key] for key, value in layers.items()):
            self.article = _assembled(doc)
            self.doc = ref(doc)
            layers = doc.user_data[KEY]  # others than before where they had to be restored
            self.layers = {key: copy(value) for key, value in layers.items()}
        return self.article


_last = _LastArticle()


def read_article(doc: Doc) -> "Article":
    """Give the Article of ``doc``, with the model its pipeline noted.

    Raises
    ------
    ModelError
        No stage has run on the Doc, or another release of newsner wrote its layers.
    """
    return _last.of(doc)


def _assembled(doc: Doc) -> "Article":
    from .assemble import assemble
    from .layers import restore_lists
    from .schema import Model

    check_version(doc)
    restore_lists(doc)
    layers = doc.user_data.get(KEY, {})
    if not layers.get("ran") and not layers.get("failed"):
        raise ModelError(
            "newsner has not run on this Doc: add it to the pipeline (nlp.add_pipe('newsner'), or "
            "newsner.load(nlp)) and run that on the text"
        )
    name, version = layers.get("model", ["unknown", ""])
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


Part = Callable[[Doc], Doc]


class Stage:
    """Stages as one spaCy component: checks the Doc, notes its pipeline, runs them in order.

    A stage that fails costs what it would have found: the Doc keeps what the others find, with a
    warning, and its name among the failed.

    Parameters
    ----------
    parts
        What runs, by name of the stage (see `layers.READS`).
    rules
        Digest of the user's own data files.

    Raises
    ------
    ModelError
        The pipeline is for another language, or has one of these stages already.
    """

    def __init__(
        self, nlp: Language, name: str, parts: Mapping[str, Part], rules: str = ""
    ) -> None:
        if nlp.lang != "it":
            raise ModelError(
                f"{name} reads Italian, and this pipeline is for {nlp.lang!r}: "
                "add it to an Italian pipeline, such as spacy.load('it_newsner_md')"
            )
        self.parts = dict(parts)
        for other, component in nlp.pipeline:
            if isinstance(component, Stage) and not component.parts.keys().isdisjoint(parts):
                raise ModelError(
                    f"{name} would run twice on each text: this pipeline has {other} already; "
                    "leave one of them out"
                )
        set_extensions()
        self.name = name
        self.rules = rules
        self._model = [f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"])]

    def __call__(self, doc: Doc) -> Doc:
        """Run the stages on ``doc``.

        Raises
        ------
        ModelError
            The pipeline before gives no parse or names, or another release of newsner has begun
            with this Doc; the message says what to do.
        TimeLimitError
            The time that the text may take is over.
        """
        from .blas import one_thread
        from .collector import seldom
        from .layers import restore_lists

        set_extensions()  # a worker that unpickled this component has not declared them yet
        self._check(doc)
        check_version(doc)
        restore_lists(doc)
        layers = doc.user_data.setdefault(KEY, {})
        layers["model"] = self._model
        layers["version"] = _version()
        if self.rules:
            layers.setdefault("rules", {})[self.name] = self.rules
        with one_thread(), seldom:
            for part, run in self.parts.items():
                self._run(doc, part, run)
        if not self.parts.keys().isdisjoint(SHOWN):
            show(doc)
        return doc

    def _run(self, doc: Doc, part: str, run: Part) -> None:
        """Run one stage; where it fails, the layers stay as they were before."""
        from .deadline import check
        from .layers import READS, get_failed, get_ran, warn

        check()
        layers = doc.user_data[KEY]
        missing = [needed for needed in READS[part] if needed in get_failed(doc)]
        before = {key: copy(value) for key, value in layers.items()}
        try:
            if not missing:
                run(doc)
                get_ran(doc).append(part)
                return
            problem = f"did not run, because {' and '.join(missing)} failed"
        except (NewsnerError, TimeoutError):
            raise
        except Exception as error:
            logger.warning("%s failed on a text", part, exc_info=error)
            problem = f"failed on this text: {type(error).__name__}: {error}"
            layers.clear()
            layers.update(before)
        get_failed(doc).append(part)
        warn(doc, f"{part} {problem}; what it finds is missing from this result")

    def _check(self, doc: Doc) -> None:
        if all(token.is_space for token in doc):
            return
        needs = SENTENCES if self.parts.keys() == {"dates"} else NEEDS
        missing = [what for attribute, what in needs.items() if not doc.has_annotation(attribute)]
        if missing:
            raise ModelError(
                f"{self.name} needs {', '.join(missing)}, which {self._model[0]} does not give: "
                "add the missing components before it, or start from spacy.load('it_newsner_md')"
            )


def _version() -> list[str]:
    """Release and form of the rows that the stages write."""
    from . import __version__
    from .layers import row_format

    return [__version__, row_format()]


def check_version(doc: Doc) -> None:
    """Look whether what the stages left in a Doc can be read.

    Raises
    ------
    ModelError
        Another release of newsner wrote it, in another form.
    """
    stored = doc.user_data.get(KEY, {}).get("version")
    if stored and stored[1] != _version()[1]:
        raise ModelError(
            f"newsner {stored[0]} left its results in this Doc in another form than this release, "
            f"{_version()[0]}, reads: run the pipeline anew on its text"
        )


def show(doc: Doc) -> None:
    """Put mentions and dates into ``doc.spans["newsner"]``, labelled with their types."""
    from .layers import DateRow, EntityRow, MentionRow

    types = [row.type for row in EntityRow.read(doc)]
    found = [
        (m.start, m.end, types[m.entity])
        for m in MentionRow.read(doc)
        if m.entity >= 0 and m.kind != "null"
    ]
    found += [(d.start, d.end, d.kind) for d in DateRow.read(doc)]
    doc.spans[KEY] = [Span(doc, start, end, label=kind) for start, end, kind in sorted(found)]


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
        return Stage(nlp, name, {"entities": EntityRecogniser()})
    from .knowledge.gazetteer import load_gazetteer
    from .knowledge.loader import Source

    own = load_gazetteer(Source(n, text) for n, text in gazetteer.items())
    return Stage(nlp, name, {"entities": EntityRecogniser(own)}, rules=_digest(gazetteer))


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
        return Stage(nlp, name, {"dates": DateTagger()})
    from .knowledge.dates import load_expressions
    from .knowledge.loader import Source

    own = load_expressions(Source(n, text) for n, text in expressions.items())
    return Stage(nlp, name, {"dates": DateTagger(own)}, rules=_digest(expressions))


@_factory("newsner_coreference")
def make_coreference(nlp: Language, name: str) -> Stage:
    """Coreference: null subjects, pronouns, nominals."""
    from .coreference import CoreferenceResolver

    return Stage(nlp, name, {"coreference": CoreferenceResolver()})


@_factory("newsner_propositions")
def make_propositions(nlp: Language, name: str) -> Stage:
    """Propositions: who did what to whom, in the tree as the mending rules leave it."""
    from .mending import Mender
    from .propositions import PropositionExtractor

    return Stage(nlp, name, {"mending": Mender(), "propositions": PropositionExtractor()})


@_factory("newsner_relations", relations={}, extend=True, unnamed=True, min_confidence=None)
def make_relations(
    nlp: Language,
    name: str,
    relations: dict[str, str],
    extend: bool,
    unnamed: bool,
    min_confidence: float | None = None,
) -> Stage:
    """Relations: the lexicon's types over propositions.

    ``relations`` holds the user's own files, name to contents, so that the pipeline's config
    carries them; ``extend`` says whether they add to the bundled lexicon or stand alone;
    ``unnamed`` whether facts that nobody named has done are relations without a subject.
    ``min_confidence`` is what a relation must reach to come out, None for the default of its type.
    """
    from .relations import RelationMatcher

    if not relations and extend:
        last = _Last(RelationMatcher(unnamed=unnamed, min_confidence=min_confidence))
        return Stage(nlp, name, {"relations": last})
    from .knowledge.loader import Source
    from .knowledge.relations import load

    known = load([Source(n, text) for n, text in relations.items()], extend=extend)
    last = _Last(RelationMatcher(known, unnamed=unnamed, min_confidence=min_confidence))
    return Stage(nlp, name, {"relations": last}, rules=_digest((relations, extend)))


class _Last:
    """The last stage: after it the vectors go, which no reader of the results needs."""

    def __init__(self, run: Part) -> None:
        self.run = run

    def __call__(self, doc: Doc) -> Doc:
        from .layers import drop_vectors

        return drop_vectors(self.run(doc))


@_factory(
    "newsner",
    gazetteer={},
    expressions={},
    relations={},
    extend=True,
    unnamed=True,
    min_confidence=None,
)
def make_newsner(
    nlp: Language,
    name: str,
    gazetteer: dict[str, str],
    expressions: dict[str, str],
    relations: dict[str, str],
    extend: bool,
    unnamed: bool,
    min_confidence: float | None = None,
) -> Stage:
    """All stages in one component; the config is that of the stages."""
    first = make_entities(nlp, name, gazetteer)
    dates = make_dates(nlp, name, expressions)
    last = make_relations(nlp, name, relations, extend, unnamed, min_confidence)
    stages = (first, dates, make_coreference(nlp, name), make_propositions(nlp, name), last)
    parts = {k: part for stage in stages for k, part in stage.parts.items()}
    return Stage(nlp, name, parts, rules="".join(stage.rules for stage in stages))
