"""Pictures and files that lessons use, kept under a name made from their content."""

from __future__ import annotations

import hashlib
import re
from xml.parsers import expat

from courses.release import Asset

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
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video"}


class AssetError(ValueError):
    """Content that cannot be kept: "asset-type", "asset-content" or "asset-active"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Assets:
    """All that lessons used so far, by name."""

    def __init__(self) -> None:
        self.kept: dict[str, Asset] = {}

    def keep(self, content: bytes, ending: str) -> Asset:
        """Keep content under its own name; AssetError when its kind is not ours or it is not what it claims."""
        ending = ending.lower()
        if ending not in MEDIA_TYPES:
            raise AssetError("asset-type")
        beginnings = _BEGINNINGS.get(ending)
        if beginnings and not content.startswith(beginnings):
            raise AssetError("asset-content")
        if ending == "svg":
            _check_svg(content)
        sha256 = hashlib.sha256(content).hexdigest()
        asset = Asset(f"{sha256[:16]}.{ending}", MEDIA_TYPES[ending], sha256, content)
        return self.kept.setdefault(asset.name, asset)


def _check_svg(content: bytes) -> None:
    """A picture opened by itself is a page: refuse drawings that could run something or fetch from elsewhere."""
    parser = expat.ParserCreate()
    seen: list[str] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        seen.append(name)
        if name.lower().rpartition(":")[2] in _ACTIVE or any(_is_active(key, attributes[key]) for key in attributes):
            raise AssetError("asset-active")

    def entity(*_: object) -> None:
        raise AssetError("asset-active")

    parser.StartElementHandler = element
    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise AssetError("asset-content") from error
    if not seen or seen[0].lower().rpartition(":")[2] != "svg":
        raise AssetError("asset-content")


def _is_active(name: str, value: str) -> bool:
    local = name.lower().rpartition(":")[2]
    if local.startswith("on"):
        return True
    if local in {"href", "src", "from", "to", "values"}:
        address = re.sub(r"\s", "", value).lower()
        if local in {"href", "src"}:
            return not address.startswith(("#", "data:image/png", "data:image/jpeg", "data:image/gif"))
        return "script:" in address or address.startswith("data:")
    return False
