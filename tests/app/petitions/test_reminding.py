"""Bodies that have petitions to answer are reminded by mail: one letter to a body for a day."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

import pytest
from yarl import URL

from diemcau.app.petitions.reminding import PetitionMail, PetitionReminders, reminded_on
from diemcau.app.ports.letters import Letter
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, SiteCode
from diemcau.domain.petitions.nouns.settings import ChangeRegisterSettings, RegisterSettings
from diemcau.domain.petitions.nouns.terms import RegisterMode
from diemcau.domain.workdays import Calendar
from tests.support.hall import Hall
from tests.support.petitions import registered
from tests.support.register import CLASSIFIED, FORWARDED, SECRETARY, answered, day, given

HOAI_DUC = SiteCode("274")


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        made.clock.time = made.clock.time.replace(hour=9)
        await made.store.addresses.put(FIRST_BODY, {HOAI_DUC: "hoai-duc@example.vn"})
        yield made


async def letters(office: Hall) -> Sequence[Letter]:
    """After it was run twice."""
    parts, store = office.parts, office.store
    world = PetitionMail(
        parts.petitions,
        parts.bodies,
        store.letters,
        store.addresses,
        office.clock,
        URL("https://hop.example"),
    )
    for _ in range(2):
        await PetitionReminders(world).run()
    return await store.letters.all(FIRST_BODY)


async def test_a_body_with_an_address_gets_one_letter_with_all_that_is_late(office: Hall) -> None:
    (letter,) = await letters(office)
    assert letter.to == "hoai-duc@example.vn"
    assert letter.subject.startswith("Nhắc trả lời 1 kiến nghị cử tri, 1 đã quá hạn")
    assert "KN-2024-0023" in letter.text
    assert "https://hop.example/petitions/KN-2024-0023" in letter.text
    assert "quá hạn" in letter.text


async def test_a_week_later_there_is_another_and_before_eight_none(office: Hall) -> None:
    await letters(office)
    office.clock.turn(days=8)
    office.clock.time = office.clock.time.replace(hour=7)
    assert len(await letters(office)) == 1
    office.clock.time = office.clock.time.replace(hour=9)
    assert len(await letters(office)) == 2


async def test_a_mirror_reminds_nobody(office: Hall) -> None:
    mirror = ChangeRegisterSettings(
        id=CommandId("mirror"),
        at=office.clock.now(),
        actor=SECRETARY,
        on=office.parts.petitions.today(),
        settings=RegisterSettings(mode=RegisterMode.MIRROR),
    )
    await office.parts.petitions.submit(FIRST_BODY, mirror)
    assert await letters(office) == []


@pytest.mark.parametrize(
    ("today", "reminded"),
    [(day(49), None), (day(50), day(50)), (day(65), day(60)), (day(80), day(78))],
)
def test_fifteen_seven_and_three_working_days_before_and_then_every_week(
    today: date, reminded: date | None
) -> None:
    there = given(FORWARDED).petition
    assert there.due == day(71)
    assert reminded_on(there, today, Calendar()) == reminded


def test_what_is_not_with_a_lead_reminds_nobody() -> None:
    for acts in (CLASSIFIED, (*FORWARDED, answered())):
        assert reminded_on(given(acts).petition, day(200), Calendar()) is None
