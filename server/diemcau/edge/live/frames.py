"""What each audience is sent, encoded once: values per key, frames per audience and stretch.

How this works. A value is drawn and encoded when somebody first needs it and kept until an
event touches its key. A frame from `since` to now is put together from such values once for
all screens of an audience. All sites share what all sites see alike; only a site that is
concerned itself gets a frame of its own.
"""

from collections.abc import Iterable, Mapping
from weakref import proxy

import msgspec
from msgspec import Raw

from diemcau.app.live.room import Room
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience, keys_for, only_for, view_of
from diemcau.protocol import codec
from diemcau.protocol.frames import All, Patch

_VALUE = msgspec.json.Encoder()
COMMON = Audience(Role.SITE)
"""What every site sees alike."""


class Frames:
    def __init__(self, room: Room) -> None:
        self._room: Room = proxy(room)  # we live as long as it does, and no longer
        self._seq = room.seq
        self._values: dict[str, dict[Audience, Raw | None]] = {}
        self._frames: dict[tuple[Audience, int], bytes | None] = {}
        self._own: dict[int, Mapping[SiteCode, list[str]]] = {}
        self._offered: dict[str, dict[Audience, Raw | None]] = {}
        """What might be done before the last change, of which screens that are level know."""
        self._offered_at = room.seq

    def frame(self, audience: Audience, since: int | None) -> bytes | None:
        """What brings a screen from `since` (none: from nothing) up to the room's `seq`.

        `None` if there is nothing new for it.
        """
        self._forget_touched()
        if since is None or (touched := self._room.touched_since(since)) is None:
            return self._whole(audience)
        if audience.role is Role.SITE and audience.site not in self._concerned(since, touched):
            audience = COMMON
        if (audience, since) not in self._frames:
            self._frames[audience, since] = self._patch(audience, since, touched)
        return self._frames[audience, since]

    def concerned(self, since: int) -> Mapping[SiteCode, list[str]] | None:
        """The sites with keys of their own among those touched; `None`: perhaps all of them."""
        self._forget_touched()
        touched = self._room.touched_since(since)
        return None if touched is None else self._concerned(since, touched)

    def _patch(self, audience: Audience, since: int, touched: Iterable[str]) -> bytes | None:
        """A key is dropped only where it was seen: no word of what was never theirs."""
        keys = self._shared(touched) if audience.role is Role.SITE else list(touched)
        if audience.site is not None:
            keys += self._own[since][audience.site]
        values = {key: self._value(audience, key) for key in sorted(keys)}
        before = self._room.as_of(since)
        changed = {
            key: value
            for key, value in values.items()
            if value is not None and not self._as_it_was(audience, key, since, value)
        }
        gone = tuple(
            key
            for key in values
            if values[key] is None and view_of(before, audience, key) is not None
        )
        if not changed and not gone:
            return None
        return codec.encode(Patch(seq=self._room.seq, set=changed, drop=gone))

    def _as_it_was(self, audience: Audience, key: str, since: int, value: Raw) -> bool:
        """What may be done is touched more often than it changes, and a word of it without a change
        would tell of what is not the reader's.
        """
        if not key.startswith("may/"):
            return False
        shared = COMMON if audience.role is Role.SITE else audience
        known = self._offered.get(key, {}).get(shared) if since == self._offered_at else None
        if known is None:
            known = Raw(_VALUE.encode(view_of(self._room.as_of(since), shared, key)))
        return known == value

    def _whole(self, audience: Audience) -> bytes:
        keys = keys_for(self._room.meeting, audience)
        values = ((key, self._value(audience, key)) for key in keys)
        seen = {key: value for key, value in values if value is not None}
        return codec.encode(All(seq=self._room.seq, set=seen))

    def _value(self, audience: Audience, key: str) -> Raw | None:
        """Shared among all sites where they see the same."""
        if audience.role is Role.SITE and only_for(self._room.meeting, key) is None:
            audience = COMMON
        known = self._values.setdefault(key, {})
        if audience not in known:
            view = view_of(self._room.meeting, audience, key)
            known[audience] = None if view is None else Raw(_VALUE.encode(view))
        return known[audience]

    def _shared(self, touched: Iterable[str]) -> list[str]:
        return [key for key in touched if only_for(self._room.meeting, key) is None]

    def _concerned(self, since: int, touched: Iterable[str]) -> Mapping[SiteCode, list[str]]:
        if since not in self._own:
            own: dict[SiteCode, list[str]] = {}
            for key in touched:
                for site in only_for(self._room.meeting, key) or ():
                    own.setdefault(site, []).append(key)
            self._own[since] = own
        return self._own[since]

    def _forget_touched(self) -> None:
        """Once per change: frames are for one `seq`, values live on unless touched."""
        if self._seq == self._room.seq:
            return
        touched = self._room.touched_since(self._seq)
        if touched is None:
            gone, self._values = self._values, {}
        else:
            gone = {key: self._values.pop(key, {}) for key in touched}
        self._offered = {key: drawn for key, drawn in gone.items() if key.startswith("may/")}
        self._offered_at = self._seq
        self._frames.clear()
        self._own.clear()
        self._seq = self._room.seq
