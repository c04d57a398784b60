"""Lines to other hosts: what is said on them is encrypted, and the other end proves who it is.

Each address is read by the client that will connect to it, so that no second reading of it can
differ. A loopback address and a socket in the file system never leave this machine and are let
be. Encryption without a proven name (`ssl=require`) stops who listens but not who answers in the
server's place, so it counts as none.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

from redis.asyncio.connection import SSLConnection, parse_url
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from yarl import URL

_FOLDER: Final = re.compile(r"/?[\w &+./-]*", re.ASCII)
STORE: Final = (
    "store.url: another host is reached with verified TLS alone: "
    "postgresql+asyncpg://name@host/database?ssl=verify-full, with PGSSLROOTCERT naming the file "
    "of its authority's certificate; a socket of this machine as ?host=/run/postgresql"
)
SIGNALS: Final = (
    "signals.url: another host is reached with verified TLS and a password alone: "
    "rediss://:password@host:6379/0, with ?ssl_ca_certs=file where the authority is your own"
)
MAIL: Final = (
    "mail.url: smtp+plain:// stays on this machine; another host is reached by "
    "smtp:// (STARTTLS) or smtps://"
)
MAILBOX: Final = (
    "mailbox.url: imaps://name:password@host:993 or imap:// (STARTTLS), with a folder in ASCII"
)
NEWS: Final = "news.url: http:// stays on this machine; another host is reached by https://"


def wrong_store(url: str) -> str:
    """What to write instead; empty when nothing is wrong, as all five."""
    return "" if _holds(_store_is_safe, url) else STORE


def wrong_signals(url: str) -> str:
    return "" if _holds(_signals_are_safe, url) else SIGNALS


def wrong_mail(url: str) -> str:
    plain = url.startswith("smtp+plain:")
    return "" if not plain or _holds(_stays_here, url) else MAIL


def wrong_mailbox(url: str) -> str:
    return "" if _holds(_folder_is_plain, url) else MAILBOX


def wrong_news(url: str) -> str:
    plain = url.startswith("http:")
    return "" if not plain or _holds(_stays_here, url) else NEWS


def _holds(safe: Callable[[str], bool], url: str) -> bool:
    """What cannot be read is not safe. What the parser says of it may hold a password."""
    try:
        return safe(url)
    except (ValueError, ArgumentError):
        return False


def _store_is_safe(url: str) -> bool:
    """Without a host it is PGHOST that says where, so that counts as elsewhere."""
    address = make_url(url)
    if address.get_backend_name() != "postgresql":
        return True
    _, how = address.get_dialect()().create_connect_args(address)
    host = how.get("host") or ""
    hosts = [host] if isinstance(host, str) else host
    return all(map(_is_here, hosts)) or how.get("ssl") == "verify-full"


def _signals_are_safe(url: str) -> bool:
    how = dict(parse_url(url))
    if "path" in how or _is_here(str(how.get("host", "localhost"))):
        return True
    verified = how.get("ssl_cert_reqs", "required") == "required"
    named = how.get("ssl_check_hostname", True) is True
    over_tls = how.get("connection_class") is SSLConnection
    return over_tls and verified and named and bool(how.get("password"))


def _folder_is_plain(url: str) -> bool:
    """It is said between quotes (RFC 3501, 4.3)."""
    return bool(URL(url).host and _FOLDER.fullmatch(URL(url).path))


def _stays_here(url: str) -> bool:
    return _is_here(URL(url).host or "")


def _is_here(host: str) -> bool:
    if host == "localhost" or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
