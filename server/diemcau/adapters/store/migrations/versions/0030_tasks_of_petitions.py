"""Tasks name the petitions that their conclusion was drawn from."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    named = sa.Column("petitions", sa.String, nullable=False, server_default=sa.text("''"))
    op.add_column("tasks", named)
