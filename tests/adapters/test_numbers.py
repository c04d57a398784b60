"""The laws of `Numbers`: a number is given once, the next is the next, and years begin anew."""

import asyncio

import pytest

from diemcau.adapters.store import Store
from diemcau.app.ports.library import DocumentNumber, NumberTaken, Register
from diemcau.domain.nouns.ids import FIRST_BODY, PublicationNo
from tests.support.store import EVENING, MORNING, at


async def issued(
    store: Store, publication: int, type_: str = "TB", year: int = 2026, wanted: int | None = None
) -> int:
    no = PublicationNo(publication)
    made = await store.numbers.issue(
        Register(FIRST_BODY, year, type_), MORNING, no, at(0), wanted=wanted
    )
    return made.number


async def test_numbers_follow_each_other_for_each_type_and_year(store: Store) -> None:
    assert [await issued(store, no) for no in (1, 2, 3)] == [1, 2, 3]
    assert await issued(store, 4, "BB") == 1
    assert await issued(store, 5, year=2027) == 1


async def test_a_document_keeps_its_number(store: Store) -> None:
    assert await issued(store, 1) == 1
    assert await issued(store, 1, wanted=7) == 1
    kept = DocumentNumber(
        year=2026,
        type="TB",
        number=1,
        meeting=MORNING,
        publication=PublicationNo(1),
        issued_at=at(0),
    )
    assert await store.numbers.of(MORNING, PublicationNo(1)) == kept
    assert await store.numbers.of(EVENING, PublicationNo(1)) is None


async def test_the_office_may_say_which_and_the_next_follows_it(store: Store) -> None:
    assert await issued(store, 1, wanted=27) == 27
    assert await issued(store, 2) == 28
    with pytest.raises(NumberTaken):
        await issued(store, 3, wanted=27)
    assert await issued(store, 3) == 29


async def test_ten_at_once_get_ten_numbers_without_a_gap(store: Store) -> None:
    given = await asyncio.gather(*(issued(store, no) for no in range(1, 11)))
    assert sorted(given) == list(range(1, 11))
