"""Let answers be graded anew when a question was corrected; find who answered it, and who finished a step."""

import sqlalchemy as sa
from alembic import op

revision = "b81e5c7d20a4"
down_revision = "0b6e94d17f52"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state IN ('counting', 'counted', 'applying')")
ANSWERS = sa.text("activity_id IS NOT NULL")
FINISHED = sa.text("kind = 'finished_step'")


def upgrade() -> None:
    op.create_index(
        "ix_facts_course_id_activity_id_person_id",
        "facts",
        ["course_id", "activity_id", "person_id"],
        sqlite_where=ANSWERS,
        postgresql_where=ANSWERS,
    )
    op.create_index(
        "ix_facts_course_id_lesson_id_step_id_person_id",
        "facts",
        ["course_id", "lesson_id", "step_id", "person_id"],
        sqlite_where=FINISHED,
        postgresql_where=FINISHED,
    )
    op.create_table(
        "corrections",
        sa.Column("id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("release_id", KEY, nullable=False),
        sa.Column("activity_id", sa.String(length=100), nullable=False),
        sa.Column("spares", sa.Boolean(), nullable=False),
        sa.Column("asked_by", KEY, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reached", KEY, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("gained", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('counting', 'counted', 'applying', 'applied', 'dropped')", name=op.f("ck_corrections_state")
        ),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_corrections_course_id")),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_corrections_release_id")),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["people.id"], name=op.f("fk_corrections_asked_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_asked_by", "corrections", ["asked_by"])
    op.create_index("ix_corrections_course_id_activity_id", "corrections", ["course_id", "activity_id"])
    op.create_index(
        "uq_corrections_course_id_activity_id",
        "corrections",
        ["course_id", "activity_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("corrections")
    op.drop_index("ix_facts_course_id_lesson_id_step_id_person_id", "facts")
    op.drop_index("ix_facts_course_id_activity_id_person_id", "facts")
