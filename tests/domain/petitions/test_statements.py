"""What voters said is written down in a batch, by the office or by the site where it was said."""

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import (
    MarkedSecret,
    NotYetThatDay,
    PersonalDataInTitle,
    stamp,
)
from diemcau.domain.petitions.nouns.statements import (
    BatchClosed,
    BatchIsClosed,
    BatchOpened,
    BatchTaken,
    CloseBatch,
    CountPassedOn,
    NoSuchBatch,
    NoSuchStatement,
    NotAPetition,
    PassedOnCounted,
    StatementEntered,
    StatementInUse,
    StatementStruck,
    StrikeStatement,
    UnitNotYours,
    WordsMissing,
)
from diemcau.domain.petitions.nouns.terms import BatchCode, Channel, Nature, StatementCode
from tests.support.register import (
    BA_DINH,
    BATCH,
    BEGUN,
    FIRST,
    HOAN_KIEM,
    LISTED,
    OPENED,
    RECEIVED,
    SAID,
    YK1,
    YK3,
    day,
    given,
    on,
    statement,
)


def test_a_batch_is_opened_once() -> None:
    opened = BatchOpened(
        **stamp(OPENED), batch=BATCH, term=OPENED.term, session=OPENED.session, timing=OPENED.timing
    )
    given((LISTED,)).when(OPENED).then(opened).when(OPENED).refuses(BatchTaken)


def test_a_batch_has_a_code_and_a_session() -> None:
    given().when(replace(OPENED, batch=BatchCode(" "))).refuses(WordsMissing)
    given().when(replace(OPENED, session="")).refuses(WordsMissing)


def test_closing_a_batch_lists_what_the_next_one_begins_with() -> None:
    close = CloseBatch(**on(12), batch=BATCH, report="15/BC-HĐND")
    closed = BatchClosed(**stamp(close), batch=BATCH, report="15/BC-HĐND", open_still=(FIRST,))
    after = given(RECEIVED).when(close).then(closed)
    assert after.register.batches[BATCH].closed == day(12)
    after.when(close).refuses(BatchIsClosed)
    after.when(statement(13)).refuses(BatchIsClosed)


def test_a_site_enters_what_was_said_in_its_own_unit() -> None:
    said = statement(2, BA_DINH)
    entered = StatementEntered(
        **stamp(said),
        statement=YK1,
        batch=BATCH,
        unit=said.unit,
        said=day(2),
        channel=Channel.VOTER_MEETING,
        text="Đường hỏng.",
    )
    given(BEGUN).when(said).then(entered)
    given(BEGUN).when(statement(2, HOAN_KIEM)).refuses(UnitNotYours)


def test_what_belongs_to_another_law_is_no_petition() -> None:
    given(BEGUN).when(replace(statement(), nature=Nature.COMPLAINT)).refuses(NotAPetition)


def test_a_statement_stands_in_a_batch_and_says_something_that_was_said() -> None:
    given(BEGUN).when(replace(statement(), batch=BatchCode("x"))).refuses(NoSuchBatch)
    given(BEGUN).when(replace(statement(), text=" ")).refuses(WordsMissing)
    given(BEGUN).when(replace(statement(), said=day(3))).refuses(NotYetThatDay)


def test_the_telephone_of_a_voter_is_masked_or_confirmed_to_be_none() -> None:
    named = replace(statement(), text="Ông A, số 0912 345 678, mong được sửa đường.")
    given(BEGUN).when(named).refuses(PersonalDataInTitle)
    kept = given(BEGUN).after(replace(named, confirmed=True))
    assert kept.register.statements[YK1].text == named.text
    given(BEGUN).when(replace(statement(), place="0912345678")).refuses(PersonalDataInTitle)
    placed = given(BEGUN).after(replace(statement(), place="tổ dân phố số 4"))
    assert placed.register.statements[YK1].place == "tổ dân phố số 4"


def test_what_is_marked_secret_does_not_come_in() -> None:
    given(BEGUN).when(replace(statement(), text="MẬT\nNội dung")).refuses(MarkedSecret)


def test_a_statement_entered_by_mistake_is_struck_and_its_code_is_not_given_again() -> None:
    strike = StrikeStatement(**on(5), statement=YK3, reason="Nhập trùng")
    struck = StatementStruck(**stamp(strike), statement=YK3, reason="Nhập trùng")
    after = given(SAID).when(strike).then(struck).after(statement(6))
    assert YK3 not in after.register.statements
    assert after.register.said[-1] == "YK-004"


def test_a_statement_that_a_petition_answers_stays() -> None:
    strike = StrikeStatement(**on(11), statement=YK1, reason="Nhập trùng")
    given(RECEIVED).when(strike).refuses(StatementInUse)
    given(RECEIVED).when(replace(strike, statement=StatementCode("x"))).refuses(NoSuchStatement)
    given(SAID).when(replace(strike, **on(11, HOAN_KIEM))).refuses(UnitNotYours)
    own = given(SAID).after(replace(strike, **on(11, BA_DINH)))
    assert YK1 not in own.register.statements


def test_of_complaints_only_their_number_is_kept() -> None:
    passed = CountPassedOn(**on(5), nature=Nature.COMPLAINT)
    counted = PassedOnCounted(**stamp(passed), nature=Nature.COMPLAINT)
    after = given(BEGUN).when(passed).then(counted).after(passed)
    assert after.register.passed_on[Nature.COMPLAINT] == 2
    given(BEGUN).when(replace(passed, nature=Nature.PETITION)).refuses(NotAPetition)
