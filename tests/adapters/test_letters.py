"""The laws of `Letters` and `Addresses`: a letter is posted once and sent once, by one node."""

import asyncio

from diemcau.adapters.store import Store
from diemcau.app.ports.letters import Letter
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from tests.support.store import MORNING, at

BA_DINH, TAY_HO = SiteCode("ba-dinh"), SiteCode("tay-ho")


def letter(key: str, minute: float = 0, until: float = 600) -> Letter:
    return Letter(
        key=key,
        meeting=MORNING,
        site=BA_DINH,
        to="ba-dinh@example.vn",
        subject="Giấy mời",
        text="Trân trọng kính mời.",
        calendar=b"BEGIN:VCALENDAR",
        made_at=at(minute),
        due_at=at(minute),
        until=at(until),
    )


async def claimed(store: Store, minute: float, lease: float = 5) -> str | None:
    found = await store.letters.claim(at(minute), at(minute + lease))
    return found.key if found else None


async def test_a_letter_posted_twice_is_one_letter_as_it_was_first(store: Store) -> None:
    await store.letters.post([letter("a"), letter("b", 1)])
    await store.letters.post([letter("a", 7)])
    assert await store.letters.all(FIRST_BODY) == [letter("b", 1), letter("a")]
    await store.letters.post([])


async def test_what_was_never_posted_is_missing(store: Store) -> None:
    await store.letters.post([letter(f"{no:04}") for no in range(1200)])
    assert await store.letters.missing([f"{no:04}" for no in range(1199, 1202)]) == {"1200", "1201"}
    assert await store.letters.missing([f"{no:04}" for no in range(1200)]) == set()


async def test_the_one_that_waited_longest_comes_first_and_to_one_alone(store: Store) -> None:
    await store.letters.post([letter("late", 2), letter("early", 1)])
    assert await claimed(store, 0) is None
    assert [await claimed(store, 3) for _ in range(3)] == ["early", "late", None]


async def test_ten_who_claim_at_once_get_ten_letters(store: Store) -> None:
    await store.letters.post([letter(f"{no}") for no in range(10)])
    found = await asyncio.gather(*(claimed(store, 1) for _ in range(10)))
    found += [await claimed(store, 1) for _ in range(10)]
    assert sorted(filter(None, found)) == sorted(f"{no}" for no in range(10))


async def test_a_claim_that_was_never_answered_ends_with_its_lease(store: Store) -> None:
    await store.letters.post([letter("a")])
    assert await claimed(store, 1, lease=5) == "a"
    assert await claimed(store, 5) is None
    again = await store.letters.claim(at(6), at(11))
    assert again is not None
    assert (again.key, again.tries) == ("a", 2)


async def test_what_was_sent_is_never_claimed_again_nor_spoilt(store: Store) -> None:
    await store.letters.post([letter("a")])
    await claimed(store, 1)
    await store.letters.sent("a", at(2))
    await store.letters.failed("a", "too late", at(3))
    await store.letters.sent("a", at(9))
    assert await claimed(store, 60) is None
    [kept] = await store.letters.all(FIRST_BODY)
    assert (kept.sent_at, kept.problem, kept.tries) == (at(2), "", 1)


async def test_what_failed_says_why_and_comes_again_when_it_is_due(store: Store) -> None:
    await store.letters.post([letter("a")])
    await claimed(store, 1)
    await store.letters.failed("a", "421 busy", at(20))
    assert await claimed(store, 19) is None
    assert await claimed(store, 20) == "a"
    assert [each.problem for each in await store.letters.all(FIRST_BODY)] == ["421 busy"]


async def test_a_letter_that_makes_no_sense_any_more_stays_unsent(store: Store) -> None:
    await store.letters.post([letter("a", until=10)])
    assert await claimed(store, 10) is None
    assert await claimed(store, 9) == "a"


async def test_what_was_not_sent_goes_to_the_new_address_at_once(store: Store) -> None:
    await store.letters.post([letter("refused"), letter("sent"), letter("other")])
    for _ in range(3):
        await claimed(store, 1)
    await store.letters.sent("sent", at(2))
    await store.letters.failed("refused", "550 nobody", at(600))
    await store.letters.readdress(FIRST_BODY, {BA_DINH: "new@example.vn", TAY_HO: ""}, at(3))
    kept = {each.key: each for each in await store.letters.all(FIRST_BODY)}
    assert kept["sent"].to == "ba-dinh@example.vn"
    refused = kept["refused"]
    assert (refused.to, refused.problem, refused.due_at) == ("new@example.vn", "", at(3))
    await store.letters.readdress(FIRST_BODY, {TAY_HO: ""}, at(4))
    await claimed(store, 3, lease=60)
    await store.letters.readdress(FIRST_BODY, {BA_DINH: "new@example.vn"}, at(5))
    assert await claimed(store, 5) == "refused", "the same address is no news"


async def test_an_address_is_replaced_and_an_empty_one_removed(store: Store) -> None:
    await store.addresses.put(FIRST_BODY, {TAY_HO: "tay-ho@example.vn", BA_DINH: "old@example.vn"})
    await store.addresses.put(FIRST_BODY, {BA_DINH: "ba-dinh@example.vn"})
    assert await store.addresses.all(FIRST_BODY) == {
        BA_DINH: "ba-dinh@example.vn",
        TAY_HO: "tay-ho@example.vn",
    }
    await store.addresses.put(FIRST_BODY, {TAY_HO: ""})
    assert await store.addresses.all(FIRST_BODY) == {BA_DINH: "ba-dinh@example.vn"}


async def test_what_was_sent_goes_out_again_when_it_is_asked_for_and_makes_sense(
    store: Store,
) -> None:
    await store.letters.post([letter("a", until=10)])
    assert await claimed(store, 1) == "a"
    await store.letters.sent("a", at(1))
    await store.letters.again("a", at(2))
    await store.letters.again("nobody's", at(2))
    assert await claimed(store, 3) == "a"
    await store.letters.sent("a", at(3))
    await store.letters.again("a", at(11))
    assert await claimed(store, 12) is None


async def test_what_waits_is_counted_until_it_is_sent_or_makes_no_sense(store: Store) -> None:
    assert await store.letters.waiting(at(0)) == 0
    await store.letters.post([letter("a"), letter("b", until=20), letter("c", 30)])
    assert await store.letters.waiting(at(10)) == 3
    assert await store.letters.waiting(at(20)) == 2
    await store.letters.sent("a", at(25))
    assert await store.letters.waiting(at(30)) == 1
