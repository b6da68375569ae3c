"""Deleting an account: what goes is gone at once, nothing happens by mistake, and nobody is left without whom they need."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.accounts import registering
from lms.accounts.models import AuditEntry, Person, PersonRole, SignIn
from lms.administration import erasing
from lms.cohorts.models import Programme, ProgrammeStaff, Seat
from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import issue
from tests.rooms.deeds import a_fact, do_everything, kept, words

SignedIn = Callable[[int], Browser]
DELETE = "/me/privacy/delete"
SURE = {"sure": "y", "password": PASSWORD}


def is_there(app: Flask, person_id: int) -> bool:
    with app.app_context():
        return db.session.get(Person, person_id) is not None


def test_the_page_says_what_goes_what_stays_and_from_when(cast: Cast, signed_in: SignedIn) -> None:
    said = words(signed_in(cast.aya).sees(DELETE))
    for heading in ("What goes, at once", "What stays", "From when"):
        assert heading in said
    assert "What should happen to your certificates?" not in said, "who has none is not asked"


def test_whoever_deletes_their_account_is_gone_and_signed_out_everywhere(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    aya, elsewhere = signed_in(cast.aya), signed_in(cast.aya)
    answer = aya.post(DELETE, SURE)
    assert answer.location == "/me/privacy/deleted"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"', "what this phone kept goes too"
    assert "Your account is deleted" in words(aya.sees(answer.location))
    assert not is_there(app, cast.aya)
    for browser in (aya, elsewhere):
        assert browser.get("/me").location == "/login?next=/me"
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(SignIn.person_id == cast.aya)) == 0
    known = {"email": "aya@people.test", "password": PASSWORD}
    assert visitor.post("/login", known).status_code == 400


def test_the_place_becomes_free_and_mates_see_no_name(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    do_everything(signed_in(cast.aya), cast)
    bilal = signed_in(cast.bilal)
    assert "Aya" in words(bilal.sees(f"/team/{cast.team}"))
    signed_in(cast.aya).post(DELETE, SURE)
    board = words(bilal.sees(f"/team/{cast.team}"))
    assert "Aya" not in board
    with app.app_context():
        numbers = db.session.scalars(select(Seat.number).where(Seat.cohort_id == cast.team_id)).all()
        assert numbers == [2]
    newcomer = Browser(app.test_client())
    assert newcomer.post(f"/join/{cast.invitation}/name", {"name": "Eri"}).status_code == 302
    with app.app_context():
        taken = db.session.scalars(select(Seat.number).where(Seat.cohort_id == cast.team_id).order_by(Seat.number))
        assert list(taken) == [1, 2]


def test_facts_lose_the_person_and_all_that_leads_to_them_but_count_on(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    aya = signed_in(cast.aya)
    do_everything(aya, cast)
    before = kept(app, cast.aya)
    aya.post(DELETE, SURE)
    with app.app_context():
        after = db.session.scalars(select(Fact).order_by(Fact.id)).all()
        assert [fact.kind for fact in after] == [fact.kind for fact in before], "what courses count stays"
        assert {fact.person_id for fact in after} | {fact.seat_id for fact in after} == {None}
        assert not {fact.uuid for fact in after} & {fact.uuid for fact in before}
        assert {fact.happened_at.time().isoformat() for fact in after} == {"00:00:00"}
        details = [fact.detail for fact in after]
    assert any(each.get("answer", {}).get("chosen") for each in details), "what was chosen counts for the course"
    assert not any("gaps" in str(each) or "of" in each for each in details), "what was written in answers is gone"


def test_pages_of_mates_are_as_if_the_person_had_never_been(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    do_everything(signed_in(cast.aya), cast)
    signed_in(cast.aya).post(DELETE, SURE)
    bilal = signed_in(cast.bilal)
    first = bilal.sees(f"/team/{cast.team}")
    with app.app_context():
        db.session.query(Fact).delete()
        db.session.commit()
    without = bilal.sees(f"/team/{cast.team}")
    assert words(first) == words(without)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password": PASSWORD}, "Please tick this to go on."),
        ({"sure": "y"}, "Please write your password."),
        ({"sure": "y", "password": "not it"}, "This is not your current password."),
    ],
)
def test_nothing_is_deleted_by_mistake(
    app: Flask, cast: Cast, signed_in: SignedIn, form: dict[str, str], said: str
) -> None:
    aya = signed_in(cast.aya)
    answer = aya.post(DELETE, form)
    assert answer.status_code == 400
    assert said in words(answer)
    assert is_there(app, cast.aya)
    assert aya.get("/me").status_code == 200


@pytest.mark.parametrize("choice", ["", "burn"])
def test_whoever_has_certificates_decides_about_them(app: Flask, cast: Cast, signed_in: SignedIn, choice: str) -> None:
    issue(app, cast, cast.aya)
    answer = signed_in(cast.aya).post(DELETE, {**SURE, "certificates": choice})
    assert answer.status_code == 400
    assert "Please choose one." in words(answer)
    assert is_there(app, cast.aya)


def test_without_a_password_a_tick_and_the_button_are_enough(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    with app.app_context():
        person = db.session.get(Person, cast.dora)
        person.password_hash = person.email = None
        db.session.commit()
    assert signed_in(cast.dora).post(DELETE, {"sure": "y"}).location == "/me/privacy/deleted"
    assert not is_there(app, cast.dora)


def test_guessing_the_password_is_held_up(
    app: Flask, cast: Cast, signed_in: SignedIn, now: Callable[..., None]
) -> None:
    aya = signed_in(cast.aya)
    guesses = [aya.post(DELETE, {"sure": "y", "password": "not it"}).status_code for _ in range(6)]
    assert guesses == [400] * 6
    assert aya.post(DELETE, SURE).status_code == 429
    now(NOW + timedelta(minutes=16))
    assert aya.post(DELETE, SURE).status_code == 302


def test_nobody_deletes_another(app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser) -> None:
    assert visitor.post(DELETE, SURE).status_code == 401
    signed_in(cast.bilal).post(DELETE, {**SURE, "person": str(cast.aya), "id": str(cast.aya)})
    assert is_there(app, cast.aya)
    assert not is_there(app, cast.bilal)
    assert signed_in(cast.aya).client.post(DELETE, data=SURE).status_code == 400, "no token, no deed"
    assert signed_in(cast.aya).client.delete(DELETE).status_code == 405


def test_the_last_administrator_hands_over_first(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    admin = signed_in(cast.admin)
    assert "You are the only system administrator." in words(admin.sees(DELETE))
    assert admin.post(DELETE, SURE).status_code == 400
    assert is_there(app, cast.admin)
    with app.app_context():
        registering.give_role(db.session.get(Person, cast.dora), "admin", NOW)
        db.session.get(Person, cast.dora).disabled_at = NOW
        db.session.commit()
    assert admin.post(DELETE, SURE).status_code == 400, "who cannot sign in stands in for nobody"
    with app.app_context():
        db.session.get(Person, cast.dora).disabled_at = None
        db.session.commit()
    assert admin.post(DELETE, SURE).status_code == 302


def test_the_only_coordinator_of_a_running_programme_hands_over_first(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    coordinator = signed_in(cast.coordinator)
    said = words(coordinator.sees(DELETE))
    assert "Nobody else runs these programmes." in said
    assert "inner-1" in said
    assert coordinator.post(DELETE, SURE).status_code == 400
    with app.app_context():
        programme = db.session.scalars(select(Programme).where(Programme.inner_name == "inner-1")).one()
        db.session.add(ProgrammeStaff(programme_id=programme.id, person_id=cast.other_coordinator))
        db.session.commit()
    assert coordinator.post(DELETE, SURE).status_code == 302


def test_a_programme_that_is_over_keeps_nobody(
    app: Flask, cast: Cast, signed_in: SignedIn, now: Callable[..., None]
) -> None:
    now(NOW + timedelta(days=400))
    assert signed_in(cast.coordinator).post(DELETE, SURE).status_code == 302


def test_what_staff_did_stays_without_their_name(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    number = issue(app, cast, cast.aya)
    with app.app_context():
        registering.give_role(db.session.get(Person, cast.dora), "admin", NOW)
        db.session.commit()
    signed_in(cast.dora).post(f"/admin/certificates/{number}", {"reason": "mistake", "confirm": "y", "note": "twice"})
    signed_in(cast.dora).post(DELETE, SURE)
    page = words(signed_in(cast.admin).sees(f"/admin/certificates/{number}"))
    assert "an account that is gone" in page
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry)).one()
        assert (entry.actor_id, entry.deed) == (None, "certificate.revoked")
        assert db.session.scalar(select(func.count()).where(PersonRole.person_id == cast.dora)) == 0


def test_without_a_ledger_nobody_is_deleted(
    app: Flask, cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(erasing.ledger, "write_down", is_full)
    answer = signed_in(cast.aya).post(DELETE, SURE)
    assert answer.status_code == 503
    assert "We cannot delete accounts at the moment" in words(answer)
    assert is_there(app, cast.aya)


def test_a_fact_sent_again_afterwards_is_refused_and_makes_nothing(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya, fact = signed_in(cast.aya), a_fact(cast)
    assert aya.send("/facts", {"facts": [fact]}).status_code == 200
    elsewhere = signed_in(cast.aya)
    elsewhere.post(DELETE, SURE)
    assert aya.send("/facts", {"facts": [fact]}).status_code == 401
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Fact)) == 1
        assert db.session.scalar(select(func.count()).where(Fact.person_id.is_not(None))) == 0


def test_queries_do_not_grow_with_the_team(
    cast: Cast, signed_in: SignedIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    aya = signed_in(cast.aya)
    assert count_queries(lambda: aya.sees(DELETE)) <= 5
