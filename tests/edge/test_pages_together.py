"""Several write at once in one draft: nobody's text is lost, and whoever came second sees both."""

from collections.abc import AsyncIterator

import pytest
from multidict import MultiDict

from tests.support.drafting import AT, Drafting, drafting
from tests.support.markup import Element, filled, form_for, read

CLAUSE = f"{AT}/clauses/d2.k3"
EARLIER = "Người khác vừa sửa"


@pytest.fixture
async def told_whole() -> AsyncIterator[Drafting]:
    async with drafting() as made:
        yield made


class Form:
    """Filled in on a page, and sent whenever somebody presses."""

    def __init__(self, made: Drafting, who: str, action: str, shown: Element) -> None:
        self._made, self._who, self._action = made, who, action
        self.fields = filled(form_for(shown, action))

    async def send(self, status: int, **said: str | list[str]) -> Element:
        fields = MultiDict(self.fields)
        for name, value in said.items():
            field = name.replace("__", ".")
            fields.popall(field, None)
            for each in value if isinstance(value, list) else [value]:
                fields.add(field, each)
        browser = await self._made.browser(self._who)
        async with browser.post(self._action, data=fields, allow_redirects=False) as response:
            text = await response.text()
            assert response.status == status, read(text).words[:400]
            return read(text)


async def opened(made: Drafting, who: str, path: str, act: str) -> Form:
    action = f"{AT}/acts/{act}" if "/" not in act else act
    return Form(made, who, action, await made.page(who, path))


async def test_two_members_who_answer_one_comment_do_not_lose_each_other_s_text(
    told_whole: Drafting,
) -> None:
    at = f"{AT}/clauses/d9.k1"
    state = await told_whole.state()
    [waiting] = [each.id for each in state.comments.values() if each.code == "GY-40"]
    first = await opened(told_whole, "ky-thuat", at, "draft_reply")
    second = await opened(told_whole, "thu-ky", at, "draft_reply")
    said: dict[str, str | list[str]] = {"comments": [waiting], "said__outcome": "not_accepted"}
    await first.send(303, said__text="Theo Luật Tổ chức chính quyền.", **said)
    shown = await second.send(409, said__text="Đã có quy định khác.", **said)
    assert EARLIER in shown.words
    assert "Theo Luật Tổ chức chính quyền." in shown.words
    assert "Đã có quy định khác." in [each.text.strip() for each in shown.all("textarea")]
    again = Form(told_whole, "thu-ky", f"{AT}/acts/draft_reply", shown)
    await again.send(303, **said)
    reply = (await told_whole.state()).comments[waiting].reply
    assert reply is not None
    assert reply.said.text == "Đã có quy định khác."


async def test_two_people_of_a_site_keep_comments_at_once(told_whole: Drafting) -> None:
    one, other = [await opened(told_whole, "ba-dinh", CLAUSE, "keep_comment") for _ in range(2)]
    await one.send(303, said__text="Ngắn gọn hơn.", said__wording="Ngắn.")
    await other.send(303, said__text="Thêm thời hạn.", said__wording="Trong 15 ngày.")
    shown = await told_whole.page("ba-dinh", CLAUSE)
    assert "Ngắn gọn hơn." in shown.words
    assert "Thêm thời hạn." in shown.words


async def test_two_who_write_on_one_kept_comment_are_told_and_both_texts_are_there(
    told_whole: Drafting,
) -> None:
    keep = f"{AT}/acts/keep_comment"
    await told_whole.send("ba-dinh", CLAUSE, keep, said__text="Gọn.", said__wording="Ngắn.")
    one, other = [await opened(told_whole, "ba-dinh", CLAUSE, "keep_comment") for _ in range(2)]
    assert "believes" in one.fields, "the first form is that of the kept one"
    await one.send(303, said__text="Của người thứ nhất.")
    shown = await other.send(409, said__text="Của người thứ hai.")
    assert EARLIER in shown.words
    assert "Của người thứ nhất." in shown.words
    assert "Của người thứ hai." in [each.text.strip() for each in shown.all("textarea")]
    await Form(told_whole, "ba-dinh", keep, shown).send(303)
    assert "Của người thứ hai." in (await told_whole.page("ba-dinh", CLAUSE)).words


async def test_a_clause_that_two_write_on_is_refused_to_the_second_with_both_texts(
    told_whole: Drafting,
) -> None:
    first = await opened(told_whole, "ky-thuat", CLAUSE, "edit_clause")
    second = await opened(told_whole, "dong-chu-tri", CLAUSE, "edit_clause")
    await first.send(303, clause__text="Bản của người thứ nhất.")
    shown = await second.send(409, clause__text="Bản của người thứ hai.")
    assert EARLIER in shown.words
    assert "Bản của người thứ nhất." in shown.words
    [typed] = [each for each in shown.all("textarea") if each["aria-invalid"] == "true"]
    assert (typed["name"], typed.text.strip()) == ("clause.text", "Bản của người thứ hai.")
    await Form(told_whole, "dong-chu-tri", f"{AT}/acts/edit_clause", shown).send(303)
    assert "Bản của người thứ hai." in (await told_whole.page("ky-thuat", CLAUSE)).words


async def test_a_whole_text_is_not_written_over_what_came_meanwhile(told_whole: Drafting) -> None:
    page = f"{AT}/text"
    pasting = await opened(told_whole, "dong-chu-tri", page, f"{page}/look")
    looked = await pasting.send(200, text="Điều 1. Mới")
    clause = await opened(told_whole, "ky-thuat", CLAUSE, "edit_clause")
    await clause.send(303, clause__text="Sửa trong lúc đó.")
    writing = Form(told_whole, "dong-chu-tri", page, looked)
    shown = await writing.send(409)
    assert EARLIER in shown.words
    assert "Sửa trong lúc đó." in (await told_whole.page("ky-thuat", CLAUSE)).words
    again = await pasting.send(200, text="Điều 1. Mới", believes="")
    await Form(told_whole, "dong-chu-tri", page, again).send(303)
    last = (await told_whole.state()).last
    assert last is not None
    assert [each.heading for each in last.clauses.values()] == ["Mới"]
