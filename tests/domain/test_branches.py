"""Levels §6: sites below sites – placed, counted by branch, read in the order of the tree."""

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.attendance import CheckIn
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    ConferencePlanned,
    OpenLobby,
    PlanConference,
)
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.sites import (
    InviteSite,
    LevelTooDeep,
    NoSuchSite,
    ParentCycle,
    PlaceSite,
    SitePlaced,
    SitePlan,
    SitesBelow,
    Totals,
    UninviteSite,
)
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules import branches
from diemcau.domain.rules.change import rolled_up
from diemcau.domain.rules.sites import copied
from diemcau.domain.views.conference import counts
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.sites import SiteView
from diemcau.domain.views.touch import touched
from tests.bench.scene import code as numbered
from tests.bench.scene import plan
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DONG_ANH,
    HOAN_KIEM,
    MY_DUC,
    PLANNED,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    at,
    by,
    checked_in,
    code,
    given,
    plan_conference,
    was,
)


def placed(site: Actor, above: Actor | None, named: str = "") -> PlaceSite:
    stamp = by(SECRETARY, -100, named=named or f"{site.site} {above and above.site}")
    return PlaceSite(**stamp, site=code(site), above=code(above) if above else None)


CALLED: tuple[Step, ...] = (AnnounceConference(**by(SECRETARY, -60)), OpenLobby(**by(CHAIR, -30)))
CHAIN: Step = (PLANNED, placed(HOAN_KIEM, BA_DINH), placed(SON_TAY, HOAN_KIEM))
"""Ba Đình, below it Hoàn Kiếm, below that Sơn Tây: hub, site, sub-site, sub-sub-site."""


def summed(meeting: Meeting) -> None:
    """The totals of each branch are those of the sites in it, counted anew."""
    for each in meeting.sites.values():
        whole = Totals()
        for other in meeting.sites.values():
            if each.code in branches.line(meeting, other.code):
                whole = whole.plus(other)
        assert each.branch == whole
    behind = Totals()
    for each in meeting.sites.values():
        behind = behind.plus(each) if each.above else behind
    assert meeting.behind == behind


def test_a_site_is_placed_below_another_and_the_tree_is_read_from_the_top() -> None:
    event = SitePlaced(**was(SECRETARY, -100), site=code(HOAN_KIEM), above=code(BA_DINH))
    given(PLANNED).when(placed(HOAN_KIEM, BA_DINH)).then(event)
    meeting = after(CHAIN)
    summed(meeting)
    assert branches.line(meeting, code(SON_TAY)) == [code(HOAN_KIEM), code(BA_DINH)]
    assert branches.below(meeting, code(BA_DINH)) == [code(HOAN_KIEM)]
    assert not {code(HOAN_KIEM), code(SON_TAY)} & {*branches.top(meeting)}
    depths = {site.code: depth for site, depth in branches.in_order(meeting)}
    assert [depths[code(each)] for each in (BA_DINH, HOAN_KIEM, SON_TAY)] == [0, 1, 2]
    order = [*depths]
    first = order.index(code(BA_DINH))
    assert order[first : first + 3] == [code(BA_DINH), code(HOAN_KIEM), code(SON_TAY)]
    given(CHAIN).when(placed(SON_TAY, HOAN_KIEM, "again")).then()


@pytest.mark.parametrize(
    ("site", "above", "refusal"),
    [
        (BA_DINH, SON_TAY, ParentCycle),
        (BA_DINH, BA_DINH, ParentCycle),
        (DONG_ANH, SON_TAY, LevelTooDeep),
        (BA_DINH, DONG_ANH, LevelTooDeep),
    ],
)
def test_no_branch_is_a_circle_or_deeper_than_four_levels(
    site: Actor, above: Actor, refusal: type[Rejected]
) -> None:
    given(CHAIN).when(placed(site, above, "x")).refuses(refusal)


def test_a_branch_moves_whole_and_comes_back() -> None:
    moved = after(CHAIN, placed(HOAN_KIEM, DONG_ANH))
    summed(moved)
    assert moved.sites[code(DONG_ANH)].branch.sites == 2
    back = after(CHAIN, placed(HOAN_KIEM, None))
    summed(back)
    assert back.sites[code(BA_DINH)].branch == Totals()
    assert back.sites[code(HOAN_KIEM)].branch.sites == 1
    assert back.behind.sites == 1
    below = after(CHAIN, placed(HOAN_KIEM, None), placed(HOAN_KIEM, DONG_ANH))
    summed(below)


def test_the_roll_call_rolls_up_and_the_hall_sees_the_first_level() -> None:
    meeting = after(CHAIN, *CALLED, checked_in(SON_TAY))
    summed(meeting)
    view = render(meeting, Audience(Role.CHAIR))
    assert f"site/{code(SON_TAY)}" not in view
    assert f"roster/{code(SON_TAY)}" not in view
    top = view[f"site/{code(BA_DINH)}"]
    assert isinstance(top, SiteView)
    assert (top.branch.sites, top.branch.checked_in) == (2, 1)
    told = counts(meeting, "")
    assert told == view["counts"]
    assert f"me/{code(SON_TAY)}" in render(meeting, Audience(Role.SITE, code(SON_TAY)))


def test_a_sub_hub_stays_as_long_as_sites_stand_below_it() -> None:
    gone = UninviteSite(**by(SECRETARY, -90), site=code(BA_DINH))
    given(CHAIN).when(gone).refuses(SitesBelow)
    leaf = UninviteSite(**by(SECRETARY, -90, named="leaf"), site=code(SON_TAY))
    summed(after(CHAIN, leaf))


def test_a_site_is_invited_below_another_that_is_there() -> None:
    def invite(above: SiteCode) -> InviteSite:
        plan = SitePlan(code(MY_DUC), "Mỹ Đức", above=above)
        return InviteSite(**by(SECRETARY, -80), plan=plan)

    summed(after(CHAIN, invite(code(HOAN_KIEM))))
    given(CHAIN).when(invite(code(SON_TAY))).refuses(LevelTooDeep)
    given(CHAIN).when(invite(SiteCode("999"))).refuses(NoSuchSite)
    given(CHAIN).when(replace(placed(SON_TAY, BA_DINH), site=SiteCode("999"))).refuses(NoSuchSite)
    nowhere = replace(placed(SON_TAY, BA_DINH), above=SiteCode("999"))
    given(CHAIN).when(nowhere).refuses(NoSuchSite)


def test_a_conference_is_planned_with_its_branches_and_copied_with_them() -> None:
    def plan(*sites: tuple[str, str | None]) -> PlanConference:
        plans = (SitePlan(SiteCode(c), c, above=SiteCode(a) if a else None) for c, a in sites)
        return plan_conference(sites=tuple(plans))

    good = plan(("a", None), ("b", "a"), ("c", "b"))
    given().when(good).leaves(lambda m: m.behind.sites == 2)
    given().when(plan(("b", "a"), ("a", None))).refuses(NoSuchSite)
    given().when(plan(("a", None), ("b", "a"), ("c", "b"), ("d", "c"))).refuses(LevelTooDeep)
    assert ConferencePlanned.stored == "conference.planned"
    again = copied(after(CHAIN))
    branches.checked_all(again)
    assert [each.above for each in again if each.code == code(SON_TAY)] == [code(HOAN_KIEM)]


def test_the_tree_stands_still_once_the_conference_runs() -> None:
    given(RUNNING).when(replace(placed(HOAN_KIEM, BA_DINH), at=at(10))).refuses(WrongPhase)


def test_an_event_far_down_names_as_many_keys_among_many_sites_as_among_few() -> None:
    """The smallest form of `tests/bench/levels.py`."""

    def keys(sites: int, sub_hubs: int) -> tuple[int, int]:
        planned = plan_conference(sites=plan(sites, sub_hubs))
        meeting = after(planned, *CALLED)
        last = Actor(Role.SITE, "cuối", numbered(sites - 1))
        [event] = decide(meeting, CheckIn(**by(last, -10), guests=2))
        changed = evolve(meeting, event)
        summed(changed)
        view = render(changed, Audience(Role.CHAIR))
        named = touched(meeting, event, changed)
        assert named is not None
        return len(named), sum(key.startswith("site/") for key in view)

    few, many = keys(30, 5), keys(330, 10)
    assert few[0] == many[0]
    assert (few[1], many[1]) == (5, 10)


def test_nothing_is_rolled_up_above_the_first_level() -> None:
    meeting = after(PLANNED)
    assert rolled_up(meeting, None, Totals(sites=1)) == meeting
