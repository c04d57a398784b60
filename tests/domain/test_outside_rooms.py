"""Where the council's own videoconference system is met: of all sites, or of one."""

import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.sites import BadRoomLink, NoSuchSite, OutsideRoom, OutsideRoomSet
from diemcau.domain.nouns.sites import SetOutsideRoom as Room
from diemcau.domain.views.sites import Me, me
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DONG_ANH,
    MY_DUC,
    OPERATOR,
    SECRETARY,
    Step,
    after,
    at,
    by,
    code,
    given,
)

LINK = "https://hop.example.vn/12"
OF_ALL: Step = (ANNOUNCED, Room(**by(SECRETARY, -90), link=LINK))
OF_ONE: Step = (OF_ALL, Room(**by(OPERATOR, -80), site=code(BA_DINH), dial=" 8400# "))


def met_by(site: str, meeting: Meeting) -> OutsideRoom | None:
    seen = me(meeting, site)
    assert isinstance(seen, Me)
    return seen.outside


def test_a_site_is_shown_its_own_room_and_else_that_of_all() -> None:
    now = after(OF_ONE)
    assert met_by("001", now) == OutsideRoom(dial="8400#")
    assert met_by(code(DONG_ANH), now) == OutsideRoom(link=LINK)
    gone = after(OF_ONE, Room(**by(OPERATOR, -70), site=code(BA_DINH)))
    assert met_by("001", gone) == OutsideRoom(link=LINK)
    assert met_by("001", after(ANNOUNCED)) is None


def test_the_same_room_again_is_no_news() -> None:
    given(OF_ALL).when(Room(**by(SECRETARY, -80), link=f" {LINK} ")).then()
    given(OF_ALL).when(Room(**by(SECRETARY, -80))).then(OutsideRoomSet(at=at(-80), by=SECRETARY))


@pytest.mark.parametrize("link", ["sip:12@hop.vn", "SIPS:12@hop.vn", "tel:+8424", "h323:12", LINK])
def test_a_room_is_opened_by_the_web_or_dialled(link: str) -> None:
    given(ANNOUNCED).when(Room(**by(SECRETARY, -80), link=link)).leaves(
        lambda meeting: meeting.outside.link == link
    )


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "http://hop.vn", "//hop.vn", "hop.vn", "https://", "sip: 12"]
)
def test_nothing_that_would_run_or_be_read_on_the_way_is_a_room(link: str) -> None:
    given(ANNOUNCED).when(Room(**by(SECRETARY, -80), link=link)).refuses(BadRoomLink)


def test_a_room_is_of_a_site_that_is_invited() -> None:
    given(ANNOUNCED).when(Room(**by(SECRETARY, -80), site=code(MY_DUC))).refuses(NoSuchSite)
