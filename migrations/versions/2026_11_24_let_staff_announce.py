"""Let staff say something to a team."""

import sqlalchemy as sa
from alembic import op

revision = "d20b6a94e1f7"
down_revision = "c94f1e7d2a60"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_announcements_author_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_announcements_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index("ix_announcements_author_id", "announcements", ["author_id"])
    op.create_index("ix_announcements_cohort_id_written_at", "announcements", ["cohort_id", "written_at"])
    op.create_table(
        "announcement_reads",
        sa.Column("announcement_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcements.id"], name=op.f("fk_announcement_reads_announcement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_announcement_reads_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announcement_reads")),
    )
    op.create_index("ix_announcement_reads_person_id", "announcement_reads", ["person_id"])


def downgrade() -> None:
    op.drop_table("announcement_reads")
    op.drop_table("announcements")
