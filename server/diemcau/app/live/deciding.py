"""Commands are decided one after another on what the log holds, before any of it is written.

The rules are pure: what is refused leaves no trace, and a batch that another node overtook is
decided again. Only the keys of secret ballots are made here, by the way.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from diemcau.app.live.acts import Acts
from diemcau.app.live.ballots import Ballots
from diemcau.app.live.past import Change
from diemcau.domain.decider import decide, evolve
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.rules import undo
from diemcau.domain.views import touch
from diemcau.protocol import records, sent
from diemcau.protocol.records import Record
from diemcau.protocol.sent import Sent

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Position(NamedTuple):
    """The meeting as of one record of its log, and when that happened."""

    seq: int
    digest: bytes
    meeting: Meeting
    at: datetime = LONG_AGO

    def after(self, record: Record, event: AnyEvent, at: datetime) -> "tuple[Position, Change]":
        """The next one, and what changed."""
        meeting = evolve(self.meeting, event)
        change = Change(self.meeting, touch.touched(self.meeting, event, meeting))
        return Position(record.seq, record.digest, meeting, at), change


class Entry(NamedTuple):
    """A line for the log, by whom, and what it changes."""

    record: Record
    actor: Actor
    change: Change


class Decided(NamedTuple):
    """A batch that is decided but not yet written. `answers` stand beside the batch."""

    moment: Position
    entries: list[Entry]
    answers: list[int | Exception]


def decided(
    moment: Position, batch: Iterable[AnyCommand | None], acts: Acts, ballots: Ballots
) -> Decided:
    """Where there is no command somebody only asks what the log holds."""
    made, more = Decided(moment, [], []), acts.more()
    for command in batch:
        try:
            made, seq = _with(made, command, more, ballots) if command else (made, made.moment.seq)
        except Exception as refusal:  # noqa: BLE001 – given to whoever asked, bug or not
            made.answers.append(refusal)
        else:
            made.answers.append(seq)
    return made


def _with(made: Decided, command: AnyCommand, acts: Acts, ballots: Ballots) -> tuple[Decided, int]:
    """The batch with one command more, unless that is done already."""
    act = sent.of(command)
    if (seq := acts.answer(act)) is not None:
        return made, seq
    made = _added(made, replace(command, id=acts.named(act)), act, ballots)
    acts.take(act, made.moment.seq)
    return made, made.moment.seq


def _added(made: Decided, command: AnyCommand, act: Sent, ballots: Ballots) -> Decided:
    """A machine's clock that is set back does not take the conference back with it."""
    seq, digest, meeting, last = made.moment
    at = undo.apart(meeting, max(command.at, last))
    command = ballots.counted(meeting, replace(command, at=at))
    events = ballots.sealed(meeting, decide(meeting, command))
    if not events:
        return made
    moment, entries = made.moment, list[Entry]()
    for record, event in zip(
        records.seal(meeting.id, digest, seq + 1, act.kept, events), events, strict=True
    ):
        moment, change = moment.after(record, event, at)
        entries.append(Entry(record, command.actor, change))
    made.entries.extend(entries)
    return made._replace(moment=moment)
