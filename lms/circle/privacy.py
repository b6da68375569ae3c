"""What is kept about announcements: who wrote them, and who put them away."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from lms.circle.erasing import erase
from lms.circle.models import Announcement, AnnouncementRead
from lms.kit.db import db
from lms.kit.privacy import Kept, Privacy, Row


def _said(person_id: int) -> Iterable[Row]:
    asked = select(Announcement).where(Announcement.author_id == person_id).order_by(Announcement.id)
    for said in db.session.scalars(asked):
        yield {"at": said.written_at, "text": said.text, "taken_back_at": said.taken_back_at}


def _read(person_id: int) -> Iterable[Row]:
    asked = select(AnnouncementRead.read_at, Announcement.text).join(
        Announcement, Announcement.id == AnnouncementRead.announcement_id
    )
    for at, text in db.session.execute(asked.where(AnnouncementRead.person_id == person_id).order_by(Announcement.id)):
        yield {"at": at, "text": text}


PRIVACY = Privacy(
    claims={"announcements": ("author_id", "text"), "announcement_reads": ("person_id", "read_at")},
    erase=erase,
    kept=(
        Kept(
            "announcements_read",
            _("Announcements that you have read"),
            _("So that they leave your home page. Nobody else is told."),
            {"at": _("When"), "text": _("Announcement")},
            _read,
        ),
        Kept(
            "announcements",
            _("Announcements that you wrote"),
            _("So that your teams can read them."),
            {"at": _("When"), "text": _("Announcement"), "taken_back_at": _("Taken back")},
            _said,
            for_staff=True,
        ),
    ),
)
