"""Parties that other words of the report imply, on gold trees."""

from __future__ import annotations

import datetime as dt

from depesche.events.syntax import Syntax
from depesche.model import Event
from tests.events.trees import code, day, tree

ACCUSED = """
Peru Peru PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj Case=Acc
. . PUNCT 2 punct
"""

BOTH_URGED = """
Kenia Kenia PROPN 2 nsubj Case=Nom
rief rufen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
beide beide DET 4 det Case=Acc|Number=Plur
Seiten Seite NOUN 2 obj Case=Acc|Number=Plur
zur zu ADP 6 case
Mäßigung Mäßigung NOUN 2 obl Case=Dat
auf auf ADP 2 compound:prt
. . PUNCT 2 punct
"""

NEIGHBOUR_BLAMED = """
Chile Chile PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
den der DET 4 det Case=Acc
Nachbarn Nachbar NOUN 2 obj Case=Acc|Number=Sing
. . PUNCT 2 punct
"""

MET = """
Außenministerin Außenministerin NOUN 2 nsubj Case=Nom
traf treffen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Japan Japan PROPN 2 obj Case=Acc
. . PUNCT 2 punct
"""

THANKED = """
Die der DET 2 det Case=Nom
Ministerin Ministerin NOUN 3 nsubj Case=Nom|Number=Sing
dankte danken VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
für für ADP 6 case
die der DET 6 det Case=Acc
Hilfe Hilfe NOUN 3 obl Case=Acc
. . PUNCT 3 punct
"""

STEP_BLAMED = """
Kenia Kenia PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
den der DET 4 det Case=Acc
Schritt Schritt NOUN 2 obj Case=Acc|Number=Sing
. . PUNCT 2 punct
"""

EXPELLED = """
Kenia Kenia PROPN 2 nsubj Case=Nom
sanktionierte sanktionieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj Case=Acc
. . PUNCT 2 punct
"""

AMBASSADOR_RECALLED = """
Chile Chile PROPN 2 nsubj Case=Nom
berief berufen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
seinen sein DET 4 det:poss Case=Acc|Poss=Yes
Botschafter Botschafter NOUN 2 obj Case=Acc
ab ab ADP 2 compound:prt
. . PUNCT 2 punct
"""

AGREEMENT_WELCOMED = """
Kenia Kenia PROPN 2 nsubj Case=Nom
begrüßte begrüßen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
die der DET 4 det Case=Acc|Definite=Def
Einigung Einigung NOUN 2 obj Case=Acc
. . PUNCT 2 punct
"""

PRAISED_AND_THANKED = """
Peru Peru PROPN 2 nsubj Case=Nom
lobte loben VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj Case=Acc
und und CCONJ 5 cc
dankte danken VERB 2 conj Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 5 obl:arg Case=Dat
. . PUNCT 2 punct
"""

SHARED_SUBJECT = """
Peru Peru PROPN 2 nsubj Case=Nom
lobte loben VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kenia Kenia PROPN 2 obj Case=Acc
und und CCONJ 5 cc
kritisierte kritisieren VERB 2 conj Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 5 nsubj Case=Nom
. . PUNCT 2 punct
"""

SEATED = """
В в ADP 2 case
Лиме Лима PROPN 3 obl Case=Loc
осудили осудить VERB 0 root Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin|Voice=Act
Чили Чили PROPN 3 obj Case=Acc
. . PUNCT 3 punct
"""

LABELLED = """
2017 2017 NUM 0 root
: : PUNCT 1 punct
Peru Peru PROPN 4 nsubj Case=Nom
kritisiert kritisieren VERB 1 parataxis Mood=Ind|Tense=Pres|VerbForm=Fin
Chile Chile PROPN 4 obj Case=Acc
. . PUNCT 1 punct
"""

CLOSED_BORDER = """
Peru Peru PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj Case=Acc
, , PUNCT 8 punct
dessen der PRON 7 nmod PronType=Rel
1993 1993 NUM 7 obl
geschlossene schließen VERB 8 amod VerbForm=Part
Grenze Grenze NOUN 3 appos Case=Nom
. . PUNCT 2 punct
"""

STATES = {"Peru": "PER", "Chile": "CHL", "Kenia": "KEN", "Japan": "JPN", "Außenministerin": "DEU"}


def parties(event: Event) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return event.type, event.actors, event.recipients


def test_both_sides_are_the_two_just_told_of() -> None:
    *_, last = code("de", tree("de", ACCUSED, BOTH_URGED), STATES)
    assert last.type == "REQUEST"
    assert set(last.recipients) == {"PER", "CHL"}


def test_all_sides_may_be_any_number_of_others() -> None:
    all_urged = BOTH_URGED.replace("beide beide", "alle alle")
    last = code("de", tree("de", ACCUSED, all_urged), STATES)[-1]
    assert "PER" not in last.recipients


def test_the_neighbour_is_the_other_of_the_two() -> None:
    *_, last = code("de", tree("de", ACCUSED, NEIGHBOUR_BLAMED), STATES)
    assert parties(last) == ("ACCUSE", ("CHL",), ("PER",))


def test_thanks_after_a_meeting_are_for_its_other_side_and_an_office_recalls_its_holder() -> None:
    *_, last = code("de", tree("de", MET, THANKED), STATES)
    assert parties(last) == ("SUPPORT", ("DEU",), ("JPN",))


def test_blame_for_a_step_is_for_whoever_took_it() -> None:
    *_, last = code("de", tree("de", ACCUSED, STEP_BLAMED), STATES)
    assert parties(last) == ("ACCUSE", ("KEN",), ("PER",))


def test_who_answers_a_blow_in_kind_aims_at_its_author() -> None:
    _, answer = code("de", tree("de", EXPELLED, AMBASSADOR_RECALLED), STATES)
    assert parties(answer) == ("SANCTION", ("CHL",), ("KEN",))


def test_praise_for_an_agreement_is_for_nobody_who_did_something_else() -> None:
    events = code("de", tree("de", ACCUSED, AGREEMENT_WELCOMED), STATES)
    assert [event.type for event in events] == ["ACCUSE"]


def test_two_acts_in_one_sentence_are_two_events() -> None:
    found = code("de", tree("de", PRAISED_AND_THANKED), STATES)
    assert [event.trigger for event in found] == ["lobte", "dankte"]


def test_what_follows_und_and_a_verb_is_no_subject() -> None:
    *_, last = code("de", tree("de", SHARED_SUBJECT), STATES)
    assert parties(last) == ("ACCUSE", ("PER",), ("CHL",))


def test_who_sits_where_nobody_is_named_acts_in_russian() -> None:
    (event,) = code("ru", tree("ru", SEATED), {"Лиме": "PER", "Чили": "CHL"}, via="building")
    assert parties(event) == ("ACCUSE", ("PER",), ("CHL",))


def test_a_time_that_heads_the_paragraph_dates_what_it_tells() -> None:
    doc = tree("de", LABELLED)
    (event,) = code(
        "de", doc, STATES, [day(doc, "2017", "2017", dt.date(2017, 1, 1), dt.date(2017, 12, 31))]
    )
    assert event.time is not None
    assert event.time.from_ is not None
    assert event.time.from_.year == 2017


def test_a_time_before_a_participle_dates_its_noun_only() -> None:
    doc = tree("de", CLOSED_BORDER)
    (event,) = code(
        "de", doc, STATES, [day(doc, "1993", "1993", dt.date(1993, 1, 1), dt.date(1993, 12, 31))]
    )
    assert "no time given" in event.why


TWO_PRESIDENTS = """
Kenya Kenya PROPN 3 nmod:poss
's 's PART 1 case
president president NOUN 4 nsubj Number=Sing
met meet VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 7 nmod:poss
's 's PART 5 case
president president NOUN 4 obj Number=Sing
"""

THE_PRESIDENT = """
The the DET 2 det
president president NOUN 3 nsubj Number=Sing
praised praise VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Peru Peru PROPN 3 obj
"""

SUPPORT_FOR_A_THING = """
The the DET 2 det
president president NOUN 3 nsubj Number=Sing
voiced voice VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
support support NOUN 3 obj
for for ADP 7 case
fair fair ADJ 7 amod
prices price NOUN 4 nmod
"""

ABROAD = {"Kenya": "KEN", "Chile": "CHL", "Peru": "PER"}


def test_of_two_in_one_office_the_one_who_acts_goes_on_acting() -> None:
    *_, praised = code("en", tree("en", TWO_PRESIDENTS, THE_PRESIDENT), ABROAD)
    assert (praised.type, praised.actors, praised.recipients) == ("SUPPORT", ("KEN",), ("PER",))


def test_support_for_a_thing_is_not_for_whom_one_has_met() -> None:
    found = code("en", tree("en", TWO_PRESIDENTS, SUPPORT_FOR_A_THING), ABROAD)
    assert [event.type for event in found] == ["CONSULT"]


SHELLED = """
Kenya Kenya PROPN 2 nsubj
shelled shell VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Odesa Odesa PROPN 2 obj
. . PUNCT 2 punct
"""

TOOK_IN = """
Peru Peru PROPN 2 nsubj
criticised criticise VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj
and and CCONJ 5 cc
attacked attack VERB 2 conj Mood=Ind|Tense=Past|VerbForm=Fin
two two NUM 7 nummod NumForm=Word|NumType=Card
generals general NOUN 5 obj Number=Plur
. . PUNCT 2 punct
"""

ENVOY = """
Kenya Kenya PROPN 3 nmod:poss
's 's PART 1 case
envoy envoy NOUN 6 nsubj
, , PUNCT 5 punct
Waweru Waweru PROPN 3 appos
criticised criticise VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 6 obj
. . PUNCT 6 punct
"""

CHARGE = """
Peru Peru PROPN 2 nsubj
accused accuse VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj
of of SCONJ 5 mark
spying spy VERB 2 advcl VerbForm=Ger
, , PUNCT 8 punct
a a DET 8 det
charge charge NOUN 2 obj
. . PUNCT 2 punct
"""

ENGLISH = {"Peru": "PER", "Chile": "CHL", "Kenya": "KEN"}


def test_who_shells_a_town_shells_its_state() -> None:
    assert parties(code("en", tree("en", SHELLED), ENGLISH)[-1]) == ("ASSAULT", ("KEN",), ("UKR",))


def test_two_generals_are_not_the_two_just_told_of() -> None:
    told = code("en", tree("en", TOOK_IN), ENGLISH)
    assert not any(set(event.recipients) == {"PER", "CHL"} for event in told)


def test_a_person_nobody_knows_acts_for_the_state_of_the_office() -> None:
    assert parties(code("en", tree("en", ENVOY), ENGLISH)[-1])[1] == ("KEN",)


def test_a_noun_after_a_comma_that_sums_up_is_no_object() -> None:
    assert parties(code("en", tree("en", CHARGE), ENGLISH)[0])[2] == ("CHL",)


SAID_AFTER_TALKS = """
Said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Kenya Kenya PROPN 1 nsubj Number=Sing
after after ADP 4 case
talks talk NOUN 1 obl Number=Plur
with with ADP 6 case
Chile Chile PROPN 4 nmod Number=Sing
. . PUNCT 1 punct
"""


def test_who_speaks_after_talks_with_another_has_met_him() -> None:
    (met,) = code("en", tree("en", SAID_AFTER_TALKS), ABROAD)
    assert (met.type, set(met.actors), met.recipients) == ("CONSULT", {"KEN", "CHL"}, ())


def test_who_speaks_about_talks_of_others_has_not_met_them() -> None:
    about = SAID_AFTER_TALKS.replace("after after", "about about")
    assert code("en", tree("en", about), ABROAD) == ()


FREED = """
Kenya Kenya PROPN 2 nsubj
criticised criticise VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Hamas Hamas PROPN 2 obj
. . PUNCT 2 punct
"""

CONGRATULATED = """
Chile Chile PROPN 2 nsubj
congratulated congratulate VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
the the DET 4 det Definite=Def|PronType=Art
guerrillas guerrilla NOUN 2 obj Number=Plur
. . PUNCT 2 punct
"""

CALL_REFUSED = """
Peru Peru PROPN 2 nsubj
rejected reject VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
talks talk NOUN 2 obj Number=Plur
with with ADP 5 case
Chile Chile PROPN 3 nmod
. . PUNCT 2 punct
"""

THREATENED_SANCTIONS = """
Kenya Kenya PROPN 2 nsubj
threatened threaten VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
sanctions sanction NOUN 2 obj Number=Plur
. . PUNCT 2 punct
"""


def test_the_guerrillas_are_the_armed_group_named_before() -> None:
    named = {**ENGLISH, "Hamas": "HAMAS"}
    *_, last = code("en", tree("en", FREED, CONGRATULATED), named)
    assert parties(last) == ("SUPPORT", ("CHL",), ("HAMAS",))


def test_who_rejects_talks_rejects_whom_they_would_be_with() -> None:
    assert parties(code("en", tree("en", CALL_REFUSED), ENGLISH)[0])[2] == ("CHL",)


def test_a_threat_to_nobody_named_is_for_the_state_the_report_is_about_and_says_so() -> None:
    about_peru = ACCUSED.replace("kritisierte kritisieren", "criticised criticise")
    named = {**ENGLISH, "Chile": "PER"}
    *_, last = code("en", tree("en", about_peru, about_peru, THREATENED_SANCTIONS), named)
    assert parties(last) == ("THREATEN", ("KEN",), ("PER",))
    assert "is about" in last.why
    assert last.confidence < 0.7


AID_CUT = """
Kenya Kenya PROPN 2 nsubj Number=Sing
suspended suspend VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
part part NOUN 2 obj Number=Sing
of of ADP 6 case
its its PRON 6 nmod:poss Person=3|Poss=Yes
aid aid NOUN 3 nmod Number=Sing
to to ADP 8 case
Peru Peru PROPN 6 nmod Number=Sing
. . PUNCT 2 punct
"""

LIFTED = """
Kenya Kenya PROPN 2 nsubj Number=Sing
lifted lift VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
the the DET 4 det Definite=Def
ban ban NOUN 2 obj Number=Sing
. . PUNCT 2 punct
"""


def test_what_is_done_to_a_part_is_done_to_the_whole_and_its_end_relieves_whom_it_hit() -> None:
    cut, lifted = code("en", tree("en", AID_CUT, LIFTED), ABROAD)
    assert (cut.type, cut.actors, cut.recipients) == ("SANCTION", ("KEN",), ("PER",))
    assert (lifted.type, lifted.actors, lifted.recipients) == ("RETREAT", ("KEN",), ("PER",))


ASKED = """
Kenya Kenya PROPN 2 nsubj
condemned condemn VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Peru Peru PROPN 2 obj
. . PUNCT 2 punct
"""

IT_ASKED = """
It it PRON 2 expl Gender=Neut|Number=Sing|Person=3|PronType=Prs
asked ask VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Chile Chile PROPN 2 obj
for for ADP 5 case
help help NOUN 2 obl
. . PUNCT 2 punct
"""

UNTIL = """
Chile Chile PROPN 2 nsubj
refuses refuse VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
to to PART 4 mark
trade trade VERB 2 xcomp VerbForm=Inf
until until SCONJ 7 mark
Kenya Kenya PROPN 7 nsubj
yields yield VERB 4 advcl Mood=Ind|Tense=Pres|VerbForm=Fin
. . PUNCT 2 punct
"""

HE_HAD_SPOKEN = """
Kenya Kenya PROPN 3 nsubj:pass
had have AUX 3 aux VerbForm=Fin
spoken speak VERB 0 root Tense=Past|VerbForm=Part
with with ADP 5 case
Chile Chile PROPN 3 obl
. . PUNCT 3 punct
"""


def test_it_acts_where_it_asks_somebody() -> None:
    assert parties(code("en", tree("en", ASKED, IT_ASKED), ENGLISH)[-1])[1] == ("KEN",)


def test_a_refusal_until_somebody_yields_is_towards_him() -> None:
    refusal = ("REJECT", ("CHL",), ("KEN",))
    assert refusal in map(parties, code("en", tree("en", UNTIL), ENGLISH))


def test_a_perfect_is_no_passive() -> None:
    (met,) = code("en", tree("en", HE_HAD_SPOKEN), ENGLISH)
    assert set(met.actors) == {"KEN", "CHL"}


def test_an_object_before_the_first_one_is_no_aside() -> None:
    doc = tree("en", ACCUSED)
    assert not Syntax._is_aside(doc[0], doc[3])
