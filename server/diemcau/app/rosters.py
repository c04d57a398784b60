"""Lists of people as offices keep them, of one site or of all: what each line of a table says.

How this works. Lines come from a spreadsheet, cells apart by tabs, or are typed with semicolons. A
line of headings says which column is which, and what stands above it is the title of the table;
where headings take two lines, the second says more. Without one a cell is told by what stands in
it. A site that stands once, above its people or in a cell that goes on below, holds until the next.
What is not understood is said of its line, and nothing is guessed: the line can be mended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from msgspec import Struct

from diemcau.domain.names import called, folded, words
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import Site

_HEADS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("ho va ten", "ho ten", "ten", "dai bieu", "ten dai bieu", "ho va ten dai bieu"), "name"
    ),
    **dict.fromkeys(("chuc vu", "chuc danh"), "title"),
    **dict.fromkeys(("diem cau", "don vi", "dia phuong", "xa", "phuong"), "site"),
    **dict.fromkeys(("dien thoai", "so dien thoai", "sdt", "dt", "di dong"), "phone"),
    **dict.fromkeys(("tt", "stt", "so tt", "ghi chu", ""), ""),
}
"""Of columns, folded."""
_SURE: Final = frozenset({"ho va ten", "ho ten", "ho va ten dai bieu", "ten dai bieu"})
"""Nobody is called so: whatever else stands in the line is a heading too."""
_PHONE: Final = re.compile(r"[+(]?\d[\d .()+/-]{7,}.*")
_SITE: Final = re.compile(r"^điểm cầu[: ]+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,4}[.)]?")
_NUMBERED: Final = re.compile(r"^\s*\d{1,3}[.)]\s+")


class RosterLine(Struct, frozen=True):
    """`no` counts from one; `problem` is the code of what is not understood."""

    no: int
    text: str
    name: str = ""
    title: str = ""
    phone: str = ""
    site: SiteCode | None = None
    problem: str = ""


def lines_of(
    text: str, sites: Sequence[Site], otherwise: SiteCode | None = None
) -> Iterator[RosterLine]:
    """Of people; `otherwise` is whose they are where nothing says so."""
    columns: Sequence[str] = ()
    current: SiteCode | None = otherwise
    rows = [(no, line, _cells(line)) for no, line in enumerate(text.split("\n"), 1)]
    first = next((no for no, _, cells in rows if _heads(cells)), 0)
    for no, line, cells in rows:
        if not any(cells):
            continue
        if heads := _heads(cells):
            columns = _both(columns, heads) if no == first + 1 else heads
            continue
        alone = [cell for cell in cells if cell]
        if len(alone) == 1 and (site := _one(alone[0], sites)):
            current = site.code
            continue
        if no < first and len(alone) == 1:
            continue
        said = _by_heads(columns, cells) if columns else _by_content(cells, sites)
        read = _read(no, line, said, sites, current)
        current = read.site or current
        yield read


def people_of(lines: Iterable[RosterLine]) -> Mapping[SiteCode, Sequence[RosterLine]]:
    """By site; the same person again is the same person, with what was said last."""
    found: dict[SiteCode, dict[tuple[str, ...], RosterLine]] = {}
    for line in lines:
        if line.site is not None and not line.problem:
            found.setdefault(line.site, {})[words(line.name)] = line
    return {site: [*people.values()] for site, people in found.items()}


def _cells(line: str) -> list[str]:
    """Without the number that a line may begin with."""
    plain = _NUMBERED.sub("", line)
    cells = [" ".join(cell.split()) for cell in re.split("\t" if "\t" in plain else ";", plain)]
    return cells if "\t" in line else cells + [""] * (len(cells) == 1)


def _heads(cells: Sequence[str]) -> Sequence[str]:
    """The columns, if all of the line are headings, or one that nobody is called by."""
    plain = [folded(cell) for cell in cells]
    known = any(_HEADS.get(cell) == "name" for cell in plain) and all(c in _HEADS for c in plain)
    sure = not _SURE.isdisjoint(plain) and len([cell for cell in plain if cell]) > 1
    return [_HEADS.get(cell, "") for cell in plain] if known or sure else ()


def _both(above: Sequence[str], below: Sequence[str]) -> Sequence[str]:
    """Of headings in two lines: the lower, where it says anything."""
    pairs = zip_longest(above, below, fillvalue="")
    return [low or high for high, low in pairs]


def _by_heads(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    pairs = zip(columns, cells, strict=False)
    return {column: cell for column, cell in pairs if column}


def _by_content(cells: Sequence[str], sites: Sequence[Site]) -> dict[str, str]:
    said: dict[str, str] = {}
    for cell in cells:
        if not cell or _NUMBER.fullmatch(cell):
            continue
        if "phone" not in said and _PHONE.fullmatch(cell):
            said["phone"] = cell
        elif "site" not in said and _one(cell, sites):
            said["site"] = cell
        else:
            said.setdefault("title" if "name" in said else "name", cell)
    return said


def _read(
    no: int,
    line: str,
    said: Mapping[str, str],
    sites: Sequence[Site],
    current: SiteCode | None,
) -> RosterLine:
    meant = _meant(said.get("site", ""), sites)
    site = meant[0].code if len(meant) == 1 else None if said.get("site") else current
    return RosterLine(
        no,
        line,
        said.get("name", "").replace(";", ","),
        said.get("title", "").replace(";", ","),
        said.get("phone", ""),
        site,
        _problem(said, len(meant), site),
    )


def _problem(said: Mapping[str, str], meant: int, site: SiteCode | None) -> str:
    if not said.get("name"):
        return "no_name"
    if meant > 1:
        return "several_sites"
    return "" if site is not None else "no_site"


def _one(said: str, sites: Sequence[Site]) -> Site | None:
    found = _meant(said, sites)
    return found[0] if len(found) == 1 else None


def _meant(said: str, sites: Sequence[Site]) -> Sequence[Site]:
    return called(_SITE.sub("", said), sites) if said else ()
