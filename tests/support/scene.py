"""A conference with something of everything in it, for whoever draws pages of it.

It has an internal item with a note, a hostile title, two sites in the queue, one on the
floor, a round, an incident, messages, an opinion, conclusions, minutes and publications.
Ids are those that `tests.support.room.take` gives.
"""

from collections.abc import AsyncIterator

from diemcau import resources
from diemcau.config import Settings
from diemcau.domain import commands as c
from diemcau.domain.ids import ConclusionId, IncidentId, ItemId, PublicationNo, SpeechNo
from diemcau.domain.state import Contact, Document, Person
from diemcau.domain.terms import CheckResult, IncidentKind, ItemKind, Kind, Presence, Readers, Stage
from diemcau.edge.rendering import PAGES
from diemcau.edge.words import Words
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
    code,
    delegate,
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
    c.AddItem(
        **by(SECRETARY, -600), plan=c.ItemPlan(INTERNAL, SECRET_TITLE, internal=True, minutes=5)
    ),
    c.AddItem(
        **by(SECRETARY, -599),
        plan=c.ItemPlan(
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
    c.RegisterSpeech(
        **by(SON_TAY, -300, named="tham luận"), item=DISCUSSION_ITEM, topic="Du lịch", minutes=7
    ),
    c.SetContact(
        **by(SECRETARY, -200),
        site=code(HA_DONG),
        contact=Contact("Ông Hà", "Kỹ thuật Hà Đông", "0912 268 268"),
    ),
)

ARRIVED: Step = (
    PREPARED,
    c.OpenLobby(**by(OPERATOR, -60)),
    c.AnswerCheck(
        **by(BA_DINH, -50), picture=OK, sound_in=OK, sound_out=FAULT, line=CheckResult.UNTRIED
    ),
    c.CheckIn(
        **by(BA_DINH, -40),
        marks=(
            c.Mark(delegate(BA_DINH, 1), Presence.IN_ROOM),
            c.Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Đi công tác"),
        ),
        guests=2,
    ),
    c.StartConference(**by(CHAIR)),
    c.CheckIn(**by(HOAN_KIEM, 5), marks=(c.Mark(delegate(HOAN_KIEM, 1), Presence.ONLINE),)),
)

DEBATED: Step = (
    ARRIVED,
    c.StartItem(**by(CHAIR, 1), item=INTERNAL),
    c.WriteNote(**by(SECRETARY, 2), about=f"item/{INTERNAL}", text=SECRET_NOTE),
    c.StartItem(**by(CHAIR, 3), item=DISCUSSION_ITEM),
    spoke(1, BA_DINH, 5, 12),
    c.WriteNote(**by(SECRETARY, 13), about="speech/1", text="Đề nghị sớm hướng dẫn"),
    c.HandInOpinion(**by(HOAN_KIEM, 14), item=DISCUSSION_ITEM, text="Ý kiến kín của Hoàn Kiếm"),
    c.ReportIncident(
        **by(HA_DONG, 15, named="sự cố"), kind=IncidentKind.BAD_LINE, text="Chập chờn"
    ),
    c.SendMessage(**by(OPERATOR, 16), text="Chỉ cho Hà Đông", to=(code(HA_DONG),)),
    c.SendMessage(**by(CHAIR, 17), text="Mời các điểm cầu chuẩn bị"),
    asked_to_speak(DONG_ANH, Kind.PROPOSAL, 18),
    asked_to_speak(HA_DONG, Kind.COMMENT, 19),
    given_the_floor(DONG_ANH, Kind.PROPOSAL, 20),
    c.AskToSpeak(**by(CHAIR, 21), person=Person("Ông Giám đốc", "Sở Tài chính"), kind=Kind.ANSWER),
    c.StartRound(**by(CHAIR, 22)),
    c.DraftConclusion(
        **by(SECRETARY, 23, named="kết luận 1"),
        text=c.ConclusionText("Rà soát nhiệm vụ", "Văn phòng", ("Ba Đình", "Đông Anh")),
    ),
    c.Publish(**by(SECRETARY, 24), stage=Stage.NOTICE),
    c.ExtendItem(**by(SECRETARY, 24, 30), item=DISCUSSION_ITEM, minutes=5),
    c.Publish(
        **by(SECRETARY, 25),
        stage=Stage.DOCUMENTS,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH),),
    ),
)

FINISHED: Step = (
    DEBATED,
    c.TakeFloor(**by(CHAIR, 26), speech=SpeechNo(2)),
    c.ResolveIncident(
        **by(OPERATOR, 27), incident=IncidentId("ReportIncident, sự cố"), site=code(HA_DONG)
    ),
    c.EndConference(**by(CHAIR, 200)),
    c.DraftMinutes(**by(SECRETARY, 201)),
    c.ApproveMinutes(**by(CHAIR, 202), version=1),
    c.EditConclusion(
        **by(SECRETARY, 203),
        conclusion=ConclusionId("DraftConclusion, kết luận 1"),
        text=c.ConclusionText("Rà soát nhiệm vụ", "Văn phòng", ("Ba Đình",), standing=True),
        seen=1,
    ),
    c.ApproveConclusions(**by(CHAIR, 204)),
    c.Publish(**by(SECRETARY, 205), stage=Stage.MINUTES, readers=Readers.ALL_SITES),
    c.Publish(**by(SECRETARY, 206), stage=Stage.CONCLUSIONS),
    c.Publish(**by(SECRETARY, 207), stage=Stage.NOTICE),
    c.WithdrawPublication(**by(SECRETARY, 208), publication=PublicationNo(1), reason="Nhầm giờ"),
)
"""Publications: 1 notice (withdrawn, replaced by 5), 2 documents for Ba Đình alone, 3 minutes
for all sites, 4 conclusions and 5 notice for the public."""


async def on_stage(
    *steps: Step, minutes: float = 21, settings: Settings | None = None
) -> AsyncIterator[Hall]:
    """The scene played on the whole product, where a missing word is an error.

    It begins before anything falls due, so that the clock does nothing by itself.
    """
    async with hall(*steps, minutes=-300, settings=settings) as made:
        made.clock.time = at(minutes)
        made.app[PAGES].words = Words(resources.WEB / "i18n", strict=True)
        yield made
