"""A draft as its reader knows it: how it stands, its text with what came to it, what is next."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from aiohttp import web

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.reading import cited, label
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.comments import DraftComment
from diemcau.domain.consultation.nouns.enclosures import Enclosure
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo
from diemcau.domain.consultation.rules import loose_ends
from diemcau.domain.consultation.rules.references import astray
from diemcau.domain.consultation.rules.sight import in_team, sees_all, sees_others
from diemcau.domain.consultation.rules.tree import above, walked
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views import reading
from diemcau.domain.consultation.views.figures import figures, missing, of_site
from diemcau.edge.pages.consultation.desk import DraftReader, opened
from diemcau.edge.pages.consultation.linking import linking
from diemcau.edge.showing.rendering import page

LISTED: Final = 30
"""Comments named on the page of a draft; the table has all of them."""


async def show(request: web.Request) -> web.Response:
    asked = await opened(request)
    state, actor = asked.state, asked.actor
    day = asked.desk.today().date
    comments = reading.comments(state, actor, day)
    versions = reading.versions(state, actor)
    chosen = chosen_version(request, versions)
    everything = sees_all(state, actor)
    return page(
        request,
        "consultation/one.html",
        code=code_of(state),
        draft=state,
        offers=asked.offers,
        versions=versions,
        version=chosen,
        clauses=walked(chosen) if chosen else (),
        label=label,
        linked=linking(chosen) if chosen else None,
        counts=Counter(each.said.clause for each in comments if each.counts),
        own=[each for each in comments if each.body == actor.site][:LISTED],
        listed=LISTED,
        places=places(versions, comments),
        overall=[*Overall],
        enclosures=reading.enclosures(state, actor),
        returned=state.returns.get(actor.site) if actor.site else None,
        figures=figures(state, day) if everything else None,
        own_figures=of_site(state, actor.site) if actor.site else None,
        missing=_missing(asked) if everything else (),
        loose=_loose(asked) if everything else {},
        others_seen=sees_others(state, day),
        team=in_team(state, actor),
        names={each.code: each.name for each in state.planned.invited},
        today=day,
    )


def chosen_version(request: web.Request, versions: Sequence[DraftVersion]) -> DraftVersion | None:
    """The one that was asked for, else the newest that this reader knows."""
    wanted = request.query.get("version", "")
    named = (each for each in versions if str(each.number) == wanted)
    return next(named, versions[-1] if versions else None)


def places(
    versions: Sequence[DraftVersion], comments: Sequence[DraftComment]
) -> Mapping[ClauseId, str]:
    """How each clause that somebody speaks of is quoted: after the newest version that has it."""
    quoted = dict[ClauseId, str]()
    wanted = {each.said.clause for each in comments if each.said.clause is not None}
    for version in versions:
        known = wanted.intersection(version.clauses)
        quoted |= {which: cited(above(version, which)) for which in known}
    return quoted


def _missing(asked: DraftReader) -> Sequence[str]:
    names = {each.code: each.name for each in asked.state.planned.invited}
    return [names[code] for code in missing(asked.state)]


class AstrayShown(NamedTuple):
    """Clauses as they are quoted; those that are not there are not."""

    clause: ClauseId
    place: str
    words: str
    was: str
    now: str


LooseEnd = DraftComment | Clause | AstrayShown | Enclosure


def _loose(asked: DraftReader) -> Mapping[str, Sequence[LooseEnd]]:
    """What does not fit together yet, by kind; some of it only once a second version is there."""
    state = asked.state
    old, new = state.asked, state.last
    found: dict[str, Sequence[LooseEnd]] = {
        "waiting": loose_ends.unanswered(state),
        "astray": [*_astray(state)],
        "unentered": [e for e in reading.enclosures(state, asked.actor) if not e.entered],
    }
    if old is not None and new is not None and old != new:
        found |= {
            "accepted_unchanged": loose_ends.accepted_unchanged(state),
            "unexplained": [
                new.clauses.get(each) or old.clauses[each]
                for each in loose_ends.unexplained(state, old, new)
            ],
            "orphans": loose_ends.orphans(state),
        }
    return {kind: each for kind, each in found.items() if each}


def _astray(state: Consultation) -> Iterator[AstrayShown]:
    """In the last version, beside the one before it."""
    if (new := state.last) is None:
        return
    old = state.versions.get(VersionNo(new.number - 1))
    for each in astray(old, new):
        was, now = _quoted(old, each.was), _quoted(new, each.now)
        yield AstrayShown(each.clause, _quoted(new, each.clause), each.words, was, now)


def _quoted(version: DraftVersion | None, which: ClauseId | None) -> str:
    return cited(above(version, which)) if version and which else ""


ROUTES: Final = (web.get("/consultations/{draft}", show),)
