"""What is published carries the record by which it was published, to be held against the log."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from diemcau.adapters.anchors import kept_in
from diemcau.app.verification import against
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Readers, Stage
from diemcau.protocol.anchors import found_in
from tests.support.hall import Hall, hall
from tests.support.meeting import ANNOUNCED, CHAIR, DAY, SECRETARY, by
from tests.support.room import MEETING, take

NOTICE = Publish(**by(SECRETARY, -DAY + 5), stage=Stage.NOTICE, readers=Readers.PUBLIC)


async def fetched(it: Hall, path: str) -> bytes:
    async with (await it.browser("")).get(path) as answer:
        assert answer.status == 200
        return await answer.read()


async def published_in(it: Hall) -> int:
    log = await it.store.events.read(MEETING)
    return max(each.seq for each in log if each.name == "publication.published")


async def test_a_published_pdf_is_enough_to_prove_the_log_by(tmp_path: Path) -> None:
    async with hall(ANNOUNCED, NOTICE) as it:
        (tmp_path / "notice.pdf").write_bytes(await fetched(it, f"/published/{MEETING}/1.pdf"))
        [anchor] = kept_in(str(tmp_path / "notice.pdf"))
        assert anchor.head.seq == await published_in(it)
        [finding] = [each async for each in against(it.store, [anchor])]
        assert finding.proven


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("which", ["", "/programme"])
async def test_whatever_is_written_on_goes_out_with_its_anchor(
    which: str, form: str, tmp_path: Path
) -> None:
    async with hall(ANNOUNCED, NOTICE) as it:
        file = tmp_path / f"notice.{form}"
        file.write_bytes(await fetched(it, f"/published/{MEETING}/1{which}.{form}"))
        assert [each.head.seq for each in kept_in(str(file))] == [await published_in(it)]


def test_an_archive_that_is_none_of_ours_holds_none(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and then nothing")
    assert kept_in(str(tmp_path / "broken.docx")) == []


async def test_a_pdf_is_the_same_file_when_the_log_has_gone_on() -> None:
    async with hall(ANNOUNCED, NOTICE) as it:
        before = await fetched(it, f"/published/{MEETING}/1.pdf")
        await take(await it.parts.rooms.room(MEETING), StartConference(**by(CHAIR)))
        assert await fetched(it, f"/published/{MEETING}/1.pdf") == before


@pytest.mark.parametrize(
    "path",
    [
        f"/published/{MEETING}/1.json",
        f"/published/{MEETING}/1/agenda.csv",
        "/oparl/list/paper",
        f"/oparl/paper/{MEETING}/1",
    ],
)
async def test_data_are_enough_to_prove_the_log_by(path: str, tmp_path: Path) -> None:
    async with hall(ANNOUNCED, NOTICE) as it:
        (tmp_path / "kept").write_bytes(await fetched(it, path))
        kept = kept_in(str(tmp_path / "kept"))
        assert {each.head.seq for each in kept} == {await published_in(it)}
        [finding] = [each async for each in against(it.store, kept)]
        assert finding.proven


async def test_a_package_is_enough_to_prove_the_log_by(tmp_path: Path) -> None:
    """The document in it, and what is told of it beside."""
    async with hall(ANNOUNCED, NOTICE) as it:
        package = await fetched(it, f"/published/{MEETING}/1.zip")
        with ZipFile(BytesIO(package)) as archive:
            told = archive.read("metadata.json").decode()
        assert [each.head.seq for each in found_in(told)] == [await published_in(it)]
        (tmp_path / "kept.zip").write_bytes(package)
        kept = kept_in(str(tmp_path / "kept.zip"))
        assert {each.head.seq for each in kept} == {await published_in(it)}


async def test_each_entry_of_the_feed_has_its_anchor() -> None:
    async with hall(ANNOUNCED, NOTICE) as it:
        feed = (await fetched(it, "/published.atom")).decode()
        assert [each.head.seq for each in found_in(feed)] == [await published_in(it)]
