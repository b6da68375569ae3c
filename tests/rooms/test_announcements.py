"""Staff say a few words to their teams: they stand on the desk until they were read, and nobody else sees them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms import author_stage, task_stage
from tests.rooms.deeds import words

SignedIn = Callable[[int], Browser]
TEXT = "We meet on Friday.\n\n<b>Bring</b> a question."


@pytest.fixture
def page(app: Flask, cast: Cast) -> str:
    """The team in the instructor's hands; where announcements are written."""
    with app.app_context():
        task_stage.let_teach(cast)
    return f"/teach/{cast.course}/announcements"


def say(browser: Browser, cast: Cast, page: str, **more: object) -> TestResponse:
    return browser.post(page, {"text": TEXT, "teams": cast.team, **more}, follow=True)


def test_it_stands_on_the_desk_until_it_was_read(cast: Cast, signed_in: SignedIn, page: str) -> None:
    instructor, aya, bilal = (signed_in(person) for person in (cast.instructor, cast.aya, cast.bilal))
    assert "Nothing yet." in words(instructor.sees(page))
    assert "1 team sees it now." in words(say(instructor, cast, page))
    desk = aya.sees("/")
    assert "Instructor ・ Team “Tide” ・" in words(desk)
    assert "&lt;b&gt;Bring&lt;/b&gt; a question." in desk
    aya.post(f"/team/{cast.team}/announcements/1/read")
    aya.post(f"/team/{cast.team}/announcements/1/read")
    assert "Friday" not in aya.sees("/")
    assert "Friday" in aya.sees(f"/team/{cast.team}"), "the team's page keeps it"
    assert "Friday" in bilal.sees("/"), "each reads for themselves"


def test_nobody_outside_the_team_sees_it(cast: Cast, signed_in: SignedIn, page: str) -> None:
    say(signed_in(cast.instructor), cast, page)
    for person in (cast.chen, cast.dora, cast.other_instructor, cast.supporter, cast.admin):
        browser = signed_in(person)
        assert "Friday" not in browser.sees("/")
        assert browser.get(page).status_code == 404
        assert browser.post(f"/team/{cast.team}/announcements/1/read").status_code == 404
    chen = signed_in(cast.chen)
    assert chen.post(f"/team/{cast.other_team}/announcements/1/read").status_code == 404


def test_what_is_taken_back_is_gone_for_everybody(cast: Cast, signed_in: SignedIn, page: str) -> None:
    instructor = signed_in(cast.instructor)
    say(instructor, cast, page)
    assert "It is taken back." in words(instructor.post(f"{page}/1/back", follow=True))
    aya = signed_in(cast.aya)
    for where in ("/", f"/team/{cast.team}"):
        assert "Friday" not in aya.sees(where)
    assert "Nothing yet." in words(instructor.sees(page))
    assert instructor.post(f"{page}/1/back").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Please write a few words."),
        ({"text": "x" * 2001}, "Please write 2000 characters or fewer."),
        ({"text": "a\x00"}, "There is a sign in it that cannot be kept."),
        ({"teams": []}, "Please choose at least one team."),
        ({"teams": "nobodys"}, "Please choose from the list."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(
    cast: Cast, signed_in: SignedIn, page: str, sent: dict[str, object], said: str
) -> None:
    instructor = signed_in(cast.instructor)
    found = say(instructor, cast, page, **sent)
    assert found.status_code == 400
    assert said in words(found)
    if "text" not in sent:
        assert "We meet on Friday." in words(found)
    assert "Friday" not in signed_in(cast.aya).sees("/")


def test_a_team_of_somebody_else_is_not_offered(app: Flask, cast: Cast, signed_in: SignedIn, page: str) -> None:
    author_stage.own(app, cast)
    instructor = signed_in(cast.instructor)
    assert cast.other_team not in instructor.sees(page)
    assert say(instructor, cast, page, teams=cast.other_team).status_code == 400


def test_an_old_one_leaves_the_desk_by_itself(
    cast: Cast, signed_in: SignedIn, page: str, now: Callable[[datetime], None]
) -> None:
    say(signed_in(cast.instructor), cast, page)
    now(NOW + timedelta(days=61))
    aya = signed_in(cast.aya)
    assert "Friday" not in aya.sees("/")
    assert "Friday" in aya.sees(f"/team/{cast.team}")
