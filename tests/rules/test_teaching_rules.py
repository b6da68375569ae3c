"""What is said of answers together is said of five people at least; a cell says what the standing says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.progress.rules import ActivityStanding
from lms.teaching.rules import FEWEST, cell, count, most_common


@given(st.integers(0, 1000))
def test_no_number_from_one_to_four_is_ever_shown(people: int) -> None:
    assert count(people).people == (people if people == 0 or people >= FEWEST else None)


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.integers(0, 6), st.randoms(use_true_random=False))
def test_what_few_people_said_is_left_out(said: list[str], most: int, random: object) -> None:
    found = most_common(said, most)
    assert len(found) <= most
    assert all(number >= FEWEST and number == said.count(word) for word, number in found.items())
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(most_common(shuffled, most).items()) == list(found.items())


@pytest.mark.parametrize(
    ("standing", "attempts", "state"),
    [
        (ActivityStanding(), None, "none"),
        (ActivityStanding(last_detail={"unsure": True}), None, "unsure"),
        (ActivityStanding(tries=1), None, "again"),
        (ActivityStanding(tries=1), 1, "used"),
        (ActivityStanding(tries=1, points=1), 3, "partly"),
        (ActivityStanding(tries=2, points=1, last_detail={"unsure": True}), 3, "unsure"),
        (ActivityStanding(tries=2, points=2, right=True), 2, "right"),
    ],
)
def test_a_cell_says_what_the_standing_says(standing: ActivityStanding, attempts: int | None, state: str) -> None:
    assert cell(standing, attempts).state == state
