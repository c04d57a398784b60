"""What a program before us left at Janus, told by Janus itself: its session, and who sits at which
handle. So we need keep no book of it, and a book cannot lie.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from diemcau.adapters.janus.wire import JanusMessage, JanusSaidNo, talking
from diemcau.app.ports.media import MediaAway
from diemcau.domain.nouns.ids import MeetingId

PROTOCOL: Final = "janus-admin-protocol"
SEATED: Final = frozenset({"publisher", "subscriber"})


class LeftHandle(NamedTuple):
    """`ready` while its packets can pass; `opaque` is how we named it, `told` what the plugin says
    of it, `key` that of its browser.
    """

    number: int
    ready: bool
    opaque: str
    told: JanusMessage
    key: str

    @property
    def seated(self) -> bool:
        return self.told.get("type") in SEATED and "room" in self.told

    @property
    def room(self) -> str:
        return str(self.told.get("room", ""))


class LeftBehind(NamedTuple):
    session: int = 0
    handles: Sequence[LeftHandle] = ()

    def rooms(self) -> Iterator[tuple[MeetingId, Sequence[LeftHandle]]]:
        seated = sorted((each for each in self.handles if each.seated), key=lambda each: each.room)
        for room, handles in groupby(seated, key=lambda each: each.room):
            yield MeetingId(room), tuple(handles)

    def idle(self) -> Iterator[int]:
        return (each.number for each in self.handles if not each.seated)


async def left_at(socket: Path, secret: str) -> LeftBehind:
    """Nothing where nobody was before us, and of a Janus that tells nobody."""
    if not await asyncio.to_thread(socket.exists):
        return LeftBehind()
    try:
        async with talking(str(socket), PROTOCOL, admin_secret=secret) as line:
            for session in (await line.ask(janus="list_sessions"))["sessions"]:
                there = {"session_id": session}
                listed = (await line.ask(janus="list_handles", **there))["handles"]
                infos = [
                    (await line.ask(janus="handle_info", **there, handle_id=each))["info"]
                    for each in listed
                ]
                return LeftBehind(session, tuple(_handle(each) for each in infos))
    except (MediaAway, JanusSaidNo, KeyError):
        pass
    return LeftBehind()


def _handle(info: JanusMessage) -> LeftHandle:
    ready = bool(info.get("flags", {}).get("ready"))
    told = info.get("plugin_specific", {})
    key = info.get("webrtc", {}).get("dtls", {}).get("remote-fingerprint", "")
    return LeftHandle(info["handle_id"], ready, info.get("opaque_id", ""), told, key)
