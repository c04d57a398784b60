"""Votes: opened, cast, closed, annulled (rules §6)."""

from datetime import datetime
from typing import Annotated, ClassVar

from immutables import Map
from msgspec import Meta, Struct

from diemcau.domain.nouns.accounts import UNCHARGED, Entries, about_site, by_whom
from diemcau.domain.nouns.act import Command, Event, ForSite, Rejected
from diemcau.domain.nouns.ids import ItemId, Line, Place, Seconds, SiteCode, Text, VoteNo
from diemcau.domain.nouns.terms import VoteKind, VoteState


class Ballot(Struct, frozen=True, omit_defaults=True):
    """That a site has voted. What it chose stands here by name, or sealed while a secret vote
    is open, and nowhere once the secret vote is counted.
    """

    choice: str = ""
    sealed: bytes = b""


class Vote(Struct, frozen=True, omit_defaults=True):
    """A question put to the sites present; `quorum` and `majority` are ballots needed. It may be
    about a `clause` of the draft on the item.

    `key` names what seals the ballots of a secret vote; the key itself is never in the record.
    """

    no: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    choices: tuple[str, ...]
    electorate: frozenset[SiteCode]
    opened_at: datetime
    clause: str | None = None
    listed: bool = False
    quorum: int = 0
    majority: int = 0
    changeable: bool = False
    key: str = ""
    closes_at: datetime | None = None
    ballots: Map[SiteCode, Ballot] = Map()
    state: VoteState = VoteState.OPEN
    counts: tuple[int, ...] = ()
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def secret(self) -> bool:
        return bool(self.key)


class OpenVote(Command, frozen=True, kw_only=True):
    """Put a question to the sites present, on the current item.

    Without `choices` they are for, against, abstain. After `seconds` it closes by itself.
    """

    text: Text
    kind: VoteKind = VoteKind.FORMAL
    secret: bool = False
    choices: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    seconds: Seconds | None = None
    clause: Line | None = None


class CastVote(ForSite, frozen=True, kw_only=True):
    """`choice` by its place, so that no length on the wire tells which it was."""

    vote: VoteNo
    choice: Place


class CloseVote(Command, frozen=True, kw_only=True):
    """`counts`, beside the choices, are given by the server where the ballots are sealed."""

    stamped: ClassVar = Command.stamped | {"counts"}
    vote: VoteNo
    counts: tuple[int, ...] | None = None


class AnnulVote(Command, frozen=True, kw_only=True):
    vote: VoteNo
    reason: Text


class VoteOpened(Event, frozen=True, kw_only=True):
    """`quorum` and `majority` are ballots needed; `key` names what seals a secret vote's."""

    stored: ClassVar = "vote.opened"
    charged: ClassVar = by_whom(Entries.VOTES, "text", "choices", "clause")
    vote: VoteNo
    item: ItemId
    text: str
    kind: VoteKind
    choices: tuple[str, ...]
    listed: bool
    electorate: tuple[SiteCode, ...]
    quorum: int
    majority: int
    changeable: bool
    closes_at: datetime | None = None
    key: str = ""
    clause: str | None = None


class VoteCast(Event, frozen=True, kw_only=True):
    """`choice` where the vote is by name; where it is secret, no more than an envelope."""

    stored: ClassVar = "vote.cast"
    charged: ClassVar = about_site(Entries.PRESSES)
    vote: VoteNo
    site: SiteCode
    choice: str = ""
    sealed: bytes = b""


class VoteClosed(Event, frozen=True, kw_only=True):
    """`counts` stand beside the choices."""

    stored: ClassVar = "vote.closed"
    charged: ClassVar = UNCHARGED
    vote: VoteNo
    counts: tuple[int, ...]


class VoteAnnulled(Event, frozen=True, kw_only=True):
    """By the chair with a reason; without one, because the ballots could not be opened."""

    stored: ClassVar = "vote.annulled"
    charged: ClassVar = by_whom(Entries.CONDUCT, "reason")
    vote: VoteNo
    reason: str = ""


class VoteRunning(Rejected):
    """One question at a time; and nothing ends while one is open."""

    code = "vote_running"


class VoteOver(Rejected):
    """A closed vote is never changed (rules §6)."""

    code = "vote_over"


class NoSuchVote(Rejected):
    code = "no_such_vote"


class NoSuchChoice(Rejected):
    code = "no_such_choice"


class TooFewChoices(Rejected):
    code = "too_few_choices"


class NobodyToVote(Rejected):
    """No site is present, or none may know of the item."""

    code = "nobody_to_vote"


class NotAnElector(Rejected):
    """Those vote who were present when the vote opened."""

    code = "not_an_elector"


class AlreadyVoted(Rejected):
    code = "already_voted"


class BallotsLost(Rejected):
    """The key of a secret vote is gone: the chair annuls the vote and puts it again."""

    code = "ballots_lost"


VoteCommand = OpenVote | CastVote | CloseVote | AnnulVote
VoteEvent = VoteOpened | VoteCast | VoteClosed | VoteAnnulled
VoteRefusal = (
    VoteRunning
    | VoteOver
    | NoSuchVote
    | NoSuchChoice
    | TooFewChoices
    | NobodyToVote
    | NotAnElector
    | AlreadyVoted
    | BallotsLost
)
