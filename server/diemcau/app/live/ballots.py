"""Secret votes in a room: what sites choose is sealed before it is recorded (rules §6).

How this works. The log is append-only and must hold every vote that was acknowledged, so what
it holds of a choice is an envelope. Its key lies apart from the log (`BallotKeys`) while the
vote is open, so that a killed server goes on where it was, and is destroyed when the vote ends:
from then on no copy of the log, whenever it was made, connects a site with its choice. The
counts are taken in memory at the moment of closing, and nowhere else.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from typing import TypeGuard

from msgspec.structs import replace

from diemcau.app.ports.ballots import BallotKey, BallotKeys
from diemcau.app.ports.world import Unavailable
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.votes import BallotsLost, CloseVote, Vote, VoteCast, VoteOpened

log = logging.getLogger(__name__)


class Ballots:
    """Of one room. The keys of its open votes are at hand here, and kept where they last."""

    def __init__(self, keys: BallotKeys) -> None:
        self._store = keys
        self._at_hand: dict[str, BallotKey] = {}
        self._kept: set[str] = set()

    # -- while deciding ------------------------------------------------------------------------

    def counted(self, meeting: Meeting, command: AnyCommand) -> AnyCommand:
        """What closes a secret vote, with its counts; without a key there are none to give."""
        vote = meeting.vote
        if vote is None or not _closes(command, vote):
            return command
        key = self._at_hand.get(vote.key)
        return command if key is None else replace(command, counts=_counts(vote, key))

    def sealed(self, meeting: Meeting, events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
        """The same events, in which nothing says what a site has chosen in secret."""
        return [self._sealed(meeting, event) for event in events]

    def _sealed(self, meeting: Meeting, event: AnyEvent) -> AnyEvent:
        if isinstance(event, VoteOpened) and event.key and event.key not in self._at_hand:
            self._at_hand[event.key] = self._store.new()
        if isinstance(event, VoteCast) and (vote := meeting.votes[event.vote]).secret:
            if (key := self._at_hand.get(vote.key)) is None:
                raise BallotsLost
            envelope = key.seal(vote.choices.index(event.choice), event.site)
            return replace(event, choice="", sealed=envelope)
        return event

    # -- around the commit ---------------------------------------------------------------------

    async def keep(self, meeting: Meeting) -> None:
        """Before a vote is on record as open: its key must outlive us."""
        vote = meeting.vote
        if vote is not None and vote.key in self._at_hand.keys() - self._kept:
            await self._store.keep(vote.key, self._at_hand[vote.key])
            self._kept.add(vote.key)

    async def tidy(self, meeting: Meeting) -> None:
        """Once a vote has ended nobody may open its envelopes; what fails is tried again."""
        open_ = meeting.vote.key if meeting.vote else ""
        for name in self._at_hand.keys() - {open_}:
            if await self._destroyed(meeting, name):
                del self._at_hand[name]
                self._kept.discard(name)

    async def learn(self, meeting: Meeting) -> None:
        """The key of a vote that was opened before we woke, or on another node."""
        vote = meeting.vote
        if vote is None or not vote.secret or vote.key in self._at_hand:
            return
        if (key := await self._store.get(vote.key)) is not None:
            self._at_hand[vote.key] = key
            self._kept.add(vote.key)

    async def sweep(self, meeting: Meeting) -> None:
        """Somebody may have been killed between the end of a vote and the end of its key."""
        for vote in meeting.votes.values():
            if vote.secret and vote is not meeting.vote:
                await self._destroyed(meeting, vote.key)

    async def _destroyed(self, meeting: Meeting, name: str) -> bool:
        try:
            await self._store.destroy(name)
        except Unavailable:
            log.warning("a ballot key is not destroyed yet", extra={"meeting": meeting.id})
            return False
        return True


def _closes(command: AnyCommand, vote: Vote) -> TypeGuard[CloseVote | EndConference]:
    match command:
        case CloseVote():
            return command.vote == vote.no
        case EndConference():
            return command.finish
        case _:
            return False


def _counts(vote: Vote, key: BallotKey) -> tuple[int, ...]:
    chosen = Counter(key.open(ballot.sealed, site) for site, ballot in vote.ballots.items())
    return tuple(chosen[place] for place in range(len(vote.choices)))
