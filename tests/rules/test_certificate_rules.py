"""When a certificate is due, which word its state has, and which names go on it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.rules import (
    Ends,
    Missing,
    Reached,
    Validity,
    certificate_name,
    missing,
    name_problem,
    validity,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AGO, AHEAD = NOW - timedelta(days=1), NOW + timedelta(days=1)


def test_what_is_missing_is_counted():
    assert missing(Reached(3, 5, 2, 10), 60) == Missing(lessons=2, points=4)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))
def test_reaching_more_never_takes_a_certificate_away(done, asked, points, possible, percent):
    now = missing(Reached(done, asked, points, possible), percent)
    for more in (Reached(done + 1, asked, points, possible), Reached(done, asked, points + 1, possible)):
        then = missing(more, percent)
        assert then.lessons <= now.lessons
        assert then.points <= now.points
    if now == Missing(0, 0):
        assert points * 100 >= possible * percent


@pytest.mark.parametrize(
    ("ends", "word"),
    [
        (Ends(), Validity.VALID),
        (Ends(valid_until=AHEAD), Validity.VALID),
        (Ends(valid_until=NOW), Validity.EXPIRED),
        (Ends(valid_until=AGO), Validity.EXPIRED),
        (Ends(replaced_at=AGO, valid_until=AGO), Validity.REPLACED),
        (Ends(revoked_at=AGO, replaced_at=AGO, valid_until=AGO), Validity.REVOKED),
    ],
)
def test_state_of_a_certificate_has_one_word(ends, word):
    assert validity(ends, NOW) is word


@pytest.mark.parametrize(
    "name",
    [
        "𠮷田 髙橋 﨑",
        "Олександра Їжакевич",
        "فاطمة الزهراء",
        "مهدی‌زاده",
        "ኣበበ",
        "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone",
        "辻\U000e0100 葛",
        "D'Arcy O’Neill-Núñez, Jr.",
        "X",
        "佐々木　〆子",
        "山田（旧姓 田中）花子",
        "မြင့်မြင့်",
        "\U00031350田",
        "あ" * 100,
        "  花子  ",
    ],
)
def test_names_of_people_are_taken(name):
    assert name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "empty"),
        (" \u3000\t", "empty"),
        ("\u200f\u200c", "empty"),
        ("\u3164\u3164", "empty"),
        ("...", "empty"),
        ("あ" * 101, "long"),
        ("山田\n花子", "control"),
        ("山田\x00", "control"),
        ("山\u0085田", "control"),
        ("\u202eevil", "control"),
        ("a\u2066b\u2069", "control"),
        ("a\u200bb", "control"),
        ("a\u2028b", "control"),
        ("a\ufeffb", "control"),
        ("a\U000e0041b", "control"),
        ("a\ue000", "control"),
        ("a\ud800", "control"),
        ("a\uffff", "control"),
        ("a\U0002ffff", "control"),
        ("花子🌸", "symbol"),
        ("a\U0001f3fd", "symbol"),
    ],
)
def test_names_that_cannot_be_printed_or_turn_the_text_are_refused_with_a_word(name, problem):
    assert name_problem(name) == problem


def test_name_is_kept_as_written():
    # Half-width kana, ligatures and decomposed letters are their owner's choice.
    for name in ("ﾔﾏﾀﾞ", "Łucja ﬁ", "e\u0301ve", "van der BERG"):
        assert certificate_name(f" {name}\u3000") == name
