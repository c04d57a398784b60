"""What each audience is sent, encoded once: values per key, frames per audience and stretch.

How this works. A value is drawn and encoded when somebody first needs it and kept until an
event touches its key. A frame from `since` to now is put together from such values once for
all screens of an audience. All sites share what all sites see alike; only a site that is
concerned itself gets a frame of its own.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from weakref import proxy

import msgspec
from msgspec import Raw

from diemcau.app.live.room import Room
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience, keys_for, only_for, view_of
from diemcau.protocol import codec
from diemcau.protocol.frames import All, Patch

_VALUE = msgspec.json.Encoder()
COMMON = Audience(Role.SITE)
"""What every site sees alike."""


class TouchedKeys:
    """The keys touched from some `seq` to now, apart by who sees them among sites."""

    def __init__(self, meeting: Meeting, touched: Iterable[str]) -> None:
        self.all = touched
        self.shared: list[str] = []
        self.own: dict[SiteCode, list[str]] = {}
        for key in touched:
            if (only := only_for(meeting, key)) is None:
                self.shared.append(key)
            else:
                for site in only:
                    self.own.setdefault(site, []).append(key)


class Changes(NamedTuple):
    """What is otherwise than it was, and the keys that are not to be seen, if ever they were."""

    set: dict[str, Raw]
    unseen: tuple[str, ...]


class Frames:
    def __init__(self, room: Room) -> None:
        self._room: Room = proxy(room)  # we live as long as it does, and no longer
        self._seq = room.seq
        self._values: dict[str, dict[Audience, Raw | None]] = {}
        self._frames: dict[tuple[Audience, int], bytes | None] = {}
        self._touched: dict[int, TouchedKeys | None] = {}
        self._alike: dict[int, Changes] = {}
        self._whole_alike: dict[str, Raw] | None = None
        self._offered: dict[str, dict[Audience, Raw | None]] = {}
        """What might be done before the last change, of which screens that are level know."""
        self._offered_at = room.seq

    def frame(self, audience: Audience, since: int | None) -> bytes | None:
        """What brings a screen from `since` (none: from nothing) up to the room's `seq`.

        `None` if there is nothing new for it.
        """
        self._forget_touched()
        if since is None or (touched := self._touched_since(since)) is None:
            return self._whole(audience)
        if audience.role is Role.SITE and audience.site not in touched.own:
            audience = COMMON
        if (audience, since) not in self._frames:
            self._frames[audience, since] = self._patch(audience, since, touched)
        return self._frames[audience, since]

    def concerned(self, since: int) -> Mapping[SiteCode, list[str]] | None:
        """The sites with keys of their own among those touched; `None`: perhaps all of them."""
        self._forget_touched()
        touched = self._touched_since(since)
        return None if touched is None else touched.own

    def _touched_since(self, since: int) -> TouchedKeys | None:
        """`None`: too long ago to say."""
        if since not in self._touched:
            touched = self._room.touched_since(since)
            known = None if touched is None else TouchedKeys(self._room.meeting, touched)
            self._touched[since] = known
        return self._touched[since]

    def _patch(self, audience: Audience, since: int, touched: TouchedKeys) -> bytes | None:
        """A key is dropped only where it was seen: no word of what was never theirs."""
        if audience.role is Role.SITE:
            changes = self._for_site(audience, since, touched)
        else:
            changes = self._changes(audience, since, touched.all)
        before = self._room.as_of(since)
        seen = (key for key in changes.unseen if view_of(before, audience, key) is not None)
        gone = tuple(sorted(seen))
        if not changes.set and not gone:
            return None
        return codec.encode(Patch(seq=self._room.seq, set=changes.set, drop=gone))

    def _for_site(self, audience: Audience, since: int, touched: TouchedKeys) -> Changes:
        """What all sites see alike is looked at once for all of them."""
        if since not in self._alike:
            self._alike[since] = self._changes(COMMON, since, touched.shared)
        alike = self._alike[since]
        if audience.site is None:
            return alike
        own = self._changes(audience, since, touched.own[audience.site])
        return Changes({**alike.set, **own.set}, alike.unseen + own.unseen)

    def _changes(self, audience: Audience, since: int, keys: Iterable[str]) -> Changes:
        values = {key: self._value(audience, key) for key in sorted(keys)}
        changed = {
            key: value
            for key, value in values.items()
            if value is not None and not self._as_it_was(audience, key, since, value)
        }
        return Changes(changed, tuple(key for key, value in values.items() if value is None))

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
        keys: Iterable[str] = keys_for(self._room.meeting, audience)
        alike: Mapping[str, Raw] = {}
        if audience.role is Role.SITE:
            alike = self._seen_alike()
            keys = [key for key in keys if key not in alike]
        return codec.encode(All(seq=self._room.seq, set={**alike, **self._seen(audience, keys)}))

    def _seen_alike(self) -> Mapping[str, Raw]:
        """A storm of sites that return looks once at what they see alike."""
        if self._whole_alike is None:
            meeting = self._room.meeting
            keys = (key for key in keys_for(meeting, COMMON) if only_for(meeting, key) is None)
            self._whole_alike = self._seen(COMMON, keys)
        return self._whole_alike

    def _seen(self, audience: Audience, keys: Iterable[str]) -> dict[str, Raw]:
        values = ((key, self._value(audience, key)) for key in keys)
        return {key: value for key, value in values if value is not None}

    def _value(self, audience: Audience, key: str) -> Raw | None:
        """Shared among all sites where they see the same."""
        if audience.role is Role.SITE and only_for(self._room.meeting, key) is None:
            audience = COMMON
        known = self._values.setdefault(key, {})
        if audience not in known:
            view = view_of(self._room.meeting, audience, key)
            known[audience] = None if view is None else Raw(_VALUE.encode(view))
        return known[audience]

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
        self._touched.clear()
        self._alike.clear()
        self._whole_alike = None
        self._seq = self._room.seq
