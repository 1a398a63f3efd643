"""Names, adjectives, peoples and the traps among them, on words alone."""

import pytest

from tests.actors.helpers import meant, read

LINKED = [
    ("de", "Kasachstans Weizenernte fiel schlecht aus.", "Kasachstans", "KAZ"),
    ("de", "Die Vereinigten Staaten zogen sich zurück.", "Vereinigten Staaten", "USA"),
    ("de", "Er traf Vertreter der Vereinten Nationen.", "Vereinten Nationen", "UN"),
    ("de", "Weißrussland öffnet die Grenze.", "Weißrussland", "BLR"),
    ("de", "Die kirgisische Grenze blieb zu.", "kirgisische", "KGZ"),
    ("de", "Die Ungarn stimmten ab.", "Ungarn", "HUN"),
    ("de", "Die Schweizer Regierung zögert.", "Schweizer Regierung", "CHE:government"),
    ("de", "Die OVKS verlor ein Mitglied.", "OVKS", "CSTO"),
    ("de", "Birma hieß einst so.", "Birma", "MMR"),
    ("de", "Die deutsch-polnische Grenze ist offen.", "deutsch", "DEU"),
    ("en", "Kyrgyzstan denied the report.", "Kyrgyzstan", "KGZ"),
    ("en", "U.S. sanctions bite.", "U.S.", "USA"),
    ("en", "The Danes voted.", "Danes", "DNK"),
    ("en", "The Collective Security Treaty Organization met.",
     "Collective Security Treaty Organization", "CSTO"),
    ("ru", "Переговоры с Казахстаном отложены.", "Казахстаном", "KAZ"),
    ("ru", "Киргизская армия отошла.", "Киргизская", "KGZ"),
    ("ru", "Киргизская армия отошла.", "армия", "KGZ:military"),
    ("ru", "ОДКБ провела учения.", "ОДКБ", "CSTO"),
    ("ru", "Поляки голосуют.", "Поляки", "POL"),
    ("ru", "Шанхайской организацией сотрудничества доволен.",
     "Шанхайской организацией сотрудничества", "SCO"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "surface", "actor"), LINKED)
def test_name_in_any_form_stands_for_its_actor(lang, text, surface, actor):
    assert meant(text, lang)[surface] == (actor,)


COMPOUNDS = [
    ("US-Sanktionen treffen Banken.", "US", "USA"),
    ("Die Russlandpolitik bleibt umstritten.", "Russland", "RUS"),
    ("Ein NATO-finanziertes Institut warnt.", "NATO", "NATO"),
    ("Ein pro-NATO-Thinktank jubelt.", "NATO", "NATO"),
    ("Die prorussische Partei gewann.", "russische", "RUS"),
    ("Der Ukrainekrieg dauert an.", "Ukraine", "UKR"),
    ("In der Ukraine-Frage bleibt es still.", "Ukraine", "UKR"),
]


@pytest.mark.parametrize(("text", "part", "actor"), COMPOUNDS)
def test_part_of_a_compound_is_linked_and_only_the_part(text, part, actor):
    assert meant(text)[part] == (actor,)


TRAPS = [
    ("de", "Der Wiener Walzer erklang."),
    ("de", "In der Türkenstraße wird gebaut."),
    ("de", "Der Niger trat über die Ufer."),
    ("de", "Auf dem Jordan fuhren Boote."),
    ("de", "Sie lernte auf Russisch zu fluchen."),
    ("de", "Die Deutsche Bank wächst."),
    ("de", "Zu essen gab es russische Eier."),
    ("de", "Schwedische Gardinen drohen."),
    ("de", "Das Meerschweinchen frisst Pekingente."),
    ("en", "Guinea pigs make good pets."),
    ("en", "George Washington crossed the river."),
    ("en", "A jury in Georgia convicted the sheriff."),
    ("en", "He speaks fluent Russian."),
    ("en", "They served roast turkey on fine china."),
    ("en", "Lebanon, Ohio, is small."),
    ("ru", "На столе стоял китайский чай."),
    ("ru", "Актер Дензел Вашингтон улыбался."),
]


@pytest.mark.parametrize(("lang", "text"), TRAPS)
def test_words_that_only_look_like_an_actor_are_left_alone(lang, text):
    assert not any(actors for actors in meant(text, lang).values())


def test_one_slip_in_a_long_name_is_forgiven_with_low_confidence():
    mention = read("Aus Washignton kam scharfe Kritik.").mentions[0]
    assert mention.actors == ("USA",)
    assert mention.confidence <= 0.5
    assert "one letter off" in mention.why


def test_language_without_a_folder_still_gets_the_names_of_states():
    assert meant("Le Kazakhstan et la Suisse ont signé.", "fr")["Kazakhstan"] == ("KAZ",)


def test_every_mention_points_at_its_words_and_says_why():
    text = "Moskau und die Nato, sagte der türkische Präsident, reden in Genf über Georgien."
    found = read(text)
    assert found.mentions
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.why
    assert {a for m in found.mentions for a in m.actors} == {a.id for a in found.actors}


def test_text_of_the_soviet_time_is_read_with_its_states():
    found = meant("Die Sowjetunion und die DDR berieten mit der Tschechoslowakei.")
    assert [*found.values()] == [("SUN",), ("DDR",), ("CSK",)]
