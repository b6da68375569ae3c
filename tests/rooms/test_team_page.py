"""The team's page: mates see one another without ranking, a rest says nothing, and strangers find nothing."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from lms.cohorts import queries, seating
from lms.cohorts.models import Seat
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, do_everything, finish, kept, lesson, main_of, send, words


def test_the_team_is_there_for_mates_and_who_runs_it_and_for_nobody_else(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    pages = [f"/team/{cast.team}", f"/team/{cast.team}/board"]
    for person in (cast.aya, cast.bilal, cast.coordinator):
        assert [signed_in(person).get(page).status_code for page in pages] == [200, 200]
    strangers = (cast.chen, cast.dora, cast.instructor, cast.other_coordinator, cast.supporter, cast.admin)
    for person in strangers:
        browser = signed_in(person)
        assert [browser.get(page).status_code for page in pages] == [404, 404], person
        for door in ("rest", "come-back", "week"):
            assert browser.post(f"/team/{cast.team}/{door}", {"amount": "3", "unit": "steps"}).status_code == 404
    assert visitor.get(pages[0]).location == f"/login?next=/team/{cast.team}"
    assert [signed_in(cast.aya).get(f"/team/{code}").status_code for code in ("NOSUCHTEAM22", cast.other_team)] == [
        404,
        404,
    ]
    assert signed_in(cast.aya).get("/team").location == pages[0]
    with app.app_context():
        assert {seat.state for seat in db.session.query(Seat)} == {"active"}


def test_mates_see_what_is_done_and_no_numbers(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    page = words(main_of(bilal.sees(f"/team/{cast.team}")))
    assert "Team “Tide”" in page
    assert "3 places left" in page
    assert "Aya In progress Bilal (me) In progress" in page
    do_everything(aya, cast)
    after = words(main_of(bilal.sees(f"/team/{cast.team}")))
    assert "Aya Done Done Bilal" in after
    assert page != after
    for scolding in ("%", "point", "rank", "behind", "late"):
        assert scolding not in after.lower().replace("later", ""), scolding


def test_a_hard_part_is_shown_to_mates_until_it_is_finished(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[..., None]
) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    board = f"/team/{cast.team}"
    aya.post(f"{lesson(cast)}/hard", {"step": "evening", "hard": "yes"})
    assert "Aya says: this part is hard Saying hello ・ Good evening" in words(bilal.sees(board))
    assert "You said: this part is hard" in words(aya.sees(board))
    assert "/learn/tiny/hello?step=evening#step-evening" in bilal.sees(board)
    assert "It is no longer hard" in words(aya.sees(lesson(cast)))
    now(NOW + timedelta(minutes=1))
    aya.post(f"{lesson(cast)}/hard", {"step": "evening", "hard": "no"})
    assert "says: this part is hard" not in words(bilal.sees(board))
    now(NOW + timedelta(minutes=2))
    aya.post(f"{lesson(cast)}/hard", {"step": "evening", "hard": "yes"})
    now(NOW + timedelta(minutes=3))
    finish(aya, cast, "evening")
    assert "says: this part is hard" not in words(bilal.sees(board))


def test_pages_of_mates_are_the_same_with_and_without_what_a_resting_person_did(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    assert aya.post(f"/team/{cast.team}/rest").location == "/"
    before = bilal.get(f"/team/{cast.team}/board")
    assert "Aya At their own pace" in words(before)
    do_everything(aya, cast)
    send(aya, a_fact(cast, "marked_hard", "evening"), a_fact(cast, "opened_step"))
    after = bilal.get(f"/team/{cast.team}/board")
    assert after.get_data() == before.get_data()
    assert after.headers["ETag"] == before.headers["ETag"]
    again = bilal.get(f"/team/{cast.team}/board", headers={"If-None-Match": before.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    bilal.post(f"/team/{cast.team}/week", {"amount": "1", "unit": "steps"})
    row = words(bilal.get(f"/team/{cast.team}/board")).partition("Everyone in the team")[2].partition("Bilal")[0]
    assert "0" not in row, "nothing of somebody who rests is shown as zero"


def test_a_break_is_one_press_and_everything_waits(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast)
    for _ in range(2):
        aya.post(f"/team/{cast.team}/rest")
    desk = words(aya.sees("/"))
    assert "You are taking a break. Your place is kept." in desk
    assert "My week" not in desk
    assert aya.get(lesson(cast)).status_code == 200, "reading goes on where one likes"
    for _ in range(2):
        aya.post(f"/team/{cast.team}/come-back")
    desk = words(aya.sees("/?back"))
    assert "Welcome back, Aya" in desk
    assert "Go on (about 4 min)" in desk
    assert "Aya (me) In progress" in words(aya.sees(f"/team/{cast.team}"))
    with app.app_context():
        seat = db.session.query(Seat).filter_by(person_id=cast.aya).one()
        assert (seat.state, seat.number) == ("active", 1)
    assert len(kept(app, cast.aya, "finished_step")) == 1


def test_a_resting_persons_place_is_not_given_away(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    signed_in(cast.aya).post(f"/team/{cast.team}/rest")
    with app.app_context():
        for person in (cast.chen, cast.instructor, cast.admin):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
        assert [mate.number for mate in queries.mates(cast.team_id)] == [1, 2, 3, 4, 5]
    assert signed_in(cast.dora).post(f"/join/{cast.invitation}/name").status_code == 409


def test_my_plan_for_the_week_is_mine_and_fills_my_petal(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post(f"/team/{cast.team}/week", {"amount": "2", "unit": "steps"})
    finish(aya, cast)
    assert "My plan: 2 steps a week" in words(aya.sees("/"))
    assert "Aya (me) In progress" in words(aya.sees(f"/team/{cast.team}"))
    finish(aya, cast, "evening")
    assert "Aya (me) Done" in words(aya.sees(f"/team/{cast.team}"))
    for wrong in ("0", "51", "-3", "", "many", "9" * 40, "2.5"):
        answer = aya.post(f"/team/{cast.team}/week", {"amount": wrong, "unit": "steps"})
        assert "Please write a number" in words(answer), wrong
        assert f'value="{wrong}"' in answer.text, "what was typed stays"
    assert "My plan: 2 steps a week" in words(aya.sees("/"))


def test_a_week_begins_on_monday_where_the_programme_is(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[..., None]
) -> None:
    aya = signed_in(cast.aya)
    send(
        aya, a_fact(cast, at="2026-04-06T00:00:00+09:00"), a_fact(cast, step="evening", at="2026-04-05T23:59:59+09:00")
    )
    assert "1 step done this week." in words(aya.sees("/"))
    now(NOW + timedelta(days=7))
    assert "0 steps done this week." in words(aya.sees("/"))


def test_a_full_team_is_told_before_anything_is_typed_and_mates_go_to_their_team(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    address = f"/join/{cast.invitation}"
    assert signed_in(cast.aya).get(address).location == f"/team/{cast.team}"
    with app.app_context():
        for person in (cast.dora, cast.instructor, cast.supporter):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
    assert visitor.get(address).status_code == 409
    assert "All five places are taken" in words(visitor.get(address))
