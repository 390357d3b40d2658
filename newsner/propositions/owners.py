"""Owners that a role noun leaves unsaid: whose wife, of which state, capital of what."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from ..knowledge.countries import CountryTable
from ..layers import Argument, Proposition
from ..syntax import SUBJECTS, Tree
from .fillers import Filler
from .kin import CONTEXT, KinOwners
from .resolver import DIPLOMAT, Resolver

SAID = frozenset(("name", "demonym", "metonym"))
BODY_OFFICES = frozenset(("business", "party_office"))
BODIES = (["ORGANISATION"], ["COUNTRY"])
LAND = "COUNTRY"
LANDS = frozenset((LAND, "PLACE"))
LOCAL_OFFICE = "local_office"
STATE_OFFICES = frozenset(("head_of_state", "head_of_government", "minister"))


class Owners:
    """Understood owners of kin, state offices, mayors and capitals."""

    def __init__(
        self,
        tree: Tree,
        resolver: Resolver,
        verbs: dict[int, Proposition],
        countries: CountryTable,
    ) -> None:
        self.tree, self.resolver, self.verbs = tree, resolver, verbs
        self.countries = countries
        self.kin = KinOwners(tree, resolver, verbs)
        self._places: dict[int, list[tuple[int, int]]] = {}
        for root, rows in resolver.by_root.items():
            for m in rows:
                if m.kind in SAID and resolver.entities[m.entity].type in LANDS:
                    self._places.setdefault(tree.period[root], []).append((root, m.entity))

    def of(self, n: int, known: list[Argument]) -> list[Argument]:
        """Owner of role noun ``n`` where none of its ``known`` arguments is one."""
        owners = [a for a in known if a.role in ("genitive", "deep") or a.marker in ("adj", "poss")]
        if self.kin.is_kin(n):
            owners = [a for a in owners if a.marker != "adj"]  # "la compagna italiana, X"
        if any(a.entities for a in owners) or self._is_owned(owners):
            return []
        if self.tree.lemma[n] in self.tree.words.containers.capitals:
            return self._capital(n, known)
        if any(a.role == "bearer" and a.how.startswith("coreferent") for a in known):
            return []
        title = self.tree.full_title(n)
        if title is None:
            return []
        groups = set(title.groups)
        several = len({e for a in known if a.role == "bearer" for e in a.entities}) > 1
        if several and (groups & STATE_OFFICES or self._of_each_other(n, title.lemma)):
            return []  # each has an own one; the spouses are each other's
        if "kinship" in groups:
            return [] if owners else self.kin.of(n, known)
        if any(a.role == "bearer" and a.entities for a in known):
            own = self._of_subject(n)
            if own:
                return own
        if LOCAL_OFFICE in groups:
            return self._of_town(n)
        if groups & STATE_OFFICES:
            mixed = bool(groups - STATE_OFFICES)
            return self._of_state(n, mixed=mixed) or (self._of_body(n) if mixed else [])
        return self._of_body(n) if groups & BODY_OFFICES else []

    def _of_each_other(self, n: int, lemma: str) -> bool:
        """Whether several are each other's: "i coniugi X e Y", "i fratelli Aldo e Piero Neri"."""
        nouns, names = self.tree.words.nouns, self.resolver.names
        if lemma in nouns.couples:
            return True
        roots = self.resolver.title_names(n)[:1]
        roots += [k for r in roots for k in self.tree.conjuncts(r) if k in names]
        lengths = [names[k].end - names[k].start for k in roots]
        return bool(lengths) and lemma in nouns.siblings and lengths[-1] > lengths[0] == 1

    def _of_body(self, n: int) -> list[Argument]:
        """Only body named before a subject, no country: "l'Eni …, ha detto il direttore X"."""
        if self.tree.dep[n] not in SUBJECTS:
            return []
        here = self._named(self.tree.period[n])
        bodies = [(r, e) for r, e, type_ in here if type_ == "ORGANISATION"]
        if any(type_ == "COUNTRY" for _, _, type_ in here):
            return []
        single = len({e for _, e in bodies}) == 1 and bodies[0][0] < n
        told = single and self.tree.marker(bodies[0][0]) == self.tree.words.prepositions.dative
        return self._argument(*bodies[0]) if single and not told else []  # no "ha detto all'Ansa"

    def _is_owned(self, owners: list[Argument]) -> bool:
        """Whether a body described, not named, is the owner: "premier della repubblica rossa"."""
        tree, words = self.tree, self.tree.words.containers
        return any(
            a.role == "genitive"
            and tree.has(a.head, "amod")
            and (a.lemma in words.places or a.lemma in words.opaque or a.lemma in words.bodies)
            for a in owners
        )

    def seat(self, n: int, arguments: list[Argument]) -> None:
        """Read capitals as states: "ambasciatore a Tunisi", "il ministro di Tunisi"."""
        title = self.tree.title(n)
        if title is None:
            return
        groups = set(title.groups)
        if LOCAL_OFFICE in groups:  # "il sindaco italo-marocchino X" governs no state
            states = [a for a in arguments if a.marker == "adj" and set(self.types(a)) == {LAND}]
            arguments[:] = [a for a in arguments if a not in states]
        if DIPLOMAT not in groups and not (groups and groups <= STATE_OFFICES):
            return
        roles = ("oblique", "genitive", "deep") if DIPLOMAT in groups else ("genitive", "deep")
        for a in arguments:
            if a.role in roles and a.entities:
                a.entities = tuple(self._state_of(e) for e in a.entities)

    def _state_of(self, place: int) -> int:
        """Country of the article whose capital the place is, else the place itself."""
        rows = self.resolver.entities
        if rows[place].type != "PLACE":
            return place
        name = rows[place].name.casefold()
        for e, row in enumerate(rows):
            record = self.countries.get(row.country) if row.type == "COUNTRY" else None
            if record is not None and name in (c.casefold() for c in record.capitals):
                return e
        return place

    def types(self, a: Argument) -> list[str]:
        """Types of the entities of an argument."""
        return [self.resolver.entities[e].type for e in a.entities]

    # -- places ---------------------------------------------------------------------------

    def _of_subject(self, n: int) -> list[Argument]:
        """Subject that speaks or acts through its own: "la Procura, con la pm X, ha chiesto"."""
        tree, known = self.tree, self.tree.words.prepositions
        p = self.verbs.get(tree.clause(n))
        if p is None:
            return []
        agents = [a for a in p.arguments if a.role == "agent" and self.types(a) in BODIES]
        sends = tree.lemma[p.predicate] in tree.words.nouns.sending
        through = any(
            (sends and a.role == "patient")
            or a.marker in known.mouthpiece
            or (a.marker in known.company and self._between_commas(n))
            for a in p.arguments
            if a.head == n
        )
        return [replace(a, role="genitive", marker="context") for a in agents[:1] if through]

    def _between_commas(self, n: int) -> bool:
        """Whether the complement stands between commas before its verb."""
        tree = self.tree
        start = min([n, *tree.having(n, "case")])
        return n < tree.head[n] and start > 0 and tree.form[start - 1] == ","

    def _of_state(self, n: int, *, mixed: bool) -> list[Argument]:
        """Country named before in the sentence, for an office that only states have.

        The only one, or the first that belongs to no other title. A title that others have too
        ("presidente") needs a sentence with one country and no organisation.
        """
        sentence = self.tree.period[n]
        countries = [
            (root, e)
            for root, e in sorted(self._places.get(sentence, ()))
            if self.resolver.entities[e].type == "COUNTRY"
        ]
        only = len({e for _, e in countries}) == 1
        if mixed and not (only and not self._organisations(sentence)):
            return []
        # "il premier spagnolo X ha parlato con il re Y": more likely of another country
        only = only and self.tree.marker(n) not in self.tree.words.prepositions.company
        if not only:  # of several, no adjective of something else: "la borsa cinese"
            countries = [(r, e) for r, e in countries if not self._taken(r)]
            countries = [(r, e) for r, e in countries if r not in self.resolver.demonyms]
        found = [(r, e) for r, e in countries if r < n]
        found = [(r, e) for r, e in found if not self._meets(e, n, mixed=mixed)]
        return self._argument(*found[0]) if found else []

    def _meets(self, country: int, n: int, *, mixed: bool) -> bool:
        """Whether the country does something to the holder: "la Spagna ha accolto il premier X".

        Or to something that is a mere leader's.
        """
        p = self.verbs.get(self.tree.clause(n))
        if p is None:
            return False
        does = any(a.role == "agent" and country in a.entities for a in p.arguments)
        about = any(a.head == n and a.role != "agent" for a in p.arguments)
        return does and (about or (mixed and n > p.predicate))

    def _of_town(self, n: int) -> list[Argument]:
        """Only place named before in the sentence: "la crisi a Ribera, dopo che il sindaco X"."""
        outer = self.resolver.covered
        found = [
            (root, e)
            for root, e in self._places.get(self.tree.period[n], ())
            if self.resolver.entities[e].type == "PLACE"
            and root < n
            # not of another office or body: "il gip di Palermo", "la Procura di Lodi"
            and (root not in outer or outer[root].entity == e)
            # … unless listed with it: "l'arcivescovo di Parigi, la sindaca e il prefetto"
            and (not self._taken(root) or self._listed(n, self.tree.head[root]))
        ]
        return self._argument(*found[0]) if len({e for _, e in found}) == 1 else []

    def _listed(self, n: int, h: int) -> bool:
        """Whether title ``n`` stands in a list that title ``h`` opens."""
        return self.tree.dep[n] == "conj" and self.tree.head[n] == h

    def _taken(self, root: int) -> bool:
        """Whether the country belongs to another title or a named body.

        "Il ministro francese X e il premier Y", "il colosso cinese X … il ministro Y".
        """
        h = self.tree.head[root]
        named = root in self.resolver.demonyms and bool(self.resolver.title_names(h))
        return named or self.tree.title(h) is not None

    def _organisations(self, sentence: int) -> bool:
        return any(type_ == "ORGANISATION" for _, _, type_ in self._named(sentence))

    def _named(self, period: int) -> list[tuple[int, int, str]]:
        """Names of a period in order: root, entity and its type."""
        resolver = self.resolver
        found = [(r, resolver.names[r].entity) for r in resolver.in_period.get(period, ())]
        return [(r, e, resolver.entities[e].type) for r, e in found]

    def capital_of(self, n: int, country: int) -> Filler | None:
        """Capital of the country, where this sentence or the one before names it."""
        record = self.countries.get(self.resolver.entities[country].country)
        if record is None:
            return None
        names = {city.casefold() for city in record.capitals}
        near = [
            (root, entity)
            for period in (self.tree.period[n], self.tree.period[n] - 1)
            for root, entity in self._places.get(period, ())
            if self.resolver.entities[entity].name.casefold() in names
        ]
        return Filler(near[0][0], self.resolver.refs(near[0][0])) if near else None

    def _capital(self, n: int, known: list[Argument]) -> list[Argument]:
        """Country of the article whose capital the bearer is: "la capitale, Damasco"."""
        bearers = {e for a in known if a.role == "bearer" for e in a.entities}
        names = {self.resolver.entities[e].name.casefold() for e in bearers}
        for e, (roots, capitals) in self._states.items():
            if names & capitals:
                return self._argument(min(roots, key=lambda r: abs(r - n)), e)
        return []

    @cached_property
    def _states(self) -> dict[int, tuple[list[int], set[str]]]:
        """Countries that the text names, in order: the roots of their mentions, their capitals."""
        found: dict[int, tuple[list[int], set[str]]] = {}
        for e, row in enumerate(self.resolver.entities):
            record = self.countries.get(row.country) if row.type == "COUNTRY" else None
            if record is not None:
                found[e] = [], {city.casefold() for city in record.capitals}
        for root, rows in self.resolver.by_root.items():
            if rows[0].entity in found:
                found[rows[0].entity][0].append(root)
        return {e: state for e, state in found.items() if state[0]}

    def _argument(self, root: int, entity: int) -> list[Argument]:
        rows = self.resolver.by_root[root]
        m = next(row for row in rows if row.entity == entity)
        return [
            Argument(
                role="genitive",
                head=root,
                start=m.start,
                end=m.end,
                lemma=self.tree.lemma[root],
                marker="context",
                entities=(entity,),
                how="owner understood from the context",
                certainty=CONTEXT,
            )
        ]
