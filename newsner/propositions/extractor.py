"""The propositions stage."""

from __future__ import annotations

from spacy.tokens import Doc

from ..deadline import check
from ..knowledge.countries import countries
from ..layers import Argument, DateRow, EditRow, EntityRow, MentionRow, Proposition
from ..syntax import VERBAL_POS, Tree
from .addressees import lend_addressees
from .anchoring import Anchoring
from .attribution import Attribution
from .carriers import Carriers
from .clauses import Clauses
from .counterparts import Counterparts
from .denials import deny
from .ellipsis import drop_denied, fill_gaps, split_negated
from .factuality import Factuality
from .headlines import Headlines
from .links import Links
from .lives import read_lives
from .nominal import Nominals
from .owners import Owners
from .proforms import take_up
from .resolver import PLACES, Resolver
from .respective import deal
from .scores import read_scores
from .subjects import Subjects

NOUN_POS = frozenset(("NOUN", "PROPN", "ADJ"))
BARE = ("apposition", "title and name", "name", "coreferent", "attribute")


class PropositionExtractor:
    """Write the proposition layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Normalise the predicates of the Doc."""
        entities = EntityRow.read(doc)
        reader = _Reader(doc, entities, MentionRow.read(doc), DateRow.read(doc))
        Proposition.write(doc, reader.read())
        return doc


class _Reader:
    """Reads the propositions of one Doc."""

    def __init__(
        self, doc: Doc, entities: list[EntityRow], mentions: list[MentionRow], dates: list[DateRow]
    ) -> None:
        self.tree = Tree(doc)
        self.tree.replay(EditRow.read(doc))
        self.mentions = mentions
        self.resolver = Resolver(self.tree, entities, mentions)
        self.subjects = Subjects(self.tree, self.resolver)
        self.factuality = Factuality(self.tree)
        self.attribution = Attribution(self.tree, self.resolver, self.subjects)
        self.dates = dates
        self.anchoring = Anchoring(self.tree, dates, entities)

    def read(self) -> list[Proposition]:
        """Propositions about an entity, in the order of their predicates."""
        tree, resolver = self.tree, self.resolver
        dated = frozenset(i for d in self.dates for i in range(d.start, d.end))
        clauses = Clauses(tree, resolver, self.subjects, dated)
        told = {tree.period[m.root] for m in self.mentions}
        taken_up = tree.words.proforms.verbs  # "lo ha fatto": what was done the sentence before
        told_of = told | {tree.period[i] - 1 for i, x in enumerate(tree.lemma) if x in taken_up}
        verb_like = [
            i
            for i, pos in enumerate(tree.pos)
            if pos in VERBAL_POS and tree.period[i] in told_of and self._is_verb(i)
        ]
        predicates = {}
        for v in verb_like:
            check()
            predicates[v] = clauses.read(v)
        lend_addressees(tree, resolver, predicates)
        said = dict.fromkeys(tree.head[i] for i, dep in enumerate(tree.dep) if dep == "cop")
        stays = [clauses.read(i) for i in sorted(said) if self._is_stay(i)]
        owners = Owners(tree, resolver, predicates, countries())
        headlines = Headlines(tree, resolver, list(predicates.values()))
        nominals = Nominals(tree, resolver, self.subjects, predicates, owners, headlines.deciding)
        found = [*predicates.values(), *stays]
        found += take_up(tree, found)
        found += [g for p in found for g in [fill_gaps(tree, resolver, p)] if g is not None]
        for p in found:
            check()
            p.status, p.modality = self.factuality.of(p.predicate)
            p.source = self._source(p, self.attribution.of(p.predicate))
            p.when = self.anchoring.of_verb(p)
            if p.source >= 0:
                p.arguments = [a for a in p.arguments if not self._names_source(p, a)]
            p.where = self.anchoring.where(p)
        found += split_negated(tree, self.factuality, found)
        for n, pos in enumerate(tree.pos):
            check()
            if pos in NOUN_POS and tree.period[n] in told and self._is_noun(n):
                p_noun = nominals.read(n)
                if p_noun is not None:
                    drop_denied(tree, p_noun)
                    self._annotate(p_noun, nominals.carriers)
                    found += deal(tree, p_noun)
        found += deny(tree, found)
        counterparts = Counterparts(tree, owners, found)
        found = [counterparts.read(p) or p for p in found]
        links = Links(tree, resolver, countries())
        for m in resolver.names:
            found += links.read(m)
        found += links.read_places()
        found += read_scores(tree, resolver, dated)
        found += read_lives(tree, resolver, self.dates)
        named = {p.predicate for p in found if any(a.entities for a in p.arguments)}
        # "i rapporti tra X e Y si sono interrotti": about entities through a noun that names them
        about = [
            p for p in found if p.predicate in named or any(a.head in named for a in p.arguments)
        ]
        return sorted(about, key=lambda p: p.predicate)

    def _is_verb(self, i: int) -> bool:
        return i not in self.resolver.covered and self.tree.is_predicate(i)

    def _names_source(self, p: Proposition, a: Argument) -> bool:
        """Whether the argument only says according to whom: "per il giornale X, Y lavora per Z"."""
        if a.role != "oblique" or a.entities != (p.source,) or a.head > p.predicate:
            return False
        if a.marker not in self.tree.words.attribution.according_weak:
            return False
        return any(b.marker == a.marker and b.head != a.head for b in p.arguments)

    def _is_stay(self, i: int) -> bool:
        """Whether the predicate is the named place where its subject is: "è a Riad"."""
        if self.tree.marker(i) not in self.tree.words.prepositions.places:
            return False
        kinds = [self.resolver.entities[r.entity].type for r in self.resolver.own(i)]
        return any(kind in PLACES for kind in kinds)

    def _is_noun(self, i: int) -> bool:
        if self.tree.is_name_part(i):
            return False
        return i in self.resolver.names or i not in self.resolver.covered

    def _source(self, p: Proposition, said: int) -> int:
        """Who says so; of what is not a fact, who announces it in the next sentence."""
        if said >= 0 or p.status == "asserted":
            return said
        return self.attribution.announced(p.predicate)

    def _annotate(self, p: Proposition, carriers: Carriers) -> None:
        light = carriers.of(p.predicate)
        p.status, p.modality = self.factuality.of_noun(p, light)
        decided = carriers.deciding.get(p.predicate, [])
        p.when = self.anchoring.of_noun(p, [*light, *decided])
        p.where = self.anchoring.where(p)
        if p.construction not in BARE:
            p.source = self._source(p, self.attribution.of_noun(p.predicate))
