"""Places side by side, and whose kin somebody is. All people are made up."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsner.layers import EntityRow, Proposition

from .test_constructions import filled


def held(doc: Doc) -> set[tuple[str, str]]:
    """Pairs of names of which the first is said to be in the second."""
    names = [row.name for row in EntityRow.read(doc)]
    return {
        (names[a], names[b])
        for p in Proposition.read(doc)
        if (p.kind, p.lemma) == ("link", "in")
        for a in p.arguments[0].entities
        for b in p.arguments[1].entities
    }


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Sono arrivati da Lione, Francia; Madrid, Spagna e Istanbul, Turchia.", {("Lione", "Francia"), ("Madrid", "Spagna"), ("Istanbul", "Turchia")}),
        ("Il traghetto collega Brindisi con Patrasso, in Grecia.", {("Patrasso", "Grecia")}),
        ("L'incidente è avvenuto a Portogruaro, in provincia di Venezia.", {("Portogruaro", "provincia di Venezia")}),
        ("A Punta Ballena, sulla costa dell'Uruguay, piove.", {("Punta Ballena", "Uruguay")}),
        # what stands in a town is named after it
        ("L'esplosione è avvenuta a Roma, in via Cavour.", {("via Cavour", "Roma")}),
        ("I funerali si terranno a Bergamo, nella chiesa di Santa Caterina.", {("chiesa di Santa Caterina", "Bergamo")}),
        ("La messa è nella basilica di San Petronio a Bologna.", {("basilica di San Petronio", "Bologna")}),
        ("L'uomo è nato a Catania, nel quartiere di Librino.", {("Librino", "Catania")}),
        ("La gara è avvenuta a Milano all'università Bocconi.", set()),
        ("Il comune di Lampedusa, in provincia di Agrigento, chiede aiuto.", {("comune di Lampedusa", "provincia di Agrigento"), ("Lampedusa", "provincia di Agrigento")}),
        # quarters
        ("I funerali sono nella chiesa di San Gregorio, nel quartiere di Monterosso, a Bergamo.", {("chiesa di San Gregorio", "Monterosso"), ("Monterosso", "Bergamo")}),
        ("Sull'isola di Linosa, al largo della Sicilia, sono sbarcati in 40.", set()),
        # the wider place first
        ("La finale si giocherà in Arabia Saudita a Riad.", {("Riad", "Arabia Saudita")}),
        ("Ha vissuto in Francia, a Londra.", set()),
        ("Le strade di Malmö in Svezia sono chiuse.", {("Malmö", "Svezia")}),
        ("È andato da Malmö in Svezia.", set()),
        # lists, and what is only near
        ("Ha vissuto a Parigi, in Spagna e in Grecia.", set()),
        ("È andato da Roma a Milano.", set()),
        ("Combattono a Kalehe, a sud di Goma.", set()),
    ],
)  # fmt: skip
def test_places_side_by_side(nlp: Language, text: str, pairs: set[tuple[str, str]]) -> None:
    assert held(nlp(text)) == pairs


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        # names in lists
        ("Ai funerali di Ugo Neri c'erano la madre, Ada, e i fratelli Bruno e Carlo.", "fratello", {"bearer": {"Bruno", "Carlo"}, "poss": {"Ugo Neri"}}),
        ("Ugo Neri lascia la moglie Vera e due figlie, Anna e Chiara.", "figlia", {"bearer": {"Anna", "Chiara"}, "poss": {"Ugo Neri"}}),
        ("È morto il fratello di Ugo, Sabatino, che era a Napoli.", "fratello", {"bearer": {"Sabatino"}, "genitive": {"Ugo"}}),
        ("Lisa Galli visse con sua figlia, suor Lucia.", "figlio", {"bearer": {"Lucia"}}),
        # each other's, where they share a surname
        ("Il premio di Ugo Neri è andato ai fratelli Aldo e Piero Galli.", "fratello", {"bearer": {"Aldo", "Piero Galli"}}),
        # nouns that look like verbs
        ("Figlia del violinista Aldo Galli, Marta Galli debuttò a otto anni.", "figlia", {"bearer": {"Marta Galli"}, "genitive": {"Aldo Galli"}}),
        # kinds of places belong to the place before them
        ("Ci sono stati scontri nel centro di Bamako, la capitale maliana.", "capitale", {"bearer": {"Bamako"}, "adj": {"Mali"}}),
        ("Meloni è a Nuakchott. Nella capitale mauritana ha visto Ugo Neri.", "capitale", {"adj": {"Mauritania"}}),
        ("Ugo Neri accusa l'ex compagna, la tedesca Mette Brandt, di furto.", "compagno", {"bearer": {"Mette Brandt"}, "poss": {"Ugo Neri"}}),
        # whose companion
        ("Grant Shaw e la compagna italiana Elena Prati sono salvi.", "compagno", {"bearer": {"Elena Prati"}, "poss": {"Grant Shaw"}}),
        # several people and what they are
        ("Iole Occhi e Aldo Pani, i due volontari italiani, sono liberi.", "volontario", {"bearer": {"Iole Occhi", "Aldo Pani"}, "adj": {"Italia"}}),
    ],
)  # fmt: skip
def test_whose_and_who(nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]) -> None:
    found = filled(nlp(text), "noun", lemma)
    assert {slot: found.get(slot) for slot in expected} == expected


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Ugo Neri ha preceduto di due secondi il croato Ivo Kos.", "precedere", {"agent": {"Ugo Neri"}, "patient": {"Ivo Kos"}}),
        ("Ingegnera, nata a Siena nel 1970, Paola Orsi dirige il museo.", "nascere", {"agent": {"Paola Orsi"}, "a": {"Siena"}}),
        ("Si è spenta lunedì a Trieste, dove era nata, la pianista Alma Cossutta.", "spegnersi", {"agent": {"Alma Cossutta"}, "a": {"Trieste"}}),
        ("Il derby va al Genoa, che piega 2-1 la Sampdoria.", "piegare", {"agent": {"Genoa"}, "patient": {"Sampdoria"}}),
        ("Il Partito del lavoro, nato nel 1921 e sciolto nel 1990, aveva molti iscritti.", "sciogliere", {"patient": {"Partito del lavoro"}}),
        ("Ugo Neri è nato e cresciuto a Cremona.", "nascere", {"agent": {"Ugo Neri"}, "a": {"Cremona"}}),
    ],
)  # fmt: skip
def test_verbs(nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]) -> None:
    assert filled(nlp(text), "verb", lemma) == expected


def test_a_demonym_after_and_is_of_the_next_name(nlp: Language) -> None:
    doc = nlp("Ha superato l'italiano Marco Righi, campione uscente, e il danese Ole Lund.")
    names = [row.name for row in EntityRow.read(doc)]
    links = {
        (names[p.arguments[0].entities[0]], names[p.arguments[1].entities[0]])
        for p in Proposition.read(doc)
        if (p.kind, p.lemma) == ("link", "adj")
    }
    assert links == {("Marco Righi", "Italia"), ("Ole Lund", "Danimarca")}


def test_the_people_of_a_team_are_the_team(nlp: Language) -> None:
    doc = nlp("La Lazio ospiterà in campionato gli olandesi del Twente, dopo il gol del portiere.")
    assert filled(doc, "verb", "ospitare")["patient"] == {"Twente"}
    assert filled(doc, "link", "adj") == {"bearer": {"Twente"}, "patient": {"Paesi Bassi"}}


def test_the_seat_of_a_body_beside_it(nlp: Language) -> None:
    doc = nlp("Lavora in Brasile, nel Cruzeiro, e poi alla Fao, a Roma.")
    names = [row.name for row in EntityRow.read(doc)]
    seats = {
        tuple(names[e] for a in p.arguments for e in a.entities)
        for p in Proposition.read(doc)
        if (p.kind, p.lemma) == ("link", "seat")
    }
    assert ("Cruzeiro", "Brasile") in seats


def test_a_plural_demonym_is_of_every_name(nlp: Language) -> None:
    doc = nlp("Dopo il gol dei francesi Paul Mercier e Jean Vidal la gara si è chiusa.")
    names = [row.name for row in EntityRow.read(doc)]
    bearers = {
        names[p.arguments[0].entities[0]]
        for p in Proposition.read(doc)
        if (p.kind, p.lemma) == ("link", "adj")
    }
    assert bearers == {"Paul Mercier", "Jean Vidal"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Dopo il colloquio con il premier ungherese Laszlo Kovacs ha lasciato Roma.",
            "Laszlo Kovacs",
        ),
        ("Insieme all'esule polacco Adam Wilk fondò la rivista Kontrast.", "Adam Wilk"),
    ],
)
def test_a_name_right_behind_a_title_bears_it(nlp: Language, text: str, name: str) -> None:
    doc = nlp(text)
    names = [row.name for row in EntityRow.read(doc)]
    bearers = {
        names[e]
        for p in Proposition.read(doc)
        if p.construction == "title and name"
        for e in p.arguments[0].entities
    }
    assert name in bearers


def test_the_town_of_a_body_that_has_an_officer(nlp: Language) -> None:
    doc = nlp("Lo ha detto il rettore della Freie Universität di Berlino.")
    assert filled(doc, "link", "seat") == {"bearer": {"Freie Universität"}, "patient": {"Berlino"}}


def test_a_museum_is_in_the_town_beside_it(nlp: Language) -> None:
    doc = nlp("Il museo di Capodimonte, a Napoli, riapre.")
    assert filled(doc, "link", "seat")["patient"] == {"Napoli"}


def test_children_without_a_name_are_not_the_wife(nlp: Language) -> None:
    doc = nlp("Aurelio Galli lascia la moglie Rosa e tre figli.")
    bearers = [p for p in Proposition.read(doc) if p.lemma == "figlio" and p.kind == "noun"]
    assert not [a for p in bearers for a in p.arguments if a.role == "bearer" and a.entities]


def test_an_officer_of_a_body_is_none_of_its_town(nlp: Language) -> None:
    doc = nlp("Lo ha detto la segretaria della Cgil di Cuneo, Anna Rossi.")
    assert filled(doc, "noun", "segretario")["genitive"] == {"Cgil di Cuneo"}
