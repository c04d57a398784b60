"""The order of a roll call: as listed, by name in Vietnamese, or by who is missing."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

from diemcau.app.folding import vietnamese
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import SiteView

ORDERS: Final[dict[str, Callable[[SiteView], object]]] = {
    "place": lambda _: 0,
    "name": lambda site: vietnamese(site.name),
    "state": lambda site: (site.checked_in_at is not None) + _full(site),
}


def order_of(asked: str) -> str:
    return asked if asked in ORDERS else "place"


def in_order(order: str, sites: Iterable[View]) -> Sequence[SiteView]:
    """Those alike stay in the order of the list."""
    known = cast("Iterable[SiteView]", sites)
    return sorted(known, key=ORDERS[order])  # type: ignore[arg-type]  # each key is comparable


def _full(site: SiteView) -> bool:
    return site.checked_in_at is not None and site.here >= site.expected
