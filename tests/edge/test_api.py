"""The HTTP twins: the same acts and the same views where sockets are blocked."""

from typing import Any

from aiohttp import ClientSession

from tests.support.hall import Hall, hall
from tests.support.meeting import BA_DINH, DISCUSSION, LOBBY, asked_to_speak, card
from tests.support.room import MEETING, take

BASE = f"/conferences/{MEETING}"


async def posted(opened: Hall, who: str, act: str, body: object) -> tuple[int, dict[str, Any]]:
    browser = await opened.browser(who)
    headers = {"X-CSRF": f"csrf-of-{who}"}
    async with browser.post(f"{BASE}/acts/{act}", json=body, headers=headers) as answer:
        return answer.status, await answer.json()


async def seen(browser: ClientSession, since: str = "") -> dict[str, Any]:
    async with browser.get(f"{BASE}/view{since}") as answer:
        told: dict[str, Any] = await answer.json()
        return told


async def test_an_act_by_post_is_done_and_a_retry_is_the_same_act() -> None:
    async with hall(LOBBY) as opened:
        body = {"id": "mot"}
        first = await posted(opened, "chair", "start_conference", body)
        again = await posted(opened, "chair", "start_conference", body)
        assert first == again == (200, {"t": "done", "id": "mot", "seq": first[1]["seq"]})


async def test_a_refusal_has_the_same_code_as_over_the_socket() -> None:
    async with hall(DISCUSSION) as opened:
        status, told = await posted(opened, "chair", "start_conference", {"id": "x"})
        assert (status, told["t"], told["code"]) == (409, "no", "wrong_phase")


async def test_a_bad_act_or_body_is_refused_by_name() -> None:
    async with hall(DISCUSSION) as opened:
        assert (await posted(opened, "chair", "fly", {"id": "x"}))[1]["code"] == "unknown_act"
        bad = {"id": "y", "args": {"item": 1}}
        assert (await posted(opened, "chair", "start_item", bad))[1]["code"] == "bad_args"
        status, told = await posted(opened, "chair", "start_item", {"args": {}})
        assert (status, told["code"]) == (400, "malformed")


async def test_without_the_token_of_the_session_nothing_is_done() -> None:
    async with hall(LOBBY) as opened:
        browser = await opened.browser("chair")
        async with browser.post(f"{BASE}/acts/start_conference", json={"id": "x"}) as answer:
            assert answer.status == 403
        assert (await opened.parts.rooms.state(MEETING)).started_at is None


async def test_the_whole_view_and_then_what_changed() -> None:
    async with hall(DISCUSSION) as opened:
        browser = await opened.browser("chair")
        first = await seen(browser)
        assert first["t"] == "all"
        await take(await opened.parts.rooms.room(MEETING), asked_to_speak(BA_DINH))
        then = await seen(browser, f"?seen={first['seq']}")
        assert then["t"] == "patch"
        assert f"request/{card(BA_DINH)}" in then["set"]
        assert await seen(browser, f"?seen={then['seq']}") == {"t": "patch", "seq": then["seq"]}


async def test_a_seq_that_makes_no_sense_gets_everything() -> None:
    async with hall(DISCUSSION) as opened:
        browser = await opened.browser("chair")
        for nonsense in ("?seen=abc", "?seen=-1", "?seen=99999", "?seen=" + "9" * 5000):
            assert (await seen(browser, nonsense))["t"] == "all"


PLAN = {
    "title": "Giao ban",
    "starts_at": "2024-07-19T08:00:00+07:00",
    "ends_at": "2024-07-19T11:00:00+07:00",
}


async def planned(opened: Hall, who: str, where: str, command: str) -> tuple[int, str]:
    browser = await opened.browser(who)
    body, headers = {"id": command, "args": PLAN}, {"X-CSRF": f"csrf-of-{who}"}
    path = f"/conferences/{where}/acts/plan_conference"
    async with browser.post(path, json=body, headers=headers) as answer:
        told = await answer.json()
        return answer.status, told.get("code", told.get("t"))


async def test_a_conference_is_planned_by_post_once_under_a_name_fit_for_an_address() -> None:
    async with hall(LOBBY) as opened:
        assert await planned(opened, "chair", "quy-iii", "lap") == (409, "not_allowed")
        assert await planned(opened, "secretary", "Quy:III", "lap") == (409, "bad_args")
        assert await planned(opened, "secretary", "new", "lap") == (409, "bad_args")
        assert opened.parts.rooms.awake.keys() == {MEETING}
        assert await planned(opened, "secretary", "quy-iii", "lap") == (200, "done")
        assert await planned(opened, "secretary", "quy-iii", "lap") == (200, "done")
        assert await planned(opened, "secretary", "quy-iii", "khac") == (409, "already_planned")


async def listed(opened: Hall, who: str) -> list[tuple[str, str]]:
    browser, how = await opened.browser(who), {"Accept": "application/json"}
    async with browser.get("/conferences", headers=how) as answer:
        told = (await answer.json())["conferences"]
        return [(each["meeting"], each["phase"]) for each in told]


async def test_a_program_is_told_which_conferences_it_may_enter() -> None:
    async with hall(LOBBY) as opened:
        await planned(opened, "secretary", "quy-iii", "lap")
        here = (MEETING, "lobby")
        assert set(await listed(opened, "secretary")) == {here, ("quy-iii", "draft")}
        assert await listed(opened, "ba-dinh") == [here]


async def test_a_program_is_told_as_whom_it_came_in() -> None:
    how = {"Accept": "application/json"}
    async with hall(LOBBY) as opened:
        async with (await opened.browser("")).get("/session", headers=how) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, "not_signed_in")
        async with (await opened.browser("chair")).get("/session") as answer:
            told = await answer.json()
        assert told == {"post": "chair", "name": "chair", "csrf": "csrf-of-chair"}
        async with (await opened.browser("ba-dinh")).get("/session") as answer:
            told = await answer.json()
        assert (told["site"], told["meeting"]) == ("001", MEETING)


async def test_a_program_names_its_charset_in_capitals_too() -> None:
    async with hall(LOBBY) as opened:
        body = "id=mot&csrf=csrf-of-chair&back=/"
        kind = "application/x-www-form-urlencoded;charset=UTF-8"
        browser, path = await opened.browser("chair"), f"{BASE}/acts/start_conference"
        said = browser.post(path, data=body, headers={"Content-Type": kind}, allow_redirects=False)
        async with said as answer:
            assert answer.status == 303


async def test_the_server_says_that_it_is_well() -> None:
    async with hall(LOBBY) as opened:
        browser = await opened.browser("")
        async with browser.get("/healthz") as answer:
            assert await answer.json() == {"status": "up"}


async def test_a_body_nested_without_end_is_malformed() -> None:
    async with hall(DISCUSSION) as opened:
        browser = await opened.browser("ba-dinh")
        headers = {"X-CSRF": "csrf-of-ba-dinh", "Content-Type": "application/json"}
        deep = '{"id":"x","args":' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}"
        async with browser.post(f"{BASE}/acts/pass", data=deep, headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, "malformed")


async def test_half_a_letter_in_a_charset_of_pythons_own_is_malformed() -> None:
    async with hall(DISCUSSION) as opened:
        browser = await opened.browser("ba-dinh")
        kind = "application/x-www-form-urlencoded; charset=raw_unicode_escape"
        headers = {"X-CSRF": "csrf-of-ba-dinh", "Content-Type": kind, "Accept": "application/json"}
        path, words = f"{BASE}/acts/report_incident", b"id=x&kind=no_sound&text=\\ud800"
        async with browser.post(path, data=words, headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, "malformed")


async def test_a_form_in_pieces_is_malformed_whichever_way_its_token_came() -> None:
    async with hall(DISCUSSION) as opened:
        headers = {"X-CSRF": "csrf-of-chair", "Content-Type": "multipart/form-data"}
        browser = await opened.browser("chair")
        async with browser.post(f"/files/{MEETING}", data=b"x", headers=headers) as answer:
            assert answer.status == 400


async def test_posts_are_taken_no_faster_than_frames() -> None:
    async with hall(DISCUSSION) as opened:
        ok = dict.fromkeys(("picture", "sound_in", "sound_out", "line"), "ok")
        for number in range(60):
            body = {"id": f"n{number}", "args": ok}
            assert (await posted(opened, "ba-dinh", "answer_check", body))[0] == 200
        status, told = await posted(opened, "ba-dinh", "answer_check", {"id": "x", "args": ok})
        assert (status, told["code"]) == (429, "too_many_requests")
        body = {"id": "y", "args": ok}
        assert (await posted(opened, "dong-anh", "answer_check", body))[0] == 200
        opened.clock.turn(seconds=1)
        assert (await posted(opened, "ba-dinh", "answer_check", {"id": "x", "args": ok}))[0] == 200
