"""Stored logs of registers load for ever: what earlier programs wrote replays to what it was."""

from pathlib import Path

import pytest

from diemcau.app.petitions.kind import PETITIONS
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.petitions.events import NAMES
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.protocol import records
from tests.support.golden import FOLDER, written

REGISTER = DossierId("petitions/home/register")
LOGS = sorted((FOLDER / "registers").glob("*.jsonl"))


def replayed(path: Path) -> PetitionRegister:
    register = PETITIONS.begin(REGISTER)
    for record in written(path):
        register = PETITIONS.evolve(register, PETITIONS.shapes.read(record))
    return register


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_register_of_an_earlier_program_replays(path: Path) -> None:
    assert records.first_broken(REGISTER, written(path)) is None
    register = replayed(path)
    assert len(register.order) == len(register.petitions) > 0
    assert all(petition.history for petition in register.petitions.values() if petition.reviews)


def test_every_stored_name_stands_in_some_golden_register() -> None:
    names = {record.name for path in LOGS for record in written(path)}
    assert names == set(NAMES)
