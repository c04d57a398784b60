"""Who in the hall looks at whose picture, beside the stage."""

import pytest

from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.media import MOST_TILES, venue_of
from diemcau.domain.nouns.rounds import CallInRound, StartRound
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.looking import looked_at, may_look
from diemcau.domain.rules.stage import CARD, DARK, LOBBY, called_next, stage
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.rounds import RoundView
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    HOAN_KIEM,
    Step,
    after,
    asked_to_speak,
    by,
    code,
    given_the_floor,
    with_settings,
)

BA, HOAN = code(BA_DINH), code(HOAN_KIEM)
ON: Step = (DISCUSSION, with_settings(video=True))
SPEAKS: Step = (ON, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))


@pytest.mark.parametrize("role", Role)
def test_whoever_conducts_or_looks_after_the_lines_looks_at_sites_and_nobody_else(
    role: Role,
) -> None:
    looks = role in {Role.CHAIR, Role.DEPUTY, Role.OPERATOR}
    assert may_look(role) is looks
    seen = (venue_of(BA), venue_of(HOAN)) if looks else ()
    assert looked_at(stage(after(SPEAKS)), role, (BA, HOAN)) == seen


def test_the_hall_sees_all_in_the_lobby_and_nobody_while_there_is_a_card() -> None:
    assert looked_at(LOBBY, Role.CHAIR, (BA,)) == (venue_of(BA),)
    at_rest = stage(after(ON, CallBreak(**by(CHAIR, 8))))
    for dark in (DARK, CARD, at_rest, stage(after(DISCUSSION))):
        assert looked_at(dark, Role.CHAIR, (BA,)) == ()


def test_a_site_asked_for_twice_is_seen_once_and_no_more_than_fit() -> None:
    many = tuple(SiteCode(f"s{n}") for n in range(MOST_TILES + 4))
    asked = (many[0], *many)
    assert looked_at(LOBBY, Role.CHAIR, asked) == tuple(map(venue_of, many[:MOST_TILES]))


@pytest.mark.parametrize("forged", ["hall", "desk/chu-tri", "../hall", "6861", ""])
def test_no_other_name_leads_to_a_picture(forged: str) -> None:
    """What is asked for is the camera of a site of that name, of which there is none."""
    assert looked_at(LOBBY, Role.CHAIR, (SiteCode(forged),)) == (f"site/{forged}",)


@pytest.mark.parametrize(
    "steps",
    [
        (ON, asked_to_speak(HOAN_KIEM), asked_to_speak(BA_DINH)),
        (SPEAKS, asked_to_speak(HOAN_KIEM)),
        (ON, StartRound(**by(CHAIR, 1))),
        (ON, StartRound(**by(CHAIR, 1)), CallInRound(**by(CHAIR, 2), believes=None)),
    ],
    ids=["somebody waits", "while another speaks", "a round begins", "and goes on"],
)
def test_who_is_called_next_is_the_first_that_the_view_of_the_console_names(steps: Step) -> None:
    """Of whom it shows the picture before the floor is given."""
    meeting = after(steps)
    view = render(meeting, Audience(Role.CHAIR))
    queue, round_ = view.get(f"queue/{DISCUSSION_ITEM}"), view.get("round")
    if isinstance(round_, RoundView):
        assert round_.next[0] == called_next(meeting)
    else:
        assert isinstance(queue, QueueView)
        assert meeting.requests[queue.next[0]].site == called_next(meeting)
