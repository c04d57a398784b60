"""The roll call and the list of sites by branch: those directly below the hub, or below one sub-hub
that is opened. They are drawn from the conference when they are asked for, and are in no view: of
thousands of sites a screen is sent those of the first level (levels §6).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.attendance import Delegate
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import Site
from diemcau.domain.rules import branches
from diemcau.domain.views import sites as sites_views
from diemcau.domain.views.sites import SiteView


class Branch(NamedTuple):
    """`line` leads to it, the sub-hub itself last; empty at the first level."""

    line: Sequence[Site]
    sites: Sequence[SiteView]
    rosters: Mapping[SiteCode, Sequence[Delegate]]


def branch_of(meeting: Meeting, asked: str) -> Branch:
    """Of a site that is none, the first level."""
    code = SiteCode(asked)
    if code not in meeting.sites:
        line, codes = [], branches.top(meeting)
    else:
        line = [code, *branches.line(meeting, code)][::-1]
        codes = tuple(branches.below(meeting, code))
    return Branch(
        line=[meeting.sites[each] for each in line],
        sites=[sites_views.site(meeting, each) for each in codes],
        rosters={each: meeting.sites[each].roster for each in codes},
    )
