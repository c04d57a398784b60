"""Who may see what, written down a second time and from the rules (§1, §5, §7) alone.

`keys_for` is the whole set of keys an audience must be sent, `secrets` every text that only
some may read, with who they are. Nothing here uses the code that it judges.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.papers import Conclusions
from diemcau.domain.nouns.publishing import Publication
from diemcau.domain.nouns.tasks import Task
from diemcau.domain.nouns.terms import ConclusionState, Readers, RequestState, Role, TaskStep
from diemcau.domain.rules.permissions import MAY
from diemcau.domain.views.families import Audience

TABLE = (Audience(Role.CHAIR), Audience(Role.SECRETARY))
OPERATOR, SCREEN = Audience(Role.OPERATOR), Audience(Role.SCREEN)
HALL = (*TABLE, OPERATOR)


class Secret(NamedTuple):
    text: str
    readers: frozenset[Audience]


def audiences(sites: Iterable[SiteCode]) -> tuple[Audience, ...]:
    return (*HALL, SCREEN, *map(at_site, sites))


def at_site(code: SiteCode) -> Audience:
    return Audience(Role.SITE, code)


def internal(meeting: Meeting, item_id: ItemId | None) -> bool:
    """An item is, or the item it belongs to."""
    if item_id is None:
        return False
    item = meeting.items[item_id]
    return item.internal or internal(meeting, item.parent)


# -- keys ------------------------------------------------------------------------------------------


OFFERED_WITH: Final = {"passing_on": "requests"}


def keys_for(meeting: Meeting, audience: Audience) -> set[str]:
    return set(_keys_for(meeting, audience))


def _keys_for(meeting: Meeting, audience: Audience) -> Iterator[str]:
    yield from ("conference", "counts", "agenda", "floor")
    yield from _of_items(meeting, all_of_them=audience in TABLE)
    yield from (f"may/{noun}" for noun in {noun_of(a) for a in MAY if audience.role in MAY[a]})
    match audience.role:
        case Role.CHAIR:
            yield from ("console", "screen")
            if meeting.last_act is not None:
                yield "undo"
            yield from _at_the_table(meeting)
        case Role.SECRETARY:
            yield from _at_the_table(meeting)
        case Role.OPERATOR:
            yield "screen"
            yield from _in_the_hall(meeting)
        case Role.SITE if audience.site is not None:
            yield from _at_a_site(meeting, audience.site)
        case _:
            yield from _on_the_screen(meeting)
    if audience in HALL:
        for speech in meeting.speeches.values():
            public = not internal(meeting, speech.item)
            if speech.ended_at is not None and (public or audience in TABLE):
                yield f"speech/{speech.no}"


def noun_of(act: type[AnyCommand]) -> str:
    """Acts stand in the file of their noun, and are offered with it; what a sub-hub does with a
    request, with the requests.
    """
    noun = act.__module__.rpartition(".")[2]
    return OFFERED_WITH.get(noun, noun)


def _on_the_screen(meeting: Meeting) -> Iterator[str]:
    yield "screen"
    figures = (meeting.own_figures, *(site.figures for site in meeting.sites.values()))
    if any(each and not each.problem for each in figures):
        yield "figures"
    for known in _out(meeting):
        if known.readers is not Readers.NAMED_SITES:
            yield f"publication/{known.no}"


def _of_items(meeting: Meeting, *, all_of_them: bool) -> Iterator[str]:
    for item in meeting.item_order:
        if all_of_them or not internal(meeting, item):
            yield f"item/{item}"
            yield f"queue/{item}"
    for request in meeting.requests.values():
        waits = request.state is RequestState.WAITING
        if waits and (all_of_them or not internal(meeting, request.item)):
            yield f"request/{request.id}"
    for vote in meeting.votes.values():
        if all_of_them or not internal(meeting, vote.item):
            yield f"vote/{vote.no}"
    if meeting.current in meeting.drafts and (
        all_of_them or not internal(meeting, meeting.current)
    ):
        yield from ("draft", "clauses")
    if meeting.current in meeting.boards and (
        all_of_them or not internal(meeting, meeting.current)
    ):
        yield "board"
    if meeting.round is not None and (all_of_them or not internal(meeting, meeting.round.item)):
        yield "round"


def _in_the_hall(meeting: Meeting) -> Iterator[str]:
    for code in meeting.site_order:
        yield from (f"site/{code}", f"roster/{code}")
    yield from (f"incident/{incident}" for incident in meeting.incidents)
    yield from (f"message/{message}" for message in meeting.messages)
    yield from (f"publication/{no}" for no in meeting.publications)


def _at_the_table(meeting: Meeting) -> Iterator[str]:
    yield from _in_the_hall(meeting)
    yield "settings"
    yield from (f"opinion/{opinion}" for opinion in meeting.opinions)
    yield from (f"note/{about}" for about in meeting.notes)
    yield from (f"recording/{file}" for file in meeting.recordings)
    for conclusion in meeting.conclusions.values():
        yield f"conclusion/{conclusion.id}"
        if conclusion.state is ConclusionState.PUBLISHED:
            yield f"task/{conclusion.id}"
    yield from (f"minutes/{version.number}" for version in meeting.versions)


def _at_a_site(meeting: Meeting, code: SiteCode) -> Iterator[str]:
    if code in meeting.sites:
        yield from (f"me/{code}", f"roster/{code}")
    for incident in meeting.incidents.values():
        if incident.site == code:
            yield f"incident/{incident.id}"
    for opinion in meeting.opinions.values():
        if opinion.site == code and not internal(meeting, opinion.item):
            yield f"opinion/{opinion.id}"
    for message in meeting.messages.values():
        if not message.to or code in message.to:
            yield f"message/{message.id}"
    yield from _published_to(meeting, code)


def _published_to(meeting: Meeting, code: SiteCode) -> Iterator[str]:
    for known in _out(meeting):
        if known.readers is not Readers.NAMED_SITES or code in known.sites:
            yield f"publication/{known.no}"
    for conclusion in meeting.conclusions.values():
        if leads(meeting, conclusion, code) or offered(conclusion, code):
            yield f"task/{conclusion.id}"


def offered(conclusion: Conclusion, code: SiteCode) -> bool:
    """Whether a task is offered to it for taking over, and also while it said no."""
    offer = conclusion.task.handover if conclusion.task else None
    return offer is not None and offer.to == code


def _out(meeting: Meeting) -> Iterator[Publication]:
    """What waits for its signature is known in the hall alone."""
    return (known for known in meeting.publications.values() if not known.held)


def leads(meeting: Meeting, conclusion: Conclusion, code: SiteCode) -> bool:
    """A site follows up what names it as lead, once that was published for it to read; what the
    secretariat has handed it; and what it took over from its lead.
    """
    told = (
        line.number == conclusion.number and line.text == conclusion.text
        for known in _out(meeting)
        if isinstance(known.paper, Conclusions)
        if known.readers is not Readers.NAMED_SITES or code in known.sites
        for line in known.paper.conclusions
    )
    task = conclusion.task
    if task is not None and (task.lead or _was_handed(task)):
        return task.site == code
    named = [site.code for site in meeting.sites.values() if site.name == conclusion.lead]
    return named == [code] and any(told)


def _was_handed(task: Task) -> bool:
    return any(entry.step is TaskStep.HANDED for entry in task.history)


# -- words -----------------------------------------------------------------------------------------


def secrets(meeting: Meeting, sites: Iterable[SiteCode]) -> Iterator[Secret]:
    """Words that are on somebody's screen, and on whose; blank ones are nobody's."""
    return (secret for secret in _secrets(meeting, tuple(sites)) if secret.text.strip())


def _secrets(meeting: Meeting, sites: tuple[SiteCode, ...]) -> Iterator[Secret]:
    table, hall = frozenset(TABLE), frozenset(HALL)
    for code, site in meeting.sites.items():
        own = hall | {at_site(code)}
        yield from (Secret(text, own) for text in (site.contact.head, site.contact.phone))
        for delegate in site.roster:
            words = (delegate.title, delegate.reason, delegate.substitute)
            yield from (Secret(text, own) for text in words)
    for incident in meeting.incidents.values():
        yield Secret(incident.text, hall | {at_site(incident.site)})
    for opinion in meeting.opinions.values():
        author = () if internal(meeting, opinion.item) else (at_site(opinion.site),)
        yield Secret(opinion.text, table | {*author})
    for message in meeting.messages.values():
        yield Secret(message.text, hall | {at_site(c) for c in message.to or sites})
    for note in meeting.notes.values():
        yield Secret(note.text, table)
        yield Secret(b64encode(note.document).decode(), frozenset({Audience(Role.SECRETARY)}))
    for conclusion in meeting.conclusions.values():
        lead = (c for c in sites if leads(meeting, conclusion, c) or offered(conclusion, c))
        yield Secret(conclusion.text, table | {*map(at_site, lead)})
    for version in meeting.versions:
        yield Secret(version.reason, table)
    for publication in meeting.publications.values():
        named = publication.sites or sites
        everybody = publication.readers is not Readers.NAMED_SITES
        told = {*((SCREEN,) if everybody else ()), *map(at_site, named)}
        yield Secret(publication.reason, hall | (frozenset() if publication.held else told))
    yield from _on_internal_items(meeting, table)


def _on_a_board(meeting: Meeting, table: frozenset[Audience]) -> Iterator[Secret]:
    board = meeting.boards.get(meeting.current) if meeting.current else None
    if board is None or meeting.current is None:
        return
    hidden = internal(meeting, meeting.current)
    for mark in filter(None, map(board.mark, board.chosen)):
        if hidden or mark.internal:
            yield Secret(mark.title, table)


def _on_internal_items(meeting: Meeting, table: frozenset[Audience]) -> Iterator[Secret]:
    for item in meeting.items.values():
        if internal(meeting, item.id):
            papers = (paper.title for paper in (*item.documents, *item.replaced))
            words = (f'"{item.id}"', item.title, item.presenter, *papers)
            yield from (Secret(text, table) for text in words)
    for vote in meeting.votes.values():
        if internal(meeting, vote.item):
            yield Secret(vote.text, table)
    for item_id, draft in meeting.drafts.items():
        if item_id == meeting.current and internal(meeting, item_id):
            yield Secret(draft.outline.title, table)
            yield from (Secret(mark.label, table) for mark in draft.clauses)
    yield from _on_a_board(meeting, table)
    for request in meeting.requests.values():
        if request.state is RequestState.WAITING and internal(meeting, request.item):
            yield from (Secret(text, table) for text in (f'"{request.id}"', request.topic))
