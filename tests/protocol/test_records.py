"""How events are stored: by their own names, chained so that a changed byte is found (rules §8)."""

from typing import get_args

import msgspec
import pytest

from diemcau.domain.nouns import events as events_rules
from diemcau.domain.nouns.conference import ConferenceEnded
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.ids import CommandId, MeetingId
from diemcau.protocol.records import GENESIS, Record, UnknownEvent, first_broken, read, seal
from diemcau.protocol.upcasters import UPCASTERS
from tests.support.meeting import (
    CANCELLED,
    CHAIR,
    DISCUSSION,
    RUNNING,
    WHOLE_CONFERENCE,
    history,
    was,
)

MEETING, COMMAND = MeetingId("giao-ban"), CommandId("lenh-1")
EVERYTHING = (
    *history(WHOLE_CONFERENCE),
    *history(CANCELLED)[-1:],
)


def log() -> list[Record]:
    return list(seal(MEETING, GENESIS, 1, COMMAND, history(DISCUSSION)))


def test_every_event_has_one_stored_name() -> None:
    assert set(events_rules.NAMES.values()) == set(get_args(AnyEvent))
    assert len(events_rules.NAMES) == len(get_args(AnyEvent))


def test_every_event_there_is_happens_in_the_whole_conference() -> None:
    assert {type(event) for event in EVERYTHING} == set(get_args(AnyEvent))


def test_every_event_is_read_as_it_was_written() -> None:
    assert [read(record) for record in seal(MEETING, GENESIS, 1, COMMAND, EVERYTHING)] == list(
        EVERYTHING
    )


def test_records_are_numbered_on_and_name_their_command() -> None:
    records = seal(MEETING, GENESIS, 7, COMMAND, history(RUNNING))
    assert [record.seq for record in records] == [7, 8, 9, 10]
    assert {record.command for record in records} == {COMMAND}
    assert [record.name for record in records] == [
        "conference.planned",
        "conference.announced",
        "conference.lobby_opened",
        "conference.started",
    ]


def test_no_class_path_is_stored() -> None:
    for record in log():
        assert b"diemcau" not in record.body
        assert record.name in events_rules.NAMES


def test_what_follows_is_chained_to_what_was_before() -> None:
    events = history(DISCUSSION)
    first = seal(MEETING, GENESIS, 1, COMMAND, events[:2])
    rest = seal(MEETING, first[-1].digest, 3, COMMAND, events[2:])
    assert [*first, *rest] == log()
    assert first_broken(MEETING, rest, after=first[-1].digest, seq=2) is None


def test_an_untouched_log_holds() -> None:
    assert first_broken(MEETING, log()) is None
    assert first_broken(MEETING, []) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"body": b'{"at":"2024-04-19T01:00:01Z"}'},
        {"name": "conference.ended"},
        {"command": CommandId("lenh-2")},
        {"digest": GENESIS},
        {"seq": 9},
    ],
)
def test_the_record_in_which_anything_was_changed_is_named(changed: dict[str, object]) -> None:
    records = log()
    records[2] = msgspec.structs.replace(records[2], **changed)
    assert first_broken(MEETING, records) == 3


def test_a_record_that_is_none_of_ours_is_named() -> None:
    """A database may hold text where bytes were written."""
    records = log()
    records[1] = msgspec.structs.replace(records[1], body=records[1].body.decode())
    assert first_broken(MEETING, records) == 2


def test_a_record_left_out_or_exchanged_is_named() -> None:
    records = log()
    assert first_broken(MEETING, [*records[:1], *records[2:]]) == 2
    assert first_broken(MEETING, [records[1], records[0]]) == 1


def test_a_log_of_one_conference_is_none_of_another() -> None:
    assert first_broken(MeetingId("khac"), log()) == 1


def test_parts_of_a_record_cannot_be_shifted_into_one_another() -> None:
    event = ConferenceEnded(**was(CHAIR))
    shifted = seal(MeetingId("giao-banl"), GENESIS, 1, CommandId("enh-1"), [event])
    straight = seal(MEETING, GENESIS, 1, COMMAND, [event])
    assert shifted[0].digest != straight[0].digest


def test_old_names_are_lifted_step_by_step_to_todays_shape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = ConferenceEnded(**was(CHAIR))
    body = msgspec.json.encode(ended)
    monkeypatch.setitem(UPCASTERS, "session.over", lambda old: ("session.ended", old[1:]))
    monkeypatch.setitem(UPCASTERS, "session.ended", lambda old: ("conference.ended", old[1:]))
    assert read(Record(1, COMMAND, "session.over", b"--" + body, GENESIS)) == ended


def test_the_event_of_a_newer_program_is_not_guessed_at() -> None:
    with pytest.raises(UnknownEvent, match=r"vote\.delegated"):
        read(Record(1, COMMAND, "vote.delegated", b"{}", GENESIS))
