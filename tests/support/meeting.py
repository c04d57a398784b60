"""The conference of 19/04/2024 as a scene, and how its tests read: given – when – then.

Minutes count from its start at 08:00 in Hà Nội. `by` stamps a command, `was` an event:

    given(DISCUSSION, asked_to_speak(BA_DINH)).when(AskToSpeak(**by(BA_DINH, 2))).refuses(...)

What is given may be commands, which must be accepted, or events, which have happened.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeAlias, TypedDict

import pytest

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import text
from diemcau.domain.deadlines import CLOCK
from diemcau.domain.decider import decide, evolve, replay
from diemcau.domain.errors import Rejected
from diemcau.domain.ids import (
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
from diemcau.domain.state import Actor, Contact, Document, Indicator, Meeting, Person, Settings
from diemcau.domain.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Level,
    Presence,
    Readers,
    Role,
    Stage,
    TaskOutcome,
    VoteKind,
)
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
    c.ItemPlan(OPENING, "Khai mạc", ItemKind.OPENING, "Chủ tịch HĐND thành phố", 5),
    c.ItemPlan(
        REPORT,
        "Kết quả hoạt động của HĐND các cấp thành phố quý I/2024",
        ItemKind.REPORT,
        "Chánh Văn phòng Đoàn đại biểu Quốc hội và HĐND thành phố",
        20,
    ),
    c.ItemPlan(
        DISCUSSION_ITEM,
        "Thường trực HĐND cấp huyện trao đổi, góp ý, đề xuất",
        ItemKind.DISCUSSION,
        minutes=90,
    ),
    c.ItemPlan(
        REPLY,
        "UBND thành phố tiếp thu ý kiến",
        ItemKind.REPLY,
        "Phó Chủ tịch UBND thành phố",
        15,
    ),
    c.ItemPlan(CONCLUSION, "Kết luận hội nghị", ItemKind.CONCLUSION, "Chủ tịch HĐND thành phố", 20),
)


def site_plan(site: Actor) -> c.SitePlan:
    return c.SitePlan(
        code=code(site),
        name=site.name,
        kind=KINDS.get(code(site), "huyện"),
        tile=TILES.get(code(site)),
        contact=Contact(phone=f"024 {code(site)}"),
        roster=(
            c.DelegatePlan(delegate(site, 1), f"Chủ tịch {site.name}", "Chủ tịch HĐND"),
            c.DelegatePlan(delegate(site, 2), f"Phó Chủ tịch {site.name}", "Phó Chủ tịch HĐND"),
        ),
    )


def plan_conference(
    agenda: tuple[c.ItemPlan, ...] = AGENDA, sites: tuple[c.SitePlan, ...] | None = None
) -> c.PlanConference:
    return c.PlanConference(
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

Step: TypeAlias = "c.AnyCommand | e.AnyEvent | tuple[Step, ...]"


class Given:
    """A conference in which the steps were taken."""

    def __init__(self, *steps: Step) -> None:
        self.meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
        for step in _flat(steps):
            happened = [step] if isinstance(step, e.Event) else decide(self.meeting, step)
            self.meeting = replay(self.meeting, happened)

    def when(self, command: c.AnyCommand) -> "When":
        return When(self.meeting, command)


class When:
    """One command, and what must come of it."""

    def __init__(self, meeting: Meeting, command: c.AnyCommand) -> None:
        self._before = meeting
        self._command = command

    def then(self, *events: e.AnyEvent) -> "When":
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


def history(*steps: Step) -> tuple[e.AnyEvent, ...]:
    """Everything that happened on the way."""
    meeting = Meeting(id=MeetingId("giao-ban-2024-q1"))
    happened: list[e.AnyEvent] = []
    for step in _flat(steps):
        for event in [step] if isinstance(step, e.Event) else decide(meeting, step):
            meeting = evolve(meeting, event)
            happened.append(event)
    return tuple(happened)


def _flat(steps: tuple[Step, ...]) -> Iterator[c.AnyCommand | e.AnyEvent]:
    for step in steps:
        if isinstance(step, tuple):
            yield from _flat(step)
        else:
            yield step


# -- scenes ----------------------------------------------------------------------------------------

PLANNED: Step = (plan_conference(),)
ANNOUNCED: Step = (PLANNED, c.AnnounceConference(**by(SECRETARY, -DAY)))
LOBBY: Step = (ANNOUNCED, c.OpenLobby(**by(CLOCK, -60)))
RUNNING: Step = (LOBBY, c.StartConference(**by(CHAIR)))
DISCUSSION: Step = (RUNNING, c.StartItem(**by(CHAIR), item=DISCUSSION_ITEM))
"""The sites discuss; from here on everybody may ask to speak."""
ENDED: Step = (DISCUSSION, c.EndConference(**by(CHAIR, 200)))
CLOSED: Step = (
    ENDED,
    c.DraftMinutes(**by(SECRETARY, 210)),
    c.ApproveMinutes(**by(CHAIR, 220), version=1),
)
CANCELLED: Step = (ANNOUNCED, c.CancelConference(**by(CHAIR, -90), reason="Bão số 1"))


def with_settings(minutes: float = 0, **changed: Any) -> c.ChangeSettings:
    """Settings of the conference; those not named are the usual ones."""
    return c.ChangeSettings(**by(CHAIR, minutes), settings=Settings(**changed))


def checked_in(site: Actor, minutes: float = -10) -> c.CheckIn:
    return c.CheckIn(**by(site, minutes))


def card(who: Actor, kind: Kind = Kind.COMMENT) -> RequestId:
    """The id of the request that `asked_to_speak` makes."""
    return RequestId(f"{who.name}: {kind}")


def asked_to_speak(
    who: Actor, kind: Kind = Kind.COMMENT, minutes: float = 1, seconds: float = 0
) -> c.AskToSpeak:
    return c.AskToSpeak(**by(who, minutes, seconds, named=card(who, kind)), kind=kind)


def given_the_floor(
    who: Actor,
    kind: Kind = Kind.COMMENT,
    minutes: float = 2,
    *,
    believes: int | None = None,
    interject: bool = False,
) -> c.GiveFloor:
    return c.GiveFloor(
        **by(CHAIR, minutes),
        request=card(who, kind),
        believes=None if believes is None else SpeechNo(believes),
        interject=interject,
    )


def took_the_floor(no: int, minutes: float, seconds: float = 0) -> c.TakeFloor:
    return c.TakeFloor(**by(CHAIR, minutes, seconds), speech=SpeechNo(no))


def spoke(no: int, who: Actor, start: float, end: float, kind: Kind = Kind.COMMENT) -> Step:
    """Asked, was given the floor a minute later, and finished: speech `no` of the conference."""
    return (
        asked_to_speak(who, kind, start - 1),
        given_the_floor(who, kind, start),
        took_the_floor(no, end),
    )


def in_line(meeting: Meeting, item: ItemId = DISCUSSION_ITEM) -> tuple[RequestId, ...]:
    """The queue, first to last."""
    return meeting.items[item].queue.order


# -- a whole morning -------------------------------------------------------------------------------

CHECK = CheckResult.OK
FIGURES_ASKED = c.AskForFigures(
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
    c.RevisePlan(**by(SECRETARY, -3 * DAY), title="Hội nghị", starts_at=at(0), ends_at=at(210)),
    c.InviteSite(**by(SECRETARY, -2 * DAY), plan=site_plan(MY_DUC)),
    c.UninviteSite(**by(SECRETARY, -2 * DAY), site=code(MY_DUC)),
    c.AddItem(**by(SECRETARY, -2 * DAY), plan=c.ItemPlan(ItemId("khac"), "Việc khác")),
    c.MoveItem(**by(SECRETARY, -2 * DAY), item=ItemId("khac"), before=CONCLUSION),
    c.EditItem(**by(SECRETARY, -2 * DAY), plan=c.ItemPlan(ItemId("khac"), "Khác", budget=60)),
    c.RemoveItem(**by(SECRETARY, -2 * DAY), item=ItemId("khac")),
    c.AttachDocument(
        **by(SECRETARY, -2 * DAY), item=REPORT, document=Document("Báo cáo", "/1.pdf")
    ),
    c.AttachDocument(**by(CHAIR, -2 * DAY), item=REPORT, document=Document("Báo cáo", "/2.pdf")),
    c.AnnounceConference(**by(SECRETARY, -DAY)),
    c.Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
    c.ConfirmReading(**by(DONG_ANH, -700), publication=PublicationNo(1)),
    c.FileSignedCopy(**by(SECRETARY, -650), publication=PublicationNo(1), copy=SIGNED_COPY),
    c.WithdrawPublication(**by(SECRETARY, -600), publication=PublicationNo(1), reason="Sai giờ"),
    c.AnswerInvitation(**by(BA_DINH, -550), coming=True, head="Phó Chủ tịch HĐND quận"),
    c.AnswerInvitation(**by(SON_TAY, -540), coming=False, reason="Họp Thị ủy"),
    FIGURES_ASKED,
    c.HandInFigures(**by(BA_DINH, -530), values=FIGURES, signed_by="Phó Chủ tịch"),
    c.HandInFigures(**by(HA_DONG, -520), values=FIGURES, signed_by="Chủ tịch"),
    c.SendFiguresBack(**by(SECRETARY, -510), site=code(HA_DONG), reason="Thiếu cấp xã"),
    c.RegisterSpeech(**by(SON_TAY, -500, named="dk"), item=REPLY, topic="Đê điều", minutes=5),
    c.OpenLobby(**by(CLOCK, -60)),
    c.IssuePasses(**by(SECRETARY, -55), sites=(code(BA_DINH), code(SON_TAY))),
    c.SetContact(**by(BA_DINH, -50), contact=Contact("Chủ tịch", "Kỹ thuật", "024 001")),
    c.SetRoster(**by(HA_DONG, -50), roster=site_plan(HA_DONG).roster[:1]),
    c.NoteLineConnected(**by(CLOCK, -45), site=code(BA_DINH)),
    c.AnswerCheck(**by(BA_DINH, -40), picture=CHECK, sound_in=CHECK, sound_out=CHECK, line=CHECK),
    c.CheckIn(
        **by(BA_DINH, -30),
        marks=(
            c.Mark(delegate(BA_DINH), Presence.IN_ROOM),
            c.Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Đi công tác"),
        ),
        head_count=9,
    ),
    with_settings(-5, site_budget=900, cut_off_after=60),
    c.StartConference(**by(CHAIR)),
    c.ReportIncident(**by(BA_DINH, 2, named="su-co"), kind=IncidentKind.NO_SOUND),
    c.SendMessage(**by(OPERATOR, 3, named="nhan"), text="Kiểm tra micro", to=(code(BA_DINH),)),
    c.ResolveIncident(**by(OPERATOR, 4), incident=IncidentId("su-co")),
    c.NoteLineLost(**by(CLOCK, 5), site=code(BA_DINH)),
    c.CorrectAttendance(**by(SECRETARY, 6), site=code(HOAN_KIEM), reason="Sót", head_count=4),
    c.SkipItem(**by(CHAIR, 7), item=REPORT),
    c.StartItem(**by(CHAIR, 10), item=DISCUSSION_ITEM),
    c.ExtendItem(**by(CHAIR, 10), item=DISCUSSION_ITEM, minutes=10),
    asked_to_speak(BA_DINH, minutes=11),
    asked_to_speak(HOAN_KIEM, minutes=11),
    asked_to_speak(DONG_ANH, minutes=11),
    asked_to_speak(HA_DONG, minutes=11),
    c.AskToSpeak(**by(CHAIR, 11, named="khach"), person=Person("Khách mời", "Báo Hà Nội mới")),
    c.MoveRequest(**by(CHAIR, 12), request=card(HOAN_KIEM), version=0, before=card(BA_DINH)),
    c.NameSpeaker(**by(BA_DINH, 12), request=card(BA_DINH), delegate="Trưởng ban"),
    c.SayReady(**by(BA_DINH, 12), request=card(BA_DINH)),
    c.Withdraw(**by(DONG_ANH, 12), request=card(DONG_ANH)),
    c.RemoveRequest(**by(CHAIR, 12), request=card(HA_DONG), reason="Trùng nội dung"),
    c.CloseQueue(**by(CHAIR, 12), item=DISCUSSION_ITEM, closes_at=at(60)),
    c.CloseQueue(**by(CHAIR, 13), item=DISCUSSION_ITEM),
    c.OpenQueue(**by(CHAIR, 14), item=DISCUSSION_ITEM),
    given_the_floor(BA_DINH, minutes=15),
    c.ExtendSpeech(**by(CHAIR, 16), speech=SpeechNo(1)),
    given_the_floor(HOAN_KIEM, minutes=17, believes=1, interject=True),
    took_the_floor(2, 19),
    c.UndoSpeech(**by(CHAIR, 20), speech=SpeechNo(2)),
    c.ResumeSpeech(**by(CHAIR, 20), speech=SpeechNo(1)),
    took_the_floor(1, 23),
    c.HandConsole(**by(CHAIR, 24), login=DEPUTY.login, name=DEPUTY.name, until=at(40)),
    c.StartRound(**by(DEPUTY, 25)),
    c.SayReady(**by(BA_DINH, 26)),
    c.CallInRound(**by(DEPUTY, 27, named="goi"), believes=None),
    took_the_floor(3, 29),
    c.Pass(**by(DONG_ANH, 30)),
    c.SkipInRound(**by(CHAIR, 31), site=code(SON_TAY)),
    c.TakeConsoleBack(**by(CLOCK, 40)),
    c.HandInOpinion(**by(SON_TAY, 41, named="y-kien"), item=DISCUSSION_ITEM, text="Nhất trí"),
)
"""Until 08:41, with a round still under way, somebody waiting and much on record."""

VOTES: Step = (
    c.OpenVote(**by(CHAIR, 43, named="bq-1"), text="Thông qua dự thảo kết luận", seconds=120),
    c.CastVote(**by(BA_DINH, 44), vote=VoteNo(1), choice="00"),
    c.CloseVote(**by(CLOCK, 45), vote=VoteNo(1)),
    c.OpenVote(
        **by(CHAIR, 46, named="bq-2"),
        text="Chọn thời gian giao ban quý II",
        kind=VoteKind.STRAW,
        secret=True,
        choices=("Tháng Sáu", "Tháng Bảy"),
    ),
    e.VoteCast(**was(BA_DINH, 47), vote=VoteNo(2), site=code(BA_DINH), sealed=b"envelope"),
    c.CloseVote(**by(CHAIR, 48), vote=VoteNo(2), counts=(1, 0)),
    c.OpenVote(**by(CHAIR, 49, named="bq-3"), text="Mở nhầm"),
    c.AnnulVote(**by(CHAIR, 49, 30), vote=VoteNo(3), reason="Sai nội dung"),
)
"""One by name, one in secret, one that was a mistake."""


def added(words: str, *, to: str = "", hand: int = 7) -> bytes:
    """What somebody's browser sends who saw a note in its first version and wrote on."""
    writer = Writer(text.rewritten(text.EMPTY, to).document, hand=hand)
    writer.put(len(to), words)
    return writer.update()


TASK = ConclusionId("kl-3")
WHOLE_CONFERENCE: Step = (
    WHOLE_MORNING,
    c.WriteNote(**by(SECRETARY, 42), about="speech/1", text="Đề nghị phân loại đơn thư"),
    c.EditNote(
        **by(SECRETARY, 43),
        about="speech/1",
        update=added(" ngay từ cơ sở", to="Đề nghị phân loại đơn thư"),
    ),
    VOTES,
    c.EndRound(**by(CHAIR, 50)),
    c.CallBreak(**by(CHAIR, 60), until=at(75)),
    c.ResumeConference(**by(CHAIR, 75)),
    *(
        c.DraftConclusion(
            **by(SECRETARY, 80, named=name),
            text=c.ConclusionText("Rà soát", lead="Văn phòng", deadline=date(2024, 6, 30)),
        )
        for name in ("kl-1", "kl-2")
    ),
    c.EditConclusion(
        **by(SECRETARY, 81),
        conclusion=ConclusionId("kl-1"),
        text=c.ConclusionText("Giao ban với cấp xã", lead="Cấp huyện", standing=True),
        seen=1,
    ),
    c.DropConclusion(**by(SECRETARY, 82), conclusion=ConclusionId("kl-2")),
    c.DraftConclusion(
        **by(SECRETARY, 83, named="kl-3"),
        text=c.ConclusionText("Gia cố kè", lead="HĐND quận Ba Đình", deadline=date(2024, 6, 30)),
    ),
    c.ApproveConclusions(**by(CHAIR, 90)),
    c.EndConference(**by(CHAIR, 200)),
    c.ReopenConference(**by(CHAIR, 201), reason="Còn ý kiến"),
    c.EndConference(**by(CHAIR, 205)),
    c.DraftMinutes(**by(SECRETARY, 210)),
    c.ApproveMinutes(**by(CHAIR, 220), version=1),
    c.Publish(**by(SECRETARY, 230), stage=Stage.CONCLUSIONS),
    c.AcknowledgeTask(**by(BA_DINH, 240), conclusion=TASK),
    c.ReportOnTask(**by(BA_DINH, 10 * DAY), conclusion=TASK, text="Đã khảo sát", per_cent=40),
    c.AskForExtension(
        **by(BA_DINH, 20 * DAY), conclusion=TASK, until=date(2024, 12, 31), reason="Mùa lũ"
    ),
    c.AnswerExtension(**by(CHAIR, 21 * DAY), conclusion=TASK, granted=False, reason="Quá muộn"),
    c.AskForExtension(
        **by(BA_DINH, 22 * DAY), conclusion=TASK, until=date(2024, 7, 31), reason="Mùa lũ"
    ),
    c.AnswerExtension(**by(CHAIR, 23 * DAY), conclusion=TASK, granted=True),
    c.ChaseTask(**by(SECRETARY, 90 * DAY), conclusion=TASK, text="Còn 15 ngày làm việc"),
    c.CloseTask(
        **by(SECRETARY, 100 * DAY), conclusion=TASK, outcome=TaskOutcome.PARTLY, text="Còn 1 đoạn"
    ),
    c.ReopenTask(**by(SECRETARY, 101 * DAY), conclusion=TASK, reason="Làm tiếp"),
    c.CloseTask(**by(SECRETARY, 110 * DAY), conclusion=TASK, outcome=TaskOutcome.DONE),
)
"""To the end: with a cancelled conference beside it, every event there is has happened."""
