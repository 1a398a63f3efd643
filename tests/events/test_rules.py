"""Who did what to whom, on gold trees: what is tested is the rules, not the parser."""

import datetime as dt

import pytest
import spacy
from spacy.tokens import Span

from tests.events.trees import code, day, tree

CONDEMN = """
Frankreich Frankreich PROPN 2 nsubj Case=Nom
verurteilte verurteilen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
den der DET 5 det Case=Acc
russischen russisch ADJ 5 amod Case=Acc
Angriff Angriff NOUN 2 obj Case=Acc
. . PUNCT 2 punct
"""

PASSIVE = """
Belarus Belarus PROPN 7 nsubj:pass Case=Nom
wurde werden AUX 7 aux:pass Mood=Ind|Tense=Past|VerbForm=Fin
von von ADP 5 case
der der DET 5 det Case=Dat
EU EU PROPN 7 obl:agent Case=Dat
scharf scharf ADV 7 advmod
kritisiert kritisieren VERB 0 root VerbForm=Part
. . PUNCT 7 punct
"""

NEGATED = """
Keines kein PRON 5 nsubj Case=Nom|PronType=Ind
der der DET 3 det Case=Gen
Länder Land NOUN 1 nmod Case=Gen|Number=Plur
hat haben AUX 5 aux Mood=Ind|Tense=Pres|VerbForm=Fin
sanktioniert sanktionieren VERB 0 root VerbForm=Part
Moskau Moskau PROPN 5 obj Case=Acc
. . PUNCT 5 punct
"""

PLANNED = """
Polen Polen PROPN 8 nsubj Case=Nom
wird werden AUX 8 aux Mood=Ind|Tense=Pres|VerbForm=Fin
sich sich PRON 8 obj Case=Acc|Reflex=Yes
nächste nah ADJ 5 amod
Woche Woche NOUN 8 obl:tmod
mit mit ADP 7 case
Japan Japan PROPN 8 obl Case=Dat
treffen treffen VERB 0 root VerbForm=Inf
. . PUNCT 8 punct
"""

SUPPORT_VERB = """
China China PROPN 5 nsubj Case=Nom
hat haben AUX 5 aux Mood=Ind|Tense=Pres|VerbForm=Fin
Druck Druck NOUN 5 obj Case=Acc
auf auf ADP 6 case
ausgeübt ausüben VERB 0 root VerbForm=Part
Litauen Litauen PROPN 3 nmod Case=Acc
. . PUNCT 5 punct
"""

NOUN_WITH_AGENT = """
Die der DET 2 det Case=Nom
Verurteilung Verurteilung NOUN 7 nsubj Case=Nom
Russlands Russland PROPN 2 nmod Case=Gen
durch durch ADP 6 case
die der DET 6 det Case=Acc
EU EU PROPN 2 nmod Case=Acc
überraschte überraschen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
. . PUNCT 7 punct
"""

CONTROL = """
Serbien Serbien PROPN 2 nsubj Case=Nom
drängt drängen VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
Kroatien Kroatien PROPN 2 obj Case=Acc
, , PUNCT 7 punct
Albanien Albanien PROPN 7 obj Case=Acc
zu zu PART 7 mark
unterstützen unterstützen VERB 2 xcomp VerbForm=Inf
. . PUNCT 2 punct
"""

SEPARATED = """
Litauen Litauen PROPN 2 nsubj Case=Nom
wies weisen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
den der DET 5 det Case=Acc
chinesischen chinesisch ADJ 5 amod Case=Acc
Botschafter Botschafter NOUN 2 obj Case=Acc
aus aus ADP 2 compound:prt
. . PUNCT 2 punct
"""

RELATIVE = """
Katar Katar PROPN 9 nsubj Case=Nom
, , PUNCT 6 punct
das der PRON 6 nsubj Case=Nom|PronType=Rel
Ägypten Ägypten PROPN 6 obj Case=Acc
scharf scharf ADV 6 advmod
kritisiert kritisieren VERB 1 acl:relcl Mood=Ind|Tense=Pres|VerbForm=Fin
, , PUNCT 6 punct
bleibt bleiben AUX 9 cop Mood=Ind|Tense=Pres|VerbForm=Fin
ruhig ruhig ADJ 0 root
. . PUNCT 9 punct
"""

PRICES = """
Die der DET 2 det
Preise Preis NOUN 3 nsubj Case=Nom
greifen greifen VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
die der DET 5 det
Ersparnisse Ersparnis NOUN 3 obj Case=Acc
an an ADP 3 compound:prt
. . PUNCT 3 punct
"""

NAMES = {
    "Frankreich": "FRA",
    "russischen": "RUS",
    "Russlands": "RUS",
    "Belarus": "BLR",
    "EU": "EU",
    "Länder": "group:baltic",
    "Moskau": "RUS",
    "Polen": "POL",
    "Japan": "JPN",
    "China": "CHN",
    "chinesischen": "CHN",
    "Litauen": "LTU",
    "Serbien": "SRB",
    "Kroatien": "HRV",
    "Albanien": "ALB",
    "Katar": "QAT",
    "Ägypten": "EGY",
}

CASES = [
    ("active verb; blame for an attack falls on its doer", CONDEMN, "ACCUSE FRA>RUS actual"),
    ("passive with its agent", PASSIVE, "ACCUSE EU>BLR actual"),
    ("negative subject that belongs to a group", NEGATED, "SANCTION group:baltic>RUS negated"),
    ("reciprocal verb in the future", PLANNED, "CONSULT POL,JPN> planned"),
    ("support verb and event noun", SUPPORT_VERB, "COERCE CHN>LTU actual"),
    ("event noun with object and agent", NOUN_WITH_AGENT, "ACCUSE EU>RUS actual"),
    ("a demand is one event, not two", CONTROL, "REQUEST SRB>HRV actual"),
    ("separated verb; an ambassador stands for the state", SEPARATED, "SANCTION LTU>CHN actual"),
    ("relative pronoun as subject", RELATIVE, "ACCUSE QAT>EGY actual"),
    ("prices that attack savings are no event", PRICES, None),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_german_sentences_are_coded(sentence: str, expected: str | None) -> None:
    found = code("de", tree("de", sentence), NAMES)
    told = [f"{e.type} {','.join(e.actors)}>{','.join(e.recipients)} {e.status}" for e in found]
    assert told == ([expected] if expected else [])


def test_event_has_the_time_of_its_clause() -> None:
    doc = tree("de", PLANNED)
    week = day(doc, "nächste Woche", "2024-W21", dt.date(2024, 5, 20), dt.date(2024, 5, 26))
    (event,) = code("de", doc, NAMES, [week])
    assert event.time is not None
    assert (event.time.from_, event.time.to) == (dt.date(2024, 5, 20), dt.date(2024, 5, 26))


FIRST_SINCE = """
Frankreich Frankreich PROPN 2 nsubj Case=Nom
traf treffen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
erstmals erstmals ADV 2 advmod
seit seit ADP 5 case
2019 2019 NUM 2 obl
Japan Japan PROPN 2 obj Case=Acc
"""

IN_APPOSITION = """
Frankreich Frankreich PROPN 8 nsubj Case=Nom
, , PUNCT 6 punct
seit seit ADP 4 case
2019 2019 NUM 6 nmod
im in ADP 6 case
Rat Rat NOUN 8 obl Case=Dat
, , PUNCT 6 punct
traf treffen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Japan Japan PROPN 8 obj Case=Acc
"""


@pytest.mark.parametrize("sentence", [FIRST_SINCE, IN_APPOSITION])
def test_first_since_then_and_since_then_in_office_date_no_event(sentence: str) -> None:
    doc = tree("de", sentence)
    year = day(doc, "2019", "2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    (event,) = code("de", doc, NAMES, [year])
    assert event.time is not None
    assert event.time.from_ == dt.date(2024, 5, 15)


def test_what_was_decided_until_a_later_day_was_not_decided_then() -> None:
    sentence = """
    Frankreich Frankreich PROPN 2 nsubj Case=Nom
    sanktionierte sanktionieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Japan Japan PROPN 2 obj Case=Acc
    bis bis ADP 5 case
    2026 2026 NUM 2 obl
    """
    doc = tree("de", sentence)
    year = day(doc, "2026", "2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    (event,) = code("de", doc, NAMES, [year])
    assert (event.status, event.time and event.time.from_) == ("actual", dt.date(2024, 5, 15))


def test_answering_with_duties_is_a_sanction_and_sending_an_envoy_moves_no_troops() -> None:
    duties = """
    Japan Japan PROPN 2 nsubj Case=Nom
    antwortete antworten VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Frankreich Frankreich PROPN 2 obl:arg Case=Dat
    mit mit ADP 5 case
    Gegenzöllen Gegenzoll NOUN 2 obl Case=Dat
    """
    envoy = """
    Japan Japan PROPN 2 nsubj Case=Nom
    entsandte entsenden VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    einen ein DET 4 det Case=Acc
    Gesandten Gesandter NOUN 2 obj Case=Acc
    """
    assert [e.type for e in code("de", tree("de", duties), NAMES)] == ["SANCTION"]
    assert code("de", tree("de", envoy), NAMES) == ()


def test_present_tense_with_a_future_time_is_a_plan() -> None:
    sentence = """
    Frankreich Frankreich PROPN 2 nsubj Case=Nom
    trifft treffen VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
    morgen morgen ADV 2 advmod
    Japan Japan PROPN 2 obj Case=Acc
    """
    doc = tree("de", sentence)
    tomorrow = day(doc, "morgen", "2024-05-16", dt.date(2024, 5, 16), dt.date(2024, 5, 16))
    (event,) = code("de", doc, NAMES, [tomorrow])
    assert event.status == "planned"


def test_actual_event_without_time_has_the_reports_day_and_says_so() -> None:
    (event,) = code("de", tree("de", CONDEMN), NAMES)
    assert event.time is not None
    assert event.time.from_ == dt.date(2024, 5, 15)
    assert "no time given" in event.why


PLUPERFECT = """
Frankreich Frankreich PROPN 4 nsubj Case=Nom
hatte haben AUX 4 aux Mood=Ind|Tense=Past|VerbForm=Fin
Japan Japan PROPN 4 obj Case=Acc
kritisiert kritisieren VERB 0 root VerbForm=Part
"""

REPEATEDLY = """
Frankreich Frankreich PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
wiederholt wiederholt ADV 2 advmod
Japan Japan PROPN 2 obj Case=Acc
"""


@pytest.mark.parametrize(("sentence", "sign"), [(PLUPERFECT, "hatte"), (REPEATEDLY, "wiederholt")])
def test_when_something_told_as_earlier_took_place_is_left_open(sentence: str, sign: str) -> None:
    (event,) = code("de", tree("de", sentence), NAMES)
    assert (event.status, event.time) == ("actual", None)
    assert f"told as earlier by '{sign}'" in event.why


def test_pluperfect_below_a_past_verb_of_saying_tells_what_is_new() -> None:
    sentence = """
    Tokyo Tokyo PROPN 2 nsubj _
    said say VERB 0 root Tense=Past|VerbForm=Fin
    Japan Japan PROPN 5 nsubj _
    had have AUX 5 aux Tense=Past|VerbForm=Fin
    condemned condemn VERB 2 ccomp Tense=Past|VerbForm=Part
    Russia Russia PROPN 5 obj _
    """
    found = code("en", tree("en", sentence), {"Japan": "JPN", "Russia": "RUS"})
    assert [e.time and e.time.from_ for e in found if e.trigger == "condemned"] == [
        dt.date(2024, 5, 15)
    ]


def test_what_happened_when_something_else_did_has_the_time_of_that() -> None:
    sentence = """
    Als als SCONJ 5 mark
    Paris Paris PROPN 5 nsubj Case=Nom
    2019 2019 NUM 5 obl
    Kritik Kritik NOUN 5 obj Case=Acc
    erntete ernten VERB 7 advcl Mood=Ind|Tense=Past|VerbForm=Fin
    , , PUNCT 5 punct
    sanktionierte sanktionieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Frankreich Frankreich PROPN 7 nsubj Case=Nom
    Japan Japan PROPN 7 obj Case=Acc
    """
    doc = tree("de", sentence)
    year = day(doc, "2019", "2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    (event,) = code("de", doc, NAMES, [year])
    assert event.time is not None
    assert event.time.from_ == dt.date(2019, 1, 1)


def test_place_is_found_within_the_phrase_that_says_where() -> None:
    sentence = """
    Am an ADP 2 case
    Rande Rand NOUN 6 obl Case=Dat
    des der DET 4 det Case=Gen
    Treffens Treffen NOUN 2 nmod Case=Gen
    in in ADP 7 case
    traf treffen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Samarkand Samarkand PROPN 4 nmod Case=Dat
    Frankreich Frankreich PROPN 6 nsubj Case=Nom
    Japan Japan PROPN 6 obj Case=Acc
    """
    doc = tree("de", sentence)
    doc.ents = [Span(doc, 6, 7, label="LOC")]
    assert [event.place for event in code("de", doc, NAMES)] == ["Samarkand"]


def test_plan_without_time_has_none() -> None:
    (event,) = code("de", tree("de", PLANNED), NAMES)
    assert event.time is None


def test_the_same_event_told_twice_is_one_event_with_two_places() -> None:
    found = code("de", tree("de", CONDEMN, CONDEMN), NAMES)
    assert len(found) == 1
    assert len(found[0].also) == 1


def test_trigger_span_points_at_its_characters() -> None:
    doc = tree("de", CONDEMN)
    (event,) = code("de", doc, NAMES)
    assert doc.text[event.start : event.end] == event.trigger == "verurteilte"
    assert event.sentence.start == 0


def test_event_carries_cameo_root_and_goldstein() -> None:
    (event,) = code("de", tree("de", CONDEMN), NAMES)
    assert (event.cameo, event.goldstein, event.mode) == ("11", -2.0, "disapprove")


ENGLISH = [
    (
        "modal verb",
        """
        China China PROPN 3 nsubj
        could could AUX 3 aux VerbForm=Fin
        attack attack VERB 0 root VerbForm=Inf
        Taiwan Taiwan PROPN 3 obj
        """,
        "ASSAULT CHN>TWN possible",
    ),
    (
        "refusal is told once",
        """
        Egypt Egypt PROPN 2 nsubj
        refused refuse VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        to to PART 4 mark
        meet meet VERB 2 xcomp VerbForm=Inf
        Sudan Sudan PROPN 4 obj
        """,
        "REJECT EGY>SDN actual",
    ),
    (
        "planned by the verb above",
        """
        Turkey Turkey PROPN 2 nsubj
        plans plan VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
        to to PART 4 mark
        invade invade VERB 2 xcomp VerbForm=Inf
        Syria Syria PROPN 4 obj
        """,
        "ASSAULT TUR>SYR planned",
    ),
    (
        "lifting sanctions is a retreat, not a sanction",
        """
        Canada Canada PROPN 2 nsubj
        lifted lift VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        sanctions sanction NOUN 2 obj
        on on ADP 5 case
        Syria Syria PROPN 3 nmod
        """,
        "RETREAT CAN>SYR actual",
    ),
    (
        "neither ... nor",
        """
        Neither neither CCONJ 2 cc:preconj
        Egypt Egypt PROPN 5 nsubj
        nor nor CCONJ 4 cc
        Sudan Sudan PROPN 2 conj
        condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Syria Syria PROPN 5 obj
        """,
        "ACCUSE EGY,SDN>SYR negated",
    ),
    (
        "a particle taken for a preposition",
        """
        Egypt Egypt PROPN 2 nsubj
        brushed brush VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        aside aside ADP 5 case
        Sudan Sudan PROPN 5 compound
        accusations accusation NOUN 2 obl
        """,
        "REJECT EGY>SDN actual",
    ),
    (
        "a particle after its object",
        """
        Egypt Egypt PROPN 2 nsubj
        pulled pull VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        troops troops NOUN 2 obj
        back back ADV 2 advmod
        from from ADP 6 case
        Sudan Sudan PROPN 2 obl
        """,
        "RETREAT EGY>SDN actual",
    ),
    (
        "what somebody is to do is a plan",
        """
        Canada Canada PROPN 4 nsubj
        is be AUX 4 cop Mood=Ind|Tense=Pres|VerbForm=Fin
        to to PART 4 mark
        visit visit VERB 0 root VerbForm=Inf
        Egypt Egypt PROPN 4 obj
        """,
        "CONSULT CAN,EGY> planned",
    ),
    (
        "the object tells the frame, not what stands before it",
        """
        Turkey Turkey PROPN 2 nsubj
        launched launch VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        missile missile NOUN 4 compound
        attacks attack NOUN 2 obj
        on on ADP 6 case
        Syria Syria PROPN 4 nmod
        """,
        "ASSAULT TUR>SYR actual",
    ),
    (
        "a predicative adjective",
        """
        Egypt Egypt PROPN 4 nsubj
        was be AUX 4 cop Mood=Ind|Tense=Past|VerbForm=Fin
        not not PART 4 advmod
        critical critical ADJ 0 root
        of of ADP 6 case
        Sudan Sudan PROPN 4 obl
        """,
        "ACCUSE EGY>SDN negated",
    ),
    (
        "whoever issues a statement speaks by it",
        """
        Egypt Egypt PROPN 2 nsubj
        issued issue VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        a a DET 4 det
        statement statement NOUN 2 obj
        condemning condemn VERB 4 acl VerbForm=Ger
        Syria Syria PROPN 5 obj
        """,
        "ACCUSE EGY>SYR actual",
    ),
    (
        "no plans are negated once",
        """
        Canada Canada PROPN 2 nsubj
        has have VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
        no no DET 4 det
        plans plan NOUN 2 obj
        to to PART 6 mark
        meet meet VERB 4 acl VerbForm=Inf
        Sudan Sudan PROPN 6 obj
        """,
        "CONSULT CAN,SDN> negated",
    ),
    (
        "what is not ruled out is possible",
        """
        Turkey Turkey PROPN 5 nsubj
        has have AUX 5 aux Mood=Ind|Tense=Pres|VerbForm=Fin
        not not PART 5 advmod
        yet yet ADV 5 advmod
        ruled rule VERB 0 root VerbForm=Part
        out out ADP 5 compound:prt
        strikes strike NOUN 5 obj
        on on ADP 9 case
        Syria Syria PROPN 7 nmod
        """,
        "ASSAULT TUR>SYR possible",
    ),
    (
        "would is a plan in what was said",
        """
        Canada Canada PROPN 2 nsubj
        said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        it it PRON 5 nsubj Gender=Neut|Number=Sing|Person=3|PronType=Prs
        would will AUX 5 aux VerbForm=Fin
        visit visit VERB 2 ccomp VerbForm=Inf
        Egypt Egypt PROPN 5 obj
        """,
        "CONSULT CAN,EGY> planned",
    ),
    (
        "flights of nobody named are no visit",
        """
        Egypt Egypt PROPN 2 nsubj
        thanked thank VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
        Sudan Sudan PROPN 2 obj
        as as SCONJ 6 mark
        planes plane NOUN 6 nsubj
        flew fly VERB 2 advcl Mood=Ind|Tense=Past|VerbForm=Fin
        to to ADP 8 case
        Syria Syria PROPN 6 obl
        """,
        "SUPPORT EGY>SDN actual",
    ),
]

ENGLISH_NAMES = {
    "China": "CHN",
    "Taiwan": "TWN",
    "Egypt": "EGY",
    "Sudan": "SDN",
    "Turkey": "TUR",
    "Syria": "SYR",
    "Canada": "CAN",
}


@pytest.mark.parametrize(
    ("sentence", "expected"), [c[1:] for c in ENGLISH], ids=[c[0] for c in ENGLISH]
)
def test_english_sentences_are_coded(sentence: str, expected: str) -> None:
    found = code("en", tree("en", sentence), ENGLISH_NAMES)
    told = [f"{e.type} {','.join(e.actors)}>{','.join(e.recipients)} {e.status}" for e in found]
    assert told == [expected]


def test_russian_instrumental_is_the_agent_of_a_passive() -> None:
    sentence = """
    Сирия Сирия PROPN 2 nsubj:pass Case=Nom
    атакована атаковать VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
    Турцией Турция PROPN 2 obl:agent Case=Ins
    """
    (event,) = code("ru", tree("ru", sentence), {"Сирия": "SYR", "Турцией": "TUR"})
    assert (event.type, event.actors, event.recipients) == ("ASSAULT", ("TUR",), ("SYR",))


def test_without_a_parse_nothing_is_claimed() -> None:
    doc = spacy.blank("de")("Frankreich verurteilte Russland.")
    assert code("de", doc, {"Frankreich": "FRA", "Russland": "RUS"}) == ()


def test_language_without_lexicon_has_no_events() -> None:
    doc = tree("en", ENGLISH[0][1])
    assert code("xx", doc, ENGLISH_NAMES) == ()


@pytest.mark.parametrize(
    ("verb", "lemma", "noun"),
    [("took", "take_over", "presidency"), ("expressed", "express", "concern")],
)
def test_taking_an_office_and_mere_concern_are_no_event(verb: str, lemma: str, noun: str) -> None:
    sentence = f"""
    China China PROPN 2 nsubj
    {verb} {lemma} VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    {noun} {noun} NOUN 2 obj
    over over ADP 5 case
    Taiwan Taiwan PROPN 2 obl
    """
    assert code("en", tree("en", sentence), ENGLISH_NAMES) == ()


def test_sending_an_ambassador_is_cooperation() -> None:
    sentence = """
    Turkey Turkey PROPN 2 nsubj
    sent send VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    ambassador ambassador NOUN 2 obj
    to to ADP 5 case
    Egypt Egypt PROPN 2 obl
    """
    (event,) = code("en", tree("en", sentence), ENGLISH_NAMES)
    assert (event.type, event.actors, event.recipients) == ("COOPERATE", ("TUR",), ("EGY",))


def test_a_verb_that_opens_the_text_stands_in_no_row() -> None:
    sentence = """
    Attack attack VERB 2 parataxis VerbForm=Inf
    killed kill VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
    Sudan Sudan PROPN 2 obj
    """
    assert code("en", tree("en", sentence), ENGLISH_NAMES) == ()
