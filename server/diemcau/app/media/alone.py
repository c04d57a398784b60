"""Of whom the sound comes alone, told to whoever would look for the picture.

A page switches its picture off where its line would not hold the sound else, and says so in its
reading. The hall's desks are told of all such lines; everybody else of whoever is on stage, for
how the lines of others are is not theirs to know.
"""

from collections.abc import Mapping

from diemcau.app.live.deciding import Position
from diemcau.app.media.readings import NOBODY, LineReadings
from diemcau.app.media.seats import MediaPlace, MediaSeat
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, Venue, is_desk, site_at
from diemcau.domain.rules.stage import stage
from diemcau.protocol.frames import SoundAlone


class SoundAloneTold:
    """`taken` are the seats as they are taken now."""

    def __init__(self, readings: LineReadings, taken: Mapping[MediaPlace, MediaSeat]) -> None:
        self._readings, self._taken = readings, taken
        self._weak: dict[MeetingId, frozenset[Venue]] = {}
        self._on_stage: dict[MeetingId, frozenset[Venue]] = {}

    async def follow(self, _: Meeting, now: Position) -> None:
        """One of the followers of the log."""
        on = stage(now.meeting)
        on_stage = frozenset(each for each in (on.shown, on.facing) if each is not None)
        if _kept(self._on_stage, now.meeting.id, on_stage) and self._weak.get(now.meeting.id):
            self._tell_all(now.meeting.id)

    def look(self, meeting: MeetingId) -> None:
        """Some line may carry another picture than before."""
        if _kept(self._weak, meeting, self._readings.weak(meeting)):
            self._tell_all(meeting)

    def _tell_all(self, meeting: MeetingId) -> None:
        for place, seat in self._taken.items():
            if place.meeting == meeting:
                self.tell(seat)

    def tell(self, seat: MediaSeat) -> None:
        """Unless it was told so already."""
        meeting, venue = seat.place
        weak = self._weak.get(meeting, NOBODY)
        if not is_desk(venue):
            weak &= self._on_stage.get(meeting, NOBODY)
        sites = (site_at(each) for each in sorted(weak))
        alone = SoundAlone(hall=HALL in weak, sites=tuple(each for each in sites if each))
        if alone != seat.alone:
            seat.alone = alone
            seat.tell(alone)


def _kept(
    known: dict[MeetingId, frozenset[Venue]], meeting: MeetingId, now: frozenset[Venue]
) -> bool:
    """Whether it is other than before; of nobody nothing is kept."""
    before = known.pop(meeting, NOBODY)
    if now:
        known[meeting] = now
    return now != before
