"""A board of petitions in the conference: frozen as its item starts, gone through one by one
(rules of petitions §11).
"""

from datetime import date

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide
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
from diemcau.domain.nouns.conclusions import ConclusionText, DraftConclusion, EditConclusion
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.drafts import ItemOver
from diemcau.domain.nouns.floor import FloorChanged, FloorGiven, FloorTaken
from diemcau.domain.nouns.ids import ConclusionId, ItemId, RequestId, SpeechNo
from diemcau.domain.nouns.papers import PetitionLine
from diemcau.domain.nouns.petitions import (
    BoardCarried,
    BoardDropped,
    BoardFrozen,
    CarriedBoard,
    CarryBoard,
    ChoosePetitions,
    DropBoard,
    FocusPetition,
    NoBoardCarried,
    NotOnTheBoard,
    PetitionFocused,
    PetitionsChosen,
)
from diemcau.domain.nouns.presenters import CallOnPetition, NoPetitionFocused, SiteNotConcerned
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import AskedToSpeak
from diemcau.domain.nouns.terms import Kind, Role
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.rules import drafting
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.floor import FloorView
from diemcau.domain.views.may import OFFERS
from diemcau.domain.views.offers import Asker, Offer
from diemcau.domain.views.petitions import BoardView
from tests.support.meeting import (
    BA_DINH,
    BOARD,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HA_DONG,
    HOAN_KIEM,
    KN1,
    KN2,
    KN3,
    OPENING,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    before_the_room,
    by,
    card,
    carried_board,
    code,
    given,
    given_the_floor,
    spoke,
    was,
)

STARTED = StartItem(**by(CHAIR, 1), item=DISCUSSION_ITEM)
CARRIED: Step = (RUNNING, carried_board(), STARTED)
"""The item on which the board lies is current; its figures are an hour old."""
FROZEN: Step = (CARRIED, CarryBoard(**by(CLOCK, 1), item=DISCUSSION_ITEM, figures=BOARD))
FOCUSED: Step = (FROZEN, before_the_room(KN1))
FEWER = replace(BOARD, petitions=60, marks=BOARD.marks[1:])
"""The first petition was answered meanwhile."""


def lies(meeting: Meeting) -> CarriedBoard:
    return meeting.boards[DISCUSSION_ITEM]


AT_CHAIR = Audience(Role.CHAIR)


def board(meeting: Meeting, audience: Audience = AT_CHAIR) -> BoardView:
    shown = render(meeting, audience)["board"]
    assert isinstance(shown, BoardView)
    return shown


# -- carrying, renewing, freezing ------------------------------------------------------------------


def test_the_board_is_laid_on_an_item_with_the_petitions_that_offer_themselves() -> None:
    given(PLANNED).when(carried_board()).then(
        BoardCarried(**was(SECRETARY, -60), item=DISCUSSION_ITEM, figures=BOARD)
    ).leaves(lambda meeting: lies(meeting).chosen == (KN1, KN2) and lies(meeting).at == at(-60))


def test_one_that_does_not_offer_itself_is_asked_for_by_its_code() -> None:
    given(PLANNED).when(carried_board(also=(KN3, KN3))).leaves(
        lambda meeting: lies(meeting).chosen == (KN1, KN2, KN3)
    )
    given(PLANNED).when(carried_board(also=("KN-2024-0099",))).refuses(NotOnTheBoard)


def test_it_is_laid_on_an_item_that_is_there_and_not_over() -> None:
    given(RUNNING).when(carried_board(item=ItemId("khong-co"))).refuses(NoSuchItem)
    skipped: Step = (RUNNING, SkipItem(**by(CHAIR, 2), item=REPLY))
    given(skipped).when(carried_board(10, item=REPLY)).refuses(ItemOver)


def test_renewed_before_the_start_it_has_the_figures_of_then_and_what_was_chosen_stays() -> None:
    only = ChoosePetitions(**by(SECRETARY, -50), item=DISCUSSION_ITEM, petitions=(KN2,))
    renewed = after(PLANNED, carried_board(), only, carried_board(-40))
    assert (lies(renewed).chosen, lies(renewed).at) == ((KN2,), at(-40))
    gone = after(PLANNED, carried_board(also=(KN3,)), carried_board(-40, FEWER))
    assert lies(gone).chosen == (KN2, KN3)
    new = after(PLANNED, carried_board(-60, FEWER), carried_board(-40))
    assert lies(new).chosen == (KN2, KN1)


def test_as_its_item_starts_the_clock_renews_it_for_the_last_time() -> None:
    last = CarryBoard(**by(CLOCK, 1), item=DISCUSSION_ITEM, figures=FEWER)
    given(CARRIED).when(last).leaves(lambda meeting: lies(meeting).figures == FEWER)
    given(FROZEN).when(carried_board(10)).refuses(BoardFrozen)
    given(FROZEN).when(DropBoard(**by(SECRETARY, 10), item=DISCUSSION_ITEM)).refuses(BoardFrozen)


def test_a_board_that_was_forgotten_is_laid_on_the_current_item_once() -> None:
    given(DISCUSSION).when(carried_board(10)).leaves(lambda meeting: lies(meeting).at == at(10))
    given(DISCUSSION, carried_board(10)).when(carried_board(11)).refuses(BoardFrozen)


def test_the_focus_stays_where_its_petition_still_is() -> None:
    stays = after(CARRIED, before_the_room(KN2, 2), carried_board(3, FEWER))
    assert lies(stays).focus == KN2
    assert lies(after(CARRIED, before_the_room(KN1, 2), carried_board(3, FEWER))).focus is None


def test_it_is_taken_off_an_item_that_has_not_begun() -> None:
    drop = DropBoard(**by(SECRETARY, -50), item=DISCUSSION_ITEM)
    given(PLANNED, carried_board()).when(drop).then(
        BoardDropped(**was(SECRETARY, -50), item=DISCUSSION_ITEM)
    ).leaves(lambda meeting: not meeting.boards)
    given(PLANNED).when(drop).refuses(NoBoardCarried)


def test_an_item_that_is_removed_takes_its_board_with_it() -> None:
    added = AddItem(**by(SECRETARY, -100), plan=ItemPlan(ItemId("them"), "Kiến nghị"))
    carried = carried_board(-90, item=ItemId("them"))
    remove = RemoveItem(**by(SECRETARY, -80), item=ItemId("them"))
    assert not after(PLANNED, added, carried, remove).boards


# -- choosing --------------------------------------------------------------------------------------


def chosen(*petitions: str, minutes: float = 6) -> ChoosePetitions:
    return ChoosePetitions(**by(SECRETARY, minutes), item=DISCUSSION_ITEM, petitions=petitions)


def test_the_secretary_says_which_are_gone_through_and_in_which_order() -> None:
    given(FROZEN).when(chosen(KN3, KN1, KN3)).then(
        PetitionsChosen(**was(SECRETARY, 6), item=DISCUSSION_ITEM, petitions=(KN3, KN1))
    )
    given(FOCUSED).when(chosen(KN3, KN1)).leaves(lambda meeting: lies(meeting).focus == KN1)
    given(FOCUSED).when(chosen(KN3)).leaves(lambda meeting: lies(meeting).focus is None)


def test_a_choice_is_refused_for_what_it_lacks() -> None:
    given(FROZEN).when(chosen(KN1, KN2)).refuses(AlreadyDone)
    given(FROZEN).when(chosen("KN-2024-0099")).refuses(NotOnTheBoard)
    given(DISCUSSION).when(chosen(KN1)).refuses(NoBoardCarried)
    over: Step = (FROZEN, FinishItem(**by(CHAIR, 5), item=DISCUSSION_ITEM))
    given(over).when(chosen(KN1)).refuses(ItemOver)


# -- one petition before the room ------------------------------------------------------------------


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY])
def test_chair_or_secretary_say_which_petition_is_before_the_room(actor: Actor) -> None:
    given(FROZEN).when(FocusPetition(**by(actor, 5), petition=KN2)).then(
        PetitionFocused(**was(actor, 5), item=DISCUSSION_ITEM, petition=KN2)
    ).leaves(lambda meeting: board(meeting).focus == KN2)
    given(FOCUSED).when(before_the_room(None, 6)).leaves(
        lambda meeting: board(meeting).focus is None
    )


def test_a_focus_is_refused_for_what_it_lacks() -> None:
    given(RUNNING).when(before_the_room(KN1)).refuses(NoItemCurrent)
    given(DISCUSSION).when(before_the_room(KN1)).refuses(NoBoardCarried)
    given(FROZEN).when(before_the_room(KN3)).refuses(NotOnTheBoard)
    given(FOCUSED).when(before_the_room(KN1, 6)).refuses(AlreadyDone)
    meant = FocusPetition(**by(CHAIR, 5), petition=KN1, item=OPENING)
    given(FROZEN).when(meant).refuses(ItemNotCurrent)


def test_what_is_said_while_a_petition_is_before_the_room_is_said_of_it() -> None:
    talked: Step = (
        spoke(1, HA_DONG, 3, 4),
        before_the_room(KN1),
        spoke(2, BA_DINH, 7, 8),
        asked_to_speak(HOAN_KIEM, minutes=9),
        given_the_floor(HOAN_KIEM, minutes=9),
        before_the_room(KN2, 10),
        before_the_room(None, 11),
    )
    meeting = after(FROZEN, talked)
    assert dict(meeting.about) == {SpeechNo(2): (KN1,), SpeechNo(3): (KN1, KN2)}
    floor = render(meeting, AT_CHAIR)["floor"]
    assert isinstance(floor, FloorView)
    assert floor.speech
    assert floor.speech.petitions == (KN1, KN2)


def happens(scene: Step, command: CallOnPetition) -> list[type]:
    return [type(event) for event in decide(after(scene), command)]


def test_the_floor_is_given_to_its_lead_who_answers() -> None:
    lead = CallOnPetition(**by(CHAIR, 6, named="goi"), site=code(BA_DINH), believes=None)
    assert happens(FOCUSED, lead) == [AskedToSpeak, FloorGiven]
    meeting = after(FOCUSED, lead)
    assert meeting.speeches[SpeechNo(1)].request == RequestId("goi")
    assert meeting.speeches[SpeechNo(1)].kind is Kind.ANSWER
    assert meeting.about[SpeechNo(1)] == (KN1,)


def test_the_floor_is_given_to_a_unit_that_raised_it_and_whoever_speaks_is_done() -> None:
    speaking: Step = (FOCUSED, asked_to_speak(HA_DONG), given_the_floor(HA_DONG, minutes=6))
    unit = CallOnPetition(**by(CHAIR, 7), site=code(HOAN_KIEM), believes=SpeechNo(1))
    assert happens(speaking, unit) == [FloorTaken, AskedToSpeak, FloorGiven]
    assert after(speaking, unit).speeches[SpeechNo(2)].kind is Kind.COMMENT


def test_one_that_waits_already_is_called_by_what_it_asked_for() -> None:
    waits: Step = (FOCUSED, asked_to_speak(HA_DONG), asked_to_speak(DONG_ANH, Kind.PROPOSAL))
    call = CallOnPetition(**by(CHAIR, 7), site=code(DONG_ANH), believes=None)
    assert happens(waits, call) == [FloorGiven]
    speech = after(waits, call).speeches[SpeechNo(1)]
    assert speech.request == card(DONG_ANH, Kind.PROPOSAL)


def test_a_call_is_refused_for_what_it_lacks_and_taken_back_like_any_other() -> None:
    call = CallOnPetition(**by(CHAIR, 7), site=code(BA_DINH), believes=None)
    given(RUNNING).when(call).refuses(NoItemCurrent)
    given(DISCUSSION).when(call).refuses(NoBoardCarried)
    given(FROZEN).when(call).refuses(NoPetitionFocused)
    given(FOCUSED).when(replace(call, site=code(HA_DONG))).refuses(SiteNotConcerned)
    given(FOCUSED).when(replace(call, believes=SpeechNo(9))).refuses(FloorChanged)
    again = CallOnPetition(**by(CHAIR, 8), site=code(BA_DINH), believes=SpeechNo(1))
    given(FOCUSED, call).when(again).refuses(AlreadyDone)
    undone = after(FOCUSED, call, Undo(**by(CHAIR, 8), act=after(FOCUSED, call).acts))
    assert undone.floor is None
    assert not undone.items[DISCUSSION_ITEM].queue.order


def called(meeting: Meeting) -> Offer:
    return dict(OFFERS["presenters"](Asker(meeting, Role.CHAIR)))[CallOnPetition]


def test_who_may_be_called_is_offered_and_why_nobody() -> None:
    assert called(after(RUNNING)).no == "no_item_current"
    assert called(after(DISCUSSION)).no == "no_board_carried"
    assert called(after(FROZEN)).no == "no_petition_focused"
    concerned = tuple(map(code, (BA_DINH, HOAN_KIEM, DONG_ANH)))
    assert called(after(FOCUSED)).choices == {"site": concerned}
    assert called(after(FOCUSED, before_the_room(KN2, 6))).no == "already_done"


# -- as it is seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "audience",
    [Audience(Role.OPERATOR), Audience(Role.SCREEN), Audience(Role.SITE, code(BA_DINH))],
)
def test_the_title_of_an_internal_petition_stays_at_the_table(audience: Audience) -> None:
    outside = board(after(FROZEN), audience)
    assert [each.title for each in outside.petitions] == ["Kè sông", ""]
    assert not any(each.sites for each in outside.petitions)
    inside = board(after(FROZEN))
    assert [each.title for each in inside.petitions] == ["Kè sông", "Khu đất tranh chấp"]
    assert inside.petitions[0].sites == tuple(map(code, (BA_DINH, HOAN_KIEM, DONG_ANH)))


def test_it_is_seen_while_its_item_is_current_and_no_internal_one() -> None:
    site = Audience(Role.SITE, code(BA_DINH))
    assert "board" not in render(after(RUNNING, carried_board()), site)
    plan = ItemPlan(DISCUSSION_ITEM, "Thảo luận", internal=True)
    hidden = after(FROZEN, EditItem(**by(SECRETARY, 3), plan=plan))
    assert "board" not in render(hidden, site)
    assert "board" in render(hidden, Audience(Role.CHAIR))


# -- what comes of it ------------------------------------------------------------------------------


def concluded(*petitions: str) -> ConclusionText:
    return ConclusionText("Gia cố kè", "Ba Đình", deadline=date(2024, 6, 30), petitions=petitions)


def test_a_conclusion_names_the_petitions_that_it_was_drawn_from() -> None:
    draft = DraftConclusion(**by(SECRETARY, 8, named="kl"), text=concluded(KN1, KN3))
    given(FOCUSED).when(draft).leaves(
        lambda meeting: meeting.conclusions[ConclusionId("kl")].petitions == (KN1, KN3)
    )
    elsewhere = replace(draft, text=concluded("KN-2024-0099"))
    given(FOCUSED).when(elsewhere).refuses(NotOnTheBoard)
    edit = EditConclusion(
        **by(CHAIR, 9), conclusion=ConclusionId("kl"), text=concluded(KN1), seen=1
    )
    given(FOCUSED, draft).when(edit).leaves(
        lambda meeting: meeting.conclusions[ConclusionId("kl")].petitions == (KN1,)
    )


def test_the_minutes_take_the_frozen_board_and_say_of_which_petition_was_spoken() -> None:
    meeting = after(
        FOCUSED,
        spoke(1, BA_DINH, 7, 8),
        DraftConclusion(**by(SECRETARY, 9), text=concluded(KN1)),
        EndConference(**by(CHAIR, 60)),
    )
    minutes = drafting.minutes(meeting)
    [line] = [each for each in minutes.items if each.board]
    assert line.board
    assert (line.board.at, line.board.petitions, line.board.answered) == (at(1), 61, 35)
    assert [table.of for table in line.board.tables] == ["group"]
    assert line.board.chosen == (
        PetitionLine(KN1, "Kè sông", "Ủy ban nhân dân quận Ba Đình"),
        PetitionLine(KN2, "", ""),
    )
    assert line.speeches[0].petitions == (KN1,)
    assert minutes.conclusions[0].petitions == (KN1,)
    assert (
        drafting.minutes(after(DISCUSSION, EndConference(**by(CHAIR, 60)))).items[0].board is None
    )


def test_a_table_of_the_board_is_found_by_what_it_counts() -> None:
    assert [row.count for row in BOARD.table("group")] == [15, 5]
    assert BOARD.table("field") == ()
