"""Conferences that come round."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "series",
        sa.Column("id", key, nullable=False),
        sa.Column("series", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="series_key"),
    )
