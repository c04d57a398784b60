"""The laws of a conference, held against whatever anybody presses.

How this works. One machine plans a conference and then lets everybody press every button
(`tests.support.strategies`) while the clock goes on. After each event it draws the touched
keys again for every audience and holds them against a fresh view; after each press it reads
the laws, and takes back what the console did and does it again (`tests.support.undone`).
`HYPOTHESIS_PROFILE=explore` looks for hours instead of seconds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import get_args

import msgspec
import pytest
from hypothesis import Phase as Generation
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace
from typing_extensions import override

from diemcau.adapters.ballot_keys import MemoryBallotKeys
from diemcau.app.live.ballots import Ballots
from diemcau.domain.decider import decide, evolve, replay
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Command, Rejected
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.floor import Speech, Turns
from diemcau.domain.nouns.ids import CommandId, ItemId, MeetingId, SiteCode
from diemcau.domain.nouns.media import HALL, OnStage, venue_of
from diemcau.domain.nouns.queue import QueueIsClosed
from diemcau.domain.nouns.requests import (
    AnswersNothing,
    AskToSpeak,
    RebutsNothing,
    RegisterSpeech,
    Request,
)
from diemcau.domain.nouns.sites import Totals
from diemcau.domain.nouns.terms import ItemState, LineState, Phase, RequestState, Role, VoteState
from diemcau.domain.rules import allotment, outline, queue, turns
from diemcau.domain.rules.deadlines import Due, next_due
from diemcau.domain.rules.stage import cut_in_on, hears, sees, speaks, stage
from diemcau.domain.views.agenda import Agenda, ItemView
from diemcau.domain.views.clocks import left_at, spoken_at
from diemcau.domain.views.families import FAMILIES, Audience, audience_of, only_for, render, view_of
from diemcau.domain.views.keys import View
from diemcau.domain.views.queue import OfferedKind, QueueView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.sites import Me
from diemcau.domain.views.touch import touched
from diemcau.protocol import codec, records, snapshots
from tests.support import undone
from tests.support.consoles import BEGINNINGS, BUTTONS, STAGES, onward, presses
from tests.support.offered import check_offered
from tests.support.secrecy import at_site, audiences, keys_for, secrets
from tests.support.strategies import ARGS, MORNING, SITES, plans

pytestmark = pytest.mark.uncounted

MEETING = MeetingId("m")
BLANK = Meeting(id=MEETING)

WAITS = st.sampled_from([0, 1, 20, 200, 1200])
"""Seconds between two presses; no two fall on one instant."""

Screen = dict[str, View]
Patch = dict[str, View | None]


def test_every_button_is_pressed() -> None:
    assert set(ARGS) == set(get_args(AnyCommand))
    assert {button for buttons in BUTTONS.values() for button in buttons} == set(ARGS)


class Conference(RuleBasedStateMachine):
    """Everybody at their consoles, and beside them the log, a second node and all screens."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING - timedelta(days=1)
        self.meeting = BLANK
        self.packed = snapshots.pack(BLANK, 0, records.GENESIS)
        self.elsewhere = BLANK
        """The same conference on a node that woke from a snapshot."""
        self.log: list[records.Record] = []
        self.screens: dict[Audience, Screen] = {}
        self.ballots = Ballots(MemoryBallotKeys())
        self.presses = 0
        self.ever_several = False

    # -- what happens --

    @initialize(data=st.data(), stage=st.sampled_from(BEGINNINGS))
    def a_conference_is_planned(self, data: st.DataObject, stage: str) -> None:
        assert self.press(data.draw(plans(self.meeting)))
        for button in STAGES[stage]:
            self.now = max(self.now, MORNING) + timedelta(minutes=1)
            assert self.press(onward(button, self.now, self.presses))

    @rule(data=st.data(), wait=WAITS)
    def somebody_plans(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("planning", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def the_conference_goes_on(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("conference", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def somebody_changes_the_agenda(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("agenda", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def a_site_is_heard_of(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("sites", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def somebody_queues(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("queue", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def somebody_speaks(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("floor", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def sites_are_called(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("round", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def somebody_votes(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("votes", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def somebody_writes(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("writing", data, wait)

    @rule(data=st.data(), wait=WAITS)
    def conclusions_are_followed_up(self, data: st.DataObject, wait: int) -> None:
        self.somebody_at("follow-up", data, wait)

    @precondition(lambda self: next_due(self.meeting) is not None)
    @rule()
    def the_clock_strikes(self) -> None:
        due = self.due()
        self.now = due.at
        assert self.press(due.command)

    def somebody_at(self, console: str, data: st.DataObject, wait: int) -> None:
        self.now += timedelta(seconds=wait, microseconds=1)
        self.press(data.draw(presses(console, self.meeting, self.now, self.presses)))

    def due(self) -> Due:
        """What is due, at the instant at which a waker that slept until now would ask for it."""
        due = next_due(self.meeting)
        assert due is not None
        at = max(self.now, due.at)
        return Due(at, replace(due.command, at=at))

    # -- one press --

    def press(self, command: AnyCommand) -> Sequence[AnyEvent]:
        self.presses += 1
        assert over_the_wire(command) == command
        command = self.ballots.counted(self.meeting, command)
        events, code = answer(self.meeting, command)
        self.the_view_said_so(command, events, code)
        if code:
            assert code in codec.REFUSALS
            assert self.pack() == self.packed, "a refusal leaves everything as it was"
        assert answer(self.elsewhere, command) == (events, code)
        before = self.meeting
        for event in self.ballots.sealed(self.meeting, events):
            self.happens(command, event)
        if self.meeting.acts != before.acts and self.meeting.last_act is not None:
            undone.check(before, self.meeting, audiences(SITES))
        if isinstance(command, AskToSpeak | RegisterSpeech) and not code:
            assert not decide(self.meeting, command), "asked again it is the same request"
        return events

    def the_view_said_so(self, command: AnyCommand, events: Sequence[AnyEvent], code: str) -> None:
        """Offered is what is not refused for role, phase or state, and nothing else."""
        screen = self.screens.get(audience_of(command.actor.role, command.actor.site))
        if screen is None or isinstance(command, PlanConference):
            return
        check_offered(screen, self.meeting, command, code, happens=bool(events))

    def happens(self, command: AnyCommand, event: AnyEvent) -> None:
        (record,) = records.seal(MEETING, self.digest, len(self.log) + 1, command.id, [event])
        assert records.read(record) == event
        self.log.append(record)
        before, self.meeting = self.meeting, evolve(self.meeting, event)
        self.elsewhere = evolve(self.elsewhere, records.read(record))
        assert self.elsewhere == self.meeting
        self.ever_several |= self.meeting.settings.several_requests
        self.redraw(before, event)

    @property
    def digest(self) -> bytes:
        return self.log[-1].digest if self.log else records.GENESIS

    def redraw(self, before: Meeting, event: AnyEvent) -> None:
        """Patch every screen as the fan-out would, also at sites that are not invited."""
        keys = touched(before, event, self.meeting)
        assert keys is None or {key.partition("/")[0] for key in keys} <= FAMILIES.keys()
        shown, self.screens = self.screens, {}
        for audience in audiences(SITES):
            fresh = render(self.meeting, audience)
            if keys is not None and audience in shown:
                assert drawn(before, audience, keys) == known(shown[audience], keys)
                patched = shown[audience] | drawn(self.meeting, audience, keys)
                seen = {key: value for key, value in patched.items() if value is not None}
                assert not differing(seen, fresh), (audience, type(event))
            self.screens[audience] = fresh

    def pack(self) -> snapshots.Snapshot:
        return snapshots.pack(self.meeting, len(self.log), self.digest)

    # -- the laws --

    @invariant()
    def a_snapshot_is_the_conference(self) -> None:
        self.packed = self.pack()
        self.elsewhere = snapshots.unpack(self.packed)
        assert self.elsewhere == self.meeting
        assert self.packed.shape == snapshots.SHAPE

    @invariant()
    def nobody_waits_twice(self) -> None:
        if self.ever_several:
            return
        waiting = Counter(
            (r.item, r.site, _person(r), queue.is_ordinary(r.kind))
            for r in self.meeting.requests.values()
            if r.state is RequestState.WAITING
        )
        assert max(waiting.values(), default=0) <= 1

    @invariant()
    def one_voice_at_a_time(self) -> None:
        meeting = self.meeting
        assert sorted(meeting.speeches) == [*range(1, len(meeting.speeches) + 1)]
        assert meeting.floor not in meeting.interrupted
        on_stage = [*meeting.interrupted, *([meeting.floor] if meeting.floor else [])]
        running = [s for s in meeting.speeches.values() if s.ended_at is None]
        assert sorted(on_stage) == sorted(speech.no for speech in running)
        for speech in running:
            assert speech.item == meeting.current
            assert meeting.requests[speech.request].state is RequestState.SPEAKING
        assert all(meeting.speeches[no].paused_at for no in meeting.interrupted)
        assert not running or meeting.phase is Phase.RUNNING
        told = [s.no for s in meeting.speeches.values() if s.ended_at and not s.undone]
        assert sorted(meeting.spoken) == sorted(told)

    @invariant()
    def nobody_is_heard_but_the_hall_and_who_has_the_floor(self) -> None:
        meeting, on = self.meeting, stage(self.meeting)
        speech, gave_way = meeting.speech, cut_in_on(meeting)
        may = {venue_of(each.site) for each in (speech, gave_way) if each} | {HALL}
        assert {*on.heard} <= may
        assert not on.heard or on.heard[0] == HALL, "the hall is always heard"
        for each in (each for each in (speech, gave_way) if each):
            closed = speech is None or speech.paused_at is not None or each.no in meeting.muted
            others = (other for other in (speech, gave_way) if other and other is not each)
            alone = all(other.site != each.site for other in others)
            if closed and alone and each.site is not None:
                assert venue_of(each.site) not in on.heard, "a pause and the chair silence"
        assert on.lit or on == OnStage()
        assert not on.recorded or meeting.recording

    @invariant()
    def nobody_hears_themselves_and_what_is_internal_leaves_the_hall_in_no_form(self) -> None:
        meeting, on = self.meeting, stage(self.meeting)
        for venue in (HALL, *map(venue_of, meeting.site_order)):
            assert on.rehearsing or venue not in hears(on, venue)
            assert sees(on, venue) != venue
            assert all(speaks(on, heard) for heard in hears(on, venue))
        if meeting.current is not None and outline.is_internal(meeting, meeting.current):
            assert (on.heard, on.shown, on.recorded) == ((), None, ())

    @invariant()
    def clocks_add_up(self) -> None:
        for speech in self.meeting.speeches.values():
            spoken = speech.spoken(self.now)
            assert timedelta(0) <= spoken <= self.now - speech.started_at
            assert speech.overran >= timedelta(0)
            if speech.paused_at is None:
                allowed = speech.allotted + speech.extended + speech.paused
                assert speech.deadline <= speech.started_at + allowed

    @invariant()
    def the_queues_are_who_waits(self) -> None:
        known = sorted(self.meeting.requests.values(), key=lambda request: request.id)
        waiting = [r for r in known if r.state is RequestState.WAITING]
        unheard = [r for r in known if r.state is RequestState.ENDED]
        assert not waiting or self.meeting.phase not in {Phase.ENDED, Phase.CLOSED}
        for item in self.meeting.items.values():
            here = sorted(r.id for r in waiting if r.item == item.id)
            assert sorted(item.queue.order) == here
            assert not here or item.state in {ItemState.PLANNED, ItemState.CURRENT}
            assert sorted(item.unheard) == [r.id for r in unheard if r.item == item.id]
            assert not item.unheard or item.state is not ItemState.CURRENT
        for site in self.meeting.sites.values():
            assert sorted(site.waiting) == sorted(r.id for r in waiting if r.site == site.code)
            assert sorted(site.unheard) == [r.id for r in unheard if r.site == site.code]
            counted = [
                s.no for s in self.meeting.speeches.values() if s.site == site.code and not s.undone
            ]
            assert list(site.speeches) == sorted(counted)
            for item_id, told in site.turns.items():
                assert told == recounted(self.meeting, site.code, item_id)

    @invariant()
    def votes_add_up(self) -> None:
        votes = self.meeting.votes
        assert sorted(votes) == [*range(1, len(votes) + 1)]
        for vote in votes.values():
            assert {*vote.ballots} <= vote.electorate <= {*self.meeting.sites}
            assert vote.counts == () or sum(vote.counts) == len(vote.ballots)
            assert (vote.state is VoteState.OPEN) is (vote is self.meeting.vote)
            for ballot in vote.ballots.values():
                assert not (vote.secret and ballot.choice), "a secret choice is on record"
                assert vote is self.meeting.vote or not ballot.sealed
        if (vote_ := self.meeting.vote) is not None:
            assert vote_.item == self.meeting.current

    @invariant()
    def the_figures_are_a_recount(self) -> None:
        sites = self.meeting.sites.values()
        assert sorted(self.meeting.site_order) == sorted(self.meeting.sites)
        assert self.meeting.totals == Totals(
            sites=len(sites),
            connected=sum(site.line.state is LineState.CONNECTED for site in sites),
            checked_in=sum(site.checked_in_at is not None for site in sites),
            expected=sum(len(site.roster) for site in sites),
            here=sum(site.here for site in sites),
            guests=sum(site.guests for site in sites),
        )

    @invariant()
    def what_is_left_of_a_budget_counts_every_second_spoken(self) -> None:
        view = self.screens.get(Audience(Role.CHAIR), {})
        for card in (each for each in view.values() if isinstance(each, RequestView)):
            if card.site is None:
                continue
            said = [
                speech
                for speech in self.meeting.speeches.values()
                if (speech.site, speech.item, speech.undone) == (card.site, card.item, False)
            ]
            ordinary = [speech for speech in said if queue.is_ordinary(speech.kind)]
            assert spoken_at(card, self.now) == self.whole_seconds(said)
            budget = allotment.limit(self.meeting, card.site, card.item)
            assert left_at(card, self.now) == (
                None
                if budget is None
                else int(budget.total_seconds()) - self.whole_seconds(ordinary)
            )

    def whole_seconds(self, speeches: Sequence[Speech]) -> int:
        lengths = (speech.spoken(self.now) for speech in speeches)
        return int(sum(lengths, timedelta(0)).total_seconds())

    @invariant()
    def the_agenda_is_a_tree(self) -> None:
        meeting = self.meeting
        assert sorted(meeting.item_order) == sorted(meeting.items)
        assert_numbered([meeting.items[item] for item in meeting.item_order])
        current = [i.id for i in meeting.items.values() if i.state is ItemState.CURRENT]
        assert current == ([meeting.current] if meeting.current else [])
        assert meeting.current is None or meeting.phase in {Phase.RUNNING, Phase.BREAK}
        assert meeting.round is None or meeting.round.item == meeting.current

    @invariant()
    def every_reader_of_the_agenda_counts_without_gaps(self) -> None:
        for view in self.screens.values():
            if isinstance(shown := view.get("agenda"), Agenda):
                assert_numbered([view[f"item/{item}"] for item in shown.order])

    @invariant()
    def conclusions_are_numbered_without_gaps(self) -> None:
        given = sorted(known.number for known in self.meeting.conclusions.values())
        assert given == [*range(1, len(given) + 1)]

    @invariant()
    def what_is_due_is_never_refused(self) -> None:
        if next_due(self.meeting) is not None:
            assert decide(self.meeting, self.due().command)

    @invariant()
    def everybody_sees_exactly_what_they_may(self) -> None:
        if not self.meeting.planned:
            return
        hidden = list(secrets(self.meeting, SITES))
        assert hidden, "there is always something to hide"
        for audience, view in self.screens.items():
            assert view.keys() == keys_for(self.meeting, audience), audience
            sent = msgspec.json.encode(view).decode()
            for secret in hidden:
                assert (secret.text in sent) is (audience in secret.readers), (audience, secret)

    @invariant()
    def what_all_sites_see_is_the_same_for_all(self) -> None:
        """The fan-out encodes such a key once."""
        at_sites = {a.site: view for a, view in self.screens.items() if a.site is not None}
        for key in {key for view in at_sites.values() for key in view}:
            seen = {site for site, view in at_sites.items() if key in view}
            if (only := only_for(self.meeting, key)) is not None:
                assert seen <= only
                continue
            assert seen == at_sites.keys()
            (first, *others) = (view[key] for view in at_sites.values())
            assert all(first == other for other in others)

    @invariant()
    def what_a_screen_offers_the_rules_accept(self) -> None:
        for code in self.meeting.site_order:
            view = self.screens[at_site(code)]
            me, line = view[f"me/{code}"], view.get(f"queue/{self.meeting.current}")
            assert isinstance(me, Me)
            for offer in line.offers if isinstance(line, QueueView) else ():
                expected = me.ordinary_blocked if offer.ordinary else me.priority_blocked
                assert self.refusal_of(code, offer) in {expected, *UNOFFERED}

    def refusal_of(self, site: SiteCode, offer: OfferedKind) -> str:
        actor = Actor(Role.SITE, site=site)
        asked = AskToSpeak(id=CommandId("x"), at=self.now, actor=actor, kind=offer.kind)
        return answer(self.meeting, asked)[1]

    @override
    def teardown(self) -> None:
        """The log alone tells all, and a changed byte in it is found."""
        assert replay(BLANK, map(records.read, self.log)) == self.meeting
        assert records.first_broken(MEETING, self.log) is None
        for which in {0, len(self.log) - 1} if self.log else ():
            forged = replace(self.log[which], body=self.log[which].body + b" ")
            rewritten = [*self.log[:which], forged, *self.log[which + 1 :]]
            assert records.first_broken(MEETING, rewritten) == which + 1


UNOFFERED = {AnswersNothing.code, RebutsNothing.code, QueueIsClosed.code}
"""What no offer promises: that there is something to answer, and what the next minute brings."""


def answer(meeting: Meeting, command: AnyCommand) -> tuple[Sequence[AnyEvent], str]:
    """What follows, or the code of the refusal; anything else is a bug and fails loudly."""
    try:
        return decide(meeting, command), ""
    except Rejected as refusal:
        return (), refusal.code


def over_the_wire(command: AnyCommand) -> AnyCommand:
    """The command as it comes back from the JSON that a browser would send, and from what the
    server has to say of it.
    """
    sent = msgspec.json.decode(msgspec.json.encode(command))
    args = {name: value for name, value in sent.items() if name not in command.stamped}
    ours = {
        name: value for name, value in sent.items() if name in command.stamped - Command.stamped
    }
    act, at, actor = codec.act_name(type(command)), command.at, command.actor
    return codec.command(act, args, command_id=command.id, at=at, actor=actor, ours=ours)


def drawn(meeting: Meeting, audience: Audience, keys: frozenset[str]) -> Patch:
    return {key: view_of(meeting, audience, key) for key in keys}


def known(view: Screen, keys: frozenset[str]) -> Patch:
    return {key: view.get(key) for key in keys}


def differing(shown: Mapping[str, object], fresh: Screen) -> set[str]:
    return {key for key in shown.keys() | fresh.keys() if shown.get(key) != fresh.get(key)}


def _person(request: Request) -> str:
    return "" if request.person is None else " ".join(request.person.name.split()).lower()


def recounted(meeting: Meeting, site: SiteCode, item: ItemId) -> Turns:
    said = [s for s in meeting.speeches.values() if (s.site, s.item) == (site, item)]
    counted = [s for s in said if not s.undone]
    ended = [s for s in counted if s.ended_at is not None]
    return Turns(
        speeches=tuple(sorted(s.no for s in counted)),
        ordinary=sum(queue.is_ordinary(s.kind) for s in counted),
        spoken=sum((s.spoken(s.started_at) for s in ended), timedelta(0)),
        charged=sum(
            (s.spoken(s.started_at) for s in ended if queue.is_ordinary(s.kind)), timedelta(0)
        ),
        granted=turns.on(meeting, site, item).granted,
    )


def assert_numbered(items: Sequence[Item | View]) -> None:
    """1 … n: counted again, every sub-item behind its parent or a sibling."""
    top, sub, above = 0, 0, ItemId("")
    for item in items:
        assert isinstance(item, Item | ItemView)
        if item.parent is None:
            top, sub, above = top + 1, 0, item.id
        else:
            assert item.parent == above
            sub += 1
        assert item.number == (f"{top}.{sub}" if item.parent else f"{top}")


TestConference = Conference.TestCase
TestConference.settings = (
    # A few hundred presses, the same every time; `explore` is also there to shrink a failure.
    settings(max_examples=14, stateful_step_count=40, phases=[Generation.generate])
    if settings.default is not None and settings.default.derandomize
    else settings(stateful_step_count=60)
)
