"""Files are brought: looked at, kept, and named by the act for which they come."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Final, NamedTuple

from aiohttp import web
from multidict import MultiMapping

from diemcau.app import files
from diemcau.app.files import FileMissing, FileUnsigned, NotSaidOpen, SignatureBroken
from diemcau.app.ports.files import Brought, StoredFile
from diemcau.app.ports.people import Post
from diemcau.app.seats import TABLE, actor_in, check_seated
from diemcau.app.signatures import holds
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.edge.bodies import form_of
from diemcau.edge.forms import form_id, safe_path
from diemcau.edge.multipart import Upload
from diemcau.edge.readers import meeting_of, product, reader
from diemcau.edge.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.taking import FORM, MULTIPART, Taking, Terms
from diemcau.protocol import codec, typed
from diemcau.protocol.codec import Malformed

LONGEST_TITLE: Final = 500
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


async def bring(request: web.Request) -> web.Response:
    """A file and what it is for: `about` names it, as in `item/<id>`."""
    session = reader(request)
    count_act(request)
    fields = await form_of(request)
    noun, _, which = str(fields.get("about", "")).partition("/")
    if (purpose := ABOUT.get(noun)) is None:
        raise Malformed("bad_args", "about")
    reader(request, *purpose.posts)
    meeting = await product(request).rooms.state(meeting_of(request))
    check_seated(meeting, actor_in(meeting.id, session))
    if given := _given(fields):
        await _bring_with(request, purpose, which, fields, given)
    elif purpose.file_wanted:
        raise FileMissing
    else:
        command = _command(request, purpose.act(which, None, fields), fields, None)
        await product(request).rooms.submit(meeting.id, command)
    raise web.HTTPSeeOther(safe_path(fields.get("back", "")))


def _given(fields: MultiMapping[Any]) -> Upload | None:
    given = fields.get("file")
    return given if isinstance(given, Upload) and given.name else None


async def _bring_with(
    request: web.Request,
    purpose: "Purpose",
    which: str,
    fields: MultiMapping[Any],
    given: Upload,
) -> None:
    """The rules are asked once it is here, before anybody looks into it."""
    async with _laid(request, fields, given) as (stored, brought):
        command = _command(request, purpose.act(which, stored, fields), fields, stored)
        await _check(request, command)
        await _examine(request, stored, brought)
        await purpose.prove(request, stored, brought)
        await product(request).issuing.keeping.keep(stored, brought.pieces(), command)


@asynccontextmanager
async def _laid(
    request: web.Request, fields: MultiMapping[Any], given: Upload
) -> AsyncIterator[tuple[StoredFile, Brought]]:
    """Taken from the line once its name may come in, and as long as there is room for it."""
    if fields.get("open") != "true":
        raise NotSaidOpen
    name, kind = files.admitted(given.name)
    if files.secrecy.named(str(fields.get("title", ""))):
        raise files.FileSecret
    pieces = files.no_larger(request.app[LARGEST_FILE], given.pieces)
    with place_for(request):
        async with product(request).tray.laid(pieces) as brought:
            stored = StoredFile(
                meeting=meeting_of(request),
                digest=brought.digest,
                name=name,
                media_type=kind.media_type,
                size=brought.size,
                at=product(request).clock.now(),
                by=reader(request).name,
            )
            yield stored, brought


async def _check(request: web.Request, command: AnyCommand) -> None:
    """By the newest that the log knows."""
    room = await product(request).rooms.room(meeting_of(request))
    await room.looked()
    room.check(command)


async def _examine(request: web.Request, stored: StoredFile, brought: Brought) -> None:
    ending = stored.name.rpartition(".")[2]
    await product(request).examiner.examine(ending, brought, reader(request).key.hex())


async def _prove_nothing(_request: web.Request, _stored: StoredFile, _brought: Brought) -> None:
    """A file that is no more than it is."""


async def _prove_signed(request: web.Request, stored: StoredFile, brought: Brought) -> None:
    """The paper as the office signed it, once its signatures hold."""
    found = await product(request).signatures.of(stored.digest, lambda: nullcontext(brought))
    if not found:
        raise FileUnsigned
    if not holds(found):
        raise SignatureBroken


class Act(NamedTuple):
    """`ours` are the arguments that no browser may give."""

    name: str
    args: dict[str, Any]
    ours: Mapping[str, object] = {}


def _on_item(item: str, stored: StoredFile | None, fields: MultiMapping[Any]) -> Act:
    assert stored is not None, "a file is wanted"
    return Act("attach_document", {"item": item, "document": _document(stored, fields)})


def _signed_copy(no: str, stored: StoredFile | None, _fields: MultiMapping[Any]) -> Act:
    assert stored is not None, "a file is wanted"
    args = {"publication": int(no) if _NUMBER.fullmatch(no) else 0}
    return Act("file_signed_copy", args, {"copy": stored.address})


def _report(conclusion: str, stored: StoredFile | None, fields: MultiMapping[Any]) -> Act:
    """How far a task has come, with what shows it."""
    per_cent = str(fields.get("per_cent", ""))
    args = {
        "conclusion": conclusion,
        "text": str(fields.get("text", "")),
        "per_cent": -1 if (part := typed.whole(per_cent)) is None else part,
    }
    return Act("report_on_task", args, {"evidence": _document(stored, fields)} if stored else {})


class Purpose(NamedTuple):
    """What a file may be brought for, by whom, the act that names it, and what it has to prove."""

    posts: Sequence[Post]
    act: Callable[[str, StoredFile | None, MultiMapping[Any]], Act]
    file_wanted: bool = True
    prove: Callable[[web.Request, StoredFile, Brought], Awaitable[None]] = _prove_nothing


ABOUT: Final[Mapping[str, Purpose]] = {
    "item": Purpose(TABLE, _on_item),
    "publication": Purpose((Post.SECRETARY,), _signed_copy, prove=_prove_signed),
    "task": Purpose((Post.SECRETARY, Post.SITE), _report, file_wanted=False),
}


def _document(stored: StoredFile, fields: MultiMapping[Any]) -> dict[str, str]:
    """Under a title of its own, or its name without the ending."""
    title = str(fields.get("title", "")).strip() or stored.name.rpartition(".")[0]
    return {"title": title[:LONGEST_TITLE], "address": stored.address}


def _command(
    request: web.Request, act: Act, fields: MultiMapping[Any], stored: StoredFile | None
) -> AnyCommand:
    """The same form with the same file is the same act; with another file it is another."""
    session = reader(request)
    return codec.command(
        act.name,
        act.args,
        command_id=f"{form_id(fields)[:47]}:{stored.digest[:16]}" if stored else form_id(fields),
        at=product(request).clock.now(),
        actor=actor_in(meeting_of(request), session),
        ours=act.ours,
    )


FILES: Final = Terms(posts=(*TABLE, Post.SITE), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (Taking("/files/{meeting}", bring, FILES),)
