"""A media server in memory, that crashes when it is told to."""

from msgspec.structs import replace as with_

from diemcau.app.media import offers
from diemcau.app.media.tiles import trimmed
from diemcau.app.ports.media import (
    CloseMicrophone,
    MediaAway,
    MediaChanged,
    MediaEar,
    MediaNews,
    NotConnected,
    OpenMicrophone,
    Order,
    Reception,
    Relaying,
    Send,
    SetUp,
    StartRecording,
    StopRecording,
    Strike,
    TilesLaid,
)
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Venue

OFFER = "v=0\r\nm=audio 9 RTP 111\r\na=sendonly\r\nm=video 9 RTP 96\r\na=sendonly\r\n"
NOTHING = Relaying()


class MemoryMedia:
    """`away_in` orders from now it is away, once; while it is `silent` it answers nothing. Where it
    is not `up` no packet comes by a link.
    """

    def __init__(self) -> None:
        self._relaying: dict[MeetingId, Relaying] = {}
        self._ears: list[MediaEar] = []
        self.away_in: int | None = None
        self.silent = False
        self.up = True
        self.carried_out: list[Order] = []
        self.refreshed: list[Venue] = []

    def listen(self, ear: MediaEar) -> None:
        self._ears.append(ear)

    def crash(self) -> None:
        self._relaying.clear()
        self.tell(MediaChanged())

    async def relaying(self, meeting: MeetingId) -> Relaying:
        if self.silent:
            raise MediaAway
        return self._relaying.get(meeting, NOTHING)

    async def carry_out(self, meeting: MeetingId, *orders: Order) -> None:
        for order in orders:
            self._carry_out(meeting, order)

    def _carry_out(self, meeting: MeetingId, order: Order) -> None:
        if self.away_in is not None:
            self.away_in -= 1
            if self.away_in < 0:
                self.away_in = None
                raise MediaAway
        self.carried_out.append(order)
        if isinstance(order, Send):
            self.tell(TilesLaid(meeting, order.to, order.what.tiles))
        self._relaying[meeting] = _after(self._relaying.get(meeting, NOTHING), order)
        if isinstance(order, Strike):
            del self._relaying[meeting]

    async def publish(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        offers.checked(offer)
        now = self._there(meeting)
        self._change(
            meeting,
            with_(
                now,
                agreed=now.agreed | {venue},
                sending=now.sending | {venue},
                open=now.open - {venue},
            ),
        )
        return "answer"

    async def take_in(self, meeting: MeetingId, link: Venue, offer: str) -> str:
        assert offer
        now = self._there(meeting)
        self._change(
            meeting,
            with_(
                now,
                agreed=now.agreed | {link},
                sending=now.sending | ({link} if self.up else frozenset()),
                open=now.open | {link},
            ),
        )
        return "answer"

    async def subscribe(self, meeting: MeetingId, venue: Venue) -> str:
        now = self._there(meeting)
        self._change(meeting, with_(now, watching={**now.watching, venue: Reception()}))
        return "offer"

    async def lead_sender(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        offers.checked(offer)
        now = self._there(meeting)
        if venue not in now.agreed:
            raise NotConnected
        self._change(meeting, with_(now, open=now.open - {venue}))
        return "answer"

    async def lead_receiver(self, meeting: MeetingId, venue: Venue) -> str:
        if venue not in self._there(meeting).watching:
            raise NotConnected
        return "offer"

    async def refresh(self, meeting: MeetingId, venue: Venue) -> None:
        self._there(meeting)
        self.refreshed.append(venue)

    async def accept(self, meeting: MeetingId, venue: Venue, answer: str) -> None:
        assert answer
        if venue not in self._there(meeting).watching:
            raise NotConnected

    async def leave(self, meeting: MeetingId, venue: Venue) -> None:
        now = self._relaying.get(meeting, NOTHING)
        watching = {
            each: _without(sent, venue) for each, sent in now.watching.items() if each != venue
        }
        self._change(
            meeting,
            with_(
                now,
                agreed=now.agreed - {venue},
                sending=now.sending - {venue},
                open=now.open - {venue},
                watching=watching,
                recorded=frozenset(each for each in now.recorded if each.venue != venue),
            ),
        )

    def _there(self, meeting: MeetingId) -> Relaying:
        if meeting not in self._relaying:
            raise NotConnected
        return self._relaying[meeting]

    def _change(self, meeting: MeetingId, now: Relaying) -> None:
        self._relaying[meeting] = now
        self.tell(MediaChanged(meeting))

    def tell(self, news: MediaNews) -> None:
        for ear in self._ears:
            ear(news)


def _without(sent: Reception, venue: Venue) -> Reception:
    hears = tuple(each for each in sent.hears if each != venue)
    tiles = trimmed([None if each == venue else each for each in sent.tiles])
    return Reception(hears, None if sent.sees == venue else sent.sees, tiles=tiles)


def _after(now: Relaying, order: Order) -> Relaying:  # noqa: PLR0911 – one table
    match order:
        case SetUp():
            return with_(now, there=True)
        case Strike():
            return NOTHING
        case CloseMicrophone(venue):
            return with_(now, open=now.open - {venue})
        case OpenMicrophone(venue):
            return with_(now, open=now.open | ({venue} & now.sending))
        case Send(to, what) if to in now.watching:
            return with_(now, watching={**now.watching, to: what})
        case StartRecording(what) if what.venue in now.sending:
            return with_(now, recorded=now.recorded | {what})
        case StopRecording(what):
            return with_(now, recorded=now.recorded - {what})
        case _:
            return now
