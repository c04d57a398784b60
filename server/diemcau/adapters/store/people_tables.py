"""What people come in with, and when they did, beside their accounts: a row is a record of
`app.ports`. It goes with the account.
"""

from typing import Final

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

from diemcau.adapters.store.columns import Instant, Key
from diemcau.adapters.store.metadata import metadata

invitations = Table(
    "invitations",
    metadata,
    Column("login", Key, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("until", Instant, nullable=False),
    PrimaryKeyConstraint("login"),
    UniqueConstraint("key", name="invitations_once"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("login", Key, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("login"),
)

OF_AN_ACCOUNT: Final = (invitations, sign_ins)
"""Each with a `login`."""
