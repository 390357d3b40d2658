"""Marked-up sentences: ``[Mosca|COUNTRY RU metonym]`` is a mention the stage has to find.

After the bar: the type, then in any order the country's code (capital letters), the kind where it
is not "name", and a rule in quotation marks where the test is about it.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from newsner.entities import EntityRecogniser
from newsner.knowledge.countries import countries
from newsner.layers import EntityRow, MentionRow

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_KINDS = {"name", "demonym", "metonym", "nominal"}

Found = tuple[str, str, str, str]


def recognise(parser: Language, text: str) -> Doc:
    """Parse ``text`` and run the stage."""
    return EntityRecogniser()(parser(text))


def plain(marked: str) -> str:
    """Text without its marks."""
    return _MARK.sub(r"\1", marked)


def expected(marked: str) -> list[Found]:
    """(text, type, code, kind) of the marks, in order."""
    found = []
    for match in _MARK.finditer(marked):
        kind, code = "name", ""
        type_, *rest = match[2].split()
        for word in rest:
            kind, code = (word, code) if word in _KINDS else (kind, word)
        found.append((match[1], type_, code, kind))
    return found


def mentions(doc: Doc) -> list[Found]:
    """(text, type, code, kind) of the mentions of ``doc`` in order, but for state bodies."""
    entities = EntityRow.read(doc)
    found = []
    for row in MentionRow.read(doc):
        if row.kind == "nominal":
            continue
        entity = entities[row.entity]
        record = countries().get(entity.country) if entity.type == "COUNTRY" else None
        code = (record.alpha_2 or record.key) if record else ""
        found.append((doc[row.start : row.end].text, entity.type, code, row.kind))
    return found


def check(parser: Language, marked: str) -> None:
    """Hold that exactly the marked mentions are found."""
    assert mentions(recognise(parser, plain(marked))) == expected(marked)


def names(doc: Doc) -> dict[str, EntityRow]:
    """Entities by name."""
    return {row.name: row for row in EntityRow.read(doc)}


def entity_of(doc: Doc, text: str, nth: int = 0) -> EntityRow:
    """Entity of the ``nth`` mention whose words are ``text``."""
    rows = [m for m in MentionRow.read(doc) if doc[m.start : m.end].text == text]
    return EntityRow.read(doc)[rows[nth].entity]
