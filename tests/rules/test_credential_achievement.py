"""The credential is a valid Open Badge for any name and any course, and says nothing that links two of them."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.certificates.credentials.achievement import (
    SUITES,
    Achievement,
    Award,
    Issuer,
    Skill,
    achievement_credential,
    achievement_object,
    fresh_id,
)
from lms.certificates.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES
from lms.certificates.credentials.proofs import Signer, check_proofs, sign
from lms.certificates.credentials.status_list import entry
from lms.certificates.rules import certificate_name, name_problem

SPECS = Path(__file__).resolve().parents[2].parent / "shared" / "specs" / "credentials"
SCHEMA = SPECS / "ob_v3p0_achievementcredential_schema.json"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SIGNER = Signer("did:web:learn.example", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
ISSUER = Issuer("did:web:learn.example", "Gonin", "https://learn.example")
COURSE = Achievement(
    course="rpa-basics",
    version="3",
    name="RPAのはじめ",
    description="くり返しの仕事をロボットにまかせる",
    criteria="すべてのレッスンを終え、確認クイズの60%以上に答えた。",
    language="ja-x-easy",
    skills=(Skill("gonin:rpa-select", "ロボットに合う仕事を選ぶ"), Skill("gonin:rpa-xlsx", "表を読み書きする")),
)
LIST = "https://learn.example/credentials/status/1"
NAMES = [
    "𠮷田 髙橋 﨑",
    "Олександра Їжакевич",
    "فاطمة الزهراء",
    "ኣበበ",
    "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone",
    "",
]


def award(name="山田 花子", **other):
    return Award(fresh_id(), fresh_id(), name, NOW, entry(LIST, 4711), **other)


def signed(name="山田 花子", course=COURSE, **other):
    return sign(achievement_credential(ISSUER, course, award(name, **other)), SUITES, SIGNER, NOW)


def holds(credential):
    checks = check_proofs(credential, {SIGNER.method: SIGNER.key.public_key()}.get)
    return len(checks) == 2 and all(check.passed for check in checks)


@pytest.fixture(scope="module")
def schema():
    if not SCHEMA.is_file():
        pytest.skip("the Open Badges schema is not beside this checkout (../shared/specs)")
    from jsonschema import Draft201909Validator

    return Draft201909Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft201909Validator.FORMAT_CHECKER
    )


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_signed_credential_fits_the_open_badges_schema(schema, name):
    schema.validate(signed(name, valid_until=NOW.replace(year=2028)))


@pytest.mark.shared
def test_schema_would_notice_a_credential_without_its_achievement(schema):
    credential = signed()
    del credential["credentialSubject"]["achievement"]
    assert not schema.is_valid(credential)


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ja", "en", "uk", "fa-AF", "ja-x-easy", "zh-Hant", "x-own"])
def test_every_language_of_a_reading_fits_the_schema(schema, language):
    course = Achievement("c", "1", "n", "d", "k", language)
    schema.validate(signed(course=course))


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_signed_as_written(name):
    credential = signed(name)
    assert holds(json.loads(json.dumps(credential, ensure_ascii=False)))
    identifiers = credential["credentialSubject"].get("identifier", [])
    assert [each["identityHash"] for each in identifiers] == ([name] if name else [])
    assert all(each["hashed"] is False and each["identityType"] == "name" for each in identifiers)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=100).filter(lambda name: name_problem(name) is None))
def test_every_name_that_is_taken_can_be_signed(name):
    assert holds(signed(certificate_name(name)))


def test_credential_says_what_was_decided():
    credential = signed()
    assert credential["@context"] == [CREDENTIALS_V2, OPEN_BADGES]
    assert credential["issuer"]["id"] == "did:web:learn.example"
    assert credential["validFrom"] == "2026-11-22T00:00:00Z"
    assert "validUntil" not in credential
    assert credential["credentialStatus"] == {
        "id": f"{LIST}#4711",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "4711",
        "statusListCredential": LIST,
    }


def test_achievement_has_a_stable_address_and_its_skills_another():
    achievement = signed()["credentialSubject"]["achievement"]
    assert achievement == achievement_object(ISSUER, COURSE)
    assert achievement["id"] == "https://learn.example/credentials/achievements/rpa-basics/3"
    assert [each["targetUrl"] for each in achievement["alignment"]] == [
        "https://learn.example/skills/gonin:rpa-select",
        "https://learn.example/skills/gonin:rpa-xlsx",
    ]


def test_odd_course_ids_and_skill_codes_cannot_break_an_address():
    odd = Achievement("a/b c?", "1#2", "n", "d", "k", "en", (Skill("x y/z", "n"),))
    achievement = achievement_object(ISSUER, odd)
    assert achievement["id"] == "https://learn.example/credentials/achievements/a%2Fb%20c%3F/1%232"
    assert achievement["alignment"][0]["targetUrl"] == "https://learn.example/skills/x%20y%2Fz"
    assert holds(signed(course=odd))


def test_two_credentials_of_one_person_share_no_identifier():
    first, second = signed(), signed()
    assert first["id"] != second["id"]
    assert first["credentialSubject"]["id"] != second["credentialSubject"]["id"]
    assert first["id"] != first["credentialSubject"]["id"]
    assert first["id"].startswith("urn:uuid:")


def test_credential_holds_no_mail_address_and_no_hash():
    text = json.dumps(signed())
    assert "@learn" not in text
    assert "sha256$" not in text
    assert "salt" not in text


def test_signing_stays_quick():
    credential = achievement_credential(ISSUER, COURSE, award())
    sign(credential, SUITES, SIGNER, NOW)
    spent = []
    for _ in range(5):
        start = time.process_time()
        sign(credential, SUITES, SIGNER, NOW)
        spent.append(time.process_time() - start)
    # About 5 ms; generous, since the machine may be busy.
    assert min(spent) < 0.05
