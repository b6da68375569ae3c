"""Doors that take files larger than a form: each says how large, and only there does the house read so much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1_000_000


def takes_files(largest: int) -> Callable[[View], View]:
    """Mark a view that takes files; `largest` is how many bytes a whole request may have there."""

    def mark(view: View) -> View:
        view.largest_request = largest  # type: ignore[attr-defined]  # The mark travels on the function itself.
        return view

    return mark


def largest_here() -> int | None:
    """How many bytes a request to the present door may have, where it takes files."""
    return _largest(current_app.view_functions.get(request.endpoint or ""))


def largest_for(app: Flask, method: str, path: str) -> int:
    """How many bytes a request to an address may have: what its door says, else what holds everywhere."""
    usual: int = app.config["MAX_CONTENT_LENGTH"]
    try:
        endpoint, _ = app.url_map.bind("").match(path, method)
    except HTTPException:
        return usual
    return _largest(app.view_functions.get(endpoint)) or usual


def allow_files(app: Flask) -> None:
    """Let marked doors read more than others. To be asked before anything looks into a form."""

    @app.before_request
    def allow() -> None:
        largest = largest_here()
        if largest is not None:
            request.max_content_length = largest
            # A long form is read before the database is asked for anything: on SQLite asking takes the lock of all who write.
            if request.method == "POST":
                request.files  # noqa: B018  # Looking at it is what reads it.


def _largest(view: Callable[..., Any] | None) -> int | None:
    found: int | None = getattr(view, "largest_request", None)
    return found
