"""Subjects that a clause expresses, and why a clause without one may have a null subject or none.

What the parse calls a subject may be the object or the predicate: the mending of the tree, which
comes later, looks at names; here it is enough to see that no subject is expressed.
"""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..syntax import SUBJECTS
from .grammar import NOMINAL, agreement, child, feature, is_cleft, is_copular, number_of
from .nouns import Nouns

QUOTES = frozenset("«»“”\"'")
OBJECT_VERBS = ("thing_object", "taking_object")  # classes of verbs whose object is a thing


class Subjects:
    """The expressed subjects of the clauses of a text."""

    def __init__(self, nouns: Nouns, types: dict[int, str]) -> None:
        self.nouns, self.tree = nouns, nouns.tree
        self._types = types  # by token, the type of the entity that it names
        self._found: dict[int, int] = {}

    def of(self, v: int) -> int:
        """Give the subject that the clause of ``v`` expresses, a clause too; -1 for none."""
        if v not in self._found:
            self._found[v] = self._expressed(v)
        return self._found[v]

    def _expressed(self, v: int) -> int:
        t = self.tree
        found = child(t, v, *SUBJECTS, "csubj", "csubj:pass", "expl:impers")
        if found >= 0 and t.dep[found] == "nsubj" and self._is_misread(v, found):
            return -1
        if found < 0:
            inner = child(t, v, "xcomp", "ccomp")
            if inner >= 0 and feature(t, inner, "VerbForm") == "Inf" and t.finite(inner) < 0:
                found = child(t, inner, *SUBJECTS)
        return found if found >= 0 else self._postverbal(v)

    def _postverbal(self, v: int) -> int:
        """Give a subject after the verb that the parse takes for an object.

        So after an intransitive verb, and beside an object clitic: "l'ha investita un'auto".
        """
        t = self.tree
        objects = t.having(v, "obj")
        after = next((k for k in objects if k > v and t.pos[k] != "PRON"), -1)
        if after < 0 or t.is_passive(v):
            return -1
        lemma = t.lemma[v]
        moved = self._with_being(v) or any(
            t.verbs.has(name, lemma) for name in ("impersonal", "unaccusative")
        )
        filled = any(k < v and feature(t, k, "Clitic") for k in objects)
        finite = t.finite(v)
        agrees = finite >= 0 and number_of(t, after) in ("", feature(t, finite, "Number"))
        return after if (filled or (moved and not t.has(v, "expl"))) and agrees else -1

    def _with_being(self, v: int) -> bool:
        t = self.tree
        return any(is_copular(t, k) for k in t.having(v, "aux"))

    def _is_misread(self, v: int, found: int) -> bool:
        """Whether what the parse calls the subject is the object, the predicate or a measure.

        "Ha sposato il regista", "il club che ha fondato", "diventerà allenatrice", "resta tre
        anni", "ringrazio Dario", "figlia di un pittore, era nata a Bari".
        """
        t, finite = self.tree, self.tree.finite(v)
        if found < v and self._contradicts(v, found):
            return True
        if self._is_aside(v, found):
            return True
        if t.is_relative(found):
            return self.lacks_object(v) or (
                self.is_of_thing(v) and self.lacks_object(v, *OBJECT_VERBS)
            )
        nominal = t.pos[found] in NOMINAL
        if finite >= 0 and feature(t, finite, "Person") in ("1", "2") and nominal:
            return True
        bare = not any(
            t.dep[k] == "det" or (t.pos[k] == "PROPN" and not t.has(k, "case"))
            for k in t.kids[found]
        )
        if found < v:
            alone = t.pos[found] == "NOUN" and bare
            alone = alone and child(t, found, "nummod", "conj", "amod") < 0
            return alone and self.nouns.title(found) is not None
        if t.pos[found] == "NOUN" and bare:
            measure = t.has(found, "nummod")
            if measure and t.lemma[found] in anaphora().measure.nouns:
                return True
            if not measure and is_copular(t, v):
                return True
        said = t.dep[v] == "parataxis" and t.verbs.has("reporting", t.lemma[v])
        return (nominal or t.pos[found] == "ADJ") and self.lacks_object(v) and not said

    def _is_aside(self, v: int, found: int) -> bool:
        """Whether a noun without article stands apart from the verb: it is predicated.

        "Esordiente nel 2001, ha vinto tutto", "volerà a Oslo, ultima tappa".
        """
        t = self.tree
        if t.pos[found] != "NOUN" or number_of(t, found) == "Plur":
            return False
        if child(t, found, "det", "det:poss", "nummod", "conj", "case") >= 0:
            return False
        if found > v:
            start = min([found, *t.kids[found]])
            return t.pos[start - 1] == "PUNCT" and start - 1 > v + 1
        between = range(found + 1, v)
        return any(t.pos[i] == "PUNCT" and t.form[i] not in QUOTES for i in between)

    def _contradicts(self, v: int, found: int) -> bool:
        """Whether a plural noun, or the relative pronoun of one, stands before a singular verb.

        "I voti che si era assicurata", "i cui voti aveva chiesto".
        """
        t, finite = self.tree, self.tree.finite(v)
        if finite < 0 or feature(t, finite, "Number") != "Sing":
            return False
        if feature(t, finite, "Person") != "3":
            return False
        noun = found
        if t.is_relative(found):
            if t.dep[v] != "acl:relcl":
                return False
            noun = t.head[v]
        plural = t.pos[noun] == "NOUN" and feature(t, noun, "Number") == "Plur"
        return plural and noun not in self.nouns.named

    def is_of_thing(self, v: int) -> bool:
        """Whether a relative clause modifies the name or noun of a thing or body, no person."""
        t, noun = self.tree, self.tree.head[v]
        if t.dep[v] != "acl:relcl":
            return False
        if noun in self._types:
            return self._types[noun] != "PERSON"
        return self.nouns.title(noun) is None

    def lacks_object(self, v: int, *classes: str) -> bool:
        """Whether a verb that cannot do without an object has none in the parse.

        ``classes`` are those of such verbs, by default the verbs of which this is always true.
        """
        t = self.tree
        if t.finite(v) < 0 or t.pos[v] != "VERB" or t.is_passive(v):
            return False
        if not any(t.verbs.has(name, t.lemma[v]) for name in classes or ("transitive",)):
            return False
        filled = child(t, v, "obj", "expl", "expl:pass", "expl:impers") >= 0
        return not filled and not self._with_being(v)

    # -- null subjects --------------------------------------------------------------------

    def why_none(self, v: int) -> str:
        """Say why a finite clause without expressed subject has no null one that means somebody.

        "" where it may have one.
        """
        t, finite = self.tree, self.tree.finite(v)
        if feature(t, finite, "Mood") == "Imp" or feature(t, finite, "Person") not in ("1", "3"):
            return "not of the third person"
        if t.has(v, "cop"):
            return self._why_no_predicate(v)
        there = child(t, v, "expl")
        if is_copular(t, v) and there >= 0 and feature(t, there, "Person") != "3":
            return "existential"
        return self._why_impersonal(v, feature(t, finite, "Number"))

    def _why_impersonal(self, v: int, number: str) -> str:
        """Weather, "bisogna", "sembra che", and *si* with a verb that is not pronominal."""
        t, lemma, has = self.tree, self.tree.lemma[v], self.tree.verbs.has
        if has("thing_subject", lemma):
            return "said of things"
        if has("weather", lemma) and not has("reporting", lemma):
            return "weather"
        if number == "Plur":
            return ""
        content, passive = child(t, v, "ccomp"), t.is_passive(v)
        if passive and content >= 0 and t.finite(content) >= 0:
            return "its subject is a clause"  # "non è escluso che", "è stato deciso che"
        governs = child(t, v, "ccomp", "csubj", "xcomp", "advcl") >= 0
        if governs and ((has("dative_control", lemma) and passive) or has("impersonal", lemma)):
            return "impersonal"
        faring = anaphora().faring  # "è andata meglio al rivale"
        if lemma in faring.verbs and any(t.form[k] in faring.adverbs for k in t.kids[v]):
            return "impersonal" if child(t, v, "obl", "iobj") >= 0 else ""
        clitic = child(t, v, "expl", "expl:impers", "expl:pass")
        reflexive = clitic >= 0 and feature(t, clitic, "Person") == "3"  # not "ne", "ci"
        if reflexive and has("location", lemma) and t.has(v, "obj"):
            return "impersonal si"  # "se si trova un accordo"
        herself = agreement(t, v) == ("Fem", "Sing")  # "si era assicurata": somebody
        plain = reflexive and not herself and not has("pronominal", lemma)
        return "impersonal si" if plain else ""

    def _why_no_predicate(self, v: int) -> str:
        """Say why the predicate of a copular clause is said of nobody.

        So of clefts ("è stata Berlino a chiedere"), dates and measures ("è lunedì"), evaluations
        of a clause ("è probabile che"), nouns that call nobody anything ("è un premio").
        """
        t, pos, lemma = self.tree, self.tree.pos[v], self.tree.lemma[v]
        if t.has(v, "case"):
            return ""
        if is_cleft(t, v):
            return "cleft"
        if pos in ("PROPN", "NUM", "PRON", "ADV"):
            return "no predicate of somebody"
        if pos == "ADJ":
            said = lemma in anaphora().fact.adjectives  # "è inaccettabile"
            return "said of a fact" if said or child(t, v, "csubj", "ccomp", "xcomp") >= 0 else ""
        if pos != "NOUN" or self.nouns.title(v) is not None:
            return ""
        people = lemma in anaphora().person.nouns or lemma in anaphora().relational.nouns
        return "" if people or anaphora().types_of(lemma) else "no predicate of somebody"

    def may_be_reflexive(self, v: int) -> bool:
        """Whether *si* may be of a person, though the verb is not known as pronominal.

        "Si è fermato", "si è aggiudicato la tappa"; not "qui si lavora".
        """
        t = self.tree
        if not t.has(v, "expl"):
            return False
        compound = any(feature(t, k, "VerbForm") == "Fin" for k in t.having(v, "aux"))
        return compound and feature(t, v, "Number") == "Sing"

    def of_thing(self, v: int, number: str) -> bool:
        """Whether a thing named before the verb is the subject: "il dollaro cede e chiude"."""
        t = self.tree
        if t.finite(v) < 0:
            return False
        found = self.of(v)
        if found < 0 or found > v or t.is_relative(found) or found in self._types:
            return False
        nameless = t.pos[found] in ("NOUN", "PRON") and self.nouns.title(found) is None
        return nameless and agreement(t, v)[1] == number

    def verb_span(self, v: int) -> tuple[int, int]:
        """Give the verb with the auxiliaries beside it; of a copular clause, the copula."""
        t, finite = self.tree, self.tree.finite(v)
        first = finite if finite >= 0 else v
        if t.has(v, "cop"):
            return first, first + 1
        return (first, v + 1) if first <= v <= first + 4 else (v, v + 1)
