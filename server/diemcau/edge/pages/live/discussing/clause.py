"""A clause under discussion, as a piece of a page: the screens of the conference fetch it whenever
another is put before the room. Which clauses are spoken of most comes as data.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from aiohttp import web

from diemcau.app.consultation.reading import cited, written
from diemcau.app.consultation.tabling import voted_in_words
from diemcau.app.live.seats import HALL
from diemcau.domain.consultation.nouns.clauses import ClauseId, ClauseUnknown
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.rules.sight import sees_all, sees_others
from diemcau.domain.consultation.rules.tree import above
from diemcau.domain.consultation.views.aloud import ClauseAloud, aloud, weighed
from diemcau.domain.nouns.terms import Role
from diemcau.edge.pages.consultation.clause import shown
from diemcau.edge.pages.live.discussing.room import DraftInRoom, draft_of
from diemcau.edge.showing.rendering import page

LETTERS: Final = 900
"""That are still read from the back of a room; what there is no room for is counted."""
_A_NAME: Final = 60


async def show(request: web.Request) -> web.Response:
    """Raises `NoDraftCarried`, `ClauseUnknown`."""
    room, which = await draft_of(request), ClauseId(request.match_info["clause"])
    if which not in room.version.clauses:
        raise ClauseUnknown
    state, actor, day = room.state, room.seat.actor, room.desk.today().date
    made = aloud(state, actor, room.version, which, day)
    afar = actor.role is Role.SCREEN
    comments = _read_from_afar(made) if afar else made.comments
    everything = sees_all(state, actor)
    return page(
        request,
        "consultation/aloud.html",
        clause=made.parts[0],
        name=cited(made.path),
        parts=made.parts[1:],
        written=written,
        said=made,
        shown=[shown(state, each, own=each.body == actor.site) for each in comments],
        more=made.more + len(made.comments) - len(comments),
        places=_places(room, which, comments),
        voted=[voted_in_words(each) for each in made.votes],
        hidden=None if everything or sees_others(state, day) else state.planned.visibility,
        afar=afar,
        folded=actor.role is Role.SITE,
        today=day,
    )


def _read_from_afar(made: ClauseAloud) -> Sequence[DraftComment]:
    """As many as there is room for beside the text of the clause."""
    left, fit = LETTERS - sum(len(each.text) for each in made.parts), list[DraftComment]()
    for each in made.comments:
        left -= _A_NAME + len(each.said.text or each.said.reason or each.said.wording)
        if left < 0:
            break
        fit.append(each)
    return fit


def _places(
    room: DraftInRoom, which: ClauseId, comments: Sequence[DraftComment]
) -> Mapping[ClauseId, str]:
    """How the parts of the clause are cited on which comments hang."""
    parts = {each.said.clause for each in comments if each.said.clause} - {which}
    return {each: cited(above(room.version, each)) for each in parts}


async def weigh(request: web.Request) -> web.Response:
    """For the hall, which chooses what is discussed: what is disputed first, then the most."""
    room = await draft_of(request, *HALL)
    made = weighed(room.state, room.seat.actor, room.version, room.desk.today().date)
    return web.Response(body=msgspec.json.encode(made), content_type="application/json")


_HERE: Final = "/conferences/{meeting}/drafts/{item}"
ROUTES: Final = (web.get(f"{_HERE}/weights", weigh), web.get(f"{_HERE}/clauses/{{clause}}", show))
