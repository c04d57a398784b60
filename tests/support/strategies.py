"""Anybody presses any button of a conference, mostly with sense and sometimes without.

How this works. A `Hand` fills in the arguments of a command from the conference as it
stands: mostly something that exists and fits, now and then something senseless. `ARGS`
has a line for every command, `BUTTONS` groups them as they lie on the consoles.

Every word written is marked with what it is and the number of the press, `<note 17>`, so
that it can be looked for in what is sent to the screens.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    Document,
    EditItem,
    ExtendItem,
    FinishItem,
    ItemPlan,
    MoveItem,
    RemoveItem,
    SkipItem,
    StartItem,
)
from diemcau.domain.nouns.attendance import (
    CheckIn,
    CorrectAttendance,
    DelegatePlan,
    Mark,
    SetRoster,
)
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    ConclusionText,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    CancelConference,
    ChangeSettings,
    EndConference,
    HandConsole,
    OpenLobby,
    PlanConference,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    Settings,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.drafts import (
    CarryDraft,
    ClauseMark,
    DraftOutline,
    DropDraft,
    FocusClause,
    NoteComment,
)
from diemcau.domain.nouns.floor import (
    CorrectSpeaker,
    CutOff,
    ExtendSpeech,
    GiveFloor,
    GrantTime,
    PauseSpeech,
    ResumeSpeech,
    TakeFloor,
)
from diemcau.domain.nouns.ids import (
    CommandId,
    ConclusionId,
    DelegateId,
    IncidentId,
    ItemId,
    PublicationNo,
    RequestId,
    SiteCode,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.nouns.media import (
    BeginRecording,
    EndRecording,
    MuteAll,
    MuteSite,
    UnmuteSite,
)
from diemcau.domain.nouns.passes import IssuePasses
from diemcau.domain.nouns.passing_on import (
    BringUpRequest,
    PassOnRequest,
    SettleRequest,
)
from diemcau.domain.nouns.petitions import (
    BoardFigures,
    BoardRow,
    BoardTable,
    CarryBoard,
    ChoosePetitions,
    DropBoard,
    FocusPetition,
    PetitionMark,
)
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import AskDirectly, CloseQueue, MoveRequest, OpenQueue
from diemcau.domain.nouns.record import (
    EditNote,
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.recordings import DeleteRecording, KeepRecording
from diemcau.domain.nouns.requests import (
    AskToSpeak,
    ChangeRequest,
    NameSpeaker,
    Person,
    RegisterSpeech,
    RemoveRequest,
    Request,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, Indicator, SendFiguresBack
from diemcau.domain.nouns.rounds import CallInRound, EndRound, Pass, SkipInRound, StartRound
from diemcau.domain.nouns.screen import ShowOnScreen
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    AnswerInvitation,
    Contact,
    InviteSite,
    NoteLineConnected,
    NoteLineLost,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    SitePlan,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
)
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    Level,
    Majority,
    OnScreen,
    Presence,
    Readers,
    RequestState,
    Role,
    RoundScope,
    RoundState,
    Stage,
    TaskOutcome,
    VoteKind,
)
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CastVote, CloseVote, OpenVote
from diemcau.domain.rules import media, returns
from diemcau.domain.rules import text as text_rules
from diemcau.domain.rules.asking import HEARD
from diemcau.domain.rules.permissions import MAY, leader
from tests.support.writer import Writer

Value = TypeVar("Value")
Args = dict[str, Any]

MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""When the conference is to start: 8 o'clock in Hà Nội."""
YEAR_1, YEAR_9999 = (moment.replace(tzinfo=UTC) for moment in (datetime.min, datetime.max))  # noqa: DTZ901
"""Slips of the keyboard with which no calendar can count."""
PLANNED_SITES = tuple(SiteCode(code) for code in ("s1", "s2", "s3", "s4"))
OTHER_SITES = (SiteCode("s5"), SiteCode("s6"))
SITES = PLANNED_SITES + OTHER_SITES
ITEMS = tuple(ItemId(item) for item in ("i1", "i1a", "i1b", "i2", "i2a", "i3", "i4", "i5"))
SUB_ITEMS = {ItemId("i1a"): ItemId("i1"), ItemId("i1b"): ItemId("i1"), ItemId("i2a"): ItemId("i2")}
SELDOM = 20
"""One time in so many something is senseless."""
NOWHERE, NOTHING = SiteCode("nowhere"), "nothing"


class Hand:
    """Chooses arguments for one press of a button."""

    def __init__(self, draw: st.DrawFn, meeting: Meeting, now: datetime, number: int) -> None:
        self.draw, self.meeting, self.now, self.number = draw, meeting, now, number
        self.actor = Actor(Role.SYSTEM)

    # -- choosing --

    def of(self, *values: Value) -> Value:
        return self.draw(st.sampled_from(values))

    def heads(self) -> bool:
        return self.draw(st.booleans())

    def seldom(self) -> bool:
        return self.draw(st.integers(1, SELDOM)) == SELDOM

    def pick(self, known: Iterable[Value], senseless: Value) -> Value:
        listed = tuple(known)
        return senseless if not listed or self.seldom() else self.of(*listed)

    def some(self, known: Iterable[Value]) -> tuple[Value, ...]:
        return tuple(value for value in known if self.heads())

    # -- words and times --

    def words(self, what: str) -> str:
        return " " if self.seldom() else self.marked(what)

    def marked(self, what: str) -> str:
        return f"<{what} {self.number}>"

    def later(self) -> datetime:
        soon = self.now + timedelta(seconds=self.of(60, 600, 3600, -60))
        return self.of(YEAR_1, YEAR_9999) if self.seldom() else soon

    # -- what there is --

    def site(self) -> SiteCode:
        return self.pick(self.meeting.site_order, NOWHERE)

    def for_site(self) -> SiteCode | None:
        """A site mostly leaves itself out, the hall mostly says which."""
        if self.actor.role is Role.SITE:
            return self.of(None, None, None, self.actor.site, self.site())
        return self.pick(self.meeting.site_order, self.of(None, NOWHERE))

    def item(self) -> ItemId:
        return self.pick(self.meeting.item_order, ItemId(NOTHING))

    def closed(self) -> list[ItemId]:
        """Items whose queue is closed, or will be."""
        known = self.meeting.items
        return sorted(i for i in known if not known[i].queue.open or known[i].queue.closes_at)

    def waiting(self) -> RequestId:
        """First of all from the queue of the current item."""
        item, known = self.meeting.item, self.meeting.requests
        line = item.queue.order if item else ()
        if (code := self.actor.site) is not None and code in self.meeting.sites:
            line = self.meeting.sites[code].waiting
        others = (r.id for r in known.values() if r.state is RequestState.WAITING)
        anybody = self.pick(sorted(others) or sorted(known), RequestId(NOTHING))
        return self.pick(line, anybody)

    def unheard(self, site: SiteCode | None) -> Request | None:
        """One of the site's that ended with its item; now and then one that nobody ended."""
        known = self.meeting.sites.get(site or self.actor.site or NOWHERE)
        ended = known.unheard if known else ()
        if not ended and not self.seldom():
            return None
        return self.meeting.requests.get(self.pick(ended, self.waiting()))

    def spoken(self) -> RequestId:
        done = (r.id for r in self.meeting.requests.values() if r.state in HEARD)
        return self.pick(sorted(done), RequestId(NOTHING))

    def running(self) -> SpeechNo:
        """Whoever has the floor, or was interrupted, or has spoken."""
        floor = (self.meeting.floor,) if self.meeting.floor else ()
        on_stage = (*floor, *self.meeting.interrupted)
        known: Iterable[SpeechNo] = on_stage or sorted(self.meeting.speeches)
        return self.pick(known, SpeechNo(999))

    def paused(self) -> list[SpeechNo]:
        known = self.meeting.speeches
        return sorted(no for no in known if known[no].paused_at is not None)

    def clauses(self, item: ItemId | None) -> tuple[str, ...]:
        """Some of the draft on an item, seldom one that it has not."""
        known = self.meeting.drafts.get(item) if item else None
        some = self.some(mark.id for mark in known.clauses) if known else ()
        return (*some, NOTHING) if self.seldom() else some

    def petitions(self, item: ItemId | None) -> tuple[str, ...]:
        """Some of the board on an item, seldom one that it has not."""
        known = self.meeting.boards.get(item) if item else None
        some = self.some(mark.code for mark in known.figures.marks) if known else ()
        return (*some, NOTHING) if self.seldom() else some

    def believed(self) -> SpeechNo | None:
        return SpeechNo(999) if self.seldom() else self.meeting.floor

    def delegates(self, site: SiteCode | None) -> tuple[DelegateId, ...]:
        code = site or self.actor.site
        known = self.meeting.sites.get(code) if code else None
        return tuple(delegate.id for delegate in known.roster) if known else ()

    # -- parts of commands --

    def contact(self, site: SiteCode | None = None) -> Contact:
        return Contact(
            head=f"<contact {self.number} {site}>", phone=f"<phone {self.number} {site}>"
        )

    def roster(self, site: SiteCode | None = None) -> tuple[DelegatePlan, ...]:
        chosen = ("d1", "d2", *self.some(("d3", "d1" if self.seldom() else "d4")))
        return tuple(
            DelegatePlan(DelegateId(d), f"Đại biểu {d}", f"<seat {self.number} {site} {d}>")
            for d in chosen
        )

    def site_plan(self, code: SiteCode) -> SitePlan:
        return SitePlan(
            code=code,
            name=f"Điểm cầu {code}",
            kind="sở" if code == "s4" else "quận",
            contact=self.contact(code),
            roster=self.roster(code),
        )

    def item_plan(self, item: ItemId) -> ItemPlan:
        title = " " if self.seldom() else f"<item {item} {self.number}>"
        return ItemPlan(
            id=item,
            title=title,
            kind=self.of(ItemKind.DISCUSSION, *ItemKind),
            presenter=f"<presenter {item} {self.number}>",
            minutes=self.of(0, 15),
            parent=SUB_ITEMS.get(item),
            internal=self.heads() and self.heads(),
            documents=self.of((), (Document(f"<document {item} {self.number}>", "/tai-lieu"),)),
            kinds=self.of((), tuple(Kind)),
            budget=self.of(None, None, 0, 400),
        )

    def mark(self, delegate: DelegateId) -> Mark:
        return Mark(
            delegate=delegate,
            presence=self.of(Presence.IN_ROOM, *Presence),
            reason=self.words(f"excuse {delegate}"),
            substitute=self.words(f"substitute {delegate}"),
        )

    def marks(self, site: SiteCode | None) -> tuple[Mark, ...]:
        known = self.delegates(site)
        stray = (DelegateId(NOTHING),) if self.seldom() else ()
        return tuple(self.mark(delegate) for delegate in (*self.some(known), *stray))

    def settings(self) -> Settings:
        usual = Settings(
            site_budget=self.of(None, None, 400),
            cut_off_after=self.of(None, 0, 30),
            present_sites_only=self.seldom(),
            procedural_when_closed=not self.seldom(),
            lost_line_pauses=self.heads(),
            lobby_minutes=self.of(60, 0),
            registration_closes=self.of(None, None, 30),
            vote_quorum=self.of(50, 0, 100),
            vote_majority=self.of(*Majority),
            vote_changeable=self.heads(),
            video=not self.seldom(),
        )
        presets = self.of(usual.presets, {Kind.COMMENT: 30})
        return replace(usual, presets=presets, several_requests=self.seldom())

    def conclusion(self) -> ConclusionText:
        return ConclusionText(
            text=self.words("conclusion"),
            lead=self.pick(("Sở Nội vụ", *self.site_names()), " "),
            deadline=self.pick((self.now.date() + timedelta(days=30),), None),
            standing=self.seldom(),
            item=self.of(None, self.item()),
        )

    def site_names(self) -> Iterable[str]:
        return (site.name for site in self.meeting.sites.values())

    def about(self) -> str:
        speeches = tuple(f"speech/{no}" for no in sorted(self.meeting.speeches))
        items = tuple(f"item/{item}" for item in self.meeting.item_order)
        return self.pick(("meeting", *items, *speeches), self.of("speech/٣", "speech/01", "item"))


# -- one line for every command --------------------------------------------------------------------


def _nothing(_: Hand) -> Args:
    return {}


def _plan(hand: Hand) -> Args:
    return {
        "title": "Hội nghị giao ban",
        "starts_at": MORNING,
        "ends_at": MORNING + timedelta(hours=hand.of(3, 3, 3, -1)),
        "settings": hand.settings(),
        "sites": tuple(hand.site_plan(code) for code in PLANNED_SITES),
        "agenda": tuple(hand.item_plan(item) for item in ITEMS[:6]),
    }


def _revise(hand: Hand) -> Args:
    starts_at = MORNING + timedelta(minutes=hand.of(0, 15))
    ends_at = MORNING + timedelta(hours=4)
    return {
        "title": hand.words("title"),
        "starts_at": YEAR_1 if hand.seldom() else starts_at,
        "ends_at": YEAR_9999 if hand.seldom() else ends_at,
        "chair": "Chủ tịch",
    }


def _check_in(hand: Hand) -> Args:
    site = hand.for_site()
    return {
        "site": site,
        "marks": hand.marks(site),
        "head_count": hand.of(None, 3),
        "guests": hand.of(None, 1),
    }


def _correct(hand: Hand) -> Args:
    return {**_check_in(hand), "site": hand.site(), "reason": hand.words("correction")}


def _check(hand: Hand) -> Args:
    answers = {part: hand.of(*CheckResult) for part in ("picture", "sound_in", "sound_out", "line")}
    return {"site": hand.for_site(), **answers}


def _resolve(hand: Hand) -> Args:
    known = hand.pick(sorted(hand.meeting.incidents), IncidentId(NOTHING))
    if known not in hand.meeting.incidents or hand.seldom():
        return {"incident": known, "site": hand.for_site()}
    hand.actor = Actor(Role.SITE, site=hand.meeting.incidents[known].site)
    return {"incident": known}


def _ask(hand: Hand) -> Args:
    item = hand.meeting.item
    kind = hand.pick(item.kinds if item else (), hand.of(*Kind))
    floor = tuple(no for no in (hand.meeting.floor, hand.meeting.last) if no is not None)
    return {
        "site": hand.for_site(),
        "kind": kind,
        "delegate": hand.of("", "Đại biểu d1"),
        "topic": hand.marked("topic"),
        "answers": hand.of(None, hand.spoken()) if kind is Kind.ANSWER else None,
        "rebuts": hand.pick(floor, SpeechNo(999)) if kind is Kind.REBUTTAL else None,
        "clauses": hand.clauses(hand.meeting.current),
    }


def _ask_for_a_person(hand: Hand) -> Args:
    """Somebody in the hall; unless a site says so, for then there are two speakers."""
    name = hand.of(hand.words("person"), "GS Minh", " gs  MINH")
    person = Person(name, "Chuyên gia")
    if hand.actor.role is Role.SITE and not hand.seldom():
        return _ask(hand)
    return {**_ask(hand), "person": person, "site": hand.pick((None,), hand.site())}


def _say_otherwise(hand: Hand) -> Args:
    asked = _ask(hand)
    left_out = {"topic", "delegate", "clauses"} if hand.heads() else set()
    said = {name: value for name, value in asked.items() if name not in left_out}
    return {**said, "request": hand.waiting()}


def _register(hand: Hand) -> Args:
    item = hand.item()
    return {
        "site": hand.for_site(),
        "item": item,
        "clauses": hand.clauses(item),
        "topic": hand.words("topic"),
        "minutes": hand.of(7, 0, 30),
        "kind": hand.pick((Kind.STATEMENT, Kind.COMMENT), hand.of(*Kind)),
    }


def _ready(hand: Hand) -> Args:
    if hand.meeting.round is not None and hand.heads():
        return {"request": None, "site": hand.for_site()}
    return {"request": hand.waiting(), "site": hand.for_site()}


def _move(hand: Hand) -> Args:
    request = hand.waiting()
    known = hand.meeting.requests.get(request)
    line = hand.meeting.items[known.item].queue if known else None
    return {
        "request": request,
        "version": hand.pick((line.version,), 99) if line else 0,
        "before": hand.of(None, hand.pick(line.order if line else (), RequestId(NOTHING))),
    }


def _who_spoke(hand: Hand) -> Args:
    site = hand.pick((*hand.meeting.site_order, None), NOWHERE)
    person = Person(hand.words("person")) if site is None or hand.seldom() else None
    return {
        "speech": hand.pick(sorted(hand.meeting.speeches), SpeechNo(999)),
        "site": site,
        "person": person,
        "delegate": hand.of("", "Đại biểu d3"),
        "reason": hand.words("reason"),
    }


def _give(hand: Hand) -> Args:
    return {
        "request": hand.waiting(),
        "believes": hand.believed(),
        "interject": hand.heads() and (hand.meeting.floor is not None or hand.seldom()),
        "delegate": hand.of("", "Đại biểu d2"),
    }


def _to_come(hand: Hand) -> SiteCode:
    board = hand.meeting.round
    return hand.pick(board.to_come() if board else (), hand.site())


def _call(hand: Hand) -> Args:
    return {"believes": hand.believed(), "site": hand.of(None, None, _to_come(hand))}


def _pass(hand: Hand) -> Args:
    waited_for: list[SiteCode] = []
    if hand.meeting.round is not None:
        board = hand.meeting.round.board
        open_ = (RoundState.TO_COME, RoundState.SPEAKING)
        waited_for = [site for site, state in sorted(board.items()) if state in open_]
    if waited_for and not hand.seldom():
        hand.actor = Actor(Role.SITE, site=hand.of(*waited_for))
    return {}


def _open_vote(hand: Hand) -> Args:
    return {
        "text": hand.words("question"),
        "kind": hand.of(*VoteKind),
        "secret": hand.heads(),
        "choices": hand.of((), (), ("A", "B", "C"), ("A",) if hand.seldom() else ("A", "B")),
        "seconds": hand.of(None, None, 30),
        "clause": next(iter(hand.clauses(hand.meeting.current)), None),
    }


def _vote(hand: Hand) -> VoteNo:
    return hand.pick((VoteNo(len(hand.meeting.votes)),), VoteNo(99))


def _cast(hand: Hand) -> Args:
    known = hand.meeting.votes.get(vote := _vote(hand))
    if known is not None and hand.actor.role is Role.SITE and not hand.seldom():
        hand.actor = Actor(Role.SITE, site=hand.of(*sorted(known.electorate)))
    return {
        "vote": vote,
        "choice": hand.pick(
            [f"{n:02}" for n, _ in enumerate(known.choices)] if known else (), "20"
        ),
    }


def _opinion(hand: Hand) -> Args:
    """On an item, or in place of a speech that nobody came to."""
    site, text = hand.for_site(), hand.words("opinion")
    if (unheard := hand.unheard(site)) is None:
        return {"site": site, "item": hand.item(), "text": text}
    return {"site": site, "item": unheard.item, "text": text, "request": unheard.id}


def _note(hand: Hand) -> Args:
    about = hand.about()
    known = hand.meeting.notes.get(about)
    return {
        "about": about,
        "text": hand.words("note"),
        "seen": hand.pick((known.version if known else 0,), 7),
    }


def _edit(hand: Hand) -> Args:
    """Somebody's update: mostly to the text as it is, seldom one with its beginning lost."""
    about = hand.about()
    known = hand.meeting.notes.get(about)
    writer = Writer(known.document if known else text_rules.EMPTY, hand=1000 + hand.number)
    if hand.seldom():
        writer.update()
        writer.put(0, hand.marked("lost"))
        writer.update()
    here = hand.draw(st.integers(0, len(writer.text)))
    if hand.heads():
        writer.strike(here, hand.draw(st.integers(0, len(writer.text) - here)))
    writer.put(here, hand.words("note"))
    return {"about": about, "update": b"?" if hand.seldom() else writer.update()}


def _conclusion_id(hand: Hand) -> ConclusionId:
    return hand.pick(sorted(hand.meeting.conclusions), ConclusionId(NOTHING))


def _edit_conclusion(hand: Hand) -> Args:
    which = _conclusion_id(hand)
    known = hand.meeting.conclusions.get(which)
    seen = hand.pick((known.version if known else 1,), 7)
    text = hand.conclusion()
    if known and hand.heads():
        before = replace(hand.conclusion(), text=known.text)
        return {"conclusion": which, "text": text, "seen": 0, "base": before}
    return {"conclusion": which, "text": text, "seen": seen}


def _publish(hand: Hand) -> Args:
    return {
        "stage": hand.of(*Stage),
        "readers": hand.of(*Readers),
        "sites": (NOWHERE,) if hand.seldom() else hand.some(hand.meeting.site_order),
    }


def _publication(hand: Hand) -> PublicationNo:
    return hand.pick(sorted(hand.meeting.publications), PublicationNo(99))


def _attach(hand: Hand) -> Args:
    """Mostly another version of the one document that the item has."""
    item = hand.item()
    title = f"<paper of {item}>" if hand.heads() else hand.words("paper")
    return {"item": item, "document": Document(title, hand.of("/v1.pdf", "/v2.pdf", "ftp:"))}


def _ask_for_figures(hand: Hand) -> Args:
    parts = () if hand.heads() else (Indicator("b", "trong đó", "a"),)
    day = hand.now.date() + timedelta(days=-3 if hand.seldom() else 3)
    return {"period": hand.words("period"), "due": day, "indicators": (Indicator("a", "A"), *parts)}


def _hand_in_figures(hand: Hand) -> Args:
    """Mostly as asked for; a part seldom more than its whole, a level seldom left out."""
    asked = hand.meeting.figures_asked
    site = hand.for_site()
    known = hand.meeting.sites.get(site) if site else None
    levels = returns.levels_of(known) if known else (Level.CITY,)
    figures = (
        {each.code: hand.of(*((1, 2) if each.part_of else (2, 5))) for each in asked.indicators}
        if asked
        else {}
    )
    if hand.seldom():
        levels = levels[1:]
    return {
        "site": site,
        "values": dict.fromkeys(levels, figures),
        "signed_by": hand.words("signed"),
    }


def _carry(hand: Hand) -> Args:
    """Mostly on an item that is discussed or will be; now and then a newer version with less."""
    under = (("d1", ""), ("d2", "d1"), ("d3", "d2"))
    known = tuple(ClauseMark(id_, f"<{id_} {hand.number}>", "", above) for id_, above in under)
    clauses = hand.some(known)
    return {
        "item": hand.pick((hand.meeting.current or hand.item(),), hand.item()),
        "consultation": hand.of("LYK-2024-01", "LYK-2024-01", "LYK-2024-02"),
        "outline": DraftOutline(hand.of(1, 2), hand.marked("draft"), clauses),
    }


def _focus(hand: Hand) -> Args:
    current = hand.meeting.current
    known = hand.meeting.drafts.get(current) if current else None
    clauses = [None, *(mark.id for mark in known.clauses)] if known else []
    return {"clause": hand.pick(clauses, NOTHING), "item": hand.of(None, current, hand.item())}


def _carry_board(hand: Hand) -> Args:
    """Three petitions, one of them internal; now and then one less."""
    marks = tuple(
        PetitionMark(
            code,
            hand.marked(f"petition {code}"),
            hand.now.date(),
            "taken",
            units=hand.some(PLANNED_SITES[:2]),
            lead=hand.marked("lead"),
            lead_site=hand.of(None, hand.site()),
            why=hand.some(("overdue",)),
            internal=code == "k2",
        )
        for code in ("k1", "k2", "k3")
    )
    figures = BoardFigures(
        *(hand.now.date(), 3, 3, 4, 5, hand.now.date(), hand.now.date(), 2, 1),
        tables=(BoardTable("group", (BoardRow("solved", 1),)),),
        marks=hand.some(marks),
    )
    return {
        "item": hand.pick((hand.meeting.current or hand.item(),), hand.item()),
        "figures": figures,
        "also": hand.some(mark.code for mark in figures.marks),
    }


def _choose(hand: Hand) -> Args:
    item = hand.pick(sorted(hand.meeting.boards), hand.item())
    return {"item": item, "petitions": hand.petitions(item)}


def _focus_petition(hand: Hand) -> Args:
    current = hand.meeting.current
    known = hand.meeting.boards.get(current) if current else None
    chosen = [None, *known.chosen, *known.chosen] if known else []
    return {"petition": hand.pick(chosen, NOTHING), "item": hand.of(None, current, hand.item())}


ARGS: dict[type[AnyCommand], Callable[[Hand], Args]] = {
    PlanConference: _plan,
    RevisePlan: _revise,
    ChangeSettings: lambda h: {"settings": h.settings()},
    InviteSite: lambda h: {"plan": h.site_plan(h.of(*OTHER_SITES, *PLANNED_SITES))},
    PlaceSite: lambda h: {"site": h.site(), "above": (h.heads() and h.site()) or None},
    UninviteSite: lambda h: {"site": h.of(*OTHER_SITES, h.site())},
    SetRoster: lambda h: {"site": h.for_site(), "roster": h.roster()},
    AnswerInvitation: lambda h: {
        "site": h.for_site(),
        "coming": h.heads(),
        "head": h.words("head"),
        "reason": h.words("absent"),
    },
    AskForFigures: _ask_for_figures,
    HandInFigures: _hand_in_figures,
    SendFiguresBack: lambda h: {"site": h.of(None, h.site()), "reason": h.words("returned")},
    IssuePasses: lambda h: {"sites": h.of((h.site(),), tuple(h.meeting.site_order))},
    SetOutsideRoom: lambda h: {
        "site": h.pick((None, *h.meeting.site_order), None),
        "link": h.pick(("", "https://hop.example.vn/12", "javascript:x"), ""),
        "dial": h.pick(("", "8400#"), ""),
    },
    SetContact: lambda h: {"site": h.for_site(), "contact": h.contact()},
    AnnounceConference: _nothing,
    CancelConference: lambda h: {"reason": h.words("cancelled")},
    OpenLobby: _nothing,
    StartConference: _nothing,
    CallBreak: lambda h: {"until": h.of(None, h.later())},
    ResumeConference: _nothing,
    EndConference: lambda h: {"finish": h.seldom()},
    ReopenConference: lambda h: {"reason": h.words("reopened")},
    HandConsole: lambda h: {"login": "pho", "name": h.words("deputy"), "until": h.later()},
    TakeConsoleBack: _nothing,
    AddItem: lambda h: {"plan": h.item_plan(h.of(*ITEMS)), "before": h.of(None, h.item())},
    EditItem: lambda h: {"plan": h.item_plan(h.item())},
    AttachDocument: _attach,
    RemoveItem: lambda h: {"item": h.item()},
    MoveItem: lambda h: {
        "item": h.item(),
        "before": h.of(None, h.item()),
        "parent": h.of(None, None, h.item()),
    },
    StartItem: lambda h: {"item": h.item()},
    FinishItem: lambda h: {"item": h.meeting.current or h.item()},
    SkipItem: lambda h: {"item": h.item()},
    ExtendItem: lambda h: {"item": h.item(), "minutes": h.of(5, 0)},
    CarryDraft: _carry,
    DropDraft: lambda h: {"item": h.pick(sorted(h.meeting.drafts), h.item())},
    FocusClause: _focus,
    CarryBoard: _carry_board,
    DropBoard: lambda h: {"item": h.pick(sorted(h.meeting.boards), h.item())},
    ChoosePetitions: _choose,
    FocusPetition: _focus_petition,
    NoteComment: lambda h: {
        "speech": h.running(),
        "comment": h.of("GY-1", "GY-2"),
        "clause": h.of(None, "d1"),
    },
    CheckIn: _check_in,
    CorrectSpeaker: _who_spoke,
    CorrectAttendance: _correct,
    AnswerCheck: _check,
    ReportIncident: lambda h: {
        "site": h.for_site(),
        "kind": h.of(*IncidentKind),
        "text": h.words("incident"),
    },
    ResolveIncident: _resolve,
    NoteLineConnected: lambda h: {"site": h.site()},
    NoteLineLost: lambda h: {"site": h.site()},
    SendMessage: lambda h: {
        "text": h.words("message"),
        "to": (NOWHERE,) if h.seldom() else h.some(h.meeting.site_order),
    },
    OpenQueue: lambda h: {"item": h.pick(h.closed(), h.item())},
    CloseQueue: lambda h: {"item": h.item(), "closes_at": h.of(None, h.later())},
    AskToSpeak: lambda h: _ask_for_a_person(h) if h.seldom() else _ask(h),
    RegisterSpeech: _register,
    NameSpeaker: lambda h: {
        "site": h.for_site(),
        "request": h.waiting(),
        "delegate": h.words("speaker"),
    },
    ChangeRequest: _say_otherwise,
    PassOnRequest: lambda h: {"request": h.waiting()},
    SettleRequest: lambda h: {
        "request": h.waiting(),
        "answered": h.heads(),
        "reason": h.words("settled"),
    },
    BringUpRequest: lambda h: {"request": h.waiting()},
    AskDirectly: lambda h: {"item": h.item(), "direct": h.heads()},
    Withdraw: lambda h: {"request": h.waiting()},
    SayReady: _ready,
    RemoveRequest: lambda h: {"request": h.waiting(), "reason": h.words("removed")},
    MoveRequest: _move,
    GiveFloor: _give,
    TakeFloor: lambda h: {"speech": h.running()},
    GrantTime: lambda h: {
        "item": h.pick((h.meeting.current or h.item(),), h.item()),
        "seconds": h.of(60, 300, 0),
        "site": h.of(None, h.site()),
    },
    ExtendSpeech: lambda h: {"speech": h.running(), "seconds": h.of(60, 0)},
    PauseSpeech: lambda h: {"speech": h.running()},
    ResumeSpeech: lambda h: {"speech": h.pick(h.paused(), h.running())},
    CallPresenter: lambda h: {"believes": h.running()},
    CallOnPetition: lambda h: {"site": h.site(), "believes": h.believed()},
    CutOff: lambda h: {"speech": h.running()},
    MuteSite: lambda h: {"site": h.pick(media.mutable(h.meeting), h.site())},
    UnmuteSite: lambda h: {"site": h.pick(media.closed(h.meeting), h.site())},
    MuteAll: _nothing,
    BeginRecording: _nothing,
    EndRecording: _nothing,
    KeepRecording: lambda h: {
        "file": h.of("a" * 64, "b" * 64),
        "speech": h.running(),
        "millis": h.of(0, 1000),
    },
    DeleteRecording: lambda h: {"file": h.pick(sorted(h.meeting.recordings), "c" * 64)},
    StartRound: lambda h: {"scope": h.of(*RoundScope)},
    CallInRound: _call,
    SkipInRound: lambda h: {"site": _to_come(h)},
    EndRound: _nothing,
    Pass: _pass,
    Undo: lambda h: {"act": h.pick((h.meeting.acts,), 999)},
    Redo: lambda h: {"act": h.pick((h.meeting.acts,), 999)},
    OpenVote: _open_vote,
    CastVote: _cast,
    CloseVote: lambda h: {"vote": _vote(h)},
    AnnulVote: lambda h: {"vote": _vote(h), "reason": h.words("annulled")},
    ShowOnScreen: lambda h: {"shown": h.of(*OnScreen), "text": h.words("projected")},
    HandInOpinion: _opinion,
    WriteNote: _note,
    EditNote: _edit,
    DraftConclusion: lambda h: {"text": h.conclusion()},
    EditConclusion: _edit_conclusion,
    DropConclusion: lambda h: {"conclusion": _conclusion_id(h)},
    ApproveConclusions: _nothing,
    AcknowledgeTask: lambda h: {"conclusion": _conclusion_id(h)},
    ReportOnTask: lambda h: {
        "conclusion": _conclusion_id(h),
        "text": h.words("report"),
        "per_cent": h.of(0, 50, 100),
        "evidence": h.of(None, None, Document(h.marked("shown"), h.of("/files/1", "ftp:"))),
    },
    AskForExtension: lambda h: {
        "conclusion": _conclusion_id(h),
        "until": h.now.date() + timedelta(days=h.of(60, 90, -60)),
        "reason": h.words("extension"),
    },
    AnswerExtension: lambda h: {
        "conclusion": _conclusion_id(h),
        "granted": h.heads(),
        "reason": h.words("answer"),
    },
    ChaseTask: lambda h: {"conclusion": _conclusion_id(h), "text": h.words("chased")},
    CloseTask: lambda h: {
        "conclusion": _conclusion_id(h),
        "outcome": h.of(*TaskOutcome),
        "text": h.words("closed"),
    },
    HandTask: lambda h: {"conclusion": _conclusion_id(h), "site": (h.heads() and h.site()) or None},
    ProposeHandover: lambda h: {
        "conclusion": _conclusion_id(h),
        "to": h.pick((h.site(),), SiteCode("00004")),
        "name": h.words("successor"),
    },
    AnswerHandover: lambda h: {
        "conclusion": _conclusion_id(h),
        "accepted": h.heads(),
        "reason": h.words("handover"),
    },
    ReopenTask: lambda h: {"conclusion": _conclusion_id(h), "reason": h.words("reopened")},
    DraftMinutes: lambda h: {"reason": h.words("minutes")},
    ApproveMinutes: lambda h: {
        "version": h.pick((len(h.meeting.versions),), 99),
        "conclusions": h.heads(),
    },
    LayForSignature: _publish,
    Publish: _publish,
    FileSignedCopy: lambda h: {
        "publication": _publication(h),
        "copy": f"/files/{h.of(h.meeting.id, h.meeting.id, 'another')}/{h.of(1, 2)}",
    },
    WithdrawPublication: lambda h: {
        "publication": _publication(h),
        "reason": h.words("withdrawn"),
    },
    ConfirmReading: lambda h: {"publication": _publication(h)},
}
"""Command → its arguments, chosen for the conference as it stands."""


def filled_in(
    draw: st.DrawFn, button: type[AnyCommand], meeting: Meeting, now: datetime, number: int
) -> AnyCommand:
    hand = Hand(draw, meeting, now, number)
    hand.actor = _actor(hand, button)
    args = ARGS[button](hand)
    return button(id=CommandId(f"p{number}"), at=now, actor=hand.actor, **args)


def _actor(hand: Hand, button: type[AnyCommand]) -> Actor:
    """Somebody who may, and sometimes somebody who may not."""
    role = hand.of(*Role) if hand.seldom() else hand.of(*sorted(MAY[button], reverse=True))
    if role is Role.SITE:
        return Actor(role, site=hand.pick(hand.meeting.site_order, NOWHERE))
    deputy = hand.meeting.deputy
    if role is Role.CHAIR and not hand.seldom():
        role = leader(hand.meeting, hand.now).role
    if deputy and role is Role.DEPUTY:
        return Actor(role, deputy.name, login=deputy.login)
    return Actor(role, f"<{role}>")


@st.composite
def plans(draw: st.DrawFn, meeting: Meeting) -> PlanConference:
    """A conference that can be held: the second item is internal, the first open to debate."""
    hand = Hand(draw, meeting, MORNING - timedelta(days=1), 0)
    first, *others = (_plain(hand.item_plan(item)) for item in ITEMS[:6])
    debate = replace(first, kinds=tuple(Kind), internal=False)
    agenda = (debate, *(replace(i, internal=i.internal or i.id == "i2") for i in others))
    return PlanConference(
        id=CommandId("p0"),
        at=hand.now,
        actor=Actor(Role.SECRETARY),
        title="Hội nghị giao ban",
        starts_at=MORNING,
        ends_at=MORNING + timedelta(hours=3),
        settings=hand.settings(),
        sites=tuple(_distinct(hand.site_plan(code)) for code in PLANNED_SITES),
        agenda=agenda,
    )


def _plain(plan: ItemPlan) -> ItemPlan:
    return replace(plan, title=f"<item {plan.id} 0>")


def _distinct(plan: SitePlan) -> SitePlan:
    return replace(plan, roster=tuple({d.id: d for d in plan.roster}.values()))
