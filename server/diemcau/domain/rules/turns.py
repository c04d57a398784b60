"""How often and how long a site spoke on an item: kept as it speaks, never counted again.

A card, a tile and a budget ask for it with every event; none of them may cost more the longer
the morning has been.
"""

from datetime import timedelta

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import NOTHING, Speech, Turns
from diemcau.domain.nouns.ids import ItemId, SiteCode, SpeechNo
from diemcau.domain.nouns.terms import LADDER
from diemcau.domain.rules.change import with_site, without


def on(meeting: Meeting, site: SiteCode, item: ItemId) -> Turns:
    return meeting.sites[site].turns.get(item, Turns())


def begun(meeting: Meeting, speech: Speech) -> Meeting:
    return _changed(meeting, speech, 1, NOTHING)


def ended(meeting: Meeting, speech: Speech) -> Meeting:
    return _changed(meeting, speech, 0, _length(speech))


def undone(meeting: Meeting, speech: Speech) -> Meeting:
    """It counts for nothing any more, and its time is given back."""
    return _changed(meeting, speech, -1, -_length(speech))


def _changed(meeting: Meeting, speech: Speech, count: int, length: timedelta) -> Meeting:
    if speech.site is None:
        return meeting
    known = on(meeting, speech.site, speech.item)
    ordinary = speech.kind not in LADDER
    changed = replace(
        known,
        speeches=_counted(known, speech, count),
        ordinary=known.ordinary + count * ordinary,
        spoken=known.spoken + length,
        charged=known.charged + length * ordinary,
    )
    turns = meeting.sites[speech.site].turns.set(speech.item, changed)
    return with_site(meeting, speech.site, turns=turns)


def _counted(known: Turns, speech: Speech, count: int) -> tuple[SpeechNo, ...]:
    if count > 0:
        return (*known.speeches, speech.no)
    return without(known.speeches, speech.no) if count < 0 else known.speeches


def _length(speech: Speech) -> timedelta:
    return speech.spoken(speech.ended_at) if speech.ended_at else NOTHING
