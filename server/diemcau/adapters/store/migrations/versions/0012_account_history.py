"""The history of the accounts; it begins with those that are there."""

import hashlib

import msgspec
import sqlalchemy as sa
from alembic import op

from diemcau.protocol.account_changes import change
from diemcau.protocol.chain import Head

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    history = op.create_table(
        "account_history",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("login", key, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="account_history_key"),
    )
    head = None
    for account in _accounts():
        first = change(head, str(account["login"]), msgspec.json.encode(account))
        op.bulk_insert(history, [msgspec.structs.asdict(first)])
        head = Head(first.seq, first.digest)


def _accounts() -> list[dict[str, object]]:
    names = ("login", "name", "post", "password", "site", "disabled")
    table = sa.table("accounts", *(sa.column(name) for name in names))
    rows = op.get_bind().execute(sa.select(table).order_by(table.c.login)).mappings()
    return [
        {
            **row,
            "disabled": bool(row["disabled"]),
            "password": hashlib.sha256(str(row["password"]).encode()).hexdigest(),
        }
        for row in rows
    ]
