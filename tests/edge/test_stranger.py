"""A program that knows `docs/protocol.md` and nothing else drives a whole conference."""

import asyncio
import json
import os
from asyncio.subprocess import PIPE
from pathlib import Path

from diemcau import resources
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.app.people import accounts
from diemcau.app.people.accounts import NewAccount
from diemcau.app.ports.people import Post
from diemcau.bootstrap import serving
from diemcau.config import Configuration, Server, StoreSettings
from diemcau.domain.nouns.ids import MeetingId, PublicationNo
from diemcau.domain.nouns.terms import Phase, TaskState
from tests.support.patience import unless_it_hangs

ROOT = resources.WEB.parent
NODE, CONFERENCE = ROOT / ".venv/bin/node", ROOT / "tests/js/stranger/conference.js"
ACCOUNTS = {
    "thu-ky": (Post.SECRETARY, "mười hai giờ trưa"),
    "chu-toa": (Post.CHAIR, "chín giờ tối"),
}


async def test_a_stranger_drives_a_conference_from_the_page_alone(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3"
    settings = Configuration(server=Server(port=0), store=StoreSettings(url=url))
    async with serving(settings) as (product, store, port):
        for login, (post, password) in ACCOUNTS.items():
            new = NewAccount(login=login, name=login, post=post, password=password)
            await accounts.add(store.accounts, Argon2Passwords(), new)
        told = json.loads(await said(f"http://127.0.0.1:{port}"))
        meeting = await product.rooms.state(MeetingId("giao-ban-quy-iv"))
    assert (told["phase"], meeting.phase) == ("closed", Phase.CLOSED)
    speeches = sorted(meeting.speeches.values(), key=lambda speech: speech.no)
    assert [speech.request for speech in speeches] == told["requests"]
    assert [speech.site for speech in speeches] == ["001", "002"]
    assert meeting.notes["speech/1"].text == "Đề nghị phân loại đơn thư"
    [vote] = meeting.votes.values()
    assert vote.counts == (2, 0, 0)
    assert "001" in meeting.publications[PublicationNo(1)].read_by
    [conclusion] = meeting.conclusions.values()
    assert conclusion.task is not None
    assert (conclusion.task.site, conclusion.task.state) == ("001", TaskState.ACKNOWLEDGED)


async def said(base: str) -> str:
    """What it prints; what it finds different from the page ends it, with its words."""
    passwords = {login: password for login, (_, password) in ACCOUNTS.items()}
    process = await asyncio.create_subprocess_exec(
        *(str(NODE), str(CONFERENCE)),
        env={**os.environ, "BASE": base, "ACCOUNTS": json.dumps(passwords)},
        stdout=PIPE,
        stderr=PIPE,
    )
    async with unless_it_hangs():
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()
