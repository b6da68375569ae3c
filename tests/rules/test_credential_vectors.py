"""The W3C's own test vectors of vc-di-eddsa come out of our code byte for byte."""

import json
from pathlib import Path

import pytest

from lms.certificates.credentials.canonical import jcs, rdfc
from lms.certificates.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES, PINNED, Contexts, read_pinned
from lms.certificates.credentials.multikey import decode_public, decode_secret, encode_public, encode_secret
from lms.certificates.credentials.proofs import Outcome, check_proofs, create_proof, hash_data

SPECS = Path(__file__).resolve().parents[2].parent / "shared" / "specs" / "credentials"
VECTORS = SPECS / "w3c-vc-di-eddsa" / "TestVectors"
CHAIN = VECTORS / "proof-set-chain"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not VECTORS.is_dir(), reason="the W3C vectors are not beside this checkout (../shared/specs)"),
]

# folder, unsigned document, suffix of the file names, their canonical and hash functions
CASES = [
    pytest.param("eddsa-rdfc-2022", "unsigned.json", "DataInt", id="rdfc"),
    pytest.param("eddsa-rdfc-2022/employ", "employmentAuth.json", "DataInt", id="rdfc-employ"),
    pytest.param("eddsa-jcs-2022", "unsigned.json", "JCS", id="jcs"),
]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def text(path):
    return path.read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def contexts():
    known = {address: read_pinned(*pin) for address, pin in PINNED.items()}
    known["https://www.w3.org/ns/credentials/examples/v2"] = read(SPECS / "contexts" / "examples-v2.json")
    known["https://w3id.org/citizenship/v4rc1"] = read(SPECS / "contexts" / "citizenship-v4rc1.json")
    return Contexts(known)


def key_of(method):
    """The vectors' keys are did:key, which is its own document."""
    return decode_public(method.partition("#")[2])


@pytest.mark.parametrize(("folder", "unsigned", "suffix"), CASES)
def test_canonical_forms_are_the_published_bytes(folder, unsigned, suffix, contexts):
    canonical = jcs if suffix == "JCS" else lambda value: rdfc(value, contexts)
    document, options = read(VECTORS / unsigned), read(VECTORS / folder / f"proofConfig{suffix}.json")
    assert canonical(document) == (VECTORS / folder / f"canonDoc{suffix}.txt").read_bytes()
    assert canonical(options) == (VECTORS / folder / f"proofCanon{suffix}.txt").read_bytes()


@pytest.mark.parametrize(("folder", "unsigned", "suffix"), CASES)
def test_signed_bytes_and_proof_are_the_published_ones(folder, unsigned, suffix, contexts):
    document, options = read(VECTORS / unsigned), read(VECTORS / folder / f"proofConfig{suffix}.json")
    hashed = hash_data(document, options, contexts).hex()
    assert hashed == text(VECTORS / folder / f"combinedHash{suffix}.txt")
    assert hashed[:64] == text(VECTORS / folder / f"proofHash{suffix}.txt")
    assert hashed[64:] == text(VECTORS / folder / f"docHash{suffix}.txt")
    if suffix == "DataInt":
        options.pop("@context")
    signed = read(VECTORS / folder / f"signed{suffix}.json")
    proof = create_proof(
        document, options, decode_secret(read(VECTORS / "keyPair.json")["privateKeyMultibase"]), contexts
    )
    assert proof["proofValue"] == text(VECTORS / folder / f"sigBTC58{suffix}.txt")
    assert {**document, "proof": proof} == signed


@pytest.mark.parametrize(("folder", "unsigned", "suffix"), CASES)
def test_published_credential_passes(folder, unsigned, suffix, contexts):
    checks = check_proofs(read(VECTORS / folder / f"signed{suffix}.json"), key_of, contexts)
    assert [check.outcome for check in checks] == [Outcome.PASSED]


@pytest.mark.parametrize(
    ("options", "pair", "previous", "signed"),
    [
        ("proofSetConfig1", "keyPair1", (), "proofSetConfigSigned1"),
        ("proofSetConfig2", "keyPair2", (), "proofSetConfigSigned2"),
        (
            "proofChainConfig1",
            "keyPair3",
            ("proofSetConfigSigned1", "proofSetConfigSigned2"),
            "proofChainConfigSigned1",
        ),
        ("proofChainConfig2", "keyPair4", ("proofChainConfigSigned1",), "proofChainConfigSigned2"),
    ],
)
def test_sets_and_chains_give_the_published_proofs(options, pair, previous, signed, contexts):
    document = read(CHAIN / "unsigned.json")
    if previous:
        document["proof"] = [read(CHAIN / f"{name}.json") for name in previous]
    secret = decode_secret(read(CHAIN / "multiKeyPairs.json")[pair]["privateKeyMultibase"])
    assert create_proof(document, read(CHAIN / f"{options}.json"), secret, contexts) == read(CHAIN / f"{signed}.json")


@pytest.mark.parametrize("name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"])
def test_published_sets_and_chains_pass(name, contexts):
    document = read(CHAIN / f"{name}.json")
    assert all(check.passed for check in check_proofs(document, key_of, contexts))


def test_chain_without_its_first_proof_fails(contexts):
    document = read(CHAIN / "signedProofChain2.json")
    del document["proof"][0]
    outcomes = [check.outcome for check in check_proofs(document, key_of, contexts)]
    assert outcomes == [Outcome.PASSED, Outcome.CONTENT, Outcome.NOT_CHECKED]


def test_published_keys_survive_reading_and_writing():
    pairs = [read(VECTORS / "keyPair.json"), *read(CHAIN / "multiKeyPairs.json").values()]
    for pair in pairs:
        secret, public = decode_secret(pair["privateKeyMultibase"]), decode_public(pair["publicKeyMultibase"])
        assert secret.public_key() == public
        assert (encode_secret(secret), encode_public(public)) == (
            pair["privateKeyMultibase"],
            pair["publicKeyMultibase"],
        )


def test_pinned_contexts_say_what_the_published_ones_say():
    assert read_pinned(*PINNED[CREDENTIALS_V2]) == read(SPECS / "contexts" / "credentials-v2.json")
    published = read(SPECS / "contexts" / "ob-v3p0-context-3.0.3.json")
    # Two terms that came in 2026; NOTICE.md says why ours goes without them.
    for term in ("jti", "endorsementJwt"):
        published["@context"].pop(term)
    assert read_pinned(*PINNED[OPEN_BADGES]) == published
