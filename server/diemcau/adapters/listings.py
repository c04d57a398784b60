"""Lists of sites as files: one line a site, in the order of the list (`config/sites/NOTES.md`)."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from diemcau import resources
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import SiteCode
from diemcau.protocol import door

SHIPPED = ("sites_30", "sites_126")
"""The lists that come with the product."""


def shipped(name: str) -> Sequence[DirectorySite]:
    return read(resources.CONFIG / "sites" / f"{name}.csv")


def read(path: Path) -> Sequence[DirectorySite]:
    """The listing is named after its file. A missing column is a `KeyError` with its name."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_site(path.stem, place, row) for place, row in enumerate(csv.DictReader(lines))]


def _site(listing: str, place: int, row: Mapping[str, str]) -> DirectorySite:
    return DirectorySite(
        listing=listing,
        code=SiteCode(row["code"]),
        name=door.line(row["name"]),
        kind=door.line(row["kind"]),
        parent=door.line(row.get("parent", "")),
        tile=_tile(row["tile_col"], row["tile_row"]),
        place=place,
    )


def _tile(column: str, row: str) -> tuple[int, int] | None:
    return (int(column), int(row)) if column and row else None
