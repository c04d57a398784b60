"""The hall screen on its worst morning: titles of 300 letters, the longest names of both lists.

`measured` says of each of its parts how high a capital is beside the screen, as Chromium draws it,
and whether anything is cut off; `figures` makes the table of docs/hall-screen.md of it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final, NamedTuple

from msgspec.structs import replace
from playwright.async_api import Browser, Page

from diemcau.adapters import listings
from diemcau.app.consultation.carrying import outlined
from diemcau.demo.regulation import Telling, told
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId, WriteDraft
from diemcau.domain.consultation.nouns.terms import ClauseKind
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.drafts import CarryDraft, FocusClause
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId, VoteNo
from diemcau.domain.nouns.returns import HandInFigures
from diemcau.domain.nouns.screen import ShowOnScreen
from diemcau.domain.nouns.terms import OnScreen
from diemcau.domain.nouns.votes import CastVote, CloseVote, OpenVote
from diemcau.domain.rules.screen import showing
from tests.support.hall import Hall, hall
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    DAY,
    FIGURES,
    FIGURES_ASKED,
    OPERATOR,
    SECRETARY,
    at,
    by,
)
from tests.support.morning import NOW, Morning
from tests.support.room import MEETING
from tests.support.stage import Size, window_of

LYING, STANDING = (1920, 1080), (1080, 1920)
READ: Final = 1 / 50
"""Of the screen's height: the least height of a capital (docs/hall-screen.md)."""
SENTENCE = "Báo cáo kết quả giám sát việc giải quyết kiến nghị của cử tri gửi đến kỳ họp thường lệ "
LONG = (SENTENCE * 4)[:300]

MEASURE = """() => {
  const hall = document.querySelector(".hall");
  const ruler = document.createElement("canvas").getContext("2d");
  const parts = {};
  const cut = [];
  for (const each of hall.querySelectorAll("*")) {
    if (each.closest(".visually-hidden, svg, details") || !each.checkVisibility()) continue;
    const box = each.getBoundingClientRect();
    if (box.width <= 1) continue;
    const aside = box.left < -1 || box.right > innerWidth + 1;
    const below = box.top < -1 || box.bottom > innerHeight + 1;
    if (aside || below) cut.push(`out: ${each.className || each.tagName}`);
    if (![...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const style = getComputedStyle(each);
    ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const height = ruler.measureText("H").actualBoundingBoxAscent / innerHeight;
    const within = each.className || `${each.parentElement.className} ${each.tagName}`;
    parts[within] = Math.min(parts[within] ?? 1, height);
  }
  for (const each of [hall, hall.querySelector(".hall-body")]) {
    const below = each.scrollHeight > each.clientHeight + 1;
    if (below || each.scrollWidth > each.clientWidth + 1) cut.push(`cut: ${each.className}`);
  }
  return { parts, cut };
}"""


LABELS: Final = {
    "hall-head H1": "title of the conference",
    "hall-clock TIME": "time of day",
    "hall-item": "item",
    "floor-speaker": "who speaks",
    "floor-words": "delegate, kind of speech",
    "floor-clock": "clock of the speech",
    "floor-state": "what the clock means",
    "next-label": "who is next, who speaks meanwhile",
    "hall-counts tabular": "how many are there",
    "plain hall-agenda LI": "agenda",
    "hall-big": "roll call: sites",
    "hall-words": "roll call: delegates",
    "hall-names": "roll call: who is missing",
    "vote-text": "question of a vote",
    "vote-cast": "votes cast",
    "number strong": "votes for each answer",
    "vote-outcome mark warn": "outcome of a vote",
    "number": "figures of the quarter",
    "hall-message as-written": "message",
}
"""Class of a part → what it is, in the order of the table."""


class Measured(NamedTuple):
    """Part → height of its capitals, the screen being 1; what is cut off."""

    parts: dict[str, float]
    cut: list[str]


async def measured(page: Page) -> Measured:
    found = await page.evaluate(MEASURE)
    return Measured(found["parts"], found["cut"])


@asynccontextmanager
async def crowded(*, worst: bool = True) -> AsyncIterator[Hall]:
    """Somebody speaks, two are next, figures are there."""
    told = Morning(30)
    told.plan = longest(told.plan) if worst else told.plan
    first, *later = told.debating()
    reported = HandInFigures(**by(BA_DINH, -520), values=FIGURES, signed_by="Phó Chủ tịch")
    steps = (first, FIGURES_ASKED, reported, *later)
    async with hall(*steps, minutes=-8 * DAY, plan=told.plan) as made:
        made.clock.time = at(NOW)
        await made.session("screen")
        yield made


def longest(plan: PlanConference) -> PlanConference:
    """The longest names go to sites that speak or wait."""
    names = {site.name for name in ("sites_30", "sites_126") for site in listings.shipped(name)}
    long = iter(sorted(names, key=lambda name: (-len(name), name)))
    sites = tuple(replace(site, name=next(long)) for site in plan.sites)
    items = tuple(replace(item, title=LONG) for item in plan.agenda)
    return replace(plan, title=LONG, sites=sites, agenda=items)


async def vote(made: Hall, text: str = LONG) -> None:
    """Put, answered by two, and closed."""
    await _does(made, CHAIR, OpenVote, text=text)
    meeting = await made.parts.rooms.state(MEETING)
    for number, code in enumerate(sorted(meeting.votes[VoteNo(1)].electorate)[:2]):
        site = replace(BA_DINH, site=code)
        await _does(made, site, CastVote, vote=VoteNo(1), choice=f"{number:02}")
    await _does(made, CHAIR, CloseVote, vote=VoteNo(1))


async def _does(made: Hall, actor: Actor, act: type[AnyCommand], **args: Any) -> None:
    made.clock.time += timedelta(seconds=1)
    command = CommandId(made.parts.chance.new_id())
    await made.parts.rooms.submit(
        MEETING, act(id=command, at=made.clock.now(), actor=actor, **args)
    )


# -- the table of docs/hall-screen.md --------------------------------------------------------------


async def figures(browser: Browser) -> str:
    """Part by part: on an ordinary morning, and on the worst one lying and standing."""
    async with crowded(worst=False) as made:
        ordinary = await smallest(browser, made, LYING, "Mời các đại biểu về chỗ lúc 9:15")
    async with crowded() as made:
        lying = await smallest(browser, made, LYING, LONG)
    async with crowded() as made:
        standing = await smallest(browser, made, STANDING, LONG)
    lines = ["| part | usual | worst | worst, standing |", "|---|---:|---:|---:|"]
    for part, words in LABELS.items():
        cells = (
            f"1/{round(1 / each[part])}" if part in each else "–"
            for each in (ordinary, lying, standing)
        )
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines)


async def smallest(browser: Browser, made: Hall, size: Size, words: str) -> dict[str, float]:
    """Each part where it is smallest of all that can be shown."""
    found: dict[str, float] = {}
    async with screen_of(browser, made, size) as page:
        await vote(made, words)
        for shown in OnScreen:
            await shows(page, made, shown, words)
            for part, height in (await measured(page)).parts.items():
                found[part] = min(height, found.get(part, 1))
    return found


@asynccontextmanager
async def screen_of(browser: Browser, made: Hall, size: Size) -> AsyncIterator[Page]:
    context = await window_of(browser, viewport={"width": size[0], "height": size[1]})
    await context.add_cookies([{"name": "diemcau", "value": "token-of-screen", "url": made.url}])
    page = await context.new_page()
    await page.goto(f"{made.url}/conferences/{MEETING}/screen")
    await page.locator("html[data-line=live]").wait_for(state="attached")
    await page.evaluate("document.fonts.ready.then(() => true)")
    yield page
    await context.close()


async def shows(page: Page, made: Hall, shown: OnScreen, text: str) -> None:
    """It is chosen, if it is not shown by itself, and drawn."""
    if showing(await made.parts.rooms.state(MEETING)) is not shown:
        words = text if shown is OnScreen.MESSAGE else ""
        await _does(made, OPERATOR, ShowOnScreen, shown=shown, text=words)
    await page.locator(f".hall.is-{shown}").wait_for(state="attached")
    await drawn(page)


async def drawn(page: Page) -> None:
    await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")


# -- a draft, clause by clause ---------------------------------------------------------------------

LONG_CLAUSE: Final = ClauseId("dai")
"""Longer than any that was ever read from the back of a room."""


async def discusses(made: Hall) -> None:
    """The regulation lies on the current item, with a clause in it that is very long."""
    desk = made.parts.drafts
    which = desk.logs.id(FIRST_BODY, told().code)
    prepare, write, open_, *_ = Telling(desk.working_days.around(told().opens)).acts()
    assert isinstance(write, WriteDraft)
    text = f"{SENTENCE * 40}lần cuối."
    long = Clause(id=LONG_CLAUSE, kind=ClauseKind.ANNEX, heading="Phụ lục", text=text)
    for act in (prepare, replace(write, clauses=(*write.clauses, long)), open_):
        await desk.submit(which, act)
    item = (await made.parts.rooms.state(MEETING)).current
    outline = outlined(await desk.logs.state(which))
    await _does(made, SECRETARY, CarryDraft, item=item, consultation=told().code, outline=outline)


async def puts_before_the_room(made: Hall, clause: str) -> None:
    await _does(made, CHAIR, FocusClause, clause=clause)
