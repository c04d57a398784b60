"""Whose words a statement is: noted, looked at with a reason, told to whom it needs, forgotten."""

from datetime import date

from msgspec.structs import replace

from diemcau.domain.nouns.act import Actor
from diemcau.domain.petitions.nouns.acts import (
    GroundsMissing,
    NotForYourPart,
    PersonalDataInTitle,
)
from diemcau.domain.petitions.nouns.petitioners import (
    ForgetPetitioner,
    NobodyKnown,
    NotePetitioner,
    PetitionerForgotten,
    PetitionerLook,
    PetitionerMissing,
    PetitionerNoted,
    PetitionerRef,
    PetitionerSeen,
    PetitionerShared,
    SeePetitioner,
    SharePetitioner,
)
from diemcau.domain.petitions.nouns.receiving import WithdrawPetition
from diemcau.domain.petitions.nouns.reviews import ClosePetition
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    NoSuchLead,
    PetitionClocks,
    RegisterSettings,
)
from diemcau.domain.petitions.nouns.statements import (
    NoSuchStatement,
    StatementStruck,
    StrikeStatement,
)
from diemcau.domain.petitions.nouns.terms import StatementCode
from diemcau.domain.petitions.rules.petitioners import erasable, may_see
from tests.support.register import (
    BA_DINH,
    BEGUN,
    CHAIR,
    CLOCK,
    FIRST,
    FORWARDED,
    HOAN_KIEM,
    RECEIVED,
    REVIEWED,
    SAID,
    SECRETARY,
    SGTVT,
    SXD,
    TRANSPORT,
    YK1,
    YK2,
    By,
    Given,
    day,
    given,
    on,
    statement,
)

WHO = PetitionerRef("nk-1")
WHY = "Trả lời riêng hộ này"


def noted(number: int = 5, actor: Actor = SECRETARY) -> NotePetitioner:
    return NotePetitioner(**on(number, actor), statement=YK1, petitioner=WHO)


def seen(by: By, reason: str = WHY) -> SeePetitioner:
    return SeePetitioner(**by, statement=YK1, reason=reason)


def shared(by: By, reason: str = "Khảo sát tại nhà") -> SharePetitioner:
    return SharePetitioner(**by, statement=YK1, lead=SGTVT, reason=reason)


def forgotten(by: By) -> ForgetPetitioner:
    return ForgetPetitioner(**by, statement=YK1, reason="Hộ dân đề nghị")


def known(scene: Given) -> PetitionerRef | None:
    return scene.register.statements[YK1].petitioner


def test_a_site_names_who_spoke_as_it_enters_what_was_said() -> None:
    entered = replace(statement(2, BA_DINH), petitioner=WHO)
    scene = given(BEGUN).after(entered)
    assert known(scene) == WHO


def test_who_spoke_is_noted_later_by_the_office_or_by_the_unit_that_heard_it() -> None:
    for actor in (SECRETARY, BA_DINH):
        act = noted(actor=actor)
        fact = PetitionerNoted(at=act.at, by=actor, on=act.on, statement=YK1, petitioner=WHO)
        assert known(given(SAID).when(act).then(fact)) == WHO
    given(SAID).when(noted(actor=HOAN_KIEM)).refuses(NotForYourPart)
    given(SAID).when(replace(noted(), petitioner=PetitionerRef(""))).refuses(PetitionerMissing)
    nowhere = replace(noted(), statement=StatementCode("YK-099"))
    given(SAID).when(nowhere).refuses(NoSuchStatement)


def test_each_look_says_what_for_and_is_on_record() -> None:
    act = seen(on(6))
    fact = PetitionerSeen(at=act.at, by=SECRETARY, on=day(6), statement=YK1, reason=WHY)
    scene = given(SAID, noted()).when(act).then(fact).after(seen(on(7, BA_DINH), "Hẹn gặp"))
    assert scene.register.statements[YK1].looks == (
        PetitionerLook(on=day(6), at=act.at, by="Thư ký", reason=WHY),
        PetitionerLook(on=day(7), at=act.at.replace(day=7), by="Ba Đình", reason="Hẹn gặp"),
    )


def test_a_look_is_refused_without_a_reason_of_nobody_and_to_whom_it_is_no_business() -> None:
    there = given(SAID, noted())
    there.when(seen(on(6), " ")).refuses(GroundsMissing)
    there.when(seen(on(6), "Gọi 0912 345 678")).refuses(PersonalDataInTitle)
    there.when(seen(on(6, HOAN_KIEM))).refuses(NotForYourPart)
    there.when(seen(on(6, CHAIR))).refuses(NotForYourPart)
    given(SAID).when(seen(on(6))).refuses(NobodyKnown)
    assert not may_see(there.register, CHAIR, there.register.statements[YK1])


def test_a_body_that_answers_knows_whom_once_the_secretary_told_it() -> None:
    there = given(FORWARDED, noted(16))
    there.when(seen(on(17, TRANSPORT))).refuses(NotForYourPart)
    act = shared(on(17))
    fact = PetitionerShared(
        at=act.at, by=SECRETARY, on=day(17), statement=YK1, lead=SGTVT, reason="Khảo sát tại nhà"
    )
    told = there.when(act).then(fact)
    told.when(shared(on(18))).then()
    told.after(seen(on(18, TRANSPORT)))
    told.when(seen(on(18, HOAN_KIEM))).refuses(NotForYourPart)


def test_a_body_with_which_it_does_not_lie_is_told_of_nobody() -> None:
    given(SAID, noted()).when(shared(on(6))).refuses(NoSuchLead)
    given(RECEIVED, noted(11)).when(shared(on(12))).refuses(NoSuchLead)
    elsewhere = replace(shared(on(17)), lead=SXD)
    given(FORWARDED, noted(16)).when(elsewhere).refuses(NoSuchLead)
    given(FORWARDED).when(shared(on(17))).refuses(NobodyKnown)


def test_whoever_is_forgotten_is_known_to_nobody_and_who_looked_stays() -> None:
    there = given(FORWARDED, noted(16), shared(on(17)), seen(on(18)))
    there.when(forgotten(on(19, HOAN_KIEM))).refuses(NotForYourPart)
    act = forgotten(on(19, BA_DINH))
    fact = PetitionerForgotten(
        at=act.at, by=BA_DINH, on=day(19), statement=YK1, reason="Hộ dân đề nghị"
    )
    after = there.when(act).then(fact)
    said = after.register.statements[YK1]
    assert (said.petitioner, said.told_to, len(said.looks)) == (None, (), 1)
    after.when(seen(on(20, TRANSPORT))).refuses(NotForYourPart)
    after.when(seen(on(20))).refuses(NobodyKnown)


def test_a_statement_that_is_struck_takes_along_who_spoke() -> None:
    act = StrikeStatement(**on(6), statement=YK1, reason="Nhập trùng")
    struck = StatementStruck(at=act.at, by=SECRETARY, on=day(6), statement=YK1, reason="Nhập trùng")
    gone = PetitionerForgotten(
        at=act.at, by=SECRETARY, on=day(6), statement=YK1, reason="Nhập trùng"
    )
    given(SAID, noted()).when(act).then(gone, struck)


def test_persons_are_forgotten_two_years_after_the_petition_is_closed() -> None:
    closed = given(REVIEWED, noted(51), ClosePetition(**on(61), petition=FIRST))
    assert closed.petition.closed == date(2024, 3, 1)
    assert not list(erasable(closed.register, date(2026, 3, 1)))
    over = date(2026, 3, 2)
    assert [each.code for each in erasable(closed.register, over)] == [YK1]
    after = closed.after(replace(forgotten(on(792, CLOCK)), reason="Hết thời hạn"))
    assert not list(erasable(after.register, over))


def test_how_long_is_a_setting_and_an_open_or_an_unanswered_one_waits() -> None:
    clocks = RegisterSettings(clocks=PetitionClocks(forget_months=1))
    shorter = ChangeRegisterSettings(**on(5), settings=clocks)
    later = day(1000)
    assert not list(erasable(given(REVIEWED, noted(51), shorter).register, later))
    assert not list(erasable(given(SAID, noted(), shorter).register, later))
    ended = given(
        RECEIVED, noted(11), shorter, WithdrawPetition(**on(12), petition=FIRST, reason="Xong")
    )
    assert [each.code for each in erasable(ended.register, later)] == [YK1]
    assert YK2 in ended.register.statements
