"""A presented document gets one word, and every change of a credential of ours is noticed."""

import copy
import json
from datetime import UTC, datetime

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
)
from lms.certificates.credentials.did import assertion_keys, did_document
from lms.certificates.credentials.presented import MAX_BYTES
from lms.certificates.credentials.proofs import Outcome, Signer, Suite, sign
from lms.certificates.credentials.status_list import entry, list_credential
from lms.certificates.credentials.verdict import Kind, Ours, examine
from lms.certificates.rules import Validity

DID = "did:web:learn.example"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SIGNER = Signer(DID, Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
STRANGER = Signer("did:web:elsewhere.example", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
LIST = "https://learn.example/credentials/status/1"
ID = "urn:uuid:6b0ffcb0-8b2b-4b5f-9d5c-5a3c0f2a1c11"
COURSE = Achievement("rpa-basics", "3", "RPA basics", "d", "k", "en", (Skill("gonin:rpa", "RPA"),))
UNSIGNED = achievement_credential(
    Issuer(DID, "Gonin", "https://learn.example"),
    COURSE,
    Award(
        ID, "urn:uuid:0f6e8d7e-94a0-44a8-8f0f-1b1d8e9b3c22", "山田 花子", NOW, entry(LIST, 7), NOW.replace(year=2028)
    ),
)
SIGNED = sign(UNSIGNED, SUITES, SIGNER, NOW)
KEYS = assertion_keys(did_document(DID, [SIGNER.key.public_key()]))


def ours(state=Validity.VALID):
    issued = {(ID, LIST, 7): state}
    return Ours(DID, KEYS.get, lambda credential, address, index: issued.get((credential, address, index)))


def verdict(document, state=Validity.VALID):
    return examine(document if isinstance(document, str | bytes) else json.dumps(document), ours(state))


def leaves(value, path=()):
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, item in enumerate(value) for leaf in leaves(item, (*path, key))]
    return [path]


def parent_of(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def test_untouched_credential_is_valid_however_it_is_laid_out():
    for text in (json.dumps(SIGNED), json.dumps(SIGNED, indent=3, ensure_ascii=False, sort_keys=True)):
        for document in (text, text.encode(), b"\xef\xbb\xbf" + text.encode(), f"\n  {text}\r\n"):
            found = verdict(document)
            assert found.kind is Kind.VALID
            assert (found.issuer, found.achievement, found.holder) == (DID, "RPA basics", "山田 花子")
            assert [check.outcome for check in found.proofs] == [Outcome.PASSED, Outcome.PASSED]


@pytest.mark.parametrize("state", [Validity.REVOKED, Validity.EXPIRED, Validity.REPLACED])
def test_what_became_of_a_certificate_is_said(state):
    assert verdict(SIGNED, state).kind == state.value


@pytest.mark.parametrize("path", leaves(SIGNED), ids=lambda path: "-".join(map(str, path)))
def test_every_changed_value_is_refused(path):
    value = parent_of(SIGNED, path)[path[-1]]
    others = (
        [not value] if isinstance(value, bool) else [value + "x", value[:-1], value.swapcase(), "", 1, None, [value]]
    )
    for other in others:
        if other == value:
            continue
        changed = copy.deepcopy(SIGNED)
        parent_of(changed, path)[path[-1]] = other
        found = verdict(changed)
        assert found.kind is Kind.ALTERED, other
        assert found.reason


@pytest.mark.parametrize("path", leaves(SIGNED), ids=lambda path: "-".join(map(str, path)))
def test_every_missing_value_is_refused(path):
    changed = copy.deepcopy(SIGNED)
    del parent_of(changed, path)[path[-1]]
    assert verdict(changed).kind is Kind.ALTERED


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_changed_character_of_the_file_is_never_valid(data):
    text = json.dumps(SIGNED, ensure_ascii=False)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda character: character != text[place]))
    changed = text[:place] + other + text[place + 1 :]
    try:
        same = json.loads(changed) == SIGNED
    except ValueError:
        same = False
    # A blank that became another blank, or a letter its own escape, leaves the same document.
    assert same or verdict(changed).kind is not Kind.VALID


@pytest.mark.parametrize("name", ["nickname", "evidence", "@id", "jti", "proofs"])
def test_every_added_word_is_refused(name):
    for path in ((name,), ("credentialSubject", name), ("proof", 0, name), ("proof", 1, name), ("issuer", name)):
        changed = copy.deepcopy(SIGNED)
        parent_of(changed, path)[path[-1]] = "x"
        assert verdict(changed).kind is Kind.ALTERED


def test_failed_proof_is_named():
    changed = copy.deepcopy(SIGNED)
    changed["proof"][0]["created"] = "2026-11-23T00:00:00Z"
    found = verdict(changed)
    assert (found.kind, found.reason, found.failed) == (Kind.ALTERED, "signature", ("eddsa-rdfc-2022",))


@pytest.mark.parametrize(
    "proofs",
    [
        [],
        SIGNED["proof"][:1],
        SIGNED["proof"][1:],
        SIGNED["proof"][::-1],
        SIGNED["proof"] * 2,
        SIGNED["proof"][0],
        "x",
        None,
    ],
)
def test_fewer_more_or_other_proofs_are_refused(proofs):
    found = verdict({**SIGNED, "proof": proofs})
    assert (found.kind, found.reason) == (Kind.ALTERED, "proofs")


def test_same_words_signed_by_a_stranger_in_our_name_are_refused():
    forged = sign(UNSIGNED, SUITES, Signer(DID, STRANGER.key), NOW)
    found = verdict(forged)
    assert (found.kind, found.reason) == (Kind.ALTERED, "key")


def test_our_signature_over_another_issuer_is_refused():
    other = sign({**UNSIGNED, "issuer": {**UNSIGNED["issuer"], "id": STRANGER.did}}, SUITES, SIGNER, NOW)
    assert (verdict(other).kind, verdict(other).reason) == (Kind.ALTERED, "issuer")


def test_credential_of_another_issuer_is_unknown():
    foreign = sign({**UNSIGNED, "issuer": STRANGER.did}, SUITES, STRANGER, NOW)
    found = verdict(foreign)
    assert (found.kind, found.reason, found.issuer) == (Kind.UNKNOWN, "issuer", "did:web:elsewhere.example")


@pytest.mark.parametrize(
    "change", [{"id": "urn:uuid:00000000-0000-4000-8000-000000000000"}, {"credentialStatus": entry(LIST, 8)}]
)
def test_well_signed_credential_that_we_never_issued_is_unknown(change):
    found = verdict(sign({**UNSIGNED, **change}, SUITES, SIGNER, NOW))
    assert (found.kind, found.reason) == (Kind.UNKNOWN, "record")


@pytest.mark.parametrize("status", [None, [], {}, {"statusListIndex": "-1", "statusListCredential": LIST}])
def test_well_signed_credential_without_a_place_in_a_list_is_refused(status):
    unsigned = (
        {**UNSIGNED, "credentialStatus": status}
        if status
        else {k: v for k, v in UNSIGNED.items() if k != "credentialStatus"}
    )
    if status:
        unsigned["credentialStatus"] = {**entry(LIST, 7), **status}
    assert (verdict(sign(unsigned, SUITES, SIGNER, NOW)).reason) == "status"


@pytest.mark.parametrize(
    ("document", "kind", "reason"),
    [
        ("", Kind.MALFORMED, "json"),
        ("hello", Kind.MALFORMED, "json"),
        ("{", Kind.MALFORMED, "json"),
        (b"\xff\xfe{\x00}\x00", Kind.MALFORMED, "encoding"),
        ("\ud800", Kind.MALFORMED, "encoding"),
        ('{"a": 1, "a": 1}', Kind.MALFORMED, "duplicate"),
        ('{"a": [{"b": 1, "\\u0062": 2}]}', Kind.MALFORMED, "duplicate"),
        ('{"a": NaN}', Kind.MALFORMED, "number"),
        ('{"a": -Infinity}', Kind.MALFORMED, "number"),
        ('{"a": ' + "9" * 5000 + "}", Kind.MALFORMED, "json"),
        ("[" * 100_000, Kind.MALFORMED, "depth"),
        ('{"a":' * 40 + "1" + "}" * 40, Kind.MALFORMED, "depth"),
        ("[]", Kind.NOT_A_CREDENTIAL, "shape"),
        ('"text"', Kind.NOT_A_CREDENTIAL, "shape"),
        ("{}", Kind.NOT_A_CREDENTIAL, ""),
        ('{"type": "VerifiablePresentation"}', Kind.NOT_A_CREDENTIAL, ""),
        ('{"type": [5, null, {}], "credentialSubject": [], "proof": 3}', Kind.NOT_A_CREDENTIAL, ""),
        ('{"type": "AchievementCredential", "issuer": 5, "proof": {"verificationMethod": 1}}', Kind.UNKNOWN, "issuer"),
        ("{" + " " * MAX_BYTES + "}", Kind.TOO_LARGE, ""),
        (" " * MAX_BYTES + "x", Kind.TOO_LARGE, ""),
    ],
)
def test_everything_else_gets_a_word_too(document, kind, reason):
    found = verdict(document)
    assert (found.kind, found.reason) == (kind, reason)


def test_our_own_status_list_is_no_certificate():
    signed = sign(list_credential(LIST, DID, [7], NOW), [Suite.RDFC], SIGNER, NOW)
    assert verdict(signed).kind is Kind.NOT_A_CREDENTIAL


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([DID, "AchievementCredential"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*SIGNED, *SIGNED["proof"][1], "identifier", "achievement"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(list(SIGNED)), JSON, max_size=4))
def test_no_document_is_answered_with_an_exception(change):
    found = verdict(json.dumps({**SIGNED, **change}))
    assert found.kind is not Kind.VALID or {**SIGNED, **change} == SIGNED
