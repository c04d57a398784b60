"""The page on which a form was filled in, drawn once more because what it asked for is refused.

How this works. Every form says on which page of ours it stands (`macros/form.html`). The handler of
that page draws it for the same reader as if it had been opened anew, and finds beside the request
what was refused (`typed_again`). So no handler of a form knows how its page is drawn, and none can
forget to. A page that cannot be drawn for its reader any more says no like any other.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from aiohttp import web
from aiohttp.web_urldispatcher import UrlMappingMatchInfo
from multidict import MultiMapping
from yarl import URL

from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Rejected
from diemcau.edge.door.bodies import taken_in
from diemcau.edge.forms.fields import page_of
from diemcau.edge.forms.typed_again import NAME, REFUSED, RefusedForm
from diemcau.edge.pages.refusals import told
from diemcau.edge.refusing.amiss import field_of
from diemcau.edge.refusing.errors import Amiss
from diemcau.protocol.codec import Malformed

_NO_PAGE: Final = (web.HTTPException, Rejected, Refused, Unavailable, Malformed)


async def page_again(request: web.Request, amiss: Amiss) -> web.StreamResponse | None:
    """None where nothing of a form was read, or its page is no page."""
    fields = taken_in(request)
    where = page_of(fields) if fields else ""
    if not where or fields is None:
        return None
    opened = request.clone(method="GET", rel_url=URL(where).with_fragment(None))
    page = await request.app.router.resolve(opened)
    if page.http_exception is not None:
        return None
    opened[REFUSED] = _refused(request, fields, amiss)
    try:
        with _named_by(request.match_info, page):
            drawn = await page.handler(opened)
    except _NO_PAGE:
        return None
    request.update(opened)
    if drawn.content_type != "text/html":
        return None
    drawn.set_status(amiss.status)
    return drawn


@contextmanager
def _named_by(shared: UrlMappingMatchInfo, page: UrlMappingMatchInfo) -> Iterator[None]:
    """A request and its clone share what their address names: meanwhile that is what the page's
    address does.
    """
    form = dict(shared)
    _filled(shared, page)
    try:
        yield
    finally:
        _filled(shared, form)


def _filled(names: UrlMappingMatchInfo, by: Mapping[str, str]) -> None:
    names.clear()
    names.update(by)


def _refused(request: web.Request, fields: MultiMapping[object], amiss: Amiss) -> RefusedForm:
    form = str(fields.get(NAME, ""))
    act = request.match_info.get("act", form.partition("-")[0])
    at = field_of(act, fields, amiss)
    return RefusedForm(form, fields, told(request, amiss), at, amiss.code)
