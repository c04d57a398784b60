"""What stands in a log of before is drawn into the tables, whatever people once wrote."""

from msgspec.structs import replace

from diemcau.adapters.store import open_store
from diemcau.app.library.following import Follower
from diemcau.app.live.deciding import Position
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import FIRST_BODY, PublicationNo
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.terms import Readers, Stage
from tests.support.meeting import ANNOUNCED, SECRETARY, after, at, by
from tests.support.room import MEETING

NOTICE = Publish(**by(SECRETARY, -200), stage=Stage.NOTICE, readers=Readers.PUBLIC)


async def test_a_title_with_a_nul_keeps_nothing_from_its_readers(address: str) -> None:
    store = open_store(address)
    meeting = replace(after(ANNOUNCED, NOTICE), id=MEETING, title="Giao\x00 ban", organiser="\x00")
    notice = meeting.publications[PublicationNo(1)]
    paper = replace(notice.paper, title="Giao\x00 ban")
    papers = meeting.publications.set(notice.no, replace(notice, paper=paper, reason="\x00Sai"))
    meeting = replace(meeting, publications=papers)
    await Follower(store.library)(Meeting(id=MEETING), Position(9, b"", meeting, at(0)))
    [known] = await store.library.publications(readers=Readers.PUBLIC)
    [headline] = await store.library.headlines(FIRST_BODY)
    assert (known.paper, known.reason) == (paper, "Sai")
    assert headline.title == "Giao ban"
    await store.close()
