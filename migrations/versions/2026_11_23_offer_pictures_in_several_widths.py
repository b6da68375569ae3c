"""Offer pictures in several widths: a release knows which of them lie beside its originals."""

import sqlalchemy as sa
from alembic import op

revision = "b7d2f04c6a91"
down_revision = "a93c5d1e7f28"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("releases", sa.Column("offers", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("releases", "offers")
