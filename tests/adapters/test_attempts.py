"""The laws of `Attempts`, and of the keys that nodes share."""

import asyncio
from datetime import timedelta

from diemcau.adapters.store import Store
from tests.support.store import at

JUST = timedelta(microseconds=1)
HOME, ELSEWHERE = "203.0.113.7", "2001:DB8::/48"


async def count(store: Store, name: str, network: str, minute: float = 0) -> int:
    kept = await store.attempts.get(name, network, at(minute))
    return kept.count if kept else 0


async def test_failures_are_counted_by_name_and_network(store: Store) -> None:
    for name, network in (("lan", HOME), ("lan", HOME), ("lan", ELSEWHERE), ("minh", HOME)):
        await store.attempts.failed(name, network, at(0))
    assert await count(store, "lan", HOME) == 2
    assert await count(store, "lan", ELSEWHERE) == 1
    assert await count(store, "minh", HOME) == 1
    assert await count(store, "nobody", HOME) == 0


async def test_a_guess_in_capitals_counts_for_the_same_name(store: Store) -> None:
    await store.attempts.failed("Đức", ELSEWHERE, at(0))
    await store.attempts.failed("đỨC", ELSEWHERE.lower(), at(0))
    assert await count(store, "đức", ELSEWHERE) == 2


async def test_failures_at_once_are_all_counted(store: Store) -> None:
    await asyncio.gather(*(store.attempts.failed("lan", HOME, at(0)) for _ in range(10)))
    assert await count(store, "lan", HOME) == 10


async def test_the_slate_is_wiped_for_one_network_or_for_all(store: Store) -> None:
    for name, network in (("lan", HOME), ("lan", ELSEWHERE), ("lan", ""), ("minh", HOME)):
        await store.attempts.failed(name, network, at(0))
    await store.attempts.clear("Lan", "")
    assert await count(store, "lan", "") == 0
    await store.attempts.clear("Lan", HOME)
    assert await count(store, "lan", HOME) == 0
    assert await count(store, "lan", ELSEWHERE) == 1
    await store.attempts.clear("Lan")
    assert await count(store, "lan", ELSEWHERE) == 0
    assert await count(store, "minh", HOME) == 1


async def test_failures_are_forgotten_a_day_after_the_last(store: Store) -> None:
    day = 24 * 60
    await store.attempts.failed("lan", HOME, at(0))
    await store.attempts.failed("lan", HOME, at(day))
    assert await count(store, "lan", HOME, 2 * day) == 2
    assert await store.attempts.get("lan", HOME, at(2 * day) + JUST) is None
    assert await store.attempts.under("lan", at(2 * day) + JUST) == []
    await store.attempts.failed("lan", HOME, at(2 * day) + JUST)
    assert await count(store, "lan", HOME, 2 * day + 1) == 1


async def test_names_are_found_by_how_they_begin(store: Store) -> None:
    for name in ("pin/a_b/001", "pin/a_b/", "pin/aXb/001", "login/lan"):
        for network in (HOME, ELSEWHERE):
            await store.attempts.failed(name, network, at(1))
    found = await store.attempts.under("pin/A_b/", at(1))
    assert [(each.name, each.network, each.count, each.at) for each in found] == [
        ("pin/a_b/", ELSEWHERE.lower(), 1, at(1)),
        ("pin/a_b/", HOME, 1, at(1)),
        ("pin/a_b/001", ELSEWHERE.lower(), 1, at(1)),
        ("pin/a_b/001", HOME, 1, at(1)),
    ]


async def test_the_first_key_kept_under_a_name_stays(store: Store) -> None:
    keys = await asyncio.gather(*(store.secrets.kept("devices", b"%d" % n) for n in range(4)))
    assert len(set(keys)) == 1
    assert await store.secrets.kept("devices", b"another") == keys[0]
    assert await store.secrets.get("devices") == keys[0]
    assert await store.secrets.get("others") is None
    assert await store.secrets.kept("others", b"another") == b"another"
