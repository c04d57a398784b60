"""A form that is refused comes back on the page it was filled in on, with what was typed in it.

The law runs over every form of every page that somebody has, so that no page can forget it.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from urllib.parse import quote

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from multidict import MultiDict

from diemcau import resources
from tests.support.hall import Hall
from tests.support.markup import Element, filled, read
from tests.support.meeting import BA_DINH, DISCUSSION_ITEM, FIGURES_ASKED, Step, code
from tests.support.room import MEETING
from tests.support.scene import DEBATED, FINISHED, PREPARED, on_stage

HERE = f"/conferences/{MEETING}"
EDITOR = tuple(
    f"{HERE}/edit/{step}" for step in ("facts", "agenda", "sites", "papers", "invitation")
)
TASK = f"/follow-up/{MEETING}/{quote('DraftConclusion, kết luận 1')}"
PAGES = {
    "": ("/sign-in", "/join", f"/join/{MEETING}", "/"),
    "chair": (f"{HERE}/chair", "/sign-out", "/follow-up"),
    "secretary": (
        f"{HERE}/secretary",
        f"{HERE}/secretary?site={code(BA_DINH)}",
        *EDITOR,
        f"{HERE}/edit/sites?site={code(BA_DINH)}",
        f"{HERE}/edit/agenda?item={DISCUSSION_ITEM}",
        *(f"{HERE}/{page}" for page in ("delegations", "invitation", "passes")),
        *(f"{HERE}/{page}?site={code(BA_DINH)}" for page in ("figures", "answers")),
        "/conferences/new",
        "/series",
        "/series/new",
        "/letters/addresses",
        f"/published/{MEETING}/3",
        TASK,
    ),
    "operator": (f"{HERE}/operator", f"{HERE}/passes"),
    "ba-dinh": (f"{HERE}/site", f"{HERE}/answers", f"{HERE}/figures"),
}
SECRET = {"pin", "password"}
TEMPLATES = resources.WEB / "templates"
TYPED = ("text", "search", "tel", "email", "")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def announced() -> AsyncIterator[Hall]:
    async for made in on_stage(PREPARED, FIGURES_ASKED, minutes=-190):
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def debated() -> AsyncIterator[Hall]:
    async for made in on_stage(DEBATED):
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def finished() -> AsyncIterator[Hall]:
    async for made in on_stage(FINISHED, minutes=210):
        yield made


def fields_to_type_in(form: Element) -> Iterator[Element]:
    for each in form.all("input", "textarea"):
        hidden = "readonly" in each.attributes or not each["name"]
        if not hidden and (each.tag == "textarea" or each["type"] in TYPED):
            yield each


def typed_into(form: Element) -> MultiDict[str]:
    """With words of its own in every field for words."""
    fields, number = filled(form), count(1)
    for each in fields_to_type_in(form):
        fields[each["name"]] = f"chữ đã gõ {next(number)}"
    return fields


def with_days(form: Element) -> MultiDict[str]:
    fields = filled(form)
    for each in form.all("input"):
        if each["type"] == "date" and not each["value"]:
            fields[each["name"]] = "2024-05-02"
    return fields


def name_of(form: Element) -> str:
    return next(each["value"] for each in form.all("input") if each["name"] == "form")


async def opened(hall: Hall, who: str, path: str) -> Element | None:
    async with (await hall.browser(who)).get(path) as response:
        whole = response.status == 200 and response.content_type == "text/html"
        return read(await response.text()) if whole else None


async def sent(hall: Hall, who: str, form: Element, data: MultiDict[str]) -> tuple[int, Element]:
    async with (await hall.browser(who)).post(form["action"], data=data) as response:
        return response.status, read(await response.text())


def forms_of(page: Element | None) -> list[Element]:
    return [each for each in page.all("form") if each["method"] == "post"] if page else []


EVERYWHERE = [(who, path) for who in PAGES for path in PAGES[who]]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("who", "path"), EVERYWHERE)
async def test_a_stale_form_comes_back_with_what_was_typed(
    announced: Hall, debated: Hall, finished: Hall, who: str, path: str
) -> None:
    for made in (announced, debated, finished):
        for form in forms_of(await opened(made, who, path)):
            if not [*fields_to_type_in(form)] and (made is not announced):
                continue
            data = typed_into(form)
            data["csrf"] = "of another day"
            status, page = await sent(made, who, form, data)
            assert status == 403, (form["action"], page.words)
            [again] = [each for each in forms_of(page) if "data-refused" in each.attributes]
            assert name_of(again) == name_of(form)
            assert [each for each in again.all("p") if each["role"] == "alert"]
            given = filled(again)
            for name in {each["name"] for each in fields_to_type_in(form)} - SECRET:
                assert given[name] == data[name], (form["action"], name)
            assert given["csrf"] != data["csrf"]


@pytest.mark.parametrize("steps", [(PREPARED, FIGURES_ASKED), (DEBATED,)])
async def test_what_cannot_be_read_is_named_at_its_field(steps: tuple[Step, ...]) -> None:
    """Some fields take long texts; the others say so, each for itself."""
    named = 0
    async for made in on_stage(*steps, minutes=-190 if len(steps) > 1 else 21):
        for who, path in EVERYWHERE:
            for form in forms_of(await opened(made, who, path)):
                for field in fields_to_type_in(form):
                    data = with_days(form)
                    data[field["name"]] = "dài " * 2000
                    status, page = await sent(made, who, form, data)
                    again = [each for each in forms_of(page) if "data-refused" in each.attributes]
                    if status == 400 and again:
                        wrong = [each["name"] for each in amiss(again[0])]
                        assert wrong == [field["name"]], (path, form["action"])
                        named += 1
    assert named > 20


def amiss(form: Element) -> list[Element]:
    return [each for each in form.all("input", "textarea", "select") if each["aria-invalid"]]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_form_that_is_gone_meanwhile_leaves_its_words_at_the_head(debated: Hall) -> None:
    form = next(
        each
        for each in forms_of(await opened(debated, "ba-dinh", f"{HERE}/site"))
        if each["action"].endswith("/report_incident")
    )
    data = typed_into(form)
    data.update({"text": "Mất tiếng từ 9 giờ", "form": "one-of-before", "kind": "?"})
    status, page = await sent(debated, "ba-dinh", form, data)
    assert status == 400
    [alert] = [each for each in page.all("div") if each["role"] == "alert"]
    assert [each.words for each in alert.all("blockquote")] == ["Mất tiếng từ 9 giờ"]


@pytest.mark.asyncio(loop_scope="module")
async def test_whoever_is_not_signed_in_any_more_signs_in_there_and_comes_back(
    debated: Hall,
) -> None:
    path = f"{HERE}/answers?site={code(BA_DINH)}"
    [form, *_] = forms_of(await opened(debated, "secretary", f"{HERE}/secretary"))[1:]
    gone = ClientSession(debated.url, cookies={"diemcau": "of yesterday"})
    async with (
        gone,
        gone.post(
            form["action"], data=filled(form), headers={"Referer": debated.url + path}
        ) as answer,
    ):
        assert answer.status == 401
        page = read(await answer.text())
    [entrance] = [each for each in forms_of(page) if each["action"] == "/sign-in"]
    assert filled(entrance)["back"] == path
    assert "còn trong trình duyệt" in page.words


def test_every_form_that_sends_something_is_written_by_the_macro_that_shows_it_again() -> None:
    written = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if 'method="post"' in path.read_text()
    }
    assert written == {"macros/form.html"}
