"""How long it takes to find the place of an update, counted before a library looks for it.

How this works. Words stand between two others, as their writer saw them. What others wrote there
meanwhile is gone through to find their place (Yjs calls its way YATA). What people write stands
side by side, so that next to nothing is gone through; but an update may say of thousands of words
that they stand far apart, and each of them is gone through for each: 33 KB of that held a server
for a minute and a half. So the search is made here first, without the words, and given up when it
goes on for too long; and once more as the document is opened ever after, cut into more pieces.
"""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from diemcau.domain.nouns.record import UpdateForeign
from diemcau.domain.rules.updates import Insertion, Spot, pieces

MOST: Final = 100_000
"""Words gone through: a fiftieth of a second. Two who wrote for an hour without hearing of each
other go through some thousands.
"""


FEW: Final = 149
"""Pieces that cannot come to so much, though each cuts two others and goes through all."""


def check(document: bytes, update: bytes) -> None:
    """Raises `UpdateForeign` where nobody would have written so, and what `updates.read` does."""
    known, new = pieces(document), pieces(update)
    if len(known) + len(new) <= FEW:
        return
    tangle = Tangle()
    for told in (known, new):
        tangle.take(told)
    Tangle().take(sorted(tangle.order()))


@dataclass(eq=False, slots=True)
class _Words:
    """A piece among the others; cut in two where something stands in its middle."""

    hand: int
    clock: int
    end: int
    after: Spot | None
    before: Spot | None
    following: "_Words | None" = None


class Tangle:
    """Pieces in the order of the text, and of each hand by the clock."""

    def __init__(self) -> None:
        self._first: _Words | None = None
        self._clocks = defaultdict[int, list[int]](list)
        self._written = defaultdict[int, list[_Words]](list)
        self._ends = defaultdict[int, int](int)
        self._gone_through = 0

    def order(self) -> Iterator[Insertion]:
        each = self._first
        while each is not None:
            units = each.end - each.clock
            yield Insertion(each.hand, each.clock, units, each.after, each.before)
            each = each.following

    def take(self, told: Iterable[Insertion]) -> None:
        """Each when those are there beside which it stands; what lacks them is left out."""
        waiting = defaultdict[int, deque[Insertion]](deque)
        for piece in told:
            waiting[piece.hand].append(piece)
        left = -1
        while left != (left := sum(map(len, waiting.values()))):
            for hand in sorted(waiting, reverse=True):
                self._step()
                queue = waiting[hand]
                while queue and self._is_ready(queue[0]):
                    self._put(queue.popleft())
            waiting = defaultdict(deque, {hand: each for hand, each in waiting.items() if each})

    def _is_ready(self, piece: Insertion) -> bool:
        ends, after, before = self._ends, piece.after, piece.before
        return (
            not piece.gap
            and piece.clock <= ends[piece.hand]
            and (after is None or after.clock < ends[after.hand])
            and (before is None or before.clock < ends[before.hand])
        )

    def _put(self, piece: Insertion) -> None:
        """As far as it is not known."""
        hand, begins = piece.hand, self._ends[piece.hand]
        if piece.end <= begins:
            return
        after = piece.after if begins == piece.clock else Spot(hand, begins - 1)
        words = _Words(hand, begins, piece.end, after, piece.before)
        right = None if words.before is None else self._cut(words.before)
        self._insert(words, self._found(words, self._ending(after), right))
        self._clocks[hand].append(begins)
        self._written[hand].append(words)
        self._ends[hand] = piece.end

    def _found(self, words: _Words, left: _Words | None, right: _Words | None) -> _Words | None:
        """Behind which they stand, gone through as the library does."""
        gone_through, side_by_side = set[_Words](), set[_Words]()
        each = self._first if left is None else left.following
        while each is not None and each is not right:
            self._step()
            gone_through.add(each)
            side_by_side.add(each)
            if each.after == words.after:
                if each.hand >= words.hand and each.before == words.before:
                    break
                closer = each.hand < words.hand
            else:
                behind = self._at(each.after)[0] if each.after else None
                if behind not in gone_through:
                    break
                closer = behind not in side_by_side
            if closer:
                left = each
                side_by_side.clear()
            each = each.following
        return left

    def _insert(self, words: _Words, left: _Words | None) -> None:
        if left is None:
            words.following, self._first = self._first, words
        else:
            words.following, left.following = left.following, words

    def _ending(self, place: Spot | None) -> _Words | None:
        """The words whose last unit is there."""
        if place is None:
            return None
        words, _ = self._at(place)
        if words.end > place.clock + 1:
            self._cut(Spot(place.hand, place.clock + 1))
        return words

    def _cut(self, place: Spot) -> _Words:
        """The words whose first unit is there."""
        words, at = self._at(place)
        hand, clock = place
        if words.clock == clock:
            return words
        rest = _Words(hand, clock, words.end, Spot(hand, clock - 1), words.before)
        words.end = clock
        self._insert(rest, words)
        self._clocks[hand].insert(at, clock)
        self._written[hand].insert(at, rest)
        return rest

    def _at(self, place: Spot) -> tuple[_Words, int]:
        """The words with that unit, and the place of the next of the hand."""
        at = bisect_right(self._clocks[place.hand], place.clock)
        return self._written[place.hand][at - 1], at

    def _step(self) -> None:
        self._gone_through += 1
        if self._gone_through > MOST:
            raise UpdateForeign
