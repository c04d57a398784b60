"""A petition from the voter meeting through a conference to the day it is opened again: the real
register beside the real conference, with the clock turned through both.
"""

from datetime import UTC, datetime

from msgspec.structs import replace

from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.floor import TakeFloor
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, SpeechNo
from diemcau.domain.nouns.petitions import FocusPetition
from diemcau.domain.nouns.presenters import CallOnPetition
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.tasks import ReportOnTask
from diemcau.domain.nouns.terms import Stage
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.joining import MergePetition
from diemcau.domain.petitions.nouns.replies import ChasePetition
from diemcau.domain.petitions.nouns.reviews import (
    ClosePetition,
    NoteVotersWord,
    PublishPetition,
    ReopenPetition,
    ShowToVoters,
)
from diemcau.domain.petitions.nouns.terms import (
    Escalation,
    PetitionState,
    ReplyKind,
    ReviewNext,
    ReviewVerdict,
)
from diemcau.domain.petitions.register import Petition
from diemcau.domain.petitions.rules.standing import overdue
from tests.edge.test_boards import BOARD, begins, got, lays, lies
from tests.support.hall import Hall, hall
from tests.support.markup import filled, form_for, read
from tests.support.meeting import CHAIR, LOBBY, SECRETARY
from tests.support.register import (
    BA_DINH,
    BEGUN,
    FIRST,
    HOAN_KIEM,
    SECOND,
    SXD,
    TRANSPORT,
    YK2,
    answered,
    classified,
    day,
    forwarded,
    on,
    received,
    returned,
    reviewed,
    statement,
)
from tests.support.room import MEETING


async def petition(made: Hall) -> Petition:
    return (await made.parts.petitions.register(FIRST_BODY)).petitions[FIRST]


async def happens(made: Hall, *acts: PetitionCommand) -> None:
    """Each on its day, to which the clock is turned."""
    for act in acts:
        made.clock.time = max(made.clock.time, datetime.combine(act.on, datetime.min.time(), UTC))
        await made.parts.petitions.submit(FIRST_BODY, act)


async def sends(made: Hall, page: str, action: str, **fields: str) -> None:
    """A form of the secretary's, in one press."""
    form = filled(form_for(read(await got(made, "secretary", page)), action))
    form.update(fields)
    async with (await made.browser("secretary")).post(action, data=form) as answer:
        assert answer.status == 200, await answer.text()


async def test_a_petition_lives_through_register_and_conference_until_it_is_opened_again() -> None:
    async with hall(LOBBY) as made:
        # two wards say the same; merged into one, sent to the wrong body and back, sent again
        await happens(
            made,
            *BEGUN,
            statement(2, BA_DINH),
            statement(3, HOAN_KIEM, unit="002"),
            received(),
            classified(lead=SXD),
            received(YK2),
            classified(SECOND, SXD),
            MergePetition(**on(12), petition=SECOND, into=FIRST),
            forwarded(),
            returned(17),
            classified(),
            forwarded(number=18),
        )
        # it says what it does, is reminded, and is late when the conference comes
        interim = replace(answered(40, ReplyKind.INTERIM, settlement=None), actor=TRANSPORT)
        step = Escalation.REMINDER
        await happens(
            made, interim, ChasePetition(**on(73), petition=FIRST, step=step, letter="8/ĐĐ")
        )
        assert overdue(await petition(made), made.parts.petitions.today())

        # so it offers itself, and is put before the room, where a site speaks to it
        await lays(made)
        await begins(made)
        board = await lies(made)
        assert board.chosen == (FIRST,)
        assert board.figures.marks[0].why == ("overdue",)
        room, now = await made.parts.rooms.room(MEETING), made.clock.now()
        site = board.figures.marks[0].units[0]
        for act in (
            FocusPetition(id=CommandId("nhìn"), at=now, actor=CHAIR, petition=FIRST),
            CallOnPetition(id=CommandId("mời"), at=now, actor=CHAIR, site=site, believes=None),
            TakeFloor(id=CommandId("xong"), at=now, actor=CHAIR, speech=SpeechNo(1)),
        ):
            await room.submit(act)
        assert room.meeting.about[SpeechNo(1)] == (FIRST,)
        spoken = f"/conferences/{MEETING}/speeches/1/petitions"
        await sends(made, spoken, "/petitions/acts/answer_petition", text="Sửa trong tháng 5.")
        last = (await petition(made)).replies[-1]
        assert (last.kind, last.text) == (ReplyKind.SPOKEN, "Sửa trong tháng 5.")
        voters = "Đề nghị sửa cả ngõ bên."
        await sends(made, spoken, "/petitions/acts/enter_statement", text=voters)
        register = await made.parts.petitions.register(FIRST_BODY)
        said = register.statements[register.said[-1]]
        assert (said.channel, said.unit, said.text) == ("conference", site, voters)
        assert said.place.startswith("Phát biểu số 1")

        # while the register is kept elsewhere, what was said is entered there
        settle = ("/petitions/batches", "/petitions/acts/change_register_settings")
        await sends(made, *settle, **{"settings.mode": "mirror"})
        assert "/petitions/acts/" not in await got(made, "secretary", spoken)
        await sends(made, *settle, **{"settings.mode": "own"})
        assert "/petitions/acts/" in await got(made, "secretary", spoken)

        # a conclusion is drawn from it; the task is done, and the petition waits for its answer
        draft = f"/conferences/{MEETING}/acts/draft_conclusion"
        await sends(made, f"{BOARD}/conclusion", draft)
        [drafted] = room.meeting.conclusions.values()
        assert drafted.petitions == (FIRST,)
        for act_ in (
            ApproveConclusions(id=CommandId("duyệt"), at=now, actor=CHAIR),
            Publish(id=CommandId("ra"), at=now, actor=SECRETARY, stage=Stage.CONCLUSIONS),
            ReportOnTask(
                id=CommandId("báo"),
                at=now,
                actor=SECRETARY,
                conclusion=drafted.id,
                text="Đã sửa",
                per_cent=100,
            ),
        ):
            await room.submit(act_)
        shown = await got(made, "secretary", f"/petitions/{FIRST}")
        assert "Việc theo kết luận đã báo cáo hoàn thành." in shown
        assert (await petition(made)).state is PetitionState.FORWARDED

        # answered, found incomplete, answered again, closed, published, told – and not true
        incomplete = replace(
            reviewed(118, ReviewNext.ASK_AGAIN), verdict=ReviewVerdict.INCOMPLETE, until=day(140)
        )
        await happens(
            made,
            replace(answered(115), actor=TRANSPORT),
            incomplete,
            replace(answered(130), text="Cả đoạn đã xong."),
            reviewed(135),
            ClosePetition(**on(136), petition=FIRST),
            PublishPetition(**on(137), petition=FIRST),
            ShowToVoters(**on(145, BA_DINH), petition=FIRST),
            ShowToVoters(**on(146, HOAN_KIEM), petition=FIRST),
            NoteVotersWord(**on(146, HOAN_KIEM), petition=FIRST, satisfied=False, text="Hỏng lại"),
            ReopenPetition(**on(150), petition=FIRST, reason="Hỏng lại sau mưa"),
        )
        again = await petition(made)
        assert (again.state, again.round, again.published) == (
            PetitionState.FORWARDED,
            2,
            day(137),
        )
        assert [reply.kind for reply in again.replies] == ["interim", "spoken", "final", "final"]
        # what stands in the conference is what was frozen there
        assert (await lies(made)).figures.marks[0].why == ("overdue",)
        assert made.parts.petitions.today() == day(150)
