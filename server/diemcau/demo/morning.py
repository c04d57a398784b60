"""The whole morning as the demo's chair and secretary conduct it: lobby to published papers."""

import asyncio
from functools import partial

from diemcau.demo.conductors import Chair, Secretary
from diemcau.demo.debate import Debate
from diemcau.demo.going_through import go_through, review
from diemcau.demo.script import script, words
from diemcau.domain.nouns.terms import ItemKind, Kind, Stage
from diemcau.domain.views.agenda import ItemView
from diemcau.domain.views.publishing import VersionView

LOBBY = 360.0
"""Seconds at most in which the sites come to the roll call; who is late comes late."""
EXPECTED = 0.85
"""Part of the sites with which the chair begins before that."""
SPEAKS_AS = {
    ItemKind.OPENING: Kind.STATEMENT,
    ItemKind.REPORT: Kind.REPORT,
    ItemKind.BRIEFING: Kind.REPORT,
    ItemKind.CONSULTATION: Kind.REPORT,
    ItemKind.REPLY: Kind.ANSWER,
    ItemKind.CONCLUSION: Kind.STATEMENT,
}
"""How the presenter of an item is entered."""


class Morning:
    def __init__(self, chair: Chair, secretary: Secretary) -> None:
        self._chair, self._secretary = chair, secretary

    async def conduct(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            notes = tasks.create_task(self._secretary.takes_notes())
            await self._lobby()
            await self._chair.do("start_conference")
            for item in self._chair.items():
                await self._take_up(item)
            await self._chair.do("end_conference")
            notes.cancel()
        await self._papers()

    async def _lobby(self) -> None:
        await self._secretary.do("send_message", text=words().welcome_message)
        try:
            async with asyncio.timeout(self._chair.pace.real(LOBBY)):
                await self._chair.client.until(self._enough)
        except TimeoutError:
            pass

    def _enough(self) -> bool:
        counts = self._chair.counts()
        return counts.checked_in >= EXPECTED * counts.sites

    # -- items -------------------------------------------------------------------------------

    async def _take_up(self, item: ItemView) -> None:
        await self._chair.hesitate(5, 15)
        await self._chair.do("start_item", item=item.id)
        match item.kind:
            case ItemKind.DISCUSSION:
                await self._secretary.do("send_message", text=words().discussion_message)
                await self._secretary.corrects_attendance()
                await Debate(self._chair, self._secretary, item.id).conduct()
            case ItemKind.CONSULTATION:
                await self._present(item)
                await go_through(self._chair, item.id)
                await self._hear_questions(item)
            case ItemKind.REPLY:
                await self._present(item)
                await review(self._chair, item.id)
                await self._hear_questions(item)
            case ItemKind.CONCLUSION:
                await self._conclude(item)
            case _:
                await self._present(item)
                await self._hear_questions(item)
        await self._secretary.writes(f"item/{item.id}", words().item_note)

    async def _present(self, item: ItemView) -> None:
        """Somebody of the hall: entered by the secretary, called by the chair."""
        kind = SPEAKS_AS[item.kind]
        request = await self._secretary.enter_person(item.presenter, kind)
        await self._chair.client.until(partial(self._chair.sees, request))
        await self._chair.give(request)
        await self._chair.hear(self._chair.usual(kind, 0.7, 0.95))

    async def _hear_questions(self, item: ItemView) -> None:
        """Each is answered by whoever presented the item."""
        chair = self._chair
        while speech := await chair.give_next(item.id):
            asked = chair.asked
            await chair.hear(chair.usual(speech.kind))
            if speech.kind is Kind.QUESTION and asked:
                answer = await self._secretary.enter_person(item.presenter, Kind.ANSWER, asked)
                await chair.client.until(partial(chair.sees, answer))

    async def _conclude(self, item: ItemView) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._present(item))
            tasks.create_task(self._secretary.takes_down(script().conclusions, item.id))

    # -- afterwards --------------------------------------------------------------------------

    async def _papers(self) -> None:
        """The sites have a moment for what they want to hand in before the minutes are drawn."""
        chair, secretary = self._chair, self._secretary
        await chair.pace.wait(90)
        await secretary.completes_notes()
        await secretary.writes("meeting", words().meeting_note)
        await secretary.do("draft_minutes")
        await chair.client.until(lambda: chair.client.family("minutes", VersionView))
        await chair.approve_minutes()
        await chair.do("approve_conclusions")
        if secretary.has_documents():
            await secretary.publishes(Stage.DOCUMENTS)
        await secretary.publishes(Stage.MINUTES)
        await secretary.publishes(Stage.CONCLUSIONS)
        await chair.pace.wait(120)
