"""The bodies of the installation: the office of the first, and the others, each with its own."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from diemcau.adapters.store.columns import Instant, Key, Packed
from diemcau.adapters.store.metadata import metadata
from diemcau.app.ports.office import Office

office = Table(
    "office",
    metadata,
    Column("id", Integer, nullable=False),
    Column("office", Packed(Office), nullable=False),
    PrimaryKeyConstraint("id"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("office", Packed(Office), nullable=False),
    Column("since", Instant, nullable=False),
    Column("above", Key),
    Column("site", Key),
    PrimaryKeyConstraint("id"),
)
