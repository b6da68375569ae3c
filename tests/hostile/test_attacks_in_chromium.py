"""Hostile lessons in a real browser, with the site's policy switched off: none runs, none reaches another site."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from courses.markup.dialect import Dialect
from tests.hostile.markdown_attacks import ATTACKS as MARKDOWN
from tests.hostile.notebook_attacks import ATTACKS as NOTEBOOKS
from tests.hostile.reading import PAGE, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
SECONDS = 5.0
HOME = "http://gonin.test/"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# Anything that an attack reaches in the end is counted here.
WATCH = """
window.hits = [];
window.hit = (what) => window.hits.push(String(what));
window.alert = window.confirm = window.prompt = window.hit;
"""
# What a reader does with a page: point at, press, focus and open whatever is there.
TOUCH = """() => {
  for (const one of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'toggle', 'animationstart', 'error', 'load'])
      one.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
    if (one.tagName === 'DETAILS') one.open = true;
    // Links that plainly lead elsewhere are for people to press, and would end the visit.
    const link = one.closest('a[href]');
    if (!link || !/^(https?|mailto|tel):/i.test(link.href)) one.click?.();
  }
}"""
# What would let a lesson imitate the page around it, take its ids, or bring styles and forms of its own.
LOOK = """() => ({
  hits: window.hits,
  forms: document.querySelectorAll('form, input, button, textarea, select, option, dialog').length,
  styles: document.querySelectorAll('style, link, base, meta:not([charset]), [style]').length,
  frames: document.querySelectorAll('iframe, frame, object, embed, portal, script, template, svg, audio').length,
  handlers: [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes])
    .filter((one) => /^on/i.test(one.name)).map((one) => one.name),
  ids: [...document.querySelectorAll('article [id]')].map((one) => one.id).filter((id) => !/^(u-|fn-|fnref-)/.test(id)),
  names: document.querySelectorAll('article [name]:not(details)').length,
  addresses: [...document.querySelectorAll('article [href], article [src]')].map((one) => one.href || one.src)
    .filter((address) => !/^(https?:|mailto:|tel:)/.test(String(address))),
  main: document.querySelectorAll('main').length === 1 && document.querySelector('main').children.length === 1,
  own: document.getElementById('main')?.tagName === 'MAIN' && typeof document.getElementById === 'function',
})"""
HARMLESS: dict[str, object] = {"hits": [], "forms": 0, "styles": 0, "frames": 0, "handlers": [], "ids": [], "names": 0}
HARMLESS |= {"addresses": [], "main": True, "own": True, "asked": []}
ALL = [("markdown", name) for name in MARKDOWN] + [("notebook", name) for name in NOTEBOOKS]
PARTS = 4
TOGETHER = 6
"""So many lessons are looked at on one page; when something is found, each by itself."""


class Visit:
    """A page that remembers every address it asked for; nothing but the attack itself and pictures of ours is answered."""

    def __init__(self, browser: Browser) -> None:
        self.html, self.asked = "", list[str]()
        self.page: Page = browser.new_context(bypass_csp=True).new_page()
        self.page.set_default_timeout(20_000)
        self.page.add_init_script(WATCH)
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        self.page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        """The attack, a picture, or nothing."""
        address = route.request.url
        if address == HOME:
            route.fulfill(body=self.html, content_type="text/html")
        elif address.startswith(f"{HOME}assets/"):
            route.fulfill(body=PIXEL, content_type="image/png")
        else:
            self.asked.append(address)
            route.abort()

    def look(self, html: str) -> dict[str, object]:
        """What became of the page after somebody touched all of it."""
        self.html, self.asked = html, []
        self.page.goto(HOME, wait_until="load")
        self.page.evaluate(TOUCH)
        found: dict[str, object] = self.page.evaluate(LOOK)
        return {**found, "asked": [address for address in self.asked if "favicon" not in address]}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A visit; its page is closed afterwards."""
    one = Visit(browser)
    yield one
    one.page.context.close()


def wrong(found: dict[str, object]) -> dict[str, object]:
    """What should not be there."""
    return {name: value for name, value in found.items() if value != HARMLESS[name]}


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_and_nothing_is_asked_of_others(part: int, visit: Visit, tmp_path: Path) -> None:
    md, broken = Dialect(), list[str]()
    (tmp_path / "x.png").write_bytes(PIXEL)
    made = []
    for kind, name in ALL[part::PARTS]:
        began = time.process_time()
        made.append((name, page_of(tmp_path, NOTEBOOKS[name] if kind == "notebook" else MARKDOWN[name], kind, md)[0]))
        if (took := time.process_time() - began) > SECONDS:
            broken.append(f"{kind} {name}: {took:.1f} s")
    for place in range(0, len(made), TOGETHER):
        some = made[place : place + TOGETHER]
        if wrong(visit.look(PAGE.format("<hr>".join(html for _, html in some)))):
            alone = {name: wrong(visit.look(PAGE.format(html))) for name, html in some}
            broken += [f"{name}: {found}" for name, found in alone.items() if found] or [f"together: {list(alone)}"]
    assert not broken, "\n".join(broken)


def test_the_watch_would_see_an_attack(visit: Visit) -> None:
    """The tests above can fail: what the engine takes out does run in this browser."""
    assert visit.look("<main id=main><img src=x onerror=hit(7)></main>")["hits"]
    assert visit.look("<main id=main><p onmouseover=hit(1)>a</p></main>")["hits"]
    assert visit.look("<main id=main><a href='javascript:hit(1)'>a</a></main>")["hits"]
    assert visit.look("<main id=main><img src=//elsewhere.example/a.png></main>")["asked"]


def test_there_are_enough_attacks() -> None:
    assert len(set(MARKDOWN.values())) >= 300
    assert len(set(NOTEBOOKS.values())) >= 60
