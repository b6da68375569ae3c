"""Whatever a signature would not cover, or two readers would read differently, has no canonical form."""

import copy
import socket

import pytest

from lms.certificates.credentials import contexts as contexts_module
from lms.certificates.credentials.canonical import MAX_DEPTH, CanonicalError, jcs, rdfc
from lms.certificates.credentials.contexts import (
    CREDENTIALS_V2,
    OPEN_BADGES,
    PINNED,
    ContextDamagedError,
    UnknownContextError,
    pinned,
    read_pinned,
)

PLAIN = {
    "@context": [CREDENTIALS_V2, OPEN_BADGES],
    "id": "urn:uuid:6b0ffcb0-8b2b-4b5f-9d5c-5a3c0f2a1c11",
    "type": ["VerifiableCredential", "AchievementCredential"],
    "name": "RPAのはじめ",
    "issuer": {"id": "did:web:learn.example", "type": ["Profile"], "name": "Gonin"},
    "validFrom": "2026-11-22T00:00:00Z",
    "credentialSubject": {
        "id": "urn:uuid:0f6e8d7e-94a0-44a8-8f0f-1b1d8e9b3c22",
        "type": ["AchievementSubject"],
        "achievement": {"id": "https://learn.example/a/1", "type": ["Achievement"], "name": "x"},
    },
}


def changed(**values):
    return {**copy.deepcopy(PLAIN), **values}


def code_of(canonical, document):
    with pytest.raises(CanonicalError) as caught:
        canonical(document)
    return caught.value.code


@pytest.mark.parametrize("canonical", [jcs, rdfc])
@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\ud800"])
def test_control_characters_are_refused(canonical, character):
    assert code_of(canonical, changed(name=f"a{character}b")) == "character"


@pytest.mark.parametrize("canonical", [jcs, rdfc])
@pytest.mark.parametrize("value", [1.5, float("nan"), None, {"narrative": None}, [0.0]])
def test_floats_and_nothing_are_refused(canonical, value):
    assert code_of(canonical, changed(description=value)) == "type"


@pytest.mark.parametrize("canonical", [jcs, rdfc])
def test_endless_nesting_is_refused(canonical):
    value = "x"
    for _ in range(MAX_DEPTH + 1):
        value = [value]
    assert code_of(canonical, changed(name=value)) == "depth"


def test_number_beyond_what_json_readers_hold_is_refused():
    assert code_of(jcs, changed(name=2**53)) == "number"


def test_line_breaks_inside_a_text_stay_inside_its_quad():
    # U+0085, U+2028 and form feeds are line breaks to `splitlines`, but not to N-Quads.
    quads = rdfc(changed(name="一\n二\r三\u0085四\u2028五")).decode()
    assert '"一\\n二\\r三\u0085四\u2028五"' in quads
    assert all(line.endswith(" .") for line in quads.rstrip("\n").split("\n"))


@pytest.mark.parametrize("term", ["nickname", "jti", "endorsementJwt"])
def test_terms_that_would_be_dropped_are_refused(term):
    assert code_of(rdfc, changed(**{term: "urn:x:1"})) == "dropped"


def test_term_that_is_dropped_deep_inside_is_refused():
    document = changed()
    document["credentialSubject"]["achievement"]["grade"] = "A"
    assert code_of(rdfc, document) == "dropped"


@pytest.mark.parametrize("identifier", ["certificate-1", "../1", "#1", "?x", "/a"])
def test_relative_identifiers_are_refused(identifier):
    assert code_of(rdfc, changed(id=identifier)) == "relative"


@pytest.mark.parametrize("identifier", ["http://example.org/base/1", "https://relative.invalid/1"])
def test_identifiers_of_the_library_base_are_refused(identifier):
    assert code_of(rdfc, changed(id=identifier)) == "relative"


def test_unknown_types_are_refused():
    assert code_of(rdfc, changed(type=["VerifiableCredential", "Medal"])) == "relative"


@pytest.mark.parametrize(
    "identifier",
    ["urn:x y", "urn:x> <urn:p> <urn:o> .\n<urn:y", "urn:x\ty", 'urn:"x"', "urn:{x}", "urn:x\\y", "urn:x|y", "_:b0"],
)
def test_identifiers_that_would_break_out_of_their_quad_are_refused(identifier):
    assert code_of(rdfc, changed(id=identifier)) in ("iri", "relative")
    deep = changed()
    deep["credentialSubject"]["achievement"]["id"] = identifier
    assert code_of(rdfc, deep) in ("iri", "relative")


@pytest.mark.parametrize(
    "context",
    ["https://elsewhere.example/context", {"nickname": "https://schema.org/name"}, None, {"@vocab": "urn:any:"}],
)
def test_contexts_that_we_do_not_hold_are_refused(context):
    document = changed(**{"@context": [CREDENTIALS_V2, OPEN_BADGES, context]})
    assert code_of(rdfc, document) in ("context", "type")
    nested = changed()
    nested["credentialSubject"]["@context"] = context
    assert code_of(rdfc, nested) in ("context", "type")


def test_empty_document_is_refused():
    assert code_of(rdfc, {}) == "empty"


def test_document_is_left_as_it_was():
    document = changed()
    before = copy.deepcopy(document)
    rdfc(document)
    jcs(document)
    assert document == before


def test_contexts_are_never_fetched(monkeypatch):
    def no_network(*args, **kwargs):
        pytest.fail("somebody opened a socket")

    monkeypatch.setattr(socket, "socket", no_network)
    fresh = contexts_module.Contexts({address: read_pinned(*pin) for address, pin in PINNED.items()})
    assert rdfc(PLAIN, fresh) == rdfc(PLAIN)
    with pytest.raises(UnknownContextError):
        fresh.load("https://www.w3.org/2018/credentials/v1")


def test_changed_context_file_stops_everything():
    name, _ = PINNED[CREDENTIALS_V2]
    with pytest.raises(ContextDamagedError, match=name):
        read_pinned(name, "0" * 64)


def test_pinned_contexts_are_read_once():
    assert pinned() is pinned()
    assert CREDENTIALS_V2 in pinned()
    assert "https://www.w3.org/2018/credentials/v1" not in pinned()
