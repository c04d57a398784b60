"""Whether a lead was said to be no site's; of those before, nobody was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column(
        "tasks", sa.Column("outside", sa.Boolean, nullable=False, server_default=sa.false())
    )
