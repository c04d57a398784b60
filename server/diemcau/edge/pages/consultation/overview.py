"""The consultations of a body: each with how it stands, by when, and how much has come."""

from datetime import date
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.consultation.desk import code_of
from diemcau.domain.consultation.nouns.setting import PrepareConsultation
from diemcau.domain.consultation.rules.permissions import may
from diemcau.domain.consultation.rules.sight import sees_all
from diemcau.domain.consultation.state import Consultation, begin
from diemcau.domain.consultation.views.figures import DraftFigures, figures
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import DossierId
from diemcau.edge.door.houses import body_of
from diemcau.edge.pages.consultation.desk import reading_as
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product


class DraftLine(Struct, frozen=True):
    """`figures` for those who see all of it, `own` the return of a site's own."""

    code: str
    state: Consultation
    figures: DraftFigures | None
    returned: bool


async def show_all(request: web.Request) -> web.Response:
    actor = reading_as(request)
    desk = product(request).drafts
    known = await desk.known_to(actor, await body_of(request))
    lines = [_line(each, actor, desk.today().date) for each in known]
    may_plan = may(begin(DossierId("")), actor, PrepareConsultation)
    return page(request, "consultation/all.html", lines=lines, may_plan=may_plan)


def _line(state: Consultation, actor: Actor, day: date) -> DraftLine:
    return DraftLine(
        code=code_of(state),
        state=state,
        figures=figures(state, day) if sees_all(state, actor) else None,
        returned=actor.site in state.returns,
    )


ROUTES: Final = (web.get("/consultations", show_all),)
