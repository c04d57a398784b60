"""Settings, typed, read once: defaults, then a file, then the environment.

A setting nobody knows, or of the wrong type, stops the start with its name: a misspelt
limit that silently does nothing is worse than a server that says so.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from diemcau import resources
from diemcau.adapters import lines
from diemcau.adapters.back_ups import BackUpSettings
from diemcau.adapters.documents import DocumentSettings
from diemcau.adapters.examining import ExaminingSettings
from diemcau.adapters.janus import MediaSettings
from diemcau.app.admission.settings import AdmissionSettings
from diemcau.app.live.presence import GRACE
from diemcau.app.personal.settings import PersonalSettings
from diemcau.app.ports.office import Letterhead
from diemcau.app.ports.providers import ProviderSettings
from diemcau.edge.door.security import SecuritySettings
from diemcau.edge.product import EdgeSettings
from diemcau.edge.who.identity import IdentitySettings

PREFIX = "DIEMCAU_"
STORES = ("sqlite+aiosqlite://", "postgresql+asyncpg://", "memory://")
SIGNALS = ("redis://", "rediss://", "unix://")
MAILS = ("smtps://", "smtp://", "smtp+plain://", "folder:")
MAILBOXES = ("imaps://", "imap://")


SHORTEST_SECRET = 16


class BadSetting(ValueError):  # noqa: N818 – says what is wrong with which
    """A setting that is unknown or of the wrong type, by its name."""


def _begins(name: str, url: str, kinds: Sequence[str]) -> None:
    if not url.startswith(tuple(kinds)):
        raise BadSetting(f"{name} begins with {' or '.join(kinds)}")


def _safe(wrong: str) -> None:
    if wrong:
        raise BadSetting(wrong)


class Server(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Seconds for the head of a request, and for a connection on which nothing is asked. `host` is
    one of the machine's addresses; `::` stands for all of them, of IPv4 too.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    head_seconds: float = 15.0
    idle_seconds: float = 75.0


class StoreSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    url: str = "sqlite+aiosqlite:///var/diemcau.sqlite3"

    def __post_init__(self) -> None:
        _begins("store.url", self.url, STORES)
        _safe(lines.wrong_store(self.url))


class SignalSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rediss://:password@host:port/0` where several nodes share one store; empty for one alone."""

    url: str = ""

    def __post_init__(self) -> None:
        if self.url:
            _begins("signals.url", self.url, SIGNALS)
            _safe(lines.wrong_signals(self.url))


class PresenceSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    grace: float = GRACE


class CalendarSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days off, and weekends worked, beyond what the law says of all years."""

    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()


class MailSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`url` as `adapters.mail.open_mail` reads it; `sender` with its address in angle brackets."""

    url: str = "folder:var/letters"
    sender: str = "Điểm Cầu <diemcau@localhost>"

    def __post_init__(self) -> None:
        _begins("mail.url", self.url, MAILS)
        _safe(lines.wrong_mail(self.url))
        if "@" not in parseaddr(self.sender)[1]:
            raise BadSetting("mail.sender is a mail address: Name <name@example.vn>")


class MailboxSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where answers to invitations come in, which is the mailbox of `mail.sender`; empty: they are
    not read. `trust` is a PEM file with its own authority, where the machine does not know it.
    """

    url: str = ""
    trust: str = ""

    def __post_init__(self) -> None:
        if self.url:
            _begins("mailbox.url", self.url, MAILBOXES)
            _safe(lines.wrong_mailbox(self.url))


class SignatureSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pkcs12` is a file with the key that seals documents, opened by `password`; `trust` are files
    with the certificates (PEM) of authorities whose signatures count as verified. `authority` is
    where a server of time stamps listens (RFC 3161); what it says is signed, on any line.
    """

    pkcs12: str = ""
    password: str = ""
    trust: tuple[str, ...] = ()
    authority: str = ""

    def __post_init__(self) -> None:
        if self.authority:
            _begins("signature.authority", self.authority, ("https://", "http://"))


class NewsSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where another system of the office listens, and the secret with which news is signed."""

    url: str = ""
    secret: str = ""

    def __post_init__(self) -> None:
        if not self.url:
            return
        _begins("news.url", self.url, ("https://", "http://"))
        _safe(lines.wrong_news(self.url))
        if len(self.secret) < SHORTEST_SECRET:
            raise BadSetting("news.secret is at least 16 letters long")


class PetitionSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`keys` is the file with the keys under which petitioners are sealed, apart from the store."""

    keys: str = "var/petitioner.keys"


class AnchorSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`file` is where the heads of all logs are noted, best on another machine; empty: nowhere."""

    file: str = ""


class LogSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`syslog` is where another system takes the security log: `syslog+tls://host:6514`, and
    `syslog_trust` a PEM file with its own authority, where the machine does not know it.
    """

    level: str = "INFO"
    syslog: str = ""
    syslog_trust: str = ""

    def __post_init__(self) -> None:
        if self.syslog:
            _begins("log.syslog", self.syslog, ("syslog+tls://",))


class OpenIdSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By whose word people come in, beside their passwords; each of another name."""

    providers: tuple[ProviderSettings, ...] = ()

    def __post_init__(self) -> None:
        if len({each.name for each in self.providers}) < len(self.providers):
            raise BadSetting("openid.providers: two are called alike")

    @property
    def shown(self) -> "OpenIdSettings":
        """Without what is secret."""
        return OpenIdSettings(
            providers=tuple(replace(each, client_secret="") for each in self.providers)
        )


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    server: Server = Server()
    store: StoreSettings = StoreSettings()
    signals: SignalSettings = SignalSettings()
    identity: IdentitySettings = IdentitySettings()
    security: SecuritySettings = SecuritySettings()
    admission: AdmissionSettings = AdmissionSettings()
    openid: OpenIdSettings = OpenIdSettings()
    edge: EdgeSettings = EdgeSettings()
    presence: PresenceSettings = PresenceSettings()
    examining: ExaminingSettings = ExaminingSettings()
    calendar: CalendarSettings = CalendarSettings()
    letterhead: Letterhead = Letterhead()
    documents: DocumentSettings = DocumentSettings()
    mail: MailSettings = MailSettings()
    mailbox: MailboxSettings = MailboxSettings()
    signature: SignatureSettings = SignatureSettings()
    news: NewsSettings = NewsSettings()
    petitions: PetitionSettings = PetitionSettings()
    personal: PersonalSettings = PersonalSettings()
    anchors: AnchorSettings = AnchorSettings()
    media: MediaSettings = MediaSettings()
    log: LogSettings = LogSettings()
    backups: BackUpSettings = BackUpSettings()

    @property
    def connections(self) -> int | None:
        """Of one address; a proxy of ours is all addresses, and counts them itself."""
        return None if self.identity.proxies else self.security.connections


def load(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Raises `BadSetting`."""
    merged = _read(resources.CONFIG / "default.toml")
    if extra := environment.get(f"{PREFIX}CONFIG"):
        merged = _merged(merged, _read(Path(extra)))
    merged = _merged(merged, _from_environment(environment))
    try:
        return msgspec.convert(merged, Configuration, strict=False)
    except msgspec.ValidationError as wrong:
        raise BadSetting(str(wrong)) from wrong


def fingerprint(settings: Configuration) -> str:
    """Another one after a start is other settings than before. Secrets have no part in it, nor the
    addresses that may hold one.
    """
    shown = replace(
        settings,
        store=StoreSettings(),
        signals=SignalSettings(),
        mail=MailSettings(),
        mailbox=MailboxSettings(),
        signature=replace(settings.signature, password=""),
        news=NewsSettings(),
        openid=settings.openid.shown,
    )
    return hashlib.sha256(msgspec.json.encode(shown)).hexdigest()[:16]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as wrong:
        raise BadSetting(f"{path}: {wrong}") from wrong


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """`DIEMCAU_SERVER__PORT=80` → {"server": {"port": "80"}}."""
    found: dict[str, Any] = {}
    for name, value in environment.items():
        section, _, key = name.removeprefix(PREFIX).lower().partition("__")
        if name.startswith(PREFIX) and key:
            found.setdefault(section, {})[key] = value
    return found


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(under[key], value)
        if isinstance(value, Mapping) and isinstance(under.get(key), Mapping)
        else value
        for key, value in over.items()
    }
    return {**under, **both}
