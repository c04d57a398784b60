"""The table of those who petitioned: sealed, apart from the registers, forgotten in time."""

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, Table, text

from diemcau.adapters.store.columns import Instant, Key
from diemcau.adapters.store.metadata import metadata
from diemcau.domain.nouns.ids import FIRST_BODY

petitioners = Table(
    "petitioners",
    metadata,
    Column("ref", Key, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("body", Key, nullable=False, server_default=text(f"'{FIRST_BODY}'")),
    PrimaryKeyConstraint("body", "ref"),
)
