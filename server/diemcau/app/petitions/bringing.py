"""What a table of petitions leads to: one act for each line that is new, all of them or none."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from diemcau.app.petitions.petitioners import Petitioner, ref
from diemcau.app.petitions.sheets import LineFate, SheetLine
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import BodyId, CommandId
from diemcau.domain.petitions.nouns.bringing import BringPetition
from diemcau.domain.petitions.nouns.petitioners import PetitionerRef
from diemcau.domain.petitions.nouns.terms import BatchCode
from diemcau.domain.workdays import Calendar


class BroughtSheet(Struct, frozen=True, kw_only=True):
    """Into which batch, by whom, the day of a line that says none; and who petitioned, by line."""

    body: BodyId
    batch: BatchCode
    said: date
    actor: Actor
    at: datetime
    calendar: Calendar
    persons: Mapping[int, Petitioner] = {}


class ToBring(NamedTuple):
    """What is asked of the register, and who is to be sealed before."""

    acts: Sequence[BringPetition]
    persons: Mapping[PetitionerRef, Petitioner]


def whole(lines: Sequence[SheetLine]) -> bool:
    """Whether it may be written: something is new, and everything is understood."""
    fates = {line.fate for line in lines}
    return LineFate.NEW in fates and LineFate.REFUSED not in fates


def to_bring(lines: Iterable[SheetLine], sheet: BroughtSheet) -> ToBring:
    """The same line is the same act, whoever brings it again."""
    acts, persons = dict[CommandId, BringPetition](), dict[PetitionerRef, Petitioner]()
    for line in lines:
        if line.fate is LineFate.NEW and (act := _act(line, sheet)).id not in acts:
            acts[act.id] = act
            if act.petitioner:
                persons[act.petitioner] = sheet.persons[line.no]
    return ToBring([*acts.values()], persons)


def line_id(line: SheetLine, sheet: BroughtSheet) -> CommandId:
    told = f"{sheet.batch}\n{line.unit}\n{line.foreign}\n{line.text}"
    return CommandId(f"sheet-{hashlib.sha256(told.encode()).hexdigest()[:40]}")


def _act(line: SheetLine, sheet: BroughtSheet) -> BringPetition:
    assert line.unit is not None, "it is understood"
    said, known = min(line.received or sheet.said, sheet.said), line.no in sheet.persons
    name = line_id(line, sheet)
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
        petitioner=ref(sheet.body, sheet.actor, "bring_petition", name) if known else None,
    )
