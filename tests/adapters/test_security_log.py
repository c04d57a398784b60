"""The laws of `SecurityLog`."""

from diemcau.adapters.store import Store
from diemcau.app.ports.security import Noted, SecurityNote, Sought
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


async def test_what_is_sought_is_found_and_nothing_else(store: Store) -> None:
    log = store.security_log
    said = (
        (Noted.SIGNED_IN, "login/hoa", "192.0.2.1", "", ""),
        (Noted.FAILED, "login/lan", "192.0.2.1", "wrong_password", ""),
        (Noted.ACCOUNT_CHANGED, "login/quan-tri", "", "login/HOA chair", ""),
        (Noted.JOINED, "site/001", "", "100%_pin", "hoa-binh"),
    )
    kept = [
        await log.append(
            SecurityNote(
                at=at(n), what=what, who=who, address=address, about=about, meeting=meeting
            )
        )
        for n, (what, who, address, about, meeting) in enumerate(said)
    ]
    for sought, found in (
        (Sought(), [3, 2, 1, 0]),
        (Sought(what=Noted.FAILED), [1]),
        (Sought(text="Hoa"), [3, 2, 0]),
        (Sought(text="192.0.2"), [1, 0]),
        (Sought(text="%_"), [3]),
        (Sought(text="_b"), []),
        (Sought(since=at(1), until=at(3)), [2, 1]),
        (Sought(what=Noted.SIGNED_IN, text="lan"), []),
    ):
        assert await log.before(None, 10, sought) == [kept[n] for n in found]
    assert await log.before(kept[3].no, 1, Sought(text="hoa")) == [kept[2]]
