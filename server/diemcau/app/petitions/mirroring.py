"""What a table leads to in a mirror: each line is how a petition stands in the other register."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from diemcau.app.petitions.bringing import BroughtSheet, line_id
from diemcau.app.petitions.sheets import LineFate, SheetLine
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.petitions.nouns.mirroring import MirroredPetition, MirrorPetition
from diemcau.domain.petitions.nouns.terms import PetitionState
from diemcau.domain.petitions.register import PetitionRegister

_WRITTEN: Final = frozenset({LineFate.NEW, LineFate.CHANGED})


def held(
    lines: Iterable[SheetLine], sheet: BroughtSheet, register: PetitionRegister
) -> Iterator[SheetLine]:
    """By its number there alone; one without has none to be known again by."""
    for line in lines:
        if line.fate is LineFate.REFUSED:
            yield line
        elif not line.foreign:
            yield replace(line, fate=LineFate.REFUSED, problem="foreign_missing")
        else:
            code = register.foreign.get(line.foreign)
            known = register.petitions[code].mirrored if code else None
            same = LineFate.SAME if known == told(line, sheet) else LineFate.CHANGED
            yield replace(line, fate=same if code else LineFate.NEW, like=code or "")


def whole(lines: Sequence[SheetLine]) -> bool:
    """Whether it may be written: something is new or otherwise, and everything is understood."""
    fates = {line.fate for line in lines}
    return bool(fates & _WRITTEN) and LineFate.REFUSED not in fates


def to_mirror(
    lines: Iterable[SheetLine], sheet: BroughtSheet, register: PetitionRegister
) -> Sequence[MirrorPetition]:
    """The same line on the same register is the same act, whoever brings it again."""
    return [
        MirrorPetition(
            id=CommandId(f"{line_id(line, sheet)}-{register.edition}"),
            at=sheet.at,
            actor=sheet.actor,
            on=sheet.said,
            calendar=sheet.calendar,
            told=told(line, sheet),
        )
        for line in lines
        if line.fate in _WRITTEN
    ]


def told(line: SheetLine, sheet: BroughtSheet) -> MirroredPetition:
    assert line.unit is not None, "it is understood"
    stands = line.stands or PetitionState.RECEIVED
    sent = stands not in {PetitionState.RECEIVED, PetitionState.CLASSIFIED}
    said = min(line.received or sheet.said, sheet.said)
    return MirroredPetition(
        foreign=line.foreign,
        batch=sheet.batch,
        unit=line.unit,
        said=said,
        title=line.title,
        text=line.text,
        channel=line.channel,
        place=line.place,
        field=line.field,
        competence=line.competence,
        lead=line.lead,
        state=stands,
        forwarded=said if sent and line.lead else None,
        due=line.due,
        answer=line.answer,
        letter=line.letter,
    )
