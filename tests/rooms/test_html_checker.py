"""Every page is HTML as the standard has it: the Nu HTML checker finds nothing on any page of the table of doors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from lms.app import create_app
from lms.kit.db import db
from runner.html_checker import checker
from tests.app_fixtures import settings_for
from tests.cast import Cast
from tests.rooms.doors.stage import Stage, undone
from tests.rooms.doors.table import ACTORS, Line, lines_of, rooms

LANGUAGES = {"en": "en", "ar": "ar", "ja-x-easy": "ja@easy"}
"""One written from each side, and one whose words carry readings; by what Babel calls them."""
GUESS = "This document appears to be written in"
"""A guess from the words: where a language does not say everything yet, English stands in."""
SEEN = ("ok", "bad", "none")
"""Cells that answer with a page of their own."""

pytestmark = pytest.mark.skipif(checker() is None, reason="the HTML checker is not there (run.py test fetches it)")


@pytest.mark.parametrize("furnished_url", ["sqlite"], indirect=True)
def test_every_page_is_proper_html(
    cast: Cast, casts: dict[str, Cast], furnished_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    addresses: dict[str, str] = {}
    for room in rooms():
        # What the doors of one room need is not there for the next.
        of_room = tmp_path / f"{room}.sqlite"
        copyfile(furnished_url.removeprefix("sqlite:///"), of_room)
        app = create_app(settings_for(tmp_path, f"sqlite:///{of_room}"))
        set_up = Stage(app, casts["sqlite"], room)
        with monkeypatch.context() as patch, undone(app, set_up, patch) as cell:
            for line, actor in _pages(room):
                for language, name in LANGUAGES.items():
                    patch.setattr(app.extensions["babel"], "locale_selector", lambda name=name: name)
                    with cell():
                        answer = set_up.send(actor, line)
                    if answer.get_data().startswith(b"<!doctype html>"):
                        path = pages / f"{len(addresses)}.html"
                        path.write_bytes(answer.get_data())
                        addresses[path.name] = f"{line.name} {actor} {language}"
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    assert len(addresses) > 200
    wrong = found(pages, addresses)
    assert wrong == [], "\n".join(wrong)


def _pages(room: str) -> Iterator[tuple[Line, str]]:
    """Each door with a page, and who sees it: the first actor for each kind of answer."""
    for line in lines_of(room):
        for word in SEEN:
            if word in line.cells:
                yield line, ACTORS[line.cells.index(word)]


def found(folder: Path, addresses: dict[str, str]) -> list[str]:
    """What the checker says of the pages of a folder, a line each."""
    java, jar = checker() or ("", "")
    command = [
        java,
        "-Xss4m",
        "-jar",
        jar,
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--skip-non-html",
        str(folder),
    ]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=240, check=True)
    messages = json.loads(told.stdout)["messages"]
    return sorted(
        f"{addresses[each['url'].rpartition('/')[2]]}: {each['message']} … {each.get('extract', '')!r}"
        for each in messages
        if (each["type"] == "error" or each.get("subType") == "warning") and not each["message"].startswith(GUESS)
    )


def test_what_is_wrong_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "0.html").write_text("<!doctype html><html lang=en><title>x</title><p><div>a</p>", encoding="utf-8")
    assert any("“p” end tag" in line for line in found(tmp_path, {"0.html": "a page"}))
