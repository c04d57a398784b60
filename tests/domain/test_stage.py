"""Who is heard and seen where: told from the conference alone, at every step of a morning."""

import pytest

from diemcau.domain.nouns.agenda import EditItem, ItemPlan
from diemcau.domain.nouns.conference import CallBreak, EndConference, ResumeConference
from diemcau.domain.nouns.floor import GiveFloor, PauseSpeech, ResumeSpeech
from diemcau.domain.nouns.ids import RequestId, SpeechNo, VoteNo
from diemcau.domain.nouns.media import (
    HALL,
    BeginRecording,
    EndRecording,
    MediaCommand,
    MuteAll,
    MuteSite,
    NobodyToMute,
    NotMuted,
    NoVideo,
    OnStage,
    Recorded,
    RecordingBegun,
    RecordingEnded,
    SiteMuted,
    SiteUnmuted,
    UnmuteSite,
    Venue,
    desk_of,
    site_at,
    venue_of,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import AskToSpeak, Person
from diemcau.domain.nouns.terms import ItemKind, Kind, Role
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.nouns.votes import OpenVote
from diemcau.domain.rules.stage import CARD, DARK, hears, sees, speaks, stage
from diemcau.domain.views.conference import Conference
from diemcau.domain.views.families import Audience, view_of
from diemcau.domain.views.floor import FloorView
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HOAN_KIEM,
    LOBBY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    checked_in,
    code,
    given,
    given_the_floor,
    took_the_floor,
    with_settings,
)

ON = with_settings(video=True)
BA, HOAN, DONG = (venue_of(code(each)) for each in (BA_DINH, HOAN_KIEM, DONG_ANH))
EVERYWHERE = (HALL, BA, HOAN, DONG)
DEBATE: Step = (DISCUSSION, ON, *(asked_to_speak(each) for each in (BA_DINH, HOAN_KIEM, DONG_ANH)))
SPEAKS: Step = (DEBATE, given_the_floor(BA_DINH))
CUT_IN: Step = (SPEAKS, given_the_floor(HOAN_KIEM, minutes=3, believes=1, interject=True))
MUTED = MuteSite(**by(CHAIR, 3), site=code(BA_DINH))
RECORDING = BeginRecording(**by(SECRETARY, 1))
ENDED_AND_FREE: Step = (CUT_IN, took_the_floor(2, 4))


def on(*steps: Step) -> OnStage:
    return stage(after(*steps))


def heard(*steps: Step) -> dict[Venue, tuple[Venue, ...]]:
    return {venue: hears(on(*steps), venue) for venue in EVERYWHERE}


def seen(*steps: Step) -> dict[Venue, Venue | None]:
    return {venue: sees(on(*steps), venue) for venue in EVERYWHERE}


def test_without_picture_and_sound_of_ours_there_is_no_stage() -> None:
    assert on(DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH)) == DARK
    assert not DARK.lit


def test_before_the_lobby_and_after_the_end_the_stage_is_dark() -> None:
    assert on(ANNOUNCED, ON) == DARK
    assert on(RUNNING, ON, EndConference(**by(CHAIR, 200))) == DARK


def test_in_the_lobby_each_site_hears_the_hall_and_itself_and_sees_the_hall() -> None:
    assert heard(LOBBY, ON) == {HALL: (), BA: (BA, HALL), HOAN: (HOAN, HALL), DONG: (DONG, HALL)}
    assert seen(LOBBY, ON) == {HALL: None, BA: HALL, HOAN: HALL, DONG: HALL}
    assert all(speaks(on(LOBBY, ON), venue) for venue in EVERYWHERE)


def test_a_desk_sees_what_all_see_and_may_hear_it_but_for_the_checks_in_the_lobby() -> None:
    desk = desk_of("chu-tri")
    for steps in ((SPEAKS,), (CUT_IN,)):
        stands = on(*steps)
        assert (hears(stands, desk), sees(stands, desk)) == (stands.heard, stands.shown)
    assert hears(on(LOBBY, ON), desk) == ()


def test_while_the_floor_is_free_everybody_hears_and_sees_the_hall() -> None:
    assert heard(DEBATE) == {HALL: (), BA: (HALL,), HOAN: (HALL,), DONG: (HALL,)}
    assert seen(DEBATE) == {HALL: None, BA: HALL, HOAN: HALL, DONG: HALL}


def test_the_floor_opens_the_microphone() -> None:
    assert heard(SPEAKS) == {HALL: (BA,), BA: (HALL,), HOAN: (HALL, BA), DONG: (HALL, BA)}
    assert seen(SPEAKS) == {HALL: BA, BA: HALL, HOAN: BA, DONG: BA}
    assert [venue for venue in EVERYWHERE if speaks(on(SPEAKS), venue)] == [HALL, BA]


def test_a_person_of_the_hall_speaks_from_the_hall() -> None:
    guest = AskToSpeak(**by(CHAIR, 1, named="khach"), person=Person("Khách mời", "Báo"))
    called = GiveFloor(**by(CHAIR, 2), request=RequestId("khach"), believes=None)
    assert on(DISCUSSION, ON, guest, called).heard == (HALL,)
    assert seen(DISCUSSION, ON, guest, called)[HALL] is None


def test_in_an_interjection_both_are_heard_and_face_each_other() -> None:
    assert on(CUT_IN).heard == (HALL, HOAN, BA)
    assert seen(CUT_IN) == {HALL: HOAN, BA: HOAN, HOAN: BA, DONG: HOAN}


def test_after_an_interjection_who_gave_way_is_silent_and_seen_until_it_goes_on() -> None:
    assert on(ENDED_AND_FREE).heard == (HALL,)
    assert on(ENDED_AND_FREE).shown == BA
    resumed = ResumeSpeech(**by(CHAIR, 5), speech=SpeechNo(1))
    assert on(ENDED_AND_FREE, resumed).heard == (HALL, BA)


def test_who_was_interrupted_before_is_not_heard_by_the_next_who_has_the_floor() -> None:
    next_one = given_the_floor(DONG_ANH, minutes=5)
    assert on(ENDED_AND_FREE, next_one).heard == (HALL, DONG)


def test_a_pause_is_silent_and_still_seen() -> None:
    paused = PauseSpeech(**by(CHAIR, 3), speech=SpeechNo(1))
    assert on(SPEAKS, paused).heard == (HALL,)
    assert on(SPEAKS, paused).shown == BA
    cut_in = given_the_floor(HOAN_KIEM, minutes=4, believes=1, interject=True)
    assert on(SPEAKS, paused, cut_in).heard == (HALL, HOAN), "what was paused stays silent"


def test_a_break_is_a_card_and_nobody_is_heard() -> None:
    called = CallBreak(**by(CHAIR, 60))
    assert on(DEBATE, called) == CARD
    assert heard(DEBATE, called) == dict.fromkeys(EVERYWHERE, ())
    assert seen(DEBATE, called) == dict.fromkeys(EVERYWHERE, None)
    assert on(DEBATE, called, ResumeConference(**by(CHAIR, 61))) == on(DEBATE)


def test_what_is_internal_is_heard_and_seen_in_the_hall_alone() -> None:
    plan = ItemPlan(DISCUSSION_ITEM, "Nội bộ", ItemKind.DISCUSSION, internal=True)
    inside = EditItem(**by(SECRETARY, 3), plan=plan)
    assert on(SPEAKS, RECORDING, inside) == CARD


def test_a_vote_stands_beside_whoever_is_seen() -> None:
    asked = OpenVote(**by(CHAIR, 5), text="Thông qua dự thảo kết luận")
    assert on(DEBATE, checked_in(BA_DINH, 4), asked) == OnStage(
        lit=True, heard=(HALL,), shown=HALL, asked=VoteNo(1)
    )


def test_an_undo_brings_the_stage_of_before() -> None:
    act = after(SPEAKS).acts
    assert on(SPEAKS, Undo(**by(CHAIR, 3), act=act)) == on(DEBATE)
    assert on(CUT_IN, Undo(**by(CHAIR, 4), act=act + 1)) == on(SPEAKS)


# -- microphones that the chair closes -------------------------------------------------------------


def test_the_chair_closes_a_microphone_and_opens_it() -> None:
    given(SPEAKS).when(MUTED).then(
        SiteMuted(at=at(3), by=CHAIR, site=code(BA_DINH), speech=SpeechNo(1))
    )
    assert on(SPEAKS, MUTED).heard == (HALL,)
    assert on(SPEAKS, MUTED).shown == BA
    opened = UnmuteSite(**by(CHAIR, 4), site=code(BA_DINH))
    given(SPEAKS, MUTED).when(opened).then(
        SiteUnmuted(at=at(4), by=CHAIR, site=code(BA_DINH), speech=SpeechNo(1))
    )
    assert on(SPEAKS, MUTED, opened) == on(SPEAKS)


def test_one_press_closes_every_microphone_outside_the_hall() -> None:
    all_muted = MuteAll(**by(CHAIR, 4))
    given(CUT_IN).when(all_muted).then(
        SiteMuted(at=at(4), by=CHAIR, site=code(HOAN_KIEM), speech=SpeechNo(2)),
        SiteMuted(at=at(4), by=CHAIR, site=code(BA_DINH), speech=SpeechNo(1)),
    )
    assert on(CUT_IN, all_muted).heard == (HALL,)


def test_the_next_floor_opens_the_microphone_anew() -> None:
    again = (took_the_floor(1, 4), asked_to_speak(BA_DINH, Kind.PROPOSAL, minutes=5))
    floor = given_the_floor(BA_DINH, Kind.PROPOSAL, minutes=6)
    assert on(SPEAKS, MUTED, again, floor).heard == (HALL, BA)


def test_a_closed_microphone_is_shown_with_the_speech() -> None:
    drawn = view_of(after(SPEAKS, MUTED), Audience(Role.SITE, code(HOAN_KIEM)), "floor")
    assert isinstance(drawn, FloorView)
    assert drawn.speech is not None
    assert drawn.speech.muted


def test_a_site_is_told_that_its_microphone_is_open() -> None:
    def shown(*steps: Step) -> tuple[str, ...]:
        seen = view_of(after(*steps), Audience(Role.SITE, code(BA_DINH)), "floor")
        assert isinstance(seen, FloorView)
        return seen.heard

    assert shown(DEBATE) == ()
    assert shown(SPEAKS) == (code(BA_DINH),)
    assert shown(CUT_IN) == (code(HOAN_KIEM), code(BA_DINH))
    assert shown(SPEAKS, MUTED) == ()


def test_nobody_is_muted_who_is_not_heard() -> None:
    given(SPEAKS).when(MuteSite(**by(CHAIR, 3), site=code(DONG_ANH))).refuses(NobodyToMute)
    given(SPEAKS, MUTED).when(MuteAll(**by(CHAIR, 4))).refuses(NobodyToMute)
    given(SPEAKS).when(UnmuteSite(**by(CHAIR, 3), site=code(BA_DINH))).refuses(NotMuted)


# -- the recording ---------------------------------------------------------------------------------


def test_a_recording_holds_each_speech_where_it_is_given() -> None:
    given(DEBATE).when(RECORDING).then(RecordingBegun(at=at(1), by=SECRETARY))
    assert on(DEBATE, RECORDING).recorded == ()
    assert on(SPEAKS, RECORDING).recorded == (Recorded(SpeechNo(1), BA),)
    both = (Recorded(SpeechNo(2), HOAN), Recorded(SpeechNo(1), BA))
    assert on(CUT_IN, RECORDING).recorded == both


def test_every_room_is_told_as_long_as_it_is_recorded() -> None:
    drawn = view_of(after(SPEAKS, RECORDING), Audience(Role.SITE, code(HOAN_KIEM)), "conference")
    assert isinstance(drawn, Conference)
    assert (drawn.video, drawn.recording) == (True, True)


def test_a_recording_begins_and_ends_once() -> None:
    ended = EndRecording(**by(CHAIR, 4))
    given(SPEAKS, RECORDING).when(BeginRecording(**by(CHAIR, 3))).refuses(AlreadyDone)
    given(SPEAKS, RECORDING).when(ended).then(RecordingEnded(at=at(4), by=CHAIR))
    given(SPEAKS).when(ended).refuses(AlreadyDone)
    assert on(SPEAKS, RECORDING, ended) == on(SPEAKS)


def test_a_recording_ends_with_the_conference_and_when_picture_and_sound_go() -> None:
    recorded = after(RUNNING, ON, RECORDING, EndConference(**by(CHAIR, 200)))
    assert not recorded.recording
    given(RUNNING, ON, RECORDING).when(with_settings(5, video=False)).leaves(
        lambda meeting: not meeting.recording
    )


@pytest.mark.parametrize(
    "act",
    [MUTED, UnmuteSite(**by(CHAIR, 3), site=code(BA_DINH)), MuteAll(**by(CHAIR, 3)), RECORDING],
)
def test_without_picture_and_sound_of_ours_there_is_nothing_to_close_or_record(
    act: MediaCommand,
) -> None:
    given(DISCUSSION).when(act).refuses(NoVideo)


def test_a_venue_tells_its_site_and_the_hall_and_its_desks_none() -> None:
    site = code(BA_DINH)
    assert [site_at(each) for each in (venue_of(site), HALL, desk_of("chu-tri"))] == [
        site,
        None,
        None,
    ]
