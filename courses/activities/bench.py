"""What a block's parts are made with: its head, its place in the file, and the Markdown converter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from courses.activities.head import Head
from courses.activities.lines import Text
from courses.markup.dialect import Dialect
from courses.markup.scene import Scene


@dataclass(frozen=True)
class Bench:
    """`scene` stands at the block's first inner line; offsets count from 0 there."""

    head: Head
    scene: Scene
    md: Dialect

    def report(self, code: str, offset: int, **params: str | int) -> None:
        """Tell of a problem with this activity; -1 stands for the block's first line."""
        line = self.head.line if offset < 0 else self.scene.line_at(offset)
        self.scene.report(code, line, word=self.head.id, **params)

    def report_value(self, name: str) -> None:
        """Tell of an attribute's value that cannot be."""
        self.scene.report("activity-value", self.head.line, word=self.head.own.get(name, ""), name=name)

    def block(self, text: str, offset: int, name: str = "") -> str:
        """Paragraphs; `name` keeps the ids in them apart from those of the block's other parts."""
        return self.md.block(text, self._place(offset, name))

    def line(self, text: str, offset: int, name: str) -> str:
        """Words without a paragraph around them."""
        return self.md.line(text, self._place(offset, name))

    def hints(self, hints: Iterable[Text]) -> tuple[str, ...]:
        """All hints; of empty ones is told."""
        made = []
        for number, hint in enumerate(hints, start=1):
            if not hint.source.strip():
                self.report("activity-hint-empty", hint.line)
            made.append(self.block(hint.source, hint.line, f"hint{number}-"))
        return tuple(made)

    def _place(self, offset: int, name: str) -> Scene:
        # What stands in an answer must not explain a word elsewhere: only the question (which has no name) defines any.
        known = None if name else self.scene.abbreviations
        prefix = f"{self.scene.prefix}{name}"
        return replace(self.scene, line=self.scene.line_at(offset), prefix=prefix, abbreviations=known)
