"""Results to annotation tools and back: Label Studio and brat.

What comes back is annotated articles as `newsner evaluate --relations` reads them. A relation whose
doer has no name starts from a stretch labelled UNNAMED: the words for the doer, or the trigger.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from ..errors import InputError
from ..knowledge.relations import lexicon
from ..schema import Article, EntityType, Relation, Status

UNNAMED = "UNNAMED"
LABELS = (*get_args(EntityType), "DATE", UNNAMED)
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(slots=True)
class _Region:
    """A labelled stretch; ``name`` is what it stands for, where that is not what it says."""

    id: str
    label: str
    start: int
    end: int
    name: str


@dataclass(slots=True)
class _Link:
    id: str
    type: str
    first: str
    second: str
    status: str


@dataclass(slots=True)
class _Annotated:
    """An article as both tools see it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    regions: list[_Region] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)


def _of_article(article: Article, place: int) -> _Annotated:
    published = article.published
    found = _Annotated(
        article.id or str(place),
        article.text,
        article.title,
        published.isoformat() if published else None,
    )
    by_ref: dict[str, list[_Region]] = {}
    for e in article.entities:
        for m in e.mentions:
            if m.end > m.start:
                region = _Region(f"T{len(found.regions) + 1}", e.type, m.start, m.end, e.name)
                found.regions.append(region)
                by_ref.setdefault(e.id, []).append(region)
    for d in article.dates:
        region = _Region(f"T{len(found.regions) + 1}", "DATE", d.start, d.end, d.text)
        found.regions.append(region)
        by_ref[d.id] = [region]
    for r in article.relations:
        first = _nearest(by_ref.get(r.subject or "", []), r)
        second = _nearest(by_ref.get(r.object, []), r)
        if r.subject is None:
            span = r.by or r.trigger
            first = _Region(f"T{len(found.regions) + 1}", UNNAMED, span.start, span.end, "")
            found.regions.append(first)
        if first and second:
            number = f"R{len(found.links) + 1}"
            found.links.append(_Link(number, r.type, first.id, second.id, r.status))
    return found


def _nearest(regions: list[_Region], relation: Relation) -> _Region | None:
    """Mention of a side that is nearest to the trigger."""
    at = relation.trigger.start
    return min(regions, key=lambda region: (abs(region.start - at), region.start), default=None)


def _to_gold(annotated: _Annotated, place: str) -> dict[str, Any]:
    """Give the annotated article, names being those of its regions."""
    regions = {region.id: region for region in annotated.regions}
    relations: list[dict[str, Any]] = []
    agentless: list[dict[str, Any]] = []
    for link in annotated.links:
        try:
            first, second = regions[link.first], regions[link.second]
        except KeyError as error:
            problem = f"{link.id} leads to {error.args[0]!r}, which is not there"
            raise InputError(f"{place}: {problem}") from error
        fact: dict[str, Any] = {"type": link.type, "object": _side(second), "status": link.status}
        fact["sent"] = annotated.text.count("\n", 0, second.start)
        if first.label == UNNAMED:
            agentless.append(fact)
        else:
            relations.append(fact | {"subject": _side(first)})
    entities = {(r.label, r.name): r for r in annotated.regions if r.label not in ("DATE", UNNAMED)}
    return {
        "id": annotated.id,
        "title": annotated.title,
        "published": annotated.published,
        "sentences": annotated.text.split("\n"),
        "entities": [{"type": label, "name": name} for label, name in entities],
        "relations": relations,
        "agentless": agentless,
    }


def _side(region: _Region) -> dict[str, str]:
    return {"name": region.name, "type": region.label}


def to_label_studio(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Give tasks for Label Studio, what newsner found as predictions.

    Returns
    -------
    list of dict
        Import it as JSON into a project with the labels of `label_studio_config`.
    """
    return [_task(_of_article(a, i), a) for i, a in enumerate(articles)]


def _task(annotated: _Annotated, article: Article) -> dict[str, Any]:
    result: list[dict[str, Any]] = [
        {
            "id": region.id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": region.start,
                "end": region.end,
                "text": annotated.text[region.start : region.end],
                "labels": [region.label],
            },
            "meta": {"text": [region.name]} if region.name else {},
        }
        for region in annotated.regions
    ]
    result += [
        {
            "type": "relation",
            "from_id": link.first,
            "to_id": link.second,
            "direction": "right",
            "labels": [link.type, link.status],
        }
        for link in annotated.links
    ]
    data = {"id": annotated.id, "text": annotated.text, "title": annotated.title}
    version = f"newsner {article.newsner_version}"
    return {
        "data": data | {"published": annotated.published},
        "predictions": [{"model_version": version, "result": result}],
    }


def label_studio_config() -> str:
    """Give the labelling interface that the tasks need, as XML."""
    labels = "".join(f'<Label value="{label}"/>' for label in LABELS)
    relations = "".join(f'<Relation value="{v}"/>' for v in (*sorted(lexicon().types), *STATUSES))
    return (
        f'<View><Relations>{relations}</Relations><Labels name="label" toName="text">{labels}'
        '</Labels><Text name="text" value="$text" granularity="word"/></View>'
    )


def from_label_studio(path: str | Path) -> list[dict[str, Any]]:
    """Read what Label Studio exports as JSON: annotated articles.

    Of a task with several annotations the last that was not cancelled counts; one without any is
    left out.

    Raises
    ------
    InputError
        The file is no such export; names file and task.
    """
    try:
        tasks = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not an export of Label Studio ({error})") from error
    found = []
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks]):
        place = f"{path}, task {number}"
        try:
            results = [
                a["result"] for a in task.get("annotations", ()) if not a.get("was_cancelled")
            ]
            if results:
                found.append(_to_gold(_of_task(task["data"], results[-1]), place))
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise InputError(f"{place}: not an export of Label Studio ({error!r})") from error
    return found


def _of_task(data: dict[str, Any], result: list[dict[str, Any]]) -> _Annotated:
    found = _Annotated(str(data.get("id")), data["text"], data.get("title"), data.get("published"))
    for item in result:
        if item["type"] == "labels":
            value = item["value"]
            start, end = value["start"], value["end"]
            said = item.get("meta", {}).get("text") or [found.text[start:end]]
            label = value["labels"][0]
            found.regions.append(_Region(item["id"], label, start, end, "".join(said)))
        elif item["type"] == "relation":
            labels = item.get("labels") or []
            types = [label for label in labels if label not in STATUSES]
            status = next((label for label in labels if label in STATUSES), "asserted")
            ends = item["from_id"], item["to_id"]
            ends = ends[::-1] if item.get("direction") == "left" else ends
            found.links += [
                _Link(f"relation {i}", type_, *ends, status) for i, type_ in enumerate(types)
            ]
    return found


def write_brat(articles: Iterable[Article], folder: str | Path) -> int:
    """Write articles as brat reads them: for each a .txt and an .ann, and annotation.conf.

    Returns
    -------
    int
        How many articles were written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    used: set[str] = set()
    for article in articles:
        annotated = _of_article(article, count)
        name = wanted = re.sub(r"[^\w.-]+", "_", annotated.id).strip("._")[:100] or str(count)
        while name in used:
            name = f"{wanted}-{count}"
        used.add(name)
        (folder / f"{name}.txt").write_text(annotated.text, encoding="utf-8", newline="")
        lines = "".join(f"{line}\n" for line in _ann(annotated))
        (folder / f"{name}.ann").write_text(lines, encoding="utf-8", newline="")
        count += 1
    (folder / "annotation.conf").write_text(_brat_config(), encoding="utf-8", newline="")
    return count


def _ann(annotated: _Annotated) -> Iterator[str]:
    for region in annotated.regions:
        words = annotated.text[region.start : region.end]
        # brat cuts a stretch where a line ends
        pieces = [
            (region.start + m.start(), region.start + m.end())
            for m in re.finditer(r"[^\n\r]+", words)
        ]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        said = " ".join(annotated.text[start:end] for start, end in pieces)
        yield f"{region.id}\t{region.label} {places}\t{said}"
    for link in annotated.links:
        yield f"{link.id}\t{link.type} Arg1:{link.first} Arg2:{link.second}"
    for number, region in enumerate((r for r in annotated.regions if r.name), 1):
        yield f"#{number}\tAnnotatorNotes {region.id}\t{' '.join(region.name.split())}"
    for number, link in enumerate(annotated.links, len(annotated.regions) + 1):
        yield f"#{number}\tAnnotatorNotes {link.id}\t{link.status}"
    given = {"id": annotated.id, "title": annotated.title, "published": annotated.published}
    yield f"#0\tAnnotatorNotes article\t{json.dumps(given, ensure_ascii=False)}"


def _brat_config() -> str:
    any_ = "|".join(LABELS)
    relations = "\n".join(f"{name}\tArg1:{any_}, Arg2:{any_}" for name in sorted(lexicon().types))
    return "[entities]\n{}\n\n[relations]\n{}\n\n[events]\n\n[attributes]\n".format(
        "\n".join(LABELS), relations
    )


def read_brat(folder: str | Path) -> list[dict[str, Any]]:
    """Read the .txt and .ann files of a folder: annotated articles.

    The note of a region is the name of what it stands for, the note of a relation its status.

    Raises
    ------
    InputError
        There is none, a text is missing, or a line is not brat's; names file and line.
    """
    paths = sorted(Path(folder).glob("*.ann"))
    if not paths:
        raise InputError(f"{folder}: no .ann files there")
    return [_read_ann(path) for path in paths]


def _read_ann(path: Path) -> dict[str, Any]:
    try:
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            found = _Annotated(path.stem, file.read())
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    notes: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        try:
            if line.startswith("T"):
                id_, place, _ = line.split("\t", 2)
                label, _, offsets = place.partition(" ")
                ends = [int(offset) for offset in re.split(r"[ ;]", offsets)]
                start, end = min(ends), max(ends)
                words = " ".join(found.text[start:end].split())
                found.regions.append(_Region(id_, label, start, end, words))
            elif line.startswith("R"):
                id_, said = line.split("\t")[:2]
                type_, *sides = said.split()
                first, second = (side.partition(":")[2] for side in sides)
                found.links.append(_Link(id_, type_, first, second, "asserted"))
            elif line.startswith("#"):
                _, about, said = line.split("\t", 2)
                notes[about.split()[1]] = said
        except (ValueError, IndexError) as error:
            raise InputError(f"{path}, line {number}: not a line of brat ({error})") from error
    for region in found.regions:
        region.name = notes.get(region.id, region.name)
    for link in found.links:
        status = notes.get(link.id, "asserted")
        link.status = status if status in STATUSES else "asserted"
    given = json.loads(notes.get("article", "{}"))
    found.id = given.get("id") or found.id
    found.title, found.published = given.get("title"), given.get("published")
    return _to_gold(found, str(path))
