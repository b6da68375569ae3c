"""Changing course.toml as an author would by hand: comments, order and blank lines stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from courses.languages import is_tag
from courses.names import UnsafeName, safe_name


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
    """Read what there is to choose from. Raises CannotEdit.

    Promises: every language is one, and every folder lies in the course, whatever the manifest says.
    """
    document = _parsed(text)
    modules = [module.unwrap() for module in _modules(document)]
    named = tuple((str(module.get("id", "")), _title(module)) for module in modules)
    folders = tuple(folder for module in modules for folder in _texts(module.get("lessons")) if _is_inside(folder))
    return Shape(tuple(tag for tag in _texts(document.unwrap().get("languages")) if is_tag(tag)), named, folders)


def _title(module: dict[str, Any]) -> str:
    """In the language that comes first; the id where there is none."""
    titles = module.get("title")
    found: Iterable[Any] = titles.values() if isinstance(titles, dict) else ()
    return str(next(iter(found), module.get("id", "")))


def _texts(found: object) -> list[str]:
    """The texts of a list; what is no text, or no list, is left to the checker."""
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _is_inside(folder: str) -> bool:
    try:
        return safe_name(folder) == folder
    except UnsafeName:
        return False


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
