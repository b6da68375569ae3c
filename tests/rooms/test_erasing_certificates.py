"""Certificates of a deleted person live on without them, or vanish, as they chose."""

import json
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from lms.accounts.models import AuditEntry
from lms.certificates.credentials.status_list import decode
from lms.certificates.models import Certificate, VanishedCertificate
from lms.certificates.queries import index_is_taken, newest_list
from lms.kit.db import db
from tests.app_fixtures import PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import CANARY, issue, stored
from tests.rooms.deeds import words

SignedIn = Callable[[int], Browser]


def delete(browser: Browser, certificates: str) -> None:
    form = {"sure": "y", "password": PASSWORD, "certificates": certificates}
    assert browser.post("/me/privacy/delete", form).status_code == 302


def presented(visitor: Browser, text: str) -> str:
    """What the check page says about a signed file that somebody holds."""
    return words(visitor.post("/verify", {"file": (BytesIO(text.encode()), "certificate.json")}))


def is_withdrawn(visitor: Browser, index: int) -> bool:
    found = json.loads(visitor.get("/credentials/status/1").text)
    bits = decode(found["credentialSubject"]["encodedList"])
    return bool(bits[index >> 3] & (0x80 >> (index & 7)))


def body(answer: TestResponse) -> str:
    return words(answer.text.replace("\n", " "))


def test_a_certificate_lives_on_and_names_its_holder_as_before(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    number, aya = issue(app, cast, cast.aya), signed_in(cast.aya)
    aya.post(f"/me/certificates/{number}/name", {"shown": "yes"})
    before = visitor.sees(f"/certificates/{number}")
    assert CANARY in before
    credential = stored(app, number).credential
    delete(aya, "live_on")
    assert visitor.sees(f"/certificates/{number}") == before
    assert visitor.get(f"/certificates/{number}.json").text == credential
    assert "Valid" in presented(visitor, credential)
    assert stored(app, number).person_id is None


def test_a_certificate_without_a_name_shows_none_for_ever(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    number = issue(app, cast, cast.aya)
    delete(signed_in(cast.aya), "live_on")
    page = visitor.sees(f"/certificates/{number}")
    assert CANARY not in page
    assert "Valid" in page
    assert visitor.get(f"/certificates/{number}.json").status_code == 404
    assert signed_in(cast.bilal).post(f"/me/certificates/{number}/name", {"shown": "yes"}).status_code == 404


def test_several_people_may_leave_certificates_of_one_course(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    numbers = [issue(app, cast, person) for person in (cast.aya, cast.bilal)]
    for person in (cast.aya, cast.bilal):
        delete(signed_in(person), "live_on")
    assert [stored(app, number).person_id for number in numbers] == [None, None]


def test_a_vanished_certificate_is_a_number_nobody_knows(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    number = issue(app, cast, cast.aya)
    delete(signed_in(cast.aya), "vanish")
    gone, never = visitor.get(f"/certificates/{number}"), visitor.get("/certificates/0000-0000-0000-0000-0000")
    assert gone.status_code == never.status_code == 404
    assert body(gone).replace(number, "") == body(never).replace("0000-0000-0000-0000-0000", "")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Certificate)) == 0


def test_a_copy_of_a_vanished_certificate_is_withdrawn_for_everybody(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    number = issue(app, cast, cast.aya)
    certificate = stored(app, number)
    assert not is_withdrawn(visitor, certificate.status_index)
    delete(signed_in(cast.aya), "vanish")
    assert is_withdrawn(visitor, certificate.status_index), "verifiers elsewhere read it in the status list"
    said = presented(visitor, certificate.credential)
    assert "We signed this certificate and withdrew it later." in said
    assert CANARY not in said


def test_the_place_in_the_status_list_is_never_given_again(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    number = issue(app, cast, cast.aya)
    index = stored(app, number).status_index
    delete(signed_in(cast.aya), "vanish")
    with app.app_context():
        assert index_is_taken(1, index)
        assert not index_is_taken(1, (index + 1) % 131_072)
        assert newest_list() == (1, 1), "the list fills up with those that vanished, too"
        assert db.session.scalar(select(func.count()).select_from(VanishedCertificate)) == 1


def test_a_withdrawn_one_that_lives_on_stays_withdrawn_and_loses_words_about_its_holder(
    app: Flask, cast: Cast, signed_in: SignedIn, visitor: Browser
) -> None:
    number = issue(app, cast, cast.aya)
    note = {"reason": "mistake", "confirm": "y", "note": "She is a friend of Bilal"}
    signed_in(cast.admin).post(f"/admin/certificates/{number}", note)
    delete(signed_in(cast.aya), "live_on")
    assert "Withdrawn" in visitor.sees(f"/certificates/{number}")
    page = words(signed_in(cast.admin).sees(f"/admin/certificates/{number}"))
    assert "friend of Bilal" not in page
    assert "It was issued by mistake" in page, "the reason's code stays"


def test_of_a_vanished_one_the_record_knows_no_number(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    number = issue(app, cast, cast.aya)
    note = {"reason": "other", "confirm": "y", "note": f"see {number}"}
    signed_in(cast.admin).post(f"/admin/certificates/{number}", note)
    delete(signed_in(cast.aya), "vanish")
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry)).one()
        assert (entry.actor_id, entry.deed, entry.subject) == (cast.admin, "certificate.revoked", "certificate")
        assert entry.detail == {"reason": "other", "may_claim_again": False}
