"""Levels §3: difficulties go up with the text as sent, and what becomes of them is seen below."""

from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from msgspec.structs import replace

from diemcau.domain.difficulties.nouns import (
    Difficulties,
    DifficultyCommand,
    DifficultyNotOpen,
    DifficultyState,
    LeaveDifficulty,
    NoSuchDifficulty,
    OfferDifficulty,
    TakeDifficulty,
    WithdrawDifficulty,
)
from diemcau.domain.difficulties.rules import MOST_OPEN, begin, decide, evolve
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import BodyId, CommandId, DossierId, MeetingId
from diemcau.domain.nouns.refusals import EnoughOfThese, ReasonMissing, TextMissing
from diemcau.domain.nouns.terms import Role

NOW: Final = datetime(2024, 4, 19, 3, tzinfo=UTC)
STAMP: Final[dict[str, Any]] = {
    "id": CommandId("1"),
    "at": NOW,
    "actor": Actor(Role.SECRETARY, "Thư ký"),
}
SOC_SON, BA_VI = BodyId("soc-son"), BodyId("ba-vi")
OFFER: Final = OfferDifficulty(
    **STAMP,
    body=SOC_SON,
    name="HĐND Sóc Sơn",
    meeting=MeetingId("soc-son-1"),
    held_on=date(2024, 4, 18),
    text=" Thiếu kinh phí tu bổ đê ",
)
TAKE: Final = TakeDifficulty(**STAMP, number=1)
WITHDRAW: Final = WithdrawDifficulty(**STAMP, body=SOC_SON, number=1)
LEAVE: Final = LeaveDifficulty(**STAMP, number=1, reason=" Thuộc thẩm quyền xã ")


def after(*commands: DifficultyCommand) -> Difficulties:
    known = begin(DossierId("difficulties/home/offered"))
    for command in commands:
        for event in decide(known, command):
            known = evolve(known, event)
    return known


def refused(known: Difficulties, command: DifficultyCommand) -> type[Rejected]:
    with pytest.raises(Rejected) as told:
        decide(known, command)
    return told.type


def test_it_stands_above_as_it_was_sent() -> None:
    [one] = after(OFFER).all
    assert (one.number, one.text, one.name) == (1, "Thiếu kinh phí tu bổ đê", "HĐND Sóc Sơn")
    assert one.state is DifficultyState.OFFERED
    assert refused(after(), replace(OFFER, text=" ")) is TextMissing


@pytest.mark.parametrize(
    ("command", "state", "reason"),
    [
        (TAKE, DifficultyState.TAKEN, ""),
        (WITHDRAW, DifficultyState.WITHDRAWN, ""),
        (LEAVE, DifficultyState.LEFT, "Thuộc thẩm quyền xã"),
    ],
)
def test_it_is_taken_withdrawn_or_left_once(
    command: DifficultyCommand, state: DifficultyState, reason: str
) -> None:
    known = after(OFFER, OFFER, command)
    assert [each.state for each in known.all] == [state, DifficultyState.OFFERED]
    assert known.all[0].reason == reason
    for again in (TAKE, WITHDRAW, LEAVE):
        assert refused(known, again) is DifficultyNotOpen


def test_it_is_left_with_words_alone() -> None:
    assert refused(after(OFFER), replace(LEAVE, reason=" ")) is ReasonMissing


def test_of_another_body_and_of_no_number_there_is_none() -> None:
    assert refused(after(OFFER), replace(WITHDRAW, body=BA_VI)) is NoSuchDifficulty
    for number in (0, 2):
        assert refused(after(OFFER), replace(TAKE, number=number)) is NoSuchDifficulty


def test_a_body_has_no_more_than_so_many_open_and_others_are_not_held_up() -> None:
    full = after(*[OFFER] * MOST_OPEN)
    assert refused(full, OFFER) is EnoughOfThese
    assert decide(full, replace(OFFER, body=BA_VI))
    [taken] = decide(full, TAKE)
    assert decide(evolve(full, taken), OFFER)
