"""Who petitioned, sealed, apart from the registers."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Instant, Key

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "petitioners",
        sa.Column("ref", Key, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("body", Key, nullable=False, server_default=sa.text("'home'")),
        sa.PrimaryKeyConstraint("body", "ref", name="petitioners_key"),
    )
