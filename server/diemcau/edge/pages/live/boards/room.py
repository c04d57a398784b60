"""Which board lies on an item, for whoever sits in the room and sees that item; and the register
beside it, of which the conference holds no more than figures and names.
"""

from typing import NamedTuple

from aiohttp import web

from diemcau.app.ports.people import Post
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.petitions import CarriedBoard, NoBoardCarried
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.views.families import audience_of, view_of
from diemcau.edge.who.readers import SCREENS, Seat, seat_of

TABLE = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY})
"""Who sees the titles of internal ones."""


class BoardInRoom(NamedTuple):
    seat: Seat
    item: ItemId
    board: CarriedBoard

    @property
    def at_table(self) -> bool:
        return self.seat.actor.role in TABLE

    def leads_on(self, register: PetitionRegister, petition: Petition) -> bool:
        """Whether its reader may go on to the page of the register: with an account, not a link."""
        session, actor = self.seat.session, self.seat.actor
        if session.meeting is not None or actor.role is Role.SCREEN:
            return False
        return self.at_table or sees(register, Actor(actor.role, "", actor.site), petition)


async def board_of(request: web.Request, *posts: Post) -> BoardInRoom:
    """Of a reader of one of these posts, if any are named. Raises `NoBoardCarried`, also of an item
    that this reader does not see.
    """
    seat = await seat_of(request, *(posts or SCREENS))
    item = ItemId(request.match_info["item"])
    audience = audience_of(seat.actor.role, seat.actor.site)
    board = seat.meeting.boards.get(item)
    if board is None or view_of(seat.meeting, audience, f"item/{item}") is None:
        raise NoBoardCarried
    return BoardInRoom(seat, item, board)
