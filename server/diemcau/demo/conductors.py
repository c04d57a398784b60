"""Chair and secretary, when nobody sits in their places: what each can do with its screen."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import asdict, replace

from diemcau.demo.hands import Hand
from diemcau.demo.script import DictatedTask, Question, words
from diemcau.domain.nouns.attendance import Mark
from diemcau.domain.nouns.conclusions import ConclusionText
from diemcau.domain.nouns.conference import PRESETS
from diemcau.domain.nouns.ids import DelegateId, ItemId, RequestId, SiteCode, SpeechNo
from diemcau.domain.nouns.requests import Person
from diemcau.domain.nouns.terms import Kind, LineState, Presence, RoundState, Stage, VoteState
from diemcau.domain.views.agenda import Agenda, ItemView
from diemcau.domain.views.conclusions import ConclusionView
from diemcau.domain.views.conference import Counts
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.publishing import PublicationView, VersionView
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.record import NoteView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.sites import RosterView, SiteView
from diemcau.domain.views.undo import UndoView
from diemcau.domain.views.votes import VoteView

VOTING = 90.0
"""Seconds until a vote is closed though somebody has not voted."""
MISSING = frozenset({Presence.ABSENT, Presence.EXCUSED})


class HallTable(Hand):
    """What both see."""

    def items(self) -> Sequence[ItemView]:
        agenda = self.client.get("agenda", Agenda)
        items = self.client.family("item", ItemView)
        return [items[item] for item in agenda.order] if agenda else []

    def sites(self) -> Sequence[SiteView]:
        """In the order of their codes."""
        sites = self.client.family("site", SiteView)
        return [sites[code] for code in sorted(sites)]

    def counts(self) -> Counts:
        return self.client.get("counts", Counts) or Counts()

    def order(self, item: ItemId) -> Sequence[RequestView]:
        queue = self.client.get(f"queue/{item}", QueueView)
        cards = (
            [self.client.get(f"request/{each}", RequestView) for each in queue.order]
            if queue
            else []
        )
        return [card for card in cards if card]

    def sees(self, request: RequestId) -> bool:
        return f"request/{request}" in self.client.view

    def speech(self) -> SpeechView | None:
        return self._floor().speech

    def last_act(self) -> UndoView | None:
        return self.client.get("undo", UndoView)

    def round(self) -> RoundView | None:
        return self.client.get("round", RoundView)

    def open_vote(self) -> VoteView | None:
        votes = self.client.family("vote", VoteView).values()
        return next((vote for vote in votes if vote.state is VoteState.OPEN), None)

    def speeches(self) -> Sequence[SpeechView]:
        """Those that have ended and count."""
        ended = self.client.family("speech", SpeechView).values()
        return sorted((s for s in ended if not s.undone), key=lambda s: s.no)

    def conclusions(self) -> Sequence[ConclusionView]:
        known = self.client.family("conclusion", ConclusionView).values()
        return sorted(known, key=lambda each: each.number)

    def publications(self) -> Sequence[PublicationView]:
        known = self.client.family("publication", PublicationView).values()
        return sorted(known, key=lambda each: each.no)

    def _floor(self) -> FloorView:
        return self.client.get("floor", FloorView) or FloorView()


class Chair(HallTable):
    asked: RequestId | None = None
    """The request last given the floor."""

    async def give(self, request: RequestId, *, interject: bool = False) -> SpeechView | None:
        """None when it was withdrawn meanwhile, or another console was faster."""
        now = self.speech()
        believes = now.no if now else None
        if not await self.try_to(
            "give_floor", request=request, believes=believes, interject=interject
        ):
            return None
        self.asked = request
        return self.speech()

    async def give_next(self, item: ItemId, place: int = 0) -> SpeechView | None:
        """The floor to whoever stands there; None when nobody does."""
        await self.hesitate(3, 8)
        while len(order := self.order(item)) > place:
            if speech := await self.give(order[place].id):
                return speech
        return None

    async def hear(self, seconds: float) -> None:
        """For so long, or until they give the floor back themselves; then thank them."""
        if (speech := self.speech()) is None:
            return
        try:
            async with asyncio.timeout(self.pace.real(seconds)):
                await self.client.until(lambda: self._is_over(speech.no))
        except TimeoutError:
            await self.try_to("take_floor", speech=speech.no)

    def usual(self, kind: Kind, least: float = 0.55, most: float = 1.15) -> float:
        """How long people talk: some end early, some run over."""
        return PRESETS[kind] * self.lot.uniform(least, most)

    async def put(self, question: Question) -> None:
        """To all sites, until they have voted, or long enough."""
        await self.hesitate(5, 15)
        if not await self.try_to("open_vote", **asdict(question)):
            return
        try:
            async with asyncio.timeout(self.pace.real(VOTING)):
                await self.client.until(self._all_have_voted)
        except TimeoutError:
            pass
        if vote := self.open_vote():
            await self.try_to("close_vote", vote=vote.no)

    def _all_have_voted(self) -> bool:
        vote = self.open_vote()
        return vote is None or vote.cast == vote.electors

    async def approve_minutes(self) -> None:
        newest = len(self.client.family("minutes", VersionView))
        await self.do("approve_minutes", version=newest)

    def _is_over(self, no: SpeechNo) -> bool:
        speech = self.speech()
        return speech is None or speech.no != no


class Secretary(HallTable):
    async def enter_person(
        self, name: str, kind: Kind, answers: RequestId | None = None
    ) -> RequestId:
        """A speaker of the hall asks across the table, not on a screen."""
        request = RequestId(secrets.token_hex(16))
        person = Person(name)
        await self.do("ask_to_speak", command=request, kind=kind, person=person, answers=answers)
        return request

    async def enter_phoned(self, kind: Kind, but: Sequence[SiteCode] = ()) -> RequestId | None:
        """On behalf of a site that phoned: one that has not spoken, if there is one."""
        free = [s for s in self.sites() if s.code not in but and not s.waiting and _there(s)]
        for site in sorted(free, key=lambda site: site.speeches):
            request = RequestId(secrets.token_hex(16))
            asked = {"site": site.code, "kind": kind, "topic": words().phoned_topic}
            if await self.try_to("ask_to_speak", command=request, **asked):
                return request
        return None

    # -- writing -----------------------------------------------------------------------------

    async def takes_notes(self) -> None:
        """Until cancelled: of every speech what was said."""
        while True:
            speech = await self.client.until(self._without_note)
            await self.hesitate(5, 25)
            await self._note(speech)

    async def completes_notes(self) -> None:
        """What is still missing when the conference is over."""
        while speech := self._without_note():
            await self._note(speech)

    async def writes(self, about: str, text: str) -> None:
        known = self.client.get(f"note/{about}", NoteView)
        await self.try_to("write_note", about=about, text=text, seen=known.version if known else 0)

    async def _note(self, speech: SpeechView) -> None:
        said = words().gists if speech.site else words().presented
        await self.writes(f"speech/{speech.no}", self.lot.choice(said))

    def _without_note(self) -> SpeechView | None:
        noted = self.client.family("note", NoteView)
        return next((s for s in self.speeches() if f"speech/{s.no}" not in noted), None)

    # -- attendance --------------------------------------------------------------------------

    async def corrects_attendance(self, most: int = 2) -> None:
        """Delegates found to be there after all; where nobody is missing, one head more."""
        checked_in = [site for site in self.sites() if site.checked_in_at]
        missing = [(site, one) for site in checked_in if (one := self._missing(site.code))]
        for site, delegate in missing[:most]:
            await self._corrects(site.code, marks=[Mark(delegate, Presence.IN_ROOM)])
        if checked_in and not missing:
            heads = (checked_in[0].head_count or 0) + 1
            await self._corrects(checked_in[0].code, head_count=heads)

    def _missing(self, site: SiteCode) -> DelegateId | None:
        roster = self.client.get(f"roster/{site}", RosterView)
        absent = [d.id for d in roster.delegates if d.presence in MISSING] if roster else []
        return absent[0] if absent else None

    async def _corrects(self, site: SiteCode, **figures: object) -> None:
        reason = words().correction_reason
        await self.try_to("correct_attendance", site=site, reason=reason, **figures)

    # -- conclusions and papers --------------------------------------------------------------

    async def takes_down(self, tasks: Sequence[DictatedTask], item: ItemId) -> None:
        """While the chair speaks; what was said without a deadline gets one before approval."""
        today = self.today()
        for task in tasks:
            await self.hesitate(20, 60)
            conclusion, text = secrets.token_hex(16), task.dictated(item, today)
            await self.do("draft_conclusion", command=conclusion, text=text)
            if task.set_by_secretary_days is not None:
                deadline = today + timedelta(days=task.set_by_secretary_days)
                await self._edits(conclusion, replace(text, deadline=deadline))

    async def _edits(self, conclusion: str, text: ConclusionText) -> None:
        drafted = self.client.get(f"conclusion/{conclusion}", ConclusionView)
        assert drafted is not None, "what is done is in the view"
        await self.do("edit_conclusion", conclusion=conclusion, text=text, seen=drafted.version)

    async def publishes(self, stage: Stage) -> None:
        await self.hesitate(5, 15)
        await self.do("publish", stage=stage)

    def has_documents(self) -> bool:
        return any(item.documents for item in self.items())


def _there(site: SiteView) -> bool:
    return site.line.state is LineState.CONNECTED and site.checked_in_at is not None


def to_come(board: RoundView) -> Sequence[SiteCode]:
    """Who is still to be called, in order."""
    places = zip(board.order, board.states, strict=True)
    return [code for code, state in places if state is RoundState.TO_COME]
