"""What somebody finds among the publications: a page of them, and what else there is to choose.

For strangers the database counts and cuts. Who else may read which is not said by one table, so for
whoever is signed in what is found is gone through here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.library.listing import counted
from diemcau.app.library.reading import Reading
from diemcau.app.ports.library import ListedPaper, Sort, Wanted
from diemcau.app.ports.people import Session
from diemcau.domain.nouns.terms import Readers

AT_ONCE: Final = 20
SORTS: Final = Sort.__struct_fields__


class ListPage(Struct, frozen=True):
    """`choices` tells for year, stage and organiser how many each would leave, the others chosen as
    they are.
    """

    papers: Sequence[ListedPaper]
    total: int
    page: int
    choices: Mapping[str, Mapping[object, int]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // AT_ONCE))


async def list_page(
    reading: Reading, reader: Session | None, wanted: Wanted, page: int = 1
) -> ListPage:
    """The page nearest to the one asked for."""
    loose = replace(wanted, **dict.fromkeys(SORTS))
    if reader is None:
        loose = replace(loose, readers=Readers.PUBLIC)
        sorts = await reading.library.sorts(loose)
        at, total = _place(sorts, wanted, page)
        public = replace(wanted, readers=Readers.PUBLIC)
        skip = (at - 1) * AT_ONCE
        papers = await reading.library.listed(public, most=AT_ONCE, skip=skip)
    else:
        known = await reading.papers(reader, loose)
        sorts = counted(known)
        at, total = _place(sorts, wanted, page)
        mine = [each for each in known if _chosen(each, wanted)]
        papers = mine[(at - 1) * AT_ONCE : at * AT_ONCE]
    return ListPage(papers, total, at, {name: _choices(sorts, wanted, name) for name in SORTS})


def _place(sorts: Mapping[Sort, int], wanted: Wanted, page: int) -> tuple[int, int]:
    total = sum(many for sort, many in sorts.items() if _chosen(sort, wanted))
    return min(page, max(1, -(-total // AT_ONCE))), total


def _choices(sorts: Mapping[Sort, int], wanted: Wanted, name: str) -> Mapping[object, int]:
    found: Counter[object] = Counter()
    others = replace(wanted, **{name: None})
    for sort, many in sorts.items():
        if _chosen(sort, others):
            found[getattr(sort, name)] += many
    return found


def _chosen(one: Sort | ListedPaper, wanted: Wanted) -> bool:
    return all(getattr(wanted, name) in {None, getattr(one, name)} for name in SORTS)
