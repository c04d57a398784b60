"""How large a picture a line carries, by what it loses: sound first.

A line that loses twice in a row is sent a smaller picture, and none where the smallest is too much;
one that loses nothing for half a minute a larger one. So it goes down at once and comes up slowly,
and does not swing between two.
"""

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
