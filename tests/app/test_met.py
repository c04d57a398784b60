"""Levels §3: that a body below met goes up by itself, and nothing else of its conference."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from diemcau.app.calendar.quarters import Quarter
from diemcau.app.library.met import Below, Met, below, met
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.library import FollowedTask, Headline
from diemcau.app.ports.office import Office
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, ConclusionId, MeetingId, SiteCode
from diemcau.domain.nouns.terms import Phase, TaskState

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2024, 6, 30)


def _body(id_: str, above: BodyId | None = FIRST_BODY, site: str = "") -> HostBody:
    since, name = datetime(2024, 1, 1, tzinfo=UTC), f"HĐND {id_}"
    return HostBody(
        id=BodyId(id_), name=name, office=Office(), since=since, above=above, site=SiteCode(site)
    )


SOC_SON, BA_VI = _body("soc-son", site="376"), _body("ba-vi", site="271")
HELD = Headline(
    meeting=MeetingId("soc-son-1"),
    title="Chuyện riêng",
    organiser="",
    phase=Phase.CLOSED,
    starts_at=datetime(2024, 6, 30, 16, 59, tzinfo=UTC),
    ends_at=datetime(2024, 6, 30, 18, tzinfo=UTC),
    sites=22,
    seq=9,
    body=SOC_SON.id,
)
"""Its last minute of the quarter in Hà Nội."""
TASK = FollowedTask(
    meeting=HELD.meeting,
    conclusion=ConclusionId("kè"),
    number=1,
    text="Gia cố kè",
    lead="UBND xã",
    person="",
    site=None,
    state=TaskState.IN_PROGRESS,
    per_cent=0,
    deadline=date(2024, 6, 29),
    asked=None,
    told_at=HELD.starts_at,
    closed_at=None,
)
TASKS = (TASK, replace(TASK, deadline=None), replace(TASK, state=TaskState.DONE))
SECOND = Quarter(2024, 2)


def _shown(*headlines: Headline, quarter: Quarter = SECOND) -> list[int]:
    shown = met([SOC_SON], headlines, TASKS, quarter, TODAY, HANOI)
    return [len(each.met) for each in shown]


def test_those_below_stand_in_the_order_of_the_list_whether_they_met_or_not() -> None:
    others = (_body("khac", above=None), _body("xa", above=BodyId("soc-son")))
    bodies = below([SOC_SON, BA_VI, *others], FIRST_BODY)
    assert [each.id for each in bodies] == ["ba-vi", "soc-son"]
    assert met(bodies, [HELD], TASKS, SECOND, TODAY, HANOI) == [
        Below("HĐND ba-vi", []),
        Below("HĐND soc-son", [Met(date(2024, 6, 30), sites=22, open=2, overdue=1)]),
    ]


@pytest.mark.parametrize(
    "phase", [each for each in Phase if each not in {Phase.ENDED, Phase.CLOSED}]
)
def test_what_is_not_over_has_not_met(phase: Phase) -> None:
    assert _shown(replace(HELD, phase=phase)) == [0]


def test_a_quarter_ends_at_midnight_at_home() -> None:
    next_day = replace(HELD, starts_at=datetime(2024, 6, 30, 17, tzinfo=UTC))
    assert _shown(next_day) == [0]
    assert _shown(next_day, HELD) == [1]
    assert _shown(next_day, HELD, quarter=Quarter(2024, 3)) == [1]


def test_of_another_body_nothing_is_counted_here() -> None:
    assert _shown(replace(HELD, body=BodyId("khac"))) == [0]


def test_quarters_are_counted_back_over_the_year() -> None:
    this = Quarter.of(date(2024, 4, 19))
    assert (this, this.words) == (SECOND, "II/2024")
    assert [this.back(n) for n in (1, 2, 6)] == [(2024, 1), (2023, 4), (2022, 4)]
