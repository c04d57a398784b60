"""Whose words a statement is: a page that says what for it is opened before it says who it is.

Who may open it sees that somebody is known, and who looked before. The person stands on the answer
to one press alone, and that press is on record by then.
"""

from typing import Final

from aiohttp import web

from diemcau.app.petitions.petitioners import Petitioner, WhoseWords
from diemcau.domain.petitions.nouns.statements import NoSuchStatement, Statement
from diemcau.domain.petitions.nouns.terms import RegisterMode, StatementCode
from diemcau.domain.petitions.rules.petitioners import answering, keeps, may_see
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms import fields as forms
from diemcau.edge.registers import READERS, AtDesk, at_desk, hears, shown
from diemcau.edge.who.readers import product

PATH: Final = "/petitions/statements/{statement}/petitioner"


async def show(request: web.Request) -> web.Response:
    return await _page(request, await at_desk(request))


async def look(request: web.Request) -> web.Response:
    count_act(request)
    desk, fields = await at_desk(request), await form_of(request)
    said, reason = _said(request, desk), str(fields.get("reason", ""))
    looking = WhoseWords([said], reason, forms.form_id(fields))
    known = await product(request).petitioners.look(desk.body, desk.actor, looking)
    return await _page(request, await at_desk(request), known.get(said.code, Petitioner()))


def _said(request: web.Request, desk: AtDesk) -> Statement:
    """There is none that is not theirs to hear, unless they were told whose it is."""
    said = desk.register.statements.get(StatementCode(request.match_info["statement"]))
    if said is None or not (hears(desk, said) or may_see(desk.register, desk.actor, said)):
        raise NoSuchStatement
    return said


async def _page(
    request: web.Request, desk: AtDesk, person: Petitioner | None = None
) -> web.Response:
    said, own = _said(request, desk), desk.register.settings.mode is RegisterMode.OWN
    waiting = [each for each in answering(desk.register, said) if each not in said.told_to]
    return await shown(
        request,
        "petitioner",
        desk,
        said=said,
        person=person,
        may_look=own and may_see(desk.register, desk.actor, said),
        may_keep=own and desk.actor.role != "chair" and keeps(desk.actor, said),
        to_tell=[(each, desk.leads.get(each, each)) for each in waiting],
    )


ROUTES: Final = (
    web.get(PATH, show),
    Taking(PATH, look, Terms(posts=READERS)),
)
