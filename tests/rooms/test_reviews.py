"""Whoever teaches a team reviews what it hands in: points by the rubric, words, and "nearly there" as the hardest word."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from lms.kit.db import db
from lms.practice import reviewing, works
from lms.practice.models import Review, Work
from lms.practice.reviewing import NotWaiting, Opinion
from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms.correction_stage import stands
from tests.rooms.deeds import answer, do_everything, finish, kept, words
from tests.rooms.task_stage import hand_in, review, set_up, task
from tests.rooms.task_stage import works as works_of

SignedIn = Callable[[int], Browser]


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a task. Others share the cast itself."""
    return replace(cast, release_id=set_up(app, cast))


@pytest.fixture
def aya(cast: Cast, signed_in: SignedIn) -> Browser:
    """Aya, in a course with a task."""
    return signed_in(cast.aya)


def test_what_waits_stands_in_the_queue_the_oldest_first(
    cast: Cast, aya: Browser, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    instructor = signed_in(cast.instructor)
    assert "Nothing waits" in words(instructor.sees("/teach/works"))
    now(NOW - timedelta(days=4))
    hand_in(signed_in(cast.bilal), cast)
    now(NOW)
    hand_in(aya, cast)
    hand_in(signed_in(cast.chen), cast, "canary of another programme")
    page = words(instructor.sees("/teach/works"))
    assert page.index("Bilal Write a list for a friend. Tide ・ A tiny course waits for 4 days") < page.index("Aya")
    assert "Aya Write a list for a friend. Tide ・ A tiny course since today" in page
    assert "Chen" not in page
    assert "2 works to review" in words(instructor.sees("/teach"))


def test_a_review_is_seen_with_points_words_and_the_model(
    app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn
) -> None:
    hand_in(aya, cast, "First line\n\n<b>Second</b> line")
    instructor = signed_in(cast.instructor)
    page = instructor.sees("/teach/works/1")
    assert "&lt;b&gt;Second&lt;/b&gt; line" in page
    assert "<b>Second" not in page
    done = review(instructor, 1, **{"row-1": "1", "beside-2": "This one helped me."})
    assert "Thank you. Aya sees it now." in words(done)
    seen = words(aya.sees(task(cast)))
    assert "Well done. This task is done. Clear and whole. Reviewed by Instructor" in seen
    assert "Others can read it 1 of 2 points" in seen
    assert "line This one helped me." in seen
    assert "One way to do it Canary-model: paper, pens Canary-why: a list helps." in seen
    standing = stands(app, cast, cast.aya, "a-list")
    assert (standing.right, standing.points, standing.tries, standing.waits) == (True, 2, 1, False)
    assert "This was reviewed already." in words(instructor.sees("/teach/works/1"))


def test_nearly_there_is_handed_in_again(app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast)
    instructor = signed_in(cast.instructor)
    refused = review(instructor, 1, passed="nearly", words="  ")
    assert refused.status_code == 400
    assert "Please say what the next step is." in words(refused)
    review(instructor, 1, passed="nearly", words="Please add how many.", **{"row-2": "0"})
    page = aya.sees(task(cast))
    assert "Nearly there. You can change it and hand it in again. Please add how many." in words(page)
    assert ">\nPaper and pens</textarea>" in page
    assert "Canary-model" not in page
    assert stands(app, cast, cast.aya, "a-list").points == 2
    hand_in(aya, cast, "Paper 2, pens 5")
    assert "handed in again" in words(instructor.sees("/teach/works"))
    assert "Please add how many." in words(instructor.sees("/teach/works/2"))
    review(instructor, 2)
    standing = stands(app, cast, cast.aya, "a-list")
    assert (standing.right, standing.points, standing.tries) == (True, 3, 2)


def test_a_review_completes_what_it_can(app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast)
    review(signed_in(cast.instructor), 1, passed="nearly", words="Add one thing.")
    answer(aya, cast, "fill-bye", name="bye", gap=["ya"])
    finish(aya, cast, "see-you", "bye")
    assert not kept(app, cast.aya, "completed_lesson"), "it is to be handed in again"
    hand_in(aya, cast, "Paper 2, pens 5")
    assert len(kept(app, cast.aya, "completed_lesson")) == 1
    review(signed_in(cast.instructor), 2, passed="nearly", words="One more.")
    assert len(kept(app, cast.aya, "completed_lesson")) == 1, "what was completed stays completed"


@pytest.mark.parametrize("points", [{"row-1": "3"}, {"row-2": ""}, {"row-1": "-1"}, {"row-2": "x"}])
def test_points_are_those_of_the_rubric_and_what_was_written_stays(
    app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn, points: dict[str, str]
) -> None:
    hand_in(aya, cast)
    found = review(signed_in(cast.instructor), 1, **{"beside-1": "Beside it"}, **points)
    assert found.status_code == 400
    assert "Please give points in every row." in words(found)
    assert "Clear and whole." in words(found)
    assert "Beside it" in words(found)
    assert [work.state for work in works_of(app, cast.aya)] == ["waiting"]


def test_what_was_taken_back_is_not_reviewed(cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast)
    form = {"id": "0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10", "release": str(cast.release_id), "language": "en"}
    aya.post(f"{task(cast)}/back", form)
    instructor = signed_in(cast.instructor)
    assert "It was taken back, or somebody else has reviewed it meanwhile." in words(review(instructor, 1))
    assert "Nothing waits" in words(instructor.sees("/teach/works"))


def test_two_reviewers_at_once_give_one_review(app: Flask, cast: Cast, aya: Browser) -> None:
    hand_in(aya, cast)
    start, outcomes = Barrier(2), []

    def look(person: int) -> None:
        with app.app_context():
            work = works.one(1)
            assert work is not None
            exercise = works.exercise_of(work)
            assert exercise is not None
            db.session.commit()
            start.wait()
            try:
                reviewing.review(work, exercise, Opinion([2, 1], True, f"by {person}"), person, NOW)
                db.session.commit()
                outcomes.append("kept")
            except NotWaiting:
                db.session.rollback()
                outcomes.append("late")

    threads = [Thread(target=look, args=(person,)) for person in (cast.instructor, cast.other_instructor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "late"]
    with app.app_context():
        assert db.session.query(Review).count() == 1
    assert len(kept(app, cast.aya, "verdict")) == 2


def test_instructors_of_other_programmes_find_nothing(cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast)
    for person in (cast.other_instructor, cast.coordinator, cast.admin, cast.bilal):
        assert signed_in(person).get("/teach/works/1").status_code == 404
        assert review(signed_in(person), 1).status_code == 404


def test_a_work_goes_with_its_person_and_a_review_outlives_its_reviewer(
    app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn
) -> None:
    from lms.practice.erasing import erase

    hand_in(aya, cast)
    review(signed_in(cast.instructor), 1)
    with app.app_context():
        erase(cast.instructor, {}, NOW)
        db.session.commit()
        assert db.session.query(Review).one().reviewer_id is None
    assert "Clear and whole." in words(aya.sees(task(cast)))
    with app.app_context():
        erase(cast.aya, {}, NOW)
        db.session.commit()
        assert (db.session.query(Work).count(), db.session.query(Review).count()) == (0, 0)


def test_what_waits_is_still_within_reach(cast: Cast, aya: Browser) -> None:
    do_everything(aya, cast)
    hand_in(aya, cast)
    page = words(aya.sees("/me/certificates"))
    assert "too few tries left" not in page
    assert "What is left" in page or "Ready for you" in page


def test_what_a_team_made_stands_side_by_side(cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    hand_in(aya, cast, "First <b>list</b>")
    hand_in(signed_in(cast.chen), cast, "canary of another programme")
    instructor = signed_in(cast.instructor)
    table = instructor.sees(f"/teach/{cast.course}/teams/{cast.team}")
    assert f'href="/teach/{cast.course}/tasks/a-list"' in table
    page = instructor.sees(f"/teach/{cast.course}/tasks/a-list")
    assert "First &lt;b&gt;list&lt;/b&gt;" in page
    assert "Write a list for a friend." in words(page)
    assert "Nothing yet: Bilal" in words(page)
    assert "canary" not in page
    assert 'href="/teach/works/1"' in page
    assert signed_in(cast.other_instructor).get(f"/teach/{cast.course}/tasks/a-list").status_code == 404


def test_a_coordinator_sees_that_works_wait_and_nothing_of_them(cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    coordinator = signed_in(cast.coordinator)
    (address,) = set(re.findall(r'href="(/coordinate/programmes/\d+)"', coordinator.sees("/coordinate")))
    assert "wait for a review" not in words(coordinator.sees(address))
    hand_in(aya, cast, "canary text")
    hand_in(signed_in(cast.chen), cast, "of another programme")
    page = coordinator.sees(address)
    assert "1 work waits for a review." in words(page)
    assert "canary" not in page
