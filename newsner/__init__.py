"""Who did what to whom, when, and who says so: typed relations from Italian news.

``extract(text)`` gives an `Article`; ``load()`` gives the spaCy pipeline behind it. Names are
resolved on first use, so that importing newsner costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "Article": "schema",
    "Country": "schema",
    "DateExpression": "schema",
    "Entity": "schema",
    "Interval": "schema",
    "Mention": "schema",
    "Relation": "schema",
    "Span": "schema",
    "NewsnerError": "errors",
    "extract": "pipeline",
    "extract_many": "pipeline",
    "load": "pipeline",
}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 (names resolved by __getattr__)

if TYPE_CHECKING:
    from .errors import NewsnerError as NewsnerError
    from .pipeline import extract as extract
    from .pipeline import extract_many as extract_many
    from .pipeline import load as load
    from .schema import Article as Article
    from .schema import Country as Country
    from .schema import DateExpression as DateExpression
    from .schema import Entity as Entity
    from .schema import Interval as Interval
    from .schema import Mention as Mention
    from .schema import Relation as Relation
    from .schema import Span as Span


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
