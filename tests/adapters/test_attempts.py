"""The laws of `Attempts`."""

from datetime import timedelta

from diemcau.adapters.store import Store
from tests.support.store import at

JUST = timedelta(microseconds=1)


async def test_failures_are_counted_per_name(store: Store) -> None:
    assert [await store.attempts.failed("lan", at(0)) for _ in range(3)] == [1, 2, 3]
    assert await store.attempts.failed("minh", at(0)) == 1
    assert await store.attempts.count("lan", at(0)) == 3
    assert await store.attempts.count("nobody", at(0)) == 0


async def test_a_guess_in_capitals_counts_for_the_same_name(store: Store) -> None:
    await store.attempts.failed("Đức", at(0))
    assert await store.attempts.failed("đỨC", at(0)) == 2


async def test_success_wipes_the_slate_of_one_name(store: Store) -> None:
    await store.attempts.failed("lan", at(0))
    await store.attempts.failed("minh", at(0))
    await store.attempts.clear("Lan")
    assert await store.attempts.count("lan", at(0)) == 0
    assert await store.attempts.count("minh", at(0)) == 1


async def test_a_failure_is_remembered_for_a_quarter_of_an_hour(store: Store) -> None:
    await store.attempts.failed("lan", at(0))
    assert await store.attempts.count("lan", at(15)) == 1
    assert await store.attempts.count("lan", at(15) + JUST) == 0


async def test_each_failure_is_forgotten_on_its_own(store: Store) -> None:
    for minute in (0, 5, 10):
        await store.attempts.failed("lan", at(minute))
    assert await store.attempts.failed("lan", at(16)) == 3
    assert await store.attempts.failed("lan", at(40)) == 1
