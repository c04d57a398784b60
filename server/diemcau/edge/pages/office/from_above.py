"""What the body above asks of this one: its published conclusions whose lead is the site that this
body is there. Each is acknowledged and reported on as that site; here it goes on one's own agenda.
"""

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.admission.refusals import NoOtherFace
from diemcau.app.library.follow_up import Shown, Urgency
from diemcau.app.live.seats import TABLE
from diemcau.app.ports.library import FollowedTask
from diemcau.app.ports.people import Session
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.terms import Phase, Readers, Stage
from diemcau.edge.pages.after.follow_up import followed
from diemcau.edge.pages.office.faces import SeatAbove, seat_of_reader
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/from-above"
PLANNED: Final = frozenset({Phase.DRAFT, Phase.ANNOUNCED})


class FromAbove(NamedTuple):
    """`item` is what it is called on the agenda here, the same however often it is put there;
    `paper` where anyone may read it, if they may.
    """

    followed: Shown
    item: str
    paper: str


async def show(request: web.Request) -> web.Response:
    session = reader(request, *TABLE)
    seat, library = await seat_of_reader(request, session), product(request).library
    if seat is None:
        raise NoOtherFace
    return page(
        request,
        "from_above.html",
        seat=seat,
        asked=[await _asked(request, each) for each in await asked_of(request, seat)],
        titles={each.meeting: each.title for each in await library.headlines(seat.body)},
        coming=await coming(request, session),
    )


async def asked_of(request: web.Request, seat: SeatAbove) -> Sequence[Shown]:
    """What is not over, the most pressing first."""
    tasks = await product(request).library.tasks(seat.body)
    mine = followed(request, [each for each in tasks if seat.site in {each.site, each.offered}])
    return [each for each in mine if each.urgency is not Urgency.OVER]


async def _asked(request: web.Request, shown: Shown) -> FromAbove:
    return FromAbove(shown, _item(shown.task), await _paper(request, shown.task.meeting))


def _item(task: FollowedTask) -> str:
    told = hashlib.sha256(f"{task.meeting}/{task.conclusion}".encode()).hexdigest()
    return f"above-{told[:16]}"


async def _paper(request: web.Request, meeting: MeetingId) -> str:
    """The conclusions as they were published to everybody."""
    out = await product(request).library.publications(
        meeting, readers=Readers.PUBLIC, stage=Stage.CONCLUSIONS
    )
    stands = [each for each in out if each.replaced_by is None and each.withdrawn_at is None]
    return f"/published/{meeting}/{stands[0].no}" if stands else ""


async def coming(request: web.Request, session: Session) -> Meeting | None:
    """The next conference of one's own whose agenda can still be written."""
    parts = product(request)
    planned = [
        each for each in await parts.library.headlines(session.body) if each.phase in PLANNED
    ]
    if not planned:
        return None
    return await parts.rooms.state(min(planned, key=lambda each: each.starts_at).meeting)


ROUTES: Final = (web.get(HERE, show),)
