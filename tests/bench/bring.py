"""A secretary brings four thousand petitions in a workbook: until they are looked at, and until
they are written; and what it costs the others, by how late the loop is meanwhile, beside one that
has nothing to do. Then what the full register is asked: the board, and what is most like a text.
"""

import asyncio
import gc
import io
import time
from collections.abc import Awaitable, Callable, Mapping
from itertools import cycle
from pathlib import Path
from timeit import timeit
from urllib.parse import urlencode

import xlsxwriter
from aiohttp import FormData

from diemcau.adapters import listings
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.domain.petitions.views.alike import alike
from diemcau.domain.petitions.views.board import board
from diemcau.edge.door.taking import FORM
from tests.bench.aims import Result
from tests.edge.test_pages_petitions import BRING, OPEN_BATCH, listed_sites, sends, text
from tests.support.hall import Hall
from tests.support.markup import filled, form_for, read
from tests.support.petitions import desk, registered
from tests.support.store import fresh

ROWS = 4000
_IDLE = 3.0
"""Seconds, about as long as the writing takes."""
_WORDS = (
    "Đề nghị thành phố sớm sửa chữa, nâng cấp tuyến đường, hệ thống thoát nước và chiếu sáng của "
    "khu dân cư số {}, nơi trẻ em đi học phải lội nước mỗi khi mưa lớn"
)


async def bring(folder: Path) -> Result:
    async for office in registered(url=await fresh("sqlite", folder)):
        await listed_sites(office)
        await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
        form = filled(form_for(read(await text(office, "secretary", BRING)), f"{BRING}/file"))
        data = _form(form, _workbook())
        gc.collect()
        gc.freeze()  # as whoever serves does after the start
        _, _, idle = await _watched(asyncio.sleep(_IDLE, ""))
        page, looked, late = await _watched(_sent(office, f"{BRING}/file", data))
        sealed = urlencode(filled(form_for(read(page), f"{BRING}/write"))).encode()
        _, written, later = await _watched(_sent(office, f"{BRING}/write", sealed))
        return {
            "rows": ROWS,
            "looked at s": looked,
            "loop late meanwhile, ms": late,
            "written s": written,
            "loop late while written, ms": later,
            "idle loop late, ms": idle,
            "late ÷ idle": round(max(late, later) / idle, 1),
            **_asked(await office.parts.petitions.register(FIRST_BODY)),
        }
    return {}


def _asked(register: PetitionRegister) -> Result:
    """Each as often as it takes to tell, the words of texts known by then."""
    last = register.petitions[register.order[-1]]
    units = register.units_of(last)
    return {
        "alike, ms": _each(lambda: alike(register, last.text, units, last.field)),
        "board, ms": _each(lambda: board(register, last.received)),
    }


def _each(act: Callable[[], object], times: int = 10) -> float:
    act()
    return round(timeit(act, number=times) / times * 1000, 1)


async def _watched(asked: Awaitable[str]) -> tuple[str, float, float]:
    """What came, after how many seconds, and by how many milliseconds the loop was late."""
    late = [0.0]

    async def beats() -> None:
        while True:
            due = time.perf_counter() + 0.005
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - due)

    begun, beating = time.perf_counter(), asyncio.create_task(beats())
    told = await asked
    beating.cancel()
    return told, round(time.perf_counter() - begun, 2), round(max(late) * 1000, 1)


def _workbook() -> bytes:
    file, names = io.BytesIO(), cycle(each.name for each in listings.shipped("sites_30"))
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["STT", "Nội dung", "Đơn vị", "Lĩnh vực", "Họ tên", "Điện thoại"])
    for number in range(1, ROWS + 1):
        who = (f"Ông {number}", f"09{number:08}")
        line = (number, _WORDS.format(number), next(names), "Giao thông", *who)
        sheet.write_row(number, 0, line)
    book.close()
    return file.getvalue()


def _form(form: Mapping[str, str], raw: bytes) -> FormData:
    data = FormData(quote_fields=False)
    for name, value in form.items():
        if name not in {"file", "persons"}:
            data.add_field(name, value)
    data.add_field("persons", "true")
    data.add_field("file", raw, filename="kien-nghi.xlsx")
    return data


async def _sent(office: Hall, path: str, form: FormData | bytes) -> str:
    """What a browser made of a form beforehand goes as it is."""
    kind = {"Content-Type": FORM} if isinstance(form, bytes) else {}
    async with (await desk(office, "secretary")).post(path, data=form, headers=kind) as response:
        assert response.status == 200, response.status
        return await response.text()
