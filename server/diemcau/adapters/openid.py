"""A provider asked over OpenID Connect: where it lies, what its codes are good for, what it signs.

Authorization code with PKCE (Core 1.0 §3.1, RFC 7636), discovery (Discovery 1.0 §4). What it says
of itself and its keys are kept for an hour; a token by a key that we do not know asks for them
again, at most once a minute, for whoever makes up a token may name any key.
"""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from typing import Final, TypeVar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry, Token
from msgspec import Struct
from yarl import URL

from diemcau.adapters.http import TIMEOUT, Asking
from diemcau.app.ports.providers import (
    Attempt,
    Claims,
    ProviderAway,
    ProviderSettings,
    ProviderWrong,
)
from diemcau.app.ports.world import Clock

LARGEST: Final = 256 * 1024
KNOWN_FOR: Final = timedelta(hours=1)
ASKED_AGAIN: Final = timedelta(minutes=1)
TOLD_WITHIN: Final = timedelta(hours=1)
"""That somebody has signed out; a token of before would end what was begun since."""
LEEWAY: Final = 60
"""Seconds by which two clocks may differ."""
SIGNED_BY: Final = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")
"""Keys of theirs alone: nothing that is not signed, and nothing that both could have signed."""
_ENDED: Final = "http://schemas.openid.net/event/backchannel-logout"


class Discovered(Struct, frozen=True):
    """What a provider says of itself (Discovery §3), as far as we ask."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    authorization_response_iss_parameter_supported: bool = False


class Redeemed(Struct, frozen=True):
    id_token: str


@dataclass(frozen=True)
class KnownProvider:
    said: Discovered
    keys: KeySet
    at: datetime


@dataclass(eq=False)
class OpenIdProvider:
    """`patience` are the seconds within which a whole answer has to be there."""

    settings: ProviderSettings
    clock: Clock
    patience: float = TIMEOUT
    _known: KnownProvider | None = field(default=None, init=False, repr=False)
    _one_asks: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)
    _asking: Asking = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._asking = Asking("openid", self.patience)

    async def address(self, attempt: Attempt) -> str:
        said = (await self._asked()).said
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": attempt.redirect,
            "scope": " ".join(self.settings.scopes),
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": _challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        return str(URL(said.authorization_endpoint).update_query(asked))

    async def redeem(self, code: str, issuer: str, attempt: Attempt) -> Claims:
        said = (await self._asked()).said
        if issuer != said.issuer and (
            issuer or said.authorization_response_iss_parameter_supported
        ):
            raise ProviderWrong("another issuer answered")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.redirect,
            "code_verifier": attempt.verifier,
            "client_id": self.settings.client_id,
        }
        body = await self._sent(said.token_endpoint, form)
        return await self.believed(_read(body, Redeemed).id_token, attempt.nonce)

    async def believed(self, token: str, nonce: str) -> Claims:
        """Of an ID token. Raises `ProviderWrong`."""
        claims = await self._checked(token, exp={"essential": True})
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise ProviderWrong("for another question")
        return claims

    async def ended(self, token: str) -> Claims:
        claims = await self._checked(token, jti={"essential": True})
        events = claims.get("events")
        if not isinstance(events, Mapping) or _ENDED not in events or "nonce" in claims:
            raise ProviderWrong("no logout token")
        if self.clock.now().timestamp() - claims["iat"] > TOLD_WITHIN.total_seconds():
            raise ProviderWrong("long ago")
        return claims

    async def _checked(self, token: str, **more: ClaimsOption) -> Claims:
        """Signed by the provider, said by it, to us, and not over (Core §3.1.3.7)."""
        of = self.settings
        rules = JWTClaimsRegistry(
            now=int(self.clock.now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": of.issuer},
            aud={"essential": True, "value": of.client_id},
            sub={"essential": True},
            iat={"essential": True},
            **more,
        )
        try:
            claims = (await self._opened(token)).claims
            rules.validate(claims)
        except (JoseError, ValueError, TypeError) as wrong:
            raise ProviderWrong(str(wrong)) from wrong
        if claims.get("azp", of.client_id) != of.client_id:
            raise ProviderWrong("for another client")
        return claims

    async def _opened(self, token: str) -> Token:
        known = await self._asked()
        try:
            return jwt.decode(token, known.keys, algorithms=SIGNED_BY)
        except (JoseError, ValueError, TypeError):
            if self.clock.now() - known.at < ASKED_AGAIN:
                raise
        renewed = await self._asked(since=known.at)
        return jwt.decode(token, renewed.keys, algorithms=SIGNED_BY)

    async def _asked(self, since: datetime | None = None) -> KnownProvider:
        """What it said within the hour, and after that moment if one is given."""
        async with self._one_asks:
            known, now = self._known, self.clock.now()
            if known is None or now - known.at >= KNOWN_FOR or known.at == since:
                self._known = known = await self._discovered(now)
            return known

    async def _discovered(self, now: datetime) -> KnownProvider:
        issuer = self.settings.issuer
        where = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        said = _read(await self._sent(where), Discovered)
        if said.issuer != issuer:
            raise ProviderAway(f"{issuer} says that it is {said.issuer}")
        for each in (said.authorization_endpoint, said.token_endpoint, said.jwks_uri):
            if not issuer.startswith("http://") and not each.startswith("https://"):
                raise ProviderAway(f"{each} is not https")
        return KnownProvider(said, _keys(await self._sent(said.jwks_uri)), now)

    async def _sent(self, where: str, form: Mapping[str, str] | None = None) -> bytes:
        """What comes back. Raises `ProviderWrong` where a form is refused, and `ProviderAway`."""
        said = urlencode(form).encode() if form else None
        asked = Request(where, said, self._as_client() if form else {})  # noqa: S310 – as set
        try:
            body = await self._asking.answer(asked, LARGEST)
        except HTTPError as wrong:
            if form and wrong.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise ProviderWrong(f"the code was refused: {wrong.code}") from wrong
            raise ProviderAway(f"{where}: {wrong.code}") from wrong
        except (OSError, HTTPException) as wrong:
            raise ProviderAway(f"{where}: {wrong}") from wrong
        if len(body) > LARGEST:
            raise ProviderAway(f"{where} says too much")
        return body

    def _as_client(self) -> Mapping[str, str]:
        """By name and secret, where there is one (RFC 6749 §2.3.1)."""
        of = self.settings
        if not of.client_secret:
            return {}
        both = f"{quote(of.client_id, '')}:{quote(of.client_secret, '')}"
        return {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}


_Shape = TypeVar("_Shape")


def _read(body: bytes, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise ProviderAway(str(wrong)) from wrong


def _keys(body: bytes) -> KeySet:
    """Those that it signs with and that we know how to read; others are left out."""
    try:
        return KeySet.import_key_set(_read(body, KeySetSerialization))
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise ProviderAway(str(wrong)) from wrong


def _challenge(verifier: str) -> str:
    """S256 (RFC 7636 §4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
