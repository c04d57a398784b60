"""Lists of OParl 1.1 (2.5 of its specification): pages, and filters by when something changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from yarl import URL

from diemcau.protocol.codec import Malformed

AT_ONCE: Final = 100
INTERNAL: Final = frozenset({"auxiliaryFile", "agendaItem", "legislativeTerm"})
"""Lists inside of objects, which have lists of their own as well."""
_FILTERS: Final = ("created_since", "created_until", "modified_since", "modified_until")
MOST_PAGES: Final = 1_000_000


class Window(Struct, frozen=True):
    """Which part of a list is asked for."""

    page: int
    moments: Mapping[str, datetime]
    omit_internal: bool = False

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "Window":
        """Raises `Malformed`; what OParl does not name is ignored (2.5.2)."""
        page = query.get("page", "1")
        if not page.isascii() or not page.isdecimal() or not 0 < int(page[:9]) <= MOST_PAGES:
            raise Malformed("bad_args", "page")
        given = {name: _moment(name, query[name]) for name in _FILTERS if name in query}
        return cls(int(page[:9]), given, query.get("omit_internal") == "true")

    def keeps(self, one: Mapping[str, Any]) -> bool:
        """Deleted objects are told only to who asks for what changed (2.5.3)."""
        if "deleted" in one and "modified_since" not in self.moments:
            return False
        for name, moment in self.moments.items():
            which, _, side = name.partition("_")
            at = datetime.fromisoformat(one[which])
            if (at < moment) if side == "since" else (at > moment):
                return False
        return True


def page_of(objects: Sequence[Mapping[str, Any]], address: URL, window: Window) -> dict[str, Any]:
    kept = [each for each in objects if window.keeps(each)]
    pages = max(1, -(-len(kept) // AT_ONCE))
    filters = {name: moment.isoformat() for name, moment in window.moments.items()}
    if window.omit_internal:
        filters["omit_internal"] = "true"
        kept = [{k: v for k, v in each.items() if k not in INTERNAL} for each in kept]

    def link(page: int) -> str:
        return str(address.with_query({**filters, "page": str(page)}))

    links = {"first": link(1), "last": link(pages), "self": link(window.page)}
    if window.page > 1:
        links["prev"] = link(window.page - 1)
    if window.page < pages:
        links["next"] = link(window.page + 1)
    return {
        "data": kept[(window.page - 1) * AT_ONCE : window.page * AT_ONCE],
        "pagination": {
            "totalElements": len(kept),
            "elementsPerPage": AT_ONCE,
            "currentPage": window.page,
            "totalPages": pages,
        },
        "links": links,
    }


def _moment(name: str, text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as wrong:
        raise Malformed("bad_args", name) from wrong
    if at.tzinfo is None:
        raise Malformed("bad_args", name)
    return at
