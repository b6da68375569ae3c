"""Signing in with address and password, and signing out."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, known_browsers, passing, queries, rules, signing_in, throttling
from lms.accounts.forms.sign_in import SignInForm
from lms.accounts.views import blueprint
from lms.kit import clock, errors, outbox
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.limits import limiter

TOO_SHORT_FOR_STAFF = ""
"""Instead of a token: the password is right, and shorter than staff need."""


@blueprint.route("/login", methods=["GET", "POST"])
@audience(ANYONE)
@limiter.limit("60 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    onward = access.own_address(request.values.get("next"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form, onward), 400 if form.errors else 200
    email = rules.normal_email(form.email.data or "")
    subject = known_browsers.subject(email)
    seconds = throttling.count_try("sign-in", subject, rules.SIGN_IN_LIMIT, clock.now())
    # The try is counted before the password is looked at, so that a burst of guesses cannot slip through together.
    db.session.commit()
    if seconds:
        form.password.errors = [errors.wait_words(seconds)]
        return _page(form, onward), 429, {"Retry-After": str(seconds)}
    token = _token_for(email, form)
    if token == TOO_SHORT_FOR_STAFF:
        return _ask_for_longer(email)
    if token is None:
        form.password.errors = [gettext("Address and password do not match. Please check both and try again.")]
        return _page(form, onward), 400
    return _let_in(token, email, form, onward)


def _page(form: SignInForm, onward: str) -> str:
    return render_template("accounts/sign_in.html", form=form, next=onward, has_mail=outbox.can_send())


def _let_in(token: str, email: str, form: SignInForm, onward: str) -> ResponseReturnValue:
    access.start_session(token, form.is_borrowed())
    if not form.is_borrowed():
        known_browsers.remember(email)
    return redirect(onward)


def _token_for(email: str, form: SignInForm) -> str | None:
    """A new sign-in's token, or None. The password is checked outside any transaction: it takes long on purpose."""
    before = queries.open_account(email)
    db.session.rollback()
    if not signing_in.password_fits(before.password_hash if before else None, form.password.data or ""):
        return None
    now = queries.open_account(email)
    if before is None or now is None or (now.id, now.password_hash) != (before.id, before.password_hash):
        # The account changed while the password was looked at.
        return None
    throttling.forget_tries("sign-in", known_browsers.subject(email))
    if now.roles and len(rules.normal_password(form.password.data or "")) < rules.SHORTEST_STAFF_PASSWORD:
        return TOO_SHORT_FOR_STAFF
    # What this browser was signed in to before is over, so that no second token lives on.
    signing_in.end(session.get("_user_id", ""))
    token = signing_in.begin(now.id, clock.now(), browser=access.this_browser(form.is_borrowed()))
    db.session.commit()
    return token


def _ask_for_longer(email: str) -> ResponseReturnValue:
    """Lead somebody who became staff with a shorter password to the page where they choose a longer one.

    They showed that they know the password, so they get the link that a letter would have brought. They are not signed in.
    """
    account = queries.open_account(email)
    if account is not None:
        token = passing.new_token()
        passing.hand_out("reset", passing.Holder(account.id), passing.link_digest(token), clock.now())
        db.session.commit()
        flash(gettext("With your tasks here you need a longer password. Please choose one now."), "care")
        return redirect(url_for("accounts.reset", token=token))
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/sign-out")
@audience(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    me = access.me()
    can_return = me.email is not None and (me.has_password or outbox.can_send())
    if not can_return and request.form.get("sure") != "yes":
        # Somebody who joined with a name alone could not come back.
        return render_template("accounts/sign_out.html")
    signing_in.end(me.token)
    db.session.commit()
    answer = make_response(redirect(url_for("accounts.sign_in")))
    if access.is_borrowed():
        forget_device(answer)
    session.clear()
    session["language"] = me.interface_language
    flash(gettext("You are signed out."), "info")
    return answer


def forget_device(answer: Response) -> None:
    """Ask the browser to keep nothing that our pages left on it."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
