"""The board of the register is laid on an item, or renewed, from the agenda of the conference.

The browser names the item; the figures are said by the server, out of the register of the body that
holds the conference.
"""

from typing import Final

import msgspec
from aiohttp import web

from diemcau.app.live.seats import actor_in, check_seated
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.petitions import CarryBoard
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.fields import back_of, form_id
from diemcau.edge.who.readers import meeting_of, product, reader
from diemcau.protocol import codec


async def carry(request: web.Request) -> web.Response:
    """Raises `NoSuchPetition`, and whatever the rules of the conference say."""
    session = reader(request, Post.SECRETARY)
    count_act(request)
    parts, fields = product(request), await form_of(request)
    meeting = await parts.rooms.state(meeting_of(request))
    actor = actor_in(meeting.id, session)
    check_seated(meeting, actor)
    item, also = str(fields.get("item", "")), str(fields.get("also", "")).upper().split()
    known = meeting.boards.get(ItemId(item))
    asked = (*(known.chosen if known else ()), *also)
    figures = await parts.petitions.figures(meeting.body, await parts.addresses.listed(), asked)
    command = codec.command(
        _ACT,
        {"item": item, "also": also},
        command_id=form_id(fields),
        at=parts.clock.now(),
        actor=actor,
        ours={"figures": msgspec.to_builtins(figures)},
    )
    check_proof(request, command)
    await parts.rooms.submit(meeting.id, command)
    raise web.HTTPSeeOther(back_of(fields))


_ACT: Final = codec.act_name(CarryBoard)
_SENDS: Final = Terms(posts=(Post.SECRETARY,), largest=16 * 1024, fields=20)
ROUTES: Final = (Taking("/conferences/{meeting}/boards", carry, _SENDS),)
