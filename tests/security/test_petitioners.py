"""Who petitioned is nowhere in clear: unmistakable people are brought in through every door, and
then looked for in all that is sent, kept, written out and logged – and found on one page alone,
after a look that is on record.
"""

import io
import json
import logging
import re
import time
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, quote_plus

import pytest
from aiohttp import FormData
from msgspec.structs import replace
from multidict import MultiDict
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import create_async_engine

from diemcau.adapters.store import move
from diemcau.adapters.store.metadata import metadata
from diemcau.app.petitions.forgetting import Forgetting
from diemcau.config import PetitionSettings
from diemcau.domain.names import folded
from diemcau.domain.nouns.ids import FIRST_BODY
from tests.edge.test_pages_petitions import (
    BRING,
    OPEN_BATCH,
    listed_sites,
    posted,
    sends,
    text,
    workbook,
)
from tests.security.test_bodies import FILLED, GENEROUS
from tests.security.test_forgeries import flaws
from tests.support.hall import Hall
from tests.support.markup import filled, form_for, read
from tests.support.petitions import ACCOUNTS, desk, registered
from tests.support.store import sqlite_in

BY_FORM = ("Trần Vô Song Bền", "số 77 ngõ Vô Tình Xóm Trại", "0987 654 321")
LATER = ("Lê Thị Độc Nhất Vô Nhị", "nhà 9 tổ Hoàng Hôn Cũ", "0976 543 210")
BY_FILE = ("Phạm Quý Hiếm Hoi", "xóm Cuối Chân Trời Xanh", "0965 432 109")
PASTED = ("Đỗ Khó Lẫn Với Ai", "thôn Tận Cùng Bến Nước", "0954 321 098")
ALL = (BY_FORM, LATER, BY_FILE, PASTED)
WHY = "Trả lời riêng hộ này"
ONE = "/petitions/statements/YK-073"
ELSE = ("", "deputy", "operator", "screen", "admin", "ba-dinh")
"""Who reads beside those of the register; a site among them that came in by its link."""
TOLD = (
    ONE,
    f"{ONE}/petitioner",
    "/petitions",
    "/petitions/KN-2024-0069",
    "/petitions/statements",
    "/petitions/list.csv",
    "/petitions/list.json",
    "/petitions/list.xlsx",
    "/petitions/overview.pdf",
    "/petitions/overview.docx",
)
"""Where somebody might stand."""


@pytest.fixture
async def office(address: str, tmp_path: Path) -> AsyncIterator[Hall]:
    keys = PetitionSettings(keys=str(tmp_path / "apart" / "petitioner.keys"))
    settings = replace(GENEROUS, petitions=keys)
    async for made in registered(url=address, settings=settings):
        await listed_sites(made)
        yield made


def person(who: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("person__name", "person__address", "person__phone"), who, strict=True))


async def brought_in(office: Hall) -> None:
    """Through the form of a site, by the office later, out of a workbook, and pasted."""
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    new = "/petitions/statements/new"
    await sends(office, "soc-son", new, "enter_statement", text="Ngập ở tổ 4", **person(BY_FORM))
    await sends(office, "soc-son", new, "enter_statement", text="Cống vỡ ở tổ 5")
    later = "/petitions/statements/YK-074/petitioner"
    await sends(office, "secretary", later, "note_petitioner", **person(LATER))
    await _by_file(office)
    await _pasted(office)


def table(who: tuple[str, str, str], words: str) -> str:
    heads = "Nội dung\tPhường xã\tHọ tên\tĐịa chỉ liên hệ\tĐiện thoại"
    return f"{heads}\n{words}\tSóc Sơn\t" + "\t".join(who)


async def _by_file(office: Hall) -> None:
    form = form_for(read(await text(office, "secretary", BRING)), f"{BRING}/file")
    data = FormData(quote_fields=False)
    for name, value in filled(form).items():
        if name not in {"file", "persons"}:
            data.add_field(name, value)
    data.add_field("persons", "true")
    data.add_field("file", workbook(table(BY_FILE, "Cầu yếu")), filename="dan-kien-nghi.xlsx")
    await _written(office, await posted(office, f"{BRING}/file", data))


async def _pasted(office: Hall) -> None:
    form = filled(form_for(read(await text(office, "secretary", BRING)), BRING))
    look = MultiDict({**form, "table": table(PASTED, "Đèn hỏng"), "persons": "true"})
    await _written(office, await posted(office, BRING, look))


async def _written(office: Hall, page: str) -> None:
    nowhere(page.encode(), "the page on which a table is looked at")
    await posted(
        office, f"{BRING}/write", MultiDict(filled(form_for(read(page), f"{BRING}/write")))
    )


def _ways(words: str) -> Iterator[str]:
    """As it is written, with its marks apart, without them, in JSON and in an address."""
    yield from (words, words.upper(), words.lower(), normalize("NFD", words), folded(words))
    yield from (json.dumps(words)[1:-1], quote(words), quote_plus(words))


def _figures(phone: str) -> str:
    return r"(?:\W|%20)?".join(phone.replace(" ", ""))


ANYBODY = re.compile(
    "|".join(
        [
            *(
                re.escape(way)
                for name, place, _ in ALL
                for said in (name, place)
                for way in _ways(said)
            ),
            *(_figures(phone) for _, _, phone in ALL),
        ]
    ).encode(),
    re.IGNORECASE,
)


def nowhere(body: bytes, where: object) -> None:
    """Whatever it is: also in what is packed, and without tone marks."""
    for part in _parts(body):
        assert not ANYBODY.search(part), where


def _parts(body: bytes) -> Iterator[bytes]:
    yield body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield from _parts(archive.read(name))
    if body.startswith(b"%PDF"):
        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()


def rows(office: Hall) -> Iterator[str]:
    """Every address that is read, with each thing of a register that it may name."""
    named = [
        {"petition": code, "statement": said}
        for code, said in (("KN-2024-0069", "YK-073"), ("KN-2023-0001", "YK-074"))
    ]
    for route in office.app.router.routes():
        if route.method == "GET" and route.resource is not None:
            row = route.resource.canonical
            if row == "/conferences/{meeting}/live":
                continue
            for more in named if "petition" in row else named[:1]:
                for form in ("csv", "json", "xlsx", "pdf", "docx") if "{form}" in row else ("1",):
                    yield _filled(row, {**FILLED, "form": form, **more})


def _filled(row: str, names: dict[str, object]) -> str:
    for name, value in names.items():
        row = row.replace(f"{{{name}}}", str(value))
    return row.replace("{", "").replace("}", "")


async def test_who_petitioned_is_sent_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async for office in registered(settings=GENEROUS):
        await listed_sites(office)
        await brought_in(office)
        await _sent(office)
        await _frames(office)
    nowhere(caplog.text.encode(), "the log")


async def _sent(office: Hall) -> None:
    browsers = {who: await desk(office, who) for who in (*ACCOUNTS, "elsewhere")}
    browsers |= {f"at {who}": await office.browser(who) for who in ELSE}
    told, pages = set[tuple[str, str]](), [*dict.fromkeys(rows(office))]
    for who, browser in browsers.items():
        for path in pages:
            async with browser.get(path, allow_redirects=False) as response:
                nowhere(await response.read(), (who, path))
                nowhere(str(response.headers).encode(), (who, path))
                if response.status == 200:
                    told.add((who, path))
    assert {("secretary", each) for each in TOLD} <= told
    assert {("soc-son", each) for each in (ONE, f"{ONE}/petitioner")} <= told
    for found in ("Trần Vô Song", "0987654321", "tran vo song ben"):
        query = "/petitions?q=" + found.replace(" ", "+")
        assert "KN-2024" not in await text(office, "secretary", query)


async def _frames(office: Hall) -> None:
    for who in ("chair", "secretary"):
        async with office.screen(who) as screen:
            await screen.until("all")
            nowhere(repr(screen.view).encode(), who)


async def test_who_petitioned_is_kept_nowhere_in_clear(
    office: Hall, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """In no row, in no file of the database, in no copy of it, and in no line of a log."""
    caplog.set_level(logging.INFO)
    begun = time.time()
    await brought_in(office)
    register = await office.parts.petitions.register(FIRST_BODY)
    assert sum(each.petitioner is not None for each in register.statements.values()) == len(ALL)
    engine = create_async_engine(address)
    async with engine.connect() as connection:
        for each in metadata.sorted_tables:
            for row in await connection.execute(select(each)):
                nowhere(_raw(row), each.name)
        if engine.dialect.name == "postgresql":
            own = sql(
                "SELECT current_setting('data_directory'), oid::text FROM pg_database"
                " WHERE datname = current_database()"
            )
            data, oid = (await connection.execute(own)).one()
            _files(Path(data) / "base" / oid)
            _files(Path(data) / "pg_wal", begun)  # which all databases share
    await engine.dispose()
    (tmp_path / "copy").mkdir()
    await move(address, sqlite_in(tmp_path / "copy"))
    _files(tmp_path)
    nowhere(caplog.text.encode(), "the log")


def _files(folder: Path, since: float = 0) -> None:
    words = [way.encode() for who in ALL for said in who for way in _ways(said)]
    files = [each for each in folder.rglob("*") if each.is_file()]
    written = [each for each in files if each.stat().st_mtime >= since]
    assert written
    for each in written:
        body = each.read_bytes()
        assert not [way for way in words if way in body], each


def _raw(row: Iterable[object]) -> bytes:
    return b"\n".join(each if isinstance(each, bytes) else str(each).encode() for each in row)


async def looked(office: Hall, who: str, path: str, status: int = 200, why: str = WHY) -> str:
    page = read(await text(office, who, f"{path}/petitioner"))
    data = {**filled(form_for(page, f"{path}/petitioner")), "reason": why}
    async with (await desk(office, who)).post(f"{path}/petitioner", data=data) as response:
        assert response.status == status
        return await response.text()


def test_whatever_way_they_are_written_they_are_found() -> None:
    """Else what follows would prove nothing."""
    for who in ALL:
        for said in who:
            for way in (said, normalize("NFD", said), folded(said), said.upper(), quote(said)):
                with pytest.raises(AssertionError):
                    nowhere(f"… {way} …".encode(), "here")
    with pytest.raises(AssertionError):
        nowhere(workbook(table(BY_FORM, "Cầu yếu")), "a workbook")
    with pytest.raises(AssertionError):
        nowhere(b"0987-654-321", "with strokes")


async def test_after_a_look_that_is_on_record_they_stand_on_one_page_once(office: Hall) -> None:
    await brought_in(office)
    assert not [each for each in BY_FORM if each in await text(office, "secretary", ONE)]
    for who, count in (("secretary", 1), ("soc-son", 2)):
        told = await looked(office, who, ONE)
        assert all(each in told for each in BY_FORM)
        again = await text(office, who, f"{ONE}/petitioner")
        assert not [each for each in BY_FORM if each in again]
        assert f"Đã xem {count} lần" in again
        assert WHY in again
    refused = await looked(office, "secretary", ONE, 409, " ")
    assert BY_FORM[0] not in refused
    record = await text(office, "chair", f"{ONE}/petitioner")
    assert "Đã xem 2 lần" in record
    assert f'action="{ONE}/petitioner"' not in record
    await text(office, "ba-dinh", f"{ONE}/petitioner", 404)


async def test_the_same_form_sent_twice_is_two_looks(office: Hall) -> None:
    await brought_in(office)
    page = read(await text(office, "secretary", f"{ONE}/petitioner"))
    data = {**filled(form_for(page, f"{ONE}/petitioner")), "reason": WHY}
    for count in (1, 2):
        office.clock.turn(seconds=1)
        async with (await desk(office, "secretary")).post(
            f"{ONE}/petitioner", data=data
        ) as response:
            assert f"Đã xem {count} lần" in await response.text()


async def test_nobody_looks_who_may_not_whatever_they_send(office: Hall) -> None:
    await brought_in(office)
    for who, status in (("chair", 409), ("ba-dinh", 404), ("hoai-duc", 404), ("elsewhere", 404)):
        data = {"csrf": "csrf-at-the-desk", "id": "x1", "reason": WHY}
        async with (await desk(office, who)).post(f"{ONE}/petitioner", data=data) as response:
            assert (response.status, who) == (status, who)
            nowhere(await response.read(), who)
    sent = {
        "csrf": "csrf-at-the-desk", "id": "x2", "statement": "YK-073", "petitioner": "nk-1"
    }  # fmt: skip
    async with (await desk(office, "secretary")).post(
        "/petitions/acts/note_petitioner", data=sent
    ) as response:
        assert response.status == 400


async def test_a_list_with_persons_is_for_the_secretary_and_counts_as_a_look_at_each(
    office: Hall,
) -> None:
    await brought_in(office)
    page = read(await text(office, "secretary", "/petitions/statements"))
    data = {**filled(form_for(page, "/petitions/persons.csv")), "reason": WHY}
    data["batch"] = OPEN_BATCH["batch"]
    async with (await desk(office, "secretary")).post("/petitions/persons.csv", data=data) as told:
        listed = (await told.read()).decode("utf-8-sig")
    assert all(each in listed for who in ALL for each in who)
    register = await office.parts.petitions.register(FIRST_BODY)
    assert sum(len(each.looks) for each in register.statements.values()) == len(ALL)
    async with (await desk(office, "chair")).post("/petitions/persons.csv", data=data) as refused:
        assert refused.status == 403
    empty = {**data, "batch": "2024-GN-T"}
    async with (await desk(office, "secretary")).post("/petitions/persons.csv", data=empty) as none:
        assert none.status == 409


async def test_a_body_that_answers_sees_whom_it_was_told_of(office: Hall) -> None:
    await brought_in(office)
    where = {"title": "Ngập tổ 4", "field": "giao_thong"}
    one = "/petitions/KN-2024-0071"
    assert one in await sends(office, "secretary", ONE, "receive_petition", **where)
    lead = {"field": "giao_thong", "competence": "district", "lead": "UBND-274"}
    await sends(office, "secretary", one, "classify_petition", **lead)
    await sends(office, "secretary", one, "forward_petition", letter="12/TT-HĐND")
    await text(office, "hoai-duc", f"{ONE}/petitioner", 404)
    assert f"{ONE}/petitioner" not in await text(office, "hoai-duc", one)
    await sends(office, "secretary", f"{ONE}/petitioner", "share_petitioner", reason="Khảo sát")
    assert f"{ONE}/petitioner" in await text(office, "hoai-duc", one)
    assert BY_FORM[0] in await looked(office, "hoai-duc", ONE)
    shown = await text(office, "hoai-duc", f"{ONE}/petitioner")
    assert "petitions/acts/forget_petitioner" not in shown
    assert "petitions/acts/note_petitioner" not in shown


async def test_forgetting_removes_the_row_and_the_log_still_proves_itself(office: Hall) -> None:
    await brought_in(office)
    rows_, later = office.store.petitioners, office.clock.now().replace(year=2030)
    before = await rows_.kept(FIRST_BODY, later)
    told = await sends(
        office, "soc-son", f"{ONE}/petitioner", "forget_petitioner", reason="Hộ dân đề nghị"
    )
    assert "Chưa ghi người kiến nghị" in told
    assert len(await rows_.kept(FIRST_BODY, later)) == len(before) - 1
    assert await flaws(office.store) == {}
    again = "/petitions/statements/YK-074/petitioner"
    await sends(office, "secretary", again, "note_petitioner", **person(BY_FORM))
    assert len(await rows_.kept(FIRST_BODY, later)) == len(before) - 1


async def test_what_no_register_names_goes_within_the_hour(office: Hall) -> None:
    """A line was cut between the two, or the act was refused."""
    new = "/petitions/statements/new"
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    wrong = {"text": "Khiếu nại", "nature": "complaint"}
    await sends(office, "soc-son", new, "enter_statement", 409, **wrong, **person(BY_FORM))
    await sends(office, "soc-son", new, "enter_statement", text="Ngập", **person(LATER))
    rows_, job = office.store.petitioners, Forgetting(office.parts.petitioners, office.parts.bodies)
    later = office.clock.now().replace(year=2030)
    await job.run()
    assert len(await rows_.kept(FIRST_BODY, later)) == 2
    office.clock.turn(minutes=61)
    await job.run()
    assert len(await rows_.kept(FIRST_BODY, later)) == 1


async def test_who_is_set_right_in_a_form_that_was_refused_is_who_is_kept(office: Hall) -> None:
    """By the button that leads back: it is the same form, with the same id."""
    new, site = "/petitions/statements/new", await desk(office, "soc-son")
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    form = form_for(read(await text(office, "soc-son", new)), "/petitions/acts/enter_statement")
    for who, words, nature in (
        (BY_FORM, "Khiếu nại", "complaint"),
        (LATER, "Ngập", "petition"),
        (BY_FILE, "Ngập", "petition"),
    ):
        said = {name.replace("__", "."): each for name, each in person(who).items()}
        data = {**filled(form), **said, "text": words, "nature": nature}
        async with site.post(form["action"], data=data, allow_redirects=False) as response:
            assert response.status == (409 if nature == "complaint" else 303)
    assert LATER[0] in await looked(office, "secretary", ONE)


async def test_two_years_after_the_end_persons_go_by_themselves(office: Hall) -> None:
    register = await office.parts.petitions.register(FIRST_BODY)
    closed = next(each for each in register.petitions.values() if each.closed and not each.watched)
    said = f"/petitions/statements/{closed.statements[0]}/petitioner"
    await sends(office, "secretary", said, "note_petitioner", **person(BY_FORM))
    job = Forgetting(office.parts.petitioners, office.parts.bodies)
    office.clock.turn(days=800)
    await job.run()
    await job.run()
    after = await office.parts.petitions.register(FIRST_BODY)
    assert after.statements[closed.statements[0]].petitioner is None
    assert not await office.store.petitioners.kept(FIRST_BODY, office.clock.now())


async def test_without_its_key_it_is_said_and_nothing_is_shown(
    office: Hall, tmp_path: Path
) -> None:
    await brought_in(office)
    keys = tmp_path / "apart" / "petitioner.keys"
    keys.unlink()
    assert "không có khóa" in await looked(office, "secretary", ONE, 409)


async def test_an_envelope_of_somebody_else_or_of_nobody_opens_nothing(office: Hall) -> None:
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    form = filled(form_for(read(await text(office, "secretary", BRING)), BRING))
    page = await posted(office, BRING, MultiDict({**form, "table": table(PASTED, "Đèn hỏng")}))
    sealed = filled(form_for(read(page), f"{BRING}/write"))
    async with (await desk(office, "elsewhere")).post(f"{BRING}/write", data=sealed) as theirs:
        assert theirs.status == 409
    for wrong in ("", "ä", "AAAA", sealed["sheet"][:-4]):
        await posted(office, f"{BRING}/write", {**sealed, "sheet": wrong}, 409)
    dropped = await posted(office, f"{BRING}/write", sealed)
    assert "Đèn hỏng" in dropped
    assert not await office.store.petitioners.kept(
        FIRST_BODY, office.clock.now().replace(year=2030)
    )
