"""Measures a slow line (400 kbit/s, 400 ms): until the next lesson's text shows, and from the invitation to the first paragraph.

    python bench/slow_line.py var/demo.json [ROUNDS]

The demo must be running, with room in its open team for one more. The limits: 2 s for the next lesson; 90 s and 5 screens for
somebody new, who looks at each screen for ten seconds and types a sign a second.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Bytes a second, and milliseconds before each answer."""
LESSONS = ("tables", "seeing-a-process", "first-robot", "a-good-first-job", "when-things-go-wrong")
NEXT_LIMIT, FIRST_LIMIT, SCREENS_LIMIT = 2.0, 90.0, 5
LOOK, SIGN = 10.0, 1.0
"""Seconds for a look at a screen, and for a sign typed."""
NAME = "はるか"
PARAGRAPH = "details.step[open] .prose p"


def slow_page(browser: Browser) -> Page:
    """A phone at the end of the slow line, with nothing kept yet."""
    page = browser.new_context(viewport={"width": 360, "height": 740}, locale="ja-JP").new_page()
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    return page


def until_text(page: Page, address: str) -> float:
    """Seconds until a paragraph of the open step is painted."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(PARAGRAPH).first.wait_for(state="visible")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter() - began


def next_lessons(browser: Browser, demo: dict[str, Any], rounds: int) -> list[float]:
    """A reader who has seen one lesson opens others, one after the other."""
    page, person = slow_page(browser), demo["people"][0]
    page.goto(f"{demo['url']}/login")
    page.fill("[name=email]", person["email"])
    page.fill("[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")
    page.goto(f"{demo['url']}/learn/rpa-basics/what-is-a-robot", wait_until="networkidle")
    took = []
    for _ in range(rounds):
        for lesson in LESSONS:
            took.append(until_text(page, f"{demo['url']}/learn/rpa-basics/{lesson}"))
            page.wait_for_load_state("networkidle")
    return sorted(took)


def first_paragraph(browser: Browser, demo: dict[str, Any]) -> tuple[float, int]:
    """Seconds on the line from the invitation to the first paragraph, and screens."""
    page, screens = slow_page(browser), []
    page.on("domcontentloaded", lambda shown: screens.append(shown.url))
    began = time.perf_counter()
    page.goto(demo["invitations"][0]["url"])
    page.locator("main button[value=ja]").click()
    page.locator("main [name=name]").fill(NAME)
    page.locator("main form button[type=submit]").click()
    page.locator(PARAGRAPH).first.wait_for(state="visible")
    took = time.perf_counter() - began
    page.wait_for_load_state("domcontentloaded")
    return took, len(screens)


def main(demo_file: str, rounds: str = "3") -> int:
    """Measure both and print them. 1 when one is beyond its limit."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        took = next_lessons(browser, demo, int(rounds))
        on_the_line, screens = first_paragraph(browser, demo)
        browser.close()
    whole = on_the_line + LOOK * screens + SIGN * len(NAME)
    print(
        f"next lesson's text: median {median(took):.2f} s, slowest {took[-1]:.2f} s of {len(took)} (limit {NEXT_LIMIT:.0f})"
    )
    print(f"invitation to first paragraph: {screens} screens (limit {SCREENS_LIMIT}), {on_the_line:.1f} s on the line,")
    print(f"    {whole:.0f} s with looking and typing (limit {FIRST_LIMIT:.0f})")
    return 0 if median(took) <= NEXT_LIMIT and whole <= FIRST_LIMIT and screens <= SCREENS_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
