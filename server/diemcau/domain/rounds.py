"""The board of a round, "mời lần lượt": who is to come, speaks, is done, passed, skipped (§4.13).

Any speech of a site on the item counts, whether the round called it or the queue did. How a
site is called is in `calling`.
"""

from collections.abc import Sequence

from immutables import Map
from msgspec.structs import replace

from diemcau.domain import agenda, find, turns
from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain.change import with_item, without
from diemcau.domain.errors import NobodyToCall, NoRound, NotInRound, RoundRunning
from diemcau.domain.ids import ItemId, SiteCode
from diemcau.domain.state import Meeting, Round, Speech
from diemcau.domain.terms import LADDER, Phase, RoundScope, RoundState


def start(meeting: Meeting, cmd: c.StartRound) -> Sequence[e.AnyEvent]:
    """All sites in the order of the list, or those that have not spoken on the item.

    To an internal item no site is called: none would see that it is.
    """
    find.phase(meeting, Phase.RUNNING)
    item = find.current_item(meeting)
    if meeting.round is not None and _goes_on(meeting.round):
        raise RoundRunning
    order = () if agenda.is_internal(meeting, item.id) else meeting.site_order
    if cmd.scope is RoundScope.UNSPOKEN:
        order = tuple(code for code in order if not _spoke(meeting, code, item.id))
    if not order:
        raise NobodyToCall
    return [e.RoundStarted(at=cmd.at, by=cmd.actor, item=item.id, order=order)]


def started(meeting: Meeting, event: e.RoundStarted) -> Meeting:
    board = Map(dict.fromkeys(event.order, RoundState.TO_COME))
    return replace(meeting, round=Round(event.item, event.order, board))


def skip(meeting: Meeting, cmd: c.SkipInRound) -> Sequence[e.AnyEvent]:
    if running(meeting).board.get(cmd.site) is not RoundState.TO_COME:
        raise NotInRound
    return [e.SkippedInRound(at=cmd.at, by=cmd.actor, site=cmd.site)]


def skipped(meeting: Meeting, event: e.SkippedInRound) -> Meeting:
    return marked(meeting, event.site, RoundState.SKIPPED)


def passed(meeting: Meeting, event: e.PassedInRound) -> Meeting:
    """Said without a word, and yet in the minutes."""
    if meeting.round is not None:
        item = meeting.items[meeting.round.item]
        meeting = with_item(
            meeting, item.id, passed=(*without(item.passed, event.site), event.site)
        )
    return marked(meeting, event.site, RoundState.PASSED)


def end(meeting: Meeting, cmd: c.EndRound) -> Sequence[e.AnyEvent]:
    running(meeting)
    return [e.RoundEnded(at=cmd.at, by=cmd.actor)]


def ended(meeting: Meeting, _: e.RoundEnded) -> Meeting:
    return replace(meeting, round=None)


def running(meeting: Meeting) -> Round:
    if meeting.round is None:
        raise NoRound
    return meeting.round


def speaking(meeting: Meeting, speech: Speech) -> Meeting:
    """Whoever passed before and speaks now has an opinion after all."""
    passed = meeting.items[speech.item].passed
    if speech.site in passed and speech.kind not in LADDER:
        meeting = with_item(meeting, speech.item, passed=without(passed, speech.site))
    return _marked_by_speech(meeting, speech, RoundState.SPEAKING)


def spoken(meeting: Meeting, speech: Speech) -> Meeting:
    return _marked_by_speech(meeting, speech, RoundState.DONE)


def unspoken(meeting: Meeting, speech: Speech) -> Meeting:
    return _marked_by_speech(meeting, speech, RoundState.TO_COME)


def marked(meeting: Meeting, site: SiteCode, state: RoundState) -> Meeting:
    current = meeting.round
    if current is None or site not in current.board:
        return meeting
    board = current.board.set(site, state)
    return replace(meeting, round=replace(current, board=board, ready=current.ready - {site}))


def _marked_by_speech(meeting: Meeting, speech: Speech, state: RoundState) -> Meeting:
    """Priority speeches come between and leave the board alone."""
    current = meeting.round
    if current is None or current.item != speech.item or speech.site is None:
        return meeting
    return meeting if speech.kind in LADDER else marked(meeting, speech.site, state)


def _goes_on(running: Round) -> bool:
    return not {RoundState.TO_COME, RoundState.SPEAKING}.isdisjoint(running.board.values())


def _spoke(meeting: Meeting, site: SiteCode, item: ItemId) -> bool:
    return bool(turns.on(meeting, site, item).speeches)
