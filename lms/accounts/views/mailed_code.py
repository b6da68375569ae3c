"""Signing in with a code by mail, for those who want no password."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, known_browsers, passing, recovering, rules, signing_in
from lms.accounts.forms.sign_in import AddressForm, MailedCodeForm
from lms.accounts.views import blueprint
from lms.accounts.views.forgotten import DOOR, count_letter
from lms.kit import clock, errors, outbox
from lms.kit.audience import ANYONE, audience
from lms.kit.db import db


@blueprint.route("/login/mail", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def ask_for_code() -> ResponseReturnValue:
    """Ask for an address and send a code there. The code works only in this browser."""
    onward, form = access.own_address(request.values.get("next")), AddressForm()
    if not form.validate_on_submit() or not outbox.can_send():
        page = render_template("accounts/ask_for_code.html", form=form, next=onward, has_mail=outbox.can_send())
        return page, 400 if form.errors else 200
    email = rules.normal_email(form.email.data or "")
    seconds = count_letter(email)
    if seconds:
        return errors.wait(seconds)
    binding = passing.new_token()
    recovering.ask_for_code(email, binding, clock.now())
    db.session.commit()
    session["asked"] = {"binding": binding, "next": onward, "borrowed": form.is_borrowed()}
    return redirect(url_for("accounts.enter_mailed_code"))


@blueprint.route("/login/mail/code", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def enter_mailed_code() -> ResponseReturnValue:
    """Type the code in the browser that asked for it."""
    asked, form = session.get("asked"), MailedCodeForm()
    if not asked:
        return redirect(url_for("accounts.ask_for_code"))
    if form.validate_on_submit():
        recovering.count_guess("sign-in", asked["binding"])
        # Counted before it is looked at: guesses sent at once are all counted.
        db.session.commit()
        token = _token_for(asked, form.code.data or "")
        if token is not None:
            access.start_session(token, asked["borrowed"])
            return redirect(access.own_address(asked["next"]))
        form.code.errors = [gettext("This code does not fit, or it is too old. Please check it, or ask for a new one.")]
    return render_template("accounts/enter_mailed_code.html", form=form), 400 if form.errors else 200


def _token_for(asked: dict[str, str], code: str) -> str | None:
    """A new sign-in's token, or None. The code is used up in the same transaction, so it lets one browser in once."""
    at = clock.now()
    holder = recovering.use_code("sign-in", asked["binding"], code, at)
    person = recovering.person_of(holder)
    if person is None:
        db.session.rollback()
        return None
    signing_in.end(session.get("_user_id", ""))
    token = signing_in.begin(person.id, at, browser=access.this_browser(bool(asked["borrowed"])))
    signing_in.confirm(token, at)
    db.session.commit()
    if not asked["borrowed"] and person.email:
        known_browsers.remember(person.email)
    return token
