"""Who did what to whom: the events of a report as a network drawn in SVG.

In: a reading. Out: markup. Blocks of actors stand on a circle. An event between two is an arc; one
of more is a small square that all are tied to.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence

from depesche.formats import words
from depesche.formats.html.markup import Attribute, Markup, element, joined
from depesche.formats.html.ties import Block, Tie, all_ties, drawable, order
from depesche.formats.words import Names
from depesche.model import Reading

_LEAST, _PER_BLOCK, _LARGEST = 110.0, 22.0, 330.0
_FLATNESS = 0.66
_MARGIN = 12.0
_RISES = (16.0, -12.0, 40.0, 64.0, 88.0, 112.0)
"""How far the arcs of one pair rise from the straight line: inwards, where there is room."""
_LETTER, _BOLD_LETTER, _LINE = 6.4, 8.0, 15.0
_NAME_WIDTH, _NAME_LINES = 26, 4

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def network(reading: Reading, prefix: str) -> Markup | None:
    """Return the drawing, or `None` where no event has two parties."""
    found = all_ties(reading)
    drawn = drawable(found)
    if not drawn:
        return None
    places = _places(order(drawn))
    drawing = _Drawing(places, _names(reading, places), prefix)
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
        element("desc", {"id": description}, _description(drawn, len(found))),
        _heads(prefix),
        content,
    )


def undrawn(reading: Reading) -> int:
    """Return how many events the drawing leaves out, for want of a second party or of room."""
    return len(reading.events) - sum(len(tie.types) for tie in drawable(all_ties(reading)))


def _description(drawn: Sequence[Tie], all_count: int) -> str:
    count = len({party for tie in drawn for party in tie.parties})
    left_out = all_count - len(drawn)
    more = f"; {left_out} ties of further parties are left out" if left_out else ""
    return (
        f"{count} parties and {len(drawn)} ties{more}. The list of events says the same in words."
    )


def _names(
    reading: Reading, blocks: Sequence[Block] | Mapping[Block, Point]
) -> dict[Block, list[str]]:
    """Return the lines of a name for each block: a group's own name, else its members."""
    names = Names(reading)
    groups = {tuple(sorted(a.members)): a.name for a in reading.actors if a.members}
    lines = {}
    for block in blocks:
        own = names.short(block[0]) if len(block) == 1 else groups.get(block)
        name = words.one_line(own or names.listed(block))
        lines[block] = textwrap.wrap(
            name, _NAME_WIDTH, max_lines=_NAME_LINES, placeholder=" …", break_on_hyphens=False
        ) or ["?"]
    return lines


def _places(blocks: Sequence[Block]) -> dict[Block, Point]:
    radius = min(_LEAST + _PER_BLOCK * len(blocks), _LARGEST)
    # Two stand side by side, more begin at the top.
    first = math.pi if len(blocks) == 2 else -math.pi / 2
    places = {}
    for i, block in enumerate(blocks):
        angle = first + 2 * math.pi * i / len(blocks)
        x, y = radius * math.cos(angle), radius * _FLATNESS * math.sin(angle)
        places[block] = (round(x, 1), round(y, 1))
    return places


class _Drawing:
    """Draws ties one after the other, so that labels can keep clear of those before."""

    def __init__(
        self, places: Mapping[Block, Point], names: Mapping[Block, list[str]], prefix: str
    ) -> None:
        self._places, self._names, self._prefix = places, names, prefix
        self._taken: list[Box] = [_node_box(point) for point in places.values()]
        self._taken.extend(_name_box(names[block], point) for block, point in places.items())
        self._between: Counter[frozenset[Block]] = Counter()

    def markup(self, drawn: Sequence[Tie]) -> Markup:
        """Return lines, then labels over them, then actors."""
        lines, labels = [], []
        for tie in drawn:
            line, place = self._hub(tie) if len(tie.parties) > 2 else self._arc(tie)
            lines.append(line)
            labels.append(_label(tie, self._free(tie.label, place)))
        involved = Counter(party for tie in drawn for party in tie.parties for _ in tie.types)
        nodes = (_node(self._names[b], at, involved[b]) for b, at in self._places.items())
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
        control = _control(start, end, _RISES[min(self._between[pair], len(_RISES) - 1)])
        self._between[pair] += 1
        start, end = _towards(start, control, 12), _towards(end, control, 14)
        path = _path(tie, start, control, end, self._prefix if tie.recipients else None)
        steps = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74)
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
        """Return the wanted place where the label covers least; of equals the first."""
        boxes = [_text_box(text, point) for point in wanted]
        covers = [sum(_common_area(box, other) for other in self._taken) for box in boxes]
        best = covers.index(min(covers))
        self._taken.append(boxes[best])
        return wanted[best]


def _control(start: Point, end: Point, rise: float) -> Point:
    """Return the control point of a quadratic curve that rises so far towards the centre."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    inwards = 1 if dy * middle[0] - dx * middle[1] >= 0 else -1
    bend = 2 * inwards * rise / (math.hypot(dx, dy) or 1.0)
    return middle[0] - dy * bend, middle[1] + dx * bend


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


def _node(lines: Sequence[str], at: Point, involved: int) -> Markup:
    x, y, anchor = _name_place(at, len(lines))
    text: dict[str, Attribute] = {"class": "node-label", "x": x, "y": y, "text-anchor": anchor}
    rows = (element("tspan", {"x": x, "y": y + i * _LINE}, line) for i, line in enumerate(lines))
    radius = min(4 + 1.2 * math.sqrt(involved), 9.0)
    circle = element("circle", {"class": "node", "cx": at[0], "cy": at[1], "r": radius})
    return element("g", None, circle, element("text", text, *rows))


def _name_place(at: Point, lines: int) -> tuple[float, float, str]:
    """Return where a name's first line stands, outside the circle, and which end of it."""
    x, y = at
    above = (lines - 1) * _LINE
    if abs(x) > 20:
        side = (x + 14, "start") if x > 0 else (x - 14, "end")
        return side[0], y + 4 - above / 2, side[1]
    return (x, y + 26, "middle") if y > 0 else (x, y - 15 - above, "middle")


def _name_box(lines: Sequence[str], at: Point) -> Box:
    x, y, anchor = _name_place(at, len(lines))
    width = max(len(line) for line in lines) * _BOLD_LETTER
    left = x - {"end": width, "middle": width / 2, "start": 0.0}[anchor]
    return left, y - _LINE, left + width, y + (len(lines) - 1) * _LINE + 4


def _text_box(text: str, at: Point) -> Box:
    half = len(text) * _LETTER / 2 + 2
    return at[0] - half, at[1] - _LINE / 2, at[0] + half, at[1] + _LINE / 2


def _node_box(at: Point) -> Box:
    return at[0] - 12, at[1] - 12, at[0] + 12, at[1] + 12


def _overlap(one: Box, other: Box) -> bool:
    return _common_area(one, other) > 0


def _common_area(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
