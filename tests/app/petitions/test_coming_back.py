"""A petition that was closed by plan comes back on its day, once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from diemcau.app.petitions.coming_back import ComingBack
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId
from diemcau.domain.petitions.nouns.reviews import ClosePetition, ReviewPetition
from diemcau.domain.petitions.nouns.terms import (
    PetitionCode,
    PetitionState,
    Reviewer,
    ReviewNext,
    ReviewPace,
    ReviewVerdict,
)
from diemcau.domain.petitions.rules.standing import comes_back
from tests.support.hall import Hall
from tests.support.petitions import registered
from tests.support.register import SECRETARY

WATCHED = PetitionCode("KN-2024-0030")
"""In progress until the end of August."""


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        yield made


async def test_on_its_day_it_is_there_again(office: Hall) -> None:
    desk, clock, today = office.parts.petitions, office.clock, office.parts.petitions.today()
    review = ReviewPetition(
        id=CommandId("review"),
        at=clock.now(),
        actor=SECRETARY,
        on=today,
        petition=WATCHED,
        by=Reviewer.COMMITTEE,
        verdict=ReviewVerdict.CLEAR,
        pace=ReviewPace.ON_TIME,
        next=ReviewNext.CLOSE,
    )
    close = ClosePetition(
        id=CommandId("close"),
        at=clock.now(),
        actor=SECRETARY,
        on=today,
        petition=WATCHED,
        watched=today + timedelta(days=10),
    )
    await desk.submit(FIRST_BODY, review, close)
    job = ComingBack(desk, office.parts.bodies, clock)
    await job.run()
    closed = (await desk.register(FIRST_BODY)).petitions[WATCHED]
    assert closed.state is PetitionState.CLOSED
    assert not comes_back(replace(closed, watched=None), today)
    clock.turn(days=10)
    await job.run()
    await job.run()
    back = (await desk.register(FIRST_BODY)).petitions[WATCHED]
    assert back.state is PetitionState.REVIEWED
    assert [entry.what for entry in back.history].count("petition.resumed") == 1
