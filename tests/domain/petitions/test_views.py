"""Boards, lists and tables count alike, and only what their reader may know of."""

import pytest

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.acts import RegisterAct, stamp
from diemcau.domain.petitions.nouns.forwarding import ForwardPetition, NameLead
from diemcau.domain.petitions.nouns.joining import MergePetition
from diemcau.domain.petitions.nouns.replies import AnswerMoreTime, AskMoreTime, ChasePetition
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    PublishPetition,
    RefuseReopening,
    ReopenPetition,
)
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    CouncilSessionOpened,
    OpenCouncilSession,
    RegisterSettings,
)
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    PetitionState,
    RegisterMode,
    ReplyKind,
    ReviewNext,
    Settlement,
    SettlementGroup,
    group_of,
)
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.views.alike import alike
from diemcau.domain.petitions.views.board import board, long_carried, silent_units
from diemcau.domain.petitions.views.finding import PetitionSign, SoughtPetitions, found
from diemcau.domain.petitions.views.offers import offers
from diemcau.domain.petitions.views.over_time import by_quarter
from diemcau.domain.petitions.views.tallies import (
    OnTime,
    UnitArrival,
    arrivals,
    by_field,
    by_lead,
    by_unit,
    lateness,
    on_time,
    unconfirmed,
)
from diemcau.domain.workdays import Calendar
from tests.support.register import (
    ANSWERED,
    BA_DINH,
    CHAIR,
    CLASSIFIED,
    FIRST,
    FORWARDED,
    HOAN_KIEM,
    RECEIVED,
    REVIEWED,
    ROADS,
    SECOND,
    SECRETARY,
    SGTVT,
    SXD,
    TRANSPORT,
    TWO,
    WATER,
    YK2,
    YK3,
    answered,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
    returned,
    reviewed,
)

NO_DAYS_OFF = Calendar()
UNIT, OTHER_UNIT = SiteCode("001"), SiteCode("002")


def test_a_session_of_the_council_carries_over_what_is_open() -> None:
    opens = OpenCouncilSession(**on(60))
    closed = given(REVIEWED, ClosePetition(**on(51), petition=FIRST), received(YK2, 52))
    after = closed.when(opens).then(CouncilSessionOpened(**stamp(opens))).after(opens)
    assert after.petition.carried == 0
    assert after.register.petitions[SECOND].carried == 2
    assert board(after.register, day(61)).carried == (SECOND,)


def test_what_is_carried_over_twice_and_still_open_is_carried_for_long() -> None:
    twice = (OpenCouncilSession(**on(60)), OpenCouncilSession(**on(61)))
    assert not long_carried(given(REVIEWED, *twice[:1]).petition)
    assert long_carried(given(REVIEWED, *twice).petition)
    ended = given(REVIEWED, *twice).after(ClosePetition(**on(62), petition=FIRST))
    assert not long_carried(ended.petition)


def test_units_from_which_something_came_are_told_from_those_that_are_silent() -> None:
    register = given(RECEIVED).register
    assert arrivals(register) == [
        UnitArrival(UNIT, 2, day(4)),
        UnitArrival(OTHER_UNIT, 1, day(3)),
    ]
    silent = SiteCode("269")
    assert silent_units(register, [OTHER_UNIT, silent, UNIT]) == (silent,)


def test_a_merged_one_counts_with_the_other_and_one_that_was_none_does_not_count() -> None:
    merged = given(TWO, MergePetition(**on(12), petition=SECOND, into=FIRST))
    shown = board(merged.register, day(13))
    assert (shown.records, shown.petitions, shown.statements, shown.voices) == (2, 1, 3, 3)
    assert shown.most_raised == (FIRST,)
    assert shown.by_lead == {SGTVT: 1}


def test_quarters_follow_each_other_also_those_in_which_nothing_came() -> None:
    late = (answered(200), received(YK2, 210))
    register = given(FORWARDED, *late).register
    told = [(each.first, each.received, each.answered) for each in by_quarter(register)]
    assert [each[1:] for each in told] == [(1, 0), (0, 0), (1, 1)]
    firsts = [each[0] for each in told]
    assert all(day.day == 1 and day.month in (1, 4, 7, 10) for day in firsts)
    assert by_quarter(given().register) == []


def test_figures_of_a_site_are_of_what_it_may_know_of() -> None:
    register = given(TWO).register
    shown = board(
        register,
        day(13),
        seen=lambda petition: sees(register, BA_DINH, petition),
        heard=lambda said: said.unit == BA_DINH.site,
    )
    assert (shown.petitions, shown.statements) == (1, 2)


def test_rates_stand_with_both_numbers() -> None:
    register = given(ANSWERED).after(received(YK2), classified(SECOND)).register
    rate = on_time(register, day(60), day(90))
    assert rate == OnTime(1, 2)
    assert rate.per_mille == 500
    assert OnTime(0, 0).per_mille == 1000


def test_lateness_is_in_working_days() -> None:
    late = given(FORWARDED).after(answered(75)).petition
    assert lateness(late, day(100), NO_DAYS_OFF) == 4
    assert lateness(given(ANSWERED).petition, day(100), NO_DAYS_OFF) == 0


def test_tables_by_lead_field_and_unit_add_up() -> None:
    register = given(ANSWERED).after(received(YK2), classified(SECOND, SXD), received(YK3)).register
    for rows, total in ((by_lead(register), 2), (by_field(register), 2), (by_unit(register), 3)):
        assert sum(row.total for row in rows) == total
        assert sum(row.answered for row in rows) == 1
        assert sum(row.solved for row in rows) == 1


def test_what_was_only_said_is_listed_after_ten_working_days() -> None:
    said = given(FORWARDED).after(answered(30, ReplyKind.SPOKEN, settlement=None))
    assert unconfirmed(said.register, day(44), NO_DAYS_OFF) == []
    assert unconfirmed(said.register, day(45), NO_DAYS_OFF) == [said.petition]
    written = said.after(answered(40))
    assert unconfirmed(written.register, day(60), NO_DAYS_OFF) == []
    assert unconfirmed(given(FORWARDED).register, day(60), NO_DAYS_OFF) == []


@pytest.mark.parametrize(
    ("settlement", "group"),
    [
        (None, SettlementGroup.NO_FINAL_ANSWER),
        (Settlement.TEXT_ISSUED, SettlementGroup.SOLVED),
        (Settlement.EXPLAINED, SettlementGroup.EXPLAINED),
        (Settlement.OTHER_REASON, SettlementGroup.IN_PROGRESS),
        (Settlement.NOT_SETTLED, SettlementGroup.NOT_SETTLED),
    ],
)
def test_explained_is_not_solved(settlement: Settlement | None, group: SettlementGroup) -> None:
    assert group_of(settlement) is group


def test_alike_ones_are_of_the_same_field_and_unit_and_share_words_without_marks() -> None:
    register = given(TWO).after(received(YK3)).register
    like = alike(register, "Sua duong hong", [UNIT], ROADS)
    assert [(each.code, each.shared) for each in like] == [(FIRST, 3)]
    any_field = alike(register, "sửa đường", [UNIT])
    assert [each.code for each in any_field] == [FIRST, "KN-2024-0003"]
    assert alike(register, "sửa đường", [UNIT], but=FIRST)[0].code == "KN-2024-0003"
    assert alike(register, "cấp nước", [UNIT], ROADS) == []
    assert alike(register, "sửa đường", [OTHER_UNIT], WATER) == []


@pytest.mark.parametrize(
    ("sought", "codes"),
    [
        (SoughtPetitions(), [SECOND, FIRST]),
        (SoughtPetitions(state=PetitionState.FORWARDED), [FIRST]),
        (SoughtPetitions(field=ROADS), [SECOND, FIRST]),
        (SoughtPetitions(competence=Competence.CENTRE), []),
        (SoughtPetitions(lead=SGTVT), [SECOND, FIRST]),
        (SoughtPetitions(unit=HOAN_KIEM.site), [SECOND]),
        (SoughtPetitions(group=SettlementGroup.NO_FINAL_ANSWER), [SECOND, FIRST]),
        (SoughtPetitions(sign=PetitionSign.OVERDUE), [SECOND, FIRST]),
        (SoughtPetitions(sign=PetitionSign.CARRIED), []),
        (SoughtPetitions(sign=PetitionSign.RETURNED), [FIRST]),
        (SoughtPetitions(sign=PetitionSign.DISPUTED), []),
        (SoughtPetitions(sign=PetitionSign.SECOND_ROUND), []),
        (SoughtPetitions(counted=True, words="duong SUA"), [SECOND, FIRST]),
        (SoughtPetitions(words="KN-2024-0002"), [SECOND]),
    ],
)
def test_petitions_are_found_by_what_they_are(sought: SoughtPetitions, codes: list[str]) -> None:
    acts = (forwarded(), returned(17), classified(lead=SXD, number=18), forwarded(number=18))
    register = given(TWO).after(*acts).register
    if sought.lead:
        register = given(TWO).register
    listed = found(register, SECRETARY, sought, day(100))
    assert [each.code for each in listed] == codes


def test_a_site_finds_its_own() -> None:
    register = given(TWO).register
    listed = found(register, HOAN_KIEM, SoughtPetitions(), day(20))
    assert [each.code for each in listed] == [SECOND]


def names(acts: frozenset[type[RegisterAct]]) -> set[str]:
    return {act.__name__ for act in acts}


def test_a_site_is_offered_what_it_may_do() -> None:
    there = given(FORWARDED)
    for actor, said in (
        (TRANSPORT, {"TakePetition", "ReturnPetition", "AnswerPetition", "AskMoreTime"}),
        (BA_DINH, {"WithdrawPetition"}),
        (HOAN_KIEM, set()),
    ):
        assert names(offers(there.register, actor, there.petition, day(20))) == said


def test_nothing_is_forwarded_before_it_is_classified() -> None:
    for acts, said in ((RECEIVED, False), (CLASSIFIED, True), (FORWARDED, False)):
        there = given(acts)
        offered = offers(there.register, SECRETARY, there.petition, day(20))
        assert (ForwardPetition in offered) is said


def test_what_depends_on_more_than_where_it_stands_is_offered_only_then() -> None:
    ask = AskMoreTime(**on(20), petition=FIRST, until=day(90), reason="Chờ")
    asked = given(FORWARDED, ask)
    chair = names(offers(asked.register, CHAIR, asked.petition, day(21)))
    assert "AnswerMoreTime" in chair
    assert "AskMoreTime" not in names(offers(asked.register, TRANSPORT, asked.petition, day(21)))
    plain = given(FORWARDED)
    assert AnswerMoreTime not in offers(plain.register, CHAIR, plain.petition, day(21))
    waits = given(CLASSIFIED)
    assert NameLead not in offers(waits.register, CHAIR, waits.petition, day(21))
    assert AskMoreTime not in offers(plain.register, TRANSPORT, plain.petition, day(72))
    settled = ChangeRegisterSettings(**on(5), settings=RegisterSettings(chair_approves=True))
    strict = given(CLASSIFIED, settled)
    assert names(offers(strict.register, CHAIR, strict.petition, day(21))) == {"ApproveForwarding"}
    assert ForwardPetition not in offers(strict.register, SECRETARY, strict.petition, day(21))


def test_after_an_answer_it_is_closed_published_and_opened_again_when_that_can_be() -> None:
    there = given(REVIEWED)
    office = offers(there.register, SECRETARY, there.petition, day(52))
    assert {ClosePetition, PublishPetition, ReopenPetition} <= office
    assert RefuseReopening not in office
    watched = given(ANSWERED, reviewed(50, ReviewNext.WATCH))
    assert ClosePetition not in offers(watched.register, SECRETARY, watched.petition, day(52))
    ask = AskToReopen(**on(53, BA_DINH), petition=FIRST, reason="Chưa")
    assert AskToReopen in offers(there.register, BA_DINH, there.petition, day(53))
    asked = there.after(ask)
    assert AskToReopen not in offers(asked.register, BA_DINH, asked.petition, day(54))
    assert RefuseReopening in offers(asked.register, SECRETARY, asked.petition, day(54))


def test_a_register_that_only_mirrors_offers_chasing_alone() -> None:
    mirror = ChangeRegisterSettings(**on(20), settings=RegisterSettings(mode=RegisterMode.MIRROR))
    there = given(FORWARDED, mirror)
    assert offers(there.register, SECRETARY, there.petition, day(21)) == {ChasePetition}
