"""Rules §7: publication in stages, to whom, read by whom, withdrawn and replaced in the open."""

import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns import papers
from diemcau.domain.nouns.agenda import AddItem, AttachDocument, Document, EditItem, ItemPlan
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.conclusions import ApproveConclusions, ConclusionText, DraftConclusion
from diemcau.domain.nouns.conference import EndConference, RevisePlan
from diemcau.domain.nouns.ids import ConclusionId, ItemId, PublicationNo, SiteCode
from diemcau.domain.nouns.publishing import (
    AlreadyWithdrawn,
    ApproveMinutes,
    ConfirmReading,
    DraftMinutes,
    FileSignedCopy,
    LaidForSignature,
    LayForSignature,
    NoSuchPublication,
    NothingToPublish,
    Publication,
    PublicationWithdrawn,
    Publish,
    Published,
    ReadersMissing,
    ReadingConfirmed,
    SignedCopyFiled,
    WithdrawPublication,
)
from diemcau.domain.nouns.refusals import (
    AlreadyDone,
    BadAddress,
    NotForYou,
    ReasonMissing,
    WrongPhase,
)
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import ConclusionState, ItemKind, Presence, Readers, Stage
from diemcau.domain.rules import drafting
from tests.support.meeting import (
    AGENDA,
    ANNOUNCED,
    BA_DINH,
    CANCELLED,
    CHAIR,
    CLOSED,
    DISCUSSION,
    DISCUSSION_ITEM,
    ENDED,
    HOAN_KIEM,
    MY_DUC,
    PLANNED,
    REPORT,
    SECRETARY,
    SITES,
    Step,
    after,
    at,
    by,
    code,
    delegate,
    given,
    was,
)

FIRST, SECOND, THIRD = PublicationNo(1), PublicationNo(2), PublicationNo(3)


def publish(
    stage: Stage,
    readers: Readers = Readers.PUBLIC,
    sites: tuple[SiteCode, ...] = (),
    minutes: float = -600,
) -> Publish:
    return Publish(**by(SECRETARY, minutes), stage=stage, readers=readers, sites=sites)


def published(meeting: Meeting, no: int = 1) -> Publication:
    return meeting.publications[PublicationNo(no)]


NOTICE = publish(Stage.NOTICE)
TO_BA_DINH = publish(Stage.NOTICE, Readers.NAMED_SITES, (code(BA_DINH),))
WITHDRAWN = WithdrawPublication(**by(SECRETARY, -500), publication=FIRST, reason=" Sai ngày ")

# -- the stages ------------------------------------------------------------------------------------


def test_the_notice_goes_out_with_the_agenda() -> None:
    paper = drafting.notice(after(ANNOUNCED))
    given(ANNOUNCED).when(NOTICE).then(
        Published(
            **was(SECRETARY, -600),
            publication=FIRST,
            stage=Stage.NOTICE,
            readers=Readers.PUBLIC,
            sites=(),
            paper=paper,
            replaces=None,
        )
    )
    assert paper.sites == tuple(site.name for site in SITES)
    assert paper.starts_at == at(0)
    assert paper.agenda[0] == papers.AgendaLine(
        "1", "Khai mạc", ItemKind.OPENING, "Chủ tịch HĐND thành phố", 5, sub=False, starts_at=at(0)
    )
    assert [line.starts_at for line in paper.agenda[1:3]] == [at(5), at(25)]


def test_internal_items_are_not_on_the_notice() -> None:
    hidden = EditItem(**by(SECRETARY, -700), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    part = AddItem(
        **by(SECRETARY, -700), plan=ItemPlan(ItemId("p"), "Ba Đình", parent=DISCUSSION_ITEM)
    )
    agenda = drafting.notice(after(ANNOUNCED, hidden, part)).agenda
    assert len(agenda) == len(AGENDA)
    assert [line.title for line in agenda if line.sub] == ["Ba Đình"]
    assert "Họp kín" not in [line.title for line in agenda]
    assert [line.number for line in agenda] == ["1", "2", "2.1", "3", "4"]


def test_papers_number_the_items_that_their_reader_sees() -> None:
    """The second item is internal, so that the third is the second of everybody else."""
    hidden = EditItem(**by(SECRETARY, 80), plan=ItemPlan(REPORT, "Họp kín", internal=True))
    paper = Document("Báo cáo", "/1.pdf")
    task = DraftConclusion(
        **by(SECRETARY, 100),
        text=ConclusionText("Rà soát", lead="Văn phòng", standing=True, item=DISCUSSION_ITEM),
    )
    meeting = after(
        DISCUSSION,
        hidden,
        AttachDocument(**by(SECRETARY, 90), item=DISCUSSION_ITEM, document=paper),
        task,
        ApproveConclusions(**by(CHAIR, 110)),
        EndConference(**by(CHAIR, 200)),
    )
    discussion = "2. Thường trực HĐND cấp huyện trao đổi, góp ý, đề xuất"
    assert [line.number for line in drafting.minutes(meeting).items] == ["1", "2", "3", "4"]
    assert [line.item for line in drafting.documents(meeting).documents] == [discussion]
    assert [line.item for line in drafting.conclusions(meeting).conclusions] == [discussion]


def test_a_draft_or_a_cancelled_conference_gives_no_notice() -> None:
    given(PLANNED).when(NOTICE).refuses(WrongPhase)
    given(CANCELLED).when(NOTICE).refuses(WrongPhase)


def test_the_documents_of_the_public_items_are_published() -> None:
    with_paper = ItemPlan(REPORT, "Báo cáo quý I", documents=(Document("Báo cáo", "/tl/1"),))
    secret = ItemPlan(
        ItemId("kin"), "Họp kín", documents=(Document("Tờ trình", "/tl/2"),), internal=True
    )
    papered: Step = (
        EditItem(**by(SECRETARY, -700), plan=with_paper),
        AddItem(**by(SECRETARY, -700), plan=secret),
    )
    given(ANNOUNCED, papered).when(publish(Stage.DOCUMENTS)).leaves(
        lambda m: (
            published(m).paper
            == papers.Documents(
                "Hội nghị giao ban quý I/2024",
                (papers.DocumentLine("2. Báo cáo quý I", "Báo cáo", "/tl/1"),),
            )
        )
    )


@pytest.mark.parametrize("stage", [Stage.DOCUMENTS, Stage.MINUTES, Stage.CONCLUSIONS])
def test_what_is_not_there_or_not_approved_is_not_published(stage: Stage) -> None:
    drafts: Step = (
        DraftMinutes(**by(SECRETARY, 210)),
        DraftConclusion(**by(SECRETARY, 210), text=ConclusionText("Rà soát")),
    )
    given(ENDED, drafts).when(publish(stage, minutes=215)).refuses(NothingToPublish)


def test_the_approved_minutes_are_published_not_a_later_draft() -> None:
    correction = DraftMinutes(**by(SECRETARY, 230), reason="Ghi sai tên")
    given(CLOSED, correction).when(publish(Stage.MINUTES, minutes=240)).leaves(
        lambda m: published(m).paper == m.versions[0].paper
    )


def test_conclusions_are_published_when_they_are_approved() -> None:
    task = ConclusionText("Rà soát", lead="Văn phòng", standing=True)
    approved: Step = (
        DraftConclusion(**by(SECRETARY, 100, named="a"), text=task),
        ApproveConclusions(**by(CHAIR, 110)),
        DraftConclusion(**by(SECRETARY, 120, named="b"), text=task),
    )
    meeting = after(DISCUSSION, approved, publish(Stage.CONCLUSIONS, minutes=130))
    assert meeting.conclusions[ConclusionId("a")].state is ConclusionState.PUBLISHED
    assert meeting.conclusions[ConclusionId("b")].state is ConclusionState.DRAFT


# -- to whom ---------------------------------------------------------------------------------------


def test_a_publication_is_for_all_sites_named_sites_or_the_public() -> None:
    for readers in (Readers.ALL_SITES, Readers.PUBLIC):
        given(ANNOUNCED).when(publish(Stage.NOTICE, readers, (code(BA_DINH),))).leaves(
            lambda m: published(m).sites == ()
        )
    given(ANNOUNCED).when(TO_BA_DINH).leaves(lambda m: published(m).sites == (code(BA_DINH),))


def test_named_sites_have_names_and_take_part() -> None:
    given(ANNOUNCED).when(publish(Stage.NOTICE, Readers.NAMED_SITES)).refuses(ReadersMissing)
    stranger = publish(Stage.NOTICE, Readers.NAMED_SITES, (code(MY_DUC),))
    given(ANNOUNCED).when(stranger).refuses(NoSuchSite)


def test_a_site_confirms_once_that_it_has_read() -> None:
    read = ConfirmReading(**by(BA_DINH, -400), publication=FIRST)
    for publication in (NOTICE, TO_BA_DINH, publish(Stage.NOTICE, Readers.ALL_SITES)):
        given(ANNOUNCED, publication).when(read).then(
            ReadingConfirmed(**was(BA_DINH, -400), publication=FIRST, site=code(BA_DINH))
        ).leaves(lambda m: dict(published(m).read_by) == {code(BA_DINH): at(-400)})
        given(ANNOUNCED, publication, read).when(read).then()


def test_a_site_cannot_confirm_what_is_not_addressed_to_it_or_not_there() -> None:
    other = ConfirmReading(**by(HOAN_KIEM, -400), publication=FIRST)
    given(ANNOUNCED, TO_BA_DINH).when(other).refuses(NotForYou)
    given(ANNOUNCED).when(other).refuses(NoSuchPublication)
    stranger = ConfirmReading(**by(MY_DUC, -400), publication=FIRST)
    given(ANNOUNCED, NOTICE).when(stranger).refuses(NoSuchSite)


# -- withdrawn and replaced ------------------------------------------------------------------------


def test_a_publication_is_withdrawn_with_a_reason_and_stays_visible_as_such() -> None:
    given(ANNOUNCED, NOTICE).when(WITHDRAWN).then(
        PublicationWithdrawn(**was(SECRETARY, -500), publication=FIRST, reason="Sai ngày")
    ).leaves(lambda m: (published(m).withdrawn_at, published(m).reason) == (at(-500), "Sai ngày"))


def test_a_publication_is_not_withdrawn_without_a_reason_nor_twice() -> None:
    silent = WithdrawPublication(**by(SECRETARY, -500), publication=FIRST, reason=" ")
    given(ANNOUNCED, NOTICE).when(silent).refuses(ReasonMissing)
    given(ANNOUNCED, NOTICE, WITHDRAWN).when(WITHDRAWN).refuses(AlreadyWithdrawn)
    given(ANNOUNCED).when(WITHDRAWN).refuses(NoSuchPublication)


def test_publishing_a_stage_again_replaces_what_stood_and_both_say_so() -> None:
    again = publish(Stage.NOTICE, Readers.ALL_SITES, minutes=-450)
    meeting = after(ANNOUNCED, NOTICE, again, publish(Stage.NOTICE, minutes=-440))
    assert [published(meeting, no).replaced_by for no in (1, 2, 3)] == [SECOND, THIRD, None]


def test_each_stage_replaces_only_itself() -> None:
    documents = ItemPlan(REPORT, "Báo cáo", documents=(Document("Báo cáo", "/tl/1"),))
    papered = EditItem(**by(SECRETARY, -700), plan=documents)
    meeting = after(ANNOUNCED, papered, NOTICE, publish(Stage.DOCUMENTS, minutes=-500))
    assert published(meeting).replaced_by is None


def test_what_was_withdrawn_is_not_replaced_by_what_follows() -> None:
    again = publish(Stage.NOTICE, minutes=-450)
    meeting = after(ANNOUNCED, NOTICE, WITHDRAWN, again)
    assert (published(meeting).replaced_by, published(meeting, 2).withdrawn_at) == (None, None)


def test_when_a_replacement_is_withdrawn_what_it_replaced_does_not_stand_again() -> None:
    again = publish(Stage.NOTICE, Readers.ALL_SITES, minutes=-450)
    gone = WithdrawPublication(**by(SECRETARY, -440), publication=SECOND, reason="Hoãn")
    third = publish(Stage.NOTICE, minutes=-430)
    meeting = after(ANNOUNCED, NOTICE, again, gone, third)
    assert [published(meeting, no).replaced_by for no in (1, 2, 3)] == [SECOND, None, None]


@pytest.mark.parametrize(("readers", "told"), [(Readers.PUBLIC, ""), (Readers.ALL_SITES, "Ốm")])
def test_why_somebody_was_absent_is_not_for_the_public(readers: Readers, told: str) -> None:
    absent = Mark(delegate(BA_DINH), Presence.EXCUSED, reason="Ốm")
    steps = (DISCUSSION, CheckIn(**by(BA_DINH, 1), marks=(absent,)))
    closed = (
        EndConference(**by(CHAIR, 200)),
        DraftMinutes(**by(SECRETARY, 210)),
        ApproveMinutes(**by(CHAIR, 220), version=1),
    )
    published = publish(Stage.MINUTES, readers, minutes=230)
    paper = after(steps, closed, published).publications[PublicationNo(1)].paper
    assert isinstance(paper, papers.Minutes)
    assert paper.attendance[0].delegates[0].reason == told


def test_publishing_the_same_again_changes_nothing() -> None:
    given(ANNOUNCED, NOTICE).when(publish(Stage.NOTICE, minutes=-450)).refuses(AlreadyDone)


# -- the copy that the office signed ---------------------------------------------------------------

COPY = f"/files/{after(ANNOUNCED).id}/{'a' * 64}"
FILED = FileSignedCopy(**by(SECRETARY, -90), publication=FIRST, copy=COPY)


def test_a_signed_copy_belongs_to_a_publication_that_stands() -> None:
    given(ANNOUNCED, NOTICE).when(FILED).then(
        SignedCopyFiled(**was(SECRETARY, -90), publication=FIRST, copy=COPY)
    ).leaves(lambda m: published(m).signed == COPY)
    given(ANNOUNCED, NOTICE, FILED).when(FILED).then()
    given(ANNOUNCED).when(FILED).refuses(NoSuchPublication)
    given(ANNOUNCED, NOTICE, WITHDRAWN).when(FILED).refuses(AlreadyWithdrawn)
    for address in ("https://example.vn/x.pdf", "/files/another-conference/x"):
        elsewhere = FileSignedCopy(**by(SECRETARY, -90), publication=FIRST, copy=address)
        given(ANNOUNCED, NOTICE).when(elsewhere).refuses(BadAddress)


# -- what waits for its number and signature -------------------------------------------------------


def lay(
    stage: Stage = Stage.NOTICE,
    readers: Readers = Readers.PUBLIC,
    sites: tuple[SiteCode, ...] = (),
    minutes: float = -650,
) -> LayForSignature:
    return LayForSignature(**by(SECRETARY, minutes), stage=stage, readers=readers, sites=sites)


LAID = lay()
ANOTHER_CHAIR = RevisePlan(
    **by(SECRETARY, -640),
    title="Hội nghị giao ban quý I/2024",
    starts_at=at(0),
    ends_at=at(210),
    chair="Phó Chủ tịch HĐND thành phố",
)


def test_a_paper_is_laid_for_signature_and_is_not_out() -> None:
    given(ANNOUNCED).when(LAID).then(
        LaidForSignature(
            **was(SECRETARY, -650),
            publication=FIRST,
            stage=Stage.NOTICE,
            readers=Readers.PUBLIC,
            sites=(),
            paper=drafting.notice(after(ANNOUNCED)),
        )
    ).leaves(lambda m: published(m).held)
    reading = ConfirmReading(**by(BA_DINH, -620), publication=FIRST)
    given(ANNOUNCED, LAID).when(reading).refuses(NotForYou)


def test_what_was_laid_is_handed_out_with_its_number_and_its_signature() -> None:
    filed = FileSignedCopy(**by(SECRETARY, -630), publication=FIRST, copy=COPY)
    meeting = after(ANNOUNCED, LAID, filed, NOTICE)
    assert list(meeting.publications) == [FIRST]
    known = published(meeting)
    assert (known.held, known.signed, known.at) == (False, COPY, at(-600))


def test_the_older_notice_stands_until_the_one_that_waits_is_handed_out() -> None:
    waiting = after(ANNOUNCED, NOTICE, ANOTHER_CHAIR, lay(minutes=-500))
    assert published(waiting).replaced_by is None
    out = publish(Stage.NOTICE, minutes=-400)
    handed = after(ANNOUNCED, NOTICE, ANOTHER_CHAIR, lay(minutes=-500), out)
    assert (published(handed).replaced_by, published(handed, 2).held) == (SECOND, False)


def test_what_says_something_else_by_now_takes_the_place_of_what_waited() -> None:
    for later in (lay(minutes=-600), NOTICE):
        meeting = after(ANNOUNCED, LAID, ANOTHER_CHAIR, later)
        assert published(meeting).replaced_by == SECOND
        assert published(meeting).held
    for_sites = publish(Stage.NOTICE, Readers.ALL_SITES)
    assert published(after(ANNOUNCED, LAID, for_sites)).replaced_by == SECOND


def test_laying_the_same_again_changes_nothing() -> None:
    for before in (LAID, NOTICE):
        given(ANNOUNCED, before).when(lay(minutes=-500)).refuses(AlreadyDone)
    gone = WithdrawPublication(**by(SECRETARY, -600), publication=FIRST, reason="Sai")
    meeting = after(ANNOUNCED, LAID, gone, lay(minutes=-500))
    assert published(meeting, 2).held


def test_only_a_document_of_known_readers_is_laid_for_signature() -> None:
    given(ANNOUNCED).when(lay(Stage.DOCUMENTS)).refuses(NothingToPublish)
    given(ANNOUNCED).when(lay(Stage.MINUTES)).refuses(NothingToPublish)
    given(ANNOUNCED).when(lay(readers=Readers.NAMED_SITES)).refuses(ReadersMissing)
    nowhere = lay(readers=Readers.NAMED_SITES, sites=(SiteCode("999"),))
    given(ANNOUNCED).when(nowhere).refuses(NoSuchSite)


def test_conclusions_that_wait_for_a_signature_are_no_tasks_yet() -> None:
    approved: Step = (
        DraftConclusion(
            **by(SECRETARY, 100, named="a"),
            text=ConclusionText("Rà soát", "Văn phòng", standing=True),
        ),
        ApproveConclusions(**by(CHAIR, 110)),
    )
    meeting = after(DISCUSSION, approved, lay(Stage.CONCLUSIONS, minutes=130))
    assert {known.state for known in meeting.conclusions.values()} == {ConclusionState.APPROVED}
    assert all(known.task is None for known in meeting.conclusions.values())
