"""What is kept about me, having it, and being erased."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import IO

from flask import Response, abort, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from lms.accounts import queries as accounts
from lms.accounts import signing_in, throttling
from lms.accounts.access import me, my_account, visitor_or_none, was_confirmed
from lms.accounts.rules import Limit
from lms.administration import erasing, exporting, rules
from lms.administration.forms import EraseForm, TakeDataForm
from lms.administration.jobs import CLEAR_TRACES
from lms.administration.views.desk import blueprint
from lms.certificates.erasing import FATES, WISH
from lms.certificates.mine import cards
from lms.kit import clock, errors, outbox, privacy
from lms.kit.audience import ANYONE, SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.i18n import current_language, only_reviewed
from lms.kit.jobs import wake

log = logging.getLogger("gonin.erasing")


@blueprint.get("/me/privacy")
@audience(SIGNED_IN)
@only_reviewed
def my_data() -> ResponseReturnValue:
    """What is kept about me, and why."""
    return _my_data(TakeDataForm())


def _my_data(form: TakeDataForm) -> str:
    is_staff = bool(me().roles)
    kept = [each for each in privacy.kept() if is_staff or not each.for_staff]
    return render_template("administration/my_data.html", form=form, kept=kept, visitor=me())


@blueprint.post("/me/privacy/data")
@audience(SIGNED_IN)
@only_reviewed
def take_data() -> ResponseReturnValue:
    """Hand over everything that is kept about me, as one file."""
    form = TakeDataForm()
    form.needs_password = me().has_password
    if not form.validate_on_submit():
        return _my_data(form), 400
    if first := _code_first(url_for("administration.my_data")):
        return first
    if seconds := _seconds_to_wait("take-data", rules.TAKE_DATA_LIMIT):
        return errors.wait(seconds)
    if not _is_me(form):
        return _my_data(form), 400
    _stop_if_gone()
    return _as_file(exporting.archive_of(me().id, clock.now()))


def _as_file(archive: IO[bytes]) -> ResponseReturnValue:
    response = Response(_blocks(archive), content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename={exporting.FILE_NAME}"
    response.headers["Cache-Control"] = "no-store"
    response.call_on_close(archive.close)
    return response


def _blocks(archive: IO[bytes]) -> Iterator[bytes]:
    """The archive piece by piece, closed as soon as it is read: it may lie in a file of many megabytes."""
    with archive:
        while block := archive.read(64 * 1024):
            yield block


def _code_first(back: str) -> ResponseReturnValue | None:
    """Lead whoever has no password, but an address that can be written to, to the code by mail; None for all others.

    Somebody who joined with a name alone has nothing to show but being signed in.
    """
    if me().has_password or not me().email or not outbox.can_send() or was_confirmed():
        return None
    account = accounts.open_account(me().email or "")
    return redirect(url_for("accounts.confirm", next=back)) if account and account.is_confirmed else None


def _seconds_to_wait(kind: str, limit: Limit) -> int:
    """Count a try, and keep the count before the password is looked at, so that guesses sent at once are all counted."""
    seconds = throttling.count_try(kind, str(me().id), limit, clock.now())
    db.session.commit()
    return seconds


def _stop_if_gone() -> None:
    """Ask to sign in when another tab deleted the account meanwhile: its number may belong to somebody else by now."""
    if accounts.visitor(me().token, clock.now()) is None:
        abort(make_response(errors.sign_in_first()))


def _is_me(form: TakeDataForm | EraseForm) -> bool:
    """Whether the password is right; who has none is known by being signed in. No transaction is open while it is looked at."""
    if not me().has_password:
        return True
    _stop_if_gone()
    password_hash = my_account().password_hash
    db.session.rollback()
    if signing_in.password_fits(password_hash, form.password.data or ""):
        return True
    form.password.errors = [gettext("This is not your current password. Please type it again.")]
    return False


@blueprint.route("/me/privacy/delete", methods=["GET", "POST"])
@audience(SIGNED_IN)
@only_reviewed
def delete_account() -> ResponseReturnValue:
    """Say what goes and what stays, ask once more, and delete my account."""
    if first := _code_first(url_for("administration.delete_account")):
        return first
    form, duties = EraseForm(), erasing.duties_of(me().id, clock.now())
    held = cards(me().id, current_language(), clock.now())
    form.needs_password, form.has_certificates = me().has_password, bool(held)
    page = {"form": form, "duties": duties, "cards": held, "visitor": me()}
    if duties or not form.validate_on_submit():
        return render_template("administration/delete_account.html", **page), 400 if form.is_submitted() else 200
    if seconds := _seconds_to_wait("erase", rules.ERASE_LIMIT):
        return errors.wait(seconds)
    if not _is_me(form):
        return render_template("administration/delete_account.html", **page), 400
    return _erase({WISH: form.certificates.data} if form.certificates.data in FATES else {})


def _erase(wishes: privacy.Wishes) -> ResponseReturnValue:
    try:
        # Asked anew in this transaction: when another tab was faster, the number may belong to somebody else by now.
        if accounts.visitor(me().token, clock.now()) is not None:
            erasing.erase(me().id, wishes, clock.now())
        db.session.commit()
        wake(CLEAR_TRACES)
    except erasing.StillNeeded:
        db.session.rollback()
        return redirect(url_for("administration.delete_account"))
    except OSError:
        db.session.rollback()
        log.exception("the ledger of erased people cannot be written, so nobody is erased")
        advice = gettext("This is our mistake, not yours. Please try again later, or contact us.")
        return errors.answer(errors.Refusal(503, gettext("We cannot delete accounts at the moment"), advice))
    return _goodbye()


def _goodbye() -> ResponseReturnValue:
    """Forget the session, and ask the browser to forget what it kept of us."""
    language = me().interface_language
    session.clear()
    session["language"] = language
    response = make_response(redirect(url_for("administration.account_deleted")))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/me/privacy/deleted")
@audience(ANYONE)
@only_reviewed
def account_deleted() -> ResponseReturnValue:
    """Say that it is done. Whoever comes here without having been erased learns nothing."""
    return render_template("administration/account_deleted.html")


@blueprint.app_errorhandler(IntegrityError)
@blueprint.app_errorhandler(StaleDataError)
@blueprint.app_errorhandler(ObjectDeletedError)
def ask_who_is_gone(error: Exception) -> ResponseReturnValue:
    """Somebody was erased while another request of theirs was under way: it wrote nothing, and is asked to sign in."""
    db.session.rollback()
    visitor = visitor_or_none()
    if visitor is None or accounts.visitor(visitor.token, clock.now()) is not None:
        raise error
    return errors.sign_in_first()
