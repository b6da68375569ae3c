"""What letters about ways in say. Their subject tells nothing to whoever sees a locked screen; the text names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import current_app
from flask_babel import gettext

from lms.accounts.rules import PASS_LASTS, in_groups
from lms.kit import furigana
from lms.kit.i18n import speaking
from lms.kit.outbox import Letter
from lms.kit.outward import outward


def _letter(to: str, language: str, parts: Callable[[], list[str]], until: datetime | None = None) -> Letter:
    """A letter in the reader's language: its parts, and whom to ask."""
    with speaking(language):
        contact = current_app.extensions["gonin_settings"].contact
        ending = [gettext("If you need help") + f": {contact}"] if contact else []
        text = "\n\n".join([*parts(), *ending, "Gonin"]) + "\n"
        return Letter(to, furigana.plain(gettext("You have one message")), furigana.bracketed(text), language, until)


def _address(path: str) -> str:
    """An address of ours. It never comes from the request: whoever sends one could write any host into it."""
    return outward(f"{current_app.config['PUBLIC_URL']}{path}")


def _nobody_got_in() -> str:
    return str(gettext("If it was not you, you need not do anything. Nobody got in, and nothing has changed."))


def new_password(to: str, language: str, token: str, at: datetime) -> Letter:
    """The link to choose a new password."""

    def parts() -> list[str]:
        return [
            gettext("You asked for a way back in. Open this link and choose a new password."),
            _address(f"/login/reset/{token}"),
            gettext("The link works once, for 30 minutes."),
            _nobody_got_in(),
        ]

    return _letter(to, language, parts, at + PASS_LASTS["reset"])


def code(to: str, language: str, code: str, until: datetime) -> Letter:
    """A code that somebody asked for in a browser, to sign in, to add this address or to show that it is they."""

    def parts() -> list[str]:
        return [
            gettext("Here is your code:"),
            f"    {in_groups(code)}",
            gettext("Type it on the page where you asked for it. It works there only, once, and for a short time."),
            gettext("Tell this code to nobody. We never ask for it."),
            _nobody_got_in(),
        ]

    return _letter(to, language, parts, until)


def staff_need_password(to: str, language: str, at: datetime) -> Letter:
    """The answer to somebody on the staff who asked for a code."""

    def parts() -> list[str]:
        return [
            gettext("You asked for a code to sign in. With your tasks here, please sign in with your password."),
            gettext("If you forgot it, you can choose a new one here:"),
            _address("/login/forgotten"),
            _nobody_got_in(),
        ]

    return _letter(to, language, parts, at + PASS_LASTS["sign-in"])


def address_is_yours(to: str, language: str, at: datetime) -> Letter:
    """Told to the owner of an address that somebody wanted to add to another account."""

    def parts() -> list[str]:
        return [
            gettext("Somebody wanted to sign in with this address in future. But it belongs to your account already."),
            gettext("If it was you, sign in with this address. You can choose a new password here:"),
            _address("/login/forgotten"),
            _nobody_got_in(),
        ]

    return _letter(to, language, parts, at + PASS_LASTS["address"])


def password_changed(to: str, language: str) -> Letter:
    """Told after a password was set."""

    def parts() -> list[str]:
        return [
            gettext("Your password was changed. All other browsers are signed out."),
            gettext("If it was not you, choose a new password here, and tell us:"),
            _address("/login/forgotten"),
        ]

    return _letter(to, language, parts)


def address_changed(to: str, language: str, token: str, at: datetime) -> Letter:
    """Told to the old address, with a way to take the change back."""

    def parts() -> list[str]:
        return [
            gettext("Your account has a new e-mail address. You cannot sign in with this one any more."),
            gettext("If it was not you, open this link. You get your address back and choose a new password."),
            _address(f"/login/undo/{token}"),
            gettext("The link works once, for 7 days. If it was you, you need not do anything."),
        ]

    return _letter(to, language, parts, at + PASS_LASTS["undo"])


def code_was_made(to: str, language: str) -> Letter:
    """Told when a coordinator made a one-time code for somebody."""

    def parts() -> list[str]:
        return [
            gettext("A coordinator made a code for you, so that you can come back in. It works once, for 30 minutes."),
            gettext("If you did not ask for it, please tell us."),
        ]

    return _letter(to, language, parts)
