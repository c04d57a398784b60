"""What is published: found without caring for marks, permanent, and open to its readers only."""

import json
from collections.abc import AsyncIterator

import pytest

from diemcau.edge.excerpts import AROUND, excerpt
from tests.support.hall import POSTS, Hall
from tests.support.markup import filled, form_for, read
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage

PAPERS = f"/published/{MEETING}"
WITHDRAWN, FOR_BA_DINH, MINUTES, CONCLUSIONS, NOTICE = 1, 2, 3, 4, 5


@pytest.fixture
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=230):
        yield made


async def text(hall: Hall, who: str, path: str) -> str:
    async with (await hall.browser(who)).get(path) as response:
        assert response.status == 200, path
        return await response.text()


async def listed(hall: Hall, who: str, query: str = "") -> set[int]:
    page = read(await text(hall, who, f"/published?q={query}"))
    links = (each["href"] for each in page.all("a"))
    return {int(each.rpartition("/")[2]) for each in links if each.startswith(f"{PAPERS}/")}


async def test_each_reader_is_listed_what_is_for_them(finished: Hall) -> None:
    public = {WITHDRAWN, CONCLUSIONS, NOTICE}
    everything = {*public, FOR_BA_DINH, MINUTES}
    assert await listed(finished, "") == public
    assert await listed(finished, "admin") == public
    assert await listed(finished, "stranger") == public
    assert await listed(finished, "screen") == {*public, MINUTES}
    assert await listed(finished, "dong-anh") == {*public, MINUTES}
    assert await listed(finished, "ba-dinh") == everything
    for who in ("chair", "deputy", "secretary", "operator"):
        assert await listed(finished, who) == everything


async def test_what_is_not_for_a_reader_looks_as_if_it_were_not_there(finished: Hall) -> None:
    for who in ("", *POSTS):
        readable = await listed(finished, who)
        for no in range(1, 7):
            for path in (f"{PAPERS}/{no}", f"{PAPERS}/{no}.json"):
                async with (await finished.browser(who)).get(path) as response:
                    assert response.status == (200 if no in readable else 404), (who, path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ket luan", {CONCLUSIONS, NOTICE}),
        ("RÀ SOÁT", {CONCLUSIONS}),
        ("ra soat van phong", {CONCLUSIONS}),
        ("dong anh", {NOTICE}),
        ("không có từ này", set()),
    ],
)
async def test_the_search_does_not_care_for_marks(
    finished: Hall, query: str, found: set[int]
) -> None:
    assert await listed(finished, "", query) == found


async def test_conclusions_say_who_what_and_until_when(finished: Hall) -> None:
    html = await text(finished, "", f"{PAPERS}/{CONCLUSIONS}")
    for words in ("Rà soát nhiệm vụ", "Văn phòng", "Ba Đình", "thường xuyên"):
        assert words in html


async def test_minutes_list_every_speech_with_its_times(finished: Hall) -> None:
    html = await text(finished, "dong-anh", f"{PAPERS}/{MINUTES}")
    assert "08:05 – 08:12" in html
    assert ", quá 1 phút 59 giây" in html
    assert "Ý kiến kín của Hoàn Kiếm" in html
    assert "Chập chờn" in html
    assert "Đi công tác" in html


async def test_a_withdrawal_stays_visible_and_the_paper_goes(finished: Hall) -> None:
    html = await text(finished, "", f"{PAPERS}/{WITHDRAWN}")
    assert "Nhầm giờ" in html
    assert f"{PAPERS}/{NOTICE}" in html, "the one that replaces it"
    assert "Phó Chủ tịch UBND" not in html
    stored = json.loads(await text(finished, "", f"{PAPERS}/{WITHDRAWN}.json"))
    assert stored["reason"] == "Nhầm giờ"
    assert "paper" not in stored
    assert "Phó Chủ tịch UBND" in await text(finished, "secretary", f"{PAPERS}/{WITHDRAWN}")


async def test_the_stored_paper_does_not_say_who_else_may_read_it(finished: Hall) -> None:
    stored = json.loads(await text(finished, "ba-dinh", f"{PAPERS}/{FOR_BA_DINH}.json"))
    assert stored["paper"]["paper"] == "documents"
    assert stored["sites"] == []


async def test_a_site_confirms_that_it_has_read(finished: Hall) -> None:
    path = f"{PAPERS}/{MINUTES}"
    site = await finished.browser("dong-anh")
    form = form_for(read(await text(finished, "dong-anh", path)), "/confirm_reading")
    async with site.post(form["action"], data=filled(form), allow_redirects=False) as response:
        assert response.status == 303
        assert response.headers["Location"] == path
    assert "Đã xác nhận đọc" in await text(finished, "dong-anh", path)
    assert "confirm_reading" not in await text(finished, "chair", path)


async def test_the_start_page_leads_to_what_is_published_and_to_both_ways_in(
    finished: Hall,
) -> None:
    page = read(await text(finished, "", "/"))
    links = {each["href"] for each in page.all("a")}
    assert {f"{PAPERS}/{CONCLUSIONS}", "/join", "/sign-in"} <= links


async def test_versions_of_the_minutes_can_be_read_at_the_table(finished: Hall) -> None:
    html = await text(finished, "chair", f"/conferences/{MEETING}/minutes/1")
    assert "08:05 – 08:12" in html
    async with (await finished.browser("chair")).get(
        f"/conferences/{MEETING}/minutes/2"
    ) as response:
        assert response.status == 404


async def numbered(hall: Hall, who: str, no: int, number: str) -> str:
    """The form on the page, filled in and sent; where that leads."""
    form = form_for(read(await text(hall, "secretary", f"{PAPERS}/{no}")), "/number")
    data = {**filled(form), "number": number, "csrf": f"csrf-of-{who}"}
    async with (await hall.browser(who)).post(form["action"], data=data) as response:
        return f"{response.status} {await response.text()}"


async def test_the_secretary_numbers_a_document_once(finished: Hall) -> None:
    assert (await numbered(finished, "chair", CONCLUSIONS, "")).startswith("403")
    assert (await numbered(finished, "secretary", CONCLUSIONS, "mười")).startswith("400")
    assert "Số 1 (TB)" in await numbered(finished, "secretary", CONCLUSIONS, "")
    page = await text(finished, "secretary", f"{PAPERS}/{CONCLUSIONS}")
    assert "/number" not in page
    own = {"csrf": "csrf-of-secretary", "number": "3"}
    secretary = await finished.browser("secretary")
    async with secretary.post(f"{PAPERS}/{WITHDRAWN}/number", data=own) as response:
        assert response.status == 409
    assert "Số 27 (BB)" in await numbered(finished, "secretary", MINUTES, "027")
    assert "/number" not in await text(finished, "secretary", f"{PAPERS}/{FOR_BA_DINH}")
    assert "/number" not in await text(finished, "chair", f"{PAPERS}/{NOTICE}")


async def test_conclusions_lead_to_their_follow_up_where_one_may_follow_up(finished: Hall) -> None:
    def links(html: str) -> set[str]:
        (main,) = read(html).all("main")
        return {each["href"] for each in main.all("a")}

    path = f"{PAPERS}/{CONCLUSIONS}"
    for who in ("chair", "secretary", "ba-dinh"):
        assert "/follow-up" in links(await text(finished, who, path))
    assert "/follow-up" not in links(await text(finished, "", path))
    assert "/follow-up" not in links(await text(finished, "chair", f"{PAPERS}/{NOTICE}"))


async def test_what_was_looked_for_is_shown_where_it_stands_and_marked(finished: Hall) -> None:
    page = await text(finished, "", "/published?q=ra+soat")
    assert "<mark>Rà</mark> <mark>soát</mark> nhiệm vụ" in page
    assert "<mark>" not in await text(finished, "", "/published")


async def test_an_excerpt_shows_nobody_what_they_may_not_read(finished: Hall) -> None:
    minutes = "/published?q=huong+dan"
    assert "<mark>hướng</mark> <mark>dẫn</mark>" in await text(finished, "dong-anh", minutes)
    assert "<mark>" not in await text(finished, "", minutes)


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    pieces = excerpt("đề", ["mở " * 100 + "ĐỀ nghị" + " hết" * 100, "khác"])
    assert pieces[0] == pieces[-1] == ("…", False)
    assert [piece.text for piece in pieces if piece.hit] == ["ĐỀ"]
    assert sum(len(piece.text) for piece in pieces) == 3 * AROUND + 2
    assert excerpt("đề", ["Không có"]) == excerpt("đề", []) == ()
