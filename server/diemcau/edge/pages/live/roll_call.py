"""The order of a roll call: as listed, by name in Vietnamese, or by who is missing; and of a wall
without scripts, which sites stand on it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

from diemcau.app.text.folding import vietnamese
from diemcau.domain.nouns.terms import LineState
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import SiteView

ORDERS: Final[dict[str, Callable[[SiteView], object]]] = {
    "place": lambda _: 0,
    "name": lambda site: vietnamese(site.name),
    "state": lambda site: (site.checked_in_at is not None) + _full(site),
}


WALL: Final = 36
"""Sites on a wall without scripts: more of them is a page that nobody reads, and the board of the
roll call holds every one.
"""


def on_wall(sites: Iterable[View], opened: str = "") -> Sequence[SiteView]:
    """All as listed where they are few; else the one that is opened and those first that want
    somebody's eye.
    """
    known = in_order("place", sites)
    if len(known) <= WALL:
        return known
    return sorted(known, key=lambda site: (site.code != opened, _calm(site)))[:WALL]


def order_of(asked: str) -> str:
    return asked if asked in ORDERS else "place"


def in_order(order: str, sites: Iterable[View]) -> Sequence[SiteView]:
    """Those alike stay in the order of the list."""
    known = cast("Iterable[SiteView]", sites)
    return sorted(known, key=ORDERS[order])  # type: ignore[arg-type]  # each key is comparable


def _full(site: SiteView) -> bool:
    return site.checked_in_at is not None and site.here >= site.expected


def _calm(site: SiteView) -> bool:
    """Whether nobody need look: the line holds, it is there, and it asks for nothing."""
    here = site.line.state is LineState.CONNECTED and site.checked_in_at is not None
    return here and not site.waiting
