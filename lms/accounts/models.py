"""People, roles, sign-ins, passes that open one door once, how often somebody tried, and the record of what staff did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey


class Person(Base):
    """Somebody who uses Gonin. The name is the one they want on the screen; an e-mail address is optional."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    email_confirmed_at: Mapped[datetime | None]
    """When its owner proved to read it. Links and codes go only to confirmed addresses."""
    password_hash: Mapped[str | None] = mapped_column(String(255))
    interface_language: Mapped[str] = mapped_column(String(35), default="ja")
    text_language: Mapped[str] = mapped_column(String(35), default="ja")
    furigana: Mapped[bool] = mapped_column(default=True)
    text_size: Mapped[str] = mapped_column(String(10), default="")
    theme: Mapped[str] = mapped_column(String(10), default="")
    quick_exit: Mapped[bool] = mapped_column(default=False, server_default=false())
    neutral_title: Mapped[bool] = mapped_column(default=False, server_default=false())
    data_saving: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether pictures and videos wait until the person asks for them."""
    time_zone: Mapped[str] = mapped_column(String(64), default="Asia/Tokyo")
    suiting_hours: Mapped[int] = mapped_column(default=0, server_default="0")
    """When it suits them to learn, as `lms.accounts.hours` packs it."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("text_size IN ('', 'small', 'large', 'largest')", name="text_size"),
        CheckConstraint("theme IN ('', 'light', 'dark')", name="theme"),
        CheckConstraint("suiting_hours BETWEEN 0 AND 268435455", name="suiting_hours"),
    )


class ReachWish(Base):
    """How and when somebody wants to be reached, and what may be said if another person answers. No row: nothing was said."""

    __tablename__ = "reach_wishes"

    person_id: Mapped[int] = mapped_column(BigKey, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    by_mail: Mapped[bool]
    mail_address: Mapped[str] = mapped_column(String(254))
    by_phone: Mapped[bool]
    no_phone: Mapped[bool]
    phone: Mapped[str] = mapped_column(String(40))
    by_message: Mapped[bool]
    message_contact: Mapped[str] = mapped_column(String(200))
    hours: Mapped[int]
    others: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(500))
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("NOT (by_phone AND no_phone)", name="phone"),
        CheckConstraint("hours BETWEEN 0 AND 268435455", name="hours"),
        CheckConstraint("others IN ('', 'name', 'nothing', 'message', 'place')", name="others"),
    )


class PersonRole(Base):
    """A role somebody holds everywhere. Learners hold none; roles inside a programme or cohort live there."""

    __tablename__ = "person_roles"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("person_id", "role"),
        CheckConstraint("role IN ('instructor', 'coordinator', 'career_supporter', 'admin')", name="role"),
    )


class SignIn(Base):
    """One browser that is signed in. Only the digest of its token is stored; no row, no entry."""

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    is_borrowed: Mapped[bool] = mapped_column(default=False, server_default=false())
    device: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """Roughly what it is, such as `Chrome/Android`. No address and no version is kept."""
    last_used_at: Mapped[datetime | None]
    """Written at most once a day, with a request that writes anyway."""
    confirmed_at: Mapped[datetime | None]
    """When the person last showed in this browser that it is they."""


class Pass(Base):
    """A secret handed out to open one door once: a link, or a code. Only digests are stored.

    `digest` finds it: that of a link's token, of the value that binds a code to the browser that asked, or of a code spoken
    on the telephone. A pass for nobody is made when an unknown address asks, so that known and unknown ones do the same work.
    """

    __tablename__ = "passes"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    code_digest: Mapped[str | None] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        CheckConstraint("purpose IN ('reset', 'sign-in', 'helped', 'address', 'undo', 'confirm')", name="purpose"),
    )


class Throttle(Base):
    """How often something was tried since the window began. The key is a digest: no address is readable here."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """One deed of somebody on the staff: who, what, to what, when, and why. Rows are added and never changed."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    deed: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    detail: Mapped[dict[str, Any]]
    happened_at: Mapped[datetime]
