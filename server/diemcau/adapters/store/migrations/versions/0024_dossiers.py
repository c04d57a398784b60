"""The logs of what outlives a conference."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "dossier_log",
        sa.Column("dossier", Key, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("after", sa.Integer, sa.Computed("NULLIF(seq - 1, 0)", persisted=True)),
        sa.Column("command", Key, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("dossier", "seq", name="dossier_log_key"),
        sa.ForeignKeyConstraint(
            ["dossier", "after"],
            ["dossier_log.dossier", "dossier_log.seq"],
            name="dossier_log_follows_dossier_log",
        ),
    )
