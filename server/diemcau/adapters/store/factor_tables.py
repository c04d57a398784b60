"""What people prove themselves with beside their password: a row is a record of `app.ports`."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
)

from diemcau.adapters.store.columns import Instant, Key
from diemcau.adapters.store.metadata import metadata

code_apps = Table(
    "code_apps",
    metadata,
    Column("login", Key, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("since", Instant, nullable=False),
    Column("on", Boolean, nullable=False),
    Column("step", Integer, nullable=False),
    PrimaryKeyConstraint("login"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("login", Key, nullable=False),
    Column("key", LargeBinary, nullable=False),
    PrimaryKeyConstraint("login", "key"),
)

spent_tokens = Table(
    "spent_tokens",
    metadata,
    Column("key", LargeBinary, nullable=False),
    Column("until", Instant, nullable=False),
    PrimaryKeyConstraint("key"),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", LargeBinary, nullable=False),
    Column("login", Key, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("used_at", Instant),
    PrimaryKeyConstraint("id"),
    Index(None, "login"),
)

identities = Table(
    "identities",
    metadata,
    Column("key", LargeBinary, nullable=False),
    Column("login", Key, nullable=False),
    Column("provider", String, nullable=False),
    Column("since", Instant, nullable=False),
    Column("granted", Boolean, nullable=False),
    PrimaryKeyConstraint("key"),
    Index(None, "login"),
)

FACTORS: Final = (code_apps, recovery_codes, passkeys, identities)
"""Each with a `login`; they go with the account."""
