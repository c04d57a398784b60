"""Who is answered by which page, and what of others' affairs no page of theirs holds."""

import re
from collections.abc import AsyncIterator

import pytest

from diemcau.app.calendar.preparation import PreparationStep
from tests.support.hall import POSTS, Hall
from tests.support.markup import doubled_ids, read, skipped_headings, unlabelled
from tests.support.meeting import ANNOUNCED, LOBBY, PLANNED, Step
from tests.support.room import MEETING
from tests.support.scene import (
    ARRIVED,
    DEBATED,
    FINISHED,
    HOSTILE,
    PREPARED,
    SECRET_NOTE,
    SECRET_TITLE,
    on_stage,
)

HERE = f"/conferences/{MEETING}"
NOBODY = ""
EVERYBODY = (NOBODY, *POSTS)
TABLE = {"chair", "deputy", "secretary"}
SITES = {"ba-dinh", "dong-anh"}
SIGNED_IN = set(POSTS)
ANYBODY = {*EVERYBODY}


@pytest.fixture
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED):
        yield made


@pytest.fixture
async def debated() -> AsyncIterator[Hall]:
    async for made in on_stage(DEBATED):
        yield made


async def answer(hall: Hall, who: str, path: str) -> tuple[int, str]:
    browser = await hall.browser(who)
    async with browser.get(path, allow_redirects=False) as response:
        return response.status, await response.text()


# -- page × post -------------------------------------------------------------------------------

READABLE: dict[str, set[str]] = {
    "/": ANYBODY,
    "/sign-in": ANYBODY,
    "/sign-out": SIGNED_IN,
    "/sign-out-everywhere": SIGNED_IN,
    "/join": ANYBODY,
    f"/join/{MEETING}": ANYBODY,
    "/published": ANYBODY,
    "/published?q=ket+luan": ANYBODY,
    f"/published/{MEETING}/1": ANYBODY,
    f"/published/{MEETING}/1.json": ANYBODY,
    "/conferences": SIGNED_IN,
    "/conferences/new": {"secretary"},
    f"{HERE}/edit": {"secretary"},
    **{f"{HERE}/edit/{step}": {"secretary"} for step in PreparationStep},
    f"{HERE}/edit/agenda?item=trao-doi": {"secretary"},
    f"{HERE}/delegations": {"secretary"},
    f"{HERE}/edit/sites?site=001": {"secretary"},
    f"{HERE}/passes": {"secretary", "operator"},
    f"{HERE}/minutes": TABLE,
    f"{HERE}/chair": {"chair", "deputy"},
    f"{HERE}/chair?site=001": {"chair", "deputy"},
    f"{HERE}/secretary": {"secretary"},
    f"{HERE}/secretary?site=001": {"secretary"},
    f"{HERE}/operator": {"operator"},
    f"{HERE}/operator?site=001": {"operator"},
    f"{HERE}/roll-call": {*TABLE, "operator"},
    f"{HERE}/roll-call?sort=name": {*TABLE, "operator"},
    f"{HERE}/pictures": {*TABLE, "operator"},
    f"{HERE}/screen": {"screen"},
    f"{HERE}/site": SITES,
}


@pytest.mark.parametrize("path", READABLE)
async def test_a_page_answers_its_readers_and_nobody_else(debated: Hall, path: str) -> None:
    for who in EVERYBODY:
        status, html = await answer(debated, who, path)
        if who in READABLE[path]:
            assert status in {200, 302}, (path, who, status)
        elif who == NOBODY:
            assert status == 302, path
        else:
            assert status in {403, 404}, (path, who, status)
        if status != 302 and not path.endswith(".json"):
            page = read(html)
            assert unlabelled(page) == [], (path, who)
            assert skipped_headings(page) == [], (path, who)
            assert doubled_ids(page) == set(), (path, who)
            assert all(list(table.all("caption")) for table in page.all("table")), path


OUTSIDE = {*SITES, "screen"}
"""To whom a draft is not known."""


@pytest.mark.parametrize("scene", [PLANNED, ANNOUNCED, PREPARED, LOBBY, ARRIVED, FINISHED])
async def test_every_screen_is_drawn_in_every_phase(scene: Step) -> None:
    async for made in on_stage(scene):
        for path, readers in READABLE.items():
            if path.startswith(HERE):
                for who in readers:
                    status, html = await answer(made, who, path)
                    kept_out = scene is PLANNED and who in OUTSIDE
                    moved = path == f"{HERE}/edit"
                    assert status == (302 if moved else 404 if kept_out else 200), (path, who)
                    assert unlabelled(read(html)) == [], (path, who)


async def test_the_door_of_a_conference_leads_everybody_to_their_own_screen(
    debated: Hall,
) -> None:
    for who, screen in {"deputy": "chair", "dong-anh": "site", "screen": "screen"}.items():
        browser = await debated.browser(who)
        async with browser.get(HERE, allow_redirects=False) as response:
            assert response.headers["Location"] == f"{HERE}/{screen}"
    async with (await debated.browser("admin")).get(HERE, allow_redirects=False) as response:
        assert response.headers["Location"] == "/conferences"


async def test_a_site_let_into_one_conference_is_shown_no_other(debated: Hall) -> None:
    assert (await answer(debated, "ba-dinh", "/conferences/another/site"))[0] == 403


async def test_a_conference_that_was_never_planned_is_not_found(debated: Hall) -> None:
    for screen, who in (("chair", "chair"), ("secretary", "secretary"), ("edit", "secretary")):
        assert (await answer(debated, who, f"/conferences/none/{screen}"))[0] == 404


async def test_pages_are_shown_in_english_to_those_who_chose_it(debated: Hall) -> None:
    browser = await debated.browser("chair")
    async with browser.post(
        "/language/en",
        data={"csrf": "csrf-of-chair", "back": f"{HERE}/chair"},
        allow_redirects=False,
    ) as response:
        assert response.status == 303
        assert response.headers["Location"] == f"{HERE}/chair"
    _, html = await answer(debated, "chair", f"{HERE}/chair")
    assert '<html lang="en"' in html
    assert "Chair&#39;s console" in html


async def test_every_page_speaks_english_as_well(finished: Hall) -> None:
    for path, readers in READABLE.items():
        for who in readers:
            browser = await finished.browser(who)
            async with browser.get(path, cookies={"lang": "en"}) as response:
                assert response.status in {200, 404}, (path, who)


# -- what nobody else may read -------------------------------------------------------------------

SECRETS: dict[str, set[str]] = {
    SECRET_TITLE: TABLE,
    SECRET_NOTE: TABLE,
    "Đề nghị sớm hướng dẫn": TABLE,
    "Ý kiến kín của Hoàn Kiếm": TABLE,
    "Rà soát nhiệm vụ": TABLE,
    "0912 268 268": {*TABLE, "operator"},
    "Kỹ thuật Hà Đông": {*TABLE, "operator"},
    "Chập chờn": {*TABLE, "operator"},
    "Chỉ cho Hà Đông": {*TABLE, "operator"},
    "Phó Chủ tịch Hoàn Kiếm": {*TABLE, "operator"},
    "Phó Chủ tịch Đông Anh": {*TABLE, "operator", "dong-anh"},
    "Đi công tác": {*TABLE, "operator", "ba-dinh"},
}


async def test_no_page_holds_what_its_reader_may_not_know(debated: Hall) -> None:
    seen: dict[str, set[str]] = {secret: set() for secret in SECRETS}
    for who in EVERYBODY:
        for path in (*READABLE, f"/published/{MEETING}/2"):
            status, html = await answer(debated, who, path)
            if status == 200:
                for secret in SECRETS:
                    if secret in html:
                        seen[secret].add(who)
    assert seen == SECRETS


async def test_public_papers_hold_nothing_internal(finished: Hall) -> None:
    for no in (3, 4, 5):
        _, html = await answer(finished, "chair", f"/published/{MEETING}/{no}")
        assert SECRET_TITLE not in html
        assert SECRET_NOTE not in html


async def test_words_that_look_like_markup_stay_words(debated: Hall) -> None:
    pages = {path: readers for path, readers in READABLE.items() if not path.endswith(".json")}
    for path, readers in pages.items():
        for who in readers:
            _, html = await answer(debated, who, path)
            assert HOSTILE not in html, (path, who)
            assert 'href="javascript:' not in html, (path, who)


async def test_every_script_carries_the_nonce_of_its_answer(debated: Hall) -> None:
    browser = await debated.browser("chair")
    async with browser.get(f"{HERE}/chair") as response:
        html, policy = await response.text(), response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce
    scripts = list(read(html).all("script"))
    assert {each["type"] for each in scripts} == {"importmap", "application/json", "module"}
    runs = [each for each in scripts if each["type"] != "application/json"]
    assert {each["nonce"] for each in runs} == {nonce[1]}
    assert "style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
