"""A petition: what is asked, what became of it, and what its reader may do with it now."""

import asyncio
from typing import Final

from aiohttp import web

from diemcau.app.petitions.concluded import drawn_from, is_reported
from diemcau.domain.nouns.act import name_of
from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.terms import LeadCode, PetitionCode
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules.petitioners import may_see
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.rules.standing import UNANSWERED, disputed, overdue
from diemcau.domain.petitions.views.alike import alike
from diemcau.domain.petitions.views.offers import offers
from diemcau.domain.workdays import left
from diemcau.edge.pages.petitions.sent_letter import letter_to
from diemcau.edge.registers import AtDesk, at_desk, hears, shown
from diemcau.edge.who.readers import product

FEW: Final = 5
"""Alike ones beside a petition that stands already."""


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request)
    petition = _seen(desk, PetitionCode(request.match_info["petition"]))
    register, today = desk.register, desk.today
    may = offers(register, desk.actor, petition, today)
    days = left(product(request).petitions.days_off(), today, petition.due)
    said = [register.statements[code] for code in petition.statements]
    heard = [each for each in said if hears(desk, each)]
    concluded = drawn_from(await product(request).library.tasks(desk.body), petition.code)
    return await shown(
        request,
        "one",
        desk,
        petition=petition,
        may={name_of(act) for act in may},
        heard=heard,
        hidden=len(said) - len(heard),
        told=[each for each in said if each not in heard and may_see(register, desk.actor, each)],
        late_now=overdue(petition, today),
        disputed=disputed(petition),
        days=days if petition.state in UNANSWERED else None,
        proposed=_proposed(register, petition),
        letter=letter_to(desk, petition.code),
        concluded=concluded,
        asks=petition.state in UNANSWERED and any(is_reported(each) for each in concluded),
        like=await asyncio.to_thread(_alike, desk, petition),
    )


def _seen(desk: AtDesk, code: PetitionCode) -> Petition:
    """There is none that its reader may not know of. Raises `NoSuchPetition`."""
    petition = desk.register.petitions.get(code)
    if petition is None or not sees(desk.register, desk.actor, petition):
        raise NoSuchPetition
    return petition


def _proposed(register: PetitionRegister, petition: Petition) -> LeadCode | None:
    """Who would lead it by field and level, or by its field alone where that says it; never
    forwarded by itself.
    """
    of_field = [each for each in register.proposals if each.field == petition.field]
    asked = petition.competence
    fit = {each.lead for each in of_field if asked is None or each.competence is asked}
    return fit.pop() if len(fit) == 1 else None


def _alike(desk: AtDesk, petition: Petition) -> list[Petition]:
    """Of those its reader may know of."""
    register = desk.register
    like = alike(
        register,
        f"{petition.title} {petition.text}",
        register.units_of(petition),
        petition.field,
        but=petition.code,
    )
    known = (register.petitions[each.code] for each in like)
    return [each for each in known if sees(register, desk.actor, each)][:FEW]


ROUTES: Final = (web.get("/petitions/{petition:KN-[0-9]{4}-[0-9]{4,7}}", show),)
