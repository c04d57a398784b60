"""People with passwords, sites with links and PINs, and how long each stays inside."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from unicodedata import normalize

import pytest
from msgspec.structs import replace
from typing_extensions import override

from diemcau.adapters.store.memory import MemorySessions
from diemcau.app.admission.devices import Device
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.admission.refusals import (
    AccountDisabled,
    LinkUsed,
    LockedOut,
    NoSuchLink,
    WeakPassword,
    WrongPassword,
    WrongPin,
)
from diemcau.app.admission.secrets import key_of, strong
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.live.seats import actor_in
from diemcau.app.ports.people import Account, Post, Session
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.terms import Phase, Role
from tests.support.entrance import (
    ANOTHER,
    BA_DINH,
    BRIEFING,
    DONG_ANH,
    HOA,
    HOAS_PASSWORD,
    LAPTOP,
    MORNING,
    PHONE,
    Door,
)


@pytest.fixture
async def door() -> Door:
    door = Door()
    await door.store.accounts.put(HOA)
    return door


async def issued(door: Door) -> IssuedPass:
    [ours] = await door.admission.issue_passes(BRIEFING, [BA_DINH])
    return ours


async def codes(*tries: Awaitable[object]) -> Sequence[str]:
    answers = await asyncio.gather(*tries, return_exceptions=True)
    return [each.code if isinstance(each, Refused) else "in" for each in answers]


async def fail(door: Door, login: str, device: Device, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            await door.admission.sign_in(login, "not this one", device)


# ------------------------------------------------------------------------- with a password


async def test_the_right_password_opens_a_session_of_that_account(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert await door.admission.inside.session(token) == session
    assert (session.login, session.post, session.name) == ("hoa", Post.CHAIR, HOA.name)
    assert (session.device, session.created_at) == (LAPTOP.name, MORNING)


async def test_the_token_is_not_kept_and_not_the_form_token(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert session.key == key_of(token)
    assert token not in str(await door.store.sessions.get(session.key))
    assert session.csrf != token


async def test_case_and_blanks_around_a_login_do_not_count(door: Door) -> None:
    _, session = await door.admission.sign_in(" Hoa\t\0", HOAS_PASSWORD, LAPTOP)
    assert session.login == "hoa"


async def test_a_keyboard_that_writes_marks_apart_types_the_same_password(door: Door) -> None:
    apart = normalize("NFD", HOAS_PASSWORD)
    assert apart != HOAS_PASSWORD
    assert await door.admission.sign_in("hoa", apart, LAPTOP)


async def test_a_wrong_password_is_refused(door: Door) -> None:
    with pytest.raises(WrongPassword):
        await door.admission.sign_in("hoa", "mười ba giờ trưa", LAPTOP)


async def test_an_unknown_login_costs_the_same_hash_and_gets_the_same_answer(door: Door) -> None:
    assert await codes(
        door.admission.sign_in("hoa", "wrong", LAPTOP),
        door.admission.sign_in("nobody", "wrong", LAPTOP),
    ) == ["wrong_password", "wrong_password"]
    [(_, hoas), (_, nobodys)] = door.passwords.compared
    assert hoas == HOA.password
    assert nobodys not in {HOA.password, ""}


async def test_the_password_of_nobody_lets_nobody_in(door: Door) -> None:
    await fail(door, "nobody", LAPTOP, 1)
    [(_, nobodys)] = door.passwords.compared
    with pytest.raises(WrongPassword):
        await door.admission.sign_in("nobody", nobodys.removeprefix("hashed:"), LAPTOP)


async def test_a_disabled_account_looks_like_a_wrong_password(door: Door) -> None:
    await door.store.accounts.put(replace(HOA, disabled=True))
    with pytest.raises(AccountDisabled) as refusal:
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert refusal.value.code == WrongPassword.code
    assert len(door.passwords.compared) == 1
    kept = await door.store.attempts.get("login/hoa", LAPTOP.address, MORNING)
    assert kept
    assert kept.count == 1


@pytest.mark.parametrize("password", ["", "chín chữ", "a\N{COMBINING ACUTE ACCENT}" * 9])
def test_a_password_under_ten_letters_is_weak(password: str) -> None:
    with pytest.raises(WeakPassword):
        strong(password)


def test_ten_letters_are_enough_and_are_spelt_one_way() -> None:
    spelt = "đa\N{COMBINING ACUTE ACCENT} mòn gió"
    assert strong(spelt) == "đá mòn gió"


# -------------------------------------------------------------------------------- locked out


async def test_after_five_failures_even_the_right_password_is_locked_out(door: Door) -> None:
    await fail(door, "hoa", LAPTOP, 5)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    assert len(door.passwords.compared) == 5


async def test_an_unknown_login_is_locked_out_alike(door: Door) -> None:
    await fail(door, "nobody", LAPTOP, 5)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("nobody", "not this one", LAPTOP)


async def test_the_lock_opens_after_a_minute_though_somebody_goes_on(door: Door) -> None:
    await fail(door, "hoa", LAPTOP, 5)
    for _ in range(3):
        door.clock.turn(seconds=19)
        with pytest.raises(LockedOut):
            await door.admission.sign_in("hoa", "not this one", LAPTOP)
    door.clock.turn(seconds=3)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


async def test_success_forgets_the_failures_of_the_name(door: Door) -> None:
    await fail(door, "hoa", LAPTOP, 4)
    await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await fail(door, "hoa", LAPTOP, 4)
    assert await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)


async def test_a_hundred_guesses_at_once_are_five_guesses(door: Door) -> None:
    answers = await codes(
        *(door.admission.sign_in("hoa", f"guess {n}", LAPTOP) for n in range(100))
    )
    assert sorted(answers) == ["locked_out"] * 95 + ["wrong_password"] * 5


async def test_one_address_may_not_try_many_names() -> None:
    door = Door(AdmissionSettings(failures_per_address=3))
    for name in ("an", "binh", "chi"):
        await fail(door, name, PHONE, 1)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("dung", "not this one", PHONE)
    await fail(door, "dung", LAPTOP, 1)
    await fail(door, "dung", Device("behind a pipe, no address"), 1)


async def test_success_does_not_forget_the_failures_of_an_address() -> None:
    door = Door(AdmissionSettings(failures_per_address=2))
    await door.store.accounts.put(HOA)
    await fail(door, "an", PHONE, 1)
    await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    await fail(door, "binh", PHONE, 1)
    with pytest.raises(LockedOut):
        await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)


# ---------------------------------------------------------------------------- links and PINs


async def test_passes_are_shown_once_and_kept_hashed(door: Door) -> None:
    [first, second] = await door.admission.issue_passes(BRIEFING, [DONG_ANH, BA_DINH, DONG_ANH])
    assert (first.site, second.site) == (DONG_ANH, BA_DINH)
    assert len({first.pin, second.pin, first.link, second.link}) == 4
    kept = await door.store.site_passes.get(BRIEFING, DONG_ANH)
    assert kept
    assert (kept.pin, kept.link) == (f"hashed:{first.pin}", key_of(first.link))


async def test_passes_for_a_whole_city_are_hashed_a_few_at_a_time(door: Door) -> None:
    city = [SiteCode(f"phuong-{n:03}") for n in range(126)]
    assert [each.site for each in await door.admission.issue_passes(BRIEFING, city)] == city
    assert door.passwords.most_at_once == 4


async def test_looking_at_a_link_does_not_use_it(door: Door) -> None:
    ours = await issued(door)
    for _ in range(2):
        holder = await door.admission.link_holder(ours.link)
        assert (holder.meeting, holder.site, holder.used) == (BRIEFING, BA_DINH, False)
    assert await door.admission.join_by_link(ours.link, PHONE)
    assert (await door.admission.link_holder(ours.link)).used


async def test_a_link_lets_one_device_in_as_its_site(door: Door) -> None:
    ours = await issued(door)
    token, session = await door.admission.join_by_link(ours.link, PHONE)
    assert await door.admission.inside.session(token) == session
    assert (session.post, session.meeting, session.site) == (Post.SITE, BRIEFING, BA_DINH)
    assert session.login is None
    with pytest.raises(LinkUsed):
        await door.admission.join_by_link(ours.link, LAPTOP)


async def test_of_two_devices_with_one_link_at_once_one_gets_in(door: Door) -> None:
    ours = await issued(door)
    answers = await codes(
        door.admission.join_by_link(ours.link, PHONE),
        door.admission.join_by_link(ours.link, LAPTOP),
    )
    assert sorted(answers) == ["in", "link_used"]


async def test_a_link_nobody_was_given_leads_nowhere(door: Door) -> None:
    with pytest.raises(NoSuchLink):
        await door.admission.join_by_link("made up \N{SNOWMAN} \ud800", PHONE)
    with pytest.raises(NoSuchLink):
        await door.admission.link_holder("made up")


@pytest.mark.parametrize(
    "said",
    [
        lambda pin: f" {pin[:3]}-{pin[3:]} ",
        lambda pin: f"\u200b{pin}",
        lambda pin: f"Mã PIN: {pin}",
        lambda pin: "".join(chr(ord(each) + 0xFEE0) for each in pin),
    ],
    ids=["grouped", "with a sign nobody sees", "pasted whole", "in full width"],
)
async def test_a_pin_lets_every_device_of_the_room_in(
    door: Door, said: Callable[[str], str]
) -> None:
    ours = await issued(door)
    spoken = said(ours.pin)
    for device in (PHONE, LAPTOP, PHONE):
        _, session = await door.admission.join_by_pin(
            BRIEFING, BA_DINH, spoken, Phase.LOBBY, device
        )
        assert (session.site, session.device) == (BA_DINH, device.name)


async def test_a_whole_room_may_type_the_pin_at_once(door: Door) -> None:
    ours = await issued(door)
    answers = await codes(
        *(
            door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
            for _ in range(12)
        )
    )
    assert answers == ["in"] * 12


async def test_a_pin_opens_no_other_site_and_no_other_conference(door: Door) -> None:
    ours = await issued(door)
    for meeting, site in ((BRIEFING, DONG_ANH), (ANOTHER, BA_DINH)):
        with pytest.raises(WrongPin):
            await door.admission.join_by_pin(meeting, site, ours.pin, Phase.LOBBY, PHONE)
    assert len(door.passwords.compared) == 2


async def test_guessing_a_pin_locks_that_site_out_and_no_other(door: Door) -> None:
    ours, theirs = await door.admission.issue_passes(BRIEFING, [BA_DINH, DONG_ANH])
    for _ in range(5):
        with pytest.raises(WrongPin):
            await door.admission.join_by_pin(BRIEFING, BA_DINH, "999999", Phase.LOBBY, PHONE)
    with pytest.raises(LockedOut):
        await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
    assert await door.admission.join_by_pin(BRIEFING, DONG_ANH, theirs.pin, Phase.LOBBY, PHONE)
    assert await door.admission.join_by_link(ours.link, PHONE)


async def test_new_passes_replace_the_old_ones(door: Door) -> None:
    old = await issued(door)
    new = await issued(door)
    with pytest.raises(WrongPin):
        await door.admission.join_by_pin(BRIEFING, BA_DINH, old.pin, Phase.LOBBY, PHONE)
    with pytest.raises(NoSuchLink):
        await door.admission.join_by_link(old.link, PHONE)
    assert await door.admission.join_by_pin(BRIEFING, BA_DINH, new.pin, Phase.LOBBY, PHONE)


# ---------------------------------------------------------------------------------- sessions


async def test_an_unknown_token_is_no_session(door: Door) -> None:
    assert await door.admission.inside.session("made up \ud800") is None


async def test_a_session_ends_at_its_hour_though_it_is_used(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    for _ in range(11):
        door.clock.turn(hours=1)
        assert await door.admission.inside.session(token)
    door.clock.turn(hours=1)
    assert await door.admission.inside.session(token) is None
    assert await door.store.sessions.get(session.key) is None


async def test_a_session_ends_after_long_silence(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    door.clock.turn(hours=5, minutes=59)
    assert await door.admission.inside.session(token)
    door.clock.turn(hours=6)
    assert await door.admission.inside.session(token) is None
    assert await door.store.sessions.get(session.key) is None


async def test_an_open_socket_counts_as_being_there(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    for _ in range(2):
        door.clock.turn(hours=5)
        assert await door.admission.inside.still(session)
    assert await door.admission.inside.session(token)
    await door.admission.inside.sign_out(session)
    assert await door.admission.inside.still(session) is None


async def test_being_seen_is_written_once_a_minute(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    seen = []
    for _ in range(4):
        door.clock.turn(seconds=25)
        await door.admission.inside.session(token)
        kept = await door.store.sessions.get(session.key)
        seen.append(kept and (kept.seen_at - MORNING).total_seconds())
    assert seen == [0, 0, 75, 75]


async def test_a_changed_account_changes_its_sessions_within_the_minute(door: Door) -> None:
    token, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await door.store.accounts.put(replace(HOA, post=Post.SECRETARY))
    door.clock.turn(minutes=1)
    renewed = await door.admission.inside.session(token)
    assert renewed
    assert renewed.post is Post.SECRETARY


async def test_a_disabled_account_loses_its_sessions_within_the_minute(door: Door) -> None:
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    await door.store.accounts.put(replace(HOA, disabled=True))
    door.clock.turn(minutes=1)
    assert await door.admission.inside.session(token) is None
    assert await door.store.sessions.get(session.key) is None


async def test_a_sites_session_lasts_all_day(door: Door) -> None:
    ours = await issued(door)
    token, session = await door.admission.join_by_pin(
        BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE
    )
    for _ in range(5):
        door.clock.turn(hours=4)
        assert await door.admission.inside.session(token)
    door.clock.turn(hours=4)
    assert await door.admission.inside.session(token) is None
    assert session.expires_at == door.clock.now()


async def test_signing_out_ends_this_device_only(door: Door) -> None:
    here, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    there, _ = await door.admission.sign_in("hoa", HOAS_PASSWORD, PHONE)
    await door.admission.inside.sign_out(session)
    assert await door.admission.inside.session(here) is None
    assert await door.admission.inside.session(there)


async def test_signing_out_everywhere_ends_every_device_of_the_account(door: Door) -> None:
    tokens = [(await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP))[0] for _ in range(3)]
    ours = await issued(door)
    _, sites = await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
    session = await door.admission.inside.session(tokens[0])
    assert session
    assert await door.admission.inside.sign_out_everywhere(session) == 3
    assert [await door.admission.inside.session(each) for each in tokens] == [None] * 3
    assert await door.admission.inside.still(sites)


async def test_signing_out_everywhere_ends_every_device_of_the_site(door: Door) -> None:
    ours, theirs = await door.admission.issue_passes(BRIEFING, [BA_DINH, DONG_ANH])
    _, first = await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
    _, second = await door.admission.join_by_link(ours.link, LAPTOP)
    _, other = await door.admission.join_by_pin(BRIEFING, DONG_ANH, theirs.pin, Phase.LOBBY, PHONE)
    assert await door.admission.inside.sign_out_everywhere(first) == 2
    assert await door.admission.inside.still(second) is None
    assert await door.admission.inside.still(other)


class HesitantSessions(MemorySessions):
    """Reading takes a moment, in which others write."""

    @override
    async def get(self, key: bytes) -> Session | None:
        found = await super().get(key)
        await asyncio.sleep(0)
        return found


@pytest.mark.parametrize("head_start", range(5))
async def test_a_session_signed_out_while_it_is_seen_does_not_come_back(head_start: int) -> None:
    door = Door()
    await door.store.accounts.put(HOA)
    door.admission.sessions = sessions = HesitantSessions()
    token, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    door.clock.turn(minutes=2)

    async def leave() -> None:
        for _ in range(head_start):
            await asyncio.sleep(0)
        await door.admission.inside.sign_out(session)

    await asyncio.gather(door.admission.inside.session(token), leave())
    assert sessions.kept == {}


async def test_expired_sessions_are_swept_out(door: Door) -> None:
    _, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    door.clock.turn(hours=12)
    await door.admission.inside.forget_expired()
    assert await door.store.sessions.get(session.key) is None


# ------------------------------------------------------------------------------ who acts


@pytest.mark.parametrize(
    ("post", "role"),
    [
        (Post.CHAIR, Role.CHAIR),
        (Post.DEPUTY, Role.DEPUTY),
        (Post.SECRETARY, Role.SECRETARY),
        (Post.OPERATOR, Role.OPERATOR),
        (Post.SCREEN, Role.SCREEN),
    ],
)
async def test_an_account_acts_in_its_post_in_any_conference(
    door: Door, post: Post, role: Role
) -> None:
    await door.store.accounts.put(replace(HOA, post=post))
    _, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    for meeting in (BRIEFING, ANOTHER):
        assert actor_in(meeting, session) == Actor(role=role, name=HOA.name, login="hoa")


async def test_an_admin_acts_in_no_conference(door: Door) -> None:
    await door.store.accounts.put(replace(HOA, post=Post.ADMIN))
    _, session = await door.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    with pytest.raises(NotAllowed):
        actor_in(BRIEFING, session)


async def test_an_account_of_a_site_acts_as_the_site(door: Door) -> None:
    account = Account(
        login="badinh", name="Ba Đình", post=Post.SITE, password=HOA.password, site=BA_DINH
    )
    await door.store.accounts.put(account)
    _, session = await door.admission.sign_in("badinh", HOAS_PASSWORD, LAPTOP)
    assert actor_in(ANOTHER, session) == Actor(role=Role.SITE, name="Ba Đình", site=BA_DINH)


async def test_a_site_let_in_by_pin_enters_that_conference_only(door: Door) -> None:
    ours = await issued(door)
    _, session = await door.admission.join_by_pin(BRIEFING, BA_DINH, ours.pin, Phase.LOBBY, PHONE)
    assert actor_in(BRIEFING, session) == Actor(role=Role.SITE, name=BA_DINH, site=BA_DINH)
    with pytest.raises(NotAllowed):
        actor_in(ANOTHER, session)
