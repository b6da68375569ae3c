"""Weighs first and next visits of the demo's pages in Chromium: requests, and bytes over the wire without pictures of lessons.

    python bench/weights.py var/demo.json [CHROMIUM]

The demo must be running. The ratio is to the limit for a first visit to a lesson (60 kB).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LIMIT = 60_000


def pages_of(demo: dict[str, Any], cohort: str) -> dict[str, str]:
    """The pages that are weighed, by name."""
    course = "/learn/rpa-basics"
    return {
        "sign in": "/login",
        "today": "/",
        "lesson": f"{course}/tables",
        "another lesson": f"{course}/seeing-a-process",
        "notebook lesson": f"{course}/first-robot",
        "team": f"/team/{cohort}",
        "certificate": f"/certificates/{demo['certificates'][0]['number']}",
        "verify": "/verify",
    }


def weigh(page: Page, address: str) -> tuple[int, int]:
    """Requests and bytes of one visit."""
    sizes: list[int] = []

    def note(answer: Any) -> None:
        if "/assets/" not in answer.url:
            told = answer.request.sizes()
            sizes.append(told["responseBodySize"] + told["responseHeadersSize"])

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    return len(sizes), sum(sizes)


def signed_in(context: BrowserContext, demo: dict[str, Any], person: dict[str, str]) -> None:
    """Sign in once, outside what is weighed."""
    page = context.new_page()
    page.goto(f"{demo['url']}/login")
    page.fill("[name=email]", person["email"])
    page.fill("[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")
    page.close()


def main(demo_file: str, chromium: str = "/usr/bin/chromium") -> None:
    """Weigh each page in a browser without a cache of it, then once more with."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    person = next(p for p in demo["people"] if p["cohort"] == demo["cohorts"][1]["id"])
    print(f"{'page':<18}{'requests':>9}{'first':>10}{'next':>10}{'first / limit':>15}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in pages_of(demo, person["cohort"]).items():
            context = browser.new_context(viewport={"width": 360, "height": 740})
            if name != "sign in":
                signed_in(context, demo, person)
                state = context.storage_state()
                context.close()
                # Signing in has filled the cache: a first visit wants a browser with the cookie and nothing else.
                context = browser.new_context(viewport={"width": 360, "height": 740}, storage_state=state)
            page = context.new_page()
            requests, first = weigh(page, demo["url"] + path)
            _, following = weigh(page, demo["url"] + path)
            print(f"{name:<18}{requests:>9}{first:>10,}{following:>10,}{first / LIMIT:>15.2f}")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
