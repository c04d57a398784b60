"""Code apps, recovery codes, passkeys, identities and spent tokens in memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from diemcau.app.ports.factors import CodeApp, Passkey
from diemcau.app.ports.providers import Identity


class MemoryCodeApps:
    def __init__(self) -> None:
        self._kept: dict[str, CodeApp] = {}

    async def put(self, app: CodeApp) -> None:
        self._kept[app.login.lower()] = replace(app, login=app.login.lower())

    async def of(self, login: str) -> CodeApp | None:
        return self._kept.get(login.lower())

    async def use(self, login: str, step: int) -> bool:
        app = self._kept.get(login.lower())
        if app is None or app.step >= step:
            return False
        await self.put(replace(app, on=True, step=step))
        return True

    async def remove(self, login: str) -> None:
        self.forget(login.lower())

    def forget(self, login: str) -> None:
        self._kept.pop(login, None)


class MemoryRecoveryCodes:
    def __init__(self) -> None:
        self._kept: dict[str, set[bytes]] = {}

    async def put(self, login: str, keys: Iterable[bytes]) -> None:
        self._kept[login.lower()] = set(keys)

    async def take(self, login: str, key: bytes) -> bool:
        theirs = self._kept.get(login.lower(), set())
        found = key in theirs
        theirs.discard(key)
        return found

    async def left(self, login: str) -> int:
        return len(self._kept.get(login.lower(), ()))

    def forget(self, login: str) -> None:
        self._kept.pop(login, None)


class MemoryPasskeys:
    def __init__(self) -> None:
        self._kept: dict[bytes, Passkey] = {}

    async def add(self, passkey: Passkey) -> bool:
        if passkey.id in self._kept:
            return False
        self._kept[passkey.id] = replace(passkey, login=passkey.login.lower())
        return True

    async def by_id(self, id_: bytes) -> Passkey | None:
        return self._kept.get(id_)

    async def of(self, login: str) -> Sequence[Passkey]:
        theirs = (each for each in self._kept.values() if each.login == login.lower())
        return sorted(theirs, key=lambda each: (each.added_at, each.id))

    async def use(self, passkey: Passkey, count: int, at: datetime) -> bool:
        kept = self._kept.get(passkey.id)
        if kept is None or kept.count != passkey.count:
            return False
        self._kept[kept.id] = replace(kept, count=count, used_at=at)
        return True

    async def remove(self, login: str, id_: bytes | None = None) -> bool:
        theirs = await self.of(login)
        gone = [each for each in theirs if id_ in (None, each.id)]
        for each in gone:
            del self._kept[each.id]
        return bool(gone)

    def forget(self, login: str) -> None:
        self._kept = {key: each for key, each in self._kept.items() if each.login != login}


class MemoryIdentities:
    def __init__(self) -> None:
        self._kept: dict[bytes, Identity] = {}

    async def add(self, identity: Identity) -> bool:
        kept = replace(identity, login=identity.login.lower())
        return self._kept.setdefault(kept.key, kept) is kept

    async def by_key(self, key: bytes) -> Identity | None:
        return self._kept.get(key)

    async def of(self, login: str) -> list[Identity]:
        theirs = (each for each in self._kept.values() if each.login == login.lower())
        return sorted(theirs, key=lambda each: (each.since, each.key))

    async def remove(self, login: str, key: bytes) -> bool:
        if (kept := self._kept.get(key)) is None or kept.login != login.lower():
            return False
        del self._kept[key]
        return True

    def forget(self, login: str) -> None:
        self._kept = {key: each for key, each in self._kept.items() if each.login != login}


class MemorySpentTokens:
    def __init__(self) -> None:
        self._kept: dict[bytes, datetime] = {}

    async def spend(self, key: bytes, until: datetime) -> bool:
        new = key not in self._kept
        self._kept.setdefault(key, until)
        return new

    async def forget(self, now: datetime) -> None:
        self._kept = {key: until for key, until in self._kept.items() if until > now}
