"""Who sees what about somebody, in words, each beside the rule that lets them in.

`tests/rooms/test_who_sees_what.py` opens the pages as each of them. Whoever changes a rule of access changes its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from lms.accounts.access import person_or_404
from lms.accounts.roles import ADMIN
from lms.certificates.access import downloadable
from lms.cohorts.access import run_team_or_404, team_and_mates_or_404
from lms.kit.audience import Audience
from lms.learning.mates_page import mate_work_or_404
from lms.teaching.access import team_or_404 as taught_team_or_404

VIEWERS: Mapping[str, object] = {
    "mates": _("Teammates"),
    "coordinator": _("Coordinator"),
    "instructor": _("Instructor / Mentor"),
    "supporter": _("Career supporter"),
    "employer": _("Employer"),
    "admin": _("System administrator"),
}
"""Everybody besides oneself, in the order of the table."""

Rule = Callable[..., object] | Audience
"""A function that hands over to whoever may have it, or the audience of a whole desk."""
TAUGHT: Mapping[str, Rule] = {"instructor": taught_team_or_404}
"""The instructor's table of a team, where a coordinator put them into its programme."""
TEAM: Mapping[str, Rule] = {"mates": team_and_mates_or_404, "coordinator": team_and_mates_or_404}
"""The team's page: its people, and who runs its programme."""
CALLS: Mapping[str, Rule] = {"coordinator": run_team_or_404}
"""The coordinator's own pages, for the programmes they run."""
ACCOUNTS: Mapping[str, Rule] = {"admin": person_or_404}
"""The administrator's pages about accounts."""


@dataclass(frozen=True)
class Line:
    """One thing about a person, the rules that let others see it, and what is to be said besides."""

    what: object
    rules: Mapping[str, Rule]
    besides: object = ""


LINES: Sequence[Line] = (
    Line(_("Name on screen"), {**TEAM, **TAUGHT, **ACCOUNTS}),
    Line(
        _("Progress in the course, and this week"),
        {**TEAM, **TAUGHT},
        _("While you take a break, your teammates see “At their own pace”. Your coordinator sees that it is a break."),
    ),
    Line(_("Steps that you marked as hard"), TEAM),
    Line(_("How to reach you, and what may be said"), CALLS, _("Each look is written down. You find it in “My data”.")),
    Line(_("Time zone, and hours that suit you"), CALLS),
    Line(
        _("Answers in quick checks and practice"),
        TAUGHT,
        _(
            "Only an instructor whom your coordinator put into your programme. "
            "Authors of a course see numbers, never about fewer than five people."
        ),
    ),
    Line(
        _("Works that you handed in"),
        {**TAUGHT, "mates": mate_work_or_404},
        _("A teammate only where the task says so, and only who handed in the same task. Some tasks leave names out."),
    ),
    Line(_("What you were excused from"), TAUGHT),
    Line(_("Notes and bookmarks"), {}),
    Line(_("E-mail address for signing in"), ACCOUNTS),
    Line(_("Password"), {}, _("Nobody can read it. We keep only what is needed to check it.")),
    Line(_("Languages, text size, colours, saving data"), {}),
    Line(_("Devices where you are signed in"), {}),
    Line(
        _("Certificate: kind, and whether it is valid"),
        {"employer": downloadable, "admin": ADMIN},
        _("Whoever has its number or link. The name is shown only if you publish it."),
    ),
)
