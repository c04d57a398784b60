"""The command line: `diemcau serve · demo · migrate · move · verify · user · doctor` and more."""

import argparse
import gc
import getpass
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvloop
from msgspec.structs import replace
from yarl import URL

from diemcau import bootstrap, config, proving
from diemcau.adapters import logs, syslog
from diemcau.adapters.clock import SystemClock
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.signatures import BadSeal
from diemcau.adapters.store import migrate, move
from diemcau.app.people import accounts
from diemcau.app.people.members import Doer, Members
from diemcau.app.ports.installation import Lack, Lacking
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.app.ports.world import Unavailable
from diemcau.app.refusals import Refused
from diemcau.app.security import Security
from diemcau.bootstrap import entrance, inspecting
from diemcau.config import BadSetting, Configuration, StoreSettings
from diemcau.demo import run as run_demo
from diemcau.demo.logins import LOGINS
from diemcau.demo.options import add_options
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import SiteCode
from diemcau.edge.live.porch import CannotListen, address

NOTES_AT_ONCE = 1000
Verb = Callable[[Configuration, argparse.Namespace], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 well, 1 not, 2 not understood."""
    asked = _parser().parse_args(arguments)
    try:
        settings = config.load()
        logs.to_stderr(settings.log.level)
        verb: Verb = asked.verb
        return uvloop.run(verb(settings, asked))
    except (BadSetting, BadSeal) as wrong:
        print(f"Setting refused: {wrong}", file=sys.stderr)
        return 2
    except (Refused, Rejected, Unavailable) as refusal:
        why = " ".join((refusal.__doc__ or "").split())
        print(f"Refused: {refusal.code}. {why}".rstrip(), file=sys.stderr)
        return 1
    except CannotListen as why:
        print(f"Cannot serve: {why}", file=sys.stderr)
        return 1
    except EOFError:
        print("Nobody is there to type it: give it on standard input.", file=sys.stderr)
        return 1


async def _serve(settings: Configuration, _: argparse.Namespace) -> int:
    await _refuse_the_demos_password(settings)
    async with bootstrap.serving(settings) as (parts, _store, port):
        started = f"node/{settings.server.host}:{settings.server.port}"
        await parts.admission.security.note(
            Noted.STARTED, started, about=config.fingerprint(settings)
        )
        gc.freeze()  # what is there by now stays; a collection need not walk over it (100 ms)
        print(f"Điểm Cầu listens at {address(settings.server.host, port)}", flush=True)
        if code := await parts.founding.code():
            begin = URL(settings.identity.public_url) / "office/new"
            print(f"Nobody may sign in yet. Begin at {begin.with_query(code=code)}", flush=True)
        await bootstrap.until_told_to_stop()
    return 0


async def _refuse_the_demos_password(settings: Configuration) -> None:
    """Of the accounts that the demo makes; `doctor` takes the time to ask all."""
    async with bootstrap.stored(settings) as store:
        if await accounts.with_the_demos_password(store.accounts, Argon2Passwords(), LOGINS):
            raise accounts.PasswordPrinted


async def _migrate(settings: Configuration, _: argparse.Namespace) -> int:
    await migrate(settings.store.url, contacts=Path(settings.personal.keys))
    print("The tables are up to date.")
    return 0


async def _move(settings: Configuration, asked: argparse.Namespace) -> int:
    """0 when everything has come and every log is proven where it is now."""
    if URL(asked.to).password:
        raise BadSetting("a password is not given on the command line; put it in PGPASSFILE")
    there = replace(settings, store=StoreSettings(url=asked.to))
    counts = await move(settings.store.url, asked.to, Path(settings.personal.keys))
    print("\n".join(f"{count:8} {table}" for table, count in counts.items()))
    proven = await proving.verify(
        there, argparse.Namespace(meeting=None, against=None, export=None)
    )
    print("Set [store] url to the new address and start again; the old one is as it was.")
    return proven


async def _add_user(settings: Configuration, asked: argparse.Namespace) -> int:
    new = accounts.NewAccount(
        login=asked.login,
        name=asked.name or asked.login,
        post=Post(asked.post),
        site=SiteCode(asked.site) if asked.site else None,
        password=_typed("Password: "),
    )
    async with _people(settings) as people:
        account = await people.add(new, _hand())
    print(f"{account.login} may sign in as {account.post}.")
    return 0


@asynccontextmanager
async def _people(settings: Configuration) -> AsyncIterator[Members]:
    clock = SystemClock()
    async with bootstrap.stored(settings) as store:
        security = Security(store.security_log, clock)
        yield entrance.people(store, entrance.admission(settings, store, security, clock), None)


def _hand() -> Doer:
    """Whoever has the machine; the account of the system is all we know of them."""
    return Doer(f"terminal/{getpass.getuser()}")


def _typed(prompt: str) -> str:
    """On the terminal, or as one line of standard input. Never on the command line, which every
    process on the machine may read (proc(5), `cmdline`).
    """
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    if line := sys.stdin.readline():
        return line.rstrip("\r\n")
    raise EOFError


async def _export(settings: Configuration, asked: argparse.Namespace) -> int:
    """Noted before anything is written: what was taken along stands there in any case."""
    async with bootstrap.stored(settings) as store:
        security = Security(store.security_log, SystemClock())
        await security.note(Noted.EXPORTED, _hand().who, about=asked.meeting)
    return await proving.export(settings, asked)


async def _security_log(settings: Configuration, asked: argparse.Namespace) -> int:
    """One line for each note: JSON, or the message of RFC 5424."""
    after = asked.after
    async with bootstrap.stored(settings) as store:
        while notes := await store.security_log.after(after, NOTES_AT_ONCE):
            after = notes[-1].no
            for note in notes:
                print(syslog.message(note) if asked.syslog else msgspec.json.encode(note).decode())
    return 0


async def _list_users(settings: Configuration, _: argparse.Namespace) -> int:
    async with bootstrap.stored(settings) as store:
        for account in await store.accounts.all():
            state = "disabled" if account.disabled else ""
            print(f"{account.login}\t{account.post}\t{account.name}\t{state}".rstrip())
    return 0


async def _invite_user(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        token = await people.invite(asked.login, _hand())
    print(f"Opens once: {URL(settings.identity.public_url) / 'invited' / token}")
    return 0


async def _set_password(settings: Configuration, asked: argparse.Namespace) -> int:
    password = _typed("New password: ")
    async with _people(settings) as people:
        account = await people.set_password(asked.login, password, _hand())
    print(f"{account.login} signs in with the new password from now on.")
    return 0


async def _unlock(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        await people.let_in(asked.login, _hand())
    print(f"{asked.login} may try again from everywhere.")
    return 0


async def _factors_off(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        account = await people.take_factors(asked.login, _hand())
    print(f"{account.login} signs in with the password alone, and is signed out everywhere.")
    return 0


async def _disable_user(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        shut = await people.disable(asked.login, _hand())
    print(f"{shut.login} may not sign in any more, and is signed out everywhere.")
    return 0


async def _enable_user(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        account = await people.enable(asked.login, _hand())
    print(f"{account.login} may sign in again.")
    return 0


async def _remove_user(settings: Configuration, asked: argparse.Namespace) -> int:
    async with _people(settings) as people:
        await people.remove(asked.login, _hand())
    print(f"{asked.login} is gone, and signed out everywhere.")
    return 0


async def _doctor(settings: Configuration, _: argparse.Namespace) -> int:
    wrong = await inspecting.lacking(settings, SystemClock(), running=False)
    wrong = wrong or await _with_the_demos_password(settings)
    print("\n".join(inspecting.said(wrong)) if wrong else "Nothing is missing.")
    return 1 if wrong else 0


async def _with_the_demos_password(settings: Configuration) -> list[Lack]:
    async with bootstrap.stored(settings) as store:
        found = await accounts.with_the_demos_password(store.accounts, Argon2Passwords())
    return [Lack.of(Lacking.DEMO, login=login) for login in found]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("diemcau", description="Hybrid briefing conferences.")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    _verb(verbs, "serve", _serve, "serve conferences until told to stop")
    _verb(verbs, "migrate", _migrate, "bring the tables up to date")
    add_options(_verb(verbs, "demo", run_demo, "play a conference of 30 sites"))
    moving = _verb(verbs, "move", _move, "move everything into another, empty database")
    moving.add_argument(
        "to", help="its address: postgresql+asyncpg://name@host/database?ssl=verify-full"
    )
    proof = _verb(verbs, "verify", proving.verify, "prove that all is as it was written")
    proving.add_options(proof)
    whole = _verb(verbs, "export", _export, "write one conference, for anybody to prove")
    proving.add_export_options(whole)
    _verb(verbs, "doctor", _doctor, "say what is missing on this machine")
    security = _verb(verbs, "security-log", _security_log, "say what happened at the doors")
    security.add_argument("--after", type=int, default=0, help="the number of the last one known")
    form = security.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="a JSON object a line (as without)")
    form.add_argument("--syslog", action="store_true", help="an RFC 5424 message a line")
    user = verbs.add_parser("user", help="manage who may sign in")
    _user_verbs(user.add_subparsers(required=True, metavar="verb"))
    return parser


def _user_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = _verb(verbs, "add", _add_user, "add an account")
    add.add_argument("login")
    add.add_argument("post", choices=[post.value for post in Post])
    add.add_argument("--name", help="as it stands in the minutes")
    add.add_argument("--site", help="code of the site, for the post `site`")
    _verb(verbs, "list", _list_users, "list the accounts")
    invite = _verb(verbs, "invite", _invite_user, "print a link by which somebody comes in once")
    invite.add_argument("login")
    password = _verb(verbs, "password", _set_password, "set a new password")
    password.add_argument("login")
    unlock = _verb(verbs, "unlock", _unlock, "forget what was guessed at an account")
    unlock.add_argument("login")
    factors = _verb(verbs, "factors-off", _factors_off, "of somebody who has lost their phone")
    factors.add_argument("login")
    disable = _verb(verbs, "disable", _disable_user, "keep an account, and let nobody in by it")
    disable.add_argument("login")
    enable = _verb(verbs, "enable", _enable_user, "let somebody in again by an account")
    enable.add_argument("login")
    remove = _verb(verbs, "remove", _remove_user, "remove an account and its sessions")
    remove.add_argument("login")


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Verb, words: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=words)
    verb.set_defaults(verb=run)
    return verb


if __name__ == "__main__":
    sys.exit(main())
