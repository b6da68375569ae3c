"""A course's page put together: for whoever has no place in it from what is kept, since it is the same for all of them."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.kit import fragments
from lms.kit.fragments import Named
from lms.kit.i18n import current_language
from lms.learning.course_page import CoursePage
from lms.learning.ways import LEARNERS


def course_sheet(shown: CoursePage) -> ResponseReturnValue:
    """The page. What somebody did in the course is theirs alone, so theirs is made for them and not kept."""
    if shown.place is not None:
        return render_template("learning/course.html", shown=shown, language=current_language(), ways=LEARNERS, bar="")
    sheet = fragments.page()
    known = tuple((before.ref.digest if before.ref else "") for before in shown.before)
    depends = {
        "shown": Named((shown.ref.id, shown.ref.digest, known, shown.may_read), shown),
        "language": sheet.language,
        "ways": LEARNERS,
    }
    return sheet.whole("learning/course.html", depends, {"bar": ""})
