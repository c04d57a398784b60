"""Who sits before which camera: browsers on their way to the media server, and its news to them.

How this works. A place – a site, the hall, a desk – sends and watches by one device at a time.
Whoever sits down last has the place, and the one before is told so. A line that breaks keeps its
place for the grace, as a site keeps its own: picture and sound go on meanwhile by themselves.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from diemcau.app.background import task_group
from diemcau.app.live.presence import GRACE
from diemcau.app.media.alone import SoundAloneTold
from diemcau.app.media.readings import LineReadings
from diemcau.app.media.relays import ToRelay, no_relay
from diemcau.app.media.seats import MediaPlace, MediaSeat
from diemcau.app.media.tiles import Looks, TileWish
from diemcau.app.ports.media import (
    MediaAway,
    MediaChanged,
    MediaNews,
    MediaServer,
    NotConnected,
    OfferMade,
    TakenOver,
    TilesLaid,
)
from diemcau.domain.nouns.ids import MeetingId, SiteCode, SpeechNo
from diemcau.domain.nouns.media import Venue, is_desk, site_at
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.rules.looking import may_look
from diemcau.protocol.frames import (
    LineReading,
    LineTold,
    MediaLayer,
    MediaLines,
    MediaOver,
    MediaTiles,
)

log = logging.getLogger(__name__)

PATIENT: Final = 3
"""Times the grace that a place is kept which stands from before we began: its browser comes back
by itself, but may have waited longer from try to try.
"""


def _tiles_told(tiles: Sequence[Venue | None]) -> MediaTiles:
    return MediaTiles(sites=tuple(None if each is None else site_at(each) for each in tiles))


class MediaSeats:
    """Without a media server everything is away."""

    def __init__(
        self,
        server: MediaServer | None,
        tasks: asyncio.TaskGroup,
        grace: float = GRACE,
        readings: LineReadings | None = None,
        relay: ToRelay = no_relay,
        looks: Looks | None = None,
    ) -> None:
        self._server, self._tasks, self._grace = server, tasks, grace
        self._relay, self._looks = relay, looks or Looks()
        self._taken: dict[MediaPlace, MediaSeat] = {}
        self._leaving: dict[MediaPlace, asyncio.TimerHandle] = {}
        self._readings = readings or LineReadings()
        self._alone = SoundAloneTold(self._readings, self._taken)
        self.follow: Final = self._alone.follow
        if server is not None:
            server.listen(self._hear)

    @property
    def there(self) -> bool:
        """Whether this house has picture and sound at all."""
        return self._server is not None

    async def answers(self, meeting: MeetingId) -> bool:
        """Whether the media server is there now."""
        try:
            await self._is_there().relaying(meeting)
        except MediaAway:
            return False
        return True

    async def recorded(self, meeting: MeetingId) -> frozenset[SpeechNo]:
        """Speeches that are being written now. Raises `MediaAway` also where one of several servers
        is: it may write what nobody tells.
        """
        now = await self._is_there().relaying(meeting)
        if not now.whole:
            raise MediaAway("one of several media servers is away")
        return frozenset(each.speech for each in now.recorded)

    async def send(self, seat: MediaSeat, offer: str, *, restart: bool = False) -> str:
        """The answer. Raises `NotAllowed`, and whatever the server does."""
        if not seat.sends:
            raise NotAllowed
        server = self._sits_down(seat)
        return await (server.lead_sender if restart else server.publish)(*seat.place, offer)

    async def watch(self, seat: MediaSeat, *, restart: bool = False) -> MediaLines:
        """An offer, and by which relay its lines may go. What was known of the lines of before is
        of those.
        """
        server = self._sits_down(seat)
        self._begins(seat)
        offer = await (server.lead_receiver if restart else server.subscribe)(*seat.place)
        return MediaLines(offer=offer, relay=self._relay(seat.place.venue))

    async def agree(self, seat: MediaSeat, answer: str) -> None:
        """Whose place has been taken meanwhile has nothing to agree to."""
        if self._taken.get(seat.place) is seat:
            await self._is_there().accept(*seat.place, answer)

    async def keep(self, seat: MediaSeat, *, sends: bool) -> None:
        """Its lines stand, or do so again, whoever let it in. Raises `NotConnected` where they do
        not.
        """
        meeting, venue = seat.place
        now = await self._is_there().relaying(meeting)
        if venue not in now.watching or (sends and venue not in now.agreed):
            raise NotConnected
        server = self._sits_down(seat)
        self._begins(seat)
        await server.refresh(meeting, venue)

    def told(self, seat: MediaSeat, reading: LineReading) -> None:
        """Of the lines of whoever has the place; others have none. Who is sent another picture from
        now on is told so. Raises `NotConnected`.
        """
        if self._taken.get(seat.place) is not seat:
            raise NotConnected
        meeting, venue = seat.place
        if self._readings.take(*seat.place, reading, asyncio.get_running_loop().time()):
            seat.tell(MediaLayer(layer=self._readings.layers(meeting)[venue]))
        self._alone.look(meeting)

    async def look(self, seat: MediaSeat, sites: Sequence[SiteCode]) -> MediaTiles:
        """At these from now on, as far as they are shown; what comes on which line now, and every
        change of it is told. Raises `NotAllowed`, `NotConnected`.
        """
        if not may_look(seat.role):
            raise NotAllowed
        meeting, venue = seat.place
        now = await self._is_there().relaying(meeting)
        if self._taken.get(seat.place) is not seat or venue not in now.watching:
            raise NotConnected
        self._looks.ask(meeting, venue, TileWish(seat.role, sites))
        return _tiles_told(now.watching[venue].tiles)

    def lines(self, seat: MediaSeat) -> Sequence[LineTold]:
        """For whoever works in the hall. Raises `NotAllowed`."""
        if not is_desk(seat.place.venue):
            raise NotAllowed
        return self._readings.of(seat.place.meeting, asyncio.get_running_loop().time())

    async def stop(self, seat: MediaSeat) -> None:
        if self._taken.get(seat.place) is seat:
            await self._empty(seat.place)

    def leave(self, seat: MediaSeat) -> None:
        """Its line is gone; it may come back. Nobody looks at tiles meanwhile."""
        if self._taken.get(seat.place) is seat:
            self._looks.forget(*seat.place)
            self._wait_for(seat.place, self._grace)

    def close(self) -> None:
        for timer in self._leaving.values():
            timer.cancel()

    def _is_there(self) -> MediaServer:
        if self._server is None:
            raise MediaAway("there is no media server")
        return self._server

    def _sits_down(self, seat: MediaSeat) -> MediaServer:
        server, before = self._is_there(), self._taken.get(seat.place)
        if (timer := self._leaving.pop(seat.place, None)) is not None:
            timer.cancel()
        elif before is not None and before is not seat:
            self._looks.forget(*seat.place)
            before.tell(MediaOver(code="elsewhere"))
        self._taken[seat.place] = seat
        return server

    def _wait_for(self, place: MediaPlace, seconds: float) -> None:
        later = asyncio.get_running_loop().call_later
        self._leaving[place] = later(seconds, self._lost, place)

    def _lost(self, place: MediaPlace) -> None:
        self._tasks.create_task(self._empty(place))

    async def _empty(self, place: MediaPlace) -> None:
        """What is away has let go of it anyway."""
        self._leaving.pop(place, None)
        self._taken.pop(place, None)
        self._forget(place)
        self._looks.forget(*place)
        with suppress(MediaAway):
            await self._is_there().leave(*place)

    def _begins(self, seat: MediaSeat) -> None:
        self._forget(seat.place)
        self._alone.tell(seat)

    def _forget(self, place: MediaPlace) -> None:
        self._readings.forget(*place)
        self._alone.look(place.meeting)

    def _hear(self, news: MediaNews) -> None:
        match news:
            case OfferMade(meeting, venue, offer):
                if (seat := self._taken.get(MediaPlace(meeting, venue))) is not None:
                    seat.tell(MediaLines(offer=offer))
            case TilesLaid(meeting, venue, tiles):
                if (seat := self._taken.get(MediaPlace(meeting, venue))) is not None:
                    seat.tell(_tiles_told(tiles))
            case MediaChanged(None, at):
                for place, seat in self._taken.items():
                    if at(place.venue):
                        seat.tell(MediaOver(code="lost"))
            case TakenOver(meeting, venues):
                for place in {MediaPlace(meeting, each) for each in venues} - set(self._taken):
                    self._wait_for(place, self._grace * PATIENT)
            case _:
                pass


@asynccontextmanager
async def seated(
    server: MediaServer | None,
    grace: float = GRACE,
    readings: LineReadings | None = None,
    relay: ToRelay = no_relay,
    looks: Looks | None = None,
) -> AsyncIterator[MediaSeats]:
    async with task_group() as tasks:
        seats = MediaSeats(server, tasks, grace, readings, relay, looks)
        try:
            yield seats
        finally:
            seats.close()
