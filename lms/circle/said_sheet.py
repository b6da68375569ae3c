"""Announcements put together from fragments: how one looks is kept, what it says is put in."""

from __future__ import annotations

from collections.abc import Iterable

from lms.circle.announcements import Said
from lms.kit.fragments import Filled, Page
from lms.kit.i18n import date_in_words


def said_parts(sheet: Page, said: Iterable[Said], team: str = "", cohort: str = "") -> list[Filled]:
    """Each announcement as a card. With a team's code it can be put away, and says which team it is to."""
    depends = {"can_be_put_away": bool(cohort)}
    return [
        sheet.part(
            "circle/_said.html",
            {**depends, "has_author": each.by is not None, "id": each.id if cohort else 0},
            {
                "text": each.text,
                "by": each.by or "",
                "day": date_in_words(each.at, "long"),
                "team": team,
                "cohort": cohort,
            },
        )
        for each in said
    ]
