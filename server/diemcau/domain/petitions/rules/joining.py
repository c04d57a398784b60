"""Two petitions of one matter become one, one of several matters several."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import stamp, stamp_of
from diemcau.domain.petitions.nouns.joining import (
    JoiningCommand,
    JoiningEvent,
    LinkPetition,
    MergeAcrossLevels,
    MergeAnswered,
    Merged,
    MergeEnded,
    MergeInCircle,
    MergeLeadsDiffer,
    MergePetition,
    MergeTargetMissing,
    MergeUndone,
    MergeUndoneTooLate,
    PartsMissing,
    PetitionLinked,
    PetitionMerged,
    PetitionPart,
    PetitionSplit,
    SplitPetition,
    UndoMerge,
)
from diemcau.domain.petitions.nouns.terms import PetitionCode, PetitionState
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import find, words
from diemcau.domain.petitions.rules.change import (
    answered_instead,
    begun,
    filed,
    with_petition,
)
from diemcau.domain.petitions.rules.receiving import code_of, standing
from diemcau.domain.petitions.rules.standing import OPEN, UNANSWERED


def merge(register: PetitionRegister, cmd: MergePetition) -> Sequence[JoiningEvent]:
    """The older code stays: the younger goes into it, whichever of the two was named."""
    if cmd.into is None or cmd.into not in register.petitions:
        raise MergeTargetMissing
    if cmd.into == cmd.petition:
        raise MergeInCircle
    one, other = register.petitions[cmd.petition], register.petitions[cmd.into]
    _alike(one, other)
    older, younger = sorted((one, other), key=_number)
    return [PetitionMerged(**stamp(cmd), petition=younger.code, into=older.code)]


def _number(petition: Petition) -> int:
    return int(petition.code.rpartition("-")[2])


def _alike(one: Petition, other: Petition) -> None:
    if other.state not in OPEN:
        raise MergeEnded
    if other.state not in UNANSWERED:
        raise MergeAnswered
    if one.competence != other.competence:
        raise MergeAcrossLevels
    if one.lead != other.lead:
        raise MergeLeadsDiffer


def undo(register: PetitionRegister, cmd: UndoMerge) -> Sequence[JoiningEvent]:
    """Until the other goes out again: then its lead has seen both as one."""
    merged = find.petition(register, cmd.petition).merged
    assert merged is not None
    into = register.petitions[merged.into]
    if into.state not in UNANSWERED or len(into.forwardings) > merged.forwardings:
        raise MergeUndoneTooLate
    return [MergeUndone(**stamp_of(cmd))]


def split(register: PetitionRegister, cmd: SplitPetition) -> Sequence[JoiningEvent]:
    if len(cmd.parts) < 2:  # noqa: PLR2004 – one part is no split
        raise PartsMissing
    parts = tuple(_checked(register, each, cmd) for each in cmd.parts)
    year = find.petition(register, cmd.petition).received.year
    numbers = range(register.last_number + 1, register.last_number + 1 + len(parts))
    codes = tuple(code_of(year, number) for number in numbers)
    return [PetitionSplit(**stamp_of(cmd), parts=parts, codes=codes)]


def _checked(register: PetitionRegister, part: PetitionPart, cmd: SplitPetition) -> PetitionPart:
    if part.field is not None:
        find.field(register, part.field)
    if part.lead is not None:
        find.lead(register, part.lead, cmd.on)
    title, text = words.title(part.title), words.text(part.text, confirmed=False)
    return replace(part, title=title, text=text)


def link(register: PetitionRegister, cmd: LinkPetition) -> Sequence[JoiningEvent]:
    """Each names the other; said twice is said once."""
    if cmd.to == cmd.petition:
        raise MergeInCircle
    find.petition(register, cmd.to)
    known = cmd.to in find.petition(register, cmd.petition).linked
    return [] if known else [PetitionLinked(**stamp_of(cmd), to=cmd.to)]


def merged(register: PetitionRegister, event: PetitionMerged) -> PetitionRegister:
    """Statements, units and voices add up."""
    one, into = register.petitions[event.petition], register.petitions[event.into]
    new = tuple(each for each in one.statements if each not in into.statements)
    kept = Merged(into.code, one.state, new, len(into.forwardings))
    register = filed(register, replace(one, state=PetitionState.MERGED, merged=kept))
    register = with_petition(register, into.code, statements=into.statements + new)
    for code in one.statements:
        register = answered_instead(register, code, one.code, into.code)
    return register


def undone(register: PetitionRegister, event: MergeUndone) -> PetitionRegister:
    one = register.petitions[event.petition]
    assert one.merged is not None
    into = register.petitions[one.merged.into]
    left = tuple(each for each in into.statements if each not in one.merged.brought)
    register = filed(register, replace(one, state=one.merged.stood, merged=None))
    register = with_petition(register, into.code, statements=left)
    for code in one.statements:
        old = into.code if code in one.merged.brought else one.code
        register = answered_instead(register, code, old, one.code)
    return register


def parted(register: PetitionRegister, event: PetitionSplit) -> PetitionRegister:
    """Each keeps the whole of what was said, the batch and the days."""
    whole = register.petitions[event.petition]
    for code, part in zip(event.codes, event.parts, strict=True):
        register = begun(register, _part(whole, code, part))
    for said in whole.statements:
        register = answered_instead(register, said, whole.code, *event.codes)
    return with_petition(
        register, event.petition, state=PetitionState.SPLIT, split_into=event.codes
    )


def _part(whole: Petition, code: PetitionCode, part: PetitionPart) -> Petition:
    return Petition(
        code=code,
        title=part.title,
        text=part.text,
        batch=whole.batch,
        statements=whole.statements,
        received=whole.received,
        due=whole.due,
        place=part.place or whole.place,
        field=part.field,
        competence=part.competence,
        lead=part.lead,
        state=standing(part.field, part.competence, part.lead),
        carried=whole.carried,
        split_from=whole.code,
    )


def linked(register: PetitionRegister, event: PetitionLinked) -> PetitionRegister:
    for one, other in ((event.petition, event.to), (event.to, event.petition)):
        known = register.petitions[one].linked
        register = with_petition(register, one, linked=(*known, other))
    return register


def decide(register: PetitionRegister, command: JoiningCommand) -> Sequence[JoiningEvent]:
    match command:
        case MergePetition():
            return merge(register, command)
        case UndoMerge():
            return undo(register, command)
        case SplitPetition():
            return split(register, command)
        case LinkPetition():
            return link(register, command)
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: JoiningEvent) -> PetitionRegister:
    match event:
        case PetitionMerged():
            return merged(register, event)
        case MergeUndone():
            return undone(register, event)
        case PetitionSplit():
            return parted(register, event)
        case PetitionLinked():
            return linked(register, event)
        case _:
            assert_never(event)
