"""Rules §6: a question put to the sites present, by name or in secret."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import msgspec
import pytest

from diemcau.adapters.ballot_keys import MemoryBallotKeys
from diemcau.app.live.ballots import Ballots
from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.agenda import (
    EditItem,
    FinishItem,
    ItemFinished,
    ItemInUse,
    ItemPlan,
    NoItemCurrent,
    RemoveItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import CorrectAttendance, Mark
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import (
    CallBreak,
    ConferenceEnded,
    EndConference,
    Settings,
)
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import FloorBusy
from diemcau.domain.nouns.ids import SiteCode, VoteNo
from diemcau.domain.nouns.papers import ChoiceLine, Minutes, VoteLine
from diemcau.domain.nouns.publishing import DraftMinutes
from diemcau.domain.nouns.refusals import (
    NameMissing,
    NotAllowed,
    NotDue,
    ReasonMissing,
    SameNameTwice,
    TextMissing,
    WrongPhase,
)
from diemcau.domain.nouns.sites import SiteTookPart, UninviteSite
from diemcau.domain.nouns.terms import (
    Answer,
    Majority,
    Outcome,
    Presence,
    Role,
    VoteKind,
    VoteState,
)
from diemcau.domain.nouns.votes import (
    AlreadyVoted,
    AnnulVote,
    Ballot,
    CastVote,
    CloseVote,
    NobodyToVote,
    NoSuchChoice,
    NoSuchVote,
    NotAnElector,
    OpenVote,
    TooFewChoices,
    Vote,
    VoteAnnulled,
    VoteCast,
    VoteClosed,
    VoteOpened,
    VoteOver,
    VoteRunning,
)
from diemcau.domain.rules.deadlines import CLOCK, next_due
from diemcau.domain.views.families import Audience, render
from diemcau.protocol import records, snapshots
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    CLOSED,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HA_DONG,
    HOAN_KIEM,
    OPERATOR,
    REPLY,
    RUNNING,
    SECRETARY,
    SITES,
    SON_TAY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    checked_in,
    code,
    given,
    given_the_floor,
    with_settings,
)
from tests.support.secrecy import audiences

ONE = VoteNo(1)
PRESENT = (BA_DINH, HOAN_KIEM, DONG_ANH, HA_DONG)
QUESTION = "Thông qua dự thảo kết luận"
THREE = tuple(Answer)
HALL: Step = (DISCUSSION, tuple(checked_in(site, 1) for site in PRESENT))
"""Four of the five sites are there, and discuss."""


def put(minutes: float = 30, text: str = QUESTION, **how: Any) -> OpenVote:
    return OpenVote(**by(CHAIR, minutes, named=f"bq-{minutes}"), text=text, **how)


def voted(site: Actor, choice: str = "for", minutes: float = 31, no: int = 1) -> CastVote:
    """By its name among the usual three or A, B; any other stands where nothing stands."""
    listed = THREE if choice in THREE else ("A", "B")
    place = listed.index(choice) if choice in listed else len(THREE)
    return CastVote(**by(site, minutes), vote=VoteNo(no), choice=f"{place:02}")


def closed(minutes: float = 35, no: int = 1, who: Actor = CHAIR) -> CloseVote:
    return CloseVote(**by(who, minutes), vote=VoteNo(no))


def annulled(minutes: float = 34, reason: str = "Sai nội dung") -> AnnulVote:
    return AnnulVote(**by(CHAIR, minutes), vote=ONE, reason=reason)


def the_vote(meeting: Meeting, no: int = 1) -> Vote:
    return meeting.votes[VoteNo(no)]


def cast_in(meeting: Meeting) -> dict[SiteCode, Ballot]:
    return dict(the_vote(meeting).ballots)


OPEN: Step = (HALL, put())


# -- opening ---------------------------------------------------------------------------------------


def test_the_chair_puts_a_question_to_the_sites_present() -> None:
    given(HALL).when(put()).then(
        VoteOpened(
            at=at(30),
            by=CHAIR,
            vote=ONE,
            item=DISCUSSION_ITEM,
            text=QUESTION,
            kind=VoteKind.FORMAL,
            choices=THREE,
            listed=False,
            electorate=tuple(map(code, PRESENT)),
            quorum=2,
            majority=3,
            changeable=True,
        )
    )


def test_choices_may_be_listed() -> None:
    given(HALL).when(put(choices=("Thứ Sáu", " Thứ Hai "))).leaves(
        lambda m: the_vote(m).choices == ("Thứ Sáu", "Thứ Hai") and the_vote(m).listed
    )


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [(("A",), TooFewChoices), (("A", " "), NameMissing), (("A", "A"), SameNameTwice)],
)
def test_a_list_of_choices_is_a_choice(choices: tuple[str, ...], refusal: type[Rejected]) -> None:
    given(HALL).when(put(choices=choices)).refuses(refusal)


def test_a_question_has_words() -> None:
    given(HALL).when(put(text=" ")).refuses(TextMissing)


def test_a_vote_belongs_to_the_current_item_of_a_running_conference() -> None:
    given(RUNNING).when(put()).refuses(NoItemCurrent)
    given(ENDED).when(put(201)).refuses(WrongPhase)


def test_one_question_at_a_time() -> None:
    given(OPEN).when(put(31)).refuses(VoteRunning)
    given(OPEN, closed()).when(put(36)).leaves(lambda m: m.vote is the_vote(m, 2))


def test_where_no_site_is_present_there_is_nobody_to_ask() -> None:
    given(DISCUSSION).when(put()).refuses(NobodyToVote)


def test_an_internal_item_is_put_to_nobody() -> None:
    internal = ItemPlan(DISCUSSION_ITEM, "Nội bộ", internal=True)
    given(HALL, EditItem(**by(SECRETARY, 20), plan=internal)).when(put()).refuses(NobodyToVote)


@pytest.mark.parametrize(
    ("quorum", "majority", "needed"),
    [
        (50, Majority.HALF, (2, 3)),
        (0, Majority.HALF, (0, 3)),
        (51, Majority.TWO_THIRDS, (3, 3)),
        (100, Majority.TWO_THIRDS, (4, 3)),
    ],
)
def test_quorum_and_majority_are_counted_on_the_sites_present_when_it_opened(
    quorum: int, majority: Majority, needed: tuple[int, int]
) -> None:
    rules = with_settings(20, vote_quorum=quorum, vote_majority=majority)
    late = checked_in(SON_TAY, 32)
    meeting = after(HALL, rules, put(), with_settings(31, vote_quorum=75), late)
    assert (the_vote(meeting).quorum, the_vote(meeting).majority) == needed


def test_a_straw_vote_needs_no_quorum_and_decides_nothing() -> None:
    straw = put(kind=VoteKind.STRAW)
    meeting = after(HALL, straw, voted(BA_DINH), closed())
    assert (the_vote(meeting).quorum, the_vote(meeting).majority) == (0, 0)
    shown = view(meeting, Audience(Role.CHAIR))
    assert (shown["counts"], "outcome" in shown, "winner" in shown) == ([1, 0, 0], False, False)


# -- voting ----------------------------------------------------------------------------------------


def test_a_site_votes_for_itself_by_name() -> None:
    given(OPEN).when(voted(BA_DINH)).then(
        VoteCast(at=at(31), by=BA_DINH, vote=ONE, site=code(BA_DINH), choice="for")
    ).leaves(lambda m: cast_in(m) == {code(BA_DINH): Ballot("for")})


def test_nobody_votes_for_a_site_that_phoned() -> None:
    by_phone = CastVote(**by(OPERATOR, 31), site=code(BA_DINH), vote=ONE, choice="for")
    given(OPEN).when(by_phone).refuses(NotAllowed)


def test_a_vote_may_be_changed_until_it_closes() -> None:
    given(OPEN, voted(BA_DINH)).when(voted(BA_DINH, "against", 32)).leaves(
        lambda m: cast_in(m) == {code(BA_DINH): Ballot("against")}
    )
    given(OPEN, voted(BA_DINH), closed()).when(voted(BA_DINH, "against", 36)).refuses(VoteOver)


def test_a_vote_once_cast_stands_where_it_is_so_set() -> None:
    firm: Step = (HALL, with_settings(20, vote_changeable=False), put(), voted(BA_DINH))
    given(firm).when(voted(BA_DINH, "against", 32)).refuses(AlreadyVoted)
    given(firm).when(voted(BA_DINH, "for", 32)).then()


def test_the_same_choice_again_changes_nothing() -> None:
    given(OPEN, voted(BA_DINH)).when(voted(BA_DINH, "for", 32)).then()


def test_whoever_came_after_it_opened_has_no_vote() -> None:
    given(OPEN, checked_in(SON_TAY, 31)).when(voted(SON_TAY)).refuses(NotAnElector)


def test_only_what_is_on_offer_can_be_chosen() -> None:
    given(OPEN).when(voted(BA_DINH, "perhaps")).refuses(NoSuchChoice)
    given(OPEN).when(voted(BA_DINH, no=7)).refuses(NoSuchVote)


# -- closing ---------------------------------------------------------------------------------------


def test_closing_counts() -> None:
    ballots = (voted(BA_DINH), voted(HOAN_KIEM), voted(DONG_ANH, "abstain"))
    given(OPEN, ballots).when(closed()).then(
        VoteClosed(at=at(35), by=CHAIR, vote=ONE, counts=(2, 0, 1))
    )


def test_a_closed_vote_is_closed_for_ever() -> None:
    over: Step = (OPEN, closed())
    given(over).when(closed(36)).refuses(VoteOver)
    given(over).when(annulled(36)).refuses(VoteOver)


def test_a_vote_closes_by_itself_when_its_time_is_over() -> None:
    timed: Step = (HALL, put(seconds=60))
    due = next_due(after(timed))
    assert due is not None
    assert due.at == at(31)
    given(timed).when(closed(30.5, who=CLOCK)).refuses(NotDue)
    given(OPEN).when(closed(who=CLOCK)).refuses(NotDue)
    given(timed, voted(BA_DINH, minutes=30.9)).when(closed(31, who=CLOCK)).then(
        VoteClosed(at=at(31), by=CLOCK, vote=ONE, counts=(1, 0, 0))
    )
    given(timed).when(voted(BA_DINH, minutes=31)).refuses(VoteOver)


@pytest.mark.parametrize(
    ("choices", "cast", "outcome", "winner"),
    [
        ((), ("for", "for", "for"), Outcome.CARRIED, "for"),
        ((), ("for", "for", "against"), Outcome.NOT_CARRIED, ""),
        ((), ("against", "against", "against"), Outcome.NOT_CARRIED, ""),
        ((), ("for",), Outcome.NO_QUORUM, ""),
        (("A", "B"), ("B", "B", "B"), Outcome.CARRIED, "B"),
        (("A", "B"), ("A", "B", "B", "A"), Outcome.NOT_CARRIED, ""),
    ],
)
def test_what_a_formal_vote_decides(
    choices: tuple[str, ...], cast: tuple[str, ...], outcome: Outcome, winner: str
) -> None:
    ballots = tuple(map(voted, PRESENT, cast))
    shown = view(after(HALL, put(choices=choices), ballots, closed()), Audience(Role.CHAIR))
    assert (shown["outcome"], shown.get("winner", "")) == (outcome, winner)


def test_a_vote_opened_by_mistake_is_annulled_with_a_reason() -> None:
    given(OPEN).when(annulled(reason=" ")).refuses(ReasonMissing)
    given(OPEN, voted(BA_DINH)).when(annulled()).then(
        VoteAnnulled(at=at(34), by=CHAIR, vote=ONE, reason="Sai nội dung")
    ).leaves(lambda m: m.vote is None and the_vote(m).state is VoteState.ANNULLED)


def test_nothing_ends_while_a_vote_is_open() -> None:
    given(OPEN).when(EndConference(**by(CHAIR, 31))).refuses(VoteRunning)
    given(OPEN).when(CallBreak(**by(CHAIR, 31))).refuses(VoteRunning)
    given(OPEN).when(StartItem(**by(SECRETARY, 31), item=REPLY)).refuses(VoteRunning)
    given(OPEN).when(FinishItem(**by(SECRETARY, 31), item=DISCUSSION_ITEM)).refuses(VoteRunning)


def test_the_chair_who_was_told_of_the_vote_closes_it_with_the_conference() -> None:
    given(OPEN, voted(BA_DINH)).when(EndConference(**by(CHAIR, 34), finish=True)).then(
        VoteClosed(at=at(34), by=CHAIR, vote=ONE, counts=(1, 0, 0)),
        ItemFinished(at=at(34), by=CHAIR, item=DISCUSSION_ITEM),
        ConferenceEnded(at=at(34), by=CHAIR),
    )


def test_somebody_may_speak_while_the_sites_vote() -> None:
    speaking: Step = (OPEN, asked_to_speak(BA_DINH, minutes=31), given_the_floor(BA_DINH))
    assert after(speaking).speech
    given(speaking).when(EndConference(**by(CHAIR, 32))).refuses(FloorBusy)


def test_who_had_a_vote_stays_on_record() -> None:
    """A check-in that was a mistake leaves no trace of its own, but the vote does."""
    mistake = CorrectAttendance(
        **by(SECRETARY, 40),
        site=code(HA_DONG),
        reason="Nhầm điểm cầu",
        marks=tuple(Mark(d.id, Presence.ABSENT) for d in after(HALL).sites[code(HA_DONG)].roster),
    )
    over: Step = (OPEN, closed(), mistake)
    given(over).when(UninviteSite(**by(SECRETARY, 41), site=code(HA_DONG))).refuses(SiteTookPart)
    given(over).when(RemoveItem(**by(SECRETARY, 41), item=DISCUSSION_ITEM)).refuses(ItemInUse)


# -- what screens see ------------------------------------------------------------------------------


def view(meeting: Meeting, audience: Audience, key: str = "vote/1") -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(render(meeting, audience)[key]))
    return shown


CONSOLE = Audience(Role.CHAIR)
AT_BA_DINH, AT_SON_TAY = (Audience(Role.SITE, code(site)) for site in (BA_DINH, SON_TAY))


def test_while_it_is_open_everybody_sees_how_many_have_voted_and_nobody_for_what() -> None:
    meeting = after(OPEN, voted(BA_DINH), voted(HOAN_KIEM, "against"))
    for audience in audiences(map(code, SITES)):
        shown = view(meeting, audience)
        assert (shown["cast"], shown["electors"]) == (2, 4)
        assert not {"counts", "voters", "outcome"} & shown.keys()


def test_the_hall_sees_who_has_still_to_vote() -> None:
    meeting = after(OPEN, voted(BA_DINH))
    told = {site.name: view(meeting, CONSOLE, f"site/{code(site)}").get("voted") for site in SITES}
    assert told == {
        "Ba Đình": True,
        "Hoàn Kiếm": False,
        "Đông Anh": False,
        "Hà Đông": False,
        "Sơn Tây": None,
    }
    meeting = after(OPEN, voted(BA_DINH), closed())
    assert "voted" not in view(meeting, CONSOLE, f"site/{code(BA_DINH)}")


def test_a_site_is_told_whether_it_has_a_vote_and_has_cast_it() -> None:
    mine = f"me/{code(BA_DINH)}"
    assert view(after(OPEN), AT_BA_DINH, mine)["vote"] == 1
    assert "voted" not in view(after(OPEN), AT_BA_DINH, mine)
    assert view(after(OPEN, voted(BA_DINH)), AT_BA_DINH, mine)["voted"]
    assert "vote" not in view(after(OPEN), AT_SON_TAY, f"me/{code(SON_TAY)}")
    assert "vote" not in view(after(OPEN, closed()), AT_BA_DINH, mine)


def test_a_vote_by_name_tells_the_names_when_it_is_closed() -> None:
    ballots = (voted(HOAN_KIEM), voted(BA_DINH), voted(DONG_ANH, "abstain"))
    shown = view(after(OPEN, ballots, closed()), AT_SON_TAY)
    assert shown["counts"] == [2, 0, 1]
    assert shown["voters"] == [["Ba Đình", "Hoàn Kiếm"], [], ["Đông Anh"]]
    assert "voters" not in view(after(OPEN, ballots, annulled()), AT_SON_TAY)


def test_a_vote_goes_out_of_sight_with_an_item_that_becomes_internal() -> None:
    internal = EditItem(
        **by(SECRETARY, 32), plan=ItemPlan(DISCUSSION_ITEM, "Nội bộ", internal=True)
    )
    meeting = after(OPEN, internal)
    assert "vote/1" in render(meeting, CONSOLE)
    assert "vote/1" not in render(meeting, AT_BA_DINH)
    assert "vote" not in view(meeting, AT_BA_DINH, f"me/{code(BA_DINH)}")
    assert "voted" not in view(meeting, Audience(Role.OPERATOR), f"site/{code(BA_DINH)}")


# -- the minutes -----------------------------------------------------------------------------------


def test_the_minutes_tell_the_votes_of_an_item() -> None:
    ballots = (voted(BA_DINH), voted(HOAN_KIEM), voted(DONG_ANH), voted(HA_DONG, "against"))
    ending: Step = (EndConference(**by(CHAIR, 200)), DraftMinutes(**by(SECRETARY, 210)))
    (version,) = after(OPEN, ballots, closed(), ending).versions
    assert isinstance(version.paper, Minutes)
    (line,) = next(item.votes for item in version.paper.items if item.number == "3")
    assert line == VoteLine(
        no=1,
        text=QUESTION,
        kind=VoteKind.FORMAL,
        state=VoteState.CLOSED,
        secret=False,
        opened_at=at(30),
        ended_at=at(35),
        electors=4,
        cast=4,
        quorum=2,
        majority=3,
        listed=False,
        choices=(
            ChoiceLine("for", 3, ("Ba Đình", "Hoàn Kiếm", "Đông Anh"), carried=True),
            ChoiceLine("against", 1, ("Hà Đông",), carried=False),
            ChoiceLine("abstain", 0, (), carried=False),
        ),
        outcome=Outcome.CARRIED,
        reason="",
    )


# -- in secret -------------------------------------------------------------------------------------


class Urn:
    """A conference as a room keeps it: what is cast in secret is sealed before it happens."""

    def __init__(self, scene: Step) -> None:
        self.meeting = after(scene)
        self.ballots = Ballots(MemoryBallotKeys())
        self.log: list[records.Record] = []

    def takes(self, *commands: AnyCommand) -> "Urn":
        for command in commands:
            asked = self.ballots.counted(self.meeting, command)
            events = self.ballots.sealed(self.meeting, decide(self.meeting, asked))
            self.log += records.seal(
                self.meeting.id, records.GENESIS, len(self.log) + 1, command.id, events
            )
            for event in events:
                self.meeting = evolve(self.meeting, event)
        return self

    def told(self) -> dict[Audience, dict[str, object]]:
        everybody = audiences(map(code, SITES))
        return {each: msgspec.to_builtins(render(self.meeting, each)) for each in everybody}


SECRET = put(secret=True)
CHOSEN = ("for", "for", "against", "abstain")


def cast_by(order: tuple[Actor, ...]) -> tuple[CastVote, ...]:
    return tuple(map(voted, order, CHOSEN))


@pytest.mark.parametrize("order", [*permutations(PRESENT)][1::5])
def test_who_chose_what_in_secret_makes_no_difference_to_anything_anybody_is_told(
    order: tuple[Actor, ...],
) -> None:
    """Choices change hands: every screen, every paper, the state and the length of every record
    of the log are the same at every step.
    """
    one, other = Urn(HALL).takes(SECRET), Urn(HALL).takes(SECRET)
    as_cast = dict(zip(order, cast_by(order), strict=True))
    for number, site in enumerate(PRESENT):
        one.takes(cast_by(PRESENT)[number])
        other.takes(as_cast[site])
        assert one.told() == other.told()
        assert [(r.name, len(r.body)) for r in one.log] == [
            (r.name, len(r.body)) for r in other.log
        ]
    for urn in (one, other):
        urn.takes(closed(), EndConference(**by(CHAIR, 200)), DraftMinutes(**by(SECRETARY, 210)))
    assert the_vote(one.meeting).counts == (2, 1, 1)
    assert one.told() == other.told()
    assert one.meeting == other.meeting
    assert snapshots.pack(one.meeting, 9, b"") == snapshots.pack(other.meeting, 9, b"")


def test_a_secret_vote_that_ends_with_the_conference_is_counted() -> None:
    urn = Urn(HALL).takes(SECRET, *cast_by(PRESENT))
    urn.takes(EndConference(**by(CHAIR, 200), finish=True))
    assert the_vote(urn.meeting).counts == (2, 1, 1)


def test_the_record_of_a_secret_vote_says_that_a_site_voted_and_no_more() -> None:
    urn = Urn(HALL).takes(SECRET, voted(BA_DINH), voted(BA_DINH, "against", 32))
    first, second = (records.read(record) for record in urn.log[1:])
    assert isinstance(first, VoteCast)
    assert isinstance(second, VoteCast)
    assert (first.site, first.choice) == (code(BA_DINH), "")
    assert len(first.sealed) == len(second.sealed)
    assert first.sealed != second.sealed
    assert view(urn.meeting, CONSOLE)["cast"] == 1


def test_a_secret_vote_that_is_over_keeps_who_voted_and_not_even_the_envelopes() -> None:
    urn = Urn(HALL).takes(SECRET, voted(BA_DINH), voted(HA_DONG, "against"), closed())
    assert cast_in(urn.meeting) == {code(BA_DINH): Ballot(), code(HA_DONG): Ballot()}
    assert the_vote(urn.meeting).counts == (1, 1, 0)
    assert "voters" not in view(urn.meeting, CONSOLE)
    again = Urn(HALL).takes(SECRET, voted(BA_DINH), annulled())
    assert cast_in(again.meeting) == {code(BA_DINH): Ballot()}


def test_the_wire_cannot_bring_counts() -> None:
    """A count is the server's alone; without it sealed ballots annul the vote."""
    stuffed = msgspec.structs.replace(closed(), counts=(9, 0, 0))
    urn = Urn(HALL).takes(SECRET, voted(BA_DINH), stuffed)
    assert the_vote(urn.meeting).counts == (1, 0, 0)
    given(OPEN, voted(BA_DINH)).when(stuffed).then(
        VoteClosed(at=at(35), by=CHAIR, vote=ONE, counts=(1, 0, 0))
    )


def test_without_its_key_a_secret_vote_is_annulled_and_has_to_be_put_again() -> None:
    urn = Urn(HALL).takes(SECRET, voted(BA_DINH))
    given(HALL, SECRET, *urn_events(urn)).when(closed()).then(
        VoteAnnulled(at=at(35), by=CHAIR, vote=ONE)
    )


def urn_events(urn: Urn) -> tuple[AnyEvent, ...]:
    return tuple(records.read(record) for record in urn.log[1:])


def test_a_minute_of_voting_is_a_minute() -> None:
    opened = the_vote(after(HALL, put(seconds=60)))
    assert opened.closes_at == opened.opened_at + timedelta(seconds=60)


def test_settings_of_an_older_record_have_the_usual_rules_of_voting() -> None:
    older = msgspec.json.encode({"lobby_minutes": 30})
    assert msgspec.json.decode(older, type=Settings).vote_quorum == Settings().vote_quorum
    assert not after(CLOSED).votes
    assert SiteCode("x") not in {*the_vote(after(OPEN)).electorate}
