"""Whoever presents an item is called by one press: the agenda knows them (rules §5).

A person of the hall, who need not ask: the request is entered and the floor given in one act. If
they were entered before, that request is used. Once they have had the floor on the item they are
called no more, and to speak again they ask like anybody else. Likewise the sites that are
concerned by the petition before the room, as often as the chair wants to hear them.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import RequestId, SiteCode
from diemcau.domain.nouns.presenters import (
    CallOnPetition,
    CallPresenter,
    NoPetitionFocused,
    NoPresenter,
    PresenterCommand,
    PresenterHeard,
    SiteNotConcerned,
)
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import AskedToSpeak, Person, Request
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import find, floor, petitions, requests

SPEAKS_AS = (Kind.REPORT, Kind.STATEMENT)
"""As the first of these that the item offers; where it offers none, still as the first."""
LEAD_SPEAKS_AS = (Kind.ANSWER, Kind.REPORT, Kind.COMMENT)
UNIT_SPEAKS_AS = (Kind.COMMENT, Kind.STATEMENT)


def call(meeting: Meeting, cmd: CallPresenter) -> Sequence[AnyEvent]:
    """Whoever speaks is done at the same instant, as when the floor is given."""
    floor.check_believed(meeting, cmd)
    item = find.current_item(meeting)
    presenter = _not_yet_heard(meeting, item)
    waiting = (meeting.requests[each] for each in item.queue.order)
    known = next((each for each in waiting if presenter.is_same(each.person)), None)
    return _called(meeting, cmd, known, replace(_asked(item, cmd, SPEAKS_AS), person=presenter))


def call_on(meeting: Meeting, cmd: CallOnPetition) -> Sequence[AnyEvent]:
    """One that waits already is called by what it asked for."""
    floor.check_believed(meeting, cmd)
    item = find.current_item(meeting)
    petitions.on(meeting, item.id)
    if (petition := petitions.before_the_room(meeting)) is None:
        raise NoPetitionFocused
    if cmd.site not in petitions.to_be_heard(meeting, petition):
        raise SiteNotConcerned
    if cmd.site in on_stage(meeting):
        raise AlreadyDone
    waiting = (meeting.requests[each] for each in item.queue.order)
    known = next((each for each in waiting if each.site == cmd.site), None)
    kinds = LEAD_SPEAKS_AS if cmd.site == petition.lead_site else UNIT_SPEAKS_AS
    return _called(meeting, cmd, known, replace(_asked(item, cmd, kinds), site=cmd.site))


def on_stage(meeting: Meeting) -> frozenset[SiteCode | None]:
    """Who speaks, and who gave way and goes on."""
    speeches = (*([meeting.floor] if meeting.floor else []), *meeting.interrupted)
    return frozenset(meeting.speeches[no].site for no in speeches)


def _called(
    meeting: Meeting, cmd: PresenterCommand, known: Request | None, asked: AskedToSpeak
) -> Sequence[AnyEvent]:
    made_free = floor.vacate(meeting, cmd)
    entered = () if known else (asked,)
    request = known or requests.made(asked)
    given = floor.floor_for(meeting, cmd, request, "", out_of_order=False)
    return [*made_free, *entered, given]


def _asked(item: Item, cmd: PresenterCommand, kinds: Sequence[Kind]) -> AskedToSpeak:
    """At the head of the queue, for the instant until the floor is given."""
    return AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=next((kind for kind in kinds if kind in item.kinds), kinds[0]),
        before=next(iter(item.queue.order), None),
    )


def _not_yet_heard(meeting: Meeting, item: Item) -> Person:
    if not (name := item.presenter.strip()):
        raise NoPresenter
    presenter = Person(name=name)
    if any(presenter.is_same(speech.person) for speech in _on(meeting, item)):
        raise PresenterHeard
    return presenter


def _on(meeting: Meeting, item: Item) -> Iterator[Speech]:
    """The speeches on the item while it is current, whoever has the floor first, then back."""
    under_way = () if meeting.floor is None else (meeting.floor,)
    yield from (meeting.speeches[no] for no in (*under_way, *meeting.interrupted))
    no = meeting.last
    while no is not None and (speech := meeting.speeches[no]).item == item.id:
        yield speech
        no = speech.follows


def decide(meeting: Meeting, command: PresenterCommand) -> Sequence[AnyEvent]:
    match command:
        case CallPresenter():
            return call(meeting, command)
        case CallOnPetition():
            return call_on(meeting, command)
        case _:
            assert_never(command)
