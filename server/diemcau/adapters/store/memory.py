"""The ports in memory: for tests, and as the simplest reading of the laws.

No method awaits anything, so each happens in one step.
"""

from collections import defaultdict
from collections.abc import AsyncIterable, AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from diemcau.adapters.store.memory_people import OfAnAccount
from diemcau.app.people.account_history import entry
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.files import StoredFile, in_pieces
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import Account, Failures, Session, SitePass, Whose
from diemcau.app.ports.series import Series
from diemcau.app.ports.world import Conflict
from diemcau.domain.nouns.ids import BodyId, CommandId, MeetingId, SiteCode
from diemcau.protocol.account_changes import AccountChange, change
from diemcau.protocol.chain import Head
from diemcau.protocol.records import Record
from diemcau.protocol.snapshots import Snapshot


class MemoryEventStore:
    def __init__(self) -> None:
        self.logs: dict[MeetingId, list[Record]] = {}
        self._snapshots: dict[MeetingId, dict[tuple[int, str], Snapshot]] = defaultdict(dict)

    async def append(self, meeting: MeetingId, records: Sequence[Record]) -> None:
        last = len(self.logs.get(meeting, ()))
        if [each.seq for each in records] != [*range(last + 1, last + 1 + len(records))]:
            raise Conflict(f"{meeting} is at {last}")
        if records:
            self.logs.setdefault(meeting, []).extend(records)

    async def read(
        self, meeting: MeetingId, after: int = 0, limit: int | None = None
    ) -> Sequence[Record]:
        return self.logs.get(meeting, [])[after:][:limit]

    async def named(self, meeting: MeetingId, name: str) -> Sequence[Record]:
        return [each for each in self.logs.get(meeting, ()) if each.name == name]

    async def commands(self, meeting: MeetingId) -> Mapping[CommandId, int]:
        return {each.command: each.seq for each in self.logs.get(meeting, [])}

    async def meetings(self) -> Sequence[MeetingId]:
        return sorted(self.logs)

    async def grown(self, seen: Mapping[MeetingId, int]) -> Collection[MeetingId]:
        return {meeting for meeting, seq in seen.items() if len(self.logs.get(meeting, [])) > seq}

    async def save_snapshot(self, meeting: MeetingId, snapshot: Snapshot) -> None:
        kept = self._snapshots[meeting]
        kept[snapshot.seq, snapshot.shape] = snapshot
        for key in sorted(key for key in kept if key[1] == snapshot.shape)[:-2]:
            del kept[key]

    async def snapshots(self, meeting: MeetingId) -> Sequence[Snapshot]:
        return [each for _, each in sorted(self._snapshots[meeting].items())]


class MemorySessions:
    def __init__(self) -> None:
        self.kept: dict[bytes, Session] = {}

    async def put(self, session: Session) -> None:
        login = session.login and session.login.lower()
        self.kept[session.key] = replace(session, login=login)

    async def get(self, key: bytes) -> Session | None:
        return self.kept.get(key)

    async def of(self, whose: Whose) -> Sequence[Session]:
        ours = [each for each in self.kept.values() if _even(each.whose) == _even(whose)]
        return sorted(ours, key=lambda each: each.seen_at, reverse=True)

    async def remove(self, key: bytes) -> None:
        self.kept.pop(key, None)

    async def remove_of(self, *whose: Whose) -> int:
        wanted = set(map(_even, whose))
        ended = [key for key, each in self.kept.items() if _even(each.whose) in wanted]
        return len([self.kept.pop(key) for key in ended])

    async def remove_expired(self, now: datetime) -> None:
        self.kept = {key: each for key, each in self.kept.items() if each.expires_at > now}


def _even(whose: Whose) -> Whose:
    return replace(whose, login=whose.login and whose.login.lower())


class MemoryAccounts:
    def __init__(self, sessions: MemorySessions, *others: OfAnAccount) -> None:
        self._sessions, self._others = sessions, others
        self._kept: dict[str, Account] = {}
        self._history: list[AccountChange] = []

    async def put(self, account: Account) -> None:
        login = account.login.lower()
        self._kept[login] = replace(account, login=login)
        self._remember(login, entry(self._kept[login]))

    async def by_login(self, login: str) -> Account | None:
        return self._kept.get(login.lower())

    async def all(self) -> Sequence[Account]:
        return [each for _, each in sorted(self._kept.items())]

    async def remove(self, login: str) -> None:
        if self._kept.pop(login.lower(), None):
            self._remember(login.lower(), b"")
        await self._sessions.remove_of(Whose(login=login))
        for each in self._others:
            each.forget(login.lower())

    async def history(self) -> Sequence[AccountChange]:
        return tuple(self._history)

    def _remember(self, login: str, body: bytes) -> None:
        last = self._history[-1] if self._history else None
        head = Head(last.seq, last.digest) if last is not None else None
        self._history.append(change(head, login, body))


class MemorySitePasses:
    def __init__(self) -> None:
        self._kept: dict[tuple[MeetingId, SiteCode], SitePass] = {}

    async def put(self, passes: Iterable[SitePass]) -> None:
        self._kept |= {(each.meeting, each.site): each for each in passes}

    async def get(self, meeting: MeetingId, site: SiteCode) -> SitePass | None:
        return self._kept.get((meeting, site))

    async def by_link(self, link: bytes) -> SitePass | None:
        return next((each for each in self._kept.values() if each.link == link), None)

    async def use_link(self, link: bytes, at: datetime) -> SitePass | None:
        found = await self.by_link(link)
        if found is None or found.link_used_at:
            return None
        used = self._kept[found.meeting, found.site] = replace(found, link_used_at=at)
        return used

    async def of(self, meeting: MeetingId) -> Sequence[SitePass]:
        return [each for key, each in sorted(self._kept.items()) if key[0] == meeting]


class MemoryAttempts:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Failures] = {}

    async def failed(self, name: str, network: str, at: datetime) -> None:
        name, network = name.lower(), network.lower()
        known = await self.get(name, network, at)
        count = known.count + 1 if known else 1
        self._kept[name, network] = Failures(name=name, network=network, count=count, at=at)

    async def get(self, name: str, network: str, at: datetime) -> Failures | None:
        known = self._kept.get((name.lower(), network.lower()))
        return None if known is None or _forgotten(known.at, at) else known

    async def under(self, prefix: str, at: datetime) -> Sequence[Failures]:
        begins = prefix.lower()
        alike = (each for key, each in sorted(self._kept.items()) if key[0].startswith(begins))
        return [each for each in alike if not _forgotten(each.at, at)]

    async def clear(self, name: str, network: str | None = None) -> None:
        name, only = name.lower(), network and network.lower()
        self._kept = {
            key: each
            for key, each in self._kept.items()
            if key[0] != name or only not in {None, key[1]}
        }


def _forgotten(then: datetime, now: datetime) -> bool:
    return now - then > timedelta(days=1)


class MemorySecrets:
    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    async def kept(self, name: str, new: bytes) -> bytes:
        return self._kept.setdefault(name, new)

    async def get(self, name: str) -> bytes | None:
        return self._kept.get(name)


class MemoryLetters:
    def __init__(self) -> None:
        self._kept: dict[str, Letter] = {}

    async def post(self, letters: Iterable[Letter]) -> None:
        self._kept = {each.key: each for each in letters} | self._kept

    async def missing(self, keys: Collection[str]) -> Collection[str]:
        return set(keys) - self._kept.keys()

    async def claim(self, now: datetime, lease: datetime) -> Letter | None:
        waiting = [
            each
            for each in self._kept.values()
            if each.sent_at is None and each.due_at <= now < each.until
        ]
        if not waiting:
            return None
        longest = min(waiting, key=lambda each: (each.due_at, each.key))
        self._unsent(longest.key, due_at=lease, tries=longest.tries + 1)
        return self._kept[longest.key]

    async def sent(self, key: str, at: datetime) -> None:
        self._unsent(key, sent_at=at, problem="")

    async def failed(self, key: str, problem: str, due_at: datetime) -> None:
        self._unsent(key, problem=problem, due_at=due_at)

    async def again(self, key: str, now: datetime) -> None:
        if (known := self._kept.get(key)) and known.until > now:
            fresh = replace(known, sent_at=None, due_at=now, problem="", tries=0)
            self._kept[key] = fresh

    async def readdress(
        self, body: BodyId, addresses: Mapping[SiteCode, str], now: datetime
    ) -> None:
        for each in list(self._kept.values()):
            address = addresses.get(each.site)
            if each.body == body and address and address != each.to:
                self._unsent(each.key, to=address, due_at=now, problem="")

    async def waiting(self, now: datetime) -> int:
        return sum(each.sent_at is None and each.until > now for each in self._kept.values())

    async def all(self, body: BodyId | None) -> Sequence[Letter]:
        by_key = [each for _, each in sorted(self._kept.items()) if body in {None, each.body}]
        return sorted(by_key, key=lambda each: each.made_at, reverse=True)

    def _unsent(self, key: str, **values: object) -> None:
        known = self._kept.get(key)
        if known is not None and known.sent_at is None:
            self._kept[key] = replace(known, **values)


class MemoryAddresses:
    def __init__(self) -> None:
        self._kept: dict[tuple[BodyId, SiteCode], str] = {}

    async def put(self, body: BodyId, addresses: Mapping[SiteCode, str]) -> None:
        both = self._kept | {(body, site): address for site, address in addresses.items()}
        self._kept = {key: address for key, address in sorted(both.items()) if address}

    async def all(self, body: BodyId) -> Mapping[SiteCode, str]:
        return {site: address for (whose, site), address in self._kept.items() if whose == body}


class MemoryCalendarFeeds:
    def __init__(self) -> None:
        self._kept: dict[tuple[BodyId, SiteCode], bytes] = {}

    async def put(self, body: BodyId, site: SiteCode, key: bytes) -> None:
        self._kept[body, site] = key

    async def site_of(self, key: bytes) -> tuple[BodyId, SiteCode] | None:
        return next((whose for whose, known in self._kept.items() if known == key), None)


class MemoryFiles:
    def __init__(self) -> None:
        self._kept: dict[tuple[MeetingId, str], tuple[StoredFile, bytes]] = {}

    async def put(self, file: StoredFile, pieces: AsyncIterable[bytes]) -> None:
        body = b"".join([piece async for piece in pieces])
        self._kept.setdefault((file.meeting, file.digest), (file, body))

    async def find(self, meeting: MeetingId, digest: str) -> StoredFile | None:
        known = self._kept.get((meeting, digest))
        return known[0] if known else None

    async def all(self) -> Sequence[StoredFile]:
        return [file for _, (file, _) in sorted(self._kept.items())]

    async def read(self, meeting: MeetingId, digest: str) -> AsyncIterator[bytes]:
        _, body = self._kept.get((meeting, digest), (None, b""))
        async for piece in in_pieces(body):
            yield piece

    async def drop(self, meeting: MeetingId, digest: str) -> None:
        self._kept.pop((meeting, digest), None)


class MemoryOfficeBook:
    def __init__(self) -> None:
        self._kept: Office | None = None

    async def get(self) -> Office | None:
        return self._kept

    async def put(self, office: Office) -> None:
        self._kept = office


class MemorySeriesBook:
    def __init__(self) -> None:
        self._kept: dict[str, Series] = {}

    async def put(self, series: Series) -> None:
        self._kept[series.id] = series

    async def all(self, body: BodyId | None) -> Sequence[Series]:
        return [each for _, each in sorted(self._kept.items()) if body in {None, each.body}]


class MemoryBodyBook:
    def __init__(self) -> None:
        self._kept: dict[BodyId, HostBody] = {}

    async def put(self, body: HostBody) -> None:
        self._kept[body.id] = body

    async def get(self, id_: BodyId) -> HostBody | None:
        return self._kept.get(id_)

    async def all(self) -> Sequence[HostBody]:
        return [each for _, each in sorted(self._kept.items())]
