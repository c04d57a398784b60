"""A draft as the demo's chair goes through it: clause by clause, each with who speaks to it."""

import asyncio
from collections.abc import Sequence

from diemcau.demo.conductors import Chair
from diemcau.demo.script import words
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.views.drafts import ClausesView
from diemcau.domain.views.requests import RequestView

WAITS = 60.0
"""Seconds until a chair goes on to the next clause, if nobody raises a hand."""
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
