"""A province comments on one draft: pages stay light, lists are whole, nothing is lost."""

import io
import re
from collections.abc import AsyncIterator
from typing import Any

import docx
import pytest

from diemcau.domain.consultation.nouns.replies import CommentId
from tests.support import crowd
from tests.support.drafting import AT, Drafting, drafting
from tests.support.drafts import FIRST
from tests.support.letters import sheets_of

HEAVIEST = 150_000
"""Bytes of a page, whoever opens it."""
FEW = 10
CODE = re.compile(r"GY-\d+")


async def crowded(made: Drafting, sites: int) -> Drafting:
    start = (made.desk.today().date - FIRST).days
    acts = (*crowd.asked(sites, start), *crowd.comments(sites, start=start))
    await made.desk.logs.submit(made.id, *acts)
    return made


@pytest.fixture
async def few() -> AsyncIterator[Drafting]:
    async with drafting(furnished=False) as made:
        yield await crowded(made, FEW)


async def test_no_page_of_a_draft_with_2520_comments_is_heavy() -> None:
    async with drafting(furnished=False) as made:
        await crowded(made, crowd.SITES)
        assert (await made.state()).sent == crowd.SITES * crowd.EACH
        for who in ("thu-ky", "ba-dinh"):
            browser = await made.browser(who)
            for path in ("", "/clauses/d1.k1", "/clauses/d2.k1", "/clauses/general", "/table"):
                async with browser.get(f"{AT}{path}") as response:
                    assert response.status == 200, path
                    assert len(await response.read()) < HEAVIEST, (who, path)


async def test_the_table_is_turned_page_by_page_and_every_comment_stands_on_one(
    few: Drafting,
) -> None:
    found, path = list[str](), f"{AT}/table"
    while path:
        shown = await few.page("thu-ky", path)
        [body] = shown.all("tbody")
        found += CODE.findall(body.words)
        further = [each["href"] for each in shown.all("a") if each["rel"] == "next"]
        path = further[0] if further else ""
    assert len(found) == len(set(found)) == FEW * crowd.EACH
    last = await few.page("thu-ky", f"{AT}/table?page=99")
    assert "161–200 trong 200 ý kiến" in last.words
    assert "1–40 trong 200 ý kiến" in (await few.page("thu-ky", f"{AT}/table?page=x")).words


async def test_the_table_and_its_files_are_narrowed_by_the_same_words(few: Drafting) -> None:
    shown = await few.page("thu-ky", f"{AT}/table?site=003&stance=amend&sign=waiting&way=online")
    [body] = shown.all("tbody")
    codes = CODE.findall(body.words)
    assert 0 < len(codes) <= crowd.EACH
    assert "Điểm cầu số 3" in body.words
    assert "Điểm cầu số 4" not in body.words
    [csv] = [e["href"] for e in shown.all("a") if e["href"] and "table.csv" in e["href"]]
    async with (await few.browser("thu-ky")).get(csv) as response:
        assert CODE.findall(await response.text()) == codes
    nothing = await few.page("thu-ky", f"{AT}/table?sign=late&clause=general")
    assert "Chưa có ý kiến" in nothing.words
    wrong = await few.page("thu-ky", f"{AT}/table?stance=none&sign=x&way=y")
    assert "1–40 trong 200 ý kiến" in wrong.words


async def test_a_link_to_a_comment_leads_to_the_page_on_which_it_stands() -> None:
    async with drafting(furnished=False) as made:
        await crowded(made, 60)
        state = await made.state()
        here = [each for each in state.order if state.comments[each].said.clause == "d1.k1"]
        assert len(here) > 40
        path = f"{AT}/clauses/d1.k1"
        first, there = [
            await made.page("thu-ky", each) for each in (path, f"{path}?comment={here[-1]}")
        ]
        assert f"c-{here[-1]}" not in {each["id"] for each in first.all("article")}
        assert f"c-{here[-1]}" in {each["id"] for each in there.all("article")}
        some = await made.page("thu-ky", f"{path}?site=001")
        assert all("Điểm cầu số 1 " in f"{each.words} " for each in some.all("article"))


async def test_what_waits_is_named_up_to_thirty_and_the_rest_is_a_link(few: Drafting) -> None:
    shown = await few.page("thu-ky")
    assert "Ý kiến chưa trả lời (200)" in shown.words
    [more] = [each for each in shown.all("a") if each.words == "và 170 nữa"]
    assert more["href"] == f"{AT}/table?sign=waiting"


async def test_a_comment_that_says_the_same_is_named_by_its_code(few: Drafting) -> None:
    reply = f"{AT}/acts/draft_reply"
    [one, other] = [CommentId("c0"), CommentId("c40")]
    state = await few.state()
    at = f"{AT}/clauses/{state.comments[one].said.clause}"
    said: dict[str, Any] = {"said__outcome": "not_accepted", "said__text": "Theo luật."}
    await few.send("thu-ky", at, reply, comments=[one], **said)
    code = state.comments[one].code.lower()
    there = f"{AT}/clauses/{state.comments[other].said.clause}"
    await few.send(
        "thu-ky", there, reply, comments=[other], said__outcome="same", said__same_as=code
    )
    answered = (await few.state()).comments[other].reply
    assert answered is not None
    assert answered.said.same_as == one


async def test_the_table_is_printed_upright_and_across(few: Drafting) -> None:
    browser = await few.browser("thu-ky")

    async def taken(form: str) -> bytes:
        async with browser.get(f"{AT}/table.{form}site=001") as response:
            assert response.status == 200
            return await response.read()

    for query, across in (("?", False), ("?landscape=1&", True)):
        [page, *_] = sheets_of(await taken(f"pdf{query}"))
        assert (page.width > page.height) is across
        section = docx.Document(io.BytesIO(await taken(f"docx{query}"))).sections[0]
        wide, high = section.page_width, section.page_height
        assert (wide or 0) // 10_000 == (1069 if across else 756)
        assert (high or 0) // 10_000 == (756 if across else 1069)
