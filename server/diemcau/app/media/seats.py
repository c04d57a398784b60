"""Whose place before a camera is whose: a site sends for itself and the screen for the hall."""

from collections.abc import Callable
from typing import NamedTuple

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, Venue, desk_of, is_desk, venue_of
from diemcau.domain.nouns.terms import Role
from diemcau.protocol.frames import MediaLayer, MediaLines, MediaOver, MediaTiles, SoundAlone

ToSeat = Callable[[MediaLines | MediaOver | MediaLayer | MediaTiles | SoundAlone], None]
"""Called at once and without waiting; must not fail."""


class MediaPlace(NamedTuple):
    meeting: MeetingId
    venue: Venue


class MediaSeat:
    """Of one device; nobody's place until it sends or watches."""

    def __init__(self, place: MediaPlace, tell: ToSeat, role: Role) -> None:
        self.place, self.tell, self.role = place, tell, role
        self.alone = SoundAlone()
        """Of whom it was told last that the sound comes alone."""

    @property
    def sends(self) -> bool:
        return not is_desk(self.place.venue)


def seat_for(meeting: MeetingId, actor: Actor, tell: ToSeat) -> MediaSeat:
    """A site sends for itself and the screen for the hall; everybody else of the hall looks on."""
    return MediaSeat(MediaPlace(meeting, _venue_for(actor)), tell, actor.role)


def _venue_for(actor: Actor) -> Venue:
    match actor.role:
        case Role.SITE:
            return venue_of(actor.site)
        case Role.SCREEN:
            return HALL
        case _:
            return desk_of(actor.login or actor.role)
