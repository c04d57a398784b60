"""The installation at a glance, for its admin: what is wrong, what runs, when it was last backed
up, who is kept out. What is wrong is what `diemcau doctor` says.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from aiohttp import web

from diemcau.app.admission.locks import Lock, code_name, login_name
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.live.socket import SCREENS
from diemcau.edge.pulse import PULSE
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/installation"


async def show(request: web.Request) -> web.Response:
    if reader(request, Post.ADMIN).body != FIRST_BODY:
        raise NotAllowed
    parts, now = product(request), product(request).clock.now()
    seen = await parts.inspection.look()
    return page(
        request,
        "installation.html",
        seen=seen,
        age=now - seen.back_up.at if seen.back_up else timedelta(0),
        locks=await _kept_out(request),
        jobs=parts.jobs.told,
        screens=len(request.app[SCREENS]),
        rooms=len(parts.rooms.awake),
        waiting=await parts.letters.waiting(now),
        late=round(request.app[PULSE].worst * 1000),
    )


async def _kept_out(request: web.Request) -> Sequence[tuple[str, Lock]]:
    """By login; at the password, or at the code that comes after it. What strangers typed that is
    nobody's login stands in the security log alone.
    """
    locks, found = product(request).admission.locks, dict[str, Lock]()
    for kind in (code_name, login_name):
        found |= {each.name.removeprefix(kind()): each for each in await locks.closed(kind())}
    known = {each.login for each in await product(request).accounts.all()}
    return sorted((login, lock) for login, lock in found.items() if login in known)


ROUTES: Final = (web.get(HERE, show),)
