"""A draft is laid on an item: from its own page, or from the agenda of the conference.

The browser names the consultation and the item. What the conference is told of the draft is said
by the server, out of what is kept of it in the body that holds the conference.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from aiohttp import web
from msgspec import Struct

from diemcau.app.consultation.carrying import DraftNotOut, is_out, outlined
from diemcau.app.consultation.desk import code_of, drafting_actor
from diemcau.app.live.seats import actor_in, check_seated
from diemcau.app.ports.people import Post
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.drafts import CarryDraft
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.terms import ItemKind
from diemcau.domain.rules import drafts
from diemcau.domain.rules.rights import UNTIL_ENDED
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, Terms
from diemcau.edge.forms.fields import back_of, form_id
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import meeting_of, product, reader
from diemcau.protocol import codec

MOST_SHOWN: Final = 12
"""Conferences that are still to be held, the nearest first."""


class PlaceForDraft(Struct, frozen=True):
    """A conference, and its items on which the draft may be laid or lies."""

    meeting: Meeting
    items: Sequence[Item]
    on: Sequence[Item]

    @property
    def usual(self) -> ItemId:
        """Where it lies already, else where a draft is to be discussed."""
        meant = (each for each in self.items if each.kind is ItemKind.CONSULTATION)
        return next(iter((*self.on, *meant, *self.items))).id


class DraftChoice(Struct, frozen=True):
    """A draft that is out, for the agenda to choose from."""

    code: str
    title: str


async def ask(request: web.Request) -> web.Response:
    """The conferences of the body that are not over. Raises `DraftNotOut`."""
    reader(request, Post.SECRETARY)
    asked = await opened(request)
    if not is_out(asked.state):
        raise DraftNotOut
    code = code_of(asked.state)
    places = [_place(each, code) for each in await _to_come(request)]
    return page(request, "consultation/carry.html", code=code, draft=asked.state, places=places)


async def carry(request: web.Request) -> web.Response:
    """Raises `NoSuchConsultation`, `DraftNotOut`, and whatever the rules of the conference say."""
    session = reader(request, Post.SECRETARY)
    count_act(request)
    parts, fields = product(request), await form_of(request)
    meeting = await parts.rooms.state(meeting_of(request))
    actor = actor_in(meeting.id, session)
    check_seated(meeting, actor)
    code = str(fields.get("consultation", ""))
    state = await parts.drafts.one(drafting_actor(session), meeting.body, code)
    command = codec.command(
        _ACT,
        {"item": str(fields.get("item", "")), "consultation": code},
        command_id=form_id(fields),
        at=parts.clock.now(),
        actor=actor,
        ours={"outline": msgspec.to_builtins(outlined(state))},
    )
    check_proof(request, command)
    await parts.rooms.submit(meeting.id, command)
    raise web.HTTPSeeOther(back_of(fields))


async def choices(request: web.Request) -> Sequence[DraftChoice]:
    """For the agenda: the drafts of the body that are out, the newest first."""
    actor = drafting_actor(reader(request, Post.SECRETARY))
    known = await product(request).drafts.known_to(actor, await body_of(request))
    return [DraftChoice(code_of(each), each.planned.title) for each in known if is_out(each)]


async def _to_come(request: web.Request) -> Sequence[Meeting]:
    parts = product(request)
    headlines = await parts.library.headlines(await body_of(request))
    open_ = [each.meeting for each in reversed(headlines) if each.phase in UNTIL_ENDED]
    return [await parts.rooms.state(each) for each in open_[:MOST_SHOWN]]


def _place(meeting: Meeting, code: str) -> PlaceForDraft:
    return PlaceForDraft(
        meeting=meeting,
        items=[meeting.items[each] for each in drafts.possible(meeting)],
        on=[
            meeting.items[each]
            for each in meeting.item_order
            if each in meeting.drafts and meeting.drafts[each].consultation == code
        ],
    )


_ACT: Final = codec.act_name(CarryDraft)
_SENDS: Final = Terms(posts=(Post.SECRETARY,), largest=16 * 1024, fields=20)
ROUTES: Final = (
    web.get("/consultations/{draft}/carry", ask),
    Taking("/conferences/{meeting}/drafts", carry, _SENDS),
)
