"""The figures that the demo's sites have handed in: the sums are those that were reported."""

from diemcau.config import Configuration
from diemcau.demo.options import Options
from diemcau.domain.nouns.terms import Level
from diemcau.domain.rules import returns
from tests.support.demo import opened


async def test_the_sums_are_those_of_the_first_quarter_of_2024(settings: Configuration) -> None:
    async with opened(settings, Options(sites=30, speed=20)) as house:
        meeting = await house.product.rooms.state(house.seeded.meeting)
        sums = returns.sums(meeting)
        told = {
            level: (row["sessions_thematic"], row["resolutions"]) for level, row in sums.items()
        }
        assert told == {Level.CITY: (1, 20), Level.DISTRICT: (26, 102), Level.COMMUNE: (111, 202)}
        assert len(returns.counted(meeting)) == len(returns.asked_sites(meeting))
