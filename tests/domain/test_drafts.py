"""A draft in the conference: carried on an item, gone through clause by clause (rules of
consultation §5).
"""

import pytest
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    AddItem,
    EditItem,
    FinishItem,
    ItemNotCurrent,
    ItemPlan,
    NoItemCurrent,
    NoSuchItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.drafts import (
    CarryDraft,
    ClauseFocused,
    DraftCarried,
    DraftDropped,
    DraftOutline,
    DropDraft,
    FocusClause,
    ItemOver,
    NoDraftCarried,
    NoSuchClause,
)
from diemcau.domain.nouns.ids import ItemId
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules import drafts
from diemcau.domain.views.drafts import ClausesView, DraftView
from diemcau.domain.views.families import Audience, render
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    LYK,
    OPENING,
    OUTLINE,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    by,
    carried_draft,
    code,
    focused,
    given,
    was,
)

CARRIED: Step = (RUNNING, carried_draft(), StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM))
"""The item on which the draft lies is current."""
SECOND = DraftOutline(2, OUTLINE.title, OUTLINE.clauses[1:])
"""The next version, without Điều 4 as such."""
SCREENS = [
    Audience(Role.CHAIR),
    Audience(Role.SECRETARY),
    Audience(Role.OPERATOR),
    Audience(Role.SCREEN),
    Audience(Role.SITE, code(BA_DINH)),
]


def draft(meeting: Meeting) -> DraftView:
    shown = render(meeting, Audience(Role.SITE, code(BA_DINH)))["draft"]
    assert isinstance(shown, DraftView)
    return shown


# -- carrying --------------------------------------------------------------------------------------


def test_a_draft_is_laid_on_an_item_before_the_conference() -> None:
    given(PLANNED).when(carried_draft()).then(
        DraftCarried(**was(SECRETARY, -60), item=DISCUSSION_ITEM, consultation=LYK, outline=OUTLINE)
    )


def test_it_is_laid_on_an_item_that_is_there_and_not_over() -> None:
    nowhere = carried_draft(item=ItemId("khong-co"))
    given(RUNNING).when(nowhere).refuses(NoSuchItem)
    done: Step = (CARRIED, FinishItem(**by(CHAIR, 9), item=DISCUSSION_ITEM))
    given(done).when(carried_draft(10, SECOND)).refuses(ItemOver)
    skipped: Step = (RUNNING, SkipItem(**by(CHAIR, 2), item=REPLY))
    given(skipped).when(carried_draft(10, item=REPLY)).refuses(ItemOver)


def test_the_same_version_again_changes_nothing() -> None:
    given(CARRIED).when(carried_draft(10)).refuses(AlreadyDone)


def test_a_newer_version_takes_its_place_and_the_focus_stays_where_its_clause_still_is() -> None:
    stays = after(CARRIED, focused("dieu-5"), carried_draft(10, SECOND))
    assert (draft(stays).version, draft(stays).focus) == (2, "dieu-5")
    gone = after(CARRIED, focused("dieu-4"), carried_draft(10, SECOND))
    assert (draft(gone).version, draft(gone).focus) == (2, None)
    assert [each.label for each in gone.drafts[DISCUSSION_ITEM].earlier] == ["Điều 4"]


def test_a_clause_that_comes_back_is_no_earlier_one() -> None:
    third = replace(OUTLINE, version=3)
    meeting = after(CARRIED, carried_draft(10, SECOND), carried_draft(11, third))
    assert meeting.drafts[DISCUSSION_ITEM].earlier == ()


def test_another_draft_begins_anew() -> None:
    other = CarryDraft(
        **by(SECRETARY, 10), item=DISCUSSION_ITEM, consultation="LYK-2024-02", outline=SECOND
    )
    carried = after(CARRIED, focused("dieu-5"), other).drafts[DISCUSSION_ITEM]
    assert (carried.consultation, carried.focus, carried.earlier) == ("LYK-2024-02", None, ())


def test_a_draft_is_taken_off_an_item_that_carries_one() -> None:
    drop = DropDraft(**by(SECRETARY, 2), item=DISCUSSION_ITEM)
    given(CARRIED).when(drop).then(DraftDropped(**was(SECRETARY, 2), item=DISCUSSION_ITEM)).leaves(
        lambda meeting: not meeting.drafts
    )
    given(DISCUSSION).when(drop).refuses(NoDraftCarried)


def test_an_item_that_is_removed_takes_its_draft_with_it() -> None:
    added = AddItem(**by(SECRETARY, -100), plan=ItemPlan(ItemId("them"), "Dự thảo"))
    remove = RemoveItem(**by(SECRETARY, -80), item=ItemId("them"))
    carried = carried_draft(-90, item=ItemId("them"))
    assert not after(PLANNED, added, carried, remove).drafts


# -- clause by clause ------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY])
def test_chair_or_secretary_say_which_clause_is_discussed(actor: Actor) -> None:
    given(CARRIED).when(FocusClause(**by(actor, 5), clause="dieu-4")).then(
        ClauseFocused(**was(actor, 5), item=DISCUSSION_ITEM, clause="dieu-4")
    ).leaves(lambda meeting: draft(meeting).focus == "dieu-4")


def test_no_clause_is_discussed_when_the_draft_is_as_a_whole() -> None:
    given(CARRIED, focused("dieu-4")).when(focused(None, 6)).leaves(
        lambda meeting: draft(meeting).focus is None
    )


def test_a_focus_is_refused_for_what_it_lacks() -> None:
    given(RUNNING).when(focused("dieu-4")).refuses(NoItemCurrent)
    given(DISCUSSION).when(focused("dieu-4")).refuses(NoDraftCarried)
    given(CARRIED).when(focused("dieu-9")).refuses(NoSuchClause)
    given(CARRIED, focused("dieu-4")).when(focused("dieu-4", 6)).refuses(AlreadyDone)


def test_who_takes_another_item_to_be_current_moves_no_focus() -> None:
    meant = FocusClause(**by(CHAIR, 5), clause="dieu-4", item=OPENING)
    given(CARRIED).when(meant).refuses(ItemNotCurrent)
    given(CARRIED).when(replace(meant, item=DISCUSSION_ITEM)).leaves(
        lambda meeting: draft(meeting).focus == "dieu-4"
    )


# -- as it is seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", SCREENS)
def test_all_see_the_draft_of_the_current_item_and_the_names_of_its_clauses(
    audience: Audience,
) -> None:
    view = render(after(CARRIED, focused("dieu-4")), audience)
    assert view["draft"] == DraftView(
        item=DISCUSSION_ITEM,
        consultation=LYK,
        version=1,
        title=OUTLINE.title,
        focus="dieu-4",
    )
    assert view["clauses"] == ClausesView(item=DISCUSSION_ITEM, clauses=OUTLINE.clauses)
    assert getattr(view[f"item/{DISCUSSION_ITEM}"], "draft", "") == LYK


@pytest.mark.parametrize("audience", SCREENS)
def test_while_another_item_runs_there_is_none(audience: Audience) -> None:
    elsewhere = after(CARRIED, StartItem(**by(CHAIR, 9), item=REPLY))
    assert not {"draft", "clauses"} & render(elsewhere, audience).keys()
    assert getattr(render(elsewhere, audience)[f"item/{DISCUSSION_ITEM}"], "draft", "") == LYK


def test_of_a_draft_on_an_internal_item_only_the_table_knows() -> None:
    internal = EditItem(**by(SECRETARY, 6), plan=ItemPlan(DISCUSSION_ITEM, "Họp", internal=True))
    hidden = after(CARRIED, internal)
    told = {each.role for each in SCREENS if {"draft", "clauses"} & render(hidden, each).keys()}
    assert told == {Role.CHAIR, Role.SECRETARY}


def test_only_the_current_item_has_a_draft_under_discussion() -> None:
    assert drafts.current(after(RUNNING, carried_draft())) is None
