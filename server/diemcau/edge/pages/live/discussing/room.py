"""Which draft lies on an item, for whoever sits in the room of the conference and sees that item.

The conference knows of the consultation no more than its code; here the two logs are read side by
side. A site that was let in by link or PIN is the body that was invited, as it is the site.
"""

from typing import NamedTuple

from aiohttp import web

from diemcau.app.consultation.desk import DraftDesk
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.drafts import CarriedDraft, NoDraftCarried
from diemcau.domain.nouns.ids import DossierId, ItemId
from diemcau.domain.views.families import audience_of, view_of
from diemcau.edge.who.readers import SCREENS, Seat, product, seat_of


class DraftInRoom(NamedTuple):
    """`state` is the consultation of which the conference carries a version on `item`."""

    seat: Seat
    item: ItemId
    carried: CarriedDraft
    state: Consultation
    desk: DraftDesk

    @property
    def id(self) -> DossierId:
        return self.state.id

    @property
    def version(self) -> DraftVersion:
        """The one that was laid on the item, whatever came after it."""
        return self.state.versions[VersionNo(self.carried.outline.version)]


async def draft_of(request: web.Request, *posts: Post) -> DraftInRoom:
    """Of a reader of one of these posts, if any are named. Raises `NoDraftCarried`, also of an item
    that this reader does not see.
    """
    seat = await seat_of(request, *(posts or SCREENS))
    item = ItemId(request.match_info["item"])
    carried = seat.meeting.drafts.get(item)
    if carried is None or not _sees(seat, item):
        raise NoDraftCarried
    return await _opened(request, seat, item, carried)


async def drafts_of(request: web.Request, *posts: Post) -> list[DraftInRoom]:
    """All that lie on items which this reader sees, each once."""
    seat = await seat_of(request, *posts)
    seen = {
        carried.consultation: await _opened(request, seat, item, carried)
        for item, carried in seat.meeting.drafts.items()
        if _sees(seat, item)
    }
    return list(seen.values())


def _sees(seat: Seat, item: ItemId) -> bool:
    audience = audience_of(seat.actor.role, seat.actor.site)
    return view_of(seat.meeting, audience, f"item/{item}") is not None


async def _opened(
    request: web.Request, seat: Seat, item: ItemId, carried: CarriedDraft
) -> DraftInRoom:
    desk = product(request).drafts
    which = desk.logs.id(seat.meeting.body, carried.consultation)
    return DraftInRoom(seat, item, carried, await desk.logs.state(which), desk)
