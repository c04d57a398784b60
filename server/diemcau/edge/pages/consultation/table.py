"""The table of comments and replies: four columns, in the order of the draft, a page at a time."""

from typing import Final

from aiohttp import web

from diemcau.app.consultation.desk import code_of
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.consultation.rules.sight import in_team, sees_all
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures
from diemcau.domain.consultation.views.finding import GENERAL_CLAUSE, CommentSign
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.pages.consultation.draft import places
from diemcau.edge.pages.consultation.sifting import (
    as_chosen,
    cut_table,
    sifted_table,
    sought_comments,
)
from diemcau.edge.showing.rendering import page


async def show(request: web.Request) -> web.Response:
    asked = await opened(request)
    state, day = asked.state, asked.desk.today().date
    everything = reading.comments(state, asked.actor, day)
    wanted = sought_comments(request.query)
    here = places(reading.versions(state, asked.actor), everything)
    return page(
        request,
        "consultation/table.html",
        code=code_of(state),
        draft=state,
        cut=cut_table(sifted_table(state, everything, wanted, day), request.query),
        wanted=wanted,
        chosen=as_chosen(wanted),
        clauses=[*sorted(here.items(), key=lambda each: _counted(each[1]))],
        general=GENERAL_CLAUSE,
        stances=[*Stance],
        ways=[*Way],
        signs=[*CommentSign],
        figures=figures(state, day) if sees_all(state, asked.actor) else None,
        team=in_team(state, asked.actor),
        names={each.code: each.name for each in state.planned.invited},
    )


def _counted(quoted: str) -> list[tuple[int, str]]:
    """`khoản 10 Điều 2` behind `khoản 9 Điều 2`: the article first."""
    words = [(int(word), "") if word.isdigit() else (0, word) for word in quoted.split()]
    return words[::-1]


ROUTES: Final = (web.get("/consultations/{draft}/table", show),)
