"""Coming in with a one-time code from the coordinator."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, helping, recovering, rules, signing_in, throttling
from lms.accounts.forms.sign_in import SpokenCodeForm
from lms.accounts.views import blueprint
from lms.accounts.views.forgotten import DOOR
from lms.kit import clock, errors
from lms.kit.audience import ANYONE, audience
from lms.kit.db import db


@blueprint.route("/login/code", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def enter_spoken_code() -> ResponseReturnValue:
    """Type the code, come in, and set a way in of one's own."""
    form = SpokenCodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/enter_spoken_code.html", form=form), 400 if form.errors else 200
    seconds = throttling.count_try("helped", request.remote_addr or "", rules.HELPED_LIMIT, clock.now())
    db.session.commit()
    if seconds:
        return errors.wait(seconds)
    token = _token_for(form)
    if token is None:
        form.code.errors = [gettext("This code does not fit, or it is too old. Please check it, or ask for a new one.")]
        return render_template("accounts/enter_spoken_code.html", form=form), 400
    access.start_session(token, form.is_borrowed())
    flash(
        gettext("You are in. Now set an e-mail address or a password, so that you can come back by yourself."), "info"
    )
    return redirect(url_for("accounts.way_in"))


def _token_for(form: SpokenCodeForm) -> str | None:
    """A new sign-in's token, or None. The code is used up in the same transaction."""
    at = clock.now()
    person = recovering.person_of(helping.use(form.code.data or "", at))
    if person is None:
        db.session.rollback()
        return None
    signing_in.end(session.get("_user_id", ""))
    token = signing_in.begin(person.id, at, browser=access.this_browser(form.is_borrowed()))
    # Who forgot their password cannot type it to set a new one.
    signing_in.confirm(token, at)
    db.session.commit()
    return token
