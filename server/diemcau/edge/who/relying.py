"""For which address passkeys are made here: the relying party of WebAuthn."""

from ipaddress import ip_address

from aiohttp import web
from yarl import URL

from diemcau.app.ports.factors import RelyingParty
from diemcau.edge.who.identity import IDENTITY


def place_of(request: web.Request) -> RelyingParty:
    """The public address; without https also this machine by its own name, as browsers allow."""
    settings = request.app[IDENTITY]
    here = URL(f"http://{request.host}")
    if not settings.https and here.host == "localhost":
        return RelyingParty("localhost", str(here.origin()))
    public = URL(settings.public_url).origin()
    return RelyingParty(public.host or "", str(public))


def possible(request: web.Request) -> bool:
    """Keys are made for names, and a number is none (WebAuthn §5.1.2)."""
    try:
        ip_address(place_of(request).host)
    except ValueError:
        return True
    return False
