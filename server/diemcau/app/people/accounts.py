"""Accounts as an admin keeps them, on the terminal or on a page: add, list, unlock, shut, remove.

Whatever takes a right away also ends the sessions that hold it.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diemcau.app.admission.locks import code_name, login_name
from diemcau.app.admission.secrets import strong, tidy_login
from diemcau.app.ports.people import Account, Accounts, Attempts, Passwords, Post, Sessions, Whose
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, SiteCode
from diemcau.domain.nouns.refusals import NameMissing
from diemcau.protocol import door

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
PRINTED: Final = "giao-ban-2024"
"""The password of the demo's accounts, which everybody can read."""


class BadLogin(Refused):
    """Two to 64 of a–z, 0–9, dot, dash, underscore and @: what every keyboard can type."""

    code = "bad_login"


class LoginTaken(Refused):
    code = "login_taken"


class NoSuchAccount(Refused):
    code = "no_such_account"


class SiteMismatch(Refused):
    """The account of a site names it; no other account names one."""

    code = "site_mismatch"


class LastAdmin(Refused):
    """Somebody must be left who manages the accounts: let another admin in first."""

    code = "last_admin"


class PasswordPrinted(Refused):
    """The demo's password stands in its documentation: nobody may sign in with it in earnest."""

    code = "password_printed"


class NewPerson(Struct, frozen=True, kw_only=True):
    """Somebody to be added, who has no password yet."""

    login: str
    name: str
    post: Post
    site: SiteCode | None = None
    body: BodyId = FIRST_BODY


class NewAccount(NewPerson, frozen=True, kw_only=True):
    """With the password as typed."""

    password: str


async def add(accounts: Accounts, passwords: Passwords, new: NewAccount) -> Account:
    """Never replaces: a login once given away keeps its person."""
    password = _secret(new.password, _checked(new), new.name)
    return await _put(accounts, new, await passwords.hashed(password))


async def expect(accounts: Accounts, new: NewPerson) -> Account:
    """Like `add`, for somebody who chooses a password when they come: until then none opens it."""
    return await _put(accounts, new, "")


async def check_free(accounts: Accounts, new: NewPerson) -> str:
    """The login as it is kept. Raises what `expect` would."""
    login = _checked(new)
    if await accounts.by_login(login):
        raise LoginTaken
    return login


async def _put(accounts: Accounts, new: NewPerson, hashed: str) -> Account:
    login = await check_free(accounts, new)
    account = Account(
        login=login,
        name=door.line(new.name).strip(),
        post=new.post,
        password=hashed,
        site=new.site,
        body=new.body,
    )
    await accounts.put(account)
    return account


async def change(accounts: Accounts, sessions: Sessions, new: NewPerson) -> Account:
    """Name, post and site of the account of that login. Whoever gets another post is signed out
    everywhere: what was open belongs to the old one. Raises `LastAdmin`.
    """
    account = await found(accounts, new.login)
    _checked(new)
    if new.post is not Post.ADMIN and not await _others_manage(accounts, account):
        raise LastAdmin
    changed = replace(account, name=door.line(new.name).strip(), post=new.post, site=new.site)
    if changed == account:
        return account
    await accounts.put(changed)
    if (changed.post, changed.site) != (account.post, account.site):
        await sessions.remove_of(Whose(login=account.login))
    return changed


def fitting(account: Account, password: str) -> str:
    """The password as it is to be hashed. Raises what `add` does of one that is too weak."""
    return _secret(password, account.login, account.name)


def tidied(people: Sequence[NewAccount]) -> Sequence[NewAccount]:
    """As they may be added one after the other; where one may not, none is. Raises what `add` does
    of each alone.
    """
    checked = [replace(each, login=_checked(each)) for each in people]
    for each in checked:
        _secret(each.password, each.login, each.name)
    if len({each.login for each in checked}) < len(checked):
        raise LoginTaken
    return checked


async def set_password(
    accounts: Accounts, sessions: Sessions, passwords: Passwords, login: str, password: str
) -> Account:
    """Whoever still sits in front of a screen with the old one is signed out."""
    account = await found(accounts, login)
    secret = fitting(account, password)
    account = replace(account, password=await passwords.hashed(secret))
    await accounts.put(account)
    await sessions.remove_of(Whose(login=account.login))
    return account


async def unlock(accounts: Accounts, attempts: Attempts, login: str) -> None:
    """Whoever was kept out for what was guessed at the account is heard again."""
    account = await found(accounts, login)
    for name in (login_name(account.login), code_name(account.login)):
        await attempts.clear(name)


async def disable(accounts: Accounts, sessions: Sessions, login: str) -> Account:
    """Kept, with its name and its password, and out at once on every device."""
    account = await found(accounts, login)
    if not await _others_manage(accounts, account):
        raise LastAdmin
    await accounts.put(shut := replace(account, disabled=True))
    await sessions.remove_of(Whose(login=account.login))
    return shut


async def enable(accounts: Accounts, login: str) -> Account:
    """With the password it had."""
    account = replace(await found(accounts, login), disabled=False)
    await accounts.put(account)
    return account


async def _others_manage(accounts: Accounts, account: Account) -> bool:
    """Nobody misses an account that is no admin's, or that is shut already."""
    if account.post is not Post.ADMIN or not _comes_in(account):
        return True
    others = (each for each in await accounts.all() if each.login != account.login)
    ours = (each for each in others if each.body == account.body)
    return any(each.post is Post.ADMIN and _comes_in(each) for each in ours)


def _comes_in(account: Account) -> bool:
    """Who was asked in and has not come may never do so."""
    return bool(account.password) and not account.disabled


async def remove(accounts: Accounts, login: str) -> None:
    """The record keeps the name: what somebody did stays done by them. Raises `LastAdmin`."""
    account = await found(accounts, login)
    if not await _others_manage(accounts, account):
        raise LastAdmin
    await accounts.remove(account.login)


async def with_the_demos_password(
    accounts: Accounts, passwords: Passwords, among: Collection[str] | None = None
) -> Sequence[str]:
    """The logins that open with it; `among` where asking all would take too long."""
    asked = [each for each in await accounts.all() if among is None or each.login in among]
    return [each.login for each in asked if await passwords.matches(PRINTED, each.password)]


def _secret(password: str, *about: str) -> str:
    if password == PRINTED:
        raise PasswordPrinted
    return strong(password, about)


def _checked(new: NewPerson) -> str:
    login = tidy_login(new.login)
    if not _LOGIN.fullmatch(login):
        raise BadLogin
    if not door.line(new.name).strip():
        raise NameMissing
    if (new.post is Post.SITE) != bool(new.site):
        raise SiteMismatch
    return login


async def found(accounts: Accounts, login: str) -> Account:
    """Raises `NoSuchAccount`."""
    if account := await accounts.by_login(tidy_login(login)):
        return account
    raise NoSuchAccount
