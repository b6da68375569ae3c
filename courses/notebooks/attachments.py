"""Pictures that a text cell carries with it, and how its text names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from courses.markup.scene import Scene
from courses.notebooks.cells import Cell
from courses.notebooks.pictures import KINDS, content_of
from courses.targets import CourseTargets


class Attached(Mapping[str, tuple[bytes, str]]):
    """The pictures of one cell by name, as bytes and ending; remembers which of them were asked for."""

    def __init__(self, cell: Cell) -> None:
        self.asked: set[str] = set()
        self.pictures: dict[str, tuple[bytes, str]] = {}
        self.odd: list[str] = []
        for name, forms in cell.attachments.items():
            contents = ((kind, content_of(kind, forms.get(kind, ""))) for kind in KINDS)
            found = next(((content, KINDS[kind]) for kind, content in contents if content is not None), None)
            if found:
                self.pictures[name] = found
            else:
                self.odd.append(name)

    def __getitem__(self, name: str) -> tuple[bytes, str]:
        self.asked.add(name)
        return self.pictures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.pictures)

    def __len__(self) -> int:
        return len(self.pictures)

    def report(self, scene: Scene) -> None:
        """Tell of what cannot be shown, and, once the cell was read, of what nobody asked for."""
        for name in self.odd:
            scene.report("attachment-kind", scene.line, word=name)
        for name in self.pictures:
            if name not in self.asked:
                scene.report("attachment-unused", scene.line, word=name)


def with_attachments(scene: Scene, targets: CourseTargets, cell: Cell) -> tuple[Scene, Attached | None]:
    """The scene in which the cell's own pictures are found."""
    if not cell.attachments:
        return scene, None
    attached = Attached(cell)
    return replace(scene, targets=replace(targets, attachments=attached)), attached


def named_plainly(source: str, cell: Cell) -> str:
    """The text with names that would end an address too early, by blanks or brackets, escaped."""
    for name in sorted(cell.attachments, key=len, reverse=True):
        escaped = quote(name, safe="")
        if name != escaped and name:
            for ending in (")", ' "', " '"):
                source = source.replace(f"(attachment:{name}{ending}", f"(attachment:{escaped}{ending}")
    return source
