"""Files of returns: brought by a site or by the secretary for it, fetched by who enters them."""

from typing import Final

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.consultation.enclosing import Enclosing
from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.ports.files import StoredFile
from diemcau.domain.consultation.nouns.enclosures import EncloseFile
from diemcau.domain.consultation.views import reading
from diemcau.domain.nouns.ids import LONGEST_LINE, MeetingId
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.multipart import Upload
from diemcau.edge.door.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.door.taking import FORM, MULTIPART, Taking, Terms
from diemcau.edge.exports.files import streamed
from diemcau.edge.forms.fields import back_of, form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.who.readers import product, reader

HERE: Final = "/consultations/{draft}/files"
ENCLOSED: Final = Terms(kinds=frozenset({FORM, MULTIPART}), files=True)


async def bring(request: web.Request) -> web.Response:
    """The same form with the same file is the same act; with another file it is another."""
    count_act(request)
    asked, fields = await opened(request), await form_of(request)
    given, body = fields.get("file"), fields.get("body") or None
    if not isinstance(given, Upload) or not given.name:
        raise FileMissing

    def act(stored: StoredFile) -> EncloseFile:
        named = {"digest": stored.digest, "name": stored.name[:LONGEST_LINE], "body": body}
        which = f"{form_id(fields)[:47]}:{stored.digest[:16]}"
        command = stamped(request, asked.actor, EncloseFile, {**named, "id": which})
        assert isinstance(command, EncloseFile)
        return command

    brought = Given(
        name=given.name,
        said_open=fields.get("open") == "true",
        pieces=given.pieces,
        most=request.app[LARGEST_FILE],
    )
    enclosing = Enclosing(product(request).bringing, asked.desk.logs)
    with place_for(request):
        await enclosing.bring(asked.state.id, brought, reader(request), act)
    raise web.HTTPSeeOther(back_of(fields) or f"/consultations/{request.match_info['draft']}")


async def show(request: web.Request) -> web.StreamResponse:
    """Under the name that its body gave it."""
    asked, digest = await opened(request), request.match_info["digest"]
    seen = [e for e in reading.enclosures(asked.state, asked.actor) if e.digest == digest]
    known = await product(request).files.find(MeetingId(asked.state.id), digest)
    if not seen or known is None:
        raise web.HTTPNotFound
    return await streamed(request, replace(known, name=seen[0].name))


ROUTES: Final = (
    Taking(HERE, bring, ENCLOSED),
    web.get(f"{HERE}/{{digest:[0-9a-f]{{64}}}}", show),
)
