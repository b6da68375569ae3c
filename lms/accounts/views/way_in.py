"""My own ways in: setting or changing address and password, and proving a new address with a code."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from sqlalchemy.exc import IntegrityError

from lms.accounts import access, queries, recovering, rules, signing_in, throttling
from lms.accounts.forms.way_in import AddressCodeForm, WayInForm
from lms.accounts.views import blueprint
from lms.accounts.views.forgotten import count_letter
from lms.kit import clock, errors, outbox
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db

ADDRESS_IN_USE = lazy_gettext("This address cannot be used here. Please choose another one.")


@blueprint.route("/me/way-in", methods=["GET", "POST"])
@audience(SIGNED_IN)
def way_in() -> ResponseReturnValue:
    """Set or change e-mail address and password; a new password signs every other browser out."""
    me = access.me()
    if not me.has_password and me.email and outbox.can_send() and (first := access.confirm_first()):
        return first
    form = _form(me)
    if form.validate_on_submit():
        if seconds := _wait(me):
            return errors.wait(seconds)
        if _may_change(form, me):
            if seconds := _wait_for_letter(form, me):
                return errors.wait(seconds)
            if token := _changed(form, me):
                return _onward(form, me, token)
    asks_password = me.has_password and not access.was_confirmed()
    page = render_template("accounts/way_in.html", form=form, visitor=me, asks_password=asks_password)
    return page, 400 if form.errors else 200


def _wait(me: queries.Visitor) -> int:
    """Count the try, and say how many seconds it must wait. Commits."""
    seconds = throttling.count_try("way-in", str(me.id), rules.WAY_IN_LIMIT, clock.now())
    db.session.commit()
    return seconds


def _wait_for_letter(form: WayInForm, me: queries.Visitor) -> int:
    """Count the letter that a new address gets, and say how many seconds it must wait. Commits."""
    email = rules.normal_email(form.email.data or "")
    person = access.my_account()
    is_known = email == person.email and person.email_confirmed_at is not None
    return count_letter(email) if outbox.can_send() and not is_known else 0


def _form(me: queries.Visitor) -> WayInForm:
    form = WayInForm(data={"email": me.email or ""})
    form.is_staff, form.own = bool(me.roles), (me.display_name, form.email.data or "")
    form.may_be_left_out = me.has_password or (outbox.can_send() and not me.roles)
    return form


def _may_change(form: WayInForm, me: queries.Visitor) -> bool:
    """Whether the current password is right and the address free; what is not is said at its field."""
    password_hash = access.my_account().password_hash
    was_confirmed = access.was_confirmed()
    is_taken = not outbox.can_send() and queries.email_is_taken(rules.normal_email(form.email.data or ""), me.id)
    db.session.rollback()
    given = form.current_password.data or ""
    if me.has_password and not was_confirmed and not signing_in.password_fits(password_hash, given):
        form.current_password.errors = [gettext("This is not your current password. Please type it again.")]
        return False
    if is_taken:
        form.email.errors = [ADDRESS_IN_USE]
        return False
    return True


def _changed(form: WayInForm, me: queries.Visitor) -> str | None:
    """Store the new way in and return this browser's token; None when somebody took the address a moment ago."""
    # Hashing takes long on purpose, so nobody waits for it: no transaction is open.
    password_hash = signing_in.hashed(form.new_password.data) if form.new_password.data else None
    person, at, token = access.my_account(), clock.now(), me.token
    email = rules.normal_email(form.email.data or "")
    try:
        if password_hash:
            recovering.renew_password(person, password_hash, at)
            token = signing_in.begin(person.id, at, browser=access.this_browser(access.is_borrowed()))
        if outbox.can_send() and email != (person.email if person.email_confirmed_at else None):
            recovering.ask_for_address(person, email, token, at)
        elif not outbox.can_send():
            recovering.set_unconfirmed_address(person, email)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.email.errors = [ADDRESS_IN_USE]
        return None
    return token


def _onward(form: WayInForm, me: queries.Visitor, token: str) -> ResponseReturnValue:
    """To the code that is on its way, or home."""
    if token != me.token:
        access.start_session(token, access.is_borrowed())
    if recovering.holder_of_code("address", token, clock.now()):
        return redirect(url_for("accounts.prove_address"))
    flash(gettext("Saved. You can now sign in on any device."), "info")
    return redirect("/")


@blueprint.route("/me/address", methods=["GET", "POST"])
@audience(SIGNED_IN)
def prove_address() -> ResponseReturnValue:
    """Type the code that came to a new address; from then on it is the one to sign in with."""
    me, form = access.me(), AddressCodeForm()
    holder = recovering.holder_of_code("address", me.token, clock.now())
    if holder is None:
        return redirect(url_for("accounts.way_in"))
    if form.validate_on_submit():
        recovering.count_guess("address", me.token)
        db.session.commit()
        if _taken(form, me):
            flash(gettext("Saved. You can now sign in on any device."), "info")
            return redirect("/")
    page = render_template(
        "accounts/prove_address.html", form=form, email=holder.email, asks_quietly=me.email and not me.roles
    )
    return page, 400 if form.errors else 200


def _taken(form: AddressCodeForm, me: queries.Visitor) -> bool:
    """Use the code up and take the address; what keeps it from being so is said at the field."""
    at = clock.now()
    holder = recovering.use_code("address", me.token, form.code.data or "", at)
    person = recovering.person_of(holder)
    if holder is None or person is None:
        db.session.rollback()
        form.code.errors = [gettext("This code does not fit, or it is too old. Please check it, or ask for a new one.")]
        return False
    # Staff have rights that are worth stealing, and no coordinator who could let them back in: the old address is always told.
    tells_old = bool(me.roles) or not form.quietly.data
    if not recovering.take_address(person, holder.email or "", tells_old, at):
        db.session.rollback()
        form.code.errors = [ADDRESS_IN_USE]
        return False
    db.session.commit()
    return True
