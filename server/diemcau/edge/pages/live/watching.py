"""Whether a page on which no script runs loads itself again: it does for those who only look on.

What is loaded again forgets what was typed and closes what was opened. So a page stands still, and
says how to see what is new, but for those whose turn may come at any moment, and for screens on
which nobody writes. Either is chosen by the address too.
"""

from collections.abc import Container, Mapping
from typing import Final

from diemcau.domain.nouns.terms import RoundState
from diemcau.domain.views.keys import View
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.sites import Me

WATCH: Final = "watch"
HOLD: Final = "hold"
LOOKED_AT: Final = frozenset({"screen", "roll-call"})
"""Screens on which nobody writes."""


def watches(asked: Container[str], screen: str, view: Mapping[str, View]) -> bool:
    """`asked` is what the address names."""
    if WATCH in asked or HOLD in asked:
        return HOLD not in asked
    return screen in LOOKED_AT or (screen == "site" and _may_be_called(view))


def _may_be_called(view: Mapping[str, View]) -> bool:
    """A site that speaks, waits in a queue, or is still to be called in a round."""
    me = next((each for each in view.values() if isinstance(each, Me)), None)
    if me is None:
        return False
    board = view.get("round")
    left = isinstance(board, RoundView) and (me.code, RoundState.TO_COME) in zip(
        board.order, board.states, strict=True
    )
    return me.speaking is not None or bool(me.waiting) or left
