"""Every refusal becomes an answer here, so that no handler has a `try`.

A program gets `{"code": …}`, a person a page; the words for a code live in `web/i18n`.
What nobody foresaw is a bug: it is logged whole under a reference number, and the browser
gets the number and nothing else.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Final, TypeVar

import msgspec
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from msgspec import Struct

from diemcau.app.admission.refusals import (
    LockedOut,
)
from diemcau.app.documents import PressBusy
from diemcau.app.files import (
    ExaminersBusy,
    FileRefused,
    UploadsBusy,
)
from diemcau.app.ports.world import Chance, Conflict, Unavailable, Unstorable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Rejected
from diemcau.edge.refusing.refusals import BadMailAddress, TooManyRequests
from diemcau.edge.refusing.statuses import status_of
from diemcau.protocol.codec import Malformed

_log = logging.getLogger(__name__)
_Kind = TypeVar("_Kind")

RenderError = Callable[[web.Request, int, str], web.Response]
"""The page for a refusal, from request, status and code."""


class Amiss(Struct, frozen=True):
    """What stands against a request: the status and code of the answer; `detail` says where or
    what was found.
    """

    status: int
    code: str
    detail: str = ""


PageAgain = Callable[[web.Request, Amiss], Awaitable[web.StreamResponse | None]]
"""The page whose form was sent, whole, with what was typed in it; none if there is no such page."""

OwnAnswer = Callable[[Amiss], Awaitable[web.StreamResponse]]
OWN_ANSWER: Final[web.RequestKey[OwnAnswer]] = web.RequestKey("own_answer")
"""How a request that comes from no form is told no, where it wants to be told otherwise."""
PAGE_AGAIN: Final[web.AppKey[PageAgain]] = web.AppKey("page_again")
RENDER_ERROR: Final[web.AppKey[RenderError]] = web.AppKey("render_error")
SAY_BRIEFLY: Final[web.AppKey[Callable[[web.Request, int, str], str]]] = web.AppKey("say_briefly")
"""What a page of `RENDER_ERROR` says in one line."""
CHANCE: Final[web.AppKey[Chance]] = web.AppKey("chance")
REFERENCE: Final[web.RequestKey[str]] = web.RequestKey("reference", str)
"""Set when a bug is being answered: what the page asks people to quote."""
FOUND: Final[web.RequestKey[str]] = web.RequestKey("found", str)
"""What was seen in a file that is refused."""

MALFORMED: Final = "malformed"
TO_SYSTEMS: Final = "/api/petitions"
"""Under which other systems ask."""
RETRY_AFTER: Final = 5
"""Seconds until asking again makes sense when the store is away."""


_HTTP_CODES: Final[Mapping[int, str]] = {
    400: MALFORMED,
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
}


def parsed(raw: bytes, kind: type[_Kind]) -> _Kind:
    """A JSON body as a record, or `Malformed`.

    Only here is a decoding error the sender's fault: the same error from a stored record is
    a bug.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise Malformed(MALFORMED, str(problem)) from problem


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Around everything that may say no.

    Redirects pass; so does what goes wrong once the answer has begun (a live socket), for
    nothing more can be said there. Nor to whoever is gone before all of it came.
    """
    try:
        return await handler(request)
    except (web.HTTPSuccessful, web.HTTPRedirection):
        raise
    except Exception as problem:  # the last resort, the only one
        if request.writer.output_size > 0:
            raise
        if isinstance(problem, ConnectionError) and request.transport is None:
            return web.Response()
        return await _told(request, problem)


def render_plainly(request: web.Request, status: int, code: str) -> web.Response:
    """Until the product's own page is set: the number, the name, and what to quote."""
    words = f"{status} {code} {request.get(REFERENCE, '')}".strip()
    page = f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{code}</title><p>{words}'
    return web.Response(status=status, text=page, content_type="text/html")


def wants_json(request: web.Request) -> bool:
    """Programs ask under `/api`, send JSON, upgrade, or say so. Browsers name `text/html`."""
    accept = request.headers.get(hdrs.ACCEPT, "")
    if request.path.startswith("/api/") or request.content_type == "application/json":
        return True
    if hdrs.UPGRADE in request.headers:
        return True
    return "application/json" in accept and "text/html" not in accept


async def _told(request: web.Request, problem: Exception) -> web.StreamResponse:
    """By the form that was sent, if its page can be shown again."""
    amiss, again = _amiss(problem), request.app.get(PAGE_AGAIN)
    own: OwnAnswer | None = request.get(OWN_ANSWER)
    if amiss and own:
        return await own(amiss)
    if amiss and again and not wants_json(request) and (page := await again(request, amiss)):
        page.headers.update(_again(problem))
        return page
    return _answer(request, problem, amiss)


def _amiss(problem: Exception) -> Amiss | None:
    """What the sender can mend, or try again."""
    match problem:
        case FileRefused() | BadMailAddress():
            return Amiss(status_of(problem), problem.code, problem.found)
        case Rejected() | Refused():
            return Amiss(status_of(problem), problem.code)
        case Malformed():
            return Amiss(HTTPStatus.BAD_REQUEST, problem.code, problem.detail)
        case Conflict():
            return Amiss(HTTPStatus.CONFLICT, "conflict")
        case Unavailable():
            vain = isinstance(problem, Unstorable)
            status = HTTPStatus.BAD_REQUEST if vain else HTTPStatus.SERVICE_UNAVAILABLE
            return Amiss(status, problem.code)
        case _:
            return None


def _answer(request: web.Request, problem: Exception, amiss: Amiss | None) -> web.StreamResponse:
    if isinstance(problem, FileRefused):
        request[FOUND] = problem.found
    if amiss is not None:
        response = _respond(request, amiss.status, amiss.code, amiss.detail)
        response.headers.update(_again(problem))
    elif isinstance(problem, web.HTTPException):
        response = _respond(request, problem.status, _http_code(problem.status))
        if allow := problem.headers.get(hdrs.ALLOW):
            response.headers[hdrs.ALLOW] = allow
    else:
        response = _answer_bug(request, problem)
    return response


def _again(problem: Exception) -> Mapping[str, str]:
    """When it makes sense to ask again, of what is refused for now."""
    if isinstance(problem, TooManyRequests | LockedOut):
        return {hdrs.RETRY_AFTER: str(problem.seconds)}
    away = isinstance(problem, Unavailable) and not isinstance(problem, Unstorable)
    later = away or isinstance(problem, ExaminersBusy | UploadsBusy | PressBusy)
    return {hdrs.RETRY_AFTER: str(RETRY_AFTER)} if later else {}


def _answer_bug(request: web.Request, problem: Exception) -> web.Response:
    """The log names the route, not the path: a path may hold the token of a link."""
    reference = request[REFERENCE] = request.app[CHANCE].new_id()[-8:]
    resource = request.match_info.route.resource
    route = resource.canonical if resource else ""
    _log.error("bug %s at %s %s", reference, request.method, route, exc_info=problem)
    return _respond(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


def _respond(request: web.Request, status: int, code: str, detail: str = "") -> web.Response:
    if not wants_json(request):
        return request.app.get(RENDER_ERROR, render_plainly)(request, status, code)
    return said_in_json(request, status, code, detail)


def said_in_json(request: web.Request, status: int, code: str, detail: str = "") -> web.Response:
    """To another system as a problem (RFC 9457), which is told where its name is explained."""
    told = {"code": code, "detail": detail, "reference": request.get(REFERENCE, "")}
    said = {name: text for name, text in told.items() if text}
    if not request.path.startswith(TO_SYSTEMS):
        return web.json_response(said, status=status)
    say = request.app.get(SAY_BRIEFLY, _code)
    problem = {"type": f"{TO_SYSTEMS}#{code}", "title": say(request, status, code)}
    answer = web.json_response(
        {**problem, "status": status, **said},
        status=status,
        content_type="application/problem+json",
    )
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers[hdrs.WWW_AUTHENTICATE] = "Bearer"
    return answer


def _code(_request: web.Request, _status: int, code: str) -> str:
    """Where there are no words."""
    return code


def _http_code(status: int) -> str:
    return _HTTP_CODES.get(status, f"http_{status}")
