"""The process that reads files of others: takes one task after the other from its input, keeps to limits, can be killed."""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from courses.compiling.keeping import Kept
from courses.compiling.limits import limit_memory, limit_time
from courses.compiling.lookups import RecordingFiles
from courses.compiling.reading import ReadingFile, Setting, draft_reading, open_reading
from courses.data import canonical, from_data, to_data
from courses.files import CourseFiles
from courses.markup.dialect import Dialect
from courses.pictures.deriving import Pictured, pictured
from courses.release import Asset

_LIMITED = {"open", "draft", "derive"}
_LENGTH = struct.Struct(">I")


def send(stream: BinaryIO, data: Any) -> None:
    """One message: its length in four bytes, then JSON."""
    text = canonical(data)
    stream.write(_LENGTH.pack(len(text)) + text)
    stream.flush()


def receive(stream: BinaryIO) -> Any | None:
    """The next message; None at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    text = stream.read(_LENGTH.unpack(head)[0])
    return json.loads(text)


class _Work:
    """What a worker has at hand between tasks."""

    def __init__(self) -> None:
        self.folder = Path()
        self.kept: Kept | None = None
        self.setting = Setting("")
        self.md = Dialect()

    def course(self, task: dict[str, Any]) -> dict[str, Any]:
        """All following tasks are about this course."""
        self.folder, self.kept = Path(task["folder"]), Kept(Path(task["kept"]))
        return {}

    def set(self, task: dict[str, Any]) -> dict[str, Any]:
        """All following drafts have this in common."""
        self.setting = from_data(Setting, task["setting"])
        return {}

    def warm(self, task: dict[str, Any]) -> dict[str, Any]:
        """Load what notebooks need, which takes a second, before anybody's time is counted."""
        import courses.notebooks.pieces  # noqa: F401 - loading it is the deed

        return {}

    def open(self, task: dict[str, Any]) -> dict[str, Any]:
        """Open one reading."""
        opened: dict[str, Any] = to_data(open_reading(CourseFiles(self.folder), from_data(ReadingFile, task["file"])))
        return opened

    def draft(self, task: dict[str, Any]) -> dict[str, Any]:
        """Draft one reading; contents of its assets are kept, not sent."""
        file = from_data(ReadingFile, task["file"])
        made = draft_reading(RecordingFiles(self.folder), file, self.setting, self.md)
        for asset in made.assets:
            if self.kept is not None:
                self.kept.put_content(asset.content, asset.sha256)
        bare = replace(made, assets=tuple(replace(asset, content=b"") for asset in made.assets))
        data: dict[str, Any] = to_data(bare)
        return data

    def derive(self, task: dict[str, Any]) -> dict[str, Any]:
        """Make what lies beside an asset; contents are taken from what is kept, and kept."""
        asset = from_data(Asset, task["asset"])
        content = self.kept.content(asset.sha256) if self.kept else None
        made = pictured(replace(asset, content=content)) if content is not None else Pictured()
        for one in made.derivatives:
            if self.kept is not None:
                self.kept.put_content(one.content, one.sha256)
        bare = replace(made, derivatives=tuple(replace(one, content=b"") for one in made.derivatives))
        data: dict[str, Any] = to_data(bare)
        return data


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Work until the input ends."""
    work = _Work()
    limited = False
    while (task := receive(source)) is not None:
        deed: Callable[[dict[str, Any]], Any] = getattr(work, task["do"])
        if task["do"] in _LIMITED:
            if not limited:
                limit_memory(task["memory"])
                limited = True
            limit_time(task["seconds"])
        answer: dict[str, Any]
        try:
            answer = {"made": deed(task)}
        except MemoryError:
            answer = {"failed": "memory"}
        except Exception as error:
            answer = {"failed": type(error).__name__}
        send(sink, answer)
        if "failed" in answer:
            return  # Whatever is left in memory goes with this process.


def main() -> None:
    """Speak over the standard streams; what a library prints goes nowhere."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.setrecursionlimit(1000)
    serve(source, sink)
