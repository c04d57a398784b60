"""The live endpoint: one WebSocket per screen, carried by `protocol.conversation`.

A screen has one task, which reads. What it is sent is written where it comes about (`fanout`,
`outbox`), so a screen that does not read cannot hold up the commands it sends, nor anybody else.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from aiohttp import WSCloseCode, WSMsgType, web

from diemcau.app.admission.refusals import ProofNeeded
from diemcau.app.background import in_background
from diemcau.app.live.presence import SitePresence
from diemcau.app.live.room import Room
from diemcau.app.live.rooms import Awake
from diemcau.app.live.seats import actor_in, check_seated
from diemcau.app.media.seats import seat_for
from diemcau.app.ports.people import Post, Session
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import BodyId, MeetingId, SiteCode
from diemcau.domain.nouns.media import NoVideo
from diemcau.domain.views.families import audience_of
from diemcau.edge.door.budgets import BUDGETS
from diemcau.edge.door.own_forms import check_origin
from diemcau.edge.live.fanout import Fanout
from diemcau.edge.live.media import MediaTalk
from diemcau.edge.live.outbox import Outbox
from diemcau.edge.live.wire import Wire
from diemcau.edge.product import PRODUCT
from diemcau.edge.refusing.refusals import TooManyRequests
from diemcau.edge.who.identity import address_of, require
from diemcau.protocol import codec
from diemcau.protocol.conversation import Attach, Conversation, Leave, Relay, Say, Step, Submit
from diemcau.protocol.frames import Bye, Done, MediaFrame, No, Outbound, Welcome

log = logging.getLogger(__name__)

FANOUTS: Final = web.AppKey("fanouts", WeakKeyDictionary[Room, Fanout])
SCREENS: Final[web.AppKey[set["Screen"]]] = web.AppKey("screens", set)

LARGEST = 2 * 1024 * 1024
"""Bytes of a message read before it is refused by name; beyond, the socket is closed (1009)."""
BEAT = 20
"""Seconds between the pings a client is asked for."""
HEARTBEAT = 10.0
"""Seconds between our own WebSocket pings (RFC 6455 §5.5.2); half of it to answer."""
GOODBYE = 2.0
"""Seconds in which a screen may take a last word."""
SESSION_CHECKED_EVERY = timedelta(seconds=5)


def carry_screens(app: web.Application) -> None:
    """Before any of them comes: where they stand, who looks after them, who sees them off."""
    app[FANOUTS] = WeakKeyDictionary()
    app[SCREENS] = set()
    app.cleanup_ctx.append(watch)
    app.on_shutdown.append(say_goodbye)


async def live(request: web.Request) -> web.StreamResponse:
    """`GET /conferences/{meeting}/live`: everything a screen needs, over one socket."""
    check_origin(request)
    session = require(request)
    meeting = MeetingId(request.match_info["meeting"])
    actor = actor_in(meeting, session)
    product = request.app[PRODUCT]
    awake = await product.rooms.enter(meeting)
    check_seated(awake.room.meeting, actor)
    with request.app[BUDGETS].seat(session, address_of(request)):
        return await _talked(request, session, actor, awake)


async def _talked(
    request: web.Request, session: Session, actor: Actor, awake: Awake
) -> web.StreamResponse:
    socket = web.WebSocketResponse(max_msg_size=LARGEST, heartbeat=HEARTBEAT, compress=False)
    try:
        writer = await socket.prepare(request)
    except ConnectionError:
        return web.Response()  # whoever asked is gone, and nobody reads this
    socket.headers.clear()  # they are sent, and a socket lasts for hours
    transport = request.transport
    if transport is not None:
        screen = Screen(request, socket, session, actor, awake.room)
        await _seated(screen, Wire(transport, writer), awake.presence)
    return socket


async def _seated(screen: "Screen", wire: Wire, presence: SitePresence) -> None:
    """While it is there it is known to be."""
    screens, site = screen.app[SCREENS], screen.actor.site
    screens.add(screen)
    if site is not None:
        presence.enter(site)
    try:
        await screen.run(wire)
    finally:
        screens.discard(screen)
        if site is not None:
            presence.leave(site)


def fanout_of(app: web.Application, room: Room) -> Fanout:
    """One per room, so that everything is encoded once for everybody."""
    if (known := app[FANOUTS].get(room)) is None:
        known = app[FANOUTS][room] = Fanout(room)
    return known


class Screen:
    """One socket and all that belongs to it."""

    def __init__(
        self,
        request: web.Request,
        socket: web.WebSocketResponse,
        session: Session,
        actor: Actor,
        room: Room,
    ) -> None:
        self.app, self.actor = request.app, actor
        self._product = request.app[PRODUCT]
        self._socket, self._session, self._room = socket, session, room
        now = self._product.clock.now()
        self._checked_at = now
        self._talk = Conversation(actor, self._product.settings.limits, now)
        self._outbox: Outbox
        self._tasks: asyncio.TaskGroup
        self._media: MediaTalk | None = None

    @property
    def meeting(self) -> MeetingId:
        return self._room.id

    async def run(self, wire: Wire) -> None:
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            self._outbox = Outbox(
                wire,
                fanout_of(self.app, self._room),
                audience_of(self.actor.role, self.actor.site),
                spawn=tasks.create_task,
                over=lambda: tasks.create_task(self._room_closed()),
            )
            self._outbox.say(
                Welcome(
                    meeting=self._room.id,
                    role=self.actor.role,
                    site=self.actor.site,
                    now=self._product.clock.now(),
                    beat=BEAT,
                )
            )
            try:
                with contextlib.suppress(ConnectionError):  # a ping of somebody who is gone
                    await self._read()
            finally:
                if self._media is not None:
                    self._media.leave()
                self._outbox.detach()

    async def _room_closed(self) -> None:
        await self.leave(Bye(code="room_closed", retry=1.0))

    async def look_after(self) -> None:
        """Whoever only listens is shown out as well; the reader then finds the socket closed."""
        if not await self._still_signed_in(self._product.clock.now()):
            await self.leave(Bye(code="session_ended"))

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            now = self._product.clock.now()
            if not await self._still_signed_in(now):
                await self.leave(Bye(code="session_ended"))
                return
            if not await self._take(self._heard(message.data, now)):
                return

    def _heard(self, data: str | bytes, now: datetime) -> Sequence[Step]:
        """Beyond what all sockets of this session may send together nothing is even decoded."""
        try:
            self.app[BUDGETS].bytes(self._session, len(data), now)
        except TooManyRequests:
            return self._talk.hush(now)
        return self._talk.receive(data, now)

    async def _take(self, steps: Sequence[Step]) -> bool:
        """Carry out the steps; whether the talk goes on."""
        for step in steps:
            match step:
                case Attach(seen):
                    await self._catch_up_with(seen)
                    self._outbox.attach(seen)
                case Submit(command):
                    self._submit(command)
                case Relay(frame):
                    self._relay(frame)
                case Say(frame):
                    self._outbox.say(frame)
                case Leave(frame):
                    await self.leave(frame)
                    return False
        return True

    async def _catch_up_with(self, seen: int | None) -> None:
        """Whoever has seen more than we know was shown it by another node."""
        if seen is not None and seen > self._room.seq:
            with contextlib.suppress(Unavailable):
                await self._room.looked()

    def _submit(self, command: AnyCommand) -> None:
        """The answer comes when it is on disk; meanwhile the screen may go on talking."""
        try:
            self.app[BUDGETS].act(self._session, self._product.clock.now())
            self._check_proof(command)
        except (TooManyRequests, ProofNeeded) as refusal:
            self._outbox.say(No(id=command.id, code=refusal.code))
            return
        answer = self._room.submit(command)
        answer.add_done_callback(lambda done: self._outbox.say(_answer(command, done)))

    def _check_proof(self, command: AnyCommand) -> None:
        """What was shown meanwhile in another window counts here within seconds."""
        inside = self._product.admission.inside
        if self._session.login and inside.settings.demands.asks_proof(command):
            inside.check_proved(self._session)

    def _relay(self, frame: MediaFrame) -> None:
        """Of a conference whose picture and sound go through us; within the budget of acts."""
        try:
            self.app[BUDGETS].act(self._session, self._product.clock.now())
        except TooManyRequests as refusal:
            self._outbox.say(No(id=frame.id, code=refusal.code))
            return
        if self._room.meeting.settings.video:
            self._media = self._media or self._with_media()
            self._media.take(frame)
        else:
            self._outbox.say(No(id=frame.id, code=NoVideo.code))

    def _with_media(self) -> MediaTalk:
        """At its first word of picture and sound; a screen without them holds nothing for them."""
        seat = seat_for(self._room.id, self.actor, self._outbox.say)
        return MediaTalk(self._product.media, seat, self._outbox.say, self._tasks.create_task)

    async def leave(self, frame: Bye) -> None:
        """Say why, and close; whoever does not take the word in time is closed without."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await self._socket.send_frame(codec.encode(frame), WSMsgType.TEXT)
        await self._socket.close(code=WSCloseCode.POLICY_VIOLATION, message=frame.code.encode())

    async def _still_signed_in(self, now: datetime) -> bool:
        """While the store is away nobody is shown out."""
        if now - self._checked_at < SESSION_CHECKED_EVERY:
            return True
        self._checked_at = now
        try:
            session = await self._product.admission.inside.still(self._session)
        except Unavailable:
            return True
        if session is None or not _same_person(session, self._session):
            return False
        self._session = session
        return True


def _same_person(now: Session, then: Session) -> bool:
    """Another post or name is another actor, who has to come in anew."""
    return _actor(now) == _actor(then)


def _actor(session: Session) -> tuple[Post, str, BodyId, SiteCode | None]:
    return session.post, session.name, session.body, session.site


def _answer(command: AnyCommand, done: "asyncio.Future[int]") -> Outbound:
    if done.cancelled():
        return No(id=command.id, code=Unavailable.code)
    match done.exception():
        case None:
            return Done(id=command.id, seq=done.result())
        case Rejected() as refusal:
            return No(id=command.id, code=refusal.code)
        case Unavailable() as refusal:
            return No(id=command.id, code=refusal.code)
        case bug:
            log.error("a command failed", exc_info=bug, extra={"command": command.id})
            return No(id=command.id, code="internal")


async def show_out(app: web.Application, meeting: MeetingId, sites: Collection[SiteCode]) -> None:
    """Screens here whose pass is no more; those at other nodes go when they are looked at next."""
    async with asyncio.TaskGroup() as tasks:
        screens = app[SCREENS]
        for screen in tuple(screens):
            if screen.meeting == meeting and screen.actor.site in sites:
                tasks.create_task(screen.leave(Bye(code="pass_replaced")))


async def watch(app: web.Application) -> AsyncIterator[None]:
    """As long as the server runs: look at every screen from time to time."""
    async with in_background(_watch(app[SCREENS], app[PRODUCT].settings.watched_every)):
        yield


async def _watch(screens: set[Screen], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        for screen in tuple(screens):
            await screen.look_after()


async def say_goodbye(app: web.Application) -> None:
    """On shutdown every screen is told to come back, not all at once."""
    async with asyncio.TaskGroup() as tasks:
        screens = app[SCREENS]
        for place, screen in enumerate(tuple(screens)):
            retry = 0.5 + place * 0.002
            tasks.create_task(screen.leave(Bye(code="restarting", retry=retry)))
