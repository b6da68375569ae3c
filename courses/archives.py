"""A ZIP that somebody brings, read with suspicion: its list is looked at whole before a single file is unpacked."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from courses.names import UnsafeName, common_folder, folded, left_out, parents, safe_name
from courses.problems import Problem, problem

MEGABYTE = 1_000_000
_BEGIN, _END, _LOCATOR, _NEWER_END = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_OPENED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two ways that unpack in small pieces, so that a few bytes never become a gigabyte at once."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_LISTED = 20_000
"""Entries of any kind, those included that are left out."""
_ENTRY = 46 + 600
"""Bytes that an entry of the list takes: its fixed part (APPNOTE 4.3.12), its name and extras."""
_IS_UTF8 = 0x800
_ENCRYPTED = 0x1

Tell = Callable[[Problem], None]


@dataclass(frozen=True)
class Limits:
    """How much a course may be: files, bytes in all and in one, and how many bytes a packed one may become."""

    files: int = 5_000
    total: int = 300 * MEGABYTE
    one: int = 50 * MEGABYTE
    ratio: int = 150
    free: int = 10 * MEGABYTE
    """Below so many bytes the ratio does not matter: an empty table packs very well."""


LIMITS = Limits()


@dataclass(frozen=True)
class Member:
    """One file of the course in the archive, by its path there; `info` is where its bytes lie."""

    path: str
    info: zipfile.ZipInfo


class Archive:
    """An archive whose list was read. Nothing of it is unpacked while `problems` hold an error.

    Promises: no path is absolute, climbs out, or means another file on some computer; nothing here raises; no more than
    the limits is ever unpacked, whatever the list says.
    """

    def __init__(self, packed: zipfile.ZipFile | None, limits: Limits) -> None:
        self._packed, self._limits = packed, limits
        self.members: tuple[Member, ...] = ()
        self.problems: list[Problem] = []

    @property
    def is_sound(self) -> bool:
        """Whether it may be unpacked."""
        return not any(one.severity == "error" for one in self.problems)

    def read(self, path: str, most: int) -> bytes | None:
        """One small file, or None where it is not there, is larger, or is damaged."""
        member = next((one for one in self.members if one.path == path), None)
        return self._content(member, most, lambda _: None) if member else None

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its bytes. Ends early, with a problem more, when one is damaged or larger than it said."""
        total = 0
        for member in self.members if self.is_sound else ():
            content = self._content(member, self._limits.one, self.problems.append)
            if content is None:
                return
            total += len(content)
            if total > self._limits.total:
                self.problems.append(problem("archive-too-large", ".", most=self._limits.total // MEGABYTE))
                return
            yield member.path, content

    def _content(self, member: Member, most: int, tell: Tell) -> bytes | None:
        if self._packed is None:
            return None
        try:
            with self._packed.open(member.info) as source:
                content = source.read(most + 1)
                # Reading to the end is what checks the sum of a file that was read to its last byte.
                if len(content) <= most and not source.read(1):
                    return content
            tell(problem("archive-file-too-large", member.path, most=most // MEGABYTE))
        except _DAMAGED:
            tell(problem("archive-damaged", member.path))
        return None


def open_archive(stream: IO[bytes], limits: Limits = LIMITS) -> Archive:
    """Read the list of an archive in a seekable stream, which must stay open as long as the archive is used."""
    entries = _entries(stream)
    if entries is None:
        return _refused("archive-not-zip", limits)
    if entries > _LISTED:
        return _refused("archive-too-many", limits, most=limits.files)
    try:
        packed = zipfile.ZipFile(stream)
    except _DAMAGED:
        return _refused("archive-not-zip", limits)
    archive = Archive(packed, limits)
    named = _named(packed.infolist(), archive.problems.append)
    archive.members = _stripped(named)
    _check_sizes(archive.members, limits, archive.problems.append)
    _check_twice(archive.members, archive.problems.append)
    if _overlap(packed.infolist()):
        archive.problems.append(problem("archive-bomb", "."))
    return archive


def _refused(code: str, limits: Limits, **params: int) -> Archive:
    archive = Archive(None, limits)
    archive.problems.append(problem(code, ".", **params))
    return archive


def _entries(stream: IO[bytes]) -> int | None:
    """How many entries the list has, as its end says and as stand in it, whichever is more; None where there is no end of a ZIP.

    Python reads the whole list at once (APPNOTE 4.3.14 to 4.3.16), whatever number its end says: a list of a million
    entries must not get so far.
    """
    try:
        whole = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, whole - 65_557 - 76))
        tail = stream.read()
        stream.seek(0)
    except (OSError, ValueError):
        return None
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        return None
    said, size = struct.unpack("<HL", tail[place + 10 : place + 16])
    end, newer = whole - len(tail) + place, place - 76
    if newer >= 0 and tail[newer : newer + 4] == _NEWER_END and tail[newer + 56 : newer + 60] == _LOCATOR:
        said, size = struct.unpack("<QQ", tail[newer + 32 : newer + 48])
        end -= 76
    if size > _LISTED * _ENTRY:
        return _LISTED + 1
    stream.seek(max(0, end - size))
    counted = stream.read(size).count(_BEGIN)
    stream.seek(0)
    return max(int(said), counted)


def _named(infos: list[zipfile.ZipInfo], tell: Tell) -> list[Member]:
    """The files by their names, without what courses never need; every name that cannot be is told of."""
    members: list[Member] = []
    dropped: Counter[str] = Counter()
    guessed = ""
    for info in infos:
        name, was_guessed = _decoded(info)
        if name is None:
            tell(problem("archive-name-unreadable", info.filename[:200]))
            continue
        if name.replace("\\", "/").endswith("/"):
            continue
        kind = left_out(name)
        if kind:
            dropped[kind] += 1
            continue
        guessed = guessed or (name if was_guessed else "")
        member = _member(name, info, tell)
        if member:
            members.append(member)
    for kind, count in sorted(dropped.items()):
        tell(problem("archive-left-out", kind, count=count))
    if guessed:
        tell(problem("archive-names-guessed", guessed))
    if not members:
        tell(problem("archive-empty", "."))
    return members


def _decoded(info: zipfile.ZipInfo) -> tuple[str | None, bool]:
    """The name, and whether it was guessed to be Shift_JIS. Names without the mark for UTF-8 come as code page 437."""
    if info.flag_bits & _IS_UTF8:
        return info.orig_filename, False
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding), encoding == "cp932"
        except UnicodeDecodeError:
            continue
    return None, False


def _member(name: str, info: zipfile.ZipInfo, tell: Tell) -> Member | None:
    try:
        path = safe_name(name)
    except UnsafeName as error:
        tell(problem(error.code, "".join(sign if sign.isprintable() else "�" for sign in name[:200])))
        return None
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        tell(problem("archive-link", path))
    elif info.flag_bits & _ENCRYPTED:
        tell(problem("archive-encrypted", path))
    elif info.compress_type not in _OPENED:
        tell(problem("archive-method", path))
    return Member(path, info)


def _stripped(members: list[Member]) -> tuple[Member, ...]:
    """The members without the one folder that holds all of them, where there is one."""
    cut = common_folder([member.path for member in members])
    return tuple(Member(member.path[cut:], member.info) for member in members)


def _check_sizes(members: tuple[Member, ...], limits: Limits, tell: Tell) -> None:
    if len(members) > limits.files:
        tell(problem("archive-too-many", ".", most=limits.files))
    for member in members:
        if member.info.file_size > limits.one:
            tell(problem("archive-file-too-large", member.path, most=limits.one // MEGABYTE))
    total = sum(member.info.file_size for member in members)
    packed = sum(member.info.compress_size for member in members)
    if total > limits.total:
        tell(problem("archive-too-large", ".", most=limits.total // MEGABYTE))
    if total > limits.free and total > limits.ratio * max(packed, 1):
        tell(problem("archive-bomb", "."))


def _check_twice(members: tuple[Member, ...], tell: Tell) -> None:
    seen: dict[str, str] = {}
    for member in members:
        first = seen.setdefault(folded(member.path), member.path)
        if first is not member.path:
            tell(problem("archive-name-twice", member.path, other=first))
    folders = {folded(parent) for member in members for parent in parents(member.path)}
    for member in members:
        if folded(member.path) in folders:
            tell(problem("archive-name-twice", member.path, other=member.path))


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share the same bytes, by which a small file can hold a very large one many times."""
    places = sorted((info.header_offset, info.compress_size) for info in infos if info.compress_size)
    return any(begin + 30 + size > following for (begin, size), (following, _) in pairwise(places))
