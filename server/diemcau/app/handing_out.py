"""Handing passes to sites: first on record, then made, so that none exists that nobody can see."""

from collections.abc import Sequence

from diemcau.app.admission import Admission, IssuedPass
from diemcau.app.ports import Chance
from diemcau.app.rooms import Rooms
from diemcau.domain.commands import IssuePasses
from diemcau.domain.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.state import Actor


async def hand_out(
    rooms: Rooms,
    admission: Admission,
    chance: Chance,
    meeting: MeetingId,
    sites: Sequence[SiteCode],
    actor: Actor,
) -> Sequence[IssuedPass]:
    """The id is ours and new each time: a repeated one would be answered without being decided."""
    now = admission.clock.now()
    wanted = IssuePasses(id=CommandId(chance.new_id()), at=now, actor=actor, sites=tuple(sites))
    await rooms.submit(meeting, wanted)
    return await admission.issue_passes(meeting, sites)
