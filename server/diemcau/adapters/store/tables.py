"""Every table, with columns named like the fields of the records in `app.ports`: a row is a record.

The migrations lead here, and a test proves it.

`log` and `snapshots` hold the conferences, `dossier_log` what outlives them; `headlines`,
`publications` and `tasks` are drawn from the conferences and may be drawn again; the others are the
house's own lists. What those say of others is in their history as well (`lists.py`).
"""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from diemcau.adapters.store.columns import Instant, Key, Packed, Word
from diemcau.adapters.store.metadata import metadata
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.app.ports.series import Series
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.nouns.papers import Paper
from diemcau.domain.nouns.terms import Phase, Readers, Stage, TaskState


def _body() -> Column[str]:
    """Whose it is; what was there before there were several is the first's."""
    return Column("body", Key, nullable=False, server_default=text(f"'{FIRST_BODY}'"))


log = Table(
    "log",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("after", Integer, Computed("NULLIF(seq - 1, 0)", persisted=True)),
    Column("command", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("meeting", "seq"),
    # A log has no gap: every record stands after one that is there, save the first.
    ForeignKeyConstraint(["meeting", "after"], ["log.meeting", "log.seq"]),
    # With `seq` in it, the commands of a meeting are read from the index alone.
    Index(None, "meeting", "command", "seq"),
)

dossier_log = Table(
    "dossier_log",
    metadata,
    Column("dossier", Key, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("after", Integer, Computed("NULLIF(seq - 1, 0)", persisted=True)),
    Column("command", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("dossier", "seq"),
    ForeignKeyConstraint(["dossier", "after"], ["dossier_log.dossier", "dossier_log.seq"]),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("shape", Key, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    # Two programs of different shapes may save at the same `seq`.
    PrimaryKeyConstraint("meeting", "shape", "seq"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("login", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("post", Word(Post), nullable=False),
    Column("password", String, nullable=False),
    Column("site", Key),
    Column("disabled", Boolean, nullable=False),
    _body(),
    PrimaryKeyConstraint("login"),
)

account_history = Table(
    "account_history",
    metadata,
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("login", Key, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("seq"),
)

list_history = Table(
    "list_history",
    metadata,
    Column("seq", Integer, nullable=False, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    PrimaryKeyConstraint("seq"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", LargeBinary, nullable=False),
    Column("post", Word(Post), nullable=False),
    Column("name", String, nullable=False),
    Column("csrf", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("login", Key),
    Column("meeting", Key),
    Column("site", Key),
    Column("device", String, nullable=False),
    Column("proved_at", Instant),
    _body(),
    Column("turned", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("key"),
    Index(None, "login"),
    Index(None, "meeting", "site"),
)

site_passes = Table(
    "site_passes",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("site", Key, nullable=False),
    Column("pin", String, nullable=False),
    Column("link", LargeBinary, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("link_used_at", Instant),
    PrimaryKeyConstraint("meeting", "site"),
    Index(None, "link"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("name", Key, nullable=False),
    Column("network", Key, nullable=False),
    Column("count", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("name", "network"),
    Index(None, "at"),
)

security_log = Table(
    "security_log",
    metadata,
    Column("no", Integer, nullable=False, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("what", Word(Noted), nullable=False),
    Column("who", String, nullable=False),
    Column("address", String, nullable=False),
    Column("about", String, nullable=False),
    Column("meeting", String, nullable=False),
    Column("digest", LargeBinary, nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("no"),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Key, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    PrimaryKeyConstraint("name"),
)

directory = Table(
    "directory",
    metadata,
    Column("listing", Key, nullable=False),
    Column("code", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("parent", String, nullable=False),
    Column("tile", Packed(tuple[int, int])),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("listing", "code"),
)

headlines = Table(
    "headlines",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("title", String, nullable=False),
    Column("organiser", String, nullable=False),
    Column("phase", Word(Phase), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("sites", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    _body(),
    PrimaryKeyConstraint("meeting"),
)

publications = Table(
    "publications",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("no", Integer, nullable=False),
    Column("stage", Word(Stage), nullable=False),
    Column("readers", Word(Readers), nullable=False),
    Column("sites", Packed(tuple[SiteCode, ...]), nullable=False),
    Column("at", Instant, nullable=False),
    Column("paper", Packed(Paper), nullable=False),
    Column("replaced_by", Integer),
    Column("withdrawn_at", Instant),
    Column("reason", String, nullable=False),
    Column("signed", String, nullable=False, server_default=text("''")),
    Column("title", String, nullable=False, server_default=text("''")),
    Column("gist", String, nullable=False, server_default=text("''")),
    Column("year", Integer, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("meeting", "no"),
    Index(None, "readers", "at"),
)

publication_words = Table(
    "publication_words",
    metadata,
    Column("word", Key, nullable=False),
    Column("meeting", Key, nullable=False),
    Column("no", Integer, nullable=False),
    PrimaryKeyConstraint("word", "meeting", "no"),
    Index(None, "meeting", "no"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("conclusion", Key, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("lead", String, nullable=False),
    Column("person", String, nullable=False),
    Column("site", Key),
    Column("state", Word(TaskState), nullable=False),
    Column("per_cent", Integer, nullable=False),
    Column("deadline", Date),
    Column("asked", Date),
    Column("told_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("outside", Boolean, nullable=False, server_default=false()),
    Column("petitions", String, nullable=False, server_default=text("''")),
    Column("offered", Key),
    PrimaryKeyConstraint("meeting", "conclusion"),
)

document_numbers = Table(
    "document_numbers",
    metadata,
    Column("year", Integer, nullable=False),
    Column("type", Key, nullable=False),
    Column("number", Integer, nullable=False),
    Column("meeting", Key, nullable=False),
    Column("publication", Integer, nullable=False),
    Column("issued_at", Instant, nullable=False),
    _body(),
    PrimaryKeyConstraint("body", "year", "type", "number"),
    UniqueConstraint("meeting", "publication", name="document_numbers_once"),
)

series = Table(
    "series",
    metadata,
    Column("id", Key, nullable=False),
    Column("series", Packed(Series), nullable=False),
    PrimaryKeyConstraint("id"),
)

files = Table(
    "files",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("digest", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
    PrimaryKeyConstraint("meeting", "digest"),
)

file_pieces = Table(
    "file_pieces",
    metadata,
    Column("meeting", Key, nullable=False),
    Column("digest", Key, nullable=False),
    Column("number", Integer, nullable=False),
    Column("piece", LargeBinary, nullable=False),
    PrimaryKeyConstraint("meeting", "digest", "number"),
    ForeignKeyConstraint(["meeting", "digest"], ["files.meeting", "files.digest"]),
)

letters = Table(
    "letters",
    metadata,
    Column("key", Key, nullable=False),
    Column("meeting", Key, nullable=False),
    Column("site", Key, nullable=False),
    Column("to", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("text", String, nullable=False),
    Column("calendar", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("sent_at", Instant),
    Column("problem", String, nullable=False),
    _body(),
    PrimaryKeyConstraint("key"),
    Index(None, "sent_at", "due_at"),
)

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("site", Key, nullable=False),
    Column("key", LargeBinary, nullable=False),
    _body(),
    PrimaryKeyConstraint("body", "site"),
    UniqueConstraint("key", name="calendar_feeds_once"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("site", Key, nullable=False),
    Column("address", String, nullable=False),
    _body(),
    PrimaryKeyConstraint("body", "site"),
)
