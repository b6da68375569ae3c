"""What a certificate asks for is a plain list: lessons, points, tasks where the course says so. An excuse meets its own line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import Outline
from courses.outline import ActivityOutline, CertificateRules, LessonOutline, ModuleOutline, StepOutline
from lms.certificates.requirements import Excuse, all_met, requirements, still_missing
from lms.certificates.rules import Missing
from lms.progress.rules import FactRow, standing_of

START = datetime(2026, 4, 1, tzinfo=UTC)
EXCUSE = Excuse(1, "Known from work", "Instructor", START)
QUIZ = ActivityOutline("q", "quiz", 4, None, True)
TASK = ActivityOutline("t", "exercise", 3, None, True)


def lesson(name: str, *activities: ActivityOutline) -> LessonOutline:
    step = StepOutline("a", {"en": "A"}, 3, "phone", activities)
    return LessonOutline(name, "markdown", {"en": name}, ("en",), 3, (step,))


def outline(percent: int, tasks: Any = "", lessons: tuple[LessonOutline, ...] = ()) -> Outline:
    found = lessons or (lesson("one", QUIZ), lesson("two", TASK))
    rules = CertificateRules("all", percent, tasks=tasks)
    module = ModuleOutline("m", {"en": "M"}, found)
    return Outline("c", ("en",), {"en": "C"}, {}, {}, "1", (module,), (), rules, "", (), "")


def verdict(activity: str, right: bool, points: int, minute: int = 0, **more: Any) -> FactRow:
    detail = {"right": right, "points": points, "answer": {}, **more}
    return FactRow("verdict", "one", "a", activity, detail, START + timedelta(minutes=minute))


def finished(name: str) -> FactRow:
    return FactRow("finished_step", name, "a", None, {}, START)


def keys(percent: int, tasks: Any, facts: list[FactRow], **excuses: Excuse) -> dict[str, bool]:
    given_excuses = {key.replace("__", ":"): one for key, one in excuses.items()}
    return {one.key: one.is_met for one in requirements(outline(percent, tasks), standing_of(facts), given_excuses)}


def test_lessons_and_points_are_asked_for_and_tasks_where_the_course_says_so() -> None:
    assert keys(60, "", []) == {"lesson:one": False, "lesson:two": False, "points": False}
    assert keys(0, "passed", []) == {"lesson:one": False, "lesson:two": False, "task:t": False}


def test_handing_in_ends_the_lesson_and_passing_ends_the_task() -> None:
    facts = [
        finished("one"),
        finished("two"),
        verdict("q", True, 4),
        verdict("t", False, 0, 1, state="waiting", of="w"),
    ]
    assert keys(50, "passed", facts) == {"lesson:one": True, "lesson:two": True, "task:t": False, "points": True}
    passed = verdict("t", True, 3, 1, of="w", turn=2)
    assert all(keys(100, "passed", [*facts, passed]).values())


def test_points_are_rounded_up() -> None:
    facts = [finished("one"), finished("two"), verdict("q", True, 4)]
    (points,) = (one for one in requirements(outline(60), standing_of(facts), {}) if one.kind == "points")
    assert (points.reached, points.asked, points.is_done) == (4, 5, False)
    assert still_missing(requirements(outline(60), standing_of(facts), {})) == Missing(lessons=1, points=1)


@pytest.mark.parametrize("key", ["lesson__one", "points", "task__t"])
def test_an_excuse_meets_its_own_requirement_alone(key: str) -> None:
    before, after = keys(60, "passed", []), keys(60, "passed", [], **{key: EXCUSE})
    assert {name for name in before if before[name] != after[name]} == {key.replace("__", ":")}


def test_an_excuse_from_what_is_not_asked_for_means_nothing() -> None:
    assert keys(60, "", [], lesson__gone=EXCUSE) == keys(60, "", [])


def test_a_course_without_lessons_or_certificate_asks_for_nothing_and_gives_nothing() -> None:
    assert not all_met(())
    assert requirements(outline(0, lessons=()), standing_of([]), {}), "the usual course asks for its lessons"


facts_of_all = st.lists(
    st.sampled_from(
        [finished("one"), finished("two"), verdict("q", True, 4), verdict("q", False, 0), verdict("t", True, 3)]
    )
)


@given(
    facts_of_all, st.sampled_from([finished("one"), verdict("q", True, 4), verdict("t", True, 3)]), st.integers(0, 100)
)
def test_one_fact_more_takes_nothing_away(facts: list[FactRow], more: FactRow, percent: int) -> None:
    before, after = keys(percent, "passed", facts), keys(percent, "passed", [*facts, more])
    assert all(after[key] for key, is_met in before.items() if is_met)
