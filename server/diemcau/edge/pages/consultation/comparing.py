"""Two versions side by side: each clause with what became of it, and what led to that."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web
from msgspec import Struct

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.reading import cited
from diemcau.app.consultation.wording import InkedWords, difference
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import ClauseChange
from diemcau.domain.consultation.nouns.versions import DraftMissing, DraftVersion
from diemcau.domain.consultation.rules.comparing import ClauseStep, compared
from diemcau.domain.consultation.rules.sight import in_team
from diemcau.domain.consultation.rules.tree import above
from diemcau.domain.consultation.views import reading
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.showing.rendering import page


class ChangeShown(Struct, frozen=True):
    """`heading` and `text` word by word; `because` are the comments that led to it."""

    step: ClauseStep
    name: str
    heading: Sequence[InkedWords]
    text: Sequence[InkedWords]
    because: Sequence[DraftComment]
    note: str


async def show(request: web.Request) -> web.Response:
    asked = await opened(request)
    state, actor = asked.state, asked.actor
    versions = {str(each.number): each for each in reading.versions(state, actor)}
    if len(versions) < 2:  # noqa: PLR2004 – one is compared with another
        raise DraftMissing
    numbers = list(versions)
    old = versions.get(request.query.get("old", ""), versions[numbers[-2]])
    new = versions.get(request.query.get("new", ""), versions[numbers[-1]])
    led = _led(reading.comments(state, actor, asked.desk.today().date))
    return page(
        request,
        "consultation/compare.html",
        code=code_of(state),
        draft=state,
        versions=numbers,
        old=old,
        new=new,
        steps=await asyncio.to_thread(_steps, led, old, new),
        unchanged=ClauseChange.UNCHANGED,
        all_="all" in request.query,
        names={each.code: each.name for each in state.planned.invited},
        team=in_team(state, actor),
    )


def _led(comments: Sequence[DraftComment]) -> Mapping[ClauseId, Sequence[DraftComment]]:
    """By the clauses that the replies say were changed for them."""
    led = defaultdict[ClauseId, list[DraftComment]](list)
    for comment in comments:
        if comment.counts and comment.reply is not None:
            for which in comment.reply.said.changed:
                led[which].append(comment)
    return led


def _steps(
    led: Mapping[ClauseId, Sequence[DraftComment]], old: DraftVersion, new: DraftVersion
) -> Sequence[ChangeShown]:
    return [_shown(each, led, old, new) for each in compared(old, new)]


def _shown(
    step: ClauseStep,
    led: Mapping[ClauseId, Sequence[DraftComment]],
    old: DraftVersion,
    new: DraftVersion,
) -> ChangeShown:
    before, after = step.before, step.after
    heading = (before.heading if before else "", after.heading if after else "")
    text = (before.text if before else "", after.text if after else "")
    return ChangeShown(
        step=step,
        name=cited(above(new if after else old, step.id)),
        heading=difference(*heading),
        text=difference(*text),
        because=led.get(step.id, ()),
        note=new.notes.get(step.id, ""),
    )


ROUTES: Final = (web.get("/consultations/{draft}/compare", show),)
