"""Names, addresses, passwords and limits: what people may choose, and how often they may try."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts import rules
from lms.accounts.access import own_address
from lms.accounts.rules import Limit, name_problem, normal_email, password_problem, seconds_to_wait

START = datetime(2026, 4, 8, 9, 0, tzinfo=UTC)
LIMIT = Limit(tries=6, window=timedelta(minutes=15))
counts = st.integers(0, 10_000)
moments = st.timedeltas(timedelta(days=-2), timedelta(days=2)).map(lambda passed: START + passed)


@given(st.integers(0, LIMIT.tries), moments)
def test_nobody_waits_while_within_the_limit(count: int, at: datetime) -> None:
    assert seconds_to_wait(LIMIT, count, START, at) == 0


@given(counts, st.timedeltas(LIMIT.window, timedelta(days=400)))
def test_nobody_waits_once_the_window_has_passed(count: int, passed: timedelta) -> None:
    assert seconds_to_wait(LIMIT, count, START, START + passed) == 0


@given(counts, moments)
def test_a_wait_is_never_negative(count: int, at: datetime) -> None:
    assert seconds_to_wait(LIMIT, count, START, at) >= 0


def test_the_seventh_try_waits_for_the_rest_of_the_window() -> None:
    assert seconds_to_wait(LIMIT, 6, START, START) == 0
    assert seconds_to_wait(LIMIT, 7, START, START) == 900
    assert seconds_to_wait(LIMIT, 7, START, START + timedelta(minutes=14)) == 60
    assert seconds_to_wait(LIMIT, 7, START, START + timedelta(minutes=14, seconds=59.5)) == 1


@pytest.mark.parametrize(
    "typed", ["Aya@Example.org", "  aya@example.org ", "ＡＹＡ＠ｅｘａｍｐｌｅ．ｏｒｇ", "aya@EXAMPLE.ORG\u3000"]
)
def test_spellings_of_one_address_become_one(typed: str) -> None:
    assert normal_email(typed) == "aya@example.org"


@given(st.text())
def test_normalising_an_address_twice_changes_nothing(typed: str) -> None:
    assert normal_email(normal_email(typed)) == normal_email(typed)


def test_every_single_character_normalises_once() -> None:
    strange = [
        c for c in map(chr, range(0x30000)) if normal_email(normal_email("a" + c + "a")) != normal_email(f"a{c}a")
    ]
    assert strange == []


@pytest.mark.parametrize(
    "name",
    [
        "Aya", "山田 花子", "أحمد", "Олена", "زهرا", "می‌خواهم", "O'Neil-Díaz", "ゑ", "👩‍🦰 Mia", "名" * 100, "Nguyễn", "क्‍ष",
        "x", "\u200eAya\u200f",
    ],
)  # fmt: skip
def test_names_of_every_script_are_welcome(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize("name", ["", " ", "\u3000\u3000", "\t", "\u200b", "\u200d\u200c", "\u2060 \u00ad", "\ufeff"])
def test_a_name_that_nobody_can_see_is_empty(name: str) -> None:
    assert name_problem(name) == "empty"


def test_a_name_has_a_hundred_characters_at_most() -> None:
    assert name_problem("あ" * 101) == "long"


@pytest.mark.parametrize(
    "c", ["\x00", "\x07", "\n", "\x7f", "\x85", "\u202e", "\u2066", "\u2069", "\u2028", "\ue000", "\U000fffff"]
)
def test_a_character_that_disturbs_the_page_is_refused(c: str) -> None:
    assert name_problem(f"A{c}ya") == "control"


@given(st.text(min_size=1, max_size=120))
def test_a_name_that_is_taken_is_short_and_visible(name: str) -> None:
    if name_problem(name) is None:
        assert len(name) <= 100
        assert any(unicodedata.category(c)[0] not in "ZC" for c in name)
        assert not any(unicodedata.category(c) == "Cc" for c in name)


@pytest.mark.parametrize(
    ("password", "is_staff", "problem"),
    [
        ("", False, "short"),
        ("1234567", False, "short"),
        ("12345678", False, "common"),
        ("PassWord1", False, "common"),
        ("aaaaaaaaaaaa", False, "common"),
        ("abababababab", False, "common"),
        ("花が咲いた朝でした", False, None),
        ("plum8tree", False, None),
        ("plum8tree", True, "short"),
        ("a quiet morning", True, None),
        ("fourteen chars", True, "short"),
        ("x y z w" * 40, False, "long"),
        ("no digit or capital needed", True, None),
    ],
)
def test_passwords_need_length_and_nothing_else(password: str, is_staff: bool, problem: str | None) -> None:
    assert password_problem(password, is_staff) == problem


def test_longest_password_is_still_taken() -> None:
    assert password_problem(("four fine plum trees " * 13)[: rules.LONGEST_PASSWORD], True) is None


@given(st.text(max_size=300))
def test_what_staff_may_use_everybody_may_use(password: str) -> None:
    if password_problem(password, is_staff=True) is None:
        assert password_problem(password, is_staff=False) is None


@pytest.mark.parametrize("target", ["/", "/me", "/learn/a/b?step=1#x", "/a//b"])
def test_an_address_of_ours_is_kept(target: str) -> None:
    assert own_address(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "http://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", "evil", "\\\\evil.test",
        "/\t/evil.test", "/\n/evil.test", " //evil.test", "https:evil.test",
    ],
)  # fmt: skip
def test_an_address_elsewhere_becomes_the_desk(target: str | None) -> None:
    assert own_address(target) == "/"
