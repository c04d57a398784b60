"""The next step of the chair and the order of a round, without scripts as with them."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from diemcau.domain.decider import evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.drafts import FocusClause
from diemcau.domain.nouns.terms import Role, RoundScope
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.keys import View
from diemcau.edge.pages.live.next_step import NextStep, next_step
from diemcau.edge.pages.live.offered import offered
from diemcau.edge.pages.live.round_order import round_order
from tests.support.discussed import DISCUSSED
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DONG_ANH,
    WHOLE_CONFERENCE,
    after,
    asked_to_speak,
    at,
    by,
    card,
    checked_in,
    history,
)
from tests.support.patience import PATIENCE
from tests.support.room import MEETING

ROOT = Path(__file__).parents[2]
COMMAND = (".venv/bin/node", "--import", "./tests/js/register.js", "tests/js/support/next-step.js")
Screen = Mapping[str, View]


def of_scripts(screens: Sequence[Screen]) -> list[dict[str, Any]]:
    lines = b"\n".join(msgspec.json.encode(screen) for screen in screens)
    run = subprocess.run(
        COMMAND, input=lines, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=True
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def told(step: NextStep, *, args: bool) -> dict[str, Any]:
    """Of a step what both must say; what is asked first is sent by the dialog."""
    said = {"act": step.act, "about": step.about, "asks": bool(step.asks)}
    return {**said, "args": step.args} if args else said


def test_pages_and_scripts_know_the_same_next_step_and_the_same_order_of_a_round() -> None:
    meeting, screens = Meeting(id=MEETING), []
    for event in history(WHOLE_CONFERENCE):
        meeting = evolve(meeting, event)
        screens.append(render(meeting, Audience(Role.CHAIR)))
    acts = set()
    for screen, script in zip(screens, of_scripts(screens), strict=True):
        step, theirs = next_step(screen, offered(CHAIR, screen, at(10**6))), script["step"]
        acts.add(step.act)
        if theirs is None:
            assert step.act == ""
        else:
            asks = bool(theirs["asks"])
            known = {name: theirs[name] for name in told(step, args=not asks)}
            assert told(step, args=not asks) == known
        orders = [[site.code for site in round_order(screen, scope)] for scope in RoundScope]
        assert orders == script["orders"]
    assert len(acts) >= 10, acts


def test_who_wants_to_speak_to_the_clause_before_the_room_goes_before_the_others() -> None:
    steps = (
        DISCUSSED,
        checked_in(BA_DINH, -2),
        checked_in(DONG_ANH, -2),
        asked_to_speak(BA_DINH),
        asked_to_speak(DONG_ANH, minutes=2, clauses=("d1.k1",)),
    )
    for focus, who, label in (
        (None, BA_DINH, "ui.queue.next"),
        ("d2", BA_DINH, "ui.queue.next"),
        ("d1.k1", DONG_ANH, "ui.clause.invite"),
    ):
        put = (FocusClause(**by(CHAIR, 3), clause=focus),) if focus else ()
        meeting = after(*steps, *put)
        [theirs] = of_scripts([screen := render(meeting, Audience(Role.CHAIR))])
        step = next_step(screen, offered(CHAIR, screen, at(4)))
        assert (step.args["request"], step.label.key) == (card(who), label), focus
        assert theirs["step"]["args"]["request"] == card(who), focus
