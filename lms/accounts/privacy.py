"""What accounts keep about a person."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.accounts import hours, reach
from lms.accounts.auditing import about
from lms.accounts.erasing import erase
from lms.accounts.models import AuditEntry, Pass, Person, PersonRole, ReachWish, SignIn
from lms.kit.db import db
from lms.kit.i18n import INTERFACE, own_name
from lms.kit.outbox import OutboxRow
from lms.kit.privacy import Kept, Privacy, Row, Said

ROLES = {
    "instructor": _("Instructor"),
    "coordinator": _("Coordinator"),
    "career_supporter": _("Career supporter"),
    "admin": _("System administrator"),
}
PURPOSES = {
    "reset": _("A new password"),
    "sign-in": _("Signing in"),
    "helped": _("A code from your coordinator"),
    "address": _("A new e-mail address"),
    "undo": _("Taking a change back"),
    "confirm": _("Showing that it is you"),
}


def _account(person_id: int) -> Iterable[Row]:
    for person in db.session.scalars(select(Person).where(Person.id == person_id)):
        yield {
            "name": person.name,
            "email": person.email,
            "email_confirmed_at": person.email_confirmed_at,
            "has_password": person.password_hash is not None,
            "interface_language": Said(person.interface_language, INTERFACE.get(person.interface_language, "")),
            "text_language": Said(person.text_language, own_name(person.text_language)),
            "furigana": person.furigana,
            "text_size": person.text_size,
            "theme": person.theme,
            "quick_exit": person.quick_exit,
            "neutral_title": person.neutral_title,
            "data_saving": person.data_saving,
            "time_zone": person.time_zone,
            "suiting_hours": list(hours.unpacked(person.suiting_hours)),
            "created_at": person.created_at,
            "disabled_at": person.disabled_at,
        }


def _reach(person_id: int) -> Iterable[Row]:
    for wish in db.session.scalars(select(ReachWish).where(ReachWish.person_id == person_id)):
        yield {
            "by_mail": wish.by_mail,
            "mail_address": wish.mail_address,
            "by_phone": wish.by_phone,
            "no_phone": wish.no_phone,
            "phone": wish.phone,
            "by_message": wish.by_message,
            "message_contact": wish.message_contact,
            "hours": list(hours.in_spans(wish.hours)),
            "others": Said(wish.others, reach.OTHERS[wish.others]),
            "note": wish.note,
            "changed_at": wish.changed_at,
        }


def _roles(person_id: int) -> Iterable[Row]:
    for role in db.session.scalars(select(PersonRole).where(PersonRole.person_id == person_id)):
        yield {"role": Said(role.role, ROLES[role.role]), "given_at": role.given_at}


def _sign_ins(person_id: int) -> Iterable[Row]:
    for each in db.session.scalars(select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.created_at)):
        yield {
            "device": each.device.replace("/", " "),
            "is_borrowed": each.is_borrowed,
            "created_at": each.created_at,
            "last_used_at": each.last_used_at,
            "confirmed_at": each.confirmed_at,
            "expires_at": each.expires_at,
        }


def _passes(person_id: int) -> Iterable[Row]:
    for each in db.session.scalars(select(Pass).where(Pass.person_id == person_id).order_by(Pass.created_at)):
        yield {
            "purpose": Said(each.purpose, PURPOSES[each.purpose]),
            "email": each.email,
            "created_at": each.created_at,
            "expires_at": each.expires_at,
        }


def _own_deeds(person_id: int) -> Iterable[Row]:
    asked = select(AuditEntry).where(AuditEntry.actor_id == person_id).order_by(AuditEntry.id)
    for entry in db.session.scalars(asked):
        yield {"at": entry.happened_at, "deed": entry.deed, "subject": entry.subject, "detail": entry.detail}


def _deeds_about(person_id: int) -> Iterable[Row]:
    asked = select(AuditEntry).where(AuditEntry.subject == about(person_id)).order_by(AuditEntry.id)
    for entry in db.session.scalars(asked):
        yield {"at": entry.happened_at, "deed": entry.deed, "detail": entry.detail}


def _letters(person_id: int) -> Iterable[Row]:
    waiting = select(OutboxRow).join(Person, Person.email == OutboxRow.address).where(Person.id == person_id)
    for letter in db.session.scalars(waiting.order_by(OutboxRow.id)):
        yield {"at": letter.made_at, "subject": letter.subject, "text": letter.body}


PRIVACY = Privacy(
    claims={
        "people": ("id", "name", "email", "password_hash", "time_zone", "suiting_hours"),
        "reach_wishes": ("person_id", "mail_address", "phone", "message_contact", "hours", "others", "note"),
        "person_roles": ("person_id",),
        "sign_ins": ("person_id", "token_digest", "device"),
        "passes": ("person_id", "email", "digest", "code_digest"),
        # A digest of an address can be tried out, so it names a person too.
        "throttles": ("key",),
        "audit_entries": ("actor_id", "subject", "detail"),
        "outbox": ("address", "subject", "body"),
    },
    erase=erase,
    kept=(
        Kept(
            "account",
            _("Your account"),
            _(
                "So that you can sign in, and so that the pages look the way you chose. Your team sees your name on screen."
            ),
            {
                "name": _("Name on screen"),
                "email": _("E-mail address"),
                "has_password": _("Password set"),
                "interface_language": _("Language of the pages"),
                "text_language": _("Language of the text"),
                "furigana": _("Furigana"),
                "data_saving": _("Data saving"),
                "time_zone": _("Time zone"),
                "suiting_hours": _("Hours that suit me"),
                "created_at": _("Since"),
            },
            _account,
        ),
        Kept(
            "reach",
            _("How to reach you"),
            _(
                "So that we call or write to you only in the way that is right for you. Your coordinator sees it, nobody else."
            ),
            {
                "by_mail": _("By e-mail"),
                "mail_address": _("E-mail address for this"),
                "by_phone": _("By phone"),
                "no_phone": _("Please do not call me."),
                "phone": _("Phone number"),
                "by_message": _("By a message app"),
                "message_contact": _("Which app, and your name there"),
                "hours": _("When"),
                "others": _("If somebody else answers"),
                "note": _("What else we should know"),
                "changed_at": _("Since"),
            },
            _reach,
        ),
        Kept(
            "roles",
            _("Your tasks as staff"),
            _("So that you see the pages that you work with."),
            {"role": _("Task"), "given_at": _("Since")},
            _roles,
            for_staff=True,
        ),
        Kept(
            "sign_ins",
            _("Where you are signed in"),
            _("So that you stay signed in. We keep no place and no internet address."),
            {
                "device": _("Device"),
                "is_borrowed": _("Borrowed device"),
                "created_at": _("Signed in"),
                "last_used_at": _("Last used"),
                "expires_at": _("Ends"),
            },
            _sign_ins,
        ),
        Kept(
            "passes",
            _("Links and codes to come in"),
            _("So that a link or a code that we sent you opens the door once. It is gone soon after."),
            {"purpose": _("What"), "email": _("E-mail address"), "created_at": _("When"), "expires_at": _("Ends")},
            _passes,
        ),
        Kept(
            "deeds",
            _("What you did as staff"),
            _("So that everybody can rely on it: who gives or withdraws something is written down."),
            {"at": _("When"), "deed": _("What"), "subject": _("About"), "detail": _("More")},
            _own_deeds,
            for_staff=True,
        ),
        Kept(
            "deeds_about_you",
            _("What staff did with your account"),
            _("So that it can be looked up later."),
            {"at": _("When"), "deed": _("What"), "detail": _("More")},
            _deeds_about,
        ),
        Kept(
            "letters",
            _("Letters to you"),
            _("Until they are sent. Then we keep neither the text nor the address."),
            {"at": _("When"), "subject": _("Subject"), "text": _("Text")},
            _letters,
        ),
    ),
)
