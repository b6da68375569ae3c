"""The check page tells ours from changed, withdrawn, foreign and other files, with a reason and what to do next."""

import io
import json
import random
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.certificates.credentials.achievement import SUITES
from lms.certificates.credentials.keys import load
from lms.certificates.credentials.proofs import Signer, sign
from lms.certificates.models import Certificate
from lms.kit.db import db
from tests.app_fixtures import NOW
from tests.rooms.certificate_stage import CANARY, issue, stored

NEVER = ("偽造", "不正", "forged", "fake", "Forged", "Fake")
SIGNED = "We signed this certificate, it is unchanged"
CHANGED = "Does not match what we issued"
NOT_A_FILE = "This is not a certificate file"


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


@pytest.fixture
def credential(app, number):
    return stored(app, number).credential


def upload(browser, content, name="certificate.json"):
    answer = browser.post("/verify", {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    # The test client leaves large bodies in a temporary file.
    answer.request.environ["wsgi.input"].close()
    return answer


def paste(browser, text):
    return browser.post("/verify", {"text": text})


def test_form_is_there_for_everybody(visitor):
    page = visitor.sees("/verify")
    assert 'name="number"' in page
    assert 'type="file"' in page
    assert 'name="text"' in page


@pytest.mark.parametrize("way", [upload, paste])
def test_own_credential_is_valid_and_names_its_holder(visitor, number, credential, way):
    answer = way(visitor, credential if way is paste else credential.encode())
    assert answer.status_code == 200
    assert SIGNED in answer.text
    assert CANARY in answer.text
    assert f"/certificates/{number}" in answer.text


def test_file_that_an_editor_saved_anew_is_still_valid(visitor, credential):
    pretty = json.dumps(json.loads(credential), indent=4, sort_keys=True)
    assert SIGNED in upload(visitor, b"\xef\xbb\xbf" + pretty.replace("\n", "\r\n").encode()).text


@pytest.mark.parametrize(
    "form", ["{}", " {} ", "http://gonin.test/certificates/{}", "http://gonin.test/certificates/{}?lang=ja"]
)
def test_number_or_link_leads_to_the_page(visitor, number, form):
    for field in ("number", "text"):
        answer = visitor.post("/verify", {field: form.format(number.lower())})
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith(f"/certificates/{number}")
    assert visitor.get("/verify", query_string={"number": number}).status_code == 303


@pytest.mark.parametrize("form", ['{{"id": "{}"}}', ' \n["{}"]', '\ufeff{{"id": "{}"}}'])
@pytest.mark.parametrize("way", [upload, paste])
def test_short_document_that_names_the_page_is_taken_as_a_document(visitor, number, form, way):
    text = form.format(f"http://gonin.test/certificates/{number}")
    answer = way(visitor, text if way is paste else text.encode())
    assert answer.status_code == 200
    assert NOT_A_FILE in answer.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0000-0000-0000-0000-0000", "We know no certificate with this number"),
        ("GN-77", "This is not a certificate number"),
    ],
)
def test_number_that_is_not_ours_is_not_confirmed_and_stays_in_the_form(app, cast, visitor, typed, words):
    for answer in (visitor.post("/verify", {"number": typed}), visitor.get("/verify", query_string={"number": typed})):
        assert answer.status_code == 200
        assert "We could not confirm this" in answer.text
        assert words in answer.text
        assert f'value="{typed}"' in answer.text


def test_every_change_of_one_character_is_refused(visitor, credential):
    chance = random.Random(20260408)
    token = visitor.token()
    for position in chance.sample(range(len(credential)), 40):
        other = chance.choice([c for c in "Az09.-" if c != credential[position]])
        changed = credential[:position] + other + credential[position + 1 :]
        answer = visitor.client.post("/verify", data={"csrf_token": token, "text": changed})
        assert answer.status_code == 200
        assert SIGNED not in answer.text, (position, credential[position], other)
        assert any(words in answer.text for words in (CHANGED, "This is not a certificate file", "could not confirm"))


def test_changed_name_does_not_match_and_is_not_repeated(visitor, credential):
    answer = paste(visitor, credential.replace(CANARY, "Somebody Else"))
    assert CHANGED in answer.text
    assert "Somebody Else" not in answer.text.split("<form")[0].split("<article")[1]
    assert not any(word in answer.text for word in NEVER)


@pytest.mark.parametrize("keep", [0, 1])
def test_one_proof_alone_is_refused(visitor, credential, keep):
    document = json.loads(credential)
    document["proof"] = [document["proof"][keep]]
    assert CHANGED in paste(visitor, json.dumps(document)).text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("revoked_at", "withdrew it later"),
        ("replaced_at", "It does not hold any more"),
        ("valid_until", "its time is over"),
    ],
)
def test_certificate_that_ended_is_refused(app, visitor, credential, field, words):
    with app.app_context():
        found = db.session.query(Certificate).one()
        setattr(found, field, NOW - timedelta(minutes=1))
        found.revoked_reason = "other" if field == "revoked_at" else None
        db.session.commit()
    answer = upload(visitor, credential.encode())
    assert words in answer.text
    assert SIGNED not in answer.text


def test_other_issuers_credential_is_shown_as_theirs(visitor, credential):
    document = json.loads(credential.replace("did:web:gonin.test", "did:web:elsewhere.example"))
    signer = Signer("did:web:elsewhere.example", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
    answer = paste(visitor, json.dumps(sign(document, SUITES, signer, NOW)))
    assert "names another issuer" in answer.text
    assert "did:web:elsewhere.example" in answer.text.split("<form")[0]
    assert "Please ask that issuer" in answer.text


def test_credential_signed_with_our_key_but_unknown_to_us_is_not_confirmed(app, visitor, credential):
    document = json.loads(credential)
    document["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
    key = load(app.extensions["gonin_settings"].data / "keys").current
    answer = paste(visitor, json.dumps(sign(document, SUITES, Signer("did:web:gonin.test", key), NOW)))
    assert "our records do not hold this certificate" in answer.text


DEEP = b'{"a":' * 3000 + b"1" + b"}" * 3000
UNREADABLE = "We could not read this file"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\xff\xfe", NOT_A_FILE),
        (b"<!doctype html><script>alert(1)</script>", NOT_A_FILE),
        (b"%PDF-1.7", NOT_A_FILE),
        (b"[1, 2]", NOT_A_FILE),
        (b'{"name": "a list of things"}', NOT_A_FILE),
        (b"{", NOT_A_FILE),
        (b'{"id": 1, "id": 2}', UNREADABLE),
        (b'{"id": NaN}', UNREADABLE),
        (b"[" * 100_000, UNREADABLE),
        (DEEP, UNREADABLE),
        (b"x" * 1024 * 1024, "This file is too large"),
        (b'{"type": "AchievementCredential", "issuer": "<script>alert(1)</script>"}', "names another issuer"),
    ],
    ids=["png", "html", "pdf", "list", "object", "brace", "twice", "nan", "open", "deep", "large", "script"],
)
def test_other_files_get_a_plain_answer(app, cast, visitor, content, words):
    answer = upload(visitor, content)
    assert answer.status_code == 200
    assert words in answer.text
    assert SIGNED not in answer.text
    assert "<script>alert" not in answer.text
    assert not any(word in answer.text for word in NEVER)


@pytest.mark.parametrize("data", [{}, {"number": "  "}, {"text": "\n"}])
def test_asking_nothing_gets_a_kind_word(app, cast, visitor, data):
    answer = visitor.post("/verify", data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "Please write a number, choose a file, or paste a text." in answer.text


def test_empty_file_is_not_a_certificate_file(app, cast, visitor):
    answer = upload(visitor, b"")
    assert answer.status_code in (200, 400)
    assert SIGNED not in answer.text


def test_pasted_text_stays_in_the_form(app, cast, visitor):
    assert "some words that are no file" in paste(visitor, "some words that are no file").text


def test_form_without_its_token_is_refused(app, cast, visitor):
    assert visitor.client.post("/verify", data={"number": "x"}).status_code == 400


def test_nothing_presented_is_kept(app, visitor, credential, count_queries):
    statements = count_queries(lambda: paste(visitor, credential))
    assert statements <= 4
    with app.app_context():
        assert db.session.query(Certificate).count() == 1
