"""Where the copy of a publication lies that the office signed; of those before, nowhere."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "publications", sa.Column("signed", sa.String, nullable=False, server_default=sa.text("''"))
    )
