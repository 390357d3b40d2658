"""Freezes what the stages find in a corpus, and counts how two freezes differ, by class.

``newsner freeze write CORPUS ... --out FILE`` runs the pipeline and writes a line of JSON for each
article: its edits, entities, dates, mentions, propositions and relations, written out so that a
line can be read. ``newsner freeze compare OLD NEW`` says what changed: each class of difference
with its count, and the first few of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsner.components import STAGES
from newsner.errors import InputError
from newsner.items import prepare
from newsner.layers import (
    Argument,
    DateRow,
    EditRow,
    EntityRow,
    MentionRow,
    Proposition,
    RelationRow,
)

from .corpora import read_text

LAYERS = ("edits", "mentions", "propositions", "relations")
# What says which row it is; the other fields are what it says.
KEYS = {
    "edits": ("rule", "token"),
    "mentions": ("at", "kind"),
    "propositions": ("predicate", "kind"),
    "relations": ("type", "subject", "object"),
}
ARGUMENT_KEY = ("role", "marker", "at")
# A proposition is of the class of its construction, a relation of its type, a mention of its rule.
CLASS = {"edits": "rule", "mentions": "rule", "propositions": "construction", "relations": "type"}

Row = dict[str, Any]


@dataclass
class Differences:
    """One class of difference: how often it occurs, and where."""

    count: int = 0
    examples: list[str] = field(default_factory=list)


def read_corpus(path: Path, nlp: Language) -> Iterator[tuple[str, Doc]]:
    """Give the Docs of a corpus, with the name of each; the stages have run on them.

    Parameters
    ----------
    path
        JSON lines with ``text`` or ``sentences``, and if known ``id`` and ``published``; or a
        ``.spacy`` DocBin of parsed Docs, on which the stages alone are run.
    nlp
        As `newsner.load` gives it.

    Raises
    ------
    InputError
        A line is no JSON object with a text.
    """
    if path.suffix == ".spacy":
        for number, doc in enumerate(DocBin().from_disk(path).get_docs(nlp.vocab)):
            for stage in STAGES:
                doc = nlp.get_pipe(stage)(doc)  # noqa: PLW2901
            yield f"{path.stem}/{number}", doc
        return
    lines = [line for line in read_text(path).split("\n") if line.strip()]
    made = (prepare(_item(path, n, line)).make_doc(nlp.make_doc) for n, line in enumerate(lines, 1))
    for number, doc in enumerate(nlp.pipe(made)):
        yield f"{path.stem}/{number}", doc


def _item(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
        text = "\n".join(row["sentences"]) if "sentences" in row else row["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}, line {number}: wants an object with text: {error}") from error
    return {"text": text, "published": row.get("published"), "id": str(row.get("id", number))}


def freeze(doc: Doc) -> dict[str, list[Row]]:
    """Write out the layers of a Doc, places in the text as the words and the first token."""
    entities = [f"{e.name} ({e.type})" for e in EntityRow.read(doc)]
    dates = [f"{d.value} [{doc.text[d.start_char : d.end_char]}]" for d in DateRow.read(doc)]

    def at(start: int, end: int) -> str:
        return f"{doc[start:end].text}@{start}"

    def name(rows: list[str], index: int) -> str:
        return rows[index] if index >= 0 else ""

    def of_argument(a: Argument) -> Row:
        means = [entities[e] for e in a.entities]
        row = {"role": a.role, "marker": a.marker, "at": at(a.head, a.head + 1), "lemma": a.lemma}
        return row | {"span": at(a.start, a.end), "means": means, "how": a.how, "sure": a.certainty}

    mentions = [
        {"at": at(m.start, m.end), "kind": m.kind, "entity": name(entities, m.entity)}
        | {"root": m.root, "rule": m.rule, "sure": m.certainty}
        for m in MentionRow.read(doc)
    ]
    propositions = [
        {"predicate": at(p.predicate, p.predicate + 1), "kind": p.kind, "lemma": p.lemma}
        | {"construction": p.construction, "status": p.status, "tense": p.tense}
        | {"modality": p.modality, "when": name(dates, p.when), "where": name(entities, p.where)}
        | {"source": name(entities, p.source), "evidence": p.evidence}
        | {"arguments": [of_argument(a) for a in p.arguments]}
        for p in Proposition.read(doc)
    ]
    relations = [
        {"type": r.type, "subject": name(entities, r.subject)}
        | {"object": name(dates if r.object_is_date else entities, r.object)}
        | {"status": r.status, "when": name(dates, r.when), "where": name(entities, r.where)}
        | {"source": name(entities, r.source), "role": r.role, "rule": r.rule}
        | {"trigger": at(*r.trigger), "evidence": r.evidence, "construction": r.construction}
        | {"confidence": round(r.confidence, 4)}
        for r in RelationRow.read(doc)
    ]
    edits = [
        {"rule": e.rule, "token": at(e.token, e.token + 1)}
        | {"head": at(e.head, e.head + 1) if e.head >= 0 else "", "dep": e.dep, "pos": e.pos}
        for e in EditRow.read(doc)
    ]
    return {
        "edits": edits,
        "entities": [{"name": e} for e in entities],
        "dates": [{"date": d} for d in dates],
        "mentions": mentions,
        "propositions": propositions,
        "relations": relations,
    }


def write(corpora: Iterable[Path], nlp: Language, out: Path) -> int:
    """Freeze ``corpora`` into ``out``, a line of JSON an article; gives how many there were."""
    count = 0
    with out.open("w", encoding="utf-8") as lines:
        for path in corpora:
            for name, doc in read_corpus(path, nlp):
                row = {"name": name} | freeze(doc)
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    return count


def compare(old: Path, new: Path, examples: int = 10) -> dict[str, Differences]:
    """Count how two freezes of the same corpora differ, by class, the most frequent first.

    A row is the same in both where its key is: words and kind of a mention, predicate and kind of
    a proposition, type and sides of a relation, role and head of an argument. Classes are
    ``relation added (DEFEATED)``, ``mention lost (null subject)``, ``proposition.status`` and so
    on; ``examples`` are given of each.

    Raises
    ------
    InputError
        The two are not of the same articles.
    """
    found: dict[str, Differences] = {}

    def note(kind: str, example: str) -> None:
        entry = found.setdefault(kind, Differences())
        entry.count += 1
        if len(entry.examples) < examples:
            entry.examples.append(example)

    before, after = (read_text(path).splitlines() for path in (old, new))
    if len(before) != len(after):
        raise InputError(f"{old} has {len(before)} articles and {new} {len(after)}: not the same")
    for one, other in zip(before, after, strict=True):
        if one == other:
            continue
        a, b = json.loads(one), json.loads(other)
        if a["name"] != b["name"]:
            raise InputError(f"{old} has {a['name']} where {new} has {b['name']}: not the same")
        for layer in LAYERS:
            rows = (a.get(layer, []), b.get(layer, []))
            for kind, what in _differences(layer[:-1], *rows, KEYS[layer]):
                note(kind, f"{a['name']}: {what}")
        for layer in ("entities", "dates"):
            if a[layer] != b[layer]:
                note(layer, f"{a['name']}: {a[layer]} -> {b[layer]}")
    return dict(sorted(found.items(), key=lambda pair: -pair[1].count))


def _differences(
    layer: str, old: list[Row], new: list[Row], key: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    before, after = _keyed(old, key), _keyed(new, key)
    class_ = CLASS.get(f"{layer}s", "role")
    for k in before.keys() - after.keys():
        yield f"{layer} lost ({before[k][class_]})", _shown(before[k])
    for k in after.keys() - before.keys():
        yield f"{layer} added ({after[k][class_]})", _shown(after[k])
    for k in before.keys() & after.keys():
        one, other = before[k], after[k]
        for name in one:
            if name == "arguments":
                for kind, what in _differences("argument", one[name], other[name], ARGUMENT_KEY):
                    yield kind, f"{k[0]} ({one['construction']}): {what}"
            elif one[name] != other[name]:
                yield f"{layer}.{name}", f"{k}: {one[name]} -> {other[name]}"


def _keyed(rows: list[Row], key: tuple[str, ...]) -> dict[tuple[Any, ...], Row]:
    """Rows by their key, and a number where several have the same."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        k = tuple(row[name] for name in key)
        found[*k, sum(other[:-1] == k for other in found)] = row
    return found


def _shown(row: Row) -> str:
    return json.dumps({k: v for k, v in row.items() if v not in ("", [], None)}, ensure_ascii=False)
