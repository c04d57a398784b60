"""What lists tell of a publication without reading it; of those that are there it is drawn when the
store is opened, as their words are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name in ("title", "gist"):
        op.add_column(
            "publications",
            sa.Column(name, sa.String, nullable=False, server_default=sa.text("''")),
        )
    op.add_column(
        "publications", sa.Column("year", sa.Integer, nullable=False, server_default=sa.text("0"))
    )
    op.create_index("publications_by_readers_at", "publications", ["readers", "at"])
