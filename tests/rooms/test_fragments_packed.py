"""Pages as gzip: the same page in fewer bytes, with nothing secret deflated and a mark of its own."""

import gzip
import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from lms.kit.fragments_packed import Piece, gzipped
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import lesson
from tests.rooms.test_fragments import settled


def test_a_packed_page_is_the_same_page_and_smaller(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    for browser in (signed_in(cast.aya), signed_in(cast.coordinator)):
        for address in (lesson(cast), "/", f"/team/{cast.team}"):
            plain = browser.get(address)
            packed = browser.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
            assert "Content-Encoding" not in plain.headers
            assert packed.headers["Content-Encoding"] == "gzip"
            assert all("Accept-Encoding" in page.headers["Vary"] for page in (plain, packed))
            assert len(packed.data) < len(plain.data) * 0.7
            text = TestResponse(gzip.decompress(packed.data), packed.status, packed.headers, packed.request)
            assert settled(text) == settled(plain)
            refused = browser.get(address, headers={"Accept-Encoding": "gzip;q=0"})
            assert "Content-Encoding" not in refused.headers


def test_a_secret_is_never_deflated(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    packed = aya.get(lesson(cast), headers={"Accept-Encoding": "gzip"}).data
    token = re.search(rb'name="csrf_token" value="([^"]+)"', gzip.decompress(packed)).group(1)
    assert gzip.decompress(packed).count(token) == packed.count(token) > 3


def test_a_board_that_did_not_change_is_not_sent_again_in_either_form(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, marks = signed_in(cast.aya), []
    for encoding in ("gzip", "identity"):
        headers = {"Accept-Encoding": encoding}
        page = aya.get(f"/team/{cast.team}/board", headers=headers)
        marks.append(page.headers["ETag"])
        again = aya.get(f"/team/{cast.team}/board", headers={**headers, "If-None-Match": marks[-1]})
        assert again.status_code == 304
        assert "Accept-Encoding" in again.headers["Vary"]
    assert marks[0] != marks[1], "another form of the bytes has another mark (RFC 9110, 8.8.3.3)"


@pytest.mark.parametrize("sizes", [[], [0], [1], [149, 150], [70_000], [200_000, 3, 65_535, 65_536]])
def test_pieces_make_one_gzip_file(sizes: list[int]) -> None:
    chunks = [Piece(b"petal " * size) if size % 2 else b"\x00own" * size for size in sizes]
    assert gzip.decompress(gzipped(chunks)) == b"".join(chunks)
