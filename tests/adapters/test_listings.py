"""The lists of sites that come with the product, and lists of others."""

from pathlib import Path

import pytest

from diemcau.adapters import listings
from diemcau.adapters.store import Store
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import SiteCode


@pytest.mark.parametrize(("name", "number"), [("sites_30", 30), ("sites_126", 126)])
def test_every_shipped_site_has_a_name_a_kind_and_a_place_of_its_own(
    name: str, number: int
) -> None:
    listed = listings.shipped(name)
    assert len(listed) == number
    assert len({each.code for each in listed}) == number
    assert len({each.tile for each in listed if each.tile}) == number
    assert all(each.name and each.kind and each.listing == name for each in listed)
    assert [each.place for each in listed] == list(range(number))


def test_a_site_is_read_as_it_stands_in_its_line() -> None:
    assert listings.shipped("sites_30")[0] == DirectorySite(
        listing="sites_30", code=SiteCode("001"), name="Ba Đình", kind="quận", tile=(4, 2), place=0
    )


async def test_the_shipped_lists_fit_the_directory(store: Store) -> None:
    for name in listings.SHIPPED:
        await store.directory.put(listings.shipped(name))
    assert await store.directory.listings() == {"sites_126": 126, "sites_30": 30}
    assert await store.directory.listing("sites_126") == listings.shipped("sites_126")


def test_a_body_brings_its_own_list(tmp_path: Path) -> None:
    path = tmp_path / "cac_so.csv"
    path.write_text(
        "code,name,kind,parent,tile_col,tile_row\nSTC,Sở Tài chính,sở,UBND,,\n", "utf-8"
    )
    assert listings.read(path) == [
        DirectorySite(
            listing="cac_so", code=SiteCode("STC"), name="Sở Tài chính", kind="sở", parent="UBND"
        )
    ]


def test_a_list_without_a_needed_column_says_which(tmp_path: Path) -> None:
    path = tmp_path / "hong.csv"
    path.write_text("code,name\n001,Ba Đình\n", "utf-8")
    with pytest.raises(KeyError, match="kind"):
        listings.read(path)
