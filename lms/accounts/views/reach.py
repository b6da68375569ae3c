"""The pages about my time, and about how I want to be reached."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, hours, reach, reaching, zones
from lms.accounts.forms.reach import HoursForm, ReachForm
from lms.accounts.models import ReachWish
from lms.accounts.views import blueprint
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db


@blueprint.route("/me/hours", methods=["GET", "POST"])
@audience(SIGNED_IN)
def my_hours() -> ResponseReturnValue:
    """Where my day begins, and which hours suit me."""
    person = access.my_account()
    own = zones.current_name(person.time_zone)
    form = HoursForm(data={"time_zone": own, "suits": list(hours.unpacked(person.suiting_hours))})
    form.offer_zones(own)
    if form.validate_on_submit():
        reaching.choose_hours(person, str(form.time_zone.data), hours.packed(form.suits.data or ()))
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.my_hours"))
    page = render_template("accounts/hours.html", form=form, now=clock.now(), day_name=reach.day_name)
    return page, 400 if form.errors else 200


@blueprint.route("/me/contact", methods=["GET", "POST"])
@audience(SIGNED_IN)
def contact_wishes() -> ResponseReturnValue:
    """How and when I want to be reached, and what may be said if somebody else answers."""
    wish = db.session.get(ReachWish, access.me().id)
    form = ReachForm(data={**vars(wish), "when": list(hours.in_spans(wish.hours))} if wish else None)
    if form.validate_on_submit():
        reaching.wish(access.me().id, form.wishes(), clock.now())
        db.session.commit()
        flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.contact_wishes"))
    return render_template("accounts/contact.html", form=form, spans=reach.SPANS), 400 if form.errors else 200
