import base64
import hashlib
import re

import pytest

from depesche.formats import html
from depesche.formats.html.markup import element, escaped, joined
from depesche.model import Reading
from tests.formats.pages import Node, parse
from tests.formats.readings import hostile, plain, small

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp; & &#60;",
    "<!-- --> <![CDATA[ ]]>",
    "javascript:alert(1)",
    'https://example.org/"><b>',
    "\x00\x01\x1b[31m\x7f\x85",
    "שלום עולם مرحبا",
    "um\u202egekehrt\u2066offen",
    "🇩🇪 👩‍👩‍👧 e\u0301 \u200b\ufeff",
    "a" * 400,
]
TIPS = frozenset({"tip", "ref"})


def page(reading: Reading) -> Node:
    return parse(html.page(reading))


def article(document: Node) -> Node:
    return next(document.nodes("article"))


def attribute_values(document: Node, name: str) -> list[str]:
    return [n.attributes[name] for n in document.nodes() if name in n.attributes]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("show", [html.page, html.fragment])
def test_no_text_of_a_report_becomes_markup(words: str, show: object) -> None:
    document = parse(show(hostile(words)))  # type: ignore[operator]
    tags = {node.tag for node in document.nodes()}
    assert not tags & {"script", "img", "b", "iframe", "object", "link", "base", "form"}
    for node in document.nodes():
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_changes_no_structure(words: str) -> None:
    harmless = page(hostile("x" * len(words.strip())))
    assert [n.tag for n in page(hostile(words)).nodes("section")] == [
        n.tag for n in harmless.nodes("section")
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_holds_no_control_characters(words: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html.page(hostile(words)))


def test_overrides_of_direction_stay_in_their_paragraph() -> None:
    document = page(hostile("um\u202egekehrt"))
    inside = sum("\u202e" in p.text() for p in article(document).nodes() if p.tag in ("p", "h1"))
    assert inside == 2
    everything = html.page(hostile("um\u202egekehrt"))
    assert everything.count("\u202e") == article(document).text().count("\u202e")


def test_a_reference_is_a_link_only_if_it_is_a_web_address() -> None:
    hrefs = attribute_values(page(hostile("javascript:alert(1)")), "href")
    assert all(href.startswith("#") for href in hrefs)


def test_a_page_asks_for_nothing_from_the_network() -> None:
    text = html.page(small())
    document = parse(text)
    assert not {n.tag for n in document.nodes()} & {"script", "link", "img", "iframe", "base"}
    assert not attribute_values(document, "src")
    assert "url(" not in next(document.nodes("style")).text()
    assert "@import" not in text


def test_security_policy_admits_the_pages_own_style_and_nothing_else() -> None:
    document = page(small())
    style = next(document.nodes("style")).text()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        n.attributes["content"]
        for n in document.nodes("meta")
        if n.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("show", [html.page, html.fragment])
def test_ids_are_unique_and_every_reference_finds_its_target(show: object) -> None:
    document = parse(show(small()))  # type: ignore[operator]
    ids = attribute_values(document, "id")
    assert len(ids) == len(set(ids))
    wanted = {href[1:] for href in attribute_values(document, "href") if href.startswith("#")}
    for name in ("aria-describedby", "aria-labelledby", "for"):
        wanted |= {id for value in attribute_values(document, name) for id in value.split()}
    wanted |= {value[5:-1] for value in attribute_values(document, "marker-end")}
    assert wanted <= set(ids)


def test_the_article_is_the_reports_text() -> None:
    shown = article(page(small()))
    paragraphs = [n.text(TIPS) for n in shown.nodes() if n.tag in ("h1", "p")]
    assert paragraphs == [p.strip() for p in small().report.text.split("\n\n")]


def test_the_title_is_the_only_first_heading() -> None:
    for reading in (small(), plain("Nur Text."), plain("Nur Text.", "Ein Titel")):
        document = page(reading)
        headings = [n.text(TIPS) for n in document.nodes("h1")]
        assert headings == ([reading.report.title] if reading.report.title else [])


def test_every_mark_can_be_focused_and_is_explained() -> None:
    document = page(small())
    tips = {n.attributes["id"]: n for n in document.with_class("tip")}
    marks = document.with_class("mark")
    assert [m.text() for m in marks][:4] == ["Deutschland", "Armenien", "sprechen", "nächste Woche"]
    for mark in marks:
        assert mark.attributes["tabindex"] == "0"
        assert tips[mark.attributes["aria-describedby"]].text().strip()


def test_marks_that_overlap_share_a_tab_stop_and_an_explanation() -> None:
    document = page(small())
    mark = next(m for m in document.with_class("mark") if "warf" in m.text())
    assert mark.text() == "warf Moskau Armenien vor"
    tip = next(
        t
        for t in document.with_class("tip")
        if t.attributes["id"] == mark.attributes["aria-describedby"]
    )
    assert "E3 ACCUSE, actual: Russia → Armenia" in tip.text()


def test_a_mention_in_a_statement_in_a_claim_has_the_classes_of_all() -> None:
    reading = small()
    document = page(reading)
    inside_quote = [n for n in document.with_class("s-statement") if n.text() == "Moskau"]
    assert inside_quote[0].attributes["class"].split() == ["s-statement", "s-actor"]
    inside_claim = [n for n in document.with_class("s-claim") if n.text() == "Georgien"]
    assert inside_claim[0].attributes["class"].split() == ["s-claim", "v-mixed", "s-actor"]


def test_claims_show_verdict_evidence_period_and_source() -> None:
    document = page(small())
    first, second = document.with_class("claim")
    assert "mixed" in first.text()
    assert first.with_class("why")[0].attributes["lang"] == "de"
    assert [li.text() for li in first.with_class("subjects")[0].nodes("li")] == [
        "✓ Armenia: supported",
        "✗ Georgia: contradicted",
    ]
    evidence = first.with_class("evidence")[0].text()
    assert "Georgia: member of CIS, from 1993-12-03 until 2009-08-17" in evidence
    assert "own-test-source" in evidence
    assert "not covered" in second.text()


def test_layers_can_be_switched_without_script() -> None:
    document = page(small())
    boxes = [n for n in document.nodes("input") if n.attributes["type"] == "checkbox"]
    labels = {n.attributes["for"]: n.text() for n in document.nodes("label")}
    assert [labels[box.attributes["id"]] for box in boxes] == [
        "Actors 9",
        "Times 3",
        "Events 4",
        "Statements 1",
        "Claims 2",
    ]
    style = next(document.nodes("style")).text()
    for box in boxes:
        layer = box.attributes["class"].split()[1]
        assert f":has(.{layer}:not(:checked))" in style


def test_page_has_landmarks_and_named_sections() -> None:
    document = page(small())
    assert [next(document.nodes(tag)).tag for tag in ("header", "main", "footer")]
    names = {n.attributes["id"]: n.text() for n in document.nodes("h2")}
    sections = [names[n.attributes["aria-labelledby"]] for n in document.nodes("section")]
    assert sections == [
        "Claims",
        "When",
        "Who did what to whom",
        "Statements",
        "Events",
        "Actors",
        "Times",
        "Notes",
    ]
    assert next(document.nodes("html")).attributes["lang"] == "en"
    assert article(document).attributes["lang"] == "de"


def test_drawings_have_a_name_and_say_where_their_words_are() -> None:
    drawings = [n for n in page(small()).nodes("svg") if n.attributes.get("role") == "img"]
    assert [d.attributes["class"] for d in drawings] == ["timeline", "network"]
    for drawing in drawings:
        assert next(drawing.nodes("title")).text()
        assert "list of events" in next(drawing.nodes("desc")).text()


def test_colours_of_text_have_the_contrast_of_wcag_aa() -> None:
    style = next(page(small()).nodes("style")).text()
    light, dark = re.findall(r"--paper: (?:#\w{6});.*?--focus: #\w{6};", style, re.DOTALL)
    for theme in (light, dark):
        colour = dict(re.findall(r"--([\w-]+): (#\w{6});", theme))
        for text in ("ink", "muted", "time", "event", "supported", "contradicted", "mixed"):
            assert _contrast(colour[text], colour["paper"]) >= 4.5, text
        for text in ("ink", "event"):
            for paper in ("actor", "statement", "raised"):
                assert _contrast(colour[text], colour[paper]) >= 4.5, (text, paper)


def test_fragments_of_two_readings_share_no_ids() -> None:
    one = parse(html.fragment(small()))
    other = parse(html.fragment(plain("Etwas anderes.")))
    assert not set(attribute_values(one, "id")) & set(attribute_values(other, "id"))


def test_a_fragment_is_one_element_and_styles_only_itself() -> None:
    document = parse(html.fragment(small()))
    assert [child.tag for child in document.children if isinstance(child, Node)] == ["div"]
    style = next(document.nodes("style")).text()
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{}]+)\{", bare)]
    rules = [head for head in heads if not head.startswith("@")]
    assert len(rules) > 50
    for rule in rules:
        for selector in re.split(r",(?![^()]*\))", rule):
            assert selector.strip().startswith(".depesche"), selector


def test_a_notebook_shows_the_fragment() -> None:
    import depesche  # noqa: PLC0415

    assert depesche.Reading is Reading
    assert small()._repr_html_() == html.fragment(small())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Berlin, den 3. Mai\nAn alle\nEs beginnt nun.", True),
        (
            "Dieser Absatz ist auf sechzig Zeichen umgebrochen worden und\nläuft deshalb weiter.",
            False,
        ),
    ],
)
def test_lines_an_author_broke_stay_and_filled_lines_flow(text: str, lines: bool) -> None:
    paragraph = next(article(page(plain(text))).nodes("p"))
    assert (paragraph.attributes.get("class") == "lines") is lines


def test_element_escapes_text_but_not_markup() -> None:
    inner = element("b", None, "1 < 2")
    assert element("p", {"title": 'a "b"', "hidden": True, "lang": None}, inner, " & ") == (
        '<p title="a &quot;b&quot;" hidden><b>1 &lt; 2</b> &amp; </p>'
    )
    assert joined([inner, "<"], " & ") == "<b>1 &lt; 2</b> &amp; &lt;"
    assert escaped(escaped("<")) == "&lt;"


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
