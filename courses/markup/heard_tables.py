"""A table row by row, each cell behind the heading of its column, as one hears it without seeing where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from courses.markup.labels import label


@dataclass
class _Cell:
    """What a cell says; one that is wider than its column has no heading of its own."""

    is_head: bool
    wide: bool
    words: list[str] = field(default_factory=list)


class HeardTable:
    """Gathers the cells of one table; a table inside a cell is part of what the cell says."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._rows: list[list[_Cell]] = []
        self._in_cell = False

    def start(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """A row or a cell begins."""
        if tag == "tr" or (tag != "thead" and not self._rows):
            self._rows.append([])
            self._in_cell = False
        if tag in {"td", "th"}:
            self._rows[-1].append(_Cell(tag == "th", "colspan" in attrs or "rowspan" in attrs))
            self._in_cell = True

    def hear(self, text: str) -> bool:
        """Take a line; False when it stands in no cell, as a caption does."""
        if self._in_cell:
            self._rows[-1][-1].words.append(text)
        return self._in_cell

    def said(self, most: int | None = None) -> list[str]:
        """Its headings, then each row; only how many rows there are when they are more than `most`."""
        rows = [row for row in self._rows if any(cell.words for cell in row)]
        heads = rows[0] if rows and all(cell.is_head for cell in rows[0]) else []
        body = rows[1:] if heads else rows
        said = [self._listed(" ".join(cell.words) for cell in heads)] if heads else []
        if most is not None and len(body) > most:
            return [*said, label("heard-rows", self.language, number=len(body))]
        plain = not any(cell.wide for row in rows for cell in row)
        return said + [self._row(row, heads if plain and len(row) == len(heads) else []) for row in body]

    def _row(self, row: list[_Cell], heads: list[_Cell]) -> str:
        colon = label("diagram-colon", self.language)
        said = []
        for place, cell in enumerate(row):
            text = " ".join(cell.words)
            head = " ".join(heads[place].words) if heads and not cell.is_head else ""
            said.append(f"{head}{colon}{text}" if head and text else text)
        return self._listed(said)

    def _listed(self, parts: Iterable[str]) -> str:
        return label("diagram-and-sign", self.language).join(part for part in parts if part)
