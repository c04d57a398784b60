"""How much a conference can come to hold, whoever presses what how often (house rule 17)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import get_args

import pytest
from immutables import Map
from msgspec.structs import replace

from diemcau.domain.decider import decide, replay
from diemcau.domain.meeting import Meeting, Used
from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.act import Actor, Event, Rejected
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    Document,
    EditItem,
    ExtendItem,
    FinishItem,
    ItemFinished,
    ItemPlan,
    ItemRemoved,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, DelegatePlan, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionDropped,
    ConclusionsApproved,
    ConclusionText,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    CancelConference,
    ChangeSettings,
    ConferenceAnnounced,
    ConferenceCancelled,
    ConferenceClosed,
    ConferenceEnded,
    ConferenceResumed,
    ConferenceStarted,
    ConsoleTakenBack,
    EndConference,
    HandConsole,
    LobbyOpened,
    OpenLobby,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.drafts import DraftDropped, DropDraft
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    CutOff,
    ExtendSpeech,
    FloorTaken,
    GiveFloor,
    GrantTime,
    PauseSpeech,
    ResumeSpeech,
    SpeechPaused,
    SpeechUndone,
    TakeFloor,
)
from diemcau.domain.nouns.ids import (
    LONGEST_TEXT,
    ConclusionId,
    DelegateId,
    IncidentId,
    ItemId,
    OpinionId,
    PublicationNo,
    RequestId,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MuteAll,
    MuteSite,
    UnmuteSite,
)
from diemcau.domain.nouns.passes import IssuePasses
from diemcau.domain.nouns.passing_on import (
    RequestBroughtUp,
)
from diemcau.domain.nouns.petitions import BoardDropped
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    MinutesApproved,
    Publish,
    ReadingConfirmed,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import CloseQueue, MoveRequest, OpenQueue, QueueClosed
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    IncidentResolved,
    OpinionHandedIn,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.recordings import KeepRecording, RecordingKept
from diemcau.domain.nouns.refusals import EnoughOfThese, EnoughWritten, TooMany
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    NameSpeaker,
    Person,
    RegisterSpeech,
    RemoveRequest,
    RequestsEnded,
    RequestsRevived,
    RequestWithdrawn,
    SaidReady,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import HandInFigures, SendFiguresBack
from diemcau.domain.nouns.rounds import (
    CalledInRound,
    CallInRound,
    EndRound,
    Pass,
    PassedInRound,
    RoundEnded,
    SaidReadyInRound,
    SkipInRound,
    SkippedInRound,
    StartRound,
)
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    Contact,
    InviteSite,
    LineConnected,
    LineLost,
    NoteLineConnected,
    NoteLineLost,
    SetContact,
    SetOutsideRoom,
    SiteUninvited,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ReopenTask,
    ReportOnTask,
    TaskAcknowledged,
    TaskHanded,
)
from diemcau.domain.nouns.terms import CheckResult, IncidentKind, Readers, Stage, TaskOutcome
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote, VoteClosed
from diemcau.domain.rules.asking import MOST_WAITING
from diemcau.domain.rules.bounds import BOUNDS, KIB, MIB, Bound
from diemcau.domain.rules.charges import charges
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.meeting import (
    AGENDA,
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    CLOSED,
    DAY,
    DISCUSSION,
    DISCUSSION_ITEM,
    ENDED,
    FIGURES,
    FIGURES_ASKED,
    HOAN_KIEM,
    KN1,
    LOBBY,
    MY_DUC,
    OPERATOR,
    PLANNED,
    REPLY,
    REPORT,
    RUNNING,
    SECRETARY,
    SIGNED_COPY,
    TASK,
    WHOLE_CONFERENCE,
    Stamp,
    Step,
    added,
    after,
    asked_to_speak,
    at,
    before_the_room,
    by,
    card,
    carried_board,
    carried_draft,
    checked_in,
    code,
    focused,
    given,
    given_the_floor,
    history,
    plan_conference,
    site_plan,
    was,
    with_settings,
)

VIETNAMESE = "Đề nghị Thường trực Hội đồng nhân dân thành phố sớm ban hành. "


def opinion(site: Actor, no: int, text: str = "Nhất trí") -> HandInOpinion:
    stamp = by(site, 30, named=f"{site.name} {no}")
    return HandInOpinion(**stamp, item=DISCUSSION_ITEM, text=text)


def opinions(site: Actor, count: int = BOUNDS[Entries.OPINIONS].entries) -> Step:
    return tuple(opinion(site, no) for no in range(count))


# -- sentences -------------------------------------------------------------------------------------


def test_a_site_hands_in_so_many_opinions_and_no_more() -> None:
    given(DISCUSSION, opinions(BA_DINH)).when(opinion(BA_DINH, 99)).refuses(EnoughOfThese)


def test_what_one_site_has_written_is_nothing_to_another() -> None:
    given(DISCUSSION, opinions(BA_DINH)).when(opinion(HOAN_KIEM, 99)).leaves(
        lambda meeting: OpinionId(f"{HOAN_KIEM.name} 99") in meeting.opinions
    )


def test_a_site_whose_own_account_is_used_up_may_still_phone() -> None:
    told = tuple(
        ReportIncident(**by(BA_DINH, 1, named=f"sự cố {no}"), kind=IncidentKind.POWER)
        for no in range(BOUNDS[Entries.INCIDENTS].entries)
    )
    used_up = given(DISCUSSION, told)
    used_up.when(ReportIncident(**by(BA_DINH, 2, named="nữa"), kind=IncidentKind.POWER)).refuses(
        EnoughOfThese
    )
    phoned = used_up.when(
        ReportIncident(**by(OPERATOR, 2), site=code(BA_DINH), kind=IncidentKind.POWER)
    )
    assert len(phoned.meeting.incidents) == len(told) + 1


def test_an_opinion_handed_in_again_is_the_same_opinion_and_needs_no_room() -> None:
    given(DISCUSSION, opinions(BA_DINH)).when(opinion(BA_DINH, 0)).then()


def test_words_are_counted_as_they_are_stored() -> None:
    """Twice the longest text that is written in Vietnamese is room enough, thrice is not."""
    longest = (VIETNAMESE * LONGEST_TEXT)[:LONGEST_TEXT]
    twice = given(DISCUSSION, opinion(BA_DINH, 1, longest), opinion(BA_DINH, 2, longest))
    twice.when(opinion(BA_DINH, 3, longest)).refuses(EnoughWritten)
    assert (
        twice.when(opinion(BA_DINH, 3, VIETNAMESE)).meeting.used["opinions/site/001"].entries == 3
    )


def test_with_more_sites_the_part_of_each_is_smaller_but_a_page_is_left() -> None:
    opinions_ = BOUNDS[Entries.OPINIONS]
    assert opinions_.part(0) == opinions_.part(30) == opinions_.words
    assert 126 * opinions_.part(126) <= opinions_.shared
    assert opinions_.part(3321) == opinions_.least >= 3 * KIB


def test_a_roster_is_a_list_of_people_and_not_a_book() -> None:
    people = tuple(DelegatePlan(DelegateId(f"{no}"), "Ông " * 50) for no in range(200))
    given(LOBBY).when(SetRoster(**by(BA_DINH), roster=people)).refuses(EnoughWritten)


def test_an_item_is_planned_with_no_more_documents_than_can_be_attached_to_it() -> None:
    many = tuple(Document(f"Tài liệu {no}", "/1.pdf") for no in range(51))
    plan = ItemPlan(ItemId("khac"), "Việc khác", documents=many)
    given(PLANNED).when(AddItem(**by(SECRETARY), plan=plan)).refuses(TooMany)


def test_a_site_does_not_fill_the_queue_where_several_requests_are_allowed() -> None:
    asked = tuple(AskToSpeak(**by(BA_DINH, 1, named=f"xin {no}")) for no in range(MOST_WAITING))
    several = with_settings(0.5, several_requests=True)
    full = given(DISCUSSION, several, asked)
    full.when(AskToSpeak(**by(BA_DINH, 2, named="nữa"))).refuses(EnoughOfThese)
    full.when(
        RegisterSpeech(**by(BA_DINH, 2, named="nữa"), item=REPLY, topic="Đê điều", minutes=5)
    ).refuses(EnoughOfThese)


def test_whatever_was_begun_can_be_ended_when_the_account_is_used_up() -> None:
    full = replace(
        after(DISCUSSION, AskToSpeak(**by(BA_DINH, 1, named="xin"))),
        used=Map({"requests/site/001": Used(entries=BOUNDS[Entries.REQUESTS].entries)}),
    )
    assert decide(full, Withdraw(**by(BA_DINH, 2), request=RequestId("xin")))
    with pytest.raises(EnoughOfThese):
        decide(full, NameSpeaker(**by(BA_DINH, 2), request=RequestId("xin"), delegate="Ông A"))


def test_a_log_of_before_the_bounds_loads_and_its_site_writes_no_more() -> None:
    happened = tuple(
        OpinionHandedIn(
            **was(BA_DINH, 30),
            opinion=OpinionId(f"{no}"),
            site=code(BA_DINH),
            item=DISCUSSION_ITEM,
            text=VIETNAMESE,
        )
        for no in range(1000)
    )
    flooded = given(DISCUSSION, happened)
    assert len(flooded.meeting.opinions) == 1000
    flooded.when(opinion(BA_DINH, 99)).refuses(EnoughOfThese)


def test_the_clock_is_never_refused() -> None:
    full = replace(after(ANNOUNCED), used=Map({"conduct/system": Used(entries=10**9)}))
    assert decide(full, OpenLobby(**by(CLOCK, -60)))


# -- laws ------------------------------------------------------------------------------------------

FOLLOWS: dict[type[Event], str] = {
    ConferenceAnnounced: "the plan, once",
    LobbyOpened: "the announcement, once",
    ConferenceStarted: "the lobby, once",
    ConferenceResumed: "a break",
    ConferenceEnded: "the start, or a reopening",
    ConferenceClosed: "the first approval, once",
    ConsoleTakenBack: "a console handed",
    SiteUninvited: "an invitation",
    ItemRemoved: "an item added",
    DraftDropped: "a draft carried",
    BoardDropped: "a board carried",
    ItemFinished: "an item started",
    IncidentResolved: "an incident",
    LineConnected: "the clock: not oftener than its grace",
    LineLost: "the clock: not oftener than its grace",
    QueueClosed: "a queue opened",
    SaidReady: "a request, once",
    SaidReadyInRound: "a round, once for a site",
    PassedInRound: "a round, once for a site",
    SkippedInRound: "a round, once for a site",
    CalledInRound: "the floor is given in the same act",
    RoundEnded: "a round",
    RequestWithdrawn: "a request",
    RequestBroughtUp: "a request, once",
    RequestsEnded: "requests",
    RequestsRevived: "an item started",
    FloorTaken: "the floor given",
    SpeechPaused: "the floor given, or a speech resumed",
    RecordingKept: "a speech that is recorded",
    SpeechUndone: "the floor given; no act makes one any more",
    VoteClosed: "a vote",
    ConclusionDropped: "a draft",
    ConclusionsApproved: "a draft",
    TaskHanded: "the assignment: once to none, once to a site",
    TaskAcknowledged: "the assignment, once",
    MinutesApproved: "a version drafted",
    ReadingConfirmed: "a publication, once for a site",
}
"""What is not counted, and what bounds it instead."""


def test_every_event_is_counted_or_follows_one_that_is() -> None:
    counted = {type(each) for each in history(WHOLE_CONFERENCE) if list(charges(each))}
    assert counted.isdisjoint(FOLLOWS)
    assert counted | FOLLOWS.keys() | {ConferenceCancelled} == set(get_args(AnyEvent))


@pytest.mark.parametrize("event", get_args(AnyEvent))
def test_what_is_counted_of_an_event_stands_in_it(event: type[AnyEvent]) -> None:
    for charged in event.charged:
        named = {*charged.words, *(("site",) if charged.of_site else ())}
        assert named <= {*event.__struct_fields__}


def test_no_act_writes_twice_to_one_account() -> None:
    """Each event is held against what is there before the act."""
    meeting = Meeting(id=after(PLANNED).id)
    for command in _commands(WHOLE_CONFERENCE):
        events = [command] if isinstance(command, Event) else decide(meeting, command)
        keys = [charge.key for event in events for charge in charges(event)]
        assert len(keys) == len(set(keys))
        meeting = replay(meeting, events)


Stamped = Callable[..., Stamp]
_NUMBERS = count(1)
Press = Callable[[Meeting, Stamped], Sequence[AnyCommand]]
"""What somebody presses once more, given the conference as it stands and how to stamp it."""

SPEAKS: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
WELL = CheckResult.OK
ITEM = ItemPlan(ItemId("khac"), "Việc khác")
FOLLOWED: Step = (
    WHOLE_CONFERENCE,
    ReopenTask(**by(CHAIR, 111 * DAY), conclusion=TASK, reason="Tiếp"),
)


def _version(meeting: Meeting) -> int:
    note = meeting.notes.get("meeting")
    return note.version if note else 0


def _last(meeting: Meeting) -> SpeechNo:
    return SpeechNo(len(meeting.speeches))


AGAIN: dict[str, tuple[Step, Press]] = {
    "plans it anew": ((), lambda _, s: [replace(plan_conference(), **s(SECRETARY))]),
    "revises the plan": (
        PLANNED,
        lambda _, s: [
            RevisePlan(**s(SECRETARY), title="Hội nghị", starts_at=at(0), ends_at=at(210))
        ],
    ),
    "changes the settings": (
        PLANNED,
        lambda _, s: [ChangeSettings(**s(CHAIR), settings=Settings())],
    ),
    "invites a site and takes it from the list": (
        ANNOUNCED,
        lambda _, s: [
            InviteSite(**s(SECRETARY), plan=site_plan(MY_DUC)),
            UninviteSite(**s(SECRETARY), site=code(MY_DUC)),
        ],
    ),
    "sets its roster": (
        LOBBY,
        lambda _, s: [SetRoster(**s(BA_DINH), roster=site_plan(BA_DINH).roster)],
    ),
    "is handed new passes": (
        LOBBY,
        lambda _, s: [IssuePasses(**s(SECRETARY), sites=(code(BA_DINH), code(HOAN_KIEM)))],
    ),
    "says where another system is met": (
        LOBBY,
        lambda _, s: [SetOutsideRoom(**s(OPERATOR), link="https://hop.example.vn/12")],
    ),
    "says whom to phone": (LOBBY, lambda _, s: [SetContact(**s(BA_DINH), contact=Contact("A"))]),
    "comes and does not come": (
        ANNOUNCED,
        lambda _, s: [
            AnswerInvitation(**s(BA_DINH), coming=True),
            AnswerInvitation(**s(BA_DINH), coming=False, reason="Bão"),
        ],
    ),
    "asks for figures of another quarter": (
        ANNOUNCED,
        lambda _, s: [
            replace(FIGURES_ASKED, **s(SECRETARY), period=period) for period in ("quý I", "quý II")
        ],
    ),
    "hands figures in that are sent back": (
        (ANNOUNCED, FIGURES_ASKED),
        lambda _, s: [
            HandInFigures(**s(BA_DINH), values=FIGURES, signed_by="A"),
            SendFiguresBack(**s(SECRETARY), site=code(BA_DINH), reason="Thiếu"),
        ],
    ),
    "announces, cancels, opens and starts it": (
        PLANNED,
        lambda _, s: [
            AnnounceConference(**s(SECRETARY)),
            OpenLobby(**s(OPERATOR)),
            StartConference(**s(CHAIR)),
            CancelConference(**s(CHAIR), reason="Bão"),
        ],
    ),
    "calls a break": (
        RUNNING,
        lambda _, s: [CallBreak(**s(CHAIR)), ResumeConference(**s(CHAIR))],
    ),
    "ends it and reopens it": (
        RUNNING,
        lambda _, s: [EndConference(**s(CHAIR)), ReopenConference(**s(CHAIR), reason="Còn")],
    ),
    "hands the console": (
        RUNNING,
        lambda _, s: [
            HandConsole(**s(CHAIR), login="pho", name="A", until=at(9000)),
            TakeConsoleBack(**s(CHAIR)),
        ],
    ),
    "adds an item and removes it": (
        PLANNED,
        lambda _, s: [
            AddItem(**s(SECRETARY), plan=ITEM),
            RemoveItem(**s(SECRETARY), item=ITEM.id),
        ],
    ),
    "edits, moves, skips and extends an item": (
        RUNNING,
        lambda _, s: [
            EditItem(**s(SECRETARY), plan=AGENDA[1]),
            MoveItem(**s(SECRETARY), item=REPORT, before=None),
            ExtendItem(**s(SECRETARY), item=REPORT, minutes=5),
            SkipItem(**s(SECRETARY), item=REPORT),
            StartItem(**s(CHAIR), item=REPORT),
            FinishItem(**s(CHAIR), item=REPORT),
        ],
    ),
    "lays one version of a document over the other": (
        PLANNED,
        lambda _, s: [
            AttachDocument(**s(SECRETARY), item=REPORT, document=Document("Báo cáo", where))
            for where in ("/1.pdf", "/2.pdf")
        ],
    ),
    "lays a draft on an item and takes it off": (
        PLANNED,
        lambda _, s: [
            replace(carried_draft(), **s(SECRETARY)),
            DropDraft(**s(SECRETARY), item=DISCUSSION_ITEM),
        ],
    ),
    "goes from clause to clause": (
        (DISCUSSION, carried_draft(1)),
        lambda _, s: [replace(focused(which), **s(CHAIR)) for which in ("dieu-4", None)],
    ),
    "checks in": (RUNNING, lambda _, s: [CheckIn(**s(BA_DINH), head_count=4)]),
    "corrects the roll call": (
        RUNNING,
        lambda _, s: [CorrectAttendance(**s(SECRETARY), site=code(BA_DINH), reason="Sót")],
    ),
    "answers the check": (
        LOBBY,
        lambda _, s: [
            AnswerCheck(**s(BA_DINH), picture=WELL, sound_in=WELL, sound_out=WELL, line=WELL)
        ],
    ),
    "reports an incident that is resolved": (
        RUNNING,
        lambda _, s: [
            (told := ReportIncident(**s(BA_DINH, "sự cố"), kind=IncidentKind.POWER)),
            ResolveIncident(**s(OPERATOR), incident=IncidentId(told.id)),
        ],
    ),
    "sends a message": (RUNNING, lambda _, s: [SendMessage(**s(OPERATOR), text="Micro")]),
    "opens the queue and closes it": (
        RUNNING,
        lambda _, s: [
            CloseQueue(**s(CHAIR), item=DISCUSSION_ITEM, closes_at=at(9000)),
            CloseQueue(**s(CHAIR), item=DISCUSSION_ITEM),
            OpenQueue(**s(CHAIR), item=DISCUSSION_ITEM),
        ],
    ),
    "asks to speak, is ready and withdraws": (
        DISCUSSION,
        lambda _, s: [
            (asked := AskToSpeak(**s(BA_DINH, "xin"))),
            NameSpeaker(**s(BA_DINH), request=RequestId(asked.id), delegate="Ông A"),
            SayReady(**s(BA_DINH), request=RequestId(asked.id)),
            Withdraw(**s(BA_DINH), request=RequestId(asked.id)),
        ],
    ),
    "asks to speak and is removed": (
        DISCUSSION,
        lambda _, s: [
            (asked := AskToSpeak(**s(BA_DINH, "xin"))),
            RemoveRequest(**s(CHAIR), request=RequestId(asked.id), reason="Trùng"),
        ],
    ),
    "names another speaker": (
        (DISCUSSION, asked_to_speak(BA_DINH)),
        lambda _, s: [NameSpeaker(**s(BA_DINH), request=card(BA_DINH), delegate="Ông A")],
    ),
    "asks for somebody in the hall": (
        DISCUSSION,
        lambda _, s: [AskToSpeak(**s(CHAIR), person=Person("Khách mời"))],
    ),
    "registers a speech": (
        (PLANNED, with_settings(several_requests=True)),
        lambda _, s: [RegisterSpeech(**s(BA_DINH), item=REPLY, topic="Đê điều", minutes=5)],
    ),
    "moves a card": (
        (DISCUSSION, asked_to_speak(BA_DINH), asked_to_speak(HOAN_KIEM)),
        lambda meeting, s: [
            MoveRequest(
                **s(CHAIR),
                request=meeting.items[DISCUSSION_ITEM].queue.order[0],
                version=meeting.items[DISCUSSION_ITEM].queue.version,
            )
        ],
    ),
    "gives the floor and takes it back": (
        (DISCUSSION, asked_to_speak(BA_DINH)),
        lambda meeting, s: [
            GiveFloor(**s(CHAIR), request=card(BA_DINH), believes=None),
            TakeFloor(**s(CHAIR), speech=SpeechNo(_last(meeting) + 1)),
        ],
    ),
    "closes a microphone and opens it": (
        (SPEAKS, with_settings(video=True)),
        lambda _, s: [
            MuteSite(**s(CHAIR), site=code(BA_DINH)),
            UnmuteSite(**s(CHAIR), site=code(BA_DINH)),
            MuteAll(**s(CHAIR)),
            UnmuteSite(**s(CHAIR), site=code(BA_DINH)),
        ],
    ),
    "records and stops recording": (
        (RUNNING, with_settings(video=True)),
        lambda _, s: [BeginRecording(**s(SECRETARY)), EndRecording(**s(CHAIR))],
    ),
    "undoes it and does it again": (
        SPEAKS,
        lambda meeting, s: [
            Undo(**s(CHAIR), act=meeting.acts),
            Redo(**s(CHAIR), act=meeting.acts),
        ],
    ),
    "calls the presenter and takes that back": (
        (RUNNING, StartItem(**by(CHAIR), item=REPORT)),
        lambda meeting, s: [
            CallPresenter(**s(CHAIR), believes=None),
            Undo(**s(CHAIR), act=meeting.acts + 1),
        ],
    ),
    "calls on a petition and takes that back": (
        (
            RUNNING,
            carried_board(),
            StartItem(**by(CHAIR), item=DISCUSSION_ITEM),
            before_the_room(KN1),
        ),
        lambda meeting, s: [
            CallOnPetition(**s(CHAIR), site=code(BA_DINH), believes=None),
            Undo(**s(CHAIR), act=meeting.acts + 1),
        ],
    ),
    "pauses a speech, lets it go on and gives it more time": (
        SPEAKS,
        lambda meeting, s: [
            PauseSpeech(**s(CHAIR), speech=_last(meeting)),
            ResumeSpeech(**s(CHAIR), speech=_last(meeting)),
            ExtendSpeech(**s(CHAIR), speech=_last(meeting)),
        ],
    ),
    "grants more time": (
        (DISCUSSION, with_settings(site_budget=480)),
        lambda _, s: [GrantTime(**s(CHAIR), item=DISCUSSION_ITEM, seconds=60, site=code(BA_DINH))],
    ),
    "calls the sites in rounds": (
        DISCUSSION,
        lambda meeting, s: [
            StartRound(**s(CHAIR)),
            SayReady(**s(BA_DINH)),
            Pass(**s(BA_DINH)),
            SkipInRound(**s(CHAIR), site=code(HOAN_KIEM)),
            CallInRound(**s(CHAIR, "gọi"), believes=None),
            TakeFloor(**s(CHAIR), speech=SpeechNo(_last(meeting) + 1)),
            EndRound(**s(CHAIR)),
        ],
    ),
    "puts a vote that is closed": (
        (DISCUSSION, checked_in(BA_DINH, 1)),
        lambda meeting, s: [
            OpenVote(**s(CHAIR), text="Thông qua"),
            CloseVote(**s(CHAIR), vote=VoteNo(len(meeting.votes) + 1)),
        ],
    ),
    "puts a vote that is annulled": (
        (DISCUSSION, checked_in(BA_DINH, 1)),
        lambda meeting, s: [
            OpenVote(**s(CHAIR), text="Thông qua"),
            AnnulVote(**s(CHAIR), vote=VoteNo(len(meeting.votes) + 1), reason="Nhầm"),
        ],
    ),
    "changes its vote": (
        (
            DISCUSSION,
            checked_in(BA_DINH, 1),
            OpenVote(**by(CHAIR, 2), text="Thông qua"),
        ),
        lambda _, s: [
            CastVote(**s(BA_DINH), vote=VoteNo(1), choice=choice) for choice in ("00", "01")
        ],
    ),
    "hands in an opinion": (
        DISCUSSION,
        lambda _, s: [HandInOpinion(**s(BA_DINH), item=DISCUSSION_ITEM, text="Nhất trí")],
    ),
    "writes a note": (
        RUNNING,
        lambda meeting, s: [
            WriteNote(
                **s(SECRETARY, "ghi"),
                about="meeting",
                text=f"Bản {seen}",
                seen=seen,
            )
            for seen in [_version(meeting)]
        ],
    ),
    "writes on in a note": (
        RUNNING,
        lambda meeting, s: [
            EditNote(
                **s(SECRETARY),
                about="meeting",
                update=added("chữ", hand=8 + _version(meeting)),
            )
        ],
    ),
    "drafts a conclusion, edits it and drops it": (
        RUNNING,
        lambda _, s: [
            (draft := DraftConclusion(**s(SECRETARY, "kl"), text=ConclusionText("Rà soát"))),
            EditConclusion(
                **s(SECRETARY),
                conclusion=ConclusionId(draft.id),
                text=ConclusionText("Rà"),
                seen=1,
            ),
            DropConclusion(**s(SECRETARY), conclusion=ConclusionId(draft.id)),
        ],
    ),
    "drafts a conclusion that is approved": (
        RUNNING,
        lambda _, s: [
            DraftConclusion(
                **s(SECRETARY), text=ConclusionText("Rà soát", lead="A", standing=True)
            ),
            ApproveConclusions(**s(CHAIR)),
        ],
    ),
    "follows a task up": (
        FOLLOWED,
        lambda meeting, s: [
            AcknowledgeTask(**s(BA_DINH), conclusion=TASK),
            ReportOnTask(**s(BA_DINH), conclusion=TASK, text="Đã khảo sát", per_cent=40),
            AskForExtension(
                **s(BA_DINH),
                conclusion=TASK,
                until=date(2025, 1, 1) + timedelta(days=len(_history(meeting))),
                reason="Mùa lũ",
            ),
            AnswerExtension(**s(CHAIR), conclusion=TASK, granted=True),
            ChaseTask(**s(SECRETARY), conclusion=TASK),
            HandTask(**s(SECRETARY), conclusion=ConclusionId("kl-1"), site=None),
            CloseTask(**s(SECRETARY), conclusion=TASK, outcome=TaskOutcome.DONE),
            ReopenTask(**s(SECRETARY), conclusion=TASK, reason="Tiếp"),
        ],
    ),
    "drafts the minutes and has them approved": (
        CLOSED,
        lambda meeting, s: [
            DraftMinutes(**s(SECRETARY), reason="Sửa"),
            ApproveMinutes(**s(CHAIR), version=len(meeting.versions) + 1),
        ],
    ),
    "publishes and withdraws": (
        ENDED,
        lambda meeting, s: [
            Publish(**s(SECRETARY), stage=Stage.NOTICE, readers=Readers.PUBLIC),
            *(
                act
                for no in [PublicationNo(len(meeting.publications) + 1)]
                for act in (
                    ConfirmReading(**s(BA_DINH), publication=no),
                    FileSignedCopy(**s(SECRETARY), publication=no, copy=SIGNED_COPY),
                    FileSignedCopy(**s(SECRETARY), publication=no, copy=SIGNED_COPY[:-1]),
                    WithdrawPublication(**s(SECRETARY), publication=no, reason="Sai"),
                    LayForSignature(**s(SECRETARY), stage=Stage.NOTICE),
                    WithdrawPublication(
                        **s(SECRETARY), publication=PublicationNo(no + 1), reason="Sai"
                    ),
                )
            ),
        ],
    ),
}
"""Acts that take more than themselves to be pressed again: with what makes room for them."""

OF_THE_CLOCK = {NoteLineConnected, NoteLineLost, CutOff, KeepRecording}
"""Pressed by nobody: a line comes and goes no oftener than its grace, a speech is cut off once; a
recording is kept once for each time that the media server ended one.
"""


def _history(meeting: Meeting) -> Sequence[object]:
    task = meeting.conclusions[TASK].task
    return task.history if task else ()


def _stamps(no: int) -> Stamped:
    """Ids of their own, and a time of its own for what is pressed in one go."""

    def stamp(actor: Actor, what: str = "") -> Stamp:
        return by(actor, 100, no, named=f"{what} {next(_NUMBERS)}")

    return stamp


@pytest.mark.parametrize("what", AGAIN)
def test_whatever_is_pressed_again_and_again_levels_off(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _levels_off(*AGAIN[what], monkeypatch)


def test_so_does_an_act_with_no_row_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the whole conference presses of it is pressed on and on, from where it was first."""
    steps = _commands(WHOLE_CONFERENCE)
    for act in {*get_args(AnyCommand)} - _listed() - OF_THE_CLOCK:
        own = [step for step in steps if isinstance(step, act)]
        scene = tuple(steps[: steps.index(own[0])])
        with monkeypatch.context() as bounded:
            _levels_off(scene, _pressing(own), bounded)


def _pressing(own: Sequence[AnyCommand]) -> Press:
    return lambda _, s: [replace(command, **s(command.actor)) for command in own]


def _levels_off(scene: Step, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """With small bounds, so that it is seen soon: after forty times nothing is written any more."""
    meeting = replace(after(scene), used=Map())
    for family in Entries:
        monkeypatch.setitem(BOUNDS, family, Bound(6, MIB))
    written: list[int] = []
    for no in range(40):
        meeting, events = _pressed(meeting, press, no)
        written.append(len(events))
    assert sum(written) > 0, "something is pressed at all"
    assert sum(written[-10:]) == 0


def _pressed(meeting: Meeting, press: Press, no: int) -> tuple[Meeting, Sequence[AnyEvent]]:
    """One round of it; what is refused is refused."""
    happened: list[AnyEvent] = []
    for command in press(meeting, _stamps(no)):
        try:
            events = decide(meeting, command)
        except Rejected:
            continue
        meeting = replay(meeting, events)
        happened.extend(events)
    return meeting, happened


def _listed() -> set[type[AnyCommand]]:
    return {
        type(command)
        for scene, press in AGAIN.values()
        for command in press(after(scene), _stamps(0))
    }


def test_every_act_is_pressed_in_a_row_or_in_the_whole_conference() -> None:
    told = {type(step) for step in _commands(WHOLE_CONFERENCE)}
    assert _listed() | OF_THE_CLOCK | told >= {*get_args(AnyCommand)}


def _commands(step: Step) -> list[AnyCommand | AnyEvent]:
    if not isinstance(step, tuple):
        return [step]
    return [each for inner in step for each in _commands(inner)]
