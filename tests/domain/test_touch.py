"""What each kind of event touches, one conference of each; the laws try every mixture.

A screen that draws again only what was touched shows what a fresh one shows; and an event
costs no more than what it changed.
"""

from collections.abc import Iterator
from typing import get_args

import pytest

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain.deadlines import CLOCK
from diemcau.domain.decider import evolve
from diemcau.domain.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MeetingId,
    PublicationNo,
    RequestId,
    SpeechNo,
)
from diemcau.domain.state import Contact, Meeting, Person, Settings
from diemcau.domain.terms import CheckResult, IncidentKind, Kind, Presence, Readers, Stage
from diemcau.domain.touch import touched
from diemcau.domain.views import Audience, render, view_of
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
    with_settings,
)
from tests.support.secrecy import HALL, SCREEN, at_site

AUDIENCES = (*HALL, SCREEN, *(at_site(code(site)) for site in (*SITES, MY_DUC)))
OK = CheckResult.OK
FIRST, SECOND = SpeechNo(1), SpeechNo(2)
SUB_ITEM = ItemId("trao-doi-1")


def hidden(item: ItemId, *, internal: bool = True) -> c.ItemPlan:
    return c.ItemPlan(item, "Công tác nhân sự", internal=internal, budget=300)


BEFORE: Step = (
    PLANNED,
    c.RevisePlan(**by(SECRETARY, -400), title="Giao ban", starts_at=at(0), ends_at=at(180)),
    c.InviteSite(**by(SECRETARY, -390), plan=site_plan(MY_DUC)),
    c.SetRoster(**by(MY_DUC, -380), roster=()),
    c.SetContact(**by(MY_DUC, -380), contact=Contact("Ông Đức")),
    c.UninviteSite(**by(SECRETARY, -370), site=code(MY_DUC)),
    c.AddItem(**by(SECRETARY, -360), plan=c.ItemPlan(SUB_ITEM, "Đê", parent=DISCUSSION_ITEM)),
    c.AddItem(**by(SECRETARY, -360), plan=c.ItemPlan(ItemId("khac"), "Khác"), before=OPENING),
    c.MoveItem(**by(SECRETARY, -350), item=ItemId("khac")),
    c.RemoveItem(**by(SECRETARY, -340), item=ItemId("khac")),
    c.ExtendItem(**by(SECRETARY, -330), item=REPLY, minutes=5),
    c.SkipItem(**by(SECRETARY, -330), item=REPLY),
    c.AnnounceConference(**by(SECRETARY, -300)),
)
HIDDEN_WITH_A_CARD: Step = (
    PLANNED,
    c.RegisterSpeech(**by(BA_DINH, -400), item=DISCUSSION_ITEM, topic="Đê", minutes=5),
    c.AddItem(**by(SECRETARY, -360), plan=c.ItemPlan(SUB_ITEM, "Đê", parent=DISCUSSION_ITEM)),
    c.EditItem(**by(SECRETARY, -350), plan=hidden(DISCUSSION_ITEM)),
    c.EditItem(**by(SECRETARY, -340), plan=hidden(DISCUSSION_ITEM, internal=False)),
)
ATTENDANCE: Step = (
    LOBBY,
    checked_in(HOAN_KIEM),
    c.StartConference(**by(CHAIR)),
    c.NoteLineConnected(**by(CLOCK, 1), site=code(BA_DINH)),
    c.NoteLineLost(**by(CLOCK, 2), site=code(BA_DINH)),
    c.AnswerCheck(**by(BA_DINH, 3), picture=OK, sound_in=OK, sound_out=OK, line=OK),
    c.CheckIn(**by(BA_DINH, 4), marks=(c.Mark(delegate(BA_DINH), Presence.ONLINE),)),
    c.CorrectAttendance(**by(SECRETARY, 5), site=code(HOAN_KIEM), reason="Gọi điện", guests=1),
    c.ReportIncident(**by(BA_DINH, 6, named="sự cố"), kind=IncidentKind.POWER),
    c.ResolveIncident(**by(BA_DINH, 7), incident=IncidentId("sự cố")),
    c.SendMessage(**by(OPERATOR, 8), text="Tắt micro"),
    c.SendMessage(**by(OPERATOR, 9), text="Gọi lại", to=(code(BA_DINH),)),
    c.HandConsole(**by(CHAIR, 10), login="pho", name="Phó", until=at(20)),
    c.TakeConsoleBack(**by(CLOCK, 20)),
)
QUEUE: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM),
    asked_to_speak(DONG_ANH),
    c.NameSpeaker(**by(BA_DINH, 2), request=card(BA_DINH), delegate="Bà Lan"),
    c.SayReady(**by(BA_DINH, 3), request=card(BA_DINH)),
    c.MoveRequest(**by(CHAIR, 4), request=card(BA_DINH), version=0),
    c.Withdraw(**by(HOAN_KIEM, 5), request=card(HOAN_KIEM)),
    c.RemoveRequest(**by(CHAIR, 6), request=card(DONG_ANH), reason="Trùng"),
    c.CloseQueue(**by(CHAIR, 7), item=DISCUSSION_ITEM, closes_at=at(8)),
    c.CloseQueue(**by(CLOCK, 8), item=DISCUSSION_ITEM),
    c.OpenQueue(**by(CHAIR, 9), item=DISCUSSION_ITEM),
    with_settings(10, present_sites_only=True),
    c.FinishItem(**by(CHAIR, 11), item=DISCUSSION_ITEM),
)
FLOOR: Step = (
    DISCUSSION,
    with_settings(0, site_budget=600, cut_off_after=30),
    asked_to_speak(BA_DINH),
    given_the_floor(BA_DINH, minutes=2),
    c.PauseSpeech(**by(CHAIR, 3), speech=FIRST),
    c.ResumeSpeech(**by(CHAIR, 4), speech=FIRST),
    c.ExtendSpeech(**by(CHAIR, 5), speech=FIRST),
    asked_to_speak(BA_DINH, Kind.PROCEDURAL, 6),
    given_the_floor(BA_DINH, Kind.PROCEDURAL, 7, believes=1, interject=True),
    took_the_floor(1, 8),
    took_the_floor(2, 9),
    c.UndoSpeech(**by(CHAIR, 10), speech=SECOND),
    c.UndoSpeech(**by(CHAIR, 11), speech=FIRST),
    c.EditItem(**by(SECRETARY, 12), plan=hidden(DISCUSSION_ITEM)),
)
INTERJECTION: Step = (
    DISCUSSION,
    asked_to_speak(BA_DINH),
    asked_to_speak(HOAN_KIEM, Kind.PROCEDURAL),
    given_the_floor(BA_DINH, minutes=2),
    given_the_floor(HOAN_KIEM, Kind.PROCEDURAL, 3, believes=1, interject=True),
    took_the_floor(2, 4),
    took_the_floor(1, 5),
    c.UndoSpeech(**by(CHAIR, 6), speech=FIRST),
)
GUEST: Step = (
    DISCUSSION,
    c.AskToSpeak(**by(CHAIR, 1, named="khách"), person=Person("GS Minh")),
    c.GiveFloor(**by(CHAIR, 2), request=RequestId("khách"), believes=None),
    c.PauseSpeech(**by(CHAIR, 3), speech=FIRST),
    took_the_floor(1, 4),
)
ROUND: Step = (
    DISCUSSION,
    c.StartRound(**by(CHAIR, 1)),
    c.SayReady(**by(HOAN_KIEM, 2)),
    c.CallInRound(**by(CHAIR, 3), believes=None),
    c.Pass(**by(HOAN_KIEM, 4)),
    c.SkipInRound(**by(CHAIR, 5), site=code(DONG_ANH)),
    took_the_floor(1, 6),
    c.EndRound(**by(CHAIR, 7)),
    c.StartItem(**by(CHAIR, 8), item=OPENING),
)


def conclusion(minutes: float, named: str) -> c.DraftConclusion:
    text = c.ConclusionText("Kè đê", lead="Sở NN", standing=True)
    return c.DraftConclusion(**by(SECRETARY, minutes, named=named), text=text)


PAPERS: Step = (
    DISCUSSION,
    spoke(1, BA_DINH, 2, 3),
    c.HandInOpinion(**by(HOAN_KIEM, 4), item=DISCUSSION_ITEM, text="Phố cổ"),
    c.EditItem(**by(SECRETARY, 5), plan=hidden(OPENING)),
    c.EditItem(**by(SECRETARY, 5), plan=hidden(DISCUSSION_ITEM)),
    c.EditItem(**by(SECRETARY, 6), plan=hidden(DISCUSSION_ITEM, internal=False)),
    c.WriteNote(**by(SECRETARY, 7), about="speech/1", text="Nhất trí"),
    c.EditNote(**by(SECRETARY, 7), about="speech/1", update=added(" cao", to="Nhất trí")),
    conclusion(8, "một"),
    conclusion(9, "hai"),
    c.DropConclusion(**by(SECRETARY, 10), conclusion=ConclusionId("một")),
    c.EditConclusion(
        **by(SECRETARY, 11),
        conclusion=ConclusionId("hai"),
        text=c.ConclusionText("Kè", lead="Sở NN", standing=True),
        seen=1,
    ),
    c.ApproveConclusions(**by(CHAIR, 12)),
    c.CallBreak(**by(CHAIR, 13)),
    c.ResumeConference(**by(CHAIR, 14)),
    c.EndConference(**by(CHAIR, 15)),
    c.ReopenConference(**by(CHAIR, 16), reason="Còn ý kiến"),
    c.EndConference(**by(CHAIR, 17)),
    c.DraftMinutes(**by(SECRETARY, 18)),
    c.ApproveMinutes(**by(CHAIR, 19), version=1),
    c.Publish(**by(SECRETARY, 20), stage=Stage.CONCLUSIONS, readers=Readers.ALL_SITES),
    c.Publish(
        **by(SECRETARY, 21),
        stage=Stage.CONCLUSIONS,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH),),
    ),
    c.ConfirmReading(**by(BA_DINH, 22), publication=PublicationNo(2)),
    c.WithdrawPublication(**by(SECRETARY, 23), publication=PublicationNo(2), reason="Sai"),
)
HIDDEN_WITH_A_VOTE: Step = (
    WHOLE_MORNING,
    c.OpenVote(**by(CHAIR, 51), text="Thông qua", secret=True),
    c.EditItem(**by(SECRETARY, 52), plan=c.ItemPlan(DISCUSSION_ITEM, "Nội bộ", internal=True)),
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

Turn = tuple[Meeting, e.AnyEvent, Meeting]


def turns(scene: Step) -> Iterator[Turn]:
    meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
    for event in history(scene):
        before, meeting = meeting, evolve(meeting, event)
        yield before, event, meeting


def changed(before: Meeting, now: Meeting, audience: Audience) -> set[str]:
    old, new = render(before, audience), render(now, audience)
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def test_the_scenes_have_every_kind_of_event() -> None:
    seen = {type(event) for scene in SCENES.values() for event in history(scene)}
    assert set(get_args(e.AnyEvent)) - seen == set()


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_changes_for_anybody_is_touched(scene: str) -> None:
    for before, event, now in turns(SCENES[scene]):
        keys = touched(before, event, now)
        for audience in AUDIENCES:
            assert keys is None or changed(before, now, audience) <= keys, (event, audience)


@pytest.mark.parametrize("scene", SCENES)
def test_a_touched_key_can_be_drawn_before_and_after(scene: str) -> None:
    for before, event, now in turns(SCENES[scene]):
        keys = touched(before, event, now) or ()
        for meeting in (before, now):
            for audience in AUDIENCES:
                fresh = render(meeting, audience)
                assert all(view_of(meeting, audience, key) == fresh.get(key) for key in keys)


# -- no more than that -----------------------------------------------------------------------------


def last_touched(*steps: Step) -> set[str]:
    *_, (before, event, now) = turns(steps)
    keys = touched(before, event, now)
    assert keys is not None
    return set(keys)


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
    }


def test_starting_an_item_touches_only_sites_that_wait_on_it() -> None:
    waits = c.RegisterSpeech(**by(BA_DINH, -5), item=DISCUSSION_ITEM, topic="Đê", minutes=5)
    started = last_touched(RUNNING, waits, c.StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM))
    fixed = {"agenda", "floor", "round", f"item/{DISCUSSION_ITEM}", f"queue/{DISCUSSION_ITEM}"}
    assert started == fixed | {"me/001"}


def test_a_new_order_touches_what_is_renumbered_and_nothing_that_hangs_on_it() -> None:
    moved = last_touched(QUEUE, c.MoveItem(**by(CHAIR, 20), item=OPENING, before=DISCUSSION_ITEM))
    assert moved == {
        *("agenda", "floor", "round"),
        *(f"{family}/{item}" for family in ("item", "queue") for item in (OPENING, REPORT)),
    }


def test_new_settings_touch_everything() -> None:
    before, now = after(RUNNING), after(RUNNING, with_settings(1))
    changed_now = e.SettingsChanged(at=at(1), by=CHAIR, settings=Settings())
    assert touched(before, changed_now, now) is None


def test_an_item_made_internal_takes_the_card_of_a_guest_with_it() -> None:
    guest = c.AskToSpeak(**by(CHAIR, 2, named="khach"), person=Person("Ông Sở"))
    scene = (DISCUSSION, guest)
    before = after(scene)
    event = e.ItemEdited(at=at(3), by=SECRETARY, plan=hidden(DISCUSSION_ITEM))
    touched_keys = touched(before, event, evolve(before, event))
    assert touched_keys is not None
    assert "request/khach" in touched_keys
    assert view_of(evolve(before, event), SCREEN, "request/khach") is None
