"""A coordinator makes a team and its invitation, renews and stops it, and sees who joined."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import AuditEntry
from lms.catalog import queries as catalog
from lms.cohorts import seating
from lms.cohorts.models import Cohort, Invitation, Programme
from lms.coordination import qr
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import keeps, words


@pytest.fixture
def coordinator(cast: Cast, signed_in: Callable[[int], Browser]) -> Browser:
    return signed_in(cast.coordinator)


@pytest.fixture
def programme(app: Flask, cast: Cast) -> int:
    with app.app_context():
        return db.session.get_one(Cohort, cast.team_id).programme_id


@pytest.fixture
def team(cast: Cast) -> str:
    return f"/coordinate/teams/{cast.team}"


def code_on(page: str) -> str:
    found = re.search(r'value="http://gonin\.test/join/([0-9A-Z]{10})\?openExternalBrowser=1"', page)
    return found.group(1) if found else ""


def test_a_team_is_made_and_its_first_invitation_lets_somebody_in(
    coordinator: Browser, visitor: Browser, cast: Cast, programme: int
) -> None:
    made = coordinator.post(
        f"/coordinate/programmes/{programme}/teams/new", {"name": "Harbour", "course": cast.course}
    ).location
    page = coordinator.sees(made)
    assert "No invitation yet" in page
    assert "Nobody has joined yet." in page
    assert "5 places left" in words(page)
    page = coordinator.post(f"{made}/invitation/new", follow=True).text
    code = code_on(page)
    assert "Open until June 7, 2026." in words(page)
    assert visitor.post(f"/join/{code}/name", {"name": "Emi", "once": "x"}).location.startswith("/learn/")
    after = words(coordinator.sees(made))
    assert "Emi" in after
    assert "4 places left" in after
    assert "Invitation open until June 7, 2026" in words(coordinator.sees("/coordinate"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Please write a name."),
        ({"name": "x" * 81}, "Please write 80 characters or fewer."),
        ({"name": "Refugees A"}, "leave out “Refugees”"),
        ({"course": "nowhere"}, "choose a course from the list"),
        ({"course": ""}, "choose a course from the list"),
    ],
)
def test_each_bad_field_of_a_team_is_named(
    coordinator: Browser, cast: Cast, programme: int, typed: dict[str, str], told: str
) -> None:
    sent = {"name": "Harbour", "course": cast.course} | typed
    found = coordinator.post(f"/coordinate/programmes/{programme}/teams/new", sent)
    assert found.status_code == 400
    assert told in words(found)
    assert keeps(found.text, "name", sent["name"])


def test_without_a_published_course_the_page_says_whom_to_ask(
    coordinator: Browser, programme: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "current_releases", list)
    page = coordinator.sees(f"/coordinate/programmes/{programme}/teams/new")
    assert "No course is published yet." in page
    assert 'name="course"' not in page


def test_a_team_gets_another_name(coordinator: Browser, cast: Cast, team: str, app: Flask) -> None:
    assert keeps(coordinator.sees(f"{team}/name"), "name", "Tide")
    assert "Ebb" in coordinator.post(f"{team}/name", {"name": "Ebb"}, follow=True).text
    coordinator.post(f"{team}/name", {"name": "Ebb"})
    refused = coordinator.post(f"{team}/name", {"name": "難民チーム"})
    assert refused.status_code == 400
    assert "leave out “難民”" in words(refused)
    with app.app_context():
        assert [entry.deed for entry in db.session.scalars(select(AuditEntry))] == ["team.renamed"]


def test_a_new_invitation_ends_the_old_one_at_once_after_asking(
    coordinator: Browser, visitor: Browser, cast: Cast, team: str, app: Flask
) -> None:
    assert "stop working at once" in words(coordinator.sees(f"{team}/invitation/new"))
    assert visitor.get(f"/join/{cast.invitation}").status_code == 200, "asking changes nothing"
    new = code_on(coordinator.post(f"{team}/invitation/new", follow=True).text)
    assert new not in ("", cast.invitation)
    assert visitor.get(f"/join/{cast.invitation}").status_code == 404
    assert visitor.get(f"/join/{new}").status_code == 200
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry)).one()
        assert (entry.deed, entry.detail) == ("invitation.made", {"replaces": True})
        assert new not in f"{entry.subject} {entry.detail}", "the code opens a door"


def test_a_stopped_invitation_lets_nobody_in(coordinator: Browser, visitor: Browser, cast: Cast, team: str) -> None:
    assert "Who has joined stays in the team." in coordinator.sees(f"{team}/invitation/stop")
    page = coordinator.post(f"{team}/invitation/stop", follow=True).text
    assert "Nobody can join with it any more." in page
    assert "The last invitation is closed or out of date." in page
    assert code_on(page) == ""
    assert visitor.get(f"/join/{cast.invitation}").status_code == 404
    assert "The invitation is closed" in words(coordinator.sees("/coordinate"))
    assert "Aya" in page


def test_an_invitation_out_of_date_is_shown_as_such(
    coordinator: Browser, team: str, now: Callable[..., None], cast: Cast
) -> None:
    now(NOW + timedelta(days=29))
    assert cast.invitation in coordinator.sees(team)
    now(NOW + timedelta(days=31))
    page = coordinator.sees(team)
    assert "The last invitation is closed or out of date." in page
    assert cast.invitation not in page


def test_a_full_team_shows_no_invitation(coordinator: Browser, cast: Cast, team: str, app: Flask) -> None:
    with app.app_context():
        for person in (cast.chen, cast.dora, cast.supporter):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
    page = coordinator.sees(team)
    assert "All five places are taken." in words(page)
    assert cast.invitation not in page
    assert coordinator.get(f"{team}/sheet").location == team
    assert coordinator.get(f"{team}/letters").location == team


def test_after_the_programmes_last_day_the_page_says_how_to_open_it_again(
    coordinator: Browser, team: str, app: Flask, programme: int, cast: Cast
) -> None:
    with app.app_context():
        db.session.get_one(Programme, programme).ends_on = (NOW - timedelta(days=1)).date()
        db.session.commit()
    page = words(coordinator.sees(team))
    assert "The programme is over" in page
    assert "choose a later last day" in page
    assert cast.invitation not in page


def test_the_coordinator_sees_own_teams_and_nobody_elses(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser], coordinator: Browser, team: str
) -> None:
    page = coordinator.sees("/coordinate")
    assert "Tide" in page
    assert "2 people" in words(page)
    assert "Breeze" not in page
    doors = ("", "/name", "/invitation/new", "/invitation/stop", "/sheet", "/letters")
    for person in (cast.other_coordinator, cast.aya, cast.instructor, cast.admin):
        browser = signed_in(person)
        assert {browser.get(team + door).status_code for door in doors} == {404}
        assert {browser.post(team + door).status_code for door in doors if door not in ("", "/sheet")} == {404}
    assert visitor.get(team).location.startswith("/login?next=")
    assert coordinator.post(team).status_code == 405
    assert coordinator.post(f"{team}/sheet").status_code == 405


def test_asking_twice_makes_no_second_open_invitation(coordinator: Browser, team: str, app: Flask, cast: Cast) -> None:
    for _ in range(3):
        coordinator.post(f"{team}/invitation/new")
    with app.app_context():
        still = select(Invitation.code).where(Invitation.cohort_id == cast.team_id, Invitation.expires_at > NOW)
        assert len(db.session.scalars(still).all()) == 1


def test_the_qr_code_on_the_page_is_that_of_the_link(coordinator: Browser, team: str, cast: Cast) -> None:
    drawn = str(qr.svg(f"http://gonin.test/join/{cast.invitation}?openExternalBrowser=1"))
    assert drawn in coordinator.sees(team)
    assert drawn in coordinator.sees(f"{team}/sheet")
    assert "style" not in drawn


def test_the_team_page_asks_no_more_with_more_people(
    coordinator: Browser, cast: Cast, team: str, app: Flask, count_queries: Callable[..., int]
) -> None:
    few = count_queries(lambda: coordinator.sees(team))
    with app.app_context():
        for person in (cast.chen, cast.dora):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
    assert count_queries(lambda: coordinator.sees(team)) == few <= 9
