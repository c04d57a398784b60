"""What its reader may do now: asked of the rules themselves, so that nobody else has to know them.

How this works. Each noun lists its acts as a reader meets them (`offers` beside its views). Where
nothing but the phase can stand against an act, the table `WHEN` answers; else the act is tried,
with the plainest arguments, and what the rules say is what is offered. Where they say yes to some
arguments and no to others, those that pass are listed. An act that is not the reader's at all is
not in the view.

What a reader sees anyhow is not listed again: an act on a card passes for every card that is
there, one on a task as the task stands in its own key. So an offer is as long as it is news, and a
queue of sixty is not sent once for each act.

Not foretold is what the next minute brings (a queue that closes by itself), what somebody is still
to write (a reason), and what costs a look through the whole record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple, cast

from msgspec import Struct, field

from diemcau.domain.decider import follows
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.refusals import WrongPhase
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.permissions import MAY, leader
from diemcau.domain.rules.phases import when
from diemcau.domain.views.keys import View

TRIED: Final = CommandId("tried")
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an act is tried: no time that is set has come by then."""
Choice = str | int | bool
"""Of an argument, as it goes over the wire."""


class Offer(Struct, frozen=True, omit_defaults=True):
    """One act. `no` is the code with which it would be refused, whatever is chosen. `choices` are,
    for each argument that decides, the values that pass; of a list each entry. Any other argument
    is free.
    """

    no: str = ""
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)


class May(View, frozen=True, kw_only=True):
    """`may/<noun>`: what its reader may do now, by the names of the acts."""

    acts: dict[str, Offer]


Act = type[AnyCommand]
Offers = Iterator[tuple[Act, Offer]]


class Asker(NamedTuple):
    """Asks the rules on behalf of a reader. All sites are told the same, so what a site asks about
    itself (its own requests, its vote) stands in its own keys. Chair and deputies are told what
    whoever leads may do; who that is stands in `console`.
    """

    meeting: Meeting
    role: Role

    def free(self, *acts: Act) -> Offers:
        """Nothing but the phase stands against them."""
        for act in acts:
            if self.role in MAY[act]:
                yield act, Offer(no=self._closed(act))

    def plain(self, act: Act, **args: object) -> Offers:
        """It passes or not as things stand, whatever its arguments."""
        for _, offer in self.free(act):
            yield act, Offer(no=offer.no or self._refusal(act, args))

    def among(
        self, act: Act, argument: str, values: Iterable[Choice], none: type[Rejected]
    ) -> Offers:
        """It passes for these values, and with `none` of them is refused by that name."""
        for _, offer in self.free(act):
            passing = () if offer.no else tuple(values)
            no = offer.no if offer.no or passing else none.code
            yield act, Offer(no=no, choices={argument: passing} if passing else {})

    def where(self, act: Act, none: type[Rejected], *, there: bool) -> Offers:
        """It passes for whatever of its kind the reader sees, if there is any."""
        for _, offer in self.free(act):
            yield act, offer if offer.no or there else Offer(no=none.code)

    def alike(
        self,
        act: Act,
        argument: str,
        values: Sequence[Choice],
        none: type[Rejected],
        **args: object,
    ) -> Offers:
        """What holds for the first of these values holds for all: it is tried once."""
        for _, offer in self.among(act, argument, values, none):
            tried = {**args, argument: next(iter(values), None)}
            no = offer.no or self._refusal(act, tried)
            yield act, offer if offer.no == no else Offer(no=no)

    def each(
        self,
        act: Act,
        argument: str,
        values: Iterable[Choice],
        none: type[Rejected],
        **args: object,
    ) -> Offers:
        """It is tried for each of these values."""
        for _, offer in self.free(act):
            if offer.no:
                yield act, offer
                return
            tried = {value: self._refusal(act, {**args, argument: value}) for value in values}
            passing = tuple(value for value, no in tried.items() if not no)
            no = "" if passing else _mostly(tuple(tried.values()), none)
            yield act, Offer(no=no, choices={argument: passing} if passing else {})

    def _closed(self, act: Act) -> str:
        return "" if self.meeting.phase in when(act, self.role) else WrongPhase.code

    def _refusal(self, act: Act, args: dict[str, object]) -> str:
        made = cast("Callable[..., AnyCommand]", act)
        leads = self.role is Role.CHAIR
        actor = leader(self.meeting, LONG_AGO) if leads else Actor(self.role)
        try:
            follows(self.meeting, made(id=TRIED, at=LONG_AGO, actor=actor, **args))
        except Rejected as refusal:
            return refusal.code
        return ""


def _mostly(codes: Sequence[str], none: type[Rejected]) -> str:
    """What stands against most of them is what is worth saying."""
    return Counter(codes).most_common(1)[0][0] if codes else none.code
