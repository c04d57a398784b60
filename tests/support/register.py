"""A register of petitions as a scene: given – when – then, on days of the first quarter of 2024.

    given(CLASSIFIED).when(ForwardPetition(**on(16), petition=FIRST)).then(...)

What is given are acts that must be accepted. Days count from 1 January 2024, a Monday; `SECRETARY`
acts unless somebody else is named.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict

import pytest

from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import CommandId, DossierId, SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.decider import begin, decide, evolve
from diemcau.domain.petitions.events import PetitionEvent
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import ForwardPetition, ReturnPetition
from diemcau.domain.petitions.nouns.receiving import ClassifyPetition, ReceivePetition
from diemcau.domain.petitions.nouns.replies import AnswerPetition
from diemcau.domain.petitions.nouns.reviews import ReviewPetition
from diemcau.domain.petitions.nouns.settings import (
    CompetentBody,
    LeadProposal,
    ListCompetent,
    PetitionField,
)
from diemcau.domain.petitions.nouns.statements import EnterStatement, OpenBatch
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Channel,
    Competence,
    FieldCode,
    LeadCode,
    PetitionCode,
    ReplyKind,
    Reviewer,
    ReviewNext,
    ReviewPace,
    ReviewVerdict,
    Settlement,
    StatementCode,
    Timing,
)
from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.workdays import Calendar

SECRETARY = Actor(Role.SECRETARY, "Thư ký")
CHAIR = Actor(Role.CHAIR, "Chủ tọa")
CLOCK = Actor(Role.SYSTEM)
BA_DINH = Actor(Role.SITE, "Ba Đình", SiteCode("001"))
HOAN_KIEM = Actor(Role.SITE, "Hoàn Kiếm", SiteCode("002"))
TRANSPORT = Actor(Role.SITE, "Sở Giao thông vận tải", SiteCode("901"))
"""The site that acts for `SGTVT`."""

REGISTER = DossierId("petitions/home/register")
BATCH = BatchCode("2024-T")
ROADS, WATER = FieldCode("giao_thong"), FieldCode("nuoc")
SGTVT, SXD, UBND, MINISTRY = map(LeadCode, ("SGTVT", "SXD", "UBND-001", "BO-GTVT"))
YK1, YK2, YK3 = (StatementCode(f"YK-00{number}") for number in (1, 2, 3))
FIRST, SECOND, THIRD = (PetitionCode(f"KN-2024-000{number}") for number in (1, 2, 3))
NEW_YEAR = date(2023, 12, 31)
NO_DAYS_OFF = Calendar()
_COUNT = iter(range(10**9))


class By(TypedDict):
    id: CommandId
    at: datetime
    actor: Actor
    on: date
    calendar: Calendar


def day(number: int) -> date:
    """Of 2024, counted from 1 January."""
    return NEW_YEAR + timedelta(days=number)


def on(number: int, actor: Actor = SECRETARY, calendar: Calendar = NO_DAYS_OFF) -> By:
    at = datetime.combine(day(number), datetime.min.time(), UTC).replace(hour=2)
    return {
        "id": CommandId(f"c{next(_COUNT)}"),
        "at": at,
        "actor": actor,
        "on": day(number),
        "calendar": calendar,
    }


LISTED = ListCompetent(
    **on(1),
    fields=(PetitionField(ROADS, "Giao thông", "kinh_te"), PetitionField(WATER, "Nước", "kinh_te")),
    bodies=(
        CompetentBody(SGTVT, "Sở Giao thông vận tải", Competence.CITY, SiteCode("901")),
        CompetentBody(SXD, "Sở Xây dựng", Competence.CITY),
        CompetentBody(UBND, "UBND quận Ba Đình", Competence.DISTRICT, SiteCode("001")),
        CompetentBody(MINISTRY, "Bộ Giao thông vận tải", Competence.CENTRE, until=day(100)),
    ),
    proposals=(LeadProposal(ROADS, Competence.CITY, SGTVT),),
)
OPENED = OpenBatch(
    **on(1), batch=BATCH, term="khóa XVI", session="giữa năm 2024", timing=Timing.BEFORE
)


def statement(
    number: int = 2, actor: Actor = SECRETARY, unit: str = "001", text: str = "Đường hỏng."
) -> EnterStatement:
    return EnterStatement(
        **on(number, actor),
        batch=BATCH,
        unit=SiteCode(unit),
        said=day(number),
        channel=Channel.VOTER_MEETING,
        text=text,
    )


def received(said: StatementCode = YK1, number: int = 10) -> ReceivePetition:
    return ReceivePetition(
        **on(number), statements=(said,), title="Sửa đường", text="Đề nghị sửa đường."
    )


def classified(
    petition: PetitionCode = FIRST, lead: LeadCode = SGTVT, number: int = 11
) -> ClassifyPetition:
    return ClassifyPetition(
        **on(number), petition=petition, field=ROADS, competence=Competence.CITY, lead=lead
    )


def forwarded(petition: PetitionCode = FIRST, number: int = 15) -> ForwardPetition:
    return ForwardPetition(**on(number), petition=petition, letter="12/TT-HĐND")


def returned(number: int, competent: LeadCode | None = None) -> ReturnPetition:
    return ReturnPetition(
        **on(number), petition=FIRST, reason="Không thuộc thẩm quyền.", competent=competent
    )


def answered(
    number: int = 40,
    kind: ReplyKind = ReplyKind.FINAL,
    settlement: Settlement | None = Settlement.CARRIED_OUT,
    petition: PetitionCode = FIRST,
) -> AnswerPetition:
    return AnswerPetition(
        **on(number),
        petition=petition,
        kind=kind,
        text="Đã sửa xong.",
        letter="118/SGTVT-QLHT",
        settlement=settlement,
    )


def reviewed(number: int = 50, following: ReviewNext = ReviewNext.CLOSE) -> ReviewPetition:
    return ReviewPetition(
        **on(number),
        petition=FIRST,
        by=Reviewer.COMMITTEE,
        verdict=ReviewVerdict.CLEAR,
        pace=ReviewPace.ON_TIME,
        next=following,
    )


Acts = tuple[PetitionCommand, ...]
BEGUN: Acts = (LISTED, OPENED)
SAID: Acts = (*BEGUN, statement(2), statement(3, unit="002"), statement(4))
RECEIVED: Acts = (*SAID, received())
CLASSIFIED: Acts = (*RECEIVED, classified())
FORWARDED: Acts = (*CLASSIFIED, forwarded())
ANSWERED: Acts = (*FORWARDED, answered())
REVIEWED: Acts = (*ANSWERED, reviewed())
TWO: Acts = (*CLASSIFIED, received(YK2), classified(SECOND))
"""Two of one matter, that wait for the same body."""


class Given:
    def __init__(self, register: PetitionRegister) -> None:
        self.register = register

    @property
    def petition(self) -> Petition:
        """The first."""
        return self.register.petitions[FIRST]

    def when(self, act: PetitionCommand) -> "When":
        return When(self.register, act)

    def after(self, *acts: PetitionCommand) -> "Given":
        return Given(done(self.register, acts))


class When:
    def __init__(self, register: PetitionRegister, act: PetitionCommand) -> None:
        self._register, self._act = register, act

    def then(self, *events: PetitionEvent) -> "Given":
        happened = decide(self._register, self._act)
        assert tuple(happened) == events
        return Given(taken_in(self._register, happened))

    def refuses(self, why: type[Rejected]) -> None:
        with pytest.raises(why):
            decide(self._register, self._act)


def taken_in(register: PetitionRegister, events: Sequence[PetitionEvent]) -> PetitionRegister:
    for event in events:
        register = evolve(register, event)
    return register


def done(register: PetitionRegister, acts: Sequence[PetitionCommand]) -> PetitionRegister:
    for act in acts:
        register = taken_in(register, decide(register, act))
    return register


def given(acts: Acts = (), *more: PetitionCommand) -> "Given":
    return Given(done(begin(REGISTER), (*acts, *more)))
