"""Whatever a client sends is taken or has a named error; nothing else ever comes of it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.domain.nouns.act import Actor, Command
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.floor import FloorBusy
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.terms import Kind, Role
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.protocol import codec
from diemcau.protocol.codec import Malformed
from diemcau.protocol.frames import MAX_FRAME, Bye, Do, Done, Hello, No, Patch, Ping, Welcome

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
BA_DINH = Actor(Role.SITE, site=SiteCode("001"))


def malformed(data: str | bytes) -> str:
    with pytest.raises(Malformed) as raised:
        codec.decode(data)
    return raised.value.code


def command(act: str, /, **args: Any) -> AnyCommand:
    return codec.command(act, args, command_id="a1", at=NOON, actor=BA_DINH)


def refused(act: str, **args: Any) -> tuple[str, str]:
    with pytest.raises(Malformed) as raised:
        command(act, **args)
    return raised.value.code, raised.value.detail


# -- frames in -------------------------------------------------------------------------------------


def test_a_frame_is_told_by_its_t() -> None:
    assert codec.decode('{"t": "hello"}') == Hello()
    assert codec.decode('{"t": "hello", "version": 1, "seen": 7}') == Hello(seen=7)
    assert codec.decode('{"t": "ping", "at": 12.5}') == Ping(at=12.5)
    asked = codec.decode('{"t": "do", "id": "a1", "act": "ask_to_speak", "args": {"topic": "Đê"}}')
    assert asked == Do(id="a1", act="ask_to_speak", args={"topic": "Đê"})


@pytest.mark.parametrize("data", [b"", b'{"t": "hello"}', b"\xff"])
def test_bytes_are_not_text(data: bytes) -> None:
    assert malformed(data) == "not_text"


@pytest.mark.parametrize(
    "data", ["", "{", '{"t": "hello"', "hello", '{"t": "hello"}}', "[" * 50_000, "NaN", "\ud800"]
)
def test_what_is_no_json_says_so(data: str) -> None:
    assert malformed(data) == "not_json"


@pytest.mark.parametrize(
    "data", ["[]", "7", "null", '"hello"', "{}", '{"t": "hi"}', '{"t": 1}', '{"t": null}']
)
def test_a_frame_without_a_known_t_is_unknown(data: str) -> None:
    assert malformed(data) == "unknown_frame"


@pytest.mark.parametrize(
    "data",
    [
        '{"t": "hello", "seen": -1}',
        '{"t": "hello", "seen": "7"}',
        '{"t": "hello", "color": "red"}',
        '{"t": "do", "act": "pass"}',
        '{"t": "do", "id": "", "act": "pass"}',
        '{"t": "do", "id": "' + "a" * 65 + '", "act": "pass"}',
        '{"t": "do", "id": "a1", "act": "pass", "args": []}',
        '{"t": "do", "id": "a1", "act": "pass", "at": "2026-03-02T05:00:00Z"}',
        '{"t": "ping", "at": "noon"}',
        '{"t": "send_media", "id": "a1", "offer": "v=0", "venue": "hall"}',
        '{"t": "watch_media", "id": "a1", "meeting": "another"}',
    ],
)
def test_a_known_frame_with_a_wrong_field_is_bad(data: str) -> None:
    assert malformed(data) == "bad_frame"


def test_a_frame_is_as_long_as_its_bytes() -> None:
    longest = json.dumps({"t": "do", "id": "a1", "act": "", "args": {}})
    padded = longest.replace('"act": ""', f'"act": "{"x" * (MAX_FRAME - len(longest))}"')
    assert isinstance(codec.decode(padded), Do)
    assert malformed(padded + " ") == "frame_too_long"
    assert malformed("ế" * (MAX_FRAME // 2)) == "frame_too_long"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FRAMES = st.fixed_dictionaries(
    {"t": st.sampled_from(["hello", "do", "ping", "all"])},
    optional=dict.fromkeys(("id", "act", "args", "at", "seen", "version"), JSON),
)
IN_NAMES = {"not_text", "frame_too_long", "not_json", "unknown_frame", "bad_frame"}


@given(st.text() | st.binary() | (JSON | FRAMES).map(json.dumps))
def test_any_data_is_a_frame_or_has_a_named_error(data: str | bytes) -> None:
    try:
        assert isinstance(codec.decode(data), Hello | Do | Ping)
    except Malformed as wrong:
        assert wrong.code in IN_NAMES  # noqa: PT017 – either may come of it


# -- acts ------------------------------------------------------------------------------------------

ACTS = (Path(__file__).parents[1] / "golden/acts.txt").read_text(encoding="utf-8").split()
"""What browsers say; a name, once shipped, stays: `make docs` adds to them and takes none away."""


def test_the_names_of_acts_are_frozen() -> None:
    assert sorted(codec.ACTS) == ACTS
    assert set(codec.ACTS.values()) == set(get_args(AnyCommand))


def test_an_act_is_stamped_by_the_server() -> None:
    assert command("ask_to_speak", kind="proposal", topic="Đê điều") == AskToSpeak(
        id=CommandId("a1"), at=NOON, actor=BA_DINH, kind=Kind.PROPOSAL, topic="Đê điều"
    )


def test_an_act_nobody_knows_is_unknown_and_quoted_in_short() -> None:
    assert refused("jump") == ("unknown_act", "jump")
    assert refused("AskToSpeak") == ("unknown_act", "AskToSpeak")
    assert refused("x" * 1000) == ("unknown_act", "x" * 64)


@pytest.mark.parametrize("field", ["id", "at", "actor"])
def test_nobody_stamps_an_act_himself(field: str) -> None:
    code, detail = refused("pass", **{field: "chair"})
    assert (code, detail) == ("bad_args", f"not yours to set: {field}")


def test_what_the_server_says_of_an_act_is_nobody_else_s_to_say_of_that_act() -> None:
    stamps = {name: shape.stamped - Command.stamped for name, shape in codec.ACTS.items()}
    own = {name: fields for name, fields in stamps.items() if fields}
    assert own == {
        "carry_board": {"figures"},
        "carry_draft": {"outline"},
        "close_vote": {"counts"},
        "end_conference": {"counts"},
        "file_signed_copy": {"copy"},
        "issue_passes": {"sites"},
        "note_comment": {"comment", "clause"},
        "plan_conference": {"body"},
        "report_on_task": {"evidence"},
    }
    for act, field in ((act, field) for act, fields in own.items() for field in fields):
        assert refused(act, **{field: 1})[1] == f"not yours to set: {field}"
        assert "unknown field" in refused("pass", **{field: 1})[1]


def test_every_stamp_is_a_field_of_its_act() -> None:
    for shape in codec.ACTS.values():
        assert shape.stamped <= {*shape.__struct_fields__}


def test_all_stamps_that_are_not_ones_own_are_named() -> None:
    assert refused("pass", id=1, actor=2)[1] == "not yours to set: actor, id"


@pytest.mark.parametrize(
    ("act", "args", "detail"),
    [
        ("pass", {"loudly": True}, "unknown field `loudly`"),
        ("start_item", {}, "missing required field `item`"),
        ("start_item", {"item": 3}, "$.item"),
        ("ask_to_speak", {"kind": "song"}, "$.kind"),
        ("ask_to_speak", {"topic": "x" * 501}, "$.topic"),
        ("ask_to_speak", {"person": {"name": "A", "phone": "1"}}, "$.person"),
        ("write_note", {"about": "meeting", "text": "x" * 20_001}, "$.text"),
        ("edit_note", {"about": "meeting", "update": "<>"}, "$.update"),
        ("edit_note", {"about": "meeting", "update": "AAAA" * 15_001}, "$.update"),
        ("give_floor", {"request": "r"}, "missing required field `believes`"),
        ("give_floor", {"request": "r", "believes": 1.5}, "$.believes"),
        ("extend_speech", {"speech": 1, "seconds": -60}, "$.seconds"),
        ("call_break", {"until": "2026-03-02T05:00:00"}, "$.until"),
        ("hand_console", {"name": "Phó", "until": "noon"}, "$.until"),
        ("check_in", {"marks": [{"delegate": "d1", "presence": "asleep"}]}, "$.marks[0].presence"),
        ("change_settings", {"settings": {"presets": {"song": 60}}}, "$.settings.presets"),
        ("change_settings", {"settings": {"colour": "red"}}, "$.settings"),
    ],
)
def test_wrong_arguments_are_named_where_they_stand(
    act: str, args: dict[str, Any], detail: str
) -> None:
    code, said = refused(act, **args)
    assert code == "bad_args"
    assert detail in said


@given(st.data())
def test_any_arguments_are_a_command_or_have_a_named_error(data: st.DataObject) -> None:
    act = data.draw(st.sampled_from(ACTS))
    fields = [f for f in codec.ACTS[act].__struct_fields__ if f not in codec.ACTS[act].stamped]
    names = st.sampled_from([*fields, "else"])
    args = data.draw(st.dictionaries(names, JSON, max_size=len(fields)))
    try:
        made = command(act, **args)
    except Malformed as wrong:
        assert wrong.code == "bad_args"  # noqa: PT017 – either may come of it
    else:
        assert type(made) is codec.ACTS[act]
        assert (made.id, made.at, made.actor) == ("a1", NOON, BA_DINH)


# -- frames out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "sent"),
    [
        (
            Welcome(meeting=MeetingId("m"), role=Role.SCREEN, now=NOON, beat=25),
            '{"t":"welcome","meeting":"m","role":"screen","now":"2026-03-02T05:00:00Z","beat":25}',
        ),
        (
            Patch(seq=7, set={"floor": msgspec.Raw(b'{"last":3}')}, drop=("request/a",)),
            '{"t":"patch","seq":7,"set":{"floor":{"last":3}},"drop":["request/a"]}',
        ),
        (Done(id="a1", seq=7), '{"t":"done","id":"a1","seq":7}'),
        (No(id="a1", code=FloorBusy.code), '{"t":"no","id":"a1","code":"floor_busy"}'),
        (Bye(code="restarting", retry=2.5), '{"t":"bye","code":"restarting","retry":2.5}'),
    ],
)
def test_frames_are_sent_without_what_goes_without_saying(frame: Any, sent: str) -> None:
    assert codec.encode(frame).decode() == sent


def test_refusals_are_the_codes_of_the_rules() -> None:
    assert FloorBusy.code in codec.REFUSALS
    assert "" not in codec.REFUSALS


def test_an_id_of_the_clock_is_taken_from_the_clock_alone() -> None:
    """It can be foretold: whoever used it first would have the deadline pass for done."""
    speech, foretold = {"speech": 1}, "clock/speech/1/2026-03-02T05:00:00+00:00"
    with pytest.raises(Malformed) as raised:
        codec.command("cut_off", speech, command_id=foretold, at=NOON, actor=BA_DINH)
    assert raised.value.code == "bad_args"
    cut = codec.command("cut_off", speech, command_id=foretold, at=NOON, actor=CLOCK)
    assert cut.id == foretold
