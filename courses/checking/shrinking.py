"""Lighter pictures: the narrowest that is wide enough for a phone, in the format that takes least."""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image, UnidentifiedImageError

from courses.checking.pictures import LARGEST

# Twice the width of the page's text column on a phone of 400 px, and enough for a desk.
WIDEST = 1280
_LARGEST_FILE = 20_000_000
_MOST_PIXELS = 50_000_000
_TEXTS = {".md", ".ipynb"}


@dataclass(frozen=True)
class Plan:
    """One picture made lighter: where it lies, where it will lie (relative to the course), and its new bytes."""

    path: str
    target: str
    before: int
    content: bytes


def plans(folder: Path) -> list[Plan]:
    """What can be made lighter, by path; pictures that would lose nothing by it are left out."""
    found = []
    for file in sorted(folder.rglob("*")):
        light = file.suffix.lower() in {".png", ".jpg", ".jpeg", ".webp"} and not file.is_symlink() and file.is_file()
        if light and LARGEST < file.stat().st_size <= _LARGEST_FILE:
            plan = _plan(folder, file)
            found += [plan] if plan else []
    return found


def _plan(folder: Path, file: Path) -> Plan | None:
    content = file.read_bytes()
    path = file.relative_to(folder).as_posix()
    try:
        made = _lighter(content, file.suffix.lower())
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    if made is None or len(made[0]) >= len(content):
        return None
    target = path if made[1] == file.suffix.lower() else posixpath.splitext(path)[0] + made[1]
    if target != path and (folder / target).exists():
        return None
    return Plan(path, target, len(content), made[0])


def _lighter(content: bytes, ending: str) -> tuple[bytes, str] | None:
    """The lightest form and its ending, the own format first; None for pictures that move or are too large."""
    with Image.open(io.BytesIO(content)) as picture:
        if getattr(picture, "is_animated", False) or picture.width * picture.height > _MOST_PIXELS:
            return None
        shown = _upright(picture)
    if shown.width > WIDEST:
        shown = shown.resize((WIDEST, max(1, round(shown.height * WIDEST / shown.width))), Image.Resampling.LANCZOS)
    own = _saved(shown, ending)
    if len(own) <= LARGEST or ending == ".webp":
        return own, ending
    webp = _saved(shown, ".webp")
    # A changed ending touches other files: only where it is worth it.
    return (webp, ".webp") if len(webp) < 0.9 * len(own) else (own, ending)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera meant it, in a mode that can be scaled; where and with what it was taken goes."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(picture)
    mode = "RGBA" if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info else "RGB"
    return turned.convert(mode)


def _saved(picture: Image.Image, ending: str) -> bytes:
    stream = io.BytesIO()
    if ending in {".jpg", ".jpeg"}:
        picture.convert("RGB").save(stream, "JPEG", quality=80, optimize=True, progressive=True)
    elif ending == ".webp":
        picture.save(stream, "WEBP", quality=80, method=6)
    else:
        picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def carry_out(folder: Path, plan: Plan) -> list[str]:
    """Write the lighter picture and mend what refers to it; the texts that were changed."""
    (folder / plan.target).write_bytes(plan.content)
    if plan.target == plan.path:
        return []
    (folder / plan.path).unlink()
    changed = []
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in _TEXTS and file.is_file() and not file.is_symlink() and _mend(folder, file, plan):
            changed.append(file.relative_to(folder).as_posix())
    return changed


def _mend(folder: Path, file: Path, plan: Plan) -> bool:
    """Replace the picture's address in a text, as it is written from there; whether anything changed."""
    start = file.parent.relative_to(folder).as_posix()
    text = made = file.read_bytes().decode("utf-8", "surrogateescape")
    old, new = posixpath.relpath(plan.path, start), posixpath.relpath(plan.target, start)
    for before, after in {(old, new), (quote(old), quote(new)), ("/" + plan.path, "/" + plan.target)}:
        pattern = rf"(?<=[(\"'<\s])(?:\./)?{re.escape(before)}(?=[)\"'>\s?#\\])"
        made = re.sub(pattern, after.replace("\\", "\\\\"), made)
    if made != text:
        file.write_bytes(made.encode("utf-8", "surrogateescape"))
    return made != text
