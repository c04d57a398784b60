"""Several media servers as one: each site is at one of them, and what is on stage goes to all.

How this works. From each server to each other there is a link, by the same two requests with which
a browser watches and sends: what the one offers is offered to the other as if a browser did. So it
is encrypted, packets that are lost come again, and a whole picture is asked for by whoever needs
one. What a link brings is switched as the lines of a browser are: a press among sites of one server
is one order more for each other, and none for their sites.

Who is at which server follows from their code, what is linked is asked of the servers, and what is
missing is made at the next look. A server that is away takes its own rooms with it and nobody
else's.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby, permutations
from typing import Final, NamedTuple

from msgspec.structs import replace

from diemcau.app.media.links import (
    AtServer,
    Relayings,
    ToServers,
    as_one,
    shared_out,
    standing,
    switches,
    without_who_left,
)
from diemcau.app.media.offers import BadOffer
from diemcau.app.ports.media import (
    CloseMicrophone,
    LinkableServer,
    MediaAway,
    MediaChanged,
    MediaEar,
    MediaNews,
    NotConnected,
    OfferMade,
    OpenMicrophone,
    Order,
    Relaying,
    Send,
    SetUp,
    StartRecording,
    StopRecording,
    Strike,
    TakenOver,
    TilesLaid,
    is_link,
    link_of,
)
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Venue

log = logging.getLogger(__name__)

PAUSE: Final = 0.5
"""Seconds until a link is tried again: a try is news, and whoever hears news looks again."""


class ServerLink(NamedTuple):
    meeting: MeetingId
    source: int
    to: int


class LinkedServers:
    """A media server made of several; `at` tells where a venue is."""

    def __init__(self, servers: Sequence[LinkableServer], at: AtServer | None = None) -> None:
        self._servers = tuple(servers)
        self._at = at or shared_out(len(self._servers))
        self._ears: list[MediaEar] = []
        self._stale, self._failed = set[ServerLink](), dict[ServerLink, float]()
        self._turn = asyncio.Lock()
        for number, server in enumerate(self._servers):
            server.listen(partial(self._hear, number))

    def listen(self, ear: MediaEar) -> None:
        self._ears.append(ear)

    async def relaying(self, meeting: MeetingId) -> Relaying:
        """A server that knows nothing of a conference of the others is told of it, and links that
        are missing are made, as it looks.
        """
        async with self._turn:
            looked = await self._looked(meeting)
            if await self._completed(meeting, looked):
                looked = await self._looked(meeting)
            if left := tuple(without_who_left(looked, self._at)):
                await self._switch(meeting, looked, left)
                looked = await self._looked(meeting)
            return replace(as_one(looked, self._at), whole=len(looked) == len(self._servers))

    async def carry_out(self, meeting: MeetingId, *orders: Order) -> None:
        """All servers have done one kind before the next is begun. Who answers is told all of it,
        also where another is away.
        """
        async with self._turn:
            looked = await self._looked(meeting)
            for _, some in groupby(orders, key=type):
                kind = tuple(some)
                if sends := [each for each in kind if isinstance(each, Send)]:
                    await self._switch(meeting, looked, sends)
                else:
                    await self._each(looked, meeting, {at: self._of(at, kind) for at in looked})
            if Strike() in orders:
                self._forget(meeting)
            if len(looked) < len(self._servers):
                raise MediaAway("one of several media servers is away")

    async def publish(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        return await self._where(venue).publish(meeting, venue, offer)

    async def subscribe(self, meeting: MeetingId, venue: Venue) -> str:
        return await self._where(venue).subscribe(meeting, venue)

    async def lead_sender(self, meeting: MeetingId, venue: Venue, offer: str) -> str:
        return await self._where(venue).lead_sender(meeting, venue, offer)

    async def lead_receiver(self, meeting: MeetingId, venue: Venue) -> str:
        return await self._where(venue).lead_receiver(meeting, venue)

    async def refresh(self, meeting: MeetingId, venue: Venue) -> None:
        """The picture that it is sent may be of somebody elsewhere; whoever is away there keeps
        nobody here from coming back.
        """
        what = (await self._where(venue).relaying(meeting)).watching.get(venue)
        await self._where(venue).refresh(meeting, venue)
        if what is not None and what.sees is not None and self._at(what.sees) != self._at(venue):
            with suppress(MediaAway, NotConnected):
                await self._where(what.sees).refresh(meeting, what.sees)

    async def accept(self, meeting: MeetingId, venue: Venue, answer: str) -> None:
        await self._where(venue).accept(meeting, venue, answer)

    async def leave(self, meeting: MeetingId, venue: Venue) -> None:
        await self._where(venue).leave(meeting, venue)

    # -- orders ------------------------------------------------------------------------------------

    def _where(self, venue: Venue) -> LinkableServer:
        return self._servers[self._at(venue)]

    def _is_at(self, number: int, venue: Venue) -> bool:
        return self._at(venue) == number

    async def _looked(self, meeting: MeetingId) -> Relayings:
        """Raises `MediaAway` where none answers."""
        looked = {}
        for number, server in enumerate(self._servers):
            with suppress(MediaAway):
                looked[number] = await server.relaying(meeting)
        if not looked:
            raise MediaAway("no media server answers")
        return looked

    async def _switch(self, meeting: MeetingId, looked: Relayings, sends: Sequence[Send]) -> None:
        for orders in switches(looked, sends, self._at):
            await self._each(looked, meeting, orders)

    async def _each(self, looked: Relayings, meeting: MeetingId, orders: ToServers) -> None:
        """All at once; whoever goes away meanwhile is found away at the next look."""

        async def tell(number: int) -> None:
            if orders[number]:
                with suppress(MediaAway):
                    await self._servers[number].carry_out(meeting, *orders[number])

        await asyncio.gather(*map(tell, looked))

    def _of(self, number: int, orders: Sequence[Order]) -> Sequence[Order]:
        """Of those that are no switches."""
        return [each for each in orders if self._concerns(number, each)]

    def _concerns(self, number: int, order: Order) -> bool:
        match order:
            case CloseMicrophone(venue) | OpenMicrophone(venue):
                return self._is_at(number, venue)
            case StartRecording(what) | StopRecording(what):
                return self._is_at(number, what.venue)
            case _:
                return True

    # -- what is missing ---------------------------------------------------------------------------

    async def _completed(self, meeting: MeetingId, looked: Relayings) -> bool:
        """Whether anything was missing of a conference that is there at all."""
        if not any(each.there for each in looked.values()):
            return False
        lacking = {at: [] if each.there else [SetUp()] for at, each in looked.items()}
        await self._each(looked, meeting, lacking)
        stand = {
            ServerLink(meeting, source, to) for source, to, _ in standing(looked)
        } - self._stale
        links = [ServerLink(meeting, *pair) for pair in permutations(looked, 2)]
        made = [await self._linked(each) for each in links if each not in stand]
        return any(made)

    async def _linked(self, link: ServerLink) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._failed.get(link, -PAUSE) < PAUSE:
            return False
        self._stale.discard(link)
        source, to, made = self._servers[link.source], self._servers[link.to], False
        try:
            offer = await source.subscribe(link.meeting, link_of(link.to))
            answer = await to.take_in(link.meeting, link_of(link.source), offer)
            await source.accept(link.meeting, link_of(link.to), answer)
            made = True
        except (MediaAway, NotConnected, BadOffer) as why:
            log.warning("no link from server %s to server %s: %r", link.source, link.to, why)
            self._failed[link] = now
            asyncio.get_running_loop().call_later(PAUSE, self._say, MediaChanged(link.meeting))
            return False
        finally:
            if not made:  # half of it may stand
                self._stale.add(link)
        self._failed.pop(link, None)
        return True

    def _forget(self, meeting: MeetingId) -> None:
        self._stale = {each for each in self._stale if each.meeting != meeting}
        self._failed = {each: at for each, at in self._failed.items() if each.meeting != meeting}

    # -- what they tell ----------------------------------------------------------------------------

    def _hear(self, number: int, news: MediaNews) -> None:
        match news:
            case OfferMade(meeting, venue) if is_link(venue):
                others = range(len(self._servers))
                self._stale |= {
                    ServerLink(meeting, number, each) for each in others if link_of(each) == venue
                }
                self._say(MediaChanged(meeting))
            case TilesLaid(_, venue) if is_link(venue):
                pass
            case TakenOver(meeting, venues):
                people = frozenset(each for each in venues if not is_link(each))
                self._say(TakenOver(meeting, people))
            case MediaChanged(None):
                self._say(MediaChanged(at=partial(self._is_at, number)))
            case _:
                self._say(news)

    def _say(self, news: MediaNews) -> None:
        for ear in self._ears:
            ear(news)
