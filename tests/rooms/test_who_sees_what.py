"""The page that says who sees what tells the truth: what it calls one's own is on nobody else's page."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from lms.administration import sight
from lms.cohorts import forming
from lms.cohorts.models import Cohort
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import answer, words

CONTACT = {"by_message": "y", "message_contact": "canary-app", "others": "name", "note": "canary-note"}


def line(what: str) -> sight.Line:
    (found,) = (each for each in sight.LINES if str(each.what).startswith(what))
    return found


def pages_of_others(cast: Cast, signed_in: Callable[[int], Browser]) -> dict[str, str]:
    """What everybody else may open that is about Aya, put together for each kind of viewer."""
    team, desk = f"/team/{cast.team}", f"/coordinate/teams/{cast.team}"
    question = f"/teach/{cast.course}/questions/fill-bye"
    reach = f"{desk}/people/{cast.aya}/reach"
    who = {
        "mates": (cast.bilal, (team, "/")),
        "coordinator": (cast.coordinator, (team, desk, "/coordinate")),
        "instructor": (cast.instructor, (team, "/author", reach, f"/teach/{cast.course}/teams/{cast.team}", question)),
        "supporter": (cast.supporter, (team, "/", reach)),
        "admin": (cast.admin, (team, "/admin/people", "/admin/certificates", reach)),
    }
    found = {
        name: "".join(signed_in(person).get(address).get_data(as_text=True) for address in addresses)
        for name, (person, addresses) in who.items()
    }
    found["coordinator"] += signed_in(cast.coordinator).post(reach).get_data(as_text=True)
    for name in ("mates", "instructor", "supporter", "admin"):
        found[name] += signed_in(who[name][0]).post(reach).get_data(as_text=True)
    return found


def test_the_table_and_the_pages_agree(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me", {"name": "Canary name"})
    answer(aya, cast, "fill-bye", name="bye", gap=["canary-typed"])
    with app.app_context():
        forming.share_programme(
            db.session.scalars(select(Cohort.programme_id).where(Cohort.code == cast.team)).one(), cast.instructor
        )
        db.session.commit()
    aya.post("/me/contact", CONTACT)
    aya.post("/me/hours", {"time_zone": "Asia/Kathmandu", "suits": "2-night"})
    seen = pages_of_others(cast, signed_in)
    with app.test_request_context():
        told = {
            "Canary name": line("Name on screen"),
            "canary-typed": line("Answers in quick checks"),
            "canary-app": line("How to reach you"),
            "canary-note": line("How to reach you"),
            "Nepal": line("Time zone"),
            "aya@people.test": line("E-mail address"),
        }
    for canary, each in told.items():
        assert {viewer for viewer, text in seen.items() if canary in text} == set(each.rules), canary


def test_a_mate_of_another_programme_and_its_coordinator_see_nothing(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    signed_in(cast.aya).post("/me/contact", CONTACT)
    for stranger in (cast.chen, cast.other_coordinator):
        for address in (f"/team/{cast.team}", f"/coordinate/teams/{cast.team}/people/{cast.aya}/reach"):
            answer = signed_in(stranger).get(address)
            assert (answer.status_code, "Aya" in words(answer.get_data(as_text=True))) == (404, False)


def test_the_page_names_every_line_and_says_what_is_ones_own(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    page = words(signed_in(cast.aya).sees("/me/who-sees"))
    with app.test_request_context():
        assert [str(each.what) for each in sight.LINES if str(each.what) not in page] == []
        own = sum(not each.rules for each in sight.LINES)
    assert page.count("Only you") == own >= 4
