"""What pages tell of their own lines: the last of each place, in memory alone.

They are for whoever looks after the lines now. Nothing of them is in the log, and a place that is
given up is forgotten. Whom each place is sent is told by whoever switches them, so that what a
sender loses on its way up is not taken for the loss of those who are sent it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from diemcau.app.media.layers import Carried, judged, own
from diemcau.app.ports.media import Layer, Reception
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Venue, is_desk, site_at
from diemcau.protocol.frames import LineReading, LineTold

LEAST: Final = 1.0
"""Seconds from one reading of a place to the next; one that comes sooner is left out."""
KNOWN: Final = 10.0
"""Seconds for which it is known from a reading what a sender loses: pages tell one in four, and a
bad line now and then one less.
"""
NOBODY: Final = frozenset[Venue]()
NOTHING: Final = Reception()


class _LastTold(NamedTuple):
    at: float
    reading: LineReading
    carried: Carried
    lost_up: float
    """The greater of the last two: sender and receivers count at other moments."""


class LineReadings:
    """`now` is seconds of any clock that goes on."""

    def __init__(self) -> None:
        self._last: dict[MeetingId, dict[Venue, _LastTold]] = {}
        self._weak: dict[MeetingId, frozenset[Venue]] = {}
        self._sent: dict[MeetingId, Mapping[Venue, Reception]] = {}

    def sends(self, meeting: MeetingId, sent: Mapping[Venue, Reception]) -> None:
        """What each place is sent from now on."""
        if sent:
            self._sent[meeting] = sent
        else:
            self._sent.pop(meeting, None)

    def take(self, meeting: MeetingId, venue: Venue, reading: LineReading, now: float) -> bool:
        """Whether the line carries another picture now than before."""
        places = self._last.setdefault(meeting, {})
        before = places.get(venue)
        if before is not None and now - before.at < LEAST:
            return False
        was = Carried() if before is None else before.carried
        carried = judged(was, own(reading.lost_down, self._senders_lose(meeting, venue, now)))
        last = _still_known(before, now)
        lost_up = max(reading.lost_up, last.reading.lost_up if last else 0.0)
        places[venue] = _LastTold(now, reading, carried, lost_up)
        self._note(meeting, venue, weak=reading.weak)
        return carried.layer is not was.layer

    def layers(self, meeting: MeetingId) -> Mapping[Venue, Layer]:
        """How large a picture lines carry; those of which nobody told anything, any."""
        return {venue: told.carried.layer for venue, told in self._told(meeting)}

    def weak(self, meeting: MeetingId) -> frozenset[Venue]:
        """Who has switched the picture off."""
        return self._weak.get(meeting, NOBODY)

    def forget(self, meeting: MeetingId, venue: Venue) -> None:
        places = self._last.get(meeting, {})
        places.pop(venue, None)
        self._note(meeting, venue, weak=False)
        if not places:
            self._last.pop(meeting, None)
            self._weak.pop(meeting, None)

    def of(self, meeting: MeetingId, now: float) -> Sequence[LineTold]:
        """Of the hall and of sites, in their order."""
        return [
            LineTold(site=site_at(venue), age=round((now - told.at) * 1000), reading=told.reading)
            for venue, told in sorted(self._told(meeting))
            if not is_desk(venue)
        ]

    def _senders_lose(self, meeting: MeetingId, venue: Venue, now: float) -> Iterator[float]:
        """Of whom nothing is known, nothing."""
        sent = self._sent.get(meeting, {}).get(venue, NOTHING)
        places = self._last.get(meeting, {})
        for each in (*sent.hears, sent.sees, *sent.tiles):
            if each is not None:
                told = _still_known(places.get(each), now)
                yield told.lost_up if told else 0.0

    def _told(self, meeting: MeetingId) -> Iterable[tuple[Venue, _LastTold]]:
        return self._last.get(meeting, {}).items()

    def _note(self, meeting: MeetingId, venue: Venue, *, weak: bool) -> None:
        known = self.weak(meeting)
        if weak != (venue in known):
            self._weak[meeting] = known ^ {venue}


def _still_known(told: _LastTold | None, now: float) -> _LastTold | None:
    return told if told is not None and now - told.at <= KNOWN else None
