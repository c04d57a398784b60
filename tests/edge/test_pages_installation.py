"""The admin of the installation sees on a page what `diemcau doctor` says, and what runs here."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from diemcau.adapters.back_ups import BackUpSettings
from diemcau.adapters.janus import MediaSettings
from diemcau.adapters.versions import versions
from diemcau.app.admission.locks import login_name
from diemcau.app.admission.secrets import key_of
from diemcau.bootstrap.jobs import jobs
from diemcau.config import AnchorSettings, Configuration, MailboxSettings
from diemcau.domain.nouns.ids import BodyId
from diemcau.edge.showing.rendering import PAGES
from diemcau.edge.showing.words import LANGUAGES
from tests.support import backing
from tests.support.hall import FOUNDER, Hall, hall, signed_in
from tests.support.markup import read, skipped_headings, unlabelled

at_the_office = pytest.mark.asyncio(loop_scope="module")
PAGE = "/installation"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where back-ups come in."""
    return tmp_path_factory.mktemp("back-ups")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(folder: Path) -> AsyncIterator[Hall]:
    settings = replace(Configuration(), backups=BackUpSettings(folder=str(folder)))
    async with hall(settings=settings) as opened:
        yield opened


async def shown(office: Hall) -> str:
    async with (await office.browser("admin")).get(PAGE) as answer:
        assert answer.status == 200
        return await answer.text()


def laid(file: Path, office: Hall, hours: float) -> None:
    """So long ago."""
    file.write_bytes(bytes(1024))
    at = office.clock.now().timestamp() - hours * 3600
    os.utime(file, (at, at))


@at_the_office
async def test_a_back_up_is_seen_and_one_that_is_too_old_is_named(
    office: Hall, folder: Path
) -> None:
    assert "Không có bản sao lưu nào trong" in await shown(office)
    laid(folder / "hom-kia.dump", office, 49)
    told = await shown(office)
    assert "Bản sao lưu mới nhất trong" in told
    assert "hom-kia.dump" in told
    assert "(49 giờ trước)" in told
    laid(folder / "hom-nay.dump", office, 2)
    told = await shown(office)
    assert "hom-nay.dump" in told
    assert "Không thiếu gì" in told


@at_the_office
async def test_it_names_programs_tables_and_who_is_kept_out(office: Hall) -> None:
    attempts, now = office.store.attempts, office.clock.now()
    for login in (FOUNDER.login, "nobody-s"):
        for _ in range(9):
            await attempts.failed(login_name(login), "10.0.0.0/24", now)
    told = await shown(office)
    assert "Python" in told
    assert "Đúng phiên bản" in told
    assert f"{FOUNDER.login}: thử sai từ 1 mạng" in told
    assert "nobody-s" not in told


@at_the_office
async def test_every_job_that_comes_round_has_words(office: Hall) -> None:
    everything = replace(
        Configuration(),
        media=MediaSettings(janus="child"),
        anchors=AnchorSettings(file="/nowhere/ledger"),
        mailbox=MailboxSettings(url="imaps://a:b@mail.example"),
    )
    for lang in LANGUAGES:
        say = office.app[PAGES].words.spoken(lang)
        for job in jobs(everything, office.store, office.parts):
            assert say.knows(f"job.{job.__qualname__}"), job


@at_the_office
async def test_the_page_is_labelled(office: Hall) -> None:
    page = read(await shown(office))
    assert not unlabelled(page)
    assert not skipped_headings(page)


@at_the_office
async def test_nobody_but_the_admin_of_the_installation_sees_it(office: Hall) -> None:
    other = replace(signed_in("admin", office.clock.now()), body=BodyId("soc-son"))
    await office.store.sessions.put(replace(other, key=key_of("of-soc-son")))
    for who in ("secretary", "operator", "chair"):
        async with (await office.browser(who)).get(PAGE) as answer:
            assert answer.status == 403, who
    cookies = {"Cookie": "diemcau=of-soc-son"}
    async with (await office.browser("")).get(PAGE, headers=cookies) as answer:
        assert answer.status == 403


async def test_programs_say_their_versions_or_that_they_are_silent(tmp_path: Path) -> None:
    janus = tmp_path / "janus"
    janus.write_text("#!/bin/sh\necho 'Janus version: 1104 (1.1.4)'\n")
    janus.chmod(0o700)
    media = MediaSettings(janus="child", program=(str(janus),))
    found = await versions("sqlite+aiosqlite:///x", backing.valkey().url, media)
    assert found["janus"] == "1.1.4"
    assert found["redis"][0].isdigit()
    assert found["sqlite"][0].isdigit()
    gone = MediaSettings(janus="child", program=("/nowhere/janus",))
    nobody = await versions("postgresql+asyncpg://x@127.0.0.1:1/x", "redis://127.0.0.1:1", gone)
    assert (nobody["janus"], nobody["redis"], nobody["postgresql"]) == ("", "", "")
