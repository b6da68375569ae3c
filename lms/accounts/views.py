"""Signing in and out, languages, and the page about oneself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from sqlalchemy.exc import IntegrityError

from lms.accounts import access, queries, rules, signing_in, throttling
from lms.accounts.forms import ProfileForm, SignInForm, WayInForm
from lms.kit import clock, errors
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.i18n import INTERFACE, READINGS
from lms.kit.limits import limiter

blueprint = Blueprint("accounts", __name__)
ADDRESS_IN_USE = lazy_gettext("This address cannot be used here. Please choose another one.")


@blueprint.route("/login", methods=["GET", "POST"])
@audience(ANYONE)
@limiter.limit("60 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    onward = access.own_address(request.values.get("next"))
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, next=onward), 400 if form.errors else 200
    email = rules.normal_email(form.email.data or "")
    seconds = throttling.count_try("sign-in", email, rules.SIGN_IN_LIMIT, clock.now())
    # The try is counted before the password is looked at, so that a burst of guesses cannot slip through together.
    db.session.commit()
    if seconds:
        form.password.errors = [errors.wait_words(seconds)]
        page = render_template("accounts/sign_in.html", form=form, next=onward)
        return page, 429, {"Retry-After": str(seconds)}
    token = _token_for(email, form.password.data or "")
    if token is None:
        form.password.errors = [gettext("Address and password do not match. Please check both and try again.")]
        return render_template("accounts/sign_in.html", form=form, next=onward), 400
    access.start_session(token)
    return redirect(onward)


def _token_for(email: str, password: str) -> str | None:
    """A new sign-in's token, or None. The password is checked outside any transaction: it takes long on purpose."""
    person = queries.person_by_email(email)
    number, password_hash = (person.id, person.password_hash) if person and not person.disabled_at else (0, None)
    db.session.rollback()
    if not signing_in.password_fits(password_hash, password):
        return None
    person = queries.person_by_email(email)
    if person is None or person.id != number or person.password_hash != password_hash or person.disabled_at:
        # The account changed while the password was looked at.
        return None
    throttling.forget_tries("sign-in", email)
    # What this browser was signed in to before is over, so that no second token lives on.
    signing_in.end(session.get("_user_id", ""))
    token = signing_in.begin(number, clock.now())
    db.session.commit()
    return token


@blueprint.post("/sign-out")
@audience(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    me = access.me()
    if not me.has_password and request.form.get("sure") != "yes":
        # Somebody who joined with a name alone could not come back.
        return render_template("accounts/sign_out.html")
    signing_in.end(me.token)
    db.session.commit()
    session.clear()
    session["language"] = me.interface_language
    flash(gettext("You are signed out."), "info")
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/language")
@audience(ANYONE)
def choose_language() -> ResponseReturnValue:
    """Show the pages in another language from now on."""
    language = request.form.get("language", "")
    if language in INTERFACE:
        session["language"] = language
        if access.visitor_or_none() is not None:
            access.my_account().interface_language = language
            db.session.commit()
    return redirect(access.own_address(request.form.get("next")))


@blueprint.post("/me/reading")
@audience(SIGNED_IN)
def choose_reading() -> ResponseReturnValue:
    """Change how texts are shown, from the page being read: language of the text, furigana, text size."""
    person = access.my_account()
    if request.form.get("text_language") in READINGS:
        person.text_language = request.form["text_language"]
    if request.form.get("furigana") in ("on", "off"):
        person.furigana = request.form["furigana"] == "on"
    if request.form.get("text_size") in ("", "small", "large", "largest"):
        person.text_size = request.form["text_size"]
    db.session.commit()
    return redirect(access.own_address(request.form.get("next")))


@blueprint.route("/me", methods=["GET", "POST"])
@audience(SIGNED_IN)
def profile() -> ResponseReturnValue:
    """How Gonin speaks to me."""
    me = access.me()
    form = ProfileForm(data=vars(me) | {"name": me.display_name})
    if form.validate_on_submit():
        form.populate_obj(access.my_account())
        db.session.commit()
        session["language"] = form.interface_language.data
        flash(gettext("Saved."), "info")
        return redirect(url_for("accounts.profile"))
    return render_template("accounts/profile.html", form=form, visitor=me), 400 if form.errors else 200


@blueprint.route("/me/way-in", methods=["GET", "POST"])
@audience(SIGNED_IN)
def way_in() -> ResponseReturnValue:
    """Set or change e-mail address and password; every other browser is signed out."""
    me = access.me()
    form = WayInForm(data={"email": me.email or ""})
    form.is_staff = bool(me.roles)
    if form.validate_on_submit():
        seconds = throttling.count_try("way-in", str(me.id), rules.WAY_IN_LIMIT, clock.now())
        db.session.commit()
        if seconds:
            return errors.wait(seconds)
        if _may_change(form, me) and (token := _changed(form)):
            access.start_session(token)
            flash(gettext("Saved. You can now sign in on any device."), "info")
            return redirect("/")
    return render_template("accounts/way_in.html", form=form, visitor=me), 400 if form.errors else 200


def _changed(form: WayInForm) -> str | None:
    """Store the new way in and sign this browser in anew; None when somebody took the address a moment ago."""
    # Hashing takes long on purpose, so nobody waits for it: no transaction is open.
    password_hash = signing_in.hashed(form.new_password.data or "")
    person = access.my_account()
    try:
        person.email = rules.normal_email(form.email.data or "")
        signing_in.set_password(person, password_hash)
        token = signing_in.begin(person.id, clock.now())
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.email.errors = [ADDRESS_IN_USE]
        return None
    return token


def _may_change(form: WayInForm, me: queries.Visitor) -> bool:
    """Whether the current password is right and the address free; what is not is said at its field."""
    password_hash = access.my_account().password_hash
    is_taken = queries.email_is_taken(rules.normal_email(form.email.data or ""), me.id)
    db.session.rollback()
    if me.has_password and not signing_in.password_fits(password_hash, form.current_password.data or ""):
        form.current_password.errors = [gettext("This is not your current password. Please type it again.")]
        return False
    if is_taken:
        form.email.errors = [ADDRESS_IN_USE]
        return False
    return True
