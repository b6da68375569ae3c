"""What the languages say that stand beside Japanese and English: it fits its original, and easy Japanese is easy to read."""

from __future__ import annotations

import re

import pytest

from lms.cli.translations import PLACEHOLDER, partial, problems
from lms.kit.catalogues import path_of, read
from lms.kit.i18n import INTERFACE
from tests.house.test_words import NEVER_IN_JAPANESE, name, texts, translations

OTHERS = partial()
SAID = {
    language: [message for message in read(language) if message.id and any(translations(message))]
    for language in OTHERS
}
EASY = SAID.get("ja-x-easy", [])
WITH_READING = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
KANJI = re.compile(r"[\u3400-\u9fff々〆]")
KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ffー|]+")


def test_every_catalogue_is_of_a_language_that_can_be_chosen() -> None:
    assert set(OTHERS) <= set(INTERFACE)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_has_the_placeholders_of_its_original(language: str) -> None:
    assert problems(language, complete=False) == []
    for message in SAID[language]:
        asked = set(PLACEHOLDER.findall(texts(message)[-1]))
        for text in translations(message):
            # Forms for one and two may say the number in a word.
            assert asked - {"num"} <= set(PLACEHOLDER.findall(text)) <= asked, name(message)
            assert not asked or "%" not in PLACEHOLDER.sub("", text).replace("%%", ""), name(message)


@pytest.mark.parametrize("language", OTHERS)
def test_a_plural_has_every_form_of_its_language(language: str) -> None:
    forms = read(language).num_plurals
    short = [
        name(message)
        for message in SAID[language]
        if isinstance(message.id, tuple) and len(translations(message)) != forms
    ]
    assert short == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_lies_where_it_is_read(language: str) -> None:
    assert path_of(language).is_file()


def test_every_kanji_of_easy_japanese_has_its_reading() -> None:
    bare = [text for message in EASY for text in translations(message) if KANJI.search(WITH_READING.sub("", text))]
    assert bare == []


def test_readings_are_kana_and_fit_their_word() -> None:
    for message in EASY:
        for text in translations(message):
            for word, reading in WITH_READING.findall(text):
                assert KANA.fullmatch(reading), text
                assert reading.count("|") in (0, len(word) - 1), text


def test_easy_japanese_is_polite_and_asks_no_double_negatives() -> None:
    plain = {text: WITH_READING.sub(r"\1", text) for message in EASY for text in translations(message)}
    odd = re.compile(r"[!！]|いたします|ください?ませ|なければ ?なりません|ないわけ|いただけ")
    assert [text for text, said in plain.items() if odd.search(said)] == []


@pytest.mark.parametrize("word", [word for word in NEVER_IN_JAPANESE if word not in ("先生", "様")])
def test_easy_japanese_avoids(word: str) -> None:
    plain = [WITH_READING.sub(r"\1", text) for message in EASY for text in translations(message)]
    assert [text for text in plain if word in text] == []
