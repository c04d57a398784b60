"""The reference client: whatever happens to its line, it ends with the view everybody has."""

import asyncio
import secrets

import pytest

from diemcau.demo.client import Client, Gone, SaidNo, connected
from diemcau.demo.door import Door, NotLetIn
from diemcau.domain.nouns.terms import LineState, Phase
from diemcau.domain.views.conference import Conference, SettingsView
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.record import MessageView
from diemcau.domain.views.sites import SiteView
from tests.support.demo import BA_DINH, HOAN_KIEM, QUICK, House
from tests.support.patience import unless_it_hangs


async def level(*clients: Client) -> None:
    """Until they have heard of the last act of the first."""
    await clients[0].do("send_message", text=(word := secrets.token_hex(4)))
    for client in clients:
        async with unless_it_hangs():
            await client.until(lambda c=client: any(word == m.text for m in messages(c)))  # type: ignore[misc]


def messages(client: Client) -> list[MessageView]:
    return list(client.family("message", MessageView).values())


async def test_a_line_cut_in_the_middle_misses_nothing(house: House) -> None:
    async with house.signed_in("chu-tri") as chair, house.joined(BA_DINH) as site:
        await chair.do("start_conference")
        await site.do("check_in", head_count=5)
        site.drop(0.2)
        await chair.do("start_item", item="muc-5")
        for topic in ("một", "hai"):
            await chair.do("ask_to_speak", person={"name": topic}, kind="comment", topic=topic)
        assert site.view["agenda"].get("current") is None, "the line is away"
        await level(chair, site)
        assert site.lines == 2
        async with house.joined(BA_DINH) as fresh:
            assert site.view == fresh.view
            assert site.seq == fresh.seq


@pytest.mark.parametrize("login", ["thu-ky", "dong-chu-tri", "ky-thuat", "man-hinh"])
async def test_whoever_comes_back_sees_what_a_fresh_screen_sees(house: House, login: str) -> None:
    async with house.signed_in("chu-tri") as chair, house.signed_in(login) as screen:
        await chair.do("start_conference")
        screen.drop(0.1)
        await chair.do("start_item", item="muc-1")
        await chair.do("ask_to_speak", command="moi", person={"name": "A"}, kind="statement")
        await chair.do("give_floor", request="moi", believes=None)
        await screen.until(lambda: floor(screen))
        assert screen.lines == 2
        async with house.signed_in(login) as fresh:
            assert screen.view == fresh.view
            assert screen.seq == fresh.seq


def floor(screen: Client) -> SpeechView | None:
    shown = screen.get("floor", FloorView)
    return shown.speech if shown else None


async def test_an_act_whose_answer_was_lost_is_done_once(house: House) -> None:
    async with house.signed_in("chu-tri") as chair:
        for number in range(8):
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(chair.do("send_message", text=f"tin {number}"))
                await asyncio.sleep(0.001 * number)
                chair.drop()
        assert sorted(each.text for each in messages(chair)) == [f"tin {n}" for n in range(8)]
        assert chair.lines > 1


async def test_the_same_id_is_the_same_act(house: House) -> None:
    async with house.signed_in("thu-ky") as secretary:
        once = await secretary.do("send_message", command="mot-lan", text="một lần")
        assert await secretary.do("send_message", command="mot-lan", text="một lần") == once
        assert [each.text for each in messages(secretary)] == ["một lần"]


async def test_a_refusal_has_its_name(house: House) -> None:
    async with house.joined(BA_DINH) as site:
        with pytest.raises(SaidNo) as refused:
            await site.do("start_conference")
        assert refused.value.code == "not_allowed"
        with pytest.raises(SaidNo, match="unknown_act"):
            await site.do("dance")


async def test_who_acts_too_fast_is_slowed_down_and_loses_nothing(house: House) -> None:
    async with house.signed_in("thu-ky") as secretary:
        async with unless_it_hangs(), asyncio.TaskGroup() as tasks:
            for number in range(90):
                tasks.create_task(secretary.do("send_message", text=f"tin {number}"))
        assert {each.text for each in messages(secretary)} == {f"tin {n}" for n in range(90)}


async def test_signed_out_everywhere_the_client_stays_away(house: House) -> None:
    client = Client(house.live, cookie := await house.site_cookie(BA_DINH), QUICK)
    async with asyncio.TaskGroup() as tasks:
        ended = tasks.create_task(gone(client))
        await client.until(lambda: client.view)
        session = await house.product.admission.inside.session(cookie.partition("=")[2])
        assert session is not None
        await house.product.admission.inside.sign_out_everywhere(session)
        client.drop()
    assert ended.result() == 401


async def gone(client: Client) -> int:
    with pytest.raises(Gone) as why:
        await client.run()
    return int(why.value.args[0])


async def test_a_line_that_is_lost_is_seen_in_the_hall_and_so_is_its_return(house: House) -> None:
    async with house.signed_in("ky-thuat") as operator, house.joined(HOAN_KIEM) as site:
        site.drop(0.8)  # the grace is half a second at this speed
        async with unless_it_hangs():
            await operator.until(lambda: line(operator) is LineState.LOST)
            await operator.until(lambda: line(operator) is LineState.CONNECTED)


def line(operator: Client) -> LineState | None:
    site = operator.get(f"site/{HOAN_KIEM}", SiteView)
    return site.line.state if site else None


async def test_the_door_lets_nobody_in_who_has_no_key(house: House) -> None:
    async with Door(house.address) as door:
        for attempt in (
            door.by_link("no-such-link"),
            door.by_pin(house.seeded.meeting, BA_DINH, "không"),
            door.by_password("chu-tri", "wrong"),
        ):
            with pytest.raises(NotLetIn):
                await attempt


async def test_a_link_opens_the_door_once(house: House) -> None:
    link = house.seeded.passes[BA_DINH].link
    async with Door(house.address) as door:
        async with connected(house.live, await door.by_link(link), QUICK) as site:
            conference = site.get("conference", Conference)
            assert conference is not None
            assert conference.phase is Phase.LOBBY
            assert site.get("settings", SettingsView) is None
        with pytest.raises(NotLetIn, match="link_used"):
            await door.by_link(link)
