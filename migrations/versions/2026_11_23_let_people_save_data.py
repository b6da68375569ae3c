"""Let people save data: pictures and videos can wait until somebody asks for them."""

import sqlalchemy as sa
from alembic import op

revision = "f29b60d8c713"
down_revision = "d4f7a2c9b115"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("data_saving", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("people", "data_saving")
