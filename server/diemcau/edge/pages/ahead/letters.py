"""The secretariat's letters: which went out, which did not and why, and where sites read mail."""

import re
from collections import Counter
from typing import Final

from aiohttp import web

from diemcau.app.letters.standing import Standing, standing
from diemcau.app.office.site_lists import lists_for
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.app.text.folding import found
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.refusing.refusals import BadMailAddress
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import product, reader

READERS: Final = (Post.SECRETARY,)
"""Where sites read their mail is nobody else's business."""
MOST: Final = 500
"""Letters on one page; older ones are found by the search."""
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
"""As a browser's own field has it (HTML, 4.10.5.1.5): what every mail server can read."""
_FIELD: Final = "address."


async def show_all(request: web.Request) -> web.Response:
    reader(request, *READERS)
    now, names = product(request).clock.now(), await product(request).addresses.listed()
    known = [
        (each, standing(each, now))
        for each in await product(request).letters.all(await body_of(request))
    ]
    asked, query = request.query.get("show", ""), request.query.get("q", "").strip()
    shown = [
        (letter, stands)
        for letter, stands in known
        if asked in {"", stands}
        and found(query, letter.subject, letter.to, names.get(letter.site, ""))
    ]
    addresses = await product(request).addresses.all(await body_of(request))
    return page(
        request,
        "letters.html",
        letters=shown[:MOST],
        more=len(shown) - MOST,
        counts=Counter(stands for _, stands in known),
        kinds=list(Standing),
        chosen=asked if asked in set(Standing) else "",
        query=query,
        names=names,
        addresses=len(addresses),
    )


async def show(request: web.Request) -> web.Response:
    reader(request, *READERS)
    key = request.query.get("key", "")
    letter = next(
        (
            each
            for each in await product(request).letters.all(await body_of(request))
            if each.key == key
        ),
        None,
    )
    if letter is None:
        raise web.HTTPNotFound
    names = await product(request).addresses.listed()
    stands = standing(letter, product(request).clock.now())
    return page(request, "letter.html", letter=letter, stands=stands, names=names)


async def ask(request: web.Request) -> web.Response:
    reader(request, *READERS)
    directory = product(request).directory
    listings = await lists_for(directory, await body_of(request))
    wanted = request.query.get("listing", "")
    listing = (
        wanted
        if wanted in listings
        else (await product(request).bodies.office(await body_of(request))).listing
    )
    return page(
        request,
        "addresses.html",
        sites=await directory.listing(listing),
        others=await product(request).addresses.unlisted(await body_of(request)),
        addresses=await product(request).addresses.all(await body_of(request)),
        listings=listings,
        listing=listing,
        field=_FIELD,
    )


async def keep(request: web.Request) -> web.Response:
    """All of them or none; what waits for a site whose address was wrong goes out again."""
    session, fields = reader(request, *READERS), await form_of(request)
    said = {name: str(value).strip() for name, value in fields.items() if name.startswith(_FIELD)}
    for name, address in said.items():
        if address and not _ADDRESS.fullmatch(address):
            raise BadMailAddress(name)
    given = {SiteCode(name.removeprefix(_FIELD)): address for name, address in said.items()}
    theirs = await product(request).addresses.put(session.body, given)
    await note(request, Noted.ADDRESSES_SET, session, about=" ".join(theirs))
    raise web.HTTPSeeOther("/letters")


ROUTES: Final = (
    web.get("/letters", show_all),
    web.get("/letters/letter", show),
    web.get("/letters/addresses", ask),
    Taking("/letters/addresses", keep, long(*READERS)),
)
