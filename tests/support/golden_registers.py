"""Golden logs of registers: what a program of some day wrote, kept as it was.

`python tests/support/golden_registers.py NAME` writes tests/golden/registers/NAME.jsonl: a register
in which everything happens that can. It never writes over one that is there.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from msgspec.structs import replace  # noqa: E402

from diemcau.app.petitions.kind import PETITIONS  # noqa: E402
from diemcau.domain.nouns.ids import SiteCode  # noqa: E402
from diemcau.domain.petitions.decider import begin, decide, evolve  # noqa: E402
from diemcau.domain.petitions.events import PetitionEvent  # noqa: E402
from diemcau.domain.petitions.nouns.forwarding import (  # noqa: E402
    ApproveForwarding,
    NameLead,
    TakePetition,
    TransferPetition,
)
from diemcau.domain.petitions.nouns.joining import (  # noqa: E402
    LinkPetition,
    MergePetition,
    PetitionPart,
    SplitPetition,
    UndoMerge,
)
from diemcau.domain.petitions.nouns.mirroring import (  # noqa: E402
    MirroredPetition,
    MirrorPetition,
)
from diemcau.domain.petitions.nouns.petitioners import (  # noqa: E402
    ForgetPetitioner,
    NotePetitioner,
    PetitionerRef,
    SeePetitioner,
    SharePetitioner,
)
from diemcau.domain.petitions.nouns.receiving import (  # noqa: E402
    AttachStatement,
    RejectPetition,
    WithdrawPetition,
)
from diemcau.domain.petitions.nouns.replies import (  # noqa: E402
    AnswerMoreTime,
    AskMoreTime,
    ChasePetition,
)
from diemcau.domain.petitions.nouns.reviews import (  # noqa: E402
    AskToReopen,
    ClosePetition,
    NoteVotersWord,
    PublishPetition,
    RefuseReopening,
    ReopenPetition,
    ResumePetition,
    SetPetitionReaders,
    ShowToVoters,
)
from diemcau.domain.petitions.nouns.settings import (  # noqa: E402
    ChangeRegisterSettings,
    OpenCouncilSession,
    PlanCouncilSession,
    RegisterSettings,
)
from diemcau.domain.petitions.nouns.statements import (  # noqa: E402
    CloseBatch,
    CountPassedOn,
    StrikeStatement,
)
from diemcau.domain.petitions.nouns.systems import (  # noqa: E402
    EndSystem,
    LetSystemIn,
    SystemCode,
)
from diemcau.domain.petitions.nouns.terms import (  # noqa: E402
    BatchCode,
    Escalation,
    Nature,
    PetitionCode,
    PetitionReaders,
    PetitionState,
    RegisterMode,
    ReviewNext,
    Settlement,
    StatementCode,
)
from diemcau.protocol.records import GENESIS  # noqa: E402
from tests.support.golden import lines  # noqa: E402
from tests.support.register import (  # noqa: E402
    BA_DINH,
    BATCH,
    BEGUN,
    CHAIR,
    CLOCK,
    FIRST,
    REGISTER,
    SECOND,
    SGTVT,
    SXD,
    THIRD,
    YK1,
    YK2,
    YK3,
    Acts,
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

FOLDER = ROOT / "tests/golden/registers"
_FIFTH = PetitionCode("KN-2024-0005")
_PARTS = (PetitionPart("Đường", "Sửa"), PetitionPart("Nước", "Cấp"))
_THERE = MirroredPetition(
    foreign="TP-17",
    batch=BatchCode("HN-2024-3"),
    unit=SiteCode("001"),
    said=day(180),
    title="Sửa đường",
    text="Đề nghị sửa đường.",
    lead=SXD,
    state=PetitionState.ANSWERED,
    forwarded=day(181),
    settlement=Settlement.CARRIED_OUT,
    answer="Đã sửa.",
    letter="45/SXD",
)

EVERYTHING: Acts = (
    *BEGUN,
    ChangeRegisterSettings(**on(1), settings=RegisterSettings(chair_approves=True)),
    PlanCouncilSession(**on(1), opens=day(180)),
    *(statement(2, BA_DINH) for _ in range(6)),
    StrikeStatement(**on(3), statement=StatementCode("YK-006"), reason="Nhập trùng"),
    CountPassedOn(**on(3), nature=Nature.COMPLAINT),
    NotePetitioner(**on(3, BA_DINH), statement=YK1, petitioner=PetitionerRef("nk-1")),
    SeePetitioner(**on(4), statement=YK1, reason="Trả lời riêng hộ này"),
    received(YK1),
    received(YK2),
    AttachStatement(**on(10), petition=FIRST, statement=StatementCode("YK-004")),
    classified(),
    classified(SECOND),
    MergePetition(**on(12), petition=SECOND, into=FIRST),
    UndoMerge(**on(12), petition=SECOND),
    LinkPetition(**on(12), petition=SECOND, to=FIRST),
    SplitPetition(**on(12), petition=SECOND, parts=_PARTS),
    RejectPetition(**on(13), petition=THIRD, nature=Nature.STREET_REPORT),
    WithdrawPetition(**on(13, BA_DINH), petition=PetitionCode("KN-2024-0004"), reason="Đã xong"),
    ApproveForwarding(**on(13, CHAIR), petition=FIRST),
    ChangeRegisterSettings(**on(13), settings=RegisterSettings()),
    forwarded(),
    returned(16, SXD),
    classified(lead=SXD, number=17),
    forwarded(number=17),
    returned(18, SGTVT),
    NameLead(**on(19, CHAIR), petition=FIRST, lead=SGTVT),
    forwarded(number=19),
    SharePetitioner(**on(19), statement=YK1, lead=SGTVT, reason="Khảo sát tại nhà"),
    TakePetition(**on(20), petition=FIRST),
    TransferPetition(**on(21), petition=FIRST, lead=SXD, reason="Đúng nhiệm vụ"),
    AskMoreTime(**on(30), petition=FIRST, until=day(95), reason="Chờ khảo sát"),
    AnswerMoreTime(**on(31, CHAIR), petition=FIRST, granted=True),
    ChasePetition(**on(96), petition=FIRST, step=Escalation.REMINDER),
    answered(97, settlement=Settlement.NO_TIMETABLE),
    NoteVotersWord(**on(98, BA_DINH), petition=FIRST, satisfied=False, text="Chưa xong"),
    AskToReopen(**on(98, BA_DINH), petition=FIRST, reason="Chưa sửa đoạn cuối"),
    RefuseReopening(**on(99), petition=FIRST, reason="Đang rà soát"),
    reviewed(100, ReviewNext.CLOSE),
    ClosePetition(**on(101), petition=FIRST, watched=day(110)),
    ResumePetition(**on(110, CLOCK), petition=FIRST),
    PublishPetition(**on(111), petition=FIRST),
    ShowToVoters(**on(112, BA_DINH), petition=FIRST, where="Nhà văn hóa"),
    ReopenPetition(**on(113), petition=FIRST, reason="Vẫn còn hố"),
    ForgetPetitioner(**on(114, BA_DINH), statement=YK1, reason="Hộ dân đề nghị"),
    SetPetitionReaders(**on(114), petition=FIRST, visibility=PetitionReaders.SHARED),
    received(YK3, 115),
    replace(classified(_FIFTH, number=115), cooperating=(SXD,)),
    CloseBatch(**on(116), batch=BATCH, report="9/BC-HĐND"),
    OpenCouncilSession(**on(180)),
    LetSystemIn(**on(181), name="Phần mềm thành phố", digest="ab" * 32),
    EndSystem(**on(182), system=SystemCode("HT-01")),
    ChangeRegisterSettings(**on(183), settings=RegisterSettings(mode=RegisterMode.MIRROR)),
    MirrorPetition(**on(184), told=_THERE),
)


def happened() -> tuple[PetitionEvent, ...]:
    register, events = begin(REGISTER), list[PetitionEvent]()
    for act in EVERYTHING:
        new = decide(register, act)
        assert new, act
        for event in new:
            register = evolve(register, event)
        events += new
    return tuple(events)


def main() -> None:
    records = PETITIONS.shapes.seal(REGISTER, GENESIS, 1, EVERYTHING[0].id, happened())
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{sys.argv[1]}.jsonl").open("x", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(records))


if __name__ == "__main__":
    main()
