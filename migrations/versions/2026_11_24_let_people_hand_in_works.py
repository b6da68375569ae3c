"""Let people hand in works, and let others say what they think of them."""

import sqlalchemy as sa
from alembic import op

revision = "c47a9e03f6d2"
down_revision = "b81e5c7d20a4"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "works",
        sa.Column("id", KEY, nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("seat_id", KEY, nullable=True),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("release_id", KEY, nullable=False),
        sa.Column("lesson_id", sa.String(length=100), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("activity_id", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'back', 'reviewed')", name=op.f("ck_works_state")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_works_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_works_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_works_release_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_works_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works")),
        sa.UniqueConstraint("person_id", "uuid", name=op.f("uq_works_person_id_uuid")),
    )
    op.create_index("ix_works_person_id_course_id_activity_id", "works", ["person_id", "course_id", "activity_id"])
    op.create_index(
        "uq_works_person_id_course_id_activity_id",
        "works",
        ["person_id", "course_id", "activity_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "ix_works_course_id_handed_in_at",
        "works",
        ["course_id", "handed_in_at"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "reviews",
        sa.Column("id", KEY, nullable=False),
        sa.Column("work_id", KEY, nullable=False),
        sa.Column("reviewer_id", KEY, nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("beside", sa.JSON(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reviewer_id"], ["people.id"], name=op.f("fk_reviews_reviewer_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_reviews_work_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("work_id", name=op.f("uq_reviews_work_id")),
    )
    op.create_index("ix_reviews_reviewer_id", "reviews", ["reviewer_id"])


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("works")
