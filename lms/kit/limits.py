"""Limits per visitor for doors that cost work; kept in memory. Sign-in and join have limits of their own in the database."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", default_limits=[])


def limit_visitors(app: Flask, who: Callable[[], str]) -> None:
    """Switch limits on. `who` names the visitor: a signed-in person, else the address they come from."""
    limiter._key_func = who  # noqa: SLF001  # The extension takes its key only at import, before any room is known.
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", False)
    limiter.init_app(app)
    # Our limits stand at the doors themselves, where their decorators ask. None holds for all, to be asked each time.
    app.before_request_funcs[None].remove(limiter._check_request_limit)  # noqa: SLF001  # The extension has no switch for it.
