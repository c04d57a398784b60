"""The machines that may follow the floor of a conference."""

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, Table

from diemcau.adapters.store.columns import Instant, Key
from diemcau.adapters.store.metadata import metadata

machine_passes = Table(
    "machine_passes",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("machine", Key, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    PrimaryKeyConstraint("meeting", "machine"),
)
