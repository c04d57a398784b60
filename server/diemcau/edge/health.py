"""For whoever watches the server: does it answer, does its store, and how late is its loop."""

from collections.abc import Iterator
from hmac import compare_digest
from typing import Final

from aiohttp import hdrs, web

from diemcau.app.ports.people import Post
from diemcau.edge.identity import require
from diemcau.edge.live import SCREENS
from diemcau.edge.product import PRODUCT
from diemcau.edge.pulse import PULSE

_BEARER: Final = "Bearer "


async def health(request: web.Request) -> web.Response:
    """200 when a conference could be run here; 503 `unavailable` when the store is away.

    The smallest question a store can be asked, and no word about what is in it.
    """
    await request.app[PRODUCT].accounts.by_login("")
    return web.json_response({"status": "up"})


async def metrics(request: web.Request) -> web.Response:
    """In the text format of Prometheus, for the admin and for whatever holds the token."""
    if not _holds_token(request):
        require(request, Post.ADMIN)
    text = "".join(f"{line}\n" for line in _lines(request.app))
    return web.Response(text=text, headers={hdrs.CONTENT_TYPE: "text/plain; version=0.0.4"})


def _holds_token(request: web.Request) -> bool:
    """A setting that is empty opens to nobody."""
    wanted = request.app[PRODUCT].settings.metrics_token
    given = request.headers.get(hdrs.AUTHORIZATION, "")
    fits = compare_digest(given.encode(errors="replace"), f"{_BEARER}{wanted}".encode())
    return bool(wanted) and fits


def _lines(app: web.Application) -> Iterator[str]:
    pulse, name = app[PULSE], "diemcau_loop_lag_seconds"
    yield f"# HELP {name} How late the loop came to a beat of its own."
    yield f"# TYPE {name} histogram"
    count = 0
    for most, count in pulse.histogram():
        yield f'{name}_bucket{{le="{most}"}} {count}'
    yield f"{name}_sum {pulse.total:.6f}"
    yield f"{name}_count {count}"
    yield from _gauge("loop_lag_worst_seconds", "The latest it ever came.", pulse.worst)
    yield from _gauge("screens", "Open sockets of screens.", len(app[SCREENS]))


def _gauge(name: str, help_: str, value: float) -> Iterator[str]:
    yield f"# HELP diemcau_{name} {help_}"
    yield f"# TYPE diemcau_{name} gauge"
    yield f"diemcau_{name} {value:g}"
