"""Whether a page is open inside another app: what is kept there stays there, so a real browser is offered. Pure."""

from __future__ import annotations

import re

APPS = (
    # Messenger names Facebook's frame too, so it is asked for first.
    ("Messenger", re.compile(r"FBAN/Messenger|FB_IAB/(?:MESSENGER|Orca)|\bMessenger(?:Lite)?ForiOS\b")),
    ("Instagram", re.compile(r"\bInstagram \d|FBAN/Instagram")),
    ("Facebook", re.compile(r"\bFBAN/|\bFBAV/|\bFB_IAB/|\[FB")),
    ("LINE", re.compile(r"(?:^| )Line/\d")),
)


def inside_app(user_agent: str) -> str:
    """The app in whose own browser the page stands, by its name; empty where it is a browser.

    Promises: whoever sends no user agent, or one nobody knows, is taken to use a browser: nothing is offered needlessly.
    """
    return next((name for name, sign in APPS if sign.search(user_agent[:1000])), "")
