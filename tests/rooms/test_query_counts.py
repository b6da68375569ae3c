"""How many times a page asks the database: few, and no more however long somebody has been here."""

from collections.abc import Callable

from flask import Flask

from lms.cohorts import seating
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, do_everything, lesson, send

Count = Callable[[Callable[[], object]], int]


def test_pages_ask_little_and_history_does_not_matter(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], count_queries: Count
) -> None:
    aya = signed_in(cast.aya)
    limits = {
        lesson(cast): 6,
        f"/team/{cast.team}": 8,
        f"/team/{cast.team}/board": 8,
        "/": 8,
        "/courses/tiny": 8,
        "/facts": 8,
        "/me": 4,
    }

    def ask() -> dict[str, int]:
        for address in limits:
            aya.sees(address)  # What a release holds is kept in memory after the first read.
        return {address: count_queries(lambda address=address: aya.get(address)) for address in limits}

    before = ask()
    assert {address: count for address, count in before.items() if count > limits[address]} == {}
    with app.app_context():
        for person in (cast.dora, cast.instructor, cast.supporter):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
    for person in (cast.aya, cast.bilal, cast.dora):
        browser = signed_in(person)
        do_everything(browser, cast)
        send(browser, *[a_fact(cast, "opened_step", step) for step in ("morning", "evening") * 15])
    after = ask()
    # At the end of a course the desk asks for the certificate, too, however long the history.
    assert after["/"] <= before["/"] + 2
    assert after | {"/": before["/"]} == before


def test_a_batch_that_was_sent_before_costs_next_to_nothing(
    cast: Cast, signed_in: Callable[[int], Browser], count_queries: Count
) -> None:
    aya = signed_in(cast.aya)
    facts = [a_fact(cast, "opened_step") for _ in range(100)]
    send(aya, *facts)
    assert count_queries(lambda: send(aya, *facts)) <= 3


def test_a_visitors_pages_ask_nothing_about_people(visitor: Browser, cast: Cast, count_queries: Count) -> None:
    visitor.sees("/courses")
    assert count_queries(lambda: visitor.get("/")) == 1, "which courses there are to look at"
    assert count_queries(lambda: visitor.get("/healthz")) == 0
    assert count_queries(lambda: visitor.get("/courses")) <= 2
