"""A ZIP becomes the files of a course, and whatever a name could do elsewhere is refused with a sentence."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.archives import Archive, open_archive
from courses.names import UnsafeName, folded, safe_name


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    stream.seek(0)
    return stream


def codes(archive: Archive) -> list[str]:
    return [one.code for one in archive.problems]


def in_old_japanese(*names: str) -> io.BytesIO:
    """A ZIP as Japanese Windows made them for long: names in Shift_JIS, and nothing that says so."""
    stand_ins = {f"{number:03d}".ljust(len(name.encode("cp932")), "_"): name for number, name in enumerate(names)}
    content = packed(*((name, b"x") for name in stand_ins)).getvalue()
    for stand_in, name in stand_ins.items():
        content = content.replace(stand_in.encode(), name.encode("cp932"))
    return io.BytesIO(content)


def test_the_files_come_out_as_they_went_in() -> None:
    archive = open_archive(packed(("course.toml", b"id = 1"), ("01-a/lesson.ja.md", "# あ".encode())))
    assert archive.problems == []
    assert dict(archive.contents()) == {"course.toml": b"id = 1", "01-a/lesson.ja.md": "# あ".encode()}
    assert archive.read("course.toml", 100) == b"id = 1"
    assert archive.read("nothing", 100) is None


def test_one_folder_around_all_is_taken_off_and_two_are_kept() -> None:
    one = open_archive(packed(("my course/course.toml", b""), ("my course/a/b.md", b""), ("__MACOSX/x", b"")))
    assert [member.path for member in one.members] == ["course.toml", "a/b.md"]
    two = open_archive(packed(("a/x.md", b""), ("b/x.md", b"")))
    assert [member.path for member in two.members] == ["a/x.md", "b/x.md"]


def test_what_computers_put_beside_is_left_out_and_said() -> None:
    archive = open_archive(
        packed(
            ("c/course.toml", b""),
            ("c/.DS_Store", b""),
            ("c/.git/config", b""),
            ("c/.git/HEAD", b""),
            ("c/._x", b""),
            ("__MACOSX/c/._course.toml", b""),
        )
    )
    assert [member.path for member in archive.members] == ["course.toml"]
    told = {one.path: one.params["count"] for one in archive.problems}
    assert told == {".DS_Store": 1, ".git": 2, "._*": 1, "__MACOSX": 1}
    assert archive.is_sound


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.md", "archive-name-outside"),
        ("a/../../evil.md", "archive-name-outside"),
        ("/etc/passwd", "archive-name-outside"),
        ("..\\..\\evil.md", "archive-name-outside"),
        ("\\\\server\\share\\x.md", "archive-name-outside"),
        ("C:\\x.md", "archive-name-outside"),
        ("c:x.md", "archive-name-outside"),
        ("a\x01.md", "archive-name-sign"),
        ("a\n.md", "archive-name-sign"),
        ("a\u202egnp.md", "archive-name-sign"),
        ("ab:c.md", "archive-name-sign"),
        ("what?.md", "archive-name-sign"),
        ("a/ b.md", "archive-name-sign"),
        ("a./b.md", "archive-name-sign"),
        ("CON", "archive-name-reserved"),
        ("a/aux.md", "archive-name-reserved"),
        ("a/COM1.tar.gz", "archive-name-reserved"),
        ("lpt¹.txt", "archive-name-reserved"),
        ("a/" * 20 + "b.md", "archive-name-long"),
        ("x" * 121 + ".md", "archive-name-long"),
    ],
)
def test_a_name_that_could_do_harm_is_refused(name: str, code: str) -> None:
    archive = open_archive(packed((name, b"x"), ("course.toml", b"")))
    assert codes(archive) == [code]
    assert list(archive.contents()) == []
    assert archive.problems[0].sentence("ja") != archive.problems[0].sentence("en")


@pytest.mark.parametrize(
    "pair",
    [("a/B.md", "a/b.md"), ("が.md", "か\u3099.md"), ("Ａ.md", "a.md"), ("a", "a/b"), ("STRASSE.md", "straße.md")],
)
def test_two_names_that_are_one_file_somewhere_are_refused(pair: tuple[str, str]) -> None:
    archive = open_archive(packed(*((name, b"x") for name in pair), ("course.toml", b"")))
    assert "archive-name-twice" in codes(archive)
    assert not archive.is_sound


def test_old_japanese_names_are_read_and_said_to_be_guessed() -> None:
    archive = open_archive(in_old_japanese("請求書/表紙.png", "course.toml"))
    assert sorted(member.path for member in archive.members) == ["course.toml", "請求書/表紙.png"]
    assert codes(archive) == ["archive-names-guessed"]
    assert archive.is_sound


def test_names_in_utf_8_without_their_mark_are_read_as_utf_8() -> None:
    content = (
        packed(("0123456789.md", b"x"), ("course.toml", b"")).getvalue().replace(b"0123456789", "あいう_".encode())
    )
    archive = open_archive(io.BytesIO(content))
    assert [member.path for member in archive.members] == ["あいう_.md", "course.toml"]
    assert archive.problems == []


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("evil")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive = open_archive(packed((info, b"/etc/passwd"), ("course.toml", b"")))
    assert codes(archive) == ["archive-link"]


def test_a_zip_inside_is_a_file_like_any_other() -> None:
    inner = packed(("../x", b"x")).getvalue()
    archive = open_archive(packed(("course.toml", b""), ("data/inner.zip", inner)))
    assert dict(archive.contents())["data/inner.zip"] == inner


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"hello" * 100, b"\x00" * 70_000])
def test_what_is_no_zip_is_said_to_be_none(content: bytes) -> None:
    assert codes(open_archive(io.BytesIO(content))) == ["archive-not-zip"]


def test_an_empty_zip_holds_no_course() -> None:
    assert codes(open_archive(packed())) == ["archive-empty"]
    assert codes(open_archive(packed(("folder/", b"")))) == ["archive-empty"]


@given(st.text(max_size=40))
def test_a_safe_name_is_safe_again_and_never_leads_out(name: str) -> None:
    try:
        path = safe_name(name)
    except UnsafeName:
        return
    assert safe_name(path) == path
    assert not path.startswith("/")
    assert all(part not in ("", ".", "..") for part in path.split("/"))
    assert folded(folded(path)) == folded(path)


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_zip_raises(data: st.DataObject) -> None:
    """Bytes changed anywhere: it is read, or refused with a problem, and never more than that."""
    content = bytearray(packed(("course.toml", b"id" * 50), ("a/b.md", b"text" * 90)).getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    archive = open_archive(io.BytesIO(bytes(content)))
    found = dict(archive.contents())
    assert found or archive.problems
