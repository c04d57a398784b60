"""What a body asks the one above to take up: difficulties of what it held (levels §3)."""

from datetime import date
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.admission.refusals import NoOtherFace
from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.library.met import HELD
from diemcau.app.live.seats import TABLE
from diemcau.app.ports.library import Headline
from diemcau.app.ports.people import Post, Session
from diemcau.domain.difficulties.nouns import OfferDifficulty, WithdrawDifficulty
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import LONGEST_LINE, CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms import fields as forms
from diemcau.edge.forms.office import whole_line
from diemcau.edge.pages.office.faces import SeatAbove, seat_of_reader
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/to-above"


class Concluded(NamedTuple):
    """A conference that is over, of which something may be asked for."""

    headline: Headline
    day: date


async def show(request: web.Request) -> web.Response:
    session = reader(request, *TABLE)
    seat = await _seat(request, session)
    return page(
        request,
        "to_above.html",
        seat=seat,
        held=[Concluded(each, _day(each)) for each in await _held(request, session)],
        offered=await product(request).difficulties.of(seat.body, session.body),
        longest=LONGEST_LINE,
    )


async def offer(request: web.Request) -> web.Response:
    session, said = reader(request, Post.SECRETARY), await form_of(request)
    text = {name: str(value) for name, value in said.items()}
    seat, parts = await _seat(request, session), product(request)
    held = await _held(request, session)
    of = next((each for each in held if each.meeting == text.get("meeting")), None)
    if of is None:
        raise NoSuchConference
    asked = OfferDifficulty(
        id=CommandId(forms.form_id(said)),
        at=parts.clock.now(),
        actor=secretary(session),
        body=session.body,
        name=(await parts.bodies.one(session.body)).name[:LONGEST_LINE],
        meeting=of.meeting,
        held_on=_day(of),
        text=whole_line(text, "text"),
    )
    await parts.difficulties.submit(seat.body, asked)
    raise web.HTTPSeeOther(f"{HERE}#offered")


async def withdraw(request: web.Request) -> web.Response:
    session, said = reader(request, Post.SECRETARY), await form_of(request)
    seat, parts = await _seat(request, session), product(request)
    asked = WithdrawDifficulty(
        id=CommandId(forms.form_id(said)),
        at=parts.clock.now(),
        actor=secretary(session),
        body=session.body,
        number=forms.number_in(said) or 0,
    )
    await parts.difficulties.submit(seat.body, asked)
    raise web.HTTPSeeOther(f"{HERE}#offered")


def secretary(session: Session) -> Actor:
    return Actor(Role.SECRETARY, session.name, login=session.login or "")


async def _seat(request: web.Request, session: Session) -> SeatAbove:
    """Raises `NoOtherFace`."""
    if (seat := await seat_of_reader(request, session)) is None:
        raise NoOtherFace
    return seat


async def _held(request: web.Request, session: Session) -> list[Headline]:
    """One's own that are over, the latest first."""
    own = await product(request).library.headlines(session.body)
    return [each for each in own if each.phase in HELD]


def _day(headline: Headline) -> date:
    return headline.starts_at.astimezone(HOME_ZONE).date()


ROUTES: Final = (
    web.get(HERE, show),
    Taking(HERE, offer, long(Post.SECRETARY)),
    Taking(f"{HERE}/withdraw", withdraw, long(Post.SECRETARY)),
)
