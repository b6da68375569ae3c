"""Proofs hold for what was signed with a listed key, and for nothing else."""

import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.certificates.credentials.achievement import SUITES
from lms.certificates.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES
from lms.certificates.credentials.multikey import MultibaseError, decode_public, from_multibase, to_multibase
from lms.certificates.credentials.proofs import Outcome, Signer, Suite, check_proofs, sign, timestamp

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SIGNER = Signer("did:web:learn.example", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
STRANGER = Signer("did:web:learn.example", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
DOCUMENT = {
    "@context": [CREDENTIALS_V2, OPEN_BADGES],
    "id": "urn:uuid:6b0ffcb0-8b2b-4b5f-9d5c-5a3c0f2a1c11",
    "type": ["VerifiableCredential", "AchievementCredential"],
    "issuer": {"id": "did:web:learn.example", "type": ["Profile"], "name": "Gonin"},
    "credentialSubject": {"id": "urn:uuid:0f6e8d7e-94a0-44a8-8f0f-1b1d8e9b3c22", "type": ["AchievementSubject"]},
}


def key_of(method):
    return SIGNER.key.public_key() if method == SIGNER.method else None


@pytest.fixture
def signed():
    return sign(DOCUMENT, SUITES, SIGNER, NOW)


def outcomes(document):
    return [check.outcome for check in check_proofs(document, key_of)]


def test_signed_document_carries_both_proofs_and_passes(signed):
    assert [proof["cryptosuite"] for proof in signed["proof"]] == ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
    assert {proof["created"] for proof in signed["proof"]} == {"2026-11-22T09:30:00Z"}
    assert outcomes(signed) == [Outcome.PASSED, Outcome.PASSED]


def test_signing_twice_gives_the_same_bytes(signed):
    assert sign(DOCUMENT, SUITES, SIGNER, NOW) == signed


def test_signed_copy_shares_nothing_with_its_source():
    source = copy.deepcopy(DOCUMENT)
    signed = sign(source, SUITES, SIGNER, NOW)
    source["issuer"]["name"] = "Somebody else"
    assert signed["issuer"]["name"] == "Gonin"
    signed["proof"][1]["@context"].append("x")
    assert signed["@context"] == DOCUMENT["@context"]


def test_every_proof_is_asked_for(signed):
    signed["proof"][0]["proofValue"] = to_multibase(b"\x00" * 64)
    assert outcomes(signed) == [Outcome.SIGNATURE, Outcome.PASSED]


def test_key_that_is_not_listed_is_refused_although_it_signed_well():
    forged = sign(DOCUMENT, SUITES, STRANGER, NOW)
    # The method's fragment is the stranger's key, and the signature fits it: only the issuer's document counts.
    assert decode_public(forged["proof"][0]["verificationMethod"].partition("#")[2])
    assert outcomes(forged) == [Outcome.NOT_CHECKED, Outcome.KEY]


def test_stranger_cannot_name_our_key():
    forged = sign(DOCUMENT, SUITES, STRANGER, NOW)
    for proof in forged["proof"]:
        proof["verificationMethod"] = SIGNER.method
    assert Outcome.PASSED not in outcomes(forged)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "Ed25519Signature2020"),
        ("proofPurpose", "authentication"),
        ("cryptosuite", "eddsa-2022"),
        ("cryptosuite", None),
        ("verificationMethod", ["x"]),
        ("proofValue", None),
        ("proofValue", "z"),
        ("proofValue", "not multibase"),
        ("proofValue", to_multibase(b"\x00" * 63)),
        ("proofValue", "z" + "2" * 10_000),
    ],
)
def test_what_is_no_proof_of_ours_is_refused_by_its_form(signed, name, value):
    signed["proof"] = [{**signed["proof"][1], name: value}]
    assert outcomes(signed) == [Outcome.FORM]


@pytest.mark.parametrize("proof", ["text", 5, None, [], {}])
def test_things_in_place_of_a_proof_are_refused(signed, proof):
    signed["proof"] = [proof]
    assert outcomes(signed) == [Outcome.FORM]


def test_no_proof_is_no_pass(signed):
    del signed["proof"]
    assert check_proofs(signed, key_of) == ()


def test_one_proof_without_a_list_is_read(signed):
    signed["proof"] = signed["proof"][0]
    assert outcomes(signed) == [Outcome.PASSED]


def test_blanks_after_a_signature_are_another_spelling_and_refused(signed):
    signed["proof"][1]["proofValue"] += " "
    assert outcomes(signed) == [Outcome.NOT_CHECKED, Outcome.FORM]


def test_other_contexts_in_a_proof_are_refused(signed):
    for position in (0, 1):
        changed = copy.deepcopy(signed)
        changed["proof"][position]["@context"] = [OPEN_BADGES]
        assert Outcome.PASSED not in outcomes(changed)[position : position + 1]


def test_unknown_word_in_the_document_is_refused_by_name(signed):
    signed["proof"] = signed["proof"][0]
    signed["nickname"] = "x"
    assert outcomes(signed) == [Outcome.CONTENT]


def test_graph_of_a_stranger_is_not_canonicalised(signed, monkeypatch):
    signed["name"] = "changed"

    def too_long(*args):
        pytest.fail("a stranger's graph was canonicalised")

    monkeypatch.setattr("lms.certificates.credentials.proofs.rdfc", too_long)
    assert outcomes(signed) == [Outcome.NOT_CHECKED, Outcome.SIGNATURE]


def test_many_threads_sign_the_same_bytes(signed):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: sign(DOCUMENT, [Suite.RDFC], SIGNER, NOW), range(40)))
    assert all(result["proof"] == signed["proof"][:1] for result in results)


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        timestamp(datetime(2026, 1, 1))  # noqa: DTZ001 -- the missing zone is what is tested


@pytest.mark.parametrize("text", ["", "abc", "u123", "z0OIl", "z1 ", "z\n", "zé", None])
def test_text_that_is_not_base58_is_refused(text):
    with pytest.raises(MultibaseError):
        from_multibase(text)
