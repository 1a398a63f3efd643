"""Who did what to whom: the events of a report as a network drawn in SVG.

In: a reading. Out: markup. Actors stand on a circle, bodies and persons with the state they act
for. An event between two is an arc; one of many is a small square that all are tied to. The order
on the circle is the one with the shortest ties that swapping finds, always the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from depesche.formats import words
from depesche.formats.html.markup import Attribute, Markup, element, joined
from depesche.formats.words import Names
from depesche.model import EventStatus, Reading

MOST = 14
"""Actors drawn at most; a circle with more cannot be read."""

_LEAST, _PER_ACTOR, _LARGEST = 90.0, 16.0, 230.0
_FLATNESS = 0.85
_MARGIN = 12.0
_CONFLICT = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    }
)
_LETTER, _BOLD_LETTER, _LINE = 6.4, 8.0, 14.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Tie:
    """Events of the same parties and status: `types` with their numbers in the reading."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: EventStatus
    is_conflict: bool
    types: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who takes part, each once."""
        return tuple(dict.fromkeys((*self.actors, *self.recipients)))

    @property
    def label(self) -> str:
        """What is written at the tie; a status other than actual in words."""
        status = {"actual": "", "planned": "planned ", "possible": "possible ", "negated": "no "}
        each = (f"{t} ×{n}" if n > 1 else t for t, n in Counter(self.types).items())
        return status[self.status] + ", ".join(each)


def network(reading: Reading, prefix: str) -> Markup | None:
    """Return the drawing, or `None` where no event has two parties."""
    all_ties = ties(reading)
    kept = _most_involved(all_ties)
    drawn = [tie for tie in all_ties if set(tie.parties) <= kept]
    if not drawn:
        return None
    names = Names(reading)
    drawing = _Drawing(_places(_order(drawn)), {id: names.of(id) for id in kept}, prefix)
    content = drawing.markup(drawn)
    x, y, width, height = drawing.extent()
    title, description = f"{prefix}network-title", f"{prefix}network-text"
    return element(
        "svg",
        {
            "class": "network",
            "role": "img",
            "aria-labelledby": f"{title} {description}",
            "viewBox": f"{x} {y} {width} {height}",
            "width": width,
            "height": height,
        },
        element("title", {"id": title}, "Who did what to whom"),
        element("desc", {"id": description}, _description(drawn, len(all_ties))),
        _heads(prefix),
        content,
    )


def ties(reading: Reading) -> list[Tie]:
    """Return the events between two or more states, blocs or others, bundled by parties."""
    acts_for = {a.id: a.state for a in reading.actors if a.state and a.kind in ("body", "person")}
    bundles: dict[tuple[tuple[str, ...], tuple[str, ...], EventStatus, bool], list[str]] = {}
    for event in reading.events:
        actors = _rolled_up(event.actors, acts_for)
        recipients = tuple(r for r in _rolled_up(event.recipients, acts_for) if r not in actors)
        if len(actors) + len(recipients) < 2 or (recipients and not actors):
            continue
        key = (actors, recipients, event.status, event.type in _CONFLICT)
        bundles.setdefault(key, []).append(event.type)
    return [Tie(*key, types=tuple(types)) for key, types in bundles.items()]


def undrawn(reading: Reading) -> int:
    """Return how many events the drawing leaves out, for want of a second party or of room."""
    all_ties = ties(reading)
    kept = _most_involved(all_ties)
    return len(reading.events) - sum(len(tie.types) for tie in all_ties if set(tie.parties) <= kept)


def _rolled_up(ids: Iterable[str], acts_for: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(acts_for.get(id, id) for id in ids))


def _most_involved(all_ties: Iterable[Tie]) -> set[str]:
    counts = Counter(party for tie in all_ties for party in tie.parties)
    ranked = sorted(counts, key=lambda id: (-counts[id], id))
    return set(ranked[:MOST])


def _description(drawn: Sequence[Tie], all_count: int) -> str:
    count = len({party for tie in drawn for party in tie.parties})
    left_out = all_count - len(drawn)
    more = f"; {left_out} ties of further actors are left out" if left_out else ""
    return f"{count} actors and {len(drawn)} ties{more}. The list of events says the same in words."


def _order(drawn: Sequence[Tie]) -> list[str]:
    """Order the parties so that those with ties stand near one another."""
    order = list(dict.fromkeys(party for tie in drawn for party in tie.parties))
    pairs = Counter(pair for tie in drawn for pair in _pairs(tie))
    best = _length(order, pairs)
    improved = True
    while improved:
        improved = False
        for i, j in combinations(range(len(order)), 2):
            order[i], order[j] = order[j], order[i]
            length = _length(order, pairs)
            if length < best:
                best, improved = length, True
            else:
                order[i], order[j] = order[j], order[i]
    return order


def _pairs(tie: Tie) -> Iterator[tuple[str, str]]:
    if tie.recipients:
        yield from ((a, b) for a in tie.actors for b in tie.recipients)
    else:
        yield from combinations(tie.actors, 2)


def _length(order: Sequence[str], pairs: Mapping[tuple[str, str], int]) -> int:
    at = {id: i for i, id in enumerate(order)}
    size = len(order)
    apart = ((abs(at[a] - at[b]), n) for (a, b), n in pairs.items())
    return sum(min(d, size - d) * n for d, n in apart)


def _places(order: Sequence[str]) -> dict[str, Point]:
    radius = min(_LEAST + _PER_ACTOR * len(order), _LARGEST)
    # Two stand side by side, more begin at the top.
    first = math.pi if len(order) == 2 else -math.pi / 2
    places = {}
    for i, id in enumerate(order):
        angle = first + 2 * math.pi * i / len(order)
        x, y = radius * math.cos(angle), radius * _FLATNESS * math.sin(angle)
        places[id] = (round(x, 1), round(y, 1))
    return places


class _Drawing:
    """Draws ties one after the other, so that labels can keep clear of those before."""

    def __init__(self, places: Mapping[str, Point], names: Mapping[str, str], prefix: str) -> None:
        self._places = places
        self._prefix = prefix
        self._names = {id: words.shortened(names[id], 28) for id in places}
        self._taken: list[Box] = [_node_box(point) for point in places.values()]
        self._taken.extend(_name_box(self._names[id], point) for id, point in places.items())
        self._between: Counter[frozenset[str]] = Counter()

    def markup(self, drawn: Sequence[Tie]) -> Markup:
        """Return lines, then labels over them, then actors."""
        lines, labels = [], []
        for tie in drawn:
            line, place = self._hub(tie) if len(tie.parties) > 2 else self._arc(tie)
            lines.append(line)
            labels.append(_label(tie, self._free(tie.label, place)))
        involved = Counter(party for tie in drawn for party in tie.parties for _ in tie.types)
        nodes = (_node(self._names[id], at, involved[id]) for id, at in self._places.items())
        return joined([*lines, *labels, *nodes])

    def extent(self) -> tuple[int, int, int, int]:
        """Return x, y, width and height of all that was drawn, with a margin."""
        left, top = (math.floor(min(box[i] for box in self._taken) - _MARGIN) for i in (0, 1))
        right, low = (math.ceil(max(box[i] for box in self._taken) + _MARGIN) for i in (2, 3))
        return left, top, right - left, low - top

    def _arc(self, tie: Tie) -> tuple[Markup, list[Point]]:
        one, other = tie.parties
        pair = frozenset(tie.parties)
        start, end = self._places[one], self._places[other]
        # Further ties of the same two bend further, to one side and the other in turn.
        bend = _bend(self._between[pair], one < other)
        self._between[pair] += 1
        control = _control(start, end, bend)
        start, end = _towards(start, control, 12), _towards(end, control, 14)
        path = _path(tie, start, control, end, self._prefix if tie.recipients else None)
        steps = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
        return path, [_on_curve(start, control, end, t) for t in steps]

    def _hub(self, tie: Tie) -> tuple[Markup, list[Point]]:
        points = [self._places[party] for party in tie.parties]
        x = sum(p[0] for p in points) / len(points)
        y = sum(p[1] for p in points) / len(points)
        hub = self._clear((x, y))
        parts = [_spoke(tie, self._places[party], hub, None) for party in tie.actors]
        parts += [_spoke(tie, hub, self._places[party], self._prefix) for party in tie.recipients]
        square: dict[str, Attribute] = {
            "class": "hub",
            "x": hub[0] - 4,
            "y": hub[1] - 4,
            "width": 8,
            "height": 8,
        }
        parts.append(element("rect", square))
        around = (14.0, -12.0, 28.0, -26.0, 42.0, -40.0)
        return joined(parts), [(hub[0], hub[1] + dy) for dy in around]

    def _clear(self, point: Point) -> Point:
        """Move a hub aside until it stands on nothing, in a spiral."""
        for step in range(60):
            angle, away = step * 2.4, 7.0 * math.sqrt(step)
            x = round(point[0] + away * math.cos(angle), 1)
            y = round(point[1] + away * math.sin(angle), 1)
            box = (x - 16, y - 10, x + 16, y + 10)
            if not any(_overlap(box, other) for other in self._taken):
                self._taken.append((x - 6, y - 6, x + 6, y + 6))
                return x, y
        return point

    def _free(self, text: str, wanted: Sequence[Point]) -> Point:
        """Return the first of the wanted places where the label covers nothing, else the first."""
        best = wanted[0]
        for point in wanted:
            if not any(_overlap(_text_box(text, point), other) for other in self._taken):
                best = point
                break
        self._taken.append(_text_box(text, best))
        return best


def _bend(number: int, forward: bool) -> float:
    side = 1 if (number % 2 == 0) == forward else -1
    return side * (0.16 + 0.16 * (number // 2))


def _control(start: Point, end: Point, bend: float) -> Point:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return (middle[0] - (end[1] - start[1]) * bend, middle[1] + (end[0] - start[0]) * bend)


def _towards(point: Point, target: Point, distance: float) -> Point:
    dx, dy = target[0] - point[0], target[1] - point[1]
    length = math.hypot(dx, dy) or 1.0
    return (
        round(point[0] + dx / length * distance, 1),
        round(point[1] + dy / length * distance, 1),
    )


def _on_curve(start: Point, control: Point, end: Point, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    x = a * start[0] + b * control[0] + c * end[0]
    y = a * start[1] + b * control[1] + c * end[1]
    return round(x, 1), round(y, 1)


def _path(tie: Tie, start: Point, control: Point, end: Point, arrow: str | None) -> Markup:
    (x1, y1), (x, y), (x2, y2) = start, control, end
    curve = f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"
    head = _head_id(arrow, tie.is_conflict) if arrow is not None else None
    attributes: dict[str, Attribute] = {
        "class": f"tie {_tone(tie.is_conflict)} st-{tie.status}",
        "d": curve,
        "marker-end": f"url(#{head})" if head else None,
    }
    return element("path", attributes)


def _spoke(tie: Tie, start: Point, end: Point, arrow: str | None) -> Markup:
    near, far = (12, 5) if arrow is None else (5, 14)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _path(tie, _towards(start, end, near), middle, _towards(end, start, far), arrow)


def _heads(prefix: str) -> Markup:
    return element("defs", None, *(_arrow_head(prefix, conflict) for conflict in (False, True)))


def _arrow_head(prefix: str, conflict: bool) -> Markup:
    attributes: dict[str, Attribute] = {
        "id": _head_id(prefix, conflict),
        "viewBox": "0 0 8 8",
        "refX": 7,
        "refY": 4,
        "markerWidth": 8,
        "markerHeight": 8,
        "markerUnits": "userSpaceOnUse",
        "orient": "auto",
    }
    head: dict[str, Attribute] = {"class": f"head {_tone(conflict)}", "d": "M0 0L8 4L0 8Z"}
    return element("marker", attributes, element("path", head))


def _head_id(prefix: str, conflict: bool) -> str:
    return f"{prefix}head-{_tone(conflict)}"


def _tone(conflict: bool) -> str:
    return "conflict" if conflict else "cooperation"


def _label(tie: Tie, at: Point) -> Markup:
    attributes: dict[str, Attribute] = {
        "class": f"tie-label {_tone(tie.is_conflict)}",
        "x": at[0],
        "y": at[1] + 4,
        "text-anchor": "middle",
    }
    return element("text", attributes, tie.label)


def _node(name: str, at: Point, involved: int) -> Markup:
    x, y, anchor = _name_place(at)
    text: dict[str, Attribute] = {"class": "node-label", "x": x, "y": y, "text-anchor": anchor}
    radius = min(4 + 1.2 * math.sqrt(involved), 9.0)
    circle = element("circle", {"class": "node", "cx": at[0], "cy": at[1], "r": radius})
    return element("g", None, circle, element("text", text, name))


def _name_place(at: Point) -> tuple[float, float, str]:
    """Return where a name stands, outside the circle, and which end of it stands there."""
    x, y = at
    if x < -20:
        return x - 14, y + 4, "end"
    if x > 20:
        return x + 14, y + 4, "start"
    return (x, y + 26, "middle") if y > 0 else (x, y - 15, "middle")


def _name_box(name: str, at: Point) -> Box:
    x, y, anchor = _name_place(at)
    width = len(name) * _BOLD_LETTER
    left = x - {"end": width, "middle": width / 2, "start": 0.0}[anchor]
    return left, y - _LINE, left + width, y + 4


def _text_box(text: str, at: Point) -> Box:
    half = len(text) * _LETTER / 2 + 2
    return at[0] - half, at[1] - _LINE / 2, at[0] + half, at[1] + _LINE / 2


def _node_box(at: Point) -> Box:
    return at[0] - 12, at[1] - 12, at[0] + 12, at[1] + 12


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
