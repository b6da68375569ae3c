"""The doors of the instructor's desk for teaching."""

from flask import Blueprint

blueprint = Blueprint("teaching", __name__)

from lms.teaching.views import announcements, corrections, desk, people, questions, reviews  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.

__all__ = ["announcements", "blueprint", "corrections", "desk", "people", "questions", "reviews"]
