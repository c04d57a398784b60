"""Files are brought: looked at, kept, and named by the act for which they come."""

import re
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from aiohttp import web
from multidict import MultiMapping

from diemcau.app import files
from diemcau.app.admission import Refused, actor_in
from diemcau.app.files import FileMissing, FileUnsigned, NotSaidOpen, SignatureBroken
from diemcau.app.ports import Post, StoredFile
from diemcau.app.signatures import holds
from diemcau.domain.errors import Rejected
from diemcau.edge.bodies import form_of
from diemcau.edge.exports.files import address_of, named, signatures_of, state
from diemcau.edge.forms import form_id, safe_path
from diemcau.edge.live import check_seated
from diemcau.edge.multipart import Upload
from diemcau.edge.pages.readers import TABLE, meeting_of, product, reader
from diemcau.edge.pages.refusals import BACK
from diemcau.edge.security import LARGEST_FILE, count_act
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
    request[BACK] = back = safe_path(fields.get("back", ""))
    noun, _, which = str(fields.get("about", "")).partition("/")
    if (purpose := ABOUT.get(noun)) is None:
        raise Malformed("bad_args", "about")
    reader(request, *purpose.posts)
    meeting = await state(request)
    check_seated(meeting, actor_in(meeting.id, session))
    given = fields.get("file")
    if isinstance(given, Upload) and given.name:
        await _kept(request, purpose, which, fields, given)
    elif purpose.file_wanted:
        raise FileMissing
    else:
        await purpose.attach(request, which, None, fields)
    raise web.HTTPSeeOther(back)


async def _kept(
    request: web.Request,
    purpose: "Purpose",
    which: str,
    fields: MultiMapping[Any],
    given: Upload,
) -> None:
    """A file that is refused its place is dropped again, unless something else names it."""
    stored = await _examined(request, fields, given)
    await product(request).files.put(stored, given.body)
    try:
        await purpose.attach(request, which, stored, fields)
    except (Rejected, Refused, Malformed):
        if address_of(stored) not in named(await state(request)):
            await product(request).files.drop(stored.meeting, stored.digest)
        raise


async def _examined(request: web.Request, fields: MultiMapping[Any], given: Upload) -> StoredFile:
    """Looked at beside the loop: an archive takes a second to unpack."""
    if fields.get("open") != "true":
        raise NotSaidOpen
    seen = await to_thread(files.examined, given.name, given.body, request.app[LARGEST_FILE])
    if files.secrecy.named(str(fields.get("title", ""))):
        raise files.FileSecret
    return StoredFile(
        meeting=meeting_of(request),
        digest=seen.digest,
        name=seen.name,
        media_type=seen.kind.media_type,
        size=len(given.body),
        at=product(request).clock.now(),
        by=reader(request).name,
    )


async def _on_item(
    request: web.Request, item: str, stored: StoredFile | None, fields: MultiMapping[Any]
) -> None:
    assert stored is not None, "a file is wanted"
    args = {"item": item, "document": _document(stored, fields)}
    await _act(request, "attach_document", args, fields, stored)


async def _signed_copy(
    request: web.Request, no: str, stored: StoredFile | None, fields: MultiMapping[Any]
) -> None:
    """The paper as the office signed it, once its signatures hold."""
    assert stored is not None, "a file is wanted"
    found = await signatures_of(request, address_of(stored))
    if not found:
        raise FileUnsigned
    if not holds(found):
        raise SignatureBroken
    args = {"publication": int(no) if _NUMBER.fullmatch(no) else 0}
    await _act(request, "file_signed_copy", args, fields, stored, copy=address_of(stored))


async def _report(
    request: web.Request, conclusion: str, stored: StoredFile | None, fields: MultiMapping[Any]
) -> None:
    """How far a task has come, with what shows it."""
    per_cent = str(fields.get("per_cent", ""))
    args = {
        "conclusion": conclusion,
        "text": str(fields.get("text", "")),
        "per_cent": -1 if (part := typed.whole(per_cent)) is None else part,
    }
    shown = {"evidence": _document(stored, fields)} if stored else {}
    await _act(request, "report_on_task", args, fields, stored, **shown)


class Purpose(NamedTuple):
    """What a file may be brought for, by whom, and the act that names it."""

    posts: Sequence[Post]
    attach: Callable[..., Awaitable[None]]
    file_wanted: bool = True


ABOUT: Final[Mapping[str, Purpose]] = {
    "item": Purpose(TABLE, _on_item),
    "publication": Purpose((Post.SECRETARY,), _signed_copy),
    "task": Purpose((Post.SECRETARY, Post.SITE), _report, file_wanted=False),
}


def _document(stored: StoredFile, fields: MultiMapping[Any]) -> dict[str, str]:
    """Under a title of its own, or its name without the ending."""
    title = str(fields.get("title", "")).strip() or stored.name.rpartition(".")[0]
    return {"title": title[:LONGEST_TITLE], "address": address_of(stored)}


async def _act(
    request: web.Request,
    act: str,
    args: dict[str, Any],
    fields: MultiMapping[Any],
    stored: StoredFile | None,
    **ours: object,
) -> None:
    """The same form with the same file is the same act; with another file it is another."""
    session = reader(request)
    command = codec.command(
        act,
        args,
        command_id=f"{form_id(fields)[:47]}:{stored.digest[:16]}" if stored else form_id(fields),
        at=product(request).clock.now(),
        actor=actor_in(meeting_of(request), session),
        ours=ours,
    )
    await product(request).rooms.submit(meeting_of(request), command)


FILES: Final = Terms(posts=(*TABLE, Post.SITE), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (Taking("/files/{meeting}", bring, FILES),)
