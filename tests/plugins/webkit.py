"""Gives tests WebKit as Debian ships it, driven by the W3C WebDriver protocol on a screen in memory."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.network_guard import find_free_port

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which the protocol hands over an element."""
PATIENCE = 15.0


class WebKit:
    """One window of WebKit: what a person does in it, and what they see."""

    def __init__(self, port: int, browser: Path) -> None:
        self._port, self._session = port, ""
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        self._session = (
            f"/session/{self._ask('POST', '/session', {'capabilities': {'alwaysMatch': wanted}})['sessionId']}"
        )

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self._ask("POST", "/url", {"url": address})

    def evaluate(self, script: str, *words: Any) -> Any:
        """What a script in the page returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(words)})

    def click(self, selector: str) -> None:
        """Click what a person would click; fails where it is hidden or covered."""
        # Pages glide to where they are sent, and the driver does not wait for that: so the page is put there at once.
        self.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        self.evaluate("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self._ask("POST", f"/element/{self._find(selector)}/click", {})

    def follow(self, selector: str) -> None:
        """Click, and wait for the page that comes."""
        self.evaluate("window.isOld = true")
        self.click(selector)
        self.until("return !window.isOld && document.readyState === 'complete'")

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self._ask("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def until(self, script: str, *words: Any) -> None:
        """Wait until a script in the page returns something true."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if self.evaluate(script, *words):
                return
            time.sleep(0.05)
        raise AssertionError(f"Never came true in WebKit: {script}")

    def text(self, selector: str) -> str:
        """The words that are shown there."""
        return str(self.evaluate("return document.querySelector(arguments[0]).innerText", selector))

    def url(self) -> str:
        """The address of the page."""
        return str(self._ask("GET", "/url"))

    def resize(self, width: int, height: int) -> None:
        """Make the window this large; it is never narrower than its own tool bar."""
        self._ask("POST", "/window/rect", {"width": width, "height": height})

    def picture(self) -> bytes:
        """The window as a PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        """Close the window and forget its cookies."""
        self._ask("DELETE", "")

    def _find(self, selector: str) -> str:
        return str(self._ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT])

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)) as line:
            line.request(method, f"{self._session}{path}", None if body is None else json.dumps(body))
            answer = line.getresponse()
            said = json.loads(answer.read())["value"]
        assert answer.status == 200, f"WebKit, {method} {path} {body}: {said}"
        return said


def find_programs() -> tuple[str, Path, str] | None:
    """The driver, the browser and the screen in memory, where all three are installed."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)
    return (driver, browser, screen) if driver and browser and screen else None


@pytest.fixture(scope="session")
def webkit_driver() -> Iterator[tuple[int, Path]]:
    """Start the driver on a screen in memory; its port, and the browser that it starts. Skip without."""
    found = find_programs()
    if found is None:
        pytest.skip("No WebKit with its driver is installed (Debian: apt install webkit2gtk-driver xvfb).")
    driver, browser, screen = found
    reading, writing = os.pipe()
    show = [screen, "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    shown = subprocess.Popen(show, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        display = pipe.readline().strip()
    direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    # Without a graphics card, drawing by the processor alone is what works everywhere.
    environment = direct | {
        "DISPLAY": f":{display}",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    }
    port = find_free_port()
    running = subprocess.Popen([driver, f"--port={port}"], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, running)
        yield port, browser
    finally:
        for process in (running, shown):
            process.terminate()
            process.wait(20)


@pytest.fixture
def webkit(webkit_driver: tuple[int, Path]) -> Iterator[WebKit]:
    """Give one person's clean window of WebKit, as narrow as it gets."""
    window = WebKit(*webkit_driver)
    window.resize(360, 740)
    yield window
    window.close()


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert running.poll() is None, "WebKit's driver ended while starting."
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as line:
                line.request("GET", "/status")
                if line.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("WebKit's driver did not answer within 10 seconds.")
