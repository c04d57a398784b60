"""Snapshots: a shortcut past the log that says exactly what the log says (rules §8)."""

import msgspec
import pytest
from immutables import Map

from diemcau.domain.decider import replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.rules import text
from diemcau.protocol import snapshots
from diemcau.protocol.snapshots import SHAPE, pack, shape_of, unpack, usable
from tests.support.meeting import (
    CANCELLED,
    DISCUSSION,
    ENDED,
    PLANNED,
    WHOLE_CONFERENCE,
    WHOLE_MORNING,
    Step,
    after,
    history,
)


@pytest.mark.parametrize(
    "scene", [(), PLANNED, DISCUSSION, ENDED, CANCELLED, WHOLE_MORNING, WHOLE_CONFERENCE]
)
def test_a_snapshot_is_the_conference_itself(scene: Step) -> None:
    meeting = after(scene)
    assert unpack(pack(meeting, 1, b"")) == meeting


def test_a_conference_goes_on_from_its_snapshot_as_if_nothing_had_been_left_out() -> None:
    whole = history(WHOLE_CONFERENCE)
    start = Meeting(id=MeetingId("giao-ban-2024-q1"))
    for cut in range(0, len(whole), 7):
        woken = unpack(pack(replay(start, whole[:cut]), cut, b""))
        assert replay(woken, whole[cut:]) == after(WHOLE_CONFERENCE)


def test_equal_conferences_have_equal_bytes() -> None:
    again = unpack(pack(after(WHOLE_MORNING), 1, b""))
    assert pack(again, 1, b"").body == pack(after(WHOLE_MORNING), 1, b"").body


def test_a_snapshot_says_where_in_the_log_it_stands_and_of_what_shape_it_is() -> None:
    snapshot = pack(after(PLANNED), 7, b"digest")
    assert (snapshot.seq, snapshot.digest, snapshot.shape) == (7, b"digest", SHAPE)
    assert len(SHAPE) == 16


class _Seat(msgspec.Struct):
    number: int


class _WiderSeat(msgspec.Struct):
    number: int
    wide: bool = False


def test_the_shape_changes_with_any_field_of_any_record_of_the_state() -> None:
    def room(seat: type[msgspec.Struct]) -> type[msgspec.Struct]:
        return msgspec.defstruct("Room", [("seats", Map[str, tuple[seat, ...]])])  # type: ignore[valid-type]

    narrow, wide = (shape_of(room(seat)) for seat in (_Seat, _WiderSeat))
    assert narrow != wide
    assert shape_of(Meeting) == SHAPE


def test_every_record_of_the_state_is_in_its_shape() -> None:
    within = {each.__name__ for each in snapshots._records(Meeting)}
    assert within > {
        "Meeting",
        "Site",
        "Delegate",
        "Request",
        "Vote",
        "Ballot",
        "TaskEntry",
        "Used",
    }


def test_the_shape_changes_with_the_bytes_in_which_texts_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text, "FORMAT", "of another day")
    assert shape_of(Meeting) != SHAPE


def test_one_of_another_shape_or_spoilt_is_not_gone_on_from() -> None:
    snapshot = pack(after(PLANNED), 7, b"")
    assert usable(snapshot) == after(PLANNED)
    assert usable(msgspec.structs.replace(snapshot, shape="of another day")) is None
    assert usable(msgspec.structs.replace(snapshot, body=b"{")) is None


def test_only_records_and_maps_are_written_and_read() -> None:
    assert snapshots._ENCODER.encode(Map({"b": 1, "a": 2})) == b'{"a":2,"b":1}'
    with pytest.raises(TypeError):
        msgspec.json.encode(object(), enc_hook=snapshots._plain)
    with pytest.raises((TypeError, msgspec.ValidationError)):
        msgspec.json.decode(b"{}", type=complex, dec_hook=snapshots._persistent)
