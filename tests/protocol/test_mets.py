"""What a package says of its files is what the schema of METS 1.12.1 asks for."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from lxml import etree

from diemcau.protocol import mets
from diemcau.protocol.mets import PackagedFile, PackageLabel
from tests.support.archives import HREF, METS, mets_schema

LABEL = PackageLabel(
    "giao-ban-q1",
    "Hội nghị giao ban",
    "HỘI ĐỒNG NHÂN DÂN",
    "Điểm Cầu",
    "Thử nghiệm",
    datetime(2024, 4, 19, 11, 30, tzinfo=timezone(timedelta(hours=7))),
)
DESCRIPTION = PackagedFile("metadata/descriptive/EAD.xml", "text/xml", 512, "ab" * 32)
MINUTES = PackagedFile("data/van-ban/01-bien-ban.pdf", "application/pdf", 9, "01" * 32, "Biên bản")
LIST = PackagedFile("data/muc-luc.csv", "text/csv", 0, "23" * 32)


def read(files: Sequence[PackagedFile] = (MINUTES, LIST)) -> Any:
    root = etree.fromstring(mets.written(LABEL, DESCRIPTION, files))
    mets_schema().assertValid(root)
    return root


def test_every_file_stands_in_it_once_with_type_size_and_digest() -> None:
    told = [
        PackagedFile(
            each.find(f"{METS}FLocat").get(HREF),
            each.get("MIMETYPE"),
            int(each.get("SIZE")),
            each.get("CHECKSUM"),
        )
        for each in read().iter(f"{METS}file")
    ]
    assert told == [MINUTES._replace(title=""), LIST]
    assert {each.get("CHECKSUMTYPE") for each in read().iter(f"{METS}file")} == {"SHA-256"}


def test_its_divisions_are_the_folders_and_each_leaf_is_one_file() -> None:
    ids = {each.get("ID"): each[0].get(HREF) for each in read().iter(f"{METS}file")}
    (top,) = read().find(f"{METS}structMap")
    assert tree(top, ids) == {
        "giao-ban-q1": {
            "data": {
                "van-ban": {"Biên bản": MINUTES.path},
                "muc-luc.csv": LIST.path,
            }
        }
    }


def tree(division: Any, ids: dict[str, str]) -> dict[str, Any]:
    pointers = division.findall(f"{METS}fptr")
    if division.get("TYPE") == "Item":
        (pointer,) = pointers
        return {division.get("LABEL"): ids[pointer.get("FILEID")]}
    assert pointers == []
    below: dict[str, Any] = {}
    for each in division:
        below |= tree(each, ids)
    return {division.get("LABEL"): below}


def test_it_leads_to_the_description_of_what_is_in_it() -> None:
    (section,) = read().iter(f"{METS}dmdSec")
    (reference,) = section
    assert reference.get("MDTYPE") == "EAD"
    assert reference.get(HREF) == DESCRIPTION.path
    assert (reference.get("CHECKSUM"), reference.get("SIZE")) == (DESCRIPTION.digest, "512")
    assert {each.get("DMDID") for each in read().iter()} == {None, section.get("ID")}


def test_it_says_who_made_it_when_and_what_to_know_of_it() -> None:
    head = read().find(f"{METS}metsHdr")
    assert head.get("CREATEDATE") == "2024-04-19T11:30:00+07:00"
    assert [each.findtext(f"{METS}name") for each in head] == ["HỘI ĐỒNG NHÂN DÂN", "Điểm Cầu"]
    assert [each.text for each in head.iter(f"{METS}note")] == ["Thử nghiệm"]


def test_its_name_is_that_of_its_content() -> None:
    """The same for the same files, another as soon as one byte of them is."""
    changed = MINUTES._replace(digest="02" * 32)
    name, other = (read(files).get("OBJID") for files in ([MINUTES, LIST], [changed, LIST]))
    assert name == read().get("OBJID") != other
    assert name.startswith("urn:uuid:")


def test_a_package_of_no_file_is_one_all_the_same() -> None:
    assert [*read(()).iter(f"{METS}file")] == []
