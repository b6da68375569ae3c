"""Writing an imported course to a folder that is new or empty."""

from __future__ import annotations

from pathlib import Path

from courses.files import normal
from courses.importers.imported import Imported

MARK = "course.toml"


class DestinationError(ValueError):
    """The folder cannot take the course; `code` is the sentence's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def write_course(imported: Imported, folder: Path, *, replace: bool = False) -> None:
    """Write all files below `folder`; DestinationError when it holds something already, or is none.

    With `replace`, a folder that is a course already is written over: files of the same name are replaced, none is
    taken away.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise DestinationError("import-dest-kind")
    held = sorted(folder.iterdir()) if folder.exists() else []
    if held and not (replace and (folder / MARK).is_file()):
        raise DestinationError("import-dest-full")
    for name, content in sorted(imported.files.items()):
        path = folder / name
        if normal(name) != name or name.startswith(("/", "..")) or not path.resolve().is_relative_to(folder.resolve()):
            raise DestinationError("import-dest-name")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
