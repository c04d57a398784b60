"""The laws of `Sessions`."""

from datetime import timedelta, timezone

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.people import Post, Session
from diemcau.domain.nouns.ids import SiteCode
from tests.support.store import EIGHT, EVENING, MORNING, at

LAN = Session(
    key=b"\x00\xff" * 16,
    post=Post.SECRETARY,
    name="Nguyễn Thị Lan",
    csrf="token",
    created_at=EIGHT,
    seen_at=at(1),
    expires_at=at(60),
    login="lan",
    device="Firefox",
)
BA_DINH = replace(
    LAN, key=b"ba-dinh", post=Post.SITE, login=None, meeting=MORNING, site=SiteCode("001")
)


async def put(store: Store, *sessions: Session) -> None:
    for each in sessions:
        await store.sessions.put(each)


async def left(store: Store, *sessions: Session) -> list[bytes]:
    return [each.key for each in sessions if await store.sessions.get(each.key)]


async def test_a_session_comes_back_as_it_was_put(store: Store) -> None:
    await put(store, LAN, BA_DINH)
    assert await store.sessions.get(LAN.key) == LAN
    assert await store.sessions.get(BA_DINH.key) == BA_DINH


async def test_times_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    hanoi = timezone(timedelta(hours=7))
    await put(store, replace(LAN, seen_at=EIGHT.astimezone(hanoi)))
    found = await store.sessions.get(LAN.key)
    assert found
    assert found.seen_at == EIGHT
    assert found.created_at.isoformat() == "2026-11-21T01:00:00.123456+00:00"


async def test_an_unknown_key_opens_nothing(store: Store) -> None:
    assert await store.sessions.get(b"unknown") is None


async def test_putting_again_replaces(store: Store) -> None:
    await put(store, LAN, seen := replace(LAN, seen_at=at(5), expires_at=at(90)))
    assert await store.sessions.get(LAN.key) == seen


async def test_the_devices_of_a_login_are_found_the_latest_seen_first(store: Store) -> None:
    phone, other = replace(LAN, key=b"phone", login="Lan", seen_at=at(9)), replace(LAN, key=b"o")
    await put(store, LAN, phone, replace(other, login="other"), BA_DINH)
    assert [each.key for each in await store.sessions.of(LAN.whose)] == [b"phone", LAN.key]
    assert [each.key for each in await store.sessions.of(BA_DINH.whose)] == [BA_DINH.key]


async def test_signing_out_ends_one_session(store: Store) -> None:
    await put(store, LAN, BA_DINH)
    await store.sessions.remove(LAN.key)
    await store.sessions.remove(b"unknown")
    assert await left(store, LAN, BA_DINH) == [BA_DINH.key]


async def test_signing_out_everywhere_ends_every_session_of_the_login(store: Store) -> None:
    phone, other = replace(LAN, key=b"phone", login="Lan"), replace(LAN, key=b"o", login="other")
    await put(store, LAN, phone, other, BA_DINH)
    assert await store.sessions.remove_of(LAN.whose) == 2
    assert await left(store, LAN, phone, other, BA_DINH) == [b"o", BA_DINH.key]


async def test_signing_a_site_out_everywhere_ends_its_sessions_in_that_meeting(
    store: Store,
) -> None:
    second = replace(BA_DINH, key=b"second")
    evening = replace(BA_DINH, key=b"evening", meeting=EVENING)
    neighbour = replace(BA_DINH, key=b"neighbour", site=SiteCode("002"))
    account = replace(LAN, key=b"account", site=SiteCode("001"))
    await put(store, BA_DINH, second, evening, neighbour, account)
    assert await store.sessions.remove_of(second.whose) == 2
    rest = await left(store, BA_DINH, second, evening, neighbour, account)
    assert rest == [b"evening", b"neighbour", b"account"]


async def test_signing_out_what_is_not_there_ends_nothing(store: Store) -> None:
    await put(store, BA_DINH)
    assert await store.sessions.remove_of(LAN.whose) == 0
    assert await left(store, BA_DINH) == [BA_DINH.key]


async def test_a_session_ends_at_the_very_moment_it_expires(store: Store) -> None:
    later = replace(BA_DINH, expires_at=LAN.expires_at + timedelta(microseconds=1))
    await put(store, LAN, later)
    await store.sessions.remove_expired(LAN.expires_at)
    assert await left(store, LAN, later) == [later.key]
