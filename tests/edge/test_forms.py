"""From form fields to arguments: by name, by annotation, and what cannot be read."""

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from multidict import MultiDict

from diemcau.app.dictation import On
from diemcau.domain.workdays import Calendar
from diemcau.edge.forms import fields as forms
from diemcau.protocol import codec
from diemcau.protocol.codec import Malformed
from tests.support.meeting import CHAIR, at

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def args(act: str, *pairs: tuple[str, Any]) -> dict[str, Any]:
    """The arguments, which the codec must take."""
    fields = MultiDict([("id", "1"), ("csrf", "c"), ("back", "/x"), *pairs])
    read = forms.submitted(act, fields, HANOI)
    codec.command(act, read.args, command_id=read.id, at=at(0), actor=CHAIR)
    plain: dict[str, Any] = json.loads(msgspec.json.encode(read.args))
    return plain


def test_numbers_are_numbers_and_what_is_empty_is_left_out() -> None:
    read = args("ask_to_speak", ("kind", "rebuttal"), ("rebuts", "3"), ("delegate", ""))
    assert read == {"kind": "rebuttal", "rebuts": 3}


def test_a_free_floor_is_believed_to_be_nobodys() -> None:
    read = args("give_floor", ("request", "r"), ("believes", ""))
    assert read == {"request": "r", "believes": None}
    assert args("give_floor", ("request", "r"), ("believes", "2"))["believes"] == 2


def test_a_local_time_is_of_the_conferences_zone() -> None:
    read = args("call_break", ("until", "2024-04-19T08:30"))
    assert read == {"until": "2024-04-19T08:30:00+07:00"}
    assert args("call_break", ("until", "2024-04-19T01:30Z"))["until"] == "2024-04-19T01:30:00Z"


def test_lengths_may_be_written_as_minutes_and_seconds() -> None:
    read = args(
        "change_settings",
        ("settings.presets.report", "15:00"),
        ("settings.presets.comment", "300"),
        ("settings.presets.question", ""),
        ("settings.cut_off_after", "01:30"),
        ("settings.site_budget", ""),
        ("settings.procedural_when_closed", "false"),
        ("settings.several_requests", "false"),
        ("settings.several_requests", "true"),
    )
    assert read["settings"]["presets"] == {"report": 900, "comment": 300}
    assert read["settings"]["cut_off_after"] == 90
    assert read["settings"]["procedural_when_closed"] is False
    assert read["settings"]["several_requests"] is True


def test_nested_names_lists_and_dates() -> None:
    read = args(
        "draft_conclusion",
        ("text.text", "Rà soát\r\nngay"),
        ("text.lead", "Văn phòng"),
        ("text.cooperating", "Ba Đình; Đông Anh\nHà Đông"),
        ("text.deadline", "2024-06-30"),
        ("text.item", ""),
    )
    assert read["text"] == {
        "text": "Rà soát\nngay",
        "lead": "Văn phòng",
        "cooperating": ["Ba Đình", "Đông Anh", "Hà Đông"],
        "person": "",
        "deliverable": "",
        "deadline": "2024-06-30",
        "standing": False,
        "deadline_words": "",
        "item": None,
        "petitions": [],
    }


def test_rows_keep_their_order_and_half_empty_ones_are_none() -> None:
    read = args(
        "check_in",
        ("marks.10.delegate", "b"),
        ("marks.10.presence", "absent"),
        ("marks.2.delegate", "a"),
        ("marks.2.presence", "in_room"),
        ("marks.3.delegate", "c"),
        ("marks.3.presence", ""),
        ("guests", "0"),
    )
    assert [each["delegate"] for each in read["marks"]] == ["a", "b"]
    assert read["guests"] == 0


def test_ticked_boxes_are_a_list() -> None:
    read = args("publish", ("stage", "notice"), ("sites", "001"), ("sites", "017"))
    assert read["sites"] == ["001", "017"]


def test_missing_words_are_left_to_the_rules_to_miss() -> None:
    assert args("cancel_conference", ("reason", "")) == {"reason": ""}
    assert args("write_note", ("about", "meeting"))["text"] == ""


def test_a_person_nobody_named_is_no_person() -> None:
    read = args("ask_to_speak", ("person.name", ""), ("person.title", ""), ("site", "001"))
    assert "person" not in read


# -- a roster ----------------------------------------------------------------------------------


def test_a_roster_keeps_the_ids_of_those_who_were_on_it() -> None:
    read = args(
        "set_roster",
        ("site", "001"),
        ("roster", "Nguyễn Văn Đức; Chủ tịch\r\n\r\nTrần Thị B\nTrần Thị B; Phó"),
        ("known", "001-2;Trần Thị B"),
    )
    assert read["roster"] == [
        {"id": "nguyen-van-duc", "name": "Nguyễn Văn Đức", "title": "Chủ tịch"},
        {"id": "001-2", "name": "Trần Thị B", "title": ""},
        {"id": "tran-thi-b", "name": "Trần Thị B", "title": "Phó"},
    ]


def test_namesakes_and_names_in_other_letters_get_ids_of_their_own() -> None:
    read = args("set_roster", ("roster", "An\nAn\n李\nAn"))
    assert [each["id"] for each in read["roster"]] == ["an", "an-2", "2", "an-3"]


def test_an_emptied_roster_is_empty() -> None:
    assert args("set_roster", ("roster", " \n")) == {"roster": []}


# -- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "pairs"),
    [
        ("extend_speech", [("speech", "một")]),
        ("extend_speech", [("speech", "1"), ("at", "2024-04-19T08:00Z")]),
        ("extend_speech", [("speech", "1"), ("sped", "1")]),
        ("ask_to_speak", [("kind", "shouting")]),
        ("call_break", [("until", "soon")]),
        ("check_in", [("marks.x.delegate", "a")]),
        ("check_in", [("marks", "a"), ("marks.0.delegate", "a")]),
        ("check_in", [("marks.0.delegate", "a"), ("marks.0", "a")]),
        ("check_in", [("marks.0", "a")]),
        ("send_message", [("text", b"a file")]),
    ],
)
def test_what_cannot_be_read_is_named(act: str, pairs: list[tuple[str, Any]]) -> None:
    with pytest.raises(Malformed) as wrong:
        args(act, *pairs)
    assert wrong.value.code == "bad_args"


def test_an_act_nobody_knows_and_a_form_without_its_id_are_refused() -> None:
    with pytest.raises(Malformed, match="unknown_act"):
        forms.submitted("dance", MultiDict({"id": "1"}), HANOI)
    for wrong in ({}, {"id": ""}, {"id": "x" * 65}):
        with pytest.raises(Malformed, match="bad_args"):
            forms.submitted("end_round", MultiDict(wrong), HANOI)


@pytest.mark.parametrize(
    "path",
    ["", "http://elsewhere.vn/", "//elsewhere.vn", "/\\elsewhere.vn", "x", "/a\nb", "/a b", None],
)
def test_the_way_back_is_never_another_site(path: object) -> None:
    assert forms.safe_path(path) == "/"


def test_the_way_back_keeps_its_query() -> None:
    assert forms.safe_path("/conferences/a/chair?site=001#x") == "/conferences/a/chair?site=001#x"


@pytest.mark.parametrize("name", ["reason" + ".a" * 3000, "marks." + "9" * 5000 + ".delegate"])
def test_a_field_name_without_end_is_refused(name: str) -> None:
    with pytest.raises(Malformed) as raised:
        args("correct_attendance", ("site", "001"), (name, "x"))
    assert raised.value.code == "bad_args"


# -- as people paste and type it -------------------------------------------------------------------


ON = On(date(2024, 4, 19), Calendar())


def dictated(*pairs: tuple[str, Any]) -> dict[str, Any]:
    fields = MultiDict([("id", "1"), ("text.text", "A"), *pairs])
    text: dict[str, Any] = forms.submitted("draft_conclusion", fields, HANOI, ON).args["text"]
    return {name: text[name] for name in ("deadline", "standing", "deadline_words")}


def test_a_deadline_is_understood_as_it_is_dictated() -> None:
    assert dictated(("text.deadline", "hết quý I/2027")) == {
        "deadline": "2027-03-31",
        "standing": False,
        "deadline_words": "hết quý I/2027",
    }
    standing = dictated(("text.deadline", "Thường xuyên"))
    assert (standing["deadline"], standing["standing"]) == (None, True)
    with pytest.raises(Malformed, match="deadline_unclear"):
        dictated(("text.deadline", "khi nào xong"))


@pytest.mark.parametrize(
    ("known", "shown", "kept"),
    [
        ("2023-06-30;false;own;cuối quý II", "cuối quý II", ("2023-06-30", False, "cuối quý II")),
        ("2023-06-30;false;;30/06/2023", "30/06/2023", ("2023-06-30", False, "")),
        (";true;;thường xuyên", "thường xuyên", (None, True, "")),
        (";false;own;Kỳ họp; giữa năm", "Kỳ họp; giữa năm", (None, False, "Kỳ họp; giữa năm")),
        (";", "30/6", ("2024-06-30", False, "")),
    ],
)
def test_a_deadline_that_nobody_touched_stays_what_it_was(
    known: str, shown: str, kept: tuple[str | None, bool, str]
) -> None:
    read = dictated(("known", known), ("text.deadline", shown))
    assert tuple(read.values()) == kept


@pytest.mark.parametrize("text", ["12.000", "12 000", "12,000", "12\u00a0000", "１２０００"])
def test_a_figure_with_its_thousands_set_apart_is_the_whole_figure(text: str) -> None:
    read = args("hand_in_figures", ("values.commune.petitions", text), ("signed_by", "A"))
    assert read["values"] == {"commune": {"petitions": 12_000}}


@pytest.mark.parametrize("text", ["12.0", "12.5", "12.00", "nhiều"])
def test_a_figure_that_is_none_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(Malformed) as raised:
        args("hand_in_figures", ("values.commune.petitions", text), ("signed_by", "A"))
    assert (raised.value.code, raised.value.detail) == ("bad_args", "petitions")


def test_a_deadline_may_be_typed_with_the_day_first() -> None:
    fields = (("text.text", "A"), ("text.deadline", "30/6/2024"))
    assert args("draft_conclusion", *fields)["text"]["deadline"] == "2024-06-30"
    with pytest.raises(Malformed):
        args("draft_conclusion", ("text.text", "A"), ("text.deadline", "29/2/2027"))


@pytest.mark.parametrize(
    "pasted",
    [
        "Nguyễn Thị Hường; Chủ tịch",
        "Nguye\u0302\u0303n Thi\u0323 Hu\u031bo\u031b\u0300ng; Chu\u0309 ti\u0323ch",
        "Nguyễn\u00a0Thị\u00a0\u200bHường;\u00a0Chủ tịch",
        "TT\tHọ và tên\tChức vụ\r\n1\tNguyễn Thị Hường\tChủ tịch\r\n",
        "1. Nguyễn  Thị Hường; Chủ tịch",
    ],
)
def test_a_roster_in_another_spelling_keeps_its_people(pasted: str) -> None:
    read = args("set_roster", ("roster", pasted), ("known", "7;Nguyễn Thị Hường"))
    assert read["roster"] == [{"id": "7", "name": "Nguyễn Thị Hường", "title": "Chủ tịch"}]
