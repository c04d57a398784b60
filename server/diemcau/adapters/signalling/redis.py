"""Nodes call to each other through Redis, which keeps nothing (publish and subscribe).

How this works. What is to be said waits in a short queue and goes out in batches; one task
listens. Each node also says an empty word every second, and hears its own: while it does, the
way there and the way back are open. A server that is gone, frozen or behind a cut line is so
found out within `SILENCE`, and tried again until it is back.

Both tasks end when they are told to, whether or not the client passes on that they were
cancelled: nothing here waits for longer than `SOON`.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import msgspec
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from diemcau.app.background import in_background
from diemcau.app.live.signals import Ear, Saying

log = logging.getLogger(__name__)

CHANNEL = "diemcau"
SOON = 1.0
"""Seconds: between two empty words, and for an answer."""
SILENCE = 3.0
"""Seconds without a word, our own among them, after which we are deaf."""
UNSAID = 10_000
"""Words that wait at most; more are lost, as any may be."""

_AWAY = (RedisError, OSError)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Saying).decode


@contextmanager
def broken_off() -> Iterator[None]:
    """A connection that ended under the hand that writes to it is a `RuntimeError` of uvloop's, and
    for us one that is lost like any other. Any other `RuntimeError` is a bug and stays loud.
    """
    try:
        yield
    except RuntimeError as ended:
        if "the handler is closed" not in str(ended):
            raise
        raise ConnectionError(str(ended)) from ended


@asynccontextmanager
async def calling(url: str) -> AsyncIterator["RedisSignals"]:
    signals = RedisSignals(url)
    async with in_background(signals.speak(), signals.hear()):
        try:
            yield signals
        finally:
            signals.over = True
    await signals.close()


async def answers(url: str) -> bool:
    """Whether there is anybody to call through."""
    async with _client(url) as client:
        try:
            with broken_off():
                return bool(await client.ping())
        except _AWAY:
            return False


async def version(url: str) -> str:
    """Of whoever answers; empty where nobody does."""
    async with _client(url) as client:
        try:
            with broken_off():
                return str((await client.info("server"))["redis_version"])
        except _AWAY:
            return ""


def _client(url: str) -> Redis:
    return Redis.from_url(
        url, socket_timeout=SOON, socket_connect_timeout=SOON, retry=Retry(NoBackoff(), 0)
    )


class RedisSignals:
    def __init__(self, url: str) -> None:
        self.deaf = True
        self.over = False
        self._client = _client(url)
        self._unsaid: asyncio.Queue[bytes] = asyncio.Queue(UNSAID)
        self._ears: list[Ear] = []
        self._heard_at = 0.0

    def say(self, saying: Saying) -> None:
        if not self._unsaid.full():
            self._unsaid.put_nowait(_encode(saying))

    def listen(self, ear: Ear) -> None:
        self._ears.append(ear)

    async def close(self) -> None:
        """All connections are let go, also of a server that does not say goodbye in time."""
        with suppress(*_AWAY), broken_off():
            await self._client.aclose()

    # -- speaking ------------------------------------------------------------------------------

    async def speak(self) -> None:
        while not self.over:
            words = await self._words()
            try:
                async with self._client.pipeline(transaction=False) as together:
                    for word in words:
                        _ = together.publish(CHANNEL, word)  # goes with the others
                    with broken_off():
                        await together.execute()
            except _AWAY:
                await asyncio.sleep(SOON)

    async def _words(self) -> list[bytes]:
        """All that wait, or an empty one when nothing has for a while."""
        try:
            async with asyncio.timeout(SOON):
                words = [await self._unsaid.get()]
        except TimeoutError:
            return [b""]
        while not self._unsaid.empty():
            words.append(self._unsaid.get_nowait())
        return words

    # -- listening -----------------------------------------------------------------------------

    async def hear(self) -> None:
        while not self.over:
            try:
                async with self._client.pubsub(ignore_subscribe_messages=True) as ears:
                    with broken_off():
                        await ears.subscribe(CHANNEL)
                        await self._hear(ears)
            except _AWAY:
                await asyncio.sleep(SOON)
            finally:
                self._be(deaf=True)

    async def _hear(self, ears: PubSub) -> None:
        """Until told to end. Raises when nothing has arrived for too long."""
        loop = asyncio.get_running_loop()
        self._heard_at = loop.time()
        while not self.over:
            message = await ears.get_message(timeout=SOON)
            if message is not None:
                self._heard_at = loop.time()
                self._be(deaf=False)
                self._take(message["data"])
            elif loop.time() - self._heard_at > SILENCE:
                raise TimeoutError("nothing is heard")

    def _take(self, word: bytes) -> None:
        """A word of another program, or of a newer one, is passed over."""
        try:
            saying = _decode(word) if word else None
        except msgspec.DecodeError:
            return
        if saying is not None:
            for ear in self._ears:
                ear(saying)

    def _be(self, *, deaf: bool) -> None:
        if deaf != self.deaf:
            self.deaf = deaf
            log.warning("signals do not arrive" if deaf else "signals arrive")
