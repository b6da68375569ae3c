"""How the passages that search looks through are made quick to look through, in each kind of database."""

from __future__ import annotations

from sqlalchemy import Connection, Table, event

SQLITE = """
CREATE VIRTUAL TABLE passages_words
USING fts5(words, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 0');

CREATE TRIGGER passages_added AFTER INSERT ON passages
BEGIN INSERT INTO passages_words(rowid, words) VALUES (new.id, new.words)\\; END;

CREATE TRIGGER passages_removed AFTER DELETE ON passages
BEGIN INSERT INTO passages_words(passages_words, rowid, words) VALUES ('delete', old.id, old.words)\\; END
"""
VECTOR = "passages_words_vector"
"""PostgreSQL's own column: it looks at each row found whether words stand together, and making the vector anew takes long.

Courses are published seldom: a list of words that are not yet sorted in (fastupdate) would only slow down every search."""
POSTGRESQL = f"""
ALTER TABLE passages ADD COLUMN {VECTOR} tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED;

CREATE INDEX passages_words ON passages USING gin ({VECTOR}) WITH (fastupdate = off)
"""


def index_words(table: Table) -> None:
    """Make the index whenever the table is made from the models, as the migration does it for a real database."""

    @event.listens_for(table, "after_create")
    def make(_: Table, connection: Connection, **__: object) -> None:
        statements = SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL
        for statement in statements.replace("\\;", "\0").split(";"):
            connection.exec_driver_sql(statement.replace("\0", ";"))

    @event.listens_for(table, "before_drop")
    def drop(_: Table, connection: Connection, **__: object) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TABLE IF EXISTS passages_words")
