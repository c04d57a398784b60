"""A conference with something of everything in it, for whoever draws pages of it.

It has an internal item with a note, a hostile title, a draft on an item, two sites in the queue,
one on the floor, a round, an incident, messages, an opinion, conclusions, minutes and
publications. Ids are those that `tests.support.room.take` gives.
"""

from collections.abc import AsyncIterator
from datetime import date, time

from diemcau import resources
from diemcau.app.ports.series import Series
from diemcau.config import Configuration
from diemcau.domain.nouns.agenda import AddItem, Document, ExtendItem, ItemPlan, StartItem
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionText,
    DraftConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import EndConference, OpenLobby, StartConference
from diemcau.domain.nouns.drafts import NoteComment
from diemcau.domain.nouns.floor import TakeFloor
from diemcau.domain.nouns.ids import ConclusionId, IncidentId, ItemId, PublicationNo, SpeechNo
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    DraftMinutes,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.record import (
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.requests import AskToSpeak, Person, RegisterSpeech
from diemcau.domain.nouns.rounds import StartRound
from diemcau.domain.nouns.sites import AnswerCheck, Contact, SetContact
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Presence,
    Readers,
    Stage,
)
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import Words
from tests.support.hall import Hall, hall
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    OPERATOR,
    SECRETARY,
    SON_TAY,
    Step,
    asked_to_speak,
    at,
    by,
    carried_draft,
    code,
    delegate,
    focused,
    given_the_floor,
    spoke,
    with_settings,
)

INTERNAL = ItemId("noi-bo")
HOSTILE = "</script><script>alert(1)</script>"
SECRET_TITLE = "Nhân sự dự kiến"
SECRET_NOTE = "Không đưa ra ngoài"
OK, FAULT = CheckResult.OK, CheckResult.FAULT

PREPARED: Step = (
    ANNOUNCED,
    AddItem(**by(SECRETARY, -600), plan=ItemPlan(INTERNAL, SECRET_TITLE, internal=True, minutes=5)),
    AddItem(
        **by(SECRETARY, -599),
        plan=ItemPlan(
            ItemId("hostile"),
            HOSTILE,
            ItemKind.DISCUSSION,
            parent=DISCUSSION_ITEM,
            documents=(
                Document(HOSTILE, f"https://hdnd.example/{HOSTILE}"),
                Document("Báo cáo", "/bc.pdf"),
            ),
        ),
    ),
    with_settings(-598, site_budget=600, cut_off_after=60),
    RegisterSpeech(
        **by(SON_TAY, -300, named="tham luận"), item=DISCUSSION_ITEM, topic="Du lịch", minutes=7
    ),
    SetContact(
        **by(SECRETARY, -200),
        site=code(HA_DONG),
        contact=Contact("Ông Hà", "Kỹ thuật Hà Đông", "0912 268 268"),
    ),
)

ARRIVED: Step = (
    PREPARED,
    OpenLobby(**by(OPERATOR, -60)),
    AnswerCheck(
        **by(BA_DINH, -50), picture=OK, sound_in=OK, sound_out=FAULT, line=CheckResult.UNTRIED
    ),
    CheckIn(
        **by(BA_DINH, -40),
        marks=(
            Mark(delegate(BA_DINH, 1), Presence.IN_ROOM),
            Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Đi công tác"),
        ),
        guests=2,
    ),
    StartConference(**by(CHAIR)),
    CheckIn(**by(HOAN_KIEM, 5), marks=(Mark(delegate(HOAN_KIEM, 1), Presence.ONLINE),)),
)

DEBATED: Step = (
    ARRIVED,
    StartItem(**by(CHAIR, 1), item=INTERNAL),
    WriteNote(**by(SECRETARY, 2), about=f"item/{INTERNAL}", text=SECRET_NOTE),
    StartItem(**by(CHAIR, 3), item=DISCUSSION_ITEM),
    carried_draft(3.5),
    focused("dieu-4", 3.75),
    spoke(1, BA_DINH, 5, 12, clauses=("dieu-4.khoan-2",)),
    NoteComment(**by(SECRETARY, 12, 30), speech=SpeechNo(1), comment="GY-42", clause="dieu-4"),
    WriteNote(**by(SECRETARY, 13), about="speech/1", text="Đề nghị sớm hướng dẫn"),
    HandInOpinion(**by(HOAN_KIEM, 14), item=DISCUSSION_ITEM, text="Ý kiến kín của Hoàn Kiếm"),
    ReportIncident(**by(HA_DONG, 15, named="sự cố"), kind=IncidentKind.BAD_LINE, text="Chập chờn"),
    SendMessage(**by(OPERATOR, 16), text="Chỉ cho Hà Đông", to=(code(HA_DONG),)),
    SendMessage(**by(CHAIR, 17), text="Mời các điểm cầu chuẩn bị"),
    asked_to_speak(DONG_ANH, Kind.PROPOSAL, 18),
    asked_to_speak(HA_DONG, Kind.COMMENT, 19),
    given_the_floor(DONG_ANH, Kind.PROPOSAL, 20),
    AskToSpeak(**by(CHAIR, 21), person=Person("Ông Giám đốc", "Sở Tài chính"), kind=Kind.ANSWER),
    StartRound(**by(CHAIR, 22)),
    DraftConclusion(
        **by(SECRETARY, 23, named="kết luận 1"),
        text=ConclusionText("Rà soát nhiệm vụ", "Văn phòng", ("Ba Đình", "Đông Anh")),
    ),
    Publish(**by(SECRETARY, 24), stage=Stage.NOTICE),
    ExtendItem(**by(SECRETARY, 24, 30), item=DISCUSSION_ITEM, minutes=5),
    Publish(
        **by(SECRETARY, 25),
        stage=Stage.DOCUMENTS,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH),),
    ),
)

FINISHED: Step = (
    DEBATED,
    TakeFloor(**by(CHAIR, 26), speech=SpeechNo(2)),
    ResolveIncident(
        **by(OPERATOR, 27), incident=IncidentId("ReportIncident, sự cố"), site=code(HA_DONG)
    ),
    EndConference(**by(CHAIR, 200)),
    DraftMinutes(**by(SECRETARY, 201)),
    ApproveMinutes(**by(CHAIR, 202), version=1),
    EditConclusion(
        **by(SECRETARY, 203),
        conclusion=ConclusionId("DraftConclusion, kết luận 1"),
        text=ConclusionText("Rà soát nhiệm vụ", "Văn phòng", ("Ba Đình",), standing=True),
        seen=1,
    ),
    ApproveConclusions(**by(CHAIR, 204)),
    Publish(**by(SECRETARY, 205), stage=Stage.MINUTES, readers=Readers.ALL_SITES),
    Publish(**by(SECRETARY, 206), stage=Stage.CONCLUSIONS),
    Publish(**by(SECRETARY, 207), stage=Stage.NOTICE),
    WithdrawPublication(**by(SECRETARY, 208), publication=PublicationNo(1), reason="Nhầm giờ"),
)
"""Publications: 1 notice (withdrawn, replaced by 5), 2 documents for Ba Đình alone, 3 minutes
for all sites, 4 conclusions and 5 notice for the public."""


QUARTERLY = Series(
    id="giao-ban",
    title="Giao ban quý {quý}/{năm}",
    rule="FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2MO",
    first=date(2024, 4, 1),
    begins=time(8),
    minutes=210,
    listing="",
)


async def on_stage(
    *steps: Step, minutes: float = 21, settings: Configuration | None = None
) -> AsyncIterator[Hall]:
    """The scene played on the whole product, where a missing word is an error.

    It begins before anything falls due, so that the clock does nothing by itself.
    """
    async with hall(*steps, minutes=-300, settings=settings) as made:
        made.clock.time = at(minutes)
        made.app[PAGES].words = Words(resources.WEB / "i18n", strict=True)
        yield made
