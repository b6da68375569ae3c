"""A forgotten password: a link by mail, or a code from the coordinator; and choosing a new one with the link."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts import access, known_browsers, passing, queries, recovering, rules, signing_in, throttling
from lms.accounts.forms.sign_in import AddressForm
from lms.accounts.forms.way_in import ResetForm
from lms.accounts.models import Person
from lms.accounts.views import blueprint
from lms.kit import clock, errors, outbox
from lms.kit.audience import ANYONE, audience
from lms.kit.db import db
from lms.kit.limits import limiter

UNDO: tuple[rules.Purpose, ...] = ("undo",)
DOOR = limiter.shared_limit("60 per minute", scope="ways back")


@blueprint.route("/login/forgotten", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def forgotten() -> ResponseReturnValue:
    """Both ways back at once: a link by mail, and a code from the coordinator."""
    form = AddressForm()
    if not form.validate_on_submit() or not outbox.can_send():
        page = render_template("accounts/forgotten.html", form=form, has_mail=outbox.can_send())
        return page, 400 if form.errors else 200
    email, at = rules.normal_email(form.email.data or ""), clock.now()
    seconds = count_letter(email)
    if seconds:
        return errors.wait(seconds)
    recovering.ask_for_link(email, at)
    db.session.commit()
    return redirect(url_for("accounts.letter_is_on_its_way"))


def count_letter(email: str) -> int:
    """Count a letter that somebody asks for, by address and by place, and say how many seconds it must wait. Commits."""
    at = clock.now()
    waits = (
        throttling.count_try("letter", known_browsers.subject(email), rules.LETTER_LIMIT, at),
        throttling.count_try("letters from", request.remote_addr or "", rules.PLACE_LIMIT, at),
    )
    db.session.commit()
    return max(waits)


@blueprint.get("/login/forgotten/sent")
@audience(ANYONE)
def letter_is_on_its_way() -> ResponseReturnValue:
    """The same words, whether or not we know the address."""
    return render_template("accounts/letter_sent.html")


@blueprint.route("/login/reset/<token>", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password with a mailed link. Opening the link changes nothing; the button does, once."""
    return _choose_password(token, "reset")


@blueprint.route("/login/undo/<token>", methods=["GET", "POST"])
@audience(ANYONE)
@DOOR
def undo(token: str) -> ResponseReturnValue:
    """Take a changed address back, with the link that the old address got."""
    return _choose_password(token, "undo")


def _choose_password(token: str, purpose: rules.Purpose) -> ResponseReturnValue:
    holder = passing.holder(passing.link_digest(token), purpose, clock.now())
    person = recovering.person_of(holder)
    if person is None:
        return _untold(render_template("accounts/link_over.html")), 404
    form = ResetForm()
    form.is_staff, form.own = bool(queries.roles_of(person.id)), (person.name, person.email or "")
    if form.validate_on_submit():
        db.session.rollback()
        # Hashing takes long on purpose, so no transaction is open.
        password_hash = signing_in.hashed(form.new_password.data or "")
        return _renew((token, purpose), password_hash, form.is_borrowed())
    page = render_template("accounts/reset.html", form=form, is_undo=purpose == "undo")
    return _untold(page), 400 if form.errors else 200


def _renew(link: tuple[str, rules.Purpose], password_hash: str, is_borrowed: bool) -> ResponseReturnValue:
    """Use the link up, set the password, and sign this browser in. Of two who press at once, one gets in."""
    at, (token, purpose) = clock.now(), link
    holder = passing.use(passing.link_digest(token), purpose, at)
    person = recovering.person_of(holder)
    if holder is None or person is None or not _address_is_back(person, holder.email):
        db.session.rollback()
        return _untold(render_template("accounts/link_over.html")), 404
    recovering.renew_password(person, password_hash, at)
    email = person.email or ""
    throttling.forget_tries("sign-in", email)
    # What this browser was signed in to before is over, whoever that was.
    signing_in.end(session.get("_user_id", ""))
    session_token = signing_in.begin(person.id, at, browser=access.this_browser(is_borrowed))
    db.session.commit()
    access.start_session(session_token, is_borrowed)
    if not is_borrowed:
        known_browsers.remember(email)
    flash(gettext("Your new password is set. All other browsers are signed out."), "info")
    return redirect("/")


def _address_is_back(person: Person, email: str | None) -> bool:
    """Give the account the address back that the link is about, if it is about one."""
    if email is None:
        return True
    passing.void(person.id, UNDO)
    return recovering.give_address(person, email, clock.now())


def _untold(page: str) -> Response:
    """A page whose address is a secret: it is told to nobody, not even to ourselves."""
    answer = make_response(page)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer
