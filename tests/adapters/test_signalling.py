"""How nodes call to each other: through a real server that comes, goes, and says nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count

import pytest
import uvloop
from redis.asyncio.client import PubSub

from diemcau.adapters.signalling import open_signals
from diemcau.adapters.signalling import redis as through_redis
from diemcau.app.live.signals import Grown, Here, Saying, Signals
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from tests.support import backing
from tests.support.backing import Valkey
from tests.support.patience import unless_it_hangs

MORNING = MeetingId("01-morning")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(through_redis, "SOON", 0.1)
    monkeypatch.setattr(through_redis, "SILENCE", 0.3)


@asynccontextmanager
async def two(url: str) -> AsyncIterator[tuple[Signals, Signals]]:
    async with open_signals(url, "postgresql://") as one, open_signals(url, "") as other:
        await until(lambda: not one.deaf and not other.deaf)
        yield one, other


def heard_by(signals: Signals) -> "asyncio.Queue[Saying]":
    heard: asyncio.Queue[Saying] = asyncio.Queue()
    signals.listen(heard.put_nowait)
    return heard


async def until(holds: Callable[[], bool]) -> None:
    async with unless_it_hangs():
        while not holds():  # noqa: ASYNC110 – the world outside tells nobody
            await asyncio.sleep(0.01)


async def heard_again(one: Signals, heard: "asyncio.Queue[Saying]") -> None:
    """Say new things until one of them arrives."""
    for seq in count(1000):
        one.say(Grown(MORNING, seq))
        try:
            async with asyncio.timeout(0.2):  # runs out
                while await heard.get() != Grown(MORNING, seq):
                    pass
        except TimeoutError:
            continue
        return


async def test_what_one_says_the_other_hears_in_order() -> None:
    async with two(backing.valkey().url) as (one, other):
        heard = heard_by(other)
        said: list[Saying] = [
            Grown(MORNING, 7),
            Here("one", MORNING, (SiteCode("001"),)),
            Grown(MORNING, 8),
        ]
        for saying in said:
            one.say(saying)
        assert [await heard.get() for _ in said] == said


async def test_a_word_nobody_knows_is_passed_over() -> None:
    async with two(backing.valkey().url) as (one, other):
        assert isinstance(one, through_redis.RedisSignals)
        heard = heard_by(other)
        await one._client.publish(through_redis.CHANNEL, b"\xc1 of a newer program")
        one.say(Grown(MORNING, 9))
        assert await heard.get() == Grown(MORNING, 9)


async def test_without_a_server_it_is_deaf_and_ends_when_told() -> None:
    async with open_signals("redis://127.0.0.1:1/0", "") as signals:
        for seq in range(through_redis.UNSAID + 10):
            signals.say(Grown(MORNING, seq))
        await asyncio.sleep(0)
        assert signals.deaf


async def test_a_server_that_is_killed_makes_deaf_and_when_it_is_back_all_is_as_before() -> None:
    server = Valkey()
    server.start()
    async with two(server.url) as (one, other):
        heard = heard_by(other)
        server.kill()
        await until(lambda: one.deaf and other.deaf)
        server.start()
        await until(lambda: not one.deaf and not other.deaf)
        await heard_again(one, heard)
    server.kill()


async def test_a_server_that_says_nothing_any_more_makes_deaf_too() -> None:
    server = Valkey()
    server.start()
    async with two(server.url) as (one, other):
        heard = heard_by(other)
        server.freeze()
        await until(lambda: one.deaf and other.deaf)
        server.thaw()
        await until(lambda: not one.deaf and not other.deaf)
        await heard_again(one, heard)
    server.kill()


async def test_it_ends_also_when_the_client_swallows_that_it_was_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def swallowed(*_: object, **__: object) -> list[bytes]:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.05)
        return []

    async with unless_it_hangs(), open_signals(backing.valkey().url, "") as signals:
        await until(lambda: not signals.deaf)
        monkeypatch.setattr(PubSub, "handle_message", swallowed)
        monkeypatch.setattr(PubSub, "parse_response", swallowed)
        monkeypatch.setattr(signals, "_words", swallowed)
        await asyncio.sleep(0.2)


def test_a_line_that_ends_under_the_hand_that_writes_is_lost_like_any_other() -> None:
    """As it ends for servers, which run on uvloop."""

    async def written_to_in_vain() -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", backing.valkey().port)
        writer.transport.abort()
        await asyncio.sleep(0.05)
        with pytest.raises(ConnectionError), through_redis.broken_off():
            writer.writelines([b"PING\r\n"])

    uvloop.run(written_to_in_vain())


def test_any_other_error_of_the_running_stays_loud() -> None:
    with pytest.raises(RuntimeError, match="a bug"), through_redis.broken_off():
        raise RuntimeError("a bug")


async def test_one_process_alone_hears_everything_there_is_to_hear() -> None:
    async with open_signals("", "sqlite+aiosqlite:///x") as signals:
        heard = heard_by(signals)
        signals.say(Grown(MORNING, 1))
        assert (signals.deaf, heard.empty()) == (False, True)


async def test_nodes_that_share_a_database_and_nothing_else_know_that_they_are_deaf() -> None:
    async with open_signals("", "postgresql+asyncpg://x") as signals:
        assert signals.deaf
