"""Petals and cells: a petal fills towards its owner's own week, and a rest says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.circle.rules import Petal, Week, cell, petal

whole = st.integers(0, 60)
states = st.sampled_from(["active", "resting"])


@given(states, whole, whole, st.booleans())
def test_a_share_is_between_nothing_and_all(state: str, steps: int, plan: int, stuck: bool) -> None:
    assert 0 <= petal(state, Week(plan, steps), stuck, "Aya").share <= 1


@given(whole, whole, st.booleans())
def test_whoever_rests_looks_the_same_whatever_they_did(steps: int, plan: int, stuck: bool) -> None:
    assert petal("resting", Week(plan, steps), stuck, "Aya") == petal("resting", Week(5, 0), False, "Aya")


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_resting_persons_lessons_all_say_the_same(done: bool, begun: bool, hard: bool) -> None:
    assert cell("resting", done, begun, hard) == "resting"


@given(st.integers(1, 50), st.integers(0, 49))
def test_a_petal_never_shrinks_by_doing_more(plan: int, steps: int) -> None:
    assert (
        petal("active", Week(plan, steps), False, "A").share <= petal("active", Week(plan, steps + 1), False, "A").share
    )


@pytest.mark.parametrize(
    ("steps", "plan", "stuck", "state", "share"),
    [
        (0, 5, False, "doing", 0.0),
        (2, 4, False, "doing", 0.5),
        (5, 5, False, "done", 1.0),
        (9, 5, False, "done", 1.0),
        (5, 5, True, "stuck", 1.0),
        (1, 0, False, "doing", 0.0),
        (1, 1, False, "done", 1.0),
    ],
)
def test_a_petal_fills_towards_its_owners_own_plan(
    steps: int, plan: int, stuck: bool, state: str, share: float
) -> None:
    found = petal("active", Week(plan, steps), stuck, "Aya")
    assert (found.state, found.share) == (state, share)


@pytest.mark.parametrize(
    ("name", "initial"), [("aya", "A"), ("  olena", "O"), ("山田", "山"), ("زهرا", "ز"), ("é", "É")]
)
def test_the_initial_is_the_first_letter_as_its_owner_wrote_it(name: str, initial: str) -> None:
    assert petal("active", Week(5, 1), False, name).initial == initial


@pytest.mark.parametrize(
    ("done", "begun", "hard", "state"),
    [
        (False, False, False, "ahead"),
        (False, True, False, "doing"),
        (True, True, False, "done"),
        (True, False, False, "done"),
        (True, True, True, "stuck"),
        (False, False, True, "stuck"),
    ],
)
def test_a_lessons_cell_says_the_most_urgent_thing(done: bool, begun: bool, hard: bool, state: str) -> None:
    assert cell("active", done, begun, hard) == state


@given(st.integers(0, 50), st.integers(1, 50))
def test_whoever_finished_the_course_blooms_whatever_the_week(steps: int, plan: int) -> None:
    assert petal("active", Week(plan, steps, is_finished=True), False, "Aya") == Petal("done", 1.0, "A")
    assert petal("resting", Week(plan, steps, is_finished=True), False, "Aya").state == "resting"
