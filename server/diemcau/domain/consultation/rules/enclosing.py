"""Files of a return: so many and no more, and told until somebody has entered them."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.enclosures import (
    MOST_BROUGHT,
    MOST_ENCLOSED,
    EncloseFile,
    EnclosingCommand,
    EnclosingEvent,
    Enclosure,
    FileEnclosed,
    FileMarkedEntered,
    FileTakenBack,
    MarkFileEntered,
    NoSuchEnclosure,
    TakeBackFile,
    TooManyFiles,
)
from diemcau.domain.consultation.rules.permissions import subject
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.ids import SiteCode


def decide(state: Consultation, command: EnclosingCommand) -> Sequence[EnclosingEvent]:
    match command:
        case EncloseFile():
            return _enclose(state, command)
        case TakeBackFile(digest=digest):
            body = subject(command)
            lying(state, body, digest)
            return [FileTakenBack(at=command.at, by=command.actor, body=body, digest=digest)]
        case MarkFileEntered():
            return _mark(state, command)
        case _:
            assert_never(command)


def _enclose(state: Consultation, cmd: EncloseFile) -> Sequence[EnclosingEvent]:
    """The same file twice is one."""
    body = subject(cmd)
    brought = [each for each in state.enclosures if (each.body, each.round) == (body, state.round)]
    here = [each for each in brought if not each.taken_back]
    if any(each.digest == cmd.digest for each in here):
        return []
    if len(here) >= MOST_ENCLOSED or len(brought) >= MOST_BROUGHT:
        raise TooManyFiles
    return [
        FileEnclosed(at=cmd.at, by=cmd.actor, body=body, digest=cmd.digest, name=cmd.name.strip())
    ]


def _mark(state: Consultation, cmd: MarkFileEntered) -> Sequence[EnclosingEvent]:
    if lying(state, cmd.body, cmd.digest).entered is cmd.entered:
        return []
    made = FileMarkedEntered(
        at=cmd.at, by=cmd.actor, body=cmd.body, digest=cmd.digest, entered=cmd.entered
    )
    return [made]


def lying(state: Consultation, body: SiteCode, digest: str) -> Enclosure:
    """Of any round. Raises `NoSuchEnclosure`."""
    for each in reversed(state.enclosures):
        if (each.body, each.digest, each.taken_back) == (body, digest, False):
            return each
    raise NoSuchEnclosure


def enclosed(state: Consultation, body: SiteCode) -> bool:
    """Whether a file of theirs came in this round."""
    return any(
        (each.body, each.round, each.taken_back) == (body, state.round, False)
        for each in state.enclosures
    )


def evolve(state: Consultation, event: EnclosingEvent) -> Consultation:
    match event:
        case FileEnclosed():
            return _laid(state, event)
        case FileTakenBack(body=body, digest=digest):
            return _changed(state, lying(state, body, digest), taken_back=True)
        case FileMarkedEntered(body=body, digest=digest, entered=entered):
            return _changed(state, lying(state, body, digest), entered=entered)
        case _:
            assert_never(event)


def _laid(state: Consultation, event: FileEnclosed) -> Consultation:
    new = Enclosure(
        body=event.body, digest=event.digest, name=event.name, round=state.round, at=event.at
    )
    this = (new.body, new.digest, new.round)
    others = [e for e in state.enclosures if (e.body, e.digest, e.round) != this]
    return replace(state, enclosures=(*others, new))


def _changed(state: Consultation, which: Enclosure, **changes: object) -> Consultation:
    said = [replace(e, **changes) if e is which else e for e in state.enclosures]
    return replace(state, enclosures=tuple(said))
