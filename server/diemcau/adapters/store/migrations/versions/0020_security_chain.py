"""The security log becomes a chain; what stands in it so far is its beginning, as it stands."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from alembic import op

from diemcau.adapters.store.columns import Instant
from diemcau.protocol.chain import Head
from diemcau.protocol.security_notes import following

revision = "0020"
down_revision = "0019"

_SAYS = ("at", "what", "who", "address", "about", "meeting")
_AT_ONCE = 1000
_OPEN = {
    "sqlite": "DROP TRIGGER security_log_is_not_changed",
    "postgresql": "DROP TRIGGER security_log_stays ON security_log",
}
_SHUT = {
    "sqlite": """CREATE TRIGGER security_log_is_not_changed BEFORE UPDATE ON security_log
        BEGIN SELECT RAISE(ABORT, 'the security log only grows'); END""",
    "postgresql": """CREATE TRIGGER security_log_stays
        BEFORE UPDATE OR DELETE OR TRUNCATE ON security_log
        FOR EACH STATEMENT EXECUTE FUNCTION security_log_only_grows()""",
}
_LOG = sa.table(
    "security_log",
    sa.column("no", sa.Integer),
    sa.column("at", Instant),
    *(sa.column(name, sa.String) for name in _SAYS[1:]),
    sa.column("digest", sa.LargeBinary),
)
_CHAINED = (
    sa.update(_LOG).where(_LOG.c.no == sa.bindparam("this")).values(digest=sa.bindparam("found"))
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.add_column(
        "security_log",
        sa.Column("digest", sa.LargeBinary, nullable=False, server_default=sa.text("''")),
    )
    op.execute(_OPEN[dialect])
    last: Head | None = None
    while rows := _after(last.seq if last else None):
        chain = []
        for row in rows:
            said = {name: msgspec.to_builtins(row[name]) for name in _SAYS}
            link = following(last, row["no"], said)
            last = Head(link.no, link.digest)
            chain.append({"this": link.no, "found": link.digest})
        op.get_bind().execute(_CHAINED, chain)
    op.execute(_SHUT[dialect])
    if dialect == "postgresql":  # the chain gives the numbers now
        op.execute("ALTER TABLE security_log ALTER COLUMN no DROP DEFAULT")
        op.execute("DROP SEQUENCE security_log_no_seq")


def _after(no: int | None) -> Sequence[sa.RowMapping]:
    oldest = sa.select(_LOG).order_by(_LOG.c.no).limit(_AT_ONCE)
    if no is not None:
        oldest = oldest.where(_LOG.c.no > no)
    return op.get_bind().execute(oldest).mappings().all()
