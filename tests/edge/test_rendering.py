"""Figures as a page shows them, and data that cannot break out of its element."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from diemcau import resources
from diemcau.app.calendar.zones import HOME_ZONE, zone_named
from diemcau.app.text.folding import found, slug
from diemcau.domain.names import folded
from diemcau.edge.showing.rendering import Pages, island, lasting, typed_length
from tests.support.hall import hall

PAGES = Pages(resources.WEB, strict=True)


def shown(template: str, **context: object) -> str:
    return PAGES.env.from_string(template).render(zone=HOME_ZONE, **context)


def test_when_it_is_warm_every_template_is_at_hand() -> None:
    pages = Pages(resources.WEB)
    assert pages.env.cache is not None
    pages.env.cache.clear()
    pages.warm()
    assert len(pages.env.cache) == len(pages.env.list_templates())


def test_times_are_shown_where_the_conference_is() -> None:
    at = datetime(2024, 4, 18, 18, 5, 9, tzinfo=UTC)
    template = "{{ at|dmy }} {{ at|hm }} {{ at|hms }} {{ at|stamp }}"
    assert shown(template, at=at) == "19/04/2024 01:05 01:05:09 2024-04-19T01:05"


def test_a_conference_shows_its_day_or_its_days() -> None:
    at = datetime(2024, 4, 19, 1, tzinfo=UTC)
    one, two = at + timedelta(hours=3.5), at + timedelta(hours=27.5)
    assert shown("{{ at | until(last) }}", at=at, last=one) == "08:00 – 11:30, 19/04/2024"
    both = "08:00 19/04/2024 – 11:30 20/04/2024"
    assert shown("{{ at | until(last) }}", at=at, last=two) == both
    template = "{{ at | hm(with_day=at | several_days(last)) }}"
    told = [shown(template, at=at, last=last) for last in (one, two, None)]
    assert told == ["08:00", "08:00 19/04", "08:00"]


def test_a_day_is_the_same_day_everywhere_and_none_is_nothing() -> None:
    assert shown("{{ day|dmy }}{{ none|hm }}", day=date(2024, 6, 30)) == "30/06/2024"


@pytest.mark.parametrize(
    ("length", "words"),
    [(300, "05:00"), (timedelta(seconds=61.9), "01:01"), (6000, "100:00")],
)
def test_lengths_are_typed_as_minutes_and_seconds(length: timedelta | float, words: str) -> None:
    assert typed_length(length) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "0″"),
        (9, "9″"),
        (300, "5′"),
        (timedelta(seconds=61.9), "1′01″"),
        (-390, "−6′30″"),
        (3600, "1h00′"),
        (3905, "1h05′05″"),
    ],
)
def test_lengths_are_read_as_lengths_and_never_as_hours_of_a_day(
    length: timedelta | float, words: str
) -> None:
    assert lasting(length) == words


def test_a_zone_this_machine_does_not_know_is_home() -> None:
    assert zone_named("Asia/Tokyo") == ZoneInfo("Asia/Tokyo")
    for wrong in ("Mars/Olympus", "../etc/passwd", ""):
        assert zone_named(wrong) == HOME_ZONE


def test_an_island_cannot_end_its_element() -> None:
    text = island({"title": "</script><!--"})
    assert "<" not in text
    assert json.loads(text) == {"title": "</script><!--"}


def test_a_template_that_misses_something_says_so() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ nobody }}")


def test_marks_and_capitals_do_not_matter_when_comparing() -> None:
    assert folded("ĐỐNG ĐA") == folded("đống đa") == "dong da"
    assert slug(" Nguyễn Thị  Bích-Hợp ") == "nguyen-thi-bich-hop"
    assert found("da dong", "Quận Đống Đa")
    assert not found("da nang", "Quận Đống Đa")


async def test_a_page_comes_in_the_theme_and_size_that_its_reader_chose() -> None:
    async with hall() as opened:
        browser = await opened.browser("")
        cookies = {"theme": "dark", "size": "enormous"}
        async with browser.get("/sign-in", cookies=cookies) as answer:
            page = await answer.text()
    assert '<html lang="vi" data-theme="dark">' in page
