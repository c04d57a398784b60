"""The plan before a consultation opens, and its end: answered, approved, published."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.replies import AcceptedWithoutChange
from diemcau.domain.consultation.nouns.setting import (
    MOST_IN_TEAM,
    MOST_INVITED,
    ApproveConsultation,
    CommentsOpen,
    ConsultationAnswered,
    ConsultationApproved,
    ConsultationPlan,
    ConsultationPrepared,
    ConsultationPublished,
    FinishAnswering,
    FinishingCommand,
    FinishingEvent,
    PrepareConsultation,
    PublishConsultation,
)
from diemcau.domain.consultation.nouns.terms import ConsultationState
from diemcau.domain.consultation.nouns.versions import DraftVersion, VersionNo, VersionUnfrozen
from diemcau.domain.consultation.rules import loose_ends, versions
from diemcau.domain.consultation.rules.change import with_version
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.refusals import AlreadyDone, NameMissing, SameNameTwice, TooMany


def decide(state: Consultation, command: FinishingCommand) -> Sequence[FinishingEvent]:
    match command:
        case PrepareConsultation():
            check_plan(command.plan)
            if command.first and state.plan is not None:
                raise AlreadyDone
            return [ConsultationPrepared(at=command.at, by=command.actor, plan=command.plan)]
        case FinishAnswering():
            if loose_ends.unanswered(state):
                raise CommentsOpen
            return [ConsultationAnswered(at=command.at, by=command.actor)]
        case ApproveConsultation():
            if state.editing is not None:
                raise VersionUnfrozen
            if loose_ends.accepted_unchanged(state):
                raise AcceptedWithoutChange
            return [ConsultationApproved(at=command.at, by=command.actor)]
        case PublishConsultation():
            return [ConsultationPublished(at=command.at, by=command.actor)]
        case _:
            assert_never(command)


def check_plan(plan: ConsultationPlan) -> None:
    """Raises `NameMissing`, `TooMany`, `SameNameTwice`."""
    if not plan.title.strip():
        raise NameMissing
    if len(plan.invited) > MOST_INVITED or len(plan.team) > MOST_IN_TEAM:
        raise TooMany
    codes = [each.code for each in plan.invited]
    logins = [each.login for each in plan.team if each.login]
    if len(set(codes)) != len(codes) or len(set(logins)) != len(logins):
        raise SameNameTwice


def evolve(state: Consultation, event: FinishingEvent) -> Consultation:
    match event:
        case ConsultationPrepared(plan=plan):
            planned = replace(state, plan=plan)
            first = DraftVersion(number=VersionNo(1))
            return planned if state.versions else with_version(planned, first)
        case ConsultationAnswered():
            return replace(state, state=ConsultationState.ANSWERED)
        case ConsultationApproved():
            return replace(state, state=ConsultationState.APPROVED)
        case ConsultationPublished():
            number = VersionNo(len(state.versions))
            sent = versions.sent_out(state, number)
            return replace(sent, state=ConsultationState.PUBLISHED)
        case _:
            assert_never(event)
