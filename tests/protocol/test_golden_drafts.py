"""Stored logs of consultations load for ever: what earlier programs wrote is what it was."""

from pathlib import Path

import pytest

from diemcau.app.consultation.kind import CONSULTATION
from diemcau.domain.consultation.events import NAMES
from diemcau.domain.consultation.state import Consultation
from diemcau.protocol import records
from tests.support.golden import written
from tests.support.golden_drafts import DRAFT, FOLDER

LOGS = sorted(FOLDER.glob("*.jsonl"))


def replayed(path: Path) -> Consultation:
    state = CONSULTATION.begin(DRAFT)
    for record in written(path):
        state = CONSULTATION.evolve(state, CONSULTATION.shapes.read(record))
    return state


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_consultation_of_an_earlier_program_replays(path: Path) -> None:
    assert records.first_broken(DRAFT, written(path)) is None
    state = replayed(path)
    assert state.round >= 1
    assert state.sent == sum(1 for each in state.comments.values() if each.code)


def test_every_stored_name_stands_in_some_golden_consultation() -> None:
    names = {record.name for path in LOGS for record in written(path)}
    assert names == set(NAMES)
