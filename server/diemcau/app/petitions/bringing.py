"""What a table of petitions leads to: one act for each line that is new, all of them or none."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct

from diemcau.app.petitions.sheets import LineFate, SheetLine
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.petitions.nouns.bringing import BringPetition
from diemcau.domain.petitions.nouns.terms import BatchCode
from diemcau.domain.workdays import Calendar


class BroughtSheet(Struct, frozen=True, kw_only=True):
    """Into which batch, by whom, and the day of a line that says none."""

    batch: BatchCode
    said: date
    actor: Actor
    at: datetime
    calendar: Calendar


def whole(lines: Sequence[SheetLine]) -> bool:
    """Whether it may be written: something is new, and everything is understood."""
    fates = {line.fate for line in lines}
    return LineFate.NEW in fates and LineFate.REFUSED not in fates


def acts(lines: Iterable[SheetLine], sheet: BroughtSheet) -> Sequence[BringPetition]:
    """The same line is the same act, whoever brings it again."""
    new = (line for line in lines if line.fate is LineFate.NEW)
    return list({act.id: act for act in (_act(line, sheet) for line in new)}.values())


def _act(line: SheetLine, sheet: BroughtSheet) -> BringPetition:
    assert line.unit is not None, "it is understood"
    said = min(line.received or sheet.said, sheet.said)
    told = f"{sheet.batch}\n{line.unit}\n{line.foreign}\n{line.text}"
    name = CommandId(f"sheet-{hashlib.sha256(told.encode()).hexdigest()[:40]}")
    return BringPetition(
        id=name,
        at=sheet.at,
        actor=sheet.actor,
        on=said,
        calendar=sheet.calendar,
        batch=sheet.batch,
        unit=line.unit,
        said=said,
        channel=line.channel,
        title=line.title,
        text=line.text,
        place=line.place,
        field=line.field,
        competence=line.competence,
        lead=line.lead,
        foreign=line.foreign,
    )
