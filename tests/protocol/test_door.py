"""The door for text: one spelling for what looks the same, and nothing that cannot be kept."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect as kinds

from diemcau.protocol import codec, door, typed
from diemcau.protocol.codec import ACTS, Malformed
from tests.support.meeting import CHAIR, at

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
WORST = "a\x00\x0b\ufffe\u200b\u00a0\u202e\r\n\ud800e\u0302\u0301\uf0b7\ufdd0\x85z"
FORBIDDEN = frozenset("\x00\x0b\ufffe\u200b\u00a0\u202e\r\ud800\u0302\u0301\uf0b7\ufdd0\x85")


@given(ANYTHING)
def test_what_came_in_once_stays_as_it_is(text: str) -> None:
    once = door.written(text)
    assert door.written(once) == once
    once.encode()
    assert not FORBIDDEN.difference("\u0302\u0301") & set(once)
    assert "\n" not in door.line(text)


@pytest.mark.parametrize(
    ("typed_in", "kept"),
    [
        ("Ho\u0323\u0302i nghi\u0323", "Hội nghị"),
        ("Hội nghị giao ban\x0bquý IV", "Hội nghị giao ban\nquý IV"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("Nguyễn\u00a0Thị\u202fHường\u2007", "Nguyễn Thị Hường "),
        ("\u200bBa\ufeff Đình\u202e", "Ba Đình"),
        ("\uf0b7 Tỷ lệ ≥ 95%", "• Tỷ lệ ≥ 95%"),
        ("\u2611 12\u2011TB", "\u2611 12\u2011TB"),
        ("A\u200dB \U0001f468\u200d\U0001f469", "AB \U0001f468\u200d\U0001f469"),
        ("a\x00b\ufffe\ufdd0\ud800c", "abc"),
        ("cột\tcột", "cột\tcột"),
    ],
)
def test_what_is_typed_is_kept_in_one_spelling(typed_in: str, kept: str) -> None:
    assert door.written(typed_in) == kept


def spoilt(kind: kinds.Type) -> Any:
    """Something of this type in which every text is the worst."""
    match kind:
        case kinds.StrType():
            return WORST
        case kinds.StructType():
            return {each.name: spoilt(each.type) for each in kind.fields}
        case kinds.DictType():
            return {spoilt(kind.key_type): spoilt(kind.value_type)}
        case kinds.VarTupleType():
            return [spoilt(kind.item_type)]
        case kinds.UnionType():
            return spoilt(next(t for t in kind.types if not isinstance(t, kinds.NoneType)))
        case _:
            return 7


def texts(told: Any) -> list[str]:
    match told:
        case str():
            return [told]
        case dict():
            return [text for pair in told.items() for each in pair for text in texts(each)]
        case list():
            return [text for each in told for text in texts(each)]
        case _:
            return []


@pytest.mark.parametrize("act", ACTS)
def test_every_text_of_every_act_comes_through_the_door(act: str) -> None:
    kind = kinds.type_info(ACTS[act])
    assert isinstance(kind, kinds.StructType)
    args = {
        each.name: spoilt(each.type) for each in kind.fields if each.name not in ACTS[act].stamped
    }
    found = texts(door.taken_in(args, kind))
    assert len(found) == len(texts(args))
    assert [text for text in found if FORBIDDEN & set(text)] == []


def test_a_command_is_made_of_what_came_through() -> None:
    made = codec.command(
        "cancel_conference", {"reason": "Mưa\x00\x0blũ"}, command_id="1", at=at(0), actor=CHAIR
    )
    assert getattr(made, "reason", "") == "Mưa\nlũ"


def test_a_line_has_no_other() -> None:
    made = codec.command(
        "ask_to_speak", {"topic": "Đê\x0bkè"}, command_id="1", at=at(0), actor=CHAIR
    )
    assert getattr(made, "topic", "") == "Đê kè"


@pytest.mark.parametrize("id_", ["", "a b", "request/1", "một", "a\x00", "x" * 65, "1\n"])
def test_nothing_new_is_named_by_what_no_address_can_hold(id_: str) -> None:
    def refused(act: str, args: dict[str, Any], command_id: str = "1") -> str:
        with pytest.raises(Malformed) as raised:
            codec.command(act, args, command_id=command_id, at=at(0), actor=CHAIR)
        return raised.value.code

    person = {"id": f"{id_}/", "name": "A"}
    assert refused("pass", {}, id_) == "bad_args"
    assert refused("add_item", {"plan": {"id": f"{id_}/", "title": "A"}}) == "bad_args"
    assert refused("set_roster", {"roster": [person]}) == "bad_args"
    assert refused("invite_site", {"plan": {"code": f"{id_}/", "name": "A"}}) == "bad_args"
    site = {"code": "1", "name": "A", "roster": [person]}
    times = {"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-01T01:00:00Z"}
    assert refused("plan_conference", {"title": "A", **times, "sites": [site]}) == "bad_args"


@pytest.mark.parametrize(
    "text", ["12000", "12.000", "12,000", "12 000", "１２.000", " 12\u00a0000 "]
)
def test_twelve_thousand_is_twelve_thousand(text: str) -> None:
    assert typed.whole(text) == 12_000


@pytest.mark.parametrize(
    "text", ["", "12.0", "12.5", "1.2345", "12.000,5", "1.000,000", "-1", "mười"]
)
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert typed.whole(text) is None


def test_days_are_read_with_the_day_first() -> None:
    written = [typed.day(text) for text in ("2026-12-31", "31/12/2026", "31.12.2026", "31-12-2026")]
    assert {str(each) for each in written} == {"2026-12-31"}
    assert typed.day("29/2/2027") is None
    assert typed.day("10 ngày nữa") is None


def test_moments_are_read_as_offices_write_them() -> None:
    assert typed.moment("19/4/2026 8h30") == "2026-04-19T08:30"
    assert typed.moment("19/4/2026 8h") == "2026-04-19T08:00"
    assert typed.moment("2026-04-19T08:30") == "2026-04-19T08:30"
    assert typed.moment("mai, 8h") == "mai, 8h"
