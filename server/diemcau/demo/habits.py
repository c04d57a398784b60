"""What the people of a site do of themselves, one habit each, side by side.

They know nothing but what their screen shows; the times are theirs, divided by the speed.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from functools import partial

from diemcau.demo import filming
from diemcau.demo.parts import Speaking
from diemcau.demo.people import People
from diemcau.demo.script import names, words
from diemcau.domain.nouns.attendance import Delegate, Mark
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Presence,
    RoundState,
)

Habit = Callable[[People], Coroutine[None, None, None]]

SEATED = frozenset({Presence.IN_ROOM, Presence.SUBSTITUTED})
OF_A_HUNDRED = {
    Presence.IN_ROOM: 84,
    Presence.ONLINE: 4,
    Presence.EXCUSED: 5,
    Presence.SUBSTITUTED: 4,
    Presence.ABSENT: 3,
}
"""Delegates, when a site checks in."""
FORGETS, PASSES_AT_ONCE = 0.1, 0.7
"""How often people do so."""
MOSTLY_THE_FIRST = (80, 8, 12)
"""How often the first choice is taken, and the others."""
OPERATOR = 1
"""Who sits at the machine is in the room, and on no list."""


async def live(people: People) -> None:
    """Until cancelled: whoever reads papers never quite stops."""
    async with asyncio.TaskGroup() as tasks:
        for habit in HABITS:
            tasks.create_task(habit(people))


async def sits_before_a_camera(people: People) -> None:
    if people.studio is not None:
        await filming.film(people.client, people.studio, people.me().name)


# -- before ----------------------------------------------------------------------------------------


async def tests_the_line(people: People) -> None:
    await people.hesitate(3, 40)
    if people.me().check is not None:
        return
    if not people.part.faulty:
        await _answers_check(people, CheckResult.OK)
        return
    await _answers_check(people, CheckResult.FAULT)
    incident, kind = secrets.token_hex(16), people.lot.choice(list(words().incidents))
    said = words().incidents[IncidentKind(kind)]
    await people.try_to("report_incident", command=incident, kind=kind, text=said)
    await people.hesitate(60, 200)
    await _answers_check(people, CheckResult.OK)
    await people.try_to("resolve_incident", incident=incident)


async def _answers_check(people: People, sound: CheckResult) -> None:
    good = CheckResult.OK
    await people.try_to("answer_check", picture=good, sound_in=sound, sound_out=good, line=good)


async def checks_in(people: People) -> None:
    if people.part.late is None:
        await people.pace.wait(people.part.checks_in)
    else:
        await people.client.until(people.running)
        await people.pace.wait(people.part.late)
    if people.me().checked_in_at is not None:
        return
    marks = [_mark(people, delegate) for delegate in people.roster().delegates]
    there = sum(mark.presence in SEATED for mark in marks)
    guests = people.lot.choice((0, 0, 0, 1, 2))
    await people.try_to("check_in", marks=marks, head_count=there + OPERATOR, guests=guests)


def _mark(people: People, delegate: Delegate) -> Mark:
    """The head of the delegation is there."""
    [presence] = people.lot.choices(tuple(OF_A_HUNDRED), tuple(OF_A_HUNDRED.values()))
    match Presence.IN_ROOM if delegate.id.endswith("-1") else presence:
        case Presence.EXCUSED:
            reason = people.lot.choice(words().excuses)
            return Mark(delegate.id, Presence.EXCUSED, reason=reason)
        case Presence.SUBSTITUTED:
            substitute = names().draw(people.lot)
            return Mark(delegate.id, Presence.SUBSTITUTED, substitute=substitute)
        case other:
            return Mark(delegate.id, other)


async def registers(people: People) -> None:
    if people.part.voice is not Speaking.REGISTERS:
        return
    await people.hesitate(20, 200)
    item = people.discussion()
    if item is None or people.me().waiting:
        return
    kind = people.part.kind
    await people.try_to(
        "register_speech",
        item=item.id,
        kind=kind,
        topic=people.topic(kind),
        minutes=people.lot.randint(5, 7),
        delegate=people.speaker(),
    )


# -- during ----------------------------------------------------------------------------------------


async def questions(people: People) -> None:
    if not people.part.questions:
        return
    item = await people.client.until(lambda: people.item(ItemKind.REPORT))
    await people.hesitate(120, 400)
    if people.may_ask(item.id, Kind.QUESTION):
        await _asks(people, Kind.QUESTION)


async def asks(people: People) -> None:
    if people.part.voice is not Speaking.ASKS:
        return
    item = await people.client.until(lambda: people.item(ItemKind.DISCUSSION))
    await people.pace.wait(people.part.asks)
    if not people.may_ask(item.id, people.part.kind):
        return
    request = await _asks(people, people.part.kind)
    if people.part.withdraws:
        await people.hesitate(30, 120)
        if people.waits(request):
            await people.try_to("withdraw", request=request)


async def speaks_to_clauses(people: People) -> None:
    """Of a draft that is gone through, to one clause, when it comes to that."""
    if not people.part.on_draft:
        return
    clauses = list(words().draft.topics)
    clause = people.lot.choice(clauses)
    item = await people.client.until(partial(people.discusses, clause))
    await people.hesitate(3, 20)
    if people.may_ask(item, Kind.COMMENT):
        topic = people.lot.choice(words().draft.topics[clause])
        await _asks(people, Kind.COMMENT, topic=topic, clauses=[clause])


async def rebuts(people: People) -> None:
    """To what somebody else is saying, once."""
    if not people.part.rebuts:
        return
    item = await people.client.until(lambda: people.item(ItemKind.DISCUSSION))
    await people.client.until(people.another_speaks)
    await people.hesitate(200, 500)
    speech = await people.client.until(people.another_speaks)
    if people.may_ask(item.id, Kind.REBUTTAL):
        await _asks(people, Kind.REBUTTAL, rebuts=speech.no)


async def _asks(people: People, kind: Kind, **more: object) -> str:
    request = secrets.token_hex(16)
    said: dict[str, object] = {"topic": people.topic(kind), "delegate": people.speaker(), **more}
    await people.try_to("ask_to_speak", command=request, kind=kind, **said)
    return request


async def prepares(people: People) -> None:
    """Called among the next two, they say that they are ready; some forget."""
    while True:
        called = await people.client.until(people.called)
        await people.hesitate(4, 25)
        if people.lot.random() > FORGETS and people.called():
            await people.try_to("say_ready", request=called.id)
        await people.client.until(partial(people.is_past, called.id))


async def answers_in_the_round(people: People) -> None:
    """Some say at once that they have nothing to say, others when they are called."""
    while True:
        await people.client.until(lambda: people.in_round() is RoundState.TO_COME)
        if people.part.voice is Speaking.WHEN_CALLED or people.me().waiting:
            await people.client.until(people.called_in_round_or_done)
            await people.hesitate(3, 12)
            if people.called_in_round():
                await people.try_to("say_ready")
        else:
            await _passes(people)
        await people.client.until(lambda: people.in_round() is not RoundState.TO_COME)


async def _passes(people: People) -> None:
    if people.lot.random() < PASSES_AT_ONCE:
        await people.hesitate(5, 90)
    else:
        await people.client.until(lambda: people.in_round() is not RoundState.TO_COME)
        await people.hesitate(3, 8)
    if people.in_round() in {RoundState.TO_COME, RoundState.SPEAKING}:
        await people.try_to("pass")


async def votes(people: People) -> None:
    while True:
        vote = await people.client.until(people.asked_to_vote)
        await people.hesitate(4, 40)
        places = range(len(vote.choices))
        [place] = people.lot.choices(places, MOSTLY_THE_FIRST[: len(vote.choices)])
        await people.try_to("cast_vote", vote=vote.no, choice=f"{place:02}")
        await people.client.until(lambda: people.asked_to_vote() is None)


async def loses_the_line(people: People) -> None:
    if not people.part.drops:
        return
    await people.client.until(people.running)
    for _ in range(2):
        await people.hesitate(300, 2400)
        _drops(people)


async def loses_the_line_while_speaking(people: People) -> None:
    if not people.part.drops_while_speaking:
        return
    await people.client.until(people.speaking)
    await people.hesitate(30, 80)
    _drops(people)


def _drops(people: People) -> None:
    """Long enough to be noticed more often than not: the grace is ten seconds."""
    people.client.drop(people.pace.real(people.lot.uniform(8, 45)))


# -- after -----------------------------------------------------------------------------------------


async def writes_an_opinion(people: People) -> None:
    if not people.part.opinion:
        return
    await people.client.until(people.discussed)
    await people.hesitate(10, 200)
    if (item := people.discussion()) is not None:
        text = people.lot.choice(words().opinions)
        await people.try_to("hand_in_opinion", item=item.id, text=text)


async def reads(people: People) -> None:
    while True:
        publication = await people.client.until(people.unread)
        await people.hesitate(10, 120)
        if not await people.try_to("confirm_reading", publication=publication.no):
            return


HABITS: tuple[Habit, ...] = (
    sits_before_a_camera,
    tests_the_line,
    checks_in,
    registers,
    questions,
    speaks_to_clauses,
    asks,
    rebuts,
    prepares,
    answers_in_the_round,
    votes,
    loses_the_line,
    loses_the_line_while_speaking,
    writes_an_opinion,
    reads,
)
