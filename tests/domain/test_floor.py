"""Rules §4.8–12: one voice at a time, its clock, its budget."""

from datetime import timedelta

import msgspec
import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    EditItem,
    ItemNotCurrent,
    ItemPlan,
    NoItemCurrent,
    StartItem,
)
from diemcau.domain.nouns.conference import PRESETS, CallBreak, EndConference
from diemcau.domain.nouns.floor import (
    AlreadyPaused,
    CorrectSpeaker,
    CutOff,
    ExtendSpeech,
    FloorBusy,
    FloorChanged,
    FloorEmpty,
    FloorGiven,
    FloorTaken,
    GiveFloor,
    GrantTime,
    NoBudget,
    NoSuchSpeech,
    NothingToInterrupt,
    NotPaused,
    NotYetOverTime,
    PauseSpeech,
    ResumeSpeech,
    SpeakerCorrected,
    Speech,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechUndone,
    TimeGranted,
)
from diemcau.domain.nouns.ids import RequestId, SpeechNo
from diemcau.domain.nouns.refusals import AlreadyDone, ReasonMissing, WrongPhase
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NameSpeaker,
    NoSuchRequest,
    NotWaiting,
    Person,
    RegisterSpeech,
    SpeakerMissing,
    TwoSpeakers,
)
from diemcau.domain.nouns.rounds import StartRound
from diemcau.domain.nouns.sites import NoSuchSite, SiteTookPart, UninviteSite
from diemcau.domain.nouns.terms import Kind, RequestState, RoundState
from diemcau.domain.rules import drafting
from diemcau.domain.rules.allotment import added, budget, budget_left
from diemcau.domain.rules.asking import last_speech
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HOAN_KIEM,
    MY_DUC,
    REPLY,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    card,
    code,
    given,
    given_the_floor,
    in_line,
    spoke,
    took_the_floor,
    was,
    with_settings,
)

ONE, TWO, THREE = SpeechNo(1), SpeechNo(2), SpeechNo(3)
COMMENT, QUESTION, PROCEDURAL = Kind.COMMENT, Kind.QUESTION, Kind.PROCEDURAL
NOTHING = timedelta(0)
FIVE = timedelta(minutes=5)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def speech(meeting: Meeting, no: int = 1) -> Speech:
    return meeting.speeches[SpeechNo(no)]


def floor_given(
    no: SpeechNo, who: Actor, start: float, *, out_of_order: bool = False
) -> FloorGiven:
    return FloorGiven(
        **was(CHAIR, start),
        speech=no,
        request=card(who),
        allotted=FIVE,
        deadline=at(start + 5),
        delegate="",
        out_of_order=out_of_order,
    )


WAITING: Step = (asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM), asked_to_speak(DONG_ANH))
BA_DINH_SPEAKS: Step = (WAITING, given_the_floor(BA_DINH))
INTERJECTED: Step = (
    BA_DINH_SPEAKS,
    given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True),
)

# -- §4.8 giving the floor -------------------------------------------------------------------------


def test_the_chair_gives_the_floor_to_the_first_in_line() -> None:
    given(DISCUSSION, WAITING).when(given_the_floor(BA_DINH)).then(
        floor_given(ONE, BA_DINH, 2)
    ).leaves(
        lambda m: (
            m.floor == ONE
            and in_line(m) == (card(HOAN_KIEM), card(DONG_ANH))
            and m.requests[card(BA_DINH)].state is RequestState.SPEAKING
            and m.sites[code(BA_DINH)].waiting == ()
            and m.sites[code(BA_DINH)].speeches == (ONE,)
        )
    )


def test_out_of_order_is_allowed_and_recorded_as_such() -> None:
    given(DISCUSSION, WAITING).when(given_the_floor(DONG_ANH)).then(
        floor_given(ONE, DONG_ANH, 2, out_of_order=True)
    ).leaves(lambda m: speech(m).out_of_order)


def test_if_somebody_speaks_their_speech_ends_at_the_same_instant() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(given_the_floor(HOAN_KIEM, minutes=8, believes=1)).then(
        FloorTaken(**was(CHAIR, 8), speech=ONE, overran=minutes(1)),
        floor_given(TWO, HOAN_KIEM, 8),
    ).leaves(lambda m: speech(m).ended_at == at(8) and speech(m, 2).started_at == at(8))


def test_the_floor_is_not_given_if_somebody_else_speaks_than_the_chair_believed() -> None:
    for believes in (None, 2):
        given(DISCUSSION, BA_DINH_SPEAKS).when(
            given_the_floor(HOAN_KIEM, minutes=3, believes=believes)
        ).refuses(FloorChanged)
    given(DISCUSSION, WAITING).when(given_the_floor(HOAN_KIEM, believes=1)).refuses(FloorChanged)


def test_two_consoles_give_the_floor_at_once_and_the_second_is_refused() -> None:
    given(DISCUSSION, WAITING, given_the_floor(BA_DINH)).when(given_the_floor(HOAN_KIEM)).refuses(
        FloorChanged
    )


def test_the_floor_goes_to_a_waiting_request_of_the_current_item() -> None:
    given(DISCUSSION).when(given_the_floor(BA_DINH)).refuses(NoSuchRequest)
    given(DISCUSSION, BA_DINH_SPEAKS).when(given_the_floor(BA_DINH, believes=1)).refuses(NotWaiting)
    registered = RegisterSpeech(
        **by(BA_DINH, 1, named=card(BA_DINH)), item=REPLY, topic="Đê điều", minutes=5
    )
    given(DISCUSSION, registered).when(given_the_floor(BA_DINH)).refuses(ItemNotCurrent)


def test_nobody_gets_the_floor_during_a_break() -> None:
    given(DISCUSSION, WAITING, CallBreak(**by(CHAIR, 1))).when(given_the_floor(BA_DINH)).refuses(
        WrongPhase
    )


def test_the_speaker_is_named_at_the_latest_when_the_floor_is_given() -> None:
    named = NameSpeaker(**by(BA_DINH, 1), request=card(BA_DINH), delegate="Trưởng ban")
    give = given_the_floor(BA_DINH)
    with_name = GiveFloor(
        **by(CHAIR, 2), request=card(BA_DINH), believes=None, delegate=" Phó Trưởng ban "
    )
    assert speech(after(DISCUSSION, WAITING, named, give)).delegate == "Trưởng ban"
    assert speech(after(DISCUSSION, WAITING, named, with_name)).delegate == "Phó Trưởng ban"


def test_a_person_in_the_hall_speaks_for_no_site() -> None:
    guest = AskToSpeak(**by(SECRETARY, 1, named="khach"), person=Person("Khách mời"))
    give = GiveFloor(**by(CHAIR, 2), request=RequestId("khach"), believes=None)
    meeting = after(DISCUSSION, guest, give)
    assert (speech(meeting).site, speech(meeting).person) == (None, Person("Khách mời"))


# -- §4.8 interject --------------------------------------------------------------------------------


def test_with_interject_the_current_speech_is_paused_instead() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(
        given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True)
    ).then(
        SpeechPaused(**was(CHAIR, 4), speech=ONE, interrupted=True),
        floor_given(TWO, HOAN_KIEM, 4),
    ).leaves(lambda m: (m.floor, m.interrupted) == (TWO, (ONE,)))


def test_an_interrupted_speech_is_resumed_after_with_the_time_it_had_left() -> None:
    given(DISCUSSION, INTERJECTED, took_the_floor(2, 7)).when(
        ResumeSpeech(**by(CHAIR, 7), speech=ONE)
    ).then(SpeechResumed(**was(CHAIR, 7), speech=ONE, deadline=at(10))).leaves(
        lambda m: (m.floor, m.interrupted, speech(m).paused) == (ONE, (), minutes(3))
    )


def test_an_interrupted_speech_does_not_go_on_while_somebody_speaks() -> None:
    given(DISCUSSION, INTERJECTED).when(ResumeSpeech(**by(CHAIR, 5), speech=ONE)).refuses(FloorBusy)


def test_there_is_nothing_to_interrupt_when_nobody_speaks() -> None:
    given(DISCUSSION, WAITING).when(given_the_floor(BA_DINH, interject=True)).refuses(
        NothingToInterrupt
    )


def test_a_paused_speech_that_is_interrupted_has_stood_since_it_was_paused() -> None:
    paused = PauseSpeech(**by(CHAIR, 3), speech=ONE)
    interject = given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True)
    given(DISCUSSION, BA_DINH_SPEAKS, paused, interject, took_the_floor(2, 7)).when(
        ResumeSpeech(**by(CHAIR, 8), speech=ONE)
    ).then(SpeechResumed(**was(CHAIR, 8), speech=ONE, deadline=at(12)))


def test_an_interjection_may_be_interrupted_too() -> None:
    again = given_the_floor(DONG_ANH, minutes=5, believes=2, interject=True)
    given(DISCUSSION, INTERJECTED).when(again).leaves(
        lambda m: (m.floor, m.interrupted) == (THREE, (ONE, TWO))
    )


def test_an_interrupted_speech_may_be_ended_while_another_speaks() -> None:
    given(DISCUSSION, INTERJECTED).when(took_the_floor(1, 6)).then(
        FloorTaken(**was(CHAIR, 6), speech=ONE, overran=NOTHING)
    ).leaves(
        lambda m: (m.floor, m.interrupted) == (TWO, ()) and speech(m).spoken(at(60)) == minutes(2)
    )


def test_the_next_speaker_ends_an_interjection_and_leaves_the_interrupted_one_waiting() -> None:
    given(DISCUSSION, INTERJECTED).when(given_the_floor(DONG_ANH, minutes=6, believes=2)).leaves(
        lambda m: (m.floor, m.interrupted) == (THREE, (ONE,))
    )


# -- §4.8 taking the floor -------------------------------------------------------------------------


def test_the_chair_takes_the_floor_and_the_record_says_how_far_over_time() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(took_the_floor(1, 8, 12)).then(
        FloorTaken(**was(CHAIR, 8, 12), speech=ONE, overran=timedelta(seconds=72))
    ).leaves(
        lambda m: (
            m.floor is None
            and speech(m).ended_at == at(8, 12)
            and m.requests[card(BA_DINH)].state is RequestState.SPOKEN
        )
    )


def test_over_time_is_counted_to_the_second_and_time_left_is_none() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(took_the_floor(1, 7, 0.9)).then(
        FloorTaken(**was(CHAIR, 7, 0.9), speech=ONE, overran=NOTHING)
    )
    given(DISCUSSION, BA_DINH_SPEAKS).when(took_the_floor(1, 4)).then(
        FloorTaken(**was(CHAIR, 4), speech=ONE, overran=NOTHING)
    )


def test_what_is_pressed_about_a_speech_that_is_over_is_refused_by_whether_anybody_speaks() -> None:
    for command in (
        took_the_floor(1, 9),
        PauseSpeech(**by(CHAIR, 9), speech=ONE),
        ExtendSpeech(**by(CHAIR, 9), speech=ONE),
        ResumeSpeech(**by(CHAIR, 9), speech=ONE),
        CutOff(**by(CLOCK, 9), speech=ONE),
    ):
        nobody: Step = (BA_DINH_SPEAKS, took_the_floor(1, 8))
        somebody: Step = (
            nobody,
            asked_to_speak(HOAN_KIEM, minutes=8),
            given_the_floor(HOAN_KIEM, minutes=8.5),
        )
        given(DISCUSSION, nobody).when(command).refuses(FloorEmpty)
        given(DISCUSSION, somebody).when(command).refuses(FloorChanged)


# -- §4.9 allotted time ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        (Kind.REPORT, 15 * 60),
        (Kind.STATEMENT, 7 * 60),
        (Kind.COMMENT, 5 * 60),
        (Kind.PROPOSAL, 5 * 60),
        (Kind.REBUTTAL, 3 * 60),
        (Kind.PROCEDURAL, 2 * 60),
        (Kind.ANSWER, 5 * 60),
        (Kind.QUESTION, 60),
    ],
)
def test_each_kind_has_its_preset(kind: Kind, seconds: int) -> None:
    everything = ItemPlan(DISCUSSION_ITEM, "Trao đổi", kinds=tuple(Kind))
    scene: Step = (
        DISCUSSION,
        EditItem(**by(SECRETARY), plan=everything),
        spoke(1, SON_TAY, 2, 4),
        asked_to_speak(BA_DINH, kind, 5),
        given_the_floor(BA_DINH, kind, 6),
    )
    assert speech(after(scene), 2).allotted == timedelta(seconds=seconds)
    assert PRESETS[kind] == seconds


def test_presets_are_edited_live_and_hold_from_the_next_speech_on() -> None:
    shorter = with_settings(3, presets={COMMENT: 120})
    next_speaks = given_the_floor(HOAN_KIEM, minutes=4, believes=1)
    meeting = after(DISCUSSION, BA_DINH_SPEAKS, shorter, next_speaks)
    assert (speech(meeting).allotted, speech(meeting, 2).allotted) == (FIVE, minutes(2))


def test_a_kind_left_out_of_the_presets_keeps_its_usual_time() -> None:
    only = with_settings(0, presets={QUESTION: 30})
    assert speech(after(DISCUSSION, only, BA_DINH_SPEAKS)).allotted == FIVE


def test_a_second_speech_on_the_same_item_is_shorter() -> None:
    first = spoke(1, BA_DINH, 2, 4)
    second: Step = (asked_to_speak(BA_DINH, Kind.PROPOSAL, 5),)
    give = given_the_floor(BA_DINH, Kind.PROPOSAL, 6)
    assert speech(after(DISCUSSION, first, second, give), 2).allotted == minutes(3)


def test_a_second_speech_never_gets_more_than_its_kind() -> None:
    again: Step = (asked_to_speak(BA_DINH, QUESTION, 5), given_the_floor(BA_DINH, QUESTION, 6))
    assert speech(after(DISCUSSION, spoke(1, BA_DINH, 2, 4), again), 2).allotted == minutes(1)


def test_a_first_speech_on_another_item_or_after_a_priority_one_is_no_second() -> None:
    procedural = spoke(1, BA_DINH, 2, 3, PROCEDURAL)
    full: Step = (asked_to_speak(BA_DINH, minutes=4), given_the_floor(BA_DINH, minutes=5))
    assert speech(after(DISCUSSION, procedural, full), 2).allotted == FIVE
    moved_on = StartItem(**by(CHAIR, 10), item=REPLY)
    asks: Step = (
        AskToSpeak(**by(BA_DINH, 11, named="lan-2")),
        GiveFloor(**by(CHAIR, 12), request=RequestId("lan-2"), believes=None),
    )
    assert speech(after(DISCUSSION, spoke(1, BA_DINH, 2, 4), moved_on, asks), 2).allotted == FIVE


def test_a_registered_speech_gets_what_was_registered_but_no_more_than_its_preset() -> None:
    for wanted, allotted in ((4, 4), (10, 7)):
        scene: Step = (
            RUNNING,
            RegisterSpeech(
                **by(BA_DINH, 0, named="dk"), item=DISCUSSION_ITEM, topic="A", minutes=wanted
            ),
            StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
            GiveFloor(**by(CHAIR, 1), request=RequestId("dk"), believes=None),
        )
        assert speech(after(scene)).allotted == minutes(allotted)


def test_more_time_is_a_recorded_act() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(
        ExtendSpeech(**by(CHAIR, 6), speech=ONE, seconds=90)
    ).then(SpeechExtended(**was(CHAIR, 6), speech=ONE, by_seconds=90, deadline=at(8, 30))).leaves(
        lambda m: speech(m).extended == timedelta(seconds=90)
    )


def test_no_more_time_is_nothing_to_record() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(
        ExtendSpeech(**by(CHAIR, 6), speech=ONE, seconds=0)
    ).refuses(AlreadyDone)


def test_pause_stops_the_clock_and_moves_the_deadline() -> None:
    pause = PauseSpeech(**by(CHAIR, 4), speech=ONE)
    given(DISCUSSION, BA_DINH_SPEAKS).when(pause).then(
        SpeechPaused(**was(CHAIR, 4), speech=ONE)
    ).leaves(lambda m: (m.floor, speech(m).paused_at) == (ONE, at(4)))
    given(DISCUSSION, BA_DINH_SPEAKS, pause).when(ResumeSpeech(**by(CHAIR, 9), speech=ONE)).then(
        SpeechResumed(**was(CHAIR, 9), speech=ONE, deadline=at(12))
    ).leaves(lambda m: speech(m).spoken(at(10)) == minutes(3))


def test_a_paused_clock_is_not_paused_again_and_a_running_one_not_resumed() -> None:
    pause = PauseSpeech(**by(CHAIR, 4), speech=ONE)
    given(DISCUSSION, BA_DINH_SPEAKS, pause).when(pause).refuses(AlreadyPaused)
    given(DISCUSSION, BA_DINH_SPEAKS).when(ResumeSpeech(**by(CHAIR, 4), speech=ONE)).refuses(
        NotPaused
    )


def test_more_time_during_a_pause_counts_when_the_clock_goes_on() -> None:
    paused: Step = (
        PauseSpeech(**by(CHAIR, 4), speech=ONE),
        ExtendSpeech(**by(CHAIR, 5), speech=ONE, seconds=60),
    )
    given(DISCUSSION, BA_DINH_SPEAKS, paused).when(ResumeSpeech(**by(CHAIR, 9), speech=ONE)).then(
        SpeechResumed(**was(CHAIR, 9), speech=ONE, deadline=at(13))
    )


def test_a_speech_that_ends_during_its_pause_is_measured_by_when_the_clock_stood() -> None:
    paused = PauseSpeech(**by(CHAIR, 8), speech=ONE)
    given(DISCUSSION, BA_DINH_SPEAKS, paused).when(took_the_floor(1, 20)).then(
        FloorTaken(**was(CHAIR, 20), speech=ONE, overran=minutes(1))
    ).leaves(lambda m: speech(m).spoken(at(99)) == minutes(6))


# -- §4.9 cut off ----------------------------------------------------------------------------------

CUTS = with_settings(cut_off_after=30)


def test_nobody_is_cut_off_unless_the_setting_is_on() -> None:
    given(DISCUSSION, BA_DINH_SPEAKS).when(CutOff(**by(CLOCK, 60), speech=ONE)).refuses(
        NotYetOverTime
    )


def test_a_speaker_is_cut_off_so_many_seconds_over_time() -> None:
    scene = given(DISCUSSION, CUTS, BA_DINH_SPEAKS)
    scene.when(CutOff(**by(CLOCK, 7, 29), speech=ONE)).refuses(NotYetOverTime)
    scene.when(CutOff(**by(CLOCK, 7, 30), speech=ONE)).then(
        FloorTaken(**was(CLOCK, 7, 30), speech=ONE, overran=timedelta(seconds=30), cut_off=True)
    ).leaves(lambda m: speech(m).cut_off)


def test_more_time_or_a_pause_saves_a_speaker_from_being_cut_off() -> None:
    extended = ExtendSpeech(**by(CHAIR, 7, 10), speech=ONE, seconds=60)
    paused = PauseSpeech(**by(CHAIR, 7, 10), speech=ONE)
    for saved_by in (extended, paused):
        given(DISCUSSION, CUTS, BA_DINH_SPEAKS, saved_by).when(
            CutOff(**by(CLOCK, 7, 30), speech=ONE)
        ).refuses(NotYetOverTime)


def test_an_interrupted_speaker_is_not_cut_off() -> None:
    given(DISCUSSION, CUTS, INTERJECTED).when(CutOff(**by(CLOCK, 60), speech=ONE)).refuses(
        FloorChanged
    )


# -- §4.10 budget ----------------------------------------------------------------------------------

BUDGET = with_settings(site_budget=480)


def left(meeting: Meeting, who: Actor = BA_DINH) -> timedelta | None:
    return budget_left(meeting, code(who), DISCUSSION_ITEM, at(60))


def test_without_a_budget_time_is_not_counted() -> None:
    meeting = after(DISCUSSION)
    assert left(meeting) is None
    assert budget(meeting, DISCUSSION_ITEM) is None


def test_ordinary_speech_uses_the_budget_of_the_site_and_priority_speech_does_not() -> None:
    spent = spoke(1, BA_DINH, 2, 5)
    free = spoke(2, BA_DINH, 7, 9, PROCEDURAL)
    meeting = after(DISCUSSION, BUDGET, spent, free)
    assert budget(meeting, DISCUSSION_ITEM) == minutes(8)
    assert (left(meeting), left(meeting, HOAN_KIEM)) == (minutes(5), minutes(8))


def test_a_pause_uses_no_budget() -> None:
    paused: Step = (
        BA_DINH_SPEAKS,
        PauseSpeech(**by(CHAIR, 3), speech=ONE),
        ResumeSpeech(**by(CHAIR, 33), speech=ONE),
        took_the_floor(1, 34),
    )
    assert left(after(DISCUSSION, BUDGET, paused)) == minutes(6)


def test_nobody_is_allotted_more_than_the_budget_leaves() -> None:
    spent: Step = (with_settings(site_budget=240, second_speech=300), spoke(1, BA_DINH, 2, 4))
    again: Step = (
        asked_to_speak(BA_DINH, Kind.PROPOSAL, 5),
        given_the_floor(BA_DINH, Kind.PROPOSAL, 6),
    )
    assert speech(after(DISCUSSION, spent, again), 2).allotted == minutes(2)


def test_a_budget_may_go_below_zero_and_then_no_time_is_allotted() -> None:
    overdrawn = spoke(1, BA_DINH, 2, 12)
    again: Step = (asked_to_speak(BA_DINH, QUESTION, 13), given_the_floor(BA_DINH, QUESTION, 14))
    meeting = after(DISCUSSION, BUDGET, overdrawn, again)
    assert left(after(DISCUSSION, BUDGET, overdrawn)) == minutes(-2)
    assert (speech(meeting, 2).allotted, speech(meeting, 2).deadline) == (NOTHING, at(14))


def test_priority_speech_has_its_time_even_when_the_budget_is_overdrawn() -> None:
    again: Step = (
        asked_to_speak(BA_DINH, PROCEDURAL, 13),
        given_the_floor(BA_DINH, PROCEDURAL, 14),
    )
    meeting = after(DISCUSSION, BUDGET, spoke(1, BA_DINH, 2, 12), again)
    assert speech(meeting, 2).allotted == minutes(2)


def test_whoever_is_called_again_while_speaking_has_that_speech_counted() -> None:
    again: Step = (
        asked_to_speak(BA_DINH),
        given_the_floor(BA_DINH),
        asked_to_speak(BA_DINH, Kind.PROPOSAL, 3),
        given_the_floor(BA_DINH, Kind.PROPOSAL, 9, believes=1),
    )
    assert speech(after(DISCUSSION, BUDGET, again), 2).allotted == minutes(1)


def test_the_budget_of_an_item_goes_before_that_of_the_conference() -> None:
    plan = ItemPlan(DISCUSSION_ITEM, "Trao đổi", budget=120)
    meeting = after(DISCUSSION, BUDGET, EditItem(**by(SECRETARY), plan=plan))
    assert left(meeting) == minutes(2)


def test_what_is_left_counts_the_speech_that_runs_is_paused_or_was_interrupted() -> None:
    def left_at(minute: float, *scene: Step) -> timedelta | None:
        meeting = after(DISCUSSION, BUDGET, *scene)
        return budget_left(meeting, code(BA_DINH), DISCUSSION_ITEM, at(minute))

    paused = PauseSpeech(**by(CHAIR, 3), speech=ONE)
    assert left_at(4, BA_DINH_SPEAKS) == minutes(6)
    assert left_at(30, BA_DINH_SPEAKS, paused) == minutes(7)
    assert left_at(30, INTERJECTED) == minutes(6)
    assert left_at(30, INTERJECTED, took_the_floor(2, 6), took_the_floor(1, 9)) == minutes(6)


def granted(seconds: int, to: Actor | None = None, minute: float = 13) -> GrantTime:
    """On the item that is discussed; to all sites, where none is named."""
    site = None if to is None else code(to)
    return GrantTime(**by(CHAIR, minute), item=DISCUSSION_ITEM, seconds=seconds, site=site)


def test_the_chair_grants_one_site_more_time_and_no_other() -> None:
    told = granted(300, BA_DINH)
    given(DISCUSSION, BUDGET, spoke(1, BA_DINH, 2, 12)).when(told).then(
        TimeGranted(**was(CHAIR, 13), item=DISCUSSION_ITEM, by_seconds=300, site=code(BA_DINH))
    ).leaves(lambda meeting: left(meeting) == minutes(3)).leaves(
        lambda meeting: left(meeting, HOAN_KIEM) == minutes(8)
    )


def test_the_chair_grants_all_sites_the_same() -> None:
    meeting = after(DISCUSSION, BUDGET, spoke(1, BA_DINH, 2, 12), granted(300))
    assert (left(meeting), left(meeting, HOAN_KIEM)) == (minutes(3), minutes(13))


def test_a_site_over_its_budget_has_what_it_was_granted_when_it_speaks_again() -> None:
    again: Step = (asked_to_speak(BA_DINH, QUESTION, 14), given_the_floor(BA_DINH, QUESTION, 15))
    meeting = after(DISCUSSION, BUDGET, spoke(1, BA_DINH, 2, 12), granted(150, BA_DINH), again)
    assert speech(meeting, 2).allotted == timedelta(seconds=30)


def test_a_grant_leaves_the_deadline_of_the_speech_that_runs() -> None:
    before = after(DISCUSSION, BUDGET, BA_DINH_SPEAKS)
    assert given(DISCUSSION, BUDGET, BA_DINH_SPEAKS).when(granted(60)).meeting.speech == (
        before.speech
    )


def test_grants_add_up_and_stay_with_their_item() -> None:
    twice: Step = (granted(60, BA_DINH), granted(60, BA_DINH, 14), granted(60, minute=15))
    meeting = after(DISCUSSION, BUDGET, twice)
    assert left(meeting) == minutes(11)
    assert budget_left(meeting, code(BA_DINH), REPLY, at(60)) == minutes(8)


def test_a_grant_says_nothing_any_more_once_time_is_not_limited() -> None:
    meeting = after(DISCUSSION, BUDGET, granted(60), with_settings(20))
    assert left(meeting) is None
    assert added(meeting, code(BA_DINH), DISCUSSION_ITEM) == NOTHING


def test_a_grant_is_refused_by_name_where_it_has_no_sense() -> None:
    given(DISCUSSION).when(granted(60)).refuses(NoBudget)
    given(DISCUSSION, BUDGET).when(granted(0)).refuses(AlreadyDone)
    given(DISCUSSION, BUDGET).when(granted(60, MY_DUC)).refuses(NoSuchSite)
    given(RUNNING, BUDGET).when(granted(60)).refuses(NoItemCurrent)
    elsewhere = GrantTime(**by(CHAIR, 13), item=REPLY, seconds=60)
    given(DISCUSSION, BUDGET).when(elsewhere).refuses(ItemNotCurrent)


# -- §4.4 who spoke -------------------------------------------------------------------------------

MISHEARD = "Bấm nhầm điểm cầu"
GUEST = Person("GS Minh", "Chuyên gia")


def corrected(
    no: int, to: Actor | Person, delegate: str = "", minute: float = 12
) -> CorrectSpeaker:
    who = {"person": to} if isinstance(to, Person) else {"site": code(to)}
    return CorrectSpeaker(
        **by(SECRETARY, minute), speech=SpeechNo(no), delegate=delegate, reason=MISHEARD, **who
    )


def test_the_secretary_corrects_who_spoke_with_a_reason() -> None:
    told = corrected(1, HOAN_KIEM, " Trưởng ban ")
    given(DISCUSSION, spoke(1, BA_DINH, 2, 5)).when(told).then(
        SpeakerCorrected(
            **was(SECRETARY, 12),
            speech=ONE,
            site=code(HOAN_KIEM),
            delegate="Trưởng ban",
            reason=MISHEARD,
        )
    )
    silent = msgspec.structs.replace(told, reason=" ")
    given(DISCUSSION, spoke(1, BA_DINH, 2, 5)).when(silent).refuses(ReasonMissing)


def test_a_correction_names_one_speaker_and_a_speech_that_counts_and_changes_something() -> None:
    scene = given(DISCUSSION, spoke(1, BA_DINH, 2, 5))
    nobody = CorrectSpeaker(**by(SECRETARY, 12), speech=ONE, reason=MISHEARD)
    scene.when(nobody).refuses(SpeakerMissing)
    both = msgspec.structs.replace(corrected(1, GUEST), site=code(BA_DINH))
    scene.when(both).refuses(TwoSpeakers)
    scene.when(corrected(1, MY_DUC)).refuses(NoSuchSite)
    scene.when(corrected(1, BA_DINH)).refuses(AlreadyDone)
    scene.when(corrected(2, HOAN_KIEM)).refuses(NoSuchSpeech)
    struck: Step = (spoke(1, BA_DINH, 2, 5), undone(1))
    given(DISCUSSION, struck).when(corrected(1, HOAN_KIEM, minute=22)).refuses(NoSuchSpeech)


def test_turns_and_budget_move_with_a_speech_that_was_written_to_the_wrong_site() -> None:
    scene: Step = (
        BUDGET,
        spoke(1, BA_DINH, 2, 5),
        spoke(2, HOAN_KIEM, 6, 7),
        corrected(1, HOAN_KIEM),
    )
    meeting = after(DISCUSSION, scene)
    assert (left(meeting, BA_DINH), left(meeting, HOAN_KIEM)) == (minutes(8), minutes(4))
    assert meeting.sites[code(BA_DINH)].speeches == ()
    assert meeting.sites[code(HOAN_KIEM)].speeches == (ONE, TWO)
    held = after(DISCUSSION, scene, EndConference(**by(CHAIR, 30)))
    told = [line.speaker for item in drafting.minutes(held).items for line in item.speeches]
    assert told == ["Hoàn Kiếm", "Hoàn Kiếm"]


def test_a_speech_may_turn_out_to_have_been_a_guest_s_and_back() -> None:
    scene: Step = (BUDGET, spoke(1, BA_DINH, 2, 5), corrected(1, GUEST))
    assert (speech(after(DISCUSSION, scene)).site, speech(after(DISCUSSION, scene)).person) == (
        None,
        GUEST,
    )
    assert left(after(DISCUSSION, scene)) == minutes(8)
    assert left(after(DISCUSSION, scene, corrected(1, BA_DINH, minute=13))) == minutes(5)


def test_whoever_speaks_now_is_corrected_while_they_speak() -> None:
    given(DISCUSSION, BUDGET, BA_DINH_SPEAKS).when(corrected(1, DONG_ANH, minute=3)).leaves(
        lambda m: (
            m.speech is not None
            and m.speech.site == code(DONG_ANH)
            and (left(m, BA_DINH), m.sites[code(DONG_ANH)].speeches) == (minutes(8), (ONE,))
        )
    )


def test_in_a_round_whoever_did_not_speak_is_still_to_come_and_whoever_did_is_done() -> None:
    scene: Step = (StartRound(**by(CHAIR, 1)), spoke(1, BA_DINH, 3, 5))

    def states(meeting: Meeting) -> tuple[RoundState, RoundState]:
        assert meeting.round is not None
        board = meeting.round.board
        return board[code(BA_DINH)], board[code(HOAN_KIEM)]

    assert states(after(DISCUSSION, scene, corrected(1, HOAN_KIEM))) == (
        RoundState.TO_COME,
        RoundState.DONE,
    )
    twice: Step = (scene, spoke(2, BA_DINH, 7, 9, QUESTION), corrected(1, HOAN_KIEM))
    assert states(after(DISCUSSION, twice)) == (RoundState.DONE, RoundState.DONE)


def test_a_site_to_which_a_speech_was_written_is_part_of_the_record() -> None:
    scene: Step = (spoke(1, BA_DINH, 2, 5), corrected(1, SON_TAY))
    strike = UninviteSite(**by(SECRETARY, 13), site=code(SON_TAY))
    given(DISCUSSION, scene).when(strike).refuses(SiteTookPart)


# -- §4.12 as earlier programs took a speech back --------------------------------------------------


def undone(no: int, minute: float = 20) -> SpeechUndone:
    return SpeechUndone(**was(CHAIR, minute), speech=SpeechNo(no))


OVER: Step = (BA_DINH_SPEAKS, took_the_floor(1, 8))


def test_a_speech_that_was_taken_back_waits_at_the_head_of_the_queue() -> None:
    meeting = after(DISCUSSION, OVER, undone(1))
    assert in_line(meeting) == (card(BA_DINH), card(HOAN_KIEM), card(DONG_ANH))
    assert meeting.requests[card(BA_DINH)].state is RequestState.WAITING
    assert meeting.sites[code(BA_DINH)].waiting == (card(BA_DINH),)
    assert meeting.sites[code(BA_DINH)].speeches == ()
    assert speech(meeting).undone
    assert last_speech(meeting) is None


def test_such_a_speech_starts_with_its_clocks_reset_and_its_budget_given_back() -> None:
    again = given_the_floor(BA_DINH, minutes=21)
    meeting = after(DISCUSSION, BUDGET, OVER, undone(1), again)
    assert left(after(DISCUSSION, BUDGET, OVER, undone(1))) == minutes(8)
    assert (speech(meeting, 2).allotted, speech(meeting, 2).started_at) == (FIVE, at(21))


def test_after_an_interjection_the_last_speech_is_the_one_that_ended_last() -> None:
    ended: Step = (
        INTERJECTED,
        took_the_floor(2, 6),
        ResumeSpeech(**by(CHAIR, 6), speech=ONE),
        took_the_floor(1, 9),
    )
    assert last_speech(after(DISCUSSION, ended)) == ONE
    assert last_speech(after(DISCUSSION, ended, undone(1))) == TWO
