"""Let works have files, which come in parts."""

import sqlalchemy as sa
from alembic import op

revision = "a3f96c5be810"
down_revision = "e15d0b7a9c38"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "work_files",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("activity_id", sa.String(length=100), nullable=False),
        sa.Column("work_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("received BETWEEN 0 AND size", name=op.f("ck_work_files_received")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_work_files_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_work_files_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_work_files_work_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_files")),
        sa.UniqueConstraint("uuid", name=op.f("uq_work_files_uuid")),
    )
    op.create_index("ix_work_files_work_id", "work_files", ["work_id"])
    op.create_index(
        "ix_work_files_person_id_course_id_activity_id", "work_files", ["person_id", "course_id", "activity_id"]
    )


def downgrade() -> None:
    op.drop_table("work_files")
