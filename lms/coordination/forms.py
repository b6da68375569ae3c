"""The shape of what a coordinator types: a programme, a team, a colleague, addresses to invite."""

from __future__ import annotations

from datetime import date
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from lms.accounts import rules as accounts
from lms.cohorts import rules
from lms.cohorts.public_names import telling_word
from lms.coordination.papers import WORDS
from lms.coordination.rules import short
from lms.kit.forms import Form, choices, folded, tidy
from lms.kit.i18n import own_name

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""A year of three digits or of five is a slip of the finger."""


class Day(DateField):
    """A calendar day; what cannot be read is said in our words, and stays in the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a day. Raises ValueError with our sentence."""
        try:
            super().process_formdata(valuelist)
            if self.data is not None and not EARLIEST <= self.data <= LATEST:
                raise ValueError
        except ValueError as error:
            self.data = None
            raise ValueError(gettext("Please choose a day.")) from error


class ConfirmForm(Form):
    """A button and nothing else."""


def refuse_name(text: str, longest: int) -> None:
    """Refuse a name that is empty, too long or cannot be shown. Raises ValidationError."""
    problem = accounts.name_problem(text[: accounts.LONGEST_NAME])
    if problem == "empty":
        raise ValidationError(_("Please write a name."))
    if len(text) > longest:
        raise ValidationError(_("Please write %(number)d characters or fewer.", number=longest))
    if accounts.name_problem(text[-accounts.LONGEST_NAME :]) == "control" or problem == "control":
        raise ValidationError(_("This name has a character that cannot be shown. Please type it again."))


def refuse_telling(text: str) -> None:
    """Refuse a name that tells whom it is for. Raises ValidationError, which names the word."""
    word = telling_word(text)
    if word:
        raise ValidationError(
            _("Please leave out “%(word)s”. Everybody sees this name, and it must not tell whom it is for.", word=word)
        )


class ProgrammeForm(Form):
    """What was agreed with a partner."""

    public_name = StringField(
        _("Public name"),
        filters=[tidy],
        description=_(
            "Learners see it, and so does whoever looks at their phone or paper. "
            "It says what is learned, never whom it is for."
        ),
    )
    inner_name = StringField(
        _("Inner name"),
        filters=[tidy],
        description=_("For you and your colleagues: the partner, the year. It never leaves staff pages."),
    )
    time_zone = SelectField(
        _("Time zone"),
        choices=choices((zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone),
        description=_("Weeks of this programme begin on Monday at midnight there."),
        validate_choice=False,
    )
    starts_on = Day(_("First day"), validators=[InputRequired(_("Please choose a day."))])
    ends_on = Day(
        _("Last day"),
        description=_("Invitations work until this day, and places are kept until then."),
        validators=[InputRequired(_("Please choose a day."))],
    )

    def validate_public_name(self, field: Field) -> None:
        """Refuse what cannot be shown, or tells too much."""
        refuse_name(field.data or "", 120)
        refuse_telling(field.data or "")

    def validate_inner_name(self, field: Field) -> None:
        """Refuse what cannot be shown. It may say anything else: only staff read it."""
        refuse_name(field.data or "", 120)

    def validate_time_zone(self, field: Field) -> None:
        """Refuse zones that nobody lives in."""
        if field.data not in available_timezones():
            raise ValidationError(_("Please choose a time zone from the list."))

    def validate_ends_on(self, field: Field) -> None:
        """Refuse an end before the beginning."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day is before the first day. Please choose a later one."))


class TeamNameForm(Form):
    """A team's name."""

    name = StringField(
        _("Team name"), filters=[tidy], description=_("Its people see it. Something short and friendly is best.")
    )

    def validate_name(self, field: Field) -> None:
        """Refuse what cannot be shown, or tells too much."""
        refuse_name(field.data or "", 80)
        refuse_telling(field.data or "")


class TeamForm(TeamNameForm):
    """A new team: its name and its course."""

    course = SelectField(_("Course"), validate_choice=False)

    def validate_course(self, field: Field) -> None:
        """Refuse courses that are not published."""
        if field.data not in [option.data for option in self.course]:
            raise ValidationError(_("Please choose a course from the list."))


class ColleagueForm(Form):
    """Another coordinator, or an instructor, by address."""

    email = StringField(
        _("Your colleague's e-mail address"),
        filters=[folded],
        description=_(
            "The one your colleague signs in with here. They need the role of coordinator or instructor already."
        ),
        validators=[InputRequired(_("Please write an e-mail address."))],
    )


class LettersForm(Form):
    """Addresses to write to, and the language of the letter."""

    addresses = TextAreaField(
        _("E-mail addresses"),
        filters=[folded],
        description=_("One a line, up to 10. We keep an address only until the letter has left."),
    )
    language = SelectField(
        _("Language of the letter"), choices=choices((tag, own_name(tag)) for tag in WORDS), validate_choice=False
    )

    def validate_addresses(self, field: Field) -> None:
        """Refuse what no mail can reach, naming each such line. Nothing is sent until all of them are right."""
        found = rules.addresses_in(field.data or "")
        if not found:
            raise ValidationError(_("Please write an e-mail address."))
        if len(found) > rules.LETTERS_AT_ONCE:
            raise ValidationError(_("Please write to 10 people at most in one go."))
        wrong = [address for address in found if not is_address(address)]
        if wrong:
            told = ", ".join(short(address) for address in wrong)
            raise ValidationError(
                _("Nothing was sent yet. Please look at this once more, it is no whole address: %(told)s", told=told)
            )

    def validate_language(self, field: Field) -> None:
        """Refuse languages in which there is no letter."""
        if field.data not in WORDS:
            raise ValidationError(_("Please choose a language from the list."))


def is_address(text: str) -> bool:
    """Whether a mail can be sent there, as far as the writing goes."""
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return accounts.email_fits(text)
