"""A consultation is prepared on one form: what is asked, of whom, by when, and who drafts."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from aiohttp import web
from multidict import MultiMapping

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain import workdays
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.setting import (
    USUAL_DAYS,
    ConsultationPlan,
    PrepareConsultation,
)
from diemcau.domain.consultation.nouns.terms import DraftKind, Visibility
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.state import begin
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.houses import body_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms.fields import asked_for, form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.consultation.desk import opened, reading_as
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product

NEW: Final = "/consultations/new"
EDIT: Final = "/consultations/{draft}/edit"
_PEOPLE: Final = frozenset({Post.SECRETARY, Post.CHAIR, Post.DEPUTY, Post.OPERATOR, Post.SITE})
_APART: Final = ("team", "head", "invited", "others")
"""Ticked people and sites, the chosen head, and bodies that are no sites, a line each."""


async def ask(request: web.Request) -> web.Response:
    _planner(request)
    today = product(request).drafts.today()
    usual = workdays.on_or_after(today.calendar, today.date + timedelta(days=USUAL_DAYS))
    office = await product(request).bodies.office(await body_of(request))
    fresh = ConsultationPlan(title="", deadline=usual, drafting_body=office.organiser)
    return await _form(request, fresh, NEW, everybody=True)


async def begin_one(request: web.Request) -> web.Response:
    actor, body = _planner(request), await body_of(request)
    desk = product(request).drafts
    which = await desk.free(body)
    await desk.submit(which, await _command(request, actor, first=True))
    raise web.HTTPSeeOther(f"/consultations/{which.rpartition('/')[2]}")


async def ask_again(request: web.Request) -> web.Response:
    asked = await opened(request)
    if "prepare_consultation" not in asked.offers:
        raise NotAllowed
    return await _form(request, asked.state.planned, request.path)


async def change(request: web.Request) -> web.Response:
    asked = await opened(request)
    await asked.desk.submit(asked.state.id, await _command(request, asked.actor))
    raise web.HTTPSeeOther(f"/consultations/{request.match_info['draft']}")


def _planner(request: web.Request) -> Actor:
    actor = reading_as(request)
    if not may(begin(DossierId("")), actor, PrepareConsultation):
        raise NotAllowed
    return actor


async def _form(
    request: web.Request, plan: ConsultationPlan, action: str, *, everybody: bool = False
) -> web.Response:
    sites = await _sites(request)
    codes = {each.code for each in sites}
    invited = [each.code for each in plan.invited]
    return page(
        request,
        "consultation/plan.html",
        plan=plan,
        action=action,
        kinds=[*DraftKind],
        visibilities=[*Visibility],
        people=await _people(request),
        sites=sites,
        invited=[each.code for each in sites] if everybody else invited,
        others="\n".join(each.name for each in plan.invited if each.code not in codes),
        head=next((each.login for each in plan.team if each.head), ""),
        team=[each.login for each in plan.team],
    )


async def _command(
    request: web.Request, actor: Actor, *, first: bool = False
) -> ConsultationCommand:
    fields = await form_of(request)
    said = asked_for(PrepareConsultation, fields, HOME_ZONE, *_APART)
    plan = {
        **said["plan"],
        "team": [*_team(fields, await _people(request))],
        "invited": [*_invited(fields, await _sites(request))],
    }
    told = {"plan": plan, "first": first, "id": form_id(fields)}
    return stamped(request, actor, PrepareConsultation, told)


def _team(fields: MultiMapping[Any], people: Sequence[Account]) -> Iterator[dict[str, Any]]:
    """The head is one of it, ticked or not."""
    head, ticked = fields.get("head", ""), {*fields.getall("team", ())}
    for each in people:
        if each.login in ticked | {head}:
            yield {"login": each.login, "name": each.name, "head": each.login == head}


def _invited(fields: MultiMapping[Any], sites: Sequence[DirectorySite]) -> Iterator[dict[str, Any]]:
    """Bodies that are no sites are called by their place in the list."""
    ticked = {*fields.getall("invited", ())}
    for each in sites:
        if each.code in ticked:
            name = f"{each.kind} {each.name}".strip()
            yield {"code": each.code, "name": f"{name[:1].upper()}{name[1:]}"}
    names = (line.strip() for line in str(fields.get("others", "")).splitlines())
    for number, name in enumerate(filter(None, names), 1):
        yield {"code": f"khac-{number}", "name": name, "site": False}


async def _people(request: web.Request) -> Sequence[Account]:
    body = await body_of(request)
    known = await product(request).accounts.all()
    return [
        each for each in known if each.body == body and each.post in _PEOPLE and not each.disabled
    ]


async def _sites(request: web.Request) -> Sequence[DirectorySite]:
    parts = product(request)
    office = await parts.bodies.office(await body_of(request))
    return [*await parts.directory.listing(office.listing)]


ROUTES: Final = (
    web.get(NEW, ask),
    Taking(NEW, begin_one, long(Post.SECRETARY)),
    web.get(EDIT, ask_again),
    Taking(EDIT, change, long(Post.SECRETARY)),
)
