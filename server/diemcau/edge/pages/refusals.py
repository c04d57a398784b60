"""When the answer is no: what, in words, and the way back."""

from http import HTTPStatus
from typing import Final

from aiohttp import hdrs, web
from multidict import MultiDict
from yarl import URL

from diemcau.edge.door.bodies import taken_in
from diemcau.edge.forms.fields import page_of, safe_path
from diemcau.edge.pages.account import signing
from diemcau.edge.refusing.errors import FOUND, REFERENCE, RENDER_ERROR, SAY_BRIEFLY, Amiss
from diemcau.edge.showing.rendering import PAGES, page
from diemcau.edge.showing.words import language_of
from diemcau.edge.who.identity import session_of

_OF_FILES: Final = {HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
_BY_STATUS: Final = {
    HTTPStatus.NOT_FOUND: "page.error.not_found",
    HTTPStatus.FORBIDDEN: "page.error.forbidden",
    HTTPStatus.TOO_MANY_REQUESTS: "page.error.too_many",
    HTTPStatus.SERVICE_UNAVAILABLE: "page.error.away",
    HTTPStatus.INTERNAL_SERVER_ERROR: "page.error.bug",
}


def say_in_words(app: web.Application) -> None:
    app[RENDER_ERROR] = render_error
    app[SAY_BRIEFLY] = words_of


def render_error(request: web.Request, status: int, code: str) -> web.Response:
    """Where no form can be shown again. Whoever sent one from a page and is not signed in any more
    signs in there and then: what was typed is offered again on the page they came from.
    """
    words, back = words_of(request, status, code), _back(request)
    if _is_coming_in(request, status):
        back = "" if back.startswith("/sign-in") or back == "/" else back
        return signing.form(request, back=back, refused=words, status=status)
    return page(
        request,
        "error.html",
        status=status,
        code=code,
        words=words,
        back=back,
        reference=request.get(REFERENCE, ""),
        found=request.get(FOUND, ""),
        outside=status == HTTPStatus.UNAUTHORIZED,
        unknown=status == HTTPStatus.NOT_FOUND and request.method == "GET",
        here=request.path,
    )


def _is_coming_in(request: web.Request, status: int) -> bool:
    """A form that came from outside, or a way to a provider and back that ended nowhere."""
    if request.method == "POST":
        return status == HTTPStatus.UNAUTHORIZED
    to_us = request.path.startswith(f"{signing.HERE}/") and status != HTTPStatus.NOT_FOUND
    return to_us and session_of(request) is None


def told(request: web.Request, amiss: Amiss) -> str:
    """At a field: the words of the code, and what was seen in a file."""
    words = words_of(request, amiss.status, amiss.code)
    if amiss.status not in _OF_FILES or not amiss.detail:
        return words
    voice = request.app[PAGES].words.spoken(language_of(request))
    return f"{words} {voice('page.error.found', found=amiss.detail)}"


def _back(request: web.Request) -> str:
    """To the page of the form; what was not read says nothing of it, but the browser does."""
    if request.method != "POST":
        return "/"
    came_from = URL(request.headers.get(hdrs.REFERER, ""))
    said = page_of(taken_in(request) or MultiDict())
    return said or safe_path(came_from.relative().path_qs if came_from.absolute else "")


def words_of(request: web.Request, status: int, code: str) -> str:
    """The words of the code; a code without any is told by its status."""
    voice = request.app[PAGES].words.spoken(language_of(request))
    by_status = _BY_STATUS.get(HTTPStatus(status), "page.error.other")
    return voice(key if voice.knows(key := f"refusal.{code}") else by_status)
