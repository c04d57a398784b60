"""Accounts that a provider knows the owners of."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("login", Key, nullable=False),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name="identities_key"),
    )
    op.create_index("identities_by_login", "identities", ["login"])
