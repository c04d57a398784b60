"""What each screen is sent: keyed views, who may see which, and what an event touches.

How this works. A *family* is a kind of key (`site/<code>`, `floor`, …). For each it is
written here which keys there are, how a value is drawn for each role (`draw`), and, for
sites, whether all see the same or only some see it at all. `render` is the whole view of an
audience, `view_of` one key of it; `touch` names the keys an event may have changed.
The law (tests/domain/test_laws.py): drawing the touched keys again equals drawing all.

What someone may see is decided here and nowhere else (house rule 10).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MessageId,
    OpinionId,
    PublicationNo,
    RequestId,
    SiteCode,
)
from diemcau.domain.nouns.terms import Readers, Role
from diemcau.domain.rules import branches
from diemcau.domain.views import (
    agenda,
    conclusions,
    conference,
    drafts,
    floor,
    petitions,
    publishing,
    queue,
    record,
    recordings,
    requests,
    returns,
    rounds,
    screen,
    tasks,
    undo,
    votes,
)
from diemcau.domain.views import keys as keys_views
from diemcau.domain.views import sites as sites_views
from diemcau.domain.views.keys import Draw, View
from diemcau.domain.views.may import may, nouns

Sites = frozenset[SiteCode] | None
"""Which sites see a key; `None` is every site, and all of them the same."""


class Audience(NamedTuple):
    """Everybody who is sent the same frames. A deputy is sent what the chair is sent."""

    role: Role
    site: SiteCode | None = None


class Family(NamedTuple):
    """`own` lists the keys a site may have to itself, where all of them would be too many."""

    keys: Callable[[Meeting], Iterable[str]]
    drawn: Mapping[Role, Draw]
    sites: Callable[[Meeting, str], Sites] = lambda _meeting, _key: None
    own: Callable[[SiteCode], Iterable[str]] | None = None


def audience_of(role: Role, site: SiteCode | None) -> Audience:
    return Audience(Role.CHAIR if role is Role.DEPUTY else role, site)


def render(meeting: Meeting, audience: Audience) -> dict[str, View]:
    """Everything this audience may see."""
    drawn = ((key, view_of(meeting, audience, key)) for key in keys_for(meeting, audience))
    return {key: view for key, view in drawn if view is not None}


def keys_for(meeting: Meeting, audience: Audience) -> Iterator[str]:
    """The keys among which an audience finds its view, and no more than a site has to look at."""
    for name, family in FAMILIES.items():
        if audience.role in family.drawn:
            for which in _of_family(meeting, family, audience.site):
                yield f"{name}/{which}" if which else name


def _of_family(meeting: Meeting, family: Family, site: SiteCode | None) -> Iterable[str]:
    if site is None or family.own is None:
        return family.keys(meeting)
    return family.own(site)


def view_of(meeting: Meeting, audience: Audience, key: str) -> View | None:
    """One key for one audience; `None` if it is not, or not any longer, in its view."""
    name, _, which = key.partition("/")
    family = FAMILIES[name]
    if (drawn_by := family.drawn.get(audience.role)) is None:
        return None
    if audience.role is Role.SITE:
        only = family.sites(meeting, which)
        if only is not None and audience.site not in only:
            return None
    return drawn_by(meeting, which)


def only_for(meeting: Meeting, key: str) -> Sites:
    """The sites that alone see a key, `None` when all see it alike: for the fan-out."""
    name, _, which = key.partition("/")
    return FAMILIES[name].sites(meeting, which)


def whole_text(meeting: Meeting, audience: Audience, key: str) -> str | None:
    """The text of which a view may carry only the beginning, for whoever sees that view."""
    name, _, which = key.partition("/")
    if name not in TEXTS or view_of(meeting, audience, key) is None:
        return None
    return TEXTS[name](meeting, which)


TEXTS: Mapping[str, Callable[[Meeting, str], str]] = {
    "incident": lambda meeting, which: meeting.incidents[IncidentId(which)].text,
    "opinion": lambda meeting, which: meeting.opinions[OpinionId(which)].text,
    "note": lambda meeting, which: meeting.notes[which].text,
}
"""Family → the whole text behind one of its keys."""


# -- the table -----------------------------------------------------------------------------------

_EVERYBODY = (Role.CHAIR, Role.SECRETARY, Role.OPERATOR, Role.SITE, Role.SCREEN)
_HALL = (Role.CHAIR, Role.SECRETARY, Role.OPERATOR)
_TABLE = (Role.CHAIR, Role.SECRETARY)
_OUTSIDE = (Role.OPERATOR, Role.SITE, Role.SCREEN)


def _for(roles: Iterable[Role], drawn_by: Draw) -> dict[Role, Draw]:
    return dict.fromkeys(roles, drawn_by)


def _one(_: Meeting) -> Iterable[str]:
    return ("",)


def _itself(site: SiteCode) -> Iterable[str]:
    return (site,)


def _owner(_: Meeting, which: str) -> Sites:
    return frozenset({SiteCode(which)})


_NOBODY: Sites = frozenset()


def _addressees(meeting: Meeting, which: str) -> Sites:
    message = meeting.messages.get(MessageId(which))
    return _NOBODY if message is None else frozenset(message.to) or None


def _readers(meeting: Meeting, which: str) -> Sites:
    known = meeting.publications.get(PublicationNo(int(which)))
    if known is None or known.held:
        return _NOBODY
    return frozenset(known.sites) if known.readers is Readers.NAMED_SITES else None


def _site_of_incident(meeting: Meeting, which: str) -> Sites:
    incident = meeting.incidents.get(IncidentId(which))
    return _NOBODY if incident is None else frozenset({incident.site})


def _site_of_opinion(meeting: Meeting, which: str) -> Sites:
    opinion = meeting.opinions.get(OpinionId(which))
    return _NOBODY if opinion is None else frozenset({opinion.site})


def _lead(meeting: Meeting, which: str) -> Sites:
    known = meeting.conclusions.get(ConclusionId(which))
    task = known.task if known else None
    if task is None:
        return _NOBODY
    offered = task.handover.to if task.handover else None
    return frozenset(site for site in (task.site, offered) if site)


def _asked(meeting: Meeting) -> Iterator[str]:
    """In the queues, and in the hands of sub-hubs."""
    for item in meeting.items.values():
        yield from item.queue.order
        yield from item.queue.held


def _of_its_branch(meeting: Meeting, which: str) -> Sites:
    """What was never passed on is of the site that asked and the sub-hubs above it."""
    request = meeting.requests.get(RequestId(which))
    if request is None or not request.held:
        return None
    return frozenset(requests.branch_of(meeting, request))


def _of_current(drawn_by: Draw, public: Draw | None = None) -> dict[Role, Draw]:
    """What hangs on the current item; of an internal one outsiders see nothing."""
    outside = keys_views.unless_internal(public or drawn_by, lambda meeting, _: meeting.current)
    return _for(_TABLE, drawn_by) | _for(_OUTSIDE, outside)


def _item_itself(_: Meeting, which: str) -> ItemId | None:
    return ItemId(which)


FAMILIES: dict[str, Family] = {
    "may": Family(nouns, {role: may(role) for role in (*_HALL, Role.SITE)}),
    "conference": Family(_one, _for(_EVERYBODY, conference.conference)),
    "counts": Family(_one, _for(_EVERYBODY, conference.counts)),
    "screen": Family(
        _one,
        _for((Role.CHAIR, Role.OPERATOR), screen.chosen) | _for((Role.SCREEN,), screen.projected),
    ),
    "figures": Family(_one, _for((Role.SCREEN,), returns.figures)),
    "settings": Family(_one, _for(_TABLE, conference.settings)),
    "console": Family(_one, _for((Role.CHAIR,), conference.console)),
    "agenda": Family(
        _one, _for(_TABLE, agenda.whole_agenda) | _for(_OUTSIDE, agenda.public_agenda)
    ),
    "item": Family(
        lambda meeting: meeting.item_order,
        _for(_TABLE, agenda.any_item)
        | _for(_OUTSIDE, keys_views.unless_internal(agenda.public_item, _item_itself)),
    ),
    "draft": Family(_one, _of_current(drafts.discussed)),
    "clauses": Family(_one, _of_current(drafts.clauses)),
    "board": Family(_one, _of_current(petitions.board, petitions.public_board)),
    "queue": Family(
        lambda meeting: meeting.item_order,
        _for(_TABLE, queue.any_queue)
        | _for(_OUTSIDE, keys_views.unless_internal(queue.any_queue, _item_itself)),
    ),
    "request": Family(
        _asked,
        _for(_TABLE, requests.full_card)
        | _for(
            (Role.OPERATOR,),
            keys_views.unless_internal(requests.full_card, keys_views.item_of_request),
        )
        | _for(
            (Role.SITE,),
            keys_views.unless_internal(requests.card, keys_views.item_of_request),
        )
        | _for(
            (Role.SCREEN,),
            keys_views.unless_internal(requests.queued_card, keys_views.item_of_request),
        ),
        _of_its_branch,
    ),
    "floor": Family(_one, _for(_TABLE, floor.floor) | _for(_OUTSIDE, floor.public_floor)),
    "speech": Family(
        lambda meeting: map(str, meeting.speeches),
        _for(_TABLE, floor.speech)
        | _for(
            (Role.OPERATOR,), keys_views.unless_internal(floor.speech, keys_views.item_of_speech)
        ),
    ),
    "round": Family(_one, _of_current(rounds.round_)),
    "undo": Family(_one, _for((Role.CHAIR,), undo.last_act)),
    "vote": Family(
        lambda meeting: map(str, meeting.votes),
        _for(_TABLE, votes.vote)
        | _for(_OUTSIDE, keys_views.unless_internal(votes.vote, keys_views.item_of_vote)),
    ),
    "site": Family(
        branches.top,
        _for(_TABLE, sites_views.directly(sites_views.site))
        | _for((Role.OPERATOR,), sites_views.directly(sites_views.public_site)),
    ),
    "roster": Family(
        branches.top,
        _for(_HALL, sites_views.directly(sites_views.roster))
        | _for((Role.SITE,), sites_views.roster),
        _owner,
        _itself,
    ),
    "me": Family(
        lambda meeting: meeting.site_order, _for((Role.SITE,), sites_views.me), _owner, _itself
    ),
    "incident": Family(
        lambda meeting: meeting.incidents,
        _for((*_HALL, Role.SITE), record.incident),
        _site_of_incident,
    ),
    "opinion": Family(
        lambda meeting: meeting.opinions,
        _for(_TABLE, record.opinion)
        | _for(
            (Role.SITE,), keys_views.unless_internal(record.opinion, keys_views.item_of_opinion)
        ),
        _site_of_opinion,
    ),
    "message": Family(
        lambda meeting: meeting.messages,
        _for(_HALL, record.message) | _for((Role.SITE,), record.message_to_me),
        _addressees,
    ),
    "note": Family(
        lambda meeting: meeting.notes,
        _for((Role.CHAIR,), record.note) | _for((Role.SECRETARY,), record.note_to_write),
    ),
    "recording": Family(lambda meeting: meeting.recordings, _for(_TABLE, recordings.recording)),
    "conclusion": Family(lambda meeting: meeting.conclusions, _for(_TABLE, conclusions.conclusion)),
    "task": Family(
        lambda meeting: meeting.conclusions, _for((*_TABLE, Role.SITE), tasks.task), _lead
    ),
    "minutes": Family(
        lambda meeting: (str(version.number) for version in meeting.versions),
        _for(_TABLE, publishing.version),
    ),
    "publication": Family(
        lambda meeting: map(str, meeting.publications),
        _for(_HALL, publishing.publication)
        | _for((Role.SITE,), publishing.publication_to_me)
        | _for((Role.SCREEN,), publishing.publication_to_all),
        _readers,
    ),
}
"""Family → which keys, drawn how for whom, and which sites see one."""
