"""A draft on which a whole province comments: so many sites, so many comments of each."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, Clauses, WriteDraft
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.comments import CommentWords, KeepComment, SendComment
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.setting import (
    InvitedBody,
    OpenConsultation,
    PrepareConsultation,
    TeamMember,
)
from diemcau.domain.consultation.nouns.terms import ClauseKind, Stance, Visibility
from diemcau.domain.nouns.ids import SiteCode
from tests.support.drafts import SECRETARY, by, day, plan

SITES: Final = 126
EACH: Final = 20
ARTICLES: Final = 25
_SAID: Final = (
    "Đề nghị cơ quan soạn thảo nghiên cứu, quy định rõ thời hạn, trách nhiệm của từng cơ quan, đơn "
    "vị và hình thức thông báo kết quả đến cử tri nơi có kiến nghị"
)
_TEXT: Final = (
    "Cơ quan được giao chủ trì có trách nhiệm phối hợp với các cơ quan có liên quan xem xét, giải "
    "quyết và trả lời bằng văn bản trong thời hạn quy định tại Quy chế này."
)
_STANCES: Final = (Stance.AMEND, Stance.OTHER, Stance.QUESTION, Stance.DELETE)


def text() -> Clauses:
    """Four paragraphs an article."""
    return tuple(each for number in range(1, ARTICLES + 1) for each in _article(number))


def _article(number: int) -> Iterator[Clause]:
    which = ClauseId(f"d{number}")
    yield Clause(which, ClauseKind.ARTICLE, str(number), f"Nội dung thứ {number}")
    for part in range(1, 5):
        name = ClauseId(f"{which}.k{part}")
        yield Clause(name, ClauseKind.PARAGRAPH, str(part), text=f"{_TEXT} ({part})", parent=which)


def asked(sites: int = SITES, start: int = 0, team: str = "thu-ky") -> list[ConsultationCommand]:
    """Sent out to everybody on that day; everybody sees what others send."""
    invited = tuple(InvitedBody(code(each), f"Điểm cầu số {each}") for each in range(1, sites + 1))
    head = TeamMember(team, "Thư ký", head=True)
    made = replace(plan(Visibility.ALL), invited=invited, team=(head,), deadline=day(start + 15))
    return [
        PrepareConsultation(**by(SECRETARY, start), plan=made),
        WriteDraft(**by(SECRETARY, start), clauses=text()),
        OpenConsultation(**by(SECRETARY, start)),
    ]


def code(number: int) -> SiteCode:
    return SiteCode(f"{number:03}")


def comments(
    sites: int = SITES, each: int = EACH, start: int = 0, most: int = 10_000
) -> Iterator[ConsultationCommand]:
    """Over all paragraphs, a little more on the first."""
    where = [one.id for one in text() if one.kind is ClauseKind.PARAGRAPH]
    for number in range(min(most, sites * each)):
        site, which = code(number % sites + 1), CommentId(f"c{number}")
        about = where[0] if number % each == 0 else where[number % len(where)]
        yield KeepComment(**by(site, start, which), said=_words(number, about))
        yield SendComment(**by(site, start), comment=which)


def _words(number: int, about: ClauseId) -> CommentWords:
    stance = _STANCES[number % len(_STANCES)]
    wording = f"{_TEXT} Chậm nhất {number} ngày." if stance is Stance.AMEND else ""
    reason = "Chưa rõ." if stance is Stance.DELETE else ""
    said = f"{_SAID} (ý kiến số {number})."
    return CommentWords(stance, about, text=said, wording=wording, reason=reason)
