"""Rules §2: how a conference is planned, announced, opened, run, paused, ended, reopened."""

from datetime import timedelta, timezone
from typing import Any, get_type_hints

import msgspec
import pytest

from diemcau.domain.nouns.agenda import ItemFinished, ItemPlan, NoSuchItem, StartItem, TooDeep
from diemcau.domain.nouns.conference import (
    AlreadyPlanned,
    AnnounceConference,
    BreakCalled,
    CallBreak,
    CancelConference,
    ConferenceAnnounced,
    ConferenceCancelled,
    ConferenceEnded,
    ConferencePlanned,
    ConferenceReopened,
    ConferenceResumed,
    ConferenceStarted,
    ConsoleHanded,
    ConsoleTakenBack,
    Deputy,
    EndConference,
    EndsBeforeItStarts,
    HandConsole,
    LobbyOpened,
    NoSuchConference,
    NothingOnTheAgenda,
    NotLeading,
    OpenLobby,
    PlanConference,
    PlanRevised,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    SettingsChanged,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.floor import FloorBusy, FloorTaken, GiveFloor, SpeechInterrupted
from diemcau.domain.nouns.ids import ItemId, SpeechNo
from diemcau.domain.nouns.publishing import DraftMinutes
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    InThePast,
    NameMissing,
    NotAllowed,
    NotDue,
    ReasonMissing,
    SameNameTwice,
    TextMissing,
    TooFarAway,
    WrongPhase,
)
from diemcau.domain.nouns.requests import RequestsEnded
from diemcau.domain.nouns.terms import ItemState, Phase
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import (
    AGENDA,
    ANNOUNCED,
    BA_DINH,
    CANCELLED,
    CHAIR,
    CLOSED,
    DAY,
    DEPUTY,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HOAN_KIEM,
    LOBBY,
    OPERATOR,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    SITES,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    card,
    checked_in,
    code,
    given,
    given_the_floor,
    plan_conference,
    site_plan,
    took_the_floor,
    was,
    with_settings,
)

# -- planning --------------------------------------------------------------------------------------


def test_the_secretariat_plans_a_conference_with_its_sites_and_its_agenda() -> None:
    kinds = {item.id: item.kinds for item in after(PLANNED).items.values()}
    plan = plan_conference()
    planned = ConferencePlanned(
        **was(SECRETARY, -7 * DAY),
        title="Hội nghị giao ban quý I/2024",
        starts_at=at(0),
        ends_at=at(210),
        organiser="Thường trực HĐND thành phố",
        hub="Điểm cầu HĐND thành phố",
        chair="Chủ tịch HĐND thành phố",
        secretary="Văn phòng",
        timezone="Asia/Ho_Chi_Minh",
        settings=Settings(),
        sites=tuple(map(site_plan, SITES)),
        agenda=tuple(msgspec.structs.replace(item, kinds=kinds[item.id]) for item in AGENDA),
    )
    given().when(plan).then(planned).leaves(lambda meeting: meeting.phase is Phase.DRAFT)


def test_a_conference_is_planned_once() -> None:
    given(PLANNED).when(plan_conference()).refuses(AlreadyPlanned)


def test_nothing_can_be_done_with_a_conference_that_was_never_planned() -> None:
    given().when(AnnounceConference(**by(SECRETARY))).refuses(NoSuchConference)


def test_a_conference_needs_a_title() -> None:
    plan = msgspec.structs.replace(plan_conference(), title="  ")
    given().when(plan).refuses(TextMissing)


def test_a_conference_does_not_end_before_it_starts() -> None:
    plan = msgspec.structs.replace(plan_conference(), ends_at=at(0))
    given().when(plan).refuses(EndsBeforeItStarts)


def test_no_site_is_invited_twice() -> None:
    given().when(plan_conference(sites=(site_plan(BA_DINH), site_plan(BA_DINH)))).refuses(
        SameNameTwice
    )


def test_no_item_stands_twice_on_the_agenda() -> None:
    given().when(plan_conference(agenda=(*AGENDA, AGENDA[0]))).refuses(SameNameTwice)


def test_an_item_needs_an_id_and_a_title() -> None:
    given().when(plan_conference(agenda=(ItemPlan(ItemId(""), "Khai mạc"),))).refuses(NameMissing)
    given().when(plan_conference(agenda=(ItemPlan(ItemId("a"), " "),))).refuses(TextMissing)


def test_a_planned_sub_item_stands_below_its_parent() -> None:
    part = ItemPlan(ItemId("phan-1"), "Ý kiến các quận", parent=DISCUSSION_ITEM)
    meeting = after(plan_conference(agenda=(*AGENDA, part)))
    assert [meeting.items[item].number for item in meeting.item_order] == [
        *("1", "2", "3", "3.1", "4", "5")
    ]


def test_a_planned_sub_item_has_no_sub_items_of_its_own() -> None:
    part = ItemPlan(ItemId("phan-1"), "Ý kiến các quận", parent=DISCUSSION_ITEM)
    piece = ItemPlan(ItemId("phan-1-1"), "Ba Đình", parent=part.id)
    given().when(plan_conference(agenda=(*AGENDA, part, piece))).refuses(TooDeep)


def test_a_planned_sub_item_names_a_parent_that_exists() -> None:
    lost = ItemPlan(ItemId("phan-1"), "Ý kiến các quận", parent=ItemId("?"))
    given().when(plan_conference(agenda=(*AGENDA, lost))).refuses(NoSuchItem)


def test_a_time_without_its_zone_is_no_time() -> None:
    for command, field in (
        (PlanConference, "starts_at"),
        (PlanConference, "ends_at"),
        (RevisePlan, "starts_at"),
        (HandConsole, "until"),
        (CallBreak, "until"),
        (CloseQueue, "closes_at"),
    ):
        kind = get_type_hints(command, include_extras=True)[field]
        assert msgspec.convert("2024-04-19T08:00:00+07:00", kind) == at(0)
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert("2024-04-19T08:00:00", kind)


REVISED = RevisePlan(
    **by(SECRETARY, -100), title="Hội nghị giao ban", starts_at=at(30), ends_at=at(240)
)


def test_the_plan_can_be_revised_until_it_starts() -> None:
    revised = PlanRevised(
        **was(SECRETARY, -100),
        title="Hội nghị giao ban",
        starts_at=at(30),
        ends_at=at(240),
        organiser="",
        hub="",
        chair="",
        secretary="",
    )
    for scene in (PLANNED, ANNOUNCED, LOBBY):
        given(scene).when(REVISED).then(revised).leaves(lambda m: m.starts_at == at(30))
    given(RUNNING).when(REVISED).refuses(WrongPhase)


def test_a_revised_conference_does_not_end_before_it_starts() -> None:
    late = msgspec.structs.replace(REVISED, starts_at=at(300))
    given(PLANNED).when(late).refuses(EndsBeforeItStarts)


def test_settings_can_be_changed_live() -> None:
    changed = SettingsChanged(**was(CHAIR, 20), settings=Settings(site_budget=600))
    given(RUNNING).when(with_settings(20, site_budget=600)).then(changed)
    given(ENDED).when(with_settings(220)).refuses(WrongPhase)


# -- draft, announced, lobby, running --------------------------------------------------------------


def test_a_draft_is_announced() -> None:
    announced = ConferenceAnnounced(**was(SECRETARY, -60))
    given(PLANNED).when(AnnounceConference(**by(SECRETARY, -60))).then(announced)
    given(ANNOUNCED).when(AnnounceConference(**by(SECRETARY, -60))).refuses(WrongPhase)


@pytest.mark.parametrize("scene", [PLANNED, ANNOUNCED, LOBBY])
def test_a_conference_that_has_not_started_may_be_cancelled_with_a_reason(scene: Step) -> None:
    cancelled = ConferenceCancelled(**was(CHAIR, -30), reason="Bão số 1")
    given(scene).when(CancelConference(**by(CHAIR, -30), reason=" Bão số 1 ")).then(
        cancelled
    ).leaves(lambda meeting: meeting.phase is Phase.CANCELLED)
    given(scene).when(CancelConference(**by(CHAIR, -30), reason="")).refuses(ReasonMissing)


def test_a_conference_that_has_started_can_no_longer_be_cancelled() -> None:
    given(RUNNING).when(CancelConference(**by(CHAIR, 1), reason="Bão")).refuses(WrongPhase)


def test_the_lobby_opens_sixty_minutes_before_by_itself() -> None:
    opened = LobbyOpened(**was(CLOCK, -60))
    given(ANNOUNCED).when(OpenLobby(**by(CLOCK, -60))).then(opened)


def test_the_hall_may_open_the_lobby_earlier() -> None:
    given(ANNOUNCED).when(OpenLobby(**by(OPERATOR, -90))).then(LobbyOpened(**was(OPERATOR, -90)))


def test_the_clock_does_not_open_the_lobby_of_a_conference_that_was_put_off() -> None:
    put_off = RevisePlan(
        **by(SECRETARY, -70), title="Hội nghị giao ban", starts_at=at(60), ends_at=at(240)
    )
    given(ANNOUNCED, put_off).when(OpenLobby(**by(CLOCK, -60))).refuses(NotDue)


def test_the_lobby_opens_once() -> None:
    given(LOBBY).when(OpenLobby(**by(CLOCK, -60))).refuses(WrongPhase)
    given(CANCELLED).when(OpenLobby(**by(CLOCK, -60))).refuses(WrongPhase)


def test_start_is_refused_while_no_agenda_item_exists() -> None:
    bare: Step = (
        plan_conference(agenda=()),
        AnnounceConference(**by(SECRETARY, -DAY)),
        OpenLobby(**by(CHAIR, -60)),
    )
    given(bare).when(StartConference(**by(CHAIR))).refuses(NothingOnTheAgenda)


def test_missing_sites_are_recorded_at_the_start_and_never_a_reason_to_refuse() -> None:
    started = ConferenceStarted(
        **was(CHAIR), missing=tuple(code(site) for site in SITES if site is not BA_DINH)
    )
    given(LOBBY, checked_in(BA_DINH)).when(StartConference(**by(CHAIR))).then(started)


def test_a_conference_starts_from_its_lobby() -> None:
    for scene in (PLANNED, ANNOUNCED, RUNNING, ENDED):
        given(scene).when(StartConference(**by(CHAIR))).refuses(WrongPhase)


# -- break, end, reopening -------------------------------------------------------------------------


def test_a_break_may_say_until_when_and_ends_when_the_chair_resumes() -> None:
    called = BreakCalled(**was(CHAIR, 60), until=at(75))
    resumed = ConferenceResumed(**was(CHAIR, 77))
    pause = CallBreak(**by(CHAIR, 60), until=at(75))
    given(RUNNING).when(pause).then(called).leaves(lambda m: m.break_until == at(75))
    given(RUNNING, pause).when(ResumeConference(**by(CHAIR, 77))).then(resumed).leaves(
        lambda m: m.phase is Phase.RUNNING and m.break_until is None
    )


def test_a_break_does_not_end_in_the_past() -> None:
    given(RUNNING).when(CallBreak(**by(CHAIR, 60), until=at(60))).refuses(InThePast)


def test_no_break_while_somebody_speaks_or_waits_to_go_on() -> None:
    speaking: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    interrupted: Step = (
        asked_to_speak(HOAN_KIEM),
        given_the_floor(HOAN_KIEM, minutes=3, believes=1, interject=True),
        took_the_floor(2, 4),
    )
    given(speaking).when(CallBreak(**by(CHAIR, 5))).refuses(FloorBusy)
    given(speaking, interrupted).when(CallBreak(**by(CHAIR, 5))).refuses(SpeechInterrupted)


def test_only_a_running_conference_pauses_and_only_a_paused_one_resumes() -> None:
    pause = CallBreak(**by(CHAIR, 60))
    given(LOBBY).when(pause).refuses(WrongPhase)
    given(RUNNING, pause).when(CallBreak(**by(CHAIR, 61))).refuses(WrongPhase)
    given(RUNNING).when(ResumeConference(**by(CHAIR, 60))).refuses(WrongPhase)


def test_ending_finishes_the_current_item_first() -> None:
    finished = ItemFinished(**was(CHAIR, 200), item=DISCUSSION_ITEM)
    ended = ConferenceEnded(**was(CHAIR, 200))
    given(DISCUSSION).when(EndConference(**by(CHAIR, 200))).then(finished, ended).leaves(
        lambda m: m.phase is Phase.ENDED and m.ended_at == at(200) and m.current is None
    )


def test_a_conference_may_end_from_its_break() -> None:
    given(RUNNING, CallBreak(**by(CHAIR, 60))).when(EndConference(**by(CHAIR, 70))).then(
        ConferenceEnded(**was(CHAIR, 70))
    )


def test_end_is_refused_while_somebody_has_the_floor() -> None:
    speaking: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    given(speaking).when(EndConference(**by(CHAIR, 200))).refuses(FloorBusy)


def test_the_chair_who_was_told_who_speaks_ends_it_all_by_one_act() -> None:
    """Whoever speaks, whoever gave way, those who wait and the item; what was never begun stays
    as it was planned, for the minutes to say so.
    """
    speaking: Step = (
        DISCUSSION,
        asked_to_speak(BA_DINH),
        asked_to_speak(HOAN_KIEM),
        asked_to_speak(DONG_ANH),
        given_the_floor(BA_DINH),
        given_the_floor(HOAN_KIEM, minutes=3, believes=1, interject=True),
    )
    given(speaking).when(EndConference(**by(CHAIR, 9), finish=True)).then(
        FloorTaken(**was(CHAIR, 9), speech=SpeechNo(2), overran=timedelta(minutes=1)),
        FloorTaken(**was(CHAIR, 9), speech=SpeechNo(1), overran=timedelta(0)),
        ItemFinished(**was(CHAIR, 9), item=DISCUSSION_ITEM),
        RequestsEnded(**was(CHAIR, 9), item=DISCUSSION_ITEM, requests=(card(DONG_ANH),)),
        ConferenceEnded(**was(CHAIR, 9)),
    ).leaves(
        lambda m: (
            m.phase is Phase.ENDED
            and m.speech is None
            and not m.interrupted
            and m.items[REPLY].state is ItemState.PLANNED
        )
    )
    given(DISCUSSION).when(EndConference(**by(CHAIR, 9), finish=True)).then(
        ItemFinished(**was(CHAIR, 9), item=DISCUSSION_ITEM), ConferenceEnded(**was(CHAIR, 9))
    )


def test_a_conference_that_has_not_started_cannot_end() -> None:
    given(LOBBY).when(EndConference(**by(CHAIR))).refuses(WrongPhase)


def test_an_ended_conference_is_reopened_with_a_reason() -> None:
    reopened = ConferenceReopened(**was(CHAIR, 205), reason="Còn ý kiến")
    given(ENDED).when(ReopenConference(**by(CHAIR, 205), reason="Còn ý kiến")).then(
        reopened
    ).leaves(lambda m: m.phase is Phase.RUNNING and m.ended_at is None and m.started_at == at(0))
    given(ENDED).when(ReopenConference(**by(CHAIR, 205), reason=" ")).refuses(ReasonMissing)


def test_whoever_still_waited_at_the_end_waits_again_after_reopening() -> None:
    reopened: Step = (
        EndConference(**by(CHAIR, 200)),
        ReopenConference(**by(CHAIR, 205), reason="Còn ý kiến"),
        StartItem(**by(CHAIR, 205), item=DISCUSSION_ITEM),
    )
    given(DISCUSSION, asked_to_speak(BA_DINH), reopened).when(
        given_the_floor(BA_DINH, minutes=206)
    ).leaves(lambda m: m.speech is not None)


def test_reopening_is_possible_until_the_minutes_are_approved() -> None:
    drafted = DraftMinutes(**by(SECRETARY, 210))
    reopen = ReopenConference(**by(CHAIR, 230), reason="Còn ý kiến")
    given(ENDED, drafted).when(reopen).leaves(lambda m: m.phase is Phase.RUNNING)
    given(CLOSED).when(reopen).refuses(WrongPhase)
    given(RUNNING).when(reopen).refuses(WrongPhase)


# -- the console (rules §1) ------------------------------------------------------------------------

HANDED = HandConsole(**by(CHAIR, 30), login=DEPUTY.login, name=DEPUTY.name, until=at(60))


def test_the_chair_hands_the_console_to_a_deputy_for_a_time() -> None:
    handed = ConsoleHanded(**was(CHAIR, 30), login=DEPUTY.login, name=DEPUTY.name, until=at(60))
    given(RUNNING).when(HANDED).then(handed).leaves(
        lambda m: m.deputy == Deputy(DEPUTY.name, at(60), DEPUTY.login)
    )


def test_the_console_is_handed_to_somebody_by_name_and_not_into_the_past() -> None:
    given(RUNNING).when(HandConsole(**by(CHAIR, 30), login="pho", name=" ", until=at(60))).refuses(
        NameMissing
    )
    given(RUNNING).when(HandConsole(**by(CHAIR, 30), login="pho", name="A", until=at(30))).refuses(
        InThePast
    )


def test_there_is_a_console_to_hand_over_from_the_lobby_to_the_end() -> None:
    given(ANNOUNCED).when(HANDED).refuses(WrongPhase)
    given(ENDED).when(HANDED).refuses(WrongPhase)


def test_a_deputy_can_neither_keep_the_console_nor_pass_it_on() -> None:
    longer = HandConsole(**by(DEPUTY, 40), login=DEPUTY.login, name=DEPUTY.name, until=at(200))
    given(RUNNING, HANDED).when(longer).refuses(NotAllowed)


def test_the_console_comes_back_when_the_chair_takes_it_or_its_time_is_over() -> None:
    for actor, minute in ((CHAIR, 40), (DEPUTY, 50), (CLOCK, 60)):
        given(RUNNING, HANDED).when(TakeConsoleBack(**by(actor, minute))).then(
            ConsoleTakenBack(**was(actor, minute))
        ).leaves(lambda m: m.deputy is None)


def test_a_console_that_was_not_handed_over_cannot_come_back() -> None:
    given(RUNNING).when(TakeConsoleBack(**by(CHAIR, 40))).refuses(AlreadyDone)


def test_the_clock_does_not_take_back_a_console_that_was_handed_over_for_longer() -> None:
    longer = HandConsole(**by(CHAIR, 59), login=DEPUTY.login, name=DEPUTY.name, until=at(90))
    given(RUNNING, HANDED, longer).when(TakeConsoleBack(**by(CLOCK, 60))).refuses(NotDue)


def test_whoever_leads_gives_the_floor_and_the_other_looks_on() -> None:
    scene = given(DISCUSSION, asked_to_speak(DONG_ANH), HANDED)
    for leading, other, minute in ((DEPUTY, CHAIR, 59), (CHAIR, DEPUTY, 60)):
        asked: dict[str, Any] = {"request": card(DONG_ANH), "believes": None}
        scene.when(GiveFloor(**by(other, minute), **asked)).refuses(NotLeading)
        scene.when(GiveFloor(**by(leading, minute), **asked)).leaves(
            lambda m: m.speech is not None and m.speech.site == code(DONG_ANH)
        )


def test_a_chair_who_looks_on_hands_the_console_to_somebody_else() -> None:
    other = HandConsole(**by(CHAIR, 40), login="pho-khac", name="Phó khác", until=at(90))
    given(RUNNING, HANDED, other).when(EndConference(**by(DEPUTY, 41))).refuses(NotLeading)


@pytest.mark.parametrize("year", [1, 1900, 2200, 9999])
def test_a_conference_is_held_within_a_century(year: int) -> None:
    """Nothing that is drawn of a conference may run over the end of the calendar."""
    start, east = at(0).replace(year=year, tzinfo=timezone(timedelta(hours=14))), at(1)
    first, last = min(start, east), max(start, east)
    revised = RevisePlan(**by(SECRETARY, -DAY), title="Hội nghị", starts_at=first, ends_at=last)
    given(PLANNED).when(revised).refuses(TooFarAway)
    planned = PlanConference(**by(SECRETARY, -DAY), title="Hội nghị", starts_at=first, ends_at=last)
    given().when(planned).refuses(TooFarAway)


def test_a_break_and_the_hours_of_a_deputy_end_within_a_century() -> None:
    never = at(0).replace(year=9999)
    given(RUNNING).when(CallBreak(**by(CHAIR, 1), until=never)).refuses(TooFarAway)
    handed = HandConsole(**by(CHAIR, 1), login=DEPUTY.login, name=DEPUTY.name, until=never)
    given(RUNNING).when(handed).refuses(TooFarAway)
