"""Mates look at each other's works: only who handed in the same, with names or without, and silence holds nobody back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.kit.db import db
from lms.practice.jobs import stand_in
from lms.practice.models import Review
from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms.correction_stage import stands
from tests.rooms.deeds import words
from tests.rooms.file_stage import fetched, noise, send
from tests.rooms.task_stage import hand_in, set_up, task, works

SignedIn = Callable[[int], Browser]
WORDS = {"row-1": "2", "row-2": "0", "words": "I like the order. Try to add how many."}
WAITS = "A work from your team waits for a few words from you"


@pytest.fixture
def peers(app: Flask, cast: Cast) -> Cast:
    """The cast in a course with a task that mates look at, with names."""
    return replace(cast, release_id=set_up(app, cast, "peers"))


@pytest.fixture
def unnamed(app: Flask, cast: Cast) -> Cast:
    """The same, with names left out and without a model answer."""
    return replace(cast, release_id=set_up(app, cast, "peers-unnamed", model=False))


def of(cast: Cast, work: int) -> str:
    return f"{task(cast)}/mates/{work}"


def look(browser: Browser, cast: Cast, work: int, **more: str) -> TestResponse:
    return browser.post(of(cast, work), {**WORDS, **more}, follow=True)


def test_a_mate_who_handed_in_the_same_is_asked_and_their_words_arrive(
    app: Flask, peers: Cast, signed_in: SignedIn
) -> None:
    aya, bilal = signed_in(peers.aya), signed_in(peers.bilal)
    assert "Somebody in your team looks at it and sees your name." in words(aya.sees(task(peers)))
    said = words(hand_in(aya, peers, "Aya's list\n\nof things"))
    assert "It is handed in. Somebody in your team looks at it." in said
    assert "It waits for somebody in your team, for three days at most." in said
    assert WAITS not in words(bilal.sees("/")), "nobody copies what they have not tried"
    assert bilal.get(of(peers, 1)).status_code == 404
    hand_in(bilal, peers, "Bilal's list")
    assert WAITS in words(bilal.sees("/"))
    assert "1 work waits for a few words." in words(bilal.sees(task(peers)))
    page = words(bilal.sees(of(peers, 1)))
    assert "Aya's list" in page
    assert "Names are left out" not in page
    done = words(look(bilal, peers, 1, **{"beside-2": "This one I forgot!"}))
    assert "Thank you. Your words are with them now." in done
    assert WAITS not in words(bilal.sees("/"))
    seen = words(aya.sees(task(peers)))
    assert "I like the order. Try to add how many. Reviewed by Bilal" in seen
    assert "of things This one I forgot!" in seen
    assert "Canary-model" in seen
    standing = stands(app, peers, peers.aya, "a-list")
    assert (standing.right, standing.points) == (True, 2), "a mate's word never sends somebody back"


def test_without_names_neither_side_learns_who_it_is(app: Flask, unnamed: Cast, signed_in: SignedIn) -> None:
    aya, bilal = signed_in(unnamed.aya), signed_in(unnamed.bilal)
    assert "Somebody in your team looks at it, without your name." in words(aya.sees(task(unnamed)))
    send(aya, unnamed, noise((60, 60)), "Aya-Canary.png")
    hand_in(aya, unnamed)
    hand_in(bilal, unnamed)
    page = bilal.sees(of(unnamed, 1))
    assert "Aya" not in page
    assert "Names are left out" in words(page)
    address = re.findall(r'href="([^"]*/mates/1/files/[^"]*)"', page)[0]
    given = fetched(bilal, address)
    assert given.status_code == 200
    assert "Canary" not in given.headers["Content-Disposition"]
    look(bilal, unnamed, 1)
    seen = words(aya.sees(task(unnamed)))
    assert "Somebody in your team looked at it." in seen
    assert "Bilal" not in seen
    assert bilal.get(address).status_code == 404, "once it is said, it is the author's again"
    seen_by_staff = words(signed_in(unnamed.instructor).sees("/teach/works/1"))
    assert "A mate looked at it ・ Bilal" in seen_by_staff
    assert "Aya-Canary.png" in seen_by_staff
    set_up(app, unnamed, "peers")
    assert "Bilal" not in words(aya.sees(task(unnamed))), "a later version does not uncover it"


def test_nobody_else_finds_it(peers: Cast, signed_in: SignedIn) -> None:
    hand_in(signed_in(peers.aya), peers)
    for person in (peers.chen, peers.instructor, peers.coordinator, peers.admin, peers.supporter):
        browser = signed_in(person)
        assert browser.get(of(peers, 1)).status_code == 404
        assert browser.post(of(peers, 1), WORDS).status_code == 404
    aya = signed_in(peers.aya)
    assert aya.get(of(peers, 1)).status_code == 404, "one's own"
    hand_in(signed_in(peers.chen), peers)
    assert signed_in(peers.chen).get(of(peers, 1)).status_code == 404, "of another team"
    hand_in(signed_in(peers.bilal), peers)
    bilal = signed_in(peers.bilal)
    assert bilal.get(f"{task(peers)}/mates/99").status_code == 404
    assert bilal.get(of(peers, 1).replace("a-list", "fill-bye")).status_code == 404


def test_what_was_handed_in_for_an_instructor_stays_with_the_instructor(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    before = replace(cast, release_id=set_up(app, cast))
    hand_in(signed_in(cast.aya), before, "For the instructor alone")
    after = replace(cast, release_id=set_up(app, cast, "peers"))
    bilal = signed_in(cast.bilal)
    hand_in(bilal, after)
    assert WAITS not in words(bilal.sees("/"))
    assert bilal.get(of(after, 1)).status_code == 404


def test_a_rest_asks_nobody_and_shows_nothing(peers: Cast, signed_in: SignedIn) -> None:
    aya, bilal = signed_in(peers.aya), signed_in(peers.bilal)
    hand_in(aya, peers)
    hand_in(bilal, peers)
    bilal.post(f"/team/{peers.team}/rest")
    assert WAITS not in words(bilal.sees("/"))
    assert WAITS not in words(aya.sees("/"))
    assert aya.get(of(peers, 2)).status_code == 404
    bilal.post(f"/team/{peers.team}/come-back")
    assert WAITS in words(aya.sees("/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": "  "}, "Please write a few words."),
        ({"row-1": ""}, "Please give points in every row."),
        ({"row-2": "7"}, "Please give points in every row."),
        ({"words": "x" * 4001}, "Please write 4000 characters or fewer."),
        ({"beside-1": "a\x00"}, "There is a sign in it that cannot be kept."),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    app: Flask, peers: Cast, signed_in: SignedIn, sent: dict[str, str], said: str
) -> None:
    hand_in(signed_in(peers.aya), peers)
    bilal = signed_in(peers.bilal)
    hand_in(bilal, peers)
    found = look(bilal, peers, 1, **{"beside-1": "Beside it", **sent})
    assert found.status_code == 400
    assert said in words(found)
    if "beside-1" not in sent:
        assert "Beside it" in words(found)
    assert [work.state for work in works(app, peers.aya)] == ["waiting"]


def test_who_is_too_late_is_thanked(app: Flask, peers: Cast, signed_in: SignedIn) -> None:
    aya, bilal = signed_in(peers.aya), signed_in(peers.bilal)
    hand_in(aya, peers)
    hand_in(bilal, peers)
    form = {"id": "0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10", "release": str(peers.release_id), "language": "en"}
    aya.post(f"{task(peers)}/back", form)
    for late in (look(bilal, peers, 1), bilal.get(of(peers, 1), follow_redirects=True)):
        assert "It was taken back, or somebody else was quicker. Thank you all the same." in words(late)
    assert [work.state for work in works(app, peers.aya)] == ["back"]
    assert signed_in(peers.chen).get(of(peers, 1)).status_code == 404, "a stranger learns nothing"


def test_after_three_days_the_model_answer_stands_in(
    app: Flask, peers: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    hand_in(signed_in(peers.aya), peers)
    now(NOW + timedelta(days=2, hours=23))
    with app.app_context():
        stand_in()
    assert [work.state for work in works(app, peers.aya)] == ["waiting"]
    now(NOW + timedelta(days=3))
    with app.app_context():
        stand_in()
        stand_in()
        assert [(one.origin, one.reviewer_id, one.passed) for one in db.session.query(Review)] == [
            ("model", None, True)
        ]
    seen = words(signed_in(peers.aya).sees(task(peers)))
    assert "Nobody in your team had time within three days, so you do not wait any longer." in seen
    assert "Canary-model: paper, pens" in seen
    assert stands(app, peers, peers.aya, "a-list").points == 3


def test_without_a_model_answer_staff_are_asked_after_three_days(
    app: Flask, unnamed: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    hand_in(signed_in(unnamed.aya), unnamed)
    assert "Nothing waits" in words(signed_in(unnamed.instructor).sees("/teach/works"))
    now(NOW + timedelta(days=3))
    with app.app_context():
        stand_in()
    instructor = signed_in(unnamed.instructor)
    assert "Aya Write a list for a friend." in words(instructor.sees("/teach/works"))
    assert "It waits for your instructor now." in words(signed_in(unnamed.aya).sees(task(unnamed)))
    instructor.post("/teach/works/1", {**WORDS, "passed": "yes"})
    assert "Reviewed by Instructor" in words(signed_in(unnamed.aya).sees(task(unnamed)))
