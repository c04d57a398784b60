"""Which site a body is in the conferences of another, and who sits there now."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("bodies", sa.Column("above", Key))
    op.add_column("bodies", sa.Column("site", Key))
    turned = sa.Column("turned", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("sessions", turned)
