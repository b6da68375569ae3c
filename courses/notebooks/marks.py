"""What a cell's tags and metadata ask for: what is folded or left out, where a step begins, what learners change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from courses.frontmatter import whole
from courses.notebooks.cells import Cell, table

Shown = Literal["open", "folded", "gone"]
_OPTION = re.compile(r"#\|[ \t]*([\w-]+)[ \t]*:[ \t]*(.*)")
_FORM = re.compile(r"#\s?@title\b[ \t]*([^\n]*)")
_BRACES = re.compile(r"\{[^{}]*\}\s*\Z")
_STEP_WORDS = ("id", "title", "minutes", "need")


@dataclass(frozen=True)
class Marks:
    """How one cell is to be shown.

    `step` holds what opens a step here (None when none opens), `exercise` the id of a cell for learners to change
    ("" when it has no id, None when it is none), `title` and `alt` the author's words for the code and its picture.
    """

    whole: Shown = "open"
    code: Shown = "open"
    results: Shown = "open"
    without: frozenset[str] = frozenset()
    opened: bool = False
    solution: bool = False
    error_expected: bool = False
    exercise: str | None = None
    title: str = ""
    alt: str = ""
    step: Mapping[str, str] | None = None
    odd: tuple[str, ...] = field(default=())


def marks_of(cell: Cell) -> Marks:
    """Read them from the tags and from what Jupyter, Colab, Quarto and our own metadata say."""
    tags, options = cell.tags, _options(cell)
    odd: list[str] = []
    jupyter = table(cell.metadata.get("jupyter"))
    form = cell.metadata.get("cellView") == "form"
    folded_code = jupyter.get("source_hidden") is True or form or options.get("code-fold") == "true"
    folded_results = jupyter.get("outputs_hidden") is True or cell.metadata.get("collapsed") is True
    return Marks(
        whole=_shown(tags, "cell", options.get("include") == "false", False),
        code=_shown(tags, "input", options.get("echo") == "false", folded_code),
        results=_shown(tags, "output", options.get("output") == "false", folded_results),
        without=frozenset(name for name in ("stdout", "stderr") if f"remove-{name}" in tags),
        opened=cell.metadata.get("scrolled") is False,
        solution="solution" in tags,
        error_expected="raises-exception" in tags or options.get("error") == "true",
        exercise=_named(cell, "exercise", odd),
        title=_title(cell),
        alt=_text(cell.own.get("alt")) or options.get("fig-alt", ""),
        step=_step(cell, odd),
        odd=tuple(odd),
    )


def _shown(tags: frozenset[str], part: str, without: bool, folded: bool) -> Shown:
    if without or tags & {f"remove-{part}", f"remove-{part}s"}:
        return "gone"
    return "folded" if folded or tags & {f"hide-{part}", f"hide-{part}s"} else "open"


def _options(cell: Cell) -> dict[str, str]:
    """Quarto's `#| name: value` on top of a code cell."""
    found: dict[str, str] = {}
    for line in cell.source.split("\n", 20)[:20] if cell.kind == "code" else ():
        option = _OPTION.match(line)
        if not option:
            break
        found[option.group(1).lower()] = option.group(2).strip().strip("\"'")
    return found


def _title(cell: Cell) -> str:
    """Colab's `#@title Words { display-mode: "form" }`."""
    found = _FORM.match(cell.source.lstrip()) if cell.kind == "code" else None
    return _BRACES.sub("", found.group(1)).strip()[:200] if found else ""


def _named(cell: Cell, name: str, odd: list[str]) -> str | None:
    """The id behind a tag such as `exercise:ID`, or in the metadata; None when the cell has neither."""
    given = cell.own.get(name)
    if isinstance(given, str):
        return whole(given)
    if given is True:
        return ""
    if given is not None and not (name == "step" and isinstance(given, dict)):
        odd.append(f"gonin.{name}")
    for tag in cell.tags:
        if tag == name or tag.startswith(f"{name}:"):
            return whole(tag.partition(":")[2].strip())
    return None


def _step(cell: Cell, odd: list[str]) -> dict[str, str] | None:
    given = cell.own.get("step")
    name = _named(cell, "step", odd)
    said: Mapping[str, Any] = table(given)
    if name is None and not isinstance(given, dict):
        return None
    odd += [f"gonin.step.{word}" for word in said if word not in _STEP_WORDS]
    step = {word: _text(said.get(word)) for word in _STEP_WORDS if word in said}
    return {**step, **({"id": name} if name else {})}


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(whole(str(value)).split())[:500]
