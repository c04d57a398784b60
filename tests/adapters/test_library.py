"""The laws of `Library`."""

from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import delete, text

from diemcau.adapters.store import Store, open_store
from diemcau.adapters.store.engine import Database
from diemcau.adapters.store.tables import publication_words, publications
from diemcau.app.library.listing import LONGEST_GIST, gist, listed
from diemcau.app.library.searching import asked, words_of
from diemcau.app.ports.library import (
    FollowedTask,
    Headline,
    ListedPaper,
    PublishedPaper,
    Register,
    Sort,
    Wanted,
)
from diemcau.domain.nouns.ids import FIRST_BODY, ConclusionId, PublicationNo, SiteCode
from diemcau.domain.nouns.papers import (
    AgendaLine,
    ConclusionLine,
    Conclusions,
    DocumentLine,
    Documents,
    IncidentLine,
    ItemLine,
    Minutes,
    Notice,
    Paper,
    SpeechLine,
)
from diemcau.domain.nouns.terms import (
    IncidentKind,
    ItemKind,
    ItemState,
    Kind,
    Phase,
    Readers,
    Stage,
    TaskState,
)
from tests.support.store import EIGHT, EVENING, MORNING, at

BRIEFING = Headline(
    meeting=MORNING,
    title="Giao ban trực tuyến",
    organiser="Ủy ban nhân dân thành phố",
    phase=Phase.RUNNING,
    starts_at=EIGHT,
    ends_at=at(120),
    sites=126,
    seq=10,
)
NOTICE = Notice(
    "Giao ban",
    "Ủy ban",
    "Hội trường",
    "Chủ tịch",
    EIGHT,
    at(120),
    ("Ba Đình",),
    (AgendaLine("1", "Khai mạc", ItemKind.OPENING, "Chủ tịch", 10, sub=False),),
)
DOCUMENTS = Documents("Giao ban", (DocumentLine("1", "Báo cáo", "https://example.vn/1"),))
SPEECH = SpeechLine(
    no=1,
    speaker="Ba Đình",
    delegate="Lan",
    kind=Kind.REPORT,
    started_at=EIGHT,
    ended_at=at(5.5),
    spoken=timedelta(minutes=5, seconds=30, microseconds=7),
    overran=timedelta(0),
    out_of_order=False,
    cut_off=True,
    note="",
)
ITEM = ItemLine(
    "1", "Báo cáo", ItemKind.REPORT, "Lan", ItemState.DONE, EIGHT, None, "", (SPEECH,), (), ("A",)
)
MINUTES = Minutes(
    title="Giao ban",
    organiser="Ủy ban",
    hub="Hội trường",
    chair="Chủ tịch",
    secretary="Lan",
    started_at=EIGHT,
    ended_at=at(120),
    note="",
    attendance=(),
    items=(ITEM,),
    incidents=(IncidentLine("Ba Đình", IncidentKind.NO_SOUND, "", EIGHT, None),),
)
CONCLUSION = ConclusionLine(
    number=1,
    text="Làm xong",
    lead="Sở",
    cooperating=("A", "B"),
    person="Lan",
    deliverable="",
    deadline=date(2026, 12, 31),
    standing=False,
    deadline_words="trước 31/12",
    item="1",
)
CONCLUSIONS = Conclusions("Giao ban", "Chủ tịch", "Chủ tịch", EIGHT, (CONCLUSION,))


def published(no: int, paper: Paper = NOTICE, readers: Readers = Readers.PUBLIC) -> PublishedPaper:
    return PublishedPaper(
        meeting=MORNING,
        no=PublicationNo(no),
        stage=Stage.NOTICE,
        readers=readers,
        sites=(),
        at=at(no),
        paper=paper,
    )


@pytest.mark.parametrize(
    "paper", [NOTICE, DOCUMENTS, MINUTES, CONCLUSIONS], ids=lambda each: type(each).__name__
)
async def test_a_publication_comes_back_as_it_was_kept(store: Store, paper: Paper) -> None:
    plain = published(1, paper)
    replaced = replace(
        published(2, paper, Readers.NAMED_SITES),
        sites=(SiteCode("001"), SiteCode("002")),
        replaced_by=PublicationNo(3),
        withdrawn_at=at(9),
        reason="Sai tên",
    )
    await store.library.keep(BRIEFING, [plain, replaced])
    assert await store.library.publication(MORNING, PublicationNo(1)) == plain
    assert await store.library.publication(MORNING, PublicationNo(2)) == replaced
    assert await store.library.publication(MORNING, PublicationNo(3)) is None
    assert await store.library.publication(EVENING, PublicationNo(1)) is None


async def test_a_headline_comes_back_as_it_was_kept(store: Store) -> None:
    await store.library.keep(BRIEFING, [])
    assert await store.library.headline(MORNING) == BRIEFING
    assert await store.library.headline(EVENING) is None


async def test_news_replaces_the_headline_and_the_publications_it_names(store: Store) -> None:
    await store.library.keep(BRIEFING, [published(1), published(2)])
    ended = replace(BRIEFING, phase=Phase.ENDED, seq=11)
    withdrawn = replace(published(1), withdrawn_at=at(30), reason="Sai ngày")
    await store.library.keep(ended, [withdrawn])
    assert await store.library.headlines(FIRST_BODY) == [ended]
    assert await store.library.publications() == [published(2), withdrawn]


async def test_old_news_changes_nothing(store: Store) -> None:
    await store.library.keep(BRIEFING, [published(1)])
    older = replace(BRIEFING, title="Cũ", seq=9)
    await store.library.keep(older, [replace(published(1), reason="Cũ"), published(2)])
    assert await store.library.headlines(FIRST_BODY) == [BRIEFING]
    assert await store.library.publications() == [published(1)]


async def test_the_same_news_may_be_drawn_again(store: Store) -> None:
    await store.library.keep(replace(BRIEFING, title="Drawn wrongly"), [])
    await store.library.keep(BRIEFING, [published(1)])
    assert await store.library.headlines(FIRST_BODY) == [BRIEFING]
    assert await store.library.publications() == [published(1)]


async def test_the_latest_start_stands_first(store: Store) -> None:
    evening = replace(BRIEFING, meeting=EVENING, starts_at=at(600), seq=1)
    for each in (BRIEFING, evening):
        await store.library.keep(each, [])
    assert await store.library.headlines(FIRST_BODY) == [evening, BRIEFING]


async def test_publications_come_newest_first_of_one_meeting_or_all(store: Store) -> None:
    evening = replace(published(2), meeting=EVENING, at=at(2.5))
    await store.library.keep(BRIEFING, [published(1), published(3), published(2)])
    await store.library.keep(replace(BRIEFING, meeting=EVENING), [evening])
    everything = [published(3), evening, published(2), published(1)]
    assert await store.library.publications() == everything
    assert await store.library.publications(MORNING) == [published(n) for n in (3, 2, 1)]


async def test_publications_can_be_asked_for_by_their_readers(store: Store) -> None:
    inside = published(2, MINUTES, Readers.ALL_SITES)
    await store.library.keep(BRIEFING, [published(1), inside])
    assert await store.library.publications(readers=Readers.PUBLIC) == [published(1)]
    assert await store.library.publications(MORNING, readers=Readers.ALL_SITES) == [inside]
    assert await store.library.publications(readers=Readers.NAMED_SITES) == []


KE = FollowedTask(
    meeting=MORNING,
    conclusion=ConclusionId("kè"),
    number=1,
    text="Gia cố kè",
    lead="HĐND quận Ba Đình",
    person="Bà Lan",
    site=SiteCode("001"),
    state=TaskState.IN_PROGRESS,
    per_cent=40,
    deadline=date(2026, 12, 31),
    asked=date(2027, 1, 31),
    told_at=EIGHT,
    closed_at=None,
)


async def test_tasks_come_with_the_nearest_deadline_first(store: Store) -> None:
    standing = replace(KE, conclusion=ConclusionId("họp"), site=None, deadline=None, asked=None)
    later = replace(KE, conclusion=ConclusionId("sau"), number=2)
    evening = replace(KE, meeting=EVENING, deadline=date(2026, 12, 1), closed_at=at(9))
    await store.library.keep(BRIEFING, [], [standing, later, KE])
    await store.library.keep(replace(BRIEFING, meeting=EVENING), [], [evening])
    assert await store.library.tasks(FIRST_BODY) == [evening, KE, later, standing]


async def test_news_replaces_a_task_and_old_news_does_not(store: Store) -> None:
    await store.library.keep(BRIEFING, [], [KE])
    done = replace(KE, state=TaskState.DONE, per_cent=100, closed_at=at(30))
    await store.library.keep(replace(BRIEFING, seq=11), [], [done])
    await store.library.keep(BRIEFING, [], [KE])
    assert await store.library.tasks(FIRST_BODY) == [done]


# -- what is found ---------------------------------------------------------------------------------


def minutes(no: int, paper: Minutes = MINUTES) -> PublishedPaper:
    return replace(published(no, paper), stage=Stage.MINUTES)


async def found(
    store: Store, query: str, stage: Stage = Stage.MINUTES, most: int = 10
) -> list[int]:
    known = await store.library.listed(Wanted(words={stage: asked(query)}), most=most)
    return [each.no for each in known]


async def test_a_publication_is_found_by_the_words_that_stand_in_it(store: Store) -> None:
    await store.library.keep(BRIEFING, [minutes(1), minutes(2)])
    assert await found(store, "Giao ban") == [2, 1], "the newest first"
    assert await found(store, "giao BAN hoi truong") == [2, 1], "marks and capitals do not matter"
    assert await found(store, "hội tr") == [2, 1], "what has no vowel yet is a beginning"
    assert await found(store, "hội tru") == [], "what has one is a syllable"
    assert await found(store, "ội") == [], "the middle of a word is not"
    assert await found(store, "giao ban không-có") == []
    assert await found(store, "giao", Stage.NOTICE) == []
    assert await found(store, "") == [2, 1]
    assert await found(store, "giao", most=1) == [2]


async def test_what_was_withdrawn_is_not_found(store: Store) -> None:
    await store.library.keep(BRIEFING, [minutes(1)])
    gone = replace(minutes(1), withdrawn_at=at(10), reason="Sai")
    await store.library.keep(replace(BRIEFING, seq=11), [gone])
    assert await found(store, "giao ban") == []


async def test_what_comes_too_late_changes_nothing_of_what_is_found(store: Store) -> None:
    await store.library.keep(BRIEFING, [minutes(1)])
    other = replace(MINUTES, title="Hội nghị khác")
    await store.library.keep(replace(BRIEFING, seq=9), [minutes(1, other)])
    assert await found(store, "giao ban") == [1]
    assert await found(store, "khác") == []


async def test_what_was_there_before_the_search_is_made_findable(url: str) -> None:
    store = open_store(url)
    await store.library.keep(BRIEFING, [minutes(1)])
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(delete(publication_words))
    await database.close()
    assert await found(store, "giao ban") == []
    assert await store.library.index() == 1
    assert await store.library.index() == 0
    assert await found(store, "giao ban") == [1]
    await store.close()


async def test_strange_letters_are_words_as_well(store: Store) -> None:
    strange = replace(MINUTES, title="Đắk Lắk 𐐷 ' OR 1=1 -- %_ \U0010ffff")
    await store.library.keep(BRIEFING, [minutes(1, strange)])
    assert await found(store, "dak lak") == [1]
    assert await found(store, "%") == [1], "signs are no words"
    assert await found(store, "' OR 1=1 --") == [1]
    assert await found(store, "x" * 100) == []


async def test_the_words_of_a_conference_are_told_by_publication(store: Store) -> None:
    gone = replace(published(2), withdrawn_at=at(9))
    await store.library.keep(BRIEFING, [published(1, DOCUMENTS), gone])
    assert await store.library.words(MORNING) == {
        PublicationNo(1): frozenset(words_of(published(1, DOCUMENTS)))
    }
    assert await store.library.words(EVENING) == {}


async def test_the_library_knows_of_which_conferences_it_keeps_anything(store: Store) -> None:
    assert not await store.library.meetings()
    await store.library.keep(BRIEFING, [published(1)])
    await store.library.keep(replace(BRIEFING, meeting=EVENING), [])
    assert sorted(await store.library.meetings()) == [MORNING, EVENING]


# -- what lists tell -------------------------------------------------------------------------------

LAST_YEAR = replace(published(2, DOCUMENTS), at=at(-600_000), stage=Stage.DOCUMENTS)


def as_listed(known: PublishedPaper, **also: object) -> ListedPaper:
    return replace(listed(known), organiser=BRIEFING.organiser, **also)


async def test_a_list_is_narrowed_by_all_that_is_given(store: Store) -> None:
    number = await store.numbers.issue(
        Register(FIRST_BODY, 2026, "GM"), MORNING, PublicationNo(1), at(3)
    )
    inside = published(3, MINUTES, Readers.ALL_SITES)
    await store.library.keep(BRIEFING, [published(1), LAST_YEAR, inside])
    notice = as_listed(published(1), number=number.number, type="GM")
    everything = [as_listed(inside), notice, as_listed(LAST_YEAR)]
    for wanted, those in (
        (Wanted(), everything),
        (Wanted(meeting=EVENING), []),
        (Wanted(meeting=MORNING, readers=Readers.PUBLIC), everything[1:]),
        (Wanted(year=2025), everything[2:]),
        (Wanted(stage=Stage.DOCUMENTS), everything[2:]),
        (Wanted(organiser=BRIEFING.organiser), everything),
        (Wanted(organiser="Sở"), []),
        (Wanted(number=1), [notice]),
        (Wanted(number=1, type="TB"), []),
        (Wanted(number=1, type="GM", year=2026), [notice]),
        (Wanted(words={}), []),
    ):
        assert await store.library.listed(wanted) == those, wanted


async def test_a_list_comes_in_pages_and_says_how_many_there_are_of_each_sort(
    store: Store,
) -> None:
    await store.library.keep(BRIEFING, [*map(published, range(1, 6)), LAST_YEAR])
    page = await store.library.listed(Wanted(), most=2, skip=1)
    assert [each.no for each in page] == [4, 3]
    organiser = BRIEFING.organiser
    assert await store.library.sorts(Wanted()) == {
        Sort(2026, Stage.NOTICE, organiser): 4,
        Sort(2025, Stage.DOCUMENTS, organiser): 1,
    }
    assert await store.library.sorts(Wanted(year=2024)) == {}


async def test_news_is_what_was_withdrawn_last_as_well(store: Store) -> None:
    gone = replace(published(1), withdrawn_at=at(90), reason="Sai")
    await store.library.keep(BRIEFING, [gone, published(2), published(3)])
    told = await store.library.listed(Wanted(), most=2, news=True)
    assert [each.no for each in told] == [1, 3]


async def test_the_stamp_is_another_one_once_anything_changed(store: Store) -> None:
    stamps = [await store.library.stamp()]
    await store.library.keep(BRIEFING, [published(1)])
    stamps.append(await store.library.stamp())
    await store.library.keep(replace(BRIEFING, seq=11), [replace(published(1), signed="/x")])
    stamps.append(await store.library.stamp())
    await store.numbers.issue(Register(FIRST_BODY, 2026, "GM"), MORNING, PublicationNo(1), at(3))
    stamps.append(await store.library.stamp())
    assert len({*stamps}) == len(stamps)
    assert await store.library.stamp() == stamps[-1]


async def test_lists_of_a_thousand_read_no_paper(url: str) -> None:
    """Nobody could: what stands in the column of papers is none."""
    store, database = open_store(url), Database(url)
    await store.library.keep(BRIEFING, [published(number) for number in range(1, 1001)])
    async with database.writing() as connection:
        column = publications.c.paper
        await connection.execute(text(f"UPDATE publications SET {column.name} = sites"))
    with pytest.raises(msgspec.ValidationError):
        await store.library.publication(MORNING, PublicationNo(1))
    assert len(await store.library.listed(Wanted())) == 1000
    assert len(await store.library.listed(Wanted(readers=Readers.PUBLIC), most=20, skip=980)) == 20
    await database.close()
    await store.close()


def test_a_gist_is_a_gist_however_much_stands_in_a_paper() -> None:
    lines = (CONCLUSION,) * 500
    short = gist(replace(CONCLUSIONS, conclusions=lines))
    assert len(short) <= LONGEST_GIST + 2
    assert short.endswith("\n…")
    endless = gist(replace(CONCLUSIONS, conclusions=(replace(CONCLUSION, text="x" * 9000),)))
    assert len(endless) == LONGEST_GIST + 2
