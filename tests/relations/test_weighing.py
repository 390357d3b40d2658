"""One decision over frames and the scorer: who is not to be blamed, what it says, how it is moved."""

from pathlib import Path

import numpy as np
import pytest

import newsner
from newsner.errors import InputError, InputTypeError
from newsner.knowledge.confidence import confidence
from newsner.knowledge.relations import lexicon
from newsner.relations.decision import decision
from newsner.relations.evidence import gather
from newsner.relations.parse import Parse
from newsner.relations.scorer import NETWORKS, scorer, spans_of
from newsner.scoring.attention import read_attention
from newsner.scoring.networks import WEIGHTS

BLAME = {"KILLED", "ARRESTED", "CONVICTED", "PROSECUTED", "ACCUSED", "ATTACKED"}

# Who stands beside a deed has not done it: invented names throughout.
BYSTANDERS = {
    "the lawyer": ("Aldo Bruni è stato arrestato a Carpi: lo difende l'avvocata Ines Galli.", "Ines Galli"),
    "the judge": ("Ines Galli è stata uccisa a Carpi nel 2019: del caso parla il giudice Remo Sala.", "Remo Sala"),
    "the officer": ("L'omicidio di Ines Galli è stato ricostruito dal capitano Remo Sala.", "Remo Sala"),
    "the father": ("Remo Sala, padre di Ines Galli, è stato ucciso davanti alla moglie.", "Ines Galli"),
    "the witness": ("Ines Galli ha visto Aldo Bruni aggredito da due uomini davanti al bar.", "Ines Galli"),
    "who testifies": ("Remo Sala, testimone dell'omicidio di Ines Galli, è stato ascoltato.", "Remo Sala"),
    "the biographer": ("Ines Galli ha raccontato in un libro l'assassinio di Remo Sala.", "Ines Galli"),
    "the mourner": ("Ines Galli ha pianto Remo Sala, morto nell'incendio di Modena.", "Ines Galli"),
    "the host": ("In trasmissione Remo Sala ha ospitato Aldo Bruni, arrestato l'anno scorso a Parma.", "Remo Sala"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "person"), BYSTANDERS.values(), ids=BYSTANDERS)
def test_who_stands_beside_a_deed_has_not_done_it(nlp, text, person):
    article = newsner.extract(text, nlp=nlp)
    names = {e.id: e.name for e in article.entities}
    blamed = [(r.type, names[r.subject]) for r in article.relations if r.subject in names]
    assert not [b for b in blamed if b[0] in BLAME - {"ACCUSED"} and b[1] == person]


@pytest.mark.parametrize(
    ("text", "body", "town"),
    [
        ("Monica Sala è la nuova direttrice del museo di Cuneo.", "museo di Cuneo", "Cuneo"),
        ("Monica Sala è la nuova segretaria del Pd di Cuneo.", "Pd", "Cuneo"),
        ("Remo Sala è stato eletto presidente della Cassa di Asti.", "Cassa di Asti", "Asti"),
    ],
)
def test_who_heads_a_body_of_a_town_does_not_head_the_town(nlp, text, body, town):
    article = newsner.extract(text, nlp=nlp)
    names = {e.id: e.name for e in article.entities}
    headed = {names[r.object] for r in article.relations if names[r.subject].endswith("Sala")}
    assert body in headed
    assert town not in headed


def test_types_that_hurt_somebody_have_higher_thresholds():
    thresholds = confidence().thresholds
    assert all(thresholds.get(name, thresholds["*"]) >= thresholds["*"] for name in BLAME)
    assert set(thresholds) <= {"*", *lexicon().types}


TEXT = (
    "Il tribunale di Novara ha condannato a otto anni l'imprenditore Aldo Bruni. "
    "La premier slovena Ines Galli ha incontrato a Zagabria il presidente croato Remo Sala."
)


def test_min_confidence_moves_along_the_curve(nlp):
    def count(floor):
        return len(newsner.extract(TEXT, nlp=nlp, min_confidence=floor).relations)

    assert count(0.02) > count(0.5) >= count(0.9) > count(1.0) == 0


def test_min_confidence_can_be_loaded_and_come_with_an_item(nlp):
    strict = newsner.load("it_newsner_md", min_confidence=1)
    assert newsner.extract(TEXT, nlp=strict).relations == ()
    (article,) = newsner.extract_many([{"text": TEXT, "min_confidence": 1}], nlp=nlp)
    assert article.relations == ()


@pytest.mark.parametrize(("wrong", "error"), [("high", InputTypeError), (1.5, InputError)])
def test_min_confidence_is_a_number_from_0_to_1(nlp, wrong, error):
    with pytest.raises(error, match="min_confidence"):
        newsner.extract(TEXT, nlp=nlp, min_confidence=wrong)


def test_explain_says_what_spoke_for_and_against(nlp):
    article = newsner.extract(TEXT, nlp=nlp)
    convicted = next(r for r in article.relations if r.type == "CONVICTED")
    told = convicted.explain()
    assert "for: frame CONVICTED." in told
    assert "the scorer gives" in told
    assert "'condannato'" in told


def test_what_only_the_scorer_reads_has_trigger_and_evidence(nlp):
    article = newsner.extract(TEXT, nlp=nlp, min_confidence=0.02)
    scored = [r for r in article.relations if r.rule == "scorer"]
    assert scored
    for relation in scored:
        for span in (relation.trigger, *relation.evidence):
            assert article.text[span.start : span.end] == span.text != ""


def test_the_same_text_gives_the_same_margins(nlp, parser):
    with nlp.select_pipes(disable="newsner_relations"):
        first, second = nlp(TEXT), nlp(TEXT)
    margins = [scorer().margins(gather(Parse(doc))) for doc in (first, second)]
    assert np.array_equal(*margins)


def test_the_network_reads_every_pair_or_none(nlp, parser):
    with nlp.select_pipes(disable="newsner_relations"):
        doc = nlp(TEXT)
    evidence = gather(Parse(doc))
    margins = read_attention(NETWORKS).margins(spans_of(Parse(doc), evidence))
    assert margins is None or margins.shape == (len(evidence.pairs), len(scorer().types))


def test_the_weights_are_of_the_types_there_are():
    assert scorer().types == sorted(lexicon().types)
    frames = {f.name for f in lexicon().all_frames}
    known = {rule for rule in decision().records if "." in rule}
    assert len(known & frames) > 0.9 * len(known)


def test_the_weights_are_small():
    assert sum(path.stat().st_size for path in WEIGHTS.glob("relation*.npz")) < 7_300_000


OWN = """
[[relation]]
type = "PAINTED"
description = "paints the portrait of"
subject = ["PERSON"]
object = ["PERSON"]

[[relation.frame]]
verb = ["ritrarre"]
examples = ["<s>Ines Galli</s> ha ritratto <o>Remo Sala</o>."]
"""


def test_nothing_vetoes_a_type_of_ones_own(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    nlp = newsner.load("it_newsner_md", relations=path)
    article = newsner.extract("Ines Galli ha ritratto Remo Sala.", nlp=nlp)
    (painted,) = [r for r in article.relations if r.type == "PAINTED"]
    assert 0 < painted.confidence < 1


def test_without_vectors_it_still_decides(nlp, parser):
    """As under spaCy's own pipelines, whose encoder is another."""
    from newsner.layers import drop_vectors

    with nlp.select_pipes(disable="newsner_relations"):
        doc = drop_vectors(nlp(TEXT))
    doc = nlp.get_pipe("newsner_relations")(doc)
    assert {"CONVICTED", "MET_WITH"} & {r.type for r in doc._.newsner.relations}
