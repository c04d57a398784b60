"""Where the demo keeps its conference, and the settings with which it is served.

Without a store of the user's own it is `var/demo.sqlite3`. A fresh start sets the last
conference aside as `var/demo-last.sqlite3`; nothing is ever deleted from a store we did not
make. Two demos in one folder would write over each other, so the second is refused.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from diemcau.adapters.janus import CHILD, MediaSettings, lacking, ports_taken
from diemcau.adapters.store import is_current, open_store, revision
from diemcau.adapters.store.migrate import IN_MEMORY
from diemcau.app.ports.world import Unavailable
from diemcau.config import Configuration, SignatureSettings, StoreSettings
from diemcau.demo.logins import chairs
from diemcau.demo.options import Options
from diemcau.demo.seal import seal
from diemcau.edge.door.rates import Rate
from diemcau.edge.live.porch import address

FOLDER = Path("var")
MARK = "demo"
"""Under this name a store keeps that the demo made it."""
SHORTEST_GRACE = 0.05
"""Seconds a line may be away before it counts as lost, however fast people live."""
JANUS, CAMERAS = FOLDER / "demo-janus", FOLDER / "demo-cameras"
"""The product's media server, and the one before which simulated sites sit."""
STORE, LAST = "demo.sqlite3", "demo-last.sqlite3"
_URL = f"sqlite+aiosqlite:///{FOLDER / STORE}"


class AlreadyRunning(Exception):  # noqa: N818 – a state of affairs
    """Another demo uses the store of this folder."""


class NotOurs(Exception):  # noqa: N818 – a state of affairs
    """Something else is kept in the store we were given; nothing was changed there."""


async def check(settings: Configuration) -> None:
    """`NotOurs` unless the demo made this store, or nobody has used it."""
    url = settings.store.url
    if url == _URL or not await _has_tables(url):
        return
    if not await is_current(url):
        raise NotOurs(url)
    store = open_store(url)
    try:
        used = await store.events.meetings() or await store.accounts.all()
        if used and await store.secrets.get(MARK) is None:
            raise NotOurs(url)
    finally:
        await store.close()


def _in_our_folder(settings: Configuration) -> Configuration:
    """With its store there and, where the office has no seal of its own, one to try; with picture
    and sound, where this machine has what they take.
    """
    unsealed = settings.signature == SignatureSettings()
    return replace(
        settings,
        store=StoreSettings(url=_URL),
        media=_carried(settings.media),
        signature=seal(FOLDER) if unsealed else settings.signature,
    )


def _carried(media: MediaSettings) -> MediaSettings:
    ours = replace(media, janus=CHILD, folder=str(JANUS))
    return media if media.janus or any((*lacking(ours), *ports_taken(ours))) else ours


async def _has_tables(url: str) -> bool:
    """Of a store that is away, opening it in earnest tells."""
    try:
        return url != IN_MEMORY and await revision(url) is not None
    except Unavailable:
        return False


@contextmanager
def taken(settings: Configuration, options: Options) -> Iterator[Configuration]:
    """The settings of this demo, its store its own until the block ends."""
    settings = _at_speed(settings, options)
    if settings.store != StoreSettings():
        yield settings
        return
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as why:
            raise AlreadyRunning from why
        if not options.keep:
            _set_aside()
        yield _in_our_folder(settings)


def _set_aside() -> None:
    """The file and what SQLite keeps beside it while it writes."""
    for beside in ("", "-wal", "-shm"):
        (FOLDER / f"{LAST}{beside}").unlink(missing_ok=True)
        if (file := FOLDER / f"{STORE}{beside}").exists():
            file.rename(FOLDER / f"{LAST}{beside}")


def _at_speed(settings: Configuration, options: Options) -> Configuration:
    """All sites come from one address within seconds, and lines are lost faster too."""
    port = settings.server.port if options.port is None else options.port
    server = replace(settings.server, port=port)
    knocks = max(settings.security.join.burst, 4 * options.sites)
    unsafe = replace(settings.security.unsafe, burst=max(settings.security.unsafe.burst, knocks))
    join = Rate(burst=knocks, per_minute=max(settings.security.join.per_minute, 2 * knocks))
    grace = max(
        settings.presence.grace / options.speed, min(settings.presence.grace, SHORTEST_GRACE)
    )
    identity = settings.identity
    if identity == type(identity)():
        identity = replace(identity, public_url=address(server.host, port))
    return replace(
        settings,
        server=server,
        identity=identity,
        edge=replace(settings.edge, gallery=True, chairs=() if options.empty else chairs()),
        security=replace(settings.security, join=join, unsafe=unsafe),
        presence=replace(settings.presence, grace=grace),
    )
