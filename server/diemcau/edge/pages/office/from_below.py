"""Difficulties that bodies below offer: each goes on the agenda of the next conference here, or is
left with words that the body below reads (levels §3).
"""

from typing import Final

from aiohttp import web

from diemcau.app.live.seats import TABLE
from diemcau.app.ports.people import Post
from diemcau.domain.difficulties.nouns import (
    Difficulty,
    DifficultyState,
    LeaveDifficulty,
    TakeDifficulty,
)
from diemcau.domain.nouns.agenda import AddItem, ItemPlan
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import CommandId, ItemId
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.pages.office.from_above import coming
from diemcau.edge.pages.office.to_above import secretary
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/from-below"
MINUTES: Final = 10
"""What the item is given until somebody says else."""


async def show(request: web.Request) -> web.Response:
    session = reader(request, *TABLE)
    return page(
        request,
        "from_below.html",
        offered=await product(request).difficulties.seen(session.body),
        coming=await coming(request, session),
    )


async def take(request: web.Request) -> web.Response:
    """On the agenda first, under an id drawn from its number: pressed again it is there once."""
    session, said = reader(request, Post.SECRETARY), await form_of(request)
    parts, id_ = product(request), CommandId(forms.form_id(said))
    known = await parts.difficulties.one(session.body, forms.number_in(said) or 0)
    if (next_ := await coming(request, session)) is None:
        raise NoSuchConference
    now, actor, plan = parts.clock.now(), secretary(session), planned(known)
    if known.state is DifficultyState.OFFERED and plan.id not in next_.items:
        await parts.rooms.submit(next_.id, AddItem(id=id_, at=now, actor=actor, plan=plan))
    taken = TakeDifficulty(id=id_, at=now, actor=actor, number=known.number)
    await parts.difficulties.submit(session.body, taken)
    raise web.HTTPSeeOther(f"{HERE}#offered")


async def leave(request: web.Request) -> web.Response:
    session, said = reader(request, Post.SECRETARY), await form_of(request)
    parts = product(request)
    left = LeaveDifficulty(
        id=CommandId(forms.form_id(said)),
        at=parts.clock.now(),
        actor=secretary(session),
        number=forms.number_in(said) or 0,
        reason=str(said.get("reason", "")),
    )
    await parts.difficulties.submit(session.body, left)
    raise web.HTTPSeeOther(f"{HERE}#offered")


def planned(known: Difficulty) -> ItemPlan:
    """With the text as it was sent, and who says it."""
    item = ItemId(f"below-{known.number}")
    return ItemPlan(id=item, title=known.text, presenter=known.name, minutes=MINUTES)


ROUTES: Final = (
    web.get(HERE, show),
    Taking(f"{HERE}/take", take, long(Post.SECRETARY)),
    Taking(f"{HERE}/leave", leave, long(Post.SECRETARY)),
)
