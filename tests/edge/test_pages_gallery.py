"""The gallery lists every component, and is only there where it was asked for."""

import json
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from diemcau import resources
from diemcau.config import Configuration
from diemcau.edge.product import EdgeSettings
from tests.support.hall import Hall, hall
from tests.support.markup import read

FOLDERS = sorted(each.name for each in (resources.WEB / "js/components").iterdir() if each.is_dir())


@pytest.fixture
async def gallery() -> AsyncIterator[Hall]:
    async with hall(settings=replace(Configuration(), edge=EdgeSettings(gallery=True))) as made:
        yield made


async def test_it_lists_every_component_and_has_a_place_for_every_example(gallery: Hall) -> None:
    browser = await gallery.browser("")
    async with browser.get("/gallery") as response:
        assert response.status == 200
        shown = read(await response.text())
    assert [each["id"] for each in shown.all("section")] == FOLDERS
    [island] = [each for each in shown.all("script") if each["id"] == "page"]
    facts = json.loads(island.text)
    assert list(facts["components"]) == FOLDERS
    for theme in ("light", "dark"):
        places = [each["data-example"] for each in shown.all("div") if each["data-theme"] == theme]
        written = facts["components"].items()
        assert places == [f"{name}/{n}" for name, all_ in written for n in range(len(all_))]


async def test_nobody_who_did_not_ask_for_it_has_it() -> None:
    async with hall() as made, (await made.browser("")).get("/gallery") as response:
        assert response.status == 404
