"""The tree of units that comes with the product: the two lists of Hà Nội as two states of it, and
the day that lies between (`config/sites/NOTES.md`).
"""

import csv
from collections.abc import Sequence
from datetime import date
from typing import Final

from diemcau import resources
from diemcau.adapters import listings
from diemcau.app.office.units import UnitAct
from diemcau.domain.units.nouns import UnitChange, UnitCode, UnitPlan, UnitShare

CITY: Final = UnitPlan(UnitCode("01"), "Hà Nội", "thành phố", 1)
_KNOWN_FROM: Final = date(2014, 4, 1)
_RECUT: Final = date(2025, 7, 1)


def shipped() -> Sequence[UnitAct]:
    before, after = _units("sites_30", 2), _units("sites_126", 3)
    return (
        UnitAct(
            UnitChange.FOUNDED,
            _KNOWN_FROM,
            "Danh sách 30 đơn vị cấp huyện của Hà Nội, đủ từ ngày này (Nghị quyết 132/NQ-CP)",
            after=(CITY, *before),
        ),
        UnitAct(
            UnitChange.RECUT,
            _RECUT,
            "Nghị quyết 1656/NQ-UBTVQH15 ngày 16/6/2025",
            ends=tuple(unit.code for unit in before),
            after=after,
            shares=_shares(),
        ),
    )


def _units(listing: str, level: int) -> tuple[UnitPlan, ...]:
    return tuple(
        UnitPlan(UnitCode(each.code), each.name, each.kind, level, CITY.code)
        for each in listings.shipped(listing)
    )


def _shares() -> tuple[UnitShare, ...]:
    path = resources.CONFIG / "sites" / "recut_2025.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            UnitShare(UnitCode(row["from"]), UnitCode(row["code"]), int(row["share"]))
            for row in csv.DictReader(lines)
        )
