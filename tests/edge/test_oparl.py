"""What is published to everybody, as OParl 1.1: every object at its address, as the schema says."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from yarl import URL

from diemcau.domain.nouns.agenda import AttachDocument, Document
from diemcau.domain.nouns.conference import CancelConference
from diemcau.domain.nouns.ids import PublicationNo
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.hall import Hall
from tests.support.meeting import ANNOUNCED, CHAIR, CLOSED, REPORT, SECRETARY, at, by
from tests.support.oparl import wrong
from tests.support.room import MEETING
from tests.support.scene import on_stage

HOME = "http://127.0.0.1:8080"
LISTS = (
    *("organization", "person", "meeting", "paper", "agendaItem", "file"),
    *("consultation", "membership", "locationList", "legislativeTermList"),
)
"""The attributes of a body that lead to lists."""


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    async for made in on_stage(CLOSED, minutes=230):
        for step in (
            Publish(**by(SECRETARY, 231), stage=Stage.NOTICE, readers=Readers.PUBLIC),
            Publish(**by(SECRETARY, 232), stage=Stage.MINUTES, readers=Readers.PUBLIC),
            Publish(**by(SECRETARY, 233), stage=Stage.NOTICE, readers=Readers.ALL_SITES),
        ):
            await made.parts.rooms.submit(MEETING, step)
        yield made


async def got(hall: Hall, address: str, status: int = 200) -> Any:
    """Without a name, as a program asks."""
    url = URL(address)
    async with (await hall.browser("")).get(url.relative() if url.host else url) as response:
        assert response.status == status, address
        if status != 200:
            return None
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        return await response.json()


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """With those that stand inside."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


async def test_from_the_system_every_object_is_found_and_is_as_the_schema_says(hall: Hall) -> None:
    system = await got(hall, "/oparl")
    [body] = (await got(hall, system["body"]))["data"]
    pages = [await got(hall, body[name]) for name in LISTS]
    seen = {each["id"]: each for each in objects([system, body, pages])}
    kinds = {each["type"].rpartition("/")[2] for each in seen.values()}
    assert kinds == {"System", "Body", "Organization", "Meeting", "Paper", "AgendaItem", "File"}
    for address, each in seen.items():
        assert wrong(each) == []
        assert await got(hall, address) == each


async def test_a_meeting_has_its_agenda_its_invitation_and_its_minutes(hall: Hall) -> None:
    meeting = await got(hall, f"/oparl/meeting/{MEETING}")
    assert meeting["name"] == "Hội nghị giao ban quý I/2024"
    assert meeting["start"] == at(0).isoformat()
    assert [each["order"] for each in meeting["agendaItem"]] == [1, 2, 3, 4, 5]
    assert meeting["invitation"]["accessUrl"] == f"{HOME}/published/{MEETING}/1.pdf"
    assert meeting["resultsProtocol"]["accessUrl"] == f"{HOME}/published/{MEETING}/2.pdf"
    assert meeting["modified"] > meeting["created"]
    assert meeting["cancelled"] is False


async def test_what_is_for_sites_alone_is_not_there(hall: Hall) -> None:
    papers = (await got(hall, "/oparl/list/paper"))["data"]
    assert [each["reference"] for each in papers] == [f"{MEETING}/1", f"{MEETING}/2"]
    await got(hall, f"/oparl/paper/{MEETING}/3", status=404)


async def test_what_was_withdrawn_is_told_to_who_asks_what_changed(hall: Hall) -> None:
    gone = WithdrawPublication(**by(SECRETARY, 240), publication=PublicationNo(2), reason="Sai")
    await hall.parts.rooms.submit(MEETING, gone)
    assert len((await got(hall, "/oparl/list/paper"))["data"]) == 1
    since = at(239).isoformat().replace("+", "%2B")
    [told] = (await got(hall, f"/oparl/list/paper?modified_since={since}"))["data"]
    assert told["deleted"] is True
    assert wrong(told) == []
    assert told == await got(hall, f"/oparl/paper/{MEETING}/2")
    meeting = await got(hall, f"/oparl/meeting/{MEETING}")
    assert "resultsProtocol" not in meeting
    assert meeting["modified"] == told["modified"]


async def test_lists_are_asked_by_time_and_in_pages(hall: Hall) -> None:
    async def found(**query: str) -> list[str]:
        url = URL("/oparl/list/paper").with_query(query)
        return [each["reference"] for each in (await got(hall, str(url)))["data"]]

    first, second = f"{MEETING}/1", f"{MEETING}/2"
    assert await found(created_since=at(232).isoformat()) == [second]
    assert await found(created_until=at(231).isoformat()) == [first]
    assert await found(modified_until=at(200).isoformat()) == []
    assert await found(page="2") == []
    page = await got(hall, "/oparl/list/meeting?omit_internal=true&page=1")
    assert "agendaItem" not in page["data"][0]
    assert page["links"]["self"].endswith("?omit_internal=true&page=1")
    assert page["pagination"]["totalElements"] == 1
    for query in (
        "page=0",
        "page=x",
        "page=٣",
        "created_since=gestern",
        "modified_until=2024-01-01",
    ):
        await got(hall, f"/oparl/list/paper?{query}", status=400)
    await got(hall, "/oparl/list/nothing", status=404)
    await got(hall, "/oparl/meeting/nothing", status=404)


async def test_before_anything_is_published_there_is_a_system_with_nothing_in_it() -> None:
    async for made in on_stage(minutes=-200):
        system = await got(made, "/oparl")
        [body] = (await got(made, system["body"]))["data"]
        for each in (system, body):
            assert wrong(each) == []
        assert (await got(made, body["meeting"]))["data"] == []


async def test_a_conference_that_is_off_says_so() -> None:
    async for made in on_stage(ANNOUNCED, minutes=-200):
        notice = Publish(**by(SECRETARY, -199), stage=Stage.NOTICE, readers=Readers.PUBLIC)
        off = CancelConference(**by(CHAIR, -100), reason="Bão")
        await made.parts.rooms.submit(MEETING, notice)
        await made.parts.rooms.submit(MEETING, off)
        assert (await got(made, f"/oparl/meeting/{MEETING}"))["cancelled"] is True


async def test_documents_lead_to_the_files_they_name() -> None:
    paper = Document("Báo cáo", "/files/1")
    attached = AttachDocument(**by(SECRETARY, -200), item=REPORT, document=paper)
    async for made in on_stage(ANNOUNCED, minutes=-200):
        published = Publish(**by(SECRETARY, -199), stage=Stage.DOCUMENTS, readers=Readers.PUBLIC)
        for step in (attached, published):
            await made.parts.rooms.submit(MEETING, step)
        found = await got(made, f"/oparl/paper/{MEETING}/1")
        assert wrong(found) == []
        [file] = found["auxiliaryFile"]
        assert (file["name"], file["accessUrl"]) == ("Báo cáo", f"{HOME}/files/1")


@pytest.mark.parametrize("address", ["http://[bad", "https://x:99999999/", "http://x:y/"])
async def test_an_address_that_is_none_takes_nothing_else_along(address: str) -> None:
    attached = AttachDocument(
        **by(SECRETARY, -200), item=REPORT, document=Document("Báo cáo", address)
    )
    async for made in on_stage(ANNOUNCED, minutes=-200):
        published = Publish(**by(SECRETARY, -199), stage=Stage.DOCUMENTS, readers=Readers.PUBLIC)
        for step in (attached, published):
            await made.parts.rooms.submit(MEETING, step)
        assert (await got(made, f"/oparl/paper/{MEETING}/1"))["auxiliaryFile"] == []


async def test_of_a_withdrawn_notice_not_even_the_organiser_is_told(hall: Hall) -> None:
    assert (await got(hall, "/oparl/organization/1"))["name"] == "Thường trực HĐND thành phố"
    gone = WithdrawPublication(**by(SECRETARY, 240), publication=PublicationNo(1), reason="Sai")
    await hall.parts.rooms.submit(MEETING, gone)
    assert "Thường trực" not in (await got(hall, "/oparl/organization/1"))["name"]


async def test_a_replacement_that_is_not_public_is_not_named(hall: Hall) -> None:
    assert "relatedPaper" not in await got(hall, f"/oparl/paper/{MEETING}/1")
