"""One conference at Janus: a VideoRoom, driven as the orders say.

What is known of Janus 1.1.2 and lies behind the lines below: moderation is per line, and lost when
a browser publishes again, so every publication is a new one and closed before its answer is known.
A source that vanishes leaves holes which only a new agreement fills, so everybody is switched away
from it first, to a dummy. A recording that fails is answered "ok", so we look at the files.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from diemcau.adapters.janus.asking import restarted, room_of
from diemcau.adapters.janus.folder import Keys
from diemcau.adapters.janus.laying import Laying
from diemcau.adapters.janus.left import LeftHandle
from diemcau.adapters.janus.places import FIRST_TILE, Receiver, Sender, without
from diemcau.adapters.janus.recordings import RecordingFiles, recorded_by
from diemcau.adapters.janus.taking_over import ClosedLines, closed_lines, receiver_of, sender_of
from diemcau.adapters.janus.wire import JanusLine, JanusMessage, JanusSaidNo
from diemcau.app.media import offers
from diemcau.app.ports.media import (
    Bring,
    CloseMicrophone,
    Layer,
    MediaChanged,
    MediaEar,
    NotConnected,
    OfferMade,
    OpenMicrophone,
    Order,
    Reception,
    Relaying,
    Send,
    StartRecording,
    StopRecording,
    TilesLaid,
    is_link,
)
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import Recorded, Venue

log = logging.getLogger(__name__)

EXISTS: Final = 427
NAME_HELD: Final = 436
LOOKS: Final = 10
"""Tries to join under a name that was given up, 50 ms apart."""


class VideoRoom:
    def __init__(self, wire: JanusLine, meeting: MeetingId, keys: Keys, tell: MediaEar) -> None:
        self._wire, self._meeting, self._keys, self._tell = wire, meeting, keys, tell
        self._desk = 0
        self._senders: dict[Venue, Sender] = {}
        self._laying = Laying(self._senders)
        self._receivers: dict[Venue, Receiver] = {}
        self._recorded: dict[Recorded, Sender] = {}
        self._files = RecordingFiles(keys.recordings, meeting)

    async def set_up(self) -> None:
        """One that was left by a program before us is of no use: nobody can be found in it."""
        self._desk = await self._wire.attach(lambda _: None)
        try:
            await self._ask("create", **room_of(self._keys))
        except JanusSaidNo as no:
            if no.code != EXISTS:
                raise
            await self._ask("destroy")
            await self._ask("create", **room_of(self._keys))
        await self._find_dummy()

    async def take_over(self, handles: Sequence[LeftHandle]) -> frozenset[Venue]:
        """Go on with what stands, as Janus tells it; who sends or is sent something in it."""
        self._desk = await self._wire.attach(lambda _: None)
        await self._find_dummy()
        closed = await self._closed()
        for left in handles:
            match left.told["type"]:
                case "publisher":
                    self._go_on_sending(left, closed)
                case _:
                    self._go_on_receiving(left)
        there = [each for each in self._receivers.values() if each.lines and not each.gone]
        await asyncio.gather(*(self._fit(each, Layer.HIGH) for each in there))
        for link in [each for each in there if is_link(each.venue)]:
            await self._send(link, link.what)
        return frozenset({*self._senders, *self._receivers})

    def _go_on_sending(self, left: LeftHandle, closed: ClosedLines) -> None:
        sender = sender_of(left, closed)
        self._wire.take_over(left.number, partial(self._of_sender, sender))
        self._senders[sender.venue] = sender
        self._recorded |= dict.fromkeys(recorded_by(left), sender)

    def _go_on_receiving(self, left: LeftHandle) -> None:
        receiver = receiver_of(left, self._laying.picture.feed)
        self._wire.take_over(left.number, partial(self._of_receiver, receiver))
        self._receivers[receiver.venue] = receiver

    async def _closed(self) -> ClosedLines:
        """Who comes in is told, so we come and go."""
        handle = await self._wire.attach(lambda _: None)
        join = {"request": "join", **self._room, "ptype": "publisher"}
        told = (await self._wire.say(handle, join)).data["publishers"]
        await self._wire.detach(handle)
        return frozenset(closed_lines(told))

    async def _find_dummy(self) -> None:
        told: Sequence[JanusMessage] = (await self._ask("listparticipants"))["participants"]
        (dummy,) = (each for each in told if each.get("dummy"))
        self._laying.dummy(dummy["id"])

    async def strike(self) -> None:
        with suppress(JanusSaidNo):
            await self._ask("destroy")
        senders = (each.handle for each in self._senders.values())
        receivers = (each.handle for each in self._receivers.values())
        for handle in (*senders, *receivers):
            await self._wire.detach(handle)
        await self._wire.detach(self._desk)

    async def relaying(self) -> Relaying:
        await self._sweep()
        senders = self._senders.values()
        return Relaying(
            there=True,
            agreed=frozenset(self._senders),
            sending=frozenset(each.venue for each in senders if each.arrives),
            open=frozenset(each.venue for each in senders if each.up and each.open),
            watching={each.venue: each.what for each in self._receivers.values()},
            recorded=frozenset(self._recorded),
        )

    # -- who comes and goes ------------------------------------------------------------------------

    async def publish(self, venue: Venue, offer: str, *, mute: bool = True) -> str:
        await self._retire(venue)
        sender = Sender(venue, 0)
        told = partial(self._of_sender, sender)
        async with self._wire.attached(told) as sender.handle:
            await self._join(sender)
            answer = await self._wire.say(sender.handle, {"request": "publish"}, offer, "offer")
            sender.take(answer.data["streams"])
            await self._moderate(sender, mute=mute)
        sender.keys = offers.offered(offer).keys
        self._senders[venue] = sender
        return answer.sdp

    async def lead_sender(self, venue: Venue, offer: str) -> str:
        sender = self._senders.get(venue)
        if sender is None or sender.gone or not sender.is_of(offers.offered(offer)):
            raise NotConnected
        answer = await restarted(self._wire, sender.handle, offer)
        await self._moderate(sender, mute=True)
        return answer

    async def lead_receiver(self, venue: Venue) -> str:
        receiver = self._receivers.get(venue)
        if receiver is None or receiver.gone:
            raise NotConnected
        return await restarted(self._wire, receiver.handle)

    async def _join(self, sender: Sender) -> None:
        """Under the name that was just given up: Janus forgets it a moment after it said so."""
        join = {"ptype": "publisher", "id": sender.feed, "display": sender.venue}
        for look in range(LOOKS):
            try:
                await self._wire.say(sender.handle, {"request": "join", **self._room, **join})
            except JanusSaidNo as no:
                if no.code != NAME_HELD or look == LOOKS - 1:
                    raise
                await asyncio.sleep(0.05)
            else:
                return

    async def subscribe(self, venue: Venue) -> str:
        await self._dismiss(venue)
        receiver = Receiver(venue, 0)
        told = partial(self._of_receiver, receiver)
        async with self._wire.attached(told, named=venue) as receiver.handle:
            receiver.laid = self._laying.sources(venue, receiver.what)
            streams = [each._asdict() for each in receiver.laid]
            join = {"ptype": "subscriber", "autoupdate": False, "use_msid": False}
            join |= {"request": "join", **self._room, "streams": streams}
            said = await self._wire.say(receiver.handle, join)
            receiver.lines = tuple(str(each["mid"]) for each in said.data["streams"])
        self._receivers[venue] = receiver
        return said.sdp

    async def refresh(self, venue: Venue) -> None:
        seen = self._receivers[venue].what.sees if venue in self._receivers else None
        for sender in map(self._senders.get, filter(None, (venue, seen))):
            if sender is not None:
                await self._configure(sender, keyframe=True)

    async def accept(self, venue: Venue, answer: str) -> None:
        if (receiver := self._receivers.get(venue)) is None:
            raise NotConnected
        await self._wire.say(receiver.handle, {"request": "start"}, answer, "answer")

    async def leave(self, venue: Venue) -> None:
        await self._retire(venue)
        await self._dismiss(venue)

    async def _retire(self, venue: Venue) -> None:
        """Everybody is switched away before the source goes; whoever cannot be is sent something
        else at the next look.
        """
        if (sender := self._senders.pop(venue, None)) is None:
            return
        for receiver in self._receivers.values():
            with suppress(JanusSaidNo):
                await self._send(receiver, without(receiver.what, venue))
        self._laying.drop(venue)
        await self.lay_again()
        self._recorded = {what: by for what, by in self._recorded.items() if by is not sender}
        await self._wire.detach(sender.handle)

    async def _dismiss(self, venue: Venue) -> None:
        if (receiver := self._receivers.pop(venue, None)) is not None:
            await self._wire.detach(receiver.handle)

    async def _sweep(self) -> None:
        now = asyncio.get_running_loop().time()
        for sender in [each for each in self._senders.values() if each.is_lost(now)]:
            await self._retire(sender.venue)
        for receiver in [each for each in self._receivers.values() if each.gone]:
            await self._dismiss(receiver.venue)
        await self.lay_again()

    # -- orders ------------------------------------------------------------------------------------

    async def carry_out(self, order: Order) -> None:
        """What Janus refuses is not done, and is found missing at the next look."""
        try:
            await self._carry_out(order)
        except JanusSaidNo as no:
            log.warning("Janus refused %s: %s", order, no, extra={"meeting": self._meeting})

    async def _carry_out(self, order: Order) -> None:
        match order:
            case OpenMicrophone(venue) | CloseMicrophone(venue) if venue in self._senders:
                mute = isinstance(order, CloseMicrophone)
                await self._moderate(self._senders[venue], mute=mute)
            case Send(to, what) if to in self._receivers:
                await self._send(self._receivers[to], what)
            case Bring(link, what):
                self._laying.bring(link, what)
            case StartRecording(what) if what.venue in self._senders:
                await self._record(what, self._senders[what.venue])
            case StopRecording(what) if what in self._recorded:
                await self._configure(self._recorded.pop(what), record=False)
            case _:
                pass

    async def _moderate(self, sender: Sender, *, mute: bool) -> None:
        for line in sender.sound:
            await self._ask("moderate", id=sender.feed, mid=line.mid, mute=mute)
        sender.open = not mute

    async def _send(self, receiver: Receiver, what: Reception) -> None:
        """Only what differs: where Janus changed less than that, it is not so. To switch sets a
        line back to its best layer and to sending, which is mostly as it is wanted.
        """
        after = self._laying.sources(receiver.venue, what)
        changed = [at for at, source in enumerate(after) if source != receiver.laid[at]]
        if changed:
            streams = [{**after[at]._asdict(), "sub_mid": receiver.lines[at]} for at in changed]
            said = await self._wire.say(receiver.handle, {"request": "switch", "streams": streams})
            self._offer(receiver, said.sdp)
        if what.layer is not (Layer.HIGH if 0 in changed else receiver.what.layer):
            await self._fit(receiver, what.layer)
        if tiles := [at for at in changed if at >= FIRST_TILE]:
            await self._fit(receiver, Layer.LOW, *tiles)
        if tiles or what.tiles != receiver.what.tiles:  # the same line may bring somebody else
            self._tell(TilesLaid(self._meeting, receiver.venue, what.tiles))
        receiver.what, receiver.laid = what, after

    async def _fit(self, receiver: Receiver, layer: Layer, *lines: int) -> None:
        """As large as the line carries, the first where none is named; where nothing so small
        comes, what comes.
        """
        streams = [{"mid": receiver.lines[at], "substream": int(layer)} for at in lines or (0,)]
        await self._wire.say(receiver.handle, {"request": "configure", "streams": streams})

    async def lay_again(self) -> None:
        """Whoever is sent the same by other lines: a link is there, or is gone."""
        moved, self._laying.moved = self._laying.moved, False
        for receiver in tuple(self._receivers.values()) if moved else ():
            if receiver.laid != self._laying.sources(receiver.venue, receiver.what):
                with suppress(JanusSaidNo):
                    await self._send(receiver, receiver.what)

    # -- recording ---------------------------------------------------------------------------------

    async def _record(self, what: Recorded, sender: Sender) -> None:
        name = self._files.fresh_name(what)
        await self._configure(sender, record=True, filename=name)
        if await self._files.appear(name, sender):
            self._recorded[what] = sender

    async def _configure(self, sender: Sender, **how: object) -> None:
        body = {"request": "configure", "secret": self._keys.room, **how}
        await self._wire.say(sender.handle, body)

    # -- what Janus tells --------------------------------------------------------------------------

    def _of_sender(self, sender: Sender, message: JanusMessage) -> None:
        match message:
            case {"janus": "webrtcup"}:
                sender.up = True
                self._laying.moved |= sender.venue in self._laying.brought
            case {"janus": "hangup" | "detached"}:
                sender.gone = True
            case {"janus": "media", "mid": str(mid), "receiving": bool(receiving)}:
                now = asyncio.get_running_loop().time()
                sender.heard_of(mid, now, receiving=receiving)
            case _:
                return
        self._tell(MediaChanged(self._meeting))

    def _of_receiver(self, receiver: Receiver, message: JanusMessage) -> None:
        match message:
            case {"jsep": {"type": "offer", "sdp": str(sdp)}}:
                self._offer(receiver, sdp)
            case {"janus": "hangup" | "detached"}:
                receiver.gone = True
                self._tell(MediaChanged(self._meeting))
            case _:
                pass

    def _offer(self, receiver: Receiver, sdp: str) -> None:
        if sdp:
            self._tell(OfferMade(self._meeting, receiver.venue, sdp))

    # -- asking ------------------------------------------------------------------------------------

    @property
    def _room(self) -> JanusMessage:
        return {"room": self._meeting}

    async def _ask(self, request: str, **what: object) -> JanusMessage:
        body = {"request": request, **self._room, "secret": self._keys.room, **what}
        return (await self._wire.say(self._desk, body)).data
