"""What is typed to set or change a way in: an address, a password, a code that proves an address."""

from __future__ import annotations

from collections.abc import Collection

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, PasswordField, StringField, ValidationError

from lms.accounts import rules
from lms.accounts.forms.sign_in import MailedCodeForm, WithDevice
from lms.kit.forms import Form, folded

PASSWORD_PROBLEMS = {
    "long": _("Please write 256 characters or fewer."),
    "common": _("Many people use this password. Please choose another one."),
    "own": _("This password is made of your name or address. Please choose another one."),
}


class NewPasswordForm(Form):
    """A new password."""

    new_password = PasswordField(_("New password"))

    is_staff = False
    """Set by the view: staff need longer passwords."""
    own: Collection[str] = ()
    """Set by the view: the person's name and address, which no password may be made of."""
    may_be_left_out = False
    """Set by the view: whether there is another way in."""

    def validate_new_password(self, field: Field) -> None:
        """Refuse passwords that are guessed first."""
        if self.may_be_left_out and not field.data:
            return
        problem = rules.password_problem(field.data or "", self.is_staff, self.own)
        if problem == "short":
            shortest = rules.SHORTEST_STAFF_PASSWORD if self.is_staff else rules.SHORTEST_PASSWORD
            raise ValidationError(gettext("Please write %(number)d characters or more.", number=shortest))
        if problem:
            raise ValidationError(PASSWORD_PROBLEMS[problem])


class ResetForm(WithDevice, NewPasswordForm):
    """A new password, after a link: the browser is signed in with it."""


class WayInForm(NewPasswordForm):
    """An e-mail address, and a password if one likes, so that somebody can come back on any device."""

    email = StringField(_("E-mail address"), filters=[folded])
    current_password = PasswordField(_("Current password"))

    def validate_email(self, field: Field) -> None:
        """Refuse what no mail can reach."""
        if not rules.email_fits(field.data or ""):
            raise ValidationError(_("This address is too long. Please use another one."))
        try:
            validate_email(field.data or "", check_deliverability=False, allow_smtputf8=False, test_environment=True)
        except EmailNotValidError as error:
            raise ValidationError(_("This e-mail address is not complete. It looks like name@example.com.")) from error


class AddressCodeForm(MailedCodeForm):
    """The code that came to a new address."""

    quietly = BooleanField(
        _("Others can read my old mail. Send nothing there."),
        description=_("Otherwise we tell your old address, so that nobody can take your account away unnoticed."),
    )


class ConfirmForm(Form):
    """The password once more, or a code by mail."""

    password = PasswordField(_("Password"))
    code = StringField(_("Code"), filters=[folded])
