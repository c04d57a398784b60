"""The board of a round: who is to come, speaks, is done, passed, skipped (rules §4.13).

Any speech of a site on the item counts, whether the round called it or the queue did. How a
site is called is in `rounds`.
"""

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.rounds import NoRound, Round
from diemcau.domain.nouns.terms import LADDER, RoundState
from diemcau.domain.rules.change import with_item, without


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
