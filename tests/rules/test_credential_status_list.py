"""A status list tells for each place whether it was withdrawn, the same bytes for the same bits."""

import base64
import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.certificates.credentials.proofs import Signer, Suite, check_proofs, sign
from lms.certificates.credentials.status_list import (
    SIZE,
    StatusListError,
    StatusListFullError,
    decode,
    encode,
    entry,
    free_index,
    is_set,
    list_credential,
)

places = st.integers(0, SIZE - 1)


@settings(max_examples=40, deadline=None)
@given(st.sets(places, max_size=200), places)
def test_exactly_the_set_bits_are_read_back(revoked, other):
    encoded = encode(revoked)
    assert all(is_set(encoded, index) for index in revoked)
    assert is_set(encoded, other) == (other in revoked)
    assert sum(byte.bit_count() for byte in decode(encoded)) == len(revoked)


@settings(max_examples=20, deadline=None)
@given(st.lists(places, max_size=50))
def test_order_and_repetition_do_not_show(revoked):
    assert encode(revoked) == encode(sorted(set(revoked)))


def test_first_place_is_the_highest_bit_of_the_first_byte():
    bits = decode(encode([0, 15]))
    assert (bits[0], bits[1]) == (0b1000_0000, 0b0000_0001)


def test_any_gzip_reads_our_list_and_finds_no_time_in_it():
    encoded = encode([5])
    packed = base64.urlsafe_b64decode(encoded[1:] + "==")
    assert encoded[0] == "u"
    assert "=" not in encoded
    assert len(gzip.decompress(packed)) == SIZE // 8
    assert packed[4:8] == b"\0\0\0\0"


def test_empty_list_is_small_and_a_busy_one_still_is():
    assert len(encode([])) < 100
    assert len(encode(range(0, SIZE, 26))) < 12_000


@pytest.mark.parametrize("index", [-1, SIZE, 10**9])
def test_places_outside_the_list_are_refused(index):
    for attempt in (
        lambda: encode([index]),
        lambda: is_set(encode([]), index),
        lambda: entry("https://a.example/1", index),
    ):
        with pytest.raises(StatusListError):
            attempt()


def packed(content):
    return "u" + base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "u",
        "zabc",
        "ué",
        "u!!!!",
        "uabcde",
        packed(b"no gzip at all"),
        packed(gzip.compress(bytes(SIZE // 8 - 1), mtime=0)),
        packed(gzip.compress(bytes(SIZE // 8 + 1), mtime=0)),
        packed(gzip.compress(bytes(SIZE // 8), mtime=0)[:-4]),
        packed(gzip.compress(bytes(SIZE // 8), mtime=0) + b"x"),
        packed(gzip.compress(bytes(30_000_000), mtime=0)),
        packed(zlib.compress(bytes(SIZE // 8))),
        "u" + "A" * 70_000,
    ],
)
def test_broken_short_long_and_bursting_lists_are_refused(encoded):
    with pytest.raises(StatusListError):
        decode(encoded)


def test_bursting_list_is_refused_before_it_is_unpacked():
    bomb = packed(gzip.compress(bytes(30_000_000), mtime=0))
    tracemalloc.start()
    try:
        with pytest.raises(StatusListError):
            decode(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_free_place_is_random_and_never_a_taken_one():
    answers = iter([7, 8, 9])
    assert free_index({7, 8}, lambda below: next(answers)) == 9
    assert len({free_index(set()) for _ in range(50)}) > 40


def test_last_place_is_found_and_a_full_list_says_so():
    taken = set(range(SIZE)) - {4711}
    assert free_index(taken, lambda below: 0) == 4711
    with pytest.raises(StatusListFullError):
        free_index(range(SIZE))


def test_signed_list_passes_and_a_flipped_bit_does_not():
    signer = Signer("did:web:learn.example", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
    url = "https://learn.example/credentials/status/1"
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    signed = sign(list_credential(url, signer.did, [7], moment), [Suite.RDFC], signer, moment)
    key_of = {signer.method: signer.key.public_key()}.get
    assert [check.passed for check in check_proofs(signed, key_of)] == [True]
    assert is_set(signed["credentialSubject"]["encodedList"], 7)
    signed["credentialSubject"]["encodedList"] = encode([])
    assert [check.passed for check in check_proofs(signed, key_of)] == [False]
