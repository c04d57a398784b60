"""Code apps, recovery codes and spent tokens; when somebody last proved who they are."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "code_apps",
        sa.Column("login", Key, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Boolean, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("login", name="code_apps_key"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("login", Key, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("login", "key", name="recovery_codes_key"),
    )
    op.create_table(
        "spent_tokens",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="spent_tokens_key"),
    )
    op.add_column("sessions", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
