"""The model files, and that a result never depends on its batch."""

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from depesche.errors import DepescheError
from depesche.parsing.network import MODEL, Network, Parse, Words, padded_length

SENTENCES = [
    "Die Regierung lehnte den Vorschlag am Montag ab .",
    "Er sagte , die Gruppe werde mehrere Themen erörtern .",
    "Kasachstan , Usbekistan und Kirgisistan nehmen an dem Treffen in Genf teil .",
    "Nein .",
    "Der von der NATO finanzierte Verein forderte die Staaten auf , Waffen zu liefern .",
    "Weil die Opposition den Vertrag kritisierte , verschob der Minister die Reise nach Wien .",
]


def words(text: str) -> Words:
    forms = text.split()
    return Words(forms, [True] * len(forms))


@pytest.fixture(scope="module")
def network() -> Network:
    return Network("de", 1)


def same(one: Parse, other: Parse) -> bool:
    return (
        (one.tags, one.scores, one.lemmas, one.heads, one.relations, one.names)
        == (other.tags, other.scores, other.lemmas, other.heads, other.relations, other.names)
    ) and np.array_equal(one.encoding, other.encoding)


def test_a_sentence_alone_and_in_any_batch_gives_the_same_bits(network: Network) -> None:
    alone = [network.parse([words(text)])[0] for text in SENTENCES]
    chance = random.Random(1)
    for size in (7, 30, 61):
        numbers = [chance.randrange(len(SENTENCES)) for _ in range(size)]
        batch = network.parse([words(SENTENCES[n]) for n in numbers])
        assert all(same(p, alone[n]) for p, n in zip(batch, numbers, strict=True))


def test_the_number_of_threads_changes_nothing(network: Network) -> None:
    sentences = [words(text) for text in SENTENCES] * 5
    pairs = zip(network.parse(sentences), Network("de", 2).parse(sentences), strict=True)
    assert all(same(one, other) for one, other in pairs)


def test_an_endless_sentence_is_parsed_in_parts_of_one_tree(network: Network) -> None:
    text = " ".join(SENTENCES).replace(" .", " ,")
    (parse,) = network.parse([words(" ".join([text] * 9))])
    count = len(text.split()) * 9
    assert len(parse.heads) == len(parse.tags) == count
    assert parse.heads.count(0) == 1
    assert np.isclose(np.linalg.norm(parse.encoding), 1)


def test_padding_depends_on_the_sentence_only() -> None:
    assert [padded_length(n) for n in (3, 8, 9, 64, 65, 129)] == [8, 8, 16, 64, 80, 160]


def test_sentence_vectors_are_closer_for_the_same_event(network: Network) -> None:
    one, two, other = (
        network.parse([words(text)])[0].encoding
        for text in (
            "Die Europäische Union verhängt neue Sanktionen gegen Belarus .",
            "Brüssel beschließt weitere Strafmaßnahmen gegen Minsk .",
            "Der Verein gewann das Pokalspiel in der Verlängerung .",
        )
    )
    assert one @ two > one @ other


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DepescheError, match=r"files\.json: the analyser model is not there"):
        Network("de", 1, tmp_path)


@pytest.mark.parametrize("name", ["relations.onnx", "labels.json", "words-de.onnx"])
def test_a_damaged_model_file_is_named(copied: Path, name: str) -> None:
    path = copied / name
    path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)
    with pytest.raises(DepescheError, match=f"{name}: the analyser model is damaged"):
        Network("de", 1, copied)


def test_a_model_file_that_is_gone_is_named(copied: Path) -> None:
    (copied / "relations.onnx").unlink()
    with pytest.raises(DepescheError, match=r"relations\.onnx.*damaged"):
        Network("de", 1, copied)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(DepescheError, match="knows de, en, ru, not 'tlh'"):
        Network("tlh", 1)
