"""Every page is HTML as the standard has it: the Nu HTML checker finds nothing on any page of the table of doors."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from runner.html_checker import checker
from tests.cast import Cast
from tests.rooms.doors.pages import every_page

LANGUAGES = ("en", "ar", "ja", "ja-x-easy")
"""One written from each side, two whose words carry readings, and the one all others are written after."""
GUESS = "This document appears to be written in"
"""A guess from the words: where a language does not say everything yet, English stands in."""
pytestmark = pytest.mark.skipif(checker() is None, reason="the HTML checker is not there (run.py test fetches it)")


@pytest.mark.parametrize("furnished_url", ["sqlite"], indirect=True)
def test_every_page_is_proper_html(cast: Cast, furnished_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    addresses: dict[str, str] = {}
    for shown in every_page(Path(furnished_url.removeprefix("sqlite:///")), cast, tmp_path, LANGUAGES):
        path = folder / f"{len(addresses)}.html"
        path.write_bytes(shown.html)
        addresses[path.name] = shown.name
    assert len(addresses) > 300
    wrong = found(folder, addresses)
    assert wrong == [], "\n".join(wrong)


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
