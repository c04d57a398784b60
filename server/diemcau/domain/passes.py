"""Passes of sites are handed out in the open: whoever holds one acts as the site (rules §1).

The record says who handed out which, never what is on them. While a site has a ballot in an open
vote nobody gets a new key to its seat.
"""

from collections.abc import Sequence

from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain import find
from diemcau.domain.change import with_site
from diemcau.domain.errors import NoSiteChosen, PassWhileVoting
from diemcau.domain.state import Meeting, PassIssue


def issue(meeting: Meeting, cmd: c.IssuePasses) -> Sequence[e.AnyEvent]:
    sites = tuple(dict.fromkeys(cmd.sites))
    if not sites:
        raise NoSiteChosen
    for code in sites:
        find.site(meeting, code)
    if meeting.vote is not None and not meeting.vote.electorate.isdisjoint(sites):
        raise PassWhileVoting
    return [e.PassesIssued(at=cmd.at, by=cmd.actor, sites=sites)]


def issued(meeting: Meeting, event: e.PassesIssued) -> Meeting:
    known = PassIssue(event.at, event.by.role, event.by.name)
    for code in event.sites:
        meeting = with_site(meeting, code, pass_issue=known)
    return meeting
