"""A coordinator makes a programme in the browser, changes it, and shares it with a colleague; nobody else finds it."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import AuditEntry, PersonRole
from lms.cohorts.models import Cohort, Programme, ProgrammeStaff
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import keeps, words

NEW = "/coordinate/programmes/new"
GOOD = {
    "public_name": "Evening courses",
    "inner_name": "A town, 2026",
    "time_zone": "Europe/Kyiv",
    "starts_on": "2026-04-01",
    "ends_on": "2027-03-31",
}


@pytest.fixture
def coordinator(cast: Cast, signed_in: Callable[[int], Browser]) -> Browser:
    return signed_in(cast.coordinator)


def all_of(app: Flask, model: type) -> list[object]:
    with app.app_context():
        rows = list(db.session.scalars(select(model)))
        db.session.expunge_all()
    return rows


def audit(app: Flask) -> list[tuple[int | None, str]]:
    return [(entry.actor_id, entry.deed) for entry in all_of(app, AuditEntry)]  # type: ignore[attr-defined]


def test_a_new_programme_is_made_and_its_maker_runs_it(app: Flask, cast: Cast, coordinator: Browser) -> None:
    made = coordinator.post(NEW, GOOD)
    assert re.fullmatch(r"/coordinate/programmes/\d+", made.location)
    page = words(coordinator.sees(made.location))
    for told in ("A town, 2026", "Evening courses", "April 1, 2026", "March 31, 2027", "Europe/Kyiv", "No team yet"):
        assert told in page
    assert "This is you" in page
    assert "A town, 2026" in coordinator.sees("/coordinate")
    assert audit(app) == [(cast.coordinator, "programme.made")]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("public_name", " ", "Please write a name."),
        ("public_name", "x" * 121, "Please write 120 characters or fewer."),
        ("public_name", "a\x07b", "cannot be shown"),
        ("public_name", "Courses for single mothers", "leave out “single mothers”"),
        ("public_name", "ひとり親のための講座", "leave out “ひとり親”"),
        ("inner_name", "", "Please write a name."),
        ("inner_name", "x" * 121, "Please write 120 characters or fewer."),
        ("inner_name", "INNER-1", "has this inner name already"),
        ("time_zone", "Mars/Base", "choose a time zone"),
        ("time_zone", "", "choose a time zone"),
        ("starts_on", "", "Please choose a day."),
        ("starts_on", "soon", "Please choose a day."),
        ("starts_on", "0026-04-01", "Please choose a day."),
        ("ends_on", "2026-02-30", "Please choose a day."),
        ("ends_on", "2026-03-31", "The last day is before the first day."),
    ],
)
def test_each_bad_field_is_named_and_keeps_what_was_typed(
    app: Flask, coordinator: Browser, field: str, value: str, told: str
) -> None:
    found = coordinator.post(NEW, GOOD | {field: value})
    assert found.status_code == 400
    assert f'id="{field}-problem"' in found.text
    assert told in words(found)
    other = "public_name" if field == "inner_name" else "inner_name"
    assert keeps(found.text, other, GOOD[other])
    if field == "starts_on" and value:
        assert keeps(found.text, field, value), "the day that was typed"
    assert len(all_of(app, Programme)) == 2


def test_the_inner_name_may_say_whom_it_is_for(coordinator: Browser) -> None:
    assert coordinator.post(NEW, GOOD | {"inner_name": "ひとり親支援事業 2026"}).status_code == 302


def test_a_programme_is_changed_and_the_same_again_is_no_deed(app: Flask, cast: Cast, coordinator: Browser) -> None:
    address = coordinator.post(NEW, GOOD).location
    page = coordinator.sees(f"{address}/change")
    assert all(keeps(page, name, value) for name, value in GOOD.items() if name != "time_zone")
    assert re.search(r'<option selected value="Europe/Kyiv"', page)
    changed = coordinator.post(f"{address}/change", GOOD | {"public_name": "Morning courses"}, follow=True)
    assert "Saved." in changed.text
    assert "Morning courses" in changed.text
    coordinator.post(f"{address}/change", GOOD | {"public_name": "Morning courses"})
    assert [deed for _, deed in audit(app)] == ["programme.made", "programme.changed"]
    refused = coordinator.post(f"{address}/change", GOOD | {"inner_name": "inner-2"})
    assert refused.status_code == 400
    assert "has this inner name already" in refused.text


def test_a_colleague_is_added_by_address_and_then_runs_it(
    app: Flask, cast: Cast, coordinator: Browser, signed_in: Callable[[int], Browser]
) -> None:
    address = coordinator.post(NEW, GOOD).location
    other = signed_in(cast.other_coordinator)
    assert other.get(address).status_code == 404
    for _ in range(2):
        added = coordinator.post(f"{address}/colleagues", {"email": "OTHER@people.test "}, follow=True)
        assert "Other runs this programme too." in words(added)
    assert other.get(address).status_code == 200
    number = int(address.rpartition("/")[2])
    staff = [row.person_id for row in all_of(app, ProgrammeStaff) if row.programme_id == number]  # type: ignore[attr-defined]
    assert sorted(staff) == sorted([cast.coordinator, cast.other_coordinator])


def test_who_is_no_coordinator_is_told_of_in_the_same_words_as_who_is_not_here(
    cast: Cast, coordinator: Browser
) -> None:
    address = coordinator.post(NEW, GOOD).location + "/colleagues"
    pages = set()
    for email in ("aya@people.test", "admin@people.test", "nobody@people.test", "no address"):
        found = coordinator.post(address, {"email": email})
        assert found.status_code == 400
        assert "We know no coordinator or instructor with this address." in words(found)
        pages.add(re.sub(r'name="csrf_token"[^>]*', "", found.text.replace(email, "…")))
    assert len(pages) == 1


def test_an_instructor_teaches_the_teams_and_runs_nothing(
    cast: Cast, coordinator: Browser, signed_in: Callable[[int], Browser]
) -> None:
    made = coordinator.post(NEW, GOOD).location
    page = coordinator.post(f"{made}/colleagues", {"email": "instructor@people.test"}, follow=True)
    assert "Instructor teaches the teams of this programme." in words(page)
    assert "Who works in this programme Coordinator This is you Instructor" in words(page)
    assert signed_in(cast.instructor).get(made).status_code == 404


def test_naming_colleagues_by_guessing_comes_to_a_limit(coordinator: Browser) -> None:
    address = coordinator.post(NEW, GOOD).location + "/colleagues"
    answers = [coordinator.post(address, {"email": f"x{n}@people.test"}).status_code for n in range(21)]
    assert answers == [400] * 20 + [429]


def test_programmes_of_others_are_not_there(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser], coordinator: Browser
) -> None:
    address = coordinator.post(NEW, GOOD).location
    doors = ("", "/change", "/colleagues", "/teams/new")
    for person in (cast.other_coordinator, cast.aya, cast.dora, cast.instructor, cast.supporter, cast.admin):
        assert {signed_in(person).get(address + door).status_code for door in doors} == {404}
    assert all("/login" in visitor.get(address + door).location for door in doors)
    for number in ("0", "9" * 30):
        assert coordinator.get(f"/coordinate/programmes/{number}").status_code == 404
    assert coordinator.post(address).status_code == 405
    with app.app_context():
        db.session.query(PersonRole).filter_by(person_id=cast.coordinator).delete()
        db.session.commit()
    assert coordinator.get(address).status_code == 404, "who lost the role finds nothing"


def test_an_empty_desk_says_how_to_begin(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    with app.app_context():
        db.session.query(ProgrammeStaff).filter_by(person_id=cast.other_coordinator).delete()
        db.session.commit()
    page = signed_in(cast.other_coordinator).sees("/coordinate")
    assert "No programme yet" in page
    assert NEW in page


def test_the_desk_asks_no_more_with_many_teams(
    app: Flask, cast: Cast, coordinator: Browser, count_queries: Callable[..., int]
) -> None:
    from lms.cohorts import forming
    from tests.app_fixtures import NOW

    few = count_queries(lambda: coordinator.sees("/coordinate"))
    with app.app_context():
        programme = db.session.get_one(Cohort, cast.team_id).programme_id
        for number in range(12):
            team = forming.make_cohort(db.session.get_one(Programme, programme), cast.course, f"Team {number}", NOW)
            forming.invite(team, NOW)
        db.session.commit()
    assert count_queries(lambda: coordinator.sees("/coordinate")) == few <= 6
    assert count_queries(lambda: coordinator.sees(f"/coordinate/programmes/{programme}")) <= 9


def test_a_colleague_is_taken_out_and_nobody_takes_themselves_out(
    app: Flask, cast: Cast, coordinator: Browser, signed_in: Callable[[int], Browser]
) -> None:
    made = coordinator.post(NEW, GOOD).location
    coordinator.post(f"{made}/colleagues", {"email": "OTHER@people.test"})
    other = signed_in(cast.other_coordinator)
    assert other.get(made).status_code == 200
    out = f"{made}/colleagues/{cast.other_coordinator}/out"
    assert "Other no longer works in this programme." in words(coordinator.post(out, follow=True))
    assert other.get(made).status_code == 404
    assert coordinator.post(out).status_code == 404, "once is enough"
    assert coordinator.post(f"{made}/colleagues/{cast.coordinator}/out").status_code == 404
    assert coordinator.get(made).status_code == 200
    assert [deed for _, deed in audit(app)][-1] == "programme.left"
