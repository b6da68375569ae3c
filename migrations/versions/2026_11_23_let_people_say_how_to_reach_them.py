"""Let people say which hours suit them, and how they want to be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0b6e94d17f52"
down_revision = "d2f7b60c9e15"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Nearly everything refers to people, so the table is not made anew; a constraint of the column itself needs no new table.
    op.execute(
        "ALTER TABLE people ADD COLUMN suiting_hours INTEGER DEFAULT '0' NOT NULL"
        " CONSTRAINT ck_people_suiting_hours CHECK (suiting_hours BETWEEN 0 AND 268435455)"
    )
    op.create_table(
        "reach_wishes",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("mail_address", sa.String(length=254), nullable=False),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("no_phone", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("by_message", sa.Boolean(), nullable=False),
        sa.Column("message_contact", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("others", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT (by_phone AND no_phone)", name=op.f("ck_reach_wishes_phone")),
        sa.CheckConstraint("hours BETWEEN 0 AND 268435455", name=op.f("ck_reach_wishes_hours")),
        sa.CheckConstraint(
            "others IN ('', 'name', 'nothing', 'message', 'place')", name=op.f("ck_reach_wishes_others")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reach_wishes_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reach_wishes")),
    )


def downgrade() -> None:
    op.drop_table("reach_wishes")
    # The constraint goes with its column.
    op.execute("ALTER TABLE people DROP COLUMN suiting_hours")
