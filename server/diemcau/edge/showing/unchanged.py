"""Public data that nobody is sent twice: whoever says which version they have, or since when, is
told that it is still that one, and nothing is made for it (RFC 9110 §13.1.2, §13.1.3).

What a stranger is told follows from what is published, from the office, and from this program. The
first two have a stamp, which costs two small statements; the program counts as another one after
each start, for it may be. Whoever is signed in may be told more and gets everything anew.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Final

import msgspec
from aiohttp import ETag, hdrs, web
from aiohttp.typedefs import Handler

from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.edge.door.rationing import CLOCK
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.identity import IDENTITY, session_of
from diemcau.edge.who.readers import product

_ASK_AGAIN: Final = "no-cache"
"""It may be kept, and is asked for each time (RFC 9111 §5.2.2.4)."""
_SECOND: Final = timedelta(seconds=1)


class Program:
    """This one since its start, and when it saw last that what strangers are told has changed.

    That moment is told in whole seconds. What changes twice in one is told of the next, and until
    that has come of none, so that nobody holds an older one for it (RFC 9110 §8.8.2.1).
    """

    def __init__(self, started: str) -> None:
        self.started = started
        self._told: object = None
        self._at = datetime.min.replace(tzinfo=UTC)

    def changed_at(self, told: object, now: datetime) -> datetime | None:
        second = now.replace(microsecond=0)
        if told != self._told:
            began = self._told is None
            self._told, self._at = told, second if began else max(second, self._at + _SECOND)
        return self._at if self._at <= second else None


PROGRAM: Final = web.AppKey("program", Program)


def unless_known(handler: Handler) -> Handler:
    @wraps(handler)
    async def asked(request: web.Request) -> web.StreamResponse:
        if session_of(request) is not None:
            return await handler(request)
        parts, program = product(request), request.app[PROGRAM]
        told = (await parts.library.stamp(), await parts.bodies.office(FIRST_BODY))
        tag = ETag(is_weak=True, value=_version(request, program.started, told))
        since = program.changed_at(told, request.app[CLOCK].now())
        if _has(request, tag, since):
            return _dressed(web.Response(status=304), tag, since)
        answer = await handler(request)
        return answer if answer.prepared else _dressed(answer, tag, since)

    return asked


def _has(request: web.Request, tag: ETag, since: datetime | None) -> bool:
    """A version is believed before a date (RFC 9110 §13.1.3)."""
    if hdrs.IF_NONE_MATCH in request.headers:
        return any(each.value == tag.value for each in request.if_none_match or ())
    had = request.if_modified_since
    return had is not None and since is not None and had >= since


def _dressed(answer: web.StreamResponse, tag: ETag, since: datetime | None) -> web.StreamResponse:
    answer.etag, answer.last_modified = tag, since
    answer.headers.setdefault(hdrs.CACHE_CONTROL, _ASK_AGAIN)
    return answer


def _version(request: web.Request, started: str, told: object) -> str:
    """Weak, for it is packed differently for each who asks."""
    home = request.app[IDENTITY].public_url
    facts = (started, home, request.path_qs, language_of(request), told)
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:32]
