"""Of every kind of thing that the security log tells of there is a scene in which it happens: who
did it, and from where, is written down by the product and not by a test.
"""

import asyncio
import dataclasses
import getpass
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Final

import pyotp
import pytest
from msgspec.structs import replace

from diemcau.__main__ import main
from diemcau.adapters.store import open_store
from diemcau.app.people.accounts import NewAccount
from diemcau.app.people.openid import ProviderAnswer
from diemcau.app.people.own_factors import OwnFactors
from diemcau.app.personal.erasing import Erasing
from diemcau.app.ports.people import Post
from diemcau.app.ports.providers import Attempt, Claims
from diemcau.app.ports.security import Noted
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.conference import HandConsole, TakeConsoleBack
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.terms import Phase
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, PHONE
from tests.support.hall import Hall, hall, signed_in
from tests.support.lists import LETTER
from tests.support.meeting import BA_DINH, CHAIR, DEPUTY, LOBBY, at, by, code
from tests.support.patience import unless_it_hangs
from tests.support.provider import settings as provider_settings
from tests.support.room import MEETING, take
from tests.support.server import ServerProcess
from tests.support.store import sqlite_in

Scene = Callable[[Hall], Awaitable[None]]
HER_SITE: Final = code(BA_DINH)


async def guessed(it: Hall) -> None:
    for _ in range(9):
        with suppress(Refused):
            await it.parts.admission.sign_in("hoa", "đoán mò", PHONE)


async def came_and_went(it: Hall) -> None:
    doors = it.parts.admission
    _, chair = await doors.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    [issued] = await doors.issue_passes(MEETING, [HER_SITE])
    _, site = await doors.join_by_pin(MEETING, HER_SITE, issued.pin, Phase.LOBBY, PHONE)
    await doors.inside.sign_out(chair, LAPTOP)
    await doors.inside.sign_out_everywhere(site, PHONE)


async def handed_over(it: Hall) -> None:
    room = await it.parts.rooms.room(MEETING)
    await take(
        room, HandConsole(**by(CHAIR, 1), login=DEPUTY.login, name=DEPUTY.name, until=at(40))
    )
    await take(room, TakeConsoleBack(**by(CHAIR, 2)))


async def pressed(it: Hall, who: str, path: str, fields: Mapping[str, str]) -> None:
    headers = {"X-CSRF": f"csrf-of-{who}"}
    async with (await it.browser(who)).post(path, data=fields, headers=headers) as answer:
        assert answer.status == 200, await answer.text()


async def opened(it: Hall) -> None:
    await pressed(it, "secretary", f"/conferences/{MEETING}/passes/open", {"site": HER_SITE})


async def issued(it: Hall) -> None:
    await pressed(it, "secretary", f"/conferences/{MEETING}/passes", {"sites": HER_SITE})


async def addressed(it: Hall) -> None:
    await pressed(it, "secretary", "/letters/addresses", {f"address.{HER_SITE}": "a@example.vn"})


async def calendar_made(it: Hall) -> None:
    await it.browser("ba-dinh")
    account = replace(signed_in("ba-dinh", it.clock.now()), meeting=None, login="ba-dinh")
    await it.store.sessions.put(account)
    await pressed(it, "ba-dinh", "/calendar", {})


async def machines_came_and_went(it: Hall) -> None:
    for path in ("machines", "machines/end"):
        await pressed(it, "operator", f"/conferences/{MEETING}/{path}", {"machine": "OBS"})


async def exported(it: Hall) -> None:
    async with (await it.browser("secretary")).get("/published.atom") as answer:
        assert answer.status == 200


async def founded(it: Hall) -> None:
    """In an office where nobody may sign in yet."""
    founding = it.parts.founding
    for each in await it.store.accounts.all():
        await it.store.accounts.remove(each.login)
    with suppress(Refused):
        await founding.check("a guess", PHONE.address)
    new = NewAccount(login="binh", name="Bình", post=Post.SECRETARY, password="mot mat khau dai")
    given = await founding.code() or ""
    await founding.found(given, await it.parts.bodies.office(FIRST_BODY), [new], LAPTOP.address)


async def looked_after(it: Hall) -> None:
    await pressed(it, "admin", "/people/hoa/invite", {})
    await pressed(it, "admin", "/people/hoa", {"name": "Hoa", "post": "chair"})


async def stepped(it: Hall) -> None:
    doors = it.parts.admission
    own = OwnFactors(doors)
    _, session = await doors.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await own.begin(session)
    totp = pyotp.TOTP((await own.begun(session)).secret)
    await own.confirm(session, totp.at(it.clock.now()), LAPTOP)
    [code, *_] = await own.new_recovery_codes(session, LAPTOP)
    await own.prove(session, HOAS_PASSWORD, code, LAPTOP)
    await pressed(it, "admin", "/people/hoa/factors-off", {})


class Vouching:
    """A provider at its port, which says of everybody that they are one citizen."""

    settings = provider_settings(1)

    def __init__(self) -> None:
        self.state = ""

    async def address(self, attempt: Attempt) -> str:
        self.state = attempt.state
        return "https://sso.example.vn"

    async def redeem(self, code: str, issuer: str, attempt: Attempt) -> Claims:
        return {"sub": f"{code}{issuer}{attempt.redirect}"}

    async def ended(self, token: str) -> Claims:
        return {"sub": token}


async def linked(it: Hall) -> None:
    provider = Vouching()
    doors = dataclasses.replace(it.parts.openid, providers={"cong": provider})
    _, session = await it.parts.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    cookie, _ = await doors.leave("cong", session)
    answer = ProviderAnswer(cookie, provider.state, "mã")
    await doors.link("cong", answer, session, LAPTOP)
    [kept] = await doors.identities.of("hoa")
    await doors.unlink(kept.key.hex(), session, LAPTOP)


async def a_body_made(it: Hall) -> None:
    said = {"unit": "xã Sóc Sơn", "short_name": "soc-son", "name": "Lan", "login": "lan"}
    await pressed(it, "admin", "/bodies/new", said)
    office = {"organiser": "Thường trực HĐND", "body": "HỘI ĐỒNG NHÂN DÂN"}
    await pressed(it, "admin", "/office", office)


async def a_system_let_in_and_ended(it: Hall) -> None:
    await pressed(it, "secretary", "/petitions/systems", {"id": "1", "name": "Phần mềm"})
    await pressed(it, "secretary", "/petitions/systems/end", {"id": "2", "system": "HT-01"})


async def erased(it: Hall) -> None:
    await it.store.letters.post([LETTER])
    it.clock.turn(days=2000)
    await Erasing(it.store.personal, it.parts.admission.security, it.parts.ways).run()


IN_THE_HOUSE: Final[Mapping[Scene, frozenset[Noted]]] = {
    guessed: frozenset({Noted.FAILED, Noted.KEPT_OUT}),
    came_and_went: frozenset(
        {Noted.SIGNED_IN, Noted.JOINED, Noted.SIGNED_OUT, Noted.SIGNED_OUT_EVERYWHERE}
    ),
    handed_over: frozenset({Noted.CONSOLE_HANDED, Noted.CONSOLE_TAKEN_BACK}),
    opened: frozenset({Noted.LET_IN}),
    issued: frozenset({Noted.PASSES_ISSUED}),
    addressed: frozenset({Noted.ADDRESSES_SET}),
    calendar_made: frozenset({Noted.CALENDAR_OPENED}),
    machines_came_and_went: frozenset({Noted.MACHINE_LET_IN, Noted.MACHINE_ENDED}),
    exported: frozenset({Noted.EXPORTED}),
    a_system_let_in_and_ended: frozenset({Noted.SYSTEM_LET_IN, Noted.SYSTEM_ENDED}),
    stepped: frozenset(
        {
            Noted.FACTOR_ON,
            Noted.FACTOR_OFF,
            Noted.RECOVERY_MADE,
            Noted.RECOVERY_USED,
            Noted.PROVED,
        }
    ),
    linked: frozenset({Noted.IDENTITY_LINKED, Noted.IDENTITY_UNLINKED}),
    a_body_made: frozenset({Noted.BODY_MADE, Noted.OFFICE_CHANGED, Noted.ACCOUNT_ADDED}),
    looked_after: frozenset({Noted.INVITED, Noted.ACCOUNT_CHANGED}),
    erased: frozenset({Noted.ERASED}),
    founded: frozenset({Noted.FAILED, Noted.FOUNDED, Noted.ACCOUNT_ADDED}),
}
ON_THE_TERMINAL: Final[Mapping[str, Noted]] = {
    "user add hoa chair": Noted.ACCOUNT_ADDED,
    "user invite hoa": Noted.INVITED,
    "user password hoa": Noted.PASSWORD_SET,
    "user unlock hoa": Noted.LET_IN,
    "user factors-off hoa": Noted.FACTOR_OFF,
    "user disable hoa": Noted.ACCOUNT_DISABLED,
    "user enable hoa": Noted.ACCOUNT_ENABLED,
    "user remove hoa": Noted.ACCOUNT_REMOVED,
    "export giao-ban": Noted.EXPORTED,
}


def test_of_every_kind_there_is_a_scene() -> None:
    happens = {*ON_THE_TERMINAL.values(), Noted.STARTED}.union(*IN_THE_HOUSE.values())
    assert happens == {*Noted}


@pytest.mark.parametrize("scene", IN_THE_HOUSE, ids=lambda scene: scene.__name__)
async def test_what_happens_in_the_house_is_written_down(scene: Scene, address: str) -> None:
    async with hall(LOBBY, url=address, minutes=-10) as it:
        password = await it.parts.admission.passwords.hashed(HOAS_PASSWORD)
        await it.store.accounts.put(replace(HOA, password=password))
        before = len(await it.store.security_log.after(0, 100))
        await scene(it)
        meant = IN_THE_HOUSE[scene]
        async with unless_it_hangs():
            while not await _noted(it, before, meant):  # noqa: ASYNC110 – no table tells
                await asyncio.sleep(0)


async def _noted(it: Hall, before: int, meant: frozenset[Noted]) -> bool:
    notes = (await it.store.security_log.after(0, 100))[before:]
    return {each.what for each in notes} >= meant and all(each.who for each in notes)


def test_what_is_done_on_the_terminal_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMCAU_STORE__URL", sqlite_in(tmp_path))
    for command, what in ON_THE_TERMINAL.items():
        monkeypatch.setattr("sys.stdin", StringIO("một mật khẩu dài\n"))
        main(command.split())
        capsys.readouterr()
        main(["security-log"])
        last = capsys.readouterr().out.splitlines()[-1]
        assert f'"what":"{what}","who":"terminal/{getpass.getuser()}"' in last, command


async def test_each_start_is_written_down_with_the_settings_it_had(tmp_path: Path) -> None:
    server = ServerProcess(sqlite_in(tmp_path))
    await server.start()
    await server.stop()
    store = open_store(sqlite_in(tmp_path))
    [note] = await store.security_log.after(0, 10)
    assert (note.what, len(note.about)) == (Noted.STARTED, 16)
    await store.close()
