"""A draft under consultation as a scene, and how its tests read: given – when – then.

Days count from Monday 1/4/2024, on which it opens; its deadline is 16/4. `by` stamps an act:

    given(OPEN).when(SendComment(**by(BA_DINH, 2), comment=...)).refuses(...)

What is given are acts, which must be accepted. `ids` number themselves: `c1`, `c2` …
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import count
from typing import TypedDict

import pytest

from diemcau.domain.consultation.decider import begin, decide, evolve
from diemcau.domain.consultation.events import ConsultationEvent
from diemcau.domain.consultation.nouns.acting import Today
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, WriteDraft
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import (
    CommentWords,
    KeepComment,
    SendComment,
)
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.setting import (
    ConsultationPlan,
    InvitedBody,
    OpenConsultation,
    PrepareConsultation,
    TeamMember,
)
from diemcau.domain.consultation.nouns.terms import ClauseKind, Stance, Visibility
from diemcau.domain.consultation.nouns.voting import ConferenceVote, CountedChoice
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import CommandId, DossierId, MeetingId, SiteCode, VoteNo
from diemcau.domain.nouns.terms import Role

FIRST = date(2024, 4, 1)
DEADLINE = date(2024, 4, 16)
HOME = timezone(timedelta(hours=7))
BA_DINH, TAY_HO, SNV = SiteCode("001"), SiteCode("003"), SiteCode("SNV")
SECRETARY = Actor(Role.SECRETARY, "Thư ký", login="thu-ky")
CHAIR = Actor(Role.CHAIR, "Chủ tịch", login="chu-tri")
HEAD = Actor(Role.DEPUTY, "Tổ trưởng", login="to-truong")
MEMBER = Actor(Role.OPERATOR, "Thành viên", login="thanh-vien")
STRANGER = Actor(Role.SITE, "Sơn Tây", site=SiteCode("269"))
NOBODY = Actor(Role.SCREEN, "Màn hình")
D1, D1K1, D1K2, D2 = map(ClauseId, ("d1", "d1.k1", "d1.k2", "d2"))
_IDS = count(1)


class Stamp(TypedDict):
    id: CommandId
    at: datetime
    actor: Actor
    today: Today


def site(code: SiteCode) -> Actor:
    return Actor(Role.SITE, f"Quận {code}", site=code, login=f"site-{code}")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def by(who: Actor | SiteCode, on: int = 0, id_: str = "") -> Stamp:
    return Stamp(
        id=CommandId(id_ or f"act-{next(_IDS)}"),
        at=datetime.combine(day(on), time(9), HOME),
        actor=who if isinstance(who, Actor) else site(who),
        today=Today(day(on)),
    )


def plan(visibility: Visibility = Visibility.AFTER_DEADLINE) -> ConsultationPlan:
    return ConsultationPlan(
        title="Quy chế phối hợp",
        team=(
            TeamMember("to-truong", "Tổ trưởng", head=True),
            TeamMember("thanh-vien", "Thành viên"),
            TeamMember("", "Chuyên gia"),
        ),
        invited=(
            InvitedBody(BA_DINH, "Quận Ba Đình"),
            InvitedBody(TAY_HO, "Quận Tây Hồ"),
            InvitedBody(SNV, "Sở Nội vụ", site=False),
        ),
        deadline=DEADLINE,
        visibility=visibility,
    )


def clause(
    id_: ClauseId, text: str = "", parent: ClauseId | None = None, number: str = ""
) -> Clause:
    kind = ClauseKind.PARAGRAPH if parent else ClauseKind.ARTICLE
    return Clause(id=id_, kind=kind, number=number, text=text, parent=parent)


TEXT = (
    clause(D1, number="1"),
    clause(D1K1, "Trả lời trong 30 ngày.", D1, "1"),
    Clause(
        D1K2,
        ClauseKind.PARAGRAPH,
        "2",
        text="Phương án 1; phương án 2.",
        parent=D1,
        question="Phương án nào?",
        options=("một", "hai"),
    ),
    clause(D2, "Tổ chức thực hiện.", number="2"),
)


def prepared(visibility: Visibility = Visibility.AFTER_DEADLINE) -> tuple[ConsultationCommand, ...]:
    return (
        PrepareConsultation(**by(SECRETARY, -1), plan=plan(visibility)),
        WriteDraft(**by(MEMBER, -1), clauses=TEXT),
    )


def opened(visibility: Visibility = Visibility.AFTER_DEADLINE) -> tuple[ConsultationCommand, ...]:
    return (*prepared(visibility), OpenConsultation(**by(SECRETARY)))


PREPARED, OPEN = prepared(), opened()
VOTED = ConferenceVote(
    clause=D1K2,
    question="Chọn phương án nào?",
    counts=(CountedChoice("một", 20), CountedChoice("hai", 7)),
    meeting=MeetingId("giao-ban-2024-q1"),
    vote=VoteNo(1),
    title="Giao ban quý I/2024",
    on=day(18),
)


def said(
    stance: Stance = Stance.AMEND,
    where: ClauseId | None = D1K1,
    *,
    text: str = "Dài quá.",
    wording: str = "Trả lời trong 15 ngày.",
    reason: str = "",
    person: str = "",
    office: str = "",
) -> CommentWords:
    return CommentWords(
        stance, where, text=text, wording=wording, reason=reason, person=person, office=office
    )


def kept(
    id_: str, who: SiteCode = BA_DINH, on: int = 1, what: CommentWords | None = None
) -> KeepComment:
    return KeepComment(**by(who, on, id_), said=what or said())


def sent(
    id_: str, who: SiteCode = BA_DINH, on: int = 1, what: CommentWords | None = None
) -> tuple[ConsultationCommand, ...]:
    return (kept(id_, who, on, what), SendComment(**by(who, on), comment=CommentId(id_)))


class Scene:
    """What was done, and what is asked next."""

    def __init__(self, *acts: ConsultationCommand) -> None:
        self.state = begin(DossierId("LYK-1"))
        for act in acts:
            self.when(act)
        self.events: Sequence[ConsultationEvent] = ()

    def when(self, act: ConsultationCommand) -> "Scene":
        self.events = decide(self.state, act)
        for event in self.events:
            self.state = evolve(self.state, event)
        return self

    def refuses(self, refusal: type[Rejected], act: ConsultationCommand) -> None:
        before = self.state
        with pytest.raises(Rejected) as refused:
            decide(self.state, act)
        assert type(refused.value) is refusal
        assert self.state == before


def given(*acts: ConsultationCommand | Sequence[ConsultationCommand]) -> Scene:
    return Scene(*_flat(acts))


def _flat(
    acts: Sequence[ConsultationCommand | Sequence[ConsultationCommand]],
) -> Iterator[ConsultationCommand]:
    for each in acts:
        if isinstance(each, tuple | list):
            yield from each
        else:
            assert not isinstance(each, Sequence)
            yield each


def state_of(*acts: ConsultationCommand | Sequence[ConsultationCommand]) -> Consultation:
    return given(*acts).state
