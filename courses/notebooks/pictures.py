"""Pictures in results: kept as assets, with the size and the words that their author gave them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from html import escape
from typing import Any

from courses.assets import AssetError
from courses.frontmatter import whole
from courses.markup.labels import label
from courses.notebooks.cells import Result, table
from courses.pictures.size import shown_size
from courses.targets import CourseTargets

# In the order of preference: a drawing stays sharp at every size.
KINDS = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/gif": "gif",
}
_LARGEST = 40_000_000  # signs of base64


def picture(result: Result, targets: CourseTargets, line: int | None, alt: str) -> str:
    """The best picture of a result as HTML, `alt` standing in where its author said nothing; empty when none fits."""
    for kind, ending in KINDS.items():
        content = content_of(kind, result.data.get(kind, ""))
        if content is None:
            continue
        try:
            asset = targets.assets.keep(content, ending)
        except AssetError:
            continue
        about = table(result.metadata.get(kind))
        words = _said(about) or _said(result.metadata) or alt
        targets.assets.shown(asset, targets.path, line, words)
        size = shown_size(targets.size(f"/assets/{asset.name}"), _wished(about))
        sides = "".join(f' {name}="{value}"' for name, value in size.items())
        return f'<p><img src="/assets/{asset.name}" alt="{escape(words)}"{sides} loading="lazy"></p>'
    return ""


def content_of(kind: str, text: str) -> bytes | None:
    """The bytes of a picture that JSON holds as text; None when it is none."""
    if not text or kind not in KINDS or len(text) > _LARGEST:
        return None
    if KINDS[kind] == "svg":
        return text.encode("utf-8")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def alt_words(language: str, number: int) -> str:
    """What stands for a picture's description when its author gave none."""
    return label("picture", language, number=number)


def _said(metadata: Mapping[str, Any]) -> str:
    words = metadata.get("alt")
    return " ".join(whole(words).split())[:500] if isinstance(words, str) else ""


def _wished(metadata: Mapping[str, Any]) -> dict[str, str]:
    sides = {name: metadata.get(name) for name in ("width", "height")}
    return {name: str(side) for name, side in sides.items() if type(side) is int and 1 <= side <= 5000}
