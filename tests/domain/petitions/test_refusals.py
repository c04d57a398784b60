"""Everything that the rules refuse (§8), each by its name."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.petitions.decider import decide
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import NameLead
from diemcau.domain.petitions.nouns.joining import MergePetition, PetitionPart, SplitPetition
from diemcau.domain.petitions.nouns.replies import AnswerMoreTime, AskMoreTime
from diemcau.domain.petitions.nouns.reviews import AskToReopen, ClosePetition
from diemcau.domain.petitions.nouns.settings import ChangeRegisterSettings, RegisterSettings
from diemcau.domain.petitions.nouns.statements import CloseBatch
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    Nature,
    RegisterMode,
    Settlement,
)
from tests.support.register import (
    ANSWERED,
    BA_DINH,
    BATCH,
    BEGUN,
    CHAIR,
    CLASSIFIED,
    FIRST,
    FORWARDED,
    HOAN_KIEM,
    MINISTRY,
    RECEIVED,
    REVIEWED,
    SAID,
    SECOND,
    SGTVT,
    SXD,
    TRANSPORT,
    TWO,
    Acts,
    answered,
    classified,
    day,
    forwarded,
    given,
    on,
    received,
    returned,
    statement,
)

ASKED = AskMoreTime(**on(40, TRANSPORT), petition=FIRST, until=day(90), reason="Chờ")
GRANTED = AnswerMoreTime(**on(41, CHAIR), petition=FIRST, granted=True)
AGAIN = AskToReopen(**on(60, BA_DINH), petition=FIRST, reason="Chưa xong")
MERGED = MergePetition(**on(12), petition=SECOND, into=FIRST)
MIRROR = ChangeRegisterSettings(**on(5), settings=RegisterSettings(mode=RegisterMode.MIRROR))
PARTS = (PetitionPart("Đường", "Sửa"), PetitionPart("Nước", "Cấp"))
DISPUTED: Acts = (
    *FORWARDED,
    returned(16, SXD),
    classified(lead=SXD, number=17),
    forwarded(number=17),
    returned(18, SGTVT),
    NameLead(**on(19, CHAIR), petition=FIRST, lead=SGTVT),
    forwarded(number=19),
)

REFUSED: Mapping[str, tuple[Acts, PetitionCommand]] = {
    "not_a_petition": (BEGUN, replace(statement(), nature=Nature.COMPLAINT)),
    "unit_not_yours": (BEGUN, statement(2, HOAN_KIEM)),
    "field_missing": (RECEIVED, forwarded()),
    "level_missing": ((*RECEIVED, replace(classified(), competence=None)), forwarded()),
    "petition_lead_missing": ((*RECEIVED, replace(classified(), lead=None)), forwarded()),
    "lead_not_on_that_day": (
        (*RECEIVED, replace(classified(lead=MINISTRY), competence=Competence.CENTRE)),
        forwarded(number=101),
    ),
    "already_forwarded": (FORWARDED, forwarded(number=16)),
    "return_too_late": (FORWARDED, replace(returned(40), actor=TRANSPORT)),
    "return_twice": (DISPUTED, returned(20)),
    "merge_target_missing": (CLASSIFIED, replace(MERGED, petition=FIRST, into=None)),
    "merge_across_levels": (
        (*TWO, replace(classified(SECOND), competence=Competence.DISTRICT)),
        MERGED,
    ),
    "merge_ended": (
        (*TWO, SplitPetition(**on(12), petition=FIRST, parts=PARTS)),
        MERGED,
    ),
    "result_needs_date": (FORWARDED, answered(settlement=Settlement.TIMETABLED)),
    "cause_missing": (FORWARDED, answered(settlement=Settlement.NOT_SETTLED)),
    "letter_missing": (FORWARDED, replace(answered(), letter="")),
    "extension_too_late": (FORWARDED, replace(ASKED, **on(80, TRANSPORT))),
    "extensions_used_up": (
        (
            *FORWARDED,
            ASKED,
            GRANTED,
            replace(ASKED, **on(50, TRANSPORT), until=day(100)),
            replace(GRANTED, **on(51, CHAIR)),
        ),
        replace(ASKED, **on(60, TRANSPORT), until=day(120)),
    ),
    "reopen_asked_already": ((*ANSWERED, AGAIN), replace(AGAIN, **on(61, BA_DINH))),
    "reopen_too_old": (
        (*REVIEWED, ClosePetition(**on(60), petition=FIRST)),
        replace(AGAIN, **on(500, BA_DINH)),
    ),
    "batch_closed": ((*BEGUN, CloseBatch(**on(3), batch=BATCH)), statement(4)),
    "mirror_read_only": ((*BEGUN, MIRROR), statement(6)),
    "personal_data_in_title": (SAID, replace(received(), title="Gọi 0912 345 678")),
    "marked_secret": (BEGUN, replace(statement(), text="MẬT\nĐường hỏng")),
}
"""Code → what is given, and the act that is refused."""


@pytest.mark.parametrize("code", REFUSED)
def test_each_refusal_of_the_rules_has_its_name(code: str) -> None:
    acts, act = REFUSED[code]
    with pytest.raises(Rejected) as refused:
        decide(given(acts).register, act)
    assert refused.value.code == code
