"""Keep the sources of courses, their authors, and who published what."""

import sqlalchemy as sa
from alembic import op

revision = "a93c5d1e7f28"
down_revision = "e1a7402f9c55"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "course_authors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_course_authors_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_course_authors_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_authors")),
        sa.UniqueConstraint("course_id", "person_id", name=op.f("uq_course_authors_course_id_person_id")),
    )
    op.create_index(op.f("ix_course_authors_person_id"), "course_authors", ["person_id"])
    op.create_table(
        "source_versions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("parcel", sa.String(length=64), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_total", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("draft", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'working', 'done')", name=op.f("ck_source_versions_state")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_source_versions_course_id")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_source_versions_made_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_versions")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_source_versions_course_id_number")),
    )
    is_open = sa.text("state != 'done'")
    op.create_index(op.f("ix_source_versions_made_by"), "source_versions", ["made_by"])
    op.create_index(
        "ix_source_versions_open", "source_versions", ["id"], sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_table(
        "draft_assets",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["source_versions.id"], name=op.f("fk_draft_assets_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_assets")),
        sa.UniqueConstraint("version_id", "name", name=op.f("uq_draft_assets_version_id_name")),
    )
    op.create_index(op.f("ix_draft_assets_name"), "draft_assets", ["name"])
    op.create_table(
        "publications",
        sa.Column("id", KEY, nullable=False),
        sa.Column("course_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("deed IN ('published', 'rolled_back')", name=op.f("ck_publications_deed")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_publications_course_id")),
        sa.ForeignKeyConstraint(["version_id"], ["source_versions.id"], name=op.f("fk_publications_version_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_publications_made_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    for column in ("course_id", "version_id", "made_by"):
        op.create_index(op.f(f"ix_publications_{column}"), "publications", [column])


def downgrade() -> None:
    op.drop_table("publications")
    op.drop_table("draft_assets")
    op.drop_table("source_versions")
    op.drop_table("course_authors")
    # Courses that were never published belong to sources alone.
    op.execute("DELETE FROM courses WHERE current_number = 0")
