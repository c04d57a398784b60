"""Whoever presents an item is called by one press: the agenda knows them (rules §5).

A person of the hall, who need not ask: the request is entered and the floor given in one act. If
they were entered before, that request is used. Once they have had the floor on the item they are
called no more, and to speak again they ask like anybody else.
"""

from collections.abc import Iterator, Sequence

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import RequestId
from diemcau.domain.nouns.presenters import (
    CallPresenter,
    NoPresenter,
    PresenterCommand,
    PresenterHeard,
)
from diemcau.domain.nouns.requests import AskedToSpeak, Person
from diemcau.domain.nouns.terms import Kind
from diemcau.domain.rules import find, floor, requests

SPEAKS_AS = (Kind.REPORT, Kind.STATEMENT)
"""As the first of these that the item offers; where it offers neither, still as a report."""


def call(meeting: Meeting, cmd: CallPresenter) -> Sequence[AnyEvent]:
    """Whoever speaks is done at the same instant, as when the floor is given."""
    floor.check_believed(meeting, cmd)
    item = find.current_item(meeting)
    presenter = _not_yet_heard(meeting, item)
    made_free = floor.vacate(meeting, cmd)
    for waiting in (meeting.requests[each] for each in item.queue.order):
        if presenter.is_same(waiting.person):
            return [*made_free, floor.floor_for(meeting, cmd, waiting, "", out_of_order=False)]
    asked = _asked(item, presenter, cmd)
    given = floor.floor_for(meeting, cmd, requests.made(asked), "", out_of_order=False)
    return [*made_free, asked, given]


def _asked(item: Item, presenter: Person, cmd: CallPresenter) -> AskedToSpeak:
    """At the head of the queue, for the instant until the floor is given."""
    return AskedToSpeak(
        at=cmd.at,
        by=cmd.actor,
        request=RequestId(cmd.id),
        item=item.id,
        kind=next((kind for kind in SPEAKS_AS if kind in item.kinds), Kind.REPORT),
        person=presenter,
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
    return call(meeting, command)
