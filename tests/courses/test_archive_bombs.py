"""Archives made to fill a disk or a day are refused in a moment, before anything of them is unpacked."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from courses.archives import LIMITS, Archive, Limits, open_archive
from tests.courses.test_archives import codes, packed

NOISE = random.Random(5).randbytes
"""Bytes that do not pack."""
SMALL = Limits(files=10, total=40_000, one=20_000, ratio=20, free=5_000)


def in_a_moment(act: Callable[[], Archive]) -> Archive:
    begun = time.process_time()
    archive = act()
    list(archive.contents())
    assert time.process_time() - begun < 2.0
    return archive


def with_size(content: bytes, name: str, size: int) -> bytes:
    """The same archive, its list saying another unpacked size of a file."""
    found = bytearray(content)
    place = found.find(b"PK\x01\x02")
    while place >= 0:
        length = struct.unpack("<H", found[place + 28 : place + 30])[0]
        if found[place + 46 : place + 46 + length].decode() == name:
            found[place + 24 : place + 28] = struct.pack("<L", size)
        place = found.find(b"PK\x01\x02", place + 1)
    return bytes(found)


def test_ten_megabytes_of_nothing_that_become_ten_gigabytes_are_a_bomb() -> None:
    stream = packed(*((f"{number}.txt", b"\x00" * 1_000_000) for number in range(60)))
    archive = in_a_moment(lambda: open_archive(stream))
    assert codes(archive) == ["archive-bomb"]


def test_more_than_there_may_be_is_told_before_unpacking() -> None:
    many = in_a_moment(lambda: open_archive(packed(*((f"{n}.md", b"x") for n in range(11))), SMALL))
    assert codes(many) == ["archive-too-many"]
    large = in_a_moment(lambda: open_archive(packed(("a.md", NOISE(25_000))), SMALL))
    assert codes(large) == ["archive-file-too-large"]
    whole = packed(*((f"{n}.md", NOISE(15_000)) for n in range(3)))
    assert codes(in_a_moment(lambda: open_archive(whole, replace(SMALL, ratio=1000)))) == ["archive-too-large"]


def test_a_list_that_lies_about_sizes_is_found_out_while_unpacking() -> None:
    content = packed(("a.md", b"y" * 9_000), ("b.md", b"")).getvalue()
    archive = in_a_moment(lambda: open_archive(io.BytesIO(with_size(content, "a.md", 10)), replace(SMALL, one=1_000)))
    assert [one.code for one in archive.problems] == ["archive-damaged"]


def test_a_million_entries_are_refused_before_their_list_is_read() -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 400_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), 0, 0)
    archive = in_a_moment(lambda: open_archive(io.BytesIO(listed + end)))
    assert codes(archive) == ["archive-too-many"]
    lying = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
    assert codes(in_a_moment(lambda: open_archive(io.BytesIO(listed + lying)))) == ["archive-too-many"]


def test_a_large_list_behind_the_newer_kind_of_end_is_refused_too() -> None:
    newer = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**9, 10**9, 10**9, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 50, 0, 0)
    assert codes(open_archive(io.BytesIO(newer + locator + end))) == ["archive-too-many"]


def test_a_list_that_says_it_is_short_is_counted() -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    # The last entry's remark looks like the newer kind of end and says that the list is short.
    remark = bytes(32) + struct.pack("<QQ", 1, 50) + bytes(8) + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    last = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 76, 0, 0, 0, 0) + b"b"
    for listed in (entry * 30_000, entry * 30_000 + last + remark):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
        archive = open_archive(io.BytesIO(listed + end))
        assert (codes(archive), archive.members) == (["archive-too-many"], ())


def test_entries_that_share_the_same_bytes_are_a_bomb() -> None:
    """One packed kernel named many times (D. Fifield, A better zip bomb, 2019)."""
    content = bytearray(packed(("aaaa", b"\x07" * 3_000)).getvalue())
    begin = content.find(b"PK\x01\x02")
    entry, end = bytes(content[begin : content.find(b"PK\x05\x06")]), bytearray(content[content.find(b"PK\x05\x06") :])
    entries = b"".join(entry.replace(b"aaaa", b"%04d" % number) for number in range(50))
    end[8:12] = struct.pack("<2H", 50, 50)
    end[12:16] = struct.pack("<L", len(entries))
    archive = in_a_moment(lambda: open_archive(io.BytesIO(bytes(content[:begin]) + entries + bytes(end))))
    assert "archive-bomb" in codes(archive)
    assert not archive.is_sound


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_unpack_without_measure_are_not_opened(method: int) -> None:
    archive = in_a_moment(lambda: open_archive(packed(("course.toml", b"\x00" * 4_000_000), method=method)))
    assert codes(archive) == ["archive-method"]


def test_a_locked_file_is_said_to_be_locked() -> None:
    content = bytearray(packed(("a.md", b"secret")).getvalue())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert codes(open_archive(io.BytesIO(bytes(content)))) == ["archive-encrypted"]


def test_a_cut_off_file_is_damaged_and_what_was_read_is_not_all() -> None:
    content = bytearray(packed(("a.md", b"x" * 500), method=zipfile.ZIP_STORED).getvalue())
    content[60] ^= 0xFF
    archive = open_archive(io.BytesIO(bytes(content)))
    assert list(archive.contents()) == []
    assert codes(archive) == ["archive-damaged"]


def test_an_ordinary_course_is_far_below_the_limits() -> None:
    assert LIMITS.files >= 2_000
    assert LIMITS.total >= 100_000_000
    assert LIMITS.ratio >= 100
