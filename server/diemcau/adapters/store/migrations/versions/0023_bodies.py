"""Bodies beside the first, and whose each thing is: what is there already is the first's.

A key cannot be changed in place on every database, so those tables are made anew and filled.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Key

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    for name in ("accounts", "sessions", "headlines", "letters"):
        op.add_column(name, _body())
    op.create_table(
        "bodies",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("office", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="bodies_key"),
    )
    with _made_anew("document_numbers", "year, type, number, meeting, publication, issued_at"):
        op.create_table(
            "document_numbers",
            sa.Column("year", sa.Integer, nullable=False),
            sa.Column("type", Key, nullable=False),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("meeting", Key, nullable=False),
            sa.Column("publication", sa.Integer, nullable=False),
            sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
            _body(),
            sa.PrimaryKeyConstraint("body", "year", "type", "number", name="document_numbers_key"),
            sa.UniqueConstraint("meeting", "publication", name="document_numbers_once"),
        )
    with _made_anew("addresses", "site, address"):
        op.create_table(
            "addresses",
            sa.Column("site", Key, nullable=False),
            sa.Column("address", sa.String, nullable=False),
            _body(),
            sa.PrimaryKeyConstraint("body", "site", name="addresses_key"),
        )
    with _made_anew("calendar_feeds", "site, key"):
        op.create_table(
            "calendar_feeds",
            sa.Column("site", Key, nullable=False),
            sa.Column("key", sa.LargeBinary, nullable=False),
            _body(),
            sa.PrimaryKeyConstraint("body", "site", name="calendar_feeds_key"),
            sa.UniqueConstraint("key", name="calendar_feeds_once"),
        )


def _body() -> sa.Column[str]:
    return sa.Column("body", Key, nullable=False, server_default=sa.text("'home'"))


@contextmanager
def _made_anew(table: str, columns: str) -> Iterator[None]:
    columns = ", ".join(f'"{each}"' for each in columns.split(", "))
    op.execute(f"CREATE TABLE {table}_before AS SELECT {columns} FROM {table}")  # noqa: S608 – ours
    op.drop_table(table)
    yield
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_before")  # noqa: S608
    op.drop_table(f"{table}_before")
