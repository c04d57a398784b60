"""The talk with one screen, without its socket: what is said to what it sends."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest
from msgspec import convert

from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.protocol.conversation import (
    Attach,
    Conversation,
    Leave,
    Limits,
    Relay,
    Say,
    Step,
    Submit,
)
from diemcau.protocol.frames import (
    AgreeMedia,
    Bye,
    Error,
    KeepMedia,
    MediaFrame,
    No,
    Pong,
    SendMedia,
    StopMedia,
    WatchMedia,
)
from tests.support.meeting import BA_DINH, START, at

HELLO = '{"t": "hello"}'
ASK = '{"t": "do", "id": "mot", "act": "ask_to_speak", "args": {"kind": "comment"}}'


def talk(**limits: float) -> Conversation:
    return Conversation(BA_DINH, convert(limits, Limits, strict=False), START)


def said(steps: Sequence[Step]) -> list[str]:
    """Codes of what is answered."""
    frames = [step.frame for step in steps if isinstance(step, Say | Leave)]
    return [frame.code for frame in frames if isinstance(frame, Error | No | Bye)]


@pytest.mark.parametrize(("frame", "seen"), [(HELLO, None), ('{"t": "hello", "seen": 7}', 7)])
def test_a_greeting_attaches_the_screen_from_what_it_has_seen(frame: str, seen: int | None) -> None:
    assert talk().receive(frame, START) == [Attach(seen)]


def test_an_act_becomes_a_command_stamped_with_who_and_when() -> None:
    screen = talk()
    screen.receive(HELLO, START)
    (step,) = screen.receive(ASK, at(1))
    assert isinstance(step, Submit)
    assert isinstance(step.command, AskToSpeak)
    assert (step.command.id, step.command.at, step.command.actor) == ("mot", at(1), BA_DINH)


def test_a_ping_is_answered_with_the_server_s_time() -> None:
    assert talk().receive('{"t": "ping", "at": 5}', at(2)) == [Say(Pong(at=5, now=at(2)))]


def test_an_act_before_the_greeting_is_refused_under_its_id() -> None:
    (step,) = talk().receive(ASK, START)
    assert step == Say(No(id="mot", code="no_hello"))


def test_another_version_is_shown_out() -> None:
    (step,) = talk().receive('{"t": "hello", "version": 2}', START)
    assert step == Leave(Bye(code="version_unknown"))


def test_an_act_nobody_knows_is_refused_under_its_id() -> None:
    screen = talk()
    screen.receive(HELLO, START)
    (step,) = screen.receive('{"t": "do", "id": "x", "act": "fly"}', START)
    assert step == Say(No(id="x", code="unknown_act", detail="fly"))


@pytest.mark.parametrize(
    "frame",
    [
        SendMedia(id="phat", offer="v=0"),
        WatchMedia(id="xem"),
        AgreeMedia(id="dong-y", answer="v=0"),
        KeepMedia(id="giu"),
        StopMedia(id="thoi"),
    ],
)
def test_what_is_asked_of_the_media_is_relayed_once_greeted(frame: MediaFrame) -> None:
    screen, sent = talk(), msgspec.json.encode(frame).decode()
    assert screen.receive(sent, START) == [Say(No(id=frame.id, code="no_hello"))]
    screen.receive(HELLO, START)
    assert screen.receive(sent, START) == [Relay(frame)]


def test_an_act_whose_arguments_do_not_fit_is_refused_under_its_id() -> None:
    screen = talk()
    screen.receive(HELLO, START)
    [step] = screen.receive('{"t": "do", "id": "x", "act": "give_floor", "args": {}}', START)
    assert isinstance(step, Say)
    assert isinstance(step.frame, No)
    assert (step.frame.id, step.frame.code) == ("x", "bad_args")


def test_who_keeps_making_mistakes_is_shown_out() -> None:
    screen = talk(mistakes=2)
    codes = [said(screen.receive("{", START)) for _ in range(3)]
    assert codes == [["not_json"], ["not_json"], ["too_many_mistakes"]]


def test_a_burst_is_allowed_and_then_a_steady_rate() -> None:
    screen = talk(rate=2, burst=3)
    assert [said(screen.receive(HELLO, START)) for _ in range(4)] == [[], [], [], ["too_fast"]]
    assert said(screen.receive(HELLO, START + timedelta(seconds=0.5))) == []


def test_a_flood_is_told_once_a_second_and_then_shown_out() -> None:
    screen = talk(rate=0, burst=1, patience=3)
    screen.receive(HELLO, START)
    told = [said(screen.receive(HELLO, at(0, second))) for second in (0, 0.5, 1, 1.5)]
    assert told == [["too_fast"], [], ["too_fast"], ["too_fast"]]


def test_a_clock_that_is_set_back_gives_nobody_more_frames() -> None:
    screen = talk(rate=1000, burst=1)
    screen.receive(HELLO, START)
    assert said(screen.receive(HELLO, at(-5))) == ["too_fast"]
