"""Reading a course's folder: nothing outside it, nothing huge, nothing but plain files."""

from __future__ import annotations

import hashlib
import os
import posixpath
import stat
import unicodedata
from pathlib import Path

MEGABYTE = 1_000_000


class FileError(Exception):
    """A file that cannot be used; `code` is the problem's, without the `file-` or `image-` before it."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


class CourseFiles:
    """The files of one course by their paths relative to its folder, with `/` between the parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read_so_far: dict[str, str] = {}
        self._listed: dict[str, dict[str, Path]] = {}
        self._plain: set[Path] = set()

    def names(self, folder: str) -> list[str]:
        """Names in a folder, sorted by code point; FileError when it is none or cannot be read."""
        return sorted(self._list(folder))

    def is_folder(self, path: str) -> bool:
        """Whether there is such a folder inside the course."""
        try:
            return self._find(path).is_dir()
        except (FileError, OSError):
            return False

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder inside the course, in exactly this spelling."""
        try:
            return self._find(path).exists()
        except (FileError, OSError):
            return False

    def read(self, path: str, limit: int) -> bytes:
        """The file's bytes; FileError "missing", "outside", "no-file", "too-large" or "unreadable"."""
        found = self._find(path)
        try:
            status = found.stat()
            if not stat.S_ISREG(status.st_mode):
                raise FileError("no-file")
            if status.st_size > limit:
                raise FileError("too-large")
            with found.open("rb") as stream:
                content = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            raise FileError("unreadable") from error
        if len(content) > limit:
            raise FileError("too-large")
        self.read_so_far[normal(path)] = hashlib.sha256(content).hexdigest()
        return content

    def size(self, path: str) -> int:
        """The file's bytes in number; 0 when there is no such plain file inside the course."""
        try:
            status = self._find(path).stat()
        except (FileError, OSError):
            return 0
        return status.st_size if stat.S_ISREG(status.st_mode) else 0

    def text(self, path: str, limit: int) -> str:
        """The file as text with `\\n` between lines; FileError "not-text", with its line, when it is no UTF-8."""
        content = self.read(path, limit)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError("not-text", content[: error.start].count(b"\n") + 1) from error
        if "\x00" in text:
            raise FileError("not-text", text[: text.index("\x00")].count("\n") + 1)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _find(self, path: str) -> Path:
        relative = normal(path)
        if relative.startswith(("../", "/")) or relative == "..":
            raise FileError("outside")
        if relative == ".":
            return self.root
        folder, name = posixpath.split(relative)
        found = self._list(folder or ".").get(name)
        if found is None:
            raise FileError("missing")
        return self._inside(found)

    def _list(self, folder: str) -> dict[str, Path]:
        # Looking names up in listings asks the file system for nothing that an author spelled: no special
        # names, and the same answer where upper and lower case are one.
        if folder not in self._listed:
            try:
                with os.scandir(self._find(folder)) as entries:
                    found = [(Path(entry.path), _is_plain(entry)) for entry in entries]
            except NotADirectoryError as error:
                raise FileError("missing") from error
            except OSError as error:
                raise FileError("unreadable") from error
            self._listed[folder] = {unicodedata.normalize("NFC", path.name): path for path, _ in found}
            self._plain.update(path for path, is_plain in found if is_plain)
        return self._listed[folder]

    def _inside(self, found: Path) -> Path:
        # What is no link lies where its folder lies, and that was looked at on the way.
        if found in self._plain:
            return found
        try:
            if not found.resolve(strict=True).is_relative_to(self.root.resolve(strict=True)):
                raise FileError("outside")
        except (OSError, RuntimeError) as error:  # a link to nowhere, or to itself
            raise FileError("unreadable") from error
        return found


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is surely no link; Windows has more kinds of links than this can tell."""
    return os.name == "posix" and not entry.is_symlink()


def normal(path: str) -> str:
    """The path without `.`, `..` inside it, doubled slashes or backslashes, in Unicode's form NFC."""
    return posixpath.normpath(unicodedata.normalize("NFC", path.replace("\\", "/")) or ".")
