"""How the log keeps the id of an act: of its sender, with what it says."""

from msgspec.structs import replace

from diemcau.domain.nouns.act import Command
from diemcau.domain.nouns.ids import CommandId, VoteNo
from diemcau.domain.nouns.requests import AskToSpeak
from diemcau.domain.nouns.votes import CastVote
from diemcau.protocol import sent
from tests.support.meeting import BA_DINH, CHAIR, SON_TAY, at, by

ASKS = AskToSpeak(**by(BA_DINH, named="1"))


def digests(command: Command) -> tuple[str, str]:
    told = sent.of(command)
    return told.sender, told.content


def test_a_retry_later_is_the_same_act_and_the_same_id_of_another_is_not() -> None:
    assert sent.of(replace(ASKS, at=at(9))) == sent.of(ASKS)
    elsewhere = sent.of(replace(ASKS, actor=SON_TAY))
    assert elsewhere.id == sent.of(ASKS).id
    assert elsewhere.kept != sent.of(ASKS).kept
    assert elsewhere.apart != sent.of(ASKS).apart
    assert "~" in elsewhere.apart


def test_it_is_read_as_it_was_kept_and_of_an_older_log_only_the_id_is_known() -> None:
    assert sent.read(sent.of(ASKS).kept) == sent.of(ASKS)
    old = CommandId("lenh-1")
    assert sent.read(old) == (sent.UNKNOWN, sent.UNKNOWN, old)


def test_devices_of_a_site_are_one_sender_and_people_of_the_hall_are_several() -> None:
    assert digests(replace(ASKS, actor=replace(BA_DINH, name="máy hai"))) == digests(ASKS)
    first, second = (sent.of(replace(ASKS, actor=replace(CHAIR, login=who))) for who in "ab")
    assert first.sender != second.sender


def test_a_choice_is_not_to_be_read_from_the_id_of_a_ballot() -> None:
    ballot = CastVote(**by(BA_DINH), vote=VoteNo(1), choice="00")
    assert digests(ballot) == digests(replace(ballot, choice="01"))
    assert digests(ballot) != digests(replace(ballot, vote=VoteNo(2)))
