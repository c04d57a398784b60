"""The end of a conference: whatever is still open is named, and one press ends it all."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from diemcau.domain.nouns.agenda import StartItem
from diemcau.domain.nouns.conference import CallBreak, ReopenConference
from diemcau.domain.nouns.floor import GiveFloor
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.rounds import StartRound
from diemcau.domain.nouns.terms import Phase
from diemcau.domain.nouns.votes import CastVote, OpenVote
from tests.support.hands import button, region
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    CONCLUSION,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    OPENING,
    REPLY,
    REPORT,
)
from tests.support.stage import Stage, in_chromium, stage

pytestmark = in_chromium

END = "Kết thúc hội nghị"
ITEMS_NOT_HELD = (
    "Chưa tiến hành mục 1: Khai mạc",
    "Chưa tiến hành mục 2: Kết quả hoạt động của HĐND các cấp thành phố quý I/2024",
    "Chưa tiến hành mục 4: UBND thành phố tiếp thu ý kiến",
    "Chưa tiến hành mục 5: Kết luận hội nghị",
)


async def everything_at_once(hall: Stage) -> None:
    """One speaks over another who gave way, one waits, and a round and a vote are open."""
    for site in (BA_DINH, HA_DONG, DONG_ANH):
        await hall.does(site, AskToSpeak)
    item = (await hall.meeting()).item
    assert item
    first, second, _ = item.queue.order
    await hall.does(CHAIR, GiveFloor, request=first, believes=None)
    believes = (await hall.meeting()).floor
    await hall.does(CHAIR, GiveFloor, request=second, believes=believes, interject=True)
    await hall.does(CHAIR, StartRound)
    await hall.does(CHAIR, OpenVote, text="Thông qua dự thảo kết luận")
    vote = (await hall.meeting()).vote
    assert vote
    await hall.does(HOAN_KIEM, CastVote, vote=vote.no, choice="00")


async def ends(chair: Page, *left: str) -> None:
    """By the button under the agenda, after reading what is left."""
    await button(chair.locator(".console-agenda"), END).click()
    sheet = chair.get_by_role("dialog")
    await expect(sheet.get_by_role("heading")).to_have_text("Kết thúc hội nghị?")
    await expect(sheet.get_by_role("listitem")).to_have_text(list(left))
    await button(sheet, END).click()
    await expect(sheet).to_be_hidden()
    await expect(region(chair, "Việc kế tiếp")).to_contain_text("Thư ký chưa lập dự thảo biên bản")


async def test_an_end_names_whatever_is_open_and_ends_it_all_by_one_press(
    chromium: Browser, tmp_path: Path
) -> None:
    """In the middle of everything; in a break; with the last item under way and nothing left."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        await everything_at_once(hall)
        chair = await hall.person("chu-tri", "chair")
        await ends(
            chair,
            "Hà Đông đang phát biểu",
            "Ba Đình đang tạm nhường lời",
            "Biểu quyết đang mở, 1/5 phiếu: Thông qua dự thảo kết luận",
            "1 đăng ký đang chờ; điểm cầu có thể gửi ý kiến bằng văn bản",
            "Còn 4 điểm cầu chưa được mời lần lượt",
            *ITEMS_NOT_HELD,
        )
        over = await hall.meeting()
        assert (over.phase, over.floor, over.interrupted) == (Phase.ENDED, None, ())
        assert (over.vote, over.round, over.current) == (None, None, None)

        await hall.does(CHAIR, ReopenConference, reason="Bấm nhầm")
        await hall.does(CHAIR, CallBreak)
        await ends(chair, *ITEMS_NOT_HELD)

        await hall.does(CHAIR, ReopenConference, reason="Họp tiếp")
        for item in (OPENING, REPORT, REPLY, CONCLUSION):
            await hall.does(CHAIR, StartItem, item=item)
        operator = await hall.person("ky-thuat", "operator")
        queue = operator.get_by_role("heading", name="Chờ phát biểu")
        await expect(queue).to_be_visible()
        await ends(chair)
        assert (await hall.meeting()).phase is Phase.ENDED
        await expect(chair.get_by_role("button", name=END)).to_have_count(0)
        await expect(operator.get_by_role("heading", name="Sự cố")).to_be_visible()
        await expect(queue).to_have_count(0)
