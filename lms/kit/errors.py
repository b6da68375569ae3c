"""How a refusal reads: one page for every kind of error, in the visitor's language, keeping what was typed."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, abort, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, RequestEntityTooLarge

from lms.kit import logs, outages, uploads
from lms.kit.db import db
from lms.kit.envelopes import WAITED

log = logging.getLogger("gonin.errors")
SECRET_FIELDS = {"csrf_token", "password", "new_password", "current_password"}


@dataclass(frozen=True)
class Refusal:
    """What the page says: a title, what to do, and what had been typed (name, value)."""

    status: int
    title: str
    advice: str
    typed: tuple[tuple[str, str], ...] = ()
    offers_sign_in: bool = False


def typed_fields() -> tuple[tuple[str, str], ...]:
    """What the visitor sent with this form, without secrets, so that it can be shown and sent again."""
    if request.method != "POST" or request.mimetype not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ()
    try:
        typed = [(name, value.replace("\x00", "")) for name, value in request.form.items(multi=True)]
    except RequestEntityTooLarge:
        return ()
    return tuple((name, value) for name, value in typed if name not in SECRET_FIELDS and value)


def came_from_here() -> bool:
    """Whether the form was on one of our own pages; only then is sending it again offered."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return (request.headers.get("Origin") or request.host_url).rstrip("/") == request.host_url.rstrip("/")


def answer(refusal: Refusal) -> ResponseReturnValue:
    """The refusal as a page, or as JSON for a program."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json" or request.is_json:
        return jsonify(error=refusal.title, advice=refusal.advice, request=logs.request_id()), refusal.status
    # With the number of the request, whoever is asked for help finds the line in the log.
    number = logs.request_id() if refusal.status >= 500 else None
    try:
        page = render_template("errors/error.html", refusal=refusal, may_resend=came_from_here(), number=number)
    except SQLAlchemyError:
        # The database went while the page was made. A bare one needs nothing.
        _let_go()
        page = f"<!doctype html><title>{escape(refusal.title)}</title><h1>{escape(refusal.title)}</h1>{escape(refusal.advice)}"
    return page, refusal.status


def _later(refusal: Refusal, seconds: int) -> ResponseReturnValue:
    """The refusal, telling programs when to come back."""
    response = make_response(answer(refusal))
    response.headers["Retry-After"] = str(seconds)
    return response


def sign_in_first() -> ResponseReturnValue:
    """The answer to a form sent after the session ended."""
    return answer(
        Refusal(
            401, gettext("Please sign in again. What you wrote is still here."), "", typed_fields(), offers_sign_in=True
        )
    )


def wait_words(seconds: int) -> str:
    """How long to wait, in whole minutes."""
    return str(ngettext("Please wait %(num)d minute.", "Please wait %(num)d minutes.", max(1, -(-seconds // 60))))


def wait(seconds: int) -> ResponseReturnValue:
    """The answer to somebody who came too often; says how long to wait, in whole minutes."""
    refusal = Refusal(429, wait_words(seconds), gettext("What you wrote is still here."), typed_fields())
    return _later(refusal, seconds)


def explain_errors(app: Flask) -> None:
    """Register one handler for each kind of error."""
    app.before_request(_refuse_nul)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _refused)
    for kind in outages.MAY_PASS:
        app.register_error_handler(kind, _broken_for_a_while)
    app.register_error_handler(InternalServerError, _broken)


def _refuse_nul() -> None:
    """Nobody types the character NUL into an address, and PostgreSQL looks up no text with it. Forms say it at the field."""
    if "\x00" in request.path or any("\x00" in value for _, value in request.args.items(multi=True)):
        abort(400)


def _form_too_old(error: CSRFError) -> ResponseReturnValue:
    advice = gettext("This page was open for a long time. What you wrote is still here. Please send it once more.")
    return answer(Refusal(400, gettext("Please send it once more"), advice, typed_fields()))


def _refused(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    if status == 429:
        return wait(60)
    texts = {
        400: (gettext("We could not read this"), gettext("Please go back, look at what you sent, and try again.")),
        404: (
            gettext("This page is not here"),
            gettext("The address may have a typing mistake, or the page is not for you to see."),
        ),
        405: (gettext("This page is not here"), gettext("Please go back and use the buttons on the page.")),
        413: (gettext("This file is too large"), _too_large()),
    }
    title, advice = texts.get(status, (gettext("This did not work"), gettext("Please go back and try again.")))
    response = make_response(answer(Refusal(status, title, advice, typed_fields())))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _too_large() -> str:
    """What to do about a request that is too large, where files are taken and elsewhere."""
    largest = uploads.largest_here()
    if largest is not None:
        return str(
            gettext(
                "At most %(size)d MB can be uploaded here in one go. Please leave out what is not needed, and go back.",
                size=largest // uploads.MEGABYTE,
            )
        )
    return str(
        gettext(
            "Signed certificate files have at most 256 kB. A photo cannot be checked: please type the number on it."
        )
    )


def refuse_latecomers(app: Flask) -> None:
    """Answer at once, and without the database, to requests that waited too long for a thread. To be asked before all others."""

    @app.before_request
    def refuse() -> ResponseReturnValue | None:
        return _busy() if request.environ.get(WAITED, 0.0) > outages.LONGEST_WAIT else None


def _broken_for_a_while(error: Exception) -> ResponseReturnValue:
    """The answer to what passes by itself; all else goes on to be our mistake."""
    if not outages.passes(error):
        raise error
    _let_go()
    log.warning("not available: %s", outages.name_of(error))
    return _busy()


def _busy() -> ResponseReturnValue:
    # The page is then made for nobody: asking who is there would wait for the same database again.
    g.visitor_unknown = True
    advice = gettext("Please try again in a few seconds. What you wrote is still here.")
    return _later(Refusal(503, gettext("We are busy for a moment"), advice, typed_fields()), 5)


def _let_go() -> None:
    """Give the connection back; one that is broken may say so, which changes nothing."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.remove()


def _broken(error: InternalServerError) -> ResponseReturnValue:
    _let_go()
    advice = gettext("This is our mistake, not yours. Please try again later. What you wrote is still here.")
    return answer(Refusal(500, gettext("Something broke on our side"), advice, typed_fields()))
