"""Rules §3, §2 (technical check) and §4.16: sites, their lines, and who is there since when."""

from datetime import timedelta

import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.attendance import (
    AttendanceCorrected,
    CheckedIn,
    CheckIn,
    CorrectAttendance,
    Delegate,
    DelegatePlan,
    DelegateTookPart,
    Mark,
    NoSuchDelegate,
    RosterSet,
    SetRoster,
)
from diemcau.domain.nouns.conference import EndConference, StartConference
from diemcau.domain.nouns.floor import PauseSpeech, SpeechPaused
from diemcau.domain.nouns.ids import DelegateId, PublicationNo, SiteCode, SpeechNo
from diemcau.domain.nouns.publishing import ConfirmReading, Publish
from diemcau.domain.nouns.record import HandInOpinion, ReportIncident, SendMessage
from diemcau.domain.nouns.refusals import (
    NameMissing,
    ReasonMissing,
    SameNameTwice,
    SiteMissing,
    WrongPhase,
)
from diemcau.domain.nouns.requests import Withdraw
from diemcau.domain.nouns.rounds import EndRound, Pass, StartRound
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    CheckAnswered,
    Connection,
    Contact,
    ContactSet,
    InvitationAnswer,
    InvitationAnswered,
    InviteSite,
    LineCheck,
    LineConnected,
    LineLost,
    NoSuchSite,
    NoteLineConnected,
    NoteLineLost,
    SetContact,
    SiteInvited,
    SitePlan,
    SiteTookPart,
    SiteUninvited,
    UninviteSite,
)
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    LineState,
    Presence,
    Readers,
    Stage,
)
from diemcau.domain.rules.attendance import late
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HOAN_KIEM,
    LOBBY,
    MY_DUC,
    OPERATOR,
    PLANNED,
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
    delegate,
    given,
    given_the_floor,
    plan_conference,
    site_plan,
    was,
    with_settings,
)

IN_ROOM, ONLINE, LEFT = Presence.IN_ROOM, Presence.ONLINE, Presence.LEFT
EXCUSED, ABSENT, SUBSTITUTED = Presence.EXCUSED, Presence.ABSENT, Presence.SUBSTITUTED
HEAD = delegate(BA_DINH, 1)


def marked(presence: Presence, minutes: float, reason: str = "") -> CheckIn:
    """Ba Đình says of its head of delegation."""
    return CheckIn(**by(BA_DINH, minutes), marks=(Mark(HEAD, presence, reason),))


def corrected(presence: Presence, minutes: float, reason: str = "") -> CorrectAttendance:
    return CorrectAttendance(
        **by(SECRETARY, minutes),
        site=code(BA_DINH),
        reason="Ghi nhầm",
        marks=(Mark(HEAD, presence, reason),),
    )


def head(meeting: Meeting) -> Delegate:
    return meeting.sites[code(BA_DINH)].roster[0]


# -- who is invited --------------------------------------------------------------------------------


def test_a_site_is_invited_at_the_end_of_the_list_even_while_the_conference_runs() -> None:
    invite = InviteSite(**by(SECRETARY, 10), plan=site_plan(MY_DUC))
    given(RUNNING).when(invite).then(
        SiteInvited(**was(SECRETARY, 10), plan=site_plan(MY_DUC))
    ).leaves(lambda m: m.site_order[-1] == code(MY_DUC))
    given(ENDED).when(invite).refuses(WrongPhase)


def test_a_site_is_invited_once() -> None:
    given(PLANNED).when(InviteSite(**by(SECRETARY), plan=site_plan(BA_DINH))).refuses(SameNameTwice)


@pytest.mark.parametrize(
    "plan",
    [
        SitePlan(code(MY_DUC), " "),
        SitePlan(SiteCode(""), "Mỹ Đức"),
        SitePlan(code(MY_DUC), "Mỹ Đức", roster=(DelegatePlan(HEAD, " "),)),
        SitePlan(code(MY_DUC), "Mỹ Đức", roster=(DelegatePlan(DelegateId(""), "A"),)),
    ],
)
def test_a_site_has_a_code_and_a_name_and_so_have_its_delegates(plan: SitePlan) -> None:
    given(PLANNED).when(InviteSite(**by(SECRETARY), plan=plan)).refuses(NameMissing)
    given().when(plan_conference(sites=(plan,))).refuses(NameMissing)


def test_no_delegate_stands_twice_on_a_roster() -> None:
    twice = SetRoster(**by(BA_DINH), roster=(DelegatePlan(HEAD, "A"), DelegatePlan(HEAD, "B")))
    given(LOBBY).when(twice).refuses(SameNameTwice)


def test_a_site_that_left_no_trace_can_be_uninvited() -> None:
    uninvite = UninviteSite(**by(SECRETARY), site=code(BA_DINH))
    given(PLANNED).when(uninvite).then(SiteUninvited(**was(SECRETARY), site=code(BA_DINH))).leaves(
        lambda m: code(BA_DINH) not in m.sites and code(BA_DINH) not in m.site_order
    )
    given(PLANNED, uninvite).when(uninvite).refuses(NoSuchSite)


MESSAGE = SendMessage(**by(OPERATOR, 1), text="Mở micro", to=(code(BA_DINH),))
NOTICE = Publish(**by(SECRETARY, 1), stage=Stage.NOTICE, readers=Readers.ALL_SITES)
TO_BA_DINH = Publish(
    **by(SECRETARY, 1),
    stage=Stage.NOTICE,
    readers=Readers.NAMED_SITES,
    sites=(code(BA_DINH),),
)
ROUND = StartRound(**by(CHAIR, 1))
CHECKED = AnswerCheck(
    **by(OPERATOR, 1),
    site=code(BA_DINH),
    picture=CheckResult.OK,
    sound_in=CheckResult.OK,
    sound_out=CheckResult.OK,
    line=CheckResult.OK,
)


@pytest.mark.parametrize(
    "trace",
    [
        checked_in(BA_DINH, 1),
        CHECKED,
        corrected(EXCUSED, 1, "Đi công tác"),
        NoteLineConnected(**by(CLOCK, 1), site=code(BA_DINH)),
        asked_to_speak(BA_DINH),
        (asked_to_speak(BA_DINH), Withdraw(**by(BA_DINH, 2), request=card(BA_DINH))),
        ReportIncident(**by(BA_DINH, 1), kind=IncidentKind.NO_SOUND),
        MESSAGE,
        HandInOpinion(**by(BA_DINH, 1), item=DISCUSSION_ITEM, text="Nhất trí"),
        ROUND,
        (ROUND, Pass(**by(BA_DINH, 2)), EndRound(**by(CHAIR, 3))),
        TO_BA_DINH,
        (NOTICE, ConfirmReading(**by(BA_DINH, 2), publication=PublicationNo(1))),
    ],
)
def test_a_site_that_appears_in_the_record_stays_in_it(trace: Step) -> None:
    given(DISCUSSION, trace).when(UninviteSite(**by(SECRETARY, 9), site=code(BA_DINH))).refuses(
        SiteTookPart
    )


# -- rosters and contacts --------------------------------------------------------------------------


def test_a_new_roster_keeps_what_the_roll_call_says_of_those_already_known() -> None:
    roster = (
        DelegatePlan(HEAD, "Chủ tịch Ba Đình", "Chủ tịch HĐND quận"),
        DelegatePlan(DelegateId("001-3"), "Trưởng ban"),
    )
    given(LOBBY, marked(IN_ROOM, -10)).when(SetRoster(**by(BA_DINH, -5), roster=roster)).then(
        RosterSet(**was(BA_DINH, -5), site=code(BA_DINH), roster=roster)
    ).leaves(
        lambda m: (
            m.sites[code(BA_DINH)].roster
            == (
                Delegate(
                    HEAD,
                    "Chủ tịch Ba Đình",
                    "Chủ tịch HĐND quận",
                    IN_ROOM,
                    first_present_at=at(-10),
                ),
                Delegate(DelegateId("001-3"), "Trưởng ban"),
            )
        )
    )


def test_a_delegate_who_was_called_cannot_be_struck_from_the_roster() -> None:
    without_head = (DelegatePlan(delegate(BA_DINH, 2), "Phó Chủ tịch"),)
    given(LOBBY, marked(EXCUSED, -10, "Ốm")).when(
        SetRoster(**by(BA_DINH, -5), roster=without_head)
    ).refuses(DelegateTookPart)


def test_the_secretary_sets_the_roster_of_any_site_and_says_of_which() -> None:
    given(PLANNED).when(SetRoster(**by(SECRETARY), site=code(BA_DINH), roster=())).then(
        RosterSet(**was(SECRETARY), site=code(BA_DINH), roster=())
    )
    given(PLANNED).when(SetRoster(**by(SECRETARY), roster=())).refuses(SiteMissing)
    given(PLANNED).when(SetRoster(**by(SECRETARY), site=code(MY_DUC), roster=())).refuses(
        NoSuchSite
    )


def test_a_site_says_whom_to_call_when_its_line_is_bad() -> None:
    contact = Contact(technician="Cán bộ kỹ thuật", phone="024 000")
    given(ANNOUNCED).when(SetContact(**by(BA_DINH, -90), contact=contact)).then(
        ContactSet(**was(BA_DINH, -90), site=code(BA_DINH), contact=contact)
    ).leaves(lambda m: m.sites[code(BA_DINH)].contact == contact)


def test_a_site_that_was_called_and_is_taken_from_the_list_has_to_be_told() -> None:
    taken = UninviteSite(**by(SECRETARY, -90), site=code(BA_DINH))
    given(ANNOUNCED).when(taken).leaves(lambda m: [s.name for s in m.uninvited] == ["Ba Đình"])
    given(PLANNED).when(taken).leaves(lambda m: m.uninvited == ())


# -- answers to the invitation ---------------------------------------------------------------------

WILL_COME = AnswerInvitation(**by(BA_DINH, -90), coming=True, head=" Phó Chủ tịch ")


def test_a_site_says_that_it_will_come_and_who_leads_it() -> None:
    given(ANNOUNCED).when(WILL_COME).then(
        InvitationAnswered(
            **was(BA_DINH, -90), site=code(BA_DINH), coming=True, head="Phó Chủ tịch", reason=""
        )
    ).leaves(
        lambda m: (
            m.sites[code(BA_DINH)].answer
            == InvitationAnswer(at(-90), BA_DINH.name, coming=True, head="Phó Chủ tịch")
        )
    )


def test_a_site_that_cannot_come_says_why() -> None:
    given(ANNOUNCED).when(AnswerInvitation(**by(BA_DINH, -90), coming=False)).refuses(ReasonMissing)
    away = AnswerInvitation(**by(BA_DINH, -90), coming=False, head="Ai đó", reason="Họp Quận ủy")
    given(ANNOUNCED, WILL_COME).when(away).then(
        InvitationAnswered(
            **was(BA_DINH, -90), site=code(BA_DINH), coming=False, head="", reason="Họp Quận ủy"
        )
    )


def test_the_same_answer_again_is_none() -> None:
    given(ANNOUNCED, WILL_COME).when(WILL_COME).then()


def test_sites_answer_until_the_lobby_opens_and_phone_until_it_starts() -> None:
    phoned = AnswerInvitation(**by(SECRETARY), site=code(BA_DINH), coming=True)
    for scene in (PLANNED, LOBBY, RUNNING):
        given(scene).when(AnswerInvitation(**by(BA_DINH), coming=True)).refuses(WrongPhase)
    given(PLANNED).when(phoned).refuses(WrongPhase)
    given(RUNNING).when(phoned).refuses(WrongPhase)
    given(LOBBY).when(phoned).leaves(lambda m: m.sites[code(BA_DINH)].answer is not None)


# -- roll call -------------------------------------------------------------------------------------


def test_a_site_checks_in_its_delegates_with_a_head_count_and_guests() -> None:
    marks = (Mark(HEAD, IN_ROOM), Mark(delegate(BA_DINH, 2), ONLINE))
    given(LOBBY).when(CheckIn(**by(BA_DINH, -10), marks=marks, head_count=7, guests=2)).then(
        CheckedIn(**was(BA_DINH, -10), site=code(BA_DINH), marks=marks, head_count=7, guests=2)
    ).leaves(
        lambda m: (
            (
                m.sites[code(BA_DINH)].here,
                m.sites[code(BA_DINH)].head_count,
                m.sites[code(BA_DINH)].guests,
                m.sites[code(BA_DINH)].checked_in_at,
            )
            == (2, 7, 2, at(-10))
        )
    )


def test_a_site_that_phoned_is_checked_in_by_the_hall() -> None:
    for actor in (CHAIR, SECRETARY, OPERATOR):
        given(LOBBY).when(CheckIn(**by(actor, -10), site=code(BA_DINH))).then(
            CheckedIn(**was(actor, -10), site=code(BA_DINH), marks=(), head_count=None, guests=None)
        )


def test_nobody_checks_in_before_the_lobby_opens_or_after_the_end() -> None:
    for scene in (PLANNED, ANNOUNCED, ENDED):
        given(scene).when(checked_in(BA_DINH)).refuses(WrongPhase)


def test_an_excuse_needs_a_reason_and_a_substitute_a_name() -> None:
    given(LOBBY).when(marked(EXCUSED, -10)).refuses(ReasonMissing)
    given(LOBBY).when(marked(SUBSTITUTED, -10)).refuses(NameMissing)


def test_a_substitute_fills_the_seat() -> None:
    by_deputy = Mark(HEAD, SUBSTITUTED, substitute="Trưởng ban Pháp chế")
    given(LOBBY).when(CheckIn(**by(BA_DINH, -10), marks=(by_deputy,))).leaves(
        lambda m: head(m).here and head(m).substitute == "Trưởng ban Pháp chế"
    )


def test_only_delegates_of_the_roster_are_called() -> None:
    stranger = Mark(delegate(HOAN_KIEM), IN_ROOM)
    given(LOBBY).when(CheckIn(**by(BA_DINH, -10), marks=(stranger,))).refuses(NoSuchDelegate)


def test_whoever_is_not_named_stays_as_the_roll_call_says() -> None:
    second = CheckIn(**by(BA_DINH, 5), marks=(Mark(delegate(BA_DINH, 2), ONLINE),))
    meeting = after(LOBBY, marked(IN_ROOM, -10), second)
    assert head(meeting).presence is IN_ROOM
    assert meeting.sites[code(BA_DINH)].checked_in_at == at(-10)


def test_figures_left_out_of_a_later_check_in_stay_as_they_were() -> None:
    first = CheckIn(**by(BA_DINH, -10), head_count=7, guests=2)
    site = after(LOBBY, first, marked(LEFT, 30)).sites[code(BA_DINH)]
    assert (site.head_count, site.guests) == (7, 2)


def test_first_present_left_and_returned_are_kept() -> None:
    went: Step = (marked(IN_ROOM, -10), marked(LEFT, 30), marked(ONLINE, 45))
    there = head(after(LOBBY, went))
    assert (there.presence, there.first_present_at, there.left_at, there.returned_at) == (
        *(ONLINE, at(-10), at(30), at(45)),
    )


def test_whoever_was_called_away_and_came_back_returned_too() -> None:
    there = head(
        after(LOBBY, marked(IN_ROOM, -10), marked(EXCUSED, 30, "Họp"), marked(IN_ROOM, 60))
    )
    assert (there.first_present_at, there.left_at, there.returned_at) == (at(-10), at(30), at(60))


def test_coming_late_is_no_return() -> None:
    there = head(after(LOBBY, marked(ABSENT, -10), marked(IN_ROOM, 20)))
    assert (there.first_present_at, there.left_at, there.returned_at) == (at(20), None, None)


def test_whoever_leaves_has_a_time_of_leaving() -> None:
    assert head(after(LOBBY, marked(LEFT, 30))).left_at == at(30)


# -- corrections -----------------------------------------------------------------------------------


def test_the_secretary_corrects_attendance_with_a_reason() -> None:
    correct = CorrectAttendance(
        **by(SECRETARY, 30),
        site=code(BA_DINH),
        reason=" Đếm lại ",
        marks=(Mark(HEAD, ONLINE),),
        head_count=6,
        guests=1,
    )
    given(LOBBY, marked(IN_ROOM, -10)).when(correct).then(
        AttendanceCorrected(
            **was(SECRETARY, 30),
            site=code(BA_DINH),
            reason="Đếm lại",
            marks=(Mark(HEAD, ONLINE),),
            head_count=6,
            guests=1,
        )
    ).leaves(lambda m: (head(m).presence, head(m).first_present_at) == (ONLINE, at(-10)))


def test_a_correction_without_a_reason_is_refused() -> None:
    correct = CorrectAttendance(**by(SECRETARY, 30), site=code(BA_DINH), reason=" ")
    given(LOBBY).when(correct).refuses(ReasonMissing)


def test_a_correction_is_held_to_the_same_roster_and_reasons() -> None:
    given(LOBBY).when(corrected(EXCUSED, 30)).refuses(ReasonMissing)
    stranger = CorrectAttendance(
        **by(SECRETARY, 30),
        site=code(BA_DINH),
        reason="Ghi nhầm",
        marks=(Mark(delegate(HOAN_KIEM), IN_ROOM),),
    )
    given(LOBBY).when(stranger).refuses(NoSuchDelegate)


def test_attendance_is_corrected_from_the_lobby_until_the_minutes_are_approved() -> None:
    given(ANNOUNCED).when(corrected(IN_ROOM, -70)).refuses(WrongPhase)
    for scene in (LOBBY, RUNNING, ENDED):
        given(scene).when(corrected(IN_ROOM, 250)).leaves(lambda m: head(m).here)


def test_whoever_is_found_to_have_been_there_was_there_from_the_check_in_on() -> None:
    there = head(after(LOBBY, marked(ABSENT, 5), corrected(IN_ROOM, 30)))
    assert (there.first_present_at, there.left_at) == (at(5), None)


def test_a_site_found_to_have_been_there_without_a_check_in_was_there_from_the_start() -> None:
    for scene in (RUNNING, ENDED):
        meeting = after(scene, corrected(IN_ROOM, 220))
        site = meeting.sites[code(BA_DINH)]
        assert (site.checked_in_at, head(meeting).first_present_at) == (at(0), at(0))
        assert late(meeting, site.checked_in_at) == timedelta(0)
    assert head(after(LOBBY, corrected(IN_ROOM, -5))).first_present_at == at(-5)


def test_a_head_count_alone_shows_that_a_site_was_there() -> None:
    counted = CorrectAttendance(
        **by(SECRETARY, 30), site=code(BA_DINH), reason="Đếm qua màn hình", head_count=4
    )
    site = after(RUNNING, counted).sites[code(BA_DINH)]
    assert (site.head_count, site.checked_in_at) == (4, at(0))


def test_a_correction_to_absent_takes_the_mistaken_times_with_it() -> None:
    there = head(after(LOBBY, marked(IN_ROOM, -10), marked(LEFT, 30), corrected(ABSENT, 60)))
    assert there == Delegate(HEAD, "Chủ tịch Ba Đình", "Chủ tịch HĐND", ABSENT)


def test_an_excuse_found_afterwards_does_not_make_a_site_present() -> None:
    site = after(RUNNING, corrected(EXCUSED, 30, "Đi công tác")).sites[code(BA_DINH)]
    assert site.checked_in_at is None


def test_a_correction_from_away_to_present_says_that_nobody_left() -> None:
    there = head(after(LOBBY, marked(IN_ROOM, -10), marked(LEFT, 30), corrected(IN_ROOM, 60)))
    assert (there.first_present_at, there.left_at, there.returned_at) == (at(-10), None, None)


def test_a_correction_of_how_somebody_is_present_leaves_the_times() -> None:
    went: Step = (marked(IN_ROOM, -10), marked(LEFT, 30), marked(IN_ROOM, 45))
    there = head(after(LOBBY, went, corrected(ONLINE, 60)))
    assert (there.first_present_at, there.left_at, there.returned_at) == (at(-10), at(30), at(45))


def test_a_correction_may_say_that_somebody_was_there_and_has_left() -> None:
    there = head(after(LOBBY, checked_in(BA_DINH, 2), corrected(LEFT, 60)))
    assert (there.first_present_at, there.left_at) == (at(2), at(60))


# -- late ------------------------------------------------------------------------------------------


def test_late_is_counted_from_the_start() -> None:
    meeting = after(RUNNING)
    assert late(meeting, at(12)) == timedelta(minutes=12)
    assert late(meeting, at(-12)) == timedelta(0)
    assert late(meeting, None) == timedelta(0)


def test_nobody_is_late_for_a_conference_that_has_not_started() -> None:
    assert late(after(LOBBY), at(12)) == timedelta(0)


# -- the totals ------------------------------------------------------------------------------------


def test_the_roll_call_board_counts_what_there_is() -> None:
    meeting = after(
        LOBBY,
        NoteLineConnected(**by(CLOCK, -30), site=code(BA_DINH)),
        CheckIn(**by(BA_DINH, -10), marks=(Mark(HEAD, IN_ROOM),), guests=3),
        UninviteSite(**by(SECRETARY, -5), site=code(DONG_ANH)),
    )
    totals = meeting.totals
    sites = len(SITES) - 1
    assert (totals.sites, totals.connected, totals.checked_in) == (sites, 1, 1)
    assert (totals.expected, totals.here, totals.guests) == (2 * sites, 1, 3)


# -- the technical check (rules §2) ----------------------------------------------------------------


def test_a_site_answers_the_technical_check_in_the_lobby() -> None:
    answer = AnswerCheck(
        **by(BA_DINH, -40),
        picture=CheckResult.OK,
        sound_in=CheckResult.FAULT,
        sound_out=CheckResult.OK,
        line=CheckResult.UNTRIED,
    )
    given(LOBBY).when(answer).then(
        CheckAnswered(
            **was(BA_DINH, -40),
            site=code(BA_DINH),
            picture=CheckResult.OK,
            sound_in=CheckResult.FAULT,
            sound_out=CheckResult.OK,
            line=CheckResult.UNTRIED,
        )
    ).leaves(
        lambda m: (
            m.sites[code(BA_DINH)].check
            == LineCheck(
                at(-40), CheckResult.OK, CheckResult.FAULT, CheckResult.OK, CheckResult.UNTRIED
            )
        )
    )
    given(ANNOUNCED).when(answer).refuses(WrongPhase)


# -- the line (rules §3, §4.16) --------------------------------------------------------------------

CONNECTED = NoteLineConnected(**by(CLOCK, 0), site=code(BA_DINH))
LOST = NoteLineLost(**by(CLOCK, 5), site=code(BA_DINH))
SPEAKS: Step = (CONNECTED, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))


def line(meeting: Meeting) -> Connection:
    return meeting.sites[code(BA_DINH)].line


def test_a_line_is_shown_with_since_when_it_is_connected_or_lost() -> None:
    given(RUNNING).when(CONNECTED).then(LineConnected(**was(CLOCK), site=code(BA_DINH))).leaves(
        lambda m: line(m) == Connection(LineState.CONNECTED, at(0))
    )
    given(RUNNING, CONNECTED).when(LOST).then(LineLost(**was(CLOCK, 5), site=code(BA_DINH))).leaves(
        lambda m: line(m) == Connection(LineState.LOST, at(5), losses=1)
    )


def test_a_second_device_of_a_connected_site_changes_nothing() -> None:
    given(RUNNING, CONNECTED).when(NoteLineConnected(**by(CLOCK, 3), site=code(BA_DINH))).then()


def test_a_line_that_was_never_there_cannot_be_lost() -> None:
    given(RUNNING).when(LOST).then()
    given(RUNNING, CONNECTED, LOST).when(LOST).then()


def test_losses_are_counted() -> None:
    again = NoteLineConnected(**by(CLOCK, 6), site=code(BA_DINH))
    assert line(after(RUNNING, CONNECTED, LOST, again, LOST)).losses == 2


def test_lines_are_watched_from_the_announcement_to_the_end() -> None:
    for scene in (PLANNED, ENDED):
        given(scene).when(CONNECTED).then()
    given(RUNNING, CONNECTED, EndConference(**by(CHAIR, 4))).when(LOST).then()
    given(ANNOUNCED).when(CONNECTED).leaves(lambda m: line(m).state is LineState.CONNECTED)


def test_the_line_of_an_unknown_site_is_refused() -> None:
    given(RUNNING).when(NoteLineConnected(**by(CLOCK), site=code(MY_DUC))).refuses(NoSuchSite)
    given(RUNNING).when(NoteLineLost(**by(CLOCK), site=code(MY_DUC))).refuses(NoSuchSite)


def test_a_site_that_loses_its_line_keeps_its_place_in_the_queue() -> None:
    given(DISCUSSION, CONNECTED, asked_to_speak(BA_DINH)).when(LOST).leaves(
        lambda m: m.sites[code(BA_DINH)].waiting
    )


def test_a_speaker_who_loses_the_line_keeps_the_floor_and_the_clock_runs_on() -> None:
    given(DISCUSSION, SPEAKS).when(LOST).then(LineLost(**was(CLOCK, 5), site=code(BA_DINH))).leaves(
        lambda m: m.speech is not None and m.speech.paused_at is None
    )


def test_the_clock_stands_still_on_a_lost_line_if_the_setting_says_so() -> None:
    given(DISCUSSION, with_settings(lost_line_pauses=True), SPEAKS).when(LOST).then(
        LineLost(**was(CLOCK, 5), site=code(BA_DINH)),
        SpeechPaused(**was(CLOCK, 5), speech=SpeechNo(1)),
    ).leaves(lambda m: m.floor == SpeechNo(1))


def test_a_clock_that_stands_already_is_not_stopped_again() -> None:
    paused = PauseSpeech(**by(CHAIR, 4), speech=SpeechNo(1))
    given(DISCUSSION, with_settings(lost_line_pauses=True), SPEAKS, paused).when(LOST).then(
        LineLost(**was(CLOCK, 5), site=code(BA_DINH))
    )


def test_a_lost_line_of_another_site_stops_no_clock() -> None:
    other: Step = (asked_to_speak(HOAN_KIEM), given_the_floor(HOAN_KIEM))
    given(DISCUSSION, with_settings(lost_line_pauses=True), CONNECTED, other).when(LOST).then(
        LineLost(**was(CLOCK, 5), site=code(BA_DINH))
    )


def test_nobody_is_late_for_a_conference_that_began_before_its_time() -> None:
    early = after(LOBBY, StartConference(**by(CHAIR, -5)))
    assert late(early, at(-2)) == timedelta(0)
    assert late(early, at(3)) == timedelta(minutes=3)
