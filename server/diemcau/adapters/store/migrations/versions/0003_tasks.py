"""Published conclusions that are followed up, drawn from the logs; of conferences that are there
already when the store is opened, which a headline as of no record asks for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "tasks",
        sa.Column("meeting", key, nullable=False),
        sa.Column("conclusion", key, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("lead", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("site", key),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("per_cent", sa.Integer, nullable=False),
        sa.Column("deadline", sa.Date),
        sa.Column("asked", sa.Date),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("meeting", "conclusion", name="tasks_key"),
    )
    op.execute("UPDATE headlines SET seq = 0")
