"""Who may come through a door. Marks are opaque here: the rooms above give roles their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Audience:
    """A mark on a view. Two marks are the same audience when their names are the same."""

    name: str


ANYONE = Audience("anyone")
SIGNED_IN = Audience("signed-in")


class UnmarkedView(Exception):
    """A route has no audience; the application refuses to start with it."""


def audience(*marks: Audience) -> Callable[[View], View]:
    """Mark a view: whoever holds one of the marks may enter."""

    def mark(view: View) -> View:
        view.audience = frozenset(marks)  # type: ignore[attr-defined]  # The mark travels on the function itself.
        return view

    return mark


def marks_of(view: Callable[..., Any]) -> frozenset[Audience]:
    """The marks of a view; empty when it has none."""
    found: frozenset[Audience] = getattr(view, "audience", frozenset())
    return found


def refuse_unmarked(app: Flask) -> None:
    """Stop start-up when a route has no audience. Raises UnmarkedView, naming the endpoints."""
    unmarked = sorted(name for name, view in app.view_functions.items() if not marks_of(view))
    if unmarked:
        raise UnmarkedView(f"These endpoints have no audience: {', '.join(unmarked)}")


def guard(app: Flask, holds: Callable[[Audience], bool], ask: Callable[[], ResponseReturnValue]) -> None:
    """Check the mark before every view.

    `holds` says whether the visitor holds a mark. Whoever is not signed in is asked to (`ask`);
    whoever is, but holds no fitting mark, sees a page that is not there.
    """

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        marks = marks_of(app.view_functions[request.endpoint])
        if ANYONE in marks or any(holds(mark) for mark in marks):
            return None
        if not holds(SIGNED_IN):
            return ask()
        abort(404)
