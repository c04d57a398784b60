"""The security log, which only grows: the database itself refuses to change or remove a row."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_SQLITE = (
    """CREATE TRIGGER security_log_is_not_changed BEFORE UPDATE ON security_log
       BEGIN SELECT RAISE(ABORT, 'the security log only grows'); END""",
    """CREATE TRIGGER security_log_is_not_removed BEFORE DELETE ON security_log
       BEGIN SELECT RAISE(ABORT, 'the security log only grows'); END""",
)
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION security_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the security log only grows'; END $$""",
    """CREATE TRIGGER security_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON security_log
       FOR EACH STATEMENT EXECUTE FUNCTION security_log_only_grows()""",
)


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "security_log",
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("meeting", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("no", name="security_log_key"),
    )
    for statement in _POSTGRESQL if on_postgresql else _SQLITE:
        op.execute(statement)
