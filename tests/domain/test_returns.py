"""The figures of a quarter: asked for, handed in, sent back, and summed up by level and kind."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from diemcau.adapters import listings
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import AnnounceConference
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import (
    InThePast,
    NameMissing,
    NotAllowed,
    ReasonMissing,
    SameNameTwice,
    TextMissing,
    TooFarAway,
    WrongPhase,
)
from diemcau.domain.nouns.returns import (
    FiguresAskedFor,
    FiguresHandedIn,
    FiguresHandedInAlready,
    FiguresIncomplete,
    FiguresNotAsked,
    FiguresReturn,
    FiguresSentBack,
    HandInFigures,
    Indicator,
    NoSuchFigures,
    PartExceedsWhole,
    SendFiguresBack,
)
from diemcau.domain.nouns.sites import InviteSite, NoSuchSite, SitePlan, SiteTookPart, UninviteSite
from diemcau.domain.nouns.terms import Level, ReturnState, Role
from diemcau.domain.rules import returns
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.returns import FiguresView
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DAY,
    DONG_ANH,
    ENDED,
    FIGURES,
    FIGURES_ASKED,
    HA_DONG,
    MY_DUC,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    at,
    by,
    code,
    given,
    plan_conference,
    was,
)

ASKED: Step = (ANNOUNCED, FIGURES_ASKED)
BA_DINHS = HandInFigures(**by(BA_DINH, -90), values=FIGURES, signed_by=" Phó Chủ tịch ")
OWN = {Level.CITY: {"sessions": 1, "resolutions": 20, "normative": 5}}


def changed(command: HandInFigures, level: Level, **figures: int) -> HandInFigures:
    values = {**command.values, level: {**command.values[level], **figures}}
    return replace(command, values=values)


# -- asking ----------------------------------------------------------------------------------------


def test_the_secretariat_asks_for_figures_of_a_quarter_by_a_day() -> None:
    given(ANNOUNCED).when(FIGURES_ASKED).then(
        FiguresAskedFor(
            **was(SECRETARY, -545),
            period="quý I/2024",
            due=date(2024, 4, 19),
            indicators=FIGURES_ASKED.indicators,
        )
    )
    given(ASKED).when(FIGURES_ASKED).then()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"due": date(2024, 4, 17)}, InThePast),
        ({"due": date(9999, 12, 31)}, TooFarAway),
        ({"period": " "}, TextMissing),
        ({"indicators": ()}, TextMissing),
        ({"indicators": (Indicator("", "Nghị quyết"),)}, TextMissing),
        ({"indicators": (Indicator("a", " "),)}, TextMissing),
        ({"indicators": (Indicator("a", "A"), Indicator("a", "B"))}, SameNameTwice),
        ({"indicators": (Indicator("a", "A", part_of="b"),)}, FiguresIncomplete),
        (
            {
                "indicators": (
                    Indicator("a", "A"),
                    Indicator("b", "B", "a"),
                    Indicator("c", "", "b"),
                )
            },
            TextMissing,
        ),
        (
            {
                "indicators": (
                    Indicator("a", "A"),
                    Indicator("b", "B", "a"),
                    Indicator("c", "C", "b"),
                )
            },
            FiguresIncomplete,
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(fields: dict[str, object], refusal: type) -> None:
    given(ANNOUNCED).when(replace(FIGURES_ASKED, **fields)).refuses(refusal)


def test_the_day_may_move_but_not_the_indicators_once_somebody_has_answered() -> None:
    later = replace(FIGURES_ASKED, due=date(2024, 4, 20))
    fewer = replace(FIGURES_ASKED, indicators=FIGURES_ASKED.indicators[:2])
    given(ASKED).when(fewer).leaves(lambda m: len(asked_of(m)) == len(fewer.indicators))
    given(ASKED, BA_DINHS).when(later).leaves(lambda m: len(asked_of(m)) == len(later.indicators))
    given(ASKED, BA_DINHS).when(fewer).refuses(FiguresHandedInAlready)
    own = HandInFigures(**by(SECRETARY, -90), values=OWN, signed_by="Chánh Văn phòng")
    given(ASKED, own).when(fewer).refuses(FiguresHandedInAlready)
    given(RUNNING).when(replace(FIGURES_ASKED, **by(SECRETARY, 5))).refuses(WrongPhase)


def asked_of(meeting: Meeting) -> tuple[Indicator, ...]:
    assert meeting.figures_asked is not None
    return meeting.figures_asked.indicators


# -- handing in ------------------------------------------------------------------------------------


def test_a_site_hands_in_its_figures_and_says_who_answers_for_them() -> None:
    given(ASKED).when(BA_DINHS).then(
        FiguresHandedIn(
            **was(BA_DINH, -90), site=code(BA_DINH), values=FIGURES, signed_by="Phó Chủ tịch"
        )
    ).leaves(
        lambda m: (
            m.sites[code(BA_DINH)].figures
            == FiguresReturn(at(-90), BA_DINH.name, "Phó Chủ tịch", FIGURES)
        )
    )
    given(ASKED, BA_DINHS).when(BA_DINHS).then()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (replace(BA_DINHS, values={Level.DISTRICT: FIGURES[Level.DISTRICT]}), FiguresIncomplete),
        (replace(BA_DINHS, values={**FIGURES, **OWN}), FiguresIncomplete),
        (changed(BA_DINHS, Level.COMMUNE, made_up=1), FiguresIncomplete),
        (
            replace(BA_DINHS, values={**FIGURES, Level.COMMUNE: {"sessions": 1}}),
            FiguresIncomplete,
        ),
        (changed(BA_DINHS, Level.COMMUNE, normative=10), PartExceedsWhole),
        (replace(BA_DINHS, signed_by=" "), NameMissing),
        (replace(BA_DINHS, site=code(DONG_ANH)), NotAllowed),
        (replace(BA_DINHS, **by(SECRETARY), site=code(MY_DUC)), NoSuchSite),
    ],
)
def test_figures_that_cannot_be_right_are_refused_by_name(
    wrong: HandInFigures, refusal: type
) -> None:
    given(ASKED).when(wrong).refuses(refusal)


def test_a_part_may_be_all_of_its_whole() -> None:
    given(ASKED).when(changed(BA_DINHS, Level.COMMUNE, normative=9)).leaves(
        lambda m: m.sites[code(BA_DINH)].figures is not None
    )


def test_nobody_hands_in_what_was_not_asked_or_after_the_end() -> None:
    given(ANNOUNCED).when(BA_DINHS).refuses(FiguresNotAsked)
    late = replace(BA_DINHS, **by(BA_DINH, 5))
    given(RUNNING, FiguresAskedFor(**asked_before())).when(late).leaves(
        lambda m: standing(m) is ReturnState.HANDED_IN
    )
    given(ENDED, FiguresAskedFor(**asked_before())).when(late).refuses(WrongPhase)


def asked_before() -> dict[str, Any]:
    asked = FIGURES_ASKED
    return {
        **was(SECRETARY, -545),
        "period": asked.period,
        "due": asked.due,
        "indicators": asked.indicators,
    }


def test_a_department_has_no_council_to_answer_for() -> None:
    plan = InviteSite(
        **by(SECRETARY, -600), plan=SitePlan(SiteCode("so-nv"), "Sở Nội vụ", kind="sở")
    )
    department = Actor(Role.SITE, "Sở Nội vụ", SiteCode("so-nv"))
    given(ANNOUNCED, plan, FIGURES_ASKED).when(
        HandInFigures(**by(department, -90), values={}, signed_by="Giám đốc")
    ).refuses(FiguresNotAsked)


def test_what_is_handed_in_again_replaces_what_was() -> None:
    given(ASKED, BA_DINHS).when(changed(BA_DINHS, Level.DISTRICT, resolutions=7)).leaves(
        lambda m: returns.sums(m)[Level.DISTRICT]["resolutions"] == 7
    )


def test_a_site_that_handed_in_is_not_uninvited() -> None:
    given(ASKED, BA_DINHS).when(UninviteSite(**by(SECRETARY, -80), site=code(BA_DINH))).refuses(
        SiteTookPart
    )


# -- sending back ----------------------------------------------------------------------------------

BACK = SendFiguresBack(**by(SECRETARY, -80), site=code(BA_DINH), reason=" Thiếu xã A ")


def test_what_is_sent_back_counts_no_longer_until_it_is_handed_in_again() -> None:
    given(ASKED, BA_DINHS).when(BACK).then(
        FiguresSentBack(**was(SECRETARY, -80), site=code(BA_DINH), reason="Thiếu xã A")
    ).leaves(lambda m: not returns.sums(m) and standing(m) is ReturnState.SENT_BACK)
    given(ASKED, BA_DINHS, BACK).when(BA_DINHS).leaves(
        lambda m: bool(returns.sums(m)) and standing(m) is ReturnState.HANDED_IN
    )


def standing(meeting: Meeting) -> ReturnState:
    return returns.standing(meeting, meeting.sites[code(BA_DINH)])


def test_nothing_is_sent_back_twice_or_without_a_reason() -> None:
    given(ASKED).when(BACK).refuses(NoSuchFigures)
    given(ASKED, BA_DINHS, BACK).when(BACK).refuses(NoSuchFigures)
    given(ASKED, BA_DINHS).when(replace(BACK, reason=" ")).refuses(ReasonMissing)
    given(ASKED).when(replace(BACK, site=None)).refuses(NoSuchFigures)


# -- sums ------------------------------------------------------------------------------------------


def test_sums_are_by_level_and_by_kind_of_site_with_the_organisers_own() -> None:
    meeting = after(
        (
            ASKED,
            BA_DINHS,
            HandInFigures(**by(SON_TAY, -88), values=FIGURES, signed_by="Chủ tịch"),
            HandInFigures(**by(HA_DONG, -87), values=FIGURES, signed_by="Chủ tịch"),
            replace(BACK, site=code(HA_DONG)),
            HandInFigures(**by(SECRETARY, -86), values=OWN, signed_by="Chánh Văn phòng"),
        )
    )
    assert returns.sums(meeting) == {
        Level.CITY: {"sessions": 1, "resolutions": 20, "normative": 5},
        Level.DISTRICT: {"sessions": 2, "resolutions": 8, "normative": 2},
        Level.COMMUNE: {"sessions": 10, "resolutions": 18, "normative": 0},
    }
    assert returns.kinds(meeting) == ["quận", "thị xã"]
    assert returns.sums(meeting, "quận") == FIGURES
    assert [site.name for site in returns.counted(meeting)] == ["Ba Đình", "Sơn Tây"]
    assert len(returns.asked_sites(meeting)) == len(meeting.sites)


DISTRICTS = listings.shipped("sites_30")


def shared_out(total: int, number: int) -> int:
    """So much of a total for this one of thirty that all together make it up."""
    return total * (number + 1) // len(DISTRICTS) - total * number // len(DISTRICTS)


def test_the_first_quarter_of_2024_adds_up_to_what_was_reported_to_the_conference() -> None:
    """Thirty districts: 26 sessions with 102 resolutions, their communes 111 with 202, the city
    itself one with 20.
    """
    sites = tuple(SitePlan(each.code, each.name, each.kind) for each in DISTRICTS)
    indicators = (Indicator("sessions", "Kỳ họp chuyên đề"), Indicator("resolutions", "Nghị quyết"))
    returned = tuple(
        HandInFigures(
            **by(Actor(Role.SITE, each.name, each.code), -90, number),
            values={
                Level.DISTRICT: figures(26, 102, number),
                Level.COMMUNE: figures(111, 202, number),
            },
            signed_by="Chủ tịch HĐND",
        )
        for number, each in enumerate(DISTRICTS)
    )
    own = HandInFigures(
        **by(SECRETARY, -80),
        values={Level.CITY: {"sessions": 1, "resolutions": 20}},
        signed_by="Chánh Văn phòng",
    )
    asked = replace(FIGURES_ASKED, indicators=indicators)
    planned = plan_conference(sites=sites)
    meeting = after(planned, AnnounceConference(**by(SECRETARY, -DAY)), asked, returned, own)
    assert returns.sums(meeting) == {
        Level.CITY: {"sessions": 1, "resolutions": 20},
        Level.DISTRICT: {"sessions": 26, "resolutions": 102},
        Level.COMMUNE: {"sessions": 111, "resolutions": 202},
    }
    by_kind = [returns.sums(meeting, kind)[Level.COMMUNE] for kind in returns.kinds(meeting)]
    assert len(by_kind) == len({each.kind for each in DISTRICTS})
    assert (
        sum(row["sessions"] for row in by_kind) == returns.sums(meeting)[Level.COMMUNE]["sessions"]
    )


def figures(sessions: int, resolutions: int, number: int) -> dict[str, int]:
    return {
        "sessions": shared_out(sessions, number),
        "resolutions": shared_out(resolutions, number),
    }


def test_the_screen_of_the_hall_is_sent_sums_and_nobodys_own_figures() -> None:
    view = render(after((ASKED, BA_DINHS)), Audience(Role.SCREEN))
    assert view["figures"] == FiguresView(
        period="quý I/2024",
        names=("Kỳ họp chuyên đề", "Nghị quyết"),
        levels=(Level.DISTRICT, Level.COMMUNE),
        sums=((1, 4), (5, 9)),
        sites=1,
        asked=5,
    )
    assert "figures" not in render(after(ASKED), Audience(Role.SCREEN))


# -- over two levels (levels §3) -------------------------------------------------------------------

UPPER = {"001": (26, 90), "002": (0, 12)}
LOWER = {"00001": ("001", 60, 100), "00002": ("001", 40, 80), "00003": ("002", 11, 22)}


def row(sessions: int, resolutions: int) -> dict[str, int]:
    return {"sessions": sessions, "resolutions": resolutions, "normative": 0}


def planned_over_two_levels() -> Step:
    quan = [SitePlan(SiteCode(c), f"Quận {c}", kind="quận") for c in UPPER]
    xa = [
        SitePlan(SiteCode(c), f"Xã {c}", kind="xã", above=SiteCode(above))
        for c, (above, _, _) in LOWER.items()
    ]
    hall = SitePlan(SiteCode("vp"), "Văn phòng", above=SiteCode("001"))
    plan = plan_conference(sites=(*quan, *xa, hall))
    return (plan, AnnounceConference(**by(SECRETARY, -DAY)), FIGURES_ASKED)


def handed(which: str, values: dict[Level, dict[str, int]], reason: str = "") -> HandInFigures:
    stamp = by(Actor(Role.SITE, which, SiteCode(which)), -90)
    return HandInFigures(**stamp, values=values, signed_by="Chủ tịch", reason=reason)


def of_commune(which: str) -> HandInFigures:
    _, *figures = LOWER[which]
    return handed(which, {Level.COMMUNE: row(*figures)})


def of_district(which: str, commune: dict[str, int], reason: str = "") -> HandInFigures:
    values = {Level.DISTRICT: row(*UPPER[which]), Level.COMMUNE: commune}
    return handed(which, values, reason)


TWO_LEVELS: Step = planned_over_two_levels()
ALL_BELOW: Step = tuple(map(of_commune, LOWER))


def test_the_first_quarter_of_2024_comes_out_by_level() -> None:
    before = after(TWO_LEVELS, ALL_BELOW)
    rolled = returns.rolled_up(before, before.sites[SiteCode("001")])
    assert rolled == {Level.COMMUNE: row(100, 180)}
    meeting = after(
        TWO_LEVELS,
        ALL_BELOW,
        of_district("001", row(100, 180)),
        of_district("002", row(11, 22)),
    )
    sums = returns.sums(meeting)
    assert [(sums[each]["sessions"], sums[each]["resolutions"]) for each in sums] == [
        (26, 102),
        (111, 202),
    ]
    assert returns.kinds(meeting) == ["quận"]


def test_what_is_missing_below_is_named_and_the_rest_is_summed() -> None:
    sent_back = SendFiguresBack(**by(SECRETARY, -80), site=SiteCode("00001"), reason="Thiếu")
    meeting = after(TWO_LEVELS, of_commune("00001"), of_commune("00002"), sent_back)
    ours = meeting.sites[SiteCode("001")]
    assert returns.missing_below(meeting, ours) == ["Xã 00001"]
    assert returns.rolled_up(meeting, ours) == {Level.COMMUNE: row(40, 80)}
    other = meeting.sites[SiteCode("002")]
    assert returns.missing_below(meeting, other) == ["Xã 00003"]
    assert returns.rolled_up(meeting, other) == {}
    commune = meeting.sites[SiteCode("00002")]
    assert returns.rolled_up(meeting, commune) == {}
    assert returns.missing_below(meeting, commune) == []
    assert returns.sums(meeting) == {Level.COMMUNE: row(40, 80)}


def test_a_sum_from_below_is_typed_over_with_a_reason() -> None:
    scene: Step = (TWO_LEVELS, ALL_BELOW)
    given(scene).when(of_district("001", row(101, 180))).refuses(ReasonMissing)
    why = of_district("001", row(101, 180), " Một xã gửi sau ")
    meeting = after(scene, why)
    known = meeting.sites[SiteCode("001")].figures
    assert known is not None
    assert known.reason == "Một xã gửi sau"
    given(scene, why).when(why).then()
    as_summed = of_district("001", row(100, 180), "không cần")
    known = after(scene, as_summed).sites[SiteCode("001")].figures
    assert known is not None
    assert known.reason == ""
    assert returns.sums(meeting)[Level.COMMUNE]["sessions"] == 112
