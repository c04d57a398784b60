"""Signatures of what was published: checked for anyone who asks, and set by the office's seal."""

from typing import Any, Final

from aiohttp import web
from multidict import MultiMapping

from diemcau.app.documents import is_document
from diemcau.app.live.seats import TABLE, actor_in
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.publishing import LayForSignature
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.exports.files import signatures_of
from diemcau.edge.forms.fields import form_id, number_in
from diemcau.edge.showing.data import data
from diemcau.edge.showing.rendering import page, vietnamese
from diemcau.edge.who import readable
from diemcau.edge.who.readers import meeting_of, product, reader
from diemcau.protocol.codec import Malformed


async def show(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    readable.paper_of(request, known)
    if not known.signed:
        raise web.HTTPNotFound
    found = await signatures_of(request, known.signed)
    digest = known.signed.rpartition("/")[2]
    return page(request, "signatures.html", known=known, found=found, digest=digest)


async def desk(request: web.Request) -> web.Response:
    """For the steps after a conference: which papers have a number, and whose seal signs."""
    reader(request, *TABLE)
    parts, meeting = product(request), meeting_of(request)
    state = await parts.rooms.state(meeting)
    given = [(no, await parts.issuing.numbers.of(meeting, no)) for no in state.publications]
    numbers = {str(no): known.number for no, known in given if known}
    return data({"seal": parts.issuing.signatures.seal, "numbers": numbers})


async def number(request: web.Request) -> web.Response:
    """Lays the paper of a stage for signature, unless it lies there or is out, and numbers it."""
    session, meeting = reader(request, Post.SECRETARY), meeting_of(request)
    fields = await form_of(request)
    wanted = number_in(fields)
    laid = LayForSignature(
        id=CommandId(form_id(fields)),
        at=product(request).clock.now(),
        actor=actor_in(meeting, session),
        stage=Stage(request.match_info["stage"]),
        readers=_readers(fields),
    )
    check_proof(request, laid)
    known = await product(request).issuing.laid(meeting, laid)
    await product(request).issuing.number(known, vietnamese(request), wanted)
    raise web.HTTPSeeOther(f"/published/{meeting}/{known.no}")


def _readers(fields: MultiMapping[Any]) -> Readers:
    try:
        return Readers(str(fields.get("readers", Readers.PUBLIC)))
    except ValueError:
        raise Malformed("bad_args", "readers") from None


async def seal(request: web.Request) -> web.Response:
    session = reader(request, Post.SECRETARY)
    known, fields = await readable.asked_for(request), await form_of(request)
    if not is_document(known.paper):
        raise web.HTTPNotFound
    check_proof(request)
    act = CommandId(form_id(fields))
    await product(request).issuing.seal(known, vietnamese(request), session, act)
    raise web.HTTPSeeOther(f"/published/{known.meeting}/{known.no}")


_NUMBERED: Final = "|".join(stage for stage in Stage if stage is not Stage.DOCUMENTS)
ROUTES: Final = (
    web.get("/conferences/{meeting}/papers", desk),
    Taking(
        rf"/conferences/{{meeting}}/papers/{{stage:{_NUMBERED}}}/number",
        number,
        Terms(posts=(Post.SECRETARY,)),
    ),
    web.get(r"/published/{meeting}/{no:\d{1,9}}/signature", show),
    Taking(r"/published/{meeting}/{no:\d{1,9}}/seal", seal, Terms(posts=(Post.SECRETARY,))),
)
