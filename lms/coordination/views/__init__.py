"""The doors of the coordinator's desk: programmes, teams, invitations."""

from flask import Blueprint

blueprint = Blueprint("coordination", __name__)

from lms.coordination.views import (  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.
    codes,
    invitations,
    letters,
    programmes,
    reach,
    teams,
)

__all__ = ["blueprint", "codes", "invitations", "letters", "programmes", "reach", "teams"]
