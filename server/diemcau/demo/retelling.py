"""A register that was handed over in a file, told again as the acts that led there.

How this works. The file says what each petition came to; the acts are written down on one morning,
each with the day on which it was. They are sorted by their days, and those that give codes by
their codes, so that every petition gets the one that its letters name.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypedDict

import msgspec

from diemcau.demo.told import ToldBatch, ToldPetition, ToldRegister, ToldStatement
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import (
    ForwardPetition,
    ReturnPetition,
    TakePetition,
)
from diemcau.domain.petitions.nouns.joining import MergePetition, PetitionPart, SplitPetition
from diemcau.domain.petitions.nouns.receiving import (
    ClassifyPetition,
    ReceivePetition,
    RejectPetition,
)
from diemcau.domain.petitions.nouns.replies import (
    AnswerMoreTime,
    AnswerPetition,
    AskMoreTime,
)
from diemcau.domain.petitions.nouns.reviews import (
    ClosePetition,
    NoteVotersWord,
    PublishPetition,
    ReviewPetition,
)
from diemcau.domain.petitions.nouns.settings import (
    CompetentBody,
    ListCompetent,
    PlanCouncilSession,
)
from diemcau.domain.petitions.nouns.statements import CloseBatch, EnterStatement, OpenBatch
from diemcau.domain.petitions.nouns.terms import (
    LeadCode,
    Nature,
    PetitionCode,
    PetitionState,
    ReviewNext,
    StatementCode,
)
from diemcau.domain.workdays import Calendar, before

FORMAT: Final = "petitions/1"
_LOOKED: Final = 3
"""Working days before a body returned it, when it went there."""


class _By(TypedDict):
    id: CommandId
    at: datetime
    actor: Actor
    on: date
    calendar: Calendar


class _Act(NamedTuple):
    day: date
    command: PetitionCommand


def read(raw: bytes) -> ToldRegister:
    return msgspec.json.decode(raw, type=ToldRegister)


def acts(
    told: ToldRegister, at: datetime, calendar: Calendar, *, secretary: str, chair: str
) -> Sequence[PetitionCommand]:
    """In the order in which they have to be submitted; the same file gives the same ids."""
    teller = _Teller(told, at, calendar, Actor(Role.SECRETARY, secretary), Actor(Role.CHAIR, chair))
    return [act.command for act in sorted(teller.acts(), key=lambda act: act.day)]


class _Teller:
    """Numbers the acts as they are told."""

    def __init__(
        self,
        told: ToldRegister,
        at: datetime,
        calendar: Calendar,
        secretary: Actor,
        chair: Actor,
    ) -> None:
        self._told = told
        self._at = at
        self._calendar = calendar
        self._secretary, self._chair = secretary, chair
        self._count = 0
        self._known: Mapping[PetitionCode, ToldPetition] = {p.code: p for p in told.petitions}
        self._merged = {
            code: {said for p in told.petitions if p.merged_into == code for said in p.statements}
            for code in self._known
        }

    def acts(self) -> Iterator[_Act]:
        first = min(statement.date for statement in self._told.statements)
        yield from (_Act(first, command) for command in self._house(first))
        for batch in self._told.batches:
            yield from (_Act(batch.closed, command) for command in self._batch(batch))
        days = self._days_of_receipt()
        for petition in self._told.petitions:
            yield from self._petition(petition, days[petition.code])

    def _by(self, on: date, actor: Actor | None = None) -> _By:
        self._count += 1
        name = CommandId(f"retold-{self._told.as_of}-{self._count:05}")
        actor = actor or self._secretary
        return {
            "id": name,
            "at": self._at,
            "actor": actor,
            "on": on,
            "calendar": self._calendar,
        }

    def _house(self, first: date) -> Iterator[PetitionCommand]:
        bodies = tuple(
            CompetentBody(code=b.code, name=b.name, competence=b.level, site=b.site)
            for b in self._told.bodies
        )
        yield ListCompetent(**self._by(first), fields=self._told.fields, bodies=bodies)
        opens = self._told.settings.assumed_next_session_opens
        yield PlanCouncilSession(**self._by(first), opens=opens)

    def _batch(self, batch: ToldBatch) -> Iterator[PetitionCommand]:
        said = [each for each in self._told.statements if each.batch == batch.code]
        yield OpenBatch(
            **self._by(min(each.date for each in said)),
            batch=batch.code,
            term=self._told.body.term,
            session=batch.session,
            timing=batch.when,
        )
        yield from map(self._statement, said)
        yield CloseBatch(**self._by(batch.closed), batch=batch.code)

    def _statement(self, said: ToldStatement) -> EnterStatement:
        return EnterStatement(
            **self._by(said.date),
            batch=said.batch,
            unit=said.site,
            said=said.date,
            channel=said.channel,
            text=said.text,
            voices=said.voices,
            place=said.place or "",
        )

    def _days_of_receipt(self) -> Mapping[PetitionCode, date]:
        """No later than that of any later code."""
        days, earliest = {}, date.max
        for petition in reversed(self._told.petitions):
            days[petition.code] = earliest = min(earliest, petition.received)
        return days

    def _petition(self, told: ToldPetition, day: date) -> Iterator[_Act]:
        if told.split_from is None:
            yield _Act(day, self._receipt(told))
        received = told.received
        if told.split_into:
            yield _Act(received, self._classified(told, told.lead, received))
            yield _Act(received, self._split(told))
            return
        if told.rejected_as:
            yield _Act(received, self._rejection(told))
            return
        first = told.returns[0].by if told.returns else told.lead
        yield _Act(received, self._classified(told, first, received))
        if told.merged_into:
            merge = MergePetition(**self._by(received), petition=told.code, into=told.merged_into)
            yield _Act(received, merge)
            return
        for command in (*self._sent(told), *self._answers(told), *self._afterwards(told)):
            yield _Act(command.on, command)

    def _receipt(self, told: ToldPetition) -> ReceivePetition:
        return ReceivePetition(
            **self._by(told.received),
            statements=self._own(told),
            title=told.title,
            text=told.text,
            place=told.place or "",
            field=told.field,
            carried=told.carried,
        )

    def _own(self, told: ToldPetition) -> tuple[StatementCode, ...]:
        """Without those that came by a merge."""
        return tuple(said for said in told.statements if said not in self._merged[told.code])

    def _split(self, told: ToldPetition) -> SplitPetition:
        parts = [self._known[code] for code in told.split_into]
        return SplitPetition(
            **self._by(told.received),
            petition=told.code,
            parts=tuple(PetitionPart(p.title, p.text, p.place or "", p.field) for p in parts),
        )

    def _rejection(self, told: ToldPetition) -> RejectPetition:
        nature = Nature(told.rejected_as or "")
        return RejectPetition(**self._by(told.received), petition=told.code, nature=nature)

    def _classified(self, told: ToldPetition, lead: LeadCode | None, on: date) -> ClassifyPetition:
        return ClassifyPetition(
            **self._by(on),
            petition=told.code,
            field=told.field,
            competence=told.level,
            lead=lead,
            cooperating=told.cooperating,
            committee=self._told.committees.get(told.committee or "", ""),
        )

    def _sent(self, told: ToldPetition) -> Iterator[PetitionCommand]:
        """To the first lead, and from one that returned it to the next."""
        if told.forwarded is None:
            return
        yield ForwardPetition(**self._by(told.forwarded), petition=told.code)
        for place, back in enumerate(told.returns):
            yield ReturnPetition(
                **self._by(back.date),
                petition=told.code,
                reason=back.reason,
                competent=back.suggested,
            )
            later = told.returns[place + 1 :]
            if later or told.state is not PetitionState.CLASSIFIED:
                yield from self._sent_on(told, back.date, later[0].date if later else None)
        if told.state is PetitionState.TAKEN:
            last = told.returns[-1].date if told.returns else told.forwarded
            yield TakePetition(**self._by(last), petition=told.code)

    def _sent_on(
        self, told: ToldPetition, back: date, returned: date | None
    ) -> Iterator[PetitionCommand]:
        day = before(self._calendar, returned, _LOOKED) if returned else back + timedelta(days=2)
        lead = next(
            (r.by for r in told.returns if r.date == returned),
            told.lead,
        )
        yield self._classified(told, lead, day)
        yield ForwardPetition(**self._by(day), petition=told.code)

    def _answers(self, told: ToldPetition) -> Iterator[PetitionCommand]:
        for asked in told.extensions:
            yield AskMoreTime(
                **self._by(asked.asked),
                petition=told.code,
                until=asked.until,
                reason=asked.reason,
            )
            yield AnswerMoreTime(
                **self._by(asked.asked, self._chair),
                petition=told.code,
                granted=asked.granted,
            )
        for answer in told.answers:
            yield AnswerPetition(
                **self._by(answer.date),
                petition=told.code,
                kind=answer.kind,
                text=answer.text,
                letter=answer.letter or "",
                settlement=answer.result,
                promised=answer.promised,
            )

    def _afterwards(self, told: ToldPetition) -> Iterator[PetitionCommand]:
        for word in told.voters:
            yield NoteVotersWord(
                **self._by(word.date),
                petition=told.code,
                satisfied=word.satisfied,
                text=word.text or "",
            )
        for review in told.reviews:
            again = review.next is ReviewNext.ASK_AGAIN
            yield ReviewPetition(
                **self._by(review.date),
                petition=told.code,
                by=review.by,
                verdict=review.verdict,
                pace=review.pace,
                next=review.next,
                proposal=review.proposal or "",
                until=told.due if again else None,
                reopens=again and told.round > 1,
            )
        if told.state is PetitionState.CLOSED:
            last = told.reviews[-1].date
            yield ClosePetition(**self._by(last), petition=told.code)
        if told.published:
            days = [review.date for review in told.reviews]
            yield PublishPetition(**self._by(max(days)), petition=told.code)
