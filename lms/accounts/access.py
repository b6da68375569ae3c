"""Who is here: the signed-in person, and which audiences they belong to."""

from __future__ import annotations

import hmac
import secrets

from flask import abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.exc import OperationalError

from lms.accounts import devices, queries, rules, signing_in
from lms.accounts.models import Person
from lms.accounts.roles import ADMIN, LEARNER
from lms.kit import clock, errors
from lms.kit.audience import ANYONE, SIGNED_IN, Audience
from lms.kit.db import READING, db
from lms.kit.outward import inward

login_manager = LoginManager()
login_manager.session_protection = None  # Sign-ins live on the server; the cookie alone opens nothing.


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login ships no types.
def load_visitor(token: str) -> queries.Visitor | None:
    """The visitor whose cookie holds this token. When the database cannot say, the page that tells so is for nobody."""
    if "visitor_unknown" in g:
        return None
    try:
        return queries.visitor(token, clock.now())
    except OperationalError:
        g.visitor_unknown = True
        raise


def visitor_or_none() -> queries.Visitor | None:
    """The signed-in person, or None."""
    found = g.get("_login_user") or current_user._get_current_object()  # noqa: SLF001  # Asked many times for a page: the person, not the proxy.
    return found if isinstance(found, queries.Visitor) else None


def me() -> queries.Visitor:
    """The signed-in person, in views whose audience is signed in."""
    found = visitor_or_none()
    if found is None:
        abort(401)
    return found


def my_account() -> Person:
    """The signed-in person's own row, to be changed."""
    person = db.session.get(Person, me().id)
    if person is None:
        abort(404)
    return person


def person_or_404(number: int) -> Person:
    """Anybody's row, for a view whose audience is administrators."""
    person = db.session.get(Person, number) if number < 2**63 else None
    if person is None or not holds(ADMIN):
        abort(404)
    return person


def holds(mark: Audience) -> bool:
    """Whether the visitor belongs to an audience."""
    visitor = visitor_or_none()
    if visitor is None or mark in (ANYONE, SIGNED_IN):
        return mark == ANYONE or visitor is not None
    return not visitor.roles if mark == LEARNER else mark.name in visitor.roles


def ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; what a form had sent is kept on a page of its own."""
    if request.method in READING:
        return redirect(url_for("accounts.sign_in", next=inward(request.full_path.rstrip("?"))))
    return errors.sign_in_first()


def own_address(target: str | None) -> str:
    """An address of ours to go on to; the desk when the given one leads elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or any(c < " " for c in target):
        return "/"
    return inward(target)


def token_of_form(purpose: str, nonce: str) -> str:
    """A sign-in token that stays the same however often one rendered form is sent, and that only we can make.

    Whoever presses twice on a slow line thus gets one account. The nonce stands in the page and never in the cookie: a cookie
    from before signing in, left on a shared device, must open nothing later.
    """
    known = nonce or secrets.token_urlsafe(32)
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{purpose}:{known}".encode(), "sha256").hexdigest()


def stay_signed_in() -> None:
    """Move the end of a sign-in on, at most once a day and only with a request that writes anyway. The view's commit keeps it.

    Somebody who joined with a name alone has no other way back: who keeps studying must not be locked out.
    """
    visitor = visitor_or_none() if request.method not in READING else None
    if visitor is not None and signing_in.is_to_be_prolonged(visitor.expires_at, clock.now()):
        signing_in.prolong(visitor.token, clock.now())
        session.modified = True


def this_browser(is_borrowed: bool) -> signing_in.Browser:
    """The browser of this request, as it is remembered with a sign-in."""
    return signing_in.Browser(devices.rough_name(request.headers.get("User-Agent", "")), is_borrowed)


def is_borrowed() -> bool:
    """Whether the person said that this device is not theirs alone."""
    return bool(session.get("borrowed"))


def was_confirmed() -> bool:
    """Whether the signed-in person showed in this browser, within the last minutes, that it is they."""
    last = queries.confirmed_at(me().token)
    return last is not None and clock.now() - last < rules.CONFIRMED_FOR


def confirm_first() -> ResponseReturnValue | None:
    """Lead to the page that asks whether it is really they, and back here; None when they showed it a moment ago.

    For deeds that somebody who holds another's phone for a minute must not do. In a view:
    `if first := access.confirm_first(): return first`.
    """
    if was_confirmed():
        return None
    return redirect(url_for("accounts.confirm", next=inward(request.full_path.rstrip("?"))))


def start_session(token: str, is_borrowed: bool = False) -> None:
    """Begin a browser session afresh, so that nothing from before sign-in lives on in it.

    On a borrowed device the cookie goes when the browser is closed.
    """
    language = session.get("language")
    session.clear()
    session.permanent = not is_borrowed
    if is_borrowed:
        session["borrowed"] = True
    session["_user_id"] = token
    if language:
        session["language"] = language
