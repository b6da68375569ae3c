"""An instructor may excuse somebody from one requirement, with a reason that both can read."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms.deeds import answer, do_everything, finish, words
from tests.rooms.task_stage import set_up
from tests.rooms.test_my_data import MINE

SignedIn = Callable[[int], Browser]


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a task; the instructor teaches the team."""
    return replace(cast, release_id=set_up(app, cast))


def here(cast: Cast, person: int | None = None) -> str:
    return f"/teach/{cast.course}/teams/{cast.team}/people/{person or cast.aya}"


def excuse(browser: Browser, cast: Cast, requirement: str, reason: str = "Known from work") -> str:
    sent = {"requirement": requirement, "reason": reason}
    return browser.post(f"{here(cast)}/excuse", sent, follow=True).get_data(as_text=True)


def test_the_learner_and_the_instructor_see_the_same_list(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast, "morning")
    answer(aya, cast, "when-morning", "2")
    for page in (aya.sees("/me/certificates"), signed_in(cast.instructor).sees(here(cast))):
        assert "Saying hello ・ Not yet" in words(page)
        assert "1 of 5 points ・ Not yet" in words(page)
    assert f'href="{here(cast)}"' in signed_in(cast.instructor).sees(f"/teach/{cast.course}/teams/{cast.team}")


def test_somebody_is_excused_with_a_reason_that_both_read(cast: Cast, signed_in: SignedIn) -> None:
    aya, instructor = signed_in(cast.aya), signed_in(cast.instructor)
    do_everything(aya, cast)
    assert "What is left" in words(aya.sees("/me/certificates")), "the task is not handed in"
    page = words(excuse(instructor, cast, "lesson:bye", "<b>Does</b> this at work every day"))
    assert "Aya is excused from it, and can read why." in page
    assert "<b>Does</b> this at work every day (Instructor)" in page
    assert "Everything is met." not in page, "points are still missing"
    mine = aya.sees("/me/certificates")
    assert "Not asked of you" in words(mine)
    assert "&lt;b&gt;Does&lt;/b&gt; this at work every day" in mine
    excuse(instructor, cast, "points")
    assert "You have done everything that this certificate asks for." in words(aya.sees("/me/certificates"))


def test_a_certificate_is_given_with_an_excuse_and_outlives_it(cast: Cast, signed_in: SignedIn) -> None:
    aya, instructor = signed_in(cast.aya), signed_in(cast.instructor)
    do_everything(aya, cast)
    for requirement in ("lesson:bye", "points"):
        excuse(instructor, cast, requirement)
    issued = aya.post(f"/me/certificates/{cast.course}/claim", {"name": "Aya"}, follow=True).get_data(as_text=True)
    number = re.findall(r"/certificates/([0-9A-Z-]{8,})", issued)[0]
    instructor.post(f"{here(cast)}/end", {"requirement": "points"})
    page = words(signed_in(cast.bilal).sees(f"/certificates/{number}"))
    assert "An instructor may count a requirement as met, and writes down why." in page
    assert "Known from work" not in page


def test_it_can_be_asked_for_again(cast: Cast, signed_in: SignedIn) -> None:
    instructor = signed_in(cast.instructor)
    excuse(instructor, cast, "points")
    assert "Known from work" in words(excuse(instructor, cast, "points", "Another reason")), "the first one holds"
    ended = instructor.post(f"{here(cast)}/end", {"requirement": "points"}, follow=True)
    assert "It is asked for again." in words(ended)
    assert "Known from work" not in words(ended)
    assert "Another reason" in words(excuse(instructor, cast, "points", "Another reason"))
    with ZipFile(io.BytesIO(signed_in(cast.aya).post("/me/privacy/data", MINE).get_data())) as mine:
        told = "".join(mine.read(name).decode() for name in mine.namelist() if name.endswith(".json"))
    assert "Known from work" in told, "what was kept is told, also when it is over"


def test_a_reason_is_needed_and_what_was_chosen_stays(cast: Cast, signed_in: SignedIn) -> None:
    instructor = signed_in(cast.instructor)
    page = instructor.post(f"{here(cast)}/excuse", {"requirement": "points", "reason": "  "})
    assert page.status_code == 400
    assert "Please write a few words." in words(page)
    assert page.get_data(as_text=True).count('<details class="small" open>') == 1
    assert "Not asked of you" not in words(signed_in(cast.aya).sees("/me/certificates"))
    assert instructor.post(f"{here(cast)}/excuse", {"requirement": "lesson:gone", "reason": "x"}).status_code == 400


def test_nobody_else_excuses_and_nobody_else_reads_it(cast: Cast, signed_in: SignedIn) -> None:
    excuse(signed_in(cast.instructor), cast, "points", "canary-reason")
    for person in (cast.other_instructor, cast.coordinator, cast.admin, cast.bilal, cast.aya):
        assert signed_in(person).get(here(cast)).status_code == 404
        assert (
            signed_in(person).post(f"{here(cast)}/excuse", {"requirement": "points", "reason": "x"}).status_code == 404
        )
    for address in (f"/team/{cast.team}", "/me/certificates"):
        assert "canary-reason" not in signed_in(cast.bilal).sees(address)
