"""Passkeys: they open an account alone or as its second step, and nothing else opens by them."""

import asyncio
import dataclasses
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from diemcau.adapters.passkeys import WebauthnChecks
from diemcau.app.admission.challenges import HOLDS
from diemcau.app.admission.passkeys import MOST, PasskeyDoor
from diemcau.app.admission.refusals import (
    FollowsGrant,
    HalfWayOver,
    NoSuchPasskey,
    ProofNeeded,
    SecondStepNeeded,
    WrongPasskey,
)
from diemcau.app.people.members import Members
from diemcau.app.people.own_factors import OwnFactors
from diemcau.app.ports.factors import PasskeyWrong, RelyingParty
from diemcau.app.ports.people import Session
from diemcau.app.ports.providers import Identity
from diemcau.app.ports.security import Noted
from tests.app.test_second_step import ADMIN, noted
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, PHONE, Door
from tests.support.passkeys import PRESENT, SoftDevice

HERE = RelyingParty("cau.example.vn", "https://cau.example.vn")
LAN = replace(HOA, login="lan", name="Trần Thị Lan")


@pytest.fixture
async def door() -> Door:
    door = Door()
    for each in (HOA, LAN):
        await door.store.accounts.put(each)
    return door


def keys(door: Door) -> PasskeyDoor:
    return PasskeyDoor(door.admission, HERE, door.store.identities)


async def entered(door: Door, login: str = "hoa") -> Session:
    return (await door.admission.sign_in(login, HOAS_PASSWORD, LAPTOP))[1]


async def added(
    door: Door, login: str = "hoa", device: SoftDevice | None = None, session: Session | None = None
) -> SoftDevice:
    device = device or SoftDevice(HERE, id=login.encode())
    session = session or await entered(door, login)
    asked = await keys(door).to_add(session)
    await keys(door).add(session, "điện thoại", device.make(asked), LAPTOP)
    return device


async def half_way(door: Door, login: str = "hoa") -> str:
    with pytest.raises(SecondStepNeeded) as half:
        await door.admission.sign_in(login, HOAS_PASSWORD, LAPTOP)
    return half.value.token


async def test_a_passkey_alone_opens_its_account(door: Door) -> None:
    device = await added(door)
    token, session = await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)
    assert session.login == "hoa"
    assert await door.admission.inside.session(token) == session
    assert (Noted.SIGNED_IN, "login/hoa", "passkey") in await noted(door)
    [kept] = await door.store.passkeys.of("hoa")
    assert (kept.name, kept.used_at, kept.count) == ("điện thoại", door.clock.now(), 1)


async def test_the_first_brings_recovery_codes_and_asks_for_a_second_step(door: Door) -> None:
    session = await entered(door)
    asked = await keys(door).to_add(session)
    recovery = await keys(door).add(session, "", SoftDevice(HERE).make(asked), LAPTOP)
    assert len(recovery) == 10
    again = await keys(door).to_add(session)
    other = SoftDevice(HERE, id=b"another")
    assert await keys(door).add(session, "", other.make(again), LAPTOP) == ()
    assert [each["id"] for each in again["excludeCredentials"]]  # type: ignore[attr-defined]
    assert await door.admission.finish(await half_way(door), recovery[0], LAPTOP)
    half = await half_way(door)
    _, opened = await keys(door).finish(half, other.show(await keys(door).to_finish(half)), LAPTOP)
    assert opened.login == "hoa"


async def test_what_was_said_opens_once(door: Door) -> None:
    device = await added(door)
    said = device.show(await keys(door).to_enter())
    told = await asyncio.gather(
        *(keys(door).enter(said, PHONE) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in told) == ["WrongPasskey", "tuple"]


async def test_what_does_not_count_opens_once_too(door: Door) -> None:
    device = await added(door, device=SoftDevice(HERE, counts=0))
    said = device.show(await keys(door).to_enter())
    assert await keys(door).enter(said, PHONE)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(said, PHONE)
    assert await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)


async def test_a_device_whose_count_goes_back_was_copied(door: Door) -> None:
    device = await added(door)
    copy = dataclasses.replace(device)
    for _ in range(2):
        await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(copy.show(await keys(door).to_enter()), PHONE)
    half = await half_way(door)
    with pytest.raises(WrongPasskey):
        await keys(door).finish(half, copy.show(await keys(door).to_finish(half)), PHONE)
    silent = dataclasses.replace(copy, used=0, counts=0)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(silent.show(await keys(door).to_enter()), PHONE)


async def test_a_challenge_is_for_one_purpose_and_one_person(door: Door) -> None:
    hoas, lans = await added(door), await added(door, "lan")
    hoa, lan = await half_way(door), await half_way(door, "lan")
    for_hoa, to_enter = await keys(door).to_finish(hoa), await keys(door).to_enter()
    with pytest.raises(WrongPasskey):
        await keys(door).enter(hoas.show(for_hoa), PHONE)
    with pytest.raises(WrongPasskey):
        await keys(door).finish(hoa, hoas.show(to_enter), PHONE)
    with pytest.raises(WrongPasskey):
        await keys(door).finish(hoa, lans.show(for_hoa), PHONE)
    with pytest.raises(WrongPasskey):
        await keys(door).finish(lan, hoas.show(for_hoa), PHONE)
    assert (await keys(door).enter(lans.show(to_enter), PHONE))[1].login == "lan"
    assert await keys(door).finish(hoa, hoas.show(for_hoa), PHONE)


async def test_a_passkey_is_not_claimed_for_somebody_else(door: Door) -> None:
    """By another user's name within, by another's id, by another key under the same id."""
    hoas, lans = await added(door), await added(door, "lan")
    stolen_name = dataclasses.replace(lans, user=hoas.user)
    stolen_id = dataclasses.replace(lans, id=hoas.id)
    for liar in (stolen_name, stolen_id, SoftDevice(HERE, id=hoas.id), SoftDevice(HERE)):
        with pytest.raises(WrongPasskey):
            await keys(door).enter(liar.show(await keys(door).to_enter()), PHONE)
    failed = [who for what, who, _ in await noted(door) if what is Noted.FAILED]
    assert failed == ["login/lan", "login/hoa", "login/hoa"], "none of what nobody has"
    session = (await keys(door).enter(lans.show(await keys(door).to_enter()), PHONE))[1]
    with pytest.raises(WrongPasskey):
        await added(door, "lan", SoftDevice(HERE, id=hoas.id), session)
    assert [each.login for each in await door.store.passkeys.of("hoa")] == ["hoa"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        RelyingParty("evil.example", "https://cau.example.vn"),
        RelyingParty("cau.example.vn", "https://evil.example"),
        RelyingParty("cau.example.vn", "http://cau.example.vn"),
    ],
)
async def test_what_was_shown_to_another_site_opens_nothing_here(
    door: Door, elsewhere: RelyingParty
) -> None:
    device = await added(door)
    astray = dataclasses.replace(device, place=elsewhere)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(astray.show(await keys(door).to_enter()), PHONE)
    session = (await keys(door).enter(device.show(await keys(door).to_enter()), PHONE))[1]
    asked = await keys(door).to_add(session)
    with pytest.raises(WrongPasskey):
        await keys(door).add(session, "", dataclasses.replace(astray, id=b"x").make(asked), PHONE)


async def test_a_device_that_asked_nobody_opens_nothing(door: Door) -> None:
    device = await added(door)
    for flags in (PRESENT, 0):
        device.flags = flags
        with pytest.raises(WrongPasskey):
            await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)
        half = await half_way(door)
        with pytest.raises(WrongPasskey):
            await keys(door).finish(half, device.show(await keys(door).to_finish(half)), PHONE)


async def test_a_challenge_is_over_after_minutes_and_none_is_made_up(door: Door) -> None:
    device = await added(door)
    asked: dict[str, Any] = {**await keys(door).to_enter()}
    for made_up in ("", "YS5iLmM", "MS45OTk5OTk5OTk5LngtMQ"):
        with pytest.raises(WrongPasskey):
            await keys(door).enter(device.show({**asked, "challenge": made_up}), PHONE)
    door.clock.time += HOLDS
    with pytest.raises(WrongPasskey):
        await keys(door).enter(device.show(asked), PHONE)


async def test_an_account_that_is_shut_is_shut_for_its_passkeys_too(door: Door) -> None:
    device, people = await added(door), Members(door.admission, door.store.invitations)
    await people.disable("hoa", ADMIN)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)
    await people.enable("hoa", ADMIN)
    await people.remove("hoa", ADMIN)
    with pytest.raises(WrongPasskey):
        await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)


async def test_an_account_that_follows_a_grant_opens_by_no_passkey_alone(door: Door) -> None:
    device, now = await added(door), door.clock.now()
    granted = Identity(key=b"k", login="hoa", provider="cong", since=now, granted=True)
    await door.store.identities.add(granted)
    with pytest.raises(FollowsGrant):
        await keys(door).enter(device.show(await keys(door).to_enter()), PHONE)
    half = await half_way(door)
    _, session = await keys(door).finish(half, device.show(await keys(door).to_finish(half)), PHONE)
    assert session.login == "hoa"


async def test_half_way_is_gone_once_by_passkey_too(door: Door) -> None:
    device, half = await added(door), await half_way(door)
    said = device.show(await keys(door).to_finish(half))
    more = await keys(door).to_finish(half)
    assert await keys(door).finish(half, said, LAPTOP)
    with pytest.raises(HalfWayOver):
        await keys(door).finish(half, device.show(more), LAPTOP)


async def test_they_are_removed_one_by_one_and_the_last_takes_the_second_step_along(
    door: Door,
) -> None:
    session = await entered(door)
    for name in (b"one", b"two"):
        await added(door, device=SoftDevice(HERE, id=name), session=session)
    lans = await added(door, "lan")
    with pytest.raises(NoSuchPasskey):
        await keys(door).remove(session, lans.id.hex(), LAPTOP)
    await keys(door).remove(session, b"one".hex(), LAPTOP)
    await half_way(door)
    await keys(door).remove(session, b"two".hex(), LAPTOP)
    assert (Noted.FACTOR_OFF, "login/hoa", "điện thoại") in await noted(door)
    assert (await entered(door)).login == "hoa"
    assert await door.store.recovery_codes.left("hoa") == 0
    with pytest.raises(NoSuchPasskey):
        await keys(door).remove(session, b"two".hex(), LAPTOP)


async def test_a_screen_left_open_adds_and_removes_none_and_a_passkey_shows_who_sits_there(
    door: Door,
) -> None:
    session = await entered(door)
    device = await added(door, session=session)
    asked = await keys(door).to_add(session)
    door.clock.time += timedelta(minutes=door.settings.proof_minutes)
    other = SoftDevice(HERE, id=b"other")
    for act in (
        keys(door).to_add(session),
        keys(door).add(session, "", other.make(asked), LAPTOP),
        keys(door).remove(session, device.id.hex(), LAPTOP),
    ):
        with pytest.raises(ProofNeeded):
            await act
    await keys(door).prove(session, device.show(await keys(door).to_prove(session)), LAPTOP)
    proved = await door.admission.inside.still(session)
    assert proved is not None
    await added(door, device=other, session=proved)


async def test_the_admin_takes_them_all(door: Door) -> None:
    await added(door)
    await Members(door.admission, door.store.invitations).take_factors("hoa", ADMIN)
    assert (await entered(door)).login == "hoa"
    assert (await OwnFactors(door.admission).standing("hoa")).passkeys == []


async def test_an_account_keeps_so_many(door: Door) -> None:
    session = await entered(door)
    for number in range(MOST):
        await added(door, device=SoftDevice(HERE, id=f"{number}".encode()), session=session)
    with pytest.raises(WrongPasskey):
        await added(door, device=SoftDevice(HERE, id=b"more"), session=session)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_whatever_a_stranger_sends_is_a_wrong_passkey(data: st.DataObject) -> None:
    """The right answer with something else in one of its places."""
    device, checks, here = SoftDevice(HERE), WebauthnChecks(), HERE
    asked = {"challenge": "YQ", "user": {"id": "YQ"}}
    said = json.loads(device.make(asked) if data.draw(st.booleans()) else device.show(asked))
    inside = said["response"]
    where, name = data.draw(
        st.sampled_from([(said, each) for each in said] + [(inside, each) for each in inside])
    )
    json_: st.SearchStrategy[object] = (
        st.none() | st.booleans() | st.integers() | st.text() | st.just([]) | st.just({})
    )
    where[name] = data.draw(json_ | st.binary().map(lambda some: some.hex()))
    text = data.draw(st.sampled_from([json.dumps(said), json.dumps(said)[:-3], "", "[" * 20_000]))
    for act in (
        lambda: checks.read(text),
        lambda: checks.made(here, b"b", text),
        lambda: checks.count(here, b"b", text, b"no key"),
    ):
        try:
            act()
        except PasskeyWrong:
            continue
