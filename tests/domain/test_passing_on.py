"""Levels §6.4: what a site below a sub-hub asks for goes through its hands, or comes up late."""

import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import FinishItem, StartItem
from diemcau.domain.nouns.ids import RequestId
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    NotASubHub,
    PassOnRequest,
    RequestBroughtUp,
    RequestPassedOn,
    RequestSettled,
    SettleRequest,
)
from diemcau.domain.nouns.queue import AskDirectly, MoveRequest
from diemcau.domain.nouns.refusals import AlreadyDone, EnoughOfThese, NotDue, ReasonMissing
from diemcau.domain.nouns.requests import (
    ChangeRequest,
    NotWaiting,
    RegisterSpeech,
    Withdraw,
)
from diemcau.domain.nouns.sites import PlaceSite
from diemcau.domain.nouns.terms import Kind, RequestState, Role
from diemcau.domain.rules.deadlines import CLOCK, next_due
from diemcau.domain.rules.passing_on import PATIENCE
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.sites import Me
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    HOAN_KIEM,
    LOBBY,
    PLANNED,
    RUNNING,
    SECRETARY,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    by,
    card,
    code,
    given,
    was,
)


def below(site: Actor, above: Actor) -> PlaceSite:
    return PlaceSite(**by(SECRETARY, -100, named=site.name), site=code(site), above=code(above))


PREPARED: Step = (PLANNED, below(HOAN_KIEM, BA_DINH), below(SON_TAY, HOAN_KIEM))
TALK: Step = (
    PREPARED,
    *(scene[-1] for scene in (ANNOUNCED, LOBBY, RUNNING, DISCUSSION) if isinstance(scene, tuple)),
)
"""Ba Đình is a sub-hub, Hoàn Kiếm one below it, Sơn Tây at the bottom."""
ASKED: Step = (TALK, asked_to_speak(HOAN_KIEM))
WISH, DEEP = card(HOAN_KIEM), card(SON_TAY)


def pass_on(who: Actor, request: RequestId = WISH, minutes: float = 11) -> PassOnRequest:
    return PassOnRequest(**by(who, minutes, named=f"{who.name} {request}"), request=request)


def settle(*, answered: bool, reason: str = "", minutes: float = 11) -> SettleRequest:
    stamp = by(BA_DINH, minutes)
    return SettleRequest(**stamp, request=WISH, answered=answered, reason=reason)


def order(meeting: Meeting) -> tuple[RequestId, ...]:
    return meeting.items[DISCUSSION_ITEM].queue.order


def held(meeting: Meeting) -> tuple[RequestId, ...]:
    return meeting.items[DISCUSSION_ITEM].queue.held


def seen(meeting: Meeting, role: Role, site: Actor | None = None) -> bool:
    return f"request/{WISH}" in render(meeting, Audience(role, code(site) if site else None))


def me(meeting: Meeting, site: Actor) -> Me:
    view = render(meeting, Audience(Role.SITE, code(site)))[f"me/{code(site)}"]
    assert isinstance(view, Me)
    return view


def test_a_request_from_below_waits_with_its_sub_hub_and_is_seen_by_its_branch_alone() -> None:
    meeting = after(ASKED)
    assert order(meeting) == ()
    assert held(meeting) == (WISH,)
    assert meeting.sites[code(HOAN_KIEM)].waiting == (WISH,)
    assert me(meeting, BA_DINH).holds == (WISH,)
    branch = [seen(meeting, Role.SITE, each) for each in (BA_DINH, HOAN_KIEM, SON_TAY)]
    assert branch == [True, True, False]
    outside = (Role.CHAIR, Role.SECRETARY, Role.OPERATOR, Role.SCREEN)
    assert [seen(meeting, role) for role in outside] == [False] * 4


def test_the_sub_hub_passes_it_on_and_the_card_names_who_asks() -> None:
    event = RequestPassedOn(**was(BA_DINH, 11), request=WISH)
    given(ASKED).when(pass_on(BA_DINH)).then(event)
    meeting = after(ASKED, pass_on(BA_DINH))
    assert order(meeting) == (WISH,)
    assert held(meeting) == ()
    assert seen(meeting, Role.CHAIR)
    given(ASKED, pass_on(BA_DINH)).when(pass_on(BA_DINH, minutes=12)).refuses(NotASubHub)
    given(ASKED).when(pass_on(SON_TAY)).refuses(NotASubHub)


def test_from_the_bottom_it_goes_from_hand_to_hand() -> None:
    scene: Step = (TALK, asked_to_speak(SON_TAY))
    first = pass_on(HOAN_KIEM, DEEP)
    to = RequestPassedOn(**was(HOAN_KIEM, 11), request=DEEP, to=code(BA_DINH))
    given(scene).when(first).then(to)
    assert me(after(scene, first), BA_DINH).holds == (DEEP,)
    assert order(after(scene, first)) == ()
    assert order(after(scene, first, pass_on(BA_DINH, DEEP, 12))) == (DEEP,)


def test_it_answers_itself_or_declines_with_a_reason_that_the_site_sees() -> None:
    given(ASKED).when(settle(answered=False)).refuses(ReasonMissing)
    said = RequestSettled(**was(BA_DINH, 11), request=WISH, answered=False, reason="Ngoài chủ đề")
    declined = settle(answered=False, reason=" Ngoài chủ đề ")
    given(ASKED).when(declined).then(said)
    meeting = after(ASKED, declined)
    assert meeting.requests[WISH].state is RequestState.REMOVED
    assert held(meeting) == ()
    removal = me(meeting, HOAN_KIEM).removal
    assert removal is not None
    assert (removal.reason, removal.answered) == ("Ngoài chủ đề", False)
    answered = me(after(ASKED, settle(answered=True)), HOAN_KIEM).removal
    assert answered is not None
    assert answered.answered


def test_after_three_minutes_it_stands_above_and_is_marked() -> None:
    meeting = after(ASKED)
    due = next_due(meeting)
    assert due is not None
    assert due.at == meeting.requests[WISH].arrived_at + PATIENCE
    up = due.command
    assert isinstance(up, BringUpRequest)
    given(ASKED).when(BringUpRequest(**by(CLOCK, 2.5), request=WISH)).refuses(NotDue)
    given(ASKED).when(up).then(RequestBroughtUp(at=due.at, by=due.command.actor, request=WISH))
    late = after(ASKED, up)
    assert order(late) == (WISH,)
    view = render(late, Audience(Role.CHAIR))[f"request/{WISH}"]
    assert isinstance(view, RequestView)
    assert (view.sub_hub, view.held) == (BA_DINH.name, False)
    assert next_due(late) is None
    assert me(late, BA_DINH).holds == ()
    given(ASKED, up).when(pass_on(BA_DINH, minutes=30)).refuses(NotASubHub)
    given(ASKED, up).when(BringUpRequest(**by(CLOCK, 40), request=WISH)).refuses(NotDue)


def test_the_hall_knows_of_none_that_is_held() -> None:
    move = MoveRequest(**by(CHAIR, 12), request=WISH, version=0)
    given(ASKED).when(move).refuses(NotWaiting)
    given(ASKED).when(Withdraw(**by(CHAIR, 12), request=WISH)).refuses(NotWaiting)


def test_the_site_that_asked_says_it_otherwise_or_takes_it_back() -> None:
    other = ChangeRequest(**by(HOAN_KIEM, 12), request=WISH, kind=Kind.PROCEDURAL)
    meeting = after(ASKED, other)
    assert order(meeting) == ()
    assert held(meeting) == (WISH,)
    assert held(after(ASKED, Withdraw(**by(HOAN_KIEM, 12), request=WISH))) == ()


def test_the_chair_lets_sites_below_ask_directly_on_an_item() -> None:
    directly = AskDirectly(**by(CHAIR, 0.5), item=DISCUSSION_ITEM, direct=True)
    assert order(after(TALK, directly, asked_to_speak(HOAN_KIEM))) == (WISH,)
    not_so = AskDirectly(**by(CHAIR, 0.5), item=DISCUSSION_ITEM, direct=False)
    given(TALK).when(not_so).refuses(AlreadyDone)


def test_what_the_item_leaves_behind_is_unheard_and_lies_there_again_when_it_is_taken_up() -> None:
    over = FinishItem(**by(CHAIR, 20), item=DISCUSSION_ITEM)
    ended = after(ASKED, over)
    assert held(ended) == ()
    assert [each.request for each in me(ended, HOAN_KIEM).unheard] == [WISH]
    again = after(ASKED, over, StartItem(**by(CHAIR, 21), item=DISCUSSION_ITEM))
    assert (order(again), held(again)) == ((), (WISH,))
    assert me(again, BA_DINH).holds == (WISH,)


def test_a_branch_has_no_more_in_the_queue_than_one_site() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("diemcau.domain.rules.passing_on.MOST_WAITING", 1)
        scene: Step = (ASKED, pass_on(BA_DINH), asked_to_speak(SON_TAY), pass_on(HOAN_KIEM, DEEP))
        given(scene).when(pass_on(BA_DINH, DEEP, 14)).refuses(EnoughOfThese)


def test_a_site_placed_elsewhere_before_the_start_takes_what_it_registered_along() -> None:
    ahead = RegisterSpeech(**by(SON_TAY, -50), item=DISCUSSION_ITEM, topic="Đê", minutes=5)
    scene: Step = (PREPARED, ahead)
    wish = RequestId(ahead.id)
    to_another = PlaceSite(**by(SECRETARY, -40), site=code(SON_TAY), above=code(BA_DINH))
    assert me(after(scene, to_another), BA_DINH).holds == (wish,)
    to_the_hub = PlaceSite(**by(SECRETARY, -40), site=code(SON_TAY), above=None)
    assert order(after(scene, to_the_hub)) == (wish,)
    with_its_branch = PlaceSite(**by(SECRETARY, -40), site=code(HOAN_KIEM), above=None)
    assert me(after(scene, with_its_branch), HOAN_KIEM).holds == (wish,)
