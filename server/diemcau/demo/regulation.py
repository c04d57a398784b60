"""The draft regulation of the demo: an invented consultation, told as the acts that made it.

`config/demo/draft-regulation.json` holds the draft, who commented, what was answered and the second
version, and in `board` what the records add up to: a test holds the rules to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final, TypedDict

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diemcau import resources
from diemcau.demo.logins import LOGINS
from diemcau.domain.consultation.nouns.acting import Today
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, Clauses, WriteDraft
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import (
    CommentWords,
    ConfirmComment,
    EnterComment,
    KeepComment,
    SendComment,
    SupportComment,
    WithdrawComment,
)
from diemcau.domain.consultation.nouns.replies import (
    ApproveReplies,
    CommentId,
    DraftReply,
    ReplyText,
    SaySatisfied,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import (
    USUAL_DAYS,
    CloseConsultation,
    ConsultationPlan,
    InvitedBody,
    LetterRef,
    OpenConsultation,
    PrepareConsultation,
    TeamMember,
)
from diemcau.domain.consultation.nouns.terms import (
    ClauseKind,
    Disposition,
    Overall,
    Stance,
    Visibility,
    Way,
)
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import CommandId, SiteCode
from diemcau.domain.nouns.terms import Role
from diemcau.domain.workdays import Calendar

_HOME: Final = timezone(timedelta(hours=7))
_TEAM: Final = ("thu-ky", "dong-chu-tri", "ky-thuat")
"""The secretary's account leads the team too: so that one person can show the whole of it."""
SECRETARY: Final = Actor(Role.SECRETARY, LOGINS["thu-ky"][1], login="thu-ky")
_KINDS: Final = {
    "chuong": ClauseKind.CHAPTER,
    "dieu": ClauseKind.ARTICLE,
    "khoan": ClauseKind.PARAGRAPH,
    "diem": ClauseKind.POINT,
}
_GENERAL: Final = "general"
_SECOND: Final = "lấy ý kiến lần hai"
_UNEXPLAINED: Final = "Đơn vị chưa đồng tình với nội dung giải trình."


class _Told(Struct, frozen=True):
    code: str
    title: str
    drafting_body: str
    team: Sequence[Mapping[str, str]]
    letter: Mapping[str, str]
    opens: date
    deadline: date
    conference: Mapping[str, str]
    invited: Sequence[Mapping[str, str]]
    questions: Sequence["_Question"]
    versions: Sequence["_Version"]
    returns: Sequence[Mapping[str, str]]
    comments: Sequence["_Comment"]
    board: Mapping[str, object]


class _Question(Struct, frozen=True):
    clause: str
    text: str
    options: tuple[str, ...]


class _Version(Struct, frozen=True):
    date: date
    clauses: Sequence["_Clause"]


class _Clause(Struct, frozen=True):
    id: str
    kind: str
    number: str
    heading: str
    text: str
    parent: str | None


class _Reply(Struct, frozen=True):
    outcome: str
    text: str
    changed: tuple[str, ...]
    same_as: str | None


class _Comment(Struct, frozen=True):
    code: str
    body: str
    clause: str
    stance: str
    text: str
    wording: str | None
    how: str
    letter: str | None
    at: date
    confirmed: bool | None
    supported_by: tuple[str, ...]
    withdrawn: bool
    reply: _Reply | None
    satisfied: bool | None


@lru_cache(maxsize=1)
def told() -> _Told:
    raw = (resources.CONFIG / "demo" / "draft-regulation.json").read_bytes()
    return msgspec.json.decode(raw, type=_Told)


class _Stamp(TypedDict):
    id: CommandId
    at: datetime
    actor: Actor
    today: Today


class Telling:
    """`calendar` says which days are off; ids are the same at every telling."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar, self._count = calendar, 0

    def acts(self) -> Iterator[ConsultationCommand]:
        """As a log would hold them: the codes of comments are given in their order."""
        story = told()
        yield PrepareConsultation(**self._by(SECRETARY, story.opens), plan=_plan())
        yield WriteDraft(**self._by(SECRETARY, story.opens), clauses=clauses(0))
        yield OpenConsultation(**self._by(SECRETARY, story.opens))
        for each in story.comments:
            yield from self._comment(each)
        for handed_in in story.returns:
            yield from self._returned(handed_in["body"], handed_in["overall"])
        yield CloseConsultation(**self._by(SECRETARY, date(2024, 4, 24)))
        yield BeginVersion(**self._by(SECRETARY, date(2024, 5, 2)))
        yield WriteDraft(**self._by(SECRETARY, story.versions[1].date), clauses=clauses(1))
        yield from self._answers()

    def again(self, day: date) -> Iterator[ConsultationCommand]:
        """The second version goes round, from that day on; a few sites have asked already."""
        plan = replace(
            _plan(),
            title=f"{told().title} – {_SECOND}",
            deadline=day + timedelta(days=USUAL_DAYS),
            visibility=Visibility.ALL,
            letter=LetterRef(),
        )
        yield PrepareConsultation(**self._by(SECRETARY, day), plan=plan)
        yield WriteDraft(**self._by(SECRETARY, day), clauses=clauses(1))
        yield OpenConsultation(**self._by(SECRETARY, day))
        for each in told().comments:
            if each.stance == Stance.QUESTION and each.how == Way.ONLINE:
                asks = _site(each.body)
                yield KeepComment(**self._by(asks, day, each.code), said=_said(each))
                yield SendComment(**self._by(asks, day), comment=_id(each.code))

    def _comment(self, each: _Comment) -> Iterator[ConsultationCommand]:
        if each.how == Way.ONLINE:
            yield KeepComment(**self._by(_site(each.body), each.at, each.code), said=_said(each))
            yield SendComment(**self._by(_site(each.body), each.at), comment=_id(each.code))
        else:
            yield EnterComment(
                **self._by(SECRETARY, each.at, each.code),
                body=SiteCode(each.body),
                way=Way(each.how),
                said=_said(each),
                letter=LetterRef(each.letter or ""),
            )
        if each.confirmed:
            yield ConfirmComment(**self._by(_site(each.body), each.at), comment=_id(each.code))
        if each.withdrawn:
            yield WithdrawComment(**self._by(_site(each.body), each.at), comment=_id(each.code))
        for body in each.supported_by:
            stamp = self._by(_site(body), date(2024, 4, 16))
            yield SupportComment(**stamp, comment=_id(each.code))

    def _returned(self, body: str, overall: str) -> Iterator[ConsultationCommand]:
        """Of whom nothing came, nothing is told."""
        if overall in set(Overall):
            stamp = self._by(SECRETARY, date(2024, 4, 15))
            yield HandInDraftReturn(**stamp, body=SiteCode(body), overall=Overall(overall))

    def _answers(self) -> Iterator[ConsultationCommand]:
        """What another comment's reply says already, after that."""
        answered = [each for each in told().comments if each.reply is not None]
        for each in sorted(answered, key=lambda one: one.reply is not None and _same(one.reply)):
            which = (_id(each.code),)
            drafted = self._by(SECRETARY, date(2024, 5, 13))
            yield DraftReply(**drafted, comments=which, said=_reply(each))
            yield ApproveReplies(**self._by(SECRETARY, date(2024, 5, 14)), comments=which)
            if each.satisfied is not None:
                yield SaySatisfied(
                    **self._by(SECRETARY, date(2024, 5, 15)),
                    body=SiteCode(each.body),
                    comment=_id(each.code),
                    satisfied=each.satisfied,
                    reason="" if each.satisfied else _UNEXPLAINED,
                )

    def _by(self, actor: Actor, day: date, id_: str = "") -> _Stamp:
        self._count += 1
        return _Stamp(
            id=CommandId(id_ or f"{told().code}-{self._count}"),
            at=datetime.combine(day, time(9), _HOME),
            actor=actor,
            today=Today(day, self._calendar),
        )


def clauses(version: int) -> Clauses:
    """Of the first or the second version, what is asked of a clause with it."""
    asked = {each.clause: each for each in told().questions if version == 0}
    return tuple(_clause(each, asked.get(each.id)) for each in told().versions[version].clauses)


def _clause(each: _Clause, asked: _Question | None) -> Clause:
    return Clause(
        id=ClauseId(each.id),
        kind=_KINDS[each.kind],
        number=each.number,
        heading=each.heading,
        text=each.text,
        parent=ClauseId(each.parent) if each.parent else None,
        question=asked.text if asked else "",
        options=asked.options if asked else (),
    )


def _plan() -> ConsultationPlan:
    story = told()
    return ConsultationPlan(
        title=story.title,
        drafting_body=story.drafting_body,
        team=tuple(
            TeamMember(login, LOGINS[login][1], member["office"], head=login == _TEAM[0])
            for login, member in zip(_TEAM, story.team, strict=True)
        ),
        invited=tuple(
            InvitedBody(SiteCode(each["code"]), each["name"], site=each["code"].isdecimal())
            for each in story.invited
        ),
        deadline=story.deadline,
        visibility=Visibility.AFTER_DEADLINE,
        letter=LetterRef(story.letter["number"], date.fromisoformat(story.letter["date"])),
    )


def _said(each: _Comment) -> CommentWords:
    stance = Stance(each.stance)
    option = 1 if "phương án 1" in each.text else 2
    return CommentWords(
        stance=stance,
        clause=None if each.clause == _GENERAL else ClauseId(each.clause),
        text=each.text,
        wording=each.wording or "",
        option=option if stance is Stance.OPTION else 0,
    )


def _reply(each: _Comment) -> ReplyText:
    reply = each.reply
    assert reply is not None
    return ReplyText(
        outcome=Disposition(reply.outcome),
        text=reply.text,
        changed=tuple(map(ClauseId, reply.changed)),
        same_as=_id(reply.same_as) if reply.same_as else None,
    )


def _same(reply: _Reply) -> bool:
    return reply.same_as is not None


def _id(code: str) -> CommentId:
    return CommentId(code)


def _site(code: str) -> Actor:
    return Actor(Role.SITE, code, site=SiteCode(code))
