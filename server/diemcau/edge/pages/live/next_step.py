"""The one thing the chair does next, for the console that works without scripts.

`next-step.js` once more: the same steps in the same order, found in the view alone. A test holds
the two side by side over a whole conference. It is a suggestion about order and no rule: whether
an act passes is asked of `may/…` (`offered`).
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from diemcau.domain.nouns.ids import SpeechNo
from diemcau.domain.nouns.terms import ConclusionState, ItemState, Phase, RoundState, VoteState
from diemcau.domain.views.agenda import Agenda, ItemView
from diemcau.domain.views.conclusions import ConclusionView
from diemcau.domain.views.conference import Conference, Counts
from diemcau.domain.views.drafts import ClausesView, DraftView
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.keys import View
from diemcau.domain.views.publishing import VersionView
from diemcau.domain.views.queue import QueueView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.votes import VoteView
from diemcau.edge.pages.live.offered import Offered

OfView = TypeVar("OfView", bound=View)


class Phrase(NamedTuple):
    """Words by their key, and what stands in them."""

    key: str
    args: Mapping[str, object] = {}


class NextStep(Struct, frozen=True):
    """`about` is whom or what it concerns, `notes` what is worth knowing before; `asks` is said
    before the press where it cannot be taken back, and of the end all that is left open.
    """

    act: str
    label: Phrase
    icon: str
    args: Mapping[str, object] = {}
    about: str = ""
    notes: tuple[Phrase, ...] = ()
    asks: tuple[Phrase, ...] = ()


class _Seen(NamedTuple):
    view: Mapping[str, View]
    may: Offered

    def one(self, key: str, shape: type[OfView]) -> OfView | None:
        found = self.view.get(key)
        return found if isinstance(found, shape) else None

    def each(self, shape: type[OfView]) -> list[OfView]:
        return [each for each in self.view.values() if isinstance(each, shape)]

    @property
    def floor(self) -> FloorView:
        return self.one("floor", FloorView) or FloorView()

    @property
    def believes(self) -> SpeechNo | None:
        return self.floor.speech.no if self.floor.speech else None

    @property
    def items(self) -> list[ItemView]:
        agenda = self.one("agenda", Agenda)
        found = (self.one(f"item/{name}", ItemView) for name in (agenda.order if agenda else ()))
        return [item for item in found if item is not None]

    @property
    def current(self) -> str:
        agenda = self.one("agenda", Agenda)
        return (agenda.current if agenda else None) or ""


def next_step(view: Mapping[str, View], may: Offered) -> NextStep:
    """Without an act where there is nothing for the chair to do, or nothing that passes."""
    seen = _Seen(view, may)
    return next(filter(None, (find(seen) for find in STEPS)), None) or _nothing(seen)


def _nothing(seen: _Seen) -> NextStep:
    conference = seen.one("conference", Conference)
    words = NOTHING.get(conference.phase if conference else None, "ui.queue.later")
    over = conference is not None and conference.ended_at is not None
    return NextStep("", Phrase(words), "", notes=left_to_approve(seen.view) if over else ())


NOTHING: Final[Mapping[Phase | None, str]] = {
    Phase.DRAFT: "ui.next.draft",
    Phase.ENDED: "ui.next.ended",
    Phase.CLOSED: "ui.next.closed",
    Phase.CANCELLED: "ui.next.cancelled",
}
"""Why there is no step."""


def left_to_approve(view: Mapping[str, View]) -> tuple[Phrase, ...]:
    """What is left to do once the conference is over, in its order."""
    seen = _Seen(view, Offered({}))
    drafts, last = _drafts(seen), _last(seen)
    minutes = Phrase("ui.left.minutes" if last else "ui.left.no_minutes")
    return (
        *((Phrase("ui.left.conclusions", {"n": len(drafts)}),) if drafts else ()),
        *(() if last and last.approved_at else (minutes,)),
    )


def _open_lobby(seen: _Seen) -> NextStep | None:
    if "open_lobby" not in seen.may:
        return None
    return NextStep("open_lobby", Phrase("act.open_lobby"), "users")


def _begin(seen: _Seen) -> NextStep | None:
    if "start_conference" not in seen.may:
        return None
    counts = seen.one("counts", Counts) or Counts()
    missing = counts.sites - counts.checked_in
    note = Phrase("ui.life.missing", {"n": missing}) if missing > 0 else Phrase("ui.life.all_in")
    return NextStep("start_conference", Phrase("act.start_conference"), "play", notes=(note,))


def _resume(seen: _Seen) -> NextStep | None:
    if "resume_conference" not in seen.may:
        return None
    return NextStep("resume_conference", Phrase("act.resume_conference"), "play")


def _close_vote(seen: _Seen) -> NextStep | None:
    """A vote that is closed is so for ever: asked once, unless all have voted."""
    vote = next((each for each in seen.each(VoteView) if each.state is VoteState.OPEN), None)
    if vote is None or not seen.may.passes("close_vote", "vote", vote.no):
        return None
    cast: dict[str, object] = {"n": vote.cast, "of": vote.electors}
    return NextStep(
        "close_vote",
        Phrase("ui.next.close_vote"),
        "check",
        {"vote": vote.no},
        about=vote.text,
        notes=(Phrase("ui.next.voted", cast),),
        asks=() if vote.cast >= vote.electors else (Phrase("ui.vote.close_words", cast),),
    )


def _go_on(seen: _Seen) -> NextStep | None:
    """Whoever gave way goes on as soon as the floor is free."""
    if seen.floor.speech or not seen.floor.interrupted:
        return None
    waits = seen.floor.interrupted[-1]
    if not seen.may.passes("resume_speech", "speech", waits.no):
        return None
    return _of_speech("resume_speech", "play", waits)


def _first_presenter(seen: _Seen) -> NextStep | None:
    """Whoever presents an item speaks first on it, though others ask already."""
    return None if seen.floor.speech or seen.floor.last else _presenter(seen)


def _next_of_round(seen: _Seen) -> NextStep | None:
    board = seen.one("round", RoundView)
    if board is None or "call_in_round" not in seen.may:
        return None
    names = dict(zip(board.order, board.names, strict=False))
    left = board.states.count(RoundState.TO_COME)
    return NextStep(
        "call_in_round",
        Phrase("act.call_in_round"),
        "mic",
        {"believes": seen.believes},
        about=names.get(board.next[0], "") if board.next else "",
        notes=(Phrase("ui.next.in_round", {"n": left}),),
    )


def _next_in_line(seen: _Seen) -> NextStep | None:
    queue = seen.one(f"queue/{seen.current}", QueueView)
    if queue is None or not queue.order or "give_floor" not in seen.may:
        return None
    asked = queue.to_focus or queue.order[0]
    label = _to_clause(seen) if queue.to_focus else Phrase("ui.queue.next")
    request = seen.one(f"request/{asked}", RequestView)
    who = (request.speaker, request.delegate) if request else ()
    args = {"request": asked, "believes": seen.believes}
    return NextStep("give_floor", label, "mic", args, about=" · ".join(filter(None, who)))


def _to_clause(seen: _Seen) -> Phrase:
    """Who wants to speak to the clause before the room goes before the others."""
    draft, names = seen.one("draft", DraftView), seen.one("clauses", ClausesView)
    known = {mark.id: mark.label for mark in names.clauses} if names else {}
    focus = draft.focus if draft else None
    return Phrase("ui.clause.invite", {"clause": known.get(focus or "", "")})


def _presenter(seen: _Seen) -> NextStep | None:
    item = seen.one(f"item/{seen.current}", ItemView)
    if item is None or not item.presenter or "call_presenter" not in seen.may:
        return None
    args = {"believes": seen.believes}
    return NextStep(
        "call_presenter", Phrase("act.call_presenter"), "mic", args, about=item.presenter
    )


def _end_speech(seen: _Seen) -> NextStep | None:
    speech = seen.floor.speech
    if speech is None or not seen.may.passes("take_floor", "speech", speech.no):
        return None
    return _of_speech("take_floor", "mic-off", speech)


def _next_item(seen: _Seen) -> NextStep | None:
    item = next((each for each in seen.items if each.state is ItemState.PLANNED), None)
    if item is None or not seen.may.passes("start_item", "item", item.id):
        return None
    label = Phrase("ui.agenda.start", {"n": item.number})
    return NextStep("start_item", label, "play", {"item": item.id}, about=item.title)


def _end(seen: _Seen) -> NextStep | None:
    if not seen.may.passes("end_conference", "finish", value=True):
        return None
    return NextStep(
        "end_conference",
        Phrase("act.end_conference"),
        "flag",
        {"finish": "true"},
        notes=(Phrase("ui.agenda.done"), *left_to_approve(seen.view)),
        asks=(Phrase("ui.life.end"),),
    )


def _approve(seen: _Seen) -> NextStep | None:
    """After the end: both in one act, or the conclusions where there is no draft."""
    conference, drafts, last = seen.one("conference", Conference), _drafts(seen), _last(seen)
    if conference is None or conference.ended_at is None or not all(map(_complete, drafts)):
        return None
    words = Phrase("ui.papers.approve_conclusions_words", {"n": len(drafts)})
    notes = left_to_approve(seen.view)
    if last and seen.may.passes("approve_minutes", "version", last.number):
        both = bool(drafts or last.reworded)
        return (
            None
            if last.outdated and not last.reworded
            else NextStep(
                "approve_minutes",
                Phrase("ui.papers.approve_both" if both else "act.approve_minutes"),
                "gavel",
                {"version": last.number, "conclusions": "true" if both else "false"},
                notes=notes,
                asks=(*((words,) if drafts else ()), Phrase("ui.papers.approve_minutes_words")),
            )
        )
    if "approve_conclusions" not in seen.may:
        return None
    label = Phrase("act.approve_conclusions")
    return NextStep("approve_conclusions", label, "gavel", notes=notes, asks=(words,))


STEPS: Final[tuple[Callable[[_Seen], NextStep | None], ...]] = (
    _open_lobby,
    _begin,
    _resume,
    _close_vote,
    _go_on,
    _first_presenter,
    _next_of_round,
    _next_in_line,
    _presenter,
    _end_speech,
    _next_item,
    _end,
    _approve,
)
"""In the order in which one thing goes before another."""


def _of_speech(act: str, icon: str, speech: SpeechView) -> NextStep:
    return NextStep(act, Phrase(f"act.{act}"), icon, {"speech": speech.no}, about=speech.speaker)


def _drafts(seen: _Seen) -> list[ConclusionView]:
    return [each for each in seen.each(ConclusionView) if each.state is ConclusionState.DRAFT]


def _complete(draft: ConclusionView) -> bool:
    return bool(draft.lead and (draft.deadline or draft.standing))


def _last(seen: _Seen) -> VersionView | None:
    return max(seen.each(VersionView), key=lambda each: each.number, default=None)
