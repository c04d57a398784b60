"""What is said of an answer, and what follows: closed, watched, or asked again."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import stamp_of
from diemcau.domain.petitions.nouns.forwarding import Forwarding
from diemcau.domain.petitions.nouns.replies import ResultNeedsDate
from diemcau.domain.petitions.nouns.reviews import (
    AskToReopen,
    ClosePetition,
    KeptInternal,
    NoteVotersWord,
    NotWatched,
    PetitionClosed,
    PetitionPublished,
    PetitionReadersSet,
    PetitionReopened,
    PetitionResumed,
    PetitionReview,
    PetitionReviewed,
    PublishPetition,
    RefuseReopening,
    ReopenAskedAlready,
    ReopeningAsked,
    ReopeningAskedFor,
    ReopeningRefused,
    ReopenNotAsked,
    ReopenPetition,
    ReopenTooOld,
    ResumePetition,
    ReviewCommand,
    ReviewDoesNotClose,
    ReviewEvent,
    ReviewPetition,
    SetPetitionReaders,
    ShowToVoters,
    VotersTold,
    VotersWord,
    VotersWordNoted,
)
from diemcau.domain.petitions.nouns.terms import (
    PetitionReaders,
    PetitionState,
    ReviewNext,
    SettlementGroup,
    group_of,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.petitions.rules import clocks, find, words
from diemcau.domain.petitions.rules.change import with_petition
from diemcau.domain.petitions.rules.standing import comes_back


def review(register: PetitionRegister, cmd: ReviewPetition) -> Sequence[ReviewEvent]:
    """Another result than the answer says needs a reason; asked again, a new day."""
    petition = find.petition(register, cmd.petition)
    other = cmd.settlement not in {None, petition.settlement}
    again = cmd.next is ReviewNext.ASK_AGAIN
    reviewed = PetitionReviewed(
        **stamp_of(cmd),
        reviewer=cmd.by,
        verdict=cmd.verdict,
        pace=cmd.pace,
        next=cmd.next,
        proposal=cmd.proposal.strip(),
        due=clocks.asked_again(register, cmd.on, cmd.until, cmd.calendar) if again else None,
        reopens=cmd.reopens and again,
        settlement=cmd.settlement if other else None,
        reason=words.grounds(cmd.reason) if other else cmd.reason.strip(),
    )
    return [reviewed]


def ask(register: PetitionRegister, cmd: AskToReopen) -> Sequence[ReviewEvent]:
    petition = find.petition(register, cmd.petition)
    reason = words.grounds(cmd.reason)
    if any(each.round == petition.round for each in petition.reopenings):
        raise ReopenAskedAlready
    if clocks.too_old(register, petition, cmd.on):
        raise ReopenTooOld
    return [ReopeningAskedFor(**stamp_of(cmd), reason=reason)]


def refuse(register: PetitionRegister, cmd: RefuseReopening) -> Sequence[ReviewEvent]:
    if not _waits(find.petition(register, cmd.petition)):
        raise ReopenNotAsked
    return [ReopeningRefused(**stamp_of(cmd), reason=words.grounds(cmd.reason))]


def _waits(petition: Petition) -> bool:
    return bool(petition.reopenings) and petition.reopenings[-1].granted is None


def reopen(register: PetitionRegister, cmd: ReopenPetition) -> Sequence[ReviewEvent]:
    if clocks.too_old(register, find.petition(register, cmd.petition), cmd.on):
        raise ReopenTooOld
    reason = words.grounds(cmd.reason)
    due = clocks.asked_again(register, cmd.on, cmd.until, cmd.calendar)
    return [PetitionReopened(**stamp_of(cmd), reason=reason, due=due)]


def close(register: PetitionRegister, cmd: ClosePetition) -> Sequence[ReviewEvent]:
    """What is still in progress is closed only until a day, and comes back on it."""
    petition = find.petition(register, cmd.petition)
    if petition.reviews[-1].next is not ReviewNext.CLOSE:
        raise ReviewDoesNotClose
    if group_of(petition.settlement) is SettlementGroup.IN_PROGRESS and cmd.watched is None:
        raise ResultNeedsDate
    return [PetitionClosed(**stamp_of(cmd), watched=cmd.watched)]


def resume(register: PetitionRegister, cmd: ResumePetition) -> Sequence[ReviewEvent]:
    if not comes_back(find.petition(register, cmd.petition), cmd.on):
        raise NotWatched
    return [PetitionResumed(**stamp_of(cmd))]


def publish(register: PetitionRegister, cmd: PublishPetition) -> Sequence[ReviewEvent]:
    """Looked through once more: what it says goes to everybody."""
    petition = find.petition(register, cmd.petition)
    if petition.visibility is PetitionReaders.INTERNAL:
        raise KeptInternal
    words.title(petition.title)
    for told in (petition.text, *(each.text for each in petition.replies)):
        words.text(told, confirmed=cmd.confirmed)
    return [PetitionPublished(**stamp_of(cmd))]


def reviewed(register: PetitionRegister, event: PetitionReviewed) -> PetitionRegister:
    petition = register.petitions[event.petition]
    found = PetitionReview(
        on=event.on,
        by=event.reviewer,
        verdict=event.verdict,
        pace=event.pace,
        next=event.next,
        proposal=event.proposal,
    )
    reviewed = replace(
        petition,
        state=PetitionState.REVIEWED,
        reviews=(*petition.reviews, found),
        settlement=event.settlement or petition.settlement,
    )
    if event.due is not None:
        reviewed = _again(reviewed, event, reopens=event.reopens)
    return replace(register, petitions=register.petitions.set(event.petition, reviewed))


def _again(
    petition: Petition, event: PetitionReviewed | PetitionReopened, *, reopens: bool
) -> Petition:
    """Back with its lead, earlier answers stay; in the same round or in another."""
    number = petition.round + reopens
    assert petition.lead is not None
    assert event.due is not None
    sent = Forwarding(to=petition.lead, on=event.on, round=number)
    return replace(
        petition,
        state=PetitionState.FORWARDED,
        round=number,
        due=event.due,
        settlement=None,
        promised=None,
        answered=None,
        closed=None,
        watched=None,
        more_time=() if reopens else petition.more_time,
        forwardings=(*petition.forwardings, sent),
    )


def reopened(register: PetitionRegister, event: PetitionReopened) -> PetitionRegister:
    petition = register.petitions[event.petition]
    if _waits(petition):
        petition = _told(petition, granted=True, answer=event.reason)
    again = _again(petition, event, reopens=True)
    return replace(register, petitions=register.petitions.set(event.petition, again))


def _told(petition: Petition, *, granted: bool, answer: str) -> Petition:
    *earlier, last = petition.reopenings
    return replace(petition, reopenings=(*earlier, replace(last, granted=granted, answer=answer)))


def refused(register: PetitionRegister, event: ReopeningRefused) -> PetitionRegister:
    told = _told(register.petitions[event.petition], granted=False, answer=event.reason)
    return replace(register, petitions=register.petitions.set(event.petition, told))


def asked(register: PetitionRegister, event: ReopeningAskedFor) -> PetitionRegister:
    petition = register.petitions[event.petition]
    new = ReopeningAsked(on=event.on, round=petition.round, reason=event.reason)
    return with_petition(register, event.petition, reopenings=(*petition.reopenings, new))


def noted(register: PetitionRegister, event: VotersWordNoted) -> PetitionRegister:
    said = VotersWord(on=event.on, satisfied=event.satisfied, text=event.text)
    voters = (*register.petitions[event.petition].voters, said)
    return with_petition(register, event.petition, voters=voters)


def published(register: PetitionRegister, event: PetitionPublished) -> PetitionRegister:
    """As far as it was answered by then."""
    so_far = len(register.petitions[event.petition].replies)
    return with_petition(register, event.petition, published=event.on, published_replies=so_far)


def closed(register: PetitionRegister, event: PetitionClosed) -> PetitionRegister:
    return with_petition(
        register,
        event.petition,
        state=PetitionState.CLOSED,
        closed=event.on,
        watched=event.watched,
    )


def resumed(register: PetitionRegister, event: PetitionResumed) -> PetitionRegister:
    return with_petition(
        register, event.petition, state=PetitionState.REVIEWED, closed=None, watched=None
    )


def decide(register: PetitionRegister, command: ReviewCommand) -> Sequence[ReviewEvent]:  # noqa: C901, PLR0911 – one table
    match command:
        case ReviewPetition():
            return review(register, command)
        case NoteVotersWord(satisfied=satisfied, text=text):
            said = text.strip()
            return [VotersWordNoted(**stamp_of(command), satisfied=satisfied, text=said)]
        case AskToReopen():
            return ask(register, command)
        case RefuseReopening():
            return refuse(register, command)
        case ReopenPetition():
            return reopen(register, command)
        case ClosePetition():
            return close(register, command)
        case ResumePetition():
            return resume(register, command)
        case PublishPetition():
            return publish(register, command)
        case ShowToVoters(where=where):
            return [VotersTold(**stamp_of(command), where=where.strip())]
        case SetPetitionReaders(visibility=visibility):
            return [PetitionReadersSet(**stamp_of(command), visibility=visibility)]
        case _:
            assert_never(command)


def evolve(register: PetitionRegister, event: ReviewEvent) -> PetitionRegister:  # noqa: C901, PLR0911 – one table
    match event:
        case PetitionReviewed():
            return reviewed(register, event)
        case VotersWordNoted():
            return noted(register, event)
        case ReopeningAskedFor():
            return asked(register, event)
        case ReopeningRefused():
            return refused(register, event)
        case PetitionReopened():
            return reopened(register, event)
        case PetitionClosed():
            return closed(register, event)
        case PetitionResumed():
            return resumed(register, event)
        case PetitionPublished():
            return published(register, event)
        case VotersTold(on=on):
            return with_petition(register, event.petition, told=on)
        case PetitionReadersSet(visibility=visibility):
            return with_petition(register, event.petition, visibility=visibility)
        case _:
            assert_never(event)
