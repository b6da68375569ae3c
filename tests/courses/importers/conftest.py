"""A foreign folder made of what a test writes, imported, written and compiled."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from courses import compile_course
from courses.importers import Imported, import_course, write_course


def drawn() -> bytes:
    """A whole picture, one dot large."""
    stream = io.BytesIO()
    Image.new("RGB", (1, 1)).save(stream, "png")
    return stream.getvalue()


PNG = drawn()


@dataclass
class Brought:
    """The result of one import: `texts` are the files as text, `compiled` is what the engine says of them."""

    imported: Imported
    folder: Path
    compiled: Any

    def text(self, name: str) -> str:
        """One written file."""
        return self.imported.files[name].decode("utf-8")

    def codes(self) -> list[str]:
        """What the report says, apart from licence and author, which these sources do not have."""
        known = {"import-licence", "import-authors"}
        return [one.code for one in self.imported.problems if one.code not in known]

    def told(self, code: str) -> list[tuple[str, int | None, str]]:
        """(path, line, word) of all reports of that kind."""
        return [(one.path, one.line, str(one.params.get("word"))) for one in self.imported.problems if one.code == code]


def laid(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


@pytest.fixture
def lay() -> Callable[[Path, dict[str, str | bytes]], Path]:
    """Writes files below a folder."""
    return laid


@pytest.fixture
def png() -> bytes:
    """A whole picture."""
    return PNG


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Brought]:
    """Import a folder with these files; the result must compile without an error."""

    def run(files: dict[str, str | bytes], sound: bool = True, **wishes: Any) -> Brought:
        source = laid(tmp_path / "foreign", files)
        imported = import_course(source, **wishes)
        target = tmp_path / "ours"
        write_course(imported, target)
        compiled = compile_course(target)
        errors = [one.located() for one in compiled.problems if one.severity == "error"]
        assert not sound or errors == []
        return Brought(imported, target, compiled)

    return run
