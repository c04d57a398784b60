"""A search is few words: what is more is refused by name before anything is looked at."""

from pathlib import Path

import pytest

from diemcau.app.library.searching import LONGEST_QUERY, MOST_WORDS, SearchTooLong, asked
from diemcau.config import Configuration
from diemcau.edge.door.rates import Rate
from diemcau.edge.door.security import SecuritySettings
from tests.support.hall import hall
from tests.support.store import DURABLE, fresh

WORDS = " ".join(f"từ{number}" for number in range(3900))


@pytest.mark.parametrize("kind", DURABLE)
async def test_thousands_of_words_are_refused_by_name(kind: str, tmp_path: Path) -> None:
    async with hall(url=await fresh(kind, tmp_path)) as opened:
        browser = await opened.browser("")
        for query in (" ".join(map(str, range(MOST_WORDS + 1))), "a" * (LONGEST_QUERY + 1)):
            how = {"Accept": "application/json"}
            async with browser.get("/published", params={"q": query}, headers=how) as answer:
                assert (answer.status, (await answer.json())["code"]) == (400, "search_too_long")


async def test_whoever_searches_without_end_is_told_when_to_come_back() -> None:
    tight = Configuration(security=SecuritySettings(costly=Rate(burst=2, per_minute=60)))
    async with hall(settings=tight) as opened:
        browser = await opened.browser("")
        statuses = []
        for _ in range(3):
            async with browser.get("/published", params={"q": "kết luận"}) as answer:
                statuses.append(answer.status)
        assert statuses == [200, 200, 429]


def test_each_word_is_looked_for_once() -> None:
    assert asked("Kết luận, kết LUẬN kết") == ("ket", "luan")
    assert len(asked(" ".join(f"a{number}" for number in range(MOST_WORDS)))) == MOST_WORDS
    with pytest.raises(SearchTooLong):
        asked(WORDS)


def test_what_a_place_is_written_short_hides_no_paper() -> None:
    assert asked("TX. Sơn Tây") == ("son", "tay")
    assert asked("q.") == ("q",)
