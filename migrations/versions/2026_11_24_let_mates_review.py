"""Say of each review whether staff wrote it, a mate did, or the model answer stands in its place."""

import sqlalchemy as sa
from alembic import op

revision = "c94f1e7d2a60"
down_revision = "a3f96c5be810"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reviews") as batch:
        batch.add_column(sa.Column("origin", sa.String(length=5), nullable=False, server_default="staff"))
        batch.create_check_constraint(op.f("ck_reviews_origin"), "origin IN ('staff', 'mate', 'model')")
    with op.batch_alter_table("reviews") as batch:
        batch.alter_column("origin", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("reviews") as batch:
        batch.drop_constraint(op.f("ck_reviews_origin"), type_="check")
        batch.drop_column("origin")
