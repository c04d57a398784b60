"""The table of comments and replies as it is printed: what each cell says, in the words of offices.

Four columns, as offices print them under the law of 2025: the clause, who speaks, what they say,
what is made of it. It can be printed at any time: what is not answered yet says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from diemcau.app.consultation.reading import cited
from diemcau.domain.consultation.nouns.comments import CommentWords, DraftComment
from diemcau.domain.consultation.nouns.replies import CommentReply
from diemcau.domain.consultation.nouns.setting import LetterRef
from diemcau.domain.consultation.nouns.terms import Disposition, Stance, Way
from diemcau.domain.consultation.nouns.voting import ConferenceVote
from diemcau.domain.consultation.rules.entering import silent
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.table import TableGroup, grouped
from diemcau.domain.nouns.ids import SiteCode

GENERAL: Final = "Ý kiến chung về dự thảo"
UNANSWERED: Final = "(đang nghiên cứu)"
_STANCES: Final[Mapping[Stance, str]] = {
    Stance.AGREE: "Nhất trí.",
    Stance.AMEND: "Đề nghị sửa.",
    Stance.DELETE: "Đề nghị bỏ.",
    Stance.ADD: "Đề nghị bổ sung.",
    Stance.OPTION: "Chọn phương án {option}.",
    Stance.QUESTION: "Đề nghị làm rõ.",
    Stance.OTHER: "",
}
_OUTCOMES: Final[Mapping[Disposition, str]] = {
    Disposition.ACCEPTED: "Tiếp thu.",
    Disposition.ACCEPTED_IN_PART: "Tiếp thu một phần.",
    Disposition.NOT_ACCEPTED: "Giải trình.",
    Disposition.ANSWERED: "Đã giải đáp.",
    Disposition.OUT_OF_SCOPE: "Ngoài phạm vi dự thảo.",
    Disposition.SAME: "Như ý kiến {same}.",
    Disposition.UNDECIDED: UNANSWERED,
}


class TabledComment(Struct, frozen=True):
    """A row; `late` and what is `unconfirmed` are told beside it. `same` is the code of the other
    comment that its answer names.
    """

    code: str
    who: str
    letter: str
    joined: str
    said: str
    answer: str
    same: str
    late: bool
    unconfirmed: bool

    @property
    def subject(self) -> str:
        """Who speaks, in one line."""
        letter = f" – {self.letter}" if self.letter else ""
        return "; ".join(filter(None, (f"{self.who}{letter}", self.joined)))


class TabledVote(Struct, frozen=True):
    """The opinion of a conference, under those of the sites: it has no code and needs no answer."""

    who: str
    said: str


class TabledClause(Struct, frozen=True):
    """`clause` is its id; none for the draft as a whole."""

    clause: str
    name: str
    rows: Sequence[TabledComment]
    votes: Sequence[TabledVote]


def tabled(
    state: Consultation, comments: Iterable[DraftComment], day: date
) -> Sequence[TabledClause]:
    names = {each.code: each.name for each in state.planned.invited}
    return [
        TabledClause(
            clause=group.path[-1].id if group.path else "",
            name=_name(group),
            rows=[_row(state, each, names, day) for each in group.comments],
            votes=[voted_in_words(each) for each in group.votes],
        )
        for group in grouped(state, comments)
    ]


def _name(group: TableGroup) -> str:
    if not group.path:
        return GENERAL
    titles = [each.heading for each in group.path if each.heading]
    quoted = cited(group.path)
    return f"{quoted[:1].upper()}{quoted[1:]}" + (f" ({titles[-1]})" if titles else "")


def _row(
    state: Consultation, comment: DraftComment, names: Mapping[SiteCode, str], day: date
) -> TabledComment:
    office = comment.said.office
    return TabledComment(
        code=comment.code,
        who=f"{names[comment.body]} ({office})" if office else names[comment.body],
        letter=lettered(comment.letter),
        joined=_joined(comment, names),
        said=said_in_words(comment.said),
        answer=_answer(state, comment),
        same=_same(state, comment.reply),
        late=comment.late,
        unconfirmed=comment.way is Way.SPOKEN and silent(comment, day),
    )


def voted_in_words(vote: ConferenceVote) -> TabledVote:
    counts = "; ".join(f"{each.choice}: {each.count}" for each in vote.counts)
    who = f"Ý kiến của hội nghị – {vote.title}, ngày {vote.on:%d/%m/%Y}"
    return TabledVote(who, f"{vote.question} – {counts}.")


def _joined(comment: DraftComment, names: Mapping[SiteCode, str]) -> str:
    others = ", ".join(names[each] for each in comment.supported_by)
    return f"cùng ý kiến: {others}" if others else ""


def lettered(letter: LetterRef) -> str:
    """As offices quote it: its number, and the day if it is known."""
    day = f" ngày {letter.on:%d/%m/%Y}" if letter.on else ""
    return f"{letter.number}{day}" if letter.number else ""


def said_in_words(said: CommentWords) -> str:
    parts = (
        *_once(_STANCES[said.stance].format(option=said.option or "như nêu"), said.text),
        f"Lý do: {said.reason}" if said.reason else "",
        f"Phương án sửa: “{said.wording}”" if said.wording else "",
    )
    return " ".join(filter(None, parts))


def _answer(state: Consultation, comment: DraftComment) -> str:
    if comment.reply is None:
        return UNANSWERED if comment.needs_reply else ""
    return " ".join(filter(None, _answered(state, comment.reply)))


def _answered(state: Consultation, reply: CommentReply) -> Iterator[str]:
    said = reply.said
    outcome = _OUTCOMES[said.outcome].format(same=_same(state, reply))
    yield from _once(outcome, said.text)
    if said.already_at:
        yield f"Đã có tại {said.already_at}."
    if said.passed_to:
        yield f"Chuyển {said.passed_to}."


def _once(word: str, text: str) -> Iterator[str]:
    """Not "Tiếp thu. Tiếp thu, bỏ khoản 3": many begin with the word that stands before them."""
    bare = word.rstrip(".")
    goes_on = text[len(bare) :].lstrip()
    if not bare or not text.startswith(bare) or (goes_on and goes_on[0].isalnum()):
        yield word
    yield text


def _same(state: Consultation, reply: CommentReply | None) -> str:
    which = reply.said.same_as if reply is not None else None
    other = state.comments.get(which) if which is not None else None
    return other.code if other is not None else ""
