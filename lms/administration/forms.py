"""The shape of what an administrator decides, and of what people decide about their own data."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, PasswordField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from lms.certificates.erasing import FATES
from lms.certificates.revoking import Reason
from lms.kit.forms import Form, choices, tidy
from lms.kit.i18n import INTERFACE

REASONS: dict[Reason, str] = {
    "mistake": _("It was issued by mistake"),
    "name": _("The name on it is not right"),
    "holder": _("Its holder asked for it"),
    "other": _("Another reason"),
}


class SearchForm(Form):
    """A number, or a part of a name."""

    class Meta:
        """Nothing is changed by searching."""

        csrf = False

    q = StringField(_("Certificate number, or a part of the name"), filters=[tidy])


class PeopleForm(Form):
    """A part of a name or of an address."""

    class Meta:
        """Nothing is changed by searching."""

        csrf = False

    q = StringField(_("A part of the name or e-mail address"), filters=[tidy])


class RevokeForm(Form):
    """Why a certificate is withdrawn."""

    reason = RadioField(
        _("Why is it withdrawn?"),
        choices=choices(REASONS.items()),
        validators=[InputRequired(_("Please choose a reason."))],
        validate_choice=False,
    )
    note = TextAreaField(
        _("In your words"),
        filters=[tidy],
        description=_(
            "Staff see this, and the holder when they ask for their data. For another reason, please say which."
        ),
        validators=[Length(max=1000, message=_("Please write 1000 characters or fewer."))],
    )
    may_claim_again = BooleanField(
        _("This person may get a new certificate, with the name they then write"),
        # Mostly a name or a slip is put right; who should get none is the exception, and somebody decides it.
        default=True,
    )
    confirm = BooleanField(
        _("Yes, withdraw this certificate. It cannot be made valid again."),
        validators=[InputRequired(_("Please tick this to go on."))],
    )

    def validate_reason(self, field: Field) -> None:
        """Refuse a reason that is not on the list."""
        if field.data not in REASONS:
            raise ValidationError(_("Please choose a reason."))

    def validate_note(self, field: Field) -> None:
        """Another reason needs its words."""
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_("Please say which reason."))


class TakeDataForm(Form):
    """A password where there is one: a phone left lying about must not give everything away."""

    needs_password = False
    """Set by the view."""

    password = PasswordField(_("Password"))

    def validate_password(self, field: Field) -> None:
        """Ask for it."""
        if self.needs_password and not field.data:
            raise ValidationError(_("Please write your password."))


class EraseForm(TakeDataForm):
    """What becomes of certificates, and that the person means it."""

    has_certificates = False
    """Set by the view."""

    certificates = RadioField(
        _("What should happen to your certificates?"),
        choices=choices(
            [
                ("live_on", _("Keep them. Employers can go on checking them.")),
                ("vanish", _("Delete them too. They are then worth nothing.")),
            ]
        ),
        validate_choice=False,
    )
    sure = BooleanField(
        _("Yes, delete my account. It cannot be brought back."),
        validators=[InputRequired(_("Please tick this to go on."))],
    )

    def validate_certificates(self, field: Field) -> None:
        """Let nobody's certificates be decided by leaving something out."""
        if self.has_certificates and field.data not in FATES:
            raise ValidationError(_("Please choose one."))


class SampleForm(Form):
    """One field of each kind, for the style guide. It is shown and never sent."""

    class Meta:
        """Nothing is changed by looking."""

        csrf = False

    text = StringField(_("Name on screen"), description=_("It need not be your legal name."))
    secret = PasswordField(_("Password"))
    words = TextAreaField(_("Note"))
    one = RadioField(_("Language"), choices=choices(INTERFACE.items()), default="ja")
    yes = BooleanField(_("Furigana (reading aids above kanji)"))
