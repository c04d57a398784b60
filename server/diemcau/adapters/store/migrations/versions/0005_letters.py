"""The outbox of letters, and where sites read their mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "letters",
        sa.Column("key", key, nullable=False),
        sa.Column("meeting", key, nullable=False),
        sa.Column("site", key, nullable=False),
        sa.Column("to", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("calendar", sa.LargeBinary, nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("until", instant, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent_at", instant),
        sa.Column("problem", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="letters_key"),
    )
    op.create_index("letters_by_sent_at_due_at", "letters", ["sent_at", "due_at"])
    op.create_table(
        "addresses",
        sa.Column("site", key, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("site", name="addresses_key"),
    )
