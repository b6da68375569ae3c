"""Inviting by mail: a letter with the team's invitation into the outbox. Whom it went to is kept nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app

from lms.accounts import auditing, throttling
from lms.accounts.auditing import Deed
from lms.accounts.rules import LETTER_LIMIT, normal_email
from lms.cohorts import rules
from lms.coordination.arranging import about_team
from lms.coordination.papers import WORDS
from lms.kit import outbox
from lms.kit.outbox import Letter
from lms.kit.outward import outward


@dataclass(frozen=True)
class Invitation:
    """What the letter tells: the team and its course, who invites, the open invitation."""

    team_code: str
    team: str
    course: str
    inviter: str
    code: str
    last_day: date


class TooManyLetters(Exception):
    """The coordinator, or somebody who is written to, has had as many letters as are good for them; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def count(addresses: Sequence[str], actor_id: int, at: datetime) -> None:
    """Count letters before they are written: those of the actor, and those to each address. Flushes. Raises TooManyLetters.

    Invitations to one address are counted whoever sends them: nobody's letter box is filled.
    """
    waits = [throttling.count_try("invite", str(actor_id), rules.INVITING_LIMIT, at) for _ in addresses]
    waits += [throttling.count_try("invited", normal_email(each), LETTER_LIMIT, at) for each in addresses]
    if any(waits):
        raise TooManyLetters(max(waits))


def post(told: Invitation, addresses: Sequence[str], language: str, actor_id: int, at: datetime) -> None:
    """Put one letter for each address into the outbox. Flushes. Only how many there were is written down."""
    for address in addresses:
        outbox.post(letter(told, address, language, at), at)
    detail = {"count": len(addresses), "language": language}
    auditing.write(actor_id, Deed("invitation.mailed", about_team(told.team_code), detail), at)


def letter(told: Invitation, to: str, language: str, at: datetime) -> Letter:
    """The letter. Its subject tells nothing to whoever sees a locked screen, and neither does its first line."""
    words, url = WORDS[language], str(current_app.config["PUBLIC_URL"])
    contact = current_app.extensions["gonin_settings"].contact
    code = " ".join(rules.in_halves(told.code))
    parts = [
        words.plain("hello"),
        words.plain("invited", name=told.inviter),
        words.plain("team_line", team=told.team) + "\n" + words.plain("course_line", course=told.course),
        words.plain("open") + "\n\n" + outward(f"{url}/join/{told.code}"),
        words.plain("typed_letter", address=f"{url}/join", code=code),
        words.plain("until", day=words.day_plain(told.last_day)),
        words.plain("not_you"),
        *([words.plain("contact", contact=contact)] if contact else []),
        "Gonin",
    ]
    # A letter that could not leave for a week tells of yesterday's plans.
    return Letter(to, words.plain("subject"), "\n\n".join(parts) + "\n", language, at + timedelta(days=7))
