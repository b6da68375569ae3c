"""The pages people come to most keep what axe-core asks for (WCAG 2.2 A and AA, and good practice), in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.story import sign_in
from tests.looking import LOOKS, dress, faults, in_turn, wrong_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

PAGES = {
    "": ("/", "/login", "/courses", "/learn/rpa-basics/what-is-a-robot", "/verify", "{certificate}", "{invitation}"),
    "learner": (
        "/", "/courses/rpa-basics", "/learn/rpa-basics/tables", "/learn/rpa-basics/first-robot", "/team",
        "/search?q=robot", "/me", "/me/privacy", "/me/certificates", "/?minutes=10", "/me/notes", "/me/hours", "/me/contact",
        "/me/who-sees", "/me/look", "/me/devices",
    ),
    "coordinator": ("/coordinate", "/coordinate/programmes/new", "{team}", "{team}/sheet"),
    "admin": (
        "/", "/admin/certificates", "/admin/styleguide", "{everything}", "{everything}/text?language=en",
        "{everything}/asking?language=ja", "{everything}/cells?language=ar", "/author/everything", "/author/everything/1",
    ),
    "instructor": ("/author", "/author/new", "/author/rpa-basics", "/author/rpa-basics/1", "/author/rpa-basics/authors"),
}  # fmt: skip
"""Who opens which pages; names in braces are addresses of the demo."""


@pytest.fixture
def onlooker(browser: Browser) -> Iterator[BrowserContext]:
    """A browser into which axe-core can be put: our pages let no foreign script run."""
    context = browser.new_context(bypass_csp=True, locale="ja-JP", timezone_id="Asia/Tokyo")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role or "nobody")
@pytest.mark.usefixtures("everything")
def test_nothing_stands_in_anybodys_way(role: str, onlooker: BrowserContext, site: Site) -> None:
    page = onlooker.new_page()
    if role:
        sign_in(page, site.url, site.account(role))
    wrong = []
    for turn, (language, look, width) in enumerate(LOOKS):
        dress(page, look, width)
        page.goto(f"{site.url}/verify")
        page.locator(f".foot button[value='{language}']").click()
        for address in [each for number, each in enumerate(PAGES[role]) if in_turn(number, turn)]:
            page.goto(resolved(page, site, address))
            where = f"{role or 'nobody'} {address}, {language} {look} {width} px"
            wrong += [f"{where}: {line}" for line in wrong_on(page)]
            page.set_viewport_size({"width": width, "height": 800})
    assert wrong == [], "\n".join(wrong)


def test_what_is_wrong_is_noticed(onlooker: BrowserContext, site: Site) -> None:
    page = onlooker.new_page()
    page.goto(f"{site.url}/login")
    page.evaluate("() => document.querySelectorAll('label').forEach(label => label.remove())")
    page.add_style_tag(content="p { color: #999 !important; background: #aaa !important }")
    assert {line.split(" ")[0] for line in faults(page)} >= {"label", "color-contrast"}


def resolved(page: Page, site: Site, address: str) -> str:
    """A page's whole address; the coordinator's own things are found as people find them, by following links."""
    if address == "{certificate}":
        return str(site.demo["certificates"][0]["url"])
    if address == "{invitation}":
        return str(site.demo["invitations"][0]["url"])
    if address.startswith("{everything}"):
        return f"{site.url}/author/everything/1/preview{address.removeprefix('{everything}')}"
    if "{" in address:
        kind, _, rest = address.removeprefix("{").partition("}")
        page.goto(f"{site.url}/coordinate")
        link = page.locator(f"main a[href*='/coordinate/{kind}s/']").first.get_attribute("href")
        return f"{site.url}{str(link).partition('#')[0]}{rest}"
    return f"{site.url}{address}"
