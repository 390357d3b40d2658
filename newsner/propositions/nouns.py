"""Noun and adjective predicates: events, roles, qualities, and their complements."""

from __future__ import annotations

from ..knowledge.usage import usage
from ..layers import PAIR, Argument, MentionRow, Proposition
from ..syntax import Tree
from .fillers import Filler, as_ref
from .light_verbs import LightVerbs, lend
from .owners import Owners
from .predication import Predication
from .resolver import Resolver
from .subjects import Subjects

COUNTRY, PLACE = "COUNTRY", "PLACE"


class Nominals:
    """Reads the propositions of nouns and adjectives."""

    def __init__(
        self,
        tree: Tree,
        resolver: Resolver,
        subjects: Subjects,
        verbs: dict[int, Proposition],
        owners: Owners,
    ) -> None:
        self.tree, self.resolver = tree, resolver
        self.owners, self.subjects, self.verbs = owners, subjects, verbs
        self.predication = Predication(tree, resolver, subjects, verbs)
        self.light_verbs = LightVerbs(tree, resolver, verbs)

    def complements_of(self, n: int) -> list[Argument]:
        """Complements of noun or adjective ``n``, with what hangs below them."""
        tree, resolver, known = self.tree, self.resolver, self.tree.words.prepositions
        found: list[Argument] = []
        complements = tree.complements(n)
        for marker, k in complements:
            for rank, filler in enumerate(resolver.spread(k)):
                own = resolver.marker_of(filler, marker) if rank else marker
                role = "genitive" if own == known.genitive else "oblique"
                if own in known.agent:
                    role = "agent"
                found.append(resolver.argument(role, filler, own, "complement of the noun"))
        h = tree.head[n]
        if tree.dep[n] == "nsubj" and tree.has(h, "cop") and tree.marker(h):
            # "l'incontro è con X"
            found += resolver.arguments(
                "genitive" if tree.marker(h) == known.genitive else "oblique",
                resolver.spread(h),
                tree.marker(h),
                "predicate of the copula",
            )
        for k in tree.kids[n]:
            whose = tree.is_relative(k) and not tree.marker(k)
            if whose and tree.form[k] in tree.words.attribution.where:
                fillers = resolver.spread(k)
                found += resolver.arguments("oblique", fillers, known.within, "relative adverb")
            elif whose or tree.dep[k] == "det:poss" or tree.feature(k, "Poss") == "Yes":
                fillers = resolver.spread(k)
                found += resolver.arguments("oblique", fillers, "poss", "possessive")
        if not tree.kids[n]:
            return found
        found += self._demonyms(n, complements)
        if known.between.isdisjoint([a.marker for a in found]):
            found += self._between(n, complements)
        below = self._below(n, complements, found) if complements else []
        return found + self._joined(n) + below

    def _joined(self, n: int) -> list[Argument]:
        """Two parties in one word, as if between them stood "tra": "il vertice italo-francese"."""
        tree, resolver = self.tree, self.resolver
        parties: list[MentionRow] = []
        for k in tree.kids[n]:
            rows = resolver.by_root.get(k)
            if rows is None or len(rows) < 2 or k < n or tree.marker(k):
                continue
            compound = all(m.kind == "demonym" for m in rows) and resolver.is_thing(n)
            parties += rows if compound else [m for m in rows if m.rule == PAIR]
        if not parties:
            return []
        (between,) = tree.words.prepositions.between
        return [
            resolver.argument("oblique", Filler(m.root, [as_ref(m)]), between, "two in one word")
            for m in parties
        ]

    def _below(
        self, n: int, complements: tuple[tuple[str, int], ...], known: list[Argument]
    ) -> list[Argument]:
        """Complements hung on a complement that are the noun's, in slots where it names nobody.

        All those of a bare one, which says what kind: "condanna a tre anni di X"; of another
        those that no name can have: "la rottura delle relazioni con X".
        """
        tree, resolver = self.tree, self.resolver
        genitive, loose = tree.words.prepositions.genitive, tree.words.prepositions.not_of_names
        named = {a.marker for a in known if a.entities}
        found: list[Argument] = []
        for above, k in complements:
            if (
                tree.pos[k] != "NOUN"
                or not tree.kids[k]
                or resolver.refs(k)
                or "," in tree.form[n:k]
            ):
                continue  # "l'addio del tecnico, X, in arrivo a Y"
            bare = not self.has_article(k)
            outer = above == genitive and resolver.is_thing(k)
            for marker, x in tree.complements(k):
                if marker in named or not (bare or (outer and marker in loose)):
                    continue
                role = "deep" if marker == genitive else "oblique"
                if marker in tree.words.prepositions.agent:
                    role = "agent"
                fillers = [f for f in resolver.spread(x) if f.refs or marker != genitive]
                found += resolver.arguments(role, fillers, marker, "complement below")
        return found

    def _between(self, n: int, complements: tuple[tuple[str, int], ...]) -> list[Argument]:
        """Read "la sfida per il campionato di scacchi fra X e Y": a pair belongs to the event."""
        tree, resolver = self.tree, self.resolver
        between = tree.words.prepositions.between
        level = [k for _, k in complements if tree.pos[k] == "NOUN"]
        level += [k for k in tree.having(n, "appos") if tree.pos[k] == "PRON"]  # "quello tra X e Y"
        while level:
            for k in level:
                for marker, x in tree.complements(k):
                    fillers = resolver.spread(x) if marker in between else []
                    if fillers and fillers[0].refs:
                        return resolver.arguments("oblique", fillers, marker, "complement below")
            level = [x for k in level for _, x in tree.complements(k) if tree.pos[x] == "NOUN"]
        return []

    def _demonyms(self, n: int, complements: tuple[tuple[str, int], ...]) -> list[Argument]:
        """Demonym adjectives of ``n``, coordinated ones too: "il vertice italo-francese"."""
        tree, resolver = self.tree, self.resolver
        found: list[Argument] = []
        state = tree.words.prepositions.state
        fixed = [  # "presidente ad interim maliano"
            x
            for marker, k in complements
            if marker in state and not resolver.refs(k) and not self.has_article(k)
            for x in tree.kids[k]
        ]
        for k in (*tree.kids[n], *fixed):
            if k not in resolver.demonyms:
                continue
            if k > n and (tree.form[k - 1] == "," or self._is_person(n)):
                continue  # "il direttore X, danese," says it of X; "il Pelé danese" is none
            if tree.marker(k) or (tree.has(k, "det") and tree.dep[k] == "appos"):
                continue  # "opposto agli olandesi"; "la compagna, la tedesca X"
            if tree.pos[k] != "VERB" and tree.dep[k] not in ("conj", "nsubj"):
                for j in (k, *tree.conjuncts(k)):
                    if j in resolver.demonyms:
                        filler = Filler(j, resolver.refs(j))
                        found.append(resolver.argument("oblique", filler, "adj", "demonym"))
        return found

    def _is_person(self, n: int) -> bool:
        """Whether the token is a person's name."""
        row = self.resolver.names.get(n)
        return row is not None and self.resolver.entities[row.entity].type == "PERSON"

    def has_article(self, k: int) -> bool:
        """Whether the noun has an article, or a preposition joined with one ("nella")."""
        tree, known = self.tree, self.tree.words.prepositions.simple
        cases = [tree.form[c] for c in tree.having(k, "case")]
        return tree.has(k, "det") or not known.issuperset(cases)

    def shared_complements(self, n: int) -> list[Argument]:
        """Complements of a coordinated noun: "fondatore e presidente di X"."""
        h = self.tree.head[n]
        return self.complements_of(h) if self.tree.pos[h] == "NOUN" else []

    def read(self, n: int) -> Proposition | None:
        """Give the proposition of noun or adjective ``n``, None where it says nothing."""
        tree = self.tree
        part = tree.inner(n)
        if part is not None and part[0] in tree.words.prepositions.agent:
            return None  # "da parte di"
        adjective = tree.pos[n] == "ADJ"
        bearers = self.predication.of(n)
        arguments: list[Argument] = []
        construction = "nominal"
        if bearers:
            arguments += [self.resolver.argument("bearer", f, how=how) for f, how in bearers]
            construction = bearers[0][1]
        complements = self.complements_of(n)
        if not complements and not self._determined(n) and n not in self.resolver.names:
            complements = self.shared_complements(n)
        arguments += complements
        if not adjective:
            arguments += self._bare(n)
            if bearers:
                self._as_adjective(arguments)
                arguments += self._deep(n)
                self.owners.seat(n, arguments)
                arguments += self.owners.of(n, arguments)
            if not self.resolver.refs(n):
                arguments += self._of_light_verb(n, arguments)
        said = [a for a in arguments if a.role != "bearer"] if construction == "name" else arguments
        if construction != "copula" and not self._tell(said):
            return None
        if not bearers and tree.lemma[n] in tree.words.containers.capitals:
            arguments += self._capital(n, complements)
        if not adjective:
            arguments += self._modifiers(n)
        if bearers and not adjective:
            arguments.append(self._title(n))
        return Proposition(
            predicate=n,
            lemma=tree.lemma[n],
            kind="adjective" if adjective else "noun",
            construction=construction,
            arguments=arguments,
            evidence=sorted({n, *(a.head for a in arguments)}),
        )

    def _tell(self, arguments: list[Argument]) -> bool:
        """Whether an argument is about an entity: itself, or by what hangs on it.

        "Ha reso omaggio alla memoria di X": "omaggio" is about X.
        """
        for a in arguments:
            if a.entities or a.role == "agent":
                return True
        return any(
            self.resolver.refs(k)
            for a in arguments
            if a.role == "oblique" and self.tree.pos[a.head] == "NOUN"
            for k in self.tree.kids[a.head]
        )

    def _capital(self, n: int, owners: list[Argument]) -> list[Argument]:
        """Town that "la capitale lettone" means, where the text names it nearby."""
        lands = [a for a in owners if a.role == "genitive" or a.marker == "adj"]
        towns = [self.owners.capital_of(n, e) for a in lands for e in a.entities]
        how = "capital named nearby"
        return [self.resolver.argument("bearer", t, how=how) for t in towns if t is not None]

    def _deep(self, n: int) -> list[Argument]:
        """Owners below an unnamed genitive: "ministro degli Esteri della Francia".

        Where an office of a body is, is no owner: "direttore della filiale di Rho della Banca X".
        """
        tree = self.tree
        found: list[Argument] = []
        towns: set[int] = set()
        level = [
            j
            for marker, k in tree.complements(n)
            if marker == tree.words.prepositions.genitive
            for j in (k, *tree.conjuncts(k))  # "ministro dell'Economia e delle Finanze francese"
        ]
        while level:
            below = []
            for k in level:
                if (self.resolver.refs(k) or k in self.resolver.covered) and k not in towns:
                    continue
                if tree.lemma[k] in tree.words.containers.opaque:
                    continue
                if self.owners.kin.is_kin(n) and not self.resolver.is_thing(k):
                    continue  # "la sorella dell'amico di X" is not X's
                for a in self.complements_of(k):
                    if tree.lemma[k] in usage().premises and set(self.owners.types(a)) == {PLACE}:
                        towns.add(a.head)  # the body may hang there
                    elif a.role == "genitive" or a.marker == "adj":
                        a.role = "deep"
                        found.append(a)
                below += [
                    x
                    for marker, x in tree.complements(k)
                    if marker == tree.words.prepositions.genitive
                ]
            level = below
        return found

    def _determined(self, n: int) -> bool:
        return self.has_article(n) or self.tree.dep[n] != "conj"

    def _title(self, n: int) -> Argument:
        """Title as written, without its owner: "ministro degli Esteri", "ex premier"."""
        tree, resolver = self.tree, self.resolver
        start = end = n
        for k in tree.kids[n]:
            if tree.dep[k] == "amod" and k not in resolver.demonyms:
                start, end = min(start, k), max(end, k)
            elif (
                tree.marker(k) == tree.words.prepositions.genitive
                and not resolver.refs(k)
                and tree.pos[k] in ("NOUN", "PROPN")
            ):
                inner = [
                    x for x in tree.kids[k] if tree.dep[x] == "amod" and x not in resolver.demonyms
                ]
                end = max(end, k, *inner)
        argument = resolver.argument("title", Filler(n))
        argument.start, argument.end = start, end + 1
        return argument

    def _bare(self, n: int) -> list[Argument]:
        """Names joined without preposition: "il vertice Roma-Parigi"."""
        resolver = self.resolver
        names = resolver.title_names(n)
        if not names:
            return []
        fillers = [f for k in names for f in resolver.spread(k)]
        return resolver.arguments("bare", fillers, how="joined without preposition")

    def _as_adjective(self, arguments: list[Argument]) -> None:
        """Read a country joined to a title as its adjective: "il vicepresidente Usa X"."""
        entities = self.resolver.entities
        bearers = [e for a in arguments if a.role == "bearer" for e in a.entities]
        if any(entities[e].type != "PERSON" for e in bearers):
            return  # "la partita Ecuador-Polonia"
        for a in arguments:
            if a.role == "bare" and [entities[e].type for e in a.entities] == [COUNTRY]:
                a.role, a.marker = "oblique", "adj"

    def _modifiers(self, n: int) -> list[Argument]:
        tree = self.tree
        return [
            self.resolver.argument("mod", Filler(k))
            for k in tree.kids[n]
            if tree.dep[k] in ("amod", "advmod", "acl") and k not in self.resolver.demonyms
        ] + self._said_of(n)

    def _said_of(self, n: int) -> list[Argument]:
        """Adjective that the clause predicates of its subject: "i rapporti con X sono ottimi"."""
        h = self.tree.head[n]
        said = self.tree.dep[n] == "nsubj" and self.tree.pos[h] == "ADJ"
        return [self.resolver.argument("mod", Filler(h))] if said else []

    def _of_light_verb(self, n: int, known: list[Argument]) -> list[Argument]:
        """Arguments that a light verb lends its noun: "X ha fatto visita a Y"."""
        found = self.light_verbs.lent(n, known)
        if not found and not _has_agent(known):
            found = self._understood(n, {a.marker for a in known})
        return found

    def _doers(self, h: int) -> list[Filler]:
        """Subject of the clause, or whom it sees: "ha visto X a cena con Y"."""
        if self.tree.verbs.has("perception", self.tree.lemma[h]):
            seen = [f for f in self.subjects.objects(h) if f.refs]
            if seen:
                return seen
        return self.subjects.of(h)

    def _understood(self, n: int, own: set[str]) -> list[Argument]:
        """Subject of the clause as who does the noun: "durante la visita a Kiev, X ha detto"."""
        tree = self.tree
        if tree.has(n, "cop"):
            if not tree.marker(n):
                return []
            fillers = self.subjects.of(n)
            return self.resolver.arguments("agent", fillers, how="predicate of the clause")
        marker, top = tree.outer(n)
        h = tree.head[top]
        known = tree.words.prepositions
        # "si dimise per protesta", "è arrivato a Rabat per un vertice con X"
        sought = marker in known.aim and (
            not self.has_article(n) or (tree.is_journey(h) and not tree.is_definite(n))
        )
        plain = (marker in known.state or sought) and not self.resolver.refs(n)
        if tree.dep[top] not in ("obl", "root") or not tree.is_predicate(h):
            return []
        if not plain and marker not in known.understood:
            return []
        p = self.verbs.get(h)
        if p is None or p.construction in ("passive", "participle", "si-passive"):
            return []
        found = [
            self.resolver.argument("agent", filler, "understood", "subject of the clause")
            for filler in self._doers(h)
        ]
        wanted = known.companion - own
        if marker in known.sequence or tree.is_journey(h):
            wanted -= {known.dative}  # "dopo il voto ha scritto a X", "è volato a X per un vertice"
        for a in p.arguments:  # "ha raccontato alla moglie in una telefonata"
            if a.role == "oblique" and a.marker in wanted and a.head != n and a.entities:
                found.append(lend(a, "oblique", "complement of the clause"))
        return found


def _has_agent(arguments: list[Argument]) -> bool:
    return any(a.role == "agent" or a.marker in ("adj", "poss") for a in arguments)
