"""When the answer is no: what, in words, and the way back."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from diemcau.edge.errors import FOUND, REFERENCE, Amiss
from diemcau.edge.forms import safe_path
from diemcau.edge.rendering import PAGES, page
from diemcau.edge.words import language_of

BACK: Final = web.RequestKey("back", str)
"""Where a handler wants its reader to go on from, should the answer be no."""
_OF_FILES: Final = {HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
_BY_STATUS: Final = {
    HTTPStatus.NOT_FOUND: "page.error.not_found",
    HTTPStatus.FORBIDDEN: "page.error.forbidden",
    HTTPStatus.TOO_MANY_REQUESTS: "page.error.too_many",
    HTTPStatus.SERVICE_UNAVAILABLE: "page.error.away",
    HTTPStatus.INTERNAL_SERVER_ERROR: "page.error.bug",
}


def render_refusal(request: web.Request, code: str, back: str) -> web.Response:
    """An act the rules refuse: nothing has changed, and the form is one link away."""
    return page(
        request,
        "refusal.html",
        status=HTTPStatus.CONFLICT,
        code=code,
        words=words_of(request, HTTPStatus.CONFLICT, code),
        back=safe_path(back),
    )


def render_error(request: web.Request, status: int, code: str) -> web.Response:
    """Any other no; a sign-in that failed shows its form again."""
    words = words_of(request, status, code)
    if request.path == "/sign-in" and request.method == "POST":
        return page(request, "sign_in.html", status=status, back="", refused=words)
    return page(
        request,
        "error.html",
        status=status,
        code=code,
        words=words,
        back=_back(request),
        reference=request.get(REFERENCE, ""),
        found=request.get(FOUND, ""),
        outside=status == HTTPStatus.UNAUTHORIZED,
    )


def told(request: web.Request, amiss: Amiss) -> str:
    """At a field: the words of the code, and what was seen in a file."""
    words = words_of(request, amiss.status, amiss.code)
    if amiss.status not in _OF_FILES or not amiss.detail:
        return words
    voice = request.app[PAGES].words.spoken(language_of(request))
    return f"{words} {voice('page.error.found', found=amiss.detail)}"


def _back(request: web.Request) -> str:
    """To the form, as the handler wants it found again."""
    if request.method != "POST":
        return "/"
    back: str = request.get(BACK, request.path)
    return back


def words_of(request: web.Request, status: int, code: str) -> str:
    """The words of the code; a code without any is told by its status."""
    voice = request.app[PAGES].words.spoken(language_of(request))
    by_status = _BY_STATUS.get(HTTPStatus(status), "page.error.other")
    return voice(key if voice.knows(key := f"refusal.{code}") else by_status)
