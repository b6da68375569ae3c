"""How large a picture is when it is shown upright, and how a page says so, so that text does not jump while it loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

WIDEST = 16_383
"""Pixels; more in one direction no browser shows reliably (WebP's own limit)."""
_PIXELS = re.compile(r"([0-9]{1,5})(?:px)?\Z")
_SHARE = re.compile(r"[0-9]{1,3}%\Z")


@dataclass(frozen=True)
class Size:
    """CSS pixels."""

    width: int
    height: int


def shown_size(own: Size | None, wished: Mapping[str, str]) -> dict[str, str]:
    """The `width` and `height` that a page gives a picture of size `own`.

    `wished` holds what its author wrote, as HTML attributes. One of the two is enough: the other follows, so the
    picture keeps its shape. A share ("50%") stays as it is; whatever is no length does not count.
    """
    if _SHARE.match(wished.get("width", "").strip()):
        return {"width": wished["width"].strip()}
    width, height = _pixels(wished, "width"), _pixels(wished, "height")
    if own is not None:
        if not width and not height:
            width, height = own.width, own.height
        width = width or max(1, round(height * own.width / own.height))
        height = height or max(1, round(width * own.height / own.width))
    return {name: str(value) for name, value in (("width", width), ("height", height)) if value}


def _pixels(wished: Mapping[str, str], name: str) -> int:
    found = _PIXELS.match(wished.get(name, "").strip())
    return int(found.group(1)) if found else 0
