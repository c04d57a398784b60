"""How large a picture a line carries, by what it loses: sound first.

A line that loses twice in a row is sent a smaller picture, and none where the smallest is too much;
one that loses nothing for half a minute a larger one. So it goes down at once and comes up slowly,
and does not swing between two.

What is lost before the media server is missing for everybody who is sent it, and a smaller picture
brings none of it back: it does not count.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from diemcau.app.ports.media import Layer

BAD: Final = 0.05
"""Of packets: above it words begin to be missed."""
GOOD: Final = 0.02
DOWN_AFTER: Final = 2
"""Readings in a row, of which there is one every four seconds."""
UP_AFTER: Final = 8


class Carried(NamedTuple):
    """`bad` and `good` readings in a row."""

    layer: Layer = Layer.HIGH
    bad: int = 0
    good: int = 0


def own(lost: float, senders: Iterable[float]) -> float:
    """What a line itself loses, where so much is missing in the best of what it is sent, and its
    senders lose so much each on their way to the media server. Who claims to lose more than is so
    keeps the picture of others as large as it is, and can do nothing else to them.
    """
    return max(0.0, lost - min(senders, default=0.0))


def judged(before: Carried, lost: float) -> Carried:
    if lost > BAD:
        return _stepped(before.layer, before.bad + 1, DOWN_AFTER, -1)
    if lost > GOOD:
        return Carried(before.layer)
    return _stepped(before.layer, before.good + 1, UP_AFTER, +1)


def _stepped(layer: Layer, row: int, enough: int, step: int) -> Carried:
    if row >= enough:
        return Carried(Layer(min(Layer.HIGH, max(Layer.NONE, layer + step))))
    return Carried(layer, bad=row) if step < 0 else Carried(layer, good=row)
