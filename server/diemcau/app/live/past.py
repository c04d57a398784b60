"""What the last events of a conference changed: for screens that were away a short while."""

from collections import deque
from itertools import islice
from typing import NamedTuple

from diemcau.domain.meeting import Meeting

MEMORY = 4096
"""Events whose touched keys are remembered."""


class Change(NamedTuple):
    """What one event did: the meeting before it, and the keys it touched (`None`: any)."""

    before: Meeting
    touched: frozenset[str] | None


class Past:
    """Mutable, for it grows with the log and forgets."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=MEMORY)

    def add(self, change: Change) -> None:
        self._changes.append(change)

    def touched(self, missed: int) -> frozenset[str] | None:
        """Keys that the last so many may have changed; `None`: too many to say, or all."""
        if not 0 <= missed <= len(self._changes):
            return None
        keys: set[str] = set()
        for change in islice(reversed(self._changes), missed):
            if change.touched is None:
                return None
            keys |= change.touched
        return frozenset(keys)

    def before(self, missed: int) -> Meeting:
        """The meeting before the last so many, one at least; only as far back as `touched`."""
        return self._changes[-missed].before
