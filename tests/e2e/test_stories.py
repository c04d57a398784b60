"""What happens between people at several screens, each story also by keyboard alone."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from diemcau import bootstrap
from diemcau.config import Configuration, StoreSettings
from diemcau.domain.nouns.conclusions import ConclusionText, DraftConclusion
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.rounds import Pass, SkipInRound
from diemcau.domain.nouns.terms import Kind, RoundState, Stage
from tests.support.hands import (
    Hands,
    button,
    by_mouse_and_by_keys,
    field,
    heading,
    on_air,
    region,
    speaker,
    walk_to,
)
from tests.support.line import line_to
from tests.support.meeting import BA_DINH, CHAIR, DONG_ANH, HOAN_KIEM, SECRETARY, SON_TAY
from tests.support.room import MEETING
from tests.support.server import ServerProcess
from tests.support.stage import (
    PHONE,
    WALL,
    Hall,
    begin_debate,
    furnish,
    in_chromium,
    stage,
    store_in,
    thirty_sites,
    watched,
)

pytestmark = in_chromium


def waiting(page: Page) -> Locator:
    """The cards of the queue."""
    return region(page, "Chờ phát biểu").locator("ol > li:visible")


def names(*sites: str) -> list[re.Pattern[str]]:
    return [re.compile(site) for site in sites]


async def level(*pages: Page) -> None:
    """Connected, so that nothing that happens from here on is missed."""
    for page in pages:
        live = page.locator("html[data-line=live]")
        await expect(live).to_be_attached()


# -- a round -----------------------------------------------------------------------------------


@by_mouse_and_by_keys
async def test_a_round_over_the_sites_with_a_pass_and_a_skip(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        ba_dinh = await hall.site_by_link("Ba Đình", size=PHONE)
        hoan_kiem = await hall.site_by_link("Hoàn Kiếm")
        await level(chair, ba_dinh, hoan_kiem)
        await hands.press(chair, button(chair, "Mời lần lượt"))
        await hands.press(chair, button(chair.get_by_role("dialog"), "Mời lần lượt"))
        board = region(chair, "Mời lần lượt")
        await expect(board.get_by_role("listitem")).to_have_count(5)

        await hands.press(chair, button(chair, "Mời điểm cầu kế tiếp"))
        await expect(on_air(ba_dinh)).to_be_visible()
        await hands.press(hoan_kiem, button(hoan_kiem, "Không có ý kiến"))
        await expect(of(board, "Hoàn Kiếm")).to_contain_text("Không có ý kiến")
        await hands.press(chair, button(of(board, "Hà Đông"), "Bỏ qua lượt"))
        await expect(of(board, "Hà Đông")).to_contain_text("Bỏ qua")

        for site in ("Đông Anh", "Sơn Tây"):
            await hands.press(chair, button(chair, "Mời điểm cầu kế tiếp"))
            await expect(of(board, site)).to_contain_text("Đang phát biểu")
        await expect(on_air(ba_dinh)).to_be_hidden()
        await hands.press(chair, button(chair, "Kết thúc"))
        await expect(board).to_contain_text("Đã qua 5/5")
        round_ = (await hall.meeting()).round
        assert round_
        done, passed, skipped = RoundState.DONE, RoundState.PASSED, RoundState.SKIPPED
        states = [round_.board[site] for site in round_.order]
        assert states == [done, passed, done, skipped, done]


async def test_a_round_over_thirty_sites(chromium: Browser, tmp_path: Path) -> None:
    """By keys at the console. Some speak, some pass, some are not in their seats, and somebody
    comes between with a point of order.
    """
    sites = thirty_sites()
    async with stage(chromium, tmp_path, debate=True, sites=sites) as hall:
        chair = await hall.person("chu-tri", "chair")
        long_bien = await hall.site_by_link("Long Biên", size=PHONE)
        my_duc = await hall.site_by_link("Mỹ Đức")
        await level(chair, long_bien, my_duc)
        by_keys = Hands(keys_alone=True)
        await by_keys.press(chair, button(chair, "Mời lần lượt"))
        await by_keys.press(chair, button(chair.get_by_role("dialog"), "Mời lần lượt"))
        board = region(chair, "Mời lần lượt")
        await expect(board.get_by_role("listitem")).to_have_count(30)
        await expect(chair.get_by_role("dialog")).to_have_count(0)
        for number, site in enumerate(sites):
            if number % 3 == 0:
                if number:  # a press is meant for what the console shows by then
                    await expect(of(board, sites[number - 1].name)).to_contain_text("Bỏ qua")
                await chair.keyboard.press("Space")
                await expect(speaker(chair)).to_have_text(site.name)
            elif number % 3 == 1:
                await hall.does(site, Pass)
            else:
                await hall.does(CHAIR, SkipInRound, site=site.site)
            if site.name == "Long Biên":
                await expect(on_air(long_bien)).to_be_visible()
                await hall.does(HOAN_KIEM, AskToSpeak, kind=Kind.PROCEDURAL)
                await by_keys.press(chair, button(waiting(chair).first, "Mời"))
                await expect(speaker(chair)).to_have_text("Hoàn Kiếm")
                await expect(on_air(long_bien)).to_be_hidden()
        await expect(my_duc.get_by_text("Bỏ qua").first).to_be_visible()
        await chair.keyboard.press("e")
        await expect(board).to_contain_text("Đã qua 30/30")
        round_ = (await hall.meeting()).round
        assert round_
        done, passed, skipped = RoundState.DONE, RoundState.PASSED, RoundState.SKIPPED
        assert [round_.board[site] for site in round_.order] == [done, passed, skipped] * 10


def of(board: Locator, site: str) -> Locator:
    return board.get_by_role("listitem").filter(has_text=site)


# -- a wrong press -----------------------------------------------------------------------------


async def test_the_floor_given_to_the_wrong_site_is_taken_back_and_given_again(
    chromium: Browser, tmp_path: Path
) -> None:
    """The button says what it would do, the keys do the same, and the site is told at once."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        chair = await hall.person("chu-tri", "chair")
        ba_dinh = await hall.site_by_link("Ba Đình", size=PHONE)
        await level(chair, ba_dinh)
        for site in (HOAN_KIEM, BA_DINH):
            await hall.does(site, AskToSpeak)
        await button(waiting(chair).nth(1), "Mời").click()
        await expect(on_air(ba_dinh)).to_be_visible()

        await button(chair, "Hoàn tác: mời Ba Đình").click()
        await expect(on_air(ba_dinh)).to_be_hidden()
        await expect(waiting(chair)).to_have_text(names("Hoàn Kiếm", "Ba Đình"))
        await button(chair, "Làm lại: mời Ba Đình").click()
        await expect(speaker(chair)).to_have_text("Ba Đình")
        await chair.keyboard.press("u")
        await expect(on_air(ba_dinh)).to_be_hidden()
        await chair.keyboard.press("Shift+U")
        await expect(on_air(ba_dinh)).to_be_visible()
        assert (await hall.meeting()).acts == 2  # the item started, the floor given


# -- two at once -------------------------------------------------------------------------------


async def test_two_consoles_of_the_chair_give_the_floor_at_once(
    chromium: Browser, tmp_path: Path
) -> None:
    """The second press crosses the news of the first: it is not done, and the chair is told."""
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        await hall.does(BA_DINH, AskToSpeak)
        await hall.does(DONG_ANH, AskToSpeak)
        near = await hall.person("chu-tri", "chair")
        far = await hall.person("chu-tri", "chair", url=line.url)
        for console in (near, far):
            await expect(waiting(console)).to_have_text(names("Ba Đình", "Đông Anh"))
        await level(near, far)
        line.slow(delay=0.5)
        await asyncio.gather(near.keyboard.press("Space"), far.keyboard.press("Space"))
        for console in (near, far):
            await expect(speaker(console)).to_have_text("Ba Đình")
            await expect(waiting(console)).to_have_text(names("Đông Anh"))
        told = far.get_by_role("status").filter(has_text="Người đang phát biểu đã thay đổi")
        await expect(told).to_be_visible()
        await expect(near.get_by_text("Người đang phát biểu đã thay đổi")).to_have_count(0)
        meeting = await hall.meeting()
        assert [speech.site for speech in meeting.speeches.values()] == [BA_DINH.site]


async def test_a_card_moves_up_while_a_request_arrives(chromium: Browser, tmp_path: Path) -> None:
    """By Alt+↑; the newcomer stands at the end, and the card keeps the focus."""
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        for site in (BA_DINH, HOAN_KIEM, DONG_ANH):
            await hall.does(site, AskToSpeak)
        chair = await hall.person("chu-tri", "chair", url=line.url)
        await expect(waiting(chair)).to_have_text(names("Ba Đình", "Hoàn Kiếm", "Đông Anh"))
        await level(chair)
        card = waiting(chair).filter(has_text="Đông Anh")
        await walk_to(chair, card)
        line.slow(delay=0.3)
        await asyncio.gather(chair.keyboard.press("Alt+ArrowUp"), hall.does(SON_TAY, AskToSpeak))
        moved = names("Ba Đình", "Đông Anh", "Hoàn Kiếm", "Sơn Tây")
        await expect(waiting(chair)).to_have_text(moved)
        await expect(card).to_be_focused()
        await chair.keyboard.press("Alt+ArrowUp")
        moved = names("Đông Anh", "Ba Đình", "Hoàn Kiếm", "Sơn Tây")
        await expect(waiting(chair)).to_have_text(moved)
        await expect(card).to_be_focused()


@by_mouse_and_by_keys
async def test_two_secretaries_write_in_one_note(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    """Both type in one field at once, one over a slow line: every letter of both is kept."""
    near_words, far_words = "Đề nghị sớm hướng dẫn.", "Thành phố sẽ trả lời bằng văn bản."
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        near = await hall.person("thu-ky", "secretary")
        far = await hall.person("thu-ky", "secretary", url=line.url)
        await level(near, far)
        for page in (near, far):
            await hands.reach(page, note(page))
        line.slow(delay=0.6)
        await asyncio.gather(
            near.keyboard.type(near_words, delay=60), far.keyboard.type(far_words, delay=60)
        )
        for page in (near, far):
            await expect(page.get_by_text("Văn phòng đang ghi ở đây")).to_be_visible()
        whole = await one_text(near, far, letters=len(near_words + far_words))
        assert sorted(whole) == sorted(near_words + far_words)
        assert near_words in whole
        assert far_words in whole
        [kept] = (await hall.meeting()).notes.values()
        assert kept.text == whole


@by_mouse_and_by_keys
async def test_two_secretaries_write_in_different_fields_of_a_conclusion(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    """Their presses cross: one says who, the other until when, and neither has to choose."""
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        await hall.does(SECRETARY, DraftConclusion, text=ConclusionText("Rà soát nhiệm vụ"))
        near = await hall.person("thu-ky", "secretary")
        far = await hall.person("thu-ky", "secretary", url=line.url)
        await level(near, far)
        for desk, label, words in (
            (near, "Cơ quan chủ trì", "Sở Nội vụ"),
            (far, "Thời hạn", "thường xuyên"),
        ):
            await hands.press(desk, button(desk, "Sửa kết luận"))
            form = desk.get_by_role("listitem").locator("form")
            await hands.write(desk, field(form, label), words)
        line.slow(delay=0.6)
        await asyncio.gather(
            near.keyboard.press("Control+Enter"), far.keyboard.press("Control+Enter")
        )
        for desk in (near, far):
            card = desk.get_by_role("listitem").filter(has_text="Rà soát nhiệm vụ")
            await expect(card).to_contain_text("Sở Nội vụ")
            await expect(card).to_contain_text("thường xuyên")
        [kept] = (await hall.meeting()).conclusions.values()
        assert (kept.lead, kept.standing, kept.version) == ("Sở Nội vụ", True, 3)


async def test_what_two_secretaries_type_while_the_server_is_dead_is_merged(
    chromium: Browser, tmp_path: Path
) -> None:
    """Neither page is loaded again; what stood there, and what both typed meanwhile, is kept."""
    store_url = store_in(tmp_path)
    settings = Configuration(store=StoreSettings(url=store_url))
    async with (
        bootstrap.stored(settings) as store,
        bootstrap.product(settings, store) as parts,
    ):
        passes = await furnish(parts, store)
        await begin_debate(parts)
    server = ServerProcess(store_url)
    await server.start()
    try:
        async with watched(Hall(server.url, chromium, passes)) as hall:
            desks = [await hall.person("thu-ky", "secretary") for _ in range(2)]
            await level(*desks)
            await note(desks[0]).click()
            await desks[0].keyboard.type("Ba Đình nêu. ")
            await expect(note(desks[1])).to_have_value("Ba Đình nêu. ")
            await server.kill()
            for desk, words in zip(desks, ("Một: đơn thư.", "Hai: cấp xã."), strict=True):
                await note(desk).click()
                await desk.keyboard.press("Control+End")
                await desk.keyboard.type(words)
            await server.start()
            await level(*desks)
            both = "Ba Đình nêu. Một: đơn thư.Hai: cấp xã."
            whole = await one_text(*desks, letters=len(both))
        assert sorted(whole) == sorted(both)
        assert whole.startswith("Ba Đình nêu. ")
    finally:
        await server.stop()
    async with (
        bootstrap.stored(settings) as store,
        bootstrap.product(settings, store) as parts,
    ):
        [kept] = (await parts.rooms.state(MEETING)).notes.values()
        assert kept.text == whole


async def test_a_letter_being_composed_is_left_alone(chromium: Browser, tmp_path: Path) -> None:
    """As with Telex in a browser: what others write waits until the letter stands."""
    async with stage(chromium, tmp_path, debate=True) as hall:
        near = await hall.person("thu-ky", "secretary")
        far = await hall.person("thu-ky", "secretary")
        await level(near, far)
        keyboard = await near.context.new_cdp_session(near)
        for page in (near, far):
            await note(page).click()
        for letters in ("T", "Ti", "Tie", "Tiê"):
            composed = {
                "text": letters,
                "selectionStart": len(letters),
                "selectionEnd": len(letters),
            }
            await keyboard.send("Input.imeSetComposition", composed)
        await expect(note(far)).to_have_value("Tiê")
        await far.keyboard.press("Control+Home")
        await far.keyboard.type("Khẩn: ")
        await expect(far.get_by_text(re.compile("đã lưu"))).to_be_visible()
        await expect(note(near)).to_have_value("Tiê")
        await keyboard.send("Input.insertText", {"text": "Tiế"})
        await near.keyboard.type("n độ")
        assert await one_text(near, far, letters=len("Khẩn: Tiến độ")) == "Khẩn: Tiến độ"


async def one_text(*desks: Page, letters: int) -> str:
    """What stands in the note, once all is saved and all have the same.

    That it is saved may have stood there since the words before: all letters are waited for.
    """
    for desk in desks:
        await expect(note(desk)).to_have_value(re.compile(rf"^[\s\S]{{{letters}}}$"))
        await expect(desk.get_by_text(re.compile(r"đã lưu \d\d:\d\d:\d\d"))).to_be_visible()
    whole = await note(desks[0]).input_value()
    for desk in desks[1:]:
        await expect(note(desk)).to_have_value(whole)
    return whole


def note(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("Thường trực HĐND cấp huyện")).first


# -- bad lines, and a server that dies ---------------------------------------------------------


@by_mouse_and_by_keys
async def test_a_site_on_a_poor_line_keeps_up(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    """At 50 kbit/s and 600 ms it sees the speaker change, asks, and is on air."""
    async with (
        stage(chromium, tmp_path, debate=True) as hall,
        line_to(hall.port) as line,
    ):
        await hall.does(BA_DINH, AskToSpeak)
        chair = await hall.person("chu-tri", "chair")
        site = await hall.site_by_link("Sơn Tây", line.url, size=PHONE)
        await level(chair, site)
        line.slow(kbits=50, delay=0.6)
        await chair.keyboard.press("Space")
        now = region(site, "Đang diễn ra")
        await expect(now).to_contain_text("Ba Đình")
        await hands.write(site, field(site, "Về việc gì"), "Di tích")
        await hands.press(site, button(site, "Xin phát biểu"))
        await expect(waiting(chair)).to_have_text(names("Sơn Tây.*Di tích"))
        await expect(heading(site, "Mời chuẩn bị phát biểu")).to_be_visible()
        await chair.keyboard.press("Space")
        await expect(on_air(site)).to_be_visible()
        await expect(site.locator("html[data-line=live]")).to_be_attached()
        assert line.down.carried > 1000, "it all came over the slow line"


async def test_chair_and_hall_screen_survive_the_death_of_the_server(
    chromium: Browser, tmp_path: Path
) -> None:
    """They come back by themselves, to what was there, without being loaded again."""
    store_url = store_in(tmp_path)
    settings = Configuration(store=StoreSettings(url=store_url))
    async with (
        bootstrap.stored(settings) as store,
        bootstrap.product(settings, store) as parts,
    ):
        passes = await furnish(parts, store)
        await begin_debate(parts)
    server = ServerProcess(store_url)
    await server.start()
    try:
        async with watched(Hall(server.url, chromium, passes)) as hall:
            chair = await hall.person("chu-tri", "chair")
            screen = await hall.person("man-hinh", "screen", size=WALL)
            site = await hall.site_by_link("Ba Đình", size=PHONE)
            await level(chair, screen, site)
            await field(site, "Về việc gì").fill("Hạ tầng")
            await site.keyboard.press("Enter")
            await expect(waiting(chair)).to_have_text(names("Ba Đình"))
            for page in (chair, screen, site):
                await page.evaluate("window.neverLoadedAgain = true")
            await server.kill()
            for page in (chair, screen, site):
                await expect(page.locator("html:not([data-line=live])")).to_be_attached()
            await server.start()
            await level(chair, screen, site)
            await chair.keyboard.press("Space")
            await expect(screen.get_by_text("Ba Đình").first).to_be_visible()
            await expect(on_air(site)).to_be_visible()
            for page in (chair, screen, site):
                assert await page.evaluate("window.neverLoadedAgain")
    finally:
        await server.stop()


# -- without scripts ---------------------------------------------------------------------------


@by_mouse_and_by_keys
async def test_a_discussion_by_forms_where_scripts_are_off(
    chromium: Browser, tmp_path: Path, hands: Hands
) -> None:
    async with stage(chromium, tmp_path) as hall:
        chair = await hall.person("chu-tri", "chair", scripts=False)
        site = await hall.site_by_pin("Ba Đình", scripts=False, size=PHONE)
        await hands.press(site, site.locator("summary", has_text="Điểm danh"))
        await hands.press(site, button(site, "Điểm danh"))
        await expect(site.get_by_text(re.compile(r"Điểm danh · \d\d:\d\d"))).to_be_visible()
        await hands.press(chair, button(chair, "Bắt đầu hội nghị"))
        await hands.press(
            chair, chair.get_by_role("button", name=re.compile("Bắt đầu nội dung Thường trực"))
        )
        await expect(chair.get_by_role("button", name="Đóng đăng ký")).to_be_visible()
        await site.reload()
        await hands.write(site, field(site, "Chủ đề"), "Phân loại đơn thư")
        await hands.press(site, button(site, "Xin phát biểu"))
        await expect(site.get_by_text("Thứ 1 trong danh sách")).to_be_visible()
        await chair.reload()
        await expect(chair.get_by_text("Phân loại đơn thư")).to_be_visible()
        await hands.press(chair, button(chair, "Mời người kế tiếp"))
        await expect(region(chair, "Đang phát biểu")).to_contain_text("Ba Đình")
        await site.reload()
        await expect(on_air(site)).to_be_visible()


async def test_what_is_published_is_read_where_scripts_are_off(
    chromium: Browser, tmp_path: Path
) -> None:
    async with stage(chromium, tmp_path, debate=True) as hall:
        await hall.does(SECRETARY, Publish, stage=Stage.NOTICE)
        reader = await hall.window(PHONE, scripts=False)
        await reader.goto(hall.url)
        await reader.get_by_label("Tìm").fill("giao ban quy i")
        await reader.keyboard.press("Enter")
        await reader.get_by_role("link", name=re.compile("giao ban quý I")).first.click()
        await reader.wait_for_url(f"**/published/{MEETING}/1")
        await expect(reader.get_by_role("heading", name=re.compile("THÔNG BÁO"))).to_be_visible()
        await expect(reader.get_by_role("cell", name="Kết luận hội nghị")).to_be_visible()
