"""Rules §2: in which phases of a conference each act is allowed, and in no other."""

from typing import Any, get_args

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.rules.permissions import MAY
from diemcau.domain.rules.phases import WHEN, WHEN_A_SITE, check, open_to, when
from tests.domain.test_permissions import COLUMNS, given_by
from tests.support.meeting import CHAIR, DISCUSSION, RUNNING, after, by

ROWS = [
    pytest.param(act, actor, id=f"{act.__name__} {actor.role}")
    for act in get_args(AnyCommand)
    for actor in COLUMNS
    if actor.role in MAY[act]
]


def test_every_act_stands_in_the_table() -> None:
    assert set(WHEN) == set(get_args(AnyCommand))


def test_a_site_never_has_more_time_for_an_act_than_the_hall() -> None:
    assert all(phases < WHEN[act] for act, phases in WHEN_A_SITE.items())


@pytest.mark.parametrize(("act", "actor"), ROWS)
def test_an_act_is_refused_outside_its_phases_before_anything_else_is_looked_at(
    act: type[AnyCommand], actor: Any
) -> None:
    command, running = given_by(act, actor), after(RUNNING)
    for phase in Phase:
        meeting = replace(running, phase=phase)
        if phase in when(act, actor.role):
            check(meeting, command)
        else:
            with pytest.raises(WrongPhase):
                decide(meeting, command)


def test_an_act_is_open_to_those_in_its_column_and_in_its_phases() -> None:
    meeting = after(DISCUSSION)
    assert open_to(meeting, Role.CHAIR, EndConference)
    assert not open_to(meeting, Role.SITE, EndConference)
    assert not open_to(replace(meeting, phase=Phase.LOBBY), Role.CHAIR, EndConference)


def test_the_chair_may_end_a_conference_during_a_break() -> None:
    on_break = replace(after(RUNNING), phase=Phase.BREAK)
    assert decide(on_break, EndConference(**by(CHAIR, 90)))
