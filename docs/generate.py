"""Write the pages that are made from code and data: ``python docs/generate.py``.

``results.md`` and ``article.schema.json`` come from the models, ``countries.md`` from the country
table, the tutorial's archive from the gold articles. A test holds that they are up to date.
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
from newsner.knowledge.countries import countries

DOCS = Path(__file__).parent
MODELS = (
    schema.Article,
    schema.Entity,
    schema.Country,
    schema.Mention,
    schema.DateExpression,
    schema.Interval,
    schema.Relation,
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


def main() -> None:
    """Write all pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
