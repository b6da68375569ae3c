"""The doors of accounts: ways in, and the pages about oneself."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from lms.accounts.views import (  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.
    confirming,
    devices,
    forgotten,
    mailed_code,
    me,
    sign_in,
    spoken_code,
    way_in,
)

__all__ = ["blueprint", "confirming", "devices", "forgotten", "mailed_code", "me", "sign_in", "spoken_code", "way_in"]
