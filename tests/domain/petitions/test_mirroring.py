"""Where another register is the register, this one says what that one does, and does no more."""

from msgspec.structs import replace

from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.petitions.nouns.acts import MirrorReadOnly, PersonalDataInTitle
from diemcau.domain.petitions.nouns.mirroring import (
    ForeignNumberMissing,
    MirroredPetition,
    MirrorPetition,
    NotAMirror,
)
from diemcau.domain.petitions.nouns.replies import ChasePetition
from diemcau.domain.petitions.nouns.settings import (
    ChangeRegisterSettings,
    LeadNotOnThatDay,
    NoSuchField,
    RegisterSettings,
)
from diemcau.domain.petitions.nouns.terms import (
    BatchCode,
    Competence,
    Escalation,
    FieldCode,
    PetitionState,
    RegisterMode,
    ReviewNext,
    Settlement,
)
from diemcau.domain.petitions.views.offers import offers
from tests.support.register import (
    BATCH,
    BEGUN,
    CHAIR,
    FIRST,
    MINISTRY,
    RECEIVED,
    ROADS,
    SECOND,
    SECRETARY,
    SGTVT,
    YK1,
    answered,
    day,
    given,
    on,
    received,
    reviewed,
    statement,
)

MIRRORS = ChangeRegisterSettings(**on(5), settings=RegisterSettings(mode=RegisterMode.MIRROR))
ROAD = MirroredPetition(
    foreign="TP-17",
    batch=BATCH,
    unit=SiteCode("001"),
    said=day(8),
    title="Sửa đường",
    text="Đề nghị sửa đường.",
    field=ROADS,
    competence=Competence.CITY,
    lead=SGTVT,
    state=PetitionState.FORWARDED,
    forwarded=day(10),
    due=day(70),
)
ANSWER = replace(
    ROAD,
    state=PetitionState.ANSWERED,
    settlement=Settlement.CARRIED_OUT,
    answer="Đã sửa.",
    letter="45/SGTVT",
    answered=day(40),
)
MIRROR = (*BEGUN, MIRRORS)


def told(row: MirroredPetition, number: int = 11) -> MirrorPetition:
    return MirrorPetition(**on(number), told=row)


def test_a_petition_stands_as_the_other_register_says() -> None:
    after = given((*MIRROR, told(ROAD))).petition
    assert (after.state, after.lead, after.due) == (PetitionState.FORWARDED, SGTVT, day(70))
    assert (after.received, after.forwarded, after.foreign) == (day(8), day(10), "TP-17")
    assert not after.replies
    register = given((*MIRROR, told(ROAD))).register
    assert register.statements[YK1].petitions == (FIRST,)
    assert register.foreign["TP-17"] == FIRST


def test_the_same_again_changes_nothing_and_what_differs_changes_that() -> None:
    given((*MIRROR, told(ROAD))).when(told(ROAD, 12)).then()
    after = given((*MIRROR, told(ROAD), told(ANSWER, 41)))
    assert after.register.order == (FIRST,)
    assert after.register.said == (YK1,)
    [reply] = after.petition.replies
    assert (reply.text, reply.letter, reply.on) == ("Đã sửa.", "45/SGTVT", day(40))
    assert after.petition.settlement is Settlement.CARRIED_OUT
    back = given((*MIRROR, told(ROAD), told(ANSWER, 41), told(ROAD, 42)))
    assert back.petition.replies == ()


def test_one_that_nobody_leads_yet_is_due_as_it_is_counted_here() -> None:
    bare = replace(ROAD, lead=None, field=None, forwarded=None, due=None)
    after = given((*MIRROR, told(replace(bare, state=PetitionState.RECEIVED)))).petition
    assert after.due == day(68)
    assert after.forwardings == ()


def test_an_answer_of_which_only_the_letter_is_told_is_one() -> None:
    letter = replace(ANSWER, answer="", answered=None, lead=None)
    [reply] = given((*MIRROR, told(letter, 41))).petition.replies
    assert (reply.on, reply.text, reply.body) == (day(41), "", "")


def test_a_batch_of_there_begins_with_its_first_petition() -> None:
    there = BatchCode("HN-2024-3")
    after = given((*MIRROR, told(replace(ROAD, batch=there)))).register
    assert after.batches[there].session == there


def test_what_is_amiss_is_refused_by_name() -> None:
    given(MIRROR).when(told(replace(ROAD, foreign=" "))).refuses(ForeignNumberMissing)
    given(MIRROR).when(told(replace(ROAD, text="Gọi 0912345678"))).refuses(PersonalDataInTitle)
    given(MIRROR).when(told(replace(ROAD, field=FieldCode("la")))).refuses(NoSuchField)
    late = replace(ROAD, lead=MINISTRY, forwarded=day(101))
    given(MIRROR).when(told(late, 102)).refuses(LeadNotOnThatDay)
    given(BEGUN).when(told(ROAD)).refuses(NotAMirror)


def test_nothing_else_is_done_in_a_mirror_but_chasing_and_reviews() -> None:
    answer = (*MIRROR, told(ROAD), told(ANSWER, 41))
    given(answer).when(statement(42)).refuses(MirrorReadOnly)
    given(answer).when(received(number=42)).refuses(MirrorReadOnly)
    given((*MIRROR, told(ROAD))).when(answered(42)).refuses(MirrorReadOnly)
    there = given((*MIRROR, told(ROAD)))
    assert offers(there.register, SECRETARY, there.petition, day(42)) == {ChasePetition}
    assert given(answer).after(reviewed(42, ReviewNext.WATCH)).petition.reviews
    chased = ChasePetition(**on(80, CHAIR), petition=FIRST, step=Escalation.REMINDER)
    assert there.after(chased).petition.chased


def test_a_review_made_here_stays_until_the_petition_stands_elsewhere_there() -> None:
    seen = (*MIRROR, told(ROAD), told(ANSWER, 41), reviewed(42, ReviewNext.CLOSE))
    title = replace(ANSWER, title="Sửa đường làng")
    after = given((*seen, told(title, 43))).petition
    assert (after.state, after.title) == (PetitionState.REVIEWED, "Sửa đường làng")
    closed = replace(title, state=PetitionState.CLOSED, closed=day(44))
    over = given((*seen, told(title, 43), told(closed, 44))).petition
    assert (over.state, over.closed) == (PetitionState.CLOSED, day(44))
    assert over.reviews


def test_what_was_received_here_before_stays_beside_what_comes_from_there() -> None:
    after = given((*RECEIVED, replace(MIRRORS, **on(11)), told(ROAD, 12))).register
    assert after.order == (FIRST, SECOND)
