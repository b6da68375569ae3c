"""Putting one file into a course: a reading of a lesson, a new lesson, or a picture beside one. All else stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.assets import MEDIA_TYPES
from courses.manifest_editing import with_lesson
from courses.names import UnsafeName, safe_name
from courses.reading_heads import markdown_with, notebook_with
from lms.catalog.sourcing import Files
from lms.kit.storage import Storage

MANIFEST = "course.toml"
READINGS = {"md": "md", "markdown": "md", "ipynb": "ipynb"}


class WrongFile(ValueError):
    """A file that courses cannot hold: "kind", "text" or "name"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class NewLesson:
    """A lesson that is made with its first file."""

    id: str
    title: str
    module: str


@dataclass(frozen=True)
class Brought:
    """The file, and where it goes: the folder of a lesson, or a new lesson; the language of the text."""

    name: str
    content: bytes
    folder: str
    language: str
    new: NewLesson | None = None


def ending_of(name: str) -> str:
    """What stands after the last full stop of a file's name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_reading(name: str) -> bool:
    """Whether a file is the text of a lesson, and not something beside it."""
    return ending_of(name) in READINGS


def files_with(files: Mapping[str, Any], manifest: str, brought: Brought, storage: Storage) -> tuple[Files, str]:
    """The course's files with the one that was brought, which is kept in the storage, and its path.

    Raises WrongFile, and CannotEdit where the manifest cannot take a new lesson.
    """
    kept = {path: (str(sha), int(size)) for path, (sha, size) in files.items()}
    folder = brought.folder
    if brought.new is not None:
        folder = f"{_lessons(kept) + 1:02d}-{brought.new.id}"
        kept[MANIFEST] = _kept(with_lesson(manifest, brought.new.module, folder).encode(), storage)
    path, content = _placed(brought, folder)
    if is_reading(brought.name):
        # A lesson has one text in a language: the new one takes the place of the old, whatever its form.
        for ending in set(READINGS.values()):
            kept.pop(f"{folder}/lesson.{brought.language}.{ending}", None)
    kept[path] = _kept(content, storage)
    return kept, path


def _lessons(files: Files) -> int:
    return len({path.rpartition("/")[0] for path in files if path.rpartition("/")[2].startswith("lesson.")})


def _placed(brought: Brought, folder: str) -> tuple[str, bytes]:
    ending = ending_of(brought.name)
    if ending not in READINGS:
        if ending not in MEDIA_TYPES:
            raise WrongFile("kind")
        return _inside(f"{folder}/{brought.name.replace('/', ' ').strip()}"), brought.content
    path = _inside(f"{folder}/lesson.{brought.language}.{READINGS[ending]}")
    try:
        text = brought.content.decode("utf-8-sig")
        if brought.new is not None:
            add = notebook_with if READINGS[ending] == "ipynb" else markdown_with
            text = add(text, brought.new.id, brought.new.title)
        # A notebook may say halves of signs by number, which no file can hold.
        return path, text.encode()
    except UnicodeError as error:
        raise WrongFile("text") from error


def _inside(path: str) -> str:
    """The path as a safe name: folders and languages stand in the manifest, which its author may write as they like."""
    try:
        return safe_name(path)
    except UnsafeName as error:
        raise WrongFile("name") from error


def _kept(content: bytes, storage: Storage) -> tuple[str, int]:
    sha256 = hashlib.sha256(content).hexdigest()
    storage.keep(sha256, content)
    return sha256, len(content)
