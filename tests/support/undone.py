"""The law of undoing, held against one act of the console: undone, nobody sees that it was; done
again, everybody sees what they saw after it, and whoever was heard is heard (rules §4.12).

What is exempt is the record of both: the key `undo` and its offers, a speech that was begun and
struck, and the version of a queue, which counts how often it was put in another order.
"""

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.rules.permissions import leader
from diemcau.domain.rules.stage import stage
from diemcau.domain.views.families import Audience, render, view_of
from diemcau.domain.views.keys import View
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.touch import touched

NAMED = frozenset(
    {
        "floor.given",
        "floor.taken",
        "speech.extended",
        "speech.paused",
        "speech.resumed",
        "time.granted",
        "request.asked",
        "request.moved",
        "request.removed",
        "item.started",
        "item.finished",
        "item.skipped",
        "queue.closed",
        "queue.closing_set",
        "queue.opened",
        "round.started",
        "round.skipped",
        "round.ended",
    }
)
"""Under these names an act is offered to be undone; each has words."""
Screens = dict[Audience, dict[str, View]]


def check(before: Meeting, after: Meeting, audiences: Iterable[Audience]) -> None:
    """Between the two lies the last act of the console, and nothing else."""
    everybody = tuple(audiences)
    undone = pressed(after, Undo, everybody)
    same(before, undone, everybody)
    redone = pressed(undone, Redo, everybody)
    same(after, redone, everybody)
    same(before, pressed(redone, Undo, everybody), everybody)


def pressed(
    meeting: Meeting, button: type[Undo | Redo], audiences: tuple[Audience, ...]
) -> Meeting:
    """At once after what was done last; whatever it touches is drawn again for everybody."""
    act = meeting.last_act
    assert act is not None
    at = (act.undone_at or act.at) + timedelta(microseconds=1)
    back = button(id=CommandId("back"), at=at, actor=leader(meeting, at), act=act.no)
    for event in decide(meeting, back):
        before, meeting = meeting, evolve(meeting, event)
        keys = touched(before, event, meeting)
        assert keys is not None
        for audience in audiences:
            drawn = {key: view_of(meeting, audience, key) for key in keys}
            shown = {**render(before, audience), **drawn}
            seen = {key: view for key, view in shown.items() if view is not None}
            assert seen == render(meeting, audience)
    return meeting


def same(one: Meeting, other: Meeting, audiences: tuple[Audience, ...]) -> None:
    assert stage(one) == stage(other)
    struck = {f"speech/{speech.no}" for speech in other.speeches.values() if speech.undone}
    for audience in audiences:
        assert _seen(one, audience, struck) == _seen(other, audience, struck), audience


def _seen(meeting: Meeting, audience: Audience, struck: set[str]) -> dict[str, View]:
    exempt = {"undo", "may/undo"} | struck
    shown = render(meeting, audience)
    return {key: _unversioned(view) for key, view in shown.items() if key not in exempt}


def _unversioned(view: View) -> View:
    return replace(view, version=0) if isinstance(view, QueueView) else view
