"""The words by which publications are found; those that are there already are read at the start."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "publication_words",
        sa.Column("word", key, nullable=False),
        sa.Column("meeting", key, nullable=False),
        sa.Column("no", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("word", "meeting", "no", name="publication_words_key"),
    )
    op.create_index("publication_words_by_meeting_no", "publication_words", ["meeting", "no"])
