"""Who is kept out for guessing wrong, as the hall sees it, and the press that lets them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.admission.locks import Lock, Locks, code_name, login_name, pin_name
from diemcau.app.live.seats import HALL
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.ids import MeetingId, SiteCode
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.who.noting import note
from diemcau.edge.who.readers import meeting_of, product, reader

HANDS_OUT: Final = (Post.SECRETARY, Post.OPERATOR)
EVERYBODY: Final = "everybody"


class KeptOut(Struct, frozen=True):
    """Somebody of the hall before whose account guesses have to wait."""

    login: str
    name: str
    networks: int
    until: datetime


class Closed(Struct, frozen=True):
    """By site; `everybody` when too much was guessed at the PINs of the whole conference."""

    sites: dict[SiteCode, Lock]
    everybody: Lock | None
    people: Sequence[KeptOut]


async def closed_in(request: web.Request, meeting: MeetingId) -> Closed:
    locks = product(request).admission.locks
    ours = {lock.name: lock for lock in await locks.closed(pin_name(meeting))}
    everybody = ours.pop(pin_name(meeting), None)
    sites = {SiteCode(name.removeprefix(pin_name(meeting))): lock for name, lock in ours.items()}
    return Closed(sites, everybody, await _people(request))


async def _people(request: web.Request) -> list[KeptOut]:
    """Guesses at logins that nobody has keep nobody out."""
    product_, body = product(request), await body_of(request)
    closed = await _closed(product_.admission.locks)
    return [
        KeptOut(each.login, each.name, lock.networks, lock.until)
        for each in await product_.accounts.all()
        if each.body == body and _of_the_hall(each) and (lock := closed.get(each.login))
    ]


async def _closed(locks: Locks) -> dict[str, Lock]:
    """By login: at the password, or at the code that comes after it."""
    found: dict[str, Lock] = {}
    for kind in (code_name, login_name):
        found |= {lock.name.removeprefix(kind()): lock for lock in await locks.closed(kind())}
    return found


def _of_the_hall(account: Account) -> bool:
    return account.post in HALL and not account.disabled


async def let_in(request: web.Request) -> web.Response:
    """A site, a person of the hall, or everybody whom the conference's own bound keeps out."""
    session = reader(request, *HANDS_OUT)
    meeting, fields = meeting_of(request), await form_of(request)
    login, site = str(fields.get("login", "")), str(fields.get("site", ""))
    if name := await _name_of(request, login) if login else _name_at(meeting, site):
        await product(request).admission.locks.open(name)
        if login:
            await product(request).admission.locks.open(code_name(login))
        await note(request, Noted.LET_IN, session, about=name, meeting=meeting)
    return web.Response(status=303, headers={"Location": f"/conferences/{meeting}/passes"})


async def _name_of(request: web.Request, login: str) -> str:
    """The hall opens to its own; an admin's account is opened on the terminal."""
    account = await product(request).accounts.by_login(login)
    if account is None or account.body != await body_of(request) or not _of_the_hall(account):
        return ""
    return login_name(account.login)


def _name_at(meeting: MeetingId, site: str) -> str:
    return pin_name(meeting, "" if site == EVERYBODY else site) if site else ""


ROUTES: Final = (Taking("/conferences/{meeting}/passes/open", let_in, long(*HANDS_OUT)),)
