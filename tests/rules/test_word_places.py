"""What is found is marked, and what is marked is found: beside Japanese, in any width, in scripts with marks or no blanks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from courses.folding import fold
from lms.kit import words


def marked(query: str, text: str) -> list[str]:
    """The pieces of a text that a query's words are marked in."""
    return [text[begin:end] for begin, end in words.places(text, words.terms(query))]


def finds(query: str, text: str) -> bool:
    asked = words.terms(query)
    return bool(asked) and words.holds(words.stream(text), asked)


FOUND_AND_MARKED = [
    ("AI", "生成AIの基本", ["AI"]),
    ("rpa", "これがＲＰＡです", ["ＲＰＡ"]),
    ("12", "第12回", ["12"]),
    ("ロボット", "ﾛﾎﾞｯﾄが動く", ["ﾛﾎﾞｯﾄ"]),
    ("ガイド", "カ\u3099イト\u3099を読む", ["カ\u3099イト\u3099"]),
    ("việc", "Công vie\u0323\u0302c", ["vie\u0323\u0302c"]),
    ("नमस्ते", "नमस्ते दुनिया", ["नमस्ते"]),
    ("ภาษา", "เรียนภาษาไทย", ["ภาษา"]),
    ("မြန်မာ", "မြန်မာစာ", ["မြန်မာ"]),
    ("istanbul", "İstanbul", ["İstanbul"]),
    ("한국어", "한국어 수업", ["한국어"]),
    ("株式", "㍿の話", ["㍿"]),
    ("業務", "業務で業務を", ["業務", "業務"]),
    ("務自", "業務自動化", ["務自"]),
    ("كتاب", "الكِتَاب", ["كِتَاب"]),
    ("книга", "Книга і книгарня", ["Книга", "книга"]),
    ("комп’ютер", "комп'ютери", ["комп'ютер"]),
    ("می‌روم", "من مي‌روم", ["مي‌روم"]),
    ("1️⃣", "1 つ目", ["1"]),
]


@pytest.mark.parametrize(("query", "text", "expected"), FOUND_AND_MARKED)
def test_what_is_found_is_marked_as_it_is_written(query: str, text: str, expected: list[str]) -> None:
    assert finds(query, text)
    assert marked(query, text) == expected


NOT_FOUND = [("AI", "AIDAの話"), ("業務", "業。務"), ("रम", "राम"), ("12", "第123回"), ("仕事表", "仕事と表")]


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_what_is_not_found_is_not_marked(query: str, text: str) -> None:
    assert not finds(query, text)
    assert marked(query, text) == []


LETTERS = some.text("業務自動ロボろぼﾛﾎﾞabcİıßﬁالكتاب\u0651 ーAI12नमสา_、'’\u0301\u3099\ufe0f가\u11a8", max_size=24)


@given(LETTERS, LETTERS)
@example("業務", "業務自")
def test_finding_and_marking_agree(query: str, text: str) -> None:
    line = words.stream(text)
    for term in words.terms(query):
        assert words.holds(line, [term]) == bool(words.places(text, [term])), term


@given(some.one_of(LETTERS, some.text(max_size=60)))
def test_folding_sign_by_sign_is_folding_the_whole(text: str) -> None:
    assert words._folded_with_origins(text)[0] == fold(text)


@given(some.text(max_size=60))
def test_every_word_of_a_text_finds_the_text(text: str) -> None:
    line = words.stream(text)
    for term in words.terms(text):
        assert words.holds(line, [term])


def test_signs_that_are_folded_many_at_a_time_become_one_sign_each() -> None:
    singles = [
        match[0] for match in map(words._SIGN.match, map(chr, range(0x20, 0xFFFF))) if match and match["singles"]
    ]
    assert len(singles) > 21_000
    assert [sign for sign in singles if len(fold(sign)) != 1] == []


def test_a_long_text_is_marked_in_one_reading() -> None:
    text = "業務の自動化と robots " * 2000
    assert len(words.places(text, words.terms("業務 robot"))) == 4000
