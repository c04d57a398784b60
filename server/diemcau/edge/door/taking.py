"""On what terms a route takes something in: who may send it, of which kind, and how much of it.

The row of a route says so (`Taking`), and the guard asks it before a byte of the body is read
(house rule 17). A route that says nothing takes a small form from anyone who is signed in.
"""

from collections.abc import Iterable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler
from msgspec import Struct
from typing_extensions import override

from diemcau.app.ports.people import Post

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
JSON: Final = "application/json"


class Terms(Struct, frozen=True, kw_only=True):
    """`posts` of those who are signed in, `public` for strangers too; sizes in bytes.

    `files`: what is brought may be as large as a file may be, and comes in parts. `signed`: what is
    sent is signed by another system, or comes with its key, and it holds no form of ours.
    """

    public: bool = False
    posts: tuple[Post, ...] = tuple(Post)
    kinds: frozenset[str] = frozenset({FORM})
    largest: int = 64 * 1024
    fields: int = 250
    files: bool = False
    signed: bool = False


INSIDE: Final = Terms()
STRANGERS: Final = Terms(public=True, largest=32 * 1024, fields=20)
"""A name, a secret, and where to go on from: an address of 8 KiB, each sign as `%xx`."""


BY_A_SYSTEM: Final = Terms(public=True, largest=32 * 1024, fields=5, signed=True)
BY_A_KEY: Final = Terms(public=True, kinds=frozenset({JSON}), largest=256 * 1024, signed=True)
"""Two long texts, each sign as `\\uxxxx`."""


def long(*posts: Post) -> Terms:
    """A form with a row for every commune of a country, or a long text."""
    return Terms(posts=posts, largest=1024 * 1024, fields=10_000)


class Taking(web.AbstractRouteDef):
    """A row like `web.post(path, handler)`, with its terms."""

    def __init__(self, path: str, handler: Handler, terms: Terms = INSIDE) -> None:
        self.path, self.handler, self.terms = path, handler, terms

    @override
    def register(self, router: web.UrlDispatcher) -> list[web.AbstractRoute]:
        return [router.add_post(self.path, self.handler)]


TERMS: Final[web.AppKey[dict[object, Terms]]] = web.AppKey("terms", dict)
"""By handler."""


def add(app: web.Application, rows: Iterable[web.AbstractRouteDef]) -> None:
    """The routes, and their terms where the guard finds them."""
    rows = tuple(rows)
    said: dict[object, Terms] = {r.handler: r.terms for r in rows if isinstance(r, Taking)}
    app[TERMS] = said
    app.add_routes(rows)


def terms_of(request: web.Request) -> Terms:
    return request.app.get(TERMS, {}).get(request.match_info.handler, INSIDE)
