"""When the answer is no: what, in words, and the way back."""

from http import HTTPStatus
from typing import Final

from aiohttp import web

from diemcau.edge.errors import FOUND, REFERENCE
from diemcau.edge.forms import safe_path
from diemcau.edge.rendering import PAGES, page
from diemcau.edge.words import language_of

BACK: Final = web.RequestKey("back", str)
"""Where a handler wants its reader to go on from, should the answer be no."""
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
        words=_words(request, HTTPStatus.CONFLICT, code),
        back=safe_path(back),
    )


def render_error(request: web.Request, status: int, code: str) -> web.Response:
    """Any other no; a sign-in that failed shows its form again."""
    words = _words(request, status, code)
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


def _back(request: web.Request) -> str:
    """To the form, as the handler wants it found again."""
    if request.method != "POST":
        return "/"
    back: str = request.get(BACK, request.path)
    return back


def _words(request: web.Request, status: int, code: str) -> str:
    """The words of the code; a code without any is told by its status."""
    voice = request.app[PAGES].words.spoken(language_of(request))
    by_status = _BY_STATUS.get(HTTPStatus(status), "page.error.other")
    return voice(key if voice.knows(key := f"refusal.{code}") else by_status)
