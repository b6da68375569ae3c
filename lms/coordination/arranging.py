"""What a coordinator arranges, each deed with its entry in the record of what staff did. All flush."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lms.accounts import auditing
from lms.accounts.auditing import Deed
from lms.cohorts import forming

if TYPE_CHECKING:
    from lms.cohorts.models import Cohort, Programme


def about_programme(programme_id: int) -> str:
    """The subject of deeds done to a programme."""
    return f"programme:{programme_id}"


def about_team(code: str) -> str:
    """The subject of deeds done to a team."""
    return f"team:{code}"


def make_programme(agreement: forming.Agreement, actor_id: int, at: datetime) -> Programme:
    """Make a programme that the actor runs."""
    programme = forming.make_programme(agreement, actor_id)
    auditing.write(actor_id, Deed("programme.made", about_programme(programme.id), _told(agreement)), at)
    return programme


def change_programme(programme: Programme, agreement: forming.Agreement, actor_id: int, at: datetime) -> None:
    """Change what was agreed; without a difference nothing is written down."""
    changed = {name: value for name, value in _told(agreement).items() if value != str(getattr(programme, name))}
    if changed:
        forming.change_programme(programme, agreement)
        auditing.write(actor_id, Deed("programme.changed", about_programme(programme.id), changed), at)


def share_programme(programme: Programme, colleague_id: int, actor_id: int, at: datetime) -> None:
    """Let a colleague run a programme too."""
    forming.share_programme(programme.id, colleague_id)
    auditing.write(actor_id, Deed("programme.shared", auditing.about(colleague_id), {"programme": programme.id}), at)


def take_out(programme: Programme, colleague_id: int, actor_id: int, at: datetime) -> bool:
    """Let a colleague no longer work in a programme; whether they did."""
    was_in = forming.leave_programme(programme.id, colleague_id)
    if was_in:
        auditing.write(actor_id, Deed("programme.left", auditing.about(colleague_id), {"programme": programme.id}), at)
    return was_in


def make_team(programme: Programme, course: str, name: str, actor_id: int, at: datetime) -> Cohort:
    """Make a team without people in it."""
    cohort = forming.make_cohort(programme, course, name, at)
    detail = {"name": name, "course": course, "programme": programme.id}
    auditing.write(actor_id, Deed("team.made", about_team(cohort.code), detail), at)
    return cohort


def rename_team(cohort: Cohort, name: str, actor_id: int, at: datetime) -> None:
    """Give a team another name; the same one again is no deed."""
    if name != cohort.name:
        forming.rename_cohort(cohort, name)
        auditing.write(actor_id, Deed("team.renamed", about_team(cohort.code), {"name": name}), at)


def make_invitation(cohort: Cohort, actor_id: int, at: datetime) -> None:
    """Make a new invitation. Earlier ones stop working at once. Its code opens a door, so it is not written down."""
    was_open = forming.withdraw_invitations(cohort.id, at)
    forming.invite(cohort, at)
    auditing.write(actor_id, Deed("invitation.made", about_team(cohort.code), {"replaces": was_open}), at)


def stop_invitation(cohort: Cohort, actor_id: int, at: datetime) -> None:
    """Close the invitation. Closed already, nothing happens."""
    if forming.withdraw_invitations(cohort.id, at):
        auditing.write(actor_id, Deed("invitation.stopped", about_team(cohort.code)), at)


def _told(agreement: forming.Agreement) -> dict[str, str]:
    return {name: str(value) for name, value in vars(agreement).items()}
