"""Two nodes race on one queue, thousands of commands, and together they are one room.

The log is the one order. Linearizable (Herlihy and Wing, 1990) means for us: what was answered
before something else was asked stands before it; and each answer is what the rules say at one
instant between the question and the answer.
"""

import asyncio
import os
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.live.hearing import Hearing
from diemcau.app.live.room import Room
from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import RequestId
from diemcau.domain.nouns.queue import CloseQueue, OpenQueue
from diemcau.domain.nouns.requests import AskToSpeak, Withdraw
from diemcau.domain.nouns.terms import Kind
from diemcau.protocol import records, sent
from diemcau.protocol.records import Record
from tests.support.meeting import CHAIR, DISCUSSION, DISCUSSION_ITEM, SITES, by, plan_conference
from tests.support.nodes import Party
from tests.support.room import MEETING, rooms, take
from tests.support.store import fresh

COMMANDS = int(os.environ.get("TORTURE_COMMANDS", "250"))
"""That each of eight people gives."""

pytestmark = pytest.mark.torture


class Asked(NamedTuple):
    """`begun` and `ended` count the questions and answers of all, in the order of time."""

    command: AnyCommand
    begun: int
    ended: int
    answer: int | type[Rejected]


class Course:
    """What was asked and answered, in order."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._instant = 0

    async def ask(self, room: Room, command: AnyCommand) -> None:
        begun = self._next()
        answer: int | type[Rejected]
        try:
            answer = await room.submit(command)
        except Rejected as refusal:
            answer = type(refusal)
        self.asked.append(Asked(command, begun, self._next(), answer))

    def _next(self) -> int:
        self._instant += 1
        return self._instant


def a_command(who: int, number: int, luck: random.Random) -> AnyCommand:
    """Somebody asks, withdraws, closes or opens; all at once, most of it in vain."""
    site = luck.choice(SITES)
    name = f"{who}-{number}"
    match luck.randrange(6):
        case 0:
            return CloseQueue(**by(CHAIR, 3, named=name), item=DISCUSSION_ITEM)
        case 1:
            return OpenQueue(**by(CHAIR, 3, named=name), item=DISCUSSION_ITEM)
        case 2 | 3:
            request = RequestId(f"{luck.randrange(8)}-{luck.randrange(number + 1)}")
            return Withdraw(**by(site, 3, named=name), request=request)
        case _:
            return AskToSpeak(
                **by(site, 3, named=name), kind=luck.choice((Kind.COMMENT, Kind.PROCEDURAL))
            )


async def test_what_two_nodes_answer_is_what_one_room_could_have_answered(tmp_path: Path) -> None:
    store, party, course = open_store(await fresh("postgresql", tmp_path)), Party(), Course()
    async with (
        rooms(store, signals=party, node="here") as here,
        rooms(store, signals=party, node="there") as there,
    ):
        for node in (here, there):
            Hearing(node, store.library)
        await here.submit(MEETING, plan_conference())
        await take(await here.room(MEETING), DISCUSSION)
        both = [await here.room(MEETING), await there.room(MEETING)]

        async def press(who: int) -> None:
            luck = random.Random(who)
            for number in range(COMMANDS):
                party.deaf = luck.random() < 0.3
                await course.ask(both[luck.randrange(2)], a_command(who, number, luck))

        await asyncio.gather(*map(press, range(8)))
    log = await store.events.read(MEETING)
    await store.close()
    assert records.first_broken(MEETING, log) is None
    assert contradictions(log, course.asked) == []
    kinds = {type(each.command) for each in course.asked if isinstance(each.answer, int)}
    assert kinds == {CloseQueue, OpenQueue, Withdraw, AskToSpeak}


def contradictions(log: Sequence[Record], asked: Sequence[Asked]) -> list[Asked]:
    """Answers that no one order of all of it explains."""
    states = [Meeting(id=MEETING)]
    for record in log:
        states.append(evolve(states[-1], records.read(record)))
    first = {sent.read(record.command).id: record.seq for record in reversed(log)}
    told = sorted((each.ended, each.answer) for each in asked if isinstance(each.answer, int))
    ended, least = [at for at, _ in told], [0, *accumulate((seq for _, seq in told), max)]
    new = sorted((each.begun, first[each.command.id]) for each in asked if each.command.id in first)
    begun = [at for at, _ in new]
    most = [*accumulate((seq - 1 for _, seq in reversed(new)), min, initial=len(log))][::-1]
    return [
        each
        for each in asked
        if not explained(
            each,
            first.get(each.command.id),
            states,
            range(
                least[bisect_left(ended, each.begun)],
                most[bisect_right(begun, each.ended)] + 1,
            ),
        )
    ]


def explained(
    each: Asked, written: int | None, states: Sequence[Meeting], possible: Sequence[int]
) -> bool:
    """`possible` are the seqs the log may have been at between the question and the answer."""
    if written is not None:
        return written - 1 in possible and bool(decided(states[written - 1], each.command))
    if isinstance(each.answer, int):
        return each.answer in possible and decided(states[each.answer], each.command) == []
    return any(decided(states[seq], each.command) is each.answer for seq in possible)


def decided(meeting: Meeting, command: AnyCommand) -> object:
    try:
        return decide(meeting, command)
    except Rejected as refusal:
        return type(refusal)
