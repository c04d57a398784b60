"""How often and how long a site spoke on an item: kept as it speaks, never counted again.

A card, a tile and a budget ask for it with every event; none of them may cost more the longer
the morning has been.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import NOTHING, Elapsed, Speech, Turns, altogether
from diemcau.domain.nouns.ids import ItemId, SiteCode, SpeechNo
from diemcau.domain.nouns.terms import LADDER
from diemcau.domain.rules.change import with_site, without


def on(meeting: Meeting, site: SiteCode, item: ItemId) -> Turns:
    return meeting.sites[site].turns.get(item, Turns())


def spoken(meeting: Meeting, site: SiteCode) -> Elapsed:
    """On all items, with the speech that has not ended yet."""
    ended = (each.spoken for each in meeting.sites[site].turns.values())
    return _with_unended(meeting, site, sum(ended, NOTHING), lambda _: True)


def spoken_on(meeting: Meeting, site: SiteCode, item: ItemId) -> Elapsed:
    ended = on(meeting, site, item).spoken
    return _with_unended(meeting, site, ended, lambda speech: speech.item == item)


def charged(meeting: Meeting, site: SiteCode, item: ItemId) -> Elapsed:
    """What the budget of the site on the item has to pay: ordinary speech, to this moment."""
    ended = on(meeting, site, item).charged
    return _with_unended(
        meeting, site, ended, lambda speech: speech.item == item and speech.kind not in LADDER
    )


def _with_unended(
    meeting: Meeting, site: SiteCode, ended: timedelta, counts: Callable[[Speech], bool]
) -> Elapsed:
    own = (speech for speech in _on_stage(meeting) if speech.site == site and counts(speech))
    return altogether([Elapsed(ended), *(speech.elapsed for speech in own)])


def _on_stage(meeting: Meeting) -> Iterator[Speech]:
    """Whoever has the floor, and those who were interrupted: none of them has ended."""
    if meeting.speech is not None:
        yield meeting.speech
    yield from (meeting.speeches[no] for no in meeting.interrupted)


def begun(meeting: Meeting, speech: Speech) -> Meeting:
    return _changed(meeting, speech, 1, NOTHING)


def ended(meeting: Meeting, speech: Speech) -> Meeting:
    return _changed(meeting, speech, 0, _length(speech))


def undone(meeting: Meeting, speech: Speech) -> Meeting:
    """It counts for nothing any more, and its time is given back."""
    return _changed(meeting, speech, -1, -_length(speech))


def granted(meeting: Meeting, site: SiteCode, item: ItemId, more: timedelta) -> Meeting:
    known = on(meeting, site, item)
    return _with_turns(meeting, site, item, replace(known, granted=known.granted + more))


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
    return _with_turns(meeting, speech.site, speech.item, changed)


def _with_turns(meeting: Meeting, site: SiteCode, item: ItemId, turns: Turns) -> Meeting:
    return with_site(meeting, site, turns=meeting.sites[site].turns.set(item, turns))


def _counted(known: Turns, speech: Speech, count: int) -> tuple[SpeechNo, ...]:
    if count > 0:
        return tuple(sorted((*known.speeches, speech.no)))
    return without(known.speeches, speech.no) if count < 0 else known.speeches


def _length(speech: Speech) -> timedelta:
    return speech.spoken(speech.ended_at) if speech.ended_at else NOTHING
