"""Cells and results in the one shape that lessons are made from, and what was found odd about them on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

CellKind = Literal["markdown", "code", "raw"]
ResultKind = Literal["stream", "error", "bundle"]


@dataclass(frozen=True)
class Result:
    """One stored result: printed text (`name` is stdout or stderr), an error, or one thing in several forms.

    `data` holds the forms that are texts, by their kind (`text/html`, …), `kinds` the names of all forms.
    """

    kind: ResultKind
    name: str = ""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    display: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell; `number` counts all cells from 1, `line` is where it begins in the file, `own` what it says to us."""

    kind: CellKind
    source: str
    number: int
    line: int | None
    results: tuple[Result, ...] = ()
    count: int | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def own(self) -> Mapping[str, Any]:
        """The cell's metadata under `gonin`; empty when they are none."""
        return table(self.metadata.get("gonin"))

    @property
    def tags(self) -> frozenset[str]:
        """Its tags in small letters and with hyphens, however they were spelled."""
        given = self.metadata.get("tags")
        tags = given if isinstance(given, list) else []
        return frozenset(tag.strip().lower().replace("_", "-") for tag in tags if isinstance(tag, str))


@dataclass(frozen=True)
class Remark:
    """Something odd about the file: a problem's code, its line and its parameters."""

    code: str
    line: int | None
    params: Mapping[str, str | int]


@dataclass(frozen=True)
class Notebook:
    """A notebook as far as lessons show it; `language` is that of its kernel, `declared` what stands for front matter."""

    cells: tuple[Cell, ...]
    language: str
    declared: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()


def table(value: object) -> Mapping[str, Any]:
    """The value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
