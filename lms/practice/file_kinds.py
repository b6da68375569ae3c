"""What kind of file somebody sends, told by what is in it, never by its name. Pictures are made anew."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Literal

from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

from courses.archives import open_archive

Kind = Literal["png", "jpg", "pdf", "xlsx", "csv", "xaml", "zip", "ipynb", "mp4"]
Refusal = Literal["empty", "large", "kind", "damaged", "unwanted"]
LARGEST = 50_000_000
"""Bytes of a file."""
LARGEST_TEXT = 10_000_000
"""Bytes of a table, a workflow or a notebook, which are read whole."""
MOST_PIXELS = 30_000_000
"""Pixels that are unfolded in memory at a time."""
SIDE = 2560
"""Pixels of a kept picture's longer side: a page of paper can still be read."""
PICTURES = frozenset({"png", "jpg"})
_WORKFLOW = b"http://schemas.microsoft.com/netfx/2009/xaml/activities"
_END_OF_ZIP = b"PK\x05\x06"
_one_picture = Lock()


class FileRefused(Exception):
    """This file cannot be handed in."""

    def __init__(self, what: Refusal) -> None:
        super().__init__(what)
        self.what: Refusal = what


def examined(path: Path, accepted: Collection[str]) -> Kind:
    """The kind of a file that is all there. A picture is written anew in its place, without what a camera wrote into it.

    Promises: whatever the bytes are, a kind comes back or FileRefused is raised; nothing of an archive is unpacked; a picture is
    nothing but a picture afterwards.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty")
    if size > LARGEST:
        raise FileRefused("large")
    kind = _kind(path, size)
    if kind not in accepted:
        raise FileRefused("unwanted")
    if kind in PICTURES:
        with _one_picture:
            _draw_anew(path, kind)
    return kind


def _kind(path: Path, size: int) -> Kind:
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    if _END_OF_ZIP in tail:
        # Two kinds of files in one: what it is would hang on who opens it.
        raise FileRefused("kind")
    if head.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in tail else _damaged()
    if head[4:8] == b"ftyp":
        return "mp4" if head[8:12] not in (b"heic", b"heix", b"mif1", b"avif") else _unknown()
    return _text(path, size)


def _damaged() -> Kind:
    raise FileRefused("damaged")


def _unknown() -> Kind:
    raise FileRefused("kind")


def _archive(path: Path) -> Kind:
    with path.open("rb") as stream:
        archive = open_archive(stream)
    if not archive.is_sound or not archive.members:
        raise FileRefused("damaged")
    names = {member.path for member in archive.members}
    is_table = "xl/workbook.xml" in names and "[Content_Types].xml" in names
    return "xlsx" if is_table and not any(name.endswith("vbaProject.bin") for name in names) else "zip"


def _text(path: Path, size: int) -> Kind:
    if size > LARGEST_TEXT:
        raise FileRefused("large")
    content = path.read_bytes()
    text = _decoded(content)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _notebook(start)
    if start.startswith("<"):
        return _workflow(content)
    lines = [line for line in text.splitlines() if line.strip()]
    return "csv" if lines and re.search("[,;\t]", lines[0]) else _unknown()


def _decoded(content: bytes) -> str:
    """Text as it is written here: UTF-8, else what Excel writes in Japan. NUL stands in no text."""
    if b"\x00" in content:
        raise FileRefused("kind")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("kind")


def _notebook(text: str) -> Kind:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _damaged()
    is_one = isinstance(found, dict) and isinstance(found.get("nbformat"), int) and isinstance(found.get("cells"), list)
    return "ipynb" if is_one else _unknown()


def _workflow(content: bytes) -> Kind:
    if _WORKFLOW not in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return _unknown()
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return _damaged()
    return "xaml"


def _draw_anew(path: Path, kind: str) -> None:
    aside = path.with_suffix(".drawn")
    try:
        with Image.open(path) as found:
            if kind == "jpg":
                # A large photograph is unfolded at half, a quarter or an eighth of its size.
                found.draft("RGB", (SIDE // 5 * 4, SIDE // 5 * 4))
            if found.width * found.height > MOST_PIXELS:
                raise FileRefused("large")
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((SIDE, SIDE))
            if kind == "jpg":
                upright.convert("RGB").save(aside, "JPEG", quality=88)
            else:
                _plain(upright).save(aside, "PNG")
        aside.replace(path)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefused("damaged") from error
    finally:
        aside.unlink(missing_ok=True)


def _plain(picture: Image.Image) -> Image.Image:
    """A copy that holds pixels and nothing else."""
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") else "L" if picture.mode in ("1", "L") else "RGB"
    copy = Image.new(mode, picture.size)
    copy.paste(picture.convert(mode))
    return copy


def shown_name(name: str, kind: Kind) -> str:
    """A name under which a file can be kept anywhere: its last part, without signs that turn or hide text, and its kind.

    Promises: 1 to 100 characters; no folder, no sign that a computer takes for something else; the same name again is itself.
    """
    last = PurePosixPath(name.replace("\\", "/").rstrip("/")).name
    kept = "".join("_" if sign in '<>:"|?*' else sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem = kept.rsplit(".", 1)[0] if "." in kept else kept
    stem = " ".join(stem.split()).strip(". ")[:95].rstrip(". ") or "file"
    return f"{stem}.{kind}"
