"""Every refusal has its status and its name, for programs and for people; a bug has a number."""

import asyncio
import logging
from datetime import timedelta
from http import HTTPStatus

import pytest
from aiohttp import WSMsgType, web
from msgspec import Struct, ValidationError

from diemcau.app import files
from diemcau.app.admission.refusals import (
    AccountAsleep,
    AccountDisabled,
    CodeAppOn,
    ElsewhereOver,
    ElsewhereRefused,
    FollowsGrant,
    GuessablePassword,
    HalfWayOver,
    IdentityTaken,
    IdentityUnknown,
    InvitationOver,
    LinkUsed,
    LockedOut,
    NoCodeApp,
    NoOtherFace,
    NoSuchDevice,
    NoSuchIdentity,
    NoSuchLink,
    NoSuchPasskey,
    PasskeyCopied,
    PasswordsDiffer,
    PinNotNow,
    ProofNeeded,
    ProviderSilent,
    SecondFactorMissing,
    SecondStepNeeded,
    WeakPassword,
    WrongCode,
    WrongPasskey,
    WrongPassword,
    WrongPin,
)
from diemcau.app.calendar.rhythms import MonthBeyond
from diemcau.app.calendar.series import BadRule
from diemcau.app.consultation.carrying import DraftNotOut
from diemcau.app.documents import PressBusy
from diemcau.app.files.refusals import ExaminersBusy, FileTooCostly, UploadsBusy
from diemcau.app.library.searching import SearchTooLong
from diemcau.app.media.machines import MachineUnknown, TooManyMachines
from diemcau.app.media.offers import BadOffer
from diemcau.app.office import bodies
from diemcau.app.office.founding import AlreadyFounded, WrongFoundingCode
from diemcau.app.office.unit_lines import UnclearUnitLine
from diemcau.app.people import accounts
from diemcau.app.petitions.competence import UnclearLine
from diemcau.app.petitions.connecting import KeyUnknown
from diemcau.app.petitions.envelopes import SheetLost
from diemcau.app.petitions.outgoing import NothingToSend
from diemcau.app.petitions.petitioners import PetitionerSealed
from diemcau.app.petitions.proposing import UnclearProposal
from diemcau.app.petitions.submitting import NumberMissing, UnitUnknown
from diemcau.app.ports.library import NumberTaken
from diemcau.app.ports.media import NotConnected
from diemcau.app.ports.world import Busy, Conflict, Unavailable
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.floor import FloorBusy
from diemcau.domain.nouns.refusals import NotAllowed, NotForYou, TextChanged
from diemcau.domain.nouns.requests import NoSuchRequest
from diemcau.edge.refusing import errors, refusals
from diemcau.edge.refusing.errors import RENDER_ERROR, parsed
from diemcau.protocol.codec import Malformed
from tests.support.entrance import Browser, Door, browsing
from tests.support.families import codes
from tests.support.patience import unless_it_hangs

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PROGRAM = {"Accept": "application/json"}

ANSWERS: dict[Exception, tuple[int, str]] = {
    WrongPassword(): (401, "wrong_password"),
    AccountDisabled(): (401, "wrong_password"),
    LockedOut(timedelta(seconds=90)): (429, "locked_out"),
    accounts.PasswordPrinted(): (400, "password_printed"),
    PinNotNow(): (403, "pin_not_now"),
    NoSuchLink(): (404, "no_such_link"),
    LinkUsed(): (403, "link_used"),
    InvitationOver(): (404, "invitation_over"),
    MachineUnknown(): (401, "machine_unknown"),
    TooManyMachines(): (409, "too_many_machines"),
    WrongPin(): (401, "wrong_pin"),
    WrongCode(): (401, "wrong_code"),
    WrongPasskey(): (401, "wrong_passkey"),
    PasskeyCopied(): (401, "wrong_passkey"),
    NoSuchPasskey(): (404, "no_such_passkey"),
    ProviderSilent(): (503, "provider_silent"),
    ElsewhereRefused(): (401, "elsewhere_refused"),
    ElsewhereOver(): (401, "elsewhere_over"),
    IdentityUnknown(): (403, "identity_unknown"),
    IdentityTaken(): (409, "identity_taken"),
    FollowsGrant(): (403, "follows_grant"),
    NoSuchIdentity(): (404, "no_such_identity"),
    DraftNotOut(): (409, "draft_not_out"),
    AccountAsleep(): (401, "account_asleep"),
    HalfWayOver(): (401, "half_way_over"),
    CodeAppOn(): (409, "code_app_on"),
    NoCodeApp(): (409, "no_code_app"),
    WeakPassword(): (400, "weak_password"),
    GuessablePassword(): (400, "guessable_password"),
    PasswordsDiffer(): (400, "passwords_differ"),
    NoSuchDevice(): (404, "no_such_device"),
    SearchTooLong(): (400, "search_too_long"),
    FileTooCostly(): (413, "file_too_costly"),
    ExaminersBusy(): (503, "examiners_busy"),
    UploadsBusy(): (503, "uploads_busy"),
    PressBusy(): (503, "press_busy"),
    bodies.NoSuchBody(): (404, "no_such_body"),
    bodies.BadBodyId(): (400, "bad_body_id"),
    bodies.BodyTaken(): (409, "body_taken"),
    bodies.SeatTaken(): (409, "seat_taken"),
    bodies.AboveItself(): (409, "above_itself"),
    UnclearUnitLine(): (400, "unclear_unit_line"),
    NoOtherFace(): (403, "no_other_face"),
    UnclearLine("x"): (400, "unclear_line"),
    UnclearProposal("x"): (400, "unclear_proposal"),
    KeyUnknown(): (401, "key_unknown"),
    NumberMissing(): (400, "idempotency_key_missing"),
    UnitUnknown(): (409, "unit_unknown"),
    PetitionerSealed(): (409, "petitioner_sealed"),
    SheetLost(): (409, "sheet_lost"),
    NothingToSend(): (409, "nothing_to_send"),
    accounts.BadLogin(): (400, "bad_login"),
    accounts.LoginTaken(): (409, "login_taken"),
    accounts.NoSuchAccount(): (404, "no_such_account"),
    accounts.LastAdmin(): (409, "last_admin"),
    BadOffer(): (400, "bad_offer"),
    NotConnected(): (409, "media_not_connected"),
    accounts.SiteMismatch(): (400, "site_mismatch"),
    AlreadyFounded(): (409, "already_founded"),
    WrongFoundingCode(): (403, "wrong_founding_code"),
    files.FileMissing(): (415, "file_missing"),
    files.FileTooLarge(): (413, "file_too_large"),
    files.FileUnknown(): (415, "file_unknown"),
    files.FileMislabelled(): (415, "file_mislabelled"),
    files.FileBroken(): (415, "file_broken"),
    files.FileHasMacros(): (415, "file_has_macros"),
    files.FileSecret(): (415, "file_secret"),
    files.FileUnsigned(): (415, "file_unsigned"),
    files.SignatureBroken(): (415, "signature_broken"),
    files.NoSeal(): (409, "no_seal"),
    files.NotNumbered(): (409, "not_numbered"),
    files.NotSaidOpen(): (415, "not_said_open"),
    BadRule(): (409, "bad_rule"),
    MonthBeyond(): (409, "month_beyond"),
    NumberTaken(): (409, "number_taken"),
    refusals.BadMailAddress(""): (409, "bad_mail_address"),
    refusals.NotSignedIn(): (401, "not_signed_in"),
    refusals.SessionExpired(): (401, "session_expired"),
    refusals.ForeignOrigin(): (403, "foreign_origin"),
    refusals.FormStale(): (403, "form_stale"),
    refusals.TooManyRequests(7): (429, "too_many_requests"),
    refusals.TooManySockets(): (429, "too_many_sockets"),
    refusals.BodyUnknown(): (415, "unknown_body"),
    refusals.BodyEncoded(): (415, "encoded_body"),
    refusals.BodyTooSlow(): (408, "too_slow"),
    Malformed("bad_args"): (400, "bad_args"),
    NotAllowed(): (403, "not_allowed"),
    NotForYou(): (403, "not_for_you"),
    NoSuchConference(): (404, "no_such_conference"),
    NoSuchRequest(): (404, "no_such_request"),
    FloorBusy(): (409, "floor_busy"),
    TextChanged(): (409, "text_changed"),
    Conflict("seq 7"): (409, "conflict"),
    Unavailable("disk"): (503, "unavailable"),
    Busy(): (503, "busy"),
    web.HTTPNotFound(): (404, "not_found"),
    web.HTTPBadRequest(reason="a header"): (400, "malformed"),
    web.HTTPRequestEntityTooLarge(1): (413, "too_large"),
    web.HTTPGone(): (410, "http_410"),
}
LED_ON: dict[Refused, tuple[int, str, str]] = {
    SecondStepNeeded("half"): (401, "second_step_needed", "/sign-in/code"),
    ProofNeeded(): (403, "proof_needed", "/me/prove?back=/it/1"),
    SecondFactorMissing(): (403, "second_factor_missing", "/me?must=1#second"),
}
"""A person is not told these, but shown where to go on."""


def site(problem: BaseException) -> web.Application:
    async def fail(request: web.Request) -> web.Response:
        raise problem

    app = Door().app()
    app.router.add_get("/api/it", fail)
    app.router.add_get("/it/{token}", fail)
    return app


async def told(browser: Browser, path: str, headers: dict[str, str]) -> tuple[int, object]:
    async with browser.get(path, headers=headers, allow_redirects=False) as answer:
        if answer.content_type == "application/json":
            return answer.status, await answer.json()
        return answer.status, await answer.text()


def test_every_refusal_at_the_door_has_its_answer_in_this_table() -> None:
    answered = {type(each).__name__ for each in (*ANSWERS, *LED_ON) if isinstance(each, Refused)}
    assert answered == codes("Refused").keys()


@pytest.mark.parametrize(("problem", "answer"), ANSWERS.items(), ids=lambda each: str(each)[:30])
async def test_a_program_gets_the_status_and_the_code(
    problem: Exception, answer: tuple[int, str]
) -> None:
    status, code = answer
    async with browsing(site(problem)) as browser:
        assert await told(browser, "/api/it", BROWSER) == (status, {"code": code})
        assert await told(browser, "/it/1", PROGRAM) == (status, {"code": code})


@pytest.mark.parametrize(("problem", "answer"), ANSWERS.items(), ids=lambda each: str(each)[:30])
async def test_a_person_gets_a_page(problem: Exception, answer: tuple[int, str]) -> None:
    status, code = answer
    async with (
        browsing(site(problem)) as browser,
        browser.get("/it/1", headers=BROWSER) as page,
    ):
        assert (page.status, page.content_type) == (status, "text/html")
        assert f"<p>{status} {code}" in await page.text()


@pytest.mark.parametrize(("problem", "answer"), LED_ON.items(), ids=lambda each: str(each)[:30])
async def test_a_person_is_led_on_and_a_program_is_told_what_is_missing(
    problem: Refused, answer: tuple[int, str, str]
) -> None:
    status, code, where = answer
    async with browsing(site(problem)) as browser:
        assert await told(browser, "/it/1", PROGRAM) == (status, {"code": code})
        async with browser.get("/it/1", headers=BROWSER, allow_redirects=False) as led:
            assert (led.status, led.headers["Location"]) == (303, where)


async def test_the_products_own_page_takes_the_place_of_the_plain_one() -> None:
    def render(request: web.Request, status: int, code: str) -> web.Response:
        return web.Response(text=f"{request.path}: {code}", status=status)

    app = site(FloorBusy())
    app[RENDER_ERROR] = render
    async with browsing(app) as browser:
        assert await told(browser, "/it/1", BROWSER) == (409, "/it/1: floor_busy")


async def test_who_asks_too_often_or_too_early_is_told_when_to_come_back() -> None:
    for problem, seconds in ((refusals.TooManyRequests(7), "7"), (Unavailable(), "5")):
        async with browsing(site(problem)) as browser, browser.get("/api/it") as answer:
            assert answer.headers["Retry-After"] == seconds


async def test_a_program_is_told_where_its_request_goes_wrong() -> None:
    async with browsing(site(Malformed("bad_args", "at `$.site`"))) as browser:
        answer = {"code": "bad_args", "detail": "at `$.site`"}
        assert await told(browser, "/api/it", PROGRAM) == (400, answer)


async def test_a_wrong_method_is_named_with_the_right_ones() -> None:
    async with (
        browsing(site(FloorBusy())) as browser,
        browser.post("/api/it") as answer,
    ):
        assert answer.status == HTTPStatus.METHOD_NOT_ALLOWED
        assert await answer.json() == {"code": "method_not_allowed"}
        assert answer.headers["Allow"] == "GET,HEAD"


async def test_a_redirect_is_no_refusal() -> None:
    async with (
        browsing(site(web.HTTPSeeOther("/sign-in"))) as browser,
        browser.get("/it/1", allow_redirects=False) as answer,
    ):
        assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")


async def test_an_early_success_is_no_refusal() -> None:
    async with browsing(site(web.HTTPNoContent())) as browser:
        assert (await told(browser, "/it/1", BROWSER))[0] == 204


async def test_a_bug_is_logged_whole_and_answered_with_its_number_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with browsing(site(ZeroDivisionError("mật"))) as browser:
        status, body = await told(browser, "/api/it", PROGRAM)
        person = await told(browser, "/it/secret-link", BROWSER)
    assert isinstance(body, dict)
    assert (status, body["code"], set(body)) == (500, "internal", {"code", "reference"})
    assert isinstance(person[1], str)
    assert "internal" in person[1]
    for hidden in ("mật", "Traceback", "ZeroDivisionError"):
        assert hidden not in person[1] + str(body)
    [first, second] = [each for each in caplog.records if each.name == errors.__name__]
    assert body["reference"] in first.getMessage()
    assert first.exc_info
    assert first.exc_info[0] is ZeroDivisionError
    assert second.getMessage().split()[1] in person[1]
    assert second.getMessage().endswith("GET /it/{token}")


async def test_a_bug_on_no_route_is_logged_too(caplog: pytest.LogCaptureFixture) -> None:
    @web.middleware
    async def fail(request: web.Request, handler: object) -> web.StreamResponse:
        raise ZeroDivisionError

    app = Door().app()
    app.middlewares.append(fail)
    async with browsing(app) as browser:
        assert (await told(browser, "/nowhere", BROWSER))[0] == 500
    assert "GET " in caplog.text


async def test_who_is_gone_before_all_of_a_form_came_is_no_bug(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Else anyone filled the log with them."""
    begun, over = asyncio.Event(), asyncio.Event()

    async def form(request: web.Request) -> web.Response:
        begun.set()
        try:
            return web.Response(body=await request.read())
        finally:
            over.set()

    app = Door().app()
    app.router.add_get("/form", form)
    async with browsing(app) as browser, unless_it_hangs():
        browser.server.handler.handler_cancellation = False  # as where it serves
        _, writer = await asyncio.open_connection(browser.host, browser.port)
        writer.write(b"GET /form HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
        await begun.wait()
        writer.close()
        await over.wait()
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


async def test_a_connection_of_ours_that_nobody_minds_is_a_bug(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with browsing(site(ConnectionResetError("of ours"))) as browser:
        assert (await told(browser, "/api/it", PROGRAM))[0] == 500
    assert "of ours" in caplog.text


async def test_a_record_that_does_not_decode_where_it_is_stored_is_a_bug() -> None:
    async with browsing(site(ValidationError("stored"))) as browser:
        assert (await told(browser, "/api/it", PROGRAM))[0] == 500


async def test_a_refusal_after_the_socket_is_open_closes_it_and_writes_no_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def live(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        raise FloorBusy

    app = Door().app()
    app.router.add_get("/live", live)
    caplog.set_level(logging.CRITICAL, "aiohttp.server")
    async with browsing(app) as browser, browser.ws_connect("/live") as socket:
        async with unless_it_hangs():
            message = await socket.receive()
        assert message.type in {WSMsgType.CLOSED, WSMsgType.CLOSE}


class Greeting(Struct):
    words: str


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"words": 1}', b'{"words": "\xff"}'])
def test_a_body_that_is_not_what_it_should_be_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        parsed(raw, Greeting)


def test_a_body_in_order_is_a_record() -> None:
    assert parsed('{"words": "Chào buổi sáng"}'.encode(), Greeting) == Greeting("Chào buổi sáng")
