"""What fits into the minutes and the device somebody has: never more than the time, in order, nothing the device cannot do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses import LessonOutline, ModuleOutline, Outline, StepOutline
from courses.outline import Need
from lms.progress.ahead.rules import (
    EVERY_NEED,
    SMALL,
    USUAL_MINUTES,
    first_after_a_break,
    minutes_since,
    next_step,
    sitting,
    steps_ahead,
    waits_for_another_device,
    was_long_away,
)
from lms.progress.rules import FactRow, Standing, standing_of

AT = datetime(2026, 4, 6, 9, tzinfo=UTC)
NEEDS: list[Need] = ["phone", "pc", "windows"]
shapes = st.lists(
    st.lists(st.tuples(st.integers(1, 10), st.sampled_from(NEEDS)), min_size=1, max_size=5), min_size=1, max_size=4
)
devices = st.sampled_from([frozenset({"phone"}), frozenset({"phone", "pc"}), EVERY_NEED])


def course(shape: list[list[tuple[int, Need]]]) -> Outline:
    lessons = tuple(
        LessonOutline(
            f"l{i}", "markdown", {"ja": "あ"}, ("ja",), 10,
            tuple(StepOutline(f"s{j}", {"ja": "い"}, minutes, need) for j, (minutes, need) in enumerate(steps)),
        )
        for i, steps in enumerate(shape)
    )  # fmt: skip
    return Outline(
        "c", ("ja",), {"ja": "こ"}, {}, {}, "1", (ModuleOutline("m", {"ja": "しょう"}, lessons),), (), None, "", (), ""
    )


@st.composite
def studies(draw: st.DrawFn) -> tuple[Outline, Standing]:
    outline = course(draw(shapes))
    places = [(lesson.id, step.id) for lesson in outline.lessons for step in lesson.steps]
    deeds = draw(
        st.lists(st.tuples(st.sampled_from(["opened_step", "finished_step"]), st.sampled_from(places)), max_size=8)
    )
    facts = [
        FactRow(kind, lesson, step, None, {}, AT + timedelta(minutes=number))
        for number, (kind, (lesson, step)) in enumerate(deeds)
    ]
    return outline, standing_of(facts)


@given(studies(), st.integers(1, 240), devices)
def test_a_sitting_never_takes_more_than_the_time_nor_another_device(
    study: tuple[Outline, Standing], minutes: int, needs: frozenset[Need]
) -> None:
    outline, now = study
    found = sitting(outline, now, minutes, needs)
    assert found.total <= minutes
    for step in found.steps:
        assert outline.lesson(step.lesson).step(step.step).need in needs
        assert (step.lesson, step.step) not in now.finished
    assert len({(step.lesson, step.step) for step in found.steps}) == len(found.steps)


@given(studies(), st.integers(1, 60), devices)
def test_more_time_never_offers_less(study: tuple[Outline, Standing], minutes: int, needs: frozenset[Need]) -> None:
    outline, now = study
    fewer, more = sitting(outline, now, minutes, needs), sitting(outline, now, minutes + 1, needs)
    assert len(fewer.steps) <= len(more.steps)


@given(studies(), st.integers(1, 240), devices)
def test_a_sitting_begins_with_the_next_step_or_says_that_it_is_longer(
    study: tuple[Outline, Standing], minutes: int, needs: frozenset[Need]
) -> None:
    outline, now = study
    first, found = next_step(outline, now, needs), sitting(outline, now, minutes, needs)
    if first is None:
        assert found.steps == ()
        assert found.longer is None
    elif first.minutes <= minutes:
        assert found.steps[0] == first
        assert found.longer is None
    else:
        assert found.longer == first


@given(studies(), devices)
def test_what_no_device_at_hand_can_do_is_told_and_never_offered(
    study: tuple[Outline, Standing], needs: frozenset[Need]
) -> None:
    outline, now = study
    here, elsewhere = next_step(outline, now, needs), waits_for_another_device(outline, now, needs)
    assert here is None or outline.lesson(here.lesson).step(here.step).need in needs
    assert elsewhere is None or outline.lesson(elsewhere.lesson).step(elsewhere.step).need not in needs
    assert (here is None and elsewhere is None) == (not list(steps_ahead(outline, now)))


def test_ten_minutes_are_filled_in_order_and_stop_before_what_does_not_fit() -> None:
    outline = course([[(4, "phone"), (3, "pc"), (5, "phone"), (2, "phone")]])
    found = sitting(outline, standing_of([]), 10, {"phone"})
    assert [step.step for step in found.steps] == ["s0", "s2"]
    assert found.total == 9


def test_when_the_next_step_is_too_long_the_first_that_fits_is_offered_by_itself() -> None:
    outline = course([[(8, "phone"), (7, "phone"), (3, "phone"), (2, "phone")]])
    found = sitting(outline, standing_of([]), 5)
    assert [step.step for step in found.steps] == ["s2"]
    assert found.longer is not None
    assert found.longer.step == "s0"


def test_what_was_passed_over_comes_after_what_follows() -> None:
    outline = course([[(2, "phone"), (2, "phone")], [(2, "phone"), (2, "phone")]])
    now = standing_of([FactRow("opened_step", "l1", "s0", None, {}, AT)])
    places = [(step.lesson, step.step) for step in sitting(outline, now, 60).steps]
    assert places == [("l1", "s0"), ("l1", "s1"), ("l0", "s0"), ("l0", "s1")]


def test_minutes_of_a_week_are_those_that_were_designed() -> None:
    outline = course([[(4, "phone"), (7, "phone")]])
    finished = [("l0", "s0", -1), ("l0", "s1", 1), ("gone", "x", 2)]
    now = standing_of(
        [FactRow("finished_step", lesson, step, None, {}, AT + timedelta(hours=h)) for lesson, step, h in finished]
    )
    assert minutes_since(outline, now, AT) == 7 + USUAL_MINUTES


@given(studies(), devices)
def test_after_a_break_one_begins_where_one_was_or_with_something_small(
    study: tuple[Outline, Standing], needs: frozenset[Need]
) -> None:
    outline, now = study
    found, usual = first_after_a_break(outline, now, needs), next_step(outline, now, needs)
    assert (found is None) == (usual is None)
    if found and usual and found != usual:
        assert found.minutes <= SMALL < usual.minutes
        assert (usual.lesson, usual.step) != now.last_open


def test_two_weeks_are_long() -> None:
    now = standing_of([FactRow("opened_step", "l0", "s0", None, {}, AT)])
    assert not was_long_away(now, AT + timedelta(days=13))
    assert was_long_away(now, AT + timedelta(days=14))
    assert not was_long_away(standing_of([]), AT), "who never began does not come back"
