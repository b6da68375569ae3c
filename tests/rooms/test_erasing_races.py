"""Deleting an account while other things happen, with real threads on both databases: nothing comes back, nothing crashes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from lms.accounts import registering
from lms.accounts.models import Person, SignIn
from lms.administration import ledger
from lms.certificates.models import Certificate, VanishedCertificate
from lms.cohorts.models import Programme, ProgrammeStaff
from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import finish
from tests.rooms.deeds import a_fact
from tests.rooms.test_races import at_once, posts

SignedIn = Callable[[int], Browser]
Act = Callable[[], TestResponse]
DELETE = "/me/privacy/delete"
SURE = {"sure": "y", "password": PASSWORD}
BUSY = 503
"""What somebody is told who waited five seconds for SQLite's lock on a very busy machine; nothing of theirs was written."""


def deletion(browser: Browser, **more: str) -> Act:
    return posts([browser], DELETE, [{**SURE, **more}])[0]


def batch(browser: Browser, facts: list[dict[str, Any]]) -> Act:
    headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}
    return lambda: browser.client.post("/facts", json={"facts": facts}, headers=headers)


def count(app: Flask, *where: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).where(*where)) or 0


def is_gone(app: Flask, person_id: int) -> bool:
    return count(app, Person.id == person_id) + count(app, SignIn.person_id == person_id) == 0


def lines(app: Flask) -> list[ledger.Erased]:
    return ledger.read(ledger.ledger_path(app.extensions["gonin_settings"].data))


@pytest.fixture(autouse=True)
def no_crash(app: Flask) -> None:
    """An error of ours is an answer 500 here, as it is for people, and fails the test by its status."""
    app.config["PROPAGATE_EXCEPTIONS"] = False


def test_of_six_deletions_at_once_one_is_done_and_all_say_the_same(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    answers = at_once([deletion(signed_in(cast.aya)) for _ in range(6)])
    for answer in answers:
        # Who comes when it is done already is no longer signed in.
        assert answer.status_code in (302, 401), answer.text
        assert answer.location in ("/me/privacy/deleted", None)
    assert any(answer.status_code == 302 for answer in answers)
    assert is_gone(app, cast.aya)
    assert len(lines(app)) == 1


def test_facts_that_arrive_meanwhile_are_nameless_or_refused_and_never_come_back(
    app: Flask, cast: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    phones = [signed_in(cast.aya) for _ in range(5)]
    # A day later each request first moves its own sign-in on, which must not stand in the deletion's way.
    now(NOW + timedelta(days=2))
    sent = [[a_fact(cast, step=step) for step in ("morning", "evening")] for _ in phones]
    acts = [batch(phone, facts) for phone, facts in zip(phones, sent, strict=True)]
    *batches, gone = at_once([*acts, deletion(signed_in(cast.aya))])
    assert gone.status_code == 302, gone.text
    assert {answer.status_code for answer in batches} <= {200, 401, BUSY}, [answer.text[:200] for answer in batches]
    taken = sum(answer.status_code == 200 for answer in batches)
    again = [batch(phone, facts)().status_code for phone, facts in zip(phones, sent, strict=True)]
    assert again == [401] * len(phones)
    assert is_gone(app, cast.aya)
    assert count(app, Fact.person_id.is_not(None)) == 0
    assert count(app, Fact.kind == "finished_step") == 2 * taken, "what was acknowledged counts on"


@pytest.mark.parametrize("fate", ["live_on", "vanish"])
def test_a_certificate_claimed_meanwhile_ends_as_the_person_wished(
    app: Flask, cast: Cast, signed_in: SignedIn, fate: str
) -> None:
    finish(app, cast, cast.aya)
    claims = posts([signed_in(cast.aya) for _ in range(3)], "/me/certificates/tiny/claim", [{"name": "Aya"}] * 3)
    *claimed, gone = at_once([*claims, deletion(signed_in(cast.aya), certificates=fate)])
    assert {answer.status_code for answer in claimed} <= {302, 401, 404, BUSY}, [
        answer.text[:300] for answer in claimed
    ]
    assert gone.status_code == 302, gone.text
    assert is_gone(app, cast.aya)
    assert count(app, Certificate.person_id.is_not(None)) == 0
    if fate == "vanish":
        assert count(app, Certificate.id > 0) == 0
    else:
        assert count(app, VanishedCertificate.status_list > 0) == 0


def test_what_is_saved_meanwhile_is_saved_before_or_not_at_all(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    profile = {"name": "Aya anew", "interface_language": "en", "text_language": "en", "text_size": "", "theme": ""}
    saves = posts([signed_in(cast.aya) for _ in range(4)], "/me", [profile] * 4)
    rests = posts(
        [signed_in(cast.aya) for _ in range(2)], f"/team/{cast.team}/week", [{"amount": "9", "unit": "steps"}] * 2
    )
    *saved, gone = at_once([*saves, *rests, deletion(signed_in(cast.aya))])
    assert {answer.status_code for answer in saved} <= {302, 401, 404, BUSY}, [answer.text[:300] for answer in saved]
    assert gone.status_code == 302, gone.text
    assert is_gone(app, cast.aya)
    assert count(app, Person.name == "Aya anew") == 0


def test_of_two_coordinators_who_leave_at_once_one_stays(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    both = (cast.coordinator, cast.dora)
    with app.app_context():
        registering.give_role(db.session.get(Person, cast.dora), "coordinator", NOW)
        programme = db.session.scalars(select(Programme).where(Programme.inner_name == "inner-1")).one()
        db.session.add(ProgrammeStaff(programme_id=programme.id, person_id=cast.dora))
        db.session.commit()
    answers = at_once([deletion(signed_in(person)) for person in both])
    assert {answer.status_code for answer in answers} <= {302, 400}
    assert [is_gone(app, person) for person in both].count(True) == 1
    assert len(lines(app)) == 1


def test_a_number_given_to_a_newcomer_is_not_erased_by_a_late_press(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    """SQLite gives the highest number again: a form that was open must not reach whoever has it now."""
    with app.app_context():
        person = registering.register(registering.Newcomer("Last", "en", "Asia/Tokyo"), NOW)
        db.session.commit()
        number = person.id
    one, other = signed_in(number), signed_in(number)
    late = posts([other], DELETE, [{"sure": "y"}])[0]
    assert one.post(DELETE, {"sure": "y"}).status_code == 302
    with app.app_context():
        heir = registering.register(registering.Newcomer("Heir", "en", "Asia/Tokyo"), NOW)
        db.session.commit()
        heir_id = heir.id
    assert late().status_code == 401
    assert not is_gone(app, heir_id)
