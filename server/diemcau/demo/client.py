"""A client of the live endpoint, small enough to copy: everything it needs is the protocol.

How this works. `run` keeps one socket open: it says hello with the last `seq` it has taken
in, applies every `all` and `patch` to `view`, and comes back by itself, later each time,
when the line breaks. `do` sends an act and waits for its answer, over as many lines as it
takes: what was not answered is sent again under the same id, which is the same act.
"""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from diemcau.domain.views.keys import View
from diemcau.protocol.frames import (
    All,
    Bye,
    Do,
    Done,
    Error,
    Hello,
    MediaOver,
    MediaSent,
    No,
    Outbound,
    Patch,
    Ping,
    Pong,
    SendMedia,
    ToScreen,
    Welcome,
)

Shape = TypeVar("Shape", bound=View)
Found = TypeVar("Found")

SILENCE = 20.0
"""Seconds of silence after which we ask whether anybody is there, until `welcome` says more."""
LARGEST = 16 * 1024 * 1024
"""Bytes of a frame we take: a whole view grows with the sites."""
NOT_WANTED = frozenset({400, 401, 403, 404})
"""Answers to the handshake after which asking again is no use."""

_DECODER: msgspec.json.Decoder[Outbound] = msgspec.json.Decoder(Outbound)


class SaidNo(Exception):  # noqa: N818 – an answer, not an error
    """The server said `no`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Gone(Exception):  # noqa: N818 – a state of affairs
    """We are not to come back: signed out, or never let in."""


class ClientPatience(Struct, frozen=True):
    """Seconds: the first and the longest wait before coming back, the wait for an answer."""

    first: float = 0.5
    longest: float = 15.0
    answer: float = 60.0


class Unanswered(NamedTuple):
    frame: Do | SendMedia
    answer: "asyncio.Future[Done | MediaSent]"


class Client:
    """One screen. `address` is `ws://…/conferences/<id>/live`, `cookie` what the door gave."""

    def __init__(self, address: str, cookie: str, patience: ClientPatience | None = None) -> None:
        self.view: dict[str, Any] = {}
        self.seq: int | None = None
        self.welcome: Welcome | None = None
        self.ahead = timedelta(0)
        """How far the server's clock is ahead of ours, measured when it last told the time."""
        self.lines = 0
        """How often a line was opened."""
        self.media_over = ""
        """Why picture and sound that were agreed on are no more: `lost`, or `elsewhere`."""
        self._address, self._cookie = address, cookie
        self._patience = patience or ClientPatience()
        self._shaped: dict[str, View] = {}
        self._unanswered: dict[str, Unanswered] = {}
        self._news = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._bye: Bye | None = None
        self._away = 0.0

    # -- reading -----------------------------------------------------------------------------

    def get(self, key: str, shape: type[Shape]) -> Shape | None:
        """One value of the view in its documented shape."""
        if key not in self.view:
            return None
        if not isinstance(known := self._shaped.get(key), shape):
            self._shaped[key] = known = msgspec.convert(self.view[key], shape)
        return known

    def family(self, name: str, shape: type[Shape]) -> dict[str, Shape]:
        """`family("site", SiteView)`: every `site/<code>`, by what stands behind the slash."""
        keys = [key for key in self.view if key.startswith(f"{name}/")]
        return {key.partition("/")[2]: self.get(key, shape) for key in keys}  # type: ignore[misc]

    async def until(self, wanted: Callable[[], Found | None]) -> Found:
        """Wait until something true can be seen, in the view or of the line."""
        while not (found := wanted()):
            await self._news.wait()
        return found

    # -- acting ------------------------------------------------------------------------------

    async def do(self, act: str, /, *, command: str = "", **args: Any) -> Done:  # noqa: ANN401
        """Raises `SaidNo`, or `TimeoutError` when nobody answers for long."""
        frame = Do(id=command or secrets.token_hex(16), act=act, args=args)
        done = await self._answered(frame)
        assert isinstance(done, Done), "what an act is answered by"
        return done

    async def send_media(self, offer: str) -> str:
        """The answer to what a camera offers. Raises as `do` does."""
        sent = await self._answered(SendMedia(id=secrets.token_hex(16), offer=offer))
        assert isinstance(sent, MediaSent), "what an offer is answered by"
        return sent.answer

    async def _answered(self, frame: Do | SendMedia) -> Done | MediaSent:
        answer: asyncio.Future[Done | MediaSent] = asyncio.get_running_loop().create_future()
        self._unanswered[frame.id] = Unanswered(frame, answer)
        try:
            async with asyncio.timeout(self._patience.answer):
                await self._say(frame)
                return await answer
        finally:
            del self._unanswered[frame.id]

    def drop(self, seconds: float = 0.0) -> None:
        """Cut the line as a digger would, and come back no sooner than that."""
        self._away = seconds
        if self._socket is not None:
            self._socket.transport.abort()

    # -- the line ----------------------------------------------------------------------------

    async def run(self) -> None:
        """Until cancelled. Raises `Gone`."""
        wait = self._patience.first
        while True:
            lines = self.lines
            try:
                await self._hold_a_line()
            except InvalidStatus as refused:
                if refused.response.status_code in NOT_WANTED:
                    raise Gone(refused.response.status_code) from refused
            except (OSError, TimeoutError, WebSocketException):
                pass
            finally:
                self._socket = None
            wait = self._patience.first if self.lines > lines else min(wait * 2, self._longest)
            await asyncio.sleep(self._pause(wait))

    @property
    def _longest(self) -> float:
        return self._patience.longest

    def _pause(self, wait: float) -> float:
        """What the server asked for, else with jitter: nobody comes back in step with others."""
        away, self._away = self._away, 0.0
        bye, self._bye = self._bye, None
        if bye is None:
            return away + wait * random.uniform(0.5, 1.0)
        if bye.retry is None:
            raise Gone(bye.code)
        return away + bye.retry

    async def _hold_a_line(self) -> None:
        async with connect(
            self._address,
            additional_headers={"Cookie": self._cookie},
            compression=None,
            max_size=LARGEST,
            proxy=None,
        ) as socket:
            await socket.send(_encoded(Hello(seen=self.seq)))
            self._socket = socket
            self.lines += 1
            self._tell()
            await self._say_again()
            while True:
                await self._hear(socket)

    async def _hear(self, socket: ClientConnection) -> None:
        beat = self.welcome.beat if self.welcome else SILENCE
        try:
            async with asyncio.timeout(beat):
                data = await socket.recv()
        except TimeoutError:
            await socket.send(_encoded(Ping()))
            return
        frame = _DECODER.decode(data)
        self._take(frame)
        if isinstance(frame, Error) and frame.code == "too_fast":
            await asyncio.sleep(1.0)
            await self._say_again()

    async def _say_again(self) -> None:
        for waiting in tuple(self._unanswered.values()):
            await self._say(waiting.frame)

    async def _say(self, frame: Do | SendMedia) -> None:
        """Without a line, or when it breaks just now, the next line says it again."""
        if self._socket is not None:
            with suppress(ConnectionClosed):
                await self._socket.send(_encoded(frame))

    # -- what is heard -----------------------------------------------------------------------

    def _take(self, frame: ToScreen) -> None:
        match frame:
            case Welcome():
                self.welcome = frame
                self._set_clock(frame.now)
            case Pong():
                self._set_clock(frame.now)
            case All():
                self.view, self._shaped, self.seq = dict(frame.set), {}, frame.seq
                self._tell()
            case Patch():
                self._patch(frame)
                self._tell()
            case Done() | MediaSent() | No():
                self._answer(frame)
            case Bye():
                self._bye = frame
            case MediaOver(code=code):
                self.media_over = code
                self._tell()

    def _patch(self, frame: Patch) -> None:
        for key, value in frame.set.items():
            self.view[key] = msgspec.json.decode(value)
            self._shaped.pop(key, None)
        for key in frame.drop:
            self.view.pop(key, None)
            self._shaped.pop(key, None)
        self.seq = frame.seq

    def _answer(self, frame: Done | MediaSent | No) -> None:
        if (waiting := self._open(frame.id)) is None:
            return
        if isinstance(frame, No):
            waiting.set_exception(SaidNo(frame.code, frame.detail))
        else:
            waiting.set_result(frame)

    def _open(self, frame: str) -> "asyncio.Future[Done | MediaSent] | None":
        waiting = self._unanswered.get(frame)
        return None if waiting is None or waiting.answer.done() else waiting.answer

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _set_clock(self, now: datetime) -> None:
        self.ahead = now - datetime.now(now.tzinfo)


def _encoded(frame: Hello | Do | SendMedia | Ping) -> str:
    """As text: the protocol knows no binary frames."""
    return msgspec.json.encode(frame).decode()


@asynccontextmanager
async def connected(
    address: str, cookie: str, patience: ClientPatience | None = None
) -> AsyncIterator[Client]:
    """A client that runs as long as the block, and has its first view."""
    client = Client(address, cookie, patience)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(client.run())
        try:
            await client.until(lambda: client.seq is not None)
            yield client
        finally:
            running.cancel()
