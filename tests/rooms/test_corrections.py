"""When an author corrects a question, earlier answers are graded anew: counted first, once each, and nobody's work is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from courses import Release
from lms.kit.db import db
from lms.practice import correcting
from lms.practice.jobs import correct_waiting
from lms.practice.models import Correction
from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms.correction_stage import RIGHT, apply, ask, correction, publish_with, stands
from tests.rooms.deeds import a_fact, answer, finish, kept, lesson, send, words

SignedIn = Callable[[int], Browser]


@pytest.fixture
def answered(app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release) -> int:
    """Aya chose the first option, Bilal the second, Chen the third; then the author corrected the key. The new release."""
    for person, option in ((cast.aya, "1"), (cast.bilal, "2"), (cast.chen, "3")):
        answer(signed_in(person), cast, "when-morning", option)
    return publish_with(app, tiny_release, RIGHT)


@pytest.mark.usefixtures("answered")
def test_counting_changes_nothing(app: Flask, cast: Cast) -> None:
    found = correction(app, ask(app, cast))
    assert (found.state, found.people, found.done) == ("counted", 3, 3)
    assert (found.gained, found.lost, found.unclear) == (1, 1, 0)
    assert not stands(app, cast, cast.aya).right
    assert len(kept(app, cast.aya, "verdict")) == 1


def test_applying_writes_one_verdict_for_each_that_changes(app: Flask, cast: Cast, answered: int) -> None:
    number = ask(app, cast)
    apply(app, number)
    found = correction(app, number)
    assert (found.state, found.gained, found.lost) == ("applied", 1, 1)
    aya, bilal, chen = (stands(app, cast, person) for person in (cast.aya, cast.bilal, cast.chen))
    assert (aya.right, aya.points, aya.tries) == (True, 1, 1)
    assert (bilal.right, bilal.points, bilal.tries) == (False, 0, 1)
    assert (chen.right, chen.tries, chen.corrected) == (False, 1, None)
    assert [len(kept(app, person, "verdict")) for person in (cast.aya, cast.bilal, cast.chen)] == [2, 2, 1]
    newest = kept(app, cast.aya, "verdict")[-1]
    assert newest.release_id == answered
    assert newest.detail["regraded"] == number
    assert not correcting.AT_ONCE < 3, "all of them fit into one step here"


@pytest.mark.usefixtures("answered")
def test_sparing_takes_nothing_away(app: Flask, cast: Cast) -> None:
    number = ask(app, cast, spares=True)
    assert (correction(app, number).gained, correction(app, number).lost) == (1, 0)
    apply(app, number)
    assert stands(app, cast, cast.aya).right
    assert stands(app, cast, cast.bilal).right, "was right by the earlier key and stays so"


@pytest.mark.usefixtures("answered")
def test_a_worker_that_dies_goes_on_where_it_was(app: Flask, cast: Cast) -> None:
    number = ask(app, cast)
    with app.app_context():
        correcting.confirm(db.session.get_one(Correction, number), NOW)
        db.session.commit()
    for _ in range(8):
        with patch.object(correcting, "AT_ONCE", 1), app.app_context():
            correcting.work(NOW)
            db.session.commit()
            correcting.work(NOW)  # Died before this was committed.
            db.session.rollback()
    assert correction(app, number).state == "applied"
    assert [len(kept(app, person, "verdict")) for person in (cast.aya, cast.bilal, cast.chen)] == [2, 2, 1]
    assert (correction(app, number).gained, correction(app, number).lost) == (1, 1)


@pytest.mark.usefixtures("answered")
def test_done_twice_is_done_once(app: Flask, cast: Cast) -> None:
    number = ask(app, cast)
    apply(app, number)
    with app.app_context():
        again = db.session.get_one(Correction, number)
        again.state, again.reached = "applying", 0
        db.session.commit()
        correct_waiting()
    assert [len(kept(app, person, "verdict")) for person in (cast.aya, cast.bilal)] == [2, 2]
    assert (correction(app, ask(app, cast)).gained, correction(app, number).state) == (0, "applied"), "nothing is left"


@pytest.mark.usefixtures("answered")
def test_one_correction_of_a_question_at_a_time(app: Flask, cast: Cast) -> None:
    number = ask(app, cast)
    with pytest.raises(IntegrityError):
        ask(app, cast)
    with app.app_context():
        assert correcting.drop(db.session.get_one(Correction, number), NOW)
        db.session.commit()
        assert not correcting.confirm(db.session.get_one(Correction, number), NOW), "what was dropped stays dropped"
    ask(app, cast)


def test_what_comes_in_late_is_graded_by_the_corrected_key(
    app: Flask, cast: Cast, signed_in: SignedIn, answered: int
) -> None:
    apply(app, ask(app, cast))
    dora_like = signed_in(cast.bilal)
    fact = a_fact(cast, "answered", None, activity="when-morning", language="en", detail={"chosen": ["1"]})
    assert fact["release"] != answered, "given on a page that was opened before"
    assert [each["result"] for each in send(dora_like, fact)] == ["kept"]
    assert stands(app, cast, cast.bilal).right
    assert stands(app, cast, cast.bilal).tries == 2


def test_a_lesson_that_is_done_by_it_is_completed(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release
) -> None:
    aya = signed_in(cast.aya)
    for activity in ("which-evening", "which-evening"):
        answer(aya, cast, activity, "3")
    answer(aya, cast, "when-morning", "1")
    finish(aya, cast, "morning")
    finish(aya, cast, "evening")
    assert not kept(app, cast.aya, "completed_lesson")
    publish_with(app, tiny_release, RIGHT)
    apply(app, ask(app, cast))
    assert [fact.lesson_id for fact in kept(app, cast.aya, "completed_lesson")] == ["hello"]


def test_tries_are_still_tries_and_the_best_counts(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release, now: Callable[[datetime], None]
) -> None:
    aya = signed_in(cast.aya)
    for minute, options in enumerate(("3", "13")):
        now(NOW + timedelta(minutes=minute))
        answer(aya, cast, "which-evening", options)
    publish_with(app, tiny_release, {"which-evening": {"right": ("3",)}})
    apply(app, ask(app, cast, "which-evening"))
    after = stands(app, cast, cast.aya, "which-evening")
    assert (after.tries, after.right, after.points) == (2, True, 2)


@pytest.mark.usefixtures("answered")
def test_who_it_concerns_is_told_in_the_lesson(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    apply(app, ask(app, cast))
    aya, bilal, chen = (words(signed_in(person).sees(lesson(cast))) for person in (cast.aya, cast.bilal, cast.chen))
    assert "This question was corrected. Your answer now counts as right." in aya
    assert (
        "This question was corrected. Your answer now gets 0 of 1 points. What you completed stays completed." in bilal
    )
    assert "was corrected" not in chen
    desks = [words(signed_in(person).sees("/")) for person in (cast.aya, cast.bilal, cast.chen)]
    assert "A question in “Saying hello” was corrected. Your answer counts more now. Look at it" in desks[0]
    assert "Your answer counts less now. What you completed stays completed." in desks[1]
    assert "was corrected" not in desks[2]


@pytest.mark.usefixtures("answered")
def test_the_desk_tells_of_it_for_two_weeks(
    app: Flask, cast: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    now(NOW)
    apply(app, ask(app, cast))
    aya = signed_in(cast.aya)
    now(NOW + timedelta(days=13))
    assert "was corrected" in words(aya.sees("/"))
    now(NOW + timedelta(days=15))
    assert "was corrected" not in words(aya.sees("/"))


@pytest.mark.usefixtures("answered")
def test_who_answers_better_afterwards_is_told_no_more(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    apply(app, ask(app, cast))
    bilal = signed_in(cast.bilal)
    page = words(answer(bilal, cast, "when-morning", "1", release=stands(app, cast, cast.bilal).last_release))
    assert "was corrected" not in page
    assert "That's right" in page
