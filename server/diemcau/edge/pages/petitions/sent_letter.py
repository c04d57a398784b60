"""The letter with which a petition went to a body, for whoever it went to: to read and to print."""

from typing import Final

from aiohttp import web

from diemcau.app.petitions.outgoing import LetterKind, Outgoing, gone_out
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.edge.exports.papers import KINDS
from diemcau.edge.pages.petitions.letters import drawn
from diemcau.edge.registers import AtDesk, at_desk
from diemcau.edge.who.readers import product


def letter_to(desk: AtDesk, code: PetitionCode) -> Outgoing | None:
    """The last one; a body reads what went to it, and the office all."""
    office = desk.actor.role is not Role.SITE
    return next(
        (
            out
            for out in gone_out(desk.register)
            if out.kind is LetterKind.FORWARDING
            and (office or out.to in desk.own_leads)
            and any(each.code == code for each in out.petitions)
        ),
        None,
    )


async def show(request: web.Request) -> web.Response:
    desk, form = await at_desk(request), request.match_info["form"]
    out = letter_to(desk, PetitionCode(request.match_info["petition"]))
    if out is None:
        raise web.HTTPNotFound
    made, printer = await drawn(request, desk, out), product(request).issuing.printer
    body = await (printer.pdf(made) if form == "pdf" else printer.docx(made))
    named = {"Content-Disposition": f'inline; filename="phieu-chuyen.{form}"'}
    return web.Response(body=body, content_type=KINDS[form], headers=named)


ROUTES: Final = (
    web.get("/petitions/{petition:KN-[0-9]{4}-[0-9]{4,7}}/letter.{form:pdf|docx}", show),
)
