"""What programs fetch: each with its content type, open to every page, signed, and the same until something changes."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from lms.catalog import publishing
from lms.certificates import queries, revoking
from lms.certificates.credentials import keys, status_list
from lms.certificates.credentials.did import assertion_keys
from lms.certificates.credentials.proofs import check_proofs
from lms.certificates.models import Certificate
from lms.certificates.revoking import Revocation
from lms.kit import clock
from lms.kit.db import db
from tests.app_fixtures import NOW
from tests.rooms.certificate_stage import issue, stored

SPECS = Path(__file__).resolve().parents[2].parent / "shared" / "specs" / "credentials"
SCHEMA = SPECS / "ob_v3p0_achievementcredential_schema.json"


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


def revoke(app, number):
    with app.app_context():
        assert revoking.revoke(queries.by_number(number), Revocation("holder", True), clock.now())
        db.session.commit()


def revoked(answer, index):
    return status_list.is_set(json.loads(answer.data)["credentialSubject"]["encodedList"], index)


def test_before_the_first_certificate_there_is_nothing_and_nothing_is_made(app, cast, visitor):
    assert visitor.get("/.well-known/did.json").status_code == 404
    assert visitor.get("/credentials/status/1").status_code == 404
    assert not (app.extensions["gonin_settings"].data / "keys").exists()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/.well-known/did.json", "application/did+json"),
        ("/credentials/status/1", "application/vc"),
        ("/credentials/achievements/tiny/1-en", "application/ld+json"),
    ],
)
def test_public_documents_carry_type_and_openness(visitor, number, address, kind):
    answer = visitor.get(address)
    assert answer.content_type == kind
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert visitor.get(address).data == answer.data
    again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert visitor.client.put(address).status_code in (400, 405)


def test_credential_and_list_hold_with_the_keys_of_the_document_alone(app, visitor, number):
    known = assertion_keys(json.loads(visitor.get("/.well-known/did.json").data))
    credential = json.loads(stored(app, number).credential)
    for document, proofs in ((credential, 2), (json.loads(visitor.get("/credentials/status/1").data), 1)):
        checks = check_proofs(document, known.get)
        assert [check.passed for check in checks] == [True] * proofs


def test_credential_names_the_served_achievement_and_list(app, visitor, number):
    credential = json.loads(stored(app, number).credential)
    achievement = credential["credentialSubject"]["achievement"]
    served = json.loads(visitor.get(achievement["id"].removeprefix("http://gonin.test")).data)
    assert {name: value for name, value in served.items() if name != "@context"} == achievement
    for aligned in achievement["alignment"]:
        assert "Greeting" in visitor.sees(aligned["targetUrl"].removeprefix("http://gonin.test"))
    address = credential["credentialStatus"]["statusListCredential"]
    assert json.loads(visitor.get(address.removeprefix("http://gonin.test")).data)["id"] == address


@pytest.mark.shared
def test_issued_credential_fits_the_open_badges_schema(app, cast, number):
    if not SCHEMA.is_file():
        pytest.skip("the Open Badges schema is not beside this checkout (../shared/specs)")
    from jsonschema import Draft201909Validator

    schema = Draft201909Validator(
        json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft201909Validator.FORMAT_CHECKER
    )
    japanese = issue(app, cast, cast.bilal, name="山田 花子", language="ja")
    for each in (number, japanese):
        schema.validate(json.loads(stored(app, each).credential))


def test_times_in_a_credential_are_to_the_day_of_the_site(app, cast, now):
    now(NOW.replace(hour=16, minute=45))
    text = stored(app, issue(app, cast, cast.aya)).credential
    # A quarter to two at night in Tokyo, on the ninth.
    assert json.loads(text)["validFrom"] == "2026-04-08T15:00:00Z"
    assert "16:45" not in text


def test_withdrawal_shows_in_the_list_and_the_neighbour_stays(app, cast, visitor, number, now):
    neighbour = stored(app, issue(app, cast, cast.bilal)).status_index
    index = stored(app, number).status_index
    before = visitor.get("/credentials/status/1")
    assert not revoked(before, index)
    now(NOW + timedelta(days=1))
    revoke(app, number)
    after = visitor.get("/credentials/status/1")
    assert revoked(after, index)
    assert not revoked(after, neighbour)
    assert json.loads(after.data)["validFrom"] > json.loads(before.data)["validFrom"]
    assert visitor.get("/credentials/status/1").data == after.data


def test_two_processes_sign_the_same_list(visitor, number, monkeypatch):
    from lms.certificates import documents

    first = visitor.get("/credentials/status/1").data
    monkeypatch.setattr(documents, "_signed_lists", {})
    assert visitor.get("/credentials/status/1").data == first


@pytest.mark.parametrize(
    "address",
    [
        "/credentials/status/0", "/credentials/status/2", "/credentials/status/x", "/credentials/status/99999999999999",
        "/credentials/achievements/tiny/2", "/credentials/achievements/tiny/x", "/credentials/achievements/tiny/1-uk",
        "/credentials/achievements/none/1", "/credentials/achievements/tiny/99999999999999999999", "/skills/none",
    ],
)  # fmt: skip
def test_what_was_never_made_is_not_there(visitor, number, address):
    assert visitor.get(address).status_code == 404


def test_achievement_of_an_earlier_release_stays(app, cast, visitor, number, tiny_release):
    from dataclasses import replace

    before = visitor.get("/credentials/achievements/tiny/1-en").data
    with app.app_context():
        outline = replace(tiny_release.outline, hours="2")
        changed = replace(tiny_release, outline=outline, digest="f" * 64)
        publishing.publish(changed, app.extensions["gonin_storage"], None, NOW)
        db.session.commit()
    assert visitor.get("/credentials/achievements/tiny/1-en").data == before
    assert visitor.get("/credentials/achievements/tiny/2-en").data != before
    assert "1 (as designed)" in visitor.sees(f"/certificates/{number}")


def test_certificates_outlive_a_new_key(app, cast, visitor, number):
    folder = app.extensions["gonin_settings"].data / "keys"
    keys.rotate(folder, clock.now())
    assert "We checked this just now" in visitor.sees(f"/certificates/{number}")
    assert len(visitor.get("/.well-known/did.json").json["verificationMethod"]) == 2
    later = issue(app, cast, cast.bilal)
    assert "We checked this just now" in visitor.sees(f"/certificates/{later}")


def test_a_new_status_list_is_begun_before_the_old_one_is_full(app, cast, visitor, number, monkeypatch):
    from lms.certificates import issuing

    monkeypatch.setattr(issuing, "FULL", 1)
    second = stored(app, issue(app, cast, cast.bilal))
    assert second.status_list == 2
    assert json.loads(visitor.get("/credentials/status/2").data)["id"] == "http://gonin.test/credentials/status/2"
    with app.app_context():
        assert db.session.query(Certificate).count() == 2
