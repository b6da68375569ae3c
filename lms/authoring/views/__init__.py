"""The doors of the instructor's desk for courses."""

from flask import Blueprint

blueprint = Blueprint("authoring", __name__)

from lms.authoring.views import (  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.
    bringing,
    desk,
    preview,
    releases,
    versions,
)

__all__ = ["blueprint", "bringing", "desk", "preview", "releases", "versions"]
