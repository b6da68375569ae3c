"""Let facts and certificates outlive the account of their person, and keep the places of those that vanish with it."""

import sqlalchemy as sa
from alembic import op

revision = "249d0e5a7c65"
down_revision = "fb8bd0d13da8"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = ("facts", "certificates")


def upgrade() -> None:
    op.create_table(
        "vanished_certificates",
        sa.Column("status_list", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("status_list", "status_index", name=op.f("pk_vanished_certificates")),
    )
    for table in TABLES:
        _let_person_be_absent(table, True)


def downgrade() -> None:
    # What nobody holds has no place in the tables as they were before.
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE person_id IS NULL")
        _let_person_be_absent(table, False)
    op.drop_table("vanished_certificates")


def _let_person_be_absent(table: str, nullable: bool) -> None:
    with op.batch_alter_table(table) as batch:
        batch.alter_column("person_id", existing_type=KEY, nullable=nullable)
