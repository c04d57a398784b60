"""Who may do what, cell by cell, both ways; and who sees which petition at all."""

from collections.abc import Mapping
from typing import get_args

import pytest
from msgspec.structs import replace

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.terms import Role
from diemcau.domain.petitions.decider import decide
from diemcau.domain.petitions.nouns.acts import (
    MirrorReadOnly,
    NoSuchPetition,
    NotForYourPart,
    NotYetThatDay,
    PetitionAct,
    RegisterAct,
)
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.nouns.forwarding import TakePetition, TransferPetition
from diemcau.domain.petitions.nouns.reviews import SetPetitionReaders
from diemcau.domain.petitions.nouns.settings import ChangeRegisterSettings, RegisterSettings
from diemcau.domain.petitions.nouns.terms import PetitionReaders, RegisterMode
from diemcau.domain.petitions.rules.rights import MAY, Party, parties, sees
from diemcau.domain.petitions.rules.standing import WHEN
from tests.support.register import (
    BA_DINH,
    BEGUN,
    CHAIR,
    CLASSIFIED,
    CLOCK,
    FIRST,
    FORWARDED,
    HOAN_KIEM,
    SECRETARY,
    SXD,
    TRANSPORT,
    classified,
    day,
    given,
    on,
    returned,
    statement,
)

COMMANDS = get_args(PetitionCommand)

TABLE: Mapping[str, str] = {
    # secretary, chair, own unit, raiser, lead, clock
    "ChangeRegisterSettings": "s.....",
    "ListCompetent": "s.....",
    "PlanCouncilSession": "s.....",
    "OpenCouncilSession": "s.....",
    "LetSystemIn": "s.....",
    "EndSystem": "s.....",
    "OpenBatch": "s.....",
    "CloseBatch": "s.....",
    "EnterStatement": "s.u...",
    "StrikeStatement": "s.u...",
    "CountPassedOn": "s.....",
    "NotePetitioner": "s.u...",
    "SeePetitioner": "s.u...",
    "SharePetitioner": "s.....",
    "ForgetPetitioner": "s.u..k",
    "ReceivePetition": "s.....",
    "BringPetition": "s.....",
    "MirrorPetition": "s.....",
    "AttachStatement": "s.....",
    "ClassifyPetition": "s.....",
    "RejectPetition": "s.....",
    "WithdrawPetition": "s..r..",
    "ApproveForwarding": ".c....",
    "ForwardPetition": "s.....",
    "TakePetition": "s...l.",
    "ReturnPetition": "s...l.",
    "TransferPetition": "s.....",
    "NameLead": ".c....",
    "AnswerPetition": "s...l.",
    "AskMoreTime": "s...l.",
    "AnswerMoreTime": ".c....",
    "ChasePetition": "sc....",
    "MergePetition": "s.....",
    "UndoMerge": "s.....",
    "SplitPetition": "s.....",
    "LinkPetition": "s.....",
    "ReviewPetition": "sc....",
    "NoteVotersWord": "s..r..",
    "AskToReopen": "...r..",
    "RefuseReopening": "s.....",
    "ReopenPetition": "sc....",
    "ClosePetition": "sc....",
    "ResumePetition": ".....k",
    "PublishPetition": "s.....",
    "ShowToVoters": "s..r..",
    "SetPetitionReaders": "s.....",
}
COLUMNS = dict(zip("scurlk", Party, strict=True))


@pytest.mark.parametrize("act", COMMANDS)
def test_the_table_of_rights_cell_by_cell(act: type[RegisterAct]) -> None:
    said = {COLUMNS[sign] for sign in TABLE[act.__name__] if sign != "."}
    assert said == MAY[act]


def test_every_act_has_its_row_and_every_act_on_a_petition_says_where_it_stands() -> None:
    assert set(MAY) == set(COMMANDS)
    on_one = {act for act in COMMANDS if issubclass(act, PetitionAct)}
    assert set(WHEN) == on_one


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (SECRETARY, {Party.SECRETARY}),
        (CHAIR, {Party.CHAIR}),
        (CLOCK, {Party.CLOCK}),
        (BA_DINH, {Party.UNIT, Party.RAISER}),
        (TRANSPORT, {Party.UNIT, Party.LEAD}),
        (HOAN_KIEM, {Party.UNIT}),
        (Actor(Role.SITE), set()),
        (Actor(Role.OPERATOR), set()),
        (Actor(Role.PUBLIC), set()),
    ],
)
def test_what_somebody_is_to_a_petition(actor: Actor, said: set[Party]) -> None:
    forwarded = given(FORWARDED)
    assert parties(forwarded.register, actor, forwarded.petition) == said


def test_a_lead_is_one_while_it_lies_there() -> None:
    for acts in (CLASSIFIED, (*FORWARDED, returned(17))):
        there = given(acts)
        assert parties(there.register, TRANSPORT, there.petition) == {Party.UNIT}
        assert parties(there.register, TRANSPORT, None) == {Party.UNIT}


def test_an_outsider_may_nothing_and_a_day_that_is_to_come_has_not_been() -> None:
    operator = Actor(Role.OPERATOR, "Kỹ thuật")
    given(BEGUN).when(statement(2, operator)).refuses(NotForYourPart)
    tomorrow = replace(statement(2), on=day(4))
    given(BEGUN).when(tomorrow).refuses(NotYetThatDay)


def test_a_petition_of_others_is_none_that_a_site_may_know_of() -> None:
    take = TakePetition(**on(17, HOAN_KIEM), petition=FIRST)
    given(FORWARDED).when(take).refuses(NoSuchPetition)
    given(BEGUN).when(take).refuses(NoSuchPetition)
    given(FORWARDED).when(replace(take, actor=BA_DINH)).refuses(NotForYourPart)


def test_who_sees_a_petition() -> None:
    there = given(FORWARDED)
    may = {
        actor.name: sees(there.register, actor, there.petition)
        for actor in (SECRETARY, CHAIR, BA_DINH, TRANSPORT, HOAN_KIEM, Actor(Role.PUBLIC, "ai đó"))
    }
    assert may == {
        "Thư ký": True,
        "Chủ tọa": True,
        "Ba Đình": True,
        "Sở Giao thông vận tải": True,
        "Hoàn Kiếm": False,
        "ai đó": False,
    }


def test_before_it_is_forwarded_its_lead_does_not_know_of_it() -> None:
    there = given(CLASSIFIED)
    assert not sees(there.register, TRANSPORT, there.petition)


def test_what_is_shared_every_site_sees_and_the_old_lead_keeps_sight() -> None:
    share = SetPetitionReaders(**on(20), petition=FIRST, visibility=PetitionReaders.SHARED)
    shared = given(FORWARDED, share)
    assert sees(shared.register, HOAN_KIEM, shared.petition)
    moved = given(
        FORWARDED, TransferPetition(**on(20), petition=FIRST, lead=SXD, reason="Sáp nhập")
    )
    assert sees(moved.register, TRANSPORT, moved.petition)
    assert parties(moved.register, TRANSPORT, moved.petition) == {Party.UNIT}


def test_who_cooperates_is_informed_when_it_goes_out() -> None:
    helped = replace(classified(lead=SXD), cooperating=(classified().lead,))
    waits = given(CLASSIFIED).after(helped)
    assert not sees(waits.register, TRANSPORT, waits.petition)
    sent = waits.after(replace(FORWARDED[-1]))
    assert sees(sent.register, TRANSPORT, sent.petition)


def test_where_another_system_is_the_register_nothing_is_written_but_settings() -> None:
    mirror = ChangeRegisterSettings(**on(5), settings=RegisterSettings(mode=RegisterMode.MIRROR))
    after = given(BEGUN, mirror)
    after.when(statement(6)).refuses(MirrorReadOnly)
    own = ChangeRegisterSettings(**on(6), settings=RegisterSettings())
    assert decide(after.register, own)
