"""Machines that may follow the floor of a conference."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "machine_passes",
        sa.Column("meeting", Key, nullable=False),
        sa.Column("machine", Key, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "machine", name="machine_passes_key"),
    )
