"""A draft and a board of petitions as the demo's chair goes through them, each part with who speaks
to it.
"""

import asyncio
from collections.abc import Sequence

from diemcau.demo.conductors import Chair
from diemcau.demo.script import words
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.views.drafts import ClausesView
from diemcau.domain.views.petitions import BoardView
from diemcau.domain.views.requests import RequestView

WAITS = 60.0
"""Seconds until a chair goes on to the next clause, if nobody raises a hand."""
MOST_PETITIONS = 3
"""Of a board, that are gone through one by one."""
MOST_ON_A_CLAUSE = 2
"""Speeches; whoever else waits is heard afterwards."""


async def go_through(chair: Chair, item: ItemId) -> None:
    """Nothing, where somebody took the draft off the item."""
    for clause in _clauses(chair):
        await chair.hesitate(3, 8)
        if await chair.try_to("focus_clause", item=item, clause=clause):
            await _hear(chair, item, clause)
    if _clauses(chair):
        await chair.put(words().draft.vote)
        await chair.try_to("focus_clause", item=item, clause=None)


def _clauses(chair: Chair) -> Sequence[str]:
    """Those that somebody has something to say to, as far as the draft has them."""
    shown = chair.client.get("clauses", ClausesView)
    there = {mark.id for mark in shown.clauses} if shown else set()
    return [clause for clause in words().draft.topics if clause in there]


async def review(chair: Chair, item: ItemId) -> None:
    """A few petitions of the board, each with a site that is concerned by it, then the figures."""
    shown = chair.client.get("board", BoardView)
    for petition in shown.petitions[:MOST_PETITIONS] if shown else ():
        await chair.hesitate(3, 8)
        if not await chair.try_to("focus_petition", item=item, petition=petition.code):
            continue
        speech = chair.speech()
        believes = speech.no if speech else None
        for site in petition.sites[:1]:
            if await chair.try_to("call_on_petition", site=site, believes=believes):
                await chair.hear(chair.usual(Kind.ANSWER, 0.3, 0.6))
    if shown and shown.petitions:
        await chair.try_to("focus_petition", item=item, petition=None)


async def _hear(chair: Chair, item: ItemId, clause: str) -> None:
    for _ in range(MOST_ON_A_CLAUSE):
        try:
            async with asyncio.timeout(chair.pace.real(WAITS)):
                card = await chair.client.until(lambda: _first(chair, item, clause))
        except TimeoutError:
            return
        await chair.hesitate(2, 6)
        if await chair.give(card.id):
            await chair.hear(chair.usual(card.kind, 0.3, 0.6))


def _first(chair: Chair, item: ItemId, clause: str) -> RequestView | None:
    """Whoever waits longest to speak to it."""
    cards = chair.order(item)
    return next((card for card in cards if clause in {mark.id for mark in card.clauses}), None)
