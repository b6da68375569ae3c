"""Every page of the table of doors in a real browser: nothing that axe-core knows stands in anybody's way, nothing is too wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from lms.app import create_app
from tests.app_fixtures import settings_for
from tests.cast import Cast
from tests.looking import LOOKS, dress, in_turn, wrong_on
from tests.rooms.doors.pages import Shown, every_page

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Page, Route

SITE = "http://gonin.test"


@pytest.fixture
def onlooker(browser: Browser) -> Iterator[Page]:
    """A page into which axe-core can be put."""
    context = browser.new_context(bypass_csp=True, locale="ja-JP", timezone_id="Asia/Tokyo")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("furnished_url", ["sqlite"], indirect=True)
def test_nothing_stands_in_the_way_on_any_page(cast: Cast, furnished_url: str, tmp_path: Path, onlooker: Page) -> None:
    furnished = Path(furnished_url.removeprefix("sqlite:///"))
    files = create_app(settings_for(tmp_path, furnished_url)).test_client()
    wrong, looked = [], 0
    pages = every_page(furnished, cast, tmp_path, list(dict.fromkeys(language for language, _, _ in LOOKS)))
    for number, (_, versions) in enumerate(groupby(pages, key=lambda shown: (shown.door, shown.actor))):
        for shown in versions:
            for turn, (language, look, width) in enumerate(LOOKS):
                if language == shown.language and in_turn(number, turn):
                    dress(onlooker, look, width)
                    _open(onlooker, shown, files)
                    wrong += [f"{shown.name}, {look} {width} px: {line}" for line in wrong_on(onlooker)]
                    looked += 1
    assert looked > 150
    assert wrong == [], "\n".join(wrong)


def _open(page: Page, shown: Shown, files: FlaskClient) -> None:
    """Show a page to the browser as if it had come from the site; its files come from the application, nothing else comes."""
    page.unroute_all()
    page.route("**/*", _answering(shown, files))
    page.goto(SITE + shown.address)


def _answering(shown: Shown, files: FlaskClient) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            route.fulfill(body=shown.html, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/"):
            found = files.get(path)
            route.fulfill(status=found.status_code, body=found.get_data(), content_type=found.content_type)
        else:
            route.fulfill(status=404, body="")

    return answer
