"""What each may do now, as their view says it (rules §§1, 2, 4). The law over every press is in
`test_laws`.
"""

from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TypeVar, cast

import pytest
from hypothesis import strategies as st
from typing_extensions import override

from diemcau.domain.decider import decide
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.agenda import FinishItem, StartItem
from diemcau.domain.nouns.conference import CallBreak, PlanConference
from diemcau.domain.nouns.floor import ResumeSpeech
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.presenters import CallPresenter
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.terms import Kind, Role
from diemcau.domain.nouns.votes import OpenVote
from diemcau.domain.rules.permissions import MAY
from diemcau.domain.views.families import Audience, audience_of, render, view_of
from diemcau.domain.views.offers import May, Offer
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    ENDED,
    HOAN_KIEM,
    LOBBY,
    OPENING,
    OPERATOR,
    REPORT,
    RUNNING,
    SECRETARY,
    SON_TAY,
    WHOLE_CONFERENCE,
    Step,
    after,
    asked_to_speak,
    by,
    checked_in,
    code,
    given_the_floor,
    moments,
    took_the_floor,
)
from tests.support.offered import check_offered
from tests.support.secrecy import noun_of
from tests.support.strategies import ARGS, Hand

Value = TypeVar("Value")
AT_CHAIR, AT_SECRETARY = Audience(Role.CHAIR), Audience(Role.SECRETARY)
AT_OPERATOR, AT_BA_DINH = Audience(Role.OPERATOR), Audience(Role.SITE, code(BA_DINH))
EITHER_WAY = Offer(choices={"finish": (False, True)})
ALL_AT_ONCE = Offer(choices={"finish": (True,)})
"""The conference may be ended, only with what is under way."""


def offer(scene: Step, audience: Audience, noun: str, act: str) -> Offer:
    known = view_of(after(scene), audience, f"may/{noun}")
    assert isinstance(known, May)
    return known.acts[act]


@pytest.mark.parametrize("audience", [AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_BA_DINH])
def test_everybody_is_told_of_their_own_acts_and_of_no_others(audience: Audience) -> None:
    told = {
        act
        for view in render(after(DISCUSSION), audience).values()
        if isinstance(view, May)
        for act in view.acts
    }
    theirs = {act for act in MAY if audience.role in MAY[act]}
    assert len(told) == len(theirs) - (audience == AT_SECRETARY), "planning is for what is not yet"
    assert all(f"may/{noun_of(act)}" in render(after(DISCUSSION), audience) for act in theirs)


def test_a_screen_and_the_public_are_told_of_nothing_to_do() -> None:
    for role in (Role.SCREEN, Role.PUBLIC):
        assert not [k for k in render(after(DISCUSSION), Audience(role)) if k.startswith("may/")]


def test_in_the_lobby_the_conference_can_be_started_and_no_item_yet() -> None:
    assert offer(LOBBY, AT_CHAIR, "conference", "start_conference") == Offer()
    assert offer(LOBBY, AT_CHAIR, "agenda", "start_item") == Offer(no="wrong_phase")


def test_in_a_break_the_chair_may_end_and_no_item_be_started() -> None:
    on_break: Step = (RUNNING, CallBreak(**by(CHAIR, 5)))
    assert offer(on_break, AT_CHAIR, "conference", "end_conference") == EITHER_WAY
    assert offer(on_break, AT_CHAIR, "agenda", "start_item") == Offer(no="wrong_phase")


def test_the_presenter_is_offered_until_they_have_been_heard() -> None:
    begun: Step = (RUNNING, StartItem(**by(CHAIR, 1), item=REPORT))
    assert offer(begun, AT_CHAIR, "presenters", "call_presenter") == Offer()
    called: Step = (begun, CallPresenter(**by(CHAIR, 2), believes=None))
    heard = Offer(no="presenter_heard")
    assert offer(called, AT_CHAIR, "presenters", "call_presenter") == heard
    assert offer((called, took_the_floor(1, 3)), AT_CHAIR, "presenters", "call_presenter") == heard
    none_named = Offer(no="no_presenter")
    assert offer(DISCUSSION, AT_CHAIR, "presenters", "call_presenter") == none_named


def test_while_somebody_speaks_the_item_goes_on_and_so_does_the_conference() -> None:
    speaking: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    assert offer(speaking, AT_CHAIR, "conference", "end_conference") == ALL_AT_ONCE
    assert offer(speaking, AT_CHAIR, "agenda", "start_item") == Offer(no="floor_busy")
    assert offer(speaking, AT_CHAIR, "floor", "take_floor") == Offer(choices={"speech": (1,)})


def test_on_an_empty_floor_every_act_about_a_speech_says_that_nobody_speaks() -> None:
    for act in ("take_floor", "extend_speech", "pause_speech", "resume_speech"):
        assert offer(DISCUSSION, AT_CHAIR, "floor", act) == Offer(no="floor_empty")


def test_an_interrupted_speech_may_be_resumed_or_ended() -> None:
    broken: Step = (
        DISCUSSION,
        asked_to_speak(BA_DINH),
        asked_to_speak(HOAN_KIEM),
        given_the_floor(BA_DINH),
        given_the_floor(HOAN_KIEM, minutes=12, believes=1, interject=True),
        took_the_floor(2, 14),
    )
    assert offer(broken, AT_CHAIR, "floor", "resume_speech") == Offer(choices={"speech": (1,)})
    assert offer(broken, AT_CHAIR, "floor", "take_floor") == Offer(choices={"speech": (1,)})
    assert offer(broken, AT_CHAIR, "conference", "end_conference") == ALL_AT_ONCE
    going_on: Step = (broken, ResumeSpeech(**by(CHAIR, 15), speech=after(broken).interrupted[0]))
    assert offer(going_on, AT_CHAIR, "floor", "resume_speech") == Offer(no="not_paused")


def test_the_floor_can_be_given_to_whoever_waits_on_the_current_item() -> None:
    waits: Step = (DISCUSSION, asked_to_speak(BA_DINH))
    assert offer(waits, AT_CHAIR, "floor", "give_floor") == Offer()
    assert offer(DISCUSSION, AT_CHAIR, "floor", "give_floor") == Offer(no="nobody_to_call")


def test_a_site_is_offered_the_kinds_of_the_item_and_the_hall_may_add_to_a_closed_queue() -> None:
    closed: Step = (DISCUSSION, CloseQueue(**by(CHAIR, 20), item=DISCUSSION_ITEM))
    open_ = offer(DISCUSSION, AT_BA_DINH, "requests", "ask_to_speak").choices["kind"]
    assert Kind.COMMENT in open_
    assert Kind.REBUTTAL not in open_, "nobody has said anything yet"
    assert offer(closed, AT_BA_DINH, "requests", "ask_to_speak").choices["kind"] == (
        Kind.PROCEDURAL,
    )
    assert Kind.COMMENT in offer(closed, AT_CHAIR, "requests", "ask_to_speak").choices["kind"]


def test_without_an_item_there_is_nothing_to_speak_about() -> None:
    between: Step = (DISCUSSION, FinishItem(**by(CHAIR, 30), item=DISCUSSION_ITEM))
    none = Offer(no="no_item_current")
    assert offer(between, AT_BA_DINH, "requests", "ask_to_speak") == none


def test_a_vote_can_be_opened_once_and_keeps_the_passes_of_its_electors() -> None:
    voting: Step = (
        DISCUSSION,
        *map(checked_in, (BA_DINH, HOAN_KIEM)),
        OpenVote(**by(CHAIR, 20), text="Nhất trí?"),
    )
    assert offer(voting, AT_CHAIR, "votes", "open_vote") == Offer(no="vote_running")
    assert offer(voting, AT_CHAIR, "votes", "close_vote") == Offer(choices={"vote": (1,)})
    electors = after(voting).votes
    passes = offer(voting, AT_SECRETARY, "passes", "issue_passes")
    assert not set(passes.choices.get("sites", ())) & {
        site for known in electors.values() for site in known.electorate
    }


def test_what_is_written_afterwards_is_offered_afterwards() -> None:
    assert offer(RUNNING, AT_SECRETARY, "publishing", "draft_minutes") == Offer(no="wrong_phase")
    assert offer(ENDED, AT_SECRETARY, "publishing", "draft_minutes") == Offer()
    stages = offer(ANNOUNCED, AT_SECRETARY, "publishing", "publish").choices["stage"]
    assert "notice" in stages
    assert "minutes" not in stages


def test_the_items_that_can_be_started_are_all_but_the_current_one() -> None:
    started = offer(RUNNING, AT_CHAIR, "agenda", "start_item").choices["item"]
    current: Step = (RUNNING, StartItem(**by(CHAIR, 1), item=OPENING))
    assert set(started) - set(offer(current, AT_CHAIR, "agenda", "start_item").choices["item"]) == {
        OPENING
    }


# -- the law, act by act ---------------------------------------------------------------------------

READERS = (CHAIR, SECRETARY, OPERATOR, BA_DINH, SON_TAY)


class SureHand(Hand):
    """Whatever it chooses makes sense, and is the same every time."""

    def __init__(self, meeting: Meeting, now: datetime, number: int, actor: Actor) -> None:
        super().__init__(cast("st.DrawFn", lambda _: 0), meeting, now, number)
        self.actor, self.chance = actor, Random(number)

    @override
    def of(self, *values: Value) -> Value:
        return self.chance.choice(values)

    @override
    def heads(self) -> bool:
        return self.chance.random() < 1 / 2

    @override
    def seldom(self) -> bool:
        return False


def test_after_every_act_of_a_conference_each_is_offered_what_the_rules_take() -> None:
    """Every act of every reader is tried, so that one that is offered wrongly anywhere is found."""
    numbers = count(1)
    for at, meeting in moments(WHOLE_CONFERENCE):
        for actor in READERS:
            screen = render(meeting, audience_of(actor.role, actor.site))
            for act in (
                act for act in ARGS if actor.role in MAY[act] and act is not PlanConference
            ):
                number = next(numbers)
                hand = SureHand(meeting, at + timedelta(seconds=1), number, actor)
                id_ = CommandId(f"p{number}")
                command = act(id=id_, at=hand.now, actor=actor, **ARGS[act](hand))
                try:
                    happens, code = bool(decide(meeting, command)), ""
                except Rejected as refusal:
                    happens, code = False, refusal.code
                check_offered(screen, meeting, command, code, happens=happens)
