"""Who has a seat in a conference, and as whom they act there."""

import pytest
from msgspec.structs import replace

from diemcau.app.live.seats import ROLES, actor_in, check_seated, enters, knows
from diemcau.app.ports.people import Session
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import Phase, Role
from tests.support.hall import POSTS, signed_in
from tests.support.meeting import ANNOUNCED, BA_DINH, PLANNED, START, after
from tests.support.room import MEETING

HALL = {"chair", "deputy", "secretary", "operator"}
ANOTHER = MeetingId("another")


def of(who: str) -> Session:
    return signed_in(who, START)


def seated(meeting: Meeting) -> dict[str, type[Rejected] | None]:
    """Everybody, and as what they are kept out."""
    found: dict[str, type[Rejected] | None] = {}
    for who in POSTS:
        try:
            check_seated(meeting, actor_in(meeting.id, of(who)))
        except Rejected as refusal:
            found[who] = type(refusal)
        else:
            found[who] = None
    return found


def test_a_site_acts_under_its_code_and_an_account_under_its_login() -> None:
    assert actor_in(MEETING, of("ba-dinh")) == Actor(Role.SITE, "ba-dinh", BA_DINH.site)
    named = replace(of("deputy"), login="pho")
    assert actor_in(MEETING, named) == Actor(Role.DEPUTY, "deputy", login="pho")


def test_an_admin_acts_nowhere_and_a_site_only_where_its_pass_let_it_in() -> None:
    for who, meeting in (("admin", MEETING), ("ba-dinh", ANOTHER)):
        with pytest.raises(NotAllowed):
            actor_in(meeting, of(who))
    assert not enters(of("ba-dinh"), ANOTHER)
    assert enters(of("chair"), ANOTHER)


def test_a_draft_is_known_to_the_hall_alone() -> None:
    kept_out = {who for who, refusal in seated(after(PLANNED)).items() if refusal}
    assert kept_out == POSTS.keys() - HALL
    assert seated(after(PLANNED))["screen"] is NoSuchConference
    assert {who for who, (post, _) in POSTS.items() if knows(ROLES[post], Phase.DRAFT)} == HALL


def test_once_it_is_announced_every_site_of_it_is_let_in() -> None:
    found = seated(after(ANNOUNCED))
    assert {who for who, refusal in found.items() if refusal} == {"admin", "stranger"}
    assert found["stranger"] is NoSuchSite
    assert found["admin"] is NotAllowed


def test_the_public_has_no_seat() -> None:
    with pytest.raises(NotAllowed):
        check_seated(after(ANNOUNCED), Actor(Role.PUBLIC, ""))
