"""Answers, the time that is asked for, and what is done when none comes."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.acts import PetitionElsewhere, stamp_of
from diemcau.domain.petitions.nouns.replies import (
    AnswerCommand,
    AnswerFact,
    AnswerMoreTime,
    AnswerPetition,
    AskMoreTime,
    CauseMissing,
    Chased,
    ChasePetition,
    ExtensionsUsedUp,
    ExtensionTooLate,
    LetterMissing,
    MoreTime,
    MoreTimeAnswered,
    MoreTimeAsked,
    MoreTimeWaits,
    NoMoreTimeAsked,
    NotADelay,
    PetitionAnswered,
    PetitionChased,
    PetitionReply,
    ResultNeedsDate,
    SettlementMissing,
)
from diemcau.domain.petitions.nouns.terms import PetitionState, ReplyKind, Settlement
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import find, words
from diemcau.domain.petitions.rules.change import with_petition
from diemcau.domain.petitions.rules.standing import WITH_LEAD


def answer(register: PetitionRegister, cmd: AnswerPetition) -> Sequence[AnswerFact]:
    """While it lies with the lead; afterwards only what adds to an answer. A site answers in the
    register itself; what others say the secretary enters from a letter, or from a speech.
    """
    petition = find.petition(register, cmd.petition)
    assert petition.lead is not None
    adds = cmd.kind is ReplyKind.SUPPLEMENT
    if adds is (petition.state in WITH_LEAD):
        raise PetitionElsewhere
    spoken = cmd.kind is ReplyKind.SPOKEN
    if cmd.actor.role is not Role.SITE and not spoken and not cmd.letter.strip():
        raise LetterMissing
    if cmd.kind is ReplyKind.FINAL:
        _whole(cmd)
    final = cmd.kind is ReplyKind.FINAL
    answered = PetitionAnswered(
        **stamp_of(cmd),
        kind=cmd.kind,
        body=petition.lead,
        text=words.text(cmd.text, confirmed=True),
        letter=cmd.letter.strip(),
        settlement=cmd.settlement if final else None,
        promised=cmd.promised,
        cause=cmd.cause.strip(),
    )
    return [answered]


def _whole(cmd: AnswerPetition) -> None:
    """A timetable has a date, and what cannot be settled an objective cause."""
    if cmd.settlement is None:
        raise SettlementMissing
    if cmd.settlement is Settlement.TIMETABLED and cmd.promised is None:
        raise ResultNeedsDate
    if cmd.settlement is Settlement.NOT_SETTLED and not cmd.cause.strip():
        raise CauseMissing


def ask(register: PetitionRegister, cmd: AskMoreTime) -> Sequence[AnswerFact]:
    petition = find.petition(register, cmd.petition)
    reason = words.grounds(cmd.reason)
    if cmd.on > petition.due:
        raise ExtensionTooLate
    if cmd.until <= petition.due:
        raise NotADelay
    if any(each.granted is None for each in petition.more_time):
        raise MoreTimeWaits
    granted = sum(each.granted is True for each in petition.more_time)
    if granted >= register.settings.extensions:
        raise ExtensionsUsedUp
    return [MoreTimeAsked(**stamp_of(cmd), until=cmd.until, reason=reason)]


def answer_more(register: PetitionRegister, cmd: AnswerMoreTime) -> Sequence[AnswerFact]:
    if not _waits(find.petition(register, cmd.petition)):
        raise NoMoreTimeAsked
    reason = cmd.reason.strip() if cmd.granted else words.grounds(cmd.reason)
    return [MoreTimeAnswered(**stamp_of(cmd), granted=cmd.granted, reason=reason)]


def _waits(petition: Petition) -> bool:
    return bool(petition.more_time) and petition.more_time[-1].granted is None


def answered(register: PetitionRegister, event: PetitionAnswered) -> PetitionRegister:
    petition = register.petitions[event.petition]
    reply = PetitionReply(
        kind=event.kind,
        on=event.on,
        body=event.body,
        round=petition.round,
        text=event.text,
        letter=event.letter,
        settlement=event.settlement,
        promised=event.promised,
        cause=event.cause,
    )
    register = with_petition(register, event.petition, replies=(*petition.replies, reply))
    if event.kind is not ReplyKind.FINAL:
        return register
    return with_petition(
        register,
        event.petition,
        state=PetitionState.ANSWERED,
        settlement=event.settlement,
        promised=event.promised,
        answered=event.on,
    )


def asked(register: PetitionRegister, event: MoreTimeAsked) -> PetitionRegister:
    more = register.petitions[event.petition].more_time
    new = MoreTime(asked=event.on, until=event.until, reason=event.reason)
    return with_petition(register, event.petition, more_time=(*more, new))


def more_answered(register: PetitionRegister, event: MoreTimeAnswered) -> PetitionRegister:
    petition = register.petitions[event.petition]
    *earlier, last = petition.more_time
    told = replace(last, granted=event.granted, answer=event.reason)
    due = last.until if event.granted else petition.due
    return with_petition(register, event.petition, more_time=(*earlier, told), due=due)


def chased(register: PetitionRegister, event: PetitionChased) -> PetitionRegister:
    so_far = register.petitions[event.petition].chased
    step = Chased(on=event.on, step=event.step, letter=event.letter)
    return with_petition(register, event.petition, chased=(*so_far, step))


def decide(register: PetitionRegister, command: AnswerCommand) -> Sequence[AnswerFact]:
    match command:
        case AnswerPetition():
            return answer(register, command)
        case AskMoreTime():
            return ask(register, command)
        case AnswerMoreTime():
            return answer_more(register, command)
        case ChasePetition(step=step, letter=letter):
            return [PetitionChased(**stamp_of(command), step=step, letter=letter.strip())]
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: AnswerFact) -> PetitionRegister:
    match event:
        case PetitionAnswered():
            return answered(register, event)
        case MoreTimeAsked():
            return asked(register, event)
        case MoreTimeAnswered():
            return more_answered(register, event)
        case PetitionChased():
            return chased(register, event)
        case _:
            assert_never(event)
