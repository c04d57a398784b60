"""Other systems are let in by a key of which the register holds a digest, and ended."""

from msgspec.structs import replace

from diemcau.domain.petitions.nouns.acts import NotForYourPart
from diemcau.domain.petitions.nouns.systems import (
    EndSystem,
    LetSystemIn,
    NoSuchSystem,
    SystemCode,
    SystemEnded,
    SystemLetIn,
    SystemNameMissing,
    actor_of,
    system_of,
)
from tests.support.register import BEGUN, CHAIR, day, given, on

IN = LetSystemIn(**on(5), name=" Phần mềm  thành phố ", digest="ab" * 32)
HT01 = SystemCode("HT-01")
END = EndSystem(**on(6), system=HT01)


def test_a_system_is_let_in_under_a_number_and_ended() -> None:
    after = given((*BEGUN, IN, replace(IN, name="Phường"))).register.systems
    names = {each.code: each.name for each in after.values()}
    assert names == {HT01: "Phần mềm thành phố", "HT-02": "Phường"}
    ended = given((*BEGUN, IN, END)).register.systems[HT01]
    assert (ended.since, ended.until, ended.digest) == (day(5), day(6), IN.digest)


def test_what_happened_tells_the_digest_and_no_key() -> None:
    given(BEGUN).when(IN).then(
        SystemLetIn(
            at=IN.at,
            by=IN.actor,
            on=day(5),
            system=HT01,
            name="Phần mềm thành phố",
            digest=IN.digest,
        )
    )
    given((*BEGUN, IN)).when(END).then(SystemEnded(at=END.at, by=END.actor, on=day(6), system=HT01))


def test_one_that_there_is_not_or_no_longer_cannot_be_ended() -> None:
    given(BEGUN).when(END).refuses(NoSuchSystem)
    given((*BEGUN, IN, END)).when(END).refuses(NoSuchSystem)


def test_one_without_a_name_nobody_would_know_again_and_the_office_alone_lets_in() -> None:
    given(BEGUN).when(replace(IN, name=" ")).refuses(SystemNameMissing)
    given(BEGUN).when(replace(IN, actor=CHAIR)).refuses(NotForYourPart)


def test_what_a_system_enters_is_told_by_its_number_and_of_a_person_by_none() -> None:
    system = given((*BEGUN, IN)).register.systems[HT01]
    actor = actor_of(system)
    assert (actor.name, system_of(actor), system_of(CHAIR)) == (system.name, HT01, "")
