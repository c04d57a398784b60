"""The last act of the console as it is seen: what an undo would take back, or a redo do again."""

from datetime import datetime

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.undo import (
    REDONE_WITHIN,
    About,
    LastAct,
    MeetingPart,
    NothingToRedo,
    NothingToUndo,
    Redo,
    Undo,
    UndoEvent,
)
from diemcau.domain.rules import drafting
from diemcau.domain.views.agenda import current_changed
from diemcau.domain.views.floor import speech_changed
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers
from diemcau.domain.views.requests import request_changed


class UndoView(View, frozen=True, kw_only=True):
    """`undo`: the last act of the console. `what` is the name under which its event is stored;
    `who` the speaker or the site, `item` the point of the agenda it was about. Once it is undone,
    it can be done again before `redone_until`.
    """

    act: int
    what: str
    at: datetime
    by: str = ""
    who: str = ""
    item: ItemId | None = None
    seconds: int = 0
    redone_until: datetime | None = None


def last_act(meeting: Meeting, _: str) -> View | None:
    if (act := meeting.last_act) is None:
        return None
    return UndoView(
        act=act.no,
        what=act.what,
        at=act.at,
        by=act.by.name,
        who=_who(meeting, act, act.about),
        item=act.about.item,
        seconds=act.about.seconds,
        redone_until=act.undone_at and act.undone_at + REDONE_WITHIN,
    )


def _who(meeting: Meeting, act: LastAct, about: About) -> str:
    """As it was named when it was done."""
    if about.speech is not None:
        return drafting.speaker(meeting, act.after.speeches[about.speech])
    if about.request is not None:
        return drafting.speaker(meeting, act.after.requests[about.request])
    return "" if about.site is None else drafting.site_name(meeting, about.site)


def offers(ask: Asker) -> Offers:
    act = ask.meeting.last_act
    done = () if act is None or act.undone_at is not None else (act.no,)
    undone = () if act is None or act.undone_at is None else (act.no,)
    yield from ask.each(Undo, "act", done, NothingToUndo)
    yield from ask.each(Redo, "act", undone, NothingToRedo)


def touched(before: Meeting, _: UndoEvent, after: Meeting) -> frozenset[str]:
    """Whatever the act changed changes back."""
    act = after.last_act
    assert act is not None, "an act that is undone stays the last one"
    keys = frozenset({"floor", "round"})
    for part in (act.before, act.after):
        for meeting in (before, after):
            keys |= _of_part(meeting, part)
    return keys


def _of_part(meeting: Meeting, part: MeetingPart) -> frozenset[str]:
    keys = (
        *(current_changed(item, meeting) for item in part.items),
        *(request_changed(meeting, each) for each in part.requests if each in meeting.requests),
        *(_cards(meeting, item) for item in part.items),
        *(speech_changed(meeting, no) for no in part.speeches if no in meeting.speeches),
    )
    return frozenset().union(*keys)


def _cards(meeting: Meeting, item: ItemId) -> frozenset[str]:
    """What is left to those who wait on it may have changed back."""
    return frozenset(f"request/{each}" for each in meeting.items[item].queue.order)
