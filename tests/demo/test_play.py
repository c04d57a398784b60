"""`diemcau demo --play`: a whole morning through the public protocol, at a run."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest

from diemcau.adapters.store import open_store
from diemcau.demo import place
from diemcau.demo.options import Options
from diemcau.demo.show import show
from diemcau.demo.stage import Ending
from diemcau.domain.nouns import papers
from diemcau.domain.nouns.terms import Kind, Readers, Stage
from tests.support.demo import settings_in

SITES = 6
Paper = TypeVar("Paper", bound=papers.Paper)

HAPPENS = {
    "site.line_lost",
    "site.incident_reported",
    "site.incident_resolved",
    "site.attendance_corrected",
    "message.sent",
    "request.ready",
    "queue.closed",
    "speech.extended",
    "speech.paused",
    "speech.resumed",
    "act.undone",
    "round.started",
    "round.skipped",
    "round.ended",
    "item.draft_carried",
    "item.board_carried",
    "item.petition_focused",
    "item.clause_focused",
    "vote.opened",
    "vote.cast",
    "vote.closed",
    "opinion.handed_in",
    "note.written",
    "conclusion.edited",
    "publication.read",
}
"""What every morning of the demo shows, besides what no conference is without."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def ending(folder: Path) -> Ending:
    options = Options(sites=SITES, speed=600, play=True)
    with place.taken(settings_in(folder), options) as own:
        ended = asyncio.run(show(own, options))
    assert ended is not None
    return ended


@pytest.fixture(scope="module")
def happened(folder: Path, ending: Ending) -> Counter[str]:
    """How often each kind of event stands in the log."""

    async def names() -> Counter[str]:
        store = open_store(settings_in(folder).store.url)
        log = await store.events.read(ending.seeded.meeting)
        await store.close()
        return Counter(record.name for record in log)

    return asyncio.run(names())


def published(ending: Ending, shape: type[Paper]) -> Paper:
    [paper] = [each.paper for each in ending.papers if isinstance(each.paper, shape)]
    return paper


def test_four_tasks_are_published_each_with_who_and_until_when(ending: Ending) -> None:
    lines = published(ending, papers.Conclusions).conclusions
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert all(line.lead for line in lines)
    assert [line.standing for line in lines] == [True, False, True, False]
    assert [line.deadline is not None for line in lines] == [False, True, False, True]
    assert lines[3].deadline_words == "kỳ họp thường lệ giữa năm 2024"


def test_every_stage_there_is_is_public(ending: Ending) -> None:
    stages = [each.stage for each in sorted(ending.papers, key=lambda each: each.no)]
    assert stages == [Stage.NOTICE, Stage.MINUTES, Stage.CONCLUSIONS]
    assert {each.readers for each in ending.papers} == {Readers.PUBLIC}


def test_the_minutes_name_every_speech_with_its_times(ending: Ending) -> None:
    minutes = published(ending, papers.Minutes)
    lines = [line for item in minutes.items for line in item.speeches]
    counted = [no for no, speech in ending.state.speeches.items() if not speech.undone]
    assert sorted(line.no for line in lines) == sorted(counted)
    assert len(lines) >= 12
    for line in lines:
        assert minutes.started_at < line.started_at < line.ended_at < minutes.ended_at
        assert line.speaker
        assert line.note


def test_the_draft_on_its_item_is_gone_through_clause_by_clause(ending: Ending) -> None:
    [line] = [each for each in published(ending, papers.Minutes).items if each.draft]
    assert line.number == "4"
    assert any(speech.clauses for speech in line.speeches)
    assert [vote.clause for vote in line.votes] == ["khoản 1 Điều 7"]


def test_the_minutes_hold_the_roll_call_of_every_site(ending: Ending) -> None:
    attendance = published(ending, papers.Minutes).attendance
    assert len(attendance) == SITES
    assert all(line.checked_in_at and line.present and line.delegates for line in attendance)


def test_everything_happens_that_may_happen_in_a_discussion(
    ending: Ending, happened: Counter[str]
) -> None:
    assert set(happened) >= HAPPENS
    speeches = ending.state.speeches.values()
    assert any(speech.out_of_order for speech in speeches)
    assert any(speech.kind is Kind.REBUTTAL for speech in speeches)
    assert any(speech.kind is Kind.ANSWER for speech in speeches)


def test_the_log_holds(ending: Ending) -> None:
    assert ending.finding.proven
    assert ending.finding.records > 100
