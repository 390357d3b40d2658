"""What is dropped of a page. In the examples, what stands in ⟦ ⟧ is not article."""

import re

import pytest

from newsner.clean import Cleaned, clean, raw_span

PROSE = "Il ministro degli Esteri ha incontrato a Lisbona il suo omologo portoghese."
MORE = "I due hanno firmato un accordo sulla pesca, atteso da anni nei porti."


def check(marked: str, title: str | None = None) -> Cleaned:
    """Assert that exactly the marked stretches are dropped."""
    page = re.sub("[⟦⟧]", "", marked)
    result = clean(page, title)
    assert [page[s:e] for s, e in result.dropped] == re.findall("⟦(.*?)⟧", marked)
    for start in range(len(result.text)):
        first, last = raw_span(result.segments, start, start + 1)
        assert 0 <= first < last <= len(page)
    for stretch in re.findall("⟦(.*?)⟧", marked):
        if len(stretch) > 20:
            assert result.text.count(stretch) == page.count(stretch) - marked.count(f"⟦{stretch}⟧")
    return result


def test_an_article_alone_is_left_as_it_is() -> None:
    text = f"{PROSE} {MORE}"
    assert clean(text) == Cleaned(text, [[0, 0, len(text), len(text)]])


def test_navigation_repeated_headline_byline_and_share_bar_are_dropped() -> None:
    page = check(
        f"""⟦Home Attualità Il Portogallo apre all'accordo sulla pesca⟧

Il Portogallo apre all'accordo sulla pesca

⟦by Freelance⟧

⟦Di Marta De Santis⟧

{PROSE}

{MORE}

⟦0 comment⟧
⟦FacebookTwitterLinkedinWhatsapp⟧

⟦Potrebbe interessarti⟧

⟦Lascia un commento⟧"""
    )
    assert page.title == "Il Portogallo apre all'accordo sulla pesca"
    assert page.byline == "Marta De Santis"


def test_a_headline_alone_stays_in_the_text() -> None:
    page = check(f"Accordo sulla pesca con Lisbona\n{PROSE}")
    assert page.title == "Accordo sulla pesca con Lisbona"


def test_a_given_headline_wins() -> None:
    page = check(f"Il caso\nAccordo sulla pesca\n{PROSE}", title="Un altro titolo")
    assert page.title == "Un altro titolo"


def test_a_kicker_is_no_headline() -> None:
    assert check(f"L'intesa\nAccordo sulla pesca con Lisbona\n{PROSE}").title == (
        "Accordo sulla pesca con Lisbona"
    )


def test_the_breadcrumb_before_a_headline_that_stands_once_is_cut_off() -> None:
    page = check(f"⟦Home > Esteri > ⟧Accordo sulla pesca con Lisbona\n{PROSE}")
    assert page.title == "Accordo sulla pesca con Lisbona"


def test_the_page_title_with_the_name_of_the_site_is_a_repeated_headline() -> None:
    check(
        f"⟦Accordo sulla pesca con Lisbona - Il Corriere di Vela⟧\nAccordo sulla pesca con Lisbona\n{PROSE}"
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("di Marta De Santis", "Marta De Santis"),
        ("DI MARTA COLOMBO", "MARTA COLOMBO"),
        ("di Marta Colombo e Ugo Nervi", "Marta Colombo e Ugo Nervi"),
        ("A cura di Ugo Nervi", "Ugo Nervi"),
        ("dal nostro inviato Ugo Nervi", "Ugo Nervi"),
        ("Di Ugo Nervi, inviato a Lisbona", "Ugo Nervi"),
        ("Redazione Esteri", "Redazione Esteri"),
        ("by admin", "by admin"),
    ],
)
def test_bylines(line: str, byline: str) -> None:
    page = check(f"Accordo sulla pesca con Lisbona\n⟦{line}⟧\n{PROSE}")
    assert page.byline == byline


@pytest.mark.parametrize(
    "line",
    [
        "Di Maio vola a Tripoli",
        "Da Lisbona il sì alla pesca",
        "Di nuovo in mare",
        "Redazione sotto assedio a Lisbona",
        "Marta Colombo",  # nothing next to it says that she wrote
    ],
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert check(f"Accordo sulla pesca con Lisbona\n{line}\n{PROSE}").byline is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("16 Agosto 2022", "2022-08-16"),
        ("martedì 16 agosto 2022", "2022-08-16"),
        ("Pubblicato il 16/08/2022", "2022-08-16"),
        ("Pubblicato: 16 ago 2022 alle 10:30", "2022-08-16T10:30:00"),
        ("16.08.2022 - 9:05", "2022-08-16T09:05:00"),
        ("2022-08-16", "2022-08-16"),
        ("1° marzo 2023, ore 18.20", "2023-03-01T18:20:00"),
        ("Aggiornato il 17 agosto 2022, pubblicato il 16 agosto 2022", "2022-08-16"),
        ("Ultimo aggiornamento: 17 agosto 2022", "2022-08-17"),
    ],
)
def test_dates_of_publication(line: str, published: str) -> None:
    assert check(f"Accordo sulla pesca con Lisbona\n⟦{line}⟧\n{PROSE}").published == published


@pytest.mark.parametrize(
    "line",
    ["31 febbraio 2022", "Il 16 agosto 2022 a Lisbona", "45/13/2022", "Era il 16 agosto 2022"],
)
def test_lines_that_are_no_date_of_publication(line: str) -> None:
    assert check(f"Accordo sulla pesca con Lisbona\n{line}\n{PROSE}").published is None


def test_byline_and_date_on_one_line() -> None:
    page = check(f"Accordo sulla pesca con Lisbona\n⟦Di Ugo Nervi | 16 Agosto 2022⟧\n{PROSE}")
    assert (page.byline, page.published) == ("Ugo Nervi", "2022-08-16")


def test_a_bare_name_next_to_the_date_is_a_byline() -> None:
    page = check(f"Accordo sulla pesca con Lisbona\n⟦Ugo Nervi⟧\n⟦16 agosto 2022⟧\n{PROSE}")
    assert page.byline == "Ugo Nervi"


@pytest.mark.parametrize(
    "dateline",
    [
        "ROMA, 12 mar. – (Ansa) ",
        "(ANSA) - ROMA, 12 MAR - ",
        "Roma, 12 mar. (Adnkronos) - ",
        "LISBONA – ",
        "Gerusalemme, 3 marzo 2024 (askanews) - ",
        "(LaPresse) - ",
        "REGGIO DI CALABRIA - ",
    ],
)
def test_datelines(dateline: str) -> None:
    assert check(f"⟦{dateline}⟧{PROSE}").text == PROSE


@pytest.mark.parametrize(
    "opening",
    [
        "Roma - Lazio finisce uno a uno dopo una partita senza emozioni.",
        "Lisbona, 12 marzo 1975: i carri escono dalle caserme e la città si sveglia.",
        "Il premier - lo dicono tutti - ha incontrato il suo omologo a Lisbona.",
        "USA contro Cina: nuovo scontro sui dazi, dopo mesi di tregua apparente.",
    ],
)
def test_openings_that_are_no_dateline(opening: str) -> None:
    check(f"{opening} {MORE}")


@pytest.mark.parametrize(
    "line",
    [
        "Leggi anche: Il vertice di Lisbona finisce senza accordo",
        "LEGGI ANCHE – Il vertice di Lisbona",
        "Pubblicità",
        "- Pubblicità -",
        "(Continua sotto la foto)",
        "Facebook Twitter WhatsApp",
        "Condividi su Facebook",
        "Tempo di lettura: 3 minuti",
        "Iscriviti alla newsletter",
        "Home | Esteri | Politica | Sport",
        "Utilizziamo i cookie: cliccando su Accetta acconsenti all'uso descritto nella cookie policy.",
        "Sei già abbonato? Accedi",
        "Foto: Archivio di Stato",
    ],
)
def test_furniture_inside_the_article(line: str) -> None:
    check(f"{PROSE}\n\n⟦{line}⟧\n\n{MORE}")


@pytest.mark.parametrize(
    "line",
    [
        "Leggi anche il Vangelo, gli aveva detto il padre.",
        "Il Garante ha multato la società per l'uso dei cookie di profilazione.",
        "Facebook",
        "La risposta di Lisbona",
        "Condividere il pane è il senso della festa, ha detto il vescovo.",
        "Sport",
        "Foto di gruppo a Lisbona",
        "Zero commenti dal ministero, ieri, dopo la notizia.",
        "(Commenti).",
    ],
)
def test_lines_that_belong_to_the_article(line: str) -> None:
    check(f"{PROSE}\n\n{line}\n\n{MORE}")


def test_links_under_a_heading_are_dropped_the_sentence_after_them_is_not() -> None:
    check(
        f"""{PROSE}

⟦Potrebbero interessarti anche⟧
⟦Il vertice di Lisbona⟧
⟦Pesca, i numeri della crisi⟧

La risposta dei porti

{MORE}"""
    )


def test_a_sentence_that_is_said_twice_stays() -> None:
    check(f"È vero, signor ministro?\n{PROSE}\nÈ vero, signor ministro?\n{MORE}")


def test_links_end_where_the_block_ends_and_another_article_may_follow() -> None:
    check(f"{PROSE}\n⟦Notizie correlate⟧\n⟦Il vertice di Lisbona⟧\n\nPesca in crisi\n{MORE}")


def test_the_comments_under_an_article_are_not_the_article() -> None:
    check(
        f"""{PROSE} {MORE}
⟦© RIPRODUZIONE RISERVATA⟧
⟦2 commenti⟧
⟦Ugo scrive che il ministro non ha mai messo piede a Lisbona.⟧"""
    )


def test_a_comment_count_above_the_article_ends_nothing() -> None:
    check(f"Accordo sulla pesca con Lisbona\n⟦0 commenti⟧\n{PROSE}\n{MORE}")


def test_signatures_are_cut_off_the_last_sentence() -> None:
    check(f"{PROSE} {MORE}⟦ (ANSA).⟧")
    check(f"{PROSE} {MORE}⟦ © RIPRODUZIONE RISERVATA⟧")


def test_headlines_alone_are_no_page() -> None:
    check("Accordo sulla pesca\nIl Portogallo apre\nDi Marta De Santis")


def test_a_wire_page() -> None:
    page = check(
        f"""⟦Mondo⟧
Accordo sulla pesca con Lisbona
Incontro nella capitale: «Un passo avanti»
⟦LISBONA, 12 marzo 2024, 10:15⟧
⟦Redazione ANSA⟧
⟦Condividi⟧
{PROSE}
⟦RIPRODUZIONE RISERVATA © Copyright ANSA⟧"""
    )
    assert page.title == "Accordo sulla pesca con Lisbona"
    assert (page.byline, page.published) == ("Redazione ANSA", "2024-03-12T10:15:00")


def test_a_page_with_a_share_button_a_line_and_its_date_below() -> None:
    page = check(
        f"""IL CORRIERE DI VELA / ESTERI
L'INTESA
Accordo sulla pesca con Lisbona
⟦Facebook⟧
⟦X (Twitter)⟧
⟦Whatsapp⟧
{PROSE}
⟦TAG:⟧
⟦LISBONA⟧

⟦(12 marzo 2024)⟧"""
    )
    assert (page.title, page.published) == ("Accordo sulla pesca con Lisbona", "2024-03-12")


def test_a_dateline_with_its_year_gives_the_date_of_publication() -> None:
    page = check(
        f"⟦Riga, 12 mar 2024 10:15 - (Agenzia Nova) - ⟧{PROSE}"
        "⟦ (Les) © Agenzia Nova - Riproduzione riservata⟧"
    )
    assert page.published == "2024-03-12T10:15:00"
