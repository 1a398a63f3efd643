"""A reading as one self-contained HTML page, or as a fragment for a notebook.

In: a `Reading`. Out: HTML with its style inside and without any script; layers of the article are
switched by checkboxes that the style sheet asks for. The page's security policy allows its own
style sheet, by hash, and nothing else, so that no text can load or run anything.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from depesche.formats import words
from depesche.formats.html import lists
from depesche.formats.html.article import article
from depesche.formats.html.markup import Attribute, Markup, element, joined, raw
from depesche.formats.html.network import network, undrawn
from depesche.formats.html.timeline import timeline
from depesche.model import Reading

LAYERS = {
    "actor": ("Actors", "mentions"),
    "time": ("Times", "times"),
    "event": ("Events", "events"),
    "statement": ("Statements", "statements"),
    "claim": ("Claims", "claims"),
}
_TIES = (
    ("actual", "happened"),
    ("planned", "planned"),
    ("possible", "possible"),
    ("negated", "negated"),
)


def page(reading: Reading) -> str:
    """Return `reading` as a whole page that needs nothing but itself."""
    report = reading.report
    style = _style("fragment.css") + _style("page.css")
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy(style)}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"name": "generator", "content": f"Depesche {reading.depesche}"}),
        element("title", None, words.one_line(report.title or report.id), " · Depesche"),
        element("style", None, raw(style)),
    )
    skip = element("a", {"class": "skip", "href": "#claims"}, "Skip to the claims")
    body = element(
        "body",
        None,
        skip,
        element(
            "div",
            {"class": "depesche"},
            element("header", {"class": "top"}, _about(reading)),
            element("main", None, *_sections(reading, "", "h1", "h2")),
            element("footer", None, _made_by(reading)),
        ),
    )
    return f"<!DOCTYPE html>\n{element('html', {'lang': 'en'}, head, body)}\n"


def fragment(reading: Reading) -> str:
    """Return `reading` as a piece of HTML for a notebook; style and ids are its own."""
    digest = hashlib.sha256(reading.model_dump_json().encode("utf-8", "replace")).hexdigest()
    return element(
        "div",
        {"class": "depesche in-notebook"},
        element("style", None, raw(_style("fragment.css"))),
        element("div", {"class": "top"}, _about(reading)),
        *_sections(reading, f"d{digest[:10]}-", "h2", "h3"),
        element("div", {"class": "made-by"}, _made_by(reading)),
    )


@cache
def _style(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _sections(reading: Reading, prefix: str, title: str, heading: str) -> list[Markup]:
    report = element(
        "div", {"class": "report"}, _layers(reading, prefix), article(reading, prefix, title)
    )
    checked = _section("claims", "Claims", lists.claims(reading, prefix), prefix, heading)
    sections = [element("div", {"class": "columns"}, report, checked)]
    drawn_times = timeline(reading, prefix)
    if drawn_times is not None:
        drawing = lists.scrollable(drawn_times, "Timeline")
        legend = _legend("bar")
        sections.append(_section("timeline", "When", joined([drawing, legend]), prefix, heading))
    drawn_ties = network(reading, prefix)
    if drawn_ties is not None:
        drawing = lists.scrollable(drawn_ties, "Network")
        rest = joined([drawing, _legend("line"), _left_out(reading)])
        sections.append(_section("network", "Who did what to whom", rest, prefix, heading))
    for id, name, content in (
        ("statements", "Statements", lists.statements(reading, prefix)),
        ("events", "Events", lists.events(reading, prefix)),
    ):
        sections.append(_section(id, name, content, prefix, heading))
    who = _section("actors", "Actors", lists.actors(reading), prefix, heading)
    when = _section("times", "Times", lists.times(reading), prefix, heading)
    sections.append(element("div", {"class": "pair"}, who, when))
    if reading.notes:
        notes = (element("li", {"dir": "auto"}, note) for note in reading.notes)
        sections.append(_section("notes", "Notes", element("ul", None, *notes), prefix, heading))
    return sections


def _section(id: str, name: str, content: Markup, prefix: str, heading: str) -> Markup:
    title = f"{prefix}{id}-heading"
    attributes: dict[str, Attribute] = {
        "id": f"{prefix}{id}",
        "class": f"section {id}",
        "aria-labelledby": title,
    }
    return element("section", attributes, element(heading, {"id": title}, name), content)


def _about(reading: Reading) -> Markup:
    report = reading.report
    known = [
        element("bdi", None, report.outlet) if report.outlet else "",
        element("time", {"datetime": words.day(report.published)}, words.day(report.published))
        if report.published
        else "day of publication unknown",
        words.LANGUAGES.get(report.language, report.language),
        element("bdi", None, report.id),
    ]
    return element("p", {"class": "about"}, joined([part for part in known if part], " · "))


def _made_by(reading: Reading) -> Markup:
    made = f"Read by Depesche {reading.depesche} against record {reading.record}."
    return element("p", {"class": "made-by", "dir": "auto"}, made)


def _layers(reading: Reading, prefix: str) -> Markup:
    boxes = []
    for layer, (name, part) in LAYERS.items():
        box: dict[str, Attribute] = {
            "type": "checkbox",
            "class": f"layer layer-{layer}",
            "id": f"{prefix}layer-{layer}",
            "checked": True,
        }
        count = str(len(getattr(reading, part)))
        sample = element("span", {"class": f"s-{layer}"}, name)
        label = element("label", {"for": box["id"]}, sample, " ", count)
        boxes.append(element("span", {"class": "switch"}, element("input", box), " ", label))
    legend = element("legend", {"class": "unseen"}, "Marked in the text")
    return element("fieldset", {"class": "layers"}, legend, *boxes)


def _legend(kind: str) -> Markup:
    items = []
    for status, name in _TIES:
        sample = _bar_sample(status) if kind == "bar" else _line_sample(status)
        svg: dict[str, Attribute] = {"viewBox": "0 0 36 12", "width": 36, "height": 12}
        drawn = element("svg", {**svg, "aria-hidden": "true"}, sample)
        items.append(element("li", None, drawn, " ", name))
    if kind == "line":
        for tone, name in (("cooperation", "cooperation"), ("conflict", "conflict or pressure")):
            text = element("span", {"class": f"tone {tone}"}, name)
            items.append(element("li", None, text))
    return element("ul", {"class": "legend", "aria-label": "Signs"}, *items)


def _line_sample(status: str) -> Markup:
    return element("path", {"class": f"tie cooperation st-{status}", "d": "M1 6L35 6"})


def _bar_sample(status: str) -> Markup:
    shape: dict[str, Attribute] = {
        "class": "bar",
        "x": 3,
        "y": 2,
        "width": 30,
        "height": 8,
        "rx": 4,
    }
    parts = [element("rect", shape)]
    if status == "negated":
        strike: dict[str, Attribute] = {"class": "strike", "x1": 12, "y1": 12, "x2": 24, "y2": 0}
        parts.append(element("line", strike))
    return element("g", {"class": f"row st-{status}"}, *parts)


def _left_out(reading: Reading) -> Markup:
    count = undrawn(reading)
    if not count:
        return Markup("")
    events = "event is" if count == 1 else "events are"
    why = "for want of a second party or of room"
    return element("p", {"class": "nothing"}, f"{count} {events} not drawn, {why}.")
