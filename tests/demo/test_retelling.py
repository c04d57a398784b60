"""The register of the first quarter of 2024, told again as its acts, comes to its own board."""

import json
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from diemcau import resources
from diemcau.demo import retelling
from diemcau.domain.petitions.decider import begin, decide, evolve
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.views.board import board, silent_units
from diemcau.domain.petitions.views.tallies import on_time
from diemcau.domain.workdays import Calendar
from tests.support.register import REGISTER

FILE = resources.WEB.parent / "config" / "demo" / "petitions-2024-q1.json"
AS_OF = date(2024, 4, 19)


@cache
def told() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


@cache
def register() -> PetitionRegister:
    known = begin(REGISTER)
    at = datetime(2024, 4, 19, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    read = retelling.read(FILE.read_bytes())
    for act in retelling.acts(read, at, Calendar(), secretary="Thư ký", chair="Chủ tọa"):
        for event in decide(known, act):
            known = evolve(known, event)
    return known


@pytest.mark.parametrize(
    ("figure", "ours"),
    [
        ("records", "records"),
        ("statements", "statements"),
        ("petitions", "petitions"),
        ("voices", "voices"),
        ("by_state", "by_state"),
        ("by_level", "by_competence"),
        ("by_field", "by_field"),
        ("by_result_group", "by_group"),
        ("overdue", "overdue"),
        ("carried_twice_or_more", "carried"),
        ("second_round", "second_round"),
        ("disputed_competence", "disputed"),
        ("returned_at_least_once", "returned"),
    ],
)
def test_each_figure_of_the_board_is_what_the_file_says(figure: str, ours: str) -> None:
    found = getattr(board(register(), AS_OF), ours)
    said = told()["board"][figure]
    assert (list(found) if isinstance(said, list) else found) == said


def test_what_was_answered_on_time_of_what_was_due_in_the_quarter() -> None:
    rate = on_time(register(), date(2024, 1, 1), date(2024, 3, 31))
    said = told()["board"]
    assert rate.due == said["deadline_in_2024_q1"]
    assert rate.answered == said["answered_on_time_of_these"]
    assert rate.per_mille == 854


def test_every_unit_has_raised_something() -> None:
    units = {each["site"] for each in told()["statements"]}
    assert (
        list(silent_units(register(), sorted(units))) == told()["board"]["units_without_a_petition"]
    )


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("title", "title"),
        ("state", "state"),
        ("round", "round"),
        ("result", "settlement"),
        ("lead", "lead"),
        ("level", "competence"),
        ("field", "field"),
        ("batch", "batch"),
        ("carried", "carried"),
    ],
)
def test_each_petition_stands_where_the_file_says(said: str, ours: str) -> None:
    for petition in told()["petitions"]:
        assert getattr(register().petitions[petition["code"]], ours) == petition[said]


def test_each_petition_answers_the_statements_that_the_file_says() -> None:
    for petition in told()["petitions"]:
        assert list(register().petitions[petition["code"]].statements) == petition["statements"]
    for statement in told()["statements"]:
        assert list(register().statements[statement["id"]].petitions) == statement["petitions"]
