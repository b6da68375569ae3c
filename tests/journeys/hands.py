"""Hands on a keyboard and nothing else: Tab, Enter, the space bar and arrows, each press counted, the focus watched at each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MANY = 120
"""So many presses of Tab reach everything on a page; more would be a trap."""

FOCUS = """() => {
  const focused = document.activeElement
  if (!focused || focused === document.body) return null
  const box = focused.getBoundingClientRect()
  const clamp = (value, most) => Math.min(Math.max(value, 1), most - 1)
  const x = clamp(box.left + box.width / 2, innerWidth), y = clamp(box.top + box.height / 2, innerHeight)
  const there = document.elementFromPoint(x, y)
  const frame = focused.closest('label') ?? focused
  const ringed = element => {
    const style = getComputedStyle(element)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  }
  return {
    what: focused.outerHTML.slice(0, 160),
    ring: ringed(focused) || ringed(frame),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: there !== null && (frame.contains(there) || there.contains(focused)),
  }
}"""


@dataclass
class Hands:
    """One person at a keyboard. `screens` counts the pages that came up, `presses` what was pressed."""

    page: Page
    screens: int = 0
    presses: int = 0
    unseen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count each page that is loaded; a jump inside a page loads none."""
        self.page.on("domcontentloaded", self._another_screen)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.presses += 1

    def write(self, text: str) -> None:
        """Type what belongs into the field with the focus."""
        self.page.keyboard.insert_text(text)
        self.presses += len(text)

    def reach(self, selector: str, back: bool = False) -> None:
        """Press Tab until what is named has the focus; what cannot be seen on the way is noted."""
        for _ in range(MANY):
            self.press("Shift+Tab" if back else "Tab")
            focus: dict[str, Any] | None = self.page.evaluate(FOCUS)
            if focus is None:
                continue
            wrong = [name for name in ("ring", "inside", "uncovered") if not focus[name]]
            if wrong:
                self.unseen.append(f"not {', '.join(wrong)}: {focus['what']}")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} was not reached with Tab on {self.page.url}")

    def use(self, selector: str, back: bool = False) -> None:
        """Reach a button or a link and press Enter; the next page comes."""
        self.reach(selector, back)
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def _another_screen(self, _page: Page) -> None:
        self.screens += 1
