"""Keep the places of words in passages, so that PostgreSQL need not read a text to see whether words stand together."""

from alembic import op

revision = "e1a7402f9c55"
down_revision = "7d20c9e4b8a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("DROP INDEX passages_words")
    op.execute(
        "ALTER TABLE passages ADD COLUMN passages_words_vector tsvector"
        " GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
    )
    op.execute("CREATE INDEX passages_words ON passages USING gin (passages_words_vector) WITH (fastupdate = off)")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE passages DROP COLUMN passages_words_vector")
    op.execute("CREATE INDEX passages_words ON passages USING gin (to_tsvector('simple', words))")
