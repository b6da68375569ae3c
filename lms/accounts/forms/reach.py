"""What people say about their time, and about being reached."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from lms.accounts import hours, rules, zones
from lms.accounts.reach import OTHERS, PARTS
from lms.kit.forms import Form, Ticks, choices, folded, tidy

LONGEST_NOTE = 500
PHONE = re.compile(r"[0-9+()/.#* -]{3,40}")
DAY_SLOTS = [(f"{day}-{part}", PARTS[part]) for day in hours.DAYS for part in hours.PARTS]
SPAN_SLOTS = [(f"{span}-{part}", PARTS[part]) for span in hours.SPANS for part in hours.PARTS]


class HoursForm(Form):
    """Where somebody's day begins and ends, and when it suits them to learn."""

    time_zone = SelectField(_("Time zone"), validate_choice=False)
    suits = Ticks(_("Hours that suit me"), choices=choices(DAY_SLOTS))

    def offer_zones(self, own: str) -> None:
        """Put the zones on the list, in the language of the page; somebody's own is always there."""
        listed = zones.by_continent(str(get_locale() or "en"))
        others = {} if zones.is_listed(own) else {"UTC": [(own, own)]}
        self.time_zone.choices = {**others, **listed}

    def validate_time_zone(self, field: Field) -> None:
        """Refuse zones that nobody lives in; what is kept already may stay."""
        if not zones.is_listed(field.data or "") and field.data != field.object_data:
            raise ValidationError(_("Please choose a time zone from the list."))


class ReachForm(Form):
    """How and when somebody wants to be reached. Nothing has to be filled in."""

    by_mail = BooleanField(_("By e-mail"))
    mail_address = StringField(_("E-mail address for this"), filters=[folded])
    by_phone = BooleanField(_("By phone"))
    phone = StringField(_("Phone number"), filters=[folded])
    no_phone = BooleanField(_("Please do not call me."))
    by_message = BooleanField(_("By a message app"))
    message_contact = StringField(
        _("Which app, and your name there"),
        filters=[tidy],
        validators=[Length(max=200, message=_("Please write 200 characters or fewer."))],
    )
    when = Ticks(_("When may we contact you?"), choices=choices(SPAN_SLOTS))
    others = RadioField(_("What may we say if somebody else answers?"), choices=choices(OTHERS.items()), default="")
    note = TextAreaField(
        _("What else we should know"),
        filters=[tidy],
        validators=[Length(max=LONGEST_NOTE, message=_("Please write 500 characters or fewer."))],
        description=_("You need not give a reason for anything."),
    )

    def validate_mail_address(self, field: Field) -> None:
        """Refuse what no letter can be addressed to."""
        if not field.data:
            return
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as error:
            raise ValidationError(_("This e-mail address is not complete. It looks like name@example.com.")) from error
        if not rules.email_fits(field.data):
            raise ValidationError(_("This address is too long. Please use another one."))

    def validate_phone(self, field: Field) -> None:
        """Refuse what is no number."""
        if field.data and not PHONE.fullmatch(field.data):
            raise ValidationError(_("Please write the number with digits, 40 signs or fewer."))

    def validate_message_contact(self, field: Field) -> None:
        """Refuse what cannot be shown in one line."""
        if not rules.is_one_line(field.data or ""):
            raise ValidationError(_("This has a character that cannot be shown. Please type it again."))

    def validate_no_phone(self, field: Field) -> None:
        """Refuse two wishes that cannot both be kept."""
        if field.data and self.by_phone.data:
            raise ValidationError(_("You chose “By phone” too. Please choose one of the two."))

    def validate_note(self, field: Field) -> None:
        """Refuse what a database cannot keep."""
        if "\x00" in (field.data or ""):
            raise ValidationError(_("This has a character that cannot be shown. Please type it again."))

    def wishes(self) -> dict[str, object]:
        """What is kept of it."""
        told = {name: value or "" for name, value in self.data.items() if name not in ("when", "csrf_token")}
        ticks = {name: bool(told[name]) for name in ("by_mail", "by_phone", "no_phone", "by_message")}
        return {**told, **ticks, "hours": hours.packed(self.when.data or ())}
