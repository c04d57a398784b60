"""Mail goes out through a server of the office's (SMTP), or into a folder where one can look."""

from pathlib import Path

from yarl import URL

from diemcau.adapters.mail.folder import MailFolder
from diemcau.adapters.mail.smtp import SmtpMail
from diemcau.app.ports import Mail

__all__ = ["SmtpMail", "open_mail"]


def open_mail(url: str, sender: str) -> Mail:
    """`smtps://` (TLS from the first byte), `smtp://` (STARTTLS or nothing), `smtp+plain://` for a
    server on this machine, each with `name:password@host:port`; `folder:path` for `.eml` files.
    """
    if url.startswith("folder:"):
        return MailFolder(Path(url.removeprefix("folder:")), sender)
    return SmtpMail(URL(url), sender)
