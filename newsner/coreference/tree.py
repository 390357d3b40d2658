"""Reading the dependency tree: clauses, their subjects, agreement. No Italian words here."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..knowledge.anaphora import anaphora
from ..knowledge.verbs import verbs
from ..layers import column
from ..words import Word

FLAT = {"flat", "flat:name", "flat:foreign", "compound"}
SUBJECT = {"nsubj", "nsubj:pass"}
AUXILIARY = {"aux", "aux:pass", "cop"}
NOMINAL = {"NOUN", "PROPN"}
FINITE = "VerbForm=Fin"


def morph(token: Word, feature: str) -> str:
    """Value of a morphological feature, "" where it is absent or ambiguous."""
    return token.features.get(feature, "")


def child(token: Word, *deps: str) -> Word | None:
    """First child that hangs by one of ``deps``."""
    return next((c for c in token.children if c.dep_ in deps), None)


def has_case(token: Word) -> bool:
    """Whether a preposition marks the noun phrase of ``token``."""
    return any(c.dep_ == "case" for c in token.children)


def finite(head: Word) -> Word | None:
    """Give the finite word of the clause that ``head`` heads (itself, auxiliary or copula).

    An infinitive with a modal ("vuole farlo") counts; with another auxiliary the parse erred.
    """
    form = morph(head, "VerbForm")
    if form == "Fin":
        return head
    if not head.children:
        return None
    auxiliaries = [c for c in head.children if c.dep_ in AUXILIARY]
    if form == "Inf" and not any(verbs().has("modal", c.lemma_) for c in auxiliaries):
        return None
    return next((c for c in auxiliaries if morph(c, "VerbForm") == "Fin"), None)


def finite_heads(doc: Doc) -> set[int]:
    """Find the tokens that `finite` may give a word of: finite themselves, or by an auxiliary."""
    found = set()
    for i, analysis in enumerate(column(doc, "MORPH")):
        if FINITE in analysis:
            helps = doc[i].dep_ in AUXILIARY
            found.add(doc[i].head.i if helps else i)
    return found


def verbal_lemma(token: Word) -> str:
    """Lemma of a verb without the clitics that the tokenizer leaves attached."""
    return token.lemma_.split(" ")[0]


def is_passive(head: Word) -> bool:
    """Whether the clause is passive by its auxiliary or its subject."""
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in head.children)


def own_clitics(head: Word) -> list[Word]:
    """Give the object pronouns before the verb, direct and indirect."""
    return [c for c in head.children if c.i < head.i and c.dep_ in ("obj", "iobj") and _clitic(c)]


def _clitic(token: Word) -> bool:
    return token.pos_ == "PRON" and bool(morph(token, "Clitic"))


def is_definite(token: Word) -> bool:
    """Whether a noun has a definite article or a demonstrative."""
    return any(
        morph(c, "Definite") == "Def" or morph(c, "PronType") == "Dem" for c in token.children
    )


def is_indefinite(token: Word) -> bool:
    """Whether a noun has an indefinite article."""
    return any(morph(c, "Definite") == "Ind" for c in token.children)


def article_gender(token: Word) -> str:
    """Give the gender that the article of a noun phrase shows, alone or in a preposition."""
    shown = (morph(c, "Gender") for c in token.children if c.dep_ in ("det", "case"))
    return next((gender for gender in shown if gender), "")


def gender_of(token: Word) -> str:
    """Give gender of a noun phrase: of its article ("la premier"), else of head or adjective."""
    gender = article_gender(token) or morph(token, "Gender")
    if gender:
        return gender
    adjective = child(token, "amod", "det:poss")
    return morph(adjective, "Gender") if adjective is not None else ""


def number_of(token: Word) -> str:
    """Give number of a noun phrase: of its head, else of its determiner."""
    own = morph(token, "Number")
    if own:
        return own
    for c in token.children:
        if c.dep_ in ("det", "amod") and morph(c, "Number"):
            return morph(c, "Number")
    return ""


def is_clause(token: Word) -> bool:
    """Whether ``token`` heads a clause, finite or not."""
    if token.dep_ in AUXILIARY:
        return False
    return token.pos_ == "VERB" or finite(token) is not None


def governors(token: Word) -> Iterator[Word]:
    """Heads above ``token``, nearest first, within the sentence."""
    while token.head != token:
        token = token.head
        yield token


def is_set_off(token: Word) -> bool:
    """Whether a comma parts a clause from its noun: it tells of the noun, not which one it is."""
    first = token.left_edge
    return first.is_punct or (first.i > 0 and token.doc[first.i - 1].is_punct)


def tells_apart(token: Word) -> bool:
    """Whether a dependent of a noun says which one is meant: not a clause behind a comma."""
    return token.dep_ == "nmod" or (token.dep_ in ("acl", "acl:relcl") and not is_set_off(token))


def clause_of(token: Word) -> Word | None:
    """Nearest clause head at or above ``token``."""
    if is_clause(token):
        return token
    return next((g for g in governors(token) if is_clause(g)), None)


def is_cleft(head: Word) -> bool:
    """Whether a noun after the copula is the subject: "è stato il sindaco a chiamare".

    The infinitive may stand first, then also where the parse hangs it on another word.
    """
    copula = child(head, "cop")
    if copula is None or copula.i > head.i or head.pos_ not in NOMINAL or has_case(head):
        return False
    after = any(c.i > head.i and _is_marked(c) for c in head.children)
    return after or any(t.i < copula.i and t.head.i > t.i and _is_marked(t) for t in head.sent)


def _is_marked(verb: Word) -> bool:
    """Whether an infinitive has the preposition of clefts."""
    if morph(verb, "VerbForm") != "Inf":
        return False
    return any(c.dep_ == "mark" and c.lower_ in anaphora().cleft.markers for c in verb.children)


def agreement(head: Word) -> tuple[str, str]:
    """Gender and number that the clause shows of its subject, each "" where it shows none.

    The finite verb shows number; a participle with the auxiliary of being, or an adjective
    after the copula, shows both. With the other auxiliary the participle shows nothing.
    """
    verb = finite(head)
    number = morph(verb, "Number") if verb is not None else ""
    linked = any(
        c.dep_ in ("aux:pass", "cop") or (c.dep_ == "aux" and verbs().has("copular", c.lemma_))
        for c in head.children
    )
    if linked and (morph(head, "VerbForm") == "Part" or head.pos_ == "ADJ"):
        return morph(head, "Gender"), number or morph(head, "Number")
    return "", number
