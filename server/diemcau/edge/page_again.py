"""The page on which a form was filled in, drawn once more because what it asked for is refused.

How this works. Every form says on which page of ours it stands (`macros/form.html`). The handler of
that page draws it for the same reader as if it had been opened anew, and finds beside the request
what was refused (`typed_again`). So no handler of a form knows how its page is drawn, and none can
forget to. A page that cannot be drawn for its reader any more says no like any other.
"""

from typing import Final

from aiohttp import web
from multidict import MultiMapping
from yarl import URL

from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Rejected
from diemcau.edge.amiss import field_of
from diemcau.edge.bodies import taken_in
from diemcau.edge.errors import Amiss
from diemcau.edge.forms import page_of
from diemcau.edge.pages.refusals import told
from diemcau.edge.typed_again import NAME, REFUSED, RefusedForm
from diemcau.protocol.codec import Malformed

_NO_PAGE: Final = (web.HTTPException, Rejected, Refused, Unavailable, Malformed)


async def page_again(request: web.Request, amiss: Amiss) -> web.StreamResponse | None:
    """None where nothing of a form was read, or its page is no page."""
    fields = taken_in(request)
    opened = await _opened(request, page_of(fields)) if fields else None
    if opened is None or fields is None:
        return None
    opened[REFUSED] = _refused(request, fields, amiss)
    try:
        drawn = await opened.match_info.handler(opened)
    except _NO_PAGE:
        return None
    request.update(opened)
    if drawn.content_type != "text/html":
        return None
    drawn.set_status(amiss.status)
    return drawn


async def _opened(request: web.Request, path: str) -> web.Request | None:
    """As the router would hand it to the page's handler; who asks is known already."""
    if not path:
        return None
    opened = request.clone(method="GET", rel_url=URL(path).with_fragment(None))
    found = await request.app.router.resolve(opened)
    if found.http_exception is not None:
        return None
    found.add_app(request.app)
    opened._match_info = found  # noqa: SLF001 – set by nothing public
    return opened


def _refused(request: web.Request, fields: MultiMapping[object], amiss: Amiss) -> RefusedForm:
    form = str(fields.get(NAME, ""))
    act = request.match_info.get("act", form.partition("-")[0])
    at = field_of(act, fields, amiss)
    return RefusedForm(form, fields, told(request, amiss), at, amiss.code)
