"""What strangers write where the second step is asked for, on every store."""

import pytest

from diemcau.adapters.store import open_store
from diemcau.app.admission.passkeys import PasskeyDoor
from diemcau.app.admission.refusals import HalfWayOver, WrongPasskey
from diemcau.app.ports.factors import RelyingParty
from tests.support.entrance import PHONE, Door
from tests.support.passkeys import SoftDevice

HERE = RelyingParty("cau.example.vn", "https://cau.example.vn")


@pytest.mark.parametrize("login", ["\x00", "hoa\x00", "\ud800", "x" * 100_000, "'; --", "Ａ"])
async def test_no_token_of_somebody_half_way_breaks_the_store(address: str, login: str) -> None:
    door = Door(store=open_store(address))
    with pytest.raises(HalfWayOver):
        await door.admission.finish(f"seal.nonce.9999999999.{login}", "123456", PHONE)
    await door.store.close()


async def test_no_passkey_that_nobody_has_is_noted(address: str) -> None:
    door = Door(store=open_store(address))
    keys, device = (
        PasskeyDoor(door.admission, HERE, door.store.identities),
        SoftDevice(HERE, id=b"\x00" * 20_000),
    )
    for said in (device.show(await keys.to_enter()), "", "{}", "\x00"):
        with pytest.raises(WrongPasskey):
            await keys.enter(said, PHONE)
    assert await door.store.security_log.after(0, 10) == []
    await door.store.close()
