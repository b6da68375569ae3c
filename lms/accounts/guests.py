"""Somebody who reads without an account: how they want to read is kept in their browser's session and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from flask import request, session
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from courses.languages import canonical_tag, fallbacks, fitting
from lms.accounts.models import Person
from lms.accounts.queries import Visitor
from lms.kit import clock
from lms.kit.i18n import READINGS, current_language, default_zone

NOBODY = 0
"""Not a person's number: they begin at 1."""
SIZES = ("", "small", "large", "largest")
_KEY = "reading"


def guest() -> Visitor:
    """A reader whom nobody knows, with what they chose in this browser."""
    chosen = _chosen()
    return Visitor(
        token="", id=NOBODY, display_name="", email=None, has_password=False, interface_language=current_language(),
        text_language=chosen.get("text_language", ""), furigana=chosen.get("furigana") != "off",
        text_size=chosen.get("text_size", ""), theme="", time_zone=default_zone(), roles=frozenset(),
        expires_at=clock.now(),
    )  # fmt: skip


def reading_in(visitor: Visitor, available: tuple[str, ...]) -> Visitor:
    """The guest with the language they read in: what they chose here, else what their browser asks for; else as for anybody."""
    return replace(visitor, text_language=asked_reading(available) or fitting(available, current_language()))


def asked_reading(available: tuple[str, ...]) -> str | None:
    """Which of these languages a guest asks for: the text's, chosen here; the pages', chosen here; their browser's; None."""
    wanted = [_chosen().get("text_language", ""), session.get("language", ""), *_asked_for()]
    return next((tag for each in wanted if each for tag in fallbacks(each) if tag in available), None)


def choose(sent: dict[str, str]) -> None:
    """Keep what a button of the reading tools said; anything else is left out."""
    chosen = {**_chosen(), **{name: value for name, value in sent.items() if _is_choice(name, value)}}
    session[_KEY] = chosen


def settle(person: Person) -> None:
    """Give a newcomer's account what they chose as a guest, but for the language, which an invitation asks for anew."""
    chosen = _chosen()
    person.furigana = chosen.get("furigana") != "off"
    person.text_size = chosen.get("text_size", "")


def _chosen() -> dict[str, str]:
    kept = session.get(_KEY)
    return kept if isinstance(kept, dict) else {}


def _is_choice(name: str, value: str) -> bool:
    choices = {"text_language": tuple(READINGS), "furigana": ("on", "off"), "text_size": SIZES}
    return value in choices.get(name, ())


def _asked_for() -> list[str]:
    """What the browser asks for, best first (RFC 9110, 12.5.4)."""
    header = parse_accept_header(request.headers.get("Accept-Language", ""), LanguageAccept)
    tags = [canonical_tag(tag) for tag, quality in header if quality > 0]
    return [tag for tag in tags if tag]
