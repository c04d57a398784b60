"""Styles, scripts, fonts and icons: kept by browsers for ever, new with every upgrade."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp import ClientSession

from diemcau import resources
from diemcau.edge.showing.assets import FOR_EVER, Assets
from diemcau.edge.showing.said import OF_DOORS, OF_PAGES, OF_REGISTERS, OF_TOUR
from diemcau.edge.showing.words import LANGUAGES
from tests.support.hall import hall
from tests.support.room import MEETING

ASSETS = Assets(resources.WEB)
SERVER = str(resources.WEB.parent / "server")


async def got(
    browser: ClientSession, path: str, **headers: str
) -> tuple[int, Mapping[str, str], str]:
    async with browser.get(path, headers=headers) as answer:
        return answer.status, answer.headers, (await answer.read()).decode("utf-8", "replace")


async def test_an_asset_of_today_may_be_kept_for_ever_and_comes_compressed() -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        _, headers, body = await got(browser, f"{ASSETS.prefix}vendor/preact.js")
        assert headers["Cache-Control"] == FOR_EVER
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
        assert body == (resources.WEB / "vendor/preact.js").read_text(encoding="utf-8")


async def test_our_scripts_come_without_what_they_say_to_whoever_reads_the_code() -> None:
    async with hall() as opened:
        _, _, body = await got(await opened.browser(""), f"{ASSETS.prefix}js/page.js")
        written = (resources.WEB / "js/page.js").read_text(encoding="utf-8")
        assert "@param" in written
        assert "@param" not in body
        assert body.count("\n") == written.count("\n")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_words_of_a_language_are_a_file_that_may_be_kept_for_ever(lang: str) -> None:
    async with hall() as opened:
        browser = await opened.browser("secretary")
        _, headers, body = await got(browser, ASSETS.words(lang))
        _, _, page = await got(browser, f"/conferences/{MEETING}/secretary", Cookie=f"lang={lang}")
    assert headers["Cache-Control"] == FOR_EVER
    words = json.loads((resources.WEB / f"i18n/{lang}.json").read_bytes())
    elsewhere = (*OF_PAGES, *OF_TOUR)
    assert json.loads(body) == {
        k: v
        for k, v in words.items()
        if not k.startswith(elsewhere) and k not in OF_DOORS | OF_REGISTERS
    }
    assert (
        f'<link rel="preload" href="{ASSETS.words(lang, "secretary")}" as="fetch" crossorigin>'
        in page
    )
    assert words["ui.floor.out_of_order"] not in page


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_no_word_comes_twice_to_a_screen_and_none_is_missing(lang: str) -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        files = [ASSETS.words(lang, part) for part in ("", "chair", "chair-rest")]
        whole, first, rest = [json.loads((await got(browser, file))[2]) for file in files]
    assert not first.keys() & rest.keys()
    assert first | rest == whole


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_is_told_on_the_way_around_comes_with_it(lang: str) -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        _, _, body = await got(browser, ASSETS.words(lang, "tour"))
    words = json.loads((resources.WEB / f"i18n/{lang}.json").read_bytes())
    assert json.loads(body) == {k: v for k, v in words.items() if k.startswith(OF_TOUR)}
    assert len(json.loads(body)) > 20


@pytest.mark.parametrize("seed", ["1", "2"])
def test_every_start_has_the_same_fingerprint(seed: str) -> None:
    """So that a page of before the restart still finds what it asks for."""
    say = "from diemcau.edge.showing.assets import Assets; from diemcau import resources; "
    say += "print(Assets(resources.WEB).version)"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": SERVER}
    found = subprocess.run(
        [sys.executable, "-c", say], env=environment, capture_output=True, check=True
    )
    assert found.stdout.decode().strip() == ASSETS.version


async def test_without_the_fingerprint_of_today_it_is_asked_for_again() -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        _, headers, _ = await got(browser, "/assets/vendor/icons.svg")
        assert headers["Cache-Control"] == "public, no-cache"
        again = await got(browser, "/assets/vendor/icons.svg", **{"If-None-Match": headers["ETag"]})
        assert (again[0], again[2]) == (304, "")


@pytest.mark.parametrize(
    "path", ["../config/default.toml", "templates/base.html", "i18n/vi.json", "js/nothing.js"]
)
async def test_what_is_not_for_browsers_is_not_found(path: str) -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        status, _, _ = await got(browser, f"/assets/{path.replace('..', '%2e%2e')}")
        assert status == 404


async def test_the_style_sheet_comes_whole() -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        _, _, css = await got(browser, f"{ASSETS.prefix}css/main.css")
        assert "@import" not in css
        assert "/*" not in css
        assert css.count("{") == css.count("}") > 500
        for font in re.findall(r'url\("([^"]+\.woff2)"\)', css):
            status, _, _ = await got(browser, f"{ASSETS.prefix}css/{font}")
            assert status == 200


async def test_a_browser_that_knows_no_schemes_gets_the_colours_of_the_day() -> None:
    async with hall() as opened:
        _, _, css = await got(await opened.browser(""), f"{ASSETS.prefix}css/main.css")
    by_scheme, by_day = css.split("@supports not (color: light-dark(#000, #fff))")
    night = re.findall(r"(--[\w-]+):[^;]*light-dark\(", by_scheme)
    assert len(night) > 20
    assert "light-dark" not in by_day
    assert re.findall(r"(--[\w-]+):", by_day) == night
    assert "--ink: #1a1c20;" in by_day
    assert "--shade: 0 1px 2px rgb(0 0 0 / 8%);" in by_day


@pytest.mark.parametrize("screen", ["chair", "secretary", "site", "operator", "screen"])
def test_every_module_a_page_will_ask_for_is_known_ahead(screen: str) -> None:
    modules = ASSETS.modules(f"js/pages/{screen}.js")
    assert modules[0] == f"{ASSETS.prefix}js/pages/{screen}.js"
    files = [resources.WEB / module.removeprefix(ASSETS.prefix) for module in modules]
    assert all(file.is_file() for file in files)
    assert resources.WEB / "vendor/preact.js" in files
    assert len(files) == len(set(files))


def test_a_changed_file_changes_every_address(tmp_path: Path) -> None:
    for folder in ("css", "js", "vendor"):
        (tmp_path / folder).mkdir()
    (tmp_path / "css/main.css").write_text("body {}")
    (tmp_path / "vendor/importmap.json").write_text('{"imports": {"a": "./a.js"}}')
    before = Assets(tmp_path)
    (tmp_path / "css/main.css").write_text("body { margin: 0 }")
    after = Assets(tmp_path)
    assert before.version != after.version
    assert before.importmap() == f'{{"imports":{{"a":"{before.prefix}vendor/a.js"}}}}'
