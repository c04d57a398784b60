"""What a system of level 2 or 3 asks of those who sign in; without a level, nothing is asked."""

from datetime import timedelta

import pytest

from diemcau.app.admission.levels import LEVELS, ROOMS
from diemcau.app.admission.refusals import AccountAsleep
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.people.members import AccountState, Doer, Members
from diemcau.app.ports.people import Account, Post
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.conference import EndConference
from diemcau.domain.nouns.publishing import ApproveMinutes
from diemcau.domain.nouns.votes import OpenVote
from tests.app.test_passkeys import added, keys
from tests.app.test_second_step import noted
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, Door
from tests.support.meeting import CHAIR, by

ADMIN = Doer("login/quan-tri", "192.0.2.1")
BINH = Account(login="binh", name="Lê Bình", post=Post.ADMIN, password=HOA.password)
SCREEN = Account(login="man-hinh", name="Màn hình", post=Post.SCREEN, password=HOA.password)
NEW = "bến nước cây đa sân đình"


async def of_level(level: int) -> Door:
    door = Door(settings=AdmissionSettings(level=level))  # type: ignore[arg-type]
    for each in (HOA, BINH, SCREEN):
        await door.store.accounts.put(each)
    return door


@pytest.mark.parametrize(
    ("level", "login", "minutes"),
    [
        (0, "hoa", 6 * 60),
        (0, "binh", 6 * 60),
        (2, "hoa", 15),
        (2, "binh", 5),
        (3, "hoa", 15),
        (3, "binh", 5),
        (3, "man-hinh", 6 * 60),
    ],
)
async def test_silence_signs_out_people_as_the_level_says_and_never_a_screen_in_a_hall(
    level: int, login: str, minutes: int
) -> None:
    door = await of_level(level)
    token, session = await door.admission.sign_in(login, HOAS_PASSWORD, LAPTOP)
    door.clock.turn(minutes=minutes - 1)
    assert await door.admission.inside.still(session)
    door.clock.turn(minutes=minutes)
    assert await door.admission.inside.session(token) is None


async def test_an_account_that_nobody_used_for_45_days_sleeps_until_an_admin_asks_them_in() -> None:
    door = await of_level(2)
    people = Members(door.admission, door.store.invitations)
    await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    door.clock.turn(days=44)
    await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    door.clock.turn(days=45)
    with pytest.raises(AccountAsleep):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert (Noted.FAILED, "login/hoa", "account_asleep") in await noted(door)
    assert (await people.one("hoa")).standing is AccountState.ASLEEP
    link = await people.invite("hoa", ADMIN)
    assert (await people.one("hoa")).standing is AccountState.EXPECTED
    await people.come_in(link, NEW, NEW, LAPTOP)
    assert (await people.one("hoa")).standing is AccountState.ACTIVE
    assert await door.admission.sign_in("hoa", NEW, LAPTOP)


async def test_a_passkey_wakes_nobody() -> None:
    door = await of_level(2)
    device = await added(door)
    door.clock.turn(days=45)
    with pytest.raises(AccountAsleep):
        await keys(door).enter(device.show(await keys(door).to_enter()), LAPTOP)


async def test_without_a_level_nobody_sleeps_and_who_never_came_does_not_either() -> None:
    for level in (0, 2):
        door = await of_level(level)
        people = Members(door.admission, door.store.invitations)
        if not level:
            await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        door.clock.turn(days=400)
        assert (await people.one("hoa")).standing is AccountState.ACTIVE
        assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


def test_what_is_grave_asks_again_at_a_level_and_the_floor_never_does() -> None:
    approve = ApproveMinutes(**by(CHAIR, 1), version=1)
    conclusions = ApproveConclusions(**by(CHAIR, 1))
    secret, named = (
        OpenVote(**by(CHAIR, 1), text="Đồng ý?", secret=each) for each in (True, False)
    )
    floor = EndConference(**by(CHAIR, 1))
    grave = (approve, conclusions, secret)
    for level, demands in LEVELS.items():
        assert [demands.asks_proof(each) for each in grave] == [level > 0] * 3
        assert not demands.asks_proof(named)
        assert not demands.asks_proof(floor)


def test_a_level_is_never_looser_than_what_is_set() -> None:
    for demands in LEVELS.values():
        for post in Post:
            assert demands.silence(post, timedelta(minutes=3)) == timedelta(minutes=3)
        assert not demands.second & ROOMS
