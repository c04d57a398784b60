"""Another system of the office reads the register and writes into it, with a key of its own."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator
from multidict import MultiDict
from yarl import URL

from diemcau import resources
from diemcau.app.dossiers import dossier_id
from diemcau.app.petitions.kind import CODE, PETITIONS
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId
from diemcau.domain.petitions.nouns.terms import PetitionCode
from diemcau.edge.showing.words import Words
from diemcau.edge.systems.described import description
from tests.edge.test_pages_petitions import OPEN_BATCH, listed_sites, sends, text
from tests.support.described import bodies, fits, operations, said
from tests.support.hall import Hall
from tests.support.markup import doubled_ids, filled, form_for, read, skipped_headings, unlabelled
from tests.support.petitions import desk, registered, retold

pytestmark = pytest.mark.asyncio(loop_scope="module")
SYSTEMS, API, BRING_PAGE = "/petitions/systems", "/api/petitions", "/petitions/bring"
ENTER = {
    "on": "2024-04-19",
    "batch": OPEN_BATCH["batch"],
    "unit": "001",
    "said": "2024-04-18",
    "channel": "app",
    "text": "Đường hỏng.",
    "foreign": "PM-7",
}
BRING = {
    **ENTER,
    "title": "Sửa đường",
    "field": "giao_thong",
    "competence": "city",
    "lead": "SGTVT",
}
TOLD = {name: value for name, value in BRING.items() if name != "on"} | {"batch": "HN-2024"}
MIRROR = {"on": "2024-04-19", "told": TOLD}


HINTS = {
    "unit": ("001", "016", "999"),
    "batch": (OPEN_BATCH["batch"], "2024-Q1"),
    "petition": ("KN-2024-0060", "KN-2024-0065", "KN-2024-9999"),
    "lead": ("SGTVT", "SXD", "x"),
    "field": ("giao_thong", "x"),
}


LIES = PetitionCode("KN-2024-0060")
DESCRIBED = description(Words(resources.WEB / "i18n").spoken("vi"), "http://127.0.0.1")
OPERATIONS = operations(DESCRIBED)


class Said(NamedTuple):
    status: int
    body: Any
    headers: Any


class Program:
    """The other system."""

    def __init__(self, office: Hall, key: str) -> None:
        self._office, self._key = office, key

    async def asks(self, path: str, **headers: str) -> Said:
        return await self._sent("GET", path, None, headers)

    async def does(self, act: str, body: object, **headers: str) -> Said:
        return await self._sent("POST", f"acts/{act}", body, headers)

    async def _sent(self, way: str, path: str, body: object, headers: dict[str, str]) -> Said:
        own = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        async with (
            ClientSession(self._office.url) as client,
            client.request(way, f"{API}/{path}", json=body, headers={**own, **told}) as answer,
        ):
            json = "json" in answer.content_type
            return Said(answer.status, await answer.json() if json else None, answer.headers)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        await listed_sites(made)
        await sends(made, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def program(office: Hall) -> Program:
    return Program(office, await key_of(office))


async def key_of(office: Hall, who: str = "secretary") -> str:
    form = filled(form_for(read(await text(office, who, SYSTEMS)), SYSTEMS))
    sent = MultiDict({**form, "name": "Phần mềm thành phố"})
    async with (await desk(office, who)).post(SYSTEMS, data=sent) as answer:
        assert answer.status == 200
        page = read(await answer.text())
    [shown] = (each for each in page.all("input") if each["name"] == "key")
    return shown["value"]


def requests(asked: tuple[str, str, Any]) -> some.SearchStrategy[tuple[str, str, Any, Any]]:
    """What may be sent there, described or not."""
    way, _, operation = asked
    since = some.sampled_from(["", "1-KN-2024-0001", "9999-A"]) | some.text(max_size=5)
    sent = since if way == "get" else bodies(DESCRIBED, operation, HINTS)
    return some.tuples(*map(some.just, asked), sent)


async def test_a_key_is_shown_once_and_kept_as_a_digest_alone(office: Hall) -> None:
    key = await key_of(office)
    for path in (SYSTEMS, API):
        page = await text(office, "secretary", path)
        assert key not in page
        assert unlabelled(read(page)) == []
        assert skipped_headings(read(page)) == []
        assert doubled_ids(read(page)) == set()
    assert "Phần mềm thành phố" in await text(office, "secretary", SYSTEMS)
    kept = await office.store.dossiers.read(dossier_id(PETITIONS.kind, FIRST_BODY, CODE))
    assert not any(key.rpartition(".")[2].encode() in each.body for each in kept)
    await text(office, "soc-son", SYSTEMS, status=403)
    await text(office, "chair", SYSTEMS, status=403)


async def test_a_key_that_was_ended_opens_nothing(office: Hall) -> None:
    key = await key_of(office)
    ended = Program(office, key)
    assert (await ended.asks("lists")).status == 200
    end = filled(form_for(read(await text(office, "secretary", SYSTEMS)), f"{SYSTEMS}/end"))
    end["system"] = key.split(".")[1]
    async with (await desk(office, "secretary")).post(f"{SYSTEMS}/end", data=end) as answer:
        assert answer.status == 200
    for other in (ended, Program(office, ""), Program(office, "home.HT-01." + "a" * 43)):
        refused = await other.does("enter_statement", ENTER)
        assert (refused.status, refused.body["code"]) == (401, "key_unknown")
        assert refused.headers["WWW-Authenticate"] == "Bearer"


async def test_what_was_changed_since_is_told_and_nobody_who_petitioned(
    office: Hall, program: Program
) -> None:
    first = (await program.asks("petitions")).body
    register = await office.parts.petitions.register(FIRST_BODY)
    assert (len(first["items"]), first["more"]) == (len(register.order), False)
    assert (await program.asks(f"petitions?since={first['next']}")).body["items"] == []
    done = await program.does("bring_petition", {**BRING, "foreign": "PM-8"})
    assert done.status == 200, done.body
    [new] = (await program.asks(f"petitions?since={first['next']}")).body["items"]
    assert (new["code"], new["foreign"], new["state"]) == (
        done.body["petition"],
        "PM-8",
        "classified",
    )
    seen, cursor = 0, ""
    while True:
        page = (await program.asks(f"statements?since={cursor}")).body
        seen, cursor = seen + len(page["items"]), page["next"]
        assert not any("petitioner" in each or "looks" in each for each in page["items"])
        if not page["more"]:
            break
    assert seen == len((await office.parts.petitions.register(FIRST_BODY)).statements)
    answers = (await program.asks("answers")).body["items"]
    assert {"KN-2023-0001"} <= {each["petition"] for each in answers}
    assert (await program.asks("petitions?since=gestern")).body["code"] == "bad_cursor"


async def test_whoever_has_it_is_told_so_until_something_happens(program: Program) -> None:
    first = await program.asks("petitions")
    again = await program.asks("petitions", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, None)
    await program.does("enter_statement", {**ENTER, "foreign": "PM-9"})
    assert (await program.asks("petitions", If_None_Match=first.headers["ETag"])).status == 200


async def test_the_same_number_is_written_once_and_other_words_under_it_are_refused(
    office: Hall, program: Program
) -> None:
    mud = {**ENTER, "foreign": "PM-10", "text": "Bùn tràn ra đường."}
    first = await program.does("enter_statement", mud)
    again = await program.does("enter_statement", mud)
    assert first.body == again.body
    other = await program.does("enter_statement", {**mud, "text": "Cầu hỏng."})
    assert (other.status, other.body["code"]) == (409, "id_used")
    assert other.headers["Content-Type"].startswith("application/problem+json")
    assert other.body["type"] == f"{API}#id_used"
    assert other.body["title"]
    register = await office.parts.petitions.register(FIRST_BODY)
    assert [each.text for each in register.statements.values()].count(mud["text"]) == 1


async def test_two_systems_that_count_alike_do_not_meet(office: Hall, program: Program) -> None:
    other = Program(office, await key_of(office))
    for act, asked, mine in (
        ("bring_petition", BRING, "petition"),
        ("enter_statement", ENTER, "statement"),
    ):
        ours, theirs = ({**asked, "foreign": "1", "text": text} for text in ("Ngập.", "Bụi."))
        told = [await program.does(act, ours), await other.does(act, theirs)]
        assert [each.status for each in told] == [200, 200]
        assert told[0].body[mine] != told[1].body[mine]
        again = [await program.does(act, ours), await other.does(act, theirs)]
        assert [each.body[mine] for each in again] == [each.body[mine] for each in told]


async def test_an_answer_comes_in_by_the_number_of_its_request(program: Program) -> None:
    listed = (await program.asks("petitions")).body["items"]
    lies = next(each["code"] for each in listed if each["state"] == "taken")
    answer = {"on": "2024-04-19", "petition": lies, "kind": "final", "text": "Đã sửa."}
    bare = await program.does("answer_petition", answer)
    assert (bare.status, bare.body["code"]) == (400, "idempotency_key_missing")
    short = await program.does("answer_petition", answer, Idempotency_Key="1")
    assert (short.status, short.body["code"]) == (409, "letter_missing")
    whole = {**answer, "settlement": "S3", "letter": "45/SXD"}
    done = await program.does("answer_petition", whole, Idempotency_Key="1")
    assert done.body == (await program.does("answer_petition", whole, Idempotency_Key="1")).body
    [told] = [
        each
        for each in (await program.asks("answers")).body["items"]
        if each["petition"] == lies and each["kind"] == "final"
    ]
    assert (told["text"], told["letter"], told["settlement"]) == ("Đã sửa.", "45/SXD", "S3")


@pytest.mark.parametrize(
    ("act", "body", "status", "code"),
    [
        ("enter_statement", {**ENTER, "unit": "999"}, 409, "unit_unknown"),
        ("enter_statement", {**ENTER, "foreign": " "}, 409, "foreign_number_missing"),
        ("enter_statement", {**ENTER, "on": "2030-01-01"}, 409, "not_yet_that_day"),
        ("enter_statement", {**ENTER, "text": "Gọi 0912345678"}, 409, "personal_data_in_title"),
        ("enter_statement", {**ENTER, "text": "MẬT"}, 409, "marked_secret"),
        ("enter_statement", {**ENTER, "batch": "x"}, 404, "no_such_batch"),
        ("enter_statement", {**ENTER, "confirmed": True}, 400, "bad_args"),
        ("enter_statement", {**ENTER, "petitioner": "nk-1"}, 400, "bad_args"),
        ("mirror_petition", MIRROR, 409, "not_a_mirror"),
        ("let_system_in", {"name": "x"}, 404, "not_found"),
    ],
)
async def test_what_is_refused_is_refused_by_name(
    program: Program, act: str, body: object, status: int, code: str
) -> None:
    refused = await program.does(act, body)
    assert (refused.status, refused.body["code"]) == (status, code)
    assert refused.body["status"] == status


async def test_a_key_opens_the_register_of_its_own_body_alone(office: Hall) -> None:
    await office.parts.bodies.make(
        "soc-son", "Sóc Sơn", await office.parts.bodies.office(FIRST_BODY)
    )
    await retold(office, BodyId("soc-son"))
    theirs = Program(office, await key_of(office, "elsewhere"))
    assert len((await theirs.asks("petitions")).body["items"]) == 68
    lies = {"on": "2024-04-19", "petition": LIES, "kind": "interim", "text": "Đang làm."}
    lies["letter"] = "1/SXD"
    done = await theirs.does("answer_petition", lies, Idempotency_Key="1")
    assert done.status == 200, done.body
    theirs_now = await office.parts.petitions.register(BodyId("soc-son"))
    assert theirs_now.petitions[LIES].replies[-1].text == "Đang làm."
    ours = await office.parts.petitions.register(FIRST_BODY)
    assert all(each.text != "Đang làm." for each in ours.petitions[LIES].replies)


async def test_the_description_is_whole(office: Hall) -> None:
    described = (await Program(office, "").asks("openapi.json")).body
    assert described["openapi"] == "3.1.0"
    for shape in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)
    assert {op["operationId"] for _, _, op in operations(described)} == {
        *("petitions", "statements", "answers", "lists"),
        *("enter_statement", "bring_petition", "mirror_petition"),
        *("take_petition", "return_petition", "answer_petition"),
    }


@settings(
    max_examples=80,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=some.sampled_from(OPERATIONS).flatmap(requests))
async def test_whatever_is_sent_is_answered_as_it_is_described(
    program: Program, asked: tuple[str, str, Any, Any]
) -> None:
    way, path, operation, sent = asked
    short = path.removeprefix(f"{API}/")
    if way == "get":
        answer = await program.asks(str(URL(short).with_query(since=sent)))
    else:
        answer = await program.does(short.removeprefix("acts/"), sent, Idempotency_Key="một")
        shape = operation["requestBody"]["content"]["application/json"]["schema"]
        assert (answer.status == 400) == (not fits(DESCRIBED, shape, sent)), answer
    kinds = said(operation, answer.status)
    [kind] = [each for each in kinds if answer.headers["Content-Type"].startswith(each)]
    assert fits(DESCRIBED, kinds[kind], answer.body), answer.body


async def test_a_mirror_takes_in_what_the_other_register_says(
    office: Hall, program: Program
) -> None:
    """The last test, for the register stays one."""
    fields = {"settings__mode": "mirror"}
    await sends(office, "secretary", "/petitions/batches", "change_register_settings", **fields)
    refused = await program.does("enter_statement", ENTER)
    assert (refused.status, refused.body["code"]) == (409, "mirror_read_only")
    done = await program.does("mirror_petition", MIRROR)
    assert done.status == 200, done.body
    assert (await program.does("mirror_petition", MIRROR)).body == done.body
    answered = {**TOLD, "state": "answered", "settlement": "S3", "answer": "Đã sửa."}
    after = await program.does("mirror_petition", {**MIRROR, "told": answered})
    assert after.body["petition"] == done.body["petition"]
    assert after.body["edition"] == done.body["edition"] + 1
    page = await text(office, "secretary", f"/petitions/{done.body['petition']}")
    assert "Đã sửa." in page
    assert "/petitions/acts/answer_petition" not in page
    assert "/petitions/acts/review_petition" in page
    for path in ("/petitions/statements", "/petitions/batches", "/petitions"):
        shown = await text(office, "secretary", path)
        assert not {"/petitions/acts/open_batch", "/petitions/statements/new"} & {*_ways(shown)}
    await text(office, "secretary", "/petitions/statements/new", status=409)


async def test_a_mirror_takes_in_a_table_and_the_same_table_changes_nothing(office: Hall) -> None:
    head = "Mã vụ việc\tNội dung\tĐơn vị\tTrạng thái\tNội dung trả lời"
    rows = (
        "TP-1\tĐề nghị sửa cầu\tBa Đình\tĐang giải quyết\t",
        "TP-2\tĐề nghị nạo vét mương\tBa Đình\tĐã trả lời\tĐã nạo vét.",
    )
    shown = await _looked(office, "\n".join((head, *rows)))
    assert "Cập nhật 2 kiến nghị" in shown
    await _written(office, shown)
    again = await _looked(office, "\n".join((head, *rows)))
    assert f"{BRING_PAGE}/write" not in again
    moved = rows[0].replace("Đang giải quyết\t", "Đã trả lời\tĐã sửa.")
    shown = await _looked(office, "\n".join((head, moved, rows[1])))
    assert "Cập nhật 1 kiến nghị" in shown
    await _written(office, shown)
    register = await office.parts.petitions.register(FIRST_BODY)
    bridge, ditch = (register.petitions[register.foreign[number]] for number in ("TP-1", "TP-2"))
    assert [each.text for each in (*bridge.replies, *ditch.replies)] == ["Đã sửa.", "Đã nạo vét."]
    nameless = await _looked(office, f"{head}\n\tĐề nghị sửa cầu\tBa Đình\tĐang giải quyết\t")
    assert "thiếu mã số ở hệ thống chính" in nameless


async def _looked(office: Hall, table: str) -> str:
    form = filled(form_for(read(await text(office, "secretary", BRING_PAGE)), BRING_PAGE))
    sent = MultiDict({**form, "batch": "HN-2024", "table": table})
    async with (await desk(office, "secretary")).post(BRING_PAGE, data=sent) as answer:
        assert answer.status == 200
        return await answer.text()


async def _written(office: Hall, shown: str) -> None:
    sealed = filled(form_for(read(shown), f"{BRING_PAGE}/write"))
    sent = MultiDict(sealed)
    async with (await desk(office, "secretary")).post(f"{BRING_PAGE}/write", data=sent) as answer:
        assert answer.status == 200


def _ways(page: str) -> list[str]:
    shown = read(page)
    return [each["href"] for each in shown.all("a")] + [
        each["action"] for each in shown.all("form")
    ]
