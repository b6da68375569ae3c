"""What a file is, is told by what is in it; what is more than one thing, or would burst, is refused; pictures are made anew."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from courses.activities.tasks import FILE_KINDS
from lms.practice.file_kinds import LARGEST, FileRefused, examined, shown_name

XAML = b'<Activity xmlns="http://schemas.microsoft.com/netfx/2009/xaml/activities"><Sequence/></Activity>'
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64


def picture(kind: str, size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "#824").save(stream, kind, **more)
    return stream.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return stream.getvalue()


def table() -> bytes:
    stream = io.BytesIO()
    book = Workbook()
    book.active.append(["name", 3])
    book.save(stream)
    return stream.getvalue()


NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}).encode()
GOOD = {
    "png": picture("PNG"), "jpg": picture("JPEG"), "pdf": PDF, "xlsx": table(), "csv": "名前,数\n紙,2\n".encode(),
    "xaml": XAML, "zip": zipped({"a.txt": b"a"}), "ipynb": NOTEBOOK, "mp4": MP4,
}  # fmt: skip


def kind_of(folder: Path, content: bytes, accepted: tuple[str, ...] = FILE_KINDS) -> str:
    path = folder / "coming"
    path.write_bytes(content)
    try:
        return examined(path, accepted)
    except FileRefused as error:
        return f"refused: {error.what}"


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_kind_is_known_by_its_content(tmp_path: Path, kind: str) -> None:
    assert kind_of(tmp_path, GOOD[kind]) == kind
    assert kind_of(tmp_path, GOOD[kind], tuple(one for one in FILE_KINDS if one != kind)) == "refused: unwanted"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"", "refused: empty"),
        (b"MZ\x90\x00" + b"\x00" * 100, "refused: kind"),
        (b"<html><script>alert(1)</script></html>", "refused: kind"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "refused: kind"),
        (b'<!DOCTYPE a [<!ENTITY b "b">]>' + XAML, "refused: kind"),
        (XAML[:-3], "refused: damaged"),
        (b"#!/bin/sh\nrm -r /\n", "refused: kind"),
        (b"{" * 100_000, "refused: damaged"),
        (b'{"a": 1}', "refused: kind"),
        (PDF[:-7], "refused: damaged"),
        (PDF + zipped({"a.html": b"<script>"}), "refused: kind"),
        (MP4 + zipped({"a": b"a"}), "refused: kind"),
        (MP4.replace(b"mp42", b"heic", 1), "refused: kind"),
        (picture("JPEG")[:200], "refused: damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "refused: damaged"),
        (zipped({"../../etc/passwd": b"x"}), "refused: damaged"),
        (zipped({"bomb.txt": b"0" * 60_000_000}), "refused: damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "refused: kind"),
        (b"GIF89a" + b"\x00" * 50, "refused: kind"),
        ("名前,数\n".encode("utf-16"), "refused: kind"),
        (b"just a sentence\n", "refused: kind"),
    ],
)
def test_what_is_something_else_is_refused(tmp_path: Path, content: bytes, outcome: str) -> None:
    assert kind_of(tmp_path, content) == outcome


def test_tables_of_japanese_excel_are_tables(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "名前,数\r\n紙,2\r\n".encode("cp932")) == "csv"


def test_a_table_with_macros_is_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(table())) as found:
        files = {name: found.read(name) for name in found.namelist()}
    assert kind_of(tmp_path, zipped({**files, "xl/vbaProject.bin": b"macro"})) == "zip"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "coming"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileRefused, match="large"):
        examined(path, FILE_KINDS)


def test_a_picture_is_nothing_but_a_picture_afterwards(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "canary-camera"
    for kind, content in (("jpg", picture("JPEG", exif=exif)), ("png", picture("PNG", exif=exif))):
        assert kind_of(tmp_path, content + b"<script>canary-tail</script>" + zipped({"a": b"a"})) == kind
        after = (tmp_path / "coming").read_bytes()
        assert b"canary" not in after
        assert b"PK" not in after[-100:]
        with Image.open(tmp_path / "coming") as found:
            assert found.size == (20, 40), "it stands upright, as the camera said"
            assert not found.getexif()


def test_a_picture_bomb_is_refused_and_a_large_photograph_is_made_smaller(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert kind_of(tmp_path, bomb.getvalue()).startswith("refused: ")
    assert kind_of(tmp_path, picture("JPEG", (8000, 6000))) == "jpg"
    with Image.open(tmp_path / "coming") as found:
        assert max(found.size) <= 2560


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_the_answer_is_a_kind_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    assert kind_of(tmp_path_factory.mktemp("any"), content)


@given(st.text(max_size=200), st.sampled_from(["png", "pdf"]))
def test_names_lead_nowhere(name: str, kind: str) -> None:
    shown = shown_name(name, kind)  # type: ignore[arg-type]
    assert 1 <= len(shown) <= 100
    assert not set(shown) & set('/\\<>:"|?*\x00\n\u202e')
    assert shown.endswith(f".{kind}")
    assert shown_name(shown, kind) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.png"), ("C:\\Users\\me\\写真 1.JPG", "写真 1.png"), ("\u202egnp.exe", "gnp.png"),
        ("", "file.png"), ("....", "file.png"), ("a/b/", "b.png"),
    ],
)  # fmt: skip
def test_names_that_climb_keep_their_last_part(name: str, shown: str) -> None:
    assert shown_name(name, "png") == shown
