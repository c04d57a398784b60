"""Every act on a register, as a form of one of its pages."""

from aiohttp import web

from diemcau.app.petitions.asking import shape_of
from diemcau.app.zones import HOME_ZONE
from diemcau.domain.petitions.nouns.receiving import ReceivePetition
from diemcau.edge import forms
from diemcau.edge.bodies import form_of
from diemcau.edge.readers import product
from diemcau.edge.registers import READERS, acting
from diemcau.edge.security import count_act
from diemcau.edge.taking import Taking, long

ON = "on"
"""The field in which a secretary says on which day it was."""


async def act(request: web.Request) -> web.StreamResponse:
    """A petition that was received is shown; whatever else was done leads back to its form."""
    session, actor = acting(request)
    count_act(request)
    name, fields = request.match_info["act"], await form_of(request)
    shape = shape_of(name)
    register = await product(request).petitions.act(
        session.body,
        name,
        forms.asked_for(shape, fields, HOME_ZONE, ON),
        id_=forms.form_id(fields),
        actor=actor,
        said=forms.day_in(fields, ON),
    )
    made = register.order[-1] if shape is ReceivePetition else None
    raise web.HTTPSeeOther(f"/petitions/{made}" if made else forms.back_of(fields))


ROUTES = (Taking("/petitions/acts/{act}", act, long(*READERS)),)
