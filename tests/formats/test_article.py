import re

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.formats.html.article import article
from depesche.model import Claim, Event, Mention, Reading, Report, Span, Statement, TimeExpression
from tests.formats.pages import parse

TIPS = frozenset({"tip", "ref"})
SPANS = st.tuples(st.integers(0, 70), st.integers(0, 70)).map(sorted)
TEXTS = st.text("ab ä<&\"'\n\u05d0😀", min_size=1, max_size=60)


def reading(text: str, spans: list[list[int]]) -> Reading:
    """A reading with a mention, time, event, statement and claim at each span in turn."""
    cut = [{"start": s, "end": e} for s, e in spans]
    of = {k: cut[k::5] for k in range(5)}
    event = {"type": "CONSULT", "actors": ("X",), "status": "actual", "trigger": "t", "why": "w"}
    return Reading(
        depesche="1",
        record="r",
        report=Report(id="i", language="de", text=text),
        mentions=tuple(Mention(**s, text="t", actors=(), via="name", why="w") for s in of[0]),
        times=tuple(TimeExpression(**s, text="t", type="DATE", value="v", why="w") for s in of[1]),
        events=tuple(Event.model_validate({**s, **event, "sentence": s}) for s in of[2]),
        statements=tuple(
            Statement(kind="direct", quote=(Span(**s),), text="t", why="w") for s in of[3]
        ),
        claims=tuple(
            Claim(**s, subjects=("X",), relation="left", object="Y", text="t", why="w")
            for s in of[4]
        ),
    )


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(deadline=None)
@given(TEXTS, st.lists(SPANS, max_size=12))
def test_spans_however_they_overlap_leave_the_text_whole(text: str, spans: list[list[int]]) -> None:
    shown = parse(article(reading(text, spans), "", "h1"))
    assert words(shown.text(TIPS)) == words(text)


@settings(deadline=None)
@given(TEXTS, SPANS)
def test_a_marked_passage_is_marked_from_its_first_to_its_last_letter(
    text: str, span: list[int]
) -> None:
    start, end = span
    found = reading(text, [span])
    shown = parse(article(found, "", "h1"))
    marked = "".join(node.text() for node in shown.with_class("s-actor"))
    assert words(marked) == words(text[start:end])


def test_a_quotation_over_three_paragraphs_has_one_number() -> None:
    text = "Sie sagte: „Eins.\n\nZwei.\n\nDrei.“ Dann ging sie."
    quote = Statement(
        kind="direct",
        quote=(Span(start=text.index("Eins"), end=text.index("“")),),
        text="Eins. Zwei. Drei.",
        why="quotation marks",
    )
    found = reading(text, []).model_copy(update={"statements": (quote,)})
    shown = parse(article(found, "", "h1"))
    assert [n.text() for n in shown.with_class("s-statement")] == ["Eins.", "Zwei.", "Drei."]
    assert [n.text() for n in shown.with_class("ref")] == ["S1"]


def test_a_quotation_in_two_parts_has_one_number() -> None:
    text = "„Wir gehen“, sagte sie, „und zwar jetzt.“"
    parts = ("Wir gehen", "und zwar jetzt.")
    spans = tuple(Span(start=text.index(p), end=text.index(p) + len(p)) for p in parts)
    quote = Statement(kind="direct", quote=spans, text=" ".join(parts), why="quotation marks")
    found = reading(text, []).model_copy(update={"statements": (quote,)})
    shown = parse(article(found, "", "h1"))
    assert [n.text() for n in shown.with_class("s-statement")] == list(parts)
    assert [n.text() for n in shown.with_class("ref")] == ["S1"]
