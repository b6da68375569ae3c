"""The doors of learning: today and the courses, the lesson's page, and what devices send by themselves."""

from flask import Blueprint

blueprint = Blueprint("learning", __name__)

from lms.learning.views import facts, files, home, lesson, mates, tasks  # noqa: E402  # Each adds its doors to the blueprint, which has to be there first.

__all__ = ["blueprint", "facts", "files", "home", "lesson", "mates", "tasks"]
