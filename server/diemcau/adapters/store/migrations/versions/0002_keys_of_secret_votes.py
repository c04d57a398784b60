"""The keys of secret votes, on PostgreSQL alone: beside a SQLite file they lie in a folder."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "ballot_keys",
        sa.Column("name", sa.String(collation="C"), nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="ballot_keys_key"),
        prefixes=["UNLOGGED"],
    )
