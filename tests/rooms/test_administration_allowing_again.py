"""Whoever's certificate was withdrawn may get a new one, unless an administrator unticks that; and that can be mended later."""

import re

import pytest

from lms.accounts.models import AuditEntry
from lms.kit.db import db
from tests.rooms.certificate_stage import claim_by_form, issue, stored

BARRING = {"reason": "holder", "note": "As asked.", "confirm": "y"}
AGAIN = {"again": "yes"}
BUTTON = "May get a new certificate"


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


@pytest.fixture
def address(number):
    return f"/admin/certificates/{number}"


def deeds(app):
    with app.app_context():
        return [(entry.actor_id, entry.deed, entry.subject) for entry in db.session.query(AuditEntry).order_by("id")]


def test_the_tick_for_a_new_certificate_is_there_from_the_start(signed_in, cast, address):
    tick = re.search(r'<input[^>]*name="may_claim_again"[^>]*>', signed_in(cast.admin).sees(address)).group()
    assert "checked" in tick


def test_the_tick_taken_away_stays_away_when_another_field_is_refused(signed_in, cast, address):
    page = signed_in(cast.admin).post(address, {"reason": "mistake"}).text
    assert "checked" not in re.search(r'<input[^>]*name="may_claim_again"[^>]*>', page).group()


def test_an_administrator_lets_a_barred_person_get_a_new_one(app, signed_in, cast, number, address):
    admin, owner = signed_in(cast.admin), signed_in(cast.aya)
    assert BUTTON in admin.post(address, BARRING, follow=True).text
    assert "Please contact us about this certificate" in owner.sees("/me/certificates")
    page = admin.post(address, AGAIN, follow=True).text
    assert "This person may get a new certificate now." in page
    assert 'name="again"' not in page
    assert "Ready for you" in owner.sees("/me/certificates")
    second = claim_by_form(owner, cast, "The Right Name")
    assert second != number
    assert stored(app, number).revoked_at is not None


def test_letting_again_leaves_one_entry_with_who(app, signed_in, cast, number, address):
    admin = signed_in(cast.admin)
    admin.post(address, BARRING)
    for _ in range(2):
        assert admin.post(address, AGAIN).status_code == 302
    expected = [(cast.admin, deed, number) for deed in ("certificate.revoked", "certificate.allowed_again")]
    assert deeds(app) == expected
    assert BUTTON in admin.sees(address).partition("What was done")[2]


def test_nothing_is_offered_or_written_for_a_certificate_that_holds(app, signed_in, cast, address):
    admin = signed_in(cast.admin)
    assert 'name="again"' not in admin.sees(address)
    assert admin.post(address, AGAIN).status_code == 302
    assert deeds(app) == []


def test_nobody_but_administrators_lets_somebody_again(app, signed_in, visitor, cast, number, address):
    signed_in(cast.admin).post(address, BARRING)
    for person in (cast.aya, cast.coordinator, cast.instructor, cast.supporter):
        assert signed_in(person).post(address, AGAIN).status_code == 404
    assert visitor.post(address, AGAIN).status_code == 401
    assert signed_in(cast.admin).client.post(address, data=AGAIN).status_code == 400
    assert signed_in(cast.admin).post("/admin/certificates/nothing", AGAIN).status_code == 404
    assert stored(app, number).may_claim_again is False
