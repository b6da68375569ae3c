"""Plan a week in minutes: a seat may have a plan in minutes, which then counts instead of the steps."""

from alembic import op

revision = "d4f7a2c9b115"
down_revision = "c81e5f3ad024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Facts point to seats, so SQLite would not let the table be made anew; a constraint of the column itself needs no new table.
    op.execute(
        "ALTER TABLE seats ADD COLUMN weekly_minutes INTEGER"
        " CONSTRAINT ck_seats_weekly_minutes CHECK (weekly_minutes BETWEEN 5 AND 900)"
    )


def downgrade() -> None:
    # The constraint goes with its column.
    op.execute("ALTER TABLE seats DROP COLUMN weekly_minutes")
