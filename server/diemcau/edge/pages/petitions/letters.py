"""Letters of a register: what waits to be sent, each with its paper to look at; what went out.

The number is the next of the office's register of documents, or the one that somebody writes in. A
letter goes out with all it is about, or not at all.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Final, TypeVar

from aiohttp import web
from msgspec.structs import replace

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.documents import OfficialDocument, issued
from diemcau.app.documents.petition_letters import LetterWords, letter
from diemcau.app.petitions.outgoing import (
    LetterKind,
    Outgoing,
    gone_out,
    waiting,
)
from diemcau.app.petitions.sending import LetterDesk, ToSend
from diemcau.app.ports.people import Post
from diemcau.domain.petitions.nouns.terms import Escalation, PetitionCode, Settlement
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.exports.papers import KINDS
from diemcau.edge.forms import fields as forms
from diemcau.edge.forms.office import whole_line
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.who.readers import product
from diemcau.protocol import typed
from diemcau.protocol.codec import Malformed

Term = TypeVar("Term", bound=StrEnum)
PATH: Final = "/petitions/letters"
READERS: Final = (Post.CHAIR, Post.SECRETARY)
FEW: Final = 30
"""Of those that went out."""


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request, *READERS)
    out, units = _waiting(request, desk), await product(request).addresses.listed()
    return await shown(
        request,
        "letters",
        desk,
        waiting={kind: [each for each in out if each.kind is kind] for kind in LetterKind},
        gone=gone_out(desk.register)[:FEW],
        named_to={**units, **desk.leads},
    )


async def paper(request: web.Request) -> web.Response:
    """As it would go out, or as it went."""
    desk, asked = await at_desk(request, *READERS), request.query
    kind, form = LetterKind(request.match_info["kind"]), request.match_info["form"]
    sent = asked.get("letter", "")
    every = gone_out(desk.register) if sent else _waiting(request, desk)
    on = typed.day(asked.get("on", ""))
    wanted = (kind, asked.get("to", ""), asked.get("batch", ""), sent, on)
    found = [o for o in every if (o.kind, o.to, o.batch, o.letter, o.on) == wanted]
    if not found:
        raise web.HTTPNotFound
    step = found[0].step if sent or "step" not in asked else _one_of(Escalation, asked, "step")
    out = replace(found[0], step=step)
    made, printer = await drawn(request, desk, out), product(request).issuing.printer
    body = await (printer.pdf(made) if form == "pdf" else printer.docx(made))
    named = {"Content-Disposition": f'inline; filename="{kind}-{out.to}.{form}"'}
    return web.Response(body=body, content_type=KINDS[form], headers=named)


async def send(request: web.Request) -> web.Response:
    count_act(request)
    desk, fields = await at_desk(request, Post.SECRETARY), await form_of(request)
    parts = product(request)
    out = ToSend(
        kind=_one_of(LetterKind, fields, "kind"),
        petitions=[PetitionCode(each) for each in str(fields.get("petitions", "")).split()],
        form=forms.form_id(fields),
        letter=" ".join(whole_line(fields, "letter").split()),
        said=forms.day_in(fields, "on"),
        step=_one_of(Escalation, fields, "step"),
    )
    letters = LetterDesk(parts.petitions, parts.issuing.numbers, parts.bodies, parts.clock)
    await letters.send(desk.body, desk.actor, out)
    raise web.HTTPSeeOther(PATH)


def _one_of(kind: type[Term], fields: Mapping[str, object], name: str) -> Term:
    """The first, where nothing is said. Raises `Malformed`."""
    first, *_ = kind
    said = str(fields.get(name, first.value))
    if said not in {each.value for each in kind}:
        raise Malformed("bad_args", name)
    return kind(said)


def _waiting(request: web.Request, desk: AtDesk) -> Sequence[Outgoing]:
    days_off = product(request).petitions.days_off()
    return waiting(desk.register, desk.actor, desk.today, days_off)


async def drawn(request: web.Request, desk: AtDesk, out: Outgoing) -> OfficialDocument:
    """One that went out bears its number; else there is room for it and for its day."""
    parts, t = product(request), vietnamese(request)
    names = chain((await parts.addresses.listed()).items(), desk.leads.items())
    words = LetterWords(
        register=desk.register,
        names={str(code): name for code, name in names},
        settlements={each: t(f"petition.settlement.{each}") for each in Settlement},
    )
    office = await parts.bodies.office(desk.body)
    at = parts.clock.now().astimezone(HOME_ZONE)
    if out.on is None:
        return issued(letter(out, words), office.letterhead, at)
    day = at.replace(year=out.on.year, month=out.on.month, day=out.on.day)
    made = issued(letter(out, words), office.letterhead, day, 1)
    return replace(made, number=out.letter)


ROUTES: Final = (
    web.get(PATH, show),
    web.get(f"{PATH}/{{kind:forwarding|chasing|answers}}.{{form:pdf|docx}}", paper),
    Taking(PATH, send, long(Post.SECRETARY)),
)
