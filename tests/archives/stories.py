"""Articles made by hand from facts, so that archives are tested without a model."""

from datetime import date

from newsner import Article
from newsner.knowledge.countries import countries
from newsner.schema import Country, DateExpression, Entity, Mention, Model, Relation, Span

PLACES = {"Vaiano", "Forlì", "Pescara", "Busto Garolfo", "Lubiana", "Bra", "Ceva", "Beech Grove"}


def story(
    id: str, published: str | None, *facts: tuple[str, ...], homes: dict[str, str] | None = None
) -> Article:
    """Make an article that says ``facts``, each (subject, type, object) and perhaps a role.

    A fact of one name is a mention; countries go by their code, days by ISO 8601; ``homes`` are
    the countries of people and bodies.
    """
    names = list(dict.fromkeys(n for f in facts for n in (f[0], *f[2:3]) if n))
    text, spans = "", {}
    for name in names:
        spans[name] = (len(text), len(text) + len(name))
        text += f"{name} "
    days = [n for n in names if n[:4].isdigit()]
    ids = {n: f"d{i}" if n in days else f"e{i}" for i, n in enumerate(names, 1)}

    def span(name: str) -> dict:
        start, end = spans[name]
        return {"start": start, "end": end, "text": name}

    relations = [
        Relation(
            id=f"r{i}",
            type=f[1],
            subject=ids[f[0]],
            object=ids[f[2]],
            role=f[3] if len(f) > 3 else None,
            trigger=Span(**span(f[2])),
            rule="test",
            confidence=0.9,
        )
        for i, f in enumerate((f for f in facts if len(f) > 2), 1)
    ]
    return Article(
        id=id,
        published=published and date.fromisoformat(published),
        text=text,
        sentences=((0, len(text)),),
        model=Model(name="it_test", version="1"),
        newsner_version="0",
        entities=tuple(
            entity(n, ids[n], span(n), (homes or {}).get(n)) for n in names if n not in days
        ),
        dates=tuple(
            DateExpression(
                **span(n),
                id=ids[n],
                kind="DATE",
                value=n,
                earliest=None,
                latest=None,
                precision="day",
                basis="explicit",
            )
            for n in days
        ),
        relations=tuple(relations),
    )


def entity(name: str, id: str, span: dict, home: str | None) -> Entity:
    if len(name) == 2:
        record = countries()[name]
        country = Country(alpha_2=name, alpha_3=record.alpha_3, wikidata=record.wikidata)
        kind, name = "COUNTRY", record.name
    else:
        country = Country(alpha_2=home) if home else None
        kind = "PERSON" if name.istitle() and name not in PLACES else "ORGANISATION"
        kind = "PLACE" if name in PLACES else kind
    mention = Mention(**span, kind="name", sentence=0, rule="test")
    return Entity(id=id, type=kind, name=name, country=country, mentions=(mention,))
