"""Brings the tables of a database to today's: forward only, all steps or none.

How this works: the steps live in `migrations/versions` and travel inside the package. They run
on our own connection, in one transaction that keeps other processes out, so that two nodes
that start together do no harm and a step that fails leaves no half a table.
"""

from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url

from diemcau.adapters.key_file import KeyFile
from diemcau.adapters.store.engine import UNHURRIED, Database

IN_MEMORY = "memory://"
_STEPS = Path(__file__).parent / "migrations"


async def migrate(url: str, to: str = "head", contacts: Path | None = None) -> None:
    """To the newest revision, or to an earlier one as an earlier program had it, making the folder
    of a file. `contacts` are the keys under which telephones and addresses are sealed. Nothing to
    do for `memory://`.
    """
    if url == IN_MEMORY:
        return
    _make_folder(url)
    database = Database(url, UNHURRIED)
    try:
        async with database.alone() as connection:
            await connection.run_sync(_upgrade, to, contacts)
    finally:
        await database.close()


async def revision(url: str) -> str | None:
    """The revision the tables are at; `None` where there are none yet."""
    if url == IN_MEMORY:
        return newest()
    database = Database(url)
    try:
        async with database.reading() as connection:
            return await connection.run_sync(_revision)
    finally:
        await database.close()


async def is_current(url: str) -> bool:
    return await revision(url) == newest()


def newest() -> str | None:
    """The revision this program was written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _make_folder(url: str) -> None:
    """Where it may not be made, opening the store says so by name."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        with suppress(OSError):
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _upgrade(connection: Connection, to: str, contacts: Path | None) -> None:
    config = _config()
    config.attributes["contacts"] = KeyFile(contacts) if contacts else None
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
