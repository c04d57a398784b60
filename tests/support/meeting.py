"""The conference of 19/04/2024 as a scene, and how its tests read: given – when – then.

Minutes count from its start at 08:00 in Hà Nội. `by` stamps a command, `was` an event:

    given(DISCUSSION, asked_to_speak(BA_DINH)).when(AskToSpeak(**by(BA_DINH, 2))).refuses(...)

What is given may be commands, which must be accepted, or events, which have happened.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeAlias, TypedDict

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide, evolve, replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Event, Rejected
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    Document,
    EditItem,
    ExtendItem,
    ItemPlan,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import (
    CheckIn,
    CorrectAttendance,
    DelegatePlan,
    Mark,
    SetRoster,
)
from diemcau.domain.nouns.commands import AnyCommand
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
    CancelConference,
    ChangeSettings,
    EndConference,
    HandConsole,
    OpenLobby,
    PlanConference,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.drafts import (
    CarryDraft,
    ClauseMark,
    DraftOutline,
    DropDraft,
    FocusClause,
    NoteComment,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import (
    CorrectSpeaker,
    ExtendSpeech,
    GiveFloor,
    GrantTime,
    ResumeSpeech,
    SpeechUndone,
    TakeFloor,
)
from diemcau.domain.nouns.ids import (
    CommandId,
    ConclusionId,
    DelegateId,
    IncidentId,
    ItemId,
    MeetingId,
    PublicationNo,
    RequestId,
    SiteCode,
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
    BringUpRequest,
    PassOnRequest,
    SettleRequest,
)
from diemcau.domain.nouns.petitions import (
    BoardFigures,
    BoardRow,
    BoardTable,
    CarryBoard,
    ChoosePetitions,
    DropBoard,
    FocusPetition,
    PetitionMark,
)
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import AskDirectly, CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.recordings import DeleteRecording, KeepRecording
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    ChangeRequest,
    NameSpeaker,
    Person,
    RegisterSpeech,
    RemoveRequest,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, Indicator, SendFiguresBack
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.screen import ShowOnScreen
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    Contact,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    SitePlan,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
)
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Level,
    OnScreen,
    Presence,
    Readers,
    Role,
    Stage,
    TaskOutcome,
    VoteKind,
)
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote, VoteCast
from diemcau.domain.rules import text
from diemcau.domain.rules.deadlines import CLOCK
from tests.support.writer import Writer

# -- time and people -------------------------------------------------------------------------------

START = datetime(2024, 4, 19, 8, 0, tzinfo=timezone(timedelta(hours=7)))
DAY = 24 * 60

CHAIR = Actor(Role.CHAIR, "Chủ tịch HĐND thành phố")
DEPUTY = Actor(Role.DEPUTY, "Phó Chủ tịch HĐND thành phố", login="pho-chu-tich")
SECRETARY = Actor(Role.SECRETARY, "Văn phòng")
OPERATOR = Actor(Role.OPERATOR, "Kỹ thuật")
SCREEN = Actor(Role.SCREEN, "Màn hình hội trường")
PUBLIC = Actor(Role.PUBLIC)

BA_DINH = Actor(Role.SITE, "Ba Đình", SiteCode("001"))
HOAN_KIEM = Actor(Role.SITE, "Hoàn Kiếm", SiteCode("002"))
DONG_ANH = Actor(Role.SITE, "Đông Anh", SiteCode("017"))
HA_DONG = Actor(Role.SITE, "Hà Đông", SiteCode("268"))
SON_TAY = Actor(Role.SITE, "Sơn Tây", SiteCode("269"))
SITES = (BA_DINH, HOAN_KIEM, DONG_ANH, HA_DONG, SON_TAY)
MY_DUC = Actor(Role.SITE, "Mỹ Đức", SiteCode("282"))
"""A district that was not invited."""

KINDS = {"001": "quận", "002": "quận", "017": "huyện", "268": "quận", "269": "thị xã"}
TILES = {"001": (4, 2), "002": (5, 2), "017": (4, 1), "268": (3, 5), "269": (0, 3)}


class Stamp(TypedDict):
    id: CommandId
    at: datetime
    actor: Actor


class Happened(TypedDict):
    at: datetime
    by: Actor


def at(minutes: float, seconds: float = 0) -> datetime:
    return START + timedelta(minutes=minutes, seconds=seconds)


def by(actor: Actor, minutes: float = 0, seconds: float = 0, *, named: str = "") -> Stamp:
    """Who, when, and an id that can be read; `named` where the id will be quoted."""
    when = at(minutes, seconds)
    return Stamp(id=CommandId(named or f"{actor.name} {when:%d %H:%M:%S}"), at=when, actor=actor)


def was(actor: Actor, minutes: float = 0, seconds: float = 0) -> Happened:
    return Happened(at=at(minutes, seconds), by=actor)


def code(site: Actor) -> SiteCode:
    assert site.site is not None
    return site.site


def delegate(site: Actor, number: int = 1) -> DelegateId:
    return DelegateId(f"{code(site)}-{number}")


# -- the plan --------------------------------------------------------------------------------------

OPENING, REPORT, DISCUSSION_ITEM, REPLY, CONCLUSION = map(
    ItemId, ("khai-mac", "bao-cao", "trao-doi", "tiep-thu", "ket-luan")
)

AGENDA = (
    ItemPlan(OPENING, "Khai mạc", ItemKind.OPENING, "Chủ tịch HĐND thành phố", 5),
    ItemPlan(
        REPORT,
        "Kết quả hoạt động của HĐND các cấp thành phố quý I/2024",
        ItemKind.REPORT,
        "Chánh Văn phòng Đoàn đại biểu Quốc hội và HĐND thành phố",
        20,
    ),
    ItemPlan(
        DISCUSSION_ITEM,
        "Thường trực HĐND cấp huyện trao đổi, góp ý, đề xuất",
        ItemKind.DISCUSSION,
        minutes=90,
    ),
    ItemPlan(
        REPLY,
        "UBND thành phố tiếp thu ý kiến",
        ItemKind.REPLY,
        "Phó Chủ tịch UBND thành phố",
        15,
    ),
    ItemPlan(CONCLUSION, "Kết luận hội nghị", ItemKind.CONCLUSION, "Chủ tịch HĐND thành phố", 20),
)


def site_plan(site: Actor) -> SitePlan:
    return SitePlan(
        code=code(site),
        name=site.name,
        kind=KINDS.get(code(site), "huyện"),
        tile=TILES.get(code(site)),
        contact=Contact(phone=f"024 {code(site)}"),
        roster=(
            DelegatePlan(delegate(site, 1), f"Chủ tịch {site.name}", "Chủ tịch HĐND"),
            DelegatePlan(delegate(site, 2), f"Phó Chủ tịch {site.name}", "Phó Chủ tịch HĐND"),
        ),
    )


def plan_conference(
    agenda: tuple[ItemPlan, ...] = AGENDA, sites: tuple[SitePlan, ...] | None = None
) -> PlanConference:
    return PlanConference(
        **by(SECRETARY, -7 * DAY),
        title="Hội nghị giao ban quý I/2024",
        starts_at=at(0),
        ends_at=at(210),
        organiser="Thường trực HĐND thành phố",
        hub="Điểm cầu HĐND thành phố",
        chair="Chủ tịch HĐND thành phố",
        secretary="Văn phòng",
        sites=tuple(map(site_plan, SITES)) if sites is None else sites,
        agenda=agenda,
    )


# -- given – when – then ---------------------------------------------------------------------------

Step: TypeAlias = "AnyCommand | AnyEvent | tuple[Step, ...]"


class Given:
    """A conference in which the steps were taken."""

    def __init__(self, *steps: Step) -> None:
        self.meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
        for step in flat(steps):
            happened = [step] if isinstance(step, Event) else decide(self.meeting, step)
            self.meeting = replay(self.meeting, happened)

    def when(self, command: AnyCommand) -> "When":
        return When(self.meeting, command)


class When:
    """One command, and what must come of it."""

    def __init__(self, meeting: Meeting, command: AnyCommand) -> None:
        self._before = meeting
        self._command = command

    def then(self, *events: AnyEvent) -> "When":
        """Exactly these, in this order."""
        assert list(decide(self._before, self._command)) == list(events)
        return self

    def refuses(self, refusal: type[Rejected]) -> None:
        with pytest.raises(refusal) as raised:
            decide(self._before, self._command)
        assert raised.type is refusal

    def leaves(self, true: Callable[[Meeting], Any]) -> "When":
        assert true(self.meeting)
        return self

    @property
    def meeting(self) -> Meeting:
        return replay(self._before, decide(self._before, self._command))


def given(*steps: Step) -> Given:
    return Given(*steps)


def after(*steps: Step) -> Meeting:
    return Given(*steps).meeting


def history(*steps: Step) -> tuple[AnyEvent, ...]:
    """Everything that happened on the way."""
    meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
    happened: list[AnyEvent] = []
    for step in flat(steps):
        for event in [step] if isinstance(step, Event) else decide(meeting, step):
            meeting = evolve(meeting, event)
            happened.append(event)
    return tuple(happened)


def moments(*steps: Step) -> Iterator[tuple[datetime, Meeting]]:
    """When something happened on the way, and the conference after it."""
    meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
    for step in flat(steps):
        for event in [step] if isinstance(step, Event) else decide(meeting, step):
            meeting = evolve(meeting, event)
        yield step.at, meeting


def flat(steps: tuple[Step, ...]) -> Iterator[AnyCommand | AnyEvent]:
    for step in steps:
        if isinstance(step, tuple):
            yield from flat(step)
        else:
            yield step


# -- scenes ----------------------------------------------------------------------------------------

PLANNED: Step = (plan_conference(),)
ANNOUNCED: Step = (PLANNED, AnnounceConference(**by(SECRETARY, -DAY)))
LOBBY: Step = (ANNOUNCED, OpenLobby(**by(CLOCK, -60)))
RUNNING: Step = (LOBBY, StartConference(**by(CHAIR)))
DISCUSSION: Step = (RUNNING, StartItem(**by(CHAIR), item=DISCUSSION_ITEM))
"""The sites discuss; from here on everybody may ask to speak."""
ENDED: Step = (DISCUSSION, EndConference(**by(CHAIR, 200)))
CLOSED: Step = (
    ENDED,
    DraftMinutes(**by(SECRETARY, 210)),
    ApproveMinutes(**by(CHAIR, 220), version=1),
)
CANCELLED: Step = (ANNOUNCED, CancelConference(**by(CHAIR, -90), reason="Bão số 1"))


LYK = "LYK-2024-01"
OUTLINE = DraftOutline(
    1,
    "Quy chế phối hợp",
    (
        ClauseMark("dieu-4", "Điều 4", "Trách nhiệm phối hợp"),
        ClauseMark("dieu-4.khoan-2", "khoản 2 Điều 4", above="dieu-4"),
        ClauseMark("dieu-5", "Điều 5", "Kinh phí"),
    ),
)
"""Of a draft under consultation, as the server stamps it."""


def carried_draft(
    minutes: float = -60, outline: DraftOutline = OUTLINE, item: ItemId = DISCUSSION_ITEM
) -> CarryDraft:
    return CarryDraft(**by(SECRETARY, minutes), item=item, consultation=LYK, outline=outline)


KN1, KN2, KN3 = "KN-2023-0005", "KN-2024-0022", "KN-2024-0001"
BOARD = BoardFigures(
    day=date(2024, 4, 19),
    records=68,
    petitions=61,
    statements=72,
    voices=938,
    since=date(2024, 1, 1),
    until=date(2024, 3, 31),
    due=41,
    answered=35,
    tables=(
        BoardTable("group", (BoardRow("solved", 15), BoardRow("explained", 5))),
        BoardTable("lead", (BoardRow("SXD", 4, "Sở Xây dựng"),)),
    ),
    marks=(
        PetitionMark(
            KN1,
            "Kè sông",
            date(2024, 2, 1),
            "taken",
            units=(code(HOAN_KIEM), code(DONG_ANH)),
            lead="Ủy ban nhân dân quận Ba Đình",
            lead_site=code(BA_DINH),
            cooperating=("Sở Xây dựng",),
            why=("overdue",),
        ),
        PetitionMark(
            KN2,
            "Khu đất tranh chấp",
            date(2024, 3, 1),
            "classified",
            why=("disputed",),
            internal=True,
        ),
        PetitionMark(KN3, "Đèn đường", date(2024, 6, 1), "taken"),
    ),
)
"""Of a register, as the server stamps it: the last one does not offer itself."""


def carried_board(
    minutes: float = -60,
    figures: BoardFigures = BOARD,
    item: ItemId = DISCUSSION_ITEM,
    also: tuple[str, ...] = (),
) -> CarryBoard:
    return CarryBoard(**by(SECRETARY, minutes), item=item, figures=figures, also=also)


def before_the_room(petition: str | None, minutes: float = 5) -> FocusPetition:
    return FocusPetition(**by(CHAIR, minutes), petition=petition)


def focused(clause: str | None, minutes: float = 5) -> FocusClause:
    return FocusClause(**by(CHAIR, minutes), clause=clause)


def with_settings(minutes: float = 0, **changed: Any) -> ChangeSettings:
    """Settings of the conference; those not named are the usual ones."""
    return ChangeSettings(**by(CHAIR, minutes), settings=Settings(**changed))


def checked_in(site: Actor, minutes: float = -10) -> CheckIn:
    return CheckIn(**by(site, minutes))


def card(who: Actor, kind: Kind = Kind.COMMENT) -> RequestId:
    """The id of the request that `asked_to_speak` makes."""
    return RequestId(f"{who.name}: {kind}")


def asked_to_speak(
    who: Actor,
    kind: Kind = Kind.COMMENT,
    minutes: float = 1,
    seconds: float = 0,
    clauses: tuple[str, ...] = (),
) -> AskToSpeak:
    stamp = by(who, minutes, seconds, named=card(who, kind))
    return AskToSpeak(**stamp, kind=kind, clauses=clauses)


def given_the_floor(
    who: Actor,
    kind: Kind = Kind.COMMENT,
    minutes: float = 2,
    *,
    believes: int | None = None,
    interject: bool = False,
) -> GiveFloor:
    return GiveFloor(
        **by(CHAIR, minutes),
        request=card(who, kind),
        believes=None if believes is None else SpeechNo(believes),
        interject=interject,
    )


def took_the_floor(no: int, minutes: float, seconds: float = 0) -> TakeFloor:
    return TakeFloor(**by(CHAIR, minutes, seconds), speech=SpeechNo(no))


def spoke(
    no: int,
    who: Actor,
    start: float,
    end: float,
    kind: Kind = Kind.COMMENT,
    clauses: tuple[str, ...] = (),
) -> Step:
    """Asked, was given the floor a minute later, and finished: speech `no` of the conference."""
    return (
        asked_to_speak(who, kind, start - 1, clauses=clauses),
        given_the_floor(who, kind, start),
        took_the_floor(no, end),
    )


def in_line(meeting: Meeting, item: ItemId = DISCUSSION_ITEM) -> tuple[RequestId, ...]:
    """The queue, first to last."""
    return meeting.items[item].queue.order


# -- a whole morning -------------------------------------------------------------------------------

CHECK = CheckResult.OK
FIGURES_ASKED = AskForFigures(
    **by(SECRETARY, -545),
    period="quý I/2024",
    due=at(0).date(),
    indicators=(
        Indicator("sessions", "Kỳ họp chuyên đề"),
        Indicator("resolutions", "Nghị quyết"),
        Indicator("normative", "trong đó: quy phạm pháp luật", part_of="resolutions"),
    ),
)
FIGURES = {
    Level.DISTRICT: {"sessions": 1, "resolutions": 4, "normative": 1},
    Level.COMMUNE: {"sessions": 5, "resolutions": 9, "normative": 0},
}
SIGNED_COPY = f"/files/giao-ban-2024-q1/{'0' * 64}"
WHOLE_MORNING: Step = (
    PLANNED,
    RevisePlan(**by(SECRETARY, -3 * DAY), title="Hội nghị", starts_at=at(0), ends_at=at(210)),
    InviteSite(**by(SECRETARY, -2 * DAY), plan=site_plan(MY_DUC)),
    PlaceSite(**by(SECRETARY, -2 * DAY), site=code(MY_DUC), above=code(SON_TAY)),
    PlaceSite(**by(SECRETARY, -2 * DAY, named="tro-lai"), site=code(MY_DUC)),
    UninviteSite(**by(SECRETARY, -2 * DAY), site=code(MY_DUC)),
    AddItem(**by(SECRETARY, -2 * DAY), plan=ItemPlan(ItemId("khac"), "Việc khác")),
    MoveItem(**by(SECRETARY, -2 * DAY), item=ItemId("khac"), before=CONCLUSION),
    EditItem(**by(SECRETARY, -2 * DAY), plan=ItemPlan(ItemId("khac"), "Khác", budget=60)),
    MoveItem(**by(SECRETARY, -2 * DAY), item=ItemId("khac"), parent=DISCUSSION_ITEM),
    RemoveItem(**by(SECRETARY, -2 * DAY), item=ItemId("khac")),
    AttachDocument(**by(SECRETARY, -2 * DAY), item=REPORT, document=Document("Báo cáo", "/1.pdf")),
    AttachDocument(**by(CHAIR, -2 * DAY), item=REPORT, document=Document("Báo cáo", "/2.pdf")),
    carried_draft(-2 * DAY, item=REPLY),
    carried_draft(-2 * DAY),
    DropDraft(**by(SECRETARY, -2 * DAY), item=REPLY),
    carried_board(-2 * DAY, item=REPLY),
    carried_board(-2 * DAY, also=(KN3,)),
    DropBoard(**by(SECRETARY, -2 * DAY), item=REPLY),
    ChoosePetitions(**by(SECRETARY, -2 * DAY), item=DISCUSSION_ITEM, petitions=(KN2, KN1)),
    AnnounceConference(**by(SECRETARY, -DAY)),
    Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
    ConfirmReading(**by(DONG_ANH, -700), publication=PublicationNo(1)),
    FileSignedCopy(**by(SECRETARY, -650), publication=PublicationNo(1), copy=SIGNED_COPY),
    WithdrawPublication(**by(SECRETARY, -600), publication=PublicationNo(1), reason="Sai giờ"),
    AnswerInvitation(**by(BA_DINH, -550), coming=True, head="Phó Chủ tịch HĐND quận"),
    AnswerInvitation(**by(SON_TAY, -540), coming=False, reason="Họp Thị ủy"),
    FIGURES_ASKED,
    HandInFigures(**by(BA_DINH, -530), values=FIGURES, signed_by="Phó Chủ tịch"),
    HandInFigures(**by(HA_DONG, -520), values=FIGURES, signed_by="Chủ tịch"),
    SendFiguresBack(**by(SECRETARY, -510), site=code(HA_DONG), reason="Thiếu cấp xã"),
    RegisterSpeech(**by(SON_TAY, -500, named="dk"), item=REPLY, topic="Đê điều", minutes=5),
    OpenLobby(**by(CLOCK, -60)),
    IssuePasses(**by(SECRETARY, -55), sites=(code(BA_DINH), code(SON_TAY))),
    SetOutsideRoom(**by(SECRETARY, -55), link="https://hop.example.vn/12"),
    SetOutsideRoom(**by(OPERATOR, -54), site=code(BA_DINH), dial="8400123@hop.example.vn"),
    SetContact(**by(BA_DINH, -50), contact=Contact("Chủ tịch", "Kỹ thuật", "024 001")),
    SetRoster(**by(HA_DONG, -50), roster=site_plan(HA_DONG).roster[:1]),
    NoteLineConnected(**by(CLOCK, -45), site=code(BA_DINH)),
    AnswerCheck(**by(BA_DINH, -40), picture=CHECK, sound_in=CHECK, sound_out=CHECK, line=CHECK),
    CheckIn(
        **by(BA_DINH, -30),
        marks=(
            Mark(delegate(BA_DINH), Presence.IN_ROOM),
            Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Đi công tác"),
        ),
        head_count=9,
    ),
    with_settings(-5, site_budget=900, cut_off_after=60),
    StartConference(**by(CHAIR)),
    ReportIncident(**by(BA_DINH, 2, named="su-co"), kind=IncidentKind.NO_SOUND),
    SendMessage(**by(OPERATOR, 3, named="nhan"), text="Kiểm tra micro", to=(code(BA_DINH),)),
    ResolveIncident(**by(OPERATOR, 4), incident=IncidentId("su-co")),
    NoteLineLost(**by(CLOCK, 5), site=code(BA_DINH)),
    CorrectAttendance(**by(SECRETARY, 6), site=code(HOAN_KIEM), reason="Sót", head_count=4),
    SkipItem(**by(CHAIR, 7), item=REPORT),
    StartItem(**by(CHAIR, 10), item=DISCUSSION_ITEM),
    ExtendItem(**by(CHAIR, 10), item=DISCUSSION_ITEM, minutes=10),
    focused("dieu-4", 10.5),
    before_the_room(KN1, 10.6),
    asked_to_speak(BA_DINH, minutes=11, clauses=("dieu-4", "dieu-5")),
    asked_to_speak(HOAN_KIEM, minutes=11),
    asked_to_speak(DONG_ANH, minutes=11),
    asked_to_speak(HA_DONG, minutes=11),
    AskToSpeak(**by(CHAIR, 11, named="khach"), person=Person("Khách mời", "Báo Hà Nội mới")),
    MoveRequest(**by(CHAIR, 12), request=card(HOAN_KIEM), version=0, before=card(BA_DINH)),
    NameSpeaker(**by(BA_DINH, 12), request=card(BA_DINH), delegate="Trưởng ban"),
    ChangeRequest(**by(BA_DINH, 12), request=card(BA_DINH), topic="Đơn thư vượt cấp"),
    SayReady(**by(BA_DINH, 12), request=card(BA_DINH)),
    Withdraw(**by(DONG_ANH, 12), request=card(DONG_ANH)),
    RemoveRequest(**by(CHAIR, 12, 10), request=card(HA_DONG), reason="Trùng nội dung"),
    CloseQueue(**by(CHAIR, 12, 20), item=DISCUSSION_ITEM, closes_at=at(60)),
    CloseQueue(**by(CHAIR, 13), item=DISCUSSION_ITEM),
    OpenQueue(**by(CHAIR, 14), item=DISCUSSION_ITEM),
    given_the_floor(BA_DINH, minutes=15),
    ExtendSpeech(**by(CHAIR, 16), speech=SpeechNo(1)),
    given_the_floor(HOAN_KIEM, minutes=17, believes=1, interject=True),
    took_the_floor(2, 19),
    Undo(**by(CHAIR, 19, 10), act=12),
    Redo(**by(CHAIR, 19, 20), act=12),
    SpeechUndone(**was(CHAIR, 20), speech=SpeechNo(2)),
    ResumeSpeech(**by(CHAIR, 20), speech=SpeechNo(1)),
    took_the_floor(1, 23),
    NoteComment(**by(SECRETARY, 23, 5), speech=SpeechNo(1), comment="GY-42", clause="dieu-4"),
    GrantTime(**by(CHAIR, 23, 10), item=DISCUSSION_ITEM, seconds=120),
    GrantTime(**by(CHAIR, 23, 20), item=DISCUSSION_ITEM, seconds=60, site=code(BA_DINH)),
    HandConsole(**by(CHAIR, 24), login=DEPUTY.login, name=DEPUTY.name, until=at(40)),
    StartRound(**by(DEPUTY, 25)),
    SayReady(**by(BA_DINH, 26)),
    CallInRound(**by(DEPUTY, 27, named="goi"), believes=None),
    TakeFloor(**by(DEPUTY, 29), speech=SpeechNo(3)),
    Pass(**by(DONG_ANH, 30)),
    SkipInRound(**by(DEPUTY, 31), site=code(SON_TAY)),
    TakeConsoleBack(**by(CLOCK, 40)),
    HandInOpinion(**by(SON_TAY, 41, named="y-kien"), item=DISCUSSION_ITEM, text="Nhất trí"),
)
"""Until 08:41, with a round still under way, somebody waiting and much on record."""

VOTES: Step = (
    OpenVote(**by(CHAIR, 43, named="bq-1"), text="Thông qua dự thảo kết luận", seconds=120),
    CastVote(**by(BA_DINH, 44), vote=VoteNo(1), choice="00"),
    CloseVote(**by(CLOCK, 45), vote=VoteNo(1)),
    OpenVote(
        **by(CHAIR, 46, named="bq-2"),
        text="Chọn thời gian giao ban quý II",
        kind=VoteKind.STRAW,
        secret=True,
        choices=("Tháng Sáu", "Tháng Bảy"),
        clause="dieu-5",
    ),
    VoteCast(**was(BA_DINH, 47), vote=VoteNo(2), site=code(BA_DINH), sealed=b"envelope"),
    CloseVote(**by(CHAIR, 48), vote=VoteNo(2), counts=(1, 0)),
    OpenVote(**by(CHAIR, 49, named="bq-3"), text="Mở nhầm"),
    AnnulVote(**by(CHAIR, 49, 30), vote=VoteNo(3), reason="Sai nội dung"),
)
"""One by name, one in secret, one that was a mistake."""


def added(words: str, *, to: str = "", hand: int = 7) -> bytes:
    """What somebody's browser sends who saw a note in its first version and wrote on."""
    writer = Writer(text.rewritten(text.EMPTY, to).document, hand=hand)
    writer.put(len(to), words)
    return writer.update()


ON_VIDEO: Step = (
    ChangeSettings(**by(SECRETARY, 51), settings=Settings(video=True)),
    BeginRecording(**by(SECRETARY, 51)),
    asked_to_speak(SON_TAY, Kind.PROPOSAL, minutes=52),
    given_the_floor(SON_TAY, Kind.PROPOSAL, minutes=53),
    MuteSite(**by(CHAIR, 54), site=code(SON_TAY)),
    UnmuteSite(**by(CHAIR, 55), site=code(SON_TAY)),
    MuteAll(**by(CHAIR, 56)),
    took_the_floor(4, 57),
    EndRecording(**by(CHAIR, 58)),
    KeepRecording(**by(CLOCK, 58, 10), file="a" * 64, speech=SpeechNo(4), millis=239_900),
    DeleteRecording(**by(SECRETARY, 58, 20), file="a" * 64),
)
"""A speech that is recorded, with a microphone that is closed, opened and closed again; what was
kept of it is deleted.
"""

TASK = ConclusionId("kl-3")
WHOLE_CONFERENCE: Step = (
    WHOLE_MORNING,
    WriteNote(**by(SECRETARY, 42), about="speech/1", text="Đề nghị phân loại đơn thư"),
    EditNote(
        **by(SECRETARY, 43),
        about="speech/1",
        update=added(" ngay từ cơ sở", to="Đề nghị phân loại đơn thư"),
    ),
    VOTES,
    CorrectSpeaker(
        **by(SECRETARY, 49),
        speech=SpeechNo(3),
        site=code(DONG_ANH),
        delegate="Phó Trưởng ban",
        reason="Bấm nhầm điểm cầu",
    ),
    CorrectSpeaker(
        **by(SECRETARY, 50),
        speech=SpeechNo(1),
        site=code(BA_DINH),
        delegate="Trưởng ban Pháp chế",
        reason="Ghi thiếu chức vụ",
    ),
    ShowOnScreen(**by(OPERATOR, 50), shown=OnScreen.MESSAGE, text="Mời về chỗ lúc 9:15"),
    EndRound(**by(CHAIR, 50)),
    InviteSite(**by(SECRETARY, 50, 5), plan=replace(site_plan(MY_DUC), above=code(SON_TAY))),
    AskToSpeak(**by(MY_DUC, 50, 10, named="chuyen")),
    PassOnRequest(**by(SON_TAY, 51), request=RequestId("chuyen")),
    Withdraw(**by(MY_DUC, 51, 30), request=RequestId("chuyen")),
    AskToSpeak(**by(MY_DUC, 52, named="giai-quyet")),
    SettleRequest(
        **by(SON_TAY, 52, 30), request=RequestId("giai-quyet"), answered=False, reason="Đã nói"
    ),
    AskToSpeak(**by(MY_DUC, 53, named="cho-lau")),
    BringUpRequest(**by(CLOCK, 57), request=RequestId("cho-lau")),
    Withdraw(**by(MY_DUC, 58), request=RequestId("cho-lau")),
    AskDirectly(**by(CHAIR, 59), item=DISCUSSION_ITEM, direct=True),
    ON_VIDEO,
    CallBreak(**by(CHAIR, 60), until=at(75)),
    ResumeConference(**by(CHAIR, 75)),
    *(
        DraftConclusion(
            **by(SECRETARY, 80, named=name),
            text=ConclusionText("Rà soát", lead="Văn phòng", deadline=date(2024, 6, 30)),
        )
        for name in ("kl-1", "kl-2")
    ),
    EditConclusion(
        **by(SECRETARY, 81),
        conclusion=ConclusionId("kl-1"),
        text=ConclusionText("Giao ban với cấp xã", lead="Cấp huyện", standing=True),
        seen=1,
    ),
    DropConclusion(**by(SECRETARY, 82), conclusion=ConclusionId("kl-2")),
    DraftConclusion(
        **by(SECRETARY, 83, named="kl-3"),
        text=ConclusionText(
            "Gia cố kè",
            lead="HĐND quận Ba Đình",
            deadline=date(2024, 6, 30),
            petitions=(KN1,),
        ),
    ),
    ApproveConclusions(**by(CHAIR, 90)),
    EndConference(**by(CHAIR, 200)),
    ReopenConference(**by(CHAIR, 201), reason="Còn ý kiến"),
    StartItem(**by(CHAIR, 202), item=DISCUSSION_ITEM),
    EndConference(**by(CHAIR, 205)),
    HandInOpinion(
        **by(SON_TAY, 206, named="y-kien-2"), item=REPLY, text="Đê điều", request=RequestId("dk")
    ),
    DraftMinutes(**by(SECRETARY, 210)),
    ApproveMinutes(**by(CHAIR, 220), version=1),
    LayForSignature(**by(SECRETARY, 225), stage=Stage.CONCLUSIONS),
    Publish(**by(SECRETARY, 230), stage=Stage.CONCLUSIONS),
    HandTask(**by(SECRETARY, 235), conclusion=ConclusionId("kl-1"), site=code(HOAN_KIEM)),
    AcknowledgeTask(**by(BA_DINH, 240), conclusion=TASK),
    ReportOnTask(**by(BA_DINH, 10 * DAY), conclusion=TASK, text="Đã khảo sát", per_cent=40),
    AskForExtension(
        **by(BA_DINH, 20 * DAY), conclusion=TASK, until=date(2024, 12, 31), reason="Mùa lũ"
    ),
    AnswerExtension(**by(CHAIR, 21 * DAY), conclusion=TASK, granted=False, reason="Quá muộn"),
    AskForExtension(
        **by(BA_DINH, 22 * DAY), conclusion=TASK, until=date(2024, 7, 31), reason="Mùa lũ"
    ),
    AnswerExtension(**by(CHAIR, 23 * DAY), conclusion=TASK, granted=True),
    ChaseTask(**by(SECRETARY, 90 * DAY), conclusion=TASK, text="Còn 15 ngày làm việc"),
    CloseTask(
        **by(SECRETARY, 100 * DAY), conclusion=TASK, outcome=TaskOutcome.PARTLY, text="Còn 1 đoạn"
    ),
    ReopenTask(**by(SECRETARY, 101 * DAY), conclusion=TASK, reason="Làm tiếp"),
    ProposeHandover(
        **by(SECRETARY, 102 * DAY), conclusion=TASK, to=SiteCode("00008"), name="phường Ngọc Hà"
    ),
    AnswerHandover(
        **by(SECRETARY, 103 * DAY), conclusion=TASK, accepted=False, reason="Không có đê"
    ),
    ProposeHandover(
        **by(SECRETARY, 104 * DAY), conclusion=TASK, to=SiteCode("00004"), name="phường Ba Đình"
    ),
    AnswerHandover(**by(SECRETARY, 105 * DAY), conclusion=TASK, accepted=True),
    CloseTask(**by(SECRETARY, 110 * DAY), conclusion=TASK, outcome=TaskOutcome.DONE),
)
"""To the end: with a cancelled conference beside it, every event there is has happened."""
