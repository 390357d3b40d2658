"""The relation graph of an article as inline SVG.

Subjects stand on the left, objects on the right, and each relation has a row of its own in
between, with its label: nothing can overlap, however many there are. Rows and nodes are ordered
by the barycentre heuristic (Sugiyama et al. 1981), which keeps crossings few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from ..schema import Relation

_WIDTH, _ROW, _NODE, _BOX = 1040, 30, 24, 220
_LABEL = 300
_LEFT, _RIGHT, _MIDDLE = 8, _WIDTH - 8 - _BOX, (_WIDTH - _LABEL) // 2
_CHARACTERS, _PHRASE = 28, 42  # that fit a box, a label
_SWEEPS = 4


def draw_graph(
    relations: Iterable[Relation],
    names: Mapping[str, str],
    kinds: Mapping[str, str],
    phrases: Mapping[str, str],
    *,
    title: str = "Graph",
) -> str:
    """Draw ``relations``.

    Parameters
    ----------
    relations
        What to draw; equal (subject, type, object, status) are drawn once.
    names, kinds
        By entity or date id (or, of who is not named, by `start_of`): what to write in the box,
        and the kind that colours it.
    phrases
        By relation id: what to write on its edge.
    title
        Of the picture, for those who do not see it.
    """
    unique = {(r.subject, r.type, r.object, r.status): r for r in relations}
    rows = _order(list(unique.values()))
    height = len(rows) * _ROW + 16
    left = _column([start_of(r) for r in rows], height)
    right = _column([r.object for r in rows], height)
    edges = [
        _edge(r, phrases[r.id], 8 + i * _ROW + _ROW // 2, left, right) for i, r in enumerate(rows)
    ]
    boxes = [_box(_LEFT, y, n, names, kinds) for n, y in left.items()]
    boxes += [_box(_RIGHT, y, n, names, kinds) for n, y in right.items()]
    words = "; ".join(f"{names[start_of(r)]} {phrases[r.id]} {names[r.object]}" for r in rows)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
        f"{''.join(edges)}{''.join(boxes)}</svg>"
    )


def start_of(relation: Relation) -> str:
    """Give the node that a relation starts from: its subject, or one of its own."""
    return relation.subject or f"?{relation.id}"


def _end_of(relation: Relation) -> str:
    return relation.object


def _order(rows: list[Relation]) -> list[Relation]:
    """Sort rows so that those of one node lie together and crossings are few."""
    for sweep in range(_SWEEPS):
        for end in (start_of, _end_of) if sweep % 2 == 0 else (_end_of, start_of):
            places: dict[str, list[int]] = {}
            for i, r in enumerate(rows):
                places.setdefault(end(r), []).append(i)
            centre = {n: sum(p) / len(p) for n, p in places.items()}
            rows = sorted(rows, key=lambda r, end=end: centre[end(r)])  # type: ignore[misc]
    return rows


def _column(nodes: list[str], height: int) -> dict[str, float]:
    """Give each node of a column its y: near the middle of its rows, without overlap."""
    places: dict[str, list[int]] = {}
    for i, node in enumerate(nodes):
        places.setdefault(node, []).append(8 + i * _ROW + _ROW // 2)
    wanted = sorted((sum(p) / len(p), node) for node, p in places.items())
    step = _NODE + 4
    y: dict[str, float] = {}
    floor = 0.0
    for target, node in wanted:
        y[node] = floor = max(target, floor + step if y else step / 2)
    ceiling = height - step / 2
    for _, node in reversed(wanted):
        y[node] = min(y[node], ceiling)
        ceiling = y[node] - step
    return y


def _edge(
    r: Relation, phrase: str, y: int, left: Mapping[str, float], right: Mapping[str, float]
) -> str:
    y1, y2 = left[start_of(r)], right[r.object]
    x1, x2, x3, x4 = _LEFT + _BOX, _MIDDLE, _MIDDLE + _LABEL, _RIGHT - 7
    a, b = (x1 + x2) / 2, (x3 + x4) / 2
    path = (
        f"M{x1} {y1:.1f}C{a} {y1:.1f} {a} {y} {x2} {y}M{x3} {y}C{b} {y} {b} {y2:.1f} {x4} {y2:.1f}"
    )
    head = f"M{x4 - 7} {y2 - 4:.1f}l7 4l-7 4"
    return (
        f'<g class="nn-rel"><path class="nn-edge nn-{escape(r.status)}" d="{path}"/>'
        f'<path class="nn-edge" d="{head}"/>'
        f'<rect class="nn-label" x="{x2}" y="{y - 11}" width="{_LABEL}" height="22" rx="11"/>'
        f'<text x="{x2 + _LABEL / 2}" y="{y + 4}" text-anchor="middle">'
        f"<title>{escape(phrase)}</title>{escape(_cut(phrase, _PHRASE))}</text></g>"
    )


def _box(x: int, y: float, node: str, names: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    return (
        f"<g><title>{escape(names[node])}</title>"
        f'<rect class="nn-{escape(kinds[node])}" x="{x}" y="{y - _NODE / 2:.1f}" width="{_BOX}" '
        f'height="{_NODE}" rx="5"/><text x="{x + 8}" y="{y + 4.5:.1f}">'
        f"{escape(_cut(names[node]))}</text></g>"
    )


def _cut(text: str, size: int = _CHARACTERS) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
