"""Guessing is bounded, and nobody is kept out by what others guess."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from msgspec.structs import replace

from diemcau.adapters.store import open_store
from diemcau.app.admission.devices import Device
from diemcau.app.admission.locks import network_of
from diemcau.app.admission.refusals import LockedOut, PinNotNow, WrongPassword, WrongPin
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.people.accounts import NewAccount, add
from diemcau.app.ports.people import Post
from diemcau.app.refusals import Refused
from diemcau.config import Configuration
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.terms import Phase
from diemcau.edge.pages.office.locks import EVERYBODY
from diemcau.edge.who.identity import IdentitySettings
from tests.support.entrance import (
    ANOTHER,
    BA_DINH,
    BRIEFING,
    DONG_ANH,
    HOA,
    HOAS_PASSWORD,
    LAPTOP,
    PHONE,
    CheapPasswords,
    Door,
)
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import ANNOUNCED, LOBBY, Step, code
from tests.support.meeting import BA_DINH as SITE_OF_THE_SCENE
from tests.support.room import MEETING

LIVE = (Phase.LOBBY, Phase.RUNNING, Phase.BREAK)
WRONG = "9999 9999"


def from_network(number: int) -> Device:
    return Device("curl", f"198.18.{number // 256}.{number % 256}")


@asynccontextmanager
async def opened(address: str, settings: AdmissionSettings | None = None) -> AsyncIterator[Door]:
    door = Door(settings or AdmissionSettings(), open_store(address))
    await door.store.accounts.put(HOA)
    yield door
    await door.store.close()


async def guess(door: Door, device: Device, site: SiteCode = BA_DINH, times: int = 1) -> list[str]:
    answers = []
    for _ in range(times):
        try:
            await door.admission.join_by_pin(BRIEFING, site, WRONG, Phase.LOBBY, device)
        except Refused as refusal:
            answers.append(refusal.code)
    return answers


async def sign_in_wrongly(door: Door, device: Device, times: int = 1, login: str = "hoa") -> int:
    """How many of the guesses were heard."""
    before = len(door.passwords.compared)
    for _ in range(times):
        with pytest.raises((WrongPassword, LockedOut)):
            await door.admission.sign_in(login, "not this one", device)
    return len(door.passwords.compared) - before


# -- nobody is kept out by others ----------------------------------------------------------------


async def test_five_wrong_passwords_keep_the_chair_out_of_no_other_network(address: str) -> None:
    async with opened(address) as door:
        assert await sign_in_wrongly(door, PHONE, 9) == 5
        assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        with pytest.raises(LockedOut):
            await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)


async def test_wrong_pins_for_five_sites_keep_nobody_out_elsewhere(address: str) -> None:
    async with opened(address) as door:
        sites = [SiteCode(f"phuong-{n}") for n in range(5)]
        issued = await door.admission.issue_passes(BRIEFING, sites)
        for site in sites:
            assert await guess(door, PHONE, site, 5) == ["wrong_pin"] * 5
        for each in issued:
            pin = (BRIEFING, each.site, each.pin, Phase.LOBBY)
            assert await door.admission.join_by_pin(*pin, LAPTOP)
            with pytest.raises(LockedOut):
                await door.admission.join_by_pin(*pin, PHONE)


async def marked(door: Door, device: Device) -> Device:
    """As it comes back after it was inside once."""
    _, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, device)
    return replace(device, marks=(await door.admission.mark(session, device),))


async def test_a_device_that_was_inside_before_passes_what_its_own_network_is_kept_out_for(
    address: str,
) -> None:
    async with opened(address) as door:
        known = await marked(door, PHONE)
        await sign_in_wrongly(door, PHONE, 5)
        for number in range(40):
            await sign_in_wrongly(door, from_network(number))
        with pytest.raises(LockedOut):
            await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
        assert await door.admission.sign_in("hoa", HOAS_PASSWORD, known)


async def test_a_known_device_that_guesses_is_kept_out_by_itself(address: str) -> None:
    async with opened(address) as door:
        known = await marked(door, PHONE)
        assert await sign_in_wrongly(door, known, 9) == 5
        moved = replace(known, address=LAPTOP.address)
        assert await sign_in_wrongly(door, moved) == 0
        assert await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)


@pytest.mark.parametrize("forged", ["", ".", "id.", "id." + "0" * 64, "\ud800.\ud800", "x" * 9999])
async def test_a_mark_that_we_did_not_make_is_no_mark(forged: str) -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    await sign_in_wrongly(door, PHONE, 5)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, replace(PHONE, marks=(forged,)))


async def test_a_mark_is_for_one_account_and_ends_with_its_password(address: str) -> None:
    async with opened(address) as door:
        known = await marked(door, PHONE)
        await sign_in_wrongly(door, PHONE, 5, login="minh")
        assert await sign_in_wrongly(door, known, login="minh") == 0
        await door.store.accounts.put(replace(HOA, password="hashed:một mật khẩu khác"))
        await sign_in_wrongly(door, PHONE, 5)
        with pytest.raises(LockedOut):
            await door.admission.sign_in("hoa", "một mật khẩu khác", known)


async def test_a_mark_holds_on_every_node_and_after_a_restart(address: str) -> None:
    async with opened(address) as door:
        known = await marked(door, PHONE)
        await sign_in_wrongly(door, PHONE, 5)
    async with opened(address) as another:
        assert await another.admission.sign_in("hoa", HOAS_PASSWORD, known)


async def test_a_fresh_pass_lets_its_site_in_at_once(address: str) -> None:
    async with opened(address) as door:
        await door.admission.issue_passes(BRIEFING, [BA_DINH])
        await guess(door, PHONE, times=5)
        [fresh] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
        assert await door.admission.join_by_pin(BRIEFING, BA_DINH, fresh.pin, Phase.LOBBY, PHONE)


# -- guessing is bounded -------------------------------------------------------------------------


async def heard_in(door: Door, device: Device, length: timedelta, every: timedelta) -> int:
    """Of the guesses of one who never tires, how many were compared with the secret."""
    end, heard = door.clock.now() + length, 0
    while door.clock.now() < end:
        heard += await sign_in_wrongly(door, device)
        door.clock.time += every
    return heard


async def test_one_network_gets_some_thirty_guesses_a_day_at_a_name() -> None:
    door = Door()
    assert await heard_in(door, PHONE, timedelta(days=1), timedelta(minutes=1)) == 33


async def test_however_many_networks_get_a_hundred_guesses_an_hour_at_an_account() -> None:
    door = Door()
    for second in range(3600):
        await sign_in_wrongly(door, from_network(second))
        door.clock.turn(seconds=1)
    assert 90 <= len(door.passwords.compared) <= 100


async def test_one_network_may_not_try_every_site() -> None:
    door = Door(AdmissionSettings(failures_per_address=20))
    sites = [SiteCode(f"phuong-{n}") for n in range(126)]
    [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
    answers = [(await guess(door, PHONE, site))[0] for site in sites]
    assert answers == ["wrong_pin"] * 20 + ["locked_out"] * 106
    assert await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, LAPTOP)


async def test_all_networks_together_have_one_budget_at_the_pins_of_a_conference(
    address: str,
) -> None:
    async with opened(address, AdmissionSettings(failures_per_conference=30)) as door:
        ours, theirs = await door.admission.issue_passes(BRIEFING, [BA_DINH, DONG_ANH])
        pin = (BRIEFING, BA_DINH, ours.pin, Phase.LOBBY)
        _, session = await door.admission.join_by_pin(*pin, LAPTOP)
        known = replace(LAPTOP, marks=(await door.admission.mark(session, LAPTOP),))
        answers = [(await guess(door, from_network(n)))[0] for n in range(40)]
        assert answers == ["wrong_pin"] * 30 + ["locked_out"] * 10
        assert await door.admission.join_by_pin(*pin, known), "who was inside comes in"
        assert await door.admission.join_by_link(theirs.link, PHONE), "and links do"
        with pytest.raises(LockedOut):
            await door.admission.join_by_pin(*pin, PHONE)
        door.clock.turn(hours=23)
        assert await guess(door, from_network(99)) == ["locked_out"], "it does not grow back"


async def test_a_right_pin_clears_nothing_of_what_others_guessed(address: str) -> None:
    """Whoever holds a pass may not use it to wipe the slate for those who guess."""
    async with opened(address, AdmissionSettings(failures_per_conference=8)) as door:
        ours, _ = await door.admission.issue_passes(BRIEFING, [BA_DINH, DONG_ANH])
        await guess(door, PHONE, DONG_ANH, 5)
        for device in (PHONE, LAPTOP):
            pin = (BRIEFING, BA_DINH, ours.pin, Phase.LOBBY)
            assert await door.admission.join_by_pin(*pin, device)
        assert await guess(door, PHONE, DONG_ANH) == ["locked_out"]
        assert await guess(door, LAPTOP, DONG_ANH, 4) == ["wrong_pin"] * 3 + ["locked_out"]


async def test_a_hundred_guesses_at_once_from_many_networks_are_counted(address: str) -> None:
    async with opened(address) as door:
        tries = (door.admission.sign_in("hoa", "?", from_network(n)) for n in range(100))
        answers = await asyncio.gather(*tries, return_exceptions=True)
        assert sum(isinstance(each, WrongPassword) for each in answers) == 30
        assert sum(isinstance(each, LockedOut) for each in answers) == 70


@pytest.mark.parametrize(
    ("address_", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("2001:db8:1:3::/64", "2001:db8:1::/48"),
        ("2001::/16", "2001::/16"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_customer_of_a_provider_is_one_network(address_: str, network: str) -> None:
    assert network_of(address_) == network


# -- when a PIN opens ----------------------------------------------------------------------------


@pytest.mark.parametrize("phase", Phase)
async def test_a_pin_opens_from_the_lobby_to_the_end(phase: Phase) -> None:
    door = Door()
    [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
    tried = door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, phase, PHONE)
    if phase in LIVE:
        assert await tried
        return
    with pytest.raises(PinNotNow):
        await tried
    assert not door.passwords.compared, "and nothing is learnt by guessing then"


async def test_before_the_lobby_a_link_opens_and_then_the_pin_on_that_device(address: str) -> None:
    async with opened(address) as door:
        [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
        _, session = await door.admission.join_by_link(ours.link, PHONE)
        known = replace(PHONE, marks=(await door.admission.mark(session, PHONE),))
        again = door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.ANNOUNCED, known)
        assert await again
        with pytest.raises(PinNotNow):
            await door.admission.join_by_pin(BRIEFING, DONG_ANH, ours.pin, Phase.ANNOUNCED, known)
        with pytest.raises(WrongPin):
            await door.admission.join_by_pin(ANOTHER, BA_DINH, ours.pin, Phase.ANNOUNCED, known)


@pytest.mark.parametrize(
    "typed", ["{0}{1}", "{0} {1}", "{0}-{1}", "{0}.{1}", " {0}\N{NO-BREAK SPACE}{1}\n"]
)
async def test_a_pin_is_typed_in_any_grouping(typed: str) -> None:
    door = Door()
    [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
    assert re.fullmatch(r"\d{8}", ours.pin)
    pin = typed.format(ours.pin[:4], ours.pin[4:])
    assert await door.admission.join_by_pin(BRIEFING, BA_DINH, pin, Phase.LOBBY, PHONE)


# -- over the wire, as the hall sees it ----------------------------------------------------------

PASSES = f"/conferences/{MEETING}/passes"
OPEN = f"{PASSES}/open"
JOIN = f"/join/{MEETING}"
BEHIND_A_PROXY = Configuration(
    identity=IdentitySettings(proxies=1),
    admission=AdmissionSettings(failures_per_conference=12),
)


@asynccontextmanager
async def house(
    address: str, *steps: Step, settings: Configuration = BEHIND_A_PROXY
) -> AsyncIterator[Hall]:
    async with hall(*(steps or (LOBBY,)), url=address, minutes=-300, settings=settings) as made:
        made.clock.turn(minutes=270)
        made.parts.admission.passwords = made.parts.admission.pins = CheapPasswords()
        yield made


@asynccontextmanager
async def stranger(made: Hall, network: str) -> AsyncIterator[ClientSession]:
    headers = {"X-Forwarded-For": network}
    jar = CookieJar(unsafe=True)
    async with ClientSession(made.url, headers=headers, cookie_jar=jar) as browser:
        yield browser


async def send(browser: ClientSession, path: str, action: str, **fields: str) -> ClientResponse:
    async with browser.get(path) as response:
        data = filled(form_for(read(await response.text()), action))
    data.update(fields)
    async with browser.post(action, data=data, allow_redirects=False) as response:
        await response.read()
        return response


async def pins(made: Hall) -> dict[str, str]:
    secretary = await made.browser("secretary")
    async with secretary.get(PASSES) as response:
        data = filled(form_for(read(await response.text()), PASSES))
    async with secretary.post(PASSES, data=data) as response:
        sheet = read(await response.text())
    slips = [each for each in sheet.all("section") if "slip" in each["class"]]
    return {next(slip.all("h2")).words: next(slip.all("strong")).words for slip in slips}


async def statuses(browser: ClientSession, times: int, **fields: str) -> Sequence[int]:
    return [(await send(browser, JOIN, JOIN, **fields)).status for _ in range(times)]


async def shown_to(browser: ClientSession) -> Element:
    async with browser.get(PASSES) as response:
        return read(await response.text())


async def press(browser: ClientSession, shown: Element, **chosen: str) -> int:
    """The button with this name and value, in whatever form it stands."""
    [(name, value)] = chosen.items()
    [button] = [b for b in shown.all("button") if (b["name"], b["value"]) == (name, value)]
    csrf = next(each["value"] for each in shown.all("input") if each["name"] == "csrf")
    data = {**chosen, "csrf": csrf}
    action = button["formaction"] or OPEN
    async with browser.post(action, data=data, allow_redirects=False) as response:
        return response.status


async def test_the_hall_sees_a_site_that_is_kept_out_and_lets_it_in_with_one_press(
    address: str,
) -> None:
    async with house(address) as made, stranger(made, "203.0.113.9") as site:
        pin = (await pins(made))["Ba Đình"]
        assert re.fullmatch(r"\d{4} \d{4}", pin)
        assert await statuses(site, 6, site="Ba Đình", pin="0") == [401] * 5 + [429]
        answer = await send(site, JOIN, JOIN, site="Ba Đình", pin=pin)
        assert answer.headers["Retry-After"] == "60"
        operator = await made.browser("operator")
        shown = await shown_to(operator)
        assert "Tạm khóa 1 mạng đến 07:31" in " ".join(each.words for each in shown.all("td"))
        assert await press(operator, shown, site=code(SITE_OF_THE_SCENE)) == 303
        assert "Tạm khóa" not in (await shown_to(operator)).words
        answer = await send(site, JOIN, JOIN, site="Ba Đình", pin=pin)
        assert answer.status == 303


async def test_the_hall_sees_that_the_budget_is_spent_and_opens_again(address: str) -> None:
    async with house(address) as made:
        pin = (await pins(made))["Đông Anh"]
        for number in range(3):
            async with stranger(made, f"203.0.113.{number}") as guesser:
                await statuses(guesser, 4, site="Ba Đình", pin="0")
        async with stranger(made, "198.51.100.1") as site:
            assert await statuses(site, 1, site="Đông Anh", pin=pin) == [429]
            secretary = await made.browser("secretary")
            shown = await shown_to(secretary)
            assert await press(secretary, shown, site=EVERYBODY) == 303
            assert await statuses(site, 1, site="Đông Anh", pin=pin) == [303]


async def test_the_hall_sees_a_network_that_guessed_at_many_sites(address: str) -> None:
    strict = replace(BEHIND_A_PROXY, admission=AdmissionSettings(failures_per_address=2))
    async with house(address, settings=strict) as made, stranger(made, "203.0.113.9") as guesser:
        await pins(made)
        for site in ("Ba Đình", "Đông Anh"):
            assert await statuses(guesser, 1, site=site, pin="0") == [401]
        assert await statuses(guesser, 1, site="Ba Đình", pin="0") == [429]
        shown = await shown_to(await made.browser("operator"))
        assert "Mọi điểm cầu – Tạm khóa 1 mạng đến 07:31" in shown.words
        assert "Quá nhiều mã PIN sai ở cả hội nghị" not in shown.words


async def test_the_hall_lets_its_own_chair_in_and_nobody_elses(address: str) -> None:
    async with house(address) as made:
        for login, post in (("hoa", Post.CHAIR), ("quan-tri", Post.ADMIN)):
            await made.store.accounts.put(replace(HOA, login=login, post=post))
            async with stranger(made, "203.0.113.9") as guesser:
                for _ in range(5):
                    await send(guesser, "/sign-in", "/sign-in", login=login, password="?")
        operator = await made.browser("operator")
        shown = await shown_to(operator)
        assert [b["value"] for b in shown.all("button") if b["name"] == "login"] == ["hoa"]
        assert await press(operator, shown, login="hoa") == 303
        csrf = next(each["value"] for each in shown.all("input") if each["name"] == "csrf")
        data = {"csrf": csrf, "login": "quan-tri"}
        async with operator.post(OPEN, data=data, allow_redirects=False) as response:
            assert response.status == 303
        left = await made.parts.admission.locks.closed("login/")
        assert [each.name for each in left] == ["login/quan-tri"]


@pytest.mark.parametrize("who", ["chair", "ba-dinh", "screen", "admin", ""])
async def test_nobody_but_who_hands_out_passes_opens(who: str) -> None:
    async with house("memory://") as made:
        browser = await made.browser(who)
        headers = {"X-CSRF": f"csrf-of-{who}"} if who else {}
        data = {"site": EVERYBODY}
        async with browser.post(OPEN, data=data, headers=headers) as response:
            assert response.status in {401, 403}


async def test_a_browser_that_was_inside_before_comes_in_beside_one_that_guesses(
    address: str,
) -> None:
    async with house(address) as made:
        new = NewAccount(login="hoa", name="Hoa", post=Post.CHAIR, password=HOAS_PASSWORD)
        await add(made.store.accounts, made.parts.admission.passwords, new)
        chair = {"login": "hoa", "password": HOAS_PASSWORD}
        async with stranger(made, "203.0.113.9") as desk, stranger(made, "203.0.113.9") as rogue:
            assert (await send(desk, "/sign-in", "/sign-in", **chair)).status == 303
            await send(desk, "/sign-out", "/sign-out")
            for _ in range(6):
                await send(rogue, "/sign-in", "/sign-in", login="hoa", password="?")
            assert (await send(rogue, "/sign-in", "/sign-in", **chair)).status == 429
            assert (await send(desk, "/sign-in", "/sign-in", **chair)).status == 303


async def test_a_page_says_that_pins_wait_for_the_lobby(address: str) -> None:
    async with house(address, ANNOUNCED) as made, stranger(made, "203.0.113.9") as site:
        made.clock.turn(hours=-4)
        pin = (await pins(made))["Ba Đình"]
        async with site.get(JOIN) as response:
            assert "Mã PIN dùng được từ khi mở phòng chờ" in await response.text()
        assert await statuses(site, 1, site="Ba Đình", pin=pin) == [403]
