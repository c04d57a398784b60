"""Stored logs load for ever: what earlier programs wrote still replays (house rule 2)."""

from pathlib import Path

import pytest

from diemcau.domain.decider import replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import NAMES
from diemcau.domain.nouns.terms import Phase
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


def test_every_stored_name_stands_in_some_golden_log() -> None:
    names = {record.name for path in LOGS for record in written(path)}
    assert names == NAMES.keys() | UPCASTERS.keys()
