"""Gender, number and place of phrases and clauses in the tree. No Italian words here."""

from __future__ import annotations

from ..knowledge.anaphora import anaphora
from ..syntax import Tree

NAME_PARTS = frozenset(("flat", "flat:name", "flat:foreign", "compound"))
NOMINAL = frozenset(("NOUN", "PROPN"))
BELOW = 60  # tokens that are looked at below one noun, at most
ABOVE = 12  # steps up the tree, at most


def feature(t: Tree, i: int, name: str) -> str:
    """Give value of a morphological feature, "" where it is absent or ambiguous."""
    found = t.features[i].get(name, "")
    return "" if "," in found else found


def child(t: Tree, i: int, *deps: str) -> int:
    """First dependent that hangs by one of ``deps``, -1 where there is none."""
    found = t.having(i, *deps)
    return found[0] if found else -1


def is_definite(t: Tree, n: int) -> bool:
    """Whether a noun has a definite article or a demonstrative."""
    return any(
        feature(t, k, "Definite") == "Def" or feature(t, k, "PronType") == "Dem" for k in t.kids[n]
    )


def is_indefinite(t: Tree, n: int) -> bool:
    """Whether a noun has an indefinite article."""
    return any(feature(t, k, "Definite") == "Ind" for k in t.kids[n])


def gender_of(t: Tree, n: int) -> str:
    """Give gender of a noun phrase: of its article ("la premier"), else of head or adjective."""
    shown = [feature(t, k, "Gender") for k in t.having(n, "det", "case")]
    shown += [feature(t, n, "Gender")]
    shown += [feature(t, k, "Gender") for k in t.having(n, "amod", "det:poss")]
    return next((gender for gender in shown if gender), "")


def number_of(t: Tree, n: int) -> str:
    """Give number of a noun phrase: of its head, else of its determiner."""
    shown = [feature(t, n, "Number")]
    shown += [feature(t, k, "Number") for k in t.having(n, "det", "amod")]
    return next((number for number in shown if number), "")


def agreement(t: Tree, v: int) -> tuple[str, str]:
    """Give gender and number that a clause shows of its subject, each "" where it shows none.

    The finite verb shows number; a participle with the auxiliary of being, or an adjective after
    the copula, shows both. With the other auxiliary the participle shows nothing.
    """
    finite = t.finite(v)
    number = feature(t, finite, "Number") if finite >= 0 else ""
    linked = any(
        t.dep[k] in ("aux:pass", "cop") or (t.dep[k] == "aux" and is_copular(t, k))
        for k in t.kids[v]
    )
    if linked and (feature(t, v, "VerbForm") == "Part" or t.pos[v] == "ADJ"):
        return feature(t, v, "Gender"), number or feature(t, v, "Number")
    return "", number


def is_copular(t: Tree, i: int) -> bool:
    """Whether a verb is one of being, becoming, staying."""
    return t.verbs.has("copular", t.lemma[i])


def tells_apart(t: Tree, i: int) -> bool:
    """Whether a dependent of a noun says which one is meant: not a clause behind a comma."""
    if t.dep[i] not in ("acl", "acl:relcl"):
        return t.dep[i] == "nmod"
    return t.pos[max(0, t.first(i) - 1)] != "PUNCT"


def is_cleft(t: Tree, n: int) -> bool:
    """Whether a noun after the copula is the subject: "è stato il sindaco a chiamare"."""
    copula = child(t, n, "cop")
    if copula < 0 or copula > n or t.pos[n] not in NOMINAL or t.has(n, "case"):
        return False
    markers = anaphora().cleft.markers
    return any(
        k > n
        and feature(t, k, "VerbForm") == "Inf"
        and any(t.form[m] in markers for m in t.having(k, "mark"))
        for k in t.kids[n]
    )


def reports(t: Tree, v: int) -> bool:
    """Whether ``v`` heads a finite clause of saying, or of letting know ("ha fatto sapere")."""
    said = t.verbs.has("reporting", t.lemma[v])
    if t.verbs.has("causative", t.lemma[v]):
        below = child(t, v, "ccomp", "xcomp")
        said = below >= 0 and t.verbs.has("opinion", t.lemma[below])
    return said and t.finite(v) >= 0


def below(t: Tree, n: int) -> list[int]:
    """Give tokens below ``n``, nearest first, at most `BELOW`."""
    found = list(t.kids[n])
    for i in found:
        if len(found) >= BELOW:
            break
        found += t.kids[i]
    return found


def role_of(t: Tree, n: int) -> str:
    """Give grammatical role of a noun phrase; a conjunct or apposition has that of the first."""
    if t.pos[n] == "ADJ":
        return "amod"
    for _ in range(ABOVE):
        above = t.head[n]
        if t.dep[n] not in ("conj", "appos") or t.pos[above] not in (*NOMINAL, "PRON"):
            break
        n = above
    return t.dep[n]
