"""What a page is looked at for in a browser: what axe-core asks for (WCAG 2.2 A and AA, and good practice), and its width."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))
"""Whether each page is looked at in every language and each theme, which takes minutes."""
_USUAL = (("ja", "light", 360), ("ar", "dark", 360), ("ja-x-easy", "dark", 1280), ("en", "light", 1280))
_OTHERS = (("ja", "dark", 1280), ("ar", "light", 1280), ("ja-x-easy", "light", 360), ("en", "dark", 360))
LOOKS = _USUAL + (_OTHERS if EVERY_LOOK else ())
"""Language, theme and width of the window. Between them every page is seen in each language, each theme and each arrangement."""

_WIDER = """size => {
  document.documentElement.style.fontSize = size
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
  const all = [...document.querySelectorAll("body *")]
  const wide = all.filter(e => e.getBoundingClientRect().right > 321 && !e.closest(".scroll, pre"))
  return [over, wide.slice(0, 2).map(e => e.outerHTML.slice(0, 120)).join(" | ")]
}"""
_OPEN = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"


def in_turn(page: int, look: int) -> bool:
    """Whether a page is looked at this way now: each page two ways, so that all ways are seen; with EVERY_LOOK all of them."""
    return EVERY_LOOK or page % 2 == look % 2


def dress(page: Page, look: str, width: int) -> None:
    """Make the browser light or dark and so wide; before the page comes, for colours take a while to change."""
    page.emulate_media(color_scheme=look)  # type: ignore[arg-type]  # One of the words it takes.
    page.set_viewport_size({"width": width, "height": 800})


def wrong_on(page: Page) -> list[str]:
    """Everything that is wrong on the page as it stands, with all that can be opened open."""
    page.evaluate(_OPEN)
    return [*faults(page), *too_wide(page)]


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong on the page as it is: the rule, and the first things that break it."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): " + " | ".join(node["html"][:200] for node in each["nodes"][:3])
        for each in found
    ]


def too_wide(page: Page) -> list[str]:
    """Whether one must scroll sideways at 320 px, with usual letters or twice as large ones (WCAG 2.2, 1.4.4 and 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    found = []
    for size in ("100%", "200%"):
        over = page.evaluate(_WIDER, size)
        found += [f"{over[0]} px too wide at 320 px and {size} text: {over[1]}"] if over[0] > 0 else []
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found
