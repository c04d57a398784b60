"""The secret addresses of the sites' own calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "calendar_feeds",
        sa.Column("site", key, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("site", name="calendar_feeds_key"),
        sa.UniqueConstraint("key", name="calendar_feeds_once"),
    )
