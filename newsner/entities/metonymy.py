"""City or government: what a capital or a palace stands for, decided by its syntactic role."""

from __future__ import annotations

from ..knowledge.places import places
from ..knowledge.titles import titles
from ..knowledge.usage import metonymy, prepositions, usage
from ..words import Word, WordTree
from .syntax import Name, has_article, is_among, preposition, root_of, starts_sentence

_DEPTH = 4  # of coordination that is followed up


def is_sport(doc: WordTree) -> bool:
    """Whether the article is about sport."""
    sport = metonymy().sport
    found = {word.lemma_.casefold() for word in doc} & sport.words
    return len(found) >= sport.threshold and not found.isdisjoint(sport.plain)


def stands_for_government(doc: WordTree, name: Name) -> bool:
    """Whether a capital or palace is meant as the government that sits there.

    Capitals that stand for it have no article ("la Roma" is the club, "la Mosca di allora" a city).
    A palace with "di" or "da" does stand for it, but for its rooms and for movement.
    """
    token = root_of(doc, name.start, name.end)
    if name.type == "CAPITAL" and (_has_foreign_article(doc, name) or _is_described(doc, name)):
        return False
    if name.type == "SEAT" and preposition(doc, token) in {prepositions().of, prepositions().by}:
        return _of_palace(doc, token)
    return _by_role(doc, token)


def _is_described(doc: WordTree, name: Name) -> bool:
    """Whether it is said to be a town right behind: "a Riad, dove", "Tunisi, la capitale"."""
    if name.end + 2 >= len(doc) or doc[name.end].text != ",":
        return False
    if doc[name.end + 1].lower_ in usage().where:
        return True  # "a Stoccolma, dove"
    noun = doc[name.end + 1 + has_article(doc, name.end + 2)]
    return noun.pos_ == "NOUN" and is_among(noun, places().nouns)


def _of_palace(doc: WordTree, token: Word) -> bool:
    """Decide on a palace with "di" or "da" by its governor."""
    governor = token.head
    if preposition(doc, token) == prepositions().by:
        return not is_among(governor, metonymy().prepositions.by_movement)
    return not is_among(governor, usage().rooms) and not is_among(governor, places().nouns)


def _by_role(doc: WordTree, token: Word) -> bool:
    """Decide by preposition and function, those of the first conjunct in a coordination."""
    marker = preposition(doc, token)
    for _ in range(_DEPTH):
        if marker or token.dep_ != "conj" or token.head.i == token.i:
            break
        token = _whole_name(token.head)
        marker = preposition(doc, token)
    if not marker:
        return token.dep_ == "obl:agent" or _by_function(token)
    if any(child.dep_ == "cop" for child in token.children):
        return False  # "era a Torino"
    governor = _first_conjunct(token).head if token.dep_ == "conj" else token.head
    if marker == prepositions().at and (_is_post(token) or _is_fronted(token)):
        return False
    return token.dep_ == "obl:agent" or _by_preposition(marker, governor)


def _whole_name(token: Word) -> Word:
    """Climb from a word of a name: "la Santa Sede e Hanoi" hangs Hanoi on "Santa"."""
    while token.pos_ == token.head.pos_ == "PROPN" and token.dep_ in {"amod", "flat", "flat:name"}:
        token = token.head
    return token


def _is_fronted(token: Word) -> bool:
    """Whether "a" and the city open the sentence: there it happens, whoever is told it."""
    case = next(c for c in token.lefts if c.dep_ == "case")
    return starts_sentence(case) and token.i < token.head.i


def _is_post(token: Word) -> bool:
    """Whether an envoy stands before "a": it is where he serves, whatever the parse says."""
    case = next(c for c in token.lefts if c.dep_ == "case")
    before = token.doc[case.i - 1]
    sends = any(c.dep_ == "aux" for c in before.children)  # "ha inviato a Mosca un messaggio"
    return case.i > 0 and not sends and is_among(before, metonymy().places.posts)


def _has_foreign_article(doc: WordTree, name: Name) -> bool:
    """Whether an article precedes that is no part of the city's name."""
    if not has_article(doc, name.start):
        return False
    text = doc.written(name.start, name.end).casefold()
    return not any(
        city.casefold().endswith(" " + text) or city.casefold().endswith("'" + text)
        for city in places().with_article
    )


def _first_conjunct(token: Word) -> Word:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _by_function(token: Word) -> bool:
    """Decide by the function of a capital without preposition."""
    if token.dep_.startswith("nsubj"):
        return _as_subject(token)
    if token.dep_ == "obj":
        return is_among(token.head, metonymy().object.government)
    if _is_cleft(token) or _is_unparsed_subject(token):
        return True
    following = token.doc[token.i + 1 : token.i + 3]
    return (  # headline: "Mosca: «Non trattiamo»"
        len(following) == 2 and following[0].text == ":" and following[1].is_quote
    )


def _is_cleft(token: Word) -> bool:
    """Whether a cleft makes it the doer ("è stata Berlino a sospendere le vendite")."""
    children = list(token.children)
    return any(c.dep_ == "cop" for c in children) and any(
        c.features.get("VerbForm") == "Inf"
        and any(
            m.dep_ == "mark" and usage().preposition(m.text) == prepositions().at for m in c.lefts
        )
        and not is_among(c, metonymy().subject.city)
        for c in children
    )


def _is_unparsed_subject(token: Word) -> bool:
    """Whether a finite verb follows at once ("Nel documento Asunción riconosce")."""
    if token.dep_ not in {"nmod", "flat", "flat:name"} or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    return following.features.get("VerbForm") == "Fin" and following.pos_ in {"VERB", "AUX"}


def _as_subject(token: Word) -> bool:
    head = token.head
    if head.pos_ in {"NOUN", "PROPN"}:
        return not is_among(head, places().nouns)
    rules = metonymy().subject
    passive = token.dep_ == "nsubj:pass"
    return not is_among(head, rules.city_passive if passive else rules.city)


def _by_preposition(marker: str, governor: Word) -> bool:
    rules = metonymy().prepositions
    if is_among(governor, metonymy().places.words):
        return False
    if marker in rules.always:
        return True
    if marker == prepositions().by:
        return _from(governor)
    if marker == prepositions().at:
        return _addressed(governor)
    if marker == prepositions().of:
        return is_among(governor, rules.of) or _is_action(governor) or _is_state_office(governor)
    small = prepositions()
    listed = {small.among: rules.among, small.along: rules.along, small.on: rules.on}
    words = listed.get(marker, frozenset())
    return is_among(governor, words)


def _is_action(noun: Word) -> bool:
    """Whether a noun is of an action, so that "di" gives its doer."""
    return noun.lemma_.casefold().endswith(usage().action_endings) and not is_among(
        noun, usage().town_nouns
    )


def _is_state_office(noun: Word) -> bool:
    """Whether a noun is an office that states give, or its portfolio ("ministro della Difesa")."""
    while noun.dep_ == "nmod" and noun.head.i < noun.i and noun.head.pos_ == "NOUN":
        noun = noun.head
    title = titles().get(noun.text)
    return title is not None and not {"minister", "diplomat"}.isdisjoint(title.groups)


def _addressed(governor: Word) -> bool:
    """Whether "a" names the addressee of a verb, or of its object ("vendere armi a Riad")."""
    words = metonymy().prepositions.at
    if is_among(governor, words):
        return True
    objects = [c for c in governor.children if c.dep_ == "obj"]
    objects += [g for o in objects for g in o.children if g.dep_ == "nmod"]
    return governor.pos_ == "VERB" and any(is_among(o, words) for o in objects)


def _from(governor: Word) -> bool:
    rules = metonymy().prepositions
    if is_among(governor, rules.by_movement):
        subjects = [c for c in governor.children if c.dep_.startswith("nsubj")]
        return any(is_among(s, rules.message) for s in subjects)
    passive = any(c.dep_ == "aux:pass" for c in governor.children) or (
        governor.dep_ == "acl" and governor.features.get("VerbForm") == "Part"
    )
    return is_among(governor, rules.by) or passive
