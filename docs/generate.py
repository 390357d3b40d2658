"""Write the pages that are made from code and data: ``python docs/generate.py``.

``results.md`` and ``article.schema.json`` come from the models, ``countries.md`` from the country
table, ``mending.md`` from the table of mending rules, ``relations.md`` and ``relations/`` from the
lexicon and what ``relation_scores.py`` and ``python -m training relations`` wrote, the tutorial's
archive from the gold articles. A test holds that they are up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gold.reader import articles

from newsner import schema
from newsner.export.tables import COLUMNS
from newsner.knowledge.confidence import confidence
from newsner.knowledge.countries import countries
from newsner.knowledge.relations import Condition, Frame, lexicon
from newsner.knowledge.wording import phrase
from newsner.mending.table import RULES, SWEEPS
from newsner.propositions.passes import PASSES

DOCS = Path(__file__).parent
MODELS = (
    schema.Article,
    schema.Entity,
    schema.Country,
    schema.Mention,
    schema.DateExpression,
    schema.Interval,
    schema.Relation,
    schema.Amount,
    schema.ArgumentTrace,
    schema.Span,
    schema.Model,
    schema.Failure,
)


def pages() -> dict[str, str]:
    """Give the text of each generated page by file name."""
    return {
        "results.md": "\n".join(_results()),
        "countries.md": "\n".join(_countries()),
        "relations.md": "\n".join(_relations()),
        **_relation_pages(),
        "mending.md": "\n".join(_mending()),
        "article.schema.json": json.dumps(
            schema.Article.model_json_schema(), ensure_ascii=False, indent=1
        )
        + "\n",
        "tutorials/archive.jsonl": "".join(_archive()),
    }


def _archive() -> Iterator[str]:
    """Give the first dozen gold articles as the tutorial reads them."""
    for article in articles()[:12]:
        record = {"id": article.id, "published": article.published, "title": article.title}
        yield json.dumps(record | {"text": article.text}, ensure_ascii=False) + "\n"


def _results() -> Iterator[str]:
    yield "# Results\n"
    yield (
        "Frozen pydantic models; `Article.model_validate_json(article.to_json())` is lossless. "
        "Offsets are characters of `Article.text`, the text as given. The JSON schema: "
        "[article.schema.json](article.schema.json).\n"
    )
    for model in MODELS:
        properties = model.model_json_schema()["properties"]
        yield f"## {model.__name__}\n"
        yield (model.__doc__ or "").strip() + "\n"
        yield "| field | type | |"
        yield "| --- | --- | --- |"
        for name, spec in properties.items():
            yield f"| `{name}` | {_type(spec)} | {spec.get('description', '')} |"
        yield ""
    yield "## Tables\n"
    yield "Columns of `article.to_dataframe(what)`, also where there is no row.\n"
    for what, columns in COLUMNS.items():
        yield f"### {what}\n"
        yield "| column | type |"
        yield "| --- | --- |"
        yield from (f"| `{name}` | {kind} |" for name, kind in columns.items())
        yield ""


def _type(spec: dict) -> str:
    if "$ref" in spec:
        name = spec["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "enum" in spec:
        return ", ".join(f"`{value}`" for value in spec["enum"])
    if "anyOf" in spec:
        return " or ".join(_type(option) for option in spec["anyOf"])
    if "prefixItems" in spec:
        return f"({', '.join(_type(item) for item in spec['prefixItems'])})"
    if spec.get("type") == "object" and isinstance(spec.get("additionalProperties"), dict):
        return f"{_type(spec['additionalProperties'])} by name"
    if spec.get("type") == "array":
        return f"list of {_type(spec['items'])}"
    if "format" in spec:
        return spec["format"]
    return {"null": "none", "string": "text"}.get(spec.get("type", ""), spec.get("type", "any"))


def _countries() -> Iterator[str]:
    yield "# Countries\n"
    yield (
        "States that newsner knows, with the words that lead to them: present, former, disputed "
        "or self-declared, and countries with teams of their own. How to add one: "
        "[Entities](entities.md).\n"
    )
    yield "| name | ISO 3166 | Wikidata | status | demonyms | capitals | seats of power |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for r in sorted(countries().records.values(), key=lambda r: r.name):
        codes = " ".join(filter(None, (r.alpha_2, r.alpha_3)))
        demonyms = ", ".join(d.partition("/")[0] for d in r.demonyms)
        row = (r.name, codes, r.wikidata or "", r.status, demonyms)
        yield f"| {' | '.join(row)} | {', '.join(r.capitals)} | {', '.join(r.seats)} |"
    yield ""


SHOWN = 8  # trigger words of a frame that its row shows


def _relations() -> Iterator[str]:
    frames: dict[str, list[Frame]] = {kind: [] for kind in lexicon().types}
    for frame in lexicon().all_frames:
        frames[frame.relation.type].append(frame)
    scores = json.loads((DOCS / "relation_scores.json").read_text(encoding="utf-8"))
    yield "# Relations\n"
    yield (
        f"The {len(frames)} relation types of the bundled lexicon, with the frames that say them: "
        f"{len(lexicon().all_frames)} frames, {sum(len(f.triggers) for f in lexicon().all_frames)} "
        "trigger words. What the columns mean and how to add a type or a frame: "
        "[The relation lexicon](relation-lexicon.md). ↔ marks a symmetric type, written once in "
        "either order.\n"
    )
    for corpus, by_type in scores.items():
        right, missed, spurious = (sum(figures) for figures in zip(*by_type.values(), strict=True))
        yield (
            f"On `{corpus}`: {right} right, {missed} missed, {spurious} spurious "
            f"(precision {right / (right + spurious):.2f}, "
            f"recall {right / (right + missed):.2f}).\n"
        )
    yield (
        "Figures are of the bundled pipeline on the development gold, made by "
        "`python docs/relation_scores.py ARTICLES.jsonl ...`; per type: "
        "right / missed / spurious.\n"
    )
    corpora = list(scores)
    yield f"| type | subject → object | {' | '.join(corpora)} |"
    yield f"| --- | --- |{' --- |' * len(corpora)}"
    for kind, relation in lexicon().types.items():
        figures = [" / ".join(map(str, scores[c].get(kind, [0, 0, 0]))) for c in corpora]
        arrow = "↔" if relation.symmetric else "→"
        sides = f"{_sides(relation.subjects)} {arrow} {_sides(relation.objects)}"
        yield f"| [{kind}](relations/{kind}.md) | {sides} | {' | '.join(figures)} |"
    yield ""
    yield from _decision()


def _relation_pages() -> dict[str, str]:
    """Give a page a type: what it means, in words, and the frames that say it."""
    frames: dict[str, list[Frame]] = {kind: [] for kind in lexicon().types}
    for frame in lexicon().all_frames:
        frames[frame.relation.type].append(frame)
    return {
        f"relations/{kind}.md": "\n".join(_relation_page(kind, found))
        for kind, found in frames.items()
    }


def _relation_page(kind: str, frames: list[Frame]) -> Iterator[str]:
    relation = lexicon().types[kind]
    yield f"# {kind}\n"
    codes = {"PLOVER": relation.plover, "CAMEO": relation.cameo, "Wikidata": relation.wikidata}
    known = ", ".join(f"{scheme} {code}" for scheme, code in codes.items() if code)
    yield f"{relation.description[0].upper()}{relation.description[1:]}." + (
        f" {known}.\n" if known else "\n"
    )
    arrow = "↔" if relation.symmetric else "→"
    yield f"{_sides(relation.subjects)} {arrow} {_sides(relation.objects)}\n"
    said = (f"“{phrase(kind, language)}”" for language in ("it", "en"))
    yield f"In words: {', '.join(said)}.\n"
    yield "| frame | triggers | subject → object | only with | not with | example |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for frame in frames:
        yield f"| {' | '.join(_frame(frame))} |"
    yield ""
    yield "[All types](../relations.md) · [What the columns mean](../relation-lexicon.md)\n"


def _mending() -> Iterator[str]:
    yield "# Mending rules and passes\n"
    yield (
        f"{len(RULES)} rules in {len(SWEEPS)} sweeps, in the order in which they run: each sweep "
        "walks over the places it names, and at each its rules look in this order. See "
        "[Propositions](propositions.md#the-parse-mended-before-it-is-read).\n"
    )
    for sweep in SWEEPS:
        yield f"## {sweep.name[0].upper()}{sweep.name[1:]}\n"
        places = (sweep.places.__doc__ or "").strip().rstrip(".")
        yield f"Looks at: {places[0].lower()}{places[1:]}.\n"
        yield "| rule | looks at | does |"
        yield "| --- | --- | --- |"
        for rule in sweep.rules:
            looks = " ".join((*sorted(rule.pos), *(f"`{dep}`" for dep in sorted(rule.dep))))
            yield f"| `{rule.name}` | {looks or 'any'} | {rule.says} |"
        yield ""
    yield "## Passes\n"
    yield (
        "What `newsner/propositions/passes.py` does with the mended tree, in order. A pass reads "
        "what those above it have added; a test holds each to its row.\n"
    )
    yield "| pass | reads | adds to | finds |"
    yield "| --- | --- | --- | --- |"
    for one in PASSES:
        says = " ".join((one.run.__doc__ or "").partition("\n\n")[0].split())
        yield f"| {one.name} | {', '.join(one.reads)} | {', '.join(one.adds)} | {says} |"
    yield ""


def _decision() -> Iterator[str]:
    told = json.loads((DOCS / "relation_scorer.json").read_text(encoding="utf-8"))
    figures = told["with vectors"]
    defaults = confidence().thresholds
    yield "## Confidence\n"
    yield (
        "`relation.confidence` is the probability that the relation is right, as one decision over "
        "all evidence gives it: [how it is made](relation-scorer.md). What comes out has reached "
        f"the threshold of its type ({defaults['*']:.2f} where the table of types has none of its "
        "own); `min_confidence=` in `load`, `extract` and `newsner extract` puts one number in "
        "place of all. The curve is of articles that the models had not seen (the train gold, "
        f"cross-validated; {figures['at thresholds']['of']} required relations), and of the types "
        "that blame somebody alone.\n"
    )
    yield "| min_confidence | precision | recall | F1 | of blame: precision | recall |"
    yield "| --- | --- | --- | --- | --- | --- |"
    default = {"min_confidence": "the defaults"} | figures["at thresholds"]
    rows = zip(
        [default, *figures["curve"]], [figures["blame"], *figures["blame curve"]], strict=True
    )
    for row, blame in rows:
        yield (
            f"| {row['min_confidence']} | {row['precision']:.2f} | {row['recall']:.2f} | "
            f"{row['f1']:.2f} | {blame['precision']:.2f} | {blame['recall']:.2f} |"
        )
    yield ""
    own = ", ".join(f"{t} {floor:.2f}" for t, floor in defaults.items() if t in lexicon().types)
    yield f"Thresholds of their own: {own}.\n"
    yield "Does it mean what it says?\n"
    yield "| confidence | relations | mean confidence | right |"
    yield "| --- | --- | --- | --- |"
    for low, high, count, mean, right in figures["bins"]:
        yield f"| {low:.2f}–{high:.2f} | {count} | {mean:.2f} | {right:.2f} |"
    yield ""
    yield "## Learned frames\n"
    yield "The strongest of what the linear model learned of predicates with the roles of both.\n"
    yield "| predicate: subject, object | type | weight |"
    yield "| --- | --- | --- |"
    yield from (
        f"| {what} | {type_} | {weight:.1f} |" for what, type_, weight in told["learned frames"]
    )
    yield ""


def _sides(types: frozenset[str]) -> str:
    return ", ".join(sorted(types))


def _frame(frame: Frame) -> tuple[str, ...]:
    return (
        f"`{frame.name.partition('.')[2]}`",
        f"{frame.kind}: {_some(frame.triggers)}",
        f"{_slots(frame.subject)} → {_slots(frame.object)}",
        "; ".join(map(_condition, frame.with_)),
        "; ".join(map(_condition, frame.without)),
        frame.examples[0].translate(MARKS),
    )


MARKS = str.maketrans({"|": "\\|"})


def _some(words: frozenset[str]) -> str:
    shown = ", ".join(sorted(words)[:SHOWN]).replace("*", "any")
    return shown if len(words) <= SHOWN else f"{shown} … ({len(words)})"


def _slots(slots: tuple[str, ...]) -> str:
    return ", ".join(f"`{slot}`" for slot in slots)


def _condition(condition: Condition) -> str:
    words = _some(condition.words).replace("+", "an entity")
    return f"{_slots(condition.slots)}: {words}"


def main() -> None:
    """Write all pages."""
    made = pages()
    for old in (DOCS / "relations").glob("*.md"):
        if f"relations/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
