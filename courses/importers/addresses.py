"""What addresses in foreign files mean: a file however it is spelled, a lesson by any of its names, a place in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from courses.files import normal
from courses.importers.items import fold
from courses.importers.source import LESSON_ENDINGS, Source

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FRONT = ("README", "readme", "index", "intro", "_index")


def scheme_of(address: str) -> str:
    """`https`, `mailto` …; empty when there is none."""
    found = SCHEME.match(address)
    return found.group(1).lower() if found else ""


def is_whole(address: str) -> bool:
    """Whether an address on the web names a site at all."""
    try:
        return bool(urlsplit(address).hostname) or scheme_of(address) in {"mailto", "tel"}
    except ValueError:
        return False


def split(address: str) -> tuple[str, str]:
    """Path and place of an address within the folder, escapes undone, without its query."""
    path, _, place = address.partition("#")
    return unquote(path.partition("?")[0]).strip().replace("\\", "/"), unquote(place)


@dataclass(frozen=True)
class Spot:
    """A place in a lesson that links can lead to: its step, and the heading's own anchor within it."""

    step: str
    anchor: str = ""


@dataclass
class Addresses:
    """Knows every file of the source, the lesson each belongs to, and the places in each lesson."""

    source: Source
    keys: Mapping[str, str]
    lessons: Mapping[str, str]
    order: list[str]
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def bases(self, path: str) -> list[str]:
        """The folders that a file's relative addresses may count from: its own, and its original's."""
        own, original = posixpath.dirname(path), posixpath.dirname(self.keys.get(path, path))
        return [own] if own == original else [own, original]

    def file(self, path: str, written: str) -> str | None:
        """The file or folder in the source that `written` means in the file at `path`."""
        if not written:
            return None
        if written.startswith("/"):
            return self.source.find(written.lstrip("/")) or self._from_above(path, written)
        for base in self.bases(path):
            if found := self.source.find(posixpath.join(base, written)):
                return found
        return None

    def _from_above(self, path: str, written: str) -> str | None:
        """A book's own root may lie anywhere above the file."""
        folder = posixpath.dirname(path)
        while folder:
            if found := self.source.find(posixpath.join(folder, written.lstrip("/"))):
                return found
            folder = posixpath.dirname(folder)
        return None

    def document(self, path: str, written: str) -> str | None:
        """The lesson's file that a link means: by file, folder, `.html` name or a site's address."""
        if not written:
            return path
        for base in [""] if written.startswith("/") else self.bases(path):
            if found := self._as_document(posixpath.join(base, written.lstrip("/"))):
                return found
        return self._by_site(path, written) if written.startswith("/") else None

    def _as_document(self, path: str) -> str | None:
        path = normal(path)
        stem, ending = posixpath.splitext(path)
        names = [path, *(path + end for end in LESSON_ENDINGS)]
        if ending.lower() in {".html", ".htm", *LESSON_ENDINGS}:
            names += [stem + end for end in LESSON_ENDINGS]
        for name in names:
            found = self.source.find(name)
            if found and found in self.keys:
                return found
        folder = self.source.find(path)
        return self._in_folder(folder) if folder and folder in self.source.folders else None

    def _in_folder(self, folder: str) -> str | None:
        """The file that speaks for a folder, else the first lesson in it."""
        for name in _FRONT:
            for ending in LESSON_ENDINGS:
                if (found := self.source.find(f"{folder}/{name}{ending}")) in self.keys:
                    return found
        inside = [key for key in self.order if key.startswith(f"{folder}/")]
        if inside:
            return inside[0]
        return next(
            (path for path, key in self.keys.items() if path.startswith(f"{folder}/") and key in self.lessons), None
        )

    def _by_site(self, path: str, written: str) -> str | None:
        """`/course/chapter1/3`: the site's own first parts fall away until a lesson is found."""
        parts = [part for part in written.split("/") if part]
        for skipped in range(len(parts)):
            rest, folder = "/".join(parts[skipped:]), posixpath.dirname(path)
            while True:
                if found := self._as_document(posixpath.join(folder, rest)):
                    return found
                if not folder:
                    break
                folder = posixpath.dirname(folder)
        return None

    def spot(self, document: str, place: str) -> Spot | None:
        """The place in a lesson that an anchor by anybody's rule means."""
        name = fold(place)
        return self.spots.get((document, name)) or self.spots.get((self.keys.get(document, document), name))

    def label(self, name: str) -> str | None:
        """The file in which a MyST label of that name stands."""
        return self.labels.get(fold(name))
