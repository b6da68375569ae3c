"""Certificates as they were issued, and the name under which we issue."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.kit.db import Base, BigKey

IN_FORCE = text("ended_at IS NULL")
CURRENT = text("revoked_at IS NULL AND replaced_at IS NULL")


class IssuerRecord(Base):
    """Our name towards strangers, frozen with the first certificate: what is signed names it for ever. One row."""

    __tablename__ = "issuers"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    did: Mapped[str] = mapped_column(String(300), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    public_url: Mapped[str] = mapped_column(String(300))
    frozen_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("id = 1", name="single"),)


class Certificate(Base):
    """One certificate. `credential` holds the signed text to the last character and is never made anew.

    `person_id` is None where its holder was erased and let the certificate live on.

    The partial unique index is what keeps a person at one current certificate of a kind, whatever races.
    """

    __tablename__ = "certificates"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    kind: Mapped[str] = mapped_column(String(20), default="completion")
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    language: Mapped[str] = mapped_column(String(35))
    name: Mapped[str] = mapped_column(String(100))
    credential_id: Mapped[str] = mapped_column(String(64), unique=True)
    credential: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    status_list: Mapped[int]
    status_index: Mapped[int]
    issued_at: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    name_shown_at: Mapped[datetime | None]
    """Since when the holder lets the public page show the name; None while it is not shown."""
    replaced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(String(20))
    may_claim_again: Mapped[bool] = mapped_column(default=True)
    """Whether the person may get a new one after this one was withdrawn."""

    __table_args__ = (
        UniqueConstraint("status_list", "status_index"),
        CheckConstraint("kind IN ('completion')", name="kind"),
        CheckConstraint("revoked_reason IN ('mistake', 'name', 'holder', 'other')", name="revoked_reason"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="revoked"),
        Index(
            "uq_certificates_current",
            "person_id",
            "course_id",
            "kind",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )


class VanishedCertificate(Base):
    """A place in a status list whose certificate was erased with its holder: whoever has a copy still learns that it ended."""

    __tablename__ = "vanished_certificates"

    status_list: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status_index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ended_at: Mapped[datetime]


class ExcuseRecord(Base):
    """Somebody need not meet one requirement of a certificate, with the reason, which they read too."""

    __tablename__ = "excuses"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    requirement: Mapped[str] = mapped_column(String(120))
    """Its key: `lesson:<id>`, `task:<id>` or `points`."""
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_excuses_person_id_course_id_requirement",
            "person_id",
            "course_id",
            "requirement",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )
