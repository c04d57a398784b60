"""Telephones and mail addresses are sealed where they lie.

With the keys that `migrate` was given; where there are none they stay as they are, and are sealed
as they are written anew. The history of the lists goes on with the lines of what changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import context, op

from diemcau.adapters.key_file import KeyFile
from diemcau.adapters.store.columns import Instant
from diemcau.adapters.store.contacts import Placed, body_sealed, place, words_sealed
from diemcau.protocol.chain import Head
from diemcau.protocol.list_changes import Listed, change, line

revision = "0028"
down_revision = "0027"

_TOLD = {
    "addresses": (("body", "site"), "address", ()),
    "letters": (
        ("key",),
        "to",
        ("body", "meeting", "site", "subject", "text", "calendar", "made_at", "until"),
    ),
}
"""Of each list its key, what is sealed, and what else stands in it for good."""
_INSTANTS = {"made_at", "until"}
_SPEAKING = ("conference.planned", "site.invited", "site.contact_set")
"""What happens with telephones in it."""
_HISTORY = sa.table("list_history", *map(sa.column, ("seq", "body", "digest")))
_LOG = sa.table("log", *map(sa.column, ("meeting", "seq", "name", "body")))


def upgrade() -> None:
    keys: KeyFile | None = context.config.attributes.get("contacts")
    if keys is None:
        return
    if lines := [each for name in _TOLD for each in _listed(keys, name)]:
        newest = sa.select(_HISTORY.c.seq, _HISTORY.c.digest).order_by(_HISTORY.c.seq.desc())
        last = op.get_bind().execute(newest.limit(1)).first()
        op.bulk_insert(
            _HISTORY, [msgspec.structs.asdict(change(Head(*last) if last else None, lines))]
        )
    _logs(keys)
    op.execute("DELETE FROM snapshots")  # shortcuts, which are taken again


def _listed(keys: KeyFile, name: str) -> Iterator[Listed]:
    key, sealed, others = _TOLD[name]
    columns = [
        sa.column(each, Instant) if each in _INSTANTS else sa.column(each)
        for each in (*key, sealed, *others)
    ]
    table = sa.table(name, *columns)
    rows = op.get_bind().execute(sa.select(table)).mappings().all()
    said = [Placed(row[sealed], place(name, *(row[each] for each in key))) for row in rows]
    for row, word in zip(rows, words_sealed(keys, said) if said else (), strict=True):
        _write(table, {each: row[each] for each in key}, {sealed: word})
        now = {each: _told(value) for each, value in {**row, sealed: word}.items()}
        told = {each: value for each, value in now.items() if (each, value) != ("body", "home")}
        yield line(name, "/".join(str(told[each]) for each in key if each in told), told)


def _told(value: object) -> object:
    at = value.astimezone(UTC) if isinstance(value, datetime) else value
    return msgspec.to_builtins(at)


def _logs(keys: KeyFile) -> None:
    speaking = sa.select(_LOG).where(_LOG.c.name.in_(_SPEAKING))
    for row in op.get_bind().execute(speaking).mappings().all():
        sealed = body_sealed(keys, row["body"], place("log", row["meeting"], str(row["seq"])))
        if sealed != row["body"]:
            _write(_LOG, {each: row[each] for each in ("meeting", "seq")}, {"body": sealed})


def _write(table: sa.TableClause, here: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    which: Sequence[sa.ColumnElement[bool]] = [table.c[each] == here[each] for each in here]
    op.get_bind().execute(sa.update(table).where(*which).values(**values))
