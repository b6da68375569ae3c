"""Quick exit and neutral titles: off until somebody wants them, on every page then, and an empty page that tells nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask

from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words

PAGES = ("/", "/me", "/courses", "/learn/tiny/hello", "/courses/tiny", "/me/devices")


def title(page: str) -> str:
    (found,) = re.findall(r"<title>(.*?)</title>", page)
    return str(found)


def test_nobody_sees_the_button_who_did_not_ask_for_it(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    signed_in(cast.bilal).post("/me/quiet", {"quick_exit": "y", "neutral_title": "y"})
    aya = signed_in(cast.aya)
    for address in (*PAGES, f"/team/{cast.team}"):
        page = aya.sees(address)
        assert "data-exit" not in page
        assert title(page) != "Notes"


def test_who_asked_for_it_finds_it_on_every_page_as_a_link(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/quiet", {"quick_exit": "y"})
    for address in (*PAGES, f"/team/{cast.team}"):
        page = aya.sees(address)
        assert re.search(r'<a [^>]*href="/blank"[^>]* data-exit', page), address
        assert "exit.js" in page
        assert title(page) != "Notes"
    aya.post("/me/quiet")
    assert "data-exit" not in aya.sees("/")


def test_every_title_becomes_one_word(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/quiet", {"neutral_title": "y"})
    assert {title(aya.sees(address)) for address in (*PAGES, f"/team/{cast.team}")} == {"Notes"}
    assert title(aya.get("/nowhere").get_data(as_text=True)) == "Notes", "also where a page is not there"
    aya.post("/language", {"language": "ja"})
    assert title(aya.sees("/")) == "メモ"


def test_the_empty_page_tells_nothing_and_ends_nothing(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    for browser in (aya, Browser(app.test_client())):
        page = browser.sees("/blank")
        assert words(page) == "Notes Notes", "a title for the tab, and a heading for whoever listens"
        assert not re.search("gonin|flower|Aya|stylesheet", page, re.IGNORECASE)
    assert aya.get("/me").status_code == 200
