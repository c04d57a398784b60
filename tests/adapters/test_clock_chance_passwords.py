"""The laws of `Clock`, `Chance` and `Passwords`."""

import asyncio
import re
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from diemcau.adapters.chance import SystemChance
from diemcau.adapters.clock import SystemClock
from diemcau.adapters.passwords import Argon2Passwords

QUICK = {"passes": 1, "kibibytes": 64}


def test_the_clock_tells_the_servers_time_in_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_ids_are_uuids_of_version_7_and_carry_their_millisecond() -> None:
    before, given, after = time.time_ns(), UUID(SystemChance().new_id()), time.time_ns()
    assert (given.version, given.variant) == (7, "specified in RFC 4122")
    assert before // 1_000_000 <= given.int >> 80 <= after // 1_000_000
    assert len(str(given)) == 36


def test_ids_sort_in_the_order_in_which_they_were_given() -> None:
    chance = SystemChance()
    given = [chance.new_id() for _ in range(20_000)]
    assert given == sorted(set(given))


def test_ids_sort_even_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = SystemChance()
    first = chance.new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert first < chance.new_id() < chance.new_id()


def test_two_processes_never_give_the_same_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_795_000_000_000_000_000)
    assert SystemChance().new_id() != SystemChance().new_id()


def test_tokens_hold_256_bits_and_fit_in_an_address() -> None:
    tokens = {SystemChance().new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[\w-]{43}", each, re.ASCII) for each in tokens)


def test_pins_have_as_many_digits_as_asked_even_when_small(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"\d{8}", SystemChance().new_pin(8))
    monkeypatch.setattr("secrets.randbelow", lambda _: 7)
    assert SystemChance().new_pin(6) == "000007"


async def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Argon2Passwords(**QUICK)
    hashed = await passwords.hashed("mật khẩu")
    assert await passwords.matches("mật khẩu", hashed)
    assert not await passwords.matches("mat khau", hashed)


async def test_the_same_password_is_never_hashed_the_same() -> None:
    passwords = Argon2Passwords(**QUICK)
    assert await passwords.hashed("123456") != await passwords.hashed("123456")


@pytest.mark.parametrize("hashed", ["", "none", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=4$YQ$YQ"])
async def test_what_is_no_hash_matches_nothing(hashed: str) -> None:
    assert not await Argon2Passwords(**QUICK).matches("", hashed)


async def test_hashes_are_argon2id_at_the_costs_of_the_rfc() -> None:
    hashed = await Argon2Passwords().hashed("mật khẩu")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert await Argon2Passwords(**QUICK).matches("mật khẩu", hashed)


async def test_the_loop_goes_on_while_passwords_are_hashed() -> None:
    passwords, turns = Argon2Passwords(), 0
    async with asyncio.TaskGroup() as group:
        hashing = [group.create_task(passwords.hashed(str(each))) for each in range(4)]
        while not all(each.done() for each in hashing):
            await asyncio.sleep(0.001)
            turns += 1
    assert turns > 10
