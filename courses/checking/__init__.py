"""The checker: rules over a compiled course, so that publishing, the preview and `check` all say the same."""

from courses.checking.rules import check_course
from courses.checking.view import CourseView, Page

__all__ = ["CourseView", "Page", "check_course"]
