"""Whether somebody may: the table of rights asked, for what they are in this consultation."""

from collections.abc import Iterator

from diemcau.domain.consultation.nouns.acting import ForInvited
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import NotInvited
from diemcau.domain.consultation.nouns.replies import NotHeadOfTeam
from diemcau.domain.consultation.nouns.setting import NoSuchConsultation, PrepareConsultation
from diemcau.domain.consultation.nouns.terms import Capacity
from diemcau.domain.consultation.rules.rights import DRAFT_RIGHTS, TEAM
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import NotAllowed, WrongPhase
from diemcau.domain.nouns.terms import Role

_COLUMNS = {Role.SECRETARY: Capacity.SECRETARY, Role.CHAIR: Capacity.CHAIR}


def capacities(state: Consultation, actor: Actor) -> frozenset[Capacity]:
    """As what somebody can act here; of the team they are by their account."""
    return frozenset(_capacities(state, actor))


def _capacities(state: Consultation, actor: Actor) -> Iterator[Capacity]:
    if (column := _COLUMNS.get(actor.role)) is not None:
        yield column
    if state.plan is None:
        return
    if actor.role is Role.SITE and any(each.code == actor.site for each in state.plan.invited):
        yield Capacity.INVITED
    for member in state.plan.team:
        if member.login and member.login == actor.login:
            yield Capacity.HEAD if member.head else Capacity.MEMBER


def may(state: Consultation, actor: Actor, act: type[ConsultationCommand]) -> bool:
    """Whether it is offered: by what they are here, and as the consultation stands."""
    right = DRAFT_RIGHTS[act]
    begun = state.plan is not None or act is PrepareConsultation
    return begun and state.state in right.when and bool(capacities(state, actor) & right.who)


def check(state: Consultation, command: ConsultationCommand) -> None:
    """Raises `NotAllowed`, `NotHeadOfTeam`, `NotInvited`, `NoSuchConsultation`, `WrongPhase`."""
    if state.plan is None and not isinstance(command, PrepareConsultation):
        raise NoSuchConsultation
    right = DRAFT_RIGHTS[type(command)]
    as_what = capacities(state, command.actor)
    if not as_what & right.who:
        raise _refusal(as_what, right.who, command.actor)
    if state.state not in right.when:
        raise WrongPhase
    if isinstance(command, ForInvited):
        state.invited(subject(command))


def subject(command: ForInvited) -> SiteCode:
    """Whom it is done for: a site acts for itself, whatever it says. Raises `NotInvited`."""
    actor = command.actor
    named = actor.site if actor.role is Role.SITE else command.body
    if named is None or command.body not in {None, named}:
        raise NotInvited
    return named


def _refusal(
    as_what: frozenset[Capacity], who: frozenset[Capacity], actor: Actor
) -> NotAllowed | NotHeadOfTeam | NotInvited:
    if as_what & TEAM and Capacity.HEAD in who:
        return NotHeadOfTeam()
    if actor.role is Role.SITE and Capacity.INVITED in who:
        return NotInvited()
    return NotAllowed()
