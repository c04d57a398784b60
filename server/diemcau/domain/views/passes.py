"""Passes as they are seen: when a site was given one."""

from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.passes import PassesIssued, PassEvent
from diemcau.domain.views.keys import tile


def touched(_before: Meeting, event: PassEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case PassesIssued():
            return frozenset(key for site in event.sites for key in tile(site))
        case _:
            assert_never(event)
