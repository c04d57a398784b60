"""What the history of the accounts says of each, and whether the accounts say the same.

It holds who may do what, and of a password the digest of what is stored, so that a changed one is
seen and none is handed on. Who made a change is not known here.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from diemcau.app.ports.people import Account
from diemcau.protocol.account_changes import AccountChange

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Account)


def entry(account: Account) -> bytes:
    return _ENCODER.encode(_told(account))


def read(change: AccountChange) -> Account | None:
    """`None` where the account was removed. Raises `msgspec.DecodeError`."""
    return _DECODER.decode(change.body) if change.body else None


def differing(history: Sequence[AccountChange], accounts: Sequence[Account]) -> Iterator[str]:
    """The logins whose account is not what the history gives: another, one more or one less."""
    given = given_by(history)
    found = {each.login: _told(each) for each in accounts}
    for login in sorted(given.keys() | found.keys()):
        if given.get(login) != found.get(login):
            yield login


def given_by(history: Sequence[AccountChange]) -> Mapping[str, Account]:
    last = {each.login: read(each) for each in history}
    return {login: account for login, account in last.items() if account is not None}


def _told(account: Account) -> Account:
    return replace(account, password=hashlib.sha256(account.password.encode()).hexdigest())
