"""One foreign file, opened: its front matter, its text in our Markdown, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from courses.files import FileError
from courses.frontmatter import LessonError
from courses.importers.jekyll import from_jekyll
from courses.importers.lines import Desk, Line, joined, numbered, runs
from courses.importers.mdx import from_mdx
from courses.importers.myst import from_myst, is_myst
from courses.importers.source import LARGEST_NOTEBOOK, Source
from courses.importers.yaml_files import Value, YamlError, read_yaml, text_of
from courses.markup.lengths import Effort
from courses.problems import problem

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MACHINE = re.compile(
    r"\A\s*<!--(?:(?!-->).)*?(?:CO_OP_TRANSLATOR|machine[- ]translat)(?:(?!-->).)*?-->[ \t]*\n?", re.S | re.I
)
# Fences that mean an activity to us, and code to everybody else.
_OURS = re.compile(r"((?:(?<!`)`{3,}+|(?<!~)~{3,}+)[ \t]*)(quiz|exercise|check|prompt|arena|flow)\b")


@dataclass
class Chunk:
    """Text, or a notebook's code cell as it is; `cell` is the notebook's own cell, if it comes from one."""

    lines: list[Line]
    cell: dict[str, Any] | None = None

    @property
    def is_code(self) -> bool:
        """Whether it is a cell that is carried over untouched."""
        return self.cell is not None and self.cell.get("cell_type") != "markdown"


@dataclass
class Page:
    """A file as far as importing has read it."""

    path: str
    kind: str
    desk: Desk
    front: dict[str, Value] = field(default_factory=dict)
    chunks: list[Chunk] = field(default_factory=list)
    notebook: dict[str, Any] | None = None
    machine: bool = False
    realm: int = 0

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(joined(chunk.lines) for chunk in self.chunks if not chunk.is_code)


def open_page(source: Source, path: str, desk: Desk) -> Page | None:
    """The file, read; None, with the problem told, when it cannot be."""
    try:
        if path.lower().endswith(".ipynb"):
            from courses.importers.notebooks import open_notebook  # reading notebooks costs a second to import

            text, encoding = source.text(path, LARGEST_NOTEBOOK)
            page = open_notebook(text, path, desk)
        else:
            text, encoding = source.text(path)
            page = _markdown(text, path, desk)
    except FileError as error:
        desk.tell(problem(f"lesson-{error.code}", path, error.line))
        return None
    except LessonError as error:
        desk.tell(problem(error.code, path, error.line, word=error.word))
        return None
    _report_front(page)
    if encoding:
        desk.report("import-encoding", None, encoding)
    return page


def _markdown(text: str, path: str, desk: Desk) -> Page:
    front, body, first = _front(text, desk)
    machine = _MACHINE.match(body)
    if machine:
        desk.report("import-machine-translation", first)
        body, first = body[machine.end() :], first + machine.group(0).count("\n")
    body = _readable(body, desk, first)
    substitutions = _substitutions(front)
    desk = replace(
        desk,
        substitutions={**desk.substitutions, **substitutions},
        jekyll=desk.jekyll or bool({"layout", "lab", "permalink", "demo"} & set(front)),
        myst=desk.myst or is_myst(body),
    )
    lines = converted(numbered(body, first), desk, mdx=path.lower().endswith(".mdx"))
    return Page(path, "markdown", desk, front, [Chunk(lines)], machine=bool(machine))


def _readable(body: str, desk: Desk, line: int) -> str:
    """The text with what is beyond all measure behind its beginning as plain text, as the engine would show it."""
    read, rest, number = Effort().divide(body)
    if not rest:
        return body
    desk.report("import-as-text", line + number, " ".join(rest[:1000].split())[:200])
    fence = "`" * max(4, *(len(ticks) + 1 for ticks in re.findall(r"`{3,}", rest)), 4)
    return f"{read}\n\n{fence}text\n{rest.rstrip()}\n{fence}\n"


def _substitutions(front: dict[str, Value]) -> dict[str, str]:
    found: dict[str, str] = {}
    for holder in (front.get("substitutions"), _inside(front.get("myst"), "substitutions")):
        if isinstance(holder, dict):
            found |= {name: value for name, value in holder.items() if isinstance(value, str)}
    return found


# Values that became something here, or only told a site how to look.
_USED = {
    "title",
    "layout",
    "permalink",
    "substitutions",
    "myst",
    "sidebar_label",
    "kernelspec",
    "jupytext",
    "nav_order",
}
_USED_INSIDE = {"title", "module", "duration", "islab", "isdemo"}


def _report_front(page: Page) -> None:
    left: list[str] = []
    for name, value in page.front.items():
        if name in {"lab", "demo"} and isinstance(value, dict):
            left += [f"{key}: {one}" for key, one in value.items() if key not in _USED_INSIDE]
        elif name not in _USED:
            left.append(f"{name}: {value}")
    if left:
        page.desk.report("import-front", 1, "; ".join(left))


def _inside(value: Value | None, key: str) -> Value | None:
    return value.get(key) if isinstance(value, dict) else None


def converted(lines: list[Line], desk: Desk, mdx: bool) -> list[Line]:
    """Foreign dialects to ours, one after the other."""
    if mdx:
        lines = from_mdx(lines, desk)
    if desk.myst:
        lines = from_myst(lines, desk)
    lines = from_jekyll(lines, desk)
    return [_calm(line) for line in lines]


def _calm(line: Line) -> Line:
    if "\ue040" in line.text:  # a quiz of the importer's own
        return line
    return Line(line.number, _OURS.sub(r"\1text", line.text))


def _front(text: str, desk: Desk) -> tuple[dict[str, Value], str, int]:
    found = _FRONT.match(text)
    if not found:
        return {}, text, 1
    try:
        value = read_yaml(found.group(1))
    except YamlError as error:
        desk.report("import-yaml", error.line + 1, desk.path)
        value = {}
    first = found.group(0).count("\n") + 1
    if not isinstance(value, dict):
        # A rule, a line of text and a rule: no front matter at all.
        return ({}, text, 1) if value else ({}, text[found.end() :], first)
    return value, text[found.end() :], first


def front_title(front: dict[str, Value]) -> str:
    """The title that the file's front matter gives."""
    for keys in (("title",), ("lab", "title"), ("demo", "title"), ("sidebar_label",)):
        if title := text_of(front, *keys):
            return title
    return ""


def outside_fences(lines: list[Line]) -> list[Line]:
    """The lines that are no code."""
    return [line for run in runs(lines, colons=False) if not run.mark for line in run.lines]
