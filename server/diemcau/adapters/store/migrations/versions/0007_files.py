"""Files of conferences, in pieces."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "files",
        sa.Column("meeting", key, nullable=False),
        sa.Column("digest", key, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "digest", name="files_key"),
    )
    op.create_table(
        "file_pieces",
        sa.Column("meeting", key, nullable=False),
        sa.Column("digest", key, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("piece", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "digest", "number", name="file_pieces_key"),
        sa.ForeignKeyConstraint(
            ["meeting", "digest"],
            ["files.meeting", "files.digest"],
            name="file_pieces_follows_files",
        ),
    )
