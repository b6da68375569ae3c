"""Measures what a lesson weighs over the wire in Chromium: the first visit with all its files, and each next lesson.

    python bench/lesson_weight.py var/demo.json

The demo must be running. Pictures of a lesson are counted apart. The limits: 60 kB and 6 requests before a first visit can be
read, 15 kB for the median next lesson.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COURSE = "rpa-basics"
FIRST_LIMIT, REQUESTS_LIMIT, NEXT_LIMIT = 60_000, 6, 15_000


class Visit(NamedTuple):
    """One page: bytes over the wire, headers included; how many requests came before the text; what pictures weighed."""

    size: int
    requests: int
    pictures: int


def visit(page: Page, address: str) -> Visit:
    """Open a page and count until it is quiet."""
    session, sizes, kinds, asked = page.context.new_cdp_session(page), {}, {}, []
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["requestId"]))
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="domcontentloaded")
    before_text = len(asked)
    page.wait_for_load_state("networkidle")
    session.detach()
    # The mark of the site is a picture too, but no picture of the lesson.
    pictures = {each for each, kind in kinds.items() if kind == "Image"}
    seen = sum(size for each, size in sizes.items() if each in pictures)
    return Visit(sum(sizes.values()) - seen, before_text, seen)


def visits(browser: Browser, demo: dict[str, Any]) -> list[Visit]:
    """Each lesson of the course in turn, by a learner who is signed in and has nothing kept."""
    person = next(each for each in demo["people"] if each["role"] == "learner")
    first = browser.new_context(viewport={"width": 360, "height": 740})
    page = first.new_page()
    page.goto(f"{demo['url']}/login")
    page.fill("[name=email]", person["email"])
    page.fill("[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")
    page.goto(f"{demo['url']}/courses/{COURSE}")
    links = page.locator(f"main a[href*='/learn/{COURSE}/']").evaluate_all("links => links.map(link => link.pathname)")
    kept = first.storage_state()
    first.close()
    page = browser.new_context(viewport={"width": 360, "height": 740}, storage_state=kept).new_page()
    return [visit(page, f"{demo['url']}{address}") for address in dict.fromkeys(links)]


def main(demo_file: str) -> int:
    """Measure and print. 1 when something is beyond its limit."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        first, *others = visits(browser, demo)
        browser.close()
    following = median(each.size for each in others)
    print(f"first visit: {first.size} bytes (limit {FIRST_LIMIT})")
    print(f"requests before it can be read: {first.requests} (limit {REQUESTS_LIMIT})")
    print(
        f"next lesson: median {following:.0f} bytes (limit {NEXT_LIMIT}); each {sorted(each.size for each in others)}"
    )
    print(f"pictures, counted apart: {[each.pictures for each in (first, *others)]}")
    fits = first.size <= FIRST_LIMIT and first.requests <= REQUESTS_LIMIT and following <= NEXT_LIMIT
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
