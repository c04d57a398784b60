"""One clause, or the draft as a whole: what was said of it, and the forms to say and to answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.reading import cited
from diemcau.app.consultation.tabling import voted_in_words
from diemcau.app.consultation.wording import InkedWords, difference
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.terms import (
    ClauseKind,
    Disposition,
    Stance,
    Way,
)
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.believing import seen
from diemcau.domain.consultation.rules.saying import two_points
from diemcau.domain.consultation.rules.sight import in_team, sees_others
from diemcau.domain.consultation.rules.tree import above, walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.finding import CommentSign, sifted
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.pages.consultation.linking import linking
from diemcau.edge.pages.consultation.sifting import AT_ONCE, as_chosen, cut, sought_comments
from diemcau.edge.showing.rendering import page

GENERAL: Final = "general"
"""In an address: what is said of the draft as a whole."""


class CommentShown(Struct, frozen=True):
    """`change` is its wording beside the clause it is about, word by word."""

    comment: DraftComment
    who: str
    change: Sequence[InkedWords]
    own: bool


async def show(request: web.Request) -> web.Response:
    asked = await opened(request)
    state, actor = asked.state, asked.actor
    day, which = asked.desk.today().date, _named(request)
    versions = reading.versions(state, actor)
    version = _with(versions, which)
    everything = reading.comments(state, actor, day)
    here = [each for each in everything if each.said.clause == which]
    wanted = replace(sought_comments(request.query), clause=None)
    found = sifted(here, wanted)
    part = cut(found, request.query, _place(found, request.query.get("comment", "")))
    team = in_team(state, actor)
    editing, last = (state.editing, state.last) if team else (None, None)
    return page(
        request,
        "consultation/clause.html",
        code=code_of(state),
        draft=state,
        which=which or GENERAL,
        clause=version.clauses[which] if version and which else None,
        linked=linking(version)(version.clauses[which]) if version and which else (),
        quoted=cited(above(version, which)) if version and which else "",
        asked_now=bool(which is None or (state.asked and which in state.asked.clauses)),
        changing=editing.clauses.get(which) if editing and which else None,
        note=editing.notes.get(which, "") if editing and which else "",
        voted=[voted_in_words(each) for each in state.votes if each.clause == which],
        seen=seen,
        two_points=two_points,
        shown=[shown(state, each, own=each.body == actor.site) for each in part.shown],
        cut=part,
        sifts=len(here) > AT_ONCE,
        wanted=wanted,
        chosen=as_chosen(wanted),
        signs=[*CommentSign],
        offers=asked.offers,
        stances=[*Stance],
        outcomes=[*Disposition],
        ways=(Way.LETTER, Way.SPOKEN, Way.MINUTES),
        kinds=[*ClauseKind],
        changed=[each[:2] for each in _choices(last) if each[2] not in _LARGE],
        placed=[each[:2] for each in _choices(last)],
        answered=[each for each in everything if each.reply and each.said.clause != which],
        others_seen=sees_others(state, day),
        team=team,
        names={each.code: each.name for each in state.planned.invited},
        today=day,
    )


def _place(found: Sequence[DraftComment], which: str) -> int | None:
    """Where a comment stands to which a link led, if it is one of them."""
    return next((at for at, each in enumerate(found) if each.id == which), None)


def _named(request: web.Request) -> ClauseId | None:
    which = request.match_info["clause"]
    return None if which == GENERAL else ClauseId(which)


def _with(versions: Sequence[DraftVersion], which: ClauseId | None) -> DraftVersion | None:
    """The newest that has it."""
    if which is None:
        return None
    for version in reversed(versions):
        if which in version.clauses:
            return version
    raise web.HTTPNotFound


def shown(state: Consultation, comment: DraftComment, *, own: bool) -> CommentShown:
    clauses: Mapping[ClauseId, Clause] = state.versions[comment.version].clauses
    about = clauses.get(comment.said.clause) if comment.said.clause else None
    amends = about is not None and comment.said.stance is Stance.AMEND and comment.said.wording
    return CommentShown(
        comment=comment,
        who=state.invited(comment.body).name,
        change=difference(about.text, comment.said.wording) if about and amends else (),
        own=own,
    )


def _choices(version: DraftVersion | None) -> Sequence[tuple[ClauseId, str, ClauseKind]]:
    """Clauses of the version that the team writes on, as they are quoted."""
    if version is None:
        return ()
    return [(each.id, cited(above(version, each.id)), each.kind) for each in walked(version)]


_LARGE: Final = frozenset({ClauseKind.PART, ClauseKind.CHAPTER, ClauseKind.SECTION})

ROUTES: Final = (web.get("/consultations/{draft}/clauses/{clause}", show),)
