"""The smallest dossier there is: a slip on which lines are written."""

from typing import ClassVar, Final

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.dossiers import Dossiers, Rules, dossier_id
from diemcau.app.ports.dossiers import DossierLogs
from diemcau.domain.nouns.act import Actor, Command, Event
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, DossierId, Line
from diemcau.domain.nouns.refusals import NameMissing
from diemcau.domain.nouns.terms import Role
from diemcau.protocol.records import Shapes
from tests.support.store import at

SECRETARY: Final = Actor(Role.SECRETARY, "Thư ký", login="thu-ky")
SLIP: Final = dossier_id("slip", FIRST_BODY, "1")


class Slip(Struct, frozen=True):
    id: DossierId
    lines: tuple[Line, ...] = ()


class WriteLine(Command, frozen=True, kw_only=True):
    line: Line


class LineWritten(Event, frozen=True, kw_only=True):
    stored: ClassVar[str] = "slip.written"
    line: Line


def decide(slip: Slip, command: WriteLine) -> tuple[LineWritten, ...]:
    if not command.line:
        raise NameMissing
    if command.line in slip.lines:
        return ()
    return (LineWritten(at=command.at, by=command.actor, line=command.line),)


def evolve(slip: Slip, event: LineWritten) -> Slip:
    return replace(slip, lines=(*slip.lines, event.line))


RULES: Final = Rules("slip", Slip, decide, evolve, Shapes({LineWritten.stored: LineWritten}, {}))


def slips(logs: DossierLogs) -> Dossiers[Slip, WriteLine, LineWritten]:
    return Dossiers(RULES, logs)


def write(line: str, id_: str = "", minutes: float = 0) -> WriteLine:
    return WriteLine(id=CommandId(id_ or line), at=at(minutes), actor=SECRETARY, line=line)
