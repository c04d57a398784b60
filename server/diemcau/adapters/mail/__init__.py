"""Mail goes out through a server of the office's (SMTP), or into a folder where one can look."""

from pathlib import Path

from yarl import URL

from diemcau.adapters.mail.folder import MailFolder
from diemcau.adapters.mail.imap import ImapMailbox
from diemcau.adapters.mail.listener import Listener
from diemcau.adapters.mail.smtp import SmtpMail
from diemcau.app.ports.letters import AS_SET, Letter, LetterSender, Mail

__all__ = ["ImapMailbox", "Listener", "PostOffice", "SmtpMail", "open_mail", "open_mailbox"]


class PostOffice:
    """Each letter by the way that its address asks for."""

    def __init__(self, mail: Mail, listener: Mail) -> None:
        self._mail, self._listener = mail, listener

    async def send(self, letter: Letter, sender: LetterSender = AS_SET) -> None:
        to_a_system = letter.to.startswith(("https://", "http://"))
        await (self._listener if to_a_system else self._mail).send(letter, sender)


def open_mail(url: str, sender: str) -> Mail:
    """`smtps://` (TLS from the first byte), `smtp://` (STARTTLS or nothing), `smtp+plain://` for a
    server on this machine, each with `name:password@host:port`; `folder:path` for `.eml` files.
    """
    if url.startswith("folder:"):
        return MailFolder(Path(url.removeprefix("folder:")), sender)
    return SmtpMail(URL(url), sender)


def open_mailbox(url: str, trust: str = "") -> ImapMailbox | None:
    """As `ImapMailbox` reads it; none where none is set."""
    return ImapMailbox(url, trust) if url else None
