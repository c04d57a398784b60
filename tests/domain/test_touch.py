"""What each kind of event touches, one conference of each; the laws try every mixture.

A screen that draws again only what was touched shows what a fresh one shows; and an event
costs no more than what it changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import pytest

from diemcau.domain.decider import evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import (
    AddItem,
    EditItem,
    ExtendItem,
    FinishItem,
    ItemEdited,
    ItemPlan,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, Mark, SetRoster
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionText,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    EndConference,
    HandConsole,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    SettingsChanged,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    ExtendSpeech,
    GiveFloor,
    GrantTime,
    PauseSpeech,
    ResumeSpeech,
    SpeechUndone,
)
from diemcau.domain.nouns.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MeetingId,
    PublicationNo,
    RequestId,
    SpeechNo,
)
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NameSpeaker,
    Person,
    RegisterSpeech,
    RemoveRequest,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    Contact,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    SetContact,
    SetOutsideRoom,
    UninviteSite,
)
from diemcau.domain.nouns.terms import CheckResult, IncidentKind, Kind, Presence, Readers, Stage
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import OpenVote
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.views.families import Audience, render, view_of
from diemcau.domain.views.keys import View
from diemcau.domain.views.touch import touched
from tests.support.meeting import (
    BA_DINH,
    CANCELLED,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HOAN_KIEM,
    LOBBY,
    MY_DUC,
    OPENING,
    OPERATOR,
    PLANNED,
    REPLY,
    REPORT,
    RUNNING,
    SECRETARY,
    SITES,
    VOTES,
    WHOLE_CONFERENCE,
    WHOLE_MORNING,
    Step,
    added,
    after,
    asked_to_speak,
    at,
    by,
    card,
    checked_in,
    code,
    delegate,
    given_the_floor,
    history,
    site_plan,
    spoke,
    took_the_floor,
    was,
    with_settings,
)
from tests.support.secrecy import HALL, SCREEN, at_site

AUDIENCES = (*HALL, SCREEN, *(at_site(code(site)) for site in (*SITES, MY_DUC)))
OK = CheckResult.OK
FIRST, SECOND = SpeechNo(1), SpeechNo(2)
SUB_ITEM = ItemId("trao-doi-1")


def hidden(item: ItemId, *, internal: bool = True) -> ItemPlan:
    return ItemPlan(item, "Công tác nhân sự", internal=internal, budget=300)


BEFORE: Step = (
    PLANNED,
    RevisePlan(**by(SECRETARY, -400), title="Giao ban", starts_at=at(0), ends_at=at(180)),
    InviteSite(**by(SECRETARY, -390), plan=site_plan(MY_DUC)),
    SetRoster(**by(MY_DUC, -380), roster=()),
    SetOutsideRoom(**by(SECRETARY, -382), link="https://hop.example.vn/12"),
    SetOutsideRoom(**by(SECRETARY, -381), site=code(MY_DUC), dial="8400#"),
    SetContact(**by(MY_DUC, -380), contact=Contact("Ông Đức")),
    UninviteSite(**by(SECRETARY, -370), site=code(MY_DUC)),
    AddItem(**by(SECRETARY, -360), plan=ItemPlan(SUB_ITEM, "Đê", parent=DISCUSSION_ITEM)),
    AddItem(**by(SECRETARY, -360), plan=ItemPlan(ItemId("khac"), "Khác"), before=OPENING),
    MoveItem(**by(SECRETARY, -350), item=ItemId("khac")),
    MoveItem(**by(SECRETARY, -349), item=ItemId("khac"), parent=OPENING),
    RemoveItem(**by(SECRETARY, -340), item=ItemId("khac")),
    ExtendItem(**by(SECRETARY, -330), item=REPLY, minutes=5),
    SkipItem(**by(SECRETARY, -330), item=REPLY),
    AnnounceConference(**by(SECRETARY, -300)),
)
HIDDEN_WITH_A_CARD: Step = (
    PLANNED,
    RegisterSpeech(**by(BA_DINH, -400), item=DISCUSSION_ITEM, topic="Đê", minutes=5),
    AddItem(**by(SECRETARY, -360), plan=ItemPlan(SUB_ITEM, "Đê", parent=DISCUSSION_ITEM)),
    EditItem(**by(SECRETARY, -350), plan=hidden(DISCUSSION_ITEM)),
    EditItem(**by(SECRETARY, -340), plan=hidden(DISCUSSION_ITEM, internal=False)),
)
ATTENDANCE: Step = (
    LOBBY,
    checked_in(HOAN_KIEM),
    StartConference(**by(CHAIR)),
    NoteLineConnected(**by(CLOCK, 1), site=code(BA_DINH)),
    NoteLineLost(**by(CLOCK, 2), site=code(BA_DINH)),
    AnswerCheck(**by(BA_DINH, 3), picture=OK, sound_in=OK, sound_out=OK, line=OK),
    CheckIn(**by(BA_DINH, 4), marks=(Mark(delegate(BA_DINH), Presence.ONLINE),)),
    CorrectAttendance(**by(SECRETARY, 5), site=code(HOAN_KIEM), reason="Gọi điện", guests=1),
    ReportIncident(**by(BA_DINH, 6, named="sự cố"), kind=IncidentKind.POWER),
    ResolveIncident(**by(BA_DINH, 7), incident=IncidentId("sự cố")),
    SendMessage(**by(OPERATOR, 8), text="Tắt micro"),
    SendMessage(**by(OPERATOR, 9), text="Gọi lại", to=(code(BA_DINH),)),
    HandConsole(**by(CHAIR, 10), login="pho", name="Phó", until=at(20)),
    TakeConsoleBack(**by(CLOCK, 20)),
)
QUEUE: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM),
    asked_to_speak(DONG_ANH),
    NameSpeaker(**by(BA_DINH, 2), request=card(BA_DINH), delegate="Bà Lan"),
    SayReady(**by(BA_DINH, 3), request=card(BA_DINH)),
    MoveRequest(**by(CHAIR, 4), request=card(BA_DINH), version=0),
    Withdraw(**by(HOAN_KIEM, 5), request=card(HOAN_KIEM)),
    RemoveRequest(**by(CHAIR, 6), request=card(DONG_ANH), reason="Trùng"),
    CloseQueue(**by(CHAIR, 7), item=DISCUSSION_ITEM, closes_at=at(8)),
    CloseQueue(**by(CLOCK, 8), item=DISCUSSION_ITEM),
    OpenQueue(**by(CHAIR, 9), item=DISCUSSION_ITEM),
    with_settings(10, present_sites_only=True),
    FinishItem(**by(CHAIR, 11), item=DISCUSSION_ITEM),
    StartItem(**by(CHAIR, 12), item=DISCUSSION_ITEM),
    FinishItem(**by(CHAIR, 13), item=DISCUSSION_ITEM),
    HandInOpinion(**by(BA_DINH, 14), item=DISCUSSION_ITEM, text="Bà Lan", request=card(BA_DINH)),
)
FLOOR: Step = (
    DISCUSSION,
    with_settings(0, site_budget=600, cut_off_after=30),
    asked_to_speak(BA_DINH),
    given_the_floor(BA_DINH, minutes=2),
    PauseSpeech(**by(CHAIR, 3), speech=FIRST),
    ResumeSpeech(**by(CHAIR, 4), speech=FIRST),
    ExtendSpeech(**by(CHAIR, 5), speech=FIRST),
    asked_to_speak(BA_DINH, Kind.PROCEDURAL, 6),
    asked_to_speak(HOAN_KIEM, minutes=6),
    GrantTime(**by(CHAIR, 6, 10), item=DISCUSSION_ITEM, seconds=60, site=code(BA_DINH)),
    GrantTime(**by(CHAIR, 6, 20), item=DISCUSSION_ITEM, seconds=60),
    given_the_floor(BA_DINH, Kind.PROCEDURAL, 7, believes=1, interject=True),
    took_the_floor(1, 8),
    took_the_floor(2, 9),
    SpeechUndone(**was(CHAIR, 10), speech=SECOND),
    SpeechUndone(**was(CHAIR, 11), speech=FIRST),
    EditItem(**by(SECRETARY, 12), plan=hidden(DISCUSSION_ITEM)),
)
INTERJECTION: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM, Kind.PROCEDURAL),
    given_the_floor(BA_DINH, minutes=2),
    given_the_floor(HOAN_KIEM, Kind.PROCEDURAL, 3, believes=1, interject=True),
    took_the_floor(2, 4),
    took_the_floor(1, 5),
    SpeechUndone(**was(CHAIR, 6), speech=FIRST),
)
GUEST: Step = (
    DISCUSSION,
    AskToSpeak(**by(CHAIR, 1, named="khách"), person=Person("GS Minh")),
    GiveFloor(**by(CHAIR, 2), request=RequestId("khách"), believes=None),
    PauseSpeech(**by(CHAIR, 3), speech=FIRST),
    took_the_floor(1, 4),
)
ROUND: Step = (
    DISCUSSION,
    StartRound(**by(CHAIR, 1)),
    SayReady(**by(HOAN_KIEM, 2)),
    CallInRound(**by(CHAIR, 3), believes=None),
    Pass(**by(HOAN_KIEM, 4)),
    SkipInRound(**by(CHAIR, 5), site=code(DONG_ANH)),
    took_the_floor(1, 6),
    Undo(**by(CHAIR, 6, 10), act=5),
    Redo(**by(CHAIR, 6, 20), act=5),
    EndRound(**by(CHAIR, 7)),
    StartItem(**by(CHAIR, 8), item=OPENING),
)


def conclusion(minutes: float, named: str) -> DraftConclusion:
    text = ConclusionText("Kè đê", lead="Sở NN", standing=True)
    return DraftConclusion(**by(SECRETARY, minutes, named=named), text=text)


PAPERS: Step = (
    DISCUSSION,
    spoke(1, BA_DINH, 2, 3),
    HandInOpinion(**by(HOAN_KIEM, 4), item=DISCUSSION_ITEM, text="Phố cổ"),
    EditItem(**by(SECRETARY, 5), plan=hidden(OPENING)),
    EditItem(**by(SECRETARY, 5), plan=hidden(DISCUSSION_ITEM)),
    EditItem(**by(SECRETARY, 6), plan=hidden(DISCUSSION_ITEM, internal=False)),
    WriteNote(**by(SECRETARY, 7), about="speech/1", text="Nhất trí"),
    EditNote(**by(SECRETARY, 7), about="speech/1", update=added(" cao", to="Nhất trí")),
    conclusion(8, "một"),
    conclusion(9, "hai"),
    DropConclusion(**by(SECRETARY, 10), conclusion=ConclusionId("một")),
    EditConclusion(
        **by(SECRETARY, 11),
        conclusion=ConclusionId("hai"),
        text=ConclusionText("Kè", lead="Sở NN", standing=True),
        seen=1,
    ),
    ApproveConclusions(**by(CHAIR, 12)),
    CallBreak(**by(CHAIR, 13)),
    ResumeConference(**by(CHAIR, 14)),
    EndConference(**by(CHAIR, 15)),
    ReopenConference(**by(CHAIR, 16), reason="Còn ý kiến"),
    EndConference(**by(CHAIR, 17)),
    DraftMinutes(**by(SECRETARY, 18)),
    ApproveMinutes(**by(CHAIR, 19), version=1),
    Publish(**by(SECRETARY, 20), stage=Stage.CONCLUSIONS, readers=Readers.ALL_SITES),
    Publish(
        **by(SECRETARY, 21),
        stage=Stage.CONCLUSIONS,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH),),
    ),
    ConfirmReading(**by(BA_DINH, 22), publication=PublicationNo(2)),
    WithdrawPublication(**by(SECRETARY, 23), publication=PublicationNo(2), reason="Sai"),
)
HIDDEN_WITH_A_VOTE: Step = (
    WHOLE_MORNING,
    OpenVote(**by(CHAIR, 51), text="Thông qua", secret=True),
    EditItem(**by(SECRETARY, 52), plan=ItemPlan(DISCUSSION_ITEM, "Nội bộ", internal=True)),
)

SCENES = {
    "before": BEFORE,
    "hidden with a card": HIDDEN_WITH_A_CARD,
    "cancelled": CANCELLED,
    "followed up": WHOLE_CONFERENCE,
    "attendance": ATTENDANCE,
    "queue": QUEUE,
    "floor": FLOOR,
    "interjection": INTERJECTION,
    "guest": GUEST,
    "round": ROUND,
    "votes": (WHOLE_MORNING, VOTES),
    "hidden with a vote": HIDDEN_WITH_A_VOTE,
    "papers": PAPERS,
}

Turn = tuple[Meeting, AnyEvent, Meeting]


def turns(scene: Step) -> Iterator[Turn]:
    meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
    for event in history(scene):
        before, meeting = meeting, evolve(meeting, event)
        yield before, event, meeting


Screens = Mapping[Audience, Mapping[str, View]]


def drawn(meeting: Meeting) -> Screens:
    return {audience: render(meeting, audience) for audience in AUDIENCES}


@pytest.fixture(scope="module", params=SCENES)
def told(request: pytest.FixtureRequest) -> Sequence[tuple[Turn, Screens, Screens]]:
    """Each turn of a scene, with what everybody is shown before and after it."""
    scene = list(turns(SCENES[request.param]))
    screens = [drawn(scene[0][0]), *(drawn(now) for _, _, now in scene)]
    return list(zip(scene, screens, screens[1:], strict=False))


def changed(old: Mapping[str, View], new: Mapping[str, View]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def test_the_scenes_have_every_kind_of_event() -> None:
    seen = {type(event) for scene in SCENES.values() for event in history(scene)}
    assert set(get_args(AnyEvent)) - seen == set()


def test_whatever_changes_for_anybody_is_touched(
    told: Sequence[tuple[Turn, Screens, Screens]],
) -> None:
    for (before, event, now), old, new in told:
        keys = touched(before, event, now)
        for audience in AUDIENCES:
            assert keys is None or changed(old[audience], new[audience]) <= keys, (event, audience)


def test_a_touched_key_can_be_drawn_before_and_after(
    told: Sequence[tuple[Turn, Screens, Screens]],
) -> None:
    for (before, event, now), old, new in told:
        keys = touched(before, event, now) or ()
        for meeting, fresh in ((before, old), (now, new)):
            for who in AUDIENCES:
                assert all(view_of(meeting, who, key) == fresh[who].get(key) for key in keys)


# -- no more than that -----------------------------------------------------------------------------


def last_touched(*steps: Step) -> set[str]:
    """What is seen to change; what may be done after it has a sentence of its own."""
    return {key for key in everything_touched(*steps) if not key.startswith("may/")}


def everything_touched(*steps: Step) -> frozenset[str]:
    *_, (before, event, now) = turns(steps)
    keys = touched(before, event, now)
    assert keys is not None
    return keys


def test_an_event_touches_only_what_may_be_done_about_its_own_noun_and_those_that_ask_for_it() -> (
    None
):
    asked = everything_touched(DISCUSSION, asked_to_speak(BA_DINH))
    assert {key for key in asked if key.startswith("may/")} == {
        "may/queue",
        "may/requests",
        "may/floor",
        "may/undo",
    }
    noted = everything_touched(DISCUSSION, checked_in(BA_DINH, 11))
    assert {key for key in noted if key.startswith("may/")} == {"may/votes"}


def test_asking_touches_the_queue_the_card_and_whoever_asks() -> None:
    assert last_touched(DISCUSSION, asked_to_speak(BA_DINH)) == {
        f"queue/{DISCUSSION_ITEM}",
        f"request/{card(BA_DINH)}",
        "site/001",
        "me/001",
    }


def test_checking_in_touches_the_figures_and_the_site() -> None:
    assert last_touched(RUNNING, checked_in(BA_DINH, 1)) == {
        "counts",
        "site/001",
        "me/001",
        "roster/001",
    }


def test_the_end_of_a_speech_touches_the_cards_of_its_site_and_no_others() -> None:
    spoken = last_touched(
        DISCUSSION,
        asked_to_speak(BA_DINH),
        asked_to_speak(BA_DINH, Kind.PROCEDURAL),
        asked_to_speak(HOAN_KIEM),
        given_the_floor(BA_DINH),
        took_the_floor(1, 3),
    )
    assert spoken == {
        "floor",
        "speech/1",
        f"queue/{DISCUSSION_ITEM}",
        f"request/{card(BA_DINH)}",
        f"request/{card(BA_DINH, Kind.PROCEDURAL)}",
        "site/001",
        "me/001",
        "undo",
    }


def test_starting_an_item_touches_only_sites_that_wait_on_it() -> None:
    waits = RegisterSpeech(**by(BA_DINH, -5), item=DISCUSSION_ITEM, topic="Đê", minutes=5)
    started = last_touched(RUNNING, waits, StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM))
    own = {f"item/{DISCUSSION_ITEM}", f"queue/{DISCUSSION_ITEM}"}
    fixed = {"agenda", "floor", "round", "undo"} | own
    assert started == fixed | {"me/001"}


def test_a_new_order_touches_what_is_renumbered_and_nothing_that_hangs_on_it() -> None:
    moved = last_touched(QUEUE, MoveItem(**by(CHAIR, 20), item=OPENING, before=DISCUSSION_ITEM))
    assert moved == {
        *("agenda", "floor", "round"),
        *(f"{family}/{item}" for family in ("item", "queue") for item in (OPENING, REPORT)),
    }


def test_new_settings_touch_everything() -> None:
    before, now = after(RUNNING), after(RUNNING, with_settings(1))
    changed_now = SettingsChanged(at=at(1), by=CHAIR, settings=Settings())
    assert touched(before, changed_now, now) is None


def test_an_item_made_internal_takes_the_card_of_a_guest_with_it() -> None:
    guest = AskToSpeak(**by(CHAIR, 2, named="khach"), person=Person("Ông Sở"))
    scene = (DISCUSSION, guest)
    before = after(scene)
    event = ItemEdited(at=at(3), by=SECRETARY, plan=hidden(DISCUSSION_ITEM))
    touched_keys = touched(before, event, evolve(before, event))
    assert touched_keys is not None
    assert "request/khach" in touched_keys
    assert view_of(evolve(before, event), SCREEN, "request/khach") is None
