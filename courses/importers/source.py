"""The foreign folder: which files it has, read within limits, found however their names are spelled."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from pathlib import Path

from courses.files import MEGABYTE, CourseFiles, FileError, normal
from courses.importers.texts import decoded

LARGEST_TEXT = 2 * MEGABYTE
LARGEST_NOTEBOOK = 30 * MEGABYTE
_MOST_FILES = 30_000
_SKIPPED = {"node_modules", "__pycache__", "_build", "_site", "site-packages", "venv"}
LESSON_ENDINGS = (".md", ".mdx", ".markdown", ".ipynb")


class Source:
    """All files below a folder by their paths in it; what lies outside, links to outside included, is not there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = CourseFiles(root)
        self.paths = self._walk()
        self.folders = {folder for path in self.paths for folder in _above(path)}
        self._folded: dict[str, str] = {}
        for path in [*sorted(self.folders), *sorted(self.paths)]:
            self._folded.setdefault(path.casefold(), path)

    def _walk(self) -> set[str]:
        found: set[str] = set()
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
            relative = Path(folder).relative_to(self.root).as_posix()
            for name in sorted(names):
                if not name.startswith(".") and _written(name):
                    found.add(normal(posixpath.join(relative, unicodedata.normalize("NFC", name))))
            if len(found) > _MOST_FILES:
                break
        return found

    def documents(self) -> list[str]:
        """Everything that could be a lesson, in no order that means something."""
        return sorted(path for path in self.paths if path.lower().endswith(LESSON_ENDINGS))

    def find(self, path: str) -> str | None:
        """The file or folder of that path; one that differs in small and capital letters, when there is no other."""
        path = normal(path)
        if path.startswith(("..", "/")):
            return None
        if path in self.paths or path in self.folders or path == ".":
            return path
        return self._folded.get(path.casefold())

    def bytes(self, path: str, limit: int) -> bytes:
        """The file's content; FileError as in `CourseFiles.read`."""
        return self.files.read(path, limit)

    def text(self, path: str, limit: int = LARGEST_TEXT) -> tuple[str, str]:
        """The file as text, and its encoding's name if that was not UTF-8; FileError when it cannot be."""
        return decoded(self.bytes(path, limit))

    def text_or_none(self, path: str) -> str | None:
        """The text of a file that would help but need not be there."""
        try:
            return self.text(path)[0] if path in self.paths else None
        except FileError:
            return None


def _written(name: str) -> bool:
    """Whether the name can be written down at all: file systems hold bytes, not letters."""
    return name.isprintable() and not any("\ud800" <= sign <= "\udfff" for sign in name)


def _above(path: str) -> list[str]:
    found, folder = [], posixpath.dirname(path)
    while folder:
        found.append(folder)
        folder = posixpath.dirname(folder)
    return found
