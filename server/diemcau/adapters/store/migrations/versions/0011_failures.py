"""Failures by name and network, and the keys that nodes share.

What was wrong within the last quarter of an hour before the step is forgotten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.drop_table("attempts")
    op.create_table(
        "attempts",
        sa.Column("name", key, nullable=False),
        sa.Column("network", key, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "network", name="attempts_key"),
    )
    op.create_index("attempts_by_at", "attempts", ["at"])
    op.create_table(
        "secrets",
        sa.Column("name", key, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="secrets_key"),
    )
