"""Files of a return: five and no more, its own, and told to the team until they are entered."""

import pytest

from diemcau.domain.consultation.nouns.enclosures import (
    MOST_BROUGHT,
    MOST_ENCLOSED,
    EncloseFile,
    Enclosure,
    FileEnclosed,
    FileMarkedEntered,
    FileTakenBack,
    MarkFileEntered,
    NoSuchEnclosure,
    TakeBackFile,
    TooManyFiles,
)
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn, ReturnSaysOtherwise
from diemcau.domain.consultation.nouns.setting import CloseConsultation, ReopenConsultation
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.consultation.nouns.versions import BeginVersion
from diemcau.domain.consultation.views import reading
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from tests.support.drafts import (
    BA_DINH,
    CHAIR,
    HEAD,
    MEMBER,
    NOBODY,
    OPEN,
    SECRETARY,
    STRANGER,
    TAY_HO,
    by,
    day,
    given,
    sent,
    site,
    state_of,
)


def brought(number: int = 1, who: SiteCode = BA_DINH, on: int = 2) -> EncloseFile:
    return EncloseFile(**by(who, on), digest=f"{number:064}", name=f"Công văn {number}.pdf")


def taken_back(number: int = 1, who: SiteCode = BA_DINH) -> TakeBackFile:
    return TakeBackFile(**by(who, 2), digest=f"{number:064}")


def entered(number: int = 1, who: SiteCode = BA_DINH, *, so: bool = True) -> MarkFileEntered:
    return MarkFileEntered(**by(MEMBER, 3), body=who, digest=f"{number:064}", entered=so)


CLOSE = CloseConsultation(**by(SECRETARY, 17))
FIVE = tuple(brought(number) for number in range(MOST_ENCLOSED))


def test_a_file_comes_with_a_return_once() -> None:
    scene = given(OPEN).when(brought())
    assert [type(each) for each in scene.events] == [FileEnclosed]
    assert scene.state.enclosures == (
        Enclosure(
            body=BA_DINH,
            digest=f"{1:064}",
            name="Công văn 1.pdf",
            round=1,
            at=brought().at,
        ),
    )
    assert scene.when(brought()).events == []


def test_a_sixth_file_is_refused_until_one_is_taken_back() -> None:
    scene = given(OPEN, FIVE)
    scene.refuses(TooManyFiles, brought(9))
    assert [type(each) for each in scene.when(taken_back()).events] == [FileTakenBack]
    scene.when(brought(9))
    assert given(OPEN, FIVE).when(brought(9, TAY_HO)).events, "another's are counted apart"


def test_what_was_taken_back_still_lies_on_the_disk_and_is_counted() -> None:
    acts = [act for number in range(MOST_BROUGHT) for act in (brought(number), taken_back(number))]
    scene = given(OPEN, acts)
    scene.refuses(TooManyFiles, brought(99))


def test_a_file_that_was_taken_back_may_come_again() -> None:
    scene = given(OPEN, brought(), taken_back()).when(brought())
    assert [each.taken_back for each in scene.state.enclosures] == [False]


def test_a_new_round_has_files_of_its_own() -> None:
    again = ReopenConsultation(**by(SECRETARY, 18), deadline=day(40))
    scene = given(OPEN, FIVE, CLOSE, BeginVersion(**by(MEMBER, 17)), again)
    scene.when(brought(1, on=19))
    assert [each.round for each in scene.state.enclosures] == [1] * 5 + [2]


def test_the_team_marks_what_it_has_entered_and_takes_the_mark_off() -> None:
    scene = given(OPEN, brought(1), brought(2), brought(1, TAY_HO)).when(entered())
    assert [type(each) for each in scene.events] == [FileMarkedEntered]
    assert [each.entered for each in scene.state.enclosures] == [True, False, False]
    assert scene.when(entered()).events == []
    scene.when(entered(so=False))
    assert not any(each.entered for each in scene.state.enclosures)


@pytest.mark.parametrize("act", [taken_back(2), taken_back(1, TAY_HO), entered(2)])
def test_of_a_file_that_is_not_there_or_another_s_nothing_is_done(
    act: TakeBackFile | MarkFileEntered,
) -> None:
    given(OPEN, brought()).refuses(NoSuchEnclosure, act)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (SECRETARY, [BA_DINH, TAY_HO]),
        (HEAD, [BA_DINH, TAY_HO]),
        (MEMBER, [BA_DINH, TAY_HO]),
        (site(BA_DINH), [BA_DINH]),
        (site(TAY_HO), [TAY_HO]),
        (CHAIR, []),
        (STRANGER, []),
        (NOBODY, []),
    ],
)
def test_a_file_is_its_site_s_and_those_s_who_enter_it(who: Actor, seen: list[SiteCode]) -> None:
    for_them = EncloseFile(**by(SECRETARY, 2), body=TAY_HO, digest="9", name="a.pdf")
    state = state_of(OPEN, brought(1), brought(2), taken_back(2), for_them)
    assert [each.body for each in reading.enclosures(state, who)] == seen


def test_a_return_with_files_may_say_anything_and_one_with_comments_says_so() -> None:
    def says(overall: Overall) -> HandInDraftReturn:
        return HandInDraftReturn(**by(BA_DINH, 3), overall=overall)

    given(OPEN).refuses(ReturnSaysOtherwise, says(Overall.HAS_COMMENTS))
    for each in Overall:
        assert given(OPEN, brought()).when(says(each)).events
    given(OPEN, brought(), sent("c1")).refuses(ReturnSaysOtherwise, says(Overall.NO_COMMENT))
    given(OPEN, brought(), taken_back()).refuses(ReturnSaysOtherwise, says(Overall.HAS_COMMENTS))
