"""Stored logs load for ever: what earlier programs wrote still replays (house rule 2)."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import evolve, replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import NAMES
from diemcau.domain.nouns.papers import Minutes, Paper
from diemcau.domain.nouns.publishing import MinutesDrafted
from diemcau.domain.nouns.terms import Phase, RequestState
from diemcau.domain.rules import drafting
from diemcau.domain.views.families import FAMILIES, Audience, render
from diemcau.protocol import records
from diemcau.protocol.upcasters import UPCASTERS
from tests.support.golden import FOLDER, GOLDEN, written

LOGS = sorted(FOLDER.glob("*.jsonl"))


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_log_of_an_earlier_program_replays(path: Path) -> None:
    log = written(path)
    assert records.first_broken(GOLDEN, log) is None
    meeting = replay(Meeting(id=GOLDEN), map(records.read, log))
    assert meeting.phase in (Phase.CLOSED, Phase.CANCELLED)
    drawn = {role: render(meeting, Audience(role)) for role in FAMILIES["conference"].drawn}
    assert all("conference" in view for view in drawn.values())


def without_what_was_not_told(now: Minutes, then: Paper) -> Minutes:
    """Programs before this one left the conclusions out."""
    assert isinstance(then, Minutes)
    return now if then.conclusions else replace(now, conclusions=())


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_the_minutes_of_a_log_of_an_earlier_program_say_what_they_said(path: Path) -> None:
    meeting = Meeting(id=GOLDEN)
    for event in map(records.read, written(path)):
        if isinstance(event, MinutesDrafted):
            number, replaces, reason = event.version, event.replaces, event.reason
            now = drafting.minutes(meeting, number=number, replaces=replaces, reason=reason)
            assert without_what_was_not_told(now, event.paper) == event.paper
        meeting = evolve(meeting, event)


def test_requests_that_outlived_their_item_wait_as_they_did() -> None:
    """In logs of a time when they did not end with it."""
    meeting = replay(Meeting(id=GOLDEN), map(records.read, written(FOLDER / "2026-11.jsonl")))
    waiting = [r for r in meeting.requests.values() if r.state is RequestState.WAITING]
    assert {request.id for request in waiting} == {"dk", "khach", "Hoàn Kiếm: comment"}


def test_every_stored_name_stands_in_some_golden_log() -> None:
    names = {record.name for path in LOGS for record in written(path)}
    assert names == NAMES.keys() | UPCASTERS.keys()
