"""What devices say of their keys, believed by py_webauthn (Web Authentication Level 3, W3C)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import msgspec
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from diemcau.app.ports.factors import PasskeyWrong, RelyingParty, SaidByDevice

NAME: Final = "Điểm Cầu"
_VERIFIED: Final = UserVerificationRequirement.REQUIRED


class _Response(msgspec.Struct):
    clientDataJSON: str  # noqa: N815 – as browsers spell it
    userHandle: str | None = None  # noqa: N815 – the same


class _Credential(msgspec.Struct):
    rawId: str  # noqa: N815 – the same
    response: _Response


class WebauthnChecks:
    def to_make(
        self, place: RelyingParty, challenge: bytes, user: bytes, login: str, known: Iterable[bytes]
    ) -> Mapping[str, object]:
        options = generate_registration_options(
            rp_id=place.host,
            rp_name=NAME,
            user_id=user,
            user_name=login,
            user_display_name=login,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
            ),
            exclude_credentials=_described(known),
        )
        return _plain(options_to_json(options))

    def to_show(
        self, place: RelyingParty, challenge: bytes, known: Iterable[bytes]
    ) -> Mapping[str, object]:
        options = generate_authentication_options(
            rp_id=place.host,
            challenge=challenge,
            allow_credentials=_described(known),
            user_verification=_VERIFIED,
        )
        return _plain(options_to_json(options))

    def read(self, said: str) -> SaidByDevice:
        with _believing():
            it = msgspec.json.decode(said, type=_Credential)
            client = parse_client_data_json(base64url_to_bytes(it.response.clientDataJSON))
            user = base64url_to_bytes(it.response.userHandle or "")
            return SaidByDevice(base64url_to_bytes(it.rawId), client.challenge, user)

    def made(self, place: RelyingParty, challenge: bytes, said: str) -> tuple[bytes, bytes, int]:
        with _believing():
            it = verify_registration_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=place.host,
                expected_origin=place.origin,
                require_user_verification=True,
            )
            return it.credential_id, it.credential_public_key, it.sign_count

    def count(self, place: RelyingParty, challenge: bytes, said: str, public_key: bytes) -> int:
        """Whether it may be so is asked by whoever keeps the last one."""
        with _believing():
            it = verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=place.host,
                expected_origin=place.origin,
                credential_public_key=public_key,
                credential_current_sign_count=0,
                require_user_verification=True,
            )
            return it.new_sign_count


@contextmanager
def _believing() -> Iterator[None]:
    """What strangers send may be anything, and the library says so in many ways."""
    try:
        yield
    except Exception as wrong:
        raise PasskeyWrong(type(wrong).__name__) from wrong


def _described(known: Iterable[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=each) for each in known]


def _plain(options: str) -> Mapping[str, object]:
    return msgspec.json.decode(options, type=dict[str, object])
