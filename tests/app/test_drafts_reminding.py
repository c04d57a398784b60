"""Sites are asked by letter as a draft goes round, and the silent reminded before its end."""

from collections.abc import AsyncIterator, Sequence

import pytest
from yarl import URL

from diemcau.app.consultation.reminding import DraftMail, DraftReminders
from diemcau.demo.regulation import Telling
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, DossierId, SiteCode
from diemcau.domain.nouns.terms import Role
from tests.support.drafting import Drafting, drafting

TAY_HO, DONG_DA = SiteCode("003"), SiteCode("006")
LONG_BIEN = SiteCode("004")


@pytest.fixture
async def asked() -> AsyncIterator[Drafting]:
    """Three sites read mail; the round opens on that day and ends fifteen days later."""
    async with drafting(furnished=False) as made:
        made.hall.clock.time = made.hall.clock.time.replace(hour=9)
        addresses = {each: f"{each}@example.vn" for each in (TAY_HO, DONG_DA, LONG_BIEN)}
        await made.hall.store.addresses.put(FIRST_BODY, addresses)
        today = made.desk.today()
        for act in Telling(today.calendar).again(today.date):
            await made.desk.submit(which(made), act)
        yield made


def which(asked: Drafting) -> DossierId:
    return asked.desk.logs.id(FIRST_BODY, "LYK-2024-02")


async def subjects(asked: Drafting) -> Sequence[str]:
    """Of the letters there are, after it was run twice."""
    parts, store = asked.hall.parts, asked.hall.store
    mail = DraftMail(
        parts.drafts, parts.bodies, store.letters, store.addresses, URL("https://hop.example")
    )
    for _ in range(2):
        await DraftReminders(mail).run()
    letters = await store.letters.all(FIRST_BODY)
    return sorted(f"{each.site} {each.subject.partition(':')[0]}" for each in letters)


async def test_everybody_with_an_address_is_asked_once_as_it_opens(asked: Drafting) -> None:
    assert await subjects(asked) == ["003 Lấy ý kiến", "004 Lấy ý kiến", "006 Lấy ý kiến"]
    [letter, *_] = await asked.hall.store.letters.all(FIRST_BODY)
    assert "https://hop.example/consultations/LYK-2024-02" in letter.text
    assert letter.body == FIRST_BODY


async def test_who_has_returned_is_not_reminded_and_nobody_before_the_office_opens(
    asked: Drafting,
) -> None:
    await subjects(asked)
    returned = HandInDraftReturn(
        id=CommandId("r1"),
        at=asked.hall.clock.now(),
        actor=Actor(Role.SITE, "Tây Hồ", site=TAY_HO),
        today=asked.desk.today(),
        overall=Overall.NO_COMMENT,
    )
    await asked.desk.submit(which(asked), returned)
    asked.hall.clock.turn(days=14)
    asked.hall.clock.time = asked.hall.clock.time.replace(hour=7)
    assert len(await subjects(asked)) == 3
    asked.hall.clock.time = asked.hall.clock.time.replace(hour=10)
    assert [each for each in await subjects(asked) if "Nhắc" in each] == [
        "004 Nhắc góp ý, còn 1 ngày làm việc",
        "006 Nhắc góp ý, còn 1 ngày làm việc",
    ]


async def test_after_the_end_nobody_is_written_to(asked: Drafting) -> None:
    asked.hall.clock.turn(days=40)
    assert await subjects(asked) == []
