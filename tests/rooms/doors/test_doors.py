"""Every door of the table is tried by everybody, with real requests, on both databases. `table.py` says how to add one."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.rooms.doors import stage, table
from tests.rooms.doors.envelope import faults
from tests.rooms.doors.stage import Stage, masked, undone
from tests.rooms.doors.table import ACTORS, Line, lines_of, misses, rooms

OURS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def methods(rule: object) -> set[str]:
    """The methods a rule has by our own decision; HEAD and OPTIONS come with them."""
    return set(rule.methods or ()) & set(OURS)  # type: ignore[attr-defined]


def test_every_door_has_its_line_and_every_line_its_door(app: Flask) -> None:
    doors = {(method, rule.rule) for rule in app.url_map.iter_rules() for method in methods(rule)}
    lines = {(line.method, line.rule) for room in rooms() for line in lines_of(room)}
    assert sorted(doors - lines) == [], "these doors have no line; tests/rooms/doors/table.py says how to add one"
    assert sorted(lines - doors) == [], "these lines are about doors that are not there"


@pytest.mark.parametrize("room", rooms())
def test_every_cell_is_what_the_table_says(app: Flask, cast: Cast, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up, wrong = Stage(app, cast, room), []
    with undone(app, set_up, monkeypatch) as cell:
        for line in lines_of(room):
            for actor, word in zip(ACTORS, line.cells, strict=True):
                with cell():
                    answer = set_up.send(actor, line)
                    found = [misses(line, word, answer, set_up.things), *faults(answer)]
                    found += [f"a GET writes: {deed}" for deed in set_up.written if line.method == "GET"]
                    if word == "none":
                        found.append(_tells_more_than_absence(set_up, actor, line, answer))
                wrong += [f"{line.name} {actor}: {what}" for what in found if what]
            with cell():
                wrong += _opens_without_its_token(set_up, line)
    assert wrong == [], "\n".join(wrong)


def _tells_more_than_absence(set_up: Stage, actor: str, line: Line, answer: TestResponse) -> str | None:
    """Whether a page that is not there for somebody differs from the page of a thing that nobody has."""
    absent = line.absent(set_up.things)
    if absent == "/nowhere" and line.method == "POST":
        return None  # An address that leads nowhere takes no form, and shows none again.
    other = set_up.ask(actor, line.method, absent, line.sent)
    pages = masked(answer, line.named(set_up.things)), masked(other, line.unnamed(set_up.things))
    return None if other.status_code == 404 and pages[0] == pages[1] else f"its 404 differs from that of {absent}"


def _opens_without_its_token(set_up: Stage, line: Line) -> list[str]:
    """Whether a form opens the door without its CSRF token, tried by the first who may enter."""
    may = [actor for actor, word in zip(ACTORS, line.cells, strict=True) if word == "ok" or word.startswith("go:")]
    if line.method == "GET" or line.is_open or not may:
        return []
    answer = set_up.send(may[0], line, with_token=False)
    refused = [] if answer.status_code == 400 else [f"without its token: {answer.status_code}"]
    return [f"{line.name} {may[0]}: {what}" for what in [*refused, *faults(answer)]]


def test_a_method_that_a_door_lacks_is_refused_alike_for_everybody(app: Flask, cast: Cast) -> None:
    set_up = Stage(app, cast, "kit")
    for rule in {each.rule: each for each in app.url_map.iter_rules()}.values():
        address = table.ARGUMENT.sub("0", rule.rule)
        taken = {method for each in app.url_map.iter_rules() if each.rule == rule.rule for method in methods(each)}
        for method in sorted(set(OURS) - taken):
            answers = [set_up.ask(actor, method, address, {}) for actor in ("nobody", "aya")]
            assert {answer.status_code for answer in answers} == {405}, f"{method} {address}"
            assert len({answer.headers["Allow"] for answer in answers}) == 1, f"{method} {address}"
            assert [faults(answer) for answer in answers] == [[], []], f"{method} {address}"


def test_asking_for_the_head_alone_opens_no_more_than_the_page(app: Flask, cast: Cast) -> None:
    set_up = Stage(app, cast, "circle")
    for line in (line for line in lines_of("circle") if line.method == "GET"):
        for actor in ("nobody", "aya", "chen", "inst", "coord"):
            head = set_up.ask(actor, "HEAD", line.address(set_up.things), {})
            assert head.status_code == set_up.send(actor, line).status_code, f"{line.name} {actor}"
            assert head.get_data() == b""


def test_what_a_cell_writes_is_undone_before_the_next(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = Stage(app, cast, "accounts")
    typed = {"name": "Somebody else", "interface_language": "en", "text_language": "en", "text_size": "", "theme": ""}
    with undone(app, set_up, monkeypatch) as cell:
        with cell():
            assert set_up.ask("aya", "POST", "/me", typed).status_code == 302
            assert any(deed.startswith("UPDATE people") for deed in set_up.written)
            assert "Somebody else" in set_up.ask("aya", "GET", "/me", {}).text
        assert "Somebody else" not in set_up.ask("aya", "GET", "/me", {}).text


def test_a_line_that_cannot_be_read_is_named() -> None:
    for text in (
        "GET /me in ok ok",
        "GET /team/<cohort> ok",
        "POST /me +unknown ok",
        "GET /me ok ok ok ok ok ok ok ok ok ok ok",
        "GET /me fine",
        "POST /me go",
    ):
        room = ModuleType("me")
        vars(room).update(WORDS={}, SENT={}, DOORS=text)
        with pytest.raises(table.Unreadable, match=re.escape("me.py: ")):
            list(table._read("me", room))
    assert set(stage.PEOPLE) | {"nobody"} == set(ACTORS)
