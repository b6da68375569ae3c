"""Writing an imported course to a folder that is new or empty."""

from __future__ import annotations

from pathlib import Path

from courses.files import MEGABYTE, normal
from courses.importers.imported import Imported

MARK = "course.toml"
# Each lesson gets a copy of the files that it names: few large ones, named by many lessons, would fill the disk.
LARGEST = 1_000 * MEGABYTE


class DestinationError(ValueError):
    """The folder cannot take the course; `code` is the sentence's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def write_course(imported: Imported, folder: Path, *, replace: bool = False) -> None:
    """Write all files below `folder`; DestinationError when it holds something already, is none, or does not let us.

    Nothing is written of more than `LARGEST` bytes.

    With `replace`, a folder that is a course already is written over: files of the same name are replaced, none is
    taken away.
    """
    if sum(len(content) for content in imported.files.values()) > LARGEST:
        raise DestinationError("import-dest-large")
    try:
        _write(imported, folder, replace)
    except OSError as error:
        raise DestinationError("import-dest-failed") from error


def check_apart(source: Path, folder: Path) -> None:
    """DestinationError where `folder` lies inside `source`: the next import would read the course that this one made."""
    if folder.resolve() != source.resolve() and folder.resolve().is_relative_to(source.resolve()):
        raise DestinationError("import-dest-inside")


def _write(imported: Imported, folder: Path, replace: bool) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise DestinationError("import-dest-kind")
    held = sorted(folder.iterdir()) if folder.exists() else []
    if held and not (replace and (folder / MARK).is_file()):
        raise DestinationError("import-dest-full")
    # The mark first: what was begun and broke off can be replaced.
    for name, content in sorted(imported.files.items(), key=lambda one: (one[0] != MARK, one[0])):
        path = folder / name
        if normal(name) != name or name.startswith(("/", "..")) or not path.resolve().is_relative_to(folder.resolve()):
            raise DestinationError("import-dest-name")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
