"""Which acts are done, and what whoever asks again is told."""

from collections import ChainMap
from typing import NamedTuple

from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.refusals import IdUsed
from diemcau.protocol.sent import UNKNOWN, Sent


class Answered(NamedTuple):
    content: str
    seq: int


class Acts:
    """By sender and id. Mutable, for it grows with the log."""

    def __init__(self) -> None:
        self._done: ChainMap[tuple[str, CommandId], Answered] = ChainMap()
        self._first: ChainMap[CommandId, str] = ChainMap()

    def more(self) -> "Acts":
        """These, and what a batch adds that is not yet written."""
        further = Acts()
        further._done, further._first = self._done.new_child(), self._first.new_child()
        return further

    def answer(self, act: Sent) -> int | None:
        """The seq it was answered with, if it was. Raises `IdUsed` for another of the same id.

        An id in a log of before is of whoever asks: of whom it was nobody knows.
        """
        keys = ((act.sender, act.id), (UNKNOWN, act.id))
        known = next((self._done[key] for key in keys if key in self._done), None)
        if known is None:
            return None
        if known.content not in (UNKNOWN, act.content):
            raise IdUsed
        return known.seq

    def named(self, act: Sent) -> CommandId:
        """What it is called in the conference: its own id, unless another sender was first."""
        return act.id if self._first.get(act.id, act.sender) == act.sender else act.apart

    def take(self, act: Sent, seq: int) -> None:
        self._first.setdefault(act.id, act.sender)
        self._done[act.sender, act.id] = Answered(act.content, seq)
