"""What has to be ready before a conference, read from the conference itself."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from diemcau.adapters.working_days import VietnameseWorkingDays
from diemcau.app.calendar.preparation import (
    DUTIES,
    PreparationStep,
    ToPrepare,
    first_missing,
    to_prepare,
)
from diemcau.domain.nouns.agenda import AttachDocument, Document
from diemcau.domain.nouns.ids import PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import Publish, WithdrawPublication
from diemcau.domain.nouns.returns import HandInFigures
from diemcau.domain.nouns.sites import AnswerInvitation
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    DAY,
    FIGURES,
    FIGURES_ASKED,
    PLANNED,
    REPORT,
    SECRETARY,
    SITES,
    START,
    after,
    by,
    code,
    plan_conference,
)
from tests.support.meeting import Step as Taken

FRIDAY = date(2024, 4, 19)
CALENDAR = VietnameseWorkingDays().around(FRIDAY)
LONG_BEFORE = START - timedelta(days=60)
EVERYBODY = {code(site) for site in SITES}


def prepared(*taken: Taken, known: set[SiteCode] | None = None) -> dict[str, ToPrepare]:
    addresses = EVERYBODY if known is None else known
    return {step.name: step for step in to_prepare(after(*taken), CALENDAR, addresses)}


def called(on: datetime, *taken: Taken) -> dict[str, ToPrepare]:
    """A conference on the Friday that is planned only then."""
    return prepared(replace(plan_conference(), at=on), *taken)


def test_days_are_working_days_before_the_conference() -> None:
    """The day before it is Giỗ Tổ."""
    found = called(LONG_BEFORE)
    assert found["rosters"].due == date(2024, 4, 17)
    assert found["announced"].due == date(2024, 4, 9)
    assert [step.due for step in found.values()] == sorted(step.due for step in found.values())
    assert found.keys() == DUTIES.keys()


def test_what_is_not_done_when_its_day_has_passed_is_late() -> None:
    announced = called(LONG_BEFORE)["announced"]
    assert not announced.ready
    assert not announced.late(date(2024, 4, 9))
    assert announced.late(date(2024, 4, 10))
    assert prepared(ANNOUNCED)["announced"].ready


def test_each_step_is_read_from_the_conference() -> None:
    found = prepared(PLANNED, known={code(BA_DINH)})
    assert (found["addresses"].done, found["addresses"].of) == (1, 5)
    notice = Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES)
    answer = AnswerInvitation(**by(BA_DINH, -90), coming=True)
    done = prepared(ANNOUNCED, notice, answer)
    assert {name for name, step in done.items() if step.ready} == {
        *(
            "chair",
            "secretary",
            "hub",
            "agenda",
            "sites",
            "addresses",
            "announced",
            "notice",
            "rosters",
        ),
    }
    assert (done["answers"].done, done["answers"].of) == (1, 5)
    nobody = prepared(plan_conference(agenda=(), sites=()))
    assert not nobody["agenda"].ready
    assert not nobody["sites"].ready


def test_figures_and_documents_are_late_only_where_they_are_wanted() -> None:
    far = date(2024, 6, 1)
    found = prepared(ANNOUNCED)
    assert not found["figures"].late(far)
    assert not found["documents"].late(far)
    handed_in = HandInFigures(**by(BA_DINH, -90), values=FIGURES, signed_by="Chủ tịch")
    attached = AttachDocument(
        **by(SECRETARY, -90), item=REPORT, document=Document("Báo cáo", "/1.pdf")
    )
    wanted = prepared(ANNOUNCED, FIGURES_ASKED, handed_in, attached)
    assert (wanted["figures"].done, wanted["figures"].of) == (1, 5)
    assert wanted["figures"].due == FIGURES_ASKED.due
    assert wanted["figures"].late(far)
    assert wanted["documents"].late(far)
    withdrawn = (
        Publish(**by(SECRETARY, -80), stage=Stage.DOCUMENTS),
        WithdrawPublication(**by(SECRETARY, -70), publication=PublicationNo(1), reason="Sai"),
    )
    assert not prepared(ANNOUNCED, attached, withdrawn)["documents"].ready
    assert prepared(ANNOUNCED, attached, withdrawn[0])["documents"].ready


def test_a_conference_called_at_short_notice_begins_with_nothing_late() -> None:
    for days in range(40):
        planned = START - timedelta(days=days)
        assert not [each for each in called(planned).values() if each.late(planned.date())]


def test_the_days_of_a_conference_called_at_short_notice_are_drawn_together() -> None:
    """The Thursday before is Giỗ Tổ."""
    tomorrow = called(START - timedelta(days=2))
    assert {each.due for each in tomorrow.values()} == {date(2024, 4, 17)}
    week = called(START - timedelta(days=8))
    assert [week[name].due.day for name in ("chair", "announced", "documents", "rosters")] == [
        *(11, 12, 16, 17),
    ]
    today = called(START)
    assert {each.due for each in today.values()} == {FRIDAY}


def test_the_first_step_that_misses_something_of_ours_is_the_next() -> None:
    def first(*taken: Taken) -> PreparationStep:
        return first_missing([*prepared(*taken).values()])

    bare = plan_conference(agenda=(), sites=())
    assert first(replace(bare, chair="")) is PreparationStep.FACTS
    assert first(bare) is PreparationStep.AGENDA
    assert first(PLANNED) is PreparationStep.INVITATION
    notice = Publish(**by(SECRETARY, -DAY), stage=Stage.NOTICE, readers=Readers.ALL_SITES)
    assert any(each.missing for each in prepared(ANNOUNCED, notice).values())
    assert first(ANNOUNCED, notice) is PreparationStep.FACTS
