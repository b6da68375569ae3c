"""Takes the README's pictures from a running demo.

python docs/take_pictures.py var/demo.json [CHROMIUM]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1100, "height": 900}


def take(browser: Browser, url: str, person: dict[str, str] | None, picture: tuple[str, str, dict[str, int]]) -> None:
    """One picture: its name, its address, its size; seen by a person, or by somebody who is not signed in."""
    name, path, size = picture
    page = browser.new_context(viewport=size, locale="ja-JP", device_scale_factor=1.5).new_page()
    if person:
        page.goto(f"{url}/login")
        page.fill("[name=email]", person["email"])
        page.fill("[name=password]", person["password"])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/")
    page.goto(url + path)
    page.screenshot(path=HERE / f"{name}.png")
    page.context.close()


def main(demo_file: str, chromium: str = "/usr/bin/chromium") -> None:
    """Take them all."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    newcomer = demo["people"][0]
    half_way = next(person for person in demo["people"] if person["cohort"] == demo["cohorts"][1]["id"])
    coordinator = next(person for person in demo["people"] if person["role"] == "coordinator")
    inviting = f"/coordinate/teams/{demo['invitations'][0]['cohort']}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, demo["url"], half_way, ("team", f"/team/{half_way['cohort']}", DESKTOP))
        take(browser, demo["url"], newcomer, ("today", "/", PHONE))
        take(browser, demo["url"], newcomer, ("lesson", "/learn/rpa-basics/what-is-a-robot?step=what-it-does", PHONE))
        take(browser, demo["url"], coordinator, ("invitation", inviting, DESKTOP))
        take(browser, demo["url"], None, ("certificate", f"/certificates/{demo['certificates'][0]['number']}", PHONE))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
