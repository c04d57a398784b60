"""The laws of `SecurityLog`."""

from diemcau.adapters.store import Store
from diemcau.app.ports.security import Noted, SecurityNote
from tests.support.store import at


async def test_it_is_read_from_both_ends(store: Store) -> None:
    log = store.security_log
    notes = [SecurityNote(at=at(n), what=Noted.STARTED, who=f"node/{n}") for n in range(5)]
    kept = [await log.append(each) for each in notes]
    numbers = [each.no for each in kept]
    assert numbers == sorted(set(numbers))
    assert await log.after(0, 10) == kept
    assert await log.after(numbers[1], 2) == kept[2:4]
    assert await log.after(numbers[4], 10) == []
    assert await log.before(None, 2) == [kept[4], kept[3]]
    assert await log.before(numbers[3], 2) == [kept[2], kept[1]]
