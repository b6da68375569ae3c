"""What facts add up to: order does not matter, more never takes away, and the next thing is always clear."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import ActivityOutline, LessonOutline, ModuleOutline, Outline, StepOutline
from lms.progress.ahead.rules import next_step
from lms.progress.rules import (
    FactRow,
    Standing,
    activity_is_done,
    attempts_left,
    left_in,
    lesson_is_done,
    open_step,
    points_of,
    standing_of,
)

START = datetime(2026, 4, 6, tzinfo=UTC)


def _activity(name: str, points: int = 1, attempts: int | None = None, required: bool = True) -> ActivityOutline:
    return ActivityOutline(name, "quiz", points, attempts, required)


def _step(name: str, *activities: ActivityOutline) -> StepOutline:
    return StepOutline(name, {"en": name}, 3, "phone", activities)


def _lesson(name: str, *steps: StepOutline) -> LessonOutline:
    return LessonOutline(name, "markdown", {"en": name}, ("en",), 9, steps)


HELLO = _lesson("hello", _step("a", _activity("q1")), _step("b", _activity("q2", 2, attempts=2)))
BYE = _lesson("bye", _step("a"), _step("c", _activity("extra", 9, required=False)))
OUTLINE = Outline(
    "tiny", ("en",), {"en": "Tiny"}, {}, {}, "1", (ModuleOutline("m", {}, (HELLO, BYE)),), (), None, "CC", (), ""
)


def fact(kind: str, lesson: str = "hello", step: str | None = "a", minute: int = 0, **more: Any) -> FactRow:
    return FactRow(kind, lesson, step, more.pop("activity", None), more, START + timedelta(minutes=minute))


def verdict(activity: str, right: bool, points: int, minute: int = 0, **answer: Any) -> FactRow:
    return fact("verdict", minute=minute, activity=activity, right=right, points=points, answer=answer)


lessons = st.sampled_from([("hello", "a"), ("hello", "b"), ("bye", "a"), ("bye", "c"), ("gone", "x")])
minutes = st.integers(0, 5)  # Few, so that moments coincide.
plain = st.builds(
    lambda kind, place, minute: fact(kind, *place, minute=minute),
    st.sampled_from(["opened_step", "finished_step", "marked_hard", "cleared_hard", "completed_lesson"]),
    lessons, minutes,
)  # fmt: skip
verdicts = st.builds(
    lambda name, right, points, minute: verdict(name, right, points if right else 0, minute, chosen=[str(points)]),
    st.sampled_from(["q1", "q2", "extra", "gone"]), st.booleans(), st.integers(1, 3), minutes,
)  # fmt: skip
histories = st.lists(st.one_of(plain, verdicts), max_size=25)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_does_not_matter(history: list[FactRow], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert standing_of(shuffled) == standing_of(history)


@given(histories, st.one_of(plain, verdicts))
def test_one_fact_more_takes_nothing_away(history: list[FactRow], more: FactRow) -> None:
    before, after = standing_of(history), standing_of([*history, more])
    assert set(before.finished) <= set(after.finished)
    assert set(before.completed) <= set(after.completed)
    for name, activity in before.activities.items():
        assert after.activity(name).points >= activity.points
        assert after.activity(name).right >= activity.right
        assert after.activity(name).tries >= activity.tries
    for lesson in OUTLINE.lessons:
        assert lesson_is_done(lesson, after) >= lesson_is_done(lesson, before)


@given(histories)
def test_there_is_no_next_step_exactly_when_every_lesson_is_done(history: list[FactRow]) -> None:
    now = standing_of(history)
    assert (next_step(OUTLINE, now) is None) == all(lesson_is_done(lesson, now) for lesson in OUTLINE.lessons)


@given(histories)
def test_the_next_step_is_one_of_a_lesson_that_is_not_done(history: list[FactRow]) -> None:
    now = standing_of(history)
    found = next_step(OUTLINE, now)
    if found:
        lesson = OUTLINE.lesson(found.lesson)
        assert not lesson_is_done(lesson, now)
        assert lesson.step(found.step).minutes == found.minutes


@given(histories, st.sampled_from(["a", "b", "c", "x", "", None]))
def test_the_step_that_opens_is_always_one_of_the_lesson(history: list[FactRow], asked: str | None) -> None:
    now = standing_of(history)
    for lesson in OUTLINE.lessons:
        ids = [step.id for step in lesson.steps]
        assert open_step(lesson, now, asked) in ids
        if asked in ids:
            assert open_step(lesson, now, asked) == asked


@given(histories)
def test_earned_points_never_exceed_those_there_are(history: list[FactRow]) -> None:
    earned, there = points_of(OUTLINE, standing_of(history))
    assert 0 <= earned <= there == 3


@given(st.one_of(st.none(), st.integers(0, 5)), st.integers(0, 99))
def test_tries_left_are_never_negative(allowed: int | None, tries: int) -> None:
    left = attempts_left(allowed, tries)
    assert left is None if allowed is None else left == max(allowed - tries, 0)


def test_nothing_done_begins_at_the_first_step() -> None:
    found = next_step(OUTLINE, standing_of([]))
    assert found is not None
    assert (found.lesson, found.step, found.minutes, found.is_resumed) == ("hello", "a", 3, False)


def test_the_step_left_open_is_where_one_goes_on() -> None:
    now = standing_of([fact("finished_step"), fact("opened_step", "bye", "c", 1)])
    found = next_step(OUTLINE, now)
    assert found is not None
    assert (found.lesson, found.step, found.is_resumed) == ("bye", "c", True)
    assert open_step(BYE, now, None) == "c"
    assert open_step(HELLO, now, None) == "b"


def test_after_all_steps_the_next_thing_is_the_activity_that_was_left_out() -> None:
    now = standing_of([fact("finished_step"), fact("finished_step", step="b", minute=1), verdict("q1", True, 1)])
    found = next_step(OUTLINE, now)
    assert found is not None
    assert (found.lesson, found.step) == ("hello", "b")
    assert left_in(HELLO, now).activities == (("b", "q2"),)
    assert open_step(HELLO, now, None) == "b"


def test_a_step_that_a_later_release_took_away_is_not_offered() -> None:
    found = next_step(OUTLINE, standing_of([fact("opened_step", "hello", "gone"), fact("opened_step", "lost", "x", 1)]))
    assert found is not None
    assert found.step == "a"


def test_what_was_completed_stays_completed_whatever_a_later_release_asks() -> None:
    now = standing_of([fact("completed_lesson", step=None)])
    assert lesson_is_done(HELLO, now)
    assert left_in(HELLO, now)


def test_an_activity_that_is_not_required_holds_nobody_back() -> None:
    now = standing_of([fact("finished_step", "bye"), fact("finished_step", "bye", "c")])
    assert lesson_is_done(BYE, now)
    assert points_of(OUTLINE, standing_of([verdict("extra", True, 9)])) == (0, 3)


def test_the_best_answer_counts_and_what_was_right_stays_shown() -> None:
    now = standing_of([verdict("q2", True, 2, 1, chosen=["1"]), verdict("q2", False, 0, 2, chosen=["3"])])
    found = now.activity("q2")
    assert (found.right, found.points, found.tries, found.last_right) == (True, 2, 2, True)
    assert found.last_detail == {"chosen": ["1"]}
    later = standing_of([verdict("q2", False, 0, 1, chosen=["3"]), verdict("q2", False, 0, 2, chosen=["1"])])
    assert later.activity("q2").last_detail == {"chosen": ["1"]}, "of several that were not right, the last"


@pytest.mark.parametrize(("tries", "done"), [(0, False), (1, False), (2, True), (3, True)])
def test_an_activity_is_done_when_every_try_was_used(tries: int, done: bool) -> None:
    now = standing_of([verdict("q2", False, 0, minute) for minute in range(tries)])
    assert activity_is_done(2, now.activity("q2")) is done
    assert not activity_is_done(None, now.activity("q2"))


def test_a_hard_mark_goes_when_the_step_is_finished_or_the_mark_taken_back() -> None:
    marked = fact("marked_hard")
    assert standing_of([marked]).hard == {("hello", "a")}
    assert not standing_of([fact("finished_step", minute=1), marked]).hard
    assert not standing_of([fact("cleared_hard", minute=1), marked]).hard
    assert standing_of([fact("cleared_hard"), fact("marked_hard", minute=1)]).hard


def test_a_step_finished_again_counts_in_the_week_it_was_finished_first() -> None:
    now: Standing = standing_of([fact("finished_step", minute=5), fact("finished_step", minute=90)])
    assert now.finished_since(START + timedelta(minutes=5)) == 1
    assert now.finished_since(START + timedelta(minutes=6)) == 0
