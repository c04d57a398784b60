"""Whom else we believe: an office's own directory, or the state's, over OpenID Connect.

Terms as in OpenID Connect Core 1.0: the provider knows people and says who somebody is, we rely.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Protocol

from msgspec import Meta, Struct

from diemcau.app.ports.people import Post
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId

Claims = Mapping[str, Any]
"""What a provider says of somebody, under its signature (OpenID Connect Core §5.1)."""


class Grant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever the provider says `value` of, under `claim`, has this post in this body."""

    claim: str
    value: str
    post: Post
    body: BodyId = FIRST_BODY


class ProviderSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name` stands in addresses, `label` on the button. `second_step`: it asks for a second factor
    itself, and we do not ask once more. Of `grants` the first that fits counts; whoever has none
    comes in by an account that they linked themselves.
    """

    name: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,20}$")]
    label: Annotated[str, Meta(min_length=1, max_length=60)]
    issuer: Annotated[str, Meta(pattern=r"^(https://|http://(localhost|127\.0\.0\.1)[:/])")]
    client_id: Annotated[str, Meta(min_length=1)]
    client_secret: str = ""
    scopes: tuple[str, ...] = ("openid", "profile")
    login_claim: str = "preferred_username"
    second_step: bool = False
    grants: tuple[Grant, ...] = ()


class Attempt(Struct, frozen=True, kw_only=True):
    """One way to a provider and back: what binds its answer to the browser that left (`state`), the
    token to the question (`nonce`), and the code to us (`verifier`, RFC 7636).
    """

    state: str
    nonce: str
    verifier: str
    redirect: str


class ProviderAway(Exception):  # noqa: N818 – states what was found
    """It does not answer, or with what nobody can read."""


class ProviderWrong(Exception):  # noqa: N818 – states what was found
    """It said no, or what came is not signed by it, not for us, not for this question, or over."""


class Provider(Protocol):
    """Raises `ProviderAway`; what is told by whoever comes back is believed of nobody before."""

    @property
    def settings(self) -> ProviderSettings: ...

    async def address(self, attempt: Attempt) -> str:
        """Where a browser goes to say who somebody is."""

    async def redeem(self, code: str, issuer: str, attempt: Attempt) -> Claims:
        """Of the ID token that the code is good for. `issuer` is what came beside it, if anything
        did (RFC 9207). Raises `ProviderWrong`.
        """

    async def ended(self, token: str) -> Claims:
        """Of a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). Raises
        `ProviderWrong`.
        """


class Identity(Struct, frozen=True, kw_only=True):
    """That an account is somebody whom a provider knows. `key` is a digest with a key of ours: who
    it is there – it may be the number of a citizen – is kept nowhere. `granted` where the account
    was made by a grant, and follows it.
    """

    key: bytes
    login: str
    provider: str
    since: datetime
    granted: bool = False


class Identities(Protocol):
    """Logins in lower case. They go with the account."""

    async def add(self, identity: Identity) -> bool:
        """No where one of that key is kept already, whosever it is."""

    async def by_key(self, key: bytes) -> Identity | None: ...

    async def of(self, login: str) -> list[Identity]:
        """The oldest first."""

    async def remove(self, login: str, key: bytes) -> bool:
        """Whether there was one."""
