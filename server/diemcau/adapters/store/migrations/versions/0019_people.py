"""Links by which people are asked in, and when each was here last: as the security log tells."""

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0019"
down_revision = "0018"

_LAST = """INSERT INTO sign_ins (login, at)
    SELECT accounts.login, MAX(security_log.at) FROM accounts
    JOIN security_log ON security_log.who = 'login/' || accounts.login
    WHERE security_log.what = 'signed_in' GROUP BY accounts.login"""


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("login", Key, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", name="invitations_key"),
        sa.UniqueConstraint("key", name="invitations_once"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("login", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", name="sign_ins_key"),
    )
    op.execute(_LAST)
