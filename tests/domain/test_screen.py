"""The hall screen: chosen by operator and chair; a vote comes up by itself and stays."""

from diemcau.domain.nouns.agenda import EditItem, ItemPlan
from diemcau.domain.nouns.conference import EndConference, OpenLobby
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.refusals import AlreadyDone, NotAllowed, TextMissing, WrongPhase
from diemcau.domain.nouns.returns import HandInFigures
from diemcau.domain.nouns.screen import NothingToShow, ScreenChosen, ShowOnScreen
from diemcau.domain.nouns.terms import OnScreen, Role
from diemcau.domain.nouns.votes import AnnulVote, CloseVote, OpenVote
from diemcau.domain.views.families import Audience, view_of
from diemcau.domain.views.screen import ScreenView
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    FIGURES,
    FIGURES_ASKED,
    LOBBY,
    OPERATOR,
    RUNNING,
    SECRETARY,
    Step,
    after,
    at,
    by,
    checked_in,
    given,
)

DEBATING: Step = (DISCUSSION, checked_in(BA_DINH, 1))
HALL = Audience(Role.SCREEN)
OPENED = OpenVote(**by(CHAIR, 43), text="Thông qua dự thảo kết luận")
CLOSED = CloseVote(**by(CHAIR, 45), vote=VoteNo(1))


def shows(shown: OnScreen, minutes: float = 50, text: str = "") -> ShowOnScreen:
    return ShowOnScreen(**by(OPERATOR, minutes), shown=shown, text=text)


def seen(*steps: Step, audience: Audience = HALL) -> ScreenView:
    drawn = view_of(after(*steps), audience, "screen")
    assert isinstance(drawn, ScreenView)
    return drawn


def test_the_hall_looks_at_the_floor_unless_somebody_chose_otherwise() -> None:
    assert seen(RUNNING) == ScreenView(shown=OnScreen.FLOOR)


def test_the_operator_chooses_what_the_hall_looks_at_and_so_does_the_chair() -> None:
    given(RUNNING).when(shows(OnScreen.AGENDA)).then(
        ScreenChosen(at=at(50), by=OPERATOR, shown=OnScreen.AGENDA)
    )
    by_chair = ShowOnScreen(**by(CHAIR, 51), shown=OnScreen.BLANK)
    assert seen(RUNNING, shows(OnScreen.AGENDA), by_chair).shown is OnScreen.BLANK


def test_nobody_else_does() -> None:
    for actor in (SECRETARY, BA_DINH):
        given(RUNNING).when(ShowOnScreen(**by(actor, 50), shown=OnScreen.BLANK)).refuses(NotAllowed)


def test_it_is_chosen_from_the_lobby_to_the_end() -> None:
    given(ANNOUNCED).when(shows(OnScreen.AGENDA, -100)).refuses(WrongPhase)
    assert seen(LOBBY, shows(OnScreen.AGENDA, -10)).shown is OnScreen.AGENDA
    assert seen(RUNNING, EndConference(**by(CHAIR, 200)), shows(OnScreen.AGENDA, 201)).shown is (
        OnScreen.AGENDA
    )


def test_a_message_has_words_and_nothing_else_has() -> None:
    given(RUNNING).when(shows(OnScreen.MESSAGE, text="  ")).refuses(TextMissing)
    assert seen(RUNNING, shows(OnScreen.MESSAGE, text=" Nghỉ ăn trưa ")).text == "Nghỉ ăn trưa"
    assert seen(RUNNING, shows(OnScreen.AGENDA, text="Nghỉ")).text == ""


def test_what_is_chosen_already_is_not_recorded_again() -> None:
    given(RUNNING, shows(OnScreen.AGENDA)).when(shows(OnScreen.AGENDA, 51)).refuses(AlreadyDone)


def test_a_vote_comes_up_by_itself_and_its_result_stays_until_it_is_dismissed() -> None:
    voting = (DEBATING, shows(OnScreen.BLANK, 42), OPENED)
    assert seen(voting) == ScreenView(shown=OnScreen.VOTE, vote=VoteNo(1))
    later = (voting, CLOSED)
    assert seen(later) == ScreenView(shown=OnScreen.VOTE, vote=VoteNo(1))
    assert seen(later, shows(OnScreen.FLOOR)).shown is OnScreen.FLOOR
    assert seen(later, shows(OnScreen.FLOOR), shows(OnScreen.VOTE, 51)).vote == VoteNo(1)


def test_a_vote_that_was_dismissed_does_not_keep_the_next_one_away() -> None:
    again = OpenVote(**by(CHAIR, 52, named="again"), text="Lần hai")
    assert seen(DEBATING, OPENED, CLOSED, shows(OnScreen.FLOOR), again).vote == VoteNo(2)


def test_a_vote_that_was_annulled_gives_way_to_the_floor() -> None:
    annulled = AnnulVote(**by(CHAIR, 44), vote=VoteNo(1), reason="Sai nội dung")
    assert seen(DEBATING, OPENED, annulled) == ScreenView()
    given(DEBATING, OPENED, annulled).when(shows(OnScreen.VOTE)).refuses(NothingToShow)


def test_a_vote_on_an_item_that_became_internal_is_shown_to_nobody() -> None:
    plan = after(DEBATING).items[DISCUSSION_ITEM]
    hidden = EditItem(
        **by(SECRETARY, 46),
        plan=ItemPlan(DISCUSSION_ITEM, plan.title, plan.kind, internal=True),
    )
    assert seen(DEBATING, OPENED, CLOSED, hidden).shown is OnScreen.FLOOR


def test_there_is_no_vote_before_one_was_opened_and_no_figures_before_any_came() -> None:
    for shown in (OnScreen.VOTE, OnScreen.FIGURES):
        given(RUNNING).when(shows(shown)).refuses(NothingToShow)
    reported = HandInFigures(**by(BA_DINH, -20), values=FIGURES, signed_by="Phó Chủ tịch")
    lobby = (ANNOUNCED, FIGURES_ASKED, reported, OpenLobby(**by(OPERATOR, -15)))
    assert seen(lobby, shows(OnScreen.FIGURES, -10)).shown is OnScreen.FIGURES


def test_the_screen_of_a_roll_call_names_who_is_missing_and_drops_who_comes() -> None:
    calling = (RUNNING, shows(OnScreen.ROLL_CALL, 5))
    missing = seen(calling).missing
    assert "Ba Đình" in missing
    assert "Ba Đình" not in seen(calling, checked_in(BA_DINH, 6)).missing
    assert seen(calling, audience=Audience(Role.OPERATOR)).missing == ()
