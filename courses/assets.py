"""Pictures and files that lessons use, kept under a name made from their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from courses.pictures.drawings import read_drawing
from courses.pictures.error import AssetError
from courses.pictures.size import Size
from courses.release import Asset

__all__ = ["FILES", "MEDIA_TYPES", "PICTURES", "AssetError", "Assets", "PictureUse"]

PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
FILES = {
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "py": "text/plain",
    "ipynb": "application/x-ipynb+json",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
MEDIA_TYPES = {**PICTURES, **FILES}
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF",),
    "zip": (b"PK",),
    "xlsx": (b"PK",),
    "docx": (b"PK",),
    "pptx": (b"PK",),
}


@dataclass(frozen=True)
class PictureUse:
    """A place that shows a picture, so that its author hears where when the picture turns out to be damaged."""

    name: str
    path: str
    line: int | None
    word: str


class Assets:
    """All that lessons used so far, by name, and where they show pictures."""

    def __init__(self) -> None:
        self.kept: dict[str, Asset] = {}
        self.uses: list[PictureUse] = []

    def keep(self, content: bytes, ending: str) -> Asset:
        """Keep content under its own name; AssetError when its kind is not ours or it is not what it claims.

        Of pictures only the head is read here, for their size.
        """
        ending = ending.lower()
        if ending not in MEDIA_TYPES:
            raise AssetError("asset-type")
        sha256 = hashlib.sha256(content).hexdigest()
        name = f"{sha256[:16]}.{ending}"
        if name not in self.kept:
            size = _size(content, ending)
            wide, high = (size.width, size.height) if size else (None, None)
            self.kept[name] = Asset(name, MEDIA_TYPES[ending], sha256, content, wide, high)
        return self.kept[name]

    def shown(self, asset: Asset, path: str, line: int | None, word: str) -> None:
        """Remember that the file at `path` shows this picture, under the name `word`."""
        self.uses.append(PictureUse(asset.name, path, line, word))

    def size(self, address: str) -> Size | None:
        """The size of a picture kept here, by its `/assets/<name>`."""
        asset = self.kept.get(address.removeprefix("/assets/"))
        return Size(asset.width, asset.height) if asset and asset.width and asset.height else None


def _size(content: bytes, ending: str) -> Size | None:
    beginnings = _BEGINNINGS.get("jpg" if ending == "jpeg" else ending)
    if beginnings and not content.startswith(beginnings):
        raise AssetError("asset-content")
    if ending == "svg":
        return read_drawing(content)
    if ending not in PICTURES:
        return None
    # Pillow takes a tenth of a second to import: only courses with such pictures pay for it.
    from courses.pictures.photographs import pixel_size

    return pixel_size(content, ending)
