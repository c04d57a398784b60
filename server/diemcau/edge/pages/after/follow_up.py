"""Following up conclusions: the board over all conferences, and a page for each task.

The chair and the secretariat see every task, a site those of which it is the lead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE, zone_named
from diemcau.app.documents import issued
from diemcau.app.documents.chasing import chasing
from diemcau.app.library import follow_up, handing_over
from diemcau.app.library.follow_up import Shown, Urgency
from diemcau.app.library.met import below
from diemcau.app.live.seats import TABLE, enters
from diemcau.app.ports.library import FollowedTask
from diemcau.app.ports.people import Post, Session
from diemcau.app.text.folding import found
from diemcau.domain.consultation.rules.sight import sees_all
from diemcau.domain.consultation.views.figures import figures
from diemcau.domain.meeting import Meeting
from diemcau.domain.names import called
from diemcau.domain.nouns.ids import ConclusionId
from diemcau.domain.nouns.tasks import NoSuchTask
from diemcau.domain.rules.following import OVER
from diemcau.domain.units.tree import UnitOn, now_is
from diemcau.domain.views.conference import Conference
from diemcau.domain.views.families import audience_of
from diemcau.domain.views.tasks import whole_task
from diemcau.edge.door.houses import body_of
from diemcau.edge.pages.live.offered import offered
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import Seat, product, reader, seat_of

READERS: Final = (*TABLE, Post.SITE)
SHOWN: Final[Mapping[str, Callable[[Shown], bool]]] = {
    "open": lambda each: each.urgency is not Urgency.OVER,
    "overdue": lambda each: each.urgency is Urgency.OVERDUE,
    "chase": lambda each: each.chase,
    "over": lambda each: each.urgency is Urgency.OVER,
    "all": lambda _: True,
}


async def board(request: web.Request) -> web.Response:
    session = reader(request, *READERS)
    library, today = product(request).library, _today(request)
    mine = [
        each for each in await library.tasks(await body_of(request)) if _concerns(session, each)
    ]
    asked = request.query.get("show", "")
    chosen = asked if asked in SHOWN else "open"
    query, lead = request.query.get("q", "").strip(), request.query.get("lead", "")
    shown = [
        each
        for each in followed(request, mine)
        if SHOWN[chosen](each)
        and (not lead or follow_up.led_by(each.task, lead))
        and found(query, each.task.text, each.task.lead, each.task.person)
    ]
    return page(
        request,
        "follow_up.html",
        tasks=shown,
        leads=follow_up.by_lead(mine, today, HOME_ZONE),
        titles={
            each.meeting: each.title for each in await library.headlines(await body_of(request))
        },
        chosen=chosen,
        query=query,
        lead=lead,
        offered=handing_over.offered(mine, session.site),
        below=session.post is not Post.SITE and await _has_below(request),
    )


async def _has_below(request: web.Request) -> bool:
    return bool(below(await product(request).bodies.others(), await body_of(request)))


async def show(request: web.Request) -> web.Response:
    seat = await seat_of(request, *READERS)
    _, actor, state = seat
    meeting, which = state.id, request.match_info["conclusion"]
    _, view = await product(request).rooms.view(meeting, audience_of(actor.role, actor.site))
    conference = view["conference"]
    task = whole_task(state, which) if f"task/{which}" in view else None
    if task is None:
        raise NoSuchTask
    assert isinstance(conference, Conference), "the family of this key"
    today, everybody = _today(request), [state.sites[code] for code in state.site_order]
    meant = called(task.lead, everybody)
    others = [site for site in everybody if site not in meant]
    return page(
        request,
        "task.html",
        zone=zone_named(conference.timezone),
        meeting=meeting,
        title=conference.title,
        task=task,
        urgency=follow_up.urgency(task, today),
        over=task.state in OVER,
        may=offered(actor, view, product(request).clock.now()),
        meant=len(meant) == 1,
        sites=[(site.code, f"{site.kind} {site.name}".strip()) for site in (*meant, *others)],
        draft=await _draft(request, seat, ConclusionId(which)),
        now=await _now(request, state, ConclusionId(which)),
        today=today,
    )


async def _now(request: web.Request, meeting: Meeting, which: ConclusionId) -> Sequence[UnitOn]:
    """What its lead is called today, or who stands where it stood: "nay là …"."""
    task, units = meeting.conclusions[which].task, product(request).units
    if task is None or task.site is None or meeting.starts_at is None:
        return ()
    then = meeting.starts_at.astimezone(HOME_ZONE).date()
    return now_is(await units.tree(), task.site, then, units.today())


class DraftAnswered(NamedTuple):
    """How far the comments are answered on the draft that the task is about."""

    code: str
    title: str
    replied: int
    needing: int


async def _draft(request: web.Request, seat: Seat, which: ConclusionId) -> DraftAnswered | None:
    """Of the item on which it was concluded; for those who see all that was sent."""
    item, desk = seat.meeting.conclusions[which].item, product(request).drafts
    carried = seat.meeting.drafts.get(item) if item else None
    if carried is None:
        return None
    state = await desk.logs.state(desk.logs.id(seat.meeting.body, carried.consultation))
    if not sees_all(state, seat.actor):
        return None
    told = figures(state, desk.today().date)
    return DraftAnswered(carried.consultation, state.planned.title, told.replied, told.need_a_reply)


async def letter(request: web.Request) -> web.Response:
    """Công văn đôn đốc to one lead, about what is late or has to be brought to its mind."""
    reader(request, *TABLE)
    library, lead = product(request).library, request.query.get("lead", "")
    late = [
        each
        for each in followed(request, await library.tasks(await body_of(request)))
        if follow_up.led_by(each.task, lead) and (each.chase or each.urgency is Urgency.OVERDUE)
    ]
    if not late:
        raise web.HTTPNotFound
    titles = {each.meeting: each.title for each in await library.headlines(await body_of(request))}
    office = await product(request).bodies.office(await body_of(request))
    letterhead, now = office.letterhead, product(request).clock.now()
    made = issued(chasing(lead, late, titles), letterhead, now.astimezone(HOME_ZONE))
    pdf = await product(request).issuing.printer.pdf(made)
    return web.Response(body=pdf, content_type="application/pdf")


def followed(request: web.Request, tasks: Iterable[FollowedTask]) -> Sequence[Shown]:
    """As they stand today, the most pressing first."""
    today = _today(request)
    calendar = product(request).working_days.around(today)
    return follow_up.by_urgency(tasks, today, calendar, HOME_ZONE)


def _today(request: web.Request) -> date:
    return product(request).clock.now().astimezone(HOME_ZONE).date()


def _concerns(session: Session, task: FollowedTask) -> bool:
    mine = session.post is not Post.SITE or session.site in {task.site, task.offered}
    return mine and enters(session, task.meeting)


ROUTES: Final = (
    web.get("/follow-up", board),
    web.get("/follow-up/letter.pdf", letter),
    web.get("/follow-up/{meeting}/{conclusion}", show),
)
