"""Characters that are mended, and where they stood."""

import pytest

from newsner.clean import clean, raw_span


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("il go\u00adver\u00adno", "il governo"),
        ("il go-\nverno", "il governo"),
        ("il go\u00ad\nverno", "il governo"),
        ("il go-\r\n verno", "il governo"),
        ("l'ex-\npresidente", "l'ex-presidente"),
        ("in Emilia-\nRomagna", "in Emilia-Romagna"),
        ("Pu\u200btin\ufeff", "Putin"),
        ("\u202ePutin\u202c", "Putin"),
        ("Pu\x00tin", "Putin"),
        ("l\x92Ucraina", "l’Ucraina"),
        ("perchÃ© no, Ã¨ cosÃ¬", "perché no, è così"),
        ("l\u00e2\u20ac\u2122Ucraina", "l’Ucraina"),
        ("\u00e2\u20ac\u0153No\u00e2\u20ac\x9d", "“No”"),
        ("cittÃ\u00a0bella", "cittàbella"),
        ("perche\u0301", "perché"),
        ("uﬃciale", "ufficiale"),
        ("perch&eacute;", "perché"),
        ("Marks &amp; Spencer", "Marks & Spencer"),
        ("l´Ucraina", "l'Ucraina"),
        ("due  \u00a0 spazi", "due spazi"),
        ("uno\r\ndue\rtre", "uno\ndue\ntre"),
        ("(" * 5000 + "Putin", " Putin"),
        ("Ｐｕｔｉｎ", "Putin"),
    ],
)
def test_what_is_read(raw: str, read: str) -> None:
    assert clean(raw).text == read


@pytest.mark.parametrize(
    "raw",
    ["AT&T; e altri", "tre - due", "vice-presidente", "a/b_c", "Ing-wen", "perché”»", "SÃO PAULO"],
)
def test_what_stays(raw: str) -> None:
    assert clean(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "word", "stood"),
    [
        ("Il go\u00adverno tace", "governo", "go\u00adverno"),
        ("Il go-\nverno tace", "governo", "go-\nverno"),
        ("A Nicolo\u0300, ieri", "Nicolò", "Nicolo\u0300"),
        ("E\u0300 Nicolò", "È", "E\u0300"),
        ("Nicol&ograve; tace", "Nicolò", "Nicol&ograve;"),
        ("un uﬃciale tace", "ufficiale", "uﬃciale"),
        ("tace  Putin\u200b, ieri", "Putin", "Putin"),
        ("tace \u200bPutin", "Putin", "Putin"),
    ],
)
def test_where_it_stood(raw: str, word: str, stood: str) -> None:
    result = clean(raw)
    at = result.text.index(word)
    start, end = raw_span(result.segments, at, at + len(word))
    assert raw[start:end] == stood


def test_lines_broken_at_a_width_are_joined() -> None:
    wrapped = (
        "Il ministro degli Esteri è arrivato ieri a Lisbona, dove ha incontrato\n"
        "Rui Tavares, presidente della commissione che da mesi prepara il testo\n"
        "dell'accordo sulla pesca. Con lui c'erano i sindaci di tre porti e due\n"
        "Carabinieri in congedo, che hanno raccontato ai giornalisti la vicenda\n"
        "Torres, una storia di barche e di reti che va avanti da almeno diciotto\n"
        "anni."
    )
    assert clean(wrapped).text == wrapped.replace("\n", " ")


def test_a_break_before_lower_case_is_inside_a_sentence() -> None:
    text = "Il ministro degli Esteri è arrivato ieri a Lisbona, dove\nha incontrato Rui Tavares."
    assert clean(text).text == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Accordo sulla pesca con Lisbona\nIl ministro ha firmato ieri a Lisbona il testo.",
        "Il ministro ha firmato il testo a Lisbona.\nNon ha parlato con i giornalisti.",
        "Accordo sulla pesca con il Portogallo\n\nun testo atteso",
    ],
)
def test_breaks_that_stay(text: str) -> None:
    assert clean(text).text == text
