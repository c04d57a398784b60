"""What is published: found without caring for marks, permanent, and open to its readers only."""

import json
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.ids import PublicationNo
from diemcau.edge.showing.excerpts import AROUND, excerpt
from tests.support.hall import POSTS, Hall, hall
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


async def test_a_stranger_is_led_inside_by_whatever_is_not_for_them(finished: Hall) -> None:
    """The letter of a site leads to papers that open inside; what is nowhere says the same."""
    browser = await finished.browser("")
    for path in (f"{PAPERS}/{MINUTES}", f"{PAPERS}/999"):
        async with browser.get(path) as response:
            links = {each["href"] for each in read(await response.text()).all("a")}
        assert {"/join", f"/sign-in?back={path}"} <= links


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
    assert "Số 01/TB" in await numbered(finished, "secretary", CONCLUSIONS, "")
    page = await text(finished, "secretary", f"{PAPERS}/{CONCLUSIONS}")
    assert "/number" not in page
    own = {"csrf": "csrf-of-secretary", "number": "3"}
    secretary = await finished.browser("secretary")
    async with secretary.post(f"{PAPERS}/{WITHDRAWN}/number", data=own) as response:
        assert response.status == 409
    assert "Số 27/BB" in await numbered(finished, "secretary", MINUTES, "027")
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


# -- narrowed, in pages, and what is not found -----------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("&stage=notice", {WITHDRAWN, NOTICE}),
        ("&year=2024", {WITHDRAWN, CONCLUSIONS, NOTICE}),
        ("&year=2019", set()),
        ("&year=x&stage=y&page=z", {WITHDRAWN, CONCLUSIONS, NOTICE}),
        ("ra soat&stage=notice", set()),
        ("&organiser=Sở", set()),
    ],
)
async def test_the_list_is_narrowed_by_what_is_chosen(
    finished: Hall, asked: str, found: set[int]
) -> None:
    assert await listed(finished, "", asked) == found


@pytest.mark.parametrize("said", ["1", "01", "Số 1/TB-HĐND", "1/TB", "1/2024/TB-HĐND"])
async def test_a_number_is_typed_as_people_write_it(finished: Hall, said: str) -> None:
    await numbered(finished, "secretary", CONCLUSIONS, "")
    assert await listed(finished, "", f"&number={said}") == {CONCLUSIONS}
    assert await listed(finished, "dong-anh", f"&number={said}") == {CONCLUSIONS}
    if "/" in said:
        assert await listed(finished, "", said) == {CONCLUSIONS}, "where one searches, too"


async def test_what_is_no_number_is_said_at_its_field(finished: Hall) -> None:
    html = await text(finished, "", "/published?number=mười")
    assert "Số văn bản gõ như 12 hoặc 12/TB-HĐND." in html
    assert await listed(finished, "", "&number=2/BB") == set()


async def test_not_found_is_not_the_same_as_nothing_there(finished: Hall) -> None:
    html = await text(finished, "", "/published?q=không+có+từ+này&stage=notice")
    assert "Không tìm thấy văn bản nào" in html
    assert "Chưa có văn bản nào" not in html
    ways = {each["href"] for each in read(html).all("a")}
    assert {"/published?stage=notice", "/published"} <= ways, "what one might try"
    async with hall() as empty:
        page = await text(empty, "", "/published")
        assert "Chưa có văn bản nào" in page
        assert "Không tìm thấy" not in page


async def test_what_can_be_chosen_says_how_many_it_leaves(finished: Hall) -> None:
    page = await text(finished, "", "/published")
    assert "Giấy mời và chương trình (2)" in page
    assert "2024 (3)" in page
    assert "Biên bản (" not in page, "nobody is told of what is not for them"
    assert "Biên bản (1)" in await text(finished, "dong-anh", "/published")


async def test_an_address_says_only_what_was_chosen(finished: Hall) -> None:
    async with (await finished.browser("")).get(
        "/published?q=&number=&year=2024&stage=", allow_redirects=False
    ) as response:
        assert (response.status, response.headers["Location"]) == (302, "/published?year=2024")


async def test_what_is_found_can_be_followed(finished: Hall) -> None:
    html = await text(finished, "", "/published?stage=notice")
    assert "/published.atom?stage=notice" in html
    feed = await text(finished, "", "/published.atom?stage=notice")
    assert f"{PAPERS}/{NOTICE}<" in feed
    assert f"{PAPERS}/{CONCLUSIONS}<" not in feed
    assert "<entry>" not in await text(finished, "", "/published.atom?number=mười")
    assert "<entry>" in await text(finished, "", "/published.atom?q=ra+soat")


async def test_a_long_list_is_leafed_through_by_its_reader(finished: Hall) -> None:
    before = await finished.parts.library.headline(MEETING)
    known = await finished.parts.library.publication(MEETING, PublicationNo(NOTICE))
    assert before
    assert known
    many = [replace(known, no=PublicationNo(number)) for number in range(101, 141)]
    await finished.parts.library.keep(before, many)
    for who in ("", "chair"):
        seen = set[int]()
        for number in (1, 2, 3):
            seen |= await listed(finished, who, f"&page={number}")
        assert set(range(101, 141)) <= seen
        page = read(await text(finished, who, "/published?page=2"))
        ways = {each["rel"]: each["href"] for each in page.all("a") if each["rel"]}
        assert ways == {"prev": "/published", "next": "/published?page=3"}
    assert await listed(finished, "", "&page=99") == await listed(finished, "", "&page=3")


def test_hits_are_whole_syllables() -> None:
    def marked(query: str, text: str) -> list[str]:
        return [piece.text for piece in excerpt(query, [text]) if piece.hit]

    assert marked("củ", "của cải, cũ và củ cải") == ["cũ", "củ"]
    assert marked("ket luan", "Kết luận của kết luận viên") == ["Kết", "luận", "kết", "luận"]
    assert marked("hội ngh", "hội nghị") == ["hội", "nghị"], "a beginning marks what it began"


async def test_a_paper_says_what_it_replaces_and_how_it_is_cited(finished: Hall) -> None:
    newer = read(await text(finished, "", f"{PAPERS}/{NOTICE}"))
    assert f"{PAPERS}/{WITHDRAWN}" in {each["href"] for each in newer.all("a")}
    await numbered(finished, "secretary", CONCLUSIONS, "")
    html = await text(finished, "", f"{PAPERS}/{CONCLUSIONS}")
    assert "Trích dẫn:" in html
    assert "Thông báo số 01/TB" in html
