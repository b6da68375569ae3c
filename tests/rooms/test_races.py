"""Many at once, on both databases: seats, facts and counts stay what they must be, and nobody sees a crash."""

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from lms.accounts.models import Person, Throttle
from lms.cohorts import seating
from lms.cohorts.models import Seat
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, kept, lesson


def at_once(acts: Sequence[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Run the acts in threads that all begin at the same moment, and give their answers in order."""
    start, found = Barrier(len(acts)), {}

    def run(number: int, act: Callable[[], TestResponse]) -> None:
        start.wait()
        found[number] = act()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(acts), "an act ended with an error of ours"
    return [found[number] for number in range(len(acts))]


def posts(
    browsers: Sequence[Browser], address: str, data: Sequence[dict[str, Any]]
) -> list[Callable[[], TestResponse]]:
    """One post for each browser; the tokens are taken before the race."""
    forms = [{"csrf_token": browser.token(), **form} for browser, form in zip(browsers, data, strict=True)]
    return [
        lambda browser=browser, form=form: browser.client.post(address, data=form)  # type: ignore[misc]
        for browser, form in zip(browsers, forms, strict=True)
    ]


def newcomers(app: Flask, cast: Cast, count: int) -> list[int]:
    """People who join the first team at once; gives the status each got."""
    browsers = [Browser(app.test_client()) for _ in range(count)]
    names = [{"name": f"Newcomer {number}"} for number in range(count)]
    return [answer.status_code for answer in at_once(posts(browsers, f"/join/{cast.invitation}/name", names))]


def seats(app: Flask, cast: Cast) -> list[int]:
    with app.app_context():
        found = db.session.query(Seat).filter(Seat.cohort_id == cast.team_id, Seat.state != "left")
        return sorted(seat.number for seat in found)


def test_of_twenty_who_reach_for_the_last_seat_exactly_one_gets_it(app: Flask, cast: Cast) -> None:
    with app.app_context():
        before = db.session.query(Person).count()
        for person in (cast.chen, cast.instructor):
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()
    assert Counter(newcomers(app, cast, 20)) == {302: 1, 409: 19}
    assert seats(app, cast) == [1, 2, 3, 4, 5]
    with app.app_context():
        assert db.session.query(Person).count() == before + 1, "who came too late left no account behind"


def test_of_twenty_who_join_an_empty_team_five_are_in(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.query(Seat).filter_by(cohort_id=cast.team_id).update({"state": "left"})
        db.session.commit()
    assert Counter(newcomers(app, cast, 20)) == {302: 5, 409: 15}
    assert seats(app, cast) == [1, 2, 3, 4, 5]


def test_a_newcomer_who_presses_ten_times_has_one_account_and_one_seat(
    app: Flask, cast: Cast, visitor: Browser
) -> None:
    visitor.token()
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    browsers = [Browser(app.test_client()) for _ in range(10)]
    for browser in browsers:
        browser.client.set_cookie("session", cookie.value)
    found = at_once(
        posts(browsers, f"/join/{cast.invitation}/name", [{"name": "Impatient", "once": "one rendered form"}] * 10)
    )
    first_step = f"/learn/{cast.course}/hello?step=morning#step-morning"
    assert {answer.location for answer in found} <= {first_step, "/"}
    assert seats(app, cast) == [1, 2, 3]
    with app.app_context():
        assert db.session.query(Person).filter_by(name="Impatient").count() == 1
    assert all("Hello, Impatient" in browser.sees("/") for browser in browsers), "whichever answer came last counts"


def test_one_person_who_presses_ten_times_has_one_seat(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    browsers = [signed_in(cast.dora) for _ in range(10)]
    found = at_once(posts(browsers, f"/join/{cast.invitation}/name", [{}] * 10))
    assert {answer.status_code for answer in found} == {302}
    assert seats(app, cast) == [1, 2, 3]


def test_the_same_answer_and_the_same_finish_from_ten_places_count_once(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    browsers = [signed_in(cast.aya) for _ in range(10)]
    form = {"id": str(uuid4()), "release": cast.release_id, "language": "en", "gap": "you"}
    finish = {"step": "see-you", "release": cast.release_id}
    acts = posts(browsers, f"{lesson(cast, 'bye')}/answer/fill-bye", [form] * 10)
    acts += posts(browsers, f"{lesson(cast, 'bye')}/finish", [finish] * 10)
    assert {answer.status_code for answer in at_once(acts)} == {302}
    kinds = Counter(fact.kind for fact in kept(app, cast.aya))
    assert kinds == {"answered": 1, "verdict": 1, "finished_step": 1, "completed_lesson": 1}


def test_different_answers_at_once_never_exceed_the_tries(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    browsers = [signed_in(cast.aya) for _ in range(10)]
    forms = [{"id": str(uuid4()), "release": cast.release_id, "language": "en", "option": "3"} for _ in browsers]
    found = at_once(posts(browsers, f"{lesson(cast)}/answer/which-evening", forms))
    assert {answer.status_code for answer in found} == {302}
    assert len(kept(app, cast.aya, "verdict")) == 2


def test_the_same_batch_from_ten_places_is_kept_once(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    facts = [a_fact(cast, step=step) for step in ("morning", "evening")]
    facts += [a_fact(cast, "answered", None, activity="when-morning", detail={"chosen": ["2"]})]
    facts += [a_fact(cast, "answered", None, activity="which-evening", detail={"chosen": ["1", "2"]})]
    browsers = [signed_in(cast.aya) for _ in range(10)]
    ready = [(browser.client, {"X-CSRFToken": browser.token()}) for browser in browsers]
    acts = [
        lambda client=client, headers=headers: client.post("/facts", json={"facts": facts}, headers=headers)
        for client, headers in ready
    ]
    found = at_once(acts)
    results = Counter(outcome["result"] for answer in found for outcome in answer.get_json()["facts"])
    assert results == {"kept": 4, "known": 36}
    kinds = Counter(fact.kind for fact in kept(app, cast.aya))
    assert kinds == {"finished_step": 2, "answered": 2, "verdict": 2, "completed_lesson": 1}


def test_a_burst_of_guesses_is_counted_to_the_last(app: Flask, cast: Cast) -> None:
    browsers = [Browser(app.test_client()) for _ in range(20)]
    guesses = [{"email": "aya@people.test", "password": f"guess {number}"} for number in range(20)]
    found = Counter(answer.status_code for answer in at_once(posts(browsers, "/login", guesses)))
    assert found == {400: 6, 429: 14}
    with app.app_context():
        assert db.session.query(Throttle).one().count == 20
