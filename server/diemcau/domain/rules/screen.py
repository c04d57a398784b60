"""What the hall screen shows: what was chosen, unless a vote was opened since.

A vote comes up by itself, because the room is asked, and its result stays until something else is
chosen: whoever was writing when it closed must still be able to read it.
"""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.screen import (
    NothingToShow,
    ScreenChoice,
    ScreenChosen,
    ScreenCommand,
    ScreenEvent,
    ShowOnScreen,
)
from diemcau.domain.nouns.terms import OnScreen, VoteState
from diemcau.domain.nouns.votes import Vote
from diemcau.domain.rules import check, outline, returns


def choose(meeting: Meeting, cmd: ShowOnScreen) -> Sequence[AnyEvent]:
    if not _is_there(meeting, cmd.shown):
        raise NothingToShow
    text = check.text(cmd.text) if cmd.shown is OnScreen.MESSAGE else ""
    chosen = ScreenChoice(cmd.shown, text, len(meeting.votes))
    if chosen == meeting.screen:
        raise AlreadyDone
    return [ScreenChosen(at=cmd.at, by=cmd.actor, shown=cmd.shown, text=text, votes=chosen.votes)]


def chosen(meeting: Meeting, event: ScreenChosen) -> Meeting:
    return replace(meeting, screen=ScreenChoice(event.shown, event.text, event.votes))


# -- reading ---------------------------------------------------------------------------------------


def showing(meeting: Meeting) -> OnScreen:
    """What was chosen may be gone by now, as a vote that was annulled; then it is the floor."""
    vote = last_vote(meeting)
    if vote is not None and vote.no > meeting.screen.votes:
        return OnScreen.VOTE
    shown = meeting.screen.shown
    return shown if _is_there(meeting, shown) else OnScreen.FLOOR


def possible(meeting: Meeting) -> tuple[OnScreen, ...]:
    return tuple(shown for shown in OnScreen if _is_there(meeting, shown))


def _is_there(meeting: Meeting, shown: OnScreen) -> bool:
    match shown:
        case OnScreen.VOTE:
            return last_vote(meeting) is not None
        case OnScreen.FIGURES:
            return meeting.figures_asked is not None and bool(returns.sums(meeting))
        case _:
            return True


def last_vote(meeting: Meeting) -> Vote | None:
    """Open or closed; one that was annulled is nothing to look at, nor is one on an item that has
    become internal.
    """
    last = meeting.votes.get(VoteNo(len(meeting.votes)))
    if last is None or last.state is VoteState.ANNULLED:
        return None
    hidden = last.item in meeting.items and outline.is_internal(meeting, last.item)
    return None if hidden else last


def decide(meeting: Meeting, command: ScreenCommand) -> Sequence[AnyEvent]:
    match command:
        case ShowOnScreen():
            return choose(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: ScreenEvent) -> Meeting:
    match event:
        case ScreenChosen():
            return chosen(meeting, event)
        case _:
            assert_never(event)
