"""Changing course.toml as an author would by hand: comments, order and blank lines stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array


class CannotEdit(ValueError):
    """The manifest cannot be read, or has not the shape that a lesson could be added to."""


@dataclass(frozen=True)
class Shape:
    """What of a manifest is needed to choose a place in it: languages, and modules with their lessons' folders."""

    languages: tuple[str, ...]
    modules: tuple[tuple[str, str], ...]
    """Id and title, in the order of the course."""
    folders: tuple[str, ...]


def shape(text: str) -> Shape:
    """Read what there is to choose from. Raises CannotEdit."""
    document = _parsed(text)
    modules = _modules(document)
    titles = [next(iter(dict(module.get("title") or {}).values()), module.get("id", "")) for module in modules]
    named = tuple((str(module.get("id", "")), str(title)) for module, title in zip(modules, titles, strict=True))
    folders = tuple(str(folder) for module in modules for folder in module.get("lessons") or [])
    return Shape(tuple(str(tag) for tag in document.get("languages") or []), named, folders)


def with_lesson(text: str, module: str, folder: str) -> str:
    """The manifest with a lesson more, as the last one of a module. Raises CannotEdit. Nothing else in it changes."""
    document = _parsed(text)
    for candidate in _modules(document):
        lessons = candidate.get("lessons")
        if candidate.get("id") == module and isinstance(lessons, Array):
            _append(lessons, folder)
            return tomlkit.dumps(document)
    raise CannotEdit(module)


def _append(lessons: Array, folder: str) -> None:
    if "\n" in lessons.as_string():
        lessons.add_line(folder, indent=_indent(lessons.as_string()))
    else:
        lessons.append(folder)


def _indent(written: str) -> str:
    """The blanks before the last lesson, so that the new one stands below it."""
    lines = [line for line in written.split("\n")[1:] if line.strip() not in ("", "]")]
    return lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())] if lines else "  "


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise CannotEdit("toml") from error


def _modules(document: tomlkit.TOMLDocument) -> list[Any]:
    modules = document.get("modules")
    if not isinstance(modules, AoT):
        raise CannotEdit("modules")
    return list(modules)
