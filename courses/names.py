"""Names of files that somebody brings: which are safe on every computer, which are the same, which courses never need."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence

LONGEST_NAME, LONGEST_PATH, DEEPEST = 120, 240, 10
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\Z", re.IGNORECASE)
"""Names of devices on Windows, with any ending (its documentation: Naming Files, Paths, and Namespaces)."""
_BAD_SIGNS = set('<>:"|?*')
_FOLDERS = {
    "__MACOSX", ".git", ".svn", ".hg", ".ipynb_checkpoints", "__pycache__", "node_modules", ".venv", ".idea", ".vscode",
}  # fmt: skip
_FILES = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitignore", ".gitattributes", ".gitkeep"}


class UnsafeName(ValueError):
    """A name that cannot be a file's on every computer; `code` is the problem's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def safe_name(name: str) -> str:
    """A path inside a course's folder, with `/` between its parts, in Unicode's form NFC. Raises UnsafeName.

    Promises: idempotent; never absolute, never with `.` or `..`, a drive, or a sign that some computer cannot store.
    """
    path = unicodedata.normalize("NFC", name.replace("\\", "/"))
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        raise UnsafeName("archive-name-outside")
    parts = path.split("/")
    if ".." in parts:
        raise UnsafeName("archive-name-outside")
    parts = [part for part in parts if part not in ("", ".")]
    if not parts or any(_has_bad_sign(part) for part in parts):
        raise UnsafeName("archive-name-sign")
    if any(_RESERVED.match(part.split(".")[0].rstrip(" ")) for part in parts):
        raise UnsafeName("archive-name-reserved")
    found = "/".join(parts)
    if len(found) > LONGEST_PATH or len(parts) > DEEPEST or any(len(part) > LONGEST_NAME for part in parts):
        raise UnsafeName("archive-name-long")
    return found


def _has_bad_sign(part: str) -> bool:
    if part.endswith((" ", ".")) or part.startswith(" "):
        return True
    return any(sign in _BAD_SIGNS or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in part)


def folded(path: str) -> str:
    """The form in which two paths are the same file on some computer.

    Promises: paths that differ in case, width or composition only have one form.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def parents(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while path := posixpath.dirname(path):
        yield path


def left_out(name: str) -> str:
    """The kind of thing that computers put beside a course and nobody reads, such as `.git`; empty for all else."""
    parts = name.replace("\\", "/").split("/")
    for part in parts[:-1]:
        if part in _FOLDERS:
            return part
    if parts[-1].startswith("._"):
        return "._*"
    return parts[-1] if parts[-1] in _FILES | _FOLDERS else ""


def common_folder(paths: Sequence[str]) -> int:
    """How many signs to cut from each path so that the one folder around all of them is gone; 0 where there is none."""
    firsts = {path.split("/", 1)[0] for path in paths if "/" in path}
    if len(firsts) != 1 or any("/" not in path for path in paths):
        return 0
    return len(firsts.pop()) + 1
