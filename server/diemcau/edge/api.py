"""The HTTP twins of the live endpoint, for places where sockets are blocked, and for forms.

`POST …/acts/<act>` does what a `do` frame does and answers with the same `done` or `no`;
a form gets the page it came from instead. `GET …/view` is `hello`, once; `…/view/rest` is what the
page was written without.
"""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import msgspec
from aiohttp import web
from msgspec import Struct

from diemcau.app.admission.refusals import ProofNeeded
from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.room import Room
from diemcau.app.live.seats import actor_in, check_seated
from diemcau.app.ports.people import Post
from diemcau.app.ports.world import Unavailable
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.views.families import audience_of, render
from diemcau.edge import planning
from diemcau.edge.dictating import said_on
from diemcau.edge.door.bodies import body_of, form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import FORM, JSON, Terms
from diemcau.edge.forms import fields as forms
from diemcau.edge.live import first_view
from diemcau.edge.live.socket import fanout_of
from diemcau.edge.product import PRODUCT
from diemcau.edge.refusing.errors import parsed
from diemcau.edge.who.identity import require
from diemcau.edge.who.readers import meeting_of
from diemcau.protocol import codec
from diemcau.protocol.codec import Malformed
from diemcau.protocol.frames import Done, Id, No, Outbound, Patch

TERMS: Final = Terms(
    posts=tuple(set(Post) - {Post.ADMIN}),
    kinds=frozenset({FORM, JSON}),
    largest=1024 * 1024,
    fields=10_000,
)
"""An act may carry a long text, or a row for each delegate."""
_SEQ: Final = re.compile(r"[0-9]{1,18}")


class ActBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of an act by POST; `id` makes a retry the same act."""

    id: Id
    args: dict[str, Any] = {}


async def act(request: web.Request) -> web.StreamResponse:
    count_act(request)
    if request.match_info["act"] == planning.ACT and request.content_type == JSON:
        return await _planned(request)
    actor, room = await _taking_part(request)
    if request.content_type == JSON:
        body = parsed(await body_of(request), ActBody)
        return _framed(await _done(request, room, actor, body))
    zone, fields = zone_named(room.meeting.timezone), await form_of(request)
    on = said_on(request, room.meeting.timezone)
    form = forms.submitted(request.match_info["act"], fields, zone, on)
    await _submitted(request, room, actor, ActBody(form.id, form.args))
    raise web.HTTPSeeOther(form.back)


async def view(request: web.Request) -> web.Response:
    """`?seen=<seq>`: what has changed since; without it, everything."""
    actor, room = await _taking_part(request)
    seen = request.query.get("seen", "")
    since = int(seen) if _SEQ.fullmatch(seen) and int(seen) <= room.seq else None
    fanout = fanout_of(request.app, room)
    frame = fanout.frames.frame(audience_of(actor.role, actor.site), since)
    body = codec.encode(Patch(seq=room.seq)) if frame is None else frame
    return web.Response(body=body, content_type="application/json")


async def rest(request: web.Request) -> web.Response:
    """What the page of this reader was written without."""
    actor, room = await _taking_part(request)
    audience = audience_of(actor.role, actor.site)
    left = first_view.rest(room.seq, render(room.meeting, audience))
    answer = web.Response(body=msgspec.json.encode(left), content_type="application/json")
    answer.enable_compression()
    return answer


async def _taking_part(request: web.Request) -> tuple[Actor, Room]:
    meeting = MeetingId(request.match_info["meeting"])
    actor = actor_in(meeting, require(request))
    room = await request.app[PRODUCT].rooms.room(meeting)
    check_seated(room.meeting, actor)
    return actor, room


async def _done(request: web.Request, room: Room, actor: Actor, body: ActBody) -> Done | No:
    """The answer as a frame."""
    return await _answered(body, partial(_submitted, request, room, actor, body))


async def _submitted(request: web.Request, room: Room, actor: Actor, body: ActBody) -> int:
    now, name = request.app[PRODUCT].clock.now(), request.match_info["act"]
    command = codec.command(name, body.args, command_id=body.id, at=now, actor=actor)
    check_proof(request, command)
    return await room.submit(command)


async def _planned(request: web.Request) -> web.Response:
    body, meeting = parsed(await body_of(request), ActBody), meeting_of(request)
    planned = partial(planning.plan, request, meeting, body.id, body.args)
    return _framed(await _answered(body, planned))


async def _answered(body: ActBody, submit: Callable[[], Awaitable[int]]) -> Done | No:
    try:
        return Done(id=body.id, seq=await submit())
    except Malformed as wrong:
        return No(id=body.id, code=wrong.code, detail=wrong.detail)
    except (Rejected, Unavailable, ProofNeeded) as refusal:
        return No(id=body.id, code=refusal.code)


def _framed(frame: Outbound) -> web.Response:
    return web.Response(
        body=codec.encode(frame),
        status=200 if isinstance(frame, Done) else 409,
        content_type="application/json",
    )
