"""Gives tests an installed Chromium, kept from reaching anything but this machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
)


def find_chromium() -> Path | None:
    """Find Chromium: the file that CHROMIUM names, else the first known name on the path or in its usual place."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES] + list(PLACES)
    return next((Path(path) for path in found if path and Path(path).exists()), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser, before marks are chosen by, so that nobody can forget the mark."""
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Give the path of an installed Chromium, or skip."""
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium is installed (Debian: apt install chromium; or name one in CHROMIUM).")
    return path


def require_driver() -> None:
    """Skip where Playwright's own program cannot start, which its library would only tell as a lost connection."""
    from playwright._impl._driver import compute_driver_executable

    done = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"Playwright's driver does not start: {done.stderr.strip()} (Debian: apt install libatomic1).")


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator["Browser"]:
    """Give one headless Chromium for all tests of this process. Each person in a test gets a context of their own."""
    from playwright.sync_api import sync_playwright

    require_driver()
    direct = (name for name in os.environ if not name.lower().endswith("_proxy"))
    environment: dict[str, str | float | bool] = {name: os.environ[name] for name in direct}
    arguments = [each for each in ARGUMENTS if sys.platform == "linux" or each != "--no-sandbox"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=arguments, env=environment)
        yield running
        running.close()


@pytest.fixture
def person(browser: "Browser") -> Iterator["BrowserContext"]:
    """Give one person's clean browser: a phone in Japan, with no cookies; closed after the test."""
    size = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, locale="ja-JP", timezone_id="Asia/Tokyo")  # type: ignore[arg-type]  # A plain dict is what it takes.
    context.set_default_timeout(10_000)
    yield context
    context.close()
