"""Every page of the table of doors, in the languages that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest

from lms.app import create_app
from lms.kit.catalogues import babel_name
from lms.kit.db import db
from tests.app_fixtures import settings_for
from tests.cast import Cast
from tests.rooms.doors.stage import Stage, undone
from tests.rooms.doors.table import ACTORS, Line, lines_of, rooms

SEEN = ("ok", "bad", "none")
"""Cells that answer with a page of their own."""


@dataclass(frozen=True)
class Shown:
    """A page as somebody got it: at which door, who, in which language."""

    door: str
    actor: str
    language: str
    address: str
    html: bytes

    @property
    def name(self) -> str:
        """What to call it when something is wrong on it."""
        return f"{self.door} {self.actor} {self.language}"


def every_page(furnished: Path, cast: Cast, folder: Path, languages: Sequence[str]) -> Iterator[Shown]:
    """Come to every door that answers with a page, once for each kind of answer, in each of these languages.

    `furnished` is the file of a SQLite database in which the cast is; `folder` is for what this needs meanwhile.
    """
    for room in rooms():
        # What the doors of one room need is not there for the next.
        of_room = folder / f"{room}.sqlite"
        copyfile(furnished, of_room)
        app = create_app(settings_for(folder, f"sqlite:///{of_room}"))
        set_up = Stage(app, cast, room)
        with pytest.MonkeyPatch.context() as patch, undone(app, set_up, patch) as cell:
            for line, actor in _doors(room):
                for language in languages:
                    name = babel_name(language)
                    patch.setattr(app.extensions["babel"], "locale_selector", lambda name=name: name)
                    with cell():
                        answer = set_up.send(actor, line)
                    if answer.get_data().startswith(b"<!doctype html>"):
                        yield Shown(line.name, actor, language, answer.request.path, answer.get_data())
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def _doors(room: str) -> Iterator[tuple[Line, str]]:
    """Each door with a page, and who sees it: the first actor for each kind of answer."""
    for line in lines_of(room):
        for word in SEEN:
            if word in line.cells:
                yield line, ACTORS[line.cells.index(word)]
