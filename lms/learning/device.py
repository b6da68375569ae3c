"""The device in hand: a phone, a PC, or one with Windows. It decides which steps are offered; people say where we guess wrong."""

from __future__ import annotations

from typing import Literal

from flask import request, session
from werkzeug.datastructures import Headers

from courses.outline import Need

Device = Literal["phone", "pc", "windows"]
DEVICES: tuple[Device, ...] = ("phone", "pc", "windows")
NEEDS: dict[Device, frozenset[Need]] = {
    "phone": frozenset({"phone"}),
    "pc": frozenset({"phone", "pc"}),
    "windows": frozenset({"phone", "pc", "windows"}),
}
"""What steps may ask for that each device can do."""


def in_hand() -> Device:
    """The device that this request comes from: what its owner said in this browser, else what the browser tells."""
    said = session.get("device")
    return said if said in DEVICES else guess(request.headers)


def guess(headers: Headers) -> Device:
    """The device that a browser says it is. Whoever tells nothing is taken for a phone, which every course can be done with.

    Browsers made of Chromium say it outright (User-Agent Client Hints, low entropy); of others the old User-Agent is read.
    """
    platform = headers.get("Sec-CH-UA-Platform", "").strip('"')
    agent = headers.get("User-Agent", "")
    if headers.get("Sec-CH-UA-Mobile") == "?1" or any(
        word in agent for word in ("Mobile", "Android", "iPhone", "iPad")
    ):
        return "phone"
    if platform == "Windows" or "Windows NT" in agent:
        return "windows"
    known = ("Macintosh", "X11", "CrOS", "Linux")
    return "pc" if platform in ("macOS", "Linux", "Chrome OS") or any(word in agent for word in known) else "phone"


def choose(device: str) -> None:
    """Remember in this browser which device it is; nothing for a word that names none."""
    if device in DEVICES:
        session["device"] = device
