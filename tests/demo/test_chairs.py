"""The start page of a demo: five chairs, one press each; an office in earnest offers none."""

from collections.abc import Sequence

import pytest
from aiohttp import ClientSession, CookieJar

from diemcau.demo.logins import OFFERED
from tests.support.demo import House
from tests.support.hall import hall
from tests.support.markup import Element, filled, read


async def chairs(browser: ClientSession, address: str) -> Sequence[Element]:
    async with browser.get(f"{address}/") as response:
        page = read(await response.text())
    return [each for each in page.all("form") if each["action"] == "/sign-in"]


@pytest.mark.parametrize("n", range(len(OFFERED)))
async def test_one_press_sits_down_and_shows_what_is_before_the_chair(house: House, n: int) -> None:
    screen = ("chair", "site", "secretary", "operator", "screen")[n]
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        form = (await chairs(browser, house.address))[n]
        async with browser.post(f"{house.address}/sign-in", data=filled(form)) as response:
            assert response.status == 200
            assert response.url.path == f"/conferences/{house.seeded.meeting}/{screen}"


async def test_who_sits_already_may_change_chairs(house: House) -> None:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        for name in ("secretary", "operator"):
            found = await chairs(browser, house.address)
            [form] = [each for each in found if filled(each)["back"].endswith(name)]
            async with browser.post(f"{house.address}/sign-in", data=filled(form)) as response:
                assert response.url.path.endswith(name)


async def test_an_office_in_earnest_offers_no_chair() -> None:
    async with hall() as made, (await made.browser("")).get("/") as response:
        page = read(await response.text())
        assert not [each for each in page.all("form") if each["action"] == "/sign-in"]
