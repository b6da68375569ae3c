"""The courses somebody teaches, one course, and one team's table."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from lms.accounts.access import me
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.catalog import queries as catalog
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.i18n import current_language
from lms.practice import corrections
from lms.teaching.access import courses_taught, teaching_or_404, team_or_404
from lms.teaching.insight import question_lines
from lms.teaching.reviews import queue
from lms.teaching.spreadsheets import TYPES, as_csv, as_xlsx, sheet_rows
from lms.teaching.stops import step_lines
from lms.teaching.team_table import team_table
from lms.teaching.views import blueprint
from lms.teaching.wording import labels


@blueprint.get("/teach")
@audience(INSTRUCTOR, ADMIN)
def courses() -> ResponseReturnValue:
    """The courses I write or teach."""
    found = [(each, catalog.outline(each.ref)) for each in courses_taught(me())]
    return render_template("teaching/courses.html", found=found, waiting=len(queue(me(), clock.now())))


@blueprint.get("/teach/<course>")
@audience(INSTRUCTOR, ADMIN)
def course(course: str) -> ResponseReturnValue:
    """One course: my teams in it, its questions, where people stop, and what is graded anew."""
    found = teaching_or_404(me(), course)
    language = current_language()
    return render_template(
        "teaching/course.html",
        teaching=found,
        outline=catalog.outline(found.ref),
        questions=question_lines(found.ref, language),
        steps=step_lines(found.ref),
        corrigible=corrections.corrigible(found.ref) if found.is_author else [],
        corrections=corrections.of_course(course, 10) if found.is_author else [],
        labels=labels(found.ref, language),
    )


@blueprint.get("/teach/<course>/teams/<cohort>")
@audience(INSTRUCTOR, ADMIN)
def team(course: str, cohort: str) -> ResponseReturnValue:
    """What each person of one of my teams answered, activity by activity."""
    found, one = team_or_404(me(), course, cohort)
    table = team_table(found.ref, one, current_language())
    return render_template("teaching/team.html", teaching=found, table=table)


@blueprint.get("/teach/<course>/teams/<cohort>/points.<kind>")
@audience(INSTRUCTOR, ADMIN)
def points(course: str, cohort: str, kind: str) -> ResponseReturnValue:
    """The same as a file for a spreadsheet program."""
    found, one = team_or_404(me(), course, cohort)
    if kind not in TYPES:
        abort(404)
    rows = sheet_rows(team_table(found.ref, one, current_language()))
    content = as_csv(rows) if kind == "csv" else as_xlsx(rows)
    name = f"{course}-{cohort}.{kind}"
    return Response(content, mimetype=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})
