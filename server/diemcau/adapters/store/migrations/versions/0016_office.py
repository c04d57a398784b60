"""The office, once somebody has founded it; until then the settings speak for it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("office", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="office_key"),
    )
