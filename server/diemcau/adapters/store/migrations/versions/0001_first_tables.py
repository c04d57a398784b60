"""The first tables. Written out, so that this step stays what it was when the tables change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "log",
        sa.Column("meeting", KEY, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("after", sa.Integer, sa.Computed("NULLIF(seq - 1, 0)", persisted=True)),
        sa.Column("command", KEY, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "seq", name="log_key"),
        sa.ForeignKeyConstraint(
            ["meeting", "after"], ["log.meeting", "log.seq"], name="log_follows_log"
        ),
    )
    op.create_index("log_by_meeting_command_seq", "log", ["meeting", "command", "seq"])
    op.create_table(
        "snapshots",
        sa.Column("meeting", KEY, nullable=False),
        sa.Column("shape", KEY, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "shape", "seq", name="snapshots_key"),
    )
    op.create_table(
        "accounts",
        sa.Column("login", KEY, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("post", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("site", KEY),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("login", name="accounts_key"),
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("post", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("csrf", sa.String, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("login", KEY),
        sa.Column("meeting", KEY),
        sa.Column("site", KEY),
        sa.Column("device", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="sessions_key"),
    )
    op.create_index("sessions_by_login", "sessions", ["login"])
    op.create_index("sessions_by_meeting_site", "sessions", ["meeting", "site"])
    op.create_table(
        "site_passes",
        sa.Column("meeting", KEY, nullable=False),
        sa.Column("site", KEY, nullable=False),
        sa.Column("pin", sa.String, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("link_used_at", INSTANT),
        sa.PrimaryKeyConstraint("meeting", "site", name="site_passes_key"),
    )
    op.create_index("site_passes_by_link", "site_passes", ["link"])
    op.create_table(
        "attempts",
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("no", name="attempts_key"),
    )
    op.create_index("attempts_by_name_at", "attempts", ["name", "at"])
    op.create_index("attempts_by_at", "attempts", ["at"])
    op.create_table(
        "directory",
        sa.Column("listing", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("parent", sa.String, nullable=False),
        sa.Column("tile", sa.LargeBinary),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("listing", "code", name="directory_key"),
    )
    op.create_table(
        "headlines",
        sa.Column("meeting", KEY, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("organiser", sa.String, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("sites", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("meeting", name="headlines_key"),
    )
    op.create_table(
        "publications",
        sa.Column("meeting", KEY, nullable=False),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("readers", sa.String, nullable=False),
        sa.Column("sites", sa.LargeBinary, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("paper", sa.LargeBinary, nullable=False),
        sa.Column("replaced_by", sa.Integer),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("meeting", "no", name="publications_key"),
    )
