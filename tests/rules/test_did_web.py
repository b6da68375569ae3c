"""The issuer's name follows PUBLIC_URL, and its document lists every key that may speak for it."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.certificates.credentials.did import PublicUrlError, assertion_keys, did_document, did_web, method_id
from lms.certificates.credentials.multikey import encode_public

CURRENT, RETIRED = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32).public_key() for n in (1, 2))
DID = "did:web:learn.example"


@pytest.mark.parametrize(
    ("url", "did"),
    [
        ("https://learn.example", "did:web:learn.example"),
        ("https://learn.example/", "did:web:learn.example"),
        ("https://Learn.Example:443", "did:web:learn.example"),
        ("https://learn.example:8443", "did:web:learn.example%3A8443"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
        ("http://localhost:80/", "did:web:localhost"),
        ("https://五人.example", "did:web:xn--dlq8c.example"),
    ],
)
def test_did_follows_the_host_and_port(url, did):
    assert did_web(url) == did


@pytest.mark.parametrize(
    "url",
    [
        "",
        "learn.example",
        "ftp://learn.example",
        "https://",
        "https://learn.example/school",
        "https://learn.example/?a=1",
        "https://learn.example/#a",
        "https://me@learn.example",
        "https://[::1]:8000",
        "https://learn.example:port",
        "https://learn example",
        "https://[learn",
        "https://a..b",
    ],
)
def test_address_that_cannot_name_an_issuer_is_refused_in_words(url):
    with pytest.raises(PublicUrlError):
        did_web(url)


def test_document_names_everything_absolutely():
    document = did_document(DID, [CURRENT, RETIRED])
    assert document["id"] == DID
    assert document["assertionMethod"] == [method_id(DID, CURRENT), method_id(DID, RETIRED)]
    for method, key in zip(document["verificationMethod"], (CURRENT, RETIRED), strict=True):
        assert method == {
            "id": f"{DID}#{encode_public(key)}",
            "type": "Multikey",
            "controller": DID,
            "publicKeyMultibase": encode_public(key),
        }


def test_retired_keys_still_speak():
    keys = assertion_keys(did_document(DID, [CURRENT, RETIRED]))
    assert keys == {method_id(DID, CURRENT): CURRENT, method_id(DID, RETIRED): RETIRED}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("controller", "did:web:elsewhere.example"),
        ("type", "JsonWebKey"),
        ("publicKeyMultibase", "zBroken"),
        ("publicKeyMultibase", None),
        ("id", f"{DID}#other"),
    ],
)
def test_key_that_may_not_speak_for_the_issuer_is_left_out(name, value):
    document = did_document(DID, [CURRENT])
    document["verificationMethod"][0][name] = value
    assert assertion_keys(document) == {}


def test_key_that_is_not_for_assertions_is_left_out():
    document = did_document(DID, [CURRENT, RETIRED])
    document["assertionMethod"].pop()
    assert list(assertion_keys(document)) == [method_id(DID, CURRENT)]


@pytest.mark.parametrize(
    "document", [{}, {"verificationMethod": "x", "assertionMethod": 5}, {"verificationMethod": [1]}]
)
def test_broken_document_has_no_keys(document):
    assert assertion_keys(document) == {}
