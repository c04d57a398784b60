"""Follow-up in the browser: the board of each reader, and a task from its assignment to its end."""

import hashlib
from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiohttp import FormData
from multidict import MultiDict

from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.ids import ConclusionId
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Stage
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.meeting import CHAIR, DAY, DISCUSSION, SECRETARY, Step, at, by
from tests.support.papers import pdf
from tests.support.room import MEETING
from tests.support.scene import on_stage


def drafted(name: str, lead: str, deadline: date | None) -> DraftConclusion:
    text = ConclusionText(name, lead=lead, deadline=deadline, standing=deadline is None)
    return DraftConclusion(**by(SECRETARY, 130, named=name), text=text)


FOLLOWED: Step = (
    DISCUSSION,
    drafted("Gia cố kè", "HĐND quận Ba Đình", date(2024, 6, 30)),
    drafted("Họp giao ban", "Sở Nội vụ", None),
    ApproveConclusions(**by(CHAIR, 140)),
    Publish(**by(SECRETARY, 150), stage=Stage.CONCLUSIONS),
)
KE = f"/follow-up/{MEETING}/DraftConclusion, Gia cố kè"


@pytest.fixture
async def followed() -> AsyncIterator[Hall]:
    async for made in on_stage(FOLLOWED, minutes=DAY):
        yield made


async def text(hall: Hall, who: str, path: str, status: int = 200) -> str:
    async with (await hall.browser(who)).get(path, allow_redirects=False) as response:
        assert response.status == status, path
        return await response.text()


async def sends(hall: Hall, who: str, act: str, **fields: str) -> str:
    """Fill in the form of the act on the page of the task; where that leads."""
    form = form_for(read(await text(hall, who, KE)), f"/{act}")
    sent = MultiDict({**filled(form), **fields})
    async with (await hall.browser(who)).post(form["action"], data=sent) as response:
        return await response.text()


async def reports(
    hall: Hall, name: str = "", body: bytes = b"", who: str = "ba-dinh", **fields: str
) -> str:
    """The form with a file in it, or as a browser sends it without one."""
    form = form_for(read(await text(hall, "ba-dinh", KE)), f"/files/{MEETING}")
    data = FormData(quote_fields=False)
    sent = {**filled(form), **fields, "csrf": f"csrf-of-{who}"}
    sent.pop("file", None)
    for key, value in sent.items():
        data.add_field(key, value)
    data.add_field("file", body, filename=name, content_type="application/octet-stream")
    async with (await hall.browser(who)).post(form["action"], data=data) as response:
        return await response.text()


async def test_each_reader_finds_on_the_board_what_is_theirs(followed: Hall) -> None:
    for who in ("chair", "deputy", "secretary"):
        html = await text(followed, who, "/follow-up")
        assert "Gia cố kè" in html
        assert "Họp giao ban" in html
    html = await text(followed, "ba-dinh", "/follow-up")
    assert "Gia cố kè" in html
    assert "Họp giao ban" not in html
    assert "Gia cố kè" not in await text(followed, "dong-anh", "/follow-up")
    for who in ("operator", "screen", "admin"):
        await text(followed, who, "/follow-up", status=403)
    await text(followed, "", "/follow-up", status=302)


async def test_a_task_of_another_looks_as_if_it_were_not_there(followed: Hall) -> None:
    await text(followed, "dong-anh", KE, status=404)
    await text(followed, "chair", f"/follow-up/{MEETING}/khong-co", status=404)


async def test_the_board_is_narrowed_to_what_is_asked_for(followed: Hall) -> None:
    assert "Họp giao ban" not in await text(followed, "chair", "/follow-up?q=gia+co+ke")
    assert "Gia cố kè" not in await text(followed, "chair", "/follow-up?lead=Sở+Nội+vụ&show=all")
    assert "Không có việc nào" in await text(followed, "chair", "/follow-up?show=overdue")
    followed.clock.time = at(100 * DAY)
    overdue = await text(followed, "secretary", "/follow-up?show=overdue")
    assert "Gia cố kè" in overdue
    assert "0/1 (0 %)" in overdue
    assert "Gia cố kè" in await text(followed, "secretary", "/follow-up?show=no-such-choice")


async def test_a_lead_that_is_late_gets_a_letter_and_others_none(followed: Hall) -> None:
    letter = "/follow-up/letter.pdf?lead=HĐND+quận+Ba+Đình"
    await text(followed, "chair", letter, status=404)
    followed.clock.time = at(100 * DAY)
    assert letter.partition("?")[0] in await text(followed, "secretary", "/follow-up")
    async with (await followed.browser("secretary")).get(letter) as response:
        assert (await response.read()).startswith(b"%PDF-")
    await text(followed, "secretary", "/follow-up/letter.pdf?lead=Sở+Nội+vụ", status=404)
    await text(followed, "ba-dinh", letter, status=403)


async def test_a_task_from_its_assignment_to_its_end(followed: Hall) -> None:
    await sends(followed, "ba-dinh", "acknowledge_task")
    await reports(followed, text="Đã khảo sát", per_cent="40")
    await sends(followed, "ba-dinh", "ask_for_extension", until="2024-07-31", reason="Mùa lũ")
    assert "chờ chủ tọa hoặc thư ký trả lời" in await text(followed, "ba-dinh", KE)
    assert "Xin lùi đến 31/07/2024" in await text(followed, "secretary", "/follow-up")
    await sends(followed, "chair", "answer_extension", granted="true")
    await sends(followed, "secretary", "chase_task", text="Còn 15 ngày làm việc")
    closed = await sends(followed, "secretary", "close_task", outcome="done")
    for words in ("Hoàn thành", "100 %", "31/07/2024", "ban đầu 30/06/2024", "Đã khảo sát"):
        assert words in closed
    assert "task/DraftConclusion" not in closed
    assert "Gia cố kè" in await text(followed, "chair", "/follow-up?show=over")
    again = await sends(followed, "secretary", "reopen_task", reason="Sót một đoạn")
    assert "Đang thực hiện" in again


async def test_a_lead_of_no_name_is_asked_for_and_its_site_then_acts(followed: Hall) -> None:
    asked = "Chưa rõ điểm cầu nào"
    assert asked in await text(followed, "secretary", "/follow-up")
    assert asked not in await text(followed, "chair", "/follow-up")
    hop = KE.replace("Gia cố kè", "Họp giao ban")
    secretary, page = await followed.browser("secretary"), await text(followed, "secretary", hop)
    form = form_for(read(page), "/hand_task")
    sent = MultiDict({**filled(form), "site": "001"})
    async with secretary.post(form["action"], data=sent) as response:
        assert asked not in await response.text()
    assert asked not in await text(followed, "secretary", "/follow-up")
    assert "Họp giao ban" in await text(followed, "ba-dinh", "/follow-up")


async def test_a_report_brings_what_shows_it_for_the_lead_and_the_table(followed: Hall) -> None:
    html = await reports(
        followed, "anh.pdf", pdf("Ke da gia co"), text="Đã xong", per_cent="90", open="true"
    )
    assert "anh</a>" in html
    meeting = await followed.parts.rooms.state(MEETING)
    known = meeting.conclusions[ConclusionId("DraftConclusion, Gia cố kè")].task
    assert known is not None
    assert known.history[-1].evidence is not None
    address = known.history[-1].evidence.address
    for who, status in (
        *(("ba-dinh", 200), ("secretary", 200), ("chair", 200)),
        *(("dong-anh", 404), ("operator", 404), ("screen", 404), ("", 404)),
    ):
        async with (await followed.browser(who)).get(address) as response:
            assert response.status == status, who


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("anh.exe", {"open": "true"}, "Không nhận loại tệp này"),
        ("anh.pdf", {}, "Hãy xác nhận"),
        ("anh.pdf", {"open": "true", "per_cent": "101"}, "bad_args"),
        ("anh.pdf", {"open": "true", "per_cent": "nửa"}, "bad_args"),
        ("anh.pdf", {"open": "true", "text": " "}, "text_missing"),
    ],
)
async def test_a_report_that_is_refused_leaves_no_file(
    followed: Hall, name: str, fields: dict[str, str], words: str
) -> None:
    body = pdf("x")
    html = await reports(followed, name, body, **{"text": "Xong", "per_cent": "9", **fields})
    assert words in html
    digest = hashlib.sha256(body).hexdigest()
    assert await followed.parts.files.find(MEETING, digest) is None


async def test_another_sites_task_takes_no_report(followed: Hall) -> None:
    said = {"text": "Xong", "per_cent": "9", "open": "true"}
    assert "not_for_you" in await reports(followed, "a.pdf", pdf("x"), "dong-anh", **said)


async def test_what_the_rules_refuse_is_said_in_words(followed: Hall) -> None:
    late = await sends(followed, "ba-dinh", "ask_for_extension", until="2024-06-01", reason="Lũ")
    assert 'role="alert"' in late
    assert "Lũ" not in await text(followed, "ba-dinh", KE)


@pytest.mark.parametrize("who", ["chair", "secretary", "ba-dinh"])
async def test_the_pages_can_be_read_by_ears_and_by_keys(followed: Hall, who: str) -> None:
    for path in ("/follow-up", KE):
        page = read(await text(followed, who, path))
        assert unlabelled(page) == []
        assert skipped_headings(page) == []
        assert doubled_ids(page) == set()


async def test_the_next_conference_takes_open_tasks_onto_its_agenda_with_one_press(
    followed: Hall,
) -> None:
    secretary = await followed.browser("secretary")
    form = form_for(read(await text(followed, "secretary", "/conferences/new")), "/conferences/new")
    plan = {"title": "Quý II", "starts_at": "2024-07-19T08:00", "ends_at": "2024-07-19T11:00"}
    async with secretary.post(form["action"], data=MultiDict({**filled(form), **plan})) as response:
        editor = f"{response.url.path.rpartition('/')[0]}/agenda"
    offered = read(await text(followed, "secretary", editor))
    act = next(
        each
        for each in offered.all("form")
        if each["action"].endswith("/add_item") and filled(each).get("plan.documents.0.address")
    )
    async with secretary.post(act["action"], data=filled(act)) as response:
        assert response.status == 200
    html = await text(followed, "secretary", editor)
    assert "Tình hình thực hiện: Gia cố kè" in html
    assert "Đã vào chương trình" in html
    assert "open-tasks" not in await text(
        followed, "secretary", f"/conferences/{MEETING}/edit/agenda"
    )
