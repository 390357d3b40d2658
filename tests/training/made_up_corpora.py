"""Small corpora in the shapes of the public ones, of sentences made up for the purpose."""

import gzip
from pathlib import Path

from training.sources import read_sources

TREEBANK = """\
# text = La ministra è arrivata all'aeroporto di Lisbona.
1	La	il	DET	RD	Definite=Def|Gender=Fem|Number=Sing|PronType=Art	2	det	_	_
2	ministra	ministra	NOUN	S	Gender=Fem|Number=Sing	4	nsubj	_	_
3	è	essere	AUX	VA	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	4	aux	_	_
4	arrivata	arrivare	VERB	V	Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part	0	root	_	_
5-6	all'	_	_	_	_	_	_	_	SpaceAfter=No
5	a	a	ADP	E	_	7	case	_	_
6	l'	il	DET	RD	Definite=Def|Number=Sing|PronType=Art	7	det	_	_
7	aeroporto	aeroporto	NOUN	S	Gender=Masc|Number=Sing	4	obl	_	_
8	di	di	ADP	E	_	9	case	_	_
9	Lisbona	Lisbona	PROPN	SP	_	7	nmod	_	SpaceAfter=No
10	.	.	PUNCT	FS	_	4	punct	_	_

# text = Il trattato vieta le armi e la città "apre" i porti.
1	Il	il	DET	RD	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	2	det	_	_
2	trattato	trattato	NOUN	S	Gender=Masc|Number=Sing	3	nsubj	_	_
3	vieta	vietare	VERB	V	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	_
4	le	il	DET	RD	Definite=Def|Gender=Fem|Number=Plur|PronType=Art	5	det	_	_
5	armi	arma	NOUN	S	Gender=Fem|Number=Plur	3	obj	_	_
6	e	e	CCONJ	CC	_	10	cc	_	_
7	la	il	DET	RD	Definite=Def|Gender=Fem|Number=Sing|PronType=Art	8	det	_	_
8	città	città	NOUN	S	Gender=Fem	10	nsubj	_	_
9	"	"	PUNCT	FB	_	10	punct	_	SpaceAfter=No
10	apre	aprire	VERB	V	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	3	conj	_	SpaceAfter=No
11	"	"	PUNCT	FB	_	10	punct	_	_
12	i	il	DET	RD	Definite=Def|Gender=Masc|Number=Plur|PronType=Art	13	det	_	_
13	porti	porto	NOUN	S	Gender=Masc|Number=Plur	10	obj	_	SpaceAfter=No
14	.	.	PUNCT	FS	_	3	punct	_	_

"""
TEST_TREEBANK = """\
# text = Il porto chiude.
1	Il	il	DET	RD	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	2	det	_	_
2	porto	porto	NOUN	S	Gender=Masc|Number=Sing	3	nsubj	_	_
3	chiude	chiudere	VERB	V	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	SpaceAfter=No
4	.	.	PUNCT	FS	_	3	punct	_	_

"""
NAMES = """\
L'	O
Agenzia	B-ORG
Marea	I-ORG
ha	O
scelto	O
Dora	B-PER
Valenti	I-PER
a	O
Porto	B-LOC
Vecchio	I-LOC
.	O

Dora	B-PER
Valenti	I-PER
ringrazia	O
.	O
"""
WIKINEURAL = """\
0	La	O
1	Coppa	B-MISC
2	del	I-MISC
3	Golfo	I-MISC
4	torna	O
5	a	O
6	Lisbona	B-LOC
7	.	O
"""


def write_data(folder: Path) -> Path:
    """Write a file for every source of the recipe."""
    for source in read_sources():
        text = {"names": NAMES, "wikineural": WIKINEURAL}.get(source.kind)
        if text is None:
            text = TEST_TREEBANK if source.role == "test" else TREEBANK
        if source.role == "test":  # no sentence of the training data
            text = text.replace("Dora", "Lucia").replace("Coppa", "Corsa")
        path = folder / source.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()))
    return folder
