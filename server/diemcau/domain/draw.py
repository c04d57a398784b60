"""How each family of view keys is drawn from a conference: one small function a family.

Who may see which of them is not decided here but in the table of `views`.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from diemcau.domain import agenda as items
from diemcau.domain import attendance, drafting, publishing, queue, returns, turns, votes
from diemcau.domain import floor as clock
from diemcau.domain import shapes as v
from diemcau.domain.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MessageId,
    OpinionId,
    PublicationNo,
    RequestId,
    SiteCode,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.state import (
    NOTHING,
    InvitationAnswer,
    Item,
    Meeting,
    Removal,
    Speech,
    Turns,
    Vote,
)
from diemcau.domain.terms import ItemState, Readers, RequestState

BEGINNING: Final = 160
"""Letters of a long text that a view carries; the whole is fetched when somebody opens it."""
RECENT: Final = 10
"""Lines of the history of a task that a view carries."""

Draw = Callable[[Meeting, str], v.View | None]
"""Meeting and the part of the key behind the slash → value; `None`: there is no such key."""


def conference(meeting: Meeting, _: str) -> v.View | None:
    if not meeting.planned:
        return None
    return v.Conference(
        title=meeting.title,
        organiser=meeting.organiser,
        hub=meeting.hub,
        chair=meeting.chair,
        secretary=meeting.secretary,
        phase=meeting.phase,
        timezone=meeting.timezone,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        break_until=meeting.break_until,
        warning=meeting.settings.warning,
        registered_until=queue.registered_until(meeting),
    )


def figures(meeting: Meeting, _: str) -> v.View | None:
    """Nothing to show as long as nobody has handed anything in; parts are too many for a wall."""
    if (asked := meeting.figures_asked) is None or not (sums := returns.sums(meeting)):
        return None
    shown = [each for each in asked.indicators if not each.part_of]
    return v.FiguresView(
        period=asked.period,
        names=tuple(each.name for each in shown),
        levels=tuple(sums),
        sums=tuple(tuple(row[each.code] for each in shown) for row in sums.values()),
        sites=len(returns.counted(meeting)),
        asked=len(returns.asked_sites(meeting)),
    )


def settings(meeting: Meeting, _: str) -> v.View | None:
    return v.SettingsView(settings=meeting.settings)


def console(meeting: Meeting, _: str) -> v.View | None:
    if (deputy := meeting.deputy) is None:
        return v.Console()
    return v.Console(deputy=deputy.name, login=deputy.login, until=deputy.until)


def counts(meeting: Meeting, _: str) -> v.View | None:
    totals = meeting.totals
    return v.Counts(
        sites=totals.sites,
        connected=totals.connected,
        checked_in=totals.checked_in,
        expected=totals.expected,
        here=totals.here,
        guests=totals.guests,
    )


def whole_agenda(meeting: Meeting, _: str) -> v.View | None:
    return _agenda_of(meeting, [meeting.items[item] for item in meeting.item_order])


def public_agenda(meeting: Meeting, _: str) -> v.View | None:
    return _agenda_of(meeting, items.public_items(meeting))


def _agenda_of(meeting: Meeting, items: list[Item]) -> v.View | None:
    """Planned starts run through all items, so that both agendas show the same times."""
    if meeting.starts_at is None:
        return None
    starts, at = {}, meeting.starts_at
    for item_id in meeting.item_order:
        starts[item_id] = at
        at += timedelta(minutes=meeting.items[item_id].minutes)
    ahead = (i for i in meeting.items.values() if i.state is ItemState.PLANNED)
    current = meeting.item
    due = None
    if current is not None and current.started_at is not None:
        due = current.started_at + timedelta(minutes=current.minutes)
    shown = {item.id for item in items}
    visible = meeting.current in shown
    return v.Agenda(
        order=tuple(item.id for item in items),
        starts=tuple(starts[item.id] for item in items),
        current=meeting.current if visible else None,
        due=due if visible else None,
        rest=60 * sum(item.minutes for item in ahead),
        ends_at=meeting.ends_at,
    )


def any_item(meeting: Meeting, which: str) -> v.View | None:
    if (item := meeting.items.get(ItemId(which))) is None:
        return None
    return v.ItemView(
        id=item.id,
        number=item.number,
        title=item.title,
        kind=item.kind,
        state=item.state,
        presenter=item.presenter,
        minutes=item.minutes,
        parent=item.parent,
        internal=item.internal,
        documents=item.documents,
        replaced=item.replaced,
        kinds=item.kinds,
        budget=item.budget,
        started_at=item.started_at,
        finished_at=item.finished_at,
    )


def any_queue(meeting: Meeting, which: str) -> v.View | None:
    if (item := meeting.items.get(ItemId(which))) is None:
        return None
    line = item.queue
    requests = (meeting.requests[request] for request in line.order)
    return v.QueueView(
        item=item.id,
        open=line.open,
        order=line.order,
        next=queue.next_up(item),
        version=line.version,
        closes_at=line.closes_at,
        seconds=sum(clock.preset(meeting, request) for request in requests),
        offers=_offers(meeting, item),
    )


def _offers(meeting: Meeting, item: Item) -> tuple[v.Offer, ...]:
    if item.id != meeting.current:
        return ()
    return tuple(
        v.Offer(kind=kind, ordinary=queue.is_ordinary(kind))
        for kind in item.kinds
        if queue.accepts(meeting, item, kind)
    )


def card(meeting: Meeting, which: str) -> v.RequestView | None:
    request = meeting.requests.get(RequestId(which))
    if request is None or request.state is not RequestState.WAITING:
        return None
    return v.RequestView(
        id=request.id,
        item=request.item,
        kind=request.kind,
        ordinary=queue.is_ordinary(request.kind),
        speaker=drafting.speaker(meeting, request),
        arrived_at=request.arrived_at,
        site=request.site,
        delegate=request.delegate,
        topic=request.topic,
        registered=request.registered,
        ready_at=request.ready_at,
        answers=request.answers,
        rebuts=request.rebuts,
    )


def full_card(meeting: Meeting, which: str) -> v.View | None:
    """Rules §4.18: n-th speech, minutes spoken so far, what the budget leaves."""
    if (shown := card(meeting, which)) is None:
        return None
    request = meeting.requests[shown.id]
    earlier = turns.on(meeting, request.site, request.item) if request.site else Turns()
    left = clock.budget_left(meeting, request.site, request.item) if request.site else None
    return replace(
        shown,
        nth=len(earlier.speeches) + 1,
        spoken=_seconds(earlier.spoken),
        seconds=clock.preset(meeting, request),
        budget_left=None if left is None else _seconds(left),
    )


def unless_internal(draw: Draw, item_of: Callable[[Meeting, str], ItemId | None]) -> Draw:
    """The same, unless it belongs to an internal item."""

    def drawn(meeting: Meeting, which: str) -> v.View | None:
        item = item_of(meeting, which)
        if item is not None and _inside(meeting, item):
            return None
        return draw(meeting, which)

    return drawn


def _inside(meeting: Meeting, item: ItemId) -> bool:
    """Whether it is on the agenda and internal; an item that was removed is neither."""
    return item in meeting.items and items.is_internal(meeting, item)


def item_of_request(meeting: Meeting, which: str) -> ItemId | None:
    request = meeting.requests.get(RequestId(which))
    return request.item if request else None


def item_of_speech(meeting: Meeting, which: str) -> ItemId | None:
    speech = meeting.speeches.get(SpeechNo(int(which)))
    return speech.item if speech else None


def item_of_opinion(meeting: Meeting, which: str) -> ItemId | None:
    opinion = meeting.opinions.get(OpinionId(which))
    return opinion.item if opinion else None


def floor(meeting: Meeting, _: str) -> v.FloorView:
    speech = meeting.speech
    return v.FloorView(
        speech=_speech_view(meeting, speech) if speech else None,
        interrupted=tuple(
            _speech_view(meeting, meeting.speeches[no]) for no in meeting.interrupted
        ),
        last=queue.last_speech(meeting),
    )


def public_floor(meeting: Meeting, which: str) -> v.View | None:
    """While an internal item runs, the floor looks empty from outside."""
    if meeting.current is not None and _inside(meeting, meeting.current):
        return v.FloorView()
    return replace(floor(meeting, which), last=None)


def speech(meeting: Meeting, which: str) -> v.View | None:
    """The history: speeches that have ended."""
    speech = meeting.speeches.get(SpeechNo(int(which)))
    if speech is None or speech.ended_at is None:
        return None
    return _speech_view(meeting, speech)


def _speech_view(meeting: Meeting, speech: Speech) -> v.SpeechView:
    ended = speech.ended_at
    cut_off_at = None if ended else clock.cut_off_at(meeting, speech)
    return v.SpeechView(
        no=speech.no,
        item=speech.item,
        kind=speech.kind,
        speaker=drafting.speaker(meeting, speech),
        started_at=speech.started_at,
        deadline=speech.deadline,
        allotted=_seconds(speech.allotted),
        request=speech.request,
        nth=_nth(meeting, speech),
        site=speech.site,
        delegate=speech.delegate,
        paused_at=speech.paused_at,
        extended=_seconds(speech.extended),
        ended_at=ended,
        spoken=_seconds(speech.spoken(ended)) if ended else 0,
        overran=_seconds(speech.overran),
        cut_off_at=cut_off_at,
        out_of_order=speech.out_of_order,
        cut_off=speech.cut_off,
        undone=speech.undone,
    )


def _nth(meeting: Meeting, speech: Speech) -> int:
    if speech.site is None:
        return 1
    return 1 + bisect_left(turns.on(meeting, speech.site, speech.item).speeches, speech.no)


def round_(meeting: Meeting, _: str) -> v.View | None:
    if (running := meeting.round) is None:
        return None
    return v.RoundView(
        item=running.item,
        order=running.order,
        states=tuple(running.board[code] for code in running.order),
        next=running.to_come()[: queue.CALLED_TO_PREPARE],
        names=tuple(meeting.sites[code].name for code in running.order),
        ready=tuple(code for code in running.order if code in running.ready),
    )


def vote(meeting: Meeting, which: str) -> v.View | None:
    if (known := meeting.votes.get(VoteNo(int(which)))) is None:
        return None
    return v.VoteView(
        no=known.no,
        item=known.item,
        text=known.text,
        kind=known.kind,
        state=known.state,
        choices=known.choices,
        opened_at=known.opened_at,
        electors=len(known.electorate),
        cast=len(known.ballots),
        listed=known.listed,
        secret=known.secret,
        changeable=known.changeable,
        quorum=known.quorum,
        majority=known.majority,
        closes_at=known.closes_at,
        ended_at=known.ended_at,
        counts=known.counts,
        voters=drafting.voters(meeting, known),
        outcome=votes.outcome(known),
        winner=votes.winner(known),
        reason=known.reason,
    )


def item_of_vote(meeting: Meeting, which: str) -> ItemId | None:
    known = meeting.votes.get(VoteNo(int(which)))
    return known.item if known else None


def site(meeting: Meeting, which: str) -> v.SiteView | None:
    if (site := meeting.sites.get(SiteCode(which))) is None:
        return None
    said = site.turns.values()
    return v.SiteView(
        code=site.code,
        name=site.name,
        kind=site.kind,
        parent=site.parent,
        tile=site.tile,
        contact=site.contact,
        answer=_shortly(site.answer),
        line=site.line,
        check=site.check,
        checked_in_at=site.checked_in_at,
        late=_seconds(attendance.late(meeting, site.checked_in_at)),
        expected=len(site.roster),
        here=site.here,
        head_count=site.head_count,
        guests=site.guests,
        speeches=sum(len(each.speeches) for each in said),
        spoken=_seconds(sum((each.spoken for each in said), NOTHING)),
        waiting=site.waiting,
        voted=_voted(votes.asked(meeting, site.code), site.code),
        pass_issue=site.pass_issue,
    )


def public_site(meeting: Meeting, which: str) -> v.View | None:
    if (shown := site(meeting, which)) is None:
        return None
    asked = _open_outside(meeting, shown.code)
    return replace(shown, waiting=_outside(meeting, shown.waiting), voted=_voted(asked, shown.code))


def _voted(asked: Vote | None, site: SiteCode) -> bool | None:
    return None if asked is None else site in asked.ballots


def _open_outside(meeting: Meeting, site: SiteCode) -> Vote | None:
    """The vote that is open to a site, unless its item has become internal."""
    asked = votes.asked(meeting, site)
    return None if asked is None or _inside(meeting, asked.item) else asked


def _outside(meeting: Meeting, requests: tuple[RequestId, ...]) -> tuple[RequestId, ...]:
    """Those that are not about an internal item."""
    return tuple(r for r in requests if not _inside(meeting, meeting.requests[r].item))


def roster(meeting: Meeting, which: str) -> v.View | None:
    if (site := meeting.sites.get(SiteCode(which))) is None:
        return None
    return v.RosterView(site=site.code, delegates=site.roster)


def me(meeting: Meeting, which: str) -> v.View | None:
    """With no item open to the site nothing is on offer, and nothing said to be blocked."""
    if (site := meeting.sites.get(SiteCode(which))) is None:
        return None
    speech, item = meeting.speech, meeting.item
    if item is not None and _inside(meeting, item.id):
        speech, item = None, None
    left = clock.budget_left(meeting, site.code, item.id) if item else None
    vote = _open_outside(meeting, site.code)
    return v.Me(
        code=site.code,
        name=site.name,
        contact=site.contact,
        answer=site.answer,
        figures=returns.standing(meeting, site),
        line=site.line,
        check=site.check,
        checked_in_at=site.checked_in_at,
        expected=len(site.roster),
        here=site.here,
        head_count=site.head_count,
        guests=site.guests,
        waiting=_outside(meeting, site.waiting),
        removal=site.removal if not _hidden(meeting, site.removal) else None,
        speaking=speech.no if speech and speech.site == site.code else None,
        budget_left=None if left is None else _seconds(left),
        ordinary_blocked=queue.blocked(meeting, site.code, ordinary=True) if item else "",
        priority_blocked=queue.blocked(meeting, site.code, ordinary=False) if item else "",
        vote=vote.no if vote else None,
        voted=bool(_voted(vote, site.code)),
        pass_issue=site.pass_issue,
        read=tuple(sorted(no for no, p in meeting.publications.items() if which in p.read_by)),
    )


def _hidden(meeting: Meeting, removal: Removal | None) -> bool:
    return removal is not None and _inside(meeting, removal.item)


def incident(meeting: Meeting, which: str) -> v.View | None:
    if (known := meeting.incidents.get(IncidentId(which))) is None:
        return None
    return v.IncidentView(
        id=known.id,
        site=known.site,
        name=drafting.site_name(meeting, known.site),
        kind=known.kind,
        text=known.text[:BEGINNING],
        at=known.at,
        resolved_at=known.resolved_at,
        length=_cut_from(known.text),
    )


def opinion(meeting: Meeting, which: str) -> v.View | None:
    if (known := meeting.opinions.get(OpinionId(which))) is None:
        return None
    return v.OpinionView(
        id=known.id,
        site=known.site,
        name=drafting.site_name(meeting, known.site),
        item=known.item,
        text=known.text[:BEGINNING],
        at=known.at,
        length=_cut_from(known.text),
    )


def message(meeting: Meeting, which: str) -> v.MessageView | None:
    if (known := meeting.messages.get(MessageId(which))) is None:
        return None
    return v.MessageView(
        id=known.id, text=known.text, at=known.at, sender=known.sender, to=known.to
    )


def message_to_me(meeting: Meeting, which: str) -> v.View | None:
    """A site is not told who else was written to."""
    shown = message(meeting, which)
    return replace(shown, to=()) if shown else None


def note(meeting: Meeting, which: str) -> v.NoteView | None:
    if (known := meeting.notes.get(which)) is None:
        return None
    return v.NoteView(
        about=known.about,
        text=known.text[:BEGINNING],
        version=known.version,
        at=known.at,
        by=known.by,
        length=_cut_from(known.text),
    )


def note_to_write(meeting: Meeting, which: str) -> v.View | None:
    """Whole: whoever writes on in it has to have it."""
    if (shown := note(meeting, which)) is None:
        return None
    known = meeting.notes[which]
    return replace(shown, text=known.text, document=known.document, length=0)


def conclusion(meeting: Meeting, which: str) -> v.View | None:
    if (known := meeting.conclusions.get(ConclusionId(which))) is None:
        return None
    return v.ConclusionView(
        id=known.id,
        number=known.number,
        text=known.text,
        state=known.state,
        version=known.version,
        lead=known.lead,
        cooperating=known.cooperating,
        person=known.person,
        deliverable=known.deliverable,
        deadline=known.deadline,
        standing=known.standing,
        deadline_words=known.deadline_words,
        item=known.item,
        approved_by=known.approved_by,
        approved_at=known.approved_at,
    )


def task(meeting: Meeting, which: str) -> v.View | None:
    """With what was done last, and shortly."""
    if (shown := whole_task(meeting, which)) is None:
        return None
    recent = (replace(each, text=each.text[:BEGINNING]) for each in shown.history[-RECENT:])
    return replace(shown, history=tuple(recent))


def whole_task(meeting: Meeting, which: str) -> v.TaskView | None:
    known = meeting.conclusions.get(ConclusionId(which))
    if known is None or (followed := known.task) is None:
        return None
    return v.TaskView(
        id=known.id,
        number=known.number,
        text=known.text,
        lead=known.lead,
        state=followed.state,
        per_cent=followed.per_cent,
        history=followed.history,
        cooperating=known.cooperating,
        person=known.person,
        deliverable=known.deliverable,
        deadline=followed.deadline,
        first=known.deadline,
        standing=known.standing,
        asked=followed.asked,
        site=followed.site,
    )


def version(meeting: Meeting, which: str) -> v.View | None:
    if not 0 < int(which) <= len(meeting.versions):
        return None
    known = meeting.versions[int(which) - 1]
    return v.VersionView(
        number=known.number,
        drafted_at=known.drafted_at,
        outdated=publishing.outdated(meeting, known),
        drafted_by=known.drafted_by,
        replaces=known.replaces,
        reason=known.reason,
        approved_by=known.approved_by,
        approved_at=known.approved_at,
    )


def publication(meeting: Meeting, which: str) -> v.PublicationView | None:
    if (known := meeting.publications.get(PublicationNo(int(which)))) is None:
        return None
    return v.PublicationView(
        no=known.no,
        stage=known.stage,
        readers=known.readers,
        at=known.at,
        replaced_by=known.replaced_by,
        withdrawn_at=known.withdrawn_at,
        reason=known.reason,
        signed=known.signed,
        sites=known.sites,
        read_by=tuple(sorted(known.read_by)),
    )


def publication_to_me(meeting: Meeting, which: str) -> v.View | None:
    """Without who else may read it, or has."""
    shown = publication(meeting, which)
    return replace(shown, sites=(), read_by=()) if shown else None


def publication_to_all(meeting: Meeting, which: str) -> v.View | None:
    """For a screen in a hall: what is for named sites is not for whoever walks past it."""
    shown = publication(meeting, which)
    if shown is None or shown.readers is Readers.NAMED_SITES:
        return None
    return publication_to_me(meeting, which)


def _cut_from(text: str) -> int:
    """How long the whole is of which only the beginning is shown."""
    return len(text) if len(text) > BEGINNING else 0


def _shortly(answer: InvitationAnswer | None) -> InvitationAnswer | None:
    """On a tile; the table of the answers has the whole reason."""
    return answer and replace(answer, reason=answer.reason[:BEGINNING])


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
