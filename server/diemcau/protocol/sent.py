"""Whose act it is, and what it says: how the log keeps the id of an act.

How this works. An id belongs to its sender: two clients that count 1, 2, 3 do not meet. The log
keeps `<sender> <content> <id>`, a digest each (64 bits of SHA-256) of who sent it and of what it
says, so that every node, and every later start, knows a retry from another act of the same id.
Records of before hold the id alone; of whom it is, is not known.

Of a ballot only the vote is digested: three choices are soon tried, and a secret vote is not to
be read from the log. Whoever changes a vote sends a new id.
"""

import hashlib
import re
from typing import Any, Final, NamedTuple

import msgspec

from diemcau.domain.nouns.act import Actor, Command
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.votes import CastVote

UNKNOWN: Final = ""
_DIGITS: Final = 16
_KEPT: Final = re.compile(rf"([0-9a-f]{{{_DIGITS}}}) ([0-9a-f]{{{_DIGITS}}}) (.+)", re.DOTALL)
_NOT_SAID: Final = frozenset({"id", "at", "actor", "counts", "today", "calendar"})
"""Stamped anew with every retry: counted by the server, or what day it is and which are off."""
_OF_A_BALLOT: Final = frozenset({"vote", "site"})


class Sent(NamedTuple):
    """Both digests are `UNKNOWN` in a log of before."""

    sender: str
    content: str
    id: CommandId

    @property
    def kept(self) -> CommandId:
        """As it stands in the log."""
        return CommandId(f"{self.sender} {self.content} {self.id}")

    @property
    def apart(self) -> CommandId:
        """For the conference, where another sender has the id already. Nobody can send one with
        a tilde, so it is of nobody else.
        """
        return CommandId(f"{self.id}~{self.sender}")


def of(command: Command) -> Sent:
    return Sent(_digest(_who(command.actor)), _digest(_said(command)), command.id)


def read(kept: CommandId) -> Sent:
    if found := _KEPT.fullmatch(kept):
        return Sent(found[1], found[2], CommandId(found[3]))
    return Sent(UNKNOWN, UNKNOWN, kept)


def _who(actor: Actor) -> list[str]:
    """The devices of a site act as one; of the hall everybody acts under an account and a post."""
    return ["site", actor.site] if actor.site else [actor.role, actor.login or actor.name]


def _said(command: Command) -> list[Any]:
    told = msgspec.to_builtins(command)
    ballot = isinstance(command, CastVote)
    kept = _OF_A_BALLOT if ballot else told.keys() - _NOT_SAID
    return [type(command).__name__, {name: told[name] for name in kept}]


def _digest(told: list[Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()[:_DIGITS]
