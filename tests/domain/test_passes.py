"""Passes are handed out in the open, and not while their site votes (rules §1)."""

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.passes import IssuePasses, NoSiteChosen, PassesIssued, PassWhileVoting
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.votes import OpenVote
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    HOAN_KIEM,
    LOBBY,
    OPERATOR,
    SECRETARY,
    Step,
    at,
    by,
    checked_in,
    code,
    given,
)

VOTING: Step = (
    DISCUSSION,
    checked_in(BA_DINH, 1),
    OpenVote(**by(CHAIR, 30), text="Nhân sự", secret=True),
)


def issued(*sites: SiteCode) -> IssuePasses:
    return IssuePasses(**by(SECRETARY, 31), sites=sites)


def test_who_handed_out_passes_and_to_whom_is_on_record() -> None:
    twice = issued(code(BA_DINH), code(HOAN_KIEM), code(BA_DINH))
    given(LOBBY).when(twice).then(
        PassesIssued(at=at(31), by=SECRETARY, sites=(code(BA_DINH), code(HOAN_KIEM)))
    ).leaves(lambda m: m.sites[code(BA_DINH)].pass_issue is not None)


def test_passes_are_for_sites_of_the_conference() -> None:
    given(LOBBY).when(issued()).refuses(NoSiteChosen)
    given(LOBBY).when(issued(SiteCode("999"))).refuses(NoSuchSite)


def test_while_a_vote_is_open_its_electors_get_no_new_pass_and_others_do() -> None:
    given(VOTING).when(issued(code(HOAN_KIEM), code(BA_DINH))).refuses(PassWhileVoting)
    others = IssuePasses(**by(OPERATOR, 31), sites=(code(HOAN_KIEM),))
    given(VOTING).when(others).then(PassesIssued(at=at(31), by=OPERATOR, sites=(code(HOAN_KIEM),)))
