"""SVG drawings: nothing in them may run or fetch from elsewhere; their size is what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from courses.pictures.error import AssetError
from courses.pictures.size import WIDEST, Size

_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video"}
_FILLING = 720
"""CSS pixels: a drawing that states a shape and no width fills the column of text, which is narrower than this."""
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|q)?\s*\Z", re.IGNORECASE)
# CSS pixels in each unit (CSS Values 4, absolute lengths).
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}


def read_drawing(content: bytes) -> Size | None:
    """The size of a drawing that is safe to show, None when it names none; AssetError when it is not safe.

    A picture opened by itself is a page: drawings that could run something or fetch from elsewhere are refused.
    """
    parser = expat.ParserCreate()
    roots: list[dict[str, str]] = []

    def element(name: str, attributes: dict[str, str]) -> None:
        local = name.lower().rpartition(":")[2]
        if local in _ACTIVE or any(_is_active(key, attributes[key]) for key in attributes):
            raise AssetError("asset-active")
        if not roots:
            if local != "svg":
                raise AssetError("asset-content")
            roots.append(attributes)

    def entity(*_: object) -> None:
        raise AssetError("asset-active")

    parser.StartElementHandler = element
    parser.EntityDeclHandler = entity
    parser.ProcessingInstructionHandler = entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise AssetError("asset-content") from error
    return _size(roots[0])


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


def _size(root: Mapping[str, str]) -> Size | None:
    """By the drawing's own width and height; one of them and the shape of its viewBox; that shape alone."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [_length(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if len(box) == 4 and box[2] and box[3]:
        shape = box[2] / box[3]
        if not width and not height:
            width = max(box[2], float(_FILLING))
        width = width or height * shape
        height = height or width / shape
    if not width or not height or max(width, height) > WIDEST:
        return None
    return Size(max(1, round(width)), max(1, round(height)))


def _length(text: str) -> float:
    """CSS pixels; 0 when the text is no absolute length above 0."""
    found = _LENGTH.match(text[:40])
    if not found:
        return 0.0
    length = float(found.group(1)) * _UNITS[(found.group(2) or "px").lower()]
    return length if 0 < length < 1e6 else 0.0
