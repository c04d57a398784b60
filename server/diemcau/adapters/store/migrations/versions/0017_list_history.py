"""The history of the lists that are drawn from no log; it begins with what stands in them."""

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Instant
from diemcau.protocol.list_changes import Listed, change, line

revision = "0017"
down_revision = "0016"

_LISTS = {
    "addresses": (("site",), ("address",)),
    "calendar_feeds": (("site",), ("key",)),
    "directory": (("listing", "code"), ("name", "kind", "parent", "tile", "place")),
    "document_numbers": (("year", "type", "number"), ("meeting", "publication", "issued_at")),
    "letters": (
        ("key",),
        ("meeting", "site", "to", "subject", "text", "calendar", *("made_at", "until")),
    ),
    "office": (("id",), ("office",)),
    "series": (("id",), ("series",)),
    "site_passes": (("meeting", "site"), ("pin", "link", "issued_at")),
}
"""Their keys, and what else stands in them for good."""
_INSTANTS = {"issued_at", "made_at", "until"}
_PACKED = {"tile", "office", "series"}


def upgrade() -> None:
    history = op.create_table(
        "list_history",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="list_history_key"),
    )
    if lines := list(_lines()):
        op.bulk_insert(history, [msgspec.structs.asdict(change(None, lines))])


def _lines() -> Iterator[Listed]:
    for name, (keys, others) in _LISTS.items():
        columns = [
            sa.column(each, Instant) if each in _INSTANTS else sa.column(each)
            for each in keys + others
        ]
        rows = op.get_bind().execute(sa.select(*columns).select_from(sa.table(name, *columns)))
        for row in rows.mappings():
            told = {each: _told(each, row[each]) for each in keys + others}
            yield line(name, "/".join(str(row[each]) for each in keys), told)


def _told(column: str, value: object) -> object:
    if column in _PACKED and isinstance(value, bytes):
        packed: object = msgspec.json.decode(value)
        return packed
    return msgspec.to_builtins(value)
