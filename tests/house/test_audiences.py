"""Every door has an audience: who is not of it finds nothing, and an application with an unmarked door does not start."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from lms.app import create_app
from lms.kit.audience import ANYONE, SIGNED_IN, Audience, UnmarkedView, audience, guard, marks_of, refuse_unmarked
from tests.app_fixtures import Browser, Cast, settings_for

ROLES = {"instructor", "coordinator", "career_supporter", "admin"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application of which only the routes are looked at."""
    folder: Path = tmp_path_factory.mktemp("house")
    return create_app(settings_for(folder, f"sqlite:///{folder / 'x.sqlite'}"))


def test_start_up_refuses_a_door_without_an_audience() -> None:
    app, room = Flask("unmarked"), Blueprint("room", "room")
    room.get("/secret")(lambda: "everything")
    room.get("/open", endpoint="open")(audience(ANYONE)(lambda: "welcome"))
    app.register_blueprint(room)
    with pytest.raises(UnmarkedView, match=r"room\.<lambda>") as refused:
        refuse_unmarked(app)
    assert "room.open" not in str(refused.value)


def test_a_room_with_an_unmarked_door_stops_the_whole_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lms.kit import health

    unmarked = Blueprint("health", __name__)
    unmarked.get("/healthz", endpoint="healthz")(lambda: "ok")
    monkeypatch.setattr(health, "blueprint", unmarked)
    with pytest.raises(UnmarkedView, match=r"health\.healthz"):
        create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}"))


def test_every_door_is_marked_with_names_that_exist(house: Flask) -> None:
    names = {mark.name for view in house.view_functions.values() for mark in marks_of(view)}
    assert names <= {"anyone", "signed-in"} | ROLES
    assert all(marks_of(view) for view in house.view_functions.values())


def test_whoever_is_not_of_the_audience_finds_nothing() -> None:
    app, holds = Flask("doors"), {"anyone"}
    app.get("/staff", endpoint="staff")(audience(Audience("admin"), Audience("coordinator"))(lambda: "staff"))
    app.get("/mine", endpoint="mine")(audience(SIGNED_IN)(lambda: "mine"))
    guard(app, lambda mark: mark.name in holds, lambda: ("please sign in", 302))
    browser = app.test_client()
    assert [browser.get(door).status_code for door in ("/staff", "/mine", "/none")] == [302, 302, 404]
    holds.add("signed-in")
    assert [browser.get(door).status_code for door in ("/staff", "/mine")] == [404, 200]
    holds.add("coordinator")
    assert browser.get("/staff").status_code == 200


def test_a_learner_finds_no_desk_of_staff(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    for rule in app.url_map.iter_rules():
        marks = {mark.name for mark in marks_of(app.view_functions[rule.endpoint])}
        # Doors that take forms alone are in the table of doors, for every kind of person.
        if marks <= ROLES and "GET" in (rule.methods or ()):
            address = app.url_map.bind("gonin.test").build(rule.endpoint, dict.fromkeys(rule.arguments, "0" * 20))
            assert aya.get(address).status_code == 404, address
