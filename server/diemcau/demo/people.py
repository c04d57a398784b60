"""The people of one site in front of their screen: what they see, and how they press buttons."""

from diemcau.demo.cameras.studio import Studio
from diemcau.demo.client import Client
from diemcau.demo.hands import Hand
from diemcau.demo.pace import Tempo
from diemcau.demo.parts import Part
from diemcau.demo.script import words
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode
from diemcau.domain.nouns.terms import ItemKind, ItemState, Kind, RoundState
from diemcau.domain.views.agenda import Agenda, ItemView
from diemcau.domain.views.drafts import DraftView
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.publishing import PublicationView
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.sites import Me, RosterView
from diemcau.domain.views.votes import VoteView


class People(Hand):
    """`studio` has cameras for them, if picture and sound go through us."""

    def __init__(
        self,
        code: SiteCode,
        client: Client,
        part: Part,
        pace: Tempo,
        seed: int,
        studio: Studio | None = None,
    ) -> None:
        super().__init__(code, client, pace, seed)
        self.code, self.part, self.studio = code, part, studio

    def topic(self, kind: Kind) -> str:
        return self.lot.choice(words().topics[kind])

    def speaker(self) -> str:
        """One of the delegates who are here, as the card names them."""
        here = [each for each in self.roster().delegates if each.here]
        if not here:
            return ""
        chosen = self.lot.choice(here[:3])
        return f"{chosen.substitute or chosen.name}, {chosen.title}"

    # -- seeing ------------------------------------------------------------------------------

    def me(self) -> Me:
        me = self.client.get(f"me/{self.code}", Me)
        assert me is not None, "a site always sees itself"
        return me

    def roster(self) -> RosterView:
        roster = self.client.get(f"roster/{self.code}", RosterView)
        assert roster is not None, "a site always sees its delegates"
        return roster

    def item(self, *kinds: ItemKind) -> ItemView | None:
        """The current item, if it is of such a kind."""
        agenda = self.client.get("agenda", Agenda)
        if agenda is None or agenda.current is None:
            return None
        item = self.client.get(f"item/{agenda.current}", ItemView)
        return item if item and item.kind in kinds else None

    def discussion(self) -> ItemView | None:
        """The item that is for the sites, current or not."""
        items = self.client.family("item", ItemView).values()
        return next((item for item in items if item.kind is ItemKind.DISCUSSION), None)

    def discussed(self) -> bool:
        item = self.discussion()
        return item is not None and item.state is ItemState.DONE

    def discusses(self, clause: str) -> ItemId | None:
        """The item on which that clause of a draft is under discussion."""
        draft = self.client.get("draft", DraftView)
        return draft.item if draft and draft.focus == clause else None

    def may_ask(self, item: ItemId, kind: Kind) -> bool:
        queue, me = self.client.get(f"queue/{item}", QueueView), self.me()
        if queue is None:
            return False
        offer = next((each for each in queue.offers if each.kind is kind), None)
        if offer is None:
            return False
        return not (me.ordinary_blocked if offer.ordinary else me.priority_blocked)

    def called(self) -> RequestView | None:
        """Our request, if it is among the next two and we have not answered."""
        for which in self.me().waiting:
            card = self.client.get(f"request/{which}", RequestView)
            queue = self.client.get(f"queue/{card.item}", QueueView) if card else None
            if card and queue and which in queue.next and card.ready_at is None:
                return card if self._is_current(card.item) else None
        return None

    def is_past(self, request: RequestId) -> bool:
        """It waits no more, or nothing is asked of us."""
        return not self.waits(request) or self.called() is None

    def in_round(self) -> RoundState | None:
        """Where we stand on the board."""
        board = self.client.get("round", RoundView)
        if board is None or self.code not in board.order:
            return None
        return board.states[board.order.index(self.code)]

    def called_in_round(self) -> bool:
        board = self.client.get("round", RoundView)
        return board is not None and self.code in board.next and self.code not in board.ready

    def called_in_round_or_done(self) -> bool:
        return self.called_in_round() or self.in_round() is not RoundState.TO_COME

    def speaking(self) -> bool:
        return self.me().speaking is not None

    def asked_to_vote(self) -> VoteView | None:
        """The open vote in which we have not cast our ballot."""
        me = self.me()
        if me.vote is None or me.voted:
            return None
        return self.client.get(f"vote/{me.vote}", VoteView)

    def another_speaks(self) -> SpeechView | None:
        floor = self.client.get("floor", FloorView)
        speech = floor.speech if floor else None
        return speech if speech and speech.site not in {None, self.code} else None

    def unread(self) -> PublicationView | None:
        read = self.me().read
        for known in self.client.family("publication", PublicationView).values():
            if known.no not in read and not known.replaced_by and not known.withdrawn_at:
                return known
        return None

    def waits(self, request: str) -> bool:
        return RequestId(request) in self.me().waiting

    def _is_current(self, item: ItemId) -> bool:
        agenda = self.client.get("agenda", Agenda)
        return agenda is not None and agenda.current == item
