"""The board of petitions in the room of a conference, with the register of the first quarter."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from diemcau import resources
from diemcau.app.live.room import Room
from diemcau.domain.nouns.agenda import EditItem, ItemPlan, StartItem
from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.conference import StartConference
from diemcau.domain.nouns.ids import FIRST_BODY, CommandId
from diemcau.domain.nouns.petitions import CarriedBoard
from diemcau.domain.nouns.publishing import Publish
from diemcau.domain.nouns.tasks import ReportOnTask
from diemcau.domain.nouns.terms import ItemKind, Stage
from diemcau.domain.petitions.nouns.reviews import SetPetitionReaders
from diemcau.domain.petitions.nouns.terms import PetitionCode, PetitionReaders
from tests.support.hall import Hall, hall
from tests.support.markup import Element, filled, form_for, read
from tests.support.meeting import CHAIR, DISCUSSION_ITEM, LOBBY, SECRETARY, by
from tests.support.patience import PATIENCE
from tests.support.petitions import FILE, retold
from tests.support.room import MEETING, take

HERE = f"/conferences/{MEETING}/boards"
BOARD = f"{HERE}/{DISCUSSION_ITEM}"
AGENDA = f"/conferences/{MEETING}/edit/agenda?item={DISCUSSION_ITEM}"
SAID: dict[str, Any] = json.loads(FILE.read_bytes())
WORDS = json.loads((resources.WEB / "i18n" / "vi.json").read_text(encoding="utf-8"))
INTERNAL, LATE = PetitionCode("KN-2024-0022"), "KN-2023-0005"


@pytest.fixture
async def room() -> AsyncIterator[Hall]:
    """In the lobby, an agenda on which nothing lies yet, and the register of its body."""
    async with hall(LOBBY) as made:
        await retold(made)
        yield made


async def got(made: Hall, who: str, path: str, status: int = 200) -> str:
    browser = await made.browser(who)
    async with browser.get(path, allow_redirects=False) as answer:
        assert answer.status == status, (who, path, answer.status)
        return await answer.text()


async def lays(made: Hall, also: str = "", status: int = 200) -> None:
    """By the form on the agenda."""
    form = filled(form_for(read(await got(made, "secretary", AGENDA)), HERE))
    form["also"] = also
    async with (await made.browser("secretary")).post(HERE, data=form) as answer:
        assert answer.status == status


async def lies(made: Hall) -> CarriedBoard:
    return (await made.parts.rooms.state(MEETING)).boards[DISCUSSION_ITEM]


async def begins(made: Hall) -> None:
    """The item on which the board lies is current, and its figures are those of that minute."""
    made.clock.turn(minutes=5)
    now = made.clock.now()
    room = await made.parts.rooms.room(MEETING)
    frozen = asyncio.Event()

    def look(changed: Room) -> None:
        if changed.meeting.boards[DISCUSSION_ITEM].at >= now:
            frozen.set()

    room.listeners.add(look)
    await room.submit(StartConference(id=CommandId("mở"), at=now, actor=CHAIR))
    await room.submit(StartItem(id=CommandId("mục"), at=now, actor=CHAIR, item=DISCUSSION_ITEM))
    await asyncio.wait_for(frozen.wait(), PATIENCE)


# -- laid, chosen, frozen --------------------------------------------------------------------------


async def test_the_secretary_lays_the_board_chooses_and_it_freezes_as_the_item_starts(
    room: Hall,
) -> None:
    await lays(room)
    board = await lies(room)
    offered = [mark.code for mark in board.figures.marks]
    assert board.chosen == tuple(offered)
    assert {LATE, INTERNAL, *SAID["board"]["carried_twice_or_more"]} <= set(offered)
    assert all(mark.why for mark in board.figures.marks)
    await lays(room, also="kn-2024-0011 KN-2024-0011")
    assert (await lies(room)).chosen[-1] == "KN-2024-0011"
    await lays(room, also="KN-2099-0001", status=404)
    page = read(await got(room, "secretary", AGENDA))
    choose = f"/conferences/{MEETING}/acts/choose_petitions"
    forms = [form for form in page.all("form") if form["action"] == choose]
    out = filled(forms[1])
    async with (await room.browser("secretary")).post(choose, data=out) as answer:
        assert answer.status == 200
    assert len((await lies(room)).chosen) == len(out.getall("petitions"))
    before = (await lies(room)).at
    await begins(room)
    assert (await lies(room)).at > before
    assert "KN-2024-0011" in (await lies(room)).chosen
    frozen = await got(room, "secretary", AGENDA)
    assert WORDS["refusal.board_frozen"] in frozen
    assert f'action="{HERE}"' not in frozen


# -- five places, one board ------------------------------------------------------------------------


def told() -> Mapping[str, Mapping[str, int]]:
    """What the file says must come out, in the words of screens and papers."""
    board = SAID["board"]
    fields = {each["code"]: each["name"] for each in SAID["fields"]}
    signs = {
        "overdue": "overdue",
        "carried": "carried_twice_or_more",
        "returned": "returned_at_least_once",
        "disputed": "disputed_competence",
        "second_round": "second_round",
    }
    groups = board["by_result_group"].items()
    levels = board["by_level"].items()
    return {
        "sums": {
            WORDS["page.petition.title"]: board["petitions"],
            WORDS["page.petition.statements"]: board["statements"],
            WORDS["page.petition.voices"]: board["voices"],
        },
        "group": {WORDS[f"petition.group.{key}"]: n for key, n in groups},
        "sign": {WORDS[f"petition.sign.{key}"]: len(board[of]) for key, of in signs.items()},
        "state": {WORDS[f"petition.state.{key}"]: n for key, n in board["by_state"].items()},
        "level": {WORDS[f"petition.competence.{key}"]: n for key, n in levels},
        "field": {fields[key]: n for key, n in board["by_field"].items()},
    }


RATE = (SAID["board"]["answered_on_time_of_these"], SAID["board"]["deadline_in_2024_q1"])


def on_a_page(page: Element) -> dict[str, int]:
    """Names and figures, of lists and of large figures alike."""
    found = {}
    for line in page.all("li", "div"):
        names = [each.words.rstrip(": ") for each in line.all("span", "dt")]
        counts = [each.words for each in line.all("a", "dd", "span") if each.words.isdigit()]
        if names and len(set(counts)) == 1:
            found[names[0]] = int(counts[0])
    return found


def in_a_workbook(raw: bytes) -> dict[str, int]:
    sheet = load_workbook(io.BytesIO(raw))[WORDS["page.board.title"]]
    return {str(name): int(n) for name, n in sheet.iter_rows(values_only=True) if n is not None}


def on_paper(raw: bytes) -> dict[str, int]:
    rows = (row for table in Document(io.BytesIO(raw)).tables for row in table.rows)
    return dict(_lines([cell.text for cell in row.cells] for row in rows))


def _lines(rows: Iterator[list[str]]) -> Iterator[tuple[str, int]]:
    """Two columns are a name and its figure; of a longer table the third is the sum."""
    for row in rows:
        name, n = row if len(row) == 2 else (row[1], row[2]) if len(row) > 2 else ("", "")
        if n.isdigit():
            yield name, int(n)


async def raw(made: Hall, path: str) -> bytes:
    async with (await made.browser("secretary")).get(path) as answer:
        assert answer.status == 200, path
        return await answer.read()


async def test_the_board_of_the_file_is_ours_in_the_register_on_the_wall_in_the_frozen_item_in_xlsx_and_on_paper(  # noqa: E501 – the five places
    room: Hall,
) -> None:
    await lays(room)
    await begins(room)
    said = told()
    every = {name: n for table in said.values() for name, n in table.items()}

    register = on_a_page(read((await raw(room, "/petitions/board")).decode()))
    assert {name: register.get(name) for name in every} == every

    site = on_a_page(read(await got(room, "ba-dinh", BOARD)))
    assert {name: site.get(name) for name in every} == every
    wall = await got(room, "screen", BOARD)
    large = {**said["sums"], **said["group"], **said["sign"]}
    assert {name: on_a_page(read(wall)).get(name) for name in large} == large
    assert "{}/{}".format(*RATE) in wall

    frozen = (await lies(room)).figures
    counted = {of: {row.key: row.count for row in frozen.table(of)} for of in said if of != "sums"}
    board = SAID["board"]
    assert {key: n for key, n in counted["group"].items() if n} == board["by_result_group"]
    assert counted["state"] == board["by_state"]
    assert counted["level"] == board["by_level"]
    assert counted["field"] == board["by_field"]
    assert list(counted["sign"].values()) == list(said["sign"].values())
    sums = (frozen.records, frozen.petitions, frozen.statements, frozen.voices)
    assert sums == tuple(board[of] for of in ("records", "petitions", "statements", "voices"))
    assert (frozen.answered, frozen.due) == RATE

    book = in_a_workbook(await raw(room, "/petitions/list.xlsx"))
    assert {name: book.get(name) for name in every} == every
    assert (book[WORDS["page.board.answered"]], book[WORDS["page.board.due"]]) == RATE

    paper = on_paper(await raw(room, "/petitions/overview.docx"))
    assert {name: paper.get(name) for name in every} == every
    assert (paper[WORDS["page.board.answered"]], paper[WORDS["page.board.due"]]) == RATE


# -- who reads what --------------------------------------------------------------------------------


async def made_internal(made: Hall) -> None:
    act = SetPetitionReaders(
        id=CommandId("kín"),
        at=made.clock.now(),
        actor=SECRETARY,
        on=made.parts.petitions.today(),
        petition=INTERNAL,
        visibility=PetitionReaders.INTERNAL,
    )
    await made.parts.petitions.submit(FIRST_BODY, act)


async def test_who_sits_in_the_room_reads_the_petition_and_an_internal_one_stays_at_the_table(
    room: Hall,
) -> None:
    await made_internal(room)
    await lays(room)
    await begins(room)
    known = (await room.parts.petitions.register(FIRST_BODY)).petitions
    for who in ("chair", "secretary", "operator", "screen", "ba-dinh"):
        one = await got(room, who, f"{BOARD}/petitions/{LATE}")
        assert known[PetitionCode(LATE)].title in one, who
        assert (f'href="/petitions/{LATE}"' in one) == (who in ("chair", "secretary")), who
        hidden = await got(room, who, f"{BOARD}/petitions/{INTERNAL}")
        assert (known[INTERNAL].title in hidden) == (who in ("chair", "secretary")), who
        links = 'href="/petitions?' in await got(room, who, BOARD)
        assert links == (who in ("chair", "secretary")), who
    await got(room, "chair", f"{BOARD}/petitions/KN-2024-0001", status=409)
    await got(room, "", BOARD, status=302)
    await got(room, "admin", BOARD, status=403)
    await got(room, "chair", f"{HERE}/khac", status=409)


async def test_of_an_internal_item_nobody_outside_is_told_that_a_board_lies_there(
    room: Hall,
) -> None:
    await lays(room)
    plan = ItemPlan(DISCUSSION_ITEM, "Kín", ItemKind.PETITIONS, internal=True)
    await take(await room.parts.rooms.room(MEETING), EditItem(**by(SECRETARY, -1), plan=plan))
    await got(room, "ba-dinh", BOARD, status=409)
    await got(room, "chair", BOARD)


# -- what comes of it ------------------------------------------------------------------------------


async def test_a_conclusion_is_proposed_from_petitions_and_both_show_each_other(
    room: Hall,
) -> None:
    await lays(room)
    await begins(room)
    ask = f"{BOARD}/conclusion"
    draft = f"/conferences/{MEETING}/acts/draft_conclusion"
    page = await got(room, "secretary", f"{ask}?petition={LATE}")
    form = filled(form_for(read(page), draft))
    assert form.getall("text.petitions") == [LATE]
    leads = {mark.code: mark.lead for mark in (await lies(room)).figures.marks}
    assert form["text.lead"] == leads[LATE]
    async with (await room.browser("secretary")).post(draft, data=form) as answer:
        assert answer.status == 200
    state = await room.parts.rooms.state(MEETING)
    [known] = state.conclusions.values()
    assert known.petitions == (LATE,)
    assert LATE in known.text
    await got(room, "secretary", f"{ask}?petition=KN-2099-0001", status=409)
    await got(room, "chair", ask, status=403)

    made = await room.parts.rooms.room(MEETING)
    now = room.clock.now()
    for act in (
        ApproveConclusions(id=CommandId("duyệt"), at=now, actor=CHAIR),
        Publish(id=CommandId("ra"), at=now, actor=SECRETARY, stage=Stage.CONCLUSIONS),
    ):
        await made.submit(act)
    shown = await got(room, "secretary", f"/petitions/{LATE}")
    assert WORDS["page.board.concluded"] in shown
    assert WORDS["page.board.asks_final"] not in shown
    register = "/petitions/board"
    assert WORDS["page.petition.asked_for"] not in await got(room, "secretary", register)
    done: dict[str, Any] = {"conclusion": known.id, "text": "Xong", "per_cent": 100}
    await made.submit(ReportOnTask(id=CommandId("xong"), at=now, actor=SECRETARY, **done))
    assert WORDS["page.board.asks_final"] in await got(room, "secretary", f"/petitions/{LATE}")
    assert WORDS["page.petition.asked_for"] in await got(room, "secretary", register)
    next_time = await room.parts.petitions.figures(FIRST_BODY, {})
    assert [mark.code for mark in next_time.marks if "concluded" in mark.why] == [LATE]
    petition = (await room.parts.petitions.register(FIRST_BODY)).petitions[PetitionCode(LATE)]
    assert petition.answered is None
    no = max((await room.parts.rooms.state(MEETING)).publications)
    assert LATE in await got(room, "secretary", f"/published/{MEETING}/{no}")
