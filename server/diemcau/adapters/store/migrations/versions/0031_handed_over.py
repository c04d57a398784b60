"""To whom a task is offered whose lead ended."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("offered", Key))
