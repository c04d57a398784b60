"""A session that ends while a desk is open: the desk says so, nothing typed is lost, and whoever
signs in again is back at it.
"""

from playwright.async_api import Browser, expect

from diemcau.domain.nouns.publishing import ApproveMinutes, DraftMinutes, Publish
from diemcau.domain.nouns.terms import Stage
from diemcau.edge.live.socket import SESSION_CHECKED_EVERY
from tests.support.hall import hall
from tests.support.hands import button, field
from tests.support.meeting import CHAIR, ENDED, SECRETARY, by
from tests.support.room import MEETING, take
from tests.support.stage import in_chromium, window_of

pytestmark = in_chromium

DESK = f"/conferences/{MEETING}/secretary"
WORDS = "Rà soát kiến nghị cử tri"


async def test_a_desk_whose_session_ends_says_so_and_leads_back_to_itself(
    chromium: Browser,
) -> None:
    troubles: list[str] = []
    async with hall(ENDED, minutes=210) as made:
        token, session = await made.session("secretary")
        context = await window_of(chromium)
        await context.add_cookies([{"name": "diemcau", "value": token, "url": made.url}])
        page = await context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(made.url + DESK)
        await expect(page.locator("html[data-line=live]")).to_be_attached()
        await field(page, "Nội dung kết luận").fill(WORDS)

        await made.store.sessions.remove(session.key)
        asked = f"/conferences/{MEETING}/papers"
        async with page.expect_response(lambda each: each.url.endswith(asked)):
            await take(
                await made.parts.rooms.room(MEETING),
                DraftMinutes(**by(SECRETARY, 211)),
                ApproveMinutes(**by(CHAIR, 212), version=1),
                Publish(**by(SECRETARY, 213), stage=Stage.MINUTES),
            )
        asked = f"/conferences/{MEETING}/understood?"
        async with page.expect_response(lambda each: asked in each.url):
            await field(page, "Thời hạn").fill("30/6")
        made.clock.time += SESSION_CHECKED_EVERY
        await button(page, "Ghi kết luận").click()
        await expect(
            page.get_by_text("Phiên làm việc đã kết thúc. Hãy đăng nhập lại.")
        ).to_be_visible()
        again = page.get_by_role("link", name="Đăng nhập lại")
        await expect(again).to_have_attribute("href", f"/sign-in?back={DESK}")

        await made.store.sessions.put(session)
        await page.goto(made.url + DESK)
        await expect(field(page, "Nội dung kết luận")).to_have_value(WORDS)
        await context.close()
    assert troubles == []
