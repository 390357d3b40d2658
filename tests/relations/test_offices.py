"""What the relation stage looks up in the article: offices, counterparts, what is denied."""

import pytest

from newsner.checking import frames_alone
from newsner.layers import EntityRow, RelationRow


def read(nlp, text: str) -> set[tuple[str, str, str, str]]:
    with frames_alone(nlp):
        doc = nlp(text)
    entities = EntityRow.read(doc)
    return {
        (row.type, entities[row.subject].name, entities[row.object].name, row.status)
        for row in RelationRow.read(doc)
        if not row.object_is_date
    }


@pytest.mark.parametrize(
    ("title", "type_"),
    [("presidente", "HEADS"), ("ministro degli Esteri", "MEMBER_OF")],
)
def test_a_counterpart_holds_the_office_of_whose_counterpart_it_is(nlp, title, type_):
    text = f"Il {title} francese Paul Girard ha visto il suo omologo tedesco, Hans Weber."
    offices = {
        (row[0], row[2])
        for row in read(nlp, text)
        if row[1] == "Hans Weber" and row[0] != "MET_WITH"
    }
    assert offices == {(type_, "Germania")}


def test_a_colleague_of_whoever_holds_no_office_of_a_state_holds_none(nlp):
    text = "Il giornalista della Stampa Paul Girard ha visto il collega tedesco Hans Weber."
    assert not {row for row in read(nlp, text) if row[1:3] == ("Hans Weber", "Germania")}


def test_the_head_of_a_body_hands_on_the_office(nlp):
    text = "Anna Ferri succede a Paul Girard, presidente della Consob."
    assert {
        ("TOOK_OFFICE", "Anna Ferri", "Consob", "asserted"),
        ("LEFT_OFFICE", "Paul Girard", "Consob", "asserted"),
    } <= read(nlp, text)


def test_a_resignation_told_again_is_from_the_same_office(nlp):
    text = (
        "Anna Ferri si è dimessa dalla presidenza della Consob. Oggi è presidente della Rai. "
        "Dopo le sue dimissioni la sede ha cambiato nome."
    )
    left = {row[1:3] for row in read(nlp, text) if row[0] == "LEFT_OFFICE"}
    assert left == {("Anna Ferri", "Consob")}


def test_a_post_of_something_else_is_not_in_the_body_of_the_old_one(nlp):
    text = "Paul Girard, giudice della Consob, è stato eletto presidente della Repubblica."
    assert not {row for row in read(nlp, text) if row[0] == "TOOK_OFFICE"}
    text = "Paul Girard, presidente della Consob, è stato rieletto presidente."
    assert ("TOOK_OFFICE", "Paul Girard", "Consob", "asserted") in read(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "I presidenti di Francia e Italia, Paul Girard e Anna Ferri, hanno firmato.",
        "Parlano i presidenti francese e italiano, Paul Girard e Anna Ferri.",
    ],
)
def test_each_of_several_has_one_of_several_offices(nlp, text):
    heads = {row[1:3] for row in read(nlp, text) if row[0] == "HEADS"}
    assert heads == {("Paul Girard", "Francia"), ("Anna Ferri", "Italia")}


def test_a_minister_is_of_the_only_country_that_the_sentence_names(nlp):
    one = "La Spagna voterà a luglio, dice il premier Paul Girard."
    assert {row[2] for row in read(nlp, one) if row[0] == "HEADS"} == {"Spagna"}
    two = "Il premier Paul Girard parla di Spagna e Italia. La Spagna aspetta. La Spagna vota."
    assert not {row for row in read(nlp, two) if row[0] == "HEADS"}


def test_a_body_before_the_name_is_no_holder(nlp):
    found = read(nlp, "Con il segretario Pd, Paul Girard, Anna Ferri ha firmato.")
    assert {row[1:3] for row in found if row[0] == "HEADS"} == {("Paul Girard", "Pd")}


def test_a_king_who_visits_a_country_has_another(nlp):
    found = read(nlp, "Il re Paul Girard visiterà l'Italia ad aprile. L'Italia aspetta.")
    assert {row[0] for row in found} == {"VISITED"}


def test_a_country_where_something_happens_is_not_the_minister_s(nlp):
    found = read(nlp, "Il ministro Paul Girard ha detto che in Spagna le tasse sono alte.")
    assert not found


def test_who_takes_a_place_takes_not_the_new_one_of_whom_they_follow(nlp):
    text = "Anna Ferri prende il posto di Paul Girard, nominato presidente della Consob."
    taken = {row[1:3] for row in read(nlp, text) if row[0] == "TOOK_OFFICE"}
    assert taken == {("Paul Girard", "Consob")}


def test_what_is_feared_may_come(nlp):
    found = read(nlp, "La Nato teme un'invasione russa dell'Ucraina.")
    assert {row[3] for row in found if row[0] == "INVADED"} == {"uncertain"}


@pytest.mark.parametrize(
    "text",
    [
        "L'Austria ha vietato l'ingresso al leader Paul Girard.",
        "La Spagna ha accolto il premier Paul Girard. La Spagna aspetta.",
    ],
)
def test_whom_a_country_deals_with_is_not_its_head(nlp, text):
    assert not {row for row in read(nlp, text) if row[0] == "HEADS"}


def test_what_a_noun_is_for_is_yet_to_come(nlp):
    found = read(nlp, "Israele ha chiesto agli Stati Uniti il via libera per attaccare l'Iran.")
    assert {row[3] for row in found if row[0] == "ATTACKED"} == {"uncertain"}


def test_a_demonym_behind_two_portfolios_is_the_minister_s(nlp):
    text = "Il ministro delle infrastrutture e dei trasporti italiano, Paul Girard, ha parlato."
    assert read(nlp, text) == {("MEMBER_OF", "Paul Girard", "Italia", "asserted")}


def test_who_is_ready_has_not_done_it_yet(nlp):
    found = read(nlp, "La Francia è pronta a riconoscere il Kosovo.")
    assert found == {("RECOGNISED", "Francia", "Kosovo", "future")}


def test_the_new_president_is_the_president(nlp):
    found = read(nlp, "Il neopresidente argentino Paul Girard ha giurato.")
    assert {row[0] for row in found} == {"HEADS", "TOOK_OFFICE"}


def test_what_is_rumoured_is_uncertain(nlp):
    found = read(nlp, "Il Cremlino smentisce le voci su un incontro tra Paul Girard e Anna Ferri.")
    assert {row[3] for row in found if row[0] == "MET_WITH"} == {"uncertain"}


def test_whose_country_is_told_heads_no_other(nlp):
    text = (
        "Il presidente polacco Paul Girard ha parlato. In Iraq il presidente Girard vuole la pace. "
        "L'Iraq aspetta."
    )
    assert {row[2] for row in read(nlp, text) if row[0] == "HEADS"} == {"Polonia"}


def test_two_titles_that_each_have_a_preposition_are_of_two_people(nlp):
    text = "Lo chiedono dal ministro degli Esteri polacco Paul Girard al segretario della Nato."
    assert {row[2] for row in read(nlp, text) if row[1] == "Paul Girard"} == {"Polonia"}


def test_what_is_so_instead_of_what_is_denied(nlp):
    found = read(nlp, "Paul Girard non ha incontrato Anna Ferri, ma Carla Neri.")
    assert {(row[1], row[3]) for row in found} | {(row[2], row[3]) for row in found} >= {
        ("Anna Ferri", "negated"),
        ("Carla Neri", "asserted"),
    }
    found = read(nlp, "Paul Girard non è un impiegato, ma il presidente della Consob.")
    assert {row[3] for row in found} == {"asserted"}


def test_who_lets_another_in_does_not_enter(nlp):
    text = "La Turchia ha dato il via libera all'ingresso della Svezia nella Nato."
    assert {row[1] for row in read(nlp, text) if row[0] == "MEMBER_OF"} == {"Svezia"}


def test_people_who_are_mentioned_do_not_mention_each_other(nlp):
    assert not read(nlp, "Tra i fondatori si ricordano Anna Ferri e Paul Girard.")


def test_a_namesake_is_no_citizen(nlp):
    found = read(nlp, "Era una sorta di Paul Girard italiano.")
    assert not {row for row in found if row[0] == "CITIZEN_OF"}


def test_a_player_meets_no_club(nlp):
    text = "Anna Ferri ha giocato contro Carla Neri e poi ha sfidato la Juventus."
    played = {row[1:3] for row in read(nlp, text) if row[0] == "PLAYED_AGAINST"}
    assert played == {("Anna Ferri", "Carla Neri")}


def test_a_dash_joins_those_who_meet(nlp):
    text = "Le tre partite rimanenti sono le semifinali di ritorno tra Juventus - Milan e Napoli - Inter, finite con un pareggio."
    played = {row[1:3] for row in read(nlp, text) if row[0] == "PLAYED_AGAINST"}
    assert played == {("Juventus", "Milan"), ("Napoli", "Inter")}


def test_a_player_is_replaced_on_the_field(nlp):
    text = "Anna Ferri prende il posto di Carla Neri, attaccante della Juventus."
    assert "TOOK_OFFICE" not in {row[0] for row in read(nlp, text)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("La Francia ha sospeso gli aiuti al Ciad.", "negated"),
        ("La Francia non ha sospeso gli aiuti al Ciad.", "uncertain"),
        ("La Francia sospenderà gli aiuti al Ciad.", "negated"),
        ("La Francia ha inviato aiuti al Ciad.", "asserted"),
    ],
)
def test_a_verb_of_stopping_denies_its_noun(nlp, text, status):
    assert ("SUPPLIED", "Francia", "Ciad", status) in read(nlp, text)


def test_who_ratifies_a_membership_does_not_become_a_member(nlp):
    rows = read(nlp, "La Turchia ha ratificato l'adesione della Svezia alla Nato.")
    assert {row[1:3] for row in rows} == {("Svezia", "Nato")}


def test_who_is_proposed_for_an_office_does_not_hold_it(nlp):
    for verb in ("candida", "ha candidato a"):
        rows = read(nlp, f"Il Pd {verb} sindaco di Genova Paul Girard.")
        assert not {row for row in rows if row[0] in ("HEADS", "TOOK_OFFICE")}
    rows = read(nlp, "L'assemblea ha eletto presidente della Consob Paul Girard.")
    assert ("TOOK_OFFICE", "Paul Girard", "Consob", "asserted") in rows


def test_an_office_taken_or_left_has_its_title(nlp):
    article = nlp("Anna Ferri è stata eletta sindaca di Torino.")._.newsner
    assert {r.role for r in article.relations if r.type == "TOOK_OFFICE"} == {"sindaca"}
    article = nlp("Anna Ferri si è dimessa da presidente della Consob.")._.newsner
    assert {r.role for r in article.relations if r.type == "LEFT_OFFICE"} == {"presidente"}


def test_a_king_met_by_a_premier_need_not_be_of_the_premiers_country(nlp):
    rows = read(nlp, "Il premier spagnolo Paul Girard ha parlato con il re Aldo IV.")
    assert ("HEADS", "Paul Girard", "Spagna", "asserted") in rows
    assert not {row for row in rows if row[0] == "HEADS" and row[1] != "Paul Girard"}


def test_a_minister_is_not_of_the_country_of_a_named_firm(nlp):
    text = (
        "Il colosso cinese Byd aprirà una fabbrica in Ungheria, ha detto il ministro Paul Girard."
    )
    offices = {row[2] for row in read(nlp, text) if row[:2] == ("MEMBER_OF", "Paul Girard")}
    assert offices == {"Ungheria"}


def test_a_country_joined_to_a_title_is_its_owner(nlp):
    rows = read(nlp, "Accanto al premier spagnolo c'era il vicepresidente USA Paul Girard.")
    assert {row[2] for row in rows if row[:2] == ("MEMBER_OF", "Paul Girard")} == {"Stati Uniti"}


def test_a_minister_is_of_none_of_several_countries_that_only_describe_things(nlp):
    text = (
        "Dopo il crollo della borsa cinese e la crisi iraniana ha parlato il ministro Paul Girard."
    )
    assert not {row for row in read(nlp, text) if row[1] == "Paul Girard"}


@pytest.mark.parametrize("comma", ["", ","])
def test_one_person_is_no_ministers(nlp, comma):
    text = f"L'Italia tace, dice il presidente del Consiglio dei ministri{comma} Paul Girard."
    assert {row[0] for row in read(nlp, text) if row[1] == "Paul Girard"} == {"HEADS"}


def test_an_office_that_is_denied_is_not_left(nlp):
    rows = read(nlp, "Paul Girard si è dimesso non volendo entrare in Forza Italia.")
    assert not {row for row in rows if row[0] == "LEFT_OFFICE"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Non ci sono le condizioni per un incontro tra Paul Girard e Hans Weber.", "uncertain"),
        ("Manca l'incontro tra Paul Girard e Hans Weber.", "negated"),
        ("Ieri c'è stato un incontro tra Paul Girard e Hans Weber.", "asserted"),
    ],
)
def test_what_there_is_no_room_for_is_no_fact(nlp, text, status):
    met = {row[3] for row in read(nlp, text) if row[0] == "MET_WITH"}
    assert met == {status}
