"""Words are found however they are spelled, in every script, and no text breaks the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courses.folding import fold
from lms.kit import words

SAME = [
    ("ロボット", "ろぼっと"),
    ("ﾛﾎﾞｯﾄ", "ロボット"),
    ("ＲＰＡ", "rpa"),
    ("ROBOT", "robot"),
    ("كتاب", "کتاب"),
    ("يوم", "یوم"),
    ("كِتَابٌ", "كتاب"),
    ("كتـــاب", "كتاب"),
    ("می‌روم", "میروم"),
    ("комп'ютер", "комп’ютер"),
    ("комп’ютер", "компʼютер"),
    ("Straße", "STRASSE"),
    ("ﬁle", "file"),
    ("①", "1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_the_same_word_are_the_same(one: str, other: str) -> None:
    assert words.tokens(one) == words.tokens(other)


FINDS = [
    ("業務", "この業務を自動化する"),
    ("務", "業務"),
    ("業", "業務"),
    ("表", "表"),
    ("自動化", "業務の自動化"),
    ("業務 自動", "自動で業務をする"),
    ("RPAの業務", "RPAの業務とは"),
    ("robot", "Two robots work"),
    ("робот", "Роботи працюють"),
    ("كتاب", "هذا الكتاب جديد"),
    ("الكتاب", "هذا كتاب جديد"),
    ("کتاب", "این كتاب است"),
    ("việc", "Công việc mới"),
    ("a", "a b"),
    ("2026", "in 2026"),
    ("𠮷田", "𠮷田はな"),
    ("べんきょう", "ベンキョウする"),
]
FINDS_NOT = [
    ("業務", "業 務"),
    ("業務", "務業"),
    ("業務", "事業。務め"),
    ("robot", "a rob ot"),
    ("an", "and"),
    ("bot", "robot"),
    ("việc", "viec"),
]


def finds(query: str, text: str) -> bool:
    """Whether the tokens of a text hold every term of a query, as a database decides it."""
    stream = words.tokens(text)

    def holds(term: words.Term) -> bool:
        asked = words.phrase(term)
        for place in range(len(stream) - len(asked) + 1):
            part = stream[place : place + len(asked)]
            if part == asked or (term.is_prefix and part[0].startswith(asked[0])):
                return True
        return False

    asked = words.terms(query)
    return bool(asked) and all(holds(term) for term in asked)


@pytest.mark.parametrize(("query", "text"), FINDS)
def test_what_stands_there_is_found_and_marked(query: str, text: str) -> None:
    assert finds(query, text)
    assert words.places(text, words.terms(query))


@pytest.mark.parametrize(("query", "text"), FINDS_NOT)
def test_what_does_not_stand_there_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize("query", ["", "   ", "、。", "\x00", "*", '"', "()", "-", "🙂", "\u200c", "' OR 1=1"])
def test_signs_alone_ask_for_nothing_and_break_nothing(query: str) -> None:
    for term in words.terms(query):
        assert term.text


@given(some.text(max_size=200))
def test_any_text_becomes_plain_letters(text: str) -> None:
    found = words.tokens(text)
    assert all(token and set(token) <= set("abcdefghijklmnop") for token in found)
    assert fold(fold(text)) == fold(text)


@given(some.text(max_size=80), some.text(max_size=8))
def test_marks_lie_inside_the_text_and_do_not_overlap(text: str, query: str) -> None:
    end = 0
    for begin, stop in words.places(text, words.terms(query)):
        assert end <= begin < stop <= len(text)
        end = stop


def test_a_long_text_is_quick_and_a_long_word_is_cut() -> None:
    assert len(words.tokens("業務" * 5000)) == 10_000
    assert max(map(len, words.tokens("x" * 500))) == 2 * words.LONGEST_WORD
