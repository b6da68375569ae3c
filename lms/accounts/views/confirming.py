"""Showing once more that it is really oneself, before a deed that another person with this phone must not do."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, queries, recovering, rules, signing_in, throttling
from lms.accounts.forms.way_in import ConfirmForm
from lms.accounts.views import blueprint
from lms.kit import clock, errors, outbox
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db


@blueprint.route("/me/confirm", methods=["GET", "POST"])
@audience(SIGNED_IN)
def confirm() -> ResponseReturnValue:
    """The password once more, or a code by mail."""
    me, form = access.me(), ConfirmForm()
    onward = access.own_address(request.values.get("next"))
    if form.validate_on_submit():
        seconds = throttling.count_try("confirm", str(me.id), rules.WAY_IN_LIMIT, clock.now())
        db.session.commit()
        if seconds:
            return errors.wait(seconds)
        if _is_they(form, me):
            signing_in.confirm(me.token, clock.now())
            db.session.commit()
            return redirect(onward)
    waits = recovering.holder_of_code("confirm", me.token, clock.now()) is not None
    page = render_template(
        "accounts/confirm.html", form=form, visitor=me, next=onward, waits=waits, has_mail=outbox.can_send()
    )
    return page, 400 if form.errors else 200


def _is_they(form: ConfirmForm, me: queries.Visitor) -> bool:
    """Whether the password or the code is right; if not, it is said at its field."""
    if form.code.data:
        recovering.count_guess("confirm", me.token)
        db.session.commit()
        if recovering.use_code("confirm", me.token, form.code.data, clock.now()):
            return True
        form.code.errors = [gettext("This code does not fit, or it is too old. Please check it, or ask for a new one.")]
        return False
    password_hash = access.my_account().password_hash
    db.session.rollback()
    if signing_in.password_fits(password_hash, form.password.data or ""):
        return True
    form.password.errors = [gettext("This is not your current password. Please type it again.")]
    return False


@blueprint.post("/me/confirm/code")
@audience(SIGNED_IN)
def ask_to_confirm() -> ResponseReturnValue:
    """Send a code to my own address."""
    me, onward = access.me(), access.own_address(request.form.get("next"))
    account = queries.open_account(me.email or "")
    if account is not None and outbox.can_send():
        # Counted by person: what strangers ask for with this address must not keep its owner from a code.
        seconds = throttling.count_try("letter-to-me", str(me.id), rules.LETTER_LIMIT, clock.now())
        db.session.commit()
        if seconds:
            return errors.wait(seconds)
        recovering.ask_to_confirm(account, me.token, clock.now())
        db.session.commit()
    return redirect(url_for("accounts.confirm", next=onward))
