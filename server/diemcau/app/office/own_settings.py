"""What a body set for itself, and where it said nothing, what holds for the installation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diemcau.app.office.bodies import Bodies, NoSuchBody
from diemcau.app.ports.letters import LetterSender
from diemcau.app.ports.office import BodySettings
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId
from diemcau.domain.nouns.returns import Indicator


class Ways(NamedTuple):
    """`recording_days` none: a recording is kept until somebody deletes it."""

    recording_days: int
    letter_months: int
    indicators: Sequence[Indicator]
    sender: LetterSender = LetterSender()


@dataclass(frozen=True)
class WaysOfBodies:
    """Asked anew each time, so that what is changed on the page holds from then on."""

    bodies: Bodies
    usual: Ways
    """Of the installation."""

    async def of(self, body: BodyId) -> Ways:
        """Of a body that is not there, the usual ones: a job is never held up by it."""
        try:
            return self._own((await self.bodies.office(body)).own)
        except NoSuchBody:
            return self.usual

    async def everyone(self) -> Sequence[BodyId]:
        """The first too."""
        return [FIRST_BODY, *(each.id for each in await self.bodies.others())]

    def _own(self, own: BodySettings) -> Ways:
        usual, months = self.usual, own.letter_months
        days = 0 if own.keeps_recordings else own.recording_days
        return Ways(
            recording_days=usual.recording_days if days is None else days,
            letter_months=usual.letter_months if months is None else months,
            indicators=own.indicators or usual.indicators,
            sender=LetterSender(own.sender, own.reply_to),
        )
