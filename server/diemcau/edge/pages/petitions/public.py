"""What became of petitions, for everybody: the published ones, and a page for each that stays."""

from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.domain.names import folded
from diemcau.domain.petitions.nouns.acts import NoSuchPetition
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.domain.petitions.views.public import PublicPetition, all_public, public
from diemcau.edge.door.houses import body_of
from diemcau.edge.registers import AT_ONCE
from diemcau.edge.showing.looking import page_in
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product

LIST: Final = "/voters"
_LONGEST: Final = 200


async def show_all(request: web.Request) -> web.Response:
    """Of the body at whose house the reader is; a stranger is at the first one's."""
    register = await product(request).petitions.register(await body_of(request))
    query = request.query.get("q", "").strip()[:_LONGEST]
    known = [each for each in all_public(register) if _fits(each, query)]
    pages = max(1, -(-len(known) // AT_ONCE))
    at = min(page_in(request.query), pages)
    return page(
        request,
        "petitions/public_list.html",
        petitions=known[(at - 1) * AT_ONCE : at * AT_ONCE],
        total=len(known),
        query=query,
        at=at,
        pages=pages,
        register=register,
        units=await product(request).addresses.listed(),
        turned=lambda number: str(URL(LIST).with_query({"q": query, "page": number})),
    )


async def show(request: web.Request) -> web.Response:
    """Raises `NoSuchPetition` also for one that was not published."""
    register = await product(request).petitions.register(await body_of(request))
    petition = register.petitions.get(PetitionCode(request.match_info["petition"]))
    told = public(register, petition) if petition else None
    if told is None:
        raise NoSuchPetition
    return page(
        request,
        "petitions/public.html",
        petition=told,
        register=register,
        units=await product(request).addresses.listed(),
    )


def _fits(petition: PublicPetition, query: str) -> bool:
    said = folded(f"{petition.code} {petition.title} {petition.text}")
    return all(word in said for word in folded(query).split())


ROUTES: Final = (
    web.get(LIST, show_all),
    web.get(f"{LIST}/{{petition:KN-[0-9]{{4}}-[0-9]{{4,7}}}}", show),
)
