"""Every act on a register, as a form of one of its pages."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.petitions.asking import shape_of
from diemcau.app.petitions.desk import Pressed
from diemcau.app.petitions.petitioners import Petitioner
from diemcau.domain.petitions.nouns.receiving import ReceivePetition
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.registers import READERS, acting
from diemcau.edge.who.readers import product
from diemcau.protocol.codec import Malformed

ON = "on"
"""The field in which a secretary says on which day it was."""
PERSON: Final = ("person.name", "person.address", "person.phone")
"""The fields of whom it was said by: no act's, and in no draft that a browser keeps."""
LONGEST: Final = 200


async def act(request: web.Request) -> web.StreamResponse:
    """A petition that was received is shown; whatever else was done leads back to its form."""
    session, actor = acting(request)
    count_act(request)
    name, fields = request.match_info["act"], await form_of(request)
    shape = shape_of(name)
    args = forms.asked_for(shape, fields, HOME_ZONE, ON, *PERSON)
    pressed = Pressed(name, args, forms.form_id(fields), actor, forms.day_in(fields, ON))
    person = person_in(fields) if "petitioner" in shape.stamped else None
    register = await product(request).petitioners.act(session.body, pressed, person)
    made = register.order[-1] if shape is ReceivePetition else None
    raise web.HTTPSeeOther(f"/petitions/{made}" if made else forms.back_of(fields))


def person_in(fields: Mapping[str, object]) -> Petitioner:
    """Whom a form names, on one line each. Raises `Malformed`."""
    told = [" ".join(str(fields.get(each, "")).split()) for each in PERSON]
    if any(len(each) > LONGEST for each in told):
        raise Malformed("bad_args", PERSON[0])
    return Petitioner(*told)


ROUTES = (Taking("/petitions/acts/{act}", act, long(*READERS)),)
