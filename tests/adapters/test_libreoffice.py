"""Our DOCX as LibreOffice opens it: no word stands on another page than in our PDF.

Where Times New Roman is not at hand, a font stands in for it, and what Debian calls
`fonts-liberation` lacks two thirds of the Vietnamese letters up to version 12. So LibreOffice
sees one family here, ours, whatever the machine has.
"""

import asyncio
import io
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from diemcau.adapters.documents import Decree30
from diemcau.adapters.documents.widths import FONTS
from diemcau.app.documents import OfficialDocument
from tests.support.documents import (
    HELD,
    LONGEST,
    NOTICE,
    TITLE,
    concluded,
    made,
    made_beside,
    of_126_sites,
)
from tests.support.letters import words_of

PAPERS: Final[Mapping[str, OfficialDocument]] = {
    "one page of conclusions": made(concluded(2)),
    "five pages of conclusions": made(concluded(30)),
    "an invitation": made(NOTICE),
    "a long agenda": made(
        replace(
            NOTICE,
            agenda=tuple(
                replace(NOTICE.agenda[0], number=f"{no}", title=TITLE) for no in range(40)
            ),
        )
    ),
    "minutes": made(HELD),
    "minutes of 126 sites": made(of_126_sites()),
    "a programme": made_beside("programme", NOTICE),
    "an attendance sheet of 126 sites": made_beside("attendance", of_126_sites()),
    "the longest names": made(concluded(2), LONGEST),
}

pytestmark = [
    pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice"),
]
Pages = Sequence[Sequence[str]]
OUR_FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{FONTS}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="same">
    <family>Times New Roman</family>
    <accept><family>Tinos</family></accept>
  </alias>
</fontconfig>
"""


def families(body: bytes) -> set[str]:
    """With which letters it is printed: "/BAAAAA+Tinos-Bold" is Tinos."""
    pages: Any = PdfReader(io.BytesIO(body)).pages
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    names = {font.get_object()["/BaseFont"] for font in fonts}
    return {name.partition("+")[2].partition("-")[0] for name in names}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Pages, Pages]]:
    """Each as we print it and as LibreOffice does, which takes a second to start."""
    folder = tmp_path_factory.mktemp("opened")
    made_here = {name: asyncio.run(printed(each)) for name, each in PAPERS.items()}
    for name, (_, docx) in made_here.items():
        (folder / f"{name}.docx").write_bytes(docx)
    run = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    fonts = folder / "fonts.conf"
    fonts.write_text(OUR_FONTS, encoding="utf-8")
    home = {"HOME": str(folder), "PATH": os.environ["PATH"], "FONTCONFIG_FILE": str(fonts)}
    files = [str(folder / f"{name}.docx") for name in PAPERS]
    subprocess.run([*run, *files], check=True, capture_output=True, env=home)
    for name in PAPERS:
        assert families((folder / f"{name}.pdf").read_bytes()) == {"Tinos"}
    return {
        name: (words_of(pdf), words_of((folder / f"{name}.pdf").read_bytes()))
        for name, (pdf, _) in made_here.items()
    }


async def printed(document: OfficialDocument) -> tuple[bytes, bytes]:
    printer = Decree30()
    return await printer.pdf(document), await printer.docx(document)


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_moves_to_another_page(
    name: str, opened: Mapping[str, tuple[Pages, Pages]]
) -> None:
    ours, theirs = opened[name]
    assert len(theirs) == len(ours)
    for page, other in zip(ours, theirs, strict=True):
        assert sorted(other) == sorted(page)
