"""Rules §5: the agenda, its order, and the one item that is current."""

import pytest
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    Document,
    DocumentAttached,
    EditItem,
    ExtendItem,
    FinishItem,
    Item,
    ItemAdded,
    ItemCurrent,
    ItemEdited,
    ItemExtended,
    ItemFinished,
    ItemInUse,
    ItemMoved,
    ItemNotCurrent,
    ItemPlaced,
    ItemPlan,
    ItemRemoved,
    ItemSkipped,
    ItemStarted,
    MoveItem,
    NoSuchItem,
    RemoveItem,
    SkipItem,
    StartItem,
    TooDeep,
)
from diemcau.domain.nouns.conclusions import ConclusionText, DraftConclusion
from diemcau.domain.nouns.conference import CallBreak
from diemcau.domain.nouns.floor import FloorBusy, SpeechInterrupted
from diemcau.domain.nouns.ids import ItemId, RequestId
from diemcau.domain.nouns.record import HandInOpinion, WriteNote
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    BadAddress,
    NameMissing,
    SameNameTwice,
    TextMissing,
    TooMany,
    WrongPhase,
)
from diemcau.domain.nouns.requests import RegisterSpeech, Withdraw
from diemcau.domain.nouns.terms import ItemKind, ItemState, Kind
from diemcau.domain.rules.agenda import USUAL_KINDS, copied
from diemcau.domain.rules.outline import is_internal, public_items
from tests.support.meeting import (
    AGENDA,
    BA_DINH,
    CHAIR,
    CLOSED,
    CONCLUSION,
    DISCUSSION,
    DISCUSSION_ITEM,
    ENDED,
    HOAN_KIEM,
    LOBBY,
    OPENING,
    PLANNED,
    REPLY,
    REPORT,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    given,
    given_the_floor,
    plan_conference,
    took_the_floor,
    was,
)

QUARTERS, DISTRICTS, GUESTS = ItemId("cac-quan"), ItemId("cac-huyen"), ItemId("khach-moi")
DEBATED = USUAL_KINDS[ItemKind.DISCUSSION]


def added(item: ItemId, parent: ItemId | None = None, before: ItemId | None = None) -> AddItem:
    plan = ItemPlan(item, str(item), parent=parent, kinds=DEBATED)
    return AddItem(**by(SECRETARY, 1), plan=plan, before=before)


def contents(meeting: Meeting) -> str:
    return " ".join(f"{meeting.items[each].number}:{each}" for each in meeting.item_order)


PARTS: Step = (added(QUARTERS, DISCUSSION_ITEM), added(DISTRICTS, DISCUSSION_ITEM))

# -- planning and editing --------------------------------------------------------------------------


def test_an_item_can_be_added_while_the_conference_runs() -> None:
    add = added(GUESTS, before=REPLY)
    given(RUNNING).when(add).then(
        ItemAdded(**was(SECRETARY, 1), plan=add.plan, before=REPLY)
    ).leaves(
        lambda m: contents(m) == "1:khai-mac 2:bao-cao 3:trao-doi 4:khach-moi 5:tiep-thu 6:ket-luan"
    )


def test_an_item_added_without_a_place_comes_last() -> None:
    assert contents(after(RUNNING, added(GUESTS))).endswith("5:ket-luan 6:khach-moi")


def test_an_item_whose_plan_does_not_say_offers_the_usual_kinds() -> None:
    plan = ItemPlan(GUESTS, "Khách mời", ItemKind.REPORT)
    given(RUNNING).when(AddItem(**by(SECRETARY, 1), plan=plan)).leaves(
        lambda m: (
            m.items[GUESTS].kinds == (Kind.REPORT, Kind.QUESTION, Kind.ANSWER, Kind.PROCEDURAL)
        )
    )


def test_sub_items_are_numbered_below_their_parent() -> None:
    assert contents(after(RUNNING, PARTS)) == (
        "1:khai-mac 2:bao-cao 3:trao-doi 3.1:cac-quan 3.2:cac-huyen 4:tiep-thu 5:ket-luan"
    )


def test_a_sub_item_can_be_put_before_another() -> None:
    meeting = after(RUNNING, PARTS, added(GUESTS, DISCUSSION_ITEM, before=QUARTERS))
    assert "3.1:khach-moi 3.2:cac-quan 3.3:cac-huyen" in contents(meeting)


def test_there_is_one_level_of_sub_items_and_no_more() -> None:
    given(RUNNING, PARTS).when(added(GUESTS, QUARTERS)).refuses(TooDeep)
    given(RUNNING, PARTS).when(added(GUESTS, before=QUARTERS)).refuses(TooDeep)
    given(RUNNING, PARTS).when(added(GUESTS, DISCUSSION_ITEM, before=REPLY)).refuses(TooDeep)


def test_items_have_ids_of_their_own_and_neighbours_that_exist() -> None:
    given(RUNNING).when(added(REPLY)).refuses(SameNameTwice)
    given(RUNNING).when(added(ItemId(" "))).refuses(NameMissing)
    given(RUNNING).when(added(GUESTS, before=ItemId("?"))).refuses(NoSuchItem)
    given(RUNNING).when(added(GUESTS, ItemId("?"))).refuses(NoSuchItem)


def test_everything_of_an_item_can_be_edited() -> None:
    plan = ItemPlan(
        QUARTERS,
        " Ý kiến các quận ",
        ItemKind.BRIEFING,
        "Văn phòng",
        15,
        parent=DISCUSSION_ITEM,
        internal=True,
        documents=(Document("Báo cáo", "/tai-lieu/1"),),
        kinds=(Kind.COMMENT,),
        budget=600,
    )
    kept = ItemPlan(
        QUARTERS,
        "Ý kiến các quận",
        ItemKind.BRIEFING,
        "Văn phòng",
        15,
        parent=DISCUSSION_ITEM,
        internal=True,
        documents=(Document("Báo cáo", "/tai-lieu/1"),),
        kinds=(Kind.COMMENT,),
        budget=600,
    )
    given(RUNNING, PARTS).when(EditItem(**by(SECRETARY, 2), plan=plan)).then(
        ItemEdited(**was(SECRETARY, 2), plan=kept)
    ).leaves(
        lambda m: (
            m.items[QUARTERS]
            == Item(
                QUARTERS,
                "3.1",
                "Ý kiến các quận",
                ItemKind.BRIEFING,
                "Văn phòng",
                15,
                DISCUSSION_ITEM,
                True,  # noqa: FBT003 – a record, field by field
                (Document("Báo cáo", "/tai-lieu/1"),),
                (Kind.COMMENT,),
                600,
            )
        )
    )


def put_under(item: ItemId, parent: ItemId | None) -> EditItem:
    return EditItem(**by(SECRETARY, 2), plan=ItemPlan(item, str(item), parent=parent))


def test_an_item_that_is_edited_with_another_parent_goes_under_that() -> None:
    given(RUNNING, PARTS).when(put_under(REPLY, DISCUSSION_ITEM)).leaves(
        lambda m: (
            contents(m) == "1:khai-mac 2:bao-cao 3:trao-doi 3.1:cac-quan 3.2:cac-huyen 3.3:tiep-thu"
            " 4:ket-luan"
        )
    )
    given(RUNNING, PARTS).when(put_under(QUARTERS, REPORT)).leaves(
        lambda m: "2:bao-cao 2.1:cac-quan 3:trao-doi 3.1:cac-huyen" in contents(m)
    )


def test_an_item_that_is_edited_to_have_no_parent_stands_behind_those_it_stood_among() -> None:
    given(RUNNING, PARTS).when(put_under(QUARTERS, None)).leaves(
        lambda m: "3:trao-doi 3.1:cac-huyen 4:cac-quan 5:tiep-thu" in contents(m)
    )
    last: Step = (added(GUESTS), added(QUARTERS, GUESTS), added(DISTRICTS, GUESTS))
    given(RUNNING, last).when(put_under(QUARTERS, None)).leaves(
        lambda m: contents(m).endswith("6:khach-moi 6.1:cac-huyen 7:cac-quan")
    )


def test_no_item_is_edited_into_a_place_that_is_none() -> None:
    given(RUNNING, PARTS).when(put_under(REPLY, ItemId("?"))).refuses(NoSuchItem)
    given(RUNNING, PARTS).when(put_under(REPLY, QUARTERS)).refuses(TooDeep)
    given(RUNNING, PARTS).when(put_under(REPLY, REPLY)).refuses(TooDeep)
    given(RUNNING, PARTS).when(put_under(DISCUSSION_ITEM, REPLY)).refuses(TooDeep)


def test_an_item_keeps_a_title_and_must_exist_to_be_edited() -> None:
    untitled = ItemPlan(REPLY, " ")
    given(RUNNING).when(EditItem(**by(SECRETARY, 2), plan=untitled)).refuses(TextMissing)
    unknown = ItemPlan(ItemId("?"), "Khác")
    given(RUNNING).when(EditItem(**by(SECRETARY, 2), plan=unknown)).refuses(NoSuchItem)


def test_an_item_is_extended_while_it_runs() -> None:
    given(DISCUSSION).when(ExtendItem(**by(CHAIR, 80), item=DISCUSSION_ITEM, minutes=15)).then(
        ItemExtended(**was(CHAIR, 80), item=DISCUSSION_ITEM, minutes=15)
    ).leaves(lambda m: m.items[DISCUSSION_ITEM].minutes == 105)


def test_nothing_of_the_agenda_changes_after_the_end() -> None:
    for command in (
        added(GUESTS),
        EditItem(**by(SECRETARY, 210), plan=AGENDA[0]),
        RemoveItem(**by(SECRETARY, 210), item=REPLY),
        MoveItem(**by(SECRETARY, 210), item=REPLY),
        StartItem(**by(CHAIR, 210), item=REPLY),
        FinishItem(**by(CHAIR, 210), item=REPLY),
        SkipItem(**by(CHAIR, 210), item=REPLY),
        ExtendItem(**by(CHAIR, 210), item=REPLY, minutes=5),
    ):
        given(ENDED).when(command).refuses(WrongPhase)


# -- moving ----------------------------------------------------------------------------------------


def test_an_item_moves_before_another_and_takes_its_sub_items_along() -> None:
    move = MoveItem(**by(SECRETARY, 2), item=DISCUSSION_ITEM, before=OPENING)
    given(RUNNING, PARTS).when(move).then(
        ItemMoved(**was(SECRETARY, 2), item=DISCUSSION_ITEM, before=OPENING)
    ).leaves(
        lambda m: (
            contents(m)
            == "1:trao-doi 1.1:cac-quan 1.2:cac-huyen 2:khai-mac 3:bao-cao 4:tiep-thu 5:ket-luan"
        )
    )


def test_an_item_moves_to_the_end_and_a_sub_item_to_the_end_of_its_parent() -> None:
    to_end = MoveItem(**by(SECRETARY, 2), item=DISCUSSION_ITEM)
    sub_to_end = MoveItem(**by(SECRETARY, 3), item=QUARTERS, parent=DISCUSSION_ITEM)
    assert contents(after(RUNNING, PARTS, to_end, sub_to_end)) == (
        "1:khai-mac 2:bao-cao 3:tiep-thu 4:ket-luan 5:trao-doi 5.1:cac-huyen 5.2:cac-quan"
    )


def test_an_item_moves_before_a_sub_item_and_is_one() -> None:
    move = MoveItem(**by(SECRETARY, 2), item=REPLY, before=DISTRICTS)
    given(RUNNING, PARTS).when(move).then(
        ItemPlaced(**was(SECRETARY, 2), item=REPLY, parent=DISCUSSION_ITEM, before=DISTRICTS)
    ).leaves(lambda m: "3.1:cac-quan 3.2:tiep-thu 3.3:cac-huyen 4:ket-luan" in contents(m))


def test_a_sub_item_moves_before_an_item_or_to_the_end_and_stands_on_its_own() -> None:
    for before, there in ((REPLY, "4:cac-quan 5:tiep-thu"), (None, "5:ket-luan 6:cac-quan")):
        move = MoveItem(**by(SECRETARY, 2), item=QUARTERS, before=before)
        placed = ItemPlaced(**was(SECRETARY, 2), item=QUARTERS, parent=None, before=before)
        assert there in contents(given(RUNNING, PARTS).when(move).then(placed).meeting)


def test_an_item_moves_under_one_that_has_no_sub_items_yet() -> None:
    move = MoveItem(**by(SECRETARY, 2), item=REPLY, parent=REPORT)
    given(RUNNING).when(move).then(
        ItemPlaced(**was(SECRETARY, 2), item=REPLY, parent=REPORT, before=None)
    ).leaves(lambda m: "2:bao-cao 2.1:tiep-thu 3:trao-doi" in contents(m))


@pytest.mark.parametrize(
    ("item", "parent", "before"),
    [
        (DISCUSSION_ITEM, None, QUARTERS),
        (DISCUSSION_ITEM, REPLY, None),
        (REPLY, QUARTERS, None),
        (REPLY, REPLY, None),
        (REPLY, REPORT, QUARTERS),
    ],
)
def test_an_item_moves_nowhere_where_it_would_be_too_deep(
    item: ItemId, parent: ItemId | None, before: ItemId | None
) -> None:
    move = MoveItem(**by(SECRETARY, 2), item=item, parent=parent, before=before)
    given(RUNNING, PARTS).when(move).refuses(TooDeep)


def test_an_item_put_under_an_internal_one_is_internal_with_it() -> None:
    hide = EditItem(**by(SECRETARY, 2), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    move = MoveItem(**by(SECRETARY, 3), item=REPLY, parent=REPORT)
    given(RUNNING, hide).when(move).leaves(
        lambda m: [item.id for item in public_items(m)] == [OPENING, DISCUSSION_ITEM, CONCLUSION]
    )


def test_an_item_cannot_move_before_itself() -> None:
    given(RUNNING).when(MoveItem(**by(SECRETARY, 2), item=REPLY, before=REPLY)).refuses(AlreadyDone)


def test_an_item_to_move_must_exist() -> None:
    given(RUNNING).when(MoveItem(**by(SECRETARY, 2), item=ItemId("?"))).refuses(NoSuchItem)
    nowhere = MoveItem(**by(SECRETARY, 2), item=REPLY, parent=ItemId("?"))
    given(RUNNING).when(nowhere).refuses(NoSuchItem)


# -- removing --------------------------------------------------------------------------------------


def test_an_item_that_left_no_trace_can_be_removed_and_the_rest_is_renumbered() -> None:
    given(RUNNING).when(RemoveItem(**by(SECRETARY, 2), item=REPORT)).then(
        ItemRemoved(**was(SECRETARY, 2), item=REPORT)
    ).leaves(lambda m: contents(m) == "1:khai-mac 2:trao-doi 3:tiep-thu 4:ket-luan")


SKIPPED = SkipItem(**by(CHAIR, 1), item=REPORT)


@pytest.mark.parametrize(
    "trace",
    [
        StartItem(**by(CHAIR, 1), item=REPORT),
        (StartItem(**by(CHAIR, 1), item=REPORT), FinishItem(**by(CHAIR, 2), item=REPORT)),
        added(QUARTERS, REPORT),
        RegisterSpeech(
            **by(BA_DINH, 1), item=REPORT, topic="Số liệu", minutes=5, kind=Kind.QUESTION
        ),
        WriteNote(**by(SECRETARY, 1), about=f"item/{REPORT}", text="Chuẩn bị"),
        (SKIPPED, HandInOpinion(**by(BA_DINH, 1), item=REPORT, text="Nhất trí")),
        DraftConclusion(**by(SECRETARY, 1), text=ConclusionText("Rà soát", item=REPORT)),
    ],
)
def test_an_item_that_appears_in_the_record_cannot_be_removed(trace: Step) -> None:
    given(RUNNING, trace).when(RemoveItem(**by(SECRETARY, 5), item=REPORT)).refuses(ItemInUse)


def test_an_item_whose_only_request_was_withdrawn_is_still_in_the_record() -> None:
    registered = RegisterSpeech(
        **by(BA_DINH, 1, named="r"), item=REPORT, topic="A", minutes=5, kind=Kind.REPORT
    )
    withdrawn = Withdraw(**by(BA_DINH, 2), request=RequestId("r"))
    given(RUNNING, registered, withdrawn).when(RemoveItem(**by(SECRETARY, 5), item=REPORT)).refuses(
        ItemInUse
    )


# -- running ---------------------------------------------------------------------------------------


def test_starting_an_item_finishes_the_current_one() -> None:
    given(DISCUSSION).when(StartItem(**by(CHAIR, 90), item=REPLY)).then(
        ItemFinished(**was(CHAIR, 90), item=DISCUSSION_ITEM),
        ItemStarted(**was(CHAIR, 90), item=REPLY),
    ).leaves(
        lambda m: (
            m.current == REPLY
            and m.items[DISCUSSION_ITEM].state is ItemState.DONE
            and m.items[DISCUSSION_ITEM].finished_at == at(90)
            and m.items[REPLY].started_at == at(90)
        )
    )


def test_the_current_item_cannot_be_started_again() -> None:
    given(DISCUSSION).when(StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM)).refuses(ItemCurrent)


def test_an_item_to_start_must_exist() -> None:
    given(RUNNING).when(StartItem(**by(CHAIR, 1), item=ItemId("?"))).refuses(NoSuchItem)


def test_an_item_taken_up_again_keeps_its_first_start() -> None:
    back: Step = (
        StartItem(**by(CHAIR, 90), item=REPLY),
        StartItem(**by(CHAIR, 100), item=DISCUSSION_ITEM),
    )
    item = after(DISCUSSION, back).items[DISCUSSION_ITEM]
    assert (item.state, item.started_at, item.finished_at) == (ItemState.CURRENT, at(0), None)


def test_items_start_only_while_the_conference_runs() -> None:
    given(LOBBY).when(StartItem(**by(CHAIR, -1), item=OPENING)).refuses(WrongPhase)
    given(RUNNING, CallBreak(**by(CHAIR, 5))).when(StartItem(**by(CHAIR, 6), item=OPENING)).refuses(
        WrongPhase
    )


def test_the_current_item_is_finished() -> None:
    given(DISCUSSION).when(FinishItem(**by(SECRETARY, 90), item=DISCUSSION_ITEM)).then(
        ItemFinished(**was(SECRETARY, 90), item=DISCUSSION_ITEM)
    ).leaves(lambda m: m.current is None)


def test_only_the_current_item_can_be_finished() -> None:
    given(DISCUSSION).when(FinishItem(**by(CHAIR, 90), item=REPLY)).refuses(ItemNotCurrent)


def test_nobody_loses_the_floor_because_an_item_ends() -> None:
    speaking: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    interrupted: Step = (
        asked_to_speak(HOAN_KIEM),
        given_the_floor(HOAN_KIEM, minutes=3, believes=1, interject=True),
        took_the_floor(2, 4),
    )
    gave_way: Step = (speaking, interrupted)
    for scene, refusal in ((speaking, FloorBusy), (gave_way, SpeechInterrupted)):
        given(scene).when(StartItem(**by(CHAIR, 5), item=REPLY)).refuses(refusal)
        given(scene).when(FinishItem(**by(CHAIR, 5), item=DISCUSSION_ITEM)).refuses(refusal)


def test_an_item_that_has_not_begun_is_skipped() -> None:
    given(DISCUSSION).when(SkipItem(**by(CHAIR, 90), item=REPLY)).then(
        ItemSkipped(**was(CHAIR, 90), item=REPLY)
    ).leaves(lambda m: m.items[REPLY].state is ItemState.SKIPPED)
    given(DISCUSSION).when(SkipItem(**by(CHAIR, 90), item=DISCUSSION_ITEM)).refuses(ItemInUse)


def test_a_skipped_item_may_be_taken_up_after_all() -> None:
    given(DISCUSSION, SkipItem(**by(CHAIR, 90), item=REPLY)).when(
        StartItem(**by(CHAIR, 91), item=REPLY)
    ).leaves(lambda m: m.current == REPLY)


# -- internal items (rules §1) ---------------------------------------------------------------------


def test_a_sub_item_of_an_internal_item_is_internal_with_it() -> None:
    hide = EditItem(**by(SECRETARY, 2), plan=ItemPlan(DISCUSSION_ITEM, "Họp kín", internal=True))
    meeting = after(PLANNED, PARTS, hide)
    assert is_internal(meeting, QUARTERS)
    assert not is_internal(meeting, REPLY)
    assert [item.id for item in public_items(meeting)] == [OPENING, REPORT, REPLY, CONCLUSION]


def test_the_table_counts_every_item_and_the_others_those_they_see() -> None:
    hide = EditItem(**by(SECRETARY, 2), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    hide_part = EditItem(
        **by(SECRETARY, 2), plan=ItemPlan(QUARTERS, "Kín", parent=DISCUSSION_ITEM, internal=True)
    )
    meeting = after(PLANNED, PARTS, hide, hide_part)
    assert "2:bao-cao 3:trao-doi 3.1:cac-quan 3.2:cac-huyen 4:tiep-thu" in contents(meeting)
    outside = [f"{item.number}:{item.id}" for item in public_items(meeting)]
    assert outside == ["1:khai-mac", "2:trao-doi", "2.1:cac-huyen", "3:tiep-thu", "4:ket-luan"]


def test_an_item_that_is_internal_no_longer_counts_again() -> None:
    hide = EditItem(**by(SECRETARY, 2), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    show = EditItem(**by(SECRETARY, 3), plan=ItemPlan(REPORT, "Báo cáo"))
    meeting = after(PLANNED, hide, show)
    assert [item.number for item in public_items(meeting)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example/x", "data:,x", "", "/\\x"]
)
def test_a_document_lies_on_the_web_or_on_this_server(address: str) -> None:
    plan = ItemPlan(ItemId("them"), "Thêm", documents=(Document("Tờ trình", address),))
    given(PLANNED).when(AddItem(**by(SECRETARY), plan=plan)).refuses(BadAddress)


@pytest.mark.parametrize("address", ["https://hdnd.vn/a.pdf", "http://10.0.0.1/a", "/documents/a"])
def test_a_document_keeps_its_address(address: str) -> None:
    plan = ItemPlan(ItemId("them"), "Thêm", documents=(Document("Tờ trình", address),))
    added = given(PLANNED).when(AddItem(**by(SECRETARY), plan=plan))
    added.leaves(lambda m: m.items[ItemId("them")].documents[0].address == address)


# -- documents -------------------------------------------------------------------------------------

FIRST, SECOND = Document("Dự thảo", "/files/1"), Document("Dự thảo", "/files/2")
ATTACHED = AttachDocument(**by(SECRETARY, -90), item=REPORT, document=FIRST)
REPLACED = AttachDocument(**by(CHAIR, -80), item=REPORT, document=SECOND)


def test_a_document_is_laid_on_an_item() -> None:
    given(PLANNED).when(ATTACHED).then(
        DocumentAttached(**was(SECRETARY, -90), item=REPORT, document=FIRST)
    ).leaves(lambda m: m.items[REPORT].documents == (FIRST,))
    given(PLANNED, ATTACHED).when(ATTACHED).then()


def test_under_the_same_title_it_is_a_new_version_in_the_same_place() -> None:
    other = AttachDocument(
        **by(SECRETARY, -85), item=REPORT, document=Document("Phụ lục", "/files/3")
    )
    given(PLANNED, ATTACHED, other).when(REPLACED).then(
        DocumentAttached(**was(CHAIR, -80), item=REPORT, document=SECOND, replaces=FIRST)
    ).leaves(
        lambda m: (
            m.items[REPORT].documents == (SECOND, other.document)
            and m.items[REPORT].replaced == (FIRST,)
        )
    )


def test_a_document_has_a_title_and_an_address_that_runs_nothing() -> None:
    for document, refusal in (
        (Document(" ", "/files/1"), TextMissing),
        (Document("Dự thảo", "javascript:alert(1)"), BadAddress),
    ):
        given(PLANNED).when(replace(ATTACHED, document=document)).refuses(refusal)
    given(PLANNED).when(replace(ATTACHED, item=ItemId("không có"))).refuses(NoSuchItem)
    given(ENDED).when(replace(ATTACHED, **by(SECRETARY, 205))).leaves(
        lambda m: m.items[REPORT].documents == (FIRST,)
    )
    given(CLOSED).when(replace(ATTACHED, **by(SECRETARY, 300))).refuses(WrongPhase)


def test_fifty_documents_on_an_item_are_enough() -> None:
    many = tuple(
        replace(ATTACHED, document=Document(f"Tài liệu {number}", f"/files/{number}"))
        for number in range(50)
    )
    given(PLANNED, many).when(ATTACHED).refuses(TooMany)
    given(PLANNED, many).when(replace(ATTACHED, document=Document("Tài liệu 7", "/new"))).leaves(
        lambda m: len(m.items[REPORT].documents) == 50
    )


# -- the next conference ---------------------------------------------------------------------------


def test_an_agenda_is_copied_for_another_conference_without_documents_or_what_came_of_it() -> None:
    whole = ItemPlan(
        QUARTERS,
        "Ý kiến các quận",
        ItemKind.BRIEFING,
        "Văn phòng",
        15,
        parent=DISCUSSION_ITEM,
        internal=True,
        documents=(Document("Báo cáo", "/tai-lieu/1"),),
        kinds=(Kind.COMMENT,),
        budget=600,
    )
    add = AddItem(**by(SECRETARY, 2), plan=whole)
    plans = copied(after(DISCUSSION, add))
    assert [plan.title for plan in plans] == [
        *(plan.title for plan in AGENDA[:3]),
        "Ý kiến các quận",
        *(plan.title for plan in AGENDA[3:]),
    ]
    assert plans[3] == ItemPlan(
        ItemId("muc-4"),
        "Ý kiến các quận",
        ItemKind.BRIEFING,
        "Văn phòng",
        15,
        parent=plans[2].id,
        internal=True,
        kinds=(Kind.COMMENT,),
        budget=600,
    )


def test_a_copied_agenda_can_be_planned() -> None:
    meeting = after(plan_conference(copied(after(DISCUSSION, PARTS))))
    assert contents(meeting) == "1:muc-1 2:muc-2 3:muc-3 3.1:muc-4 3.2:muc-5 4:muc-6 5:muc-7"
    assert all(item.state is ItemState.PLANNED for item in meeting.items.values())
