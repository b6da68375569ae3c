"""Complete the ways in: passes that open one door once, confirmed addresses, what a signed-in browser is, and quick exit."""

import sqlalchemy as sa
from alembic import op

revision = "c4e2d9a61b70"
down_revision = "5b1f0a7c93d2"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
YES_OR_NO = {"type_": sa.Boolean(), "server_default": sa.false(), "nullable": False}
MOMENT = {"type_": sa.DateTime(timezone=True), "nullable": True}
COLUMNS = (
    ("people", "email_confirmed_at", MOMENT),
    ("people", "quick_exit", YES_OR_NO),
    ("people", "neutral_title", YES_OR_NO),
    ("sign_ins", "is_borrowed", YES_OR_NO),
    ("sign_ins", "device", {"type_": sa.String(length=40), "server_default": "", "nullable": False}),
    ("sign_ins", "last_used_at", MOMENT),
    ("sign_ins", "confirmed_at", MOMENT),
)


def upgrade() -> None:
    # Not in batch mode: that makes the table anew, and dropping the old one would take what refers to people with it.
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, **kind))
    # Addresses from before were the only way back; nobody was asked to confirm them.
    op.execute("UPDATE people SET email_confirmed_at = created_at WHERE email IS NOT NULL")
    op.create_table(
        "passes",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('reset', 'sign-in', 'helped', 'address', 'undo', 'confirm')", name=op.f("ck_passes_purpose")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passes_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_passes")),
    )
    for column in ("person_id", "email", "expires_at"):
        op.create_index(op.f(f"ix_passes_{column}"), "passes", [column], unique=False)


def downgrade() -> None:
    for column in ("person_id", "email", "expires_at"):
        op.drop_index(op.f(f"ix_passes_{column}"), table_name="passes")
    op.drop_table("passes")
    for table, name, _ in reversed(COLUMNS):
        op.drop_column(table, name)
