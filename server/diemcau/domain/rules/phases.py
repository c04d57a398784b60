"""When what may be done: the second column of the table of rights (rules §2)."""

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.sites import AnswerInvitation
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.rules.permissions import MAY, role_of
from diemcau.domain.rules.rights import RIGHTS

WHEN: dict[type[AnyCommand], frozenset[Phase]] = {act: right.when for act, right in RIGHTS.items()}

WHEN_A_SITE: dict[type[AnyCommand], frozenset[Phase]] = {
    # after the lobby has opened the secretary still writes down what was said on the phone
    AnswerInvitation: frozenset({Phase.ANNOUNCED}),
}
"""Where a site has less time for an act than the hall."""


def when(act: type[AnyCommand], role: Role) -> frozenset[Phase]:
    return WHEN_A_SITE.get(act, WHEN[act]) if role is Role.SITE else WHEN[act]


def open_to(meeting: Meeting, role: Role, act: type[AnyCommand]) -> bool:
    """Whether both tables say yes, whatever else may stand against it."""
    return role in MAY[act] and meeting.phase in when(act, role)


def check(meeting: Meeting, command: AnyCommand) -> None:
    """Raise `WrongPhase` unless the table says yes."""
    role = role_of(meeting, command.actor, command.at)
    if meeting.phase not in when(type(command), role):
        raise WrongPhase
