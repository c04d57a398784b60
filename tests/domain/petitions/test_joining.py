"""Two petitions of one matter become one, one of several matters becomes several."""

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.petitions.nouns.acts import NoSuchPetition, stamp_of
from diemcau.domain.petitions.nouns.joining import (
    LinkPetition,
    MergeAcrossLevels,
    MergeAnswered,
    MergeEnded,
    MergeInCircle,
    MergeLeadsDiffer,
    MergePetition,
    MergeTargetMissing,
    MergeUndone,
    MergeUndoneTooLate,
    PartsMissing,
    PetitionLinked,
    PetitionMerged,
    PetitionPart,
    PetitionSplit,
    SplitPetition,
    UndoMerge,
)
from diemcau.domain.petitions.nouns.receiving import RejectPetition
from diemcau.domain.petitions.nouns.settings import NoSuchField, NoSuchLead
from diemcau.domain.petitions.nouns.terms import (
    Competence,
    FieldCode,
    LeadCode,
    Nature,
    PetitionCode,
    PetitionState,
)
from tests.support.register import (
    CLASSIFIED,
    FIRST,
    RECEIVED,
    ROADS,
    SECOND,
    SGTVT,
    SXD,
    THIRD,
    TWO,
    YK1,
    YK2,
    answered,
    classified,
    forwarded,
    given,
    on,
    received,
)

MERGE = MergePetition(**on(12), petition=SECOND, into=FIRST)
UNDO = UndoMerge(**on(13), petition=SECOND)
PART = PetitionPart("Đường", "Sửa đường", field=ROADS, competence=Competence.CITY, lead=SGTVT)
SPLIT = SplitPetition(**on(12), petition=FIRST, parts=(PART, PetitionPart("Nước", "Cấp nước")))


def test_the_older_code_stays_and_what_was_said_adds_up() -> None:
    after = given(TWO).when(MERGE).then(PetitionMerged(**stamp_of(MERGE), into=FIRST))
    assert after.petition.statements == (YK1, YK2)
    assert after.register.petitions[SECOND].state is PetitionState.MERGED
    assert after.register.statements[YK2].petitions == (FIRST,)
    assert after.register.petitions[SECOND].history[-1].words == FIRST
    named_the_other_way_round = replace(MERGE, petition=FIRST, into=SECOND)
    given(TWO).when(named_the_other_way_round).then(PetitionMerged(**stamp_of(MERGE), into=FIRST))


def test_a_merge_names_another_that_there_is() -> None:
    given(TWO).when(replace(MERGE, into=None)).refuses(MergeTargetMissing)
    given(TWO).when(replace(MERGE, into=PetitionCode("x"))).refuses(MergeTargetMissing)
    given(TWO).when(replace(MERGE, into=SECOND)).refuses(MergeInCircle)


def test_only_what_is_of_one_level_and_one_lead_is_merged() -> None:
    other = replace(classified(SECOND), competence=Competence.DISTRICT)
    given(TWO, other).when(MERGE).refuses(MergeAcrossLevels)
    given(TWO, classified(SECOND, SXD)).when(MERGE).refuses(MergeLeadsDiffer)


def test_nothing_is_merged_into_what_has_ended_and_answered_ones_are_linked() -> None:
    ended = RejectPetition(**on(12), petition=FIRST, nature=Nature.COURT_CASE)
    given(TWO, ended).when(MERGE).refuses(MergeEnded)
    given(TWO, forwarded(), answered()).when(MERGE).refuses(MergeAnswered)
    link = LinkPetition(**on(41), petition=SECOND, to=FIRST)
    linked = given(TWO, forwarded(), answered()).when(link)
    after = linked.then(PetitionLinked(**stamp_of(link), to=FIRST))
    assert after.petition.linked == (SECOND,)
    assert after.register.petitions[SECOND].history[-1].words == FIRST
    after.when(link).then()
    after.when(replace(link, to=SECOND)).refuses(MergeInCircle)
    after.when(replace(link, to=THIRD)).refuses(NoSuchPetition)


def test_a_merge_is_undone_until_the_other_goes_out() -> None:
    merged = given(TWO, MERGE)
    undone = merged.when(UNDO).then(MergeUndone(**stamp_of(UNDO)))
    assert undone.petition.statements == (YK1,)
    assert undone.register.petitions[SECOND].state is PetitionState.CLASSIFIED
    assert undone.register.statements[YK2].petitions == (SECOND,)
    merged.after(forwarded()).when(UNDO).refuses(MergeUndoneTooLate)
    sent = given(TWO, forwarded(), replace(MERGE, **on(16)))
    assert sent.after(UNDO).petition.statements == (YK1,)
    sent.after(answered()).when(UNDO).refuses(MergeUndoneTooLate)


def test_a_statement_with_several_matters_gives_several_petitions() -> None:
    event = PetitionSplit(**stamp_of(SPLIT), parts=SPLIT.parts, codes=(SECOND, THIRD))
    after = given(CLASSIFIED).when(SPLIT).then(event)
    assert after.petition.state is PetitionState.SPLIT
    assert after.petition.history[-1].words == "KN-2024-0002, KN-2024-0003"
    one, other = (after.register.petitions[code] for code in (SECOND, THIRD))
    assert (one.state, other.state) == (PetitionState.CLASSIFIED, PetitionState.RECEIVED)
    assert one.statements == other.statements == (YK1,)
    assert after.register.statements[YK1].petitions == (SECOND, THIRD)
    again = after.after(received(YK2))
    assert again.register.order[-1] == "KN-2024-0004"


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (replace(PART, field=FieldCode("x")), NoSuchField),
        (replace(PART, lead=LeadCode("x")), NoSuchLead),
    ],
)
def test_each_part_is_one_that_could_be_received(part: PetitionPart, why: type[Rejected]) -> None:
    given(RECEIVED).when(replace(SPLIT, parts=(PART, part))).refuses(why)
    given(RECEIVED).when(replace(SPLIT, parts=(PART,))).refuses(PartsMissing)


def test_parts_of_one_statement_that_are_merged_again_can_be_parted_again() -> None:
    merge = MergePetition(**on(13), petition=THIRD, into=SECOND)
    same = replace(SPLIT, parts=(PART, PART))
    merged = given(RECEIVED, same, merge)
    assert merged.register.statements[YK1].petitions == (SECOND,)
    undone = merged.after(UndoMerge(**on(14), petition=THIRD))
    assert set(undone.register.statements[YK1].petitions) == {SECOND, THIRD}
    assert undone.register.petitions[THIRD].statements == (YK1,)
