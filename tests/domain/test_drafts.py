"""A draft in the conference: carried on an item, gone through clause by clause (rules of
consultation §5).
"""

import pytest
from msgspec.structs import replace

from diemcau.domain.decider import decide, evolve
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
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.drafts import (
    CarryDraft,
    ClauseFocused,
    ClauseMark,
    CommentNoted,
    DraftCarried,
    DraftDropped,
    DraftInUse,
    DraftOutline,
    DropDraft,
    FocusClause,
    ItemOver,
    NoDraftCarried,
    NoSuchClause,
    NoteComment,
    NotedComment,
)
from diemcau.domain.nouns.floor import NoSuchSpeech
from diemcau.domain.nouns.ids import ItemId, SpeechNo, VoteNo
from diemcau.domain.nouns.papers import CommentLine, ItemLine
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.nouns.requests import AskToSpeak, ChangeRequest, RegisterSpeech, Withdraw
from diemcau.domain.nouns.terms import Role
from diemcau.domain.nouns.undo import Undo
from diemcau.domain.nouns.votes import CloseVote, OpenVote
from diemcau.domain.rules import drafting, drafts
from diemcau.domain.views.drafts import ClausesView, DraftView
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.floor import FloorView
from diemcau.domain.views.touch import touched
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    HOAN_KIEM,
    LOBBY,
    LYK,
    OPENING,
    OUTLINE,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    by,
    card,
    carried_draft,
    checked_in,
    code,
    focused,
    given,
    given_the_floor,
    spoke,
    took_the_floor,
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
    names = tuple(replace(mark, above="") for mark in OUTLINE.clauses)
    assert view["clauses"] == ClausesView(item=DISCUSSION_ITEM, clauses=names)
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


# -- who speaks to what ----------------------------------------------------------------------------

BOTH = ("dieu-4", "dieu-5")
HEADLESS = tuple(ClauseMark(mark.id, mark.label) for mark in (OUTLINE.clauses[::2]))
"""Điều 4 and Điều 5, as cards and speeches name them."""


def asked(*clauses: str, who: Actor = BA_DINH, minutes: float = 6) -> AskToSpeak:
    return asked_to_speak(who, minutes=minutes, clauses=clauses)


def tally(meeting: Meeting) -> dict[str, tuple[int, int]]:
    return {each.clause: (each.waiting, each.spoken) for each in draft(meeting).tally}


def test_a_request_names_the_clauses_it_is_about_each_once() -> None:
    given(CARRIED).when(asked("dieu-4", "dieu-5", "dieu-4")).leaves(
        lambda meeting: meeting.requests[card(BA_DINH)].clauses == BOTH
    )


def test_a_request_names_no_clause_that_the_draft_on_its_item_has_not() -> None:
    given(CARRIED).when(asked("dieu-9")).refuses(NoSuchClause)
    given(DISCUSSION).when(asked("dieu-4")).refuses(NoSuchClause)


def test_a_speech_is_registered_to_clauses_of_an_item_still_to_come() -> None:
    ahead = RegisterSpeech(
        **by(BA_DINH, -50), item=DISCUSSION_ITEM, topic="Kinh phí", minutes=5, clauses=("dieu-5",)
    )
    given(LOBBY, carried_draft()).when(ahead).leaves(
        lambda meeting: [each.clauses for each in meeting.requests.values()] == [("dieu-5",)]
    )
    given(LOBBY).when(ahead).refuses(NoSuchClause)


def test_whoever_waits_may_speak_to_other_clauses_or_leave_them_as_they_are() -> None:
    waits: Step = (CARRIED, asked("dieu-4"))
    change = ChangeRequest(**by(BA_DINH, 7), request=card(BA_DINH), clauses=("dieu-5",))
    given(waits).when(change).leaves(
        lambda meeting: meeting.requests[card(BA_DINH)].clauses == ("dieu-5",)
    )
    topic = ChangeRequest(**by(BA_DINH, 7), request=card(BA_DINH), topic="Kinh phí")
    given(waits).when(topic).leaves(
        lambda meeting: meeting.requests[card(BA_DINH)].clauses == ("dieu-4",)
    )
    given(waits).when(replace(change, clauses=("dieu-9",))).refuses(NoSuchClause)


def test_cards_and_speeches_say_what_their_clauses_are_called() -> None:
    waiting = after(CARRIED, asked(*BOTH))
    shown = render(waiting, Audience(Role.SCREEN))[f"request/{card(BA_DINH)}"]
    assert getattr(shown, "clauses", None) == HEADLESS
    speaking = after(CARRIED, asked(*BOTH), given_the_floor(BA_DINH, minutes=7))
    floor = render(speaking, Audience(Role.SCREEN))["floor"]
    assert isinstance(floor, FloorView)
    assert floor.speech is not None
    assert floor.speech.clauses == HEADLESS


def test_it_is_told_for_each_clause_how_many_wait_and_how_many_have_spoken() -> None:
    one: Step = (CARRIED, asked(*BOTH), asked("dieu-5", who=HOAN_KIEM))
    assert tally(after(one)) == {"dieu-4": (1, 0), "dieu-5": (2, 0)}
    heard: Step = (one, given_the_floor(BA_DINH, minutes=7))
    assert tally(after(heard)) == {"dieu-5": (1, 0)}, "who speaks neither waits nor has spoken"
    over: Step = (heard, took_the_floor(1, 9))
    assert tally(after(over)) == {"dieu-4": (0, 1), "dieu-5": (1, 1)}
    elsewhere = after(over, StartItem(**by(CHAIR, 10), item=REPLY), carried_draft(11, item=REPLY))
    assert tally(elsewhere) == {}, "what was said on another item"


def to_focus(meeting: Meeting, who: Audience = SCREENS[0]) -> object:
    return getattr(render(meeting, who)[f"queue/{DISCUSSION_ITEM}"], "to_focus", None)


def test_who_speaks_to_a_paragraph_speaks_to_its_article_too() -> None:
    line = after(CARRIED, asked("dieu-5"), asked("dieu-4.khoan-2", who=HOAN_KIEM))
    assert tally(line) == {"dieu-4": (1, 0), "dieu-4.khoan-2": (1, 0), "dieu-5": (1, 0)}
    assert to_focus(line) is None, "no clause is discussed"
    for clause in ("dieu-4", "dieu-4.khoan-2"):
        assert to_focus(evolved(line, focused(clause))) == card(HOAN_KIEM)
    assert to_focus(evolved(line, focused("dieu-5"))) == card(BA_DINH)
    whole = after(CARRIED, asked("dieu-4"), focused("dieu-4.khoan-2"))
    assert to_focus(whole) is None, "who speaks to the article may mean another paragraph"


def evolved(meeting: Meeting, command: AnyCommand) -> Meeting:
    for event in decide(meeting, command):
        meeting = evolve(meeting, event)
    return meeting


def test_a_clause_that_is_gone_keeps_its_name_on_what_was_asked_for_it() -> None:
    newer = after(CARRIED, asked(*BOTH), carried_draft(8, SECOND))
    shown = render(newer, Audience(Role.CHAIR))[f"request/{card(BA_DINH)}"]
    assert getattr(shown, "clauses", None) == HEADLESS
    assert tally(newer) == {"dieu-5": (1, 0)}


def test_a_draft_that_somebody_spoke_to_stays() -> None:
    drop = DropDraft(**by(SECRETARY, 20), item=DISCUSSION_ITEM)
    other = replace(carried_draft(20), consultation="LYK-2024-02")
    waits: Step = (CARRIED, asked("dieu-4"))
    voted: Step = (CARRIED, checked_in(BA_DINH, 6), voted_on("dieu-4"))
    noted_: Step = (CARRIED, asked(), given_the_floor(BA_DINH, minutes=7), noted(clause=None))
    for scene in (waits, voted, noted_):
        given(scene).when(drop).refuses(DraftInUse)
        given(scene).when(other).refuses(DraftInUse)
        given(scene).when(carried_draft(20, SECOND)).leaves(lambda m: draft(m).version)
    left: Step = (waits, Withdraw(**by(BA_DINH, 8), request=card(BA_DINH)))
    given(left).when(drop).then(DraftDropped(**was(SECRETARY, 20), item=DISCUSSION_ITEM))


# -- votes and comments ----------------------------------------------------------------------------


def voted_on(clause: str) -> OpenVote:
    return OpenVote(**by(CHAIR, 10), text="Nhất trí?", clause=clause)


def noted(code_: str = "GY-42", clause: str | None = "dieu-4", minutes: float = 12) -> NoteComment:
    return NoteComment(**by(SECRETARY, minutes), speech=SpeechNo(1), comment=code_, clause=clause)


def test_a_vote_may_be_about_a_clause_of_the_draft_on_the_item() -> None:
    present: Step = (CARRIED, checked_in(BA_DINH, 6))
    voting = given(present).when(voted_on("dieu-4")).meeting
    shown = render(voting, Audience(Role.SCREEN))["vote/1"]
    assert getattr(shown, "clause", None) == HEADLESS[0]
    given(present).when(voted_on("dieu-9")).refuses(NoSuchClause)
    given(DISCUSSION, checked_in(BA_DINH, 6)).when(voted_on("dieu-4")).refuses(NoSuchClause)


SPOKE: Step = (CARRIED, asked("dieu-4"), given_the_floor(BA_DINH, minutes=7))


def test_what_the_consultation_made_of_a_speech_is_noted_with_it_once() -> None:
    given(SPOKE).when(noted()).then(
        CommentNoted(**was(SECRETARY, 12), speech=SpeechNo(1), comment="GY-42", clause="dieu-4")
    )
    floor = render(after(SPOKE, noted()), Audience(Role.SECRETARY))["floor"]
    assert isinstance(floor, FloorView)
    assert floor.speech is not None
    assert floor.speech.comments == (NotedComment("GY-42", "dieu-4"),)
    given(SPOKE, noted()).when(noted(minutes=13)).refuses(AlreadyDone)
    given(SPOKE, noted()).when(noted("GY-43", None, 13)).leaves(
        lambda meeting: len(meeting.comments[SpeechNo(1)]) == 2
    )


def test_a_comment_is_noted_with_a_speech_to_a_draft() -> None:
    given(CARRIED).when(noted()).refuses(NoSuchSpeech)
    undone: Step = (SPOKE, Undo(**by(CHAIR, 8), act=after(SPOKE).acts))
    given(undone).when(noted()).refuses(NoSuchSpeech)
    elsewhere: Step = (DISCUSSION, asked_to_speak(BA_DINH), given_the_floor(BA_DINH))
    given(elsewhere).when(noted()).refuses(NoDraftCarried)


def test_a_comment_that_was_noted_stands_in_no_way_of_an_undo() -> None:
    over: Step = (SPOKE, took_the_floor(1, 9), noted())
    acts = after(over).acts
    given(over).when(Undo(**by(CHAIR, 13), act=acts)).leaves(
        lambda meeting: meeting.floor == 1 and meeting.comments
    )


# -- the minutes -----------------------------------------------------------------------------------


def the_item(*steps: Step) -> ItemLine:
    paper = drafting.minutes(after(*steps, EndConference(**by(CHAIR, 200, 30), finish=True)))
    [line] = [each for each in paper.items if each.draft]
    return line


def test_the_minutes_name_the_draft_what_each_spoke_to_and_what_came_of_it() -> None:
    line = the_item(SPOKE, took_the_floor(1, 9), noted(), noted("GY-43", None, 13))
    assert (line.draft, line.version) == (OUTLINE.title, 1)
    [said] = line.speeches
    assert said.clauses == ("Điều 4",)
    assert said.comments == (CommentLine("GY-42", "Điều 4"), CommentLine("GY-43", ""))


def test_the_minutes_say_on_which_clause_was_voted() -> None:
    closed = CloseVote(**by(CHAIR, 11), vote=VoteNo(1))
    [vote] = the_item(CARRIED, checked_in(BA_DINH, 6), voted_on("dieu-5"), closed).votes
    assert vote.clause == "Điều 5"


def test_the_focus_is_no_deed_that_an_undo_takes_back() -> None:
    before, moved = after(SPOKE), after(SPOKE, focused("dieu-5", 8))
    assert moved.acts == before.acts
    undone = after(SPOKE, focused("dieu-5", 8), Undo(**by(CHAIR, 9), act=before.acts))
    assert draft(undone).focus == "dieu-5"
    assert undone.floor is None


def test_a_newer_version_is_told_wherever_a_clause_is_named() -> None:
    scene: Step = (
        SPOKE,
        took_the_floor(1, 9),
        asked("dieu-5", who=HOAN_KIEM, minutes=9),
        spoke(2, DONG_ANH, 10, 11),
        checked_in(BA_DINH, 9),
        voted_on("dieu-5"),
        CloseVote(**by(CHAIR, 11), vote=VoteNo(1)),
        OpenVote(**by(CHAIR, 12), text="Nghỉ giải lao?"),
    )
    before = after(scene)
    [event] = decide(before, carried_draft(11, SECOND))
    told = touched(before, event, evolve(before, event))
    assert told is not None
    assert told >= {"draft", "clauses", "floor", f"item/{DISCUSSION_ITEM}", "speech/1", "vote/1"}
    assert f"request/{card(HOAN_KIEM)}" in told
    assert not {f"request/{card(DONG_ANH)}", "speech/2", "vote/2"} & told, "which name none"
