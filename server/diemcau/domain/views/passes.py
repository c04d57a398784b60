"""Passes as they are seen: when a site was given one."""

from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.passes import IssuePasses, PassesIssued, PassEvent, PassWhileVoting
from diemcau.domain.views.keys import tile
from diemcau.domain.views.offers import Asker, Offers


def offers(ask: Asker) -> Offers:
    """Nobody who has a ballot gets a new key to its seat while the vote is open."""
    if (vote := ask.meeting.vote) is None:
        yield from ask.free(IssuePasses)
        return
    others = (code for code in ask.meeting.site_order if code not in vote.electorate)
    yield from ask.among(IssuePasses, "sites", others, PassWhileVoting)


def touched(_before: Meeting, event: PassEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case PassesIssued():
            return frozenset(key for site in event.sites for key in tile(site))
        case _:
            assert_never(event)
