"""Hours of a week in one number: nothing is lost, and nothing is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts import hours

SLOTS = [f"{day}-{part}" for day in hours.DAYS for part in hours.PARTS]


@given(st.lists(st.sampled_from(SLOTS)))
def test_what_was_ticked_is_found_again(slots: list[str]) -> None:
    assert list(hours.unpacked(hours.packed(slots))) == [slot for slot in SLOTS if slot in slots]


@given(st.integers(0, hours.MOST))
def test_every_number_is_some_choice(number: int) -> None:
    assert hours.packed(hours.unpacked(number)) == number


def test_a_span_stands_for_its_days() -> None:
    number = hours.packed(["weekend-evening", "week-morning"])
    assert list(hours.unpacked(number)) == [f"{day}-morning" for day in range(5)] + ["5-evening", "6-evening"]
    assert list(hours.in_spans(number)) == ["week-morning", "weekend-evening"]
    assert list(hours.in_spans(hours.packed(["3-night"]))) == ["week-night"], "one day of a span is enough to be told"


@pytest.mark.parametrize("slot", ["7-morning", "-1-morning", "0-noon", "0--night", "x-night", "", "0", "week"])
def test_what_is_no_slot_is_refused(slot: str) -> None:
    with pytest.raises(ValueError, match=r"invalid literal|not enough|not in|^7"):
        hours.packed([slot])
