"""Letters come in over IMAP: each is given once, and what was taken is marked as read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from diemcau.adapters import machine
from diemcau.adapters.mail.imap import LARGEST, ImapMailbox
from diemcau.app.ports.world import Unavailable
from diemcau.bootstrap.inspecting import said
from diemcau.config import BadSetting, MailboxSettings
from tests.support.imap import PASSWORD, Dovecot, Letterbox, dovecot, letterbox


@pytest.fixture(params=["ours", "dovecot"])
async def box(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Letterbox | Dovecot]:
    opened = letterbox(tmp_path) if request.param == "ours" else dovecot()
    async with opened as made:
        yield made


class Taker:
    """Takes letters with an answer in them."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    async def __call__(self, letter: bytes) -> bool:
        self.given.append(letter)
        return b"answer" in letter


async def test_each_letter_is_given_once_and_only_what_was_taken_counts_as_read(
    box: Letterbox | Dovecot,
) -> None:
    box.put(b"Subject: an answer\r\n\r\n1\r\n")
    box.put(b"Subject: for people\r\n\r\n2\r\n")
    mailbox, taker = ImapMailbox(box.url(), box.trust), Taker()
    for _ in range(2):
        await mailbox.read(taker)
    assert taker.given == [b"Subject: an answer\r\n\r\n1\r\n", b"Subject: for people\r\n\r\n2\r\n"]
    assert box.read == {1}
    box.put(b"Subject: answer again\r\n\r\n3\r\n")
    await mailbox.read(taker)
    assert len(taker.given) == 3
    again = Taker()
    await ImapMailbox(box.url(), box.trust).read(again)
    assert again.given == [b"Subject: for people\r\n\r\n2\r\n"], "after a start"


async def test_a_letter_larger_than_any_answer_is_not_even_fetched(
    box: Letterbox | Dovecot,
) -> None:
    box.put(b"answer" + bytes(LARGEST))
    taker = Taker()
    await ImapMailbox(box.url(), box.trust).read(taker)
    assert taker.given == []
    assert box.read == set()


async def test_a_folder_of_its_own_is_read_where_one_is_named(tmp_path: Path) -> None:
    async with letterbox(tmp_path) as box:
        await ImapMailbox(box.url("/calendar"), box.trust).greet()
        await ImapMailbox(box.url(), box.trust).greet()
        assert box.selected == ['"calendar"', '"INBOX"']


async def test_a_line_that_begins_in_the_open_is_under_tls_before_the_password() -> None:
    async with dovecot() as box:
        box.put(b"Subject: an answer\r\n\r\n1\r\n")
        taker = Taker()
        await ImapMailbox(box.starttls, box.trust).read(taker)
        assert taker.given == [b"Subject: an answer\r\n\r\n1\r\n"]
        with pytest.raises(Unavailable, match="certificate"):
            await ImapMailbox(box.starttls, "").greet()


async def test_whoever_takes_tls_away_from_such_a_line_hears_no_password(tmp_path: Path) -> None:
    async with letterbox(tmp_path, tls=False) as box:
        with pytest.raises(Unavailable, match="TLS not supported"):
            await ImapMailbox(box.url().replace("imaps", "imap"), box.trust).greet()
        assert box.signed_in == []


@pytest.mark.parametrize("wrong", ["password", "folder", "certificate", "nobody"])
async def test_who_does_not_let_us_in_is_away_and_no_stranger_hears_the_password(
    tmp_path: Path, wrong: str
) -> None:
    async with letterbox(tmp_path) as box:
        url = box.url("/none" if wrong == "folder" else "")
        if wrong == "password":
            url = url.replace(PASSWORD, "guessed")
        if wrong == "nobody":
            await box.off()
        with pytest.raises(Unavailable):
            await ImapMailbox(url, "" if wrong == "certificate" else box.trust).greet()
        assert bool(box.signed_in) is (wrong in ("password", "folder"))


@pytest.mark.parametrize(
    "url",
    [
        "imap+plain://a:b@127.0.0.1",
        "imaps://",
        'imaps://a:b@host/"x',
        "imaps://a:b@host/L%E1%BB%8Bch",
        "smtp://host",
    ],
)
def test_a_mailbox_without_tls_or_with_a_folder_that_cannot_be_said_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match=r"mailbox\.url"):
        MailboxSettings(url=url)
    assert MailboxSettings(url="imap://a:b@host/answers/2024").url


async def test_the_doctor_says_whether_the_mailbox_lets_us_in(tmp_path: Path) -> None:
    async def told(mailbox: ImapMailbox) -> list[str]:
        silent = machine.silent("memory://", "", "folder:letters", mailbox)
        return [each for each in said([each async for each in silent]) if "[mailbox]" in each]

    async with letterbox(tmp_path) as box:
        assert await told(ImapMailbox(box.url(), box.trust)) == []
        [wrong] = await told(ImapMailbox(box.url("/none"), box.trust))
        assert PASSWORD not in wrong
