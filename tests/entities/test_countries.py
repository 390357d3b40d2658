"""Countries by name, by demonym, by capital and palace, by their bodies."""

import pytest
from spacy.language import Language

from newsner.layers import EntityRow, MentionRow

from .markup import check, mentions, names, recognise


@pytest.mark.parametrize(
    "marked",
    [
        "Le milizie sono sostenute dalla [Russia|COUNTRY RU].",
        "Gli [Usa|COUNTRY US] e la [Gran Bretagna|COUNTRY GB] hanno firmato un trattato.",
        "L'[Unione Sovietica|COUNTRY SU] si dissolse nel 1991.",
        "La [Repubblica di Corea|COUNTRY KR] ha riaperto il confine.",
        "Il [Kosovo|COUNTRY XK] e la [Transnistria|COUNTRY transnistria] chiedono il riconoscimento.",
        "La missione è partita per il [Libano meridionale|PLACE].",
        "La Corte si trova a [Lussemburgo|PLACE].",
        "Le navi sono salpate da [Hong Kong|PLACE].",
    ],
)
def test_by_name(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "L'invasione [russa|COUNTRY RU demonym] dell'[Ucraina|COUNTRY UA] è durata anni.",
        "I [russi|COUNTRY RU demonym] hanno lasciato la città.",
        "Il vertice [italo-francese|COUNTRY IT demonym] è rinviato.",
        "Le armi dell'era [sovietica|COUNTRY SU demonym] sono vecchie.",
        "I caccia [sudcoreani|COUNTRY KR demonym] sono decollati.",
        "Il governo [sud coreano|COUNTRY KR demonym] ha protestato.",
        "Il governo [sud-coreano|COUNTRY KR demonym] ha protestato.",
        "Le truppe [nord coreane|COUNTRY KP demonym] hanno sparato.",
        "Il ministro [est timorese|COUNTRY TL demonym] ha firmato.",
        "Le autorità [macedoni del nord|COUNTRY MK demonym] hanno firmato.",
        "Il governo [burkinabe|COUNTRY BF demonym]' ha protestato.",
        # not the state: language, kitchen, attitude
        "Il confine nord è chiuso.",
        "Il discorso era in russo.",
        "Il ministro parla francese.",
        "Nel quartiere c'è un ristorante cinese.",
        "Una manifestazione anti-giapponese è stata vietata.",
        "Il partito filorusso ha perso le elezioni.",
    ],
)
def test_by_demonym(parser: Language, marked: str) -> None:
    if "italo-francese" in marked:  # a compound names two countries at one place
        found = mentions(recognise(parser, "Il vertice italo-francese è rinviato."))
        assert [(m[0], m[2]) for m in found] == [("italo-francese", "IT"), ("italo-francese", "FR")]
    else:
        check(parser, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "La [Repubblica islamica dell'Iran|COUNTRY IR] ha firmato.",
        "Il [Regno dei Paesi Bassi|COUNTRY NL] ha firmato.",
        "L'[Unione delle Comore|COUNTRY KM] ha firmato.",
        "Il [Commonwealth di Dominica|COUNTRY DM] ha firmato.",
        "La [Repubblica dell'Unione di Myanmar|COUNTRY MM] ha firmato.",
        "La [Repubblica democratica popolare di Corea|COUNTRY KP] ha firmato.",
    ],
)
def test_by_its_full_name(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Il ministro francese ha firmato.", "demonym"),
        ("La truppa francese ha sparato.", "demonym"),
        ("I francesi hanno ritirato i soldati.", "side"),
        ("La cantante francese Odile Marchand è in tournée.", "nationality"),
        ("Alla mostra c'era il francese Étienne Lambert.", "nationality"),
    ],
)
def test_the_rule_says_what_a_demonym_stands_for(parser: Language, text: str, rule: str) -> None:
    rows = [m for m in MentionRow.read(recognise(parser, text)) if m.kind == "demonym"]
    assert [m.rule for m in rows] == [rule]


@pytest.mark.parametrize(
    "marked",
    [
        # the government
        "[Mosca|COUNTRY RU metonym] ha condannato la decisione.",
        "I rapporti con [Pyongyang|COUNTRY KP metonym] restano tesi.",
        "L'accordo tra [Ankara|COUNTRY TR metonym] e [Baku|COUNTRY AZ metonym] è stato firmato.",
        "La proposta è stata respinta da [Parigi|COUNTRY FR metonym].",
        "La [Casa Bianca|COUNTRY US metonym] ha smentito la notizia.",
        "[Palazzo Chigi|COUNTRY IT metonym] non commenta.",
        "È stata [Berlino|COUNTRY DE metonym] a sospendere le vendite.",
        "Parla il ministro della Difesa di [Tripoli|COUNTRY LY metonym].",
        "Le forze di [Kiev|COUNTRY UA metonym] avanzano.",
        "[Washington|COUNTRY US metonym] ha venduto armi a [Riad|COUNTRY SA metonym].",
        # a town that is a state too, and one that is a first name
        "[Monaco|COUNTRY MC metonym] ha firmato il trattato.",
        "La [Bulgaria|COUNTRY BG] tratta. [Sofia|COUNTRY BG metonym] ha condannato la decisione.",
        "I ministri si sono riuniti a [Monaco|PLACE] per il vertice.",
        # the city
        "Lo scrittore è nato a [Mosca|PLACE].",
        "Il presidente si recherà a [Taipei|PLACE] in ottobre.",
        "Il treno da [Varsavia|PLACE] è in ritardo.",
        "È [Vienna|PLACE] a ospitare la mostra.",
        "Ha scritto all'ambasciatore a [Lima|PLACE] per avere notizie.",
        "[Kiev|PLACE] è stata bombardata nella notte.",
        "Il ministro è arrivato ieri a [Tunisi|PLACE].",
        "Le strade di [Roma|PLACE] sono deserte.",
        "L'incontro si è tenuto alla [Farnesina|PLACE].",
    ],
)
def test_city_or_government(parser: Language, marked: str) -> None:
    check(parser, marked)


@pytest.mark.parametrize(
    ("text", "noun", "key"),
    [
        ("Le forze russe sono avanzate.", "forze", "RU"),
        ("Il governo di Pechino ha protestato.", "governo", "CN"),
        ("L'esercito dell'Armenia si è ritirato.", "esercito", "AM"),
        ("Un tribunale egiziano lo ha condannato.", "tribunale", "EG"),
    ],
)
def test_a_body_of_a_state_is_the_state(parser: Language, text: str, noun: str, key: str) -> None:
    doc = recognise(parser, text)
    (body,) = (m for m in MentionRow.read(doc) if m.kind == "nominal")
    assert doc[body.root].text == noun
    assert EntityRow.read(doc)[body.entity].country == key


@pytest.mark.parametrize("text", ["Il governo ha protestato.", "La polizia indaga."])
def test_a_body_without_its_state_is_nothing(parser: Language, text: str) -> None:
    assert MentionRow.read(recognise(parser, text)) == []


def test_constituent_countries_play_under_their_own_flag(parser: Language) -> None:
    match = "La partita di calcio del girone: l'Inghilterra allenatore e giocatori, gol nel finale."
    assert ("Inghilterra", "COUNTRY", "GB", "name") in mentions(recognise(parser, match))
    doc = recognise(parser, match)
    assert [e.name for e in EntityRow.read(doc)] == ["Inghilterra"]


def test_a_shared_demonym_is_of_the_country_the_article_names(parser: Language) -> None:
    doc = recognise(parser, "La Corea del Sud ha reagito. Il ministro coreano ha parlato.")
    assert {e.country for e in EntityRow.read(doc)} == {"KR"}
    both = recognise(
        parser, "Corea del Sud e Corea del Nord trattano. Il confine coreano è chiuso."
    )
    assert [m.kind for m in MentionRow.read(both)] == ["name", "name"]


def test_whose_country_it_is_is_no_part_of_its_name(parser: Language) -> None:
    assert "Brasile" in names(recognise(parser, "Il Brasile di Lula ha firmato."))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("La Bulgaria tratta. Sofia Rinaldi ha firmato; Sofia è contenta.", {"COUNTRY", "PERSON"}),
    ],
)
def test_what_else_the_article_says_decides(parser: Language, text: str, kinds: set[str]) -> None:
    assert {entity.type for entity in EntityRow.read(recognise(parser, text))} == kinds


def test_a_kind_of_state_and_its_places_name_states(parser: Language) -> None:
    doc = recognise(parser, "Ha riconosciuto le repubbliche popolari di Donetsk e Lugansk.")
    assert [e.name for e in EntityRow.read(doc)] == [
        "Repubblica Popolare di Donetsk",
        "Repubblica Popolare di Lugansk",
    ]


def test_a_polity_in_quotation_marks_is_a_country_without_codes(parser: Language) -> None:
    doc = recognise(parser, "Il governo ha riconosciuto due “repubbliche popolari” separatiste.")
    (polity,) = EntityRow.read(doc)
    assert (polity.type, polity.name, polity.country) == ("COUNTRY", "repubbliche popolari", "")
    assert polity.number == "Plur"
