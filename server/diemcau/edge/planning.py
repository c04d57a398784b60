"""Planning a conference: the one act whose conference is not there before it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import web

from diemcau.app.calendar.series import day_in
from diemcau.app.live.seats import actor_in
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.ids import BodyId, MeetingId
from diemcau.edge.who.identity import require
from diemcau.edge.who.readers import product
from diemcau.protocol import codec
from diemcau.protocol.codec import Malformed

ACT: Final = "plan_conference"
PLANS: Final = (Post.SECRETARY,)
IDS: Final = re.compile(r"(?!new$)[a-z0-9][a-z0-9-]{0,63}")
"""What may stand in the address of a conference."""


async def plan(
    request: web.Request, meeting: MeetingId, command_id: str, args: Mapping[str, Any]
) -> int:
    """The seq with which it is on disk. Raises `Malformed`, `Rejected` or `Unavailable`."""
    session: Session = require(request, *PLANS)
    if not IDS.fullmatch(meeting):
        raise Malformed("bad_args", "id")
    await _check_promised(request, meeting, session.body)
    command = codec.command(
        ACT,
        args,
        command_id=command_id,
        at=product(request).clock.now(),
        actor=actor_in(meeting, session),
        ours={"body": session.body},
    )
    return await product(request).rooms.submit(meeting, command)


async def _check_promised(request: web.Request, meeting: MeetingId, body: BodyId) -> None:
    """A series names its conferences before they are planned, and what is published tells how. Who
    took such a name for another body would keep the series from its day.
    """
    for each in await product(request).series.all(None):
        if each.body != body and day_in(each, meeting):
            raise Malformed("bad_args", "id")
