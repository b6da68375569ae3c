"""The checker: rules over a compiled course, so that publishing, the preview and `check` all say the same."""

from courses.checking.copies import paragraphs
from courses.checking.rules import check_course, check_sheet
from courses.checking.view import CourseView, Page, Sheet

__all__ = ["CourseView", "Page", "Sheet", "check_course", "check_sheet", "paragraphs"]
