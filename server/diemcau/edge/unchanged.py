"""Public data that nobody is sent twice: whoever says which version they have is told that it is
still that one, and nothing is made for it (RFC 9110 §13.1.2).

What a stranger is told follows from what is published, from the office, and from this program. The
first two have a stamp, which costs two small statements; the program counts as another one after
each start, for it may be. Whoever is signed in may be told more and gets everything anew.
"""

import hashlib
from functools import wraps
from typing import Final

import msgspec
from aiohttp import ETag, hdrs, web
from aiohttp.typedefs import Handler

from diemcau.edge.identity import IDENTITY, session_of
from diemcau.edge.readers import product
from diemcau.edge.words import language_of

STARTED: Final = web.AppKey("started", str)
"""Another one at each start."""
_ASK_AGAIN: Final = "no-cache"
"""It may be kept, and is asked for each time (RFC 9111 §5.2.2.4)."""


def unless_known(handler: Handler) -> Handler:
    @wraps(handler)
    async def asked(request: web.Request) -> web.StreamResponse:
        if session_of(request) is not None:
            return await handler(request)
        tag = ETag(is_weak=True, value=await _version(request))
        if any(each.value == tag.value for each in request.if_none_match or ()):
            return _dressed(web.Response(status=304), tag)
        answer = await handler(request)
        return answer if answer.prepared else _dressed(answer, tag)

    return asked


def _dressed(answer: web.StreamResponse, tag: ETag) -> web.StreamResponse:
    answer.etag = tag
    answer.headers.setdefault(hdrs.CACHE_CONTROL, _ASK_AGAIN)
    return answer


async def _version(request: web.Request) -> str:
    """Weak, for it is packed differently for each who asks."""
    parts = product(request)
    facts = (
        request.app[STARTED],
        request.app[IDENTITY].public_url,
        request.path_qs,
        language_of(request),
        await parts.library.stamp(),
        await parts.office.now(),
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:32]
