"""Forms of names: what a word of the lexicons looks like in running text.

In: an entry of a lexicon, where `~` marks a word that inflects (*Weißes~ Haus~*). Out: all its
forms. Generous on purpose: a form that no text has does no harm. Paradigms: for German Duden
grammar, for Russian Zaliznyak's classes as far as names need them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

_DE_ADJECTIVE = ("e", "er", "es", "en", "em")
_SIBILANTS = ("s", "ß", "x", "z")


def phrase_forms(lang: str, phrase: str) -> tuple[str, ...]:
    """Return the forms of a name; without marks only its end takes a genitive (German)."""
    word_forms = _WORD_FORMS.get(lang)
    words = phrase.split(" ")
    if word_forms is None:
        return (phrase.replace("~", ""),)
    if "~" not in phrase:
        return _unmarked(lang, phrase, words)
    if lang == "ru" and phrase.count("~") > 1:
        return _in_each_case(words)
    choices = [
        word_forms(word[:-1], _noun_follows(words, i)) if word.endswith("~") else (word,)
        for i, word in enumerate(words)
    ]
    return tuple(dict.fromkeys(" ".join(c) for c in product(*choices)))


def _in_each_case(words: list[str]) -> tuple[str, ...]:
    """Inflect several Russian words together: all of them in the same case."""
    forms: dict[str, None] = {}
    for case in range(6):
        choices = [
            _russian_cases(word[:-1])[case] if word.endswith("~") else (word,) for word in words
        ]
        forms.update(dict.fromkeys(" ".join(c) for c in product(*choices)))
    return tuple(forms)


def _russian_cases(word: str) -> list[tuple[str, ...]]:
    """Return the forms of a word in six cases, nominative to prepositional, by its end."""
    for ending, cut, cases in _RU_CASES:
        if word.endswith(ending):
            stem = word[: len(word) - cut] if cut else word
            return [tuple(stem + e for e in case.split("/")) for case in cases.split(" ")]
    return [(word,)] * 6


def _noun_follows(words: list[str], i: int) -> bool:
    return any(word[:1].isupper() for word in words[i + 1 : i + 3])


def _unmarked(lang: str, phrase: str, words: list[str]) -> tuple[str, ...]:
    if lang == "de" and not phrase.endswith(_SIBILANTS) and len(words) < 4:
        return phrase, phrase + "s"
    return (phrase,)


def _german_word(word: str, modifier: bool) -> tuple[str, ...]:
    if modifier and (stem := _german_stem(word)):
        return tuple(stem + ending for ending in _DE_ADJECTIVE)
    endings = ("", "es", "e") if word.endswith(_SIBILANTS) else ("", "s", "es")
    return tuple(word + ending for ending in endings)


def _german_stem(word: str) -> str | None:
    for ending in ("er", "es", "en", "em", "e"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return None


def adjective_forms(lang: str, lemma: str) -> tuple[str, ...]:
    """Return the attributive forms of an adjective of a state (*kirgisisch*, *киргизский*)."""
    if lang == "de":
        if lemma.endswith("er"):
            return (lemma,)
        return tuple(lemma + ending for ending in _DE_ADJECTIVE)
    if lang == "ru":
        return russian_adjective(lemma)
    return (lemma,)


def people_forms(lang: str, lemma: str) -> tuple[str, ...]:
    """Return the forms of the name of a people (*Kirgise*, *Kyrgyz*, *киргиз*)."""
    makers: dict[str, Callable[[str], Iterable[str]]] = {
        "de": _german_people,
        "en": _english_people,
        "ru": russian_noun,
    }
    return tuple(dict.fromkeys(makers[lang](lemma))) if lang in makers else (lemma,)


def noun_forms(lang: str, noun: str) -> tuple[str, ...]:
    """Return the forms of a common noun; plurals with an umlaut are entries of their own."""
    if lang == "ru":
        return russian_noun(noun)
    if lang == "en":
        if noun.endswith("y"):
            return noun, noun[:-1] + "ies", noun + "s"
        hissing = noun.endswith(("s", "sh", "ch", "x"))
        plurals = ("es",) if hissing else ("s", "es") if noun.endswith("o") else ("s",)
        return noun, *(noun + ending for ending in plurals)
    endings = ("", "s", "n") if noun.endswith("e") else ("", "s", "es", "e", "en", "n")
    return tuple(noun + ending for ending in endings)


def word_forms(lang: str, word: str) -> tuple[str, ...]:
    """Return the forms of a word that is a noun, or an adjective by its end (Russian)."""
    return _russian_word(word, False) if lang == "ru" else noun_forms(lang, word)


def _german_people(lemma: str) -> Iterable[str]:
    if lemma == "Deutsche":
        return ("Deutsche", "Deutscher", "Deutschen")
    if lemma.endswith("e"):
        stem = lemma[:-1]
        return (lemma, lemma + "n", stem + "in", stem + "innen")
    if lemma.endswith("er"):
        return (lemma, lemma + "n", lemma + "s", lemma + "in", lemma + "innen")
    if lemma[-1] in "aiou":
        return (lemma, lemma + "s")
    return (lemma, lemma + "s", lemma + "en", lemma + "n", lemma + "in", lemma + "innen")


def _english_people(lemma: str) -> Iterable[str]:
    if lemma.endswith(("shman", "chman", "woman")):
        return (lemma, lemma[:-3] + "men")
    if lemma.endswith(("ese", "ish", "ch", "ss", "s", "yz")):
        return (lemma,)
    return (lemma, lemma + "s")


def _russian_word(word: str, _modifier: bool) -> tuple[str, ...]:
    lower = word.casefold()
    if lower.endswith(("ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие")) and len(word) > 4:
        return tuple(dict.fromkeys((*russian_adjective(word), *russian_noun(word))))
    return russian_noun(word)


def russian_adjective(lemma: str) -> tuple[str, ...]:
    """Return the forms of a Russian adjective, any gender and number of the lemma given."""
    stem = lemma[:-2]
    soft = lemma[-2:] in ("яя", "ее") or stem.endswith(("ш", "щ", "ж", "ч"))
    velar = stem.endswith(("к", "г", "х"))
    i = "и" if soft or velar else "ы"
    o = "е" if soft else "о"
    nominative = ("ий" if soft or velar else "ый", "ой", "яя" if lemma.endswith("яя") else "ая")
    endings = (
        *nominative,
        o + "е",
        i + "е",
        o + "го",
        o + "му",
        i + "м",
        o + "м",
        o + "й",
        "юю" if lemma.endswith("яя") else "ую",
        i + "х",
        i + "ми",
        o + "ю",
    )
    return tuple(dict.fromkeys(stem + ending for ending in endings))


def russian_noun(lemma: str) -> tuple[str, ...]:
    """Return the case forms, singular and plural, of a Russian noun by the end of its lemma."""
    for ending, cut, endings in _RU_NOUNS:
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - cut]
            return tuple(dict.fromkeys((lemma, *(stem + e for e in endings))))
    return (lemma,)


def russian_name(name: str) -> tuple[str, ...]:
    """Return the case forms of a Russian first name or surname; *Мэри* and *Хосе* have none."""
    if name[-1] in "иоуэюеы":
        return (name,)
    return tuple(dict.fromkeys(form for case in _russian_cases(name) for form in case))


# lemma's end, letters to cut, endings; first match wins
_RU_NOUNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("ия", 1, ("и", "ю", "ей", "й", "ям", "ями", "ях")),
    ("ии", 1, ("и", "й", "ям", "ями", "ях")),
    ("строва", 1, ("ов", "ам", "ами", "ах")),
    ("ие", 1, ("я", "ю", "ем", "и", "й", "ям", "ями", "ях")),
    ("иец", 2, ("йца", "йцу", "йцем", "йце", "йцы", "йцев", "йцам", "йцами", "йцах")),
    ("еец", 2, ("йца", "йцу", "йцем", "йце", "йцы", "йцев", "йцам", "йцами", "йцах")),
    ("аец", 2, ("йца", "йцу", "йцем", "йце", "йцы", "йцев", "йцам", "йцами", "йцах")),
    (
        "лец",
        2,
        ("ьца", "ьцу", "ьцем", "ьце", "ьцы", "ьцев", "ьцам", "ьцами", "ьцах", "ца", "цы", "цев"),
    ),
    ("ец", 2, ("ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах")),
    ("ипет", 2, ("та", "ту", "том", "те")),
    ("урок", 2, ("ка", "ку", "ком", "ке", "ки", "ок", "кам", "ками", "ках")),
    ("анин", 2, ("ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах")),
    ("янин", 2, ("ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах")),
    ("арин", 2, ("ина", "ину", "ином", "ине", "ы", "", "ам", "ами", "ах")),
    ("йка", 3, ("йки", "йке", "йку", "йкой", "ек", "йкам", "йками", "йках")),
    ("ька", 3, ("ьки", "ьке", "ьку", "ькой", "ек", "ькам", "ьками", "ьках")),
    *(
        (sibilant + "ка", 2, ("ки", "ке", "ку", "кой", "ек", "кам", "ками", "ках"))
        for sibilant in "жшч"
    ),
    ("ка", 2, ("ки", "ке", "ку", "кой", "ок", "к", "кам", "ками", "ках")),
    ("га", 1, ("и", "е", "у", "ой", "", "ам", "ами", "ах")),
    ("ча", 1, ("и", "е", "у", "ей", "", "ам", "ами", "ах")),
    ("ша", 1, ("и", "е", "у", "ей", "", "ам", "ами", "ах")),
    ("а", 1, ("ы", "е", "у", "ой", "", "ам", "ами", "ах")),
    ("я", 1, ("и", "е", "ю", "ей", "ь", "й", "ям", "ями", "ях")),
    ("ье", 1, ("я", "ю", "ем", "ям", "ями", "ях")),
    ("о", 1, ("а", "у", "ом", "е", "", "ам", "ами", "ах")),
    ("й", 1, ("я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях")),
    ("ь", 1, ("я", "ю", "ем", "е", "и", "ью", "ей", "ям", "ями", "ях")),
    ("ы", 1, ("", "ов", "ам", "ами", "ах")),
    ("и", 1, ("", "ов", "ев", "ей", "ам", "ами", "ах", "ям", "ями", "ях")),
    *((velar, 0, ("а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах")) for velar in "кгх"),
    *(
        (sibilant, 0, ("а", "у", "ом", "ем", "е", "и", "ей", "ам", "ами", "ах"))
        for sibilant in "жшчщ"
    ),
    *(
        (letter, 0, ("а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"))
        for letter in "бвдзлмнпрстфц"
    ),
)

# lemma's end, letters to cut, endings in six cases; "/" between variants; first match wins
_RU_CASES: tuple[tuple[str, int, str], ...] = (
    ("ский", 2, "ий ого ому ий/ого им ом"),
    ("ний", 2, "ий его ему ий/его им ем"),
    ("ый", 2, "ый ого ому ый/ого ым ом"),
    ("ой", 2, "ой ого ому ой/ого ым ом"),
    ("кий", 2, "ий ого ому ий/ого им ом"),
    ("няя", 2, "яя ей ей юю ей ей"),
    ("ая", 2, "ая ой ой ую ой ой"),
    ("ое", 2, "ое ого ому ое ым/им ом"),
    ("кие", 2, "ие их им ие/их ими их"),
    ("шние", 2, "ие их им ие/их ими их"),
    ("ие", 2, "ие/ия ия ию ие ием ии"),
    ("ые", 2, "ые ых ым ые/ых ыми ых"),
    ("овы", 1, "ы ых ым ы/ых ыми ых"),
    ("ия", 1, "я и и ю ей и"),
    ("ии", 1, "и й ям и ями ях"),
    ("строва", 1, "а ов ам а ами ах"),
    ("ипет", 2, "ет та ту ет том те"),
    ("ец", 2, "ец ца цу ец/ца цем це"),
    ("а", 1, "а ы/и е у ой/ей е"),
    ("я", 1, "я и е ю ей е"),
    ("о", 1, "о а у о ом е"),
    ("ье", 1, "е я ю е ем е"),
    ("й", 1, "й я ю й/я ем е/и"),
    ("ь", 1, "ь я/и ю/и ь/я ем/ью е/и"),
    ("ы", 1, "ы /ов ам ы/ов ами ах"),
    ("и", 1, "и /ов/ей ам и/ов ами ах"),
    ("", 0, " а у /а ом е"),
)

_WORD_FORMS: dict[str, Callable[[str, bool], tuple[str, ...]]] = {
    "de": _german_word,
    "ru": _russian_word,
}
