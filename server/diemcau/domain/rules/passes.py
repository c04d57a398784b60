"""Passes of sites are handed out in the open: whoever holds one acts as the site (rules §1).

The record says who handed out which, never what is on them. While a site has a ballot in an open
vote nobody gets a new key to its seat.
"""

from collections.abc import Sequence
from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.passes import (
    IssuePasses,
    NoSiteChosen,
    PassCommand,
    PassesIssued,
    PassEvent,
    PassIssue,
    PassWhileVoting,
)
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules import find
from diemcau.domain.rules.change import with_site


def issue(meeting: Meeting, cmd: IssuePasses) -> Sequence[AnyEvent]:
    sites = tuple(dict.fromkeys(cmd.sites))
    if not sites:
        raise NoSiteChosen
    for code in sites:
        find.site(meeting, code)
    if meeting.vote is not None and not meeting.vote.electorate.isdisjoint(sites):
        raise PassWhileVoting
    return [PassesIssued(at=cmd.at, by=cmd.actor, sites=sites)]


def issued(meeting: Meeting, event: PassesIssued) -> Meeting:
    """What a letter brought was handed out by nobody by name."""
    name = "" if event.by.role is Role.SYSTEM else event.by.name
    known = PassIssue(event.at, event.by.role, name)
    for code in event.sites:
        meeting = with_site(meeting, code, pass_issue=known)
    return meeting


def decide(meeting: Meeting, command: PassCommand) -> Sequence[AnyEvent]:
    match command:
        case IssuePasses():
            return issue(meeting, command)
        case _:
            assert_never(command)


def evolve(meeting: Meeting, event: PassEvent) -> Meeting:
    match event:
        case PassesIssued():
            return issued(meeting, event)
        case _:
            assert_never(event)
