"""Sites comment: kept, sent, changed until the deadline, withdrawn, joined; late ones apart."""

import pytest
from msgspec.structs import replace

from diemcau.domain.consultation.nouns.clauses import ClauseId, ClauseUnknown
from diemcau.domain.consultation.nouns.comments import (
    MOST_OF_ONE,
    ChangeComment,
    CommentGone,
    CommentSentAlready,
    CommentWords,
    ConfirmComment,
    DeadlinePassed,
    DraftComment,
    DropComment,
    EnterComment,
    KeepComment,
    NoSuchComment,
    NothingToConfirm,
    NotInvited,
    OptionUnknown,
    OwnComment,
    SendComment,
    SupportComment,
    WithdrawComment,
    WordingMissing,
)
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn, ReturnSaysOtherwise
from diemcau.domain.consultation.nouns.setting import (
    CloseConsultation,
    LetterRef,
    ReopenConsultation,
)
from diemcau.domain.consultation.nouns.terms import Overall, Stance, Visibility, Way
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.consultation.rules.believing import seen
from diemcau.domain.consultation.rules.bounds import MOST_WRITTEN
from diemcau.domain.consultation.rules.entering import silent
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    EnoughWritten,
    IdUsed,
    NameMissing,
    NotAllowed,
    ReasonMissing,
    TextChanged,
    TextMissing,
    TooMany,
)
from diemcau.domain.nouns.terms import Role
from tests.support.drafts import (
    BA_DINH,
    D1,
    D1K2,
    MEMBER,
    OPEN,
    SECRETARY,
    SNV,
    STRANGER,
    TAY_HO,
    Scene,
    by,
    day,
    given,
    kept,
    opened,
    said,
    sent,
    state_of,
)

C1, C2 = CommentId("c1"), CommentId("c2")
CLOSE = CloseConsultation(**by(SECRETARY, 16))


def only(*acts: object) -> DraftComment:
    state = state_of(*acts)  # type: ignore[arg-type]
    return state.comments[state.order[0]]


def test_what_is_kept_counts_for_nothing_and_is_written_on_until_it_is_sent() -> None:
    more = KeepComment(**by(BA_DINH, 2), comment=C1, said=said(text=" Rất dài. "))
    comment = only(OPEN, kept("c1"), more)
    assert (comment.code, comment.counts, comment.said.text) == ("", False, "Rất dài.")
    assert not given(OPEN, kept("c1"), more).when(more).events
    unknown = KeepComment(**by(BA_DINH), said=said(where=ClauseId("d9")))
    given(OPEN).refuses(ClauseUnknown, unknown)


def test_a_comment_that_was_kept_is_dropped_by_its_own_site_alone() -> None:
    assert not state_of(OPEN, kept("c1"), DropComment(**by(BA_DINH, 2), comment=C1)).comments
    given(OPEN, kept("c1")).refuses(NoSuchComment, DropComment(**by(TAY_HO, 2), comment=C1))
    given(OPEN).refuses(NoSuchComment, DropComment(**by(TAY_HO, 2), comment=C1))


def test_what_is_sent_has_a_code_in_the_order_of_sending() -> None:
    state = state_of(OPEN, kept("c1"), sent("c2", TAY_HO), SendComment(**by(BA_DINH), comment=C1))
    assert [state.comments[each].code for each in (C1, C2)] == ["GY-02", "GY-01"]
    again = SendComment(**by(BA_DINH), comment=C1)
    given(OPEN, sent("c1")).refuses(CommentSentAlready, again)


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        (said(wording=" "), WordingMissing),
        (said(wording="Trả lời trong 30 ngày. "), WordingMissing),
        (said(Stance.ADD, wording="", text=""), WordingMissing),
        (said(Stance.DELETE, text=""), ReasonMissing),
        (said(Stance.OPTION, D1K2), OptionUnknown),
        (CommentWords(Stance.OPTION, None, option=1), OptionUnknown),
        (said(Stance.QUESTION, text=""), TextMissing),
        (said(Stance.OTHER, None, text=""), TextMissing),
    ],
)
def test_a_comment_says_what_its_stance_needs(what: CommentWords, refusal: type[Rejected]) -> None:
    send = SendComment(**by(BA_DINH), comment=C1)
    given(OPEN, kept("c1", what=what)).refuses(refusal, send)


@pytest.mark.parametrize(
    "what",
    [
        CommentWords(Stance.AGREE, D1),
        said(Stance.ADD, wording=""),
        said(Stance.DELETE, text="", reason="Trùng."),
        CommentWords(Stance.OPTION, D1K2, option=2),
        said(Stance.QUESTION, None),
    ],
)
def test_a_comment_that_says_it_is_sent(what: CommentWords) -> None:
    assert only(OPEN, sent("c1", what=what)).code == "GY-01"


def test_what_was_sent_is_changed_until_the_deadline_and_every_wording_is_kept() -> None:
    shorter = said(text="Ngắn hơn.")
    change = ChangeComment(**by(BA_DINH, 2), comment=C1, said=shorter)
    comment = only(OPEN, sent("c1"), change)
    assert (comment.said, comment.earlier) == (shorter, (said(),))
    assert not given(OPEN, sent("c1"), change).when(change).events
    passed = ChangeComment(**by(BA_DINH, 16), comment=C1, said=shorter)
    given(OPEN, sent("c1")).refuses(DeadlinePassed, passed)
    given(OPEN, kept("c1")).refuses(NoSuchComment, change)
    given(OPEN, sent("c1", TAY_HO)).refuses(NoSuchComment, change)


def test_what_is_sent_after_the_deadline_is_late_and_never_lost() -> None:
    assert only(OPEN, CLOSE, sent("c1", on=17)).late
    assert not only(OPEN, sent("c1", on=15)).late


def test_what_was_withdrawn_stays_to_be_seen() -> None:
    withdraw = WithdrawComment(**by(BA_DINH, 17), comment=C1)
    comment = only(OPEN, sent("c1"), CLOSE, withdraw)
    assert comment.withdrawn
    assert not comment.counts
    given(OPEN, sent("c1"), withdraw).refuses(CommentGone, withdraw)
    send = SendComment(**by(BA_DINH), comment=C1)
    given(OPEN, sent("c1"), withdraw).refuses(CommentGone, send)


def test_a_site_has_a_bounded_number_of_comments() -> None:
    many = [kept(f"k{number}") for number in range(MOST_OF_ONE)]
    given(OPEN, many).refuses(TooMany, kept("c1"))


def test_no_comment_takes_the_place_of_another_whatever_it_calls_itself() -> None:
    given(OPEN, sent("c1")).refuses(IdUsed, kept("c1", TAY_HO))
    given(OPEN, sent("c1", TAY_HO)).refuses(IdUsed, entered())


def test_a_site_writes_so_much_and_no_more_whatever_it_drops_again() -> None:
    long = said(text="x" * 20_000, wording="y" * 20_000)
    write = KeepComment(**by(BA_DINH), said=long)
    state = given(OPEN, write).state
    size = state.written[BA_DINH]
    assert 40_000 < size < 41_000
    almost = replace(state, written=state.written.set(BA_DINH, MOST_WRITTEN - size + 1))
    full = Scene()
    full.state = almost
    full.refuses(EnoughWritten, KeepComment(**by(BA_DINH), said=long))
    assert full.when(kept("c9", TAY_HO)).events, "another site has room of its own"


def test_what_is_set_right_and_why_one_is_not_satisfied_is_counted_too() -> None:
    right = ConfirmComment(**by(BA_DINH, 3), comment=C1, said=said(text="x" * 1000))
    plain = ConfirmComment(**by(BA_DINH, 3), comment=C1)
    more, less = (state_of(OPEN, entered(), each).written[BA_DINH] for each in (right, plain))
    assert more - less >= 1000


def test_a_site_joins_what_it_sees_and_leaves_it_again() -> None:
    everybody = opened(Visibility.ALL)
    join = SupportComment(**by(TAY_HO, 2), comment=C1)
    leave = SupportComment(**by(TAY_HO, 3), comment=C1, joins=False)
    assert only(everybody, sent("c1"), join).supported_by == (TAY_HO,)
    assert only(everybody, sent("c1"), join, leave).supported_by == ()
    given(everybody, sent("c1"), join).refuses(AlreadyDone, join)
    given(everybody, sent("c1")).refuses(AlreadyDone, leave)
    own = SupportComment(**by(BA_DINH, 2), comment=C1)
    given(everybody, sent("c1")).refuses(OwnComment, own)


def test_what_a_site_does_not_see_is_not_there_to_be_joined() -> None:
    early, after = (SupportComment(**by(TAY_HO, on), comment=C1) for on in (2, 16))
    given(OPEN, sent("c1")).refuses(NoSuchComment, early)
    assert given(OPEN, sent("c1")).when(after).events
    given(opened(Visibility.OWN_ONLY), sent("c1")).refuses(NoSuchComment, after)
    given(opened(Visibility.ALL), kept("c1")).refuses(NoSuchComment, early)


LETTER = LetterRef("12/HĐND-VP", day(1))


def entered(way: Way = Way.LETTER, body: SiteCode = BA_DINH, on: int = 2) -> EnterComment:
    stamp = by(SECRETARY, on, "c1")
    return EnterComment(**stamp, body=body, way=way, said=said(wording=""), letter=LETTER)


def test_a_letter_is_entered_for_whoever_wrote_it_with_its_number() -> None:
    comment = only(OPEN, entered())
    assert (comment.code, comment.way, comment.letter) == ("GY-01", Way.LETTER, LETTER)
    assert comment.confirm_by == day(7), "three working days from Wednesday"
    nameless = EnterComment(**by(SECRETARY), body=BA_DINH, way=Way.LETTER, said=said())
    given(OPEN).refuses(NameMissing, nameless)
    given(OPEN).refuses(NotInvited, entered(body=SiteCode("269")))
    assert only(OPEN, entered(on=17)).late
    option = CommentWords(Stance.OPTION, D1K2, text="Phương án hai.")
    gist = EnterComment(**by(SECRETARY), body=SNV, way=Way.SPOKEN, said=option)
    assert only(OPEN, gist).said.option == 0


def test_what_was_spoken_is_confirmed_set_right_or_met_by_silence() -> None:
    spoken = entered(Way.SPOKEN, on=18)
    heard = only(OPEN, spoken)
    assert not heard.late
    assert heard.confirm_by == day(22), "two working days from Friday"
    assert (silent(heard, day(22)), silent(heard, day(23))) == (False, True)
    confirm = ConfirmComment(**by(BA_DINH, 19), comment=C1)
    assert only(OPEN, spoken, confirm).confirmed
    right = ConfirmComment(**by(BA_DINH, 19), comment=C1, said=said(text="Đúng là."))
    corrected = only(OPEN, spoken, right)
    assert (corrected.said.text, len(corrected.earlier)) == ("Đúng là.", 1)
    assert not silent(corrected, day(40))
    given(OPEN, spoken, confirm).refuses(NothingToConfirm, confirm)
    given(OPEN, sent("c1")).refuses(NothingToConfirm, confirm)


def test_what_is_said_again_in_the_conference_is_counted_once() -> None:
    def again(body: SiteCode, on: int = 18) -> EnterComment:
        stamp = by(SECRETARY, on)
        return EnterComment(**stamp, body=body, way=Way.SPOKEN, said=said(), repeats=C1)

    scene = given(OPEN, sent("c1"), again(BA_DINH))
    assert scene.state.comments[C1].repeated == (day(18),)
    assert not scene.when(again(BA_DINH)).events
    scene.refuses(NoSuchComment, again(TAY_HO))


def test_a_return_says_what_the_comments_say() -> None:
    def handed_in(overall: Overall, on: int = 2) -> HandInDraftReturn:
        return HandInDraftReturn(**by(BA_DINH, on), overall=overall)

    agrees, comments = map(handed_in, (Overall.AGREES_WITH_ALL, Overall.HAS_COMMENTS))
    assert state_of(OPEN, agrees).returns[BA_DINH].overall is Overall.AGREES_WITH_ALL
    assert not given(OPEN, agrees).when(agrees).events
    given(OPEN).refuses(ReturnSaysOtherwise, comments)
    given(OPEN, sent("c1")).refuses(ReturnSaysOtherwise, agrees)
    assert given(OPEN, sent("c1")).when(comments).events
    joined = SupportComment(**by(BA_DINH, 17), comment=C1)
    late = handed_in(Overall.HAS_COMMENTS, 17)
    assert state_of(OPEN, sent("c1", TAY_HO), joined, late).returns[BA_DINH].late


def test_a_new_round_begins_without_returns_and_what_was_kept_is_sent_on_its_version() -> None:
    again = ReopenConsultation(**by(SECRETARY, 20), deadline=day(40))
    returned = HandInDraftReturn(**by(TAY_HO, 2), overall=Overall.NO_COMMENT)
    second = (CLOSE, BeginVersion(**by(MEMBER, 17)), again)
    state = state_of(OPEN, kept("c1"), sent("c2", TAY_HO), *second)
    assert not state_of(OPEN, returned, second).returns
    old = ChangeComment(**by(TAY_HO, 21), comment=C2, said=said(text="Khác."))
    given(OPEN, sent("c2", TAY_HO), second).refuses(DeadlinePassed, old)
    send = SendComment(**by(BA_DINH, 21), comment=C1)
    after = state_of(OPEN, kept("c1"), sent("c2", TAY_HO), second, send)
    assert (state.comments[C1].round, after.comments[C1].round, after.comments[C1].version) == (
        1,
        2,
        2,
    )


def test_nobody_speaks_for_another_site() -> None:
    given(OPEN).refuses(NotInvited, kept("c1", SiteCode("269")))
    for_another = HandInDraftReturn(**by(BA_DINH), overall=Overall.NO_COMMENT, body=TAY_HO)
    given(OPEN).refuses(NotInvited, for_another)
    for_nobody = HandInDraftReturn(**by(SECRETARY), overall=Overall.NO_COMMENT)
    given(OPEN).refuses(NotInvited, for_nobody)
    for_a_stranger = HandInDraftReturn(
        **by(SECRETARY), overall=Overall.NO_COMMENT, body=SiteCode("269")
    )
    given(OPEN).refuses(NotInvited, for_a_stranger)
    given(OPEN).refuses(NotInvited, HandInDraftReturn(**by(STRANGER), overall=Overall.NO_COMMENT))
    nobody = KeepComment(**by(Actor(Role.OPERATOR, "Kỹ thuật")), said=said())
    given(OPEN).refuses(NotAllowed, nobody)


def test_words_that_somebody_else_of_the_site_changed_since_are_not_written_over() -> None:
    believes, mine = seen(said()), said(text="Của tôi.")
    keep = KeepComment(**by(BA_DINH, 2), said=mine, comment=CommentId("c1"), believes=believes)
    change = ChangeComment(**by(BA_DINH, 2), said=mine, comment=CommentId("c1"), believes=believes)
    other = said(text="Của người khác.")
    assert given(OPEN, kept("c1")).when(keep).events
    assert given(OPEN, sent("c1")).when(change).events
    kept_first = KeepComment(**by(BA_DINH, 2), said=other, comment=CommentId("c1"))
    given(OPEN, kept("c1"), kept_first).refuses(TextChanged, keep)
    sent_first = ChangeComment(**by(BA_DINH, 2), said=other, comment=CommentId("c1"))
    given(OPEN, sent("c1"), sent_first).refuses(TextChanged, change)
