"""From which lists of sites a body invites: those that all have, and one of its own.

Its own is written by name, a line a site. What stands in a common list under that name has its
code, so that it is one site wherever it is called; any other gets a code of the list's own.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final

from diemcau.app.ports.sites import Directory, DirectorySite
from diemcau.domain.names import called
from diemcau.domain.nouns.ids import BodyId, SiteCode

_OWN: Final = "own-"
MOST: Final = 500


def own_list(body: BodyId) -> str:
    return f"{_OWN}{body}"


async def lists_for(directory: Directory, body: BodyId) -> Mapping[str, int]:
    """How many sites are in each; another body's own is nobody else's business."""
    known = await directory.listings()
    mine = own_list(body)
    return {name: n for name, n in known.items() if name == mine or not name.startswith(_OWN)}


async def keep_own(directory: Directory, body: BodyId, names: Sequence[str]) -> str:
    """In the place of the one that is there. The name of the list."""
    listing = own_list(body)
    before = await directory.listing(listing)
    common = [
        await directory.listing(name)
        for name in await lists_for(directory, body)
        if name != listing
    ]
    sites = listed(listing, names[:MOST], [before, *reversed(common)])
    await directory.drop(listing, {each.code for each in before} - {each.code for each in sites})
    await directory.put(sites)
    return listing


def listed(
    listing: str, names: Sequence[str], known: Sequence[Sequence[DirectorySite]]
) -> Sequence[DirectorySite]:
    """In the order of the lines; what is said twice is one."""
    found = dict[SiteCode, DirectorySite]()
    used = {each.code for sites in known for each in sites}
    new = (code for n in count(1) if (code := SiteCode(f"r{n:03}")) not in used)
    for place, name in enumerate(dict.fromkeys(names)):
        meant = next((one[0] for sites in known if len(one := called(name, sites)) == 1), None)
        code = meant.code if meant else next(new)
        kind = meant.kind if meant else ""
        found.setdefault(
            code,
            DirectorySite(
                listing=listing,
                code=code,
                name=meant.name if meant else name,
                kind=kind,
                parent=meant.parent if meant else "",
                tile=meant.tile if meant else None,
                place=place,
            ),
        )
    return [*found.values()]
