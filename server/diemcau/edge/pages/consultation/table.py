"""The table of comments and replies: four columns, in the order of the draft."""

from typing import Final

from aiohttp import web

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.tabling import tabled
from diemcau.domain.consultation.rules.sight import in_team, sees_all
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.rendering import page


async def show(request: web.Request) -> web.Response:
    asked = await opened(request)
    state, day = asked.state, asked.desk.today().date
    comments = reading.comments(state, asked.actor, day)
    return page(
        request,
        "consultation/table.html",
        code=code_of(state),
        draft=state,
        groups=tabled(state, comments, day),
        figures=figures(state, day) if sees_all(state, asked.actor) else None,
        team=in_team(state, asked.actor),
    )


ROUTES: Final = (web.get("/consultations/{draft}/table", show),)
