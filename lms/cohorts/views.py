"""Joining a team by invitation; resting, coming back, planning one's week."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from lms.accounts import access as accounts_access
from lms.accounts import guests, registering, signing_in, throttling
from lms.accounts.rules import JOIN_LIMIT
from lms.catalog import queries as catalog
from lms.cohorts import access, queries, rules, seating
from lms.cohorts.forms import CodeForm, ConfirmForm, JoinForm, WeekForm
from lms.cohorts.rules import plan_of
from lms.kit import clock, errors
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.i18n import current_language, default_zone
from lms.kit.limits import limiter

blueprint = Blueprint("cohorts", __name__)
LIMIT = limiter.shared_limit("90 per minute", scope="invitations")
"""One count for the doors behind which codes could be guessed. A shelter shares one address, so it is generous."""


@blueprint.route("/join", methods=["GET", "POST"])
@audience(ANYONE)
def enter_code() -> ResponseReturnValue:
    """Ask for the code of an invitation on paper."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("cohorts/enter_code.html", form=form), 400 if form.errors else 200
    code = rules.normal_code(form.code.data or "")
    seconds = throttling.count_try("join", request.remote_addr or "", JOIN_LIMIT, clock.now())
    db.session.commit()
    if seconds:
        return errors.wait(seconds)
    if queries.team_of_invitation(code, clock.now()) is None:
        form.code.errors = [
            gettext("We do not know this code, or it is out of date. Please check each letter, or ask who invited you.")
        ]
        return render_template("cohorts/enter_code.html", form=form), 400
    return redirect(url_for("cohorts.invitation", code=code))


@blueprint.get("/join/<code>")
@audience(ANYONE)
@LIMIT
def invitation(code: str) -> ResponseReturnValue:
    """Language first, each in its own script."""
    code = rules.normal_code(code)
    team = queries.team_of_invitation(code, clock.now())
    if team is None:
        return render_template("cohorts/unknown_invitation.html"), 404
    visitor = accounts_access.visitor_or_none()
    if visitor and any(place.cohort_id == team.id for place in queries.places_of(visitor.id)):
        return redirect(f"/team/{team.code}")
    if team.taken >= rules.SEATS:
        return render_template("cohorts/full.html", team=team), 409
    return render_template("cohorts/choose_language.html", code=code)


@blueprint.route("/join/<code>/name", methods=["GET", "POST"])
@audience(ANYONE)
@LIMIT
def join(code: str) -> ResponseReturnValue:
    """Then a name; then the team's first step."""
    team = queries.team_of_invitation(rules.normal_code(code), clock.now())
    if team is None:
        return render_template("cohorts/unknown_invitation.html"), 404
    visitor = accounts_access.visitor_or_none()
    form = ConfirmForm() if visitor else JoinForm()
    if form.validate_on_submit():
        return _seat(team, visitor.id if visitor else None, form)
    course = catalog.current_release(team.course)
    outline = catalog.outline(course) if course else None
    page = render_template(
        "cohorts/join.html", form=form, team=team, outline=outline, language=current_language(), code=code
    )
    return page, 400 if form.errors else 200


def _seat(team: queries.Team, person_id: int | None, form: JoinForm | ConfirmForm) -> ResponseReturnValue:
    """Take the seat; a newcomer gets an account and is signed in, all in one transaction."""
    at = clock.now()
    token = _newcomers_token(team, form) if person_id is None else None
    onward = _first_page(team, person_id)
    try:
        if person_id is None:
            newcomer = registering.Newcomer(str(form["name"].data), current_language(), default_zone())
            person = registering.register(newcomer, at)
            guests.settle(person)
            person_id = person.id
            signing_in.begin(person_id, at, token, accounts_access.this_browser(_is_borrowed(form)))
        seating.take_seat(team.id, person_id, at)
    except seating.TeamIsFull:
        db.session.rollback()
        return render_template("cohorts/full.html", team=team), 409
    except (seating.AlreadySeated, IntegrityError):
        # Pressed twice: the first press gave the seat, and to a newcomer the account with this token.
        db.session.rollback()
        if token and not signing_in.was_just_made(token, at):
            # An old page, sent once more. It opens nothing, and it must not say that somebody is in.
            flash(gettext("This page was sent before. Please open your invitation again."), "care")
            return redirect(url_for("cohorts.enter_code"))
    else:
        db.session.commit()
    if token:
        accounts_access.start_session(token, _is_borrowed(form))
    flash(gettext("Welcome to the team “%(team)s”.", team=team.name), "info")
    # A borrowed device forgets them soon, and a name alone is no way back.
    return redirect(url_for("accounts.way_in") if token and _is_borrowed(form) else onward)


def _first_page(team: queries.Team, person_id: int | None) -> str:
    """Where somebody goes who joins: right to the first step, or to the desk where they have been in the course before."""
    ref = catalog.current_release(team.course)
    lessons = catalog.outline(ref).lessons if ref else ()
    if not lessons or (person_id is not None and queries.place_in_course(person_id, team.course)):
        return "/"
    step = lessons[0].steps[0].id
    return f"/learn/{team.course}/{lessons[0].id}?step={step}#step-{step}"


def _is_borrowed(form: JoinForm | ConfirmForm) -> bool:
    return isinstance(form, JoinForm) and form.is_borrowed()


def _newcomers_token(team: queries.Team, form: JoinForm | ConfirmForm) -> str:
    return accounts_access.token_of_form(f"join {team.id}", str(form["once"].data or ""))


@blueprint.post("/team/<cohort>/rest")
@audience(SIGNED_IN)
def rest(cohort: str) -> ResponseReturnValue:
    """Take a break: one press, no reason."""
    seating.rest(access.own_seat_or_404(accounts_access.me(), cohort), clock.now())
    db.session.commit()
    flash(gettext("You are taking a break. Your place is kept. Come back whenever you like."), "info")
    return redirect("/")


@blueprint.post("/team/<cohort>/come-back")
@audience(SIGNED_IN)
def come_back(cohort: str) -> ResponseReturnValue:
    """Go on after a break."""
    seating.come_back(access.own_seat_or_404(accounts_access.me(), cohort), clock.now())
    db.session.commit()
    return redirect("/?back")


@blueprint.route("/team/<cohort>/week", methods=["GET", "POST"])
@audience(SIGNED_IN)
def plan_week(cohort: str) -> ResponseReturnValue:
    """Set my own plan for the week."""
    seat = access.own_seat_or_404(accounts_access.me(), cohort)
    now = plan_of(seat.weekly_steps, seat.weekly_minutes)
    form = WeekForm(data={"amount": now.amount, "unit": now.unit})
    if form.validate_on_submit():
        seating.plan_week(seat, form.plan(), clock.now())
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect("/")
    return render_template("cohorts/week.html", form=form), 400 if form.errors else 200
