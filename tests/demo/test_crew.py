"""The sites that play themselves, and the people who take one over."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from diemcau.app.ports.people import Whose
from diemcau.config import Configuration
from diemcau.demo import crew as crews
from diemcau.demo.crew import Crew
from diemcau.demo.options import Options
from diemcau.demo.pace import Tempo
from diemcau.demo.parts import Speaking, deal
from diemcau.domain.nouns.ids import FIRST_BODY, SiteCode
from diemcau.domain.views.conference import Counts
from diemcau.domain.views.sites import SiteView
from tests.support.demo import BA_DINH, HOAN_KIEM, House, opened
from tests.support.patience import unless_it_hangs

THIRTY = Options(sites=30)


@asynccontextmanager
async def playing(house: House, speed: float) -> AsyncIterator[Crew]:
    crew = Crew(house.address, house.seeded.meeting, Tempo(speed), seed=1)
    passes = house.seeded.passes
    presence = (await house.product.rooms.enter(house.seeded.meeting)).presence
    async with asyncio.TaskGroup() as tasks:
        links = {code: each.link for code, each in passes.items()}
        played = tasks.create_task(crew.play(links, deal(list(passes), seed=1)))
        watched = tasks.create_task(crew.make_room(presence.devices))
        yield crew
        played.cancel()
        watched.cancel()


async def until(true: Callable[[], bool]) -> None:
    """For what no screen shows."""
    async with unless_it_hangs():
        while not true():  # noqa: ASYNC110 – nobody announces it
            await asyncio.sleep(0.01)


async def test_thirty_sites_are_on_the_console(settings: Configuration) -> None:
    async with (
        opened(settings, THIRTY) as house,
        playing(house, speed=5),
        unless_it_hangs(),
        house.signed_in("chu-tri") as chair,
    ):
        await chair.until(lambda: all_connected(chair.get("counts", Counts)))
        assert len(chair.family("site", SiteView)) == 30


async def test_the_letters_of_the_first_minute_show_no_site_out(settings: Configuration) -> None:
    """They go out while everybody sits in the waiting room, and the PINs stand on the terminal."""
    async with opened(settings, Options(sites=3)) as house, playing(house, speed=20) as crew:
        await until(lambda: len(crew.people) == 3)
        await house.product.errand.run()
        sites = house.seeded.passes
        for code in sites:
            assert await house.product.admission.inside.all_of(
                Whose(meeting=house.seeded.meeting, site=code)
            )
        assert await house.site_cookie(BA_DINH)
        assert await house.store.letters.all(FIRST_BODY)


def all_connected(counts: Counts | None) -> bool:
    return counts is not None and counts.connected == counts.sites


async def test_whoever_opens_a_site_has_it_for_themselves(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "LOOKING_EVERY", 0.05)
    presence = (await house.product.rooms.enter(house.seeded.meeting)).presence
    async with playing(house, speed=20) as crew:
        await until(lambda: {BA_DINH, HOAN_KIEM} <= crew.people.keys())
        async with house.signed_in("ba-dinh"):
            await until(lambda: presence.devices(BA_DINH) == 1)
            assert BA_DINH not in crew.people
            assert HOAN_KIEM in crew.people


async def test_a_site_that_is_signed_out_stays_away_and_the_others_go_on(house: House) -> None:
    async with playing(house, speed=20) as crew:
        await until(lambda: {BA_DINH, HOAN_KIEM} <= crew.people.keys())
        token = (await house.site_cookie(BA_DINH)).partition("=")[2]
        session = await house.product.admission.inside.session(token)
        assert session is not None
        await house.product.admission.inside.sign_out_everywhere(session)
        crew.people[BA_DINH].client.drop()
        await until(lambda: BA_DINH not in crew.people)
        assert HOAN_KIEM in crew.people


def test_some_of_each_part_are_dealt_among_a_handful_and_among_all() -> None:
    for number in (6, 30, 126):
        dealt = deal([SiteCode(f"{place:03}") for place in range(number)], seed=7).values()
        assert {part.voice for part in dealt} == set(Speaking)
        assert any(part.late for part in dealt)
        assert any(part.faulty for part in dealt)
        assert any(part.rebuts for part in dealt)
        assert any(part.opinion for part in dealt)
        assert any(part.drops_while_speaking for part in dealt)
