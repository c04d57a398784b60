"""Laws of a register, whatever is pressed by whomever.

Replay equals live; a refusal changes nothing; no code is given twice; every petition answers
somebody, and what was said knows its petition; figures add up; what is offered stands where it may.
"""

from collections.abc import Sequence
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.decider import begin, decide
from diemcau.domain.petitions.events import NAMES, PetitionEvent
from diemcau.domain.petitions.nouns.acts import RegisterAct
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import (
    ForwardPetition,
    NameLead,
    ReturnPetition,
    TakePetition,
    TransferPetition,
)
from diemcau.domain.petitions.nouns.joining import (
    LinkPetition,
    MergePetition,
    PetitionPart,
    SplitPetition,
    UndoMerge,
)
from diemcau.domain.petitions.nouns.petitioners import (
    ForgetPetitioner,
    NotePetitioner,
    PetitionerRef,
    SeePetitioner,
    SharePetitioner,
)
from diemcau.domain.petitions.nouns.receiving import (
    AttachStatement,
    ReceivePetition,
    RejectPetition,
    WithdrawPetition,
)
from diemcau.domain.petitions.nouns.refusals import PetitionRefusal
from diemcau.domain.petitions.nouns.replies import AnswerMoreTime, AskMoreTime
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    PublishPetition,
    RefuseReopening,
    ReopenPetition,
    ResumePetition,
)
from diemcau.domain.petitions.nouns.settings import OpenCouncilSession
from diemcau.domain.petitions.nouns.statements import StrikeStatement
from diemcau.domain.petitions.nouns.terms import (
    LeadCode,
    Nature,
    PetitionCode,
    PetitionState,
    ReplyKind,
    ReviewNext,
    Settlement,
    StatementCode,
)
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.rules.rights import sees
from diemcau.domain.petitions.rules.standing import COUNTED, ENDED
from diemcau.domain.petitions.views.board import board
from diemcau.domain.petitions.views.offers import offers
from diemcau.domain.petitions.views.tallies import by_lead
from tests.support.register import (
    BA_DINH,
    BEGUN,
    CHAIR,
    CLOCK,
    HOAN_KIEM,
    REGISTER,
    SECRETARY,
    SGTVT,
    SXD,
    TRANSPORT,
    answered,
    classified,
    day,
    on,
    reviewed,
    statement,
    taken_in,
)

ACTORS: Sequence[Actor] = (SECRETARY, SECRETARY, SECRETARY, CHAIR, BA_DINH, HOAN_KIEM, TRANSPORT)
actors = st.sampled_from(ACTORS)
petitions = st.integers(1, 6).map(lambda number: PetitionCode(f"KN-2024-{number:04}"))
statements = st.integers(1, 6).map(lambda number: StatementCode(f"YK-{number:03}"))
leads: st.SearchStrategy[LeadCode] = st.sampled_from([SGTVT, SXD])


class Pressing(RuleBasedStateMachine):
    """A day passes with every press."""

    register: PetitionRegister
    log: list[PetitionEvent]

    @initialize()
    def begun(self) -> None:
        self.today = 2
        self.register = begin(REGISTER)
        self.log = []
        for act in BEGUN:
            self.press(act)

    def press(self, act: PetitionCommand) -> None:
        before = self.register
        self.today += 1
        try:
            happened = decide(self.register, act)
        except get_args(PetitionRefusal):
            assert self.register == before
            return
        self.log += happened
        self.register = taken_in(self.register, happened)
        for code, petition in self.register.petitions.items():
            if petition != before.petitions.get(code):
                assert petition.edition > before.edition, "what is asked for since then tells it"

    @rule(actor=actors, unit=st.sampled_from(["001", "002"]))
    def enter(self, actor: Actor, unit: str) -> None:
        self.press(replace(statement(self.today, actor), unit=SiteCode(unit)))

    @rule(said=statements)
    def receive(self, said: StatementCode) -> None:
        act = ReceivePetition(
            **on(self.today), statements=(said,), title="Sửa đường", text="Sửa đường"
        )
        self.press(act)

    @rule(which=petitions, said=statements)
    def attach(self, which: PetitionCode, said: StatementCode) -> None:
        self.press(AttachStatement(**on(self.today), petition=which, statement=said))

    @rule(which=petitions, lead=leads)
    def classify(self, which: PetitionCode, lead: LeadCode) -> None:
        self.press(classified(which, lead, self.today))

    @rule(which=petitions)
    def forward(self, which: PetitionCode) -> None:
        self.press(ForwardPetition(**on(self.today), petition=which))

    @rule(which=petitions, actor=actors)
    def take(self, which: PetitionCode, actor: Actor) -> None:
        self.press(TakePetition(**on(self.today, actor), petition=which))

    @rule(which=petitions, actor=actors, competent=leads)
    def return_(self, which: PetitionCode, actor: Actor, competent: LeadCode) -> None:
        by = on(self.today, actor)
        self.press(ReturnPetition(**by, petition=which, reason="Không", competent=competent))

    @rule(which=petitions, lead=leads)
    def transfer(self, which: PetitionCode, lead: LeadCode) -> None:
        act = TransferPetition(**on(self.today), petition=which, lead=lead, reason="Đổi")
        self.press(act)
        self.press(NameLead(**on(self.today, CHAIR), petition=which, lead=lead))

    @rule(
        which=petitions,
        actor=actors,
        kind=st.sampled_from(ReplyKind),
        settlement=st.sampled_from([Settlement.CARRIED_OUT, Settlement.NO_TIMETABLE]),
    )
    def answer(
        self, which: PetitionCode, actor: Actor, kind: ReplyKind, settlement: Settlement
    ) -> None:
        act = answered(self.today, kind, settlement, which)
        self.press(replace(act, actor=actor))

    @rule(which=petitions, granted=st.booleans())
    def extend(self, which: PetitionCode, *, granted: bool) -> None:
        until = day(self.today + 90)
        self.press(AskMoreTime(**on(self.today), petition=which, until=until, reason="Chờ"))
        by = on(self.today, CHAIR)
        self.press(AnswerMoreTime(**by, petition=which, granted=granted, reason="Được"))

    @rule(which=petitions, into=petitions)
    def merge(self, which: PetitionCode, into: PetitionCode) -> None:
        self.press(MergePetition(**on(self.today), petition=which, into=into))

    @rule(which=petitions)
    def undo(self, which: PetitionCode) -> None:
        self.press(UndoMerge(**on(self.today), petition=which))

    @rule(which=petitions, to=petitions)
    def link(self, which: PetitionCode, to: PetitionCode) -> None:
        self.press(LinkPetition(**on(self.today), petition=which, to=to))

    @rule(which=petitions)
    def split(self, which: PetitionCode) -> None:
        parts = (PetitionPart("Đường", "Sửa"), PetitionPart("Nước", "Cấp"))
        self.press(SplitPetition(**on(self.today), petition=which, parts=parts))

    @rule(which=petitions, actor=actors, following=st.sampled_from(ReviewNext), again=st.booleans())
    def review(
        self, which: PetitionCode, actor: Actor, following: ReviewNext, *, again: bool
    ) -> None:
        act = reviewed(self.today, following)
        self.press(replace(act, petition=which, actor=actor, reopens=again))

    @rule(which=petitions, actor=actors, watched=st.booleans())
    def close(self, which: PetitionCode, actor: Actor, *, watched: bool) -> None:
        until = day(self.today + 3) if watched else None
        self.press(ClosePetition(**on(self.today, actor), petition=which, watched=until))

    @rule(which=petitions)
    def resume(self, which: PetitionCode) -> None:
        self.press(ResumePetition(**on(self.today, CLOCK), petition=which))

    @rule(which=petitions, actor=actors)
    def reopen(self, which: PetitionCode, actor: Actor) -> None:
        self.press(AskToReopen(**on(self.today, actor), petition=which, reason="Chưa"))
        self.press(RefuseReopening(**on(self.today, actor), petition=which, reason="Rồi"))
        self.press(ReopenPetition(**on(self.today, actor), petition=which, reason="Chưa"))

    @rule(said=statements, actor=actors, lead=leads)
    def petitioner(self, said: StatementCode, actor: Actor, lead: LeadCode) -> None:
        ref = PetitionerRef(f"nk-{self.today}")
        self.press(NotePetitioner(**on(self.today, actor), statement=said, petitioner=ref))
        self.press(SharePetitioner(**on(self.today), statement=said, lead=lead, reason="Đến nhà"))
        self.press(SeePetitioner(**on(self.today, TRANSPORT), statement=said, reason="Trả lời"))

    @rule(said=statements, actor=actors)
    def forget(self, said: StatementCode, actor: Actor) -> None:
        self.press(ForgetPetitioner(**on(self.today, actor), statement=said, reason="Xin xóa"))
        self.press(StrikeStatement(**on(self.today, actor), statement=said, reason="Trùng"))

    @rule(which=petitions)
    def publish(self, which: PetitionCode) -> None:
        self.press(PublishPetition(**on(self.today), petition=which))

    @rule(which=petitions, actor=actors)
    def end(self, which: PetitionCode, actor: Actor) -> None:
        by = on(self.today, actor)
        self.press(WithdrawPetition(**by, petition=which, reason="Thôi", consent=True))
        self.press(RejectPetition(**on(self.today), petition=which, nature=Nature.COURT_CASE))

    @rule()
    def session(self) -> None:
        self.press(OpenCouncilSession(**on(self.today)))

    @invariant()
    def replay_equals_live(self) -> None:
        assert taken_in(begin(self.register.id), self.log) == self.register

    @invariant()
    def codes_are_given_once_and_in_their_order(self) -> None:
        numbers = [int(code[-4:]) for code in self.register.order]
        assert numbers == list(range(1, len(numbers) + 1))
        assert set(self.register.order) == set(self.register.petitions)

    @invariant()
    def what_was_said_knows_the_petition_that_answers_it(self) -> None:
        for said in self.register.statements.values():
            for code in said.petitions:
                petition = self.register.petitions[code]
                assert said.code in petition.statements
                assert petition.state not in {PetitionState.MERGED, PetitionState.SPLIT}
        for petition in self.register.petitions.values():
            assert petition.statements
            if petition.state in COUNTED:
                assert all(
                    petition.code in self.register.statements[said].petitions
                    for said in petition.statements
                )

    @invariant()
    def a_merged_one_has_ended_and_its_chain_ends_at_one_that_is_not_merged(self) -> None:
        for petition in self.register.petitions.values():
            seen = {petition.code}
            while petition.merged is not None:
                assert petition.state in ENDED
                petition = self.register.petitions[petition.merged.into]  # noqa: PLW2901 – the chain
                assert petition.code not in seen
                seen.add(petition.code)

    @invariant()
    def whoever_is_nobody_any_more_was_told_to_nobody(self) -> None:
        for said in self.register.statements.values():
            assert said.petitioner or not said.told_to

    @invariant()
    def figures_add_up(self) -> None:
        shown = board(self.register, day(self.today))
        assert sum(shown.by_state.values()) == shown.records
        assert sum(shown.by_group.values()) == shown.petitions
        assert sum(row.total for row in by_lead(self.register)) == sum(shown.by_lead.values())
        assert shown.petitions <= shown.records

    @invariant()
    def nothing_is_offered_to_whoever_may_not_know_of_it(self) -> None:
        for actor in ACTORS:
            for petition in self.register.petitions.values():
                offered = offers(self.register, actor, petition, day(self.today))
                assert not offered or sees(self.register, actor, petition)


TestPressing = Pressing.TestCase
TestPressing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_every_fact_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(get_args(PetitionEvent))
    assert all(name.count(".") == 1 for name in NAMES)


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [each.code for each in get_args(PetitionRefusal)]
    assert len(set(codes)) == len(codes)


def test_every_act_carries_the_day_that_counts() -> None:
    assert all(issubclass(each, RegisterAct) for each in get_args(PetitionCommand))
