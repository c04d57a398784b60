"""Whatever is kept of a person stands in one table, from which the page, the file of one person and
the job that erases are made.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import pytest
from aiohttp import ClientSession
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import LargeBinary, String

from diemcau.adapters.store import open_store
from diemcau.adapters.store.columns import Packed
from diemcau.adapters.store.metadata import metadata
from diemcau.app.dossier_kinds import KINDS
from diemcau.app.personal.erasing import Erasing, months_before
from diemcau.app.personal.table import PERSONAL, KeptFor
from diemcau.app.ports.office import BodySettings, Office
from diemcau.app.ports.security import Noted
from diemcau.app.ports.series import Series
from diemcau.app.security import Security
from diemcau.app.verification.lists import verify_lists
from diemcau.domain.nouns.events import NAMES
from tests.support.entrance import HOA, HOAS_PASSWORD, LAPTOP, TurnedClock
from tests.support.hall import Hall, hall
from tests.support.lists import LETTER
from tests.support.meeting import DISCUSSION, SITES
from tests.support.room import MEETING
from tests.support.store import fresh
from tests.support.ways import another, ways

TOLD_OF_NOBODY: Final[Mapping[str, str]] = {
    "ActRedone": "what",
    "ActUndone": "what",
    "AgendaLine": "number title",
    "AskedToSpeak": "clauses",
    "AttendanceLine": "code site",
    "BatchOpened": "session term",
    "BoardCarried": "also",
    "BoardRow": "key name",
    "BoardTable": "of",
    "BodySettings": "reply_to sender",
    "ChoiceLine": "choice sites",
    "Clause": "heading number options question text",
    "ClauseFocused": "clause",
    "ClauseMark": "above heading id label",
    "CommentEntered": "code",
    "CommentLine": "clause code",
    "CommentNoted": "clause comment",
    "CommentSent": "code",
    "CompetentBody": "name",
    "ConclusionLine": "cooperating deadline_words deliverable item lead petitions",
    "Conclusions": "title",
    "ConclusionText": "cooperating deadline_words deliverable lead petitions",
    "ConferencePlanned": "hub organiser timezone title",
    "ConferenceVote": "question title",
    "ConsultationPlan": "drafting_body short_reason title",
    "CountedChoice": "choice",
    "DifficultyOffered": "name",
    "Document": "address title",
    "DocumentLine": "address item title",
    "Documents": "title",
    "DraftCarried": "consultation",
    "DraftOutline": "title",
    "FiguresAskedFor": "period",
    "FiguresHandedIn": "values",
    "HandoverAccepted": "name",
    "HandoverProposed": "name",
    "FileEnclosed": "digest name",
    "FileMarkedEntered": "digest",
    "FileTakenBack": "digest",
    "GrantedLine": "site",
    "IncidentLine": "site",
    "Indicator": "code name part_of",
    "InvitedBody": "name",
    "ItemLine": "draft number passed title",
    "ItemPlan": "title",
    "Letterhead": "authority body filed organ_id place superior symbol",
    "LetterRef": "number",
    "Minutes": "hub organiser title",
    "MirroredPetition": "foreign letter place title",
    "NoteEdited": "about",
    "NoteWritten": "about",
    "Notice": "hub organiser sites title",
    "Office": "hall_phone hub listing organiser",
    "OpinionLine": "site",
    "OutsideRoomSet": "dial link",
    "PetitionAnswered": "cause letter",
    "PetitionChased": "letter",
    "PetitionClassified": "committee",
    "PetitionClocks": "basis",
    "PetitionField": "group name",
    "PetitionFocused": "petition",
    "PetitionForwarded": "letter",
    "PetitionLine": "code lead title",
    "PetitionMark": "code cooperating lead state title why",
    "PetitionPart": "place title",
    "PetitionReceived": "foreign place title",
    "PetitionsChosen": "petitions",
    "PetitionTransferred": "letter",
    "PlanRevised": "hub organiser title",
    "RecordingDeleted": "file",
    "RecordingKept": "file",
    "ReplyText": "already_at passed_to",
    "RequestChanged": "clauses",
    "RoundOpened": "short_reason",
    "Series": "agenda_of hub id listing organiser rule title",
    "SignedCopyFiled": "copy",
    "SitePlan": "kind name parent",
    "SpeechLine": "clauses petitions",
    "StatementEntered": "foreign place",
    "SystemLetIn": "digest name",
    "UnitPlan": "kind name",
    "UnitsChanged": "basis",
    "VoteCast": "choice",
    "VoteLine": "clause text",
    "VoteOpened": "choices clause key text",
    "VotersTold": "where",
}
"""Names of things, codes, numbers of letters and texts of drafts: by what happened or was told."""
KEPT_OF_NOBODY: Final[Mapping[str, str]] = {
    "account_history": "digest",
    "accounts": "body",
    "addresses": "body site",
    "bodies": "above id name office site",
    "calendar_feeds": "body key site",
    "directory": "code kind listing name parent tile",
    "document_numbers": "body meeting type",
    "dossier_log": "body command digest dossier name",
    "file_pieces": "digest meeting",
    "files": "digest media_type meeting",
    "headlines": "body meeting organiser title",
    "letters": "body key meeting site",
    "list_history": "body digest",
    "log": "body command digest meeting name",
    "machine_passes": "key machine meeting",
    "office": "office",
    "petitioners": "body ref",
    "publication_words": "meeting",
    "publications": "meeting signed sites",
    "secrets": "name secret",
    "security_log": "digest meeting",
    "series": "id series",
    "sessions": "body meeting",
    "site_passes": "link meeting pin site",
    "snapshots": "body digest meeting shape",
    "spent_tokens": "key",
    "tasks": "conclusion meeting offered petitions site",
}
"""Codes, digests and names of offices; the bodies of logs are told event by event, and who has a
PIN or a calendar is a site.
"""


def told() -> Iterator[str]:
    """Every text in whatever is stored packed: by its record and its field."""
    roots: list[type[Struct]] = [*NAMES.values(), Office, Series]
    roots += [name for kind in KINDS for name in kind.shapes._name_of]
    open_, seen = roots, set[type[Struct]]()
    while open_:
        if (record := open_.pop()) not in seen:
            seen.add(record)
            for name, kind in get_type_hints(record).items():
                open_ += [each for each in parts(kind) if is_record(each)]
                if str in parts(kind):
                    yield f"{record.__name__}.{name}"


def parts(kind: Any) -> set[Any]:
    """What stands in a field, inside whatever holds it; an identifier is no text."""
    return {kind, *(each for inner in get_args(kind) for each in parts(inner))}


def is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def kept() -> set[str]:
    texts = (String, LargeBinary, Packed)
    return {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, texts)
    }


def named(nobody: Mapping[str, str]) -> set[str]:
    return {f"{owner}.{each}" for owner, names in nobody.items() for each in names.split()}


@pytest.mark.parametrize(
    ("all_", "nobody", "mine"),
    [
        (set(told()), named(TOLD_OF_NOBODY), {f for kind in PERSONAL for f in kind.fields}),
        (kept(), named(KEPT_OF_NOBODY), {c for kind in PERSONAL for c in kind.columns}),
    ],
    ids=["events", "tables"],
)
def test_of_every_text_that_is_stored_it_is_said_whether_it_holds_a_person(
    all_: set[str], nobody: set[str], mine: set[str]
) -> None:
    assert not nobody & mine
    assert sorted(nobody | mine) == sorted(all_)


def test_no_field_stands_in_two_rows_and_only_letters_are_emptied_by_months() -> None:
    fields = [each for kind in PERSONAL for each in (*kind.fields, *kind.columns)]
    assert len(fields) == len({*fields})
    by_months = {kind.name for kind in PERSONAL if kind.kept is KeptFor.MONTHS}
    assert by_months == {kind.name for kind in PERSONAL if kind.erasure} == {"letter"}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Hall]:
    async with hall(DISCUSSION, url=await fresh("sqlite", tmp_path)) as made:
        yield made


async def taken(browser: ClientSession, path: str, status: int = 200) -> Any:
    async with browser.get(path) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json() if status == 200 else None


async def test_everybody_reads_what_is_kept_of_them_and_takes_their_own_along(
    office: Hall,
) -> None:
    async with (await office.browser("")).get("/personal-data") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert page.count('<th scope="row">') == len(PERSONAL)
    assert "personal." not in page.replace("personal-data", "")
    password = await office.parts.admission.passwords.hashed(HOAS_PASSWORD)
    await office.store.accounts.put(replace(HOA, password=password))
    token, _ = await office.parts.admission.sign_in("hoa", HOAS_PASSWORD, LAPTOP)
    async with ClientSession(office.url, cookies={"diemcau": token}) as hoa:
        mine = await taken(hoa, "/me/data.json")
    assert mine["accounts"] == [{"login": "hoa", "name": HOA.name, "site": None}]
    assert mine.keys() >= {"sessions", "sign_ins", "security_log"}
    assert password not in str(mine)
    assert await taken(await office.browser("admin"), "/people/hoa/data.json") == mine | {
        "security_log": (await taken(await office.browser("admin"), "/people/hoa/data.json"))[
            "security_log"
        ]
    }
    await taken(await office.browser("ba-dinh"), "/me/data.json", 403)
    await taken(await office.browser("chair"), "/people/hoa/data.json", 403)


async def test_whoever_has_no_account_is_found_by_their_name(office: Hall) -> None:
    secretary = await office.browser("secretary")
    name = f"Phó Chủ tịch {SITES[0].name}"
    found = await taken(secretary, f"/personal-data/person.json?name={name}")
    [planned] = [each for each in found["mentions"] if each["record"] == "DelegatePlan"]
    assert planned == {
        "log": MEETING,
        "record": "DelegatePlan",
        "said": {"name": name, "title": "Phó Chủ tịch HĐND"},
        "times": 1,
    }
    for nobody in ("", "Người không có ở đây", "Chủ"):
        path = f"/personal-data/person.json?name={nobody}"
        told = await taken(secretary, path)
        assert nobody == "Chủ" or not told["mentions"]
    for who in ("chair", "admin", "ba-dinh"):
        await taken(await office.browser(who), "/personal-data/person.json?name=x", 403)
    notes = await office.store.security_log.before(None, 10)
    exported = next(each for each in notes if each.what is Noted.EXPORTED)
    assert exported.about == "/personal-data/person.json"


async def test_a_letter_that_has_served_long_ago_keeps_neither_its_words_nor_its_address(
    address: str,
) -> None:
    store, clock = open_store(address), TurnedClock()
    old = replace(LETTER, until=months_before(clock.now(), 25))
    await store.letters.post([old, replace(LETTER, key="new", until=clock.now())])
    job = Erasing(store.personal, Security(store.security_log, clock), ways(store, clock))
    await job.run()
    await job.run()
    kept_ = {each.key: (each.to, each.text) for each in await store.letters.all(None)}
    assert kept_ == {old.key: ("", ""), "new": (LETTER.to, LETTER.text)}
    assert (await verify_lists(store.lists)).proven
    [note] = await store.security_log.after(0, 10)
    assert (note.what, note.about) == (Noted.ERASED, "letter 1")
    await store.close()


async def test_each_body_says_for_how_long_its_letters_keep_their_words(address: str) -> None:
    store, clock = open_store(address), TurnedClock()
    other = another("soc-son", BodySettings(letter_months=6))
    await store.bodies.put(other)
    old = replace(LETTER, until=months_before(clock.now(), 7))
    await store.letters.post([old, replace(old, key="theirs", body=other.id)])
    await Erasing(store.personal, Security(store.security_log, clock), ways(store, clock)).run()
    kept_ = {each.key: each.text for each in await store.letters.all(None)}
    assert kept_ == {old.key: LETTER.text, "theirs": ""}
    assert (await verify_lists(store.lists)).proven
    await store.close()
