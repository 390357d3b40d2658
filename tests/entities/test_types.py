"""What kind of thing a name names, and where it begins and ends. All people and firms are made up."""

import pytest
from spacy.language import Language

from .markup import check, entity_of, recognise


@pytest.mark.parametrize(
    "marked",
    [
        # the noun before, and the noun that this one specifies
        "La ditta [Aldo Sereno|ORGANISATION] ha chiuso.",
        "La società di consulenza [Arvenia|ORGANISATION] ha scritto al ministro.",
        "Il presidente della società [Marco Orsini|PERSON] si è dimesso.",
        "Il giudice di pace [Rita Pesci|PERSON] lo ha assolto.",
        # a firm's own words, and its short name
        "[Enotria Vini|ORGANISATION] assume. [Enotria|ORGANISATION] vende all'estero.",
        "Lo dice il [Karl Bauer-Institut|ORGANISATION].",
        "La [Ferri Spa|ORGANISATION] chiude. La [Ferri|ORGANISATION] tace, [Aldo Ferri|PERSON] no.",
        "[Levi's|ORGANISATION] chiude a [Lodi|PLACE].",
        "Sono fermi i siti di [Intesa|ORGANISATION] e [Acea|ORGANISATION].",
        "La [Sereno|ORGANISATION] fu fondata da [Aldo Sereno|PERSON].",
        # an article of the other gender
        "Il gruppo ha comprato la [Roger Vidal|ORGANISATION].",
        # ships, once called so; what one wins
        "La nave [Stella Polare|] è in porto. La Stella Polare riparte domani.".replace(
            "[Stella Polare|]", "Stella Polare"
        ),
        "[Fabio Corsi|PERSON] ha vinto le Strade Bianche davanti a [Jan Peeters|PERSON].",
        "Alla partenza del Giro d'Italia c'era [Anna Bellei|PERSON].",
        # who dismisses somebody of a first name has but a first name too; others are firms
        "[Stefano|PERSON] ha licenziato [Angela|PERSON].",
        "[Leonardo|ORGANISATION] ha licenziato [Angela Marradi|PERSON] e duecento operai.",
        # a shop, by what it is called after
        "Ladri al bar [Italia|ORGANISATION]: denuncia la titolare.",
        "Ha chiuso la pizzeria [Vesuvio|ORGANISATION].",
        # whose house it is, and where it is
        "Ladri nella villa di [Ugo Neri|PERSON] a [Carpi|PLACE].",
        "Il furto è avvenuto nella zona di [Vittorio Veneto|PLACE].",
        # initials are somebody's where no article stands before
        "I due, [B.R.|PERSON] e [S.T.|PERSON], sono stati denunciati.",
        "Arrestato a [Lodi|PLACE] [M.B.|PERSON], 34 anni.",
        "Il giudice ha assolto l'imputato [D. M.|PERSON] dal reato di furto.",
        "Il segretario del [P.S.D.|ORGANISATION] si è dimesso.",
        "[Washington|PLACE], D.C., ospita il vertice.",
        # what only people do
        "L'omaggio di [Macron|PERSON] a [Gorbaciov|PERSON] è stato breve.",
    ],
)
def test_types(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Un terremoto ha colpito la [prefettura di Miyagi|PLACE].",
        "L'incidente è avvenuto nel comune di [Rho|PLACE].",
        "Il festival si tiene sul fiume [Niger|PLACE].",
        "Il presidente del [Torino|ORGANISATION] ha parlato ai soci.",
        "È nato a [Gioia del Colle|PLACE].",
    ],
)
def test_places_and_bodies(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Lo ha detto l'attaccante del [Savena|ORGANISATION] [Nelson Arrieta|PERSON].",
        "Il giudice ha dato ragione a [E. Marta Riva|PERSON] contro [Ugo Neri|PERSON].",
        "Lo ha detto alla [Bbc|ORGANISATION] [Hassan Rashid|PERSON].",
        "È nato a [Castel San Pietro Terme|PLACE].",
        "Indaga la procuratrice di [Trani|PLACE] [Silvia Corato|PERSON].",
        'Ha vinto [Giuseppa "Pina" Torri|PERSON], 45 anni, di [Lodi|PLACE].',
        "Il sindaco [Ugo De Santis|PERSON] ha ringraziato il pm [Dell'Orto|PERSON].",
        "Il [Consiglio di sicurezza|ORGANISATION] del Paese si riunisce domani.",
    ],
)
def test_limits(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_in_sport_a_town_without_article_is_no_club(parser: Language) -> None:
    check(
        parser,
        "L'allenatore del [Digione|ORGANISATION] è contento del pareggio: i tifosi e il portiere "
        "hanno visto un gol. Domenica a [Digione|PLACE] arriva la capolista del campionato.",
    )


@pytest.mark.parametrize(
    "marked",
    [
        # what one firm is to another, and whose people others are
        "L'ha ceduta alla concorrente [tedesca|COUNTRY DE demonym] [Rheinbau|ORGANISATION].",
        "Trattano con i [sudcoreani|COUNTRY KR demonym] della [Daewon|ORGANISATION].",
        "Dirige la [veneta|PLACE demonym] [Idromeccanica Adige|ORGANISATION].",
        # a party by those who are of it, a person by a first name
        "Ieri i deputati di [Lucania Libera|ORGANISATION] hanno protestato.",
        "Più duri gli alleati di [Matteo Sini|PERSON].",
        # officers that the model runs together with their body
        "Lo ha detto il segretario generale dell'[Onu|ORGANISATION] [Bo Ki-min|PERSON].",
        # saints, and small words that open a sentence
        "Lo invita per la festa di sant'Andrea, il 30 novembre.",
        "Lo scrive il quotidiano la [Repubblica|ORGANISATION].",
    ],
)
def test_firms_parties_and_officers(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # the town of a firm, and of a trade
        "La start-up di [Szeged|PLACE] ha assunto un commercialista di [Quimper|PLACE].",
        # the medium one talks to
        "«Aspettavamo da tre anni», ha dichiarato a [Kestrel|ORGANISATION] la donna.",
        # a firm that was, and one that an officer has
        "Lavoravano per loro gli operai dell'ex [Fulgor|ORGANISATION].",
        "Ha incontrato l'amministratrice delegata di [Drakon|ORGANISATION].",
        # what was founded is no town
        "Il settimanale satirico [Il Grillo|ORGANISATION] ha cessato le pubblicazioni nel 2004.",
        # a mate is a person
        "Ha preceduto il compagno di squadra [Tendai Virtanen|PERSON].",
    ],
)
def test_towns_and_media_and_firms_of_one_word(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_one_plays_at_a_stadium(parser: Language) -> None:
    text = (
        "Ieri sera al Bellavalle ha travolto per 3-0 la Sampdoria: gol del portiere in campionato, "
        "tifosi felici e un rigore parato dall'allenatore."
    )
    assert entity_of(recognise(parser, text), "Bellavalle").type == "PLACE"


@pytest.mark.parametrize(
    "marked",
    [
        "In ogni caso [Perinelli|PERSON] non scende in campo.",
        "Il sindaco di [Lodi|PLACE] [Andrea Perinelli|PERSON] ha aperto la fiera.",
    ],
)
def test_a_person_behind_a_thing_is_one_where_the_thing_has_not_the_name(
    parser: Language, marked: str
) -> None:
    check(parser, marked)


@pytest.mark.parametrize("thing", ["decreto", "premio", "lodo", "piano"])
def test_a_thing_named_after_a_person_is_none(parser: Language, thing: str) -> None:
    check(parser, f"Il {thing} Perinelli è in discussione.")


@pytest.mark.parametrize(
    "marked",
    [
        # a word that takes over another firm; a person is known by a full name
        "[Norvex|ORGANISATION] compra [Delsea|ORGANISATION] per due miliardi.",
        "[Neri|PERSON] compra la [Delsea|ORGANISATION]. [Ugo Neri|PERSON] ne era socio.",
        # towns of the world
        "La battaglia tra [Kufa|PLACE] e [Ramadi|PLACE] è finita.",
    ],
)
def test_firms_and_towns_that_look_like_people(parser: Language, marked: str) -> None:
    check(parser, marked)


def test_what_is_of_a_street_is_a_shop(parser: Language) -> None:
    doc = recognise(parser, "I ladri hanno colpito al Cafè Violet di via Chiesa, nella notte.")
    assert entity_of(doc, "Cafè Violet").type == "ORGANISATION"
