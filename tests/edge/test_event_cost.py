"""An event costs what it changes: among 3,321 sites as many calls as among 30, counted one by one,
so that a busy machine says nothing about it (how long they take is measured by `make bench`).
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views.families import Audience
from diemcau.edge.live.fanout import Fanout
from diemcau.edge.live.outbox import Outbox
from tests.bench.growth import Sink, asking, discussion
from tests.bench.levels import checked_in
from tests.bench.scene import code

PRESSED = 20
FEW, MANY = 30, 3321
"""A part in twenty of the calls may be by how deep a map of so many sites is, or chance."""


async def calls(sites: int, sub_hubs: int, pressed: Callable[[int], Iterator[AnyCommand]]) -> int:
    """Of Python and of C, from the act to the frames for the chair and for the sites."""
    counted = 0

    def count(_frame: FrameType, what: str, _arg: object) -> None:
        nonlocal counted
        counted += what in {"call", "c_call"}

    async with discussion(sites, sub_hubs) as room, asyncio.TaskGroup() as tasks:
        acts, fanout, sink = pressed(sites), Fanout(room), Sink()
        for audience in (Audience(Role.CHAIR), Audience(Role.SITE, code(sites - 1))):
            outbox = Outbox(sink, fanout, audience, spawn=tasks.create_task, over=lambda: None)
            outbox.attach(room.seq)
        await room.submit(next(acts))
        sys.setprofile(count)
        try:
            for _ in range(PRESSED):
                await room.submit(next(acts))
        finally:
            sys.setprofile(None)
        assert sink.frames > PRESSED
        return counted


@pytest.mark.parametrize(
    ("pressed", "few", "many"), [(checked_in, 0, 0), (checked_in, 5, 63), (asking, 0, 0)]
)
async def test_an_event_takes_no_more_calls_among_3321_sites_than_among_30(
    pressed: Callable[[int], Iterator[AnyCommand]], few: int, many: int
) -> None:
    small, large = await calls(FEW, few, pressed), await calls(MANY, many, pressed)
    assert large < small * 1.05, f"{large / PRESSED:.0f} calls an event, and {small / PRESSED:.0f}"
