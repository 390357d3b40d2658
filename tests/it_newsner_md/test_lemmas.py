"""Lemmas: scripts, the lexicon, and who decides."""

import json
from pathlib import Path

import numpy as np
import pytest

from newsner.it_newsner_md import FOLDER
from newsner.it_newsner_md.lemmas import Lemmatizer, Lexicon, apply_script

LEXICA = json.loads(Path(FOLDER, "lexicon.json").read_text(encoding="utf-8"))
VERBS, NOUNS, ADJECTIVES = (Lexicon(**LEXICA[k]) for k in ("VERB", "NOUN", "ADJ"))


@pytest.mark.parametrize(
    ("script", "word", "pos", "lemma"),
    [
        ("=", "Roma", "PROPN", "Roma"),
        ("=", "NATO", "PROPN", "NATO"),
        ("=", "LETTERA", "NOUN", "lettera"),
        ("l", "Questo", "PRON", "questo"),
        ("l3:are", "parlano", "VERB", "parlare"),
        ("c1:a", "Romee", "PROPN", "Romea"),
        ("#essere", "è", "AUX", "essere"),
        ("l4:i il", "dell’", "ADP", "di il"),
        ("l9:re", "va", "VERB", "re"),
    ],
)
def test_a_script_makes_a_lemma(script: str, word: str, pos: str, lemma: str) -> None:
    assert apply_script(script, word, pos) == lemma


@pytest.mark.parametrize(
    ("lexicon", "form", "lemma"),
    [
        (VERBS, "cederemo", "cedere"),
        (VERBS, "tolsero", "togliere"),
        (VERBS, "visto", "vedere"),
        (VERBS, "ricevette", "ricevere"),
        (VERBS, "inviandole", "inviare"),
        (NOUNS, "paesi", "paese"),
        (NOUNS, "uomini", "uomo"),
        (NOUNS, "colleghi", "collega"),
        (ADJECTIVES, "russe", "russo"),
    ],
)
def test_the_lexicon_knows_forms(lexicon: Lexicon, form: str, lemma: str) -> None:
    assert lemma in lexicon.analyse(form)


@pytest.mark.parametrize("form", ["xyz", "pandistelle", "e", ""])
def test_the_lexicon_says_nothing_of_what_it_does_not_know(form: str) -> None:
    assert VERBS.analyse(form) == []


def test_every_verb_of_the_lexicon_is_an_infinitive() -> None:
    assert len(VERBS.lemmas) > 6000
    assert all(lemma.endswith(("are", "ere", "ire", "rre")) for lemma in VERBS.lemmas)


def choose(word: str, pos: str, scored: dict[str, float]) -> str:
    lexica = {category: LEXICA[category] for category in ("VERB", "NOUN", "ADJ")}
    lemmatizer = Lemmatizer(list(scored), lexica)
    scores = np.array(list(scored.values()), np.float32)
    return lemmatizer(word, pos, int(scores.argmax()), scores)


def test_the_encoder_decides_between_lemmas_of_the_form() -> None:
    assert choose("fonda", "VERB", {"l1:are": 3, "l1:ere": 2}) == "fondare"
    assert choose("fonda", "VERB", {"l1:are": 2, "l1:ere": 3}) == "fondere"


def test_an_unsure_encoder_gives_way_to_the_lexicon() -> None:
    assert choose("cederemo", "VERB", {"l4:are": 2.0, "l3:re": 1.5}) == "cedere"
    assert choose("successe", "VERB", {"#uscire": 2.0, "l1:re": 1.9}) == "succedere"
    assert choose("paesi", "NOUN", {"l1:o": 2.0, "l1:e": 1.0}) == "paese"


def test_a_sure_one_does_not_for_words_the_lexicon_may_lack() -> None:
    assert choose("microchirurghi", "NOUN", {"l2:o": 9.0, "l1:o": 0.0}) == "microchirurgo"


def test_a_verb_has_an_infinitive_without_clitics() -> None:
    assert choose("dargli", "VERB", {"l3:e gli": 5, "=": 1}) == "dare"
    assert choose("smartizzato", "VERB", {"=": 9.0, "l2:re": 1.0}) == "smartizzare"
    assert choose("GIOCATO", "VERB", {"l2:re": 9.0}) == "giocare"


def test_other_words_keep_the_encoders_lemma() -> None:
    assert choose("Paesi", "PROPN", {"=": 1, "l1:e": 0.9}) == "Paesi"
    assert choose("dell'", "ADP", {"l4:i il": 1, "=": 0.9}) == "di il"
