"""Let instructors excuse somebody from a requirement of a certificate."""

import sqlalchemy as sa
from alembic import op

revision = "e15d0b7a9c38"
down_revision = "c47a9e03f6d2"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_FORCE = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "excuses",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("requirement", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by", KEY, nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_excuses_course_id")),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_excuses_given_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_excuses_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuses")),
    )
    op.create_index("ix_excuses_given_by", "excuses", ["given_by"])
    op.create_index(
        "uq_excuses_person_id_course_id_requirement",
        "excuses",
        ["person_id", "course_id", "requirement"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )


def downgrade() -> None:
    op.drop_table("excuses")
