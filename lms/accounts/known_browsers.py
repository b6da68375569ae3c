"""Browsers that signed in before have a count of tries of their own, so that a stranger cannot keep their owner out.

The cookie holds a random value and, for each address that signed in, a mark that only we can make. Nothing of it is stored on the
server, and it opens nothing: without the password it only moves tries from one count to another.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from flask import Response, after_this_request, current_app, request

COOKIE = "gonin_known"
LASTS = timedelta(days=400)
"""As long as browsers keep a cookie at most."""
MOST = 4
"""People of one family may share a browser."""


def _mark(browser: str, email: str) -> str:
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"known browser:{browser}:{email}".encode(), "sha256").hexdigest()[:32]


def _shown() -> tuple[str, list[str]]:
    browser, *marks = request.cookies.get(COOKIE, "")[:400].split(".")
    return browser, marks[:MOST]


def subject(email: str) -> str:
    """Under what name tries for this normalised address are counted: its own, or that of this browser with it."""
    browser, marks = _shown()
    known = any(hmac.compare_digest(_mark(browser, email).encode(), mark.encode()) for mark in marks)
    return f"{email} in {browser}" if known else email


def remember(email: str) -> None:
    """Let the answer to this request tell the browser that this address signed in here."""
    browser, marks = _shown()
    browser = browser if marks else secrets.token_hex(16)
    mark = _mark(browser, email)
    value = ".".join([browser, mark, *(each for each in marks if each != mark)][: MOST + 1])

    @after_this_request
    def add(response: Response) -> Response:
        is_secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            COOKIE, value, max_age=LASTS, secure=is_secure, httponly=True, samesite="Lax", path="/login"
        )
        return response
