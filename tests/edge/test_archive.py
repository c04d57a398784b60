"""One conference as a package to hand over: whole for programs that are not ours, a changed byte is
named, and nothing stands in it that nobody may know.
"""

import csv
import hashlib
import io
import logging
import posixpath
import subprocess
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lxml import etree
from msgspec.structs import replace

from diemcau.__main__ import main
from diemcau.app.admission.secrets import key_of
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.app.verification import FlawKind, verify_package
from diemcau.domain.nouns.ids import BodyId
from diemcau.domain.nouns.publishing import SignedCopyFiled
from diemcau.protocol.anchors import Anchor
from diemcau.protocol.chain import Head
from tests.support.archives import EAD, HREF, METS, amiss_in_ead, mets_schema
from tests.support.hall import Hall, hall, signed_in
from tests.support.markup import read
from tests.support.meeting import DISCUSSION, WHOLE_CONFERENCE, at, history
from tests.support.room import MEETING
from tests.support.scene import FINISHED, on_stage

at_the_office = pytest.mark.asyncio(loop_scope="module")
PAGE = f"/conferences/{MEETING}/archive.zip"
BROUGHT, SIGNED = b"%PDF-1.7 " + bytes(200_000), b"%PDF-1.7 signed"


def file_of(body: bytes, name: str) -> StoredFile:
    return StoredFile(
        meeting=MEETING,
        digest=hashlib.sha256(body).hexdigest(),
        name=name,
        media_type="application/pdf",
        size=len(body),
        at=at(-60),
        by="Bà Lan",
    )


HAPPENED = [
    replace(each, copy=file_of(SIGNED, "").address) if isinstance(each, SignedCopyFiled) else each
    for each in history(WHOLE_CONFERENCE)
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[Hall]:
    """A whole one, with votes, a paper that is signed, minutes that never went out, and a file."""
    async with hall(happened=HAPPENED) as opened:
        for name, body in (("giay-moi.pdf", SIGNED), ("Tờ trình số 5.pdf", BROUGHT)):
            await opened.store.files.put(file_of(body, name), in_pieces(body))
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def package(office: Hall) -> bytes:
    async with (await office.browser("secretary")).get(PAGE) as answer:
        assert (answer.status, answer.content_type) == (200, "application/zip")
        body = await answer.read()
        assert int(answer.headers["Content-Length"]) == len(body)
        return body


def names_in(package: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {each.removeprefix(f"{MEETING}/") for each in archive.namelist()}


def in_it(package: bytes, path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(f"{MEETING}/{path}")


def table(package: bytes, path: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(in_it(package, path).decode("utf-8-sig")))]


def test_a_program_that_is_not_ours_finds_every_file_as_it_was_packed(
    package: bytes, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(tmp_path)
    bag = tmp_path / MEETING
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=bag, check=True)
    payload = [each for each in (bag / "data").rglob("*") if each.is_file()]
    listed = (bag / "manifest-sha256.txt").read_text("utf-8").splitlines()
    assert len(listed) == len(payload)
    info = (bag / "bag-info.txt").read_text("utf-8")
    octets = sum(each.stat().st_size for each in payload)
    assert f"Payload-Oxum: {octets}.{len(payload)}\n" in info
    assert f"External-Identifier: {MEETING}\n" in info


def test_it_holds_papers_lists_files_and_the_log_and_says_so_in_a_list(package: bytes) -> None:
    listed = {row["Tệp"]: row for row in table(package, "data/muc-luc.csv")}
    held = {each.removeprefix("data/") for each in names_in(package) if each.startswith("data/")}
    beside = {"../METS.xml", "../metadata/descriptive/EAD.xml"}
    assert {*listed} == (held - {"muc-luc.csv"}) | beside
    assert {*held} >= {
        "van-ban/02-thong-bao-ket-luan.pdf",
        "van-ban/02-thong-bao-ket-luan.docx",
        "van-ban/bien-ban-chua-cong-bo.pdf",
        "danh-sach/diem-danh.csv",
        "danh-sach/dai-bieu.csv",
        "danh-sach/nhiem-vu.csv",
        "tep/001-to-trinh-so-5.pdf",
        "nhat-ky/nhat-ky.jsonl",
    }
    assert listed["tep/001-to-trinh-so-5.pdf"]["Tên"] == "Tờ trình số 5.pdf"
    assert listed["van-ban/bien-ban-chua-cong-bo.pdf"]["Ghi chú"] == "Đã phê duyệt, chưa công bố"
    signed = "van-ban/01-giay-moi-va-chuong-trinh.pdf"
    assert in_it(package, f"data/{signed}") == SIGNED
    assert in_it(package, "data/tep/001-to-trinh-so-5.pdf") == BROUGHT
    tasks = table(package, "data/danh-sach/nhiem-vu.csv")
    assert [each["text"] for each in tasks] == ["Giao ban với cấp xã", "Gia cố kè"]


def described(package: bytes) -> tuple[Any, Any]:
    """As a program of an archive reads it, by a library that is not the one that wrote it."""
    texts = (in_it(package, path) for path in ("METS.xml", "metadata/descriptive/EAD.xml"))
    structure, description = map(etree.fromstring, texts)
    mets_schema().assertValid(structure)
    assert [*amiss_in_ead(description)] == []
    return structure, description


def test_a_program_of_an_archive_finds_each_file_once_with_its_true_digest(package: bytes) -> None:
    structure, _ = described(package)
    told = [
        (each[0].get(HREF), each.get("CHECKSUM"), int(each.get("SIZE")))
        for each in structure.iter(f"{METS}file")
    ]
    bodies = {path: in_it(package, path) for path in names_in(package) if path.startswith("data/")}
    assert sorted(told) == sorted(
        (path, hashlib.sha256(body).hexdigest(), len(body)) for path, body in bodies.items()
    )
    types = {each[0].get(HREF): each.get("MIMETYPE") for each in structure.iter(f"{METS}file")}
    assert types["data/nhat-ky/nhat-ky.jsonl"] == "application/x-ndjson"
    assert types["data/tep/001-to-trinh-so-5.pdf"] == "application/pdf"


def test_its_description_is_proved_by_it_and_leads_to_every_file(package: bytes) -> None:
    structure, description = described(package)
    (reference,) = structure.iter(f"{METS}mdRef")
    body = in_it(package, reference.get(HREF))
    assert reference.get("CHECKSUM") == hashlib.sha256(body).hexdigest()
    assert int(reference.get("SIZE")) == len(body)
    lies_in = posixpath.dirname(reference.get(HREF))
    led_to = [
        posixpath.normpath(posixpath.join(lies_in, each.get(HREF)))
        for each in description.iter(f"{EAD}dao")
    ]
    assert sorted(led_to) == sorted(each for each in names_in(package) if each.startswith("data/"))
    of_it = description.find(f"{EAD}archdesc/{EAD}did")
    assert of_it.findtext(f"{EAD}unitid") == MEETING
    assert of_it.findtext(f"{EAD}repository/{EAD}address/{EAD}addressline") == "Hà Nội"
    assert of_it.find(f"{EAD}unitdate").get("normal") == "2024-04-19"


def test_wherever_it_tells_of_them_it_says_that_they_are_experimental(package: bytes) -> None:
    listed = {row["Tệp"]: row["Ghi chú"] for row in table(package, "data/muc-luc.csv")}
    structure, description = described(package)
    said = (
        listed["../METS.xml"],
        listed["../metadata/descriptive/EAD.xml"],
        in_it(package, "bag-info.txt").decode(),
        structure.findtext(f"{METS}metsHdr//{METS}note"),
        description.findtext(f"{EAD}eadheader//{EAD}note/{EAD}p"),
    )
    assert ["Thử nghiệm: METS.xml và EAD.xml" in each for each in said] == [True] * 5


def test_of_a_secret_vote_there_are_counts_and_no_names(package: bytes) -> None:
    votes = table(package, "data/danh-sach/bieu-quyet.csv")
    by_name = [each for each in votes if each["secret"] == "false" and each["sites"]]
    in_secret = [each for each in votes if each["secret"] == "true"]
    assert [each["sites"] for each in by_name] == ["Ba Đình"]
    assert [(each["count"], each["sites"]) for each in in_secret] == [("1", ""), ("0", "")]


@at_the_office
async def test_it_proves_itself_and_is_held_to_an_anchor(office: Hall, package: bytes) -> None:
    log = await office.store.events.read(MEETING)
    anchor = Anchor(MEETING, Head(log[-1].seq, log[-1].digest))
    found = verify_package("q1.zip", io.BytesIO(package), [anchor])
    assert (found.flaws, found.records) == ((), len(log))
    forged = replace(anchor, head=Head(anchor.head.seq, bytes(32)))
    found = verify_package("q1.zip", io.BytesIO(package), [forged])
    assert [each.kind for each in found.flaws] == [FlawKind.REWRITTEN]


def changed(package: bytes, how: dict[str, bytes | None]) -> bytes:
    """The same package with other files in it, or without them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = how.get(name.partition("/")[2], old.read(name))
            if body is not None:
                new.writestr(name, body)
        for name in how.keys() - names_in(package):
            new.writestr(f"{MEETING}/{name}", how[name] or b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("data/nhat-ky/nhat-ky.jsonl", b"{}", FlawKind.PACKED),
        ("data/tep/001-to-trinh-so-5.pdf", BROUGHT + b"!", FlawKind.PACKED),
        ("data/tep/001-to-trinh-so-5.pdf", None, FlawKind.PACKED_MISSING),
        ("data/tep/002-them.pdf", b"", FlawKind.PACKED_BESIDE),
        ("manifest-sha256.txt", b"", FlawKind.PACKED),
        ("METS.xml", b"<mets/>", FlawKind.PACKED),
        ("metadata/descriptive/EAD.xml", None, FlawKind.PACKED_MISSING),
    ],
)
def test_a_file_that_is_not_what_was_packed_is_named(
    package: bytes, path: str, body: bytes | None, kind: FlawKind
) -> None:
    found = verify_package("q1.zip", io.BytesIO(changed(package, {path: body})))
    assert [(each.kind, each.which) for each in found.flaws] == [(kind, path)]


def test_one_byte_of_the_zip_itself_is_enough(package: bytes) -> None:
    broken = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entry = archive.getinfo(f"{MEETING}/data/nhat-ky/nhat-ky.jsonl")
    broken[entry.header_offset + 2000] ^= 1
    (flaw,) = verify_package("q1.zip", io.BytesIO(broken)).flaws
    assert (flaw.kind, flaw.which) == (FlawKind.PACKED, "data/nhat-ky/nhat-ky.jsonl")


@pytest.mark.parametrize(
    "how",
    [
        {"bagit.txt": b"BagIt-Version: 9\n"},
        {"bagit.txt": None},
        {"tagmanifest-sha256.txt": b"?\n"},
        {"tagmanifest-sha256.txt": None},
    ],
)
def test_what_is_no_package_is_called_so(package: bytes, how: dict[str, bytes | None]) -> None:
    for body in (changed(package, how), b"no zip", b"PK\x05\x06" + bytes(18)):
        (flaw,) = verify_package("q1.zip", io.BytesIO(body)).flaws
        assert flaw.kind is FlawKind.NOT_A_PACKAGE


@pytest.fixture
def handlers() -> Iterator[None]:
    """As they were: the command line writes its log to whatever is standard error then."""
    before = logging.getLogger().handlers[:]
    yield
    logging.getLogger().handlers[:] = before


@pytest.mark.usefixtures("handlers")
def test_the_terminal_proves_it_without_a_store(
    package: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q1.zip"
    assert main(["verify", str(file)]) == 2
    file.write_bytes(package)
    assert main(["verify", str(file)]) == 0
    assert "all that is kept of it holds" in capsys.readouterr().out
    file.write_bytes(changed(package, {"data/muc-luc.csv": b"?"}))
    assert main(["verify", str(file)]) == 1
    assert "data/muc-luc.csv is not what was packed" in capsys.readouterr().out


@at_the_office
async def test_the_secretary_is_offered_it_where_the_minutes_are(office: Hall) -> None:
    for who, offered in (("secretary", True), ("chair", False)):
        async with (await office.browser(who)).get(f"/conferences/{MEETING}/minutes") as answer:
            page = read(await answer.text())
        assert (PAGE in {each["href"] for each in page.all("a")}) is offered
        assert ("METS.xml" in page.words) is offered


@at_the_office
async def test_nobody_else_takes_it_and_of_another_council_nobody_hears_of_it(
    office: Hall,
) -> None:
    for who in ("chair", "deputy", "operator", "screen", "admin", "ba-dinh"):
        async with (await office.browser(who)).get(PAGE) as answer:
            assert answer.status == 403, who
    other = replace(signed_in("secretary", office.clock.now()), body=BodyId("soc-son"))
    await office.store.sessions.put(replace(other, key=key_of("of-soc-son")))
    cookies = {"Cookie": "diemcau=of-soc-son"}
    async with (await office.browser("")).get(PAGE, headers=cookies) as answer:
        assert answer.status == 404


@at_the_office
async def test_it_stands_in_the_security_log(office: Hall, package: bytes) -> None:
    notes = await office.store.security_log.after(0, 100)
    assert package
    assert PAGE in {each.about for each in notes}


@at_the_office
async def test_what_was_withdrawn_is_in_it_and_called_so() -> None:
    async for opened in on_stage(FINISHED, minutes=230):
        async with (await opened.browser("secretary")).get(PAGE) as answer:
            body = await answer.read()
        notes = {row["Tệp"]: row["Ghi chú"] for row in table(body, "data/muc-luc.csv")}
        assert notes["van-ban/01-giay-moi-va-chuong-trinh.pdf"] == "Đã thu hồi: Nhầm giờ"
        assert notes["van-ban/03-bien-ban.pdf"] == "Chưa ký số"
        assert "van-ban/bien-ban-chua-cong-bo.pdf" not in notes
        assert verify_package("q1.zip", io.BytesIO(body)).proven


@at_the_office
async def test_what_goes_on_is_no_package_yet() -> None:
    async with hall(DISCUSSION) as opened:
        headers = {"Accept": "application/json"}
        async with (await opened.browser("secretary")).get(PAGE, headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (409, "wrong_phase")
