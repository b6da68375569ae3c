"""Today, a course's page, and search."""

from __future__ import annotations

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from lms.accounts.access import own_address, visitor_or_none
from lms.catalog import queries as catalog
from lms.catalog.search import search
from lms.circle import announcements
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.i18n import current_language
from lms.kit.limits import limiter
from lms.learning import device
from lms.learning.access import readable_courses
from lms.learning.course_page import course_page
from lms.learning.course_sheet import course_sheet
from lms.learning.desk import Time, desk
from lms.learning.forms import SearchForm, TimeForm
from lms.learning.today import Now, today
from lms.learning.views import blueprint
from lms.learning.welcome import welcome


@blueprint.get("/")
@audience(ANYONE)
def home() -> ResponseReturnValue:
    """Welcome, or the desk."""
    visitor = visitor_or_none()
    if visitor is None:
        return welcome()
    form, hand = TimeForm(request.args), device.in_hand()
    minutes = form.minutes.data if form.validate() else None
    places = cohorts.places_of(visitor.id)
    courses = today(places, Now(clock.now(), minutes, device.NEEDS[hand], "back" in request.args))
    said = announcements.new_for(visitor.id, [place.cohort_id for place in places], clock.now())
    return desk(visitor, courses, said, Time(minutes, request.args.get("minutes", ""), hand, bool(form.errors)))


@blueprint.post("/device")
@audience(SIGNED_IN)
def choose_device() -> ResponseReturnValue:
    """Say which device this is, where we guessed wrong."""
    device.choose(request.form.get("device", ""))
    return redirect(own_address(request.form.get("next")))


@blueprint.get("/courses/<course>")
@audience(ANYONE)
def course(course: str) -> ResponseReturnValue:
    """What one course is for and what is in it; for somebody who takes it, what is done and where to go on."""
    ref = catalog.current_release(course)
    if ref is None:
        abort(404)
    return course_sheet(course_page(ref, visitor_or_none()))


@blueprint.get("/search")
@audience(ANYONE)
@limiter.limit("60 per minute")
def find() -> ResponseReturnValue:
    """Steps and courses that hold the words somebody looks for. Of lessons only those they may read; the words are not kept."""
    form = SearchForm(request.args)
    visitor = visitor_or_none()
    is_fine = form.validate()
    page = min(max(request.args.get("page", 1, type=int), 1), 100)
    asked = form.q.data or "" if is_fine else ""
    language = visitor.text_language if visitor else current_language()
    results = search(asked, readable_courses(visitor) if asked else (), language, page)
    shown = render_template(
        "learning/search.html", form=form, asked=asked, results=results, language=current_language()
    )
    return shown, 200 if is_fine else 400
