"""What is left unsaid: gaps, denied conjuncts, denials, owners dealt out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..layers import Argument, Proposition
from ..syntax import SUBJECTS, Tree
from .resolver import Resolver
from .status import Factuality

CORE = ("agent", "patient")
CLAIMED = "uncertain"
OWNED = ("genitive", "deep")

# -- gaps and conjuncts with a polarity of their own --------------------------------------------


def fill_gaps(tree: Tree, resolver: Resolver, p: Proposition) -> Proposition | None:
    """Proposition of a second subject and object that share the verb: "… e la Spagna Y".

    The parser takes the second subject for another object; it is taken out of ``p``.
    """
    if p.construction != "active" or not any(a.role == "agent" for a in p.arguments):
        return None
    for x in p.arguments:
        if x.role != "patient" or tree.dep[x.head] != "conj" or not x.entities:
            continue
        y = _next_nominal(tree, x.head, p.predicate)
        refs = resolver.refs(y) if y >= 0 else []
        if not refs or tree.form[y] == tree.form[x.head]:
            continue
        p.arguments = [a for a in p.arguments if a.head not in (x.head, y)]
        second = resolver.arguments("patient", resolver.spread(y), how="object of a gapped clause")
        return replace(
            p,
            arguments=[replace(x, role="agent", how="subject of a gapped clause"), *second],
            evidence=sorted({p.predicate, x.head, y}),
        )
    return None


def _next_nominal(tree: Tree, x: int, v: int) -> int:
    """Nominal without preposition right after ``x``, hung on it or on verb ``v``; -1 of none."""
    end = max([x, *(k for k in tree.kids[x] if tree.is_name_part(k))])
    for y in (*tree.kids[x], *tree.kids[v]):
        if y <= end or tree.marker(y) or tree.has(y, "cc") or tree.pos[y] not in ("PROPN", "NOUN"):
            continue
        if tree.having(y, "det") and min(tree.having(y, "det")) == end + 1:
            return y
    return -1


def split_negated(
    tree: Tree, factuality: Factuality, propositions: list[Proposition]
) -> list[Proposition]:
    """Take arguments with a polarity of their own out of their proposition.

    With a negation, "ma non Y", or as what is so instead, "non X, ma Y". Where all that fills a
    slot is denied ("né X né Y hanno …"), the whole is.
    """
    found = []
    for p in propositions:
        if p.status == "negated":  # "non … né X": denied already
            found += _corrected(factuality, p)
            continue
        denied = [a for a in p.arguments if _is_denied(tree, a, p.predicate)]
        if not denied:
            continue
        kept = [a for a in p.arguments if a not in denied]
        slots = {(a.role, a.marker) for a in kept}
        if any((a.role, a.marker) not in slots and a.entities for a in denied):
            p.status, p.modality = "negated", "negated argument"
            continue
        p.arguments = kept
        for a in denied:
            found.append(
                replace(
                    p,
                    arguments=[*(replace(b) for b in kept if _goes_with(b, a)), a],
                    status="negated",
                    modality="negated conjunct",
                )
            )
    return found


def drop_denied(tree: Tree, p: Proposition) -> None:
    """Leave out of a noun what it is said not to be of: "le dimissioni di X, non di Y"."""
    clause = tree.clause(p.predicate)
    p.arguments = [a for a in p.arguments if not (a.entities and _is_denied(tree, a, clause))]


def _corrected(factuality: Factuality, p: Proposition) -> list[Proposition]:
    """Read "non ha visto X, ma Y": Y is taken out, for a proposition that holds."""
    instead = [a for a in p.arguments if a.entities and factuality.corrects(a.head)]
    if not instead:
        return []
    p.arguments = [a for a in p.arguments if a not in instead]
    status, modality = factuality.corrected(p.predicate)
    return [
        replace(
            p,
            arguments=[*(replace(b) for b in p.arguments if _goes_with(b, a)), a],
            status=status,
            modality=modality or "said instead of what is denied",
        )
        for a in instead
    ]


def _goes_with(b: Argument, a: Argument) -> bool:
    return b.role in (*CORE, "oblique") and (b.role, b.marker) != (a.role, a.marker)


def _is_denied(tree: Tree, a: Argument, predicate: int) -> bool:
    clause, negation = tree.clause(a.head), tree.words.polarity.negation
    if clause != predicate:  # "ha liberato dieci detenuti; non figura tra loro X"
        lists = a.entities and tree.lemma[clause] in tree.words.containers.listing
        named = tree.dep[a.head] in SUBJECTS and tree.head[a.head] == clause
        return bool(lists and named) and any(
            tree.form[k] in negation for k in tree.having(clause, "advmod")
        )
    if a.role == "mod" or a.head == predicate:
        return False
    words = [k for k in tree.having(a.head, "advmod", "cc", "cc:preconj") if _denies(tree, k)]
    if tree.dep[a.head] == "conj" or tree.has(a.head, "conj"):
        return bool(words)
    return any(tree.form[k] in tree.words.polarity.even for k in words)


def _denies(tree: Tree, k: int) -> bool:
    """Whether the word denies what it hangs on: "non X", but not "non solo X"."""
    after = tree.form[k + 1] if k + 1 < len(tree.form) else ""
    return tree.form[k] in tree.words.polarity.negation and after not in tree.words.polarity.only


# -- denials ------------------------------------------------------------------------------------


def deny(tree: Tree, propositions: list[Proposition]) -> list[Proposition]:
    """Propositions that somebody denies without saying them again, as denied by him.

    They are those of the nearest sentence before, or of the same one, that are only claimed,
    and not by whoever denies them.
    """
    found: list[Proposition] = []
    claims: dict[int, list[Proposition]] = {}  # by period
    for p in propositions:
        if p.status == CLAIMED and p.modality:
            claims.setdefault(tree.period[p.predicate], []).append(p)
    for p in propositions:
        denier = _denier(tree, p)
        if denier < 0:
            continue
        v = p.predicate
        for period in (tree.period[v], tree.period[v] - 1):
            before = [q for q in claims.get(period, ()) if q.predicate < v and q.source != denier]
            if before:
                found += [_denied(q, denier) for q in before]
                break
    return found


def _denier(tree: Tree, p: Proposition) -> int:
    """Who denies something said before, -1 where the clause says itself what is denied."""
    polarity = tree.words.polarity
    if tree.lemma[p.predicate] not in polarity.denying or p.status != "asserted":
        return -1
    if any(tree.dep[k] in ("ccomp", "xcomp") for k in tree.kids[p.predicate]):
        return -1
    objects = [a for a in p.arguments if a.role == "patient"]
    if any(a.entities or not _is_report(tree, a) for a in objects):
        return -1
    return next((e for a in p.arguments if a.role == "agent" for e in a.entities), -1)


def _is_report(tree: Tree, a: Argument) -> bool:
    """Whether the object is only what was said: "smentisce la notizia", "lo smentisce"."""
    words = tree.words
    return a.lemma in words.polarity.reports or tree.form[a.head] in words.proforms.objects


def _denied(q: Proposition, denier: int) -> Proposition:
    copied = Proposition(*q.to_plain())
    copied.arguments = list(q.arguments)
    copied.status, copied.modality, copied.source = "negated", "denied", denier
    return copied


# -- respective owners --------------------------------------------------------------------------


def deal(tree: Tree, p: Proposition) -> list[Proposition]:
    """Split a proposition whose bearers have an owner each; itself where it is none."""
    if p.kind != "noun" or not tree.is_plural(p.predicate):
        return [p]
    bearers = _singles(a for a in p.arguments if a.role == "bearer")
    if len(bearers) < 2:
        return [p]
    owned = [a for a in p.arguments if a.role in OWNED or a.marker in ("poss", "adj")]
    owners = _singles(owned)
    if len(bearers) != len(owners):
        return [p]
    kept = [a for a in p.arguments if not a.entities]
    return [replace(p, arguments=[b, o, *kept]) for b, o in zip(bearers, owners, strict=True)]


def _singles(arguments: Iterable[Argument]) -> list[Argument]:
    """One argument for each entity, in order."""
    return [replace(a, entities=(e,)) for a in arguments for e in a.entities]
