"""The discussion as the demo's chair conducts it, with everything that may happen in one.

More time, a speech out of order, a rebuttal in between, a pause, an undo; then a round over
the sites that have not spoken, and votes. Whoever is missing for it phones, and the secretary
enters it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from diemcau.demo.conductors import Chair, Secretary, to_come
from diemcau.demo.script import words
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.terms import Kind, LineState
from diemcau.domain.views.floor import SpeechView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.sites import SiteView

MOST_SPEECHES = 16
"""From the queue; then the round begins."""
PATIENCE = 240.0
"""Seconds until a chair gives up waiting for hands."""

Turn = Callable[[], Awaitable[None]]


class Debate:
    def __init__(self, chair: Chair, secretary: Secretary, item: ItemId) -> None:
        self._chair, self._secretary, self._item = chair, secretary, item

    async def conduct(self) -> None:
        special: list[Turn] = [
            self._with_more_time,
            self._out_of_order,
            self._with_a_rebuttal_between,
            self._with_a_pause,
            self._undone_and_again,
        ]
        for _ in range(MOST_SPEECHES):
            if not await self._somebody_waits(needed=bool(special)):
                break
            await (special.pop(0) if special else self._plain)()
        await self._chair.try_to("close_queue", item=self._item)
        await self._round()
        for question in words().votes:
            await self._chair.put(question)

    async def _somebody_waits(self, *, needed: bool, number: int = 1) -> bool:
        chair = self._chair
        try:
            async with asyncio.timeout(chair.pace.real(PATIENCE)):
                await chair.client.until(lambda: len(chair.order(self._item)) >= number)
        except TimeoutError:
            return needed and await self._secretary.enter_phoned(Kind.COMMENT) is not None
        return True

    # -- one speech each ---------------------------------------------------------------------

    async def _plain(self) -> None:
        if speech := await self._chair.give_next(self._item):
            await self._chair.hear(self._chair.usual(speech.kind))

    async def _with_more_time(self) -> None:
        chair = self._chair
        if speech := await chair.give_next(self._item):
            await chair.pace.wait(chair.usual(speech.kind, 0.9, 1.05))
            await chair.try_to("extend_speech", speech=speech.no, seconds=chair.pace.allotted(60))
            await chair.hear(50)

    async def _out_of_order(self) -> None:
        chair = self._chair
        await self._somebody_waits(needed=True, number=2)
        if speech := await chair.give_next(self._item, place=1):
            await chair.hear(chair.usual(speech.kind))

    async def _with_a_pause(self) -> None:
        chair = self._chair
        if speech := await chair.give_next(self._item):
            await chair.pace.wait(90)
            if await chair.try_to("pause_speech", speech=speech.no):
                await chair.pace.wait(30)
                await chair.try_to("resume_speech", speech=speech.no)
            await chair.hear(chair.usual(speech.kind) - 90)

    async def _with_a_rebuttal_between(self) -> None:
        chair = self._chair
        if (speech := await chair.give_next(self._item)) is None:
            return
        await chair.pace.wait(90)
        if (card := await self._rebuttal(speech)) and await chair.give(card.id, interject=True):
            await chair.hear(chair.usual(Kind.REBUTTAL))
            await chair.try_to("resume_speech", speech=speech.no)
        await chair.hear(chair.usual(speech.kind) - 90)

    async def _rebuttal(self, speech: SpeechView) -> RequestView | None:
        """One that waits already, or somebody phones."""
        if (card := self._first_rebuttal()) is None:
            not_themselves = [speech.site] if speech.site else []
            await self._secretary.enter_phoned(Kind.REBUTTAL, not_themselves)
            await self._chair.hesitate(3, 6)
            card = self._first_rebuttal()
        return card

    def _first_rebuttal(self) -> RequestView | None:
        cards = self._chair.order(self._item)
        return next((card for card in cards if card.kind is Kind.REBUTTAL), None)

    async def _undone_and_again(self) -> None:
        """Pressed by mistake: whoever had the floor goes back to the head of the queue."""
        chair = self._chair
        if await chair.give_next(self._item) is None:
            return
        await chair.pace.wait(20)
        if (act := chair.last_act()) and await chair.try_to("undo", act=act.act):
            await self._plain()

    # -- the round ---------------------------------------------------------------------------

    async def _round(self) -> None:
        chair = self._chair
        if not await chair.try_to("start_round", scope="unspoken"):
            return
        await self._skip_one()
        await self._call_the_next()
        await chair.hesitate(20, 40)
        while await self._call_the_next():
            pass
        await chair.try_to("end_round")

    async def _call_the_next(self) -> bool:
        """Whether there was one; meanwhile others say by themselves that they pass."""
        if (board := self._chair.round()) is None or not (waiting := to_come(board)):
            return False
        await self._call(waiting[0])
        return True

    async def _skip_one(self) -> None:
        """The chair knows that one is no longer in its seat."""
        if (board := self._chair.round()) and (waiting := to_come(board)):
            await self._chair.try_to("skip_in_round", site=waiting[-1])

    async def _call(self, code: SiteCode) -> None:
        chair = self._chair
        site = chair.client.get(f"site/{code}", SiteView)
        if site is None or site.line.state is not LineState.CONNECTED:
            await chair.try_to("skip_in_round", site=code)
            return
        await chair.hesitate(2, 5)
        if await chair.try_to("call_in_round", believes=None, site=code):
            await chair.hear(chair.usual(Kind.COMMENT, 0.3, 0.7))
