"""Compiling in this very process, with nothing remembered: for courses one trusts, and for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from courses.checking.since import Earlier
from courses.compiling.assembling import assemble
from courses.compiling.lookups import RecordingFiles
from courses.compiling.reading import Drafted, Opened, ReadingFile, Setting, draft_reading, open_reading
from courses.files import CourseFiles
from courses.markup.dialect import Dialect
from courses.outline import Outline
from courses.pictures.deriving import Pictured, pictured
from courses.release import Asset, Compiled


class _InProcess:
    """Makes one reading after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_all(self, files: CourseFiles, wanted: Sequence[ReadingFile]) -> list[Opened]:
        return [open_reading(files, file) for file in wanted]

    def draft_all(self, wanted: Sequence[ReadingFile], setting: Setting) -> list[Drafted]:
        md = Dialect()
        return [draft_reading(RecordingFiles(self.folder), file, setting, md) for file in wanted]

    def derive_all(self, assets: Sequence[Asset]) -> list[Pictured]:
        return [pictured(asset) for asset in assets]


def compile_course(folder: Path, previous: Outline | Earlier | None = None) -> Compiled:
    """Compile the course in `folder`: every problem found is named, none raises; a release only without errors.

    `previous` is the outline of what people read now, so that ids that vanished or changed are told of;
    with its words (`courses.checking.since`) also readings that lag behind their original.
    """
    return assemble(folder, _InProcess(folder), previous)
