"""What devices send by themselves: many small things in one request."""

from __future__ import annotations

from typing import Any

from flask import abort, request


def sent_batch(name: str, most: int) -> list[Any]:
    """The things of a request `{"<name>": […]}`, whatever each of them is; 400 for anything else, 413 for more than `most`."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        # So many brackets inside one another that the reader gave up: nothing of ours looks like this.
        abort(400)
    batch = body.get(name) if isinstance(body, dict) else None
    if not isinstance(batch, list):
        abort(400)
    if len(batch) > most:
        abort(413)
    return batch
