"""Five places, invitation codes as people type them, resting and coming back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.cohorts.forming import _code
from lms.cohorts.rules import (
    CODE_ALPHABET,
    CODE_LENGTH,
    free_numbers,
    is_open,
    may_come_back,
    may_rest,
    normal_code,
)

numbers = st.sets(st.integers(1, 5))
codes = st.text(alphabet=CODE_ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


@given(numbers)
def test_free_and_taken_places_are_five_together(taken: set[int]) -> None:
    free = free_numbers(taken)
    assert len(free) + len(taken) == 5
    assert not set(free) & taken
    assert free == sorted(free)


@given(st.sets(st.integers(-3, 12)))
def test_there_are_never_more_than_five_free_places(taken: set[int]) -> None:
    assert len(free_numbers(taken)) <= 5


def test_the_lowest_free_place_comes_first() -> None:
    assert free_numbers({1, 3}) == [2, 4, 5]
    assert free_numbers([]) == [1, 2, 3, 4, 5]
    assert free_numbers({1: "Aya", 2: "Bilal", 3: "", 4: "", 5: ""}) == []


@given(st.text(max_size=60))
@example("\u1100-\u1161")
def test_normalising_a_code_twice_changes_nothing(typed: str) -> None:
    assert normal_code(normal_code(typed)) == normal_code(typed)


@given(codes)
def test_a_code_of_ours_is_its_own_normal_form(code: str) -> None:
    assert normal_code(code) == code


@given(codes, st.sampled_from([" ", "-", "\u3000", "–", "・", "", "_", "/"]), st.integers(0, 10))
def test_blanks_hyphens_and_case_do_not_matter(code: str, between: str, place: int) -> None:
    assert normal_code(f" {code[:place]}{between}{code[place:]}\n".lower()) == code


@given(codes)
def test_full_width_letters_do_not_matter(code: str) -> None:
    assert normal_code("".join(chr(ord(c) + 0xFEE0) for c in code)) == code


@pytest.mark.parametrize(
    ("typed", "meant"), [("O", "Q"), ("0", "Q"), ("o", "Q"), ("1", "J"), ("l", "J"), ("I", "J"), ("u", "V")]
)
def test_look_alikes_are_read_as_a_letter_that_codes_have(typed: str, meant: str) -> None:
    assert normal_code(typed) == meant
    assert meant in CODE_ALPHABET


def test_a_code_is_made_of_letters_nobody_mistakes() -> None:
    made = [_code(CODE_LENGTH) for _ in range(50)]
    assert len(set(made)) == 50
    assert all(normal_code(code) == code and len(code) == CODE_LENGTH for code in made)
    assert not set("01OILU") & set(CODE_ALPHABET)


def test_a_very_long_code_is_cut_before_it_is_looked_up() -> None:
    assert len(normal_code("A" * 100_000)) == 2 * CODE_LENGTH


def test_an_invitation_is_open_until_the_moment_it_expires() -> None:
    end = datetime(2026, 6, 1, tzinfo=UTC)
    day = end.date()
    assert is_open(end, end - timedelta(microseconds=1), day, day)
    assert not is_open(end, end, day, day)
    assert not is_open(end, end - timedelta(microseconds=1), day, day + timedelta(days=1)), "the programme is over"


@pytest.mark.parametrize(
    ("state", "rest", "back"), [("active", True, False), ("resting", False, True), ("left", False, False)]
)
def test_who_is_active_may_rest_and_who_rests_may_come_back(state: str, rest: bool, back: bool) -> None:
    assert may_rest(state) is rest
    assert may_come_back(state) is back
