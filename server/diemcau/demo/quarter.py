"""The figures of a quarter as the demo's sites hand them in: sums of the report, the rest invented.

Of the first quarter of 2024 a newspaper told the sessions and the resolutions of each level; they
are shared out among the sites so that the sums are those.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from diemcau.app.ports.world import Chance, Clock
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, Indicator
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Level, Role
from diemcau.domain.rules import returns

PERIOD: Final = "quý I/2024"
TOLD: Final[Mapping[Level, Mapping[str, int]]] = {
    Level.CITY: {"sessions_thematic": 1, "resolutions": 20},
    Level.DISTRICT: {"sessions_thematic": 26, "resolutions": 102},
    Level.COMMUNE: {"sessions_thematic": 111, "resolutions": 202},
}
MOST: Final = 12
Figures = dict[Level, dict[str, int]]


def asked(
    indicators: Sequence[Indicator], by: Actor, clock: Clock, chance: Chance
) -> AskForFigures:
    now = clock.now()
    return AskForFigures(
        id=CommandId(chance.new_id()),
        at=now,
        actor=by,
        period=PERIOD,
        due=(now + timedelta(days=1)).date(),
        indicators=tuple(indicators),
    )


def handed_in(
    meeting: Meeting, by: Actor, clock: Clock, chance: Chance, seed: int
) -> Iterator[HandInFigures]:
    """By the organiser, then by every site that answers for a council."""
    assert meeting.figures_asked is not None, "they were asked for"
    indicators, lot = meeting.figures_asked.indicators, random.Random(seed)
    sites = returns.asked_sites(meeting)
    yield _one(by, None, {Level.CITY: _row(indicators, Level.CITY, 0, 1, lot)}, clock, chance)
    for place, site in enumerate(sites):
        figures = {
            level: _row(indicators, level, place, len(sites), lot)
            for level in returns.levels_of(site)
        }
        yield _one(Actor(Role.SITE, site.name, site.code), site, figures, clock, chance)


def _one(
    actor: Actor, site: Site | None, values: Figures, clock: Clock, chance: Chance
) -> HandInFigures:
    return HandInFigures(
        id=CommandId(chance.new_id()),
        at=clock.now(),
        actor=actor,
        site=site.code if site else None,
        values=values,
        signed_by="Chủ tịch HĐND" if site else "Chánh Văn phòng",
    )


def _row(
    indicators: Sequence[Indicator], level: Level, place: int, of: int, lot: random.Random
) -> dict[str, int]:
    row: dict[str, int] = {}
    for each in indicators:
        total = TOLD[level].get(each.code)
        most = row[each.part_of] if each.part_of else MOST
        row[each.code] = lot.randint(0, most) if total is None else _share(total, place, of)
    return row


def _share(total: int, place: int, of: int) -> int:
    """Whole numbers, as even as can be, that make up the total."""
    return total * (place + 1) // of - total * place // of
