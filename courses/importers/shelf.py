"""The pictures and files of one lesson, copied beside it under names that are safe everywhere."""

from __future__ import annotations

import base64
import posixpath
import re

from courses.assets import FILES, PICTURES, AssetError, Assets
from courses.files import MEGABYTE, FileError
from courses.importers.source import Source

_LARGEST = 20 * MEGABYTE
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|lesson)(?:\.|\Z)")


class Shelf:
    """Keeps what a lesson uses; the same content has one name, and a name one content."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self.names: dict[str, bytes] = {}
        self._known: dict[tuple[int, str], str] = {}

    def picture(self, path: str, source: Source) -> str:
        """The name beside the lesson; AssetError or FileError when it cannot be a picture of a course."""
        return self._put(path, source, PICTURES)

    def file(self, path: str, source: Source) -> str:
        """The name beside the lesson; AssetError or FileError when it is of a kind that courses cannot hold."""
        return self._put(path, source, {**PICTURES, **FILES})

    def attachment(self, kind: str, content: object) -> bool:
        """Whether a notebook's attachment is a whole picture of a kind that courses can hold."""
        text = str("".join(content) if isinstance(content, list) else content)
        ending = {"svg+xml": "svg"}.get(kind.partition("/")[2], kind.partition("/")[2])
        try:
            drawn = ending == "svg" and "<" in text
            self.assets.keep(text.encode("utf-8") if drawn else base64.b64decode(text), ending)
        except (AssetError, ValueError, TypeError):
            return False
        return True

    def _put(self, path: str, source: Source, kinds: dict[str, str]) -> str:
        known = id(source), path
        if known in self._known:
            return self._known[known]
        ending = posixpath.splitext(path)[1].lstrip(".").lower()
        if ending not in kinds:
            raise AssetError("asset-type")
        if path not in source.paths:
            raise FileError("missing")
        content = source.bytes(path, _LARGEST)
        self.assets.keep(content, ending)
        self._known[known] = self._named(posixpath.basename(path), ending, content)
        return self._known[known]

    def _named(self, name: str, ending: str, content: bytes) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", posixpath.splitext(name)[0].lower()).strip("-")[:60].strip("-") or "file"
        stem = f"file-{stem}" if _RESERVED.match(stem) else stem
        made, again = f"{stem}.{ending}", 2
        while self.names.get(made, content) != content:
            made, again = f"{stem}-{again}.{ending}", again + 1
        self.names[made] = content
        return made
