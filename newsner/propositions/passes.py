"""The passes that find the propositions of a Doc, in a table: what each reads, and what it adds.

A construction is a pass, or a case in the module that a pass calls; its place in the table is below
the passes whose findings it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..deadline import check
from ..knowledge.countries import countries
from ..layers import Argument, DateRow, EntityRow, MentionRow, Proposition
from ..syntax import VERBAL_POS, Tree
from .addressees import lend_addressees
from .anchoring import Anchoring
from .attribution import Attribution
from .counterparts import Counterparts
from .ellipsis import deal, deny, drop_denied, fill_gaps, split_negated
from .links import Links, read_lives, read_scores
from .nouns import Nominals
from .owners import Owners
from .resolver import PLACES, Resolver
from .status import Factuality
from .subjects import Subjects
from .verbs import Clauses

NOUN_POS = frozenset(("NOUN", "PROPN", "ADJ"))
BARE = ("apposition", "title and name", "name", "coreferent", "attribute")
#: What passes find: verb predicates by token; clauses, nouns, denials and links as they come.
PRODUCTS = ("verbs", "clauses", "nouns", "denials", "links")


class Graph:
    """What the passes share: the tree, what its tokens stand for, and what was found so far."""

    def __init__(
        self,
        tree: Tree,
        entities: list[EntityRow],
        mentions: list[MentionRow],
        dates: list[DateRow],
    ) -> None:
        self.tree, self.dates = tree, dates
        self.resolver = Resolver(tree, entities, mentions)
        self.subjects = Subjects(tree, self.resolver)
        self.factuality = Factuality(tree)
        self.attribution = Attribution(tree, self.resolver, self.subjects)
        self.anchoring = Anchoring(tree, dates, entities)
        self.dated = frozenset(i for d in dates for i in range(d.start, d.end))
        self.told = {tree.period[m.root] for m in mentions}  # periods that are about somebody
        self.reader = Clauses(tree, self.resolver, self.subjects, self.dated)
        self.verbs: dict[int, Proposition] = {}
        self.clauses: list[Proposition] = []
        self.nouns: list[Proposition] = []
        self.denials: list[Proposition] = []
        self.links: list[Proposition] = []

    @cached_property
    def owners(self) -> Owners:
        """Owners that nouns leave unsaid."""
        return Owners(self.tree, self.resolver, self.verbs, countries())

    def propositions(self) -> list[Proposition]:
        """Give those about an entity, in the order of their predicates.

        Also about entities through a noun that names them: "i rapporti tra X e Y si sono rotti".
        """
        found = [*self.clauses, *self.nouns, *self.denials, *self.links]
        named = {p.predicate for p in found if any(a.entities for a in p.arguments)}
        about = [
            p for p in found if p.predicate in named or any(a.head in named for a in p.arguments)
        ]
        return sorted(about, key=lambda p: p.predicate)


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a graph: which of the `PRODUCTS` it reads, and which it adds to or changes."""

    name: str
    reads: tuple[str, ...]
    adds: tuple[str, ...]
    run: Callable[[Graph], None]


def read_verbs(g: Graph) -> None:
    """Verb predicates where somebody is spoken of."""
    tree = g.tree
    for v, pos in enumerate(tree.pos):
        if pos in VERBAL_POS and tree.period[v] in g.told and tree.is_predicate(v):
            check()
            if v not in g.resolver.covered:
                g.verbs[v] = g.reader.read(v)


def read_addressees(g: Graph) -> None:
    """Addressees left unsaid: "ha scritto a X per chiedere aiuti"."""
    lend_addressees(g.tree, g.verbs)


def gather_clauses(g: Graph) -> None:
    """Gather the verbs, and copulas with the place where the subject is: "è a Riad"."""
    tree = g.tree
    said = dict.fromkeys(tree.head[i] for i, dep in enumerate(tree.dep) if dep == "cop")
    stays = [g.reader.read(i) for i in sorted(said) if _is_stay(g, i)]
    g.clauses = [*g.verbs.values(), *stays]


def _is_stay(g: Graph, i: int) -> bool:
    if g.tree.marker(i) not in g.tree.words.prepositions.places:
        return False
    return any(g.resolver.entities[r.entity].type in PLACES for r in g.resolver.refs(i))


def read_gaps(g: Graph) -> None:
    """Second halves without a verb: "la Francia ha scelto X e la Spagna Y"."""
    gaps = [fill_gaps(g.tree, g.resolver, p) for p in g.clauses]
    g.clauses += [p for p in gaps if p is not None]


def judge_clauses(g: Graph) -> None:
    """Status, source, time and place of each clause."""
    for p in g.clauses:
        check()
        p.status, p.modality = g.factuality.of(p.predicate)
        p.source = _source(g, p, g.attribution.of(p.predicate))
        p.when = g.anchoring.of_verb(p)
        if p.source >= 0:
            p.arguments = [a for a in p.arguments if not _names_source(g, p, a)]
        p.where = g.anchoring.where(p)


def _source(g: Graph, p: Proposition, said: int) -> int:
    """Who says so; of what is not a fact, who announces it in the next sentence."""
    if said >= 0 or p.status == "asserted":
        return said
    return g.attribution.announced(p.predicate)


def _names_source(g: Graph, p: Proposition, a: Argument) -> bool:
    """Whether the argument only says according to whom: "per il giornale X, Y lavora per Z"."""
    if a.role != "oblique" or a.entities != (p.source,) or a.head > p.predicate:
        return False
    if a.marker not in g.tree.words.attribution.according_weak:
        return False
    return any(b.marker == a.marker and b.head != a.head for b in p.arguments)


def split_conjuncts(g: Graph) -> None:
    """Arguments with a polarity of their own: "ha visto X ma non Y"."""
    g.clauses += split_negated(g.tree, g.factuality, g.clauses)


def read_nouns(g: Graph) -> None:
    """Noun and adjective predicates, judged, dated, and their owners dealt out."""
    tree = g.tree
    nominals = Nominals(tree, g.resolver, g.subjects, g.verbs, g.owners)
    for n, pos in enumerate(tree.pos):
        if pos not in NOUN_POS or tree.period[n] not in g.told or tree.is_name_part(n):
            continue
        check()
        if n not in g.resolver.names and n in g.resolver.covered:
            continue
        p = nominals.read(n)
        if p is not None:
            drop_denied(tree, p)
            light = nominals.light_verbs.of(n)
            p.status, p.modality = g.factuality.of_noun(p, light)
            p.when = g.anchoring.of_noun(p, light)
            p.where = g.anchoring.where(p)
            if p.construction not in BARE:
                p.source = _source(g, p, g.attribution.of(tree.clause(n)))
            g.nouns += deal(tree, p)


def read_denials(g: Graph) -> None:
    """Deny what was claimed before: "secondo Y, X avrebbe pagato. X smentisce"."""
    g.denials = deny(g.tree, [*g.clauses, *g.nouns])


def read_counterparts(g: Graph) -> None:
    """Offices of counterparts: "il suo omologo spagnolo X"."""
    counterparts = Counterparts(g.tree, g.owners, [*g.clauses, *g.nouns, *g.denials])
    g.nouns = [counterparts.read(p) or p for p in g.nouns]
    g.denials = [counterparts.read(p) or p for p in g.denials]


def read_links(g: Graph) -> None:
    """Names joined with no predicate: "Sendai, in Giappone"."""
    links = Links(g.tree, g.resolver, countries())
    for root in g.resolver.names:
        g.links += links.read(root)
    g.links += links.read_places()


def read_fixtures(g: Graph) -> None:
    """Fixtures with their score: "Roma-Lazio 2-1"."""
    g.links += read_scores(g.tree, g.resolver, g.dated)


def read_life_dates(g: Graph) -> None:
    """Lives in brackets: "Ada Riva (Bari, 1922 - Roma, 1999)"."""
    g.links += read_lives(g.tree, g.resolver, g.dates)


ALL = ("clauses", "nouns", "denials")
PASSES: tuple[Pass, ...] = (
    Pass("verbs", (), ("verbs",), read_verbs),
    Pass("addressees", ("verbs",), ("verbs",), read_addressees),
    Pass("clauses", ("verbs",), ("clauses",), gather_clauses),
    Pass("gaps", ("clauses",), ("verbs", "clauses"), read_gaps),
    Pass("status and circumstances", ("clauses",), ("verbs", "clauses"), judge_clauses),
    Pass("denied conjuncts", ("clauses",), ("verbs", "clauses"), split_conjuncts),
    Pass("nouns", ("verbs",), ("nouns",), read_nouns),
    Pass("denials", ("clauses", "nouns"), ("denials",), read_denials),
    Pass("counterparts", ("verbs", *ALL), ("nouns", "denials"), read_counterparts),
    Pass("links", (), ("links",), read_links),
    Pass("fixtures", (), ("links",), read_fixtures),
    Pass("lives", (), ("links",), read_life_dates),
)
