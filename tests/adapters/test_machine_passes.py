"""The laws of `MachinePasses`: one token a machine of a conference, and none once it is ended."""

from msgspec.structs import replace

from diemcau.adapters.store import Store
from tests.support.lists import MACHINE


async def test_a_machine_has_one_token_until_it_is_ended(store: Store) -> None:
    passes, meeting = store.machine_passes, MACHINE.meeting
    desk = replace(MACHINE, machine="Bàn trộn", key=b"\x04" * 32)
    for each in (MACHINE, desk, anew := replace(MACHINE, key=b"\x05" * 32)):
        await passes.put(each)
    assert await passes.of(meeting) == [desk, anew]
    await passes.end(meeting, "OBS")
    await passes.end(meeting, "OBS")
    assert await passes.of(meeting) == [desk]
    assert await passes.of(type(meeting)("another")) == []
