"""Where the copy of a publication lies that the office signed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("publications") as table:
        table.add_column(sa.Column("signed", sa.String, nullable=False, server_default=""))
        table.alter_column("signed", server_default=None)
