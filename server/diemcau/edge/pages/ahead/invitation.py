"""The invitation before it goes out and after: one letter read, all counted, then a receipt."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from aiohttp import web
from yarl import URL

from diemcau.app.calendar.zones import zone_named
from diemcau.app.letters.invitations import foreseen, key_of_invitation
from diemcau.app.letters.shapes import Desk, Draft
from diemcau.app.letters.standing import Standing, standing
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.people import Post
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conference import AnnounceConference
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.refusals import AlreadyDone, WrongPhase
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.domain.rules import drafting, publications
from diemcau.domain.workdays import Calendar
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.once import shown_once
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms.fields import form_id
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.readers import meeting_of, product, seat_of


async def show(request: web.Request) -> web.Response:
    seat = await seat_of(request, Post.SECRETARY)
    drafts = _drafts(request, seat.meeting)
    addresses = await product(request).addresses.all(seat.meeting.body)
    return page(
        request,
        "invitation.html",
        zone=zone_named(seat.meeting.timezone),
        meeting=seat.meeting,
        sample=_sample(drafts, request.query.get("site", "")),
        to=[each.site for each in drafts if addresses.get(each.site)],
        without=[each.site for each in drafts if not addresses.get(each.site)],
        receipts=await _receipts(request, seat.meeting),
        out=_out(seat.meeting),
    )


async def send(request: web.Request) -> web.Response:
    """The conference is announced and its notice published: its letters follow within a minute."""
    seat, fields = await seat_of(request, Post.SECRETARY), await form_of(request)
    act, at, by = form_id(fields), product(request).clock.now(), seat.actor
    rooms, here = product(request).rooms, seat.meeting.id
    with suppress(WrongPhase):  # announced before
        await rooms.submit(here, AnnounceConference(id=CommandId(f"{act}-1"), at=at, actor=by))
    with suppress(AlreadyDone):
        notice = Publish(
            id=CommandId(f"{act}-2"),
            at=at,
            actor=by,
            stage=Stage.NOTICE,
            readers=Readers.ALL_SITES,
        )
        await rooms.submit(here, notice)
    return _back(request)


@shown_once
async def again(request: web.Request) -> web.Response:
    """To one site, with a new way in: the one before ends when the letter goes."""
    seat, fields = await seat_of(request, Post.SECRETARY), await form_of(request)
    known = publications.standing(seat.meeting, Stage.NOTICE)
    if known is None:
        raise web.HTTPNotFound
    key = key_of_invitation(seat.meeting.id, known, SiteCode(str(fields.get("site", ""))))
    await product(request).letters.again(key, product(request).clock.now())
    return _back(request)


def _out(meeting: Meeting) -> str:
    """Whether a notice is out, and says what would be sent now."""
    known = publications.standing(meeting, Stage.NOTICE)
    if known is None or meeting.starts_at is None:
        return ""
    same = meeting.publications[known].paper == drafting.notice(meeting)
    return "same" if same else "changed"


def _back(request: web.Request) -> web.Response:
    there = f"/conferences/{meeting_of(request)}/invitation#receipt"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": there})


def _drafts(request: web.Request, meeting: Meeting) -> Sequence[Draft]:
    if meeting.starts_at is None:
        return []
    home = URL(request.app[IDENTITY].public_url)
    parts = product(request)
    desk = Desk(
        now=parts.clock.now(),
        home=home,
        called=(),
        tasks=(),
        titles={},
        holders={},
        calendar=Calendar(),
        by_calendar=parts.answer_links.by_calendar,
    )
    return foreseen(meeting, desk)


def _sample(drafts: Sequence[Draft], wanted: str) -> Draft | None:
    chosen = [each for each in drafts if each.site == wanted]
    return next(iter([*chosen, *drafts]), None)


async def _receipts(
    request: web.Request, meeting: Meeting
) -> Mapping[SiteCode, tuple[Letter, Standing]]:
    """How the letter of each site stands, of the notice that is out."""
    known = publications.standing(meeting, Stage.NOTICE)
    if known is None:
        return {}
    now, letters = product(request).clock.now(), await product(request).letters.all(meeting.body)
    keys = {key_of_invitation(meeting.id, known, code) for code in meeting.site_order}
    return {each.site: (each, standing(each, now)) for each in letters if each.key in keys}


ROUTES: Final = (
    web.get("/conferences/{meeting}/invitation", show),
    Taking("/conferences/{meeting}/invitation", send, long(Post.SECRETARY)),
    Taking("/conferences/{meeting}/invitation/again", again, long(Post.SECRETARY)),
)
